// SPDX-License-Identifier: Apache-2.0
// Inputs, questions and groups out of a checked document.
#include <algorithm>

#include "build.h"
#include "rules.h"
#include "tidu/text/number.h"
#include "values.h"

namespace tidu {

namespace {

AnswerType read_type(const TreeView& view) {
    const std::string_view text = view.text();
    if (text == "choice") return AnswerType::choice;
    if (text == "multi") return AnswerType::multi;
    if (text == "yesno") return AnswerType::yesno;
    return AnswerType::number;
}

std::optional<Range> read_range(const TreeView& view) {
    if (!view.exists() || !view.is_sequence() || view.size() != 2) return std::nullopt;
    const auto low = read_number(view[0]), high = read_number(view[1]);
    if (!low || !high) return std::nullopt;
    return Range{*low, *high};
}

NotApplicableRule read_not_applicable(const TreeView& view) {
    if (!view.exists()) return {};
    if (view.is_mapping())
        return {NotApplicableMode::fixed, read_number_or(view.find("score"), 0), view.span()};
    const std::string_view word = view.text();
    const NotApplicableMode mode = word == "exclude" ? NotApplicableMode::exclude
                                   : word == "full"  ? NotApplicableMode::full
                                   : word == "zero"  ? NotApplicableMode::zero
                                                     : NotApplicableMode::forbidden;
    return {mode, 0, view.span()};
}

MissingRule read_missing(const TreeView& view) {
    if (!view.exists() || !view.is_scalar()) return MissingRule::zero;
    if (view.text() == "worst") return MissingRule::worst;
    if (view.text() == "exclude") return MissingRule::exclude;
    if (view.text() == "not_applicable") return MissingRule::not_applicable;
    return MissingRule::zero;
}

std::optional<double> read_effort_per_unit(const TreeView& view) {
    if (!view.exists()) return std::nullopt;
    return read_number(view.is_mapping() ? view.find("per_unit") : view);
}

/// As written; the ids of a list are joined with `|`.
std::optional<Name> read_default(const TreeView& view) {
    if (!view.exists()) return std::nullopt;
    if (!view.is_sequence()) return read_name(view);
    Name joined{{}, view.span()};
    for (std::size_t option = 0; option < view.size(); ++option)
        joined.text += (option == 0 ? "" : "|") + read_string(view[option]);
    return joined;
}

Option build_option(const TreeView& map) {
    Option option;
    option.id = read_name(map.find("id"));
    option.text = read_text(map.find("text"));
    // A score that is no number was reported: the option has one all the same.
    if (const TreeView score = map.find("score"); score.exists()) option.score = read_number_or(score, 0);
    option.not_applicable = read_flag(map.find("not_applicable"));
    option.exclusive = read_flag(map.find("exclusive"));
    option.effort = read_number(map.find("effort"));
    option.span = option.id.span;
    return option;
}

// ---------------------------------------------------------------------------------------------- scores

Scoring build_number_score(const TreeView& map) {
    if (const TreeView steps = map.find("steps"); steps.exists()) return StepsScore{read_points(steps)};
    if (const TreeView bands = map.find("bands"); bands.exists()) return BandsScore{read_points(bands)};
    if (const auto target = read_number(map.find("target"))) return PointsScore{{{0, 0}, {*target, 100}}};
    const TreeView beyond = map.find("beyond");
    const bool linear = beyond.exists() && beyond.is_scalar() && beyond.text() == "linear";
    return PointsScore{read_points(map.find("points")), linear, read_flag(map.find("log"))};
}

YesNoScore build_yesno_score(const TreeView& map) {
    YesNoScore score;
    for (std::size_t entry = 0; entry < map.size(); ++entry)
        if (const auto answer = parse_yes_no(map.key(entry).text()))
            (*answer ? score.yes : score.no) = read_number_or(map[entry], 0);
    return score;
}

ScorePoints read_chosen_steps(const TreeView& map) {
    ScorePoints steps;
    if (!map.is_mapping()) return steps;
    for (std::size_t entry = 0; entry < map.size(); ++entry)
        steps.emplace_back(parse_number(map.key(entry).text()).value_or(0), read_number_or(map[entry], 0));
    return steps;
}

/// Where the pairs of a scale stand: of the same pairs that `read_points` and `read_chosen_steps` read.
std::vector<Span> spans_of_pairs(const TreeView& score) {
    std::vector<Span> spans;
    for (const std::string_view rule : {"points", "steps", "bands"}) {
        const TreeView pairs = score.find(rule);
        if (!pairs.is_sequence()) continue;
        for (std::size_t pair = 0; pair < pairs.size(); ++pair)
            if (is_pair_of_numbers(pairs[pair])) spans.push_back(pairs[pair].span());
        return spans;
    }
    const TreeView steps = score.find("count");
    for (std::size_t entry = 0; steps.is_mapping() && entry < steps.size(); ++entry)
        spans.push_back(steps.key(entry).span());
    return spans;
}

/// The key that says how a score is found: points, steps, bands and so on.
Span span_of_rule(const TreeView& score) {
    constexpr std::string_view rules[] = {"points", "steps", "bands", "target",
                                          "sum",    "max",   "mean",  "count"};
    for (std::size_t entry = 0; entry < score.size(); ++entry)
        if (std::ranges::find(rules, score.key(entry).text()) != std::end(rules))
            return score.key(entry).span();
    return score.span();
}

MultiScore build_multi_score(const TreeView& map) {
    if (!map.exists() || !map.is_mapping()) return {MultiScore::Rule::sum, 100, {}};
    if (map.find("max").exists()) return {MultiScore::Rule::max, {}, {}};
    if (map.find("mean").exists()) return {MultiScore::Rule::mean, {}, {}};
    if (const TreeView steps = map.find("count"); steps.exists())
        return {MultiScore::Rule::count, {}, read_chosen_steps(steps)};
    const TreeView sum = map.find("sum");
    return {MultiScore::Rule::sum,
            sum.exists() && sum.is_mapping() ? read_number(sum.find("cap")) : std::nullopt,
            {}};
}

Scoring build_scoring(AnswerType type, const TreeView& map) {
    if (type == AnswerType::multi) return build_multi_score(map);
    if (type == AnswerType::choice || !map.exists() || !map.is_mapping()) return std::monostate();
    if (type == AnswerType::yesno) return build_yesno_score(map);
    return build_number_score(map);
}

// ---------------------------------------------------------------------------------------------- groups

WeightBy build_weight_by(const TreeView& map) {
    WeightBy by{read_name(map.find("by")), {}};
    for (std::size_t entry = 0; entry < map.size(); ++entry)
        if (map.key(entry).text() != "by")
            by.weights.emplace_back(read_name(map.key(entry)), read_number_or(map[entry], 0));
    return by;
}

Weight build_weight(const TreeView& view) {
    if (!view.exists()) return {};
    if (view.is_mapping()) return {build_weight_by(view), view.span()};
    if (view.is_scalar() && view.text() == "leaves") return {LeavesWeight(), view.span()};
    return {read_number_or(view, 1), view.span()};
}

AggregateKind read_aggregate_kind(std::string_view word) {
    if (word == "geometric_mean") return AggregateKind::geometric_mean;
    if (word == "harmonic_mean") return AggregateKind::harmonic_mean;
    if (word == "minimum") return AggregateKind::minimum;
    if (word == "sum") return AggregateKind::sum;
    if (word == "staged") return AggregateKind::staged;
    if (word == "mpi") return AggregateKind::mpi;
    return AggregateKind::weighted_mean;
}

Aggregate build_aggregate(const TreeView& view) {
    Aggregate aggregate;
    if (!view.exists()) return aggregate;
    aggregate.span = view.span();
    if (view.is_scalar()) aggregate.kind = read_aggregate_kind(view.text());
    if (!view.is_mapping() || view.size() == 0) return aggregate;
    aggregate.kind = read_aggregate_kind(view.key(0).text());
    const TreeView settings = view[0];
    if (!settings.is_mapping()) return aggregate;
    aggregate.floor = read_number(settings.find("floor"));
    aggregate.base = read_number_or(settings.find("base"), aggregate.base);
    aggregate.pass = read_number_or(settings.find("pass"), aggregate.pass);
    return aggregate;
}

Normalise read_normalise(const TreeView& view) {
    if (!view.exists() || !view.is_scalar()) return Normalise::none;
    return view.text() == "percent" ? Normalise::percent
           : view.text() == "range" ? Normalise::range
                                    : Normalise::none;
}

}  // namespace

ItemBuilder::ItemBuilder(const TreeView& document, const SourcePtr& source, Diagnostics& diagnostics)
    : report_(source, diagnostics) {
    const TreeView sets = document.find("option_sets");
    if (!sets.exists() || !sets.is_mapping()) return;
    for (std::size_t set = 0; set < sets.size(); ++set)
        option_sets_.emplace(sets.key(set).text(), sets[set]);
    for (const auto& [name, set] : option_sets_)
        report_repeated_options(set);
}

/// Here and not with the questions, so that sets that nobody uses are looked at too.
void ItemBuilder::report_repeated_options(const TreeView& set) const {
    const std::vector<Option> options = build_list<Option>(set, build_option);
    std::vector<const Name*> ids;
    for (const Option& option : options)
        ids.push_back(&option.id);
    report_.repeated_ids(ids);
}

/// `yes` and `true` are one answer; keys that are written alike were reported with the tree.
void ItemBuilder::report_repeated_answers(const TreeView& score) const {
    std::optional<Name> first[2];
    for (std::size_t entry = 0; score.is_mapping() && entry < score.size(); ++entry) {
        const Name name = read_name(score.key(entry));
        const auto answer = parse_yes_no(name.text);
        if (!answer) continue;
        std::optional<Name>& known = first[*answer ? 1 : 0];
        if (known && known->text != name.text)
            report_.note(report_.error(rule::duplicate_key, name.span,
                                       say(phrases::same_answer_twice, name.text, known->text)),
                         known->span, say(phrases::first_defined_here));
        else if (!known)
            known = name;
    }
}

std::vector<Option> ItemBuilder::build_options(const TreeView& options) const {
    if (!options.exists()) return {};
    if (!options.is_scalar()) return build_list<Option>(options, build_option);
    if (const auto set = option_sets_.find(options.text()); set != option_sets_.end())
        return build_list<Option>(set->second, build_option);
    std::vector<std::string> names;
    for (const auto& set : option_sets_)
        names.push_back(set.first);
    report_.error(rule::unknown_reference, options.span(), say(phrases::unknown_option_set, options.text()),
                  suggestion(options.text(), names));
    return {};
}

void ItemBuilder::fill_item(const TreeView& map, Item& item) const {
    item.id = read_name(map.find("id"));
    item.title = read_text(map.find("title"));
    item.ask = read_text(map.find("ask"));
    item.type = read_type(map.find("type"));
    item.unit = read_text(map.find("unit"));
    item.range = read_range(map.find("range"));
    item.options = build_options(map.find("options"));
    item.derive = build_derivation(map.find("derive"));
    item.not_applicable = read_not_applicable(map.find("not_applicable"));
    item.tags = read_strings(map.find("tags"));
    item.tasks = read_integers(map.find("tasks"));
    item.evidence = read_text(map.find("evidence"));
    item.note = read_text(map.find("note"));
    item.source = read_provenance(map.find("source"));
    item.effort_per_unit = read_effort_per_unit(map.find("effort"));
    item.span = item.id.span;
}

std::vector<Input> ItemBuilder::build_inputs(const TreeView& list) const {
    return build_list<Input>(list, [&](const TreeView& map) {
        Input input;
        if (!map.find("type").exists()) return input;
        fill_item(map, input);
        input.required = read_flag(map.find("required"));
        input.default_value = read_default(map.find("default"));
        for (Option& option : input.options)
            option.score.reset();  // scores of a shared option set mean nothing here
        return input;
    });
}

Node ItemBuilder::build_node(const TreeView& map) const {
    Node node;
    node.id = read_name(map.find("id"));
    node.title = read_text(map.find("title"));
    node.weight = build_weight(map.find("weight"));
    node.applies_if = build_optional_condition(map.find("applies_if"));
    node.aggregate = build_aggregate(map.find("aggregate"));
    node.normalise = read_normalise(map.find("normalise"));
    node.present = read_number(map.find("present"));
    node.tags = read_strings(map.find("tags"));
    node.tasks = read_integers(map.find("tasks"));
    node.note = read_text(map.find("note"));
    node.source = read_provenance(map.find("source"));
    node.span = node.id.span;
    if (map.find("items").exists()) {
        node.children =
            build_list<Node>(map.find("items"), [&](const TreeView& child) { return build_node(child); });
    } else if (map.find("type").exists()) {
        Question& question = node.question.emplace();
        fill_item(map, question.item);
        if (question.item.type == AnswerType::yesno) report_repeated_answers(map.find("score"));
        question.scoring = build_scoring(question.item.type, map.find("score"));
        if (const TreeView score = map.find("score"); score.is_mapping()) {
            question.scoring_span = span_of_rule(score);
            question.pair_spans = spans_of_pairs(score);
        }
        question.missing = read_missing(map.find("missing"));
        question.missing_span = map.find("missing").span();
        question.advice = read_text(map.find("advice"));
    }
    return node;
}

}  // namespace tidu
