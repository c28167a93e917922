// SPDX-License-Identifier: Apache-2.0
// A document as CommonMark with tables: what one pastes into a wiki, an issue or a mail.
#include <algorithm>
#include <cctype>

#include "distribution.h"
#include "marks.h"
#include "phrases.h"
#include "tidu/codec/file_name.h"
#include "tidu/report/origin.h"
#include "tidu/report/render.h"
#include "tidu/text/message.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

/// `&amp;` and the like: only then would Markdown see more than an ampersand.
bool starts_entity(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '#'))
        ++end;
    return end > 1 && end < text.size() && text[end] == ';';
}

/// Text that Markdown would not take for its own signs, on one line.
std::string escaped(std::string_view text) {
    static constexpr std::string_view special = "\\`*_{}[]<>#|~";
    const std::string visible = escape_controls(text);
    std::string safe;
    for (std::size_t at = 0; at < visible.size(); ++at) {
        const char letter = visible[at];
        if (letter == '\n' || letter == '\t') {
            safe += ' ';
            continue;
        }
        const bool leads_list = at == 0 && (letter == '-' || letter == '+');
        const bool is_entity = letter == '&' && starts_entity(std::string_view(visible).substr(at));
        if (leads_list || is_entity || special.find(letter) != std::string_view::npos) safe += '\\';
        safe += letter;
    }
    return safe;
}

class MarkdownRenderer {
  public:
    explicit MarkdownRenderer(const Document& document) : document_(document) {}

    std::string render() {
        out_ = "# " + escaped(document_.title) + "\n";
        if (!document_.subtitle.empty()) paragraph(escaped(document_.subtitle));
        for (const Block& block : document_.blocks)
            std::visit([this](const auto& one) { draw(one); }, block);
        if (!document_.footer.empty()) out_ += "\n---\n\n" + escaped(document_.footer) + "\n";
        return std::move(out_);
    }

  private:
    std::string word(const Phrase& phrase) const { return say(phrase).in(document_.language); }

    void paragraph(const std::string& text) { out_ += "\n" + text + "\n"; }

    void table_head(const std::vector<std::string>& headings, const std::vector<bool>& right) {
        out_ += "\n|";
        for (const std::string& heading : headings)
            out_ += " " + escaped(heading) + " |";
        out_ += "\n|";
        for (std::size_t column = 0; column < headings.size(); ++column)
            out_ += column < right.size() && right[column] ? "---:|" : "---|";
        out_ += "\n";
    }

    /// Cells are escaped already.
    void table_row(const std::vector<std::string>& cells) {
        out_ += "|";
        for (const std::string& cell : cells)
            out_ += " " + cell + " |";
        out_ += "\n";
    }

    void draw(const Heading& heading) {
        paragraph(std::string(static_cast<std::size_t>(heading.level), '#') + " " + escaped(heading.text));
    }

    void draw(const Paragraph& block) { paragraph(escaped(block.text)); }

    void draw(const Facts& facts) {
        out_ += "\n";
        for (const auto& [label, value] : facts.rows)
            out_ += "- **" + escaped(label) + "**" + word(phrases::label_colon) + escaped(value) + "\n";
    }

    void draw(const Figures& figures) {
        out_ += "\n";
        for (const Figures::Figure& figure : figures.figures) {
            out_ += "- " + escaped(figure.label) + " **" + escaped(figure.value) + "**";
            if (!figure.remark.empty()) out_ += " · " + escaped(figure.remark);
            out_ += "\n";
        }
    }

    void draw(const LadderChart& chart) {
        paragraph("### " + escaped(chart.title));
        paragraph("**" + escaped(chart.verdict) + "**");
        if (!chart.steps.empty()) out_ += "\n";
        for (std::size_t rung = chart.steps.size(); rung-- > 0;) {
            const LadderChart::Step& step = chart.steps[rung];
            const bool reached = step.state == LadderChart::StepState::reached;
            const bool possible = step.state == LadderChart::StepState::possible;
            out_ += std::string("- ") + (reached ? "●" : possible ? "◐" : "○") + " " + escaped(step.title);
            if (step.is_here) out_ += " ◀ **" + escaped(chart.here_label) + "**";
            if (!step.remark.empty()) out_ += " · " + escaped(step.remark);
            out_ += "\n";
        }
        if (!chart.below_label.empty())
            out_ += "- ◀ **" + escaped(chart.here_label) + "** · " + escaped(chart.below_label) + "\n";
        if (!chart.expected.empty()) paragraph(escaped(chart.expected));
    }

