// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/credit_code.h"

#include <string>

#include "catch.h"

using namespace tidu;

TEST_CASE("Codes of companies known in public pass both checks") {
    for (const char* code :
         {"914403001922038216", "91440300192317458F", "91350900587527783P", "9132070070404786XB",
          "913207006083959289", "91110000600037341L", "91330100799655058B", "9144030071526726XG",
          "91440400192548256N", "91440606722473344C", "9152000071430580XT", "91330000733796106P",
          "9144030027939873X7", "913700007456765902"})
        CHECK_FALSE(check_credit_code(code));
}

TEST_CASE("A wrong last character is found and the right one named") {
    const auto finding = check_credit_code("914403001922038217");
    REQUIRE(finding);
    CHECK(finding->fault == CreditCodeFault::wrong_check_character);
    CHECK(finding->expected == '6');
}

TEST_CASE("A wrong inner check is found where the outer one was made to fit") {
    std::string code = "91440300192203822";
    code += credit_code_check_character(code);
    const auto finding = check_credit_code(code);
    REQUIRE(finding);
    CHECK(finding->fault == CreditCodeFault::wrong_inner_check);
    CHECK(finding->expected == '1');
}

TEST_CASE("Length and characters are checked before the check characters") {
    CHECK(check_credit_code("")->fault == CreditCodeFault::wrong_length);
    CHECK(check_credit_code("9144030019220382161")->fault == CreditCodeFault::wrong_length);
    CHECK(check_credit_code("91440300I922038216")->position == 9);
    CHECK(check_credit_code("914A03001922038216")->fault == CreditCodeFault::forbidden_character);
    CHECK(check_credit_code("914a03001922038216")->fault == CreditCodeFault::forbidden_character);
}

TEST_CASE("Every single mistyped character is found") {
    const std::string code = "914403001922038216";
    const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    for (std::size_t position = 0; position < code.size(); ++position)
        for (char c : alphabet) {
            if (c == code[position]) continue;
            std::string mistyped = code;
            mistyped[position] = c;
            CHECK(check_credit_code(mistyped));
        }
}
