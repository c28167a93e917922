// SPDX-License-Identifier: Apache-2.0
// The unified social credit code (GB 32100-2015): the key of an enterprise in answers, registries and
// samples.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidu {

inline constexpr std::size_t credit_code_length = 18;

enum class CreditCodeFault {
    wrong_length,           ///< not 18 characters
    forbidden_character,    ///< not one of 0-9 A-Z without I, O, S, V, Z, or a letter in the division code
    wrong_check_character,  ///< position 18 (GB 32100)
    wrong_inner_check,      ///< position 17, the organisation code's own check character (GB 11714)
};

struct CreditCodeFinding {
    CreditCodeFault fault = CreditCodeFault::wrong_length;
    std::size_t position = 0;  ///< from 1; 0 for a wrong length
    char expected = '\0';      ///< of the two check characters
};

/// The first fault of a code in upper case, in the order of the enumeration; nullopt: none. A right code
/// proves nothing about its owner.
std::optional<CreditCodeFinding> check_credit_code(std::string_view code);

/// An id as registries hold it, and as every other file is matched with them: upper case, full-width forms
/// folded.
std::string normalise_id(std::string_view id);

/// The id so normalised where it then looks like a credit code: 18 characters 0-9 A-Z. nullopt: another id,
/// to be left as it is.
std::optional<std::string> normalise_credit_code(std::string_view id);

/// `9.132E+17`: what spreadsheets make of a long row of digits. The last digits are gone.
bool is_number_of_spreadsheet(std::string_view id);

/// Check character of the first 17 characters (all of the code's alphabet): 31 - sum(value * 3^(i-1)) mod 31.
char credit_code_check_character(std::string_view first_17);

/// Check character of the 8 characters of an organisation code (GB 11714).
char organisation_code_check_character(std::string_view first_8);

}  // namespace tidu
