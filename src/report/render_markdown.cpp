// SPDX-License-Identifier: Apache-2.0
// A document as CommonMark with tables. Charts become tables of their numbers.
#include <string>

#include "phrases.h"
#include "tidu/report/render.h"
#include "tidu/text/message.h"
#include "tidu/text/number.h"
#include "tidu/text/overloaded.h"

namespace tidu {
namespace {

/// Words as text, never as markup, on one line.
std::string escaped(std::string_view text) {
    constexpr std::string_view special = "\\`*_[]<>#|~";
    std::string out;
    for (const char byte : text) {
        if (byte == '\n' || byte == '\r') {
            out += ' ';
            continue;
        }
        if (special.find(byte) != special.npos) out += '\\';
        out += byte;
    }
    return out;
}

class MarkdownRenderer {
  public:
    explicit MarkdownRenderer(const Document& document) : document_(document) {}

    std::string render() {
        line("# " + escaped(document_.title));
        if (!document_.subtitle.empty()) paragraph(escaped(document_.subtitle));
        for (const Block& block : document_.blocks)
            std::visit(*this, block);
        if (!document_.footer.empty()) {
            line("\n---");
            paragraph("*" + escaped(document_.footer) + "*");
        }
        return std::move(out_);
    }

    void operator()(const Heading& heading) {
        line("\n" + std::string(static_cast<std::size_t>(heading.level), '#') + " " + escaped(heading.text));
    }
    void operator()(const Paragraph& block) { paragraph(escaped(block.text)); }
    void operator()(const Facts& facts) {
        line("");
        for (const auto& [label, value] : facts.rows)
            line("- **" + escaped(label) + "**: " + escaped(value));
    }
    void operator()(const Figures& figures) {
        line("");
        for (const Figures::Figure& figure : figures.figures)
            line("- **" + escaped(figure.label) + "**: " + escaped(figure.value) +
                 in_parentheses(figure.remark));
    }
    void operator()(const LadderChart& chart) {
        line("\n**" + escaped(chart.title) + "**: " + escaped(chart.verdict) + "\n");
        std::size_t rung = chart.steps.size();
        for (auto step = chart.steps.rbegin(); step != chart.steps.rend(); ++step, --rung)
            line("- " + mark(step->state) + " " + escaped(step->title) + in_parentheses(step->remark) +
                 (step->is_here ? " **" + escaped(chart.here_label) + "**" : std::string()));
    }
    void operator()(const BarChart& chart) {
        const bool has_targets = !chart.target_label.empty();
        row({chart.title, chart.value_label, has_targets ? chart.target_label : std::string()},
            has_targets ? 3 : 2);
        rule({false, true, true}, has_targets ? 3 : 2);
        for (const BarChart::Bar& bar : chart.bars)
            row({bar.label, bar.value_text, bar.target_text}, has_targets ? 3 : 2);
    }
    void operator()(const RadarChart& chart) {
        row({chart.title, chart.value_label}, 2);
        rule({false, true}, 2);
        for (const RadarChart::Axis& axis : chart.axes)
            row({axis.label, axis.value_text}, 2);
    }
    void operator()(const RequirementList& list) {
        heading_row({&phrases::column_verdict, &phrases::column_requirement, &phrases::column_needed,
                     &phrases::column_present, &phrases::column_origin});
        for (const RequirementList::Entry& entry : list.entries)
            requirement(entry, "");
    }
    void operator()(const ActionList& list) {
        heading_row({&phrases::column_points, &phrases::column_item, &phrases::column_now,
                     &phrases::column_next, &phrases::column_advice});
        for (const ActionList::Action& action : list.actions)
            row({action.points_text, action.title, action.now, action.next, action.advice}, 5);
    }
    void operator()(const QuestionList& list) {
        heading_row({&phrases::column_question, &phrases::column_answer, &phrases::column_score,
                     &phrases::how_label, &phrases::column_origin});
        for (const QuestionList::Question& question : list.questions)
            row({question.title, question.answer, question.score, question.how, origin_word(question.origin)},
                5);
    }
    void operator()(const Table& table) {
        std::vector<std::string> headings;
        std::vector<bool> numbers;
        for (const Table::Column& column : table.columns) {
            headings.push_back(column.heading);
            numbers.push_back(column.is_number);
        }
        line("");
        row(headings, headings.size());
        rule(numbers, numbers.size());
        for (const Table::Row& each : table.rows)
            row(each.cells, headings.size());
    }
    void operator()(const BulletList& list) {
        line("");
        for (const std::string& entry : list.entries)
            line("- " + escaped(entry));
    }

  private:
    void line(const std::string& text) { out_ += text + "\n"; }
    void paragraph(const std::string& text) { line("\n" + text); }

    std::string word(const Phrase& phrase) const { return say(phrase).in(document_.language); }
    static std::string in_parentheses(const std::string& text) {
        return text.empty() ? std::string() : " (" + escaped(text) + ")";
    }

    void row(const std::vector<std::string>& cells, std::size_t count) {
        std::string text = "|";
        for (std::size_t cell = 0; cell < count; ++cell)
            text += " " + (cell < cells.size() ? escaped(cells[cell]) : std::string()) + " |";
        line(text);
    }
    void rule(const std::vector<bool>& numbers, std::size_t count) {
        std::string text = "|";
        for (std::size_t cell = 0; cell < count; ++cell)
            text += numbers[cell] ? "---:|" : "---|";
        line(text);
    }
    void heading_row(const std::vector<const Phrase*>& phrases) {
        std::vector<std::string> headings;
        for (const Phrase* phrase : phrases)
            headings.push_back(word(*phrase));
        line("");
        row(headings, headings.size());
        rule(std::vector<bool>(headings.size(), false), headings.size());
    }

    /// Parts of a requirement stand below it, marked by their depth.
    void requirement(const RequirementList::Entry& entry, const std::string& prefix) {
        std::string title = prefix + entry.title;
        if (entry.is_veto) title += " [" + word(phrases::veto) + "]";
        row({entry.verdict, title, entry.needed, entry.present, origin_word(entry.origin)}, 5);
        for (const RequirementList::Entry& part : entry.parts)
            requirement(part, prefix + "– ");
    }

    static std::string mark(LadderChart::StepState state) {
        switch (state) {
            case LadderChart::StepState::reached:
                return "●";
            case LadderChart::StepState::possible:
                return "◐";
            case LadderChart::StepState::ahead:
                return "○";
        }
        return "○";
    }

    std::string origin_word(Origin origin) const {
        switch (origin) {
            case Origin::unsaid:
                return {};
            case Origin::sourced:
                return word(phrases::origin_sourced);
            case Origin::second_hand:
                return word(phrases::origin_second_hand);
            case Origin::recalled:
                return word(phrases::origin_recalled);
            case Origin::own:
                return word(phrases::origin_own);
        }
        return {};
    }

    const Document& document_;
    std::string out_;
};

}  // namespace

std::string render_markdown(const Document& document) {
    return MarkdownRenderer(document).render();
}

}  // namespace tidu
