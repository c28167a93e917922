// SPDX-License-Identifier: Apache-2.0
// Documents as one HTML file: no script, no request, nothing trusted. Looks are in report.css.
#include <algorithm>
#include <cstdint>

#include "distribution.h"
#include "html_writer.h"
#include "marks.h"
#include "phrases.h"
#include "style.h"
#include "svg_chart.h"
#include "tidu/codec/file_name.h"
#include "tidu/report/origin.h"
#include "tidu/report/render.h"
#include "tidu/text/digest.h"
#include "tidu/text/message.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

std::string base64(std::span<const std::uint8_t> bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = bytes.size() - at;
        const unsigned group = unsigned{bytes[at]} << 16 | (left > 1 ? unsigned{bytes[at + 1]} << 8 : 0U) |
                               (left > 2 ? unsigned{bytes[at + 2]} : 0U);
        text += letters[group >> 18 & 63];
        text += letters[group >> 12 & 63];
        text += left > 1 ? letters[group >> 6 & 63] : '=';
        text += left > 2 ? letters[group & 63] : '=';
    }
    return text;
}

std::string hash_source(std::string_view text) {
    return "'sha256-" + base64(sha256(text)) + "'";
}

/// Nothing may load or run; the one style sheet and, where tables can be sorted, the one script are known by
/// their hashes, so that no text can bring another.
const std::string& content_security_policy(bool has_script) {
    static const std::string style = "default-src 'none'; style-src " + hash_source(report_style());
    static const std::string rest = "; base-uri 'none'; form-action 'none'";
    static const std::string plain = style + rest;
    static const std::string with_script = style + "; script-src " + hash_source(report_script()) + rest;
    return has_script ? with_script : plain;
}

bool needs_script(std::span<const Document> documents) {
    const auto is_sortable = [](const Block& block) {
        const Table* table = std::get_if<Table>(&block);
        return table && table->is_sortable;
    };
    return std::ranges::any_of(documents, [&](const Document& document) {
        return std::ranges::any_of(document.blocks, is_sortable);
    });
}

std::string_view class_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            return "plain";
        case Tone::good:
            return "good";
        case Tone::bad:
            return "bad";
        case Tone::open:
            return "open";
        case Tone::muted:
            return "muted";
    }
    return "plain";
}

std::string_view class_of(Origin origin) {
    switch (origin) {
        case Origin::unsaid:
        case Origin::sourced:
            return "tag badge";
        case Origin::second_hand:
        case Origin::recalled:
            return "tag badge second";
        case Origin::own:
            return "tag badge own";
    }
    return "tag badge";
}

class DocumentRenderer {
  public:
    DocumentRenderer(const Document& document, std::size_t number, std::string& out)
        : document_(document), prefix_("d" + std::to_string(number) + "-"), html_(out) {}

    void render() {
        html_.markup("<article><header>");
        html_.element("h1", "", document_.title);
        html_.element("p", "subtitle", document_.subtitle);
        html_.markup("</header>\n");
        bool has_contents = false;
        for (const Block& block : document_.blocks) {
            // The contents stand behind the head of the report: before its first section.
            if (std::holds_alternative<Heading>(block) && !has_contents) {
                draw_contents();
                has_contents = true;
            }
            enclose_ladders(std::holds_alternative<LadderChart>(block));
            std::visit([this](const auto& one) { draw(one); }, block);
        }
        enclose_ladders(false);
        html_.element("footer", "", document_.footer);
        html_.markup("</article>\n");
    }

  private:
    std::string word(const Phrase& phrase) const { return say(phrase).in(document_.language); }

    /// Neighbouring ladders stand side by side.
    void enclose_ladders(bool is_ladder) {
        if (is_ladder && !in_ladders_) html_.markup("<div class=\"ladders\">\n");
        if (!is_ladder && in_ladders_) html_.markup("</div>\n");
        in_ladders_ = is_ladder;
    }

    std::string anchor(std::size_t section) const { return prefix_ + std::to_string(section); }

    void draw_contents() {
        std::size_t section = 0;
        html_.markup("<nav").attribute("aria-label", word(phrases::contents)).markup("><ul>");
        for (const Block& block : document_.blocks) {
            const Heading* heading = std::get_if<Heading>(&block);
            if (!heading || heading->level != 2) continue;
            html_.markup("<li><a")
                .attribute("href", "#" + anchor(section++))
                .markup(">")
                .text(heading->text)
                .markup("</a></li>");
        }
        html_.markup("</ul></nav>\n");
    }

    void draw(const Heading& heading) {
        if (heading.level == 2)
            html_.markup("<h2")
                .attribute("id", anchor(section_++))
                .markup(">")
                .text(heading.text)
                .markup("</h2>\n");
        else
            html_.element("h3", "", heading.text).markup("\n");
    }

