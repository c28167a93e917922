// SPDX-License-Identifier: Apache-2.0
// A document in a terminal: aligned by columns, not characters; colour and drawing only where the terminal
// has them.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "distribution.h"
#include "marks.h"
#include "phrases.h"
#include "tidu/report/origin.h"
#include "tidu/report/render.h"
#include "tidu/text/message.h"
#include "tidu/text/overloaded.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

/// ANSI colours of the user's own theme.
enum class Ink { plain, bold, dim, green, red, yellow, cyan };

std::string_view code_of(Ink ink) {
    switch (ink) {
        case Ink::plain:
            return "";
        case Ink::bold:
            return "\x1b[1m";
        case Ink::dim:
            return "\x1b[2m";
        case Ink::green:
            return "\x1b[32m";
        case Ink::red:
            return "\x1b[31m";
        case Ink::yellow:
            return "\x1b[33m";
        case Ink::cyan:
            return "\x1b[36m";
    }
    return "";
}

Ink ink_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            return Ink::plain;
        case Tone::good:
            return Ink::green;
        case Tone::bad:
            return Ink::red;
        case Tone::open:
            return Ink::yellow;
        case Tone::muted:
            return Ink::dim;
    }
    return Ink::plain;
}

/// What is drawn beyond letters; in ASCII where the terminal may not have it.
struct Drawing {
    std::string_view met, unmet, open, muted;
    std::string_view reached, possible, ahead, here, next;
    std::string_view stair_first, stair_middle, stair_last;
    std::string_view bar, range, target, bullet, rule;
};
constexpr Drawing unicode_drawing{"✓",   "✗",   "?",   "–", "●", "◐", "○", "◀", "◁",
                                  "──┘", "┌─┘", "┌──", "█", "░", "│", "•", "─"};
constexpr Drawing ascii_drawing{"[ok]", "[no]", "[??]", "[--]", "(*)", "(~)", "( )", "<==", "<--",
                                "--+",  "+-+",  "+--",  "#",    ":",   "|",   "*",   "-"};

/// Our own signs in ASCII; letters of titles and names stay what they are.
std::string in_ascii(std::string text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs{
        {{"≥", ">="}, {"≤", "<="}, {"–", "-"}, {"→", "->"}, {"…", "..."}}};
    for (const auto& [sign, ascii] : signs)
        for (std::size_t at = text.find(sign); at != std::string::npos;
             at = text.find(sign, at + ascii.size()))
            text.replace(at, sign.size(), ascii);
    return text;
}

/// A cell of a laid-out row: text that wraps within a width.
struct Cell {
    std::string text;
    std::size_t width = 0;
    Ink ink = Ink::plain;
    bool right = false;
    std::size_t indent = 0;  ///< of every line, within the width
};

class TerminalRenderer {
  public:
    TerminalRenderer(const Document& document, const TerminalStyle& style)
        : document_(document), style_(style), draw_(style.unicode ? unicode_drawing : ascii_drawing) {}

    std::string render() {
        line(inked(clean(document_.title), Ink::bold));
        line(inked(clean(document_.subtitle), Ink::dim));
        for (const Block& block : document_.blocks) {
            std::visit([this](const auto& one) { draw(one); }, block);
            after_heading_ = std::holds_alternative<Heading>(block);
            after_paragraph_ = std::holds_alternative<Paragraph>(block);
        }
        if (document_.footer.empty()) return std::move(out_);
        out_ += '\n';
        paragraph(document_.footer, Ink::dim, 0);
        return std::move(out_);
    }

  private:
    // ---- letters

    std::string clean(std::string_view text) const {
        std::string safe = escape_controls(text);
        std::replace(safe.begin(), safe.end(), '\n', ' ');
        std::replace(safe.begin(), safe.end(), '\t', ' ');
        return style_.unicode ? safe : in_ascii(std::move(safe));
    }

    std::string inked(std::string_view text, Ink ink) const {
        if (!style_.color || ink == Ink::plain || text.empty()) return std::string(text);
        return std::string(code_of(ink)) + std::string(text) + "\x1b[0m";
    }

