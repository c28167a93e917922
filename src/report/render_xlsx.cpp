// SPDX-License-Identifier: Apache-2.0
// A document as a workbook: a sheet for each section, numbers as numbers, charts that stay charts, and room
// for what a consultant adds.
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "distribution.h"
#include "marks.h"
#include "phrases.h"
#include "tidu/codec/file_name.h"
#include "tidu/codec/xlsx_write.h"
#include "tidu/report/origin.h"
#include "tidu/report/render.h"
#include "tidu/text/message.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"
#include "xlsx_phrases.h"

namespace tidu {
namespace {

constexpr std::uint32_t soft_color = 0x59616F, good_color = 0x00629B, bad_color = 0xB3430B,
                        open_color = 0x8A5A00;
constexpr std::uint32_t reached_fill = 0x9CC7E3, possible_fill = 0xF6DDAE, ahead_fill = 0xECEEF2,
                        heading_fill = 0xE4E7EC;

std::uint32_t color_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            return 0x000000;
        case Tone::good:
            return good_color;
        case Tone::bad:
            return bad_color;
        case Tone::open:
            return open_color;
        case Tone::muted:
            return soft_color;
    }
    return 0x000000;
}

std::string number_format(std::string_view text, bool with_sign) {
    const std::size_t point = text.find('.');
    std::string format = "0";
    if (point != std::string_view::npos) format += "." + std::string(text.size() - point - 1, '0');
    return with_sign ? "+" + format : format;
}

struct Column {
    const Phrase* heading;
    double width;
};

class WorkbookRenderer {
  public:
    explicit WorkbookRenderer(const Document& document) : document_(document), writer_(document.title) {}

    std::string render() {
        open_sheet(word(phrases::overview_sheet));
        put_line(fit_in_cell(document_.title), {.font_size = 16, .is_bold = true});
        put_line(fit_in_cell(document_.subtitle), {.text_color = soft_color});
        for (std::size_t place = 0; place < document_.blocks.size(); ++place) {
            const Block& block = document_.blocks[place];
            const Block* next = place + 1 < document_.blocks.size() ? &document_.blocks[place + 1] : nullptr;
            leads_questions_ = next && std::holds_alternative<QuestionList>(*next);
            if (!std::holds_alternative<RadarChart>(block)) pass_charts();
            std::visit([this](const auto& one) { draw(one); }, block);
        }
        pass_charts();
        end_row();
        put_line(fit_in_cell(document_.footer), {.font_size = 9, .text_color = soft_color});
        return writer_.finish();
    }

  private:
    std::string word(const Phrase& phrase) const { return say(phrase).in(document_.language); }

    // ---- sheets and cells

    void open_sheet(const std::string& name) {
        sheet_ = writer_.add_sheet(name);
        row_ = charts_end_ = 0;
        has_table_ = false;
        worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_footer(sheet_, "&C&8&P / &N");
        sheet_widths_.clear();
        set_widths({28, 18, 18, 18, 18, 18});
        sheet_widths_.clear();  // tables decide
    }