    void draw(const Paragraph& block) { html_.element("p", class_of(block.tone), block.text).markup("\n"); }

    void draw(const Facts& facts) {
        html_.markup("<dl class=\"facts\">");
        for (const auto& [label, value] : facts.rows)
            html_.markup("<div>").element("dt", "", label).element("dd", "", value).markup("</div>");
        html_.markup("</dl>\n");
    }

    void draw(const Figures& figures) {
        html_.markup("<div class=\"figures\">");
        for (const Figures::Figure& figure : figures.figures) {
            html_.markup("<div class=\"figure\">").element("div", "label", figure.label);
            html_.element("div", std::string("value ") + std::string(class_of(figure.tone)), figure.value);
            html_.element("div", "remark", figure.remark).markup("</div>");
        }
        html_.markup("</div>\n");
    }

    void draw(const LadderChart& chart) {
        html_.markup("<section class=\"ladder\">").element("h3", "", chart.title);
        html_.element("p", std::string("verdict ") + std::string(class_of(chart.tone)), chart.verdict);
        if (!chart.steps.empty()) append_stairs(html_, chart, document_.language);
        html_.element("p", std::string("expected ") + std::string(class_of(chart.expected_tone)),
                      chart.expected);
        html_.markup("</section>\n");
    }

    void draw(const BarChart& chart) {
        html_.markup("<div class=\"bars\">\n");
        for (const BarChart::Bar& bar : chart.bars) {
            html_.markup("<div class=\"row\">").element("span", "label", bar.label);
            append_bar(html_, bar, chart.scale, class_of(bar.tone), chart.range_is_interval);
            html_.element("span", std::string("value ") + std::string(class_of(bar.tone)), bar.value_text);
            html_.markup("<span class=\"target\">").text(bar.target_text);
            html_.text(chart.remark_label.empty() ? bar.remark : chart.remark_label + " " + bar.remark);
            html_.markup("</span></div>\n");
        }
        html_.markup("</div>\n");
        draw_legend(chart);
    }

    void draw_legend(const BarChart& chart) {
        if (chart.range_label.empty() && chart.target_label.empty()) return;
        html_.markup("<ul class=\"legend\">");
        draw_key("<rect class=\"plain\" width=\"100%\" height=\"100%\"/>", chart.value_label);
        draw_key(chart.range_is_interval
                     ? "<line class=\"interval\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>"
                     : "<rect class=\"range\" y=\"25%\" width=\"100%\" height=\"50%\"/>",
                 chart.range_label);
        draw_key("<rect class=\"mark\" x=\"45%\" width=\"3\" height=\"100%\"/>", chart.target_label);
        html_.markup("</ul>\n");
    }

    void draw_key(std::string_view drawing, const std::string& label) {
        if (label.empty()) return;
        html_.markup("<li><svg class=\"bar\" aria-hidden=\"true\">")
            .markup(drawing)
            .markup("</svg>")
            .text(label)
            .markup("</li>");
    }

    void draw(const RadarChart& chart) {
        append_radar(html_, chart, document_.language);
        if (chart.target_label.empty()) return;
        html_.markup("<ul class=\"legend\"><li><svg class=\"radar\" aria-hidden=\"true\">");
        html_.markup("<rect class=\"value\" width=\"100%\" height=\"100%\"/></svg>").text(chart.value_label);
        html_.markup(
            "</li><li><svg class=\"radar\" aria-hidden=\"true\"><circle class=\"need\" cx=\"50%\" cy=\"50%\" "
            "r=\"4\"/></svg>");
        html_.text(chart.target_label).markup("</li></ul>\n");
    }

    // ---- requirements

    void draw(const RequirementList& list) {
        html_.markup("<table class=\"req\"><thead><tr><th scope=\"col\"><span class=\"away\">")
            .text(word(phrases::column_verdict))
            .markup("</span></th>");
        for (const Phrase* heading : {&phrases::column_requirement, &phrases::column_needed,
                                      &phrases::column_present, &phrases::column_origin})
            html_.markup("<th scope=\"col\">").text(word(*heading)).markup("</th>");
        html_.markup("</tr></thead><tbody>\n");
        for (const RequirementList::Entry& entry : list.entries)
            draw_requirement(entry, 0);
        html_.markup("</tbody></table>\n");
    }

