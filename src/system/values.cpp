// SPDX-License-Identifier: Apache-2.0
#include "values.h"

#include <cmath>

#include "tidu/system/number_range.h"
#include "tidu/text/number.h"

namespace tidu {

std::optional<bool> parse_yes_no(std::string_view text) {
    if (text == "yes" || text == "true") return true;
    if (text == "no" || text == "false") return false;
    return std::nullopt;
}

std::string read_string(const TreeView& view) {
    return view.exists() && view.is_scalar() ? std::string(view.text()) : std::string();
}

Name read_name(const TreeView& view) {
    if (!view.exists()) return {};
    return {read_string(view), view.span()};
}

BilingualText read_text(const TreeView& view) {
    if (!view.exists()) return {};
    if (view.is_scalar()) return {std::string(view.text()), std::string(view.text())};
    return {read_string(view.find("zh")), read_string(view.find("en"))};
}

std::optional<double> read_number(const TreeView& view) {
    if (!view.exists() || !view.is_scalar() || view.style() == ScalarStyle::quoted) return std::nullopt;
    const auto number = parse_number(view.text());
    if (number && std::abs(*number) > largest_number) return std::nullopt;
    return number;
}

double read_number_or(const TreeView& view, double fallback) {
    return read_number(view).value_or(fallback);
}

bool read_flag(const TreeView& view) {
    return view.exists() && parse_yes_no(view.text()).value_or(false);
}

std::vector<std::string> read_strings(const TreeView& view) {
    std::vector<std::string> strings;
    if (!view.exists() || !view.is_sequence()) return strings;
    strings.reserve(view.size());
    for (std::size_t element = 0; element < view.size(); ++element)
        strings.push_back(read_string(view[element]));
    return strings;
}

std::vector<int> read_integers(const TreeView& view) {
    std::vector<int> integers;
    if (!view.exists() || !view.is_sequence()) return integers;
    for (std::size_t element = 0; element < view.size(); ++element)
        if (const auto number = read_number(view[element]); number && *number >= 0 && *number <= 1'000'000)
            integers.push_back(static_cast<int>(*number));
    return integers;
}

bool is_pair_of_numbers(const TreeView& view) {
    return view.is_sequence() && view.size() == 2 && read_number(view[0]) && read_number(view[1]);
}

ScorePoints read_points(const TreeView& view) {
    ScorePoints points;
    if (!view.exists() || !view.is_sequence()) return points;
    points.reserve(view.size());
    for (std::size_t element = 0; element < view.size(); ++element) {
        const TreeView pair = view[element];
        if (is_pair_of_numbers(pair)) points.emplace_back(*read_number(pair[0]), *read_number(pair[1]));
    }
    return points;
}

std::optional<Confidence> read_confidence(const TreeView& view) {
    if (!view.exists() || !view.is_scalar()) return std::nullopt;
    if (view.text() == "second_hand") return Confidence::second_hand;
    if (view.text() == "recalled") return Confidence::recalled;
    return Confidence::sourced;
}

Provenance read_provenance(const TreeView& view) {
    if (!view.exists() || !view.is_mapping()) return {};
    return {read_name(view.find("ref")), read_text(view.find("note")),
            read_confidence(view.find("confidence")), read_flag(view.find("own"))};
}

}  // namespace tidu
