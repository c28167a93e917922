// SPDX-License-Identifier: Apache-2.0
// Line by line: the words a person reads, the open cells with what may stand in them, and the hidden cells
// that a reader (ids, column roles) and the counter on the cover (asked, answered, valid) work with.
#include "form_sheet.h"

#include <algorithm>
#include <array>

#include "cell_text.h"
#include "phrases.h"
#include "tidu/answers/form_plan.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/xlsx_write.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

namespace column = form_column;

/// Limits of Excel for the texts of a data validation, in characters.
constexpr std::size_t longest_title = 32;
constexpr std::size_t longest_message = 255;
/// Characters that fit a line of the columns set below.
constexpr std::size_t question_columns_zh = 54;  // its fonts are wider
constexpr std::size_t question_columns_en = 62;
constexpr std::size_t unit_columns = 10;
constexpr std::size_t answer_columns = 24;

/// Wider text than this many columns is cut with an ellipsis well before the limits in characters.
std::string shortened(const std::string& text, std::size_t characters) {
    return code_point_count(text) <= characters ? text : fit_width(text, characters);
}

class Sheet {
  public:
    Sheet(const FormWriting& writing, const FormSheet& sheet, lxw_worksheet* worksheet)
        : writing_(writing), styles_(writing.styles), sheet_(sheet), worksheet_(worksheet) {}

    void write() {
        write_frame();
        for (const FormRow& row : sheet_.rows)
            write_row(row);
        colour_by_state();
        protect_form_sheet(worksheet_);
    }

  private:
    std::string words(const Phrase& phrase) const {
        return std::string(writing_.language == Language::zh ? phrase.zh : phrase.en);
    }

    void text(std::uint32_t row, std::uint16_t at, const std::string& words, lxw_format* format) {
        if (words.empty()) {
            worksheet_write_blank(worksheet_, row, at, format);
        } else {
            worksheet_write_string(worksheet_, row, at, fit_in_cell(words).c_str(), format);
        }
    }

    // ------------------------------------------------------------------------------------------ the sheet as
    // a whole

