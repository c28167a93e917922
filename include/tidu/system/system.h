// SPDX-License-Identifier: Apache-2.0
// An indicator system as its author wrote it: value types only, no YAML, no evaluation.
// `load` makes one from a file, `outline` numbers its parts, `score/compile` turns it into arrays. Spec
// section 1.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tidu/text/diagnostic.h"
#include "tidu/text/language.h"

namespace tidu {

/// An identifier, option, number or date as written, with its place for diagnostics.
struct Name {
    std::string text;
    Span span;
    bool operator==(std::string_view other) const { return text == other; }
};

/// How well a fact is known. What is the author's own choice is marked by `Provenance::own` instead.
enum class Confidence { sourced, second_hand, recalled };

/// Where a number or rule comes from. Never shown as official when `own` is true.
struct Provenance {
    Name ref;  ///< id of an entry of `sources`; empty: none
    BilingualText note;
    std::optional<Confidence> confidence;  ///< nullopt: that of the source entry
    bool own = false;
    bool empty() const { return ref.text.empty() && note.empty() && !own; }
};

/// An entry of the list `sources`.
struct SourceEntry {
    Name id;
    BilingualText title;
    BilingualText note;
    Confidence confidence = Confidence::sourced;
    Span span;
};

/// A closed range; both ends belong to it.
struct Range {
    double low = 0;
    double high = 0;
};

// ---------------------------------------------------------------------------------------------- conditions

/// A number in a condition: written down, or the answer to a number (so that a threshold can be an input).
struct Operand {
    std::variant<double, Name>
        value;  ///< Name: id of an input or question of type number (or an option order)
    Span span;
};

enum class Comparator { at_least, above, at_most, below };
/// As in files and results; nullopt: there is none of that name.
std::string_view name_of(Comparator comparator);
std::optional<Comparator> find_comparator(std::string_view name);

struct Comparison {
    Comparator comparator = Comparator::at_least;
    Operand operand;
};

/// The applicable leaves and the checks that carry a tag, or those under a node.
struct Selector {
    enum class Kind { tag, under };
    Kind kind = Kind::tag;
    Name name;
    /// A leaf is counted when it scores at least this; `best` when it scores its best. Neither: leaves are
    /// not counted by score (allowed only where spec section 1 says so).
    std::optional<Operand> scoring;
    bool scoring_best = false;
    /// `all: true` in the `of` of a share: every applicable check is counted, whether it holds or not.
    bool all = false;
    Span span;
};

struct Condition;

/// `{score: NODE, CMP: X}` or, with `percent`, of the node's maximum.
struct ScoreCondition {
    Name node;
    bool percent = false;
    std::vector<Comparison> comparisons;
};
/// `{answer: ID, is | in | includes | CMP}`. Exactly one of the four is used.
struct AnswerCondition {
    Name item;
    std::vector<Name> is_any_of;  ///< `is` (one) and `in` (several): option ids, yes/no or numbers as written
    std::vector<Operand> is_any_answer;  ///< the same, each `{answer: ID}`
    std::optional<Name> includes;
    std::vector<Comparison>
        comparisons;  ///< operands that are options stand as their text in `option_comparisons`
    std::vector<std::pair<Comparator, Name>>
        option_comparisons;  ///< `at_least: OPTION` of a choice, `at_least: yes`
};
/// `{evidence: ID, CMP: N}`: number of pieces of evidence named.
struct EvidenceCondition {
    Name item;
    std::vector<Comparison> comparisons;
};
struct CheckCondition {
    Name check;
};
/// `{count: SELECTOR, CMP: N}`, or `all: true`: every applicable one counts.
struct CountCondition {
    Selector selector;
    bool all = false;
    std::vector<Comparison> comparisons;
};
/// `{share: {part, of}, CMP: X}` with a share of 0 to 1.
struct ShareCondition {
    Selector part;
    Selector of;
    std::vector<Comparison> comparisons;
};
/// `{level: LADDER, at_least: LEVEL}`.
struct LevelCondition {
    Name ladder;
    Name level;
};
struct AllOf {
    std::vector<Condition> parts;
};
struct AnyOf {
    std::vector<Condition> parts;
};
struct NotOf {
    std::vector<Condition> part;  ///< exactly one
};

struct Condition {
    std::variant<ScoreCondition, AnswerCondition, EvidenceCondition, CheckCondition, CountCondition,
                 ShareCondition, LevelCondition, AllOf, AnyOf, NotOf>
        form;
    Span span;
};

// ---------------------------------------------------------------------------------------------- derived
// values

struct PercentOf {
    Name part;
    Name whole;
};
struct ChangeOf {
    Name after;
    Name before;
};
struct SumOf {
    std::vector<std::pair<Name, double>> terms;  ///< id and factor (1 where none is written)
};
struct DifferenceOf {
    Name minuend;
    Name subtrahend;
};
struct CountOf {
    Selector selector;
};
struct ShareOf {
    Selector part;
    Selector of;
};
struct FirstOf {
    struct Case {
        std::optional<Condition> when;  ///< absent: always
        Name value;                     ///< option id, yes/no or number as written
    };
    std::vector<Case> cases;
};
struct Derivation {
    std::variant<PercentOf, ChangeOf, SumOf, DifferenceOf, CountOf, ShareOf, FirstOf> form;
    Span span;
};

// ---------------------------------------------------------------------------------------------- answers and
// scores

enum class AnswerType { number, choice, multi, yesno };

struct Option {
    Name id;
    BilingualText text;
    std::optional<double> score;  ///< nullopt on inputs and on `not_applicable` options
    bool not_applicable = false;  ///< choosing it declares the question not applicable
    bool exclusive = false;       ///< of a multi: excludes the rest and scores its own score
    std::optional<double> effort;
    Span span;
};

/// (x, score) pairs in file order.
using ScorePoints = std::vector<std::pair<double, double>>;

/// Linear between points, flat outside; `beyond_linear` runs on; `logarithmic` is linear in ln x.
struct PointsScore {
    ScorePoints points;
    bool beyond_linear = false;
    bool logarithmic = false;
};
struct StepsScore {
    ScorePoints steps;  ///< score of the last x <= value
};
struct BandsScore {
    ScorePoints bands;  ///< score of the first upper end >= value
};
struct YesNoScore {
    double yes = 0;
    double no = 0;
};
/// How the chosen options of a multi make one score.
struct MultiScore {
    enum class Rule { sum, max, mean, count };
    Rule rule = Rule::sum;
    std::optional<double> cap;  ///< of `sum`
    ScorePoints steps;          ///< of `count`: number chosen -> score, below the first 0
};
/// monostate: a choice, whose options carry the scores.
using Scoring = std::variant<std::monostate, PointsScore, StepsScore, BandsScore, YesNoScore, MultiScore>;

enum class NotApplicableMode { forbidden, exclude, full, zero, fixed };
struct NotApplicableRule {
    NotApplicableMode mode = NotApplicableMode::forbidden;
    double score = 0;  ///< of `fixed`
    Span span;
};

/// What an open leaf counts (spec section 2.3).
enum class MissingRule { zero, worst, exclude, not_applicable };

/// What inputs and questions have in common: something that has an answer.
struct Item {
    Name id;
    BilingualText title;
    BilingualText ask;
    AnswerType type = AnswerType::number;
    BilingualText unit;
    std::optional<Range> range;
    std::vector<Option> options;
    std::optional<Derivation> derive;
    NotApplicableRule not_applicable;
    std::vector<std::string> tags;
    std::vector<int> tasks;
    BilingualText evidence;
    BilingualText note;
    Provenance source;
    std::optional<double> effort_per_unit;  ///< of a number
    Span span;

