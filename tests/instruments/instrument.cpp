// SPDX-License-Identifier: Apache-2.0
#include "instrument.h"

#include <fstream>
#include <iterator>

#include "catch.h"
#include "tidu/answers/bind.h"
#include "tidu/answers/read.h"
#include "tidu/score/evaluate.h"
#include "tidu/system/lint.h"
#include "tidu/system/load.h"
#include "tidu/text/number.h"

namespace tidu::test {
namespace {

std::string show(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics.items())
        text += render(diagnostic, Language::en, false);
    return text;
}

template <typename Found>
auto require_found(const Found& found, std::string_view id) {
    INFO("there is no " << id);
    REQUIRE(found.has_value());
    return *found;
}

std::string rung_id(const Ladder& ladder, Rung rung) {
    return rung == 0 ? "none" : ladder.levels[rung - 1].id.text;
}

std::string option_ids(const Item& item, std::uint64_t chosen) {
    std::string ids;
    for (std::size_t option = 0; option < item.options.size(); ++option)
        if ((chosen >> option) & 1) ids += (ids.empty() ? "" : "|") + item.options[option].id.text;
    return ids;
}

RawSheet raw_sheet(const Answers& answers) {
    RawSheet raw;
    for (const auto& [id, text] : answers) {
        RawAnswer answer;
        answer.key = id;
        answer.values.push_back({text, {}, false});
        raw.answers.push_back(std::move(answer));
    }
    return raw;
}

}  // namespace

Answers with(Answers base, const Answers& changes) {
    for (const auto& [id, text] : changes)
        base[id] = text;
    return base;
}

SourcePtr repository_file(const std::string& path) {
    std::ifstream file(std::string(TIDU_SOURCE_DIR) + "/" + path, std::ios::binary);
    INFO(path);
    REQUIRE(file);
    return std::make_shared<Source>(
        Source{path, std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>())});
}

double Assessment::score(std::string_view node) const {
    const NodeValue& value = evaluation.nodes[require_found(program->outline->find_node(node), node).value];
    INFO(node);
    REQUIRE(value.has_score);
    return value.score;
}

bool Assessment::has_score(std::string_view node) const {
    return evaluation.nodes[require_found(program->outline->find_node(node), node).value].has_score;
}

std::string Assessment::level(std::string_view ladder) const {
    const auto index = require_found(program->outline->find_ladder(ladder), ladder);
    return rung_id(program->outline->system().ladders[index.value], evaluation.ladders[index.value].level);
}

std::string Assessment::possible(std::string_view ladder) const {
    const auto index = require_found(program->outline->find_ladder(ladder), ladder);
    return rung_id(program->outline->system().ladders[index.value], evaluation.ladders[index.value].possible);
}

std::string Assessment::expected(std::string_view ladder) const {
    const auto index = require_found(program->outline->find_ladder(ladder), ladder);
    const auto& expectation = evaluation.ladders[index.value].expectation;
    if (!expectation) return "none";
    return program->outline->system().ladders[index.value].expected[*expectation].level.text;
}

std::string Assessment::answer(std::string_view item) const {
    const auto index = require_found(program->outline->find_item(item), item);
    const Item& definition = *(*program->outline)[index].item;
    const ItemValue& value = evaluation.items[index.value];
    if (value.state == AnswerState::missing) return "missing";
    if (value.state == AnswerState::not_applicable) return "not_applicable";
    switch (definition.type) {
        case AnswerType::number:
            return format_number(value.number);
        case AnswerType::choice:
            return definition.options[static_cast<std::size_t>(value.number)].id.text;
        case AnswerType::multi:
            return option_ids(definition, value.chosen);
        case AnswerType::yesno:
            return value.number == 1 ? "yes" : "no";
    }
    return {};
}

Truth Assessment::check(std::string_view check) const {
    return evaluation.checks[require_found(program->outline->find_check(check), check).value];
}

std::vector<std::string> Assessment::violated() const {
    std::vector<std::string> ids;
    for (const Finding& finding : evaluation.findings)
        if (finding.kind == Finding::Kind::constraint_violated)
            ids.push_back(program->outline->system().constraints[finding.constraint->value].id.text);
    return ids;
}

Instrument::Instrument(const std::string& id) {
    Diagnostics diagnostics;
    const auto system = load_system(repository_file("indicators/" + id + ".yaml"), diagnostics);
    CHECK(show(diagnostics) == "");
    REQUIRE(system);
    program_ = compile(std::make_shared<Outline>(system));
}

std::string Instrument::lint() const {
    Diagnostics diagnostics;
    lint_system(outline(), diagnostics);
    return show(diagnostics);
}

Assessment Instrument::assess(const Answers& answers) const {
    return assess(raw_sheet(answers));
}

Assessment Instrument::assess(const RawSheet& raw, const Answers& changes) const {
    BindOptions options;
    options.overrides.assign(changes.begin(), changes.end());
    Assessment assessment{program_, bind_answers(outline(), raw, options), {}};
    INFO(show(assessment.sheet.problems));
    CHECK(assessment.sheet.is_valid());
    evaluate(*program_, assessment.sheet.answers, {}, assessment.evaluation);
    return assessment;
}

std::vector<RawSheet> Instrument::read_samples(const std::string& path) const {
    Diagnostics diagnostics;
    ReadOptions options;
    options.outline = program_->outline.get();
    const SourcePtr file = repository_file("samples/" + path);
    auto sheets = read_answers_from(file->name, file->text, options, diagnostics);
    INFO(show(diagnostics));
    REQUIRE_FALSE(diagnostics.has_errors());
    return sheets;
}

}  // namespace tidu::test