    void write_frame() {
        set_columns();
        text(form_roles_row, column::id, form_mark::ids, nullptr);
        text(form_roles_row, column::answer, form_mark::answer, nullptr);
        text(form_roles_row, column::reason, form_mark::reason, nullptr);
        text(form_roles_row, column::evidence, form_mark::evidence, nullptr);
        text(form_roles_row, column::note, form_mark::note, nullptr);
        lxw_row_col_options hidden{};
        hidden.hidden = LXW_TRUE;
        worksheet_set_row_opt(worksheet_, form_roles_row, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
        worksheet_merge_range(worksheet_, form_title_row, column::number, form_title_row, column::note,
                              sheet_.title.in(writing_.language).c_str(), styles_.title);
        worksheet_set_row(worksheet_, form_title_row, 32, nullptr);
        write_headings();
        worksheet_freeze_panes(worksheet_, form_first_row, 0);
        set_page();
    }

    void set_columns() {
        lxw_row_col_options hidden{};
        hidden.hidden = LXW_TRUE;
        worksheet_set_column_opt(worksheet_, column::id, column::id, 18, nullptr, &hidden);
        worksheet_set_column_opt(worksheet_, column::applies, column::valid, 8, nullptr, &hidden);
        constexpr std::array<double, 7> widths{7, 54, 11, 26, 20, 24, 20};
        for (std::uint16_t at = 0; at < widths.size(); ++at) {
            const auto col = static_cast<lxw_col_t>(column::number + at);
            worksheet_set_column(worksheet_, col, col, widths[at], nullptr);
        }
    }

    void write_headings() {
        const std::array<const Phrase*, 7> headings{
            &phrases::form_number, &phrases::form_question, &phrases::form_unit, &phrases::form_answer,
            &phrases::form_reason, &phrases::form_evidence, &phrases::form_note};
        for (std::uint16_t at = 0; at < headings.size(); ++at)
            text(form_headings_row, static_cast<std::uint16_t>(column::number + at), words(*headings[at]),
                 styles_.column_heading);
        worksheet_set_row(worksheet_, form_headings_row, 22, nullptr);
    }

    void set_page() {
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(worksheet_, a4);
        worksheet_set_landscape(worksheet_);
        worksheet_fit_to_pages(worksheet_, 1, 0);
        worksheet_set_margins(worksheet_, 0.4, 0.4, 0.5, 0.6);
        worksheet_repeat_rows(worksheet_, form_title_row, form_headings_row);
        worksheet_set_footer(worksheet_, ("&C&8" + words(phrases::form_page)).c_str());
        worksheet_gridlines(worksheet_, LXW_HIDE_ALL_GRIDLINES);
    }

    /// Colours come from the hidden columns of the same row. The first that holds wins.
    void colour_by_state() {
        const std::uint32_t last = sheet_.end_row > form_first_row ? sheet_.end_row - 1 : form_first_row;
        const std::string first_row = std::to_string(form_first_row + 1);
        colour(column::number, column::note, last,
               "=AND(ISNUMBER($I" + first_row + "),$I" + first_row + "=0)", styles_.when_off);
        colour(column::answer, column::answer, last,
               "=AND(ISNUMBER($K" + first_row + "),$K" + first_row + "=0)", styles_.when_wrong);
        colour(column::answer, column::answer, last, "=$J" + first_row + "=1", styles_.when_done);
        colour(column::answer, column::answer, last, "=$J" + first_row + "=2", styles_.when_assumed);
    }

    void colour(std::uint16_t from, std::uint16_t to, std::uint32_t last_row, std::string formula,
                lxw_format* format) {
        lxw_conditional_format rule{};
        rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
        rule.value_string = formula.data();
        rule.format = format;
        rule.stop_if_true = LXW_TRUE;
        worksheet_conditional_format_range(worksheet_, form_first_row, from, last_row, to, &rule);
    }

    // ------------------------------------------------------------------------------------------ one line

    void write_row(const FormRow& row) {
        switch (row.kind) {
            case FormRow::Kind::heading:
                worksheet_merge_range(worksheet_, row.row, column::number, row.row, column::note,
                                      row.text.in(writing_.language).c_str(), styles_.group_heading);
                return;
            case FormRow::Kind::attribute:
                return write_attribute(row);
            case FormRow::Kind::question:
                return write_question(row);
            case FormRow::Kind::option:
                return write_option(row);
        }
    }

    void write_attribute(const FormRow& row) {
        text(row.row, column::id, row.attribute == "period" ? row.attribute : "enterprise." + row.attribute,
             nullptr);
        text(row.row, column::number, {}, styles_.number);
        text(row.row, column::question, row.text.in(writing_.language), styles_.question);
        size_row(row.row, 1);
        text(row.row, column::unit, {}, styles_.unit);
        // Codes and years are words: as a number an 18-digit code would lose its end.
        text(row.row, column::answer, writing_.fill.attribute(row.attribute), styles_.code);
        for (const std::uint16_t at : {column::reason, column::evidence, column::note})
            text(row.row, at, {}, styles_.closed);
        worksheet_write_formula_num(worksheet_, row.row, column::answered,
                                    ("=IF(" + cell(row.row, column::answer) + "<>\"\",1,0)").c_str(), nullptr,
                                    writing_.fill.attribute(row.attribute).empty() ? 0 : 1);
    }

    /// Spreadsheet programs do not all size rows to wrapped text when they open a file.
    void size_row(std::uint32_t row, std::size_t lines) {
        constexpr double line_height = 15.5;
        worksheet_set_row(worksheet_, row,
                          5 + line_height * static_cast<double>(std::max<std::size_t>(lines, 1)), nullptr);
    }

    /// Lines that a text takes in a column of so many characters, with room for fonts wider than expected.
    static std::size_t lines_of(std::string_view text, std::size_t columns) {
        std::size_t lines = 0;
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            lines += std::max<std::size_t>(
                1, (display_width(text.substr(begin, end - begin)) + columns - 1) / columns);
            begin = end + 1;
        }
        return lines;
    }