    bool declares_evidence() const { return !evidence.empty(); }
};

/// Asked or derived, never scored.
struct Input : Item {
    bool required = false;
    std::optional<Name>
        default_value;  ///< as written: option id, yes/no or number; a multi lists ids separated by `|`
};

/// A weight: a number, a number by the answer to an input, or the sum of the children's weights.
struct WeightBy {
    Name input;
    std::vector<std::pair<Name, double>> weights;  ///< option id -> weight, one for each option
};
struct LeavesWeight {};
struct Weight {
    std::variant<double, WeightBy, LeavesWeight> value = 1.0;
    Span span;
};

enum class AggregateKind { weighted_mean, geometric_mean, harmonic_mean, minimum, sum, staged, mpi };
struct Aggregate {
    AggregateKind kind = AggregateKind::weighted_mean;
    std::optional<double> floor;  ///< of geometric_mean and harmonic_mean: children are lifted to it
    double base = 0;              ///< of sum
    double pass = 0.8;            ///< of staged
    Span span;
};
enum class Normalise { none, percent, range };

/// What makes a node a question.
struct Question {
    Item item;
    Scoring scoring;
    MissingRule missing = MissingRule::zero;
    BilingualText advice;
    // Places for messages; without a line where the file says nothing.
    Span scoring_span;             ///< the key of `score` that names the rule
    std::vector<Span> pair_spans;  ///< of each pair of points, steps or bands, as in `scoring`
    Span missing_span;
};

/// A node of the index tree: a question (leaf) or a group with children.
struct Node {
    Name id;
    BilingualText title;
    Weight weight;
    std::optional<Condition> applies_if;
    // groups
    Aggregate aggregate;
    Normalise normalise = Normalise::none;
    std::optional<double> present;
    std::vector<std::string> tags;
    std::vector<int> tasks;
    BilingualText note;
    Provenance source;
    std::vector<Node> children;
    // leaves
    std::optional<Question> question;
    Span span;

