// SPDX-License-Identifier: Apache-2.0
// Codes of places and industries: GB/T 2260 (cities of Jiangsu) and GB/T 4754-2017 (divisions).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tidu/text/language.h"

namespace tidu::survey {

/// The prefecture-level code of a place: `320583` -> `320500`; also the name of a city of Jiangsu (`苏州`,
/// `苏州市`, `Suzhou`). nullopt: neither. The code of a whole province (`320000`) is no city.
std::optional<std::string> city_code(std::string_view text);

/// `320500` -> `苏州市`, `Suzhou`: the cities of Jiangsu. nullopt: another code.
std::optional<BilingualText> city_name(std::string_view code);

/// The division of an industry code: `34`, `C34`, `3411`, `C3411` -> `34`. nullopt: no code.
std::optional<std::string> industry_division(std::string_view text);

/// Mining, manufacturing and utilities: 06-46.
bool is_industrial(std::string_view division);

}  // namespace tidu::survey
