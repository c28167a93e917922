// SPDX-License-Identifier: Apache-2.0
#include <clocale>

#include "catch.h"
#include "tidu/text/number.h"

using namespace tidu;

TEST_CASE("A number is a decimal as written") {
    CHECK(parse_number("010") == 10.0);
    CHECK(parse_number("+0.35") == 0.35);
    CHECK(parse_number("-1.5e3") == -1500.0);
    CHECK(parse_number("0.1") == 0.1);
    for (const char* text :
         {"", " 1", "1 ", "0x1F", "inf", "nan", "1,000", ".5", "5.", "1e", "--1", "1e999", "一", "1.2.3"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text));
    }
}

TEST_CASE("A number is written with the fewest digits that read back the same") {
    CHECK(format_number(0.1) == "0.1");
    CHECK(format_number(62.5) == "62.5");
    CHECK(format_number(-0.0) == "0");
    CHECK(format_number(1e20) == "100000000000000000000");
    CHECK(format_number(1e21) == "1e+21");
    CHECK(format_number(1e-7) == "0.0000001");
    CHECK(format_number(1.0 / 3) == "0.3333333333333333");
    for (const double value : {1e-300, 5e-324, 1.7976931348623157e308, 123456789.123456789})
        CHECK(parse_number(format_number(value)) == value);
}

TEST_CASE("A score is cut towards minus infinity, after adding the tolerance") {
    CHECK(format_cut(59.96, 1) == "59.9");
    CHECK(format_cut(60.0 - 1e-10, 1) == "60.0");
    CHECK(format_cut(0.29, 2) == "0.29");
    CHECK(format_cut(-0.001, 2) == "-0.01");
    CHECK(format_cut(-1e-12, 2) == "0.00");
    CHECK(format_cut(-12.5, 0) == "-13");
    CHECK(format_cut(0.05, 2) == "0.05");
    CHECK(format_cut(1e18, 1) == "1000000000000000000.0");
}

TEST_CASE("Decimals of a threshold as a person wrote it") {
    CHECK(decimals_of(60) == 0);
    CHECK(decimals_of(59.5) == 1);
    CHECK(decimals_of(1.0 / 3) == 9);
}

TEST_CASE("Numbers know no locale") {
    for (const char* name : {"de_DE.UTF-8", "zh_CN.UTF-8"})
        if (std::setlocale(LC_ALL, name)) {
            CHECK(parse_number("1.5") == 1.5);
            CHECK(format_number(1.5) == "1.5");
            CHECK(format_cut(1.55, 1) == "1.5");
        }
    std::setlocale(LC_ALL, "C");
}