    bool is_leaf() const { return question.has_value(); }
};

// ---------------------------------------------------------------------------------------------- checks and
// ladders

/// A named yes/no fact about one assessment.
struct Check {
    Name id;
    BilingualText title;
    std::vector<std::string> tags;
    Condition when;
    Provenance source;
    Span span;
};

/// A contradiction between answers: its condition must never be true.
struct Constraint {
    Name id;
    Severity severity = Severity::error;
    BilingualText title;
    Condition never;
    Provenance source;
    Span span;
};

enum class OnNotApplicable { unspecified, pass, fail };

struct Requirement {
    Condition condition;
    BilingualText title;
    std::optional<Condition> only_if;
    OnNotApplicable on_not_applicable = OnNotApplicable::unspecified;
    bool veto = false;
    Provenance source;
    BilingualText note;
    Span span;
};

struct Level {
    Name id;
    BilingualText title;
    std::vector<Requirement> requirements;
    std::string due;  ///< ISO date of the policy; empty: none
    BilingualText note;
    Provenance source;
    Span span;
};

/// The level that policy expects of enterprises for which `when` holds.
struct Expectation {
    std::optional<Condition> when;  ///< absent: of everyone
    Name level;
    std::string due;
    BilingualText title;
    Provenance source;
    Span span;
};

struct Ladder {
    Name id;
    BilingualText title;
    std::optional<Condition> applies_if;
    std::vector<Level> levels;  ///< lowest first
    std::vector<Expectation> expected;
    BilingualText note;
    Provenance source;
    Span span;
};

struct System {
    std::string id;
    std::string version;
    BilingualText title;
    BilingualText unit{"企业", "enterprise"};
    BilingualText note;
    std::vector<SourceEntry> sources;
    std::vector<Input> inputs;
    Node index;  ///< the tree; its root's id is `total`
    std::optional<double> not_applicable_limit;
    std::vector<Check> checks;
    std::vector<Constraint> constraints;
    std::vector<Ladder> ladders;
    BilingualText effort_unit;  ///< empty: person-days

    SourcePtr source;    ///< the file it came from; null when built in code
    std::string sha256;  ///< of the file's bytes, lower-case hexadecimal

    /// Credit codes are checked only where the unit is an enterprise.
    bool is_about_enterprises() const { return unit.en.empty() || unit.en == "enterprise"; }
};

}  // namespace tidu