    std::size_t question_columns() const {
        return writing_.language == Language::zh ? question_columns_zh : question_columns_en;
    }

    void write_question(const FormRow& row) {
        const Item& item = *writing_.outline[row.item].item;
        text(row.row, column::id, item.id.text, nullptr);
        text(row.row, column::number, row.number, styles_.number);
        write_question_text(row, item);
        text(row.row, column::unit, item.unit.in(writing_.language), styles_.unit);
        write_answer(row, item);
        write_words(row, item);
        write_state(row, item);
        write_checks(row, item);
    }

    /// Title in bold, below it what is asked and the options with their letters.
    void write_question_text(const FormRow& row, const Item& item) {
        std::string asked;
        const std::string& ask = question_text(item, writing_.language);
        if (ask != item.title.in(writing_.language)) asked += "\n" + ask;
        if (item.type == AnswerType::choice)
            for (std::size_t option = 0; option < item.options.size(); ++option)
                asked += "\n" + option_line(item, option);
        if (const std::string assumed = writing_.fill.assumed_text(row.item); !assumed.empty())
            asked += "\n" + assumed;
        const std::string& heading = item.title.in(writing_.language);
        std::size_t lines = std::max(lines_of(heading + asked, question_columns()),
                                     lines_of(item.unit.in(writing_.language), unit_columns));
        for (const Option& option : item.options)
            if (item.type == AnswerType::choice)
                lines = std::max(lines, lines_of(option.text.in(writing_.language), answer_columns));
        size_row(row.row, lines);
        if (asked.empty()) {
            text(row.row, column::question, item.title.in(writing_.language), styles_.question);
            return;
        }
        std::string title_text = item.title.in(writing_.language);
        lxw_rich_string_tuple title{styles_.strong, title_text.data()};
        lxw_rich_string_tuple rest{styles_.plain, asked.data()};
        lxw_rich_string_tuple* pieces[] = {&title, &rest, nullptr};
        worksheet_write_rich_string(worksheet_, row.row, column::question, pieces, styles_.question);
    }

    std::string option_line(const Item& item, std::size_t option) const {
        const std::string letter = option_letter(option);
        const Option& shown = item.options[option];
        return (letter.empty() ? "" : letter + ". ") +
               (shown.text.empty() ? shown.id.text : shown.text.in(writing_.language));
    }

    void write_answer(const FormRow& row, const Item& item) {
        const std::string given = writing_.fill.cell_text(row.item);
        if (given.empty() && item.derive) {
            if (const auto formula = writing_.formulas.derived(row.item))
                return write_derived(row, item, *formula);
        }
        write_value(row.row, column::answer, item, given, styles_.answer);
    }

    /// The formula stands in an open cell: who knows the rate but not its parts may overwrite it.
    void write_derived(const FormRow& row, const Item& item, const std::string& formula) {
        const std::string shown = writing_.fill.derived_text(row.item);
        const auto number = item.type == AnswerType::number ? parse_number(shown) : std::nullopt;
        if (number) {
            worksheet_write_formula_num(worksheet_, row.row, column::answer, ("=" + formula).c_str(),
                                        styles_.computed, *number);
        } else {
            worksheet_write_formula_str(worksheet_, row.row, column::answer, ("=" + formula).c_str(),
                                        styles_.computed, shown.c_str());
        }
    }

    void write_value(std::uint32_t row, std::uint16_t at, const Item& item, const std::string& value,
                     lxw_format* format) {
        const auto number = item.type == AnswerType::number ? parse_number(value) : std::nullopt;
        if (number) {
            worksheet_write_number(worksheet_, row, at, *number, format);
        } else {
            text(row, at, value, format);
        }
    }

