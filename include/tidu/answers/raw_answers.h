// SPDX-License-Identifier: Apache-2.0
// One answer sheet as it was written, whatever the format: texts with places, nothing interpreted yet.
// Readers make these; `bind_answers` checks them against a system.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidu/text/diagnostic.h"

namespace tidu {

/// One value as written. YAML and JSON keep the difference between `"1"` and `1`; tables and workbooks have
/// only text.
struct RawValue {
    std::string text;
    Span span;  ///< line and column, or row and field
    bool quoted = false;
    std::string sheet = {};  ///< workbook sheet where that is not the answer's or the sheet's own
};

/// What stands beside one question.
struct RawAnswer {
    std::string key;  ///< id, or a title used as a heading
    Span key_span;
    std::vector<RawValue> values;  ///< empty: no answer; several: a list
    bool is_list = false;          ///< written as a list: `[]` is a known answer, an empty cell is missing
    bool not_applicable = false;   ///< declared in the structured form; `NA:` texts are understood by bind
    /// The value of a spreadsheet formula. A derived item is then left to the kernel, which knows the same
    /// parts.
    bool is_computed = false;
    bool is_uncomputed = false;  ///< a spreadsheet formula whose value was not saved
    std::string reason;
    std::vector<std::string> evidence;
    std::string note;
    std::string sheet;  ///< workbook sheet the answer stands in; empty elsewhere

    /// Nothing was written, not even a note: a line of a form that was left alone.
    bool is_empty() const {
        return values.empty() && !is_list && !not_applicable && reason.empty() && evidence.empty() &&
               note.empty();
    }
};

struct RawSheet {
    SourcePtr source;
    PlaceKind place_kind = PlaceKind::text;  ///< how spans are to be read: text or cell
    std::string sheet;                       ///< workbook sheet; empty elsewhere
    Span span;                               ///< of the document, or the row
    std::string system;                      ///< system id the sheet names; empty: none
    std::string system_version;              ///< only forms know it
    std::string system_sha256;               ///< only forms know it
    std::string period;
    /// enterprise attributes in file order: id, name, city, industry, cluster, ... (lower-case keys)
    std::vector<std::pair<std::string, RawValue>> enterprise;
    std::vector<RawAnswer> answers;
    Diagnostics problems;  ///< what the reader found in this sheet; bind passes it on

    const RawValue* attribute(std::string_view key) const;
    Place place_of(const Span& span, const std::string& answer_sheet = {}) const;
    Place place_of(const RawValue& value, const std::string& answer_sheet = {}) const;
};

}  // namespace tidu
