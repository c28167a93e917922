// SPDX-License-Identifier: Apache-2.0
// Check characters of GB 32100-2015 and, inside it, of GB 11714.
#include "tidu/answers/credit_code.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I, O, S, V, Z

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

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string normalise_id(std::string_view text) {
    const bool is_plain =
        std::ranges::all_of(text, [](char c) { return c > ' ' && static_cast<signed char>(c) > 0; });
    std::string id = is_plain ? std::string(text) : fold_width(text);
    for (char& c : id)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return id;
}

std::optional<std::string> normalise_credit_code(std::string_view id) {
    // A character of full width takes three bytes.
    if (id.size() < credit_code_length || id.size() > 3 * credit_code_length) return std::nullopt;
    if (id.size() > credit_code_length && is_ascii(id)) return std::nullopt;
    std::string code = normalise_id(id);
    const bool is_code = code.size() == credit_code_length && std::ranges::all_of(code, [](char c) {
                             return is_digit(c) || (c >= 'A' && c <= 'Z');
                         });
    return is_code ? std::optional<std::string>(std::move(code)) : std::nullopt;
}

bool is_number_of_spreadsheet(std::string_view id) {
    const std::size_t exponent = id.find_first_of("Ee");
    if (exponent == std::string_view::npos || exponent == 0 || id.substr(exponent + 1, 1) != "+")
        return false;
    const std::string_view digits = id.substr(0, exponent);
    const std::string_view power = id.substr(exponent + 2);
    return is_digit(digits.front()) && !power.empty() && std::ranges::all_of(power, is_digit) &&
           std::ranges::all_of(digits, [](char c) { return is_digit(c) || c == '.'; });
}

char credit_code_check_character(std::string_view first_17) {
    assert(first_17.size() == credit_code_length - 1);
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
    if (code.size() != credit_code_length) return CreditCodeFinding{CreditCodeFault::wrong_length, 0, '\0'};
    for (std::size_t position = 0; position < credit_code_length; ++position)
        if (!is_allowed(code[position], position))
            return CreditCodeFinding{CreditCodeFault::forbidden_character, position + 1, '\0'};
    const char outer = credit_code_check_character(code.substr(0, 17));
    if (code[17] != outer) return CreditCodeFinding{CreditCodeFault::wrong_check_character, 18, outer};
    const char inner = organisation_code_check_character(code.substr(8, 8));
    if (code[16] != inner) return CreditCodeFinding{CreditCodeFault::wrong_inner_check, 17, inner};
    return std::nullopt;
}

}  // namespace tidu
