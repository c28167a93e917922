// SPDX-License-Identifier: Apache-2.0
// Check characters of GB 32100-2015 and, inside it, of GB 11714.
#include "tidu/answers/credit_code.h"

#include <array>
#include <cassert>

namespace tidu {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I, O, S, V, Z
constexpr std::size_t code_length = 18;

int value_of(char c) {
    const std::size_t position = alphabet.find(c);
    assert(position != std::string_view::npos && "characters are checked before");
    return static_cast<int>(position);
}

/// GB 11714 counts letters A = 10 ... Z = 35, without gaps.
int organisation_value_of(char c) {
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

bool is_allowed(char c, std::size_t position) {
    const bool in_division_code = position >= 2 && position < 8;
    if (in_division_code) return c >= '0' && c <= '9';
    return alphabet.find(c) != std::string_view::npos;
}

}  // namespace

char credit_code_check_character(std::string_view first_17) {
    assert(first_17.size() == code_length - 1);
    int sum = 0;
    int weight = 1;
    for (char c : first_17) {
        sum += value_of(c) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

char organisation_code_check_character(std::string_view first_8) {
    constexpr std::array<int, 8> weights = {3, 7, 9, 10, 5, 8, 4, 2};
    assert(first_8.size() == weights.size());
    int sum = 0;
    for (std::size_t position = 0; position < weights.size(); ++position)
        sum += organisation_value_of(first_8[position]) * weights[position];
    const int check = 11 - sum % 11;
    if (check == 10) return 'X';
    return check == 11 ? '0' : static_cast<char>('0' + check);
}

std::optional<CreditCodeFinding> check_credit_code(std::string_view code) {
    if (code.size() != code_length) return CreditCodeFinding{CreditCodeFault::wrong_length, 0, '\0'};
    for (std::size_t position = 0; position < code_length; ++position)
        if (!is_allowed(code[position], position))
            return CreditCodeFinding{CreditCodeFault::forbidden_character, position + 1, '\0'};
    const char outer = credit_code_check_character(code.substr(0, 17));
    if (code[17] != outer) return CreditCodeFinding{CreditCodeFault::wrong_check_character, 18, outer};
    const char inner = organisation_code_check_character(code.substr(8, 8));
    if (code[16] != inner) return CreditCodeFinding{CreditCodeFault::wrong_inner_check, 17, inner};
    return std::nullopt;
}

}  // namespace tidu