    void write_words(const FormRow& row, const Item& item) {
        const RawAnswer* given = writing_.fill.answer(row.item);
        const bool takes_reason = item.not_applicable.mode != NotApplicableMode::forbidden;
        text(row.row, column::reason, given ? given->reason : std::string(),
             takes_reason ? styles_.written : styles_.closed);
        text(row.row, column::evidence, given ? join_evidence(given->evidence) : std::string(),
             styles_.written);
        text(row.row, column::note, given ? given->note : std::string(), styles_.written);
        write_comment(row, item);
    }

    void write_comment(const FormRow& row, const Item& item) {
        std::string comment;
        if (!item.evidence.empty())
            comment = say(phrases::form_evidence_wanted, item.evidence).in(writing_.language);
        if (!item.note.empty())
            comment +=
                (comment.empty() ? "" : "\n") + say(phrases::form_why_asked, item.note).in(writing_.language);
        if (comment.empty()) return;
        lxw_comment_options options{};
        options.width = 300;
        options.height = static_cast<std::uint16_t>(58 + 18 * (display_width(comment) / 44));
        worksheet_write_comment_opt(worksheet_, row.row, column::evidence, comment.c_str(), &options);
    }

    void write_option(const FormRow& row) {
        const Item& item = *writing_.outline[row.item].item;
        const bool is_ticked = writing_.fill.is_ticked(row.item, row.option);
        text(row.row, column::id, item.id.text + form_mark::option + item.options[row.option].id.text,
             nullptr);
        text(row.row, column::number, {}, styles_.number);
        text(row.row, column::question, option_line(item, row.option), styles_.option);
        size_row(row.row, lines_of(option_line(item, row.option), question_columns() - 4));
        text(row.row, column::unit, {}, styles_.unit);
        text(row.row, column::answer, is_ticked ? words(phrases::form_tick) : std::string(), styles_.answer);
        for (const std::uint16_t at : {column::reason, column::evidence, column::note})
            text(row.row, at, {}, styles_.closed);
        // Once the question is answered, the lines without a tick ask for nothing.
        const std::uint32_t question_row = row.row - row.option - 1;
        const bool is_answered = writing_.fill.is_answered(row.item);
        worksheet_write_formula_num(worksheet_, row.row, column::answered,
                                    ("=IF(" + cell(row.row, column::answer) + "<>\"\",1,IF(" +
                                     cell(question_row, column::answered) + "=1,2,0))")
                                        .c_str(),
                                    nullptr,
                                    is_ticked     ? 1
                                    : is_answered ? 2
                                                  : 0);
        offer(row.row, {words(phrases::form_tick)}, item, words(phrases::form_tick_line));
    }

    // ------------------------------------------------------------------------------------------ hidden state

    static std::string cell(std::uint32_t row, std::uint16_t at) { return absolute_cell(row, at); }

    /// The lines of a multi's options follow its own.
    std::string option_cells(const FormRow& row, const Item& item) const {
        return cell(row.row + 1, column::answer) + ":" +
               cell(row.row + static_cast<std::uint32_t>(item.options.size()), column::answer);
    }

    void write_state(const FormRow& row, const Item& item) {
        const auto applies = writing_.outline[row.item].node
                                 ? writing_.formulas.applies(*writing_.outline[row.item].node)
                                 : std::nullopt;
        const double applies_now = writing_.fill.applies(row.item) ? 1 : 0;
        worksheet_write_formula_num(worksheet_, row.row, column::applies,
                                    ("=IF(" + applies.value_or("TRUE") + ",1,0)").c_str(), nullptr,
                                    applies_now);
        std::string answered =
            cell(row.row, column::answer) + "<>\"\"," + cell(row.row, column::reason) + "<>\"\"";
        if (item.type == AnswerType::multi) answered += ",COUNTA(" + option_cells(row, item) + ")>0";
        const bool is_answered =
            writing_.fill.is_answered(row.item) || !writing_.fill.derived_text(row.item).empty();
        const StateWhenEmpty when_empty = state_when_empty(writing_.outline, writing_.layout.cells,
                                                           writing_.fill, writing_.formulas, row.item);
        const bool needs_nothing = when_empty.needs_nothing || !writing_.fill.applies(row.item);
        const std::string formula = "=IF(OR(" + answered + "),1,IF(" + cell(row.row, column::applies) +
                                    "=0,2," + when_empty.formula + "))";
        worksheet_write_formula_num(worksheet_, row.row, column::answered, formula.c_str(), nullptr,
                                    is_answered     ? 1
                                    : needs_nothing ? 2
                                                    : 0);
        if (const auto valid = valid_formula(row, item))
            worksheet_write_formula_num(worksheet_, row.row, column::valid,
                                        ("=IF(" + *valid + ",1,0)").c_str(), nullptr, 1);
    }