    std::string word(const Phrase& phrase) const { return clean(say(phrase).in(document_.language)); }

    void line(std::string_view text) {
        // Padding of the last cell is no text.
        while (text.ends_with(' '))
            text.remove_suffix(1);
        out_ += text;
        out_ += '\n';
    }

    void paragraph(std::string_view text, Ink ink, std::size_t indent) {
        for (const std::string& part :
             wrap_width(clean(text), std::max<std::size_t>(style_.width - indent, 10)))
            line(std::string(indent, ' ') + inked(part, ink));
    }

    /// Cells side by side, each wrapped within its width, two columns between them.
    void row(std::size_t indent, const std::vector<Cell>& cells) {
        std::vector<std::vector<std::string>> wrapped;
        std::size_t height = 1;
        for (const Cell& cell : cells) {
            const std::size_t depth = std::min(cell.indent, cell.width / 2);
            wrapped.push_back(wrap_width(cell.text, std::max<std::size_t>(cell.width - depth, 1)));
            for (std::string& part : wrapped.back())
                part.insert(0, depth, ' ');
            height = std::max(height, wrapped.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            std::string text(indent, ' ');
            for (std::size_t column = 0; column < cells.size(); ++column) {
                const Cell& cell = cells[column];
                const std::string part = at < wrapped[column].size() ? wrapped[column][at] : std::string();
                const std::size_t blanks = cell.width - std::min(cell.width, display_width(part));
                if (column > 0) text += "  ";
                if (cell.right) text += std::string(blanks, ' ');
                text += inked(part, cell.ink);
                // Blanks behind the last cell would only be cut off again.
                if (!cell.right && column + 1 < cells.size()) text += std::string(blanks, ' ');
            }
            line(text);
        }
    }

    std::string_view mark_of(Tone tone) const {
        switch (tone) {
            case Tone::good:
                return draw_.met;
            case Tone::bad:
                return draw_.unmet;
            case Tone::open:
                return draw_.open;
            case Tone::muted:
                return draw_.muted;
            case Tone::plain:
                return draw_.bullet;
        }
        return draw_.bullet;
    }

    std::string basis(Origin origin) const { return clean(origin_word(origin, document_.language)); }

    // ---- blocks

    void draw(const Heading& heading) {
        const std::string text = clean(heading.text);
        out_ += '\n';
        if (heading.level > 2) {
            line(inked(text, Ink::bold));
            return;
        }
        const std::size_t used = display_width(text) + 1;
        std::string rule;
        for (std::size_t column = used; column < style_.width; ++column)
            rule += draw_.rule;
        line(inked(text, Ink::bold) + " " + inked(rule, Ink::dim));
    }

    void draw(const Paragraph& block) {
        // A sentence after a list or chart is about something else.
        if (!after_heading_ && !after_paragraph_) out_ += '\n';
        paragraph(block.text, ink_of(block.tone), 0);
    }

    /// Side by side where two lines hold them; sentences get a line each, unless that would break a word.
    void draw(const Facts& facts) {
        std::string text;
        for (const auto& [label, value] : facts.rows)
            text += (text.empty() ? std::string() : separator()) + clean(label) + " " + clean(value);
        if (display_width(text) <= 2 * style_.width) return paragraph(text, Ink::dim, 0);
        std::size_t label_width = 0, word_width = 0;
        for (const auto& [label, value] : facts.rows) {
            label_width = std::max(label_width, display_width(clean(label)));
            word_width = std::max(word_width, unbroken_width(clean(value)));
        }
        const std::size_t room = rest_of_line(label_width + 4);
        if (word_width > room) return paragraph(text, Ink::dim, 0);
        for (const auto& [label, value] : facts.rows)
            row(2, {{clean(label), label_width, Ink::dim}, {clean(value), room}});
    }

    /// Between values that stand side by side.
    std::string separator() const { return style_.unicode ? " · " : word(phrases::clause_separator); }

    void draw(const Figures& figures) {
        std::size_t label_width = 0, value_width = 0;
        for (const Figures::Figure& figure : figures.figures) {
            label_width = std::max(label_width, display_width(figure.label));
            value_width = std::max(value_width, display_width(clean(figure.value)));
        }
        out_ += '\n';
        for (const Figures::Figure& figure : figures.figures) {
            const Ink ink = figure.tone == Tone::plain ? Ink::bold : ink_of(figure.tone);
            row(2, {{clean(figure.label), label_width},
                    {clean(figure.value), value_width, ink, true},
                    {clean(figure.remark), rest_of_line(label_width + value_width + 6), Ink::dim}});
        }
    }

    std::size_t rest_of_line(std::size_t used) const {
        return style_.width > used + 10 ? style_.width - used : 10;
    }

    void draw(const LadderChart& chart) {
        if (!out_.ends_with("\n\n") && !after_heading_) out_ += '\n';
        paragraph(word_pair(chart.title, chart.verdict), ink_of(chart.tone), 0);
        std::size_t title_width = 0;
        for (const LadderChart::Step& step : chart.steps)
            title_width = std::max(title_width, display_width(clean(step.title)));
        for (std::size_t rung = chart.steps.size(); rung-- > 0;)
            draw_step(chart, rung, title_width);
        if (!chart.below_label.empty()) draw_ground(chart);
        if (!chart.expected.empty()) paragraph(chart.expected, ink_of(chart.expected_tone), 2);
    }

    /// Below the first step.
    void draw_ground(const LadderChart& chart) {
        const std::string blanks(2 * chart.steps.size() + 5, ' ');
        line(blanks + inked(std::string(draw_.here) + " " + clean(chart.here_label), Ink::bold) + "  " +
             inked(clean(chart.below_label), Ink::dim));
    }

    std::string word_pair(const std::string& label, const std::string& text) const {
        return say(phrases::label_value, label, text).in(document_.language);
    }

    /// Stairs on the left rise from the lowest step at the bottom; titles stand in one column.
    void draw_step(const LadderChart& chart, std::size_t rung, std::size_t title_width) {
        const LadderChart::Step& step = chart.steps[rung];
        const bool is_first = rung == 0, is_last = rung + 1 == chart.steps.size();
        const std::string_view stair = is_first  ? draw_.stair_first
                                       : is_last ? draw_.stair_last
                                                 : draw_.stair_middle;
        const std::size_t behind = 2 * (chart.steps.size() - 1 - rung) + 2;
        const bool reached = step.state == LadderChart::StepState::reached;
        const bool possible = step.state == LadderChart::StepState::possible;
        const Ink ink = reached ? Ink::green : possible ? Ink::yellow : Ink::dim;
        const std::string_view mark = reached ? draw_.reached : possible ? draw_.possible : draw_.ahead;
        const std::string lead =
            std::string(2 + 2 * rung, ' ') + inked(stair, ink) + std::string(behind, ' ') + inked(mark, ink);
        const std::string title = inked(clean(step.title), step.is_here ? Ink::bold
                                                           : reached    ? Ink::plain
                                                                        : ink);
        const std::string padding(title_width - display_width(clean(step.title)), ' ');
        const std::string remark = step_remark(chart, step);
        const std::string shown = inked(remark, step.is_here ? Ink::bold : Ink::dim);
        const std::size_t room_for_title = 2 * chart.steps.size() + 5 + display_width(mark) + 3;
        if (room_for_title + title_width + display_width(remark) <= style_.width) {
            line(lead + " " + title + padding + "  " + shown);
        } else {
            line(lead + " " + title);
            if (!remark.empty()) line(std::string(room_for_title, ' ') + shown);
        }
    }

    std::string step_remark(const LadderChart& chart, const LadderChart::Step& step) const {
        std::string text;
        if (step.is_here) text = std::string(draw_.here) + " " + clean(chart.here_label);
        if (step.is_next) text = std::string(draw_.next) + " ";
        if (!step.remark.empty()) text += (step.is_here ? "  " : "") + clean(step.remark);
        return text;
    }

    void draw(const BarChart& chart) {
        std::size_t label_width = 0, value_width = 0, target_width = 0;
        for (const BarChart::Bar& bar : chart.bars) {
            label_width = std::max(label_width, display_width(clean(bar.label)));
            value_width = std::max(value_width, display_width(clean(bar.value_text)));
            target_width = std::max(target_width, display_width(clean(beside_bar(chart, bar))));
        }
        constexpr std::size_t narrow = 60;
        if (style_.width < narrow) target_width = 0;
        label_width = std::min(label_width, style_.width * 2 / 5);
        const std::size_t beside = 2 + label_width + 2 + value_width + 2 + target_width + 2;
        const std::size_t bar_width =
            std::clamp<std::size_t>(style_.width > beside ? style_.width - beside : 0, 10, 40);
        for (const BarChart::Bar& bar : chart.bars) {
            const std::string label = pad_width(fit_width(clean(bar.label), label_width), label_width);
            const std::string value = clean(bar.value_text);
            const std::string padding(value_width - display_width(value), ' ');
            line("  " + label + "  " + bar_text(bar, chart.scale, bar_width) + "  " + padding +
                 inked(value, bar.tone == Tone::plain ? Ink::bold : ink_of(bar.tone)) + "  " +
                 inked(target_width > 0 ? clean(beside_bar(chart, bar)) : std::string(), Ink::dim));
        }
        draw_legend(chart);
    }

    static std::string beside_bar(const BarChart& chart, const BarChart::Bar& bar) {
        if (!bar.target_text.empty()) return bar.target_text;
        return chart.remark_label.empty() ? bar.remark : chart.remark_label + " " + bar.remark;
    }

    /// Whole cells for the value, eighths at its end, light cells up to what open answers may bring, a line
    /// at the target.
    std::string bar_text(const BarChart::Bar& bar, double scale, std::size_t width) const {
        static constexpr std::array<std::string_view, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
        const auto cells_of = [&](double value) {
            return std::clamp(value / scale, 0.0, 1.0) * static_cast<double>(width);
        };
        const double value = bar.value ? cells_of(*bar.value) : 0;
        const auto whole = static_cast<std::size_t>(value);
        const auto eighth = static_cast<std::size_t>((value - static_cast<double>(whole)) * 8);
        const auto high = bar.high ? static_cast<std::size_t>(std::ceil(cells_of(*bar.high))) : 0;
        const auto target =
            bar.target ? std::min(static_cast<std::size_t>(cells_of(*bar.target)), width - 1) : width;
        std::string text, run;
        Ink run_ink = Ink::plain;
        const auto append = [&](std::string_view sign, Ink ink) {
            if (ink != run_ink) text += inked(std::exchange(run, {}), run_ink);
            run_ink = ink;
            run += sign;
        };
        for (std::size_t cell = 0; cell < width; ++cell) {
            if (cell == target)
                append(draw_.target, Ink::bold);
            else if (cell < whole)
                append(draw_.bar, bar_ink(bar));
            else if (cell == whole && style_.unicode && eighth > 0)
                append(eighths[eighth], bar_ink(bar));
            else if (cell < high)
                append(draw_.range, Ink::yellow);
            else
                append(" ", Ink::plain);
        }
        return text + inked(run, run_ink);
    }

    static Ink bar_ink(const BarChart::Bar& bar) {
        return bar.tone == Tone::plain ? Ink::cyan : ink_of(bar.tone);
    }

    void draw_legend(const BarChart& chart) {
        std::string text = std::string(draw_.bar) + " " + clean(chart.value_label);
        if (!chart.range_label.empty())
            text += "   " + std::string(draw_.range) + " " + clean(chart.range_label);
        if (!chart.target_label.empty())
            text += "   " + std::string(draw_.target) + " " + clean(chart.target_label);
        if (chart.range_label.empty() && chart.target_label.empty()) return;
        paragraph(text, Ink::dim, 2);
    }

    /// The bars say the same.
    void draw(const RadarChart&) {}

    // ---- requirements

    /// Columns of a list of requirements; `is_stacked` puts needed and present below the title where there is
    /// no room.
    struct RequirementLayout {
        std::size_t mark = 1, title = 0, needed = 0, present = 0, origin = 0;
        bool is_stacked = false;
    };

    void measure(const RequirementList::Entry& entry, RequirementLayout& layout, std::size_t depth) const {
        layout.title = std::max(layout.title, display_width(requirement_title(entry)) + 2 * depth);
        layout.needed = std::max(layout.needed, display_width(clean(entry.needed)));
        layout.present = std::max(layout.present, display_width(clean(entry.present)));
        layout.origin = std::max(layout.origin, display_width(basis(entry.origin)));
        if (entry.tone == Tone::good) return;
        for (const RequirementList::Entry& part : entry.parts)
            measure(part, layout, depth + 1);
    }

    std::string requirement_title(const RequirementList::Entry& entry) const {
        std::string title = clean(entry.title);
        if (entry.is_veto) title += " [" + word(phrases::veto) + "]";
        return entry.level.empty()
                   ? title
                   : clean(say(phrases::with_remark, title, entry.level).in(document_.language));
    }

    RequirementLayout layout_of(const RequirementList& list) const {
        constexpr std::size_t narrowest_table = 56;
        RequirementLayout layout;
        layout.mark = display_width(draw_.met);
        layout.is_stacked = style_.width < narrowest_table;
        const std::size_t margin = 2 + layout.mark + 1;
        if (layout.is_stacked) {
            layout.title = rest_of_line(margin);
            return layout;
        }
        layout.title = display_width(word(phrases::column_requirement));
        layout.needed = display_width(word(phrases::column_needed));
        layout.present = display_width(word(phrases::column_present));
        for (const RequirementList::Entry& entry : list.entries)
            measure(entry, layout, 0);
        // Without any source there is no column; a column is no narrower than its heading.
        if (layout.origin > 0)
            layout.origin = std::max(layout.origin, display_width(word(phrases::column_origin)));
        const std::size_t room = rest_of_line(margin + layout.origin + 6);
        if (layout.title + layout.needed + layout.present <= room) return layout;
        // Long option texts may wrap; titles are read first and get the rest.
        layout.needed = std::min(layout.needed, room / 4);
        layout.present = std::min(layout.present, room / 4);
        layout.title = std::min(layout.title, room - layout.needed - layout.present);
        return layout;
    }

    void draw(const RequirementList& list) {
        const RequirementLayout layout = layout_of(list);
        if (!layout.is_stacked)
            row(2 + layout.mark + 1, {{word(phrases::column_requirement), layout.title, Ink::dim},
                                      {word(phrases::column_needed), layout.needed, Ink::dim},
                                      {word(phrases::column_present), layout.present, Ink::dim},
                                      {layout.origin > 0 ? word(phrases::column_origin) : std::string(),
                                       layout.origin, Ink::dim}});
        for (const RequirementList::Entry& entry : list.entries)
            draw_requirement(entry, layout, 0);
    }

    void draw_requirement(const RequirementList::Entry& entry, const RequirementLayout& layout,
                          std::size_t depth) {
        const Ink ink = ink_of(entry.tone);
        const std::string title = requirement_title(entry);
        const std::string mark = inked(mark_of(entry.tone), ink);
        // Parts stand below their whole, each a step further in.
        const std::size_t indent = 2 + 2 * depth;
        const std::size_t room = layout.title - std::min(layout.title - 10, 2 * depth);
        out_ += std::string(indent, ' ') + mark +
                std::string(layout.mark - display_width(mark_of(entry.tone)), ' ') + " ";
        const std::size_t start = out_.size();
        const Ink text_ink = entry.tone == Tone::muted ? Ink::dim : Ink::plain;
        if (layout.is_stacked)
            row(indent + layout.mark + 1, {{title, room, text_ink}});
        else
            row(indent + layout.mark + 1, {{title, room, text_ink},
                                           {clean(entry.needed), layout.needed, text_ink},
                                           {clean(entry.present), layout.present, ink},
                                           {basis(entry.origin), layout.origin, Ink::dim}});
        // The first line already has its indent: that of the mark.
        out_.erase(start, indent + layout.mark + 1);
        if (layout.is_stacked) draw_stacked_values(entry, indent + layout.mark + 1);
        // Of what is met anyway the parts would only take room.
        if (entry.tone == Tone::good) return;
        for (const RequirementList::Entry& part : entry.parts)
            draw_requirement(part, layout, depth + 1);
    }

    void draw_stacked_values(const RequirementList::Entry& entry, std::size_t indent) {
        std::string text;
        const auto append = [&](const std::string& label, const std::string& value) {
            if (value.empty()) return;
            if (!text.empty()) text += separator();
            text += (label.empty() ? "" : label + " ") + clean(value);
        };
        append(word(phrases::column_needed), entry.needed);
        append(word(phrases::column_present), entry.present);
        append({}, basis(entry.origin));
        if (!text.empty()) paragraph(text, Ink::dim, indent);
    }

    // ---- lists and tables

    void draw(const ActionList& list) {
        std::size_t points_width = 0;
        for (const ActionList::Action& action : list.actions)
            points_width = std::max(points_width, display_width(action.points_text));
        const std::size_t number_width = std::to_string(list.actions.size()).size() + 1;
        const std::size_t margin = 2 + number_width + 2 + points_width + 2;
        for (std::size_t place = 0; place < list.actions.size(); ++place) {
            const ActionList::Action& action = list.actions[place];
            const std::string title =
                action.group.empty()
                    ? action.title
                    : say(phrases::gap_in_group, action.title, action.group).in(document_.language);
            row(2, {{std::to_string(place + 1) + ".", number_width, Ink::dim, true},
                    {action.points_text, points_width, Ink::green, true},
                    {clean(title), rest_of_line(margin), Ink::plain}});
            draw_action_details(action, margin);
        }
    }

    void draw_action_details(const ActionList::Action& action, std::size_t margin) {
        std::string text;
        if (!action.now.empty()) text = say(phrases::answer_now, action.now).in(document_.language);
        if (!action.next.empty())
            text += (text.empty() ? std::string() : separator()) +
                    say(phrases::answer_next, action.next).in(document_.language);
        if (!text.empty()) paragraph(text, Ink::dim, margin);
        if (!action.advice.empty()) paragraph(action.advice, Ink::plain, margin);
    }

    void draw(const QuestionList& list) {
        Table table;
        table.columns = {{word(phrases::column_question)},
                         {word(phrases::column_answer)},
                         {word(phrases::column_score), true},
                         {word(phrases::column_origin)}};
        for (const QuestionList::Question& question : list.questions)
            table.rows.push_back(
                {{question.title, question.answer, question.score, basis(question.origin)}, question.tone});
        draw(table);
    }

    /// Columns as wide as they want to be, as far as there is room.
    std::vector<std::size_t> column_widths(const Table& table) const {
        std::vector<std::size_t> widths;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            widths.push_back(widest_cell(table, column));
        const std::size_t room = rest_of_line(2 + 2 * (table.columns.size() - 1));
        std::vector<std::size_t> whole_words;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            whole_words.push_back(std::max(narrowest_column, longest_word_of(table, column)));
        shrink_to(widths, room, whole_words);
        shrink_to(widths, room, std::vector<std::size_t>(widths.size(), narrowest_column));
        return widths;
    }

    static constexpr std::size_t narrowest_column = 6;

    /// Takes what is too much from the widest columns that are wider than they must be.
    static void shrink_to(std::vector<std::size_t>& widths, std::size_t room,
                          const std::vector<std::size_t>& least) {
        std::size_t total = 0;
        for (std::size_t width : widths)
            total += width;
        for (; total > room; --total) {
            std::size_t widest = widths.size();
            for (std::size_t column = 0; column < widths.size(); ++column)
                if (widths[column] > least[column] &&
                    (widest == widths.size() || widths[column] > widths[widest]))
                    widest = column;
            if (widest == widths.size()) return;
            --widths[widest];
        }
    }

    std::size_t longest_word_of(const Table& table, std::size_t column) const {
        std::size_t longest = longest_word(clean(table.columns[column].heading));
        for (const Table::Row& one : table.rows)
            if (column < one.cells.size())
                longest = std::max(longest, longest_word(clean(one.cells[column])));
        return longest;
    }

    /// Whether a column would have to break words.
    bool breaks_words(const Table& table, const std::vector<std::size_t>& widths) const {
        std::size_t total = 2 + 2 * (widths.size() - 1);
        for (const std::size_t width : widths)
            total += width;
        if (total > style_.width) return true;
        return std::ranges::any_of(table.rows, [&](const Table::Row& one) {
            for (std::size_t column = 0; column < std::min(widths.size(), one.cells.size()); ++column) {
                const auto [text, depth] = without_indent(clean(one.cells[column]));
                if (depth + longest_word(text) > widths[column]) return true;
            }
            return false;
        });
    }

    /// Of what cannot be broken over lines; Chinese may break anywhere.
    static std::size_t unbroken_width(std::string_view text) {
        std::size_t longest = 0, length = 0;
        for (const char letter : text) {
            const bool is_break = letter == ' ' || static_cast<unsigned char>(letter) >= 0x80;
            length = is_break ? 0 : length + 1;
            longest = std::max(longest, length);
        }
        return longest;
    }
    /// Nobody reads a longer word as one.
    static std::size_t longest_word(std::string_view text) {
        constexpr std::size_t longest_read = 20;
        return std::min(unbroken_width(text), longest_read);
    }

    std::size_t widest_cell(const Table& table, std::size_t column) const {
        std::size_t width = display_width(clean(table.columns[column].heading));
        for (const Table::Row& one : table.rows)
            if (column < one.cells.size()) width = std::max(width, display_width(clean(one.cells[column])));
        return width;
    }

    /// Where columns have no room: a row is its first cell, and below it the others with their headings.
    void draw_stacked(const Table& table) {
        for (const Table::Row& one : table.rows) {
            if (one.cells.empty()) continue;
            const auto [first, depth] = without_indent(one.cells.front());
            paragraph(first, ink_of(one.tone), 2 + depth);
            std::string text;
            for (std::size_t column = 1; column < std::min(one.cells.size(), table.columns.size());
                 ++column) {
                if (one.cells[column].empty()) continue;
                if (!text.empty()) text += separator();
                text += table.columns[column].heading + " " + one.cells[column];
            }
            if (!text.empty()) paragraph(text, Ink::dim, 4 + depth);
        }
    }

    /// No-break spaces before a cell say how deep it stands.
    static std::pair<std::string, std::size_t> without_indent(std::string_view cell) {
        constexpr std::string_view no_break_space = "\u00A0";
        std::size_t depth = 0;
        for (; cell.starts_with(no_break_space); ++depth)
            cell.remove_prefix(no_break_space.size());
        return {std::string(cell), depth};
    }

    void draw(const Table& table) {
        if (table.columns.empty()) return;
        const std::vector<std::size_t> widths = column_widths(table);
        if (breaks_words(table, widths)) return draw_stacked(table);
        std::vector<Cell> headings;
        for (std::size_t column = 0; column < widths.size(); ++column)
            headings.push_back({clean(table.columns[column].heading), widths[column], Ink::dim,
                                table.columns[column].is_number});
        row(2, headings);
        for (const Table::Row& one : table.rows) {
            std::vector<Cell> cells;
            for (std::size_t column = 0; column < widths.size(); ++column) {
                const auto [text, depth] =
                    without_indent(column < one.cells.size() ? clean(one.cells[column]) : std::string());
                cells.push_back(
                    {text, widths[column], ink_of(one.tone), table.columns[column].is_number, depth});
            }
            row(2, cells);
        }
    }

    /// Shares would need more columns than a terminal has.
    void draw(const Distribution& distribution) { draw(table_of(distribution, document_.language, false)); }

    void draw(const BulletList& list) {
        for (const std::string& entry : list.entries)
            row(2, {{std::string(draw_.bullet), 1, ink_of(list.tone)}, {clean(entry), rest_of_line(5)}});
    }

    const Document& document_;
    const TerminalStyle& style_;
    const Drawing& draw_;
    std::string out_;
    bool after_heading_ = false;
    bool after_paragraph_ = false;
};

}  // namespace

std::string render_terminal(const Document& document, const TerminalStyle& style) {
    return TerminalRenderer(document, style).render();
}

}  // namespace tidu
