// SPDX-License-Identifier: Apache-2.0
// Writes the workbook of a form: the cover with its counter, a sheet of lines for the facts and for each
// dimension, and two hidden sheets (lists of drop-downs; what the form was made for, with the map of its
// cells). Ids stand in hidden rows and columns of the sheets themselves, so that they move with what people
// move.
#include "form_workbook.h"

#include <xlsxwriter.h>

#include <array>

#include "form_sheet.h"
#include "phrases.h"
#include "tidu/codec/xlsx_write.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

class FormWorkbook {
  public:
    FormWorkbook(const Outline& outline, const FormOptions& options)
        : outline_(outline),
          options_(options),
          writer_(outline.system().title.in(options.language)),
          layout_(lay_out_form(outline, options.language, options.filled)),
          fill_(outline, options),
          formulas_(outline, layout_.cells),
          styles_(writer_.raw(), options.language) {}

    std::string write() {
        lxw_worksheet* cover = writer_.add_sheet(words(phrases::form_cover));
        const FormWriting writing{outline_, layout_, fill_, formulas_, styles_, options_.language};
        for (const FormSheet& sheet : layout_.sheets) {
            lxw_worksheet* worksheet = writer_.add_sheet(sheet.name);
            worksheet_set_tab_color(worksheet, form_color::band);
            write_form_sheet(writing, sheet, worksheet);
        }
        write_cover(cover);
        write_lists();
        write_map();
        worksheet_activate(cover);
        return writer_.finish();
    }

  private:
    std::string words(const Phrase& phrase) const {
        return std::string(options_.language == Language::zh ? phrase.zh : phrase.en);
    }
    const std::string& title() const { return outline_.system().title.in(options_.language); }

    // ------------------------------------------------------------------------------------------ cover

    static constexpr std::uint16_t left = 1;  ///< columns B to F
    static constexpr std::uint16_t right = 5;

    void across(lxw_worksheet* cover, std::uint32_t row, const std::string& text, lxw_format* format,
                double height) {
        worksheet_merge_range(cover, row, left, row, right, text.c_str(), format);
        worksheet_set_row(cover, row, height, nullptr);
    }

    /// Merged cells do not size themselves: lines of about 44 Chinese characters.
    static double height_of(const std::string& text) {
        constexpr std::size_t columns_a_line = 88;
        constexpr double line_height = 16;
        return 4 + line_height * static_cast<double>(1 + display_width(text) / columns_a_line);
    }

    void write_cover(lxw_worksheet* cover) {
        constexpr std::array<double, 5> widths{24, 14, 14, 14, 30};
        worksheet_set_column(cover, 0, 0, 3, nullptr);
        for (std::uint16_t at = 0; at < widths.size(); ++at)
            worksheet_set_column(cover, static_cast<lxw_col_t>(left + at), static_cast<lxw_col_t>(left + at),
                                 widths[at], nullptr);
        std::uint32_t row = 1;
        across(cover, row++, title(), styles_.title, 40);
        across(cover, row++, words(phrases::form_subtitle) + enterprise_line(), styles_.subtitle, 24);
        ++row;
        write_purpose(cover, row);
        write_progress(cover, ++row);
        write_legend(cover, ++row);
        write_how_to(cover, ++row);
        const System& system = outline_.system();
        across(cover, ++row, say(phrases::form_made_for, system.id, system.version).in(options_.language),
               styles_.small, 16);
        worksheet_gridlines(cover, LXW_HIDE_ALL_GRIDLINES);
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(cover, a4);
        worksheet_fit_to_pages(cover, 1, 1);
        protect_form_sheet(cover);
    }

    std::string enterprise_line() const {
        const std::string name = fill_.attribute("name");
        return name.empty() ? name : " · " + name;
    }

    void write_purpose(lxw_worksheet* cover, std::uint32_t& row) {
        const std::string purpose =
            options_.purpose.empty()
                ? say(phrases::form_purpose, outline_.system().unit).in(options_.language)
                : options_.purpose;
        across(cover, row++, words(phrases::form_purpose_title), styles_.section, 22);
        across(cover, row++, purpose, styles_.paragraph, height_of(purpose));
        for (const auto& [phrase, text] : {std::pair{&phrases::form_deadline, &options_.deadline},
                                           std::pair{&phrases::form_contact, &options_.contact}}) {
            if (text->empty()) continue;
            worksheet_write_string(cover, row, left, words(*phrase).c_str(), styles_.table_cell);
            worksheet_merge_range(cover, row, left + 1, row, right, text->c_str(), styles_.table_cell);
            worksheet_set_row(cover, row++, 20, nullptr);
        }
    }