    std::string not_applicable_allowed(const Item& item, const std::string& answer) const {
        if (item.not_applicable.mode == NotApplicableMode::forbidden) return {};
        return "," + answer + "=\"" + words(phrases::form_not_applicable) + "\"";
    }

    std::optional<std::string> valid_formula(const FormRow& row, const Item& item) const {
        const std::string answer = cell(row.row, column::answer);
        const std::string empty_or = "OR(" + answer + "=\"\"";
        if (item.type == AnswerType::number)
            return empty_or + not_applicable_allowed(item, answer) + ",AND(" + number_formula(item, answer) +
                   "))";
        const auto& list = writing_.layout.list_of_item[row.item.value];
        if (!list) return std::nullopt;
        const std::string offered = list_reference(*list, writing_.layout.lists[*list].texts.size());
        return empty_or + ",SUMPRODUCT(--(" + offered + "=" + answer + "))>0)";
    }

    static std::string number_formula(const Item& item, const std::string& answer) {
        std::string formula = "ISNUMBER(" + answer + ")";
        if (item.range)
            formula += "," + answer + ">=" + format_number(item.range->low) + "," + answer +
                       "<=" + format_number(item.range->high);
        return formula;
    }

    // ------------------------------------------------------------------------------------------ drop-downs
    // and checks

    void write_checks(const FormRow& row, const Item& item) {
        if (item.type == AnswerType::number) return check_number(row, item);
        if (item.type == AnswerType::multi) {
            std::vector<std::string> entries{words(phrases::form_none)};
            if (item.not_applicable.mode != NotApplicableMode::forbidden)
                entries.push_back(words(phrases::form_not_applicable));
            return offer(row.row, entries, item,
                         say(phrases::form_tick_lines, words(phrases::form_none)).in(writing_.language));
        }
        const std::size_t list = *writing_.layout.list_of_item[row.item.value];
        std::string source = "=" + list_reference(list, writing_.layout.lists[list].texts.size());
        lxw_data_validation check{};
        check.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        check.value_formula = source.data();
        apply(row.row, check, item, words(phrases::form_choose_one) + hints(row.item, item));
    }

    void check_number(const FormRow& row, const Item& item) {
        const std::string answer = cell(row.row, column::answer);
        std::string formula =
            "=OR(AND(" + number_formula(item, answer) + ")" + not_applicable_allowed(item, answer) + ")";
        lxw_data_validation check{};
        check.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
        check.value_formula = formula.data();
        std::string message = item.range ? say(phrases::form_number_in_range, format_number(item.range->low),
                                               format_number(item.range->high))
                                               .in(writing_.language)
                                         : words(phrases::form_any_number);
        apply(row.row, check, item, message + hints(row.item, item));
    }

    /// Entries short enough to stand in the validation itself.
    void offer(std::uint32_t row, const std::vector<std::string>& entries, const Item& item,
               const std::string& message) {
        std::vector<const char*> list;
        for (const std::string& entry : entries)
            list.push_back(entry.c_str());
        list.push_back(nullptr);
        lxw_data_validation check{};
        check.validate = LXW_VALIDATION_TYPE_LIST;
        check.value_list = const_cast<char**>(list.data());  // NOLINT: the library does not write to it
        apply(row, check, item, message);
    }

