// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/codec/file_name.h"

using namespace tidu;

TEST_CASE("a file name made from a name stays in its folder") {
    CHECK(safe_file_name("甲公司") == "甲公司");
    CHECK(safe_file_name("../../etc/passwd") == "_.._etc_passwd");
    CHECK(safe_file_name("a/b\\c:d\n") == "a_b_c_d_");
    CHECK(safe_file_name("..") == "_");
    CHECK(safe_file_name("") == "_");
    CHECK(safe_file_name("CON") == "_CON");
    CHECK(safe_file_name("com1.txt") == "_com1.txt");
    CHECK(safe_file_name("a\u202Etxt") == "a_txt");
    CHECK(safe_file_name(std::string(300, 'x')).size() == 120);
}

TEST_CASE("names are unique, whatever their case") {
    FileNames names;
    CHECK(names.make("A") == "A");
    CHECK(names.make("a") == "a-2");
    CHECK(names.make("A") == "A-3");
    CHECK(names.make("É") == "É");
    CHECK(names.make("é") == "é-2");
    CHECK(names.make("e\u0301") == "e\u0301-3");
    CHECK(names.make("ａ甲") == "ａ甲");
    CHECK(names.make("Ａ甲") == "Ａ甲-2");
}