    void draw_requirement(const RequirementList::Entry& entry, std::size_t depth) {
        html_.markup(depth > 0 ? "<tr class=\"part\">" : "<tr>");
        html_.markup("<td").attribute("class", std::string("mark ") + std::string(class_of(entry.tone)));
        html_.markup("><span role=\"img\"")
            .attribute("aria-label", entry.verdict)
            .markup(">")
            .text(sign_of(entry.tone));
        html_.markup("</span></td><td");
        if (depth > 0) html_.attribute("class", "d" + std::to_string(std::min<std::size_t>(depth, 3)));
        html_.markup(">").text(entry.title);
        if (entry.is_veto) html_.markup(" ").element("span", "tag bad", word(phrases::veto));
        if (!entry.level.empty()) html_.markup(" ").element("span", "tag muted", entry.level);
        html_.markup("</td>");
        draw_value(phrases::column_needed, "", entry.needed);
        draw_value(phrases::column_present, class_of(entry.tone), entry.present);
        draw_basis(entry);
        html_.markup("</tr>\n");
        for (const RequirementList::Entry& part : entry.parts)
            draw_requirement(part, depth + 1);
    }

    void draw_value(const Phrase& label, std::string_view css_class, const std::string& value) {
        html_.markup("<td");
        if (!css_class.empty()) html_.attribute("class", css_class);
        html_.attribute("data-label", word(label)).markup(">").text(value).markup("</td>");
    }

    void draw_basis(const RequirementList::Entry& entry) {
        html_.markup("<td class=\"basis\">");
        draw_origin(entry.origin, entry.source);
        html_.markup("</td>");
    }

    void draw_origin(Origin origin, const std::string& source) {
        if (origin == Origin::unsaid) return;
        html_.markup("<span").attribute("class", class_of(origin));
        if (!source.empty()) html_.attribute("title", source);
        html_.markup(">").text(origin_word(origin, document_.language)).markup("</span>");
    }

    // ---- lists

    void draw(const ActionList& list) {
        double most = 0;
        for (const ActionList::Action& action : list.actions)
            most = std::max(most, action.points);
        html_.markup("<ol class=\"actions\">\n");
        for (const ActionList::Action& action : list.actions)
            draw_action(action, most);
        html_.markup("</ol>\n");
    }

    void draw_action(const ActionList::Action& action, double most) {
        html_.markup("<li><div><div class=\"head\">").element("span", "title", action.title);
        html_.element("span", "muted", action.group)
            .element("span", "gain", action.points_text)
            .markup("</div>");
        BarChart::Bar bar;
        bar.label = action.title;
        bar.value_text = action.points_text;
        bar.value = action.points;
        append_bar(html_, bar, most > 0 ? most : 1, "plain");
        std::string step =
            action.now.empty() ? std::string() : say(phrases::answer_now, action.now).in(document_.language);
        if (!action.next.empty()) step += " → " + action.next;
        html_.element("p", "muted", step).element("p", "", action.advice).markup("</div></li>\n");
    }

    void draw(const QuestionList& list) {
        html_.markup("<div class=\"questions\">\n");
        for (const QuestionList::Question& question : list.questions)
            draw_question(question);
        html_.markup("</div>\n");
    }

    void draw_question(const QuestionList::Question& question) {
        html_.markup("<section class=\"question\"><div class=\"head\"><div>")
            .element("span", "title", question.title);
        html_.markup(" ");
        draw_origin(question.origin, question.source);
        html_.markup("</div>").element("div", "score", question.score).markup("</div>");
        if (question.ask != question.title) html_.element("p", "ask", question.ask);
        html_.markup("<dl>");
        const std::string tone(class_of(question.tone));
        html_.element("dt", "", word(phrases::column_answer)).element("dd", tone, question.answer);
        draw_detail(phrases::reason_label, question.reason);
        draw_detail(phrases::how_label, question.how);
        draw_detail(phrases::wanted_label, question.wanted);
        std::string evidence;
        for (const std::string& piece : question.evidence)
            evidence += (evidence.empty() ? "" : "\n") + piece;
        draw_detail(phrases::evidence_label, evidence);
        draw_detail(phrases::note_label, question.note);
        draw_detail(phrases::source_label, question.source);
        html_.markup("</dl></section>\n");
    }

    void draw_detail(const Phrase& label, const std::string& text) {
        if (!text.empty()) html_.element("dt", "", word(label)).element("dd", "", text);
    }

    /// A table with more columns than a phone is wide: its rows become blocks there, unless their order is
    /// the reader's.
    static bool stacks(const Table& table) { return !table.is_sortable && table.columns.size() > 2; }

    void draw(const Table& table) {
        html_.markup("<div class=\"scroll\"><table");
        if (table.is_sortable || stacks(table))
            html_.attribute("class", table.is_sortable ? "sortable" : "stacks");
        html_.markup("><thead><tr>");
        for (const Table::Column& column : table.columns)
            draw_heading(column.heading, column.is_number);
        html_.markup("</tr></thead><tbody>\n");
        for (const Table::Row& row : table.rows) {
            html_.markup("<tr").attribute("class", class_of(row.tone)).markup(">");
            for (std::size_t column = 0; column < std::min(row.cells.size(), table.columns.size()); ++column)
                draw_cell(table, row, column);
            html_.markup("</tr>\n");
        }
        html_.markup("</tbody></table></div>\n");
    }

