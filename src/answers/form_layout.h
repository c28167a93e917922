// SPDX-License-Identifier: Apache-2.0
// Where every line of a questionnaire stands in its workbook: what formulas refer to, and what the writer
// fills.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "form_formula.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/form_plan.h"
#include "tidu/answers/raw_answers.h"

namespace tidu {

/// Columns of a question sheet, from 0. The ids and the computed ones are hidden.
namespace form_column {
inline constexpr std::uint16_t id = 0;
inline constexpr std::uint16_t number = 1;
inline constexpr std::uint16_t question = 2;
inline constexpr std::uint16_t unit = 3;
inline constexpr std::uint16_t answer = 4;
inline constexpr std::uint16_t reason = 5;
inline constexpr std::uint16_t evidence = 6;
inline constexpr std::uint16_t note = 7;
inline constexpr std::uint16_t applies = 8;   ///< 1: asked, 0: does not apply
inline constexpr std::uint16_t answered = 9;  ///< 0: open, 1: answered, 2: nothing need be written
inline constexpr std::uint16_t valid = 10;    ///< 0: what stands there is no answer
}  // namespace form_column

/// What marks the hidden cells, so that a reader finds them wherever they have moved.
namespace form_mark {
inline constexpr const char* ids = "tidu:id";         ///< above the ids, in the row of the column roles
inline constexpr const char* workbook = "tidu:form";  ///< in the sheet that describes the form
inline constexpr const char* answer = "answer";
inline constexpr const char* reason = "reason";
inline constexpr const char* evidence = "evidence";
inline constexpr const char* note = "note";
inline constexpr char option = '/';  ///< between the id of a multi and its option: `cloud_scope/erp`
}  // namespace form_mark

struct FormRow {
    enum class Kind { heading, attribute, question, option };
    Kind kind = Kind::heading;
    std::uint32_t row = 0;  ///< from 0
    BilingualText text;     ///< of a heading or an attribute
    std::string attribute;  ///< id of an attribute, `period` among them
    ItemIndex item;
    std::uint32_t option = 0;  ///< of an option row: which one of the multi
    std::string number;        ///< of a question
};

struct FormSheet {
    std::string name;  ///< of the tab, in the form's language
    BilingualText title;
    std::vector<FormRow> rows;
    std::uint32_t end_row = 0;  ///< one past the last
};

/// A list that drop-downs offer: a column of the hidden sheet of lists.
struct FormList {
    std::vector<std::string> texts;
};

struct FormLayout {
    std::vector<FormSheet> sheets;
    std::vector<FormList> lists;
    std::vector<std::optional<std::size_t>> list_of_item;  ///< choice and yesno: index into `lists`
    FormCells cells;
};

inline constexpr std::uint32_t form_roles_row = 0;
inline constexpr std::uint32_t form_title_row = 1;
inline constexpr std::uint32_t form_headings_row = 2;
inline constexpr std::uint32_t form_first_row = 3;

/// `filled`: its enterprise may have attributes that forms do not ask for; they get a line too. Null: none.
FormLayout lay_out_form(const Outline& outline, Language language, const RawSheet* filled);

/// `$C$7`, row and column from 0.
std::string absolute_cell(std::uint32_t row, std::uint16_t column);
/// `'Tab name'!`, quoted as formulas want it.
std::string sheet_reference(const std::string& name);
/// Range of a list in the hidden sheet: `tidu_lists!$B$1:$B$4`.
std::string list_reference(std::size_t list, std::size_t size);

inline constexpr const char* form_lists_sheet = "tidu_lists";
inline constexpr const char* form_map_sheet = "tidu";

}  // namespace tidu