    /// The counter: how many of the questions that apply are answered, by part and in all.
    void write_progress(lxw_worksheet* cover, std::uint32_t& row) {
        across(cover, row++, words(phrases::form_progress), styles_.section, 22);
        const std::array<const Phrase*, 4> headings{&phrases::form_part, &phrases::form_done,
                                                    &phrases::form_asked, nullptr};
        for (std::uint16_t at = 0; at < headings.size(); ++at)
            worksheet_write_string(cover, row, static_cast<lxw_col_t>(left + at),
                                   headings[at] ? words(*headings[at]).c_str() : "%", styles_.column_heading);
        worksheet_write_string(cover, row++, right, "", styles_.column_heading);
        const std::uint32_t first = row;
        Count total;
        for (const FormSheet& sheet : layout_.sheets) {
            const Count count = count_of(sheet);
            if (count.asked == 0 && !has_questions(sheet)) continue;
            const std::string asked = hidden_column(sheet, form_column::applies);
            const std::string answered = hidden_column(sheet, form_column::answered);
            write_progress_line(cover, row++, sheet.title.in(options_.language),
                                "=SUMPRODUCT(" + asked + ",--(" + answered + ">0))", "=SUM(" + asked + ")",
                                count, styles_.table_cell);
            total.done += count.done;
            total.asked += count.asked;
        }
        const auto sum = [&](std::uint16_t column) {
            return "=SUM(" + absolute_cell(first, column) + ":" + absolute_cell(row - 1, column) + ")";
        };
        write_progress_line(cover, row, words(phrases::form_total), sum(left + 1), sum(left + 2), total,
                            styles_.table_total);
        ++row;
    }

    struct Count {
        int done = 0;
        int asked = 0;
    };

    static bool has_questions(const FormSheet& sheet) {
        for (const FormRow& row : sheet.rows)
            if (row.kind == FormRow::Kind::question) return true;
        return false;
    }

    Count count_of(const FormSheet& sheet) const {
        Count count;
        for (const FormRow& row : sheet.rows) {
            if (row.kind != FormRow::Kind::question || !fill_.applies(row.item)) continue;
            ++count.asked;
            if (fill_.is_answered(row.item) || !fill_.derived_text(row.item).empty() ||
                state_when_empty(outline_, layout_.cells, fill_, formulas_, row.item).needs_nothing)
                ++count.done;
        }
        return count;
    }

    static std::string hidden_column(const FormSheet& sheet, std::uint16_t column) {
        return sheet_reference(sheet.name) + absolute_cell(form_first_row, column) + ":" +
               absolute_cell(sheet.end_row - 1, column);
    }

    void write_progress_line(lxw_worksheet* cover, std::uint32_t row, const std::string& name,
                             const std::string& done, const std::string& asked, const Count& count,
                             lxw_format* name_format) {
        worksheet_set_row(cover, row, 18, nullptr);
        worksheet_write_string(cover, row, left, name.c_str(), name_format);
        worksheet_write_formula_num(cover, row, left + 1, done.c_str(), styles_.table_number, count.done);
        worksheet_write_formula_num(cover, row, left + 2, asked.c_str(), styles_.table_number, count.asked);
        const std::string done_cell = absolute_cell(row, left + 1);
        const std::string asked_cell = absolute_cell(row, left + 2);
        const double share = count.asked > 0 ? static_cast<double>(count.done) / count.asked : 0;
        worksheet_write_formula_num(
            cover, row, left + 3,
            ("=IF(" + asked_cell + "=0,0," + done_cell + "/" + asked_cell + ")").c_str(), styles_.table_share,
            share);
        std::string bar;
        for (int block = 0; block < static_cast<int>(share * bar_blocks); ++block)
            bar += "█";
        worksheet_write_formula_str(
            cover, row, right,
            ("=REPT(\"█\",INT(" + absolute_cell(row, left + 3) + "*" + std::to_string(bar_blocks) + "))")
                .c_str(),
            styles_.bar, bar.c_str());
    }
    static constexpr int bar_blocks = 20;