    /// Columns of a sheet only grow: rows above were made for what they have.
    void set_widths(const std::vector<double>& widths) {
        sheet_widths_.resize(std::max(sheet_widths_.size(), widths.size()));
        width_ = 0;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            const auto at = static_cast<lxw_col_t>(column);
            sheet_widths_[column] = std::max(sheet_widths_[column], widths[column]);
            worksheet_set_column(sheet_, at, at, sheet_widths_[column], nullptr);
            width_ += sheet_widths_[column];
        }
        widths_.assign(sheet_widths_.begin(),
                       sheet_widths_.begin() + static_cast<std::ptrdiff_t>(widths.size()));
    }

    /// Programs differ in whether they fit rows to wrapped text, so the height is set.
    void end_row() {
        constexpr double line_points = 16.5;  // Chinese fonts are taller than the usual 15
        if (row_lines_ > 1)
            worksheet_set_row(sheet_, row_, static_cast<double>(row_lines_) * line_points, nullptr);
        row_lines_ = 1;
        ++row_;
    }

    void put(lxw_col_t column, std::string_view text, const CellStyle& style) {
        if (style.wraps && column < widths_.size() && !text.empty()) {
            const auto room = static_cast<std::size_t>(std::max(4.0, widths_[column] - style.indent));
            row_lines_ = std::max(row_lines_, wrap_width(text, room).size());
        }
        worksheet_write_string(sheet_, row_, column, fit_in_cell(text).c_str(), writer_.style(style));
    }

    /// A printed number as a number with the same decimals; any other text as text.
    void put_number(lxw_col_t column, std::string_view text, CellStyle style) {
        const std::optional<double> number = parse_number(text);
        if (!number) return put(column, text, style);
        style.number_format = number_format(text, text.starts_with('+'));
        style.horizontal = HorizontalAlign::right;
        worksheet_write_number(sheet_, row_, column, *number, writer_.style(style));
    }

    /// Cut like every printed score: rounded by the program that shows it, 59.96 would stand as 60.0.
    void put_value(lxw_col_t column, const std::optional<double>& value, const CellStyle& style) {
        if (value)
            put_number(column, format_cut(*value, 1), style);
        else
            worksheet_write_blank(sheet_, row_, column, writer_.style(style));
    }

    /// Text over all columns of the sheet, as high as it needs to be.
    void put_line(const std::string& text, CellStyle style) {
        if (text.empty()) return;
        style.wraps = true;
        style.vertical = VerticalAlign::top;
        lxw_format* format = writer_.style(style);
        const double columns = static_cast<double>(display_width(text)) * style.font_size / 11;
        const double lines = std::max(1.0, std::ceil(columns / (width_ * 0.95)));
        worksheet_set_row(sheet_, row_, lines * style.font_size * 1.4 + 3, nullptr);
        worksheet_merge_range(sheet_, row_, 0, row_, static_cast<lxw_col_t>(widths_.size() - 1), text.c_str(),
                              format);
        ++row_;
    }

    /// Headings of a table. The first table of a sheet that may be long repeats them on every printed page.
    void put_headings(const std::vector<std::string>& headings, bool repeats = true,
                      const std::vector<bool>& are_numbers = {}) {
        for (std::size_t column = 0; column < headings.size(); ++column) {
            CellStyle style{.is_bold = true, .wraps = true, .has_border = true, .fill_color = heading_fill};
            if (column < are_numbers.size() && are_numbers[column]) style.horizontal = HorizontalAlign::right;
            put(static_cast<lxw_col_t>(column), headings[column], style);
        }
        if (repeats && !has_table_) worksheet_repeat_rows(sheet_, row_, row_);
        has_table_ = has_table_ || repeats;
        end_row();
    }

    void put_table_head(const std::vector<Column>& columns) {
        std::vector<double> widths;
        std::vector<std::string> headings;
        for (const Column& column : columns) {
            widths.push_back(column.width);
            headings.push_back(word(*column.heading));
        }
        set_widths(widths);
        put_headings(headings);
    }

    static CellStyle body(Tone tone = Tone::plain) {
        return {
            .wraps = true, .has_border = true, .text_color = color_of(tone), .vertical = VerticalAlign::top};
    }

    // ---- blocks

    /// A section is a sheet; what comes before the second section is the overview.
    void draw(const Heading& heading) {
        if (heading.level == 2 && sections_++ > 0) {
            open_sheet(heading.text);
            put_line(fit_in_cell(heading.text), {.font_size = 14, .is_bold = true});
        } else if (heading.level == 2) {
            end_row();
            put_line(fit_in_cell(heading.text), {.font_size = 13, .is_bold = true});
        } else if (leads_questions_) {
            group_ = heading.text;  // a column of theirs
        } else {
            end_row();
            put_line(fit_in_cell(heading.text), {.font_size = 12, .is_bold = true});
        }
    }

    void draw(const Paragraph& block) {
        put_line(fit_in_cell(block.text), {.text_color = color_of(block.tone)});
    }

    void draw(const Facts& facts) {
        for (const auto& [label, value] : facts.rows) {
            put(0, label, {.text_color = soft_color});
            put(1, value, {});
            end_row();
        }
    }

    void draw(const Figures& figures) {
        end_row();
        for (const Figures::Figure& figure : figures.figures) {
            put(0, figure.label, {.text_color = soft_color});
            put_number(1, figure.value,
                       {.font_size = 14,
                        .is_bold = true,
                        .text_color = color_of(figure.tone),
                        .horizontal = HorizontalAlign::right});
            put(2, figure.remark, {.text_color = soft_color});
            end_row();
        }
    }

    void draw(const LadderChart& chart) {
        end_row();
        put_line(fit_in_cell(chart.title), {.is_bold = true});
        put_line(fit_in_cell(chart.verdict), {.is_bold = true, .text_color = color_of(chart.tone)});
        for (std::size_t rung = chart.steps.size(); rung-- > 0;)
            draw_step(chart, rung);
        if (!chart.below_label.empty()) {
            put(0, "◀ " + chart.here_label, {.is_bold = true});
            put(1, chart.below_label, {.text_color = soft_color});
            end_row();
        }
        put_line(fit_in_cell(chart.expected), {.text_color = color_of(chart.expected_tone)});
    }

    /// Higher steps are indented further: the cells make the stairs.
    void draw_step(const LadderChart& chart, std::size_t rung) {
        const LadderChart::Step& step = chart.steps[rung];
        const std::uint32_t fill = step.state == LadderChart::StepState::reached    ? reached_fill
                                   : step.state == LadderChart::StepState::possible ? possible_fill
                                                                                    : ahead_fill;
        put(0, step.title,
            {.is_bold = step.is_here,
             .fill_color = fill,
             .indent = static_cast<std::uint8_t>(std::min<std::size_t>(rung, 10))});
        std::string remark = step.is_here ? "◀ " + chart.here_label : std::string();
        if (!step.remark.empty()) remark += (remark.empty() ? "" : "  ") + step.remark;
        put(1, remark, {.is_bold = step.is_here, .text_color = step.is_here ? 0U : soft_color});
        end_row();
    }

    // ---- charts

    /// Charts lie over cells: what follows stands below them.
    void pass_charts() { row_ = std::max(row_, charts_end_); }

    void draw(const BarChart& chart) {
        set_widths({30, 12, 14, 14, 14, 14});
        const bool has_targets = !chart.target_label.empty(), has_range = !chart.range_label.empty();
        const bool has_remarks = !chart.remark_label.empty();
        std::vector<std::string> headings{word(phrases::column_dimension), word(phrases::column_score),
                                          word(phrases::percent_column)};
        if (!chart.item_label.empty()) headings = {chart.item_label, chart.value_label, chart.share_label};
        if (has_targets) headings.push_back(chart.target_label);
        if (has_remarks) headings.push_back(chart.remark_label);
        if (has_range)
            headings.insert(headings.end(), {word(phrases::low_column), word(phrases::high_column)});
        put_headings(headings, false);
        bars_ = {row_, static_cast<lxw_row_t>(row_ + chart.bars.size() - 1), has_targets};
        for (const BarChart::Bar& bar : chart.bars) {
            lxw_col_t column = 0;
            put(column++, bar.label, body());
            put_number(column++, bar.value_text, body(bar.tone));
            put_value(column++, bar.value, body());
            if (has_targets) put_value(column++, bar.target, body());
            if (has_remarks) put_number(column++, bar.remark, body());
            if (has_range) put_value(column++, bar.low, body());
            if (has_range) put_value(column++, bar.high, body());
            end_row();
        }
        end_row();
        insert_chart(LXW_CHART_BAR, chart.item_label.empty() ? chart.value_label : chart.share_label,
                     chart.target_label, 0, chart.scale == 100);
    }

    void draw(const Distribution& distribution) {
        const std::size_t classes = distribution.classes.size();
        std::vector<double> widths{26, 9};
        std::vector<std::string> headings{distribution.group_label, distribution.total_label};
        const auto add_column = [&](const std::string& heading) {
            widths.push_back(9);
            headings.push_back(heading);
        };
        for (const Distribution::Class& one : distribution.classes)
            add_column(one.label);
        for (const Distribution::Class& one : distribution.classes)
            add_column(say(phrases::share_column, one.label).in(document_.language));
        for (const std::string& detail : distribution.details)
            add_column(detail);
        set_widths(widths);
        const lxw_row_t first = row_ + 1;
        put_headings(headings, false);
        for (const Distribution::Row& row : distribution.rows)
            put_distribution_row(row);
        end_row();
        insert_stacks(distribution, first, first + static_cast<lxw_row_t>(distribution.rows.size()) - 1,
                      classes);
    }

    void put_distribution_row(const Distribution::Row& row) {
        const std::uint64_t total = row.total();
        lxw_col_t column = 0;
        put(column++, row.label, body(row.tone));
        put_number(column++, std::to_string(total), body());
        for (const std::uint64_t count : row.counts)
            put_number(column++, std::to_string(count), body());
        for (const std::uint64_t count : row.counts)
            put_number(column++, share_text(count, total), body(Tone::muted));
        for (const std::string& detail : row.details)
            put_number(column++, detail, body());
        end_row();
    }

    void insert_stacks(const Distribution& distribution, lxw_row_t first, lxw_row_t last,
                       std::size_t classes) {
        lxw_chart* chart = workbook_add_chart(writer_.raw(), LXW_CHART_BAR_STACKED_PERCENT);
        const auto is_step = [](const Distribution::Class& one) { return one.tone == Tone::plain; };
        const auto steps = static_cast<std::size_t>(std::ranges::count_if(distribution.classes, is_step));
        for (std::size_t place = 0; place < classes; ++place) {
            const Distribution::Class& one = distribution.classes[place];
            const std::uint32_t color = is_step(one)             ? step_color(place, steps)
                                        : one.tone == Tone::bad  ? 0xD55E00U
                                        : one.tone == Tone::open ? 0xE6A532U
                                                                 : 0xB4BAC4U;
            add_series(chart, {first, last, static_cast<lxw_col_t>(place + 2)}, one.label, color);
        }
        chart_axis_set_reverse(chart->y_axis);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        constexpr double frame = 0.5, row_height = 0.085;  // of the default height
        place_chart(chart, 0, 1.6, std::min(frame + row_height * static_cast<double>(last - first + 1), 4.0));
    }

    /// From pale to full blue.
    static std::uint32_t step_color(std::size_t place, std::size_t steps) {
        const double share = steps > 1 ? static_cast<double>(place) / static_cast<double>(steps - 1) : 1;
        const auto mixed = [share](std::uint32_t pale, std::uint32_t full) {
            return static_cast<std::uint32_t>(pale + share * (static_cast<double>(full) - pale));
        };
        return mixed(0xDD, 0x0B) << 16 | mixed(0xEA, 0x5C) << 8 | mixed(0xF4, 0x91);
    }

    void draw(const RadarChart& chart) {
        if (bars_) insert_chart(LXW_CHART_RADAR_WITH_MARKERS, chart.value_label, chart.target_label, 3);
    }

    /// Rows of the table that charts are drawn from.
    struct BarRows {
        lxw_row_t first;
        lxw_row_t last;
        bool has_targets;
    };

    /// An axis of percent ends at 100; any other where its values do.
    void insert_chart(lxw_chart_type type, const std::string& value_label, const std::string& target_label,
                      lxw_col_t column, bool is_percent = true) {
        lxw_chart* chart = workbook_add_chart(writer_.raw(), static_cast<std::uint8_t>(type));
        add_series(chart, {bars_->first, bars_->last, 2}, value_label, 0x2F86BD);
        if (bars_->has_targets) add_series(chart, {bars_->first, bars_->last, 3}, target_label, 0xD55E00);
        // Bars lie: their values are on the horizontal axis. Reversed, the first dimension stands on top as
        // in the table.
        const bool lies = type == LXW_CHART_BAR;
        if (lies) chart_axis_set_reverse(chart->y_axis);
        lxw_chart_axis* values = lies ? chart->x_axis : chart->y_axis;
        chart_axis_set_min(values, 0);
        if (is_percent) chart_axis_set_max(values, 100);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        place_chart(chart, column, 0.95, 1.35);
    }

    /// Below what has been written; the second one of a row of charts beside the first.
    void place_chart(lxw_chart* chart, lxw_col_t column, double x_scale, double y_scale) {
        constexpr double default_height = 288, row_height = 20;  // pixels
        lxw_chart_options options{};
        options.x_offset = column == 0 ? 0 : 120;
        options.x_scale = x_scale;
        options.y_scale = y_scale;
        worksheet_insert_chart_opt(sheet_, row_, column, chart, &options);
        charts_end_ = row_ + static_cast<lxw_row_t>(std::ceil(default_height * y_scale / row_height)) + 1;
    }

    /// The cells of one series.
    struct SeriesCells {
        lxw_row_t first;
        lxw_row_t last;
        lxw_col_t column;
    };

    void add_series(lxw_chart* chart, const SeriesCells& cells, const std::string& name,
                    std::uint32_t color) {
        lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(series, sheet_->name, cells.first, 0, cells.last, 0);
        chart_series_set_values(series, sheet_->name, cells.first, cells.column, cells.last, cells.column);
        chart_series_set_name(series, fit_in_cell(name).c_str());
        lxw_chart_fill fill{};
        fill.color = color;
        lxw_chart_line line{};
        line.color = color;
        line.width = 2;
        chart_series_set_fill(series, &fill);
        chart_series_set_line(series, &line);
    }

    // ---- lists

    void draw(const RequirementList& list) {
        put_table_head({{&phrases::column_verdict, 12},
                        {&phrases::column_requirement, 46},
                        {&phrases::column_needed, 26},
                        {&phrases::column_present, 28},
                        {&phrases::column_origin, 11},
                        {&phrases::source_label, 44}});
        for (const RequirementList::Entry& entry : list.entries)
            put_requirement(entry, 0);
        end_row();
    }

    void put_requirement(const RequirementList::Entry& entry, std::size_t depth) {
        std::string title = entry.title;
        if (entry.is_veto) title += " [" + word(phrases::veto) + "]";
        if (!entry.level.empty()) title += " (" + entry.level + ")";
        put(0, std::string(sign_of(entry.tone)) + " " + entry.verdict, body(entry.tone));
        CellStyle indented = body();
        indented.indent = static_cast<std::uint8_t>(std::min<std::size_t>(2 * depth, 10));
        put(1, title, indented);
        put(2, entry.needed, body());
        put(3, entry.present, body(entry.tone));
        put(4, origin_word(entry.origin, document_.language), body());
        put(5, entry.source, body(Tone::muted));
        end_row();
        for (const RequirementList::Entry& part : entry.parts)
            put_requirement(part, depth + 1);
    }

    void draw(const ActionList& list) {
        put_table_head({{&phrases::column_rank, 6},
                        {&phrases::column_item, 28},
                        {&phrases::column_dimension, 18},
                        {&phrases::column_points, 8},
                        {&phrases::column_now, 30},
                        {&phrases::column_next, 30},
                        {&phrases::column_advice, 44},
                        {&phrases::column_owner, 12},
                        {&phrases::column_due_date, 12},
                        {&phrases::column_progress, 12}});
        const lxw_row_t head = row_ - 1;
        for (std::size_t place = 0; place < list.actions.size(); ++place) {
            const ActionList::Action& action = list.actions[place];
            put_number(0, std::to_string(place + 1), body());
            put(1, action.title, body());
            put(2, action.group, body());
            put_number(3, action.points_text, body());
            put(4, action.now, body());
            put(5, action.next, body());
            put(6, action.advice, body());
            for (lxw_col_t column = 7; column < 10; ++column)
                worksheet_write_blank(sheet_, row_, column, writer_.style(body()));
            end_row();
        }
        make_filterable(head, 10);
    }

    void draw(const QuestionList& list) {
        if (question_head_ == 0 || question_sheet_ != sheet_) {
            put_table_head({{&phrases::column_dimension, 12},
                            {&phrases::column_question, 22},
                            {&phrases::column_answer, 26},
                            {&phrases::column_score, 12},
                            {&phrases::how_label, 36},
                            {&phrases::wanted_label, 22},
                            {&phrases::column_beside, 24},
                            {&phrases::advice_label, 28},
                            {&phrases::column_origin, 26}});
            question_head_ = row_ - 1;
            question_sheet_ = sheet_;
        }
        for (const QuestionList::Question& question : list.questions)
            put_question(question);
        make_filterable(question_head_, 9);
    }

    void put_question(const QuestionList::Question& question) {
        std::string beside;
        const auto append = [&](const std::string& text) {
            if (!text.empty()) beside += (beside.empty() ? "" : "\n") + text;
        };
        append(question.reason);
        for (const std::string& piece : question.evidence)
            append(piece);
        append(question.note);
        std::string basis = origin_word(question.origin, document_.language);
        if (!question.source.empty()) basis += (basis.empty() ? "" : "\n") + question.source;
        const std::string_view cells[] = {group_,         question.title,  question.answer,
                                          question.score, question.how,    question.wanted,
                                          beside,         question.advice, basis};
        constexpr std::size_t answer_column = 2;
        for (std::size_t column = 0; column < std::size(cells); ++column)
            put(static_cast<lxw_col_t>(column), cells[column],
                body(column == answer_column ? question.tone : Tone::plain));
        end_row();
    }

    void make_filterable(lxw_row_t head, lxw_col_t columns) {
        worksheet_autofilter(sheet_, head, 0, row_ - 1, static_cast<lxw_col_t>(columns - 1));
        worksheet_freeze_panes(sheet_, head + 1, 0);
    }

    void draw(const Table& table) {
        std::vector<double> widths;
        std::vector<std::string> headings;
        std::vector<bool> are_numbers;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            headings.push_back(table.columns[column].heading);
            are_numbers.push_back(table.columns[column].is_number);
            std::size_t width = display_width(headings.back());
            for (const Table::Row& row : table.rows)
                if (column < row.cells.size()) width = std::max(width, display_width(row.cells[column]));
            widths.push_back(static_cast<double>(std::clamp<std::size_t>(width + 2, 9, 50)));
        }
        set_widths(widths);
        const lxw_row_t head = row_;
        put_headings(headings, true, are_numbers);
        for (const Table::Row& row : table.rows) {
            for (std::size_t column = 0; column < row.cells.size() && column < table.columns.size();
                 ++column) {
                const auto at = static_cast<lxw_col_t>(column);
                if (table.columns[column].is_number)
                    put_number(at, row.cells[column], body(row.tone));
                else
                    put(at, row.cells[column], body(row.tone));
            }
            if (!row.link.empty()) put_link(row);
            end_row();
        }
        if (table.is_sortable) make_filterable(head, static_cast<lxw_col_t>(table.columns.size()));
        end_row();
    }

    /// Leads from the first cell to a file beside the workbook; Excel takes no longer addresses. Not as
    /// `external:`, for which libxlsxwriter turns slashes around, in the text of the cell too.
    void put_link(const Table::Row& row) {
        constexpr std::size_t longest = 1000;
        const std::string url = url_of_path(row.link);
        if (url.size() > longest) return;
        CellStyle style = body();
        style.text_color = good_color;
        worksheet_write_url_opt(sheet_, row_, 0, url.c_str(), writer_.style(style),
                                fit_in_cell(row.cells.front()).c_str(), nullptr);
    }

    void draw(const BulletList& list) {
        for (const std::string& entry : list.entries)
            put_line("• " + fit_in_cell(entry),
                     {.text_color = list.tone == Tone::plain ? 0U : color_of(list.tone)});
    }

    const Document& document_;
    WorkbookWriter writer_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t row_ = 0;
    std::vector<double> widths_;        ///< of the columns of the present table
    std::vector<double> sheet_widths_;  ///< of all columns of the sheet so far
    std::size_t row_lines_ = 1;         ///< of the row being written
    double width_ = 0;                  ///< of all columns, in characters
    bool has_table_ = false;
    std::size_t sections_ = 0;
    bool leads_questions_ = false;  ///< the block being drawn stands before a list of questions
    std::string group_;             ///< the third-level heading that questions stand under
    std::optional<BarRows> bars_;
    lxw_row_t charts_end_ = 0;  ///< first row below the charts of the sheet
    lxw_worksheet* question_sheet_ = nullptr;
    lxw_row_t question_head_ = 0;
};

}  // namespace

std::string render_xlsx(const Document& document) {
    return WorkbookRenderer(document).render();
}

}  // namespace tidu
