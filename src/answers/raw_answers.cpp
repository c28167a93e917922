// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/raw_answers.h"

namespace tidu {

const RawValue* RawSheet::attribute(std::string_view key) const {
    for (const auto& [name, value] : enterprise)
        if (name == key) return &value;
    return nullptr;
}

Place RawSheet::place_of(const Span& where, const std::string& answer_sheet) const {
    return {place_kind, source, answer_sheet.empty() ? sheet : answer_sheet, where};
}

Place RawSheet::place_of(const RawValue& value, const std::string& answer_sheet) const {
    return place_of(value.span, value.sheet.empty() ? answer_sheet : value.sheet);
}

}  // namespace tidu