    void draw_heading(const std::string& heading, bool is_number) {
        html_.markup(is_number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
            .text(heading)
            .markup("</th>");
    }

    void draw_cell(const Table& table, const Table::Row& row, std::size_t number) {
        const Table::Column& column = table.columns[number];
        const std::string& text = row.cells[number];
        html_.markup(column.is_number ? "<td class=\"number\"" : "<td");
        if (!column.order.empty()) {
            // What is not in the order stands last, as do empty cells.
            const auto place = std::ranges::find(column.order, text);
            html_.attribute("data-key", place == column.order.end()
                                            ? std::string()
                                            : std::to_string(place - column.order.begin()));
        }
        if (number > 0 && stacks(table)) html_.attribute("data-label", column.heading);
        html_.markup(">");
        if (number == 0 && !row.link.empty())
            html_.markup("<a").attribute("href", url_of_path(row.link)).markup(">").text(text).markup("</a>");
        else
            html_.text(text);
        html_.markup("</td>");
    }

    // ---- distributions

    void draw(const Distribution& distribution) {
        // Often wider than the page: the keyboard must be able to move it.
        html_.markup("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
            .attribute("aria-label", distribution.group_label)
            .markup("><table class=\"distribution\"><thead><tr>");
        draw_heading(distribution.group_label, false);
        html_.markup("<th scope=\"col\"><span class=\"away\">");
        html_.text(word(phrases::column_share_bar)).markup("</span></th>");
        draw_heading(distribution.total_label, true);
        for (std::size_t place = 0; place < distribution.classes.size(); ++place) {
            html_.markup("<th scope=\"col\" class=\"number\"><svg class=\"key\" aria-hidden=\"true\">");
            append_stack_part(html_, distribution, place, 0, 1);
            html_.markup("</svg>").text(distribution.classes[place].label).markup("</th>");
        }
        for (const std::string& detail : distribution.details)
            draw_heading(detail, true);
        html_.markup("</tr></thead><tbody>\n");
        for (const Distribution::Row& row : distribution.rows)
            draw_distribution_row(distribution, row);
        html_.markup("</tbody></table></div>\n");
    }

    void draw_distribution_row(const Distribution& distribution, const Distribution::Row& row) {
        const std::uint64_t total = row.total();
        html_.markup("<tr").attribute("class", row.is_whole ? "whole" : class_of(row.tone));
        html_.markup("><th scope=\"row\">").text(row.label);
        html_.markup("</th><td class=\"stack\">");
        append_stack(html_, distribution, row);
        html_.markup("</td>").element("td", "number", std::to_string(total));
        for (const std::uint64_t count : row.counts) {
            html_.markup("<td class=\"number\">").text(std::to_string(count));
            if (count > 0)
                html_.markup(" ").element(
                    "small", "", say(phrases::percent_text, share_text(count, total)).in(document_.language));
            html_.markup("</td>");
        }
        for (const std::string& detail : row.details)
            html_.markup("<td class=\"number\">").text(detail).markup("</td>");
        html_.markup("</tr>\n");
    }

    void draw(const BulletList& list) {
        html_.markup("<ul")
            .attribute("class", std::string("plain ") + std::string(class_of(list.tone)))
            .markup(">");
        for (const std::string& entry : list.entries)
            html_.element("li", "", entry);
        html_.markup("</ul>\n");
    }

    const Document& document_;
    std::string prefix_;
    HtmlWriter html_;
    std::size_t section_ = 0;
    bool in_ladders_ = false;
};

}  // namespace

std::string render_html(std::span<const Document> documents) {
    std::string out;
    HtmlWriter html(out);
    const Language language = documents.empty() ? Language::en : documents.front().language;
    html.markup("<!DOCTYPE html>\n<html")
        .attribute("lang", language == Language::zh ? "zh-Hans" : "en")
        .markup(">\n<head>\n");
    html.markup("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
    const bool has_script = needs_script(documents);
    html.attribute("content", content_security_policy(has_script)).markup(">\n");
    html.markup(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "name=\"color-scheme\" content=\"light dark\">\n");
    html.element("title", "", documents.empty() ? std::string("tidu") : documents.front().title);
    html.markup("\n<style>").markup(report_style()).markup("</style>\n</head>\n<body>\n<main>\n");
    for (std::size_t number = 0; number < documents.size(); ++number)
        DocumentRenderer(documents[number], number, out).render();
    if (has_script) html.markup("<script>").markup(report_script()).markup("</script>\n");
    html.markup("</main>\n</body>\n</html>\n");
    return out;
}

}  // namespace tidu