    void write_legend(lxw_worksheet* cover, std::uint32_t& row) {
        worksheet_write_string(cover, row, left, words(phrases::form_legend).c_str(), styles_.section);
        const std::array<std::pair<const Phrase*, lxw_format*>, 4> samples{{
            {&phrases::form_legend_open, styles_.cell_to_fill},
            {&phrases::form_legend_done, styles_.cell_done},
            {&phrases::form_legend_wrong, styles_.cell_wrong},
            {&phrases::form_legend_off, styles_.cell_off},
        }};
        for (std::uint16_t at = 0; at < samples.size(); ++at)
            worksheet_write_string(cover, row, static_cast<lxw_col_t>(left + 1 + at),
                                   words(*samples[at].first).c_str(), samples[at].second);
        worksheet_set_row(cover, row++, 22, nullptr);
    }

    void write_how_to(lxw_worksheet* cover, std::uint32_t& row) {
        across(cover, row++, words(phrases::form_how), styles_.section, 22);
        int number = 0;
        for (const Phrase* step :
             {&phrases::form_how_order, &phrases::form_how_choice, &phrases::form_how_number,
              &phrases::form_how_na, &phrases::form_how_evidence, &phrases::form_how_save}) {
            const std::string text = std::to_string(++number) + ". " +
                                     say(*step, layout_.sheets.front().title).in(options_.language);
            across(cover, row++, text, styles_.paragraph, height_of(text));
        }
    }

    // ------------------------------------------------------------------------------------------ hidden
    // sheets

    void write_lists() {
        lxw_worksheet* lists = writer_.add_sheet(form_lists_sheet);
        for (std::size_t list = 0; list < layout_.lists.size(); ++list)
            for (std::size_t entry = 0; entry < layout_.lists[list].texts.size(); ++entry)
                worksheet_write_string(lists, static_cast<lxw_row_t>(entry), static_cast<lxw_col_t>(list),
                                       layout_.lists[list].texts[entry].c_str(), nullptr);
        worksheet_hide(lists);
    }

    void write_map() {
        lxw_worksheet* map = writer_.add_sheet(form_map_sheet);
        const System& system = outline_.system();
        const std::array<std::pair<const char*, std::string>, 5> facts{
            {{form_mark::workbook, "1"},
             {"system", system.id},
             {"version", system.version},
             {"sha256", system.sha256},
             {"language", options_.language == Language::zh ? "zh" : "en"}}};
        std::uint32_t row = 0;
        for (const auto& [key, value] : facts) {
            worksheet_write_string(map, row, 0, key, nullptr);
            worksheet_write_string(map, row++, 1, value.c_str(), nullptr);
        }
        ++row;
        for (const FormSheet& sheet : layout_.sheets)
            for (const FormRow& line : sheet.rows)
                if (line.kind != FormRow::Kind::heading) write_map_line(map, row++, sheet, line);
        worksheet_hide(map);
    }

    void write_map_line(lxw_worksheet* map, std::uint32_t row, const FormSheet& sheet, const FormRow& line) {
        std::string id = line.attribute;
        if (id.empty()) id = outline_[line.item].item->id.text;
        if (line.kind == FormRow::Kind::option)
            id += form_mark::option + outline_[line.item].item->options[line.option].id.text;
        worksheet_write_string(map, row, 0, id.c_str(), nullptr);
        worksheet_write_string(map, row, 1, sheet.name.c_str(), nullptr);
        worksheet_write_string(map, row, 2, cell_address(line.row + 1, form_column::answer + 1U).c_str(),
                               nullptr);
    }

    const Outline& outline_;
    const FormOptions& options_;
    WorkbookWriter writer_;
    FormLayout layout_;
    FormFill fill_;
    FormFormulas formulas_;
    WorkbookStyles styles_;
};

}  // namespace

std::string make_form_workbook(const Outline& outline, const FormOptions& options) {
    return FormWorkbook(outline, options).write();
}

}  // namespace tidu