    void draw(const BarChart& chart) {
        const auto has = [&](auto member) {
            return std::ranges::any_of(chart.bars,
                                       [&](const BarChart::Bar& bar) { return !(bar.*member).empty(); });
        };
        const bool has_targets = has(&BarChart::Bar::target_text);
        const bool has_remarks = has(&BarChart::Bar::remark);
        std::vector<std::string> headings{word(phrases::column_dimension), word(phrases::column_score), ""};
        if (!chart.item_label.empty()) headings = {chart.item_label, chart.value_label, ""};
        if (has_targets) headings.push_back(chart.target_label);
        if (has_remarks) headings.push_back(chart.remark_label);
        table_head(headings, {false, true, false, has_remarks});
        for (const BarChart::Bar& bar : chart.bars) {
            std::vector<std::string> cells{escaped(bar.label), escaped(bar.value_text),
                                           bar_text(bar, chart.scale)};
            if (has_targets) cells.push_back(escaped(bar.target_text));
            if (has_remarks) cells.push_back(escaped(bar.remark));
            table_row(cells);
        }
    }

    /// Ten cells are enough to compare.
    static std::string bar_text(const BarChart::Bar& bar, double scale) {
        constexpr int cells = 10;
        const auto cells_of = [&](const std::optional<double>& value) {
            return value ? std::clamp(static_cast<int>(*value / scale * cells + 0.5), 0, cells) : 0;
        };
        std::string text;
        const int full = cells_of(bar.value), high = cells_of(bar.high);
        for (int cell = 0; cell < cells; ++cell)
            text += cell < full ? "█" : cell < high ? "▒" : "·";
        return text;
    }

    void draw(const RadarChart&) {}  // the table of the bars says the same

    void draw(const RequirementList& list) {
        table_head({"", word(phrases::column_requirement), word(phrases::column_needed),
                    word(phrases::column_present), word(phrases::column_origin)},
                   {});
        for (const RequirementList::Entry& entry : list.entries)
            draw_requirement(entry, 0);
    }

    void draw_requirement(const RequirementList::Entry& entry, std::size_t depth) {
        std::string title;
        for (std::size_t step = 0; step < depth; ++step)
            title += "&emsp;";
        title += escaped(entry.title);
        if (entry.is_veto) title += " **" + word(phrases::veto) + "**";
        if (!entry.level.empty()) title += " · " + escaped(entry.level);
        table_row({std::string(sign_of(entry.tone)) + " " + escaped(entry.verdict), title,
                   escaped(entry.needed), escaped(entry.present),
                   origin_word(entry.origin, document_.language)});
        for (const RequirementList::Entry& part : entry.parts)
            draw_requirement(part, depth + 1);
    }

    void draw(const ActionList& list) {
        out_ += "\n";
        for (std::size_t place = 0; place < list.actions.size(); ++place) {
            const ActionList::Action& action = list.actions[place];
            const std::string number = std::to_string(place + 1) + ". ";
            const std::string indent(number.size(), ' ');
            out_ += number + "**" + escaped(action.points_text) + "** " + escaped(action.title);
            if (!action.group.empty()) out_ += " · " + escaped(action.group);
            out_ += "  \n";
            if (!action.now.empty()) {
                out_ += indent + escaped(say(phrases::answer_now, action.now).in(document_.language));
                if (!action.next.empty()) out_ += " → " + escaped(action.next);
                out_ += "  \n";
            }
            if (!action.advice.empty()) out_ += indent + escaped(action.advice) + "\n";
        }
    }

    void draw(const QuestionList& list) {
        table_head({word(phrases::column_question), word(phrases::column_answer), word(phrases::column_score),
                    word(phrases::how_label), word(phrases::column_origin)},
                   {false, false, true, false, false});
        for (const QuestionList::Question& question : list.questions) {
            std::string answer = escaped(question.answer);
            for (const std::string* beside : {&question.reason, &question.note})
                if (!beside->empty()) answer += "<br>" + escaped(*beside);
            for (const std::string& piece : question.evidence)
                answer += "<br>" + escaped(say(phrases::label_value, word(phrases::evidence_label), piece)
                                               .in(document_.language));
            table_row({escaped(question.title), answer, escaped(question.score), escaped(question.how),
                       origin_word(question.origin, document_.language)});
        }
    }

    void draw(const Table& table) {
        std::vector<std::string> headings;
        std::vector<bool> right;
        for (const Table::Column& column : table.columns) {
            headings.push_back(column.heading);
            right.push_back(column.is_number);
        }
        table_head(headings, right);
        for (const Table::Row& row : table.rows) {
            std::vector<std::string> cells;
            for (const std::string& cell : row.cells)
                cells.push_back(escaped(cell));
            if (!row.link.empty() && !cells.empty())
                cells.front() = "[" + cells.front() + "](" + url_of_path(row.link) + ")";
            table_row(cells);
        }
    }

    void draw(const Distribution& distribution) { draw(table_of(distribution, document_.language, true)); }

    void draw(const BulletList& list) {
        out_ += "\n";
        for (const std::string& entry : list.entries)
            out_ += "- " + escaped(entry) + "\n";
    }

    const Document& document_;
    std::string out_;
};

}  // namespace

std::string render_markdown(const Document& document) {
    return MarkdownRenderer(document).render();
}

}  // namespace tidu
