// SPDX-License-Identifier: Apache-2.0
#include "divisions.h"

#include <algorithm>
#include <array>

#include "tidu/text/utf8.h"

namespace tidu::survey {
namespace {

struct City {
    std::string_view code, zh, en;
};
constexpr std::array<City, 13> jiangsu = {{{"320100", "南京", "nanjing"},
                                           {"320200", "无锡", "wuxi"},
                                           {"320300", "徐州", "xuzhou"},
                                           {"320400", "常州", "changzhou"},
                                           {"320500", "苏州", "suzhou"},
                                           {"320600", "南通", "nantong"},
                                           {"320700", "连云港", "lianyungang"},
                                           {"320800", "淮安", "huaian"},
                                           {"320900", "盐城", "yancheng"},
                                           {"321000", "扬州", "yangzhou"},
                                           {"321100", "镇江", "zhenjiang"},
                                           {"321200", "泰州", "taizhou"},
                                           {"321300", "宿迁", "suqian"}}};

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> city_code(std::string_view text) {
    if (is_digits(text)) {
        // Six digits as in GB/T 2260, or the nine and twelve of the statistical codes of places below.
        if (text.size() != 6 && text.size() != 9 && text.size() != 12) return std::nullopt;
        if (text[0] == '0' || text.substr(2, 2) == "00") return std::nullopt;
        return std::string(text.substr(0, 4)) + "00";
    }
    constexpr std::string_view suffix = "市";
    std::string name = to_lower_ascii(text);
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    std::erase(name, '\'');
    for (const City& city : jiangsu)
        if (name == city.zh || name == city.en) return std::string(city.code);
    return std::nullopt;
}

std::optional<std::string> industry_division(std::string_view text) {
    if (!text.empty() && ((text[0] >= 'A' && text[0] <= 'T') || (text[0] >= 'a' && text[0] <= 't')))
        text.remove_prefix(1);
    if (!is_digits(text) || text.size() < 2 || text.size() > 4) return std::nullopt;
    return std::string(text.substr(0, 2));
}

bool is_industrial(std::string_view division) {
    return division >= "06" && division <= "46";
}

}  // namespace tidu::survey
