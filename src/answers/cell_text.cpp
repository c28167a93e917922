// SPDX-License-Identifier: Apache-2.0
#include "cell_text.h"

#include <algorithm>

#include "tidu/text/utf8.h"

namespace tidu {
namespace {

using Separators = std::vector<std::string_view>;

const Separators& separators() {
    static const Separators list{";", "；", "|"};
    return list;
}

bool holds_separator(std::string_view piece) {
    return std::any_of(separators().begin(), separators().end(),
                       [&](std::string_view mark) { return piece.find(mark) != std::string_view::npos; });
}

std::vector<std::string> split(std::string_view text, const Separators& marks) {
    std::vector<std::string> pieces;
    while (true) {
        std::size_t end = text.size();
        std::size_t next = text.size();
        for (const std::string_view mark : marks) {
            const std::size_t at = text.find(mark);
            if (at >= end) continue;
            end = at;
            next = at + mark.size();
        }
        if (const std::string_view piece = trim(text.substr(0, end)); !piece.empty())
            pieces.emplace_back(piece);
        if (end == text.size()) return pieces;
        text.remove_prefix(next);
    }
}

}  // namespace

std::string answer_cell(const RawAnswer& answer) {
    if (answer.not_applicable) return "NA";
    if (answer.is_list && answer.values.empty()) return "[]";
    std::string cell;
    for (const RawValue& value : answer.values)
        cell += (cell.empty() ? "" : "|") + value.text;
    return cell;
}

std::string join_evidence(const std::vector<std::string>& evidence) {
    const bool as_lines = std::any_of(evidence.begin(), evidence.end(), holds_separator);
    std::string text;
    for (const std::string& piece : evidence) {
        if (as_lines) {
            text += piece + "\n";
        } else {
            text += (text.empty() ? "" : "; ") + piece;
        }
    }
    return text;
}

std::vector<std::string> split_evidence(std::string_view text) {
    return split(text, text.find('\n') != std::string_view::npos ? Separators{"\n"} : separators());
}

}  // namespace tidu
