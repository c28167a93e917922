// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/divisions.h"

#include <algorithm>
#include <array>

#include "tidu/text/utf8.h"

namespace tidu::survey {
namespace {

struct City {
    std::string_view code, zh, en;
};
constexpr std::array<City, 13> jiangsu = {{{"320100", "南京", "Nanjing"},
                                           {"320200", "无锡", "Wuxi"},
                                           {"320300", "徐州", "Xuzhou"},
                                           {"320400", "常州", "Changzhou"},
                                           {"320500", "苏州", "Suzhou"},
                                           {"320600", "南通", "Nantong"},
                                           {"320700", "连云港", "Lianyungang"},
                                           {"320800", "淮安", "Huai'an"},
                                           {"320900", "盐城", "Yancheng"},
                                           {"321000", "扬州", "Yangzhou"},
                                           {"321100", "镇江", "Zhenjiang"},
                                           {"321200", "泰州", "Taizhou"},
                                           {"321300", "宿迁", "Suqian"}}};

/// `Huai'an` -> `huaian`
std::string matching_name(std::string_view name) {
    std::string plain = to_lower_ascii(name);
    std::erase(plain, '\'');
    return plain;
}

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
    std::string name = matching_name(text);
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    for (const City& city : jiangsu)
        if (name == city.zh || name == matching_name(city.en)) return std::string(city.code);
    return std::nullopt;
}

std::optional<BilingualText> city_name(std::string_view code) {
    for (const City& city : jiangsu)
        if (city.code == code) return BilingualText{std::string(city.zh) + "市", std::string(city.en)};
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