    /// What is computed, assumed or allowed besides, each on a line of its own.
    std::string hints(ItemIndex index, const Item& item) const {
        std::string text;
        if (item.derive) text += "\n" + words(phrases::form_computed);
        const Input* input = writing_.outline[index].input;
        if (input && input->required) text += "\n" + words(phrases::form_required);
        if (const std::string assumed = writing_.fill.assumed_text(index); !assumed.empty())
            text += "\n" + assumed;
        if (item.not_applicable.mode != NotApplicableMode::forbidden)
            text += "\n" + words(phrases::form_or_na);
        return text;
    }

    void apply(std::uint32_t row, lxw_data_validation& check, const Item& item, const std::string& message) {
        std::string title = shortened(item.title.in(writing_.language), longest_title);
        std::string error_title = shortened(words(phrases::form_not_an_answer), longest_title);
        std::string text = shortened(message, longest_message);
        check.ignore_blank = LXW_VALIDATION_ON;
        check.input_title = title.data();
        check.input_message = text.data();
        check.error_title = error_title.data();
        check.error_message = text.data();
        check.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
        worksheet_data_validation_cell(worksheet_, row, column::answer, &check);
    }

    const FormWriting& writing_;
    const WorkbookStyles& styles_;
    const FormSheet& sheet_;
    lxw_worksheet* worksheet_;
};

}  // namespace

namespace {

/// All parts are there and the value is empty all the same: one does not apply, or it is a division by zero.
StateWhenEmpty when_parts_are_there(const Item& definition, const Outline& outline, const FormCells& cells,
                                    const FormFill& fill) {
    std::string conditions;
    bool all_answered = true;
    for (const std::string& id : arithmetic_parts(definition)) {
        const ItemIndex part = *outline.find_item(id);
        conditions += (conditions.empty() ? "" : ",") + cells.answers[part.value] + "<>\"\"";
        all_answered = all_answered && fill.is_answered(part);
    }
    if (conditions.empty()) return {"0", false};
    return {"IF(AND(" + conditions + "),2,0)", all_answered};
}

/// Everything that is computed from an input is answered (as the input is empty: by hand or as not
/// applicable), or not asked.
StateWhenEmpty when_results_are_there(const std::string& id, const Outline& outline, const FormCells& cells,
                                      const FormFill& fill) {
    std::string conditions;
    bool all_answered = true;
    for (std::uint32_t result = 0; result < outline.items().size(); ++result) {
        const std::vector<std::string> parts = arithmetic_parts(*outline.items()[result].item);
        if (std::ranges::find(parts, id) == parts.end()) continue;
        conditions += (conditions.empty() ? "" : ",") + cells.states[result] + ">0";
        all_answered = all_answered && (fill.is_answered({result}) || !fill.applies({result}));
    }
    if (conditions.empty()) return {"0", false};
    return {"IF(AND(" + conditions + "),2,0)", all_answered};
}

}  // namespace

StateWhenEmpty state_when_empty(const Outline& outline, const FormCells& cells, const FormFill& fill,
                                const FormFormulas& formulas, ItemIndex item) {
    const Input* input = outline[item].input;
    const Item& definition = *outline[item].item;
    if (input && input->default_value) return {"2", true};
    if (definition.derive && !formulas.derived(item)) return {"2", true};
    if (definition.derive) return when_parts_are_there(definition, outline, cells, fill);
    if (input && !input->required) return when_results_are_there(definition.id.text, outline, cells, fill);
    return {"0", false};
}

void write_form_sheet(const FormWriting& writing, const FormSheet& sheet, lxw_worksheet* worksheet) {
    Sheet(writing, sheet, worksheet).write();
}

void protect_form_sheet(lxw_worksheet* worksheet) {
    lxw_protection allowed{};
    allowed.format_columns = LXW_TRUE;
    allowed.format_rows = LXW_TRUE;
    allowed.insert_columns = LXW_TRUE;
    allowed.insert_rows = LXW_TRUE;
    worksheet_protect(worksheet, nullptr, &allowed);
}

}  // namespace tidu
