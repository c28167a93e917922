// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/size_class.h"

#include <algorithm>
#include <array>

namespace tidu::survey {
namespace {

constexpr std::array<std::string_view, 4> names = {"micro", "small", "medium", "large"};
constexpr std::array<std::string_view, 4> chinese_names = {"微型", "小型", "中型", "大型"};

/// Number of lower bounds that the value reaches.
SizeClass class_by(double value, const std::array<double, 3>& bounds) {
    return static_cast<SizeClass>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

}  // namespace

SizeClass classify_size(double employees, double revenue_wan) {
    return std::min(class_by(employees, {20, 300, 1000}), class_by(revenue_wan, {300, 2000, 40000}));
}

std::string_view size_name(SizeClass size) {
    return names[static_cast<std::size_t>(size)];
}

BilingualText size_title(SizeClass size) {
    return {std::string(chinese_names[static_cast<std::size_t>(size)]), std::string(size_name(size))};
}

std::optional<SizeClass> parse_size(std::string_view text) {
    for (std::size_t size = 0; size < names.size(); ++size) {
        const std::string_view chinese = chinese_names[size];
        const bool short_chinese = !text.empty() && chinese.substr(0, 3) == text;
        if (text == names[size] || text == chinese || short_chinese) return static_cast<SizeClass>(size);
    }
    return std::nullopt;
}

}  // namespace tidu::survey
