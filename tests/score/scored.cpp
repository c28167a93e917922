// SPDX-License-Identifier: Apache-2.0
#include "scored.h"

#include <stdexcept>

#include "tidu/system/load.h"

namespace tidu::test {
namespace {

std::string level_id(const Scored& scored, std::string_view ladder, Rung rung) {
    if (rung == 0) return "none";
    const Outline& outline = *scored.program->outline;
    return outline.system().ladders[outline.find_ladder(ladder).value().value].levels[rung - 1].id.text;
}

std::string indented(std::string_view text) {
    std::string out = "  ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "  ";
    }
    return out;
}

}  // namespace

std::shared_ptr<const Program> compile_text(std::string_view yaml) {
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>(Source{"test.yaml", std::string(yaml)});
    const auto system = load_system(source, diagnostics);
    std::string problems;
    for (const Diagnostic& diagnostic : diagnostics.items())
        problems += render(diagnostic, Language::en, false);
    if (!system) throw std::runtime_error(problems);
    return compile(std::make_shared<const Outline>(system));
}

Scored score_text(std::shared_ptr<const Program> program, std::string_view answers,
                  const EvaluateOptions& options) {
    Diagnostics diagnostics;
    const std::string sheet = "answers:\n" + indented(answers) + "\n";
    const auto sheets = read_answers_from("answers.yaml", sheet, {}, diagnostics);
    if (sheets.size() != 1) throw std::runtime_error("not one sheet: " + sheet);
    Scored scored{program, bind_answers(*program->outline, sheets.front()), {}};
    evaluate(*program, scored.sheet.answers, options, scored.evaluation);
    return scored;
}

Scored score_text(std::string_view system, std::string_view answers, const EvaluateOptions& options) {
    return score_text(compile_text(system), answers, options);
}

const NodeValue& Scored::node(std::string_view id) const {
    return evaluation.nodes.at(program->outline->find_node(id).value().value);
}
const ItemValue& Scored::item(std::string_view id) const {
    return evaluation.items.at(program->outline->find_item(id).value().value);
}
Truth Scored::check(std::string_view id) const {
    return evaluation.checks.at(program->outline->find_check(id).value().value);
}
const LadderValue& Scored::ladder(std::string_view id) const {
    return evaluation.ladders.at(program->outline->find_ladder(id).value().value);
}
std::string Scored::level(std::string_view id) const {
    return level_id(*this, id, ladder(id).level);
}
std::string Scored::possible(std::string_view id) const {
    return level_id(*this, id, ladder(id).possible);
}
std::optional<double> Scored::contribution(std::string_view id) const {
    return contributions(*program, evaluation)[program->outline->find_node(id).value().value];
}
std::optional<double> Scored::gap(std::string_view id) const {
    return gaps(*program, evaluation)[program->outline->find_node(id).value().value];
}

std::string system_with(std::string_view index, std::string_view rest) {
    return "tidu: 1\nid: test\nversion: \"1\"\ntitle: T\nindex:\n  id: total\n  title: T\n" +
           std::string(index) + "\n" + std::string(rest);
}

}  // namespace tidu::test
