// SPDX-License-Identifier: Apache-2.0
// Size classes of industrial enterprises (统计上大中小微型企业划分办法 2017, 国统字〔2017〕213号).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tidu/text/language.h"

namespace tidu::survey {

enum class SizeClass : std::uint8_t { micro, small, medium, large };

/// Large, medium and small need both lower bounds (1000, 300, 20 employees; 40,000, 2,000, 300 ten thousand
/// yuan), else the enterprise drops a class: the smaller of the two classes.
SizeClass classify_size(double employees, double revenue_wan);

/// `micro`, `small`, `medium`, `large`
std::string_view size_name(SizeClass size);
/// `大型`, `large`
BilingualText size_title(SizeClass size);
/// By id or Chinese name (`小型`, `小`).
std::optional<SizeClass> parse_size(std::string_view text);

}  // namespace tidu::survey
