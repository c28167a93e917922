// SPDX-License-Identifier: Apache-2.0
#include "fast_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <new>
#include <unordered_map>

#include "tidu/score/evaluate.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

constexpr std::size_t most_leaves = 250;  // counted in bytes
constexpr std::size_t most_options = 8;   // letters a to h

/// A cell that has this class, for asking the readers.
constexpr std::array<std::string_view, cell_classes> text_of_class = {"",  "a", "b", "c", "d", "e",  "f", "g",
                                                                      "h", "y", "n", "1", "0", "NA", "",  ""};

std::uint64_t word_key(std::string_view text) {
    std::uint64_t key = 0;
    std::memcpy(&key, text.data(), text.size());
    return key;
}

bool same_answer(const Answer& left, const Answer& right) {
    return left.state == right.state && left.number == right.number && left.chosen == right.chosen;
}

}  // namespace

class FastPlanner {
  public:
    FastPlanner(const Program& program, const Binder& binder, const ItemFields& fields,
                std::uint32_t fields_per_row)
        : program_(program), binder_(binder), fields_(fields), plan_(std::make_unique<FastPlan>()) {
        plan_->tables_.fields = fields_per_row;
    }

    std::unique_ptr<FastPlan> make() {
        if (!is_supported()) return nullptr;
        base_ = binder_.bind(RawSheet{}).answers;
        lay_out_columns();
        evaluate_classes();
        if (!fits_) return nullptr;
        lay_out_leaves();
        lay_out_groups();
        lay_out_conditions();
        if (!fits_) return nullptr;
        connect();
        return std::move(plan_);
    }

  private:
    struct Source {
        FastSource kind = FastSource::classes;
        std::uint32_t column = 0;
    };

    /// What the kernel knows how to do. Everything else is left to the plain path as a whole.
    bool is_supported() const {
        if (program_.not_applicable_limit || !program_.nodes.front().children.size()) return false;
        return std::ranges::all_of(program_.nodes,
                                   [](const CompiledNode& node) { return is_supported(node); }) &&
               std::ranges::all_of(program_.items,
                                   [](const CompiledItem& item) { return is_supported(item); });
    }
    static bool is_supported(const CompiledNode& node) {
        if (node.applies_if || node.weight_input || node.weight_of_leaves) return false;
        if (node.is_leaf()) {
            const NotApplicableMode mode = node.not_applicable.mode;
            const bool left_out = mode == NotApplicableMode::forbidden || mode == NotApplicableMode::exclude;
            const bool counts_open = node.missing == MissingRule::zero || node.missing == MissingRule::worst;
            const bool plain_number = !node.score.beyond_linear && !node.score.logarithmic;
            return left_out && counts_open && plain_number && node.score.options.size() <= most_options;
        }
        const AggregateKind kind = node.aggregate.kind;
        return node.normalise == Normalise::none && !node.present &&
               (kind == AggregateKind::weighted_mean || kind == AggregateKind::sum);
    }
    static bool is_supported(const CompiledItem& item) {
        return std::holds_alternative<std::monostate>(item.derivation) && item.option_count <= most_options;
    }

    // ------------------------------------------------------------------------------------------ columns

    bool has_column(ItemIndex item) const { return fields_[item.value].has_value(); }

    void lay_out_columns() {
        sources_.resize(program_.items.size());
        for (std::uint32_t number = 0; number < program_.items.size(); ++number) {
            const ItemIndex item{number};
            const AnswerType type = program_[item].type;
            const bool classes = type == AnswerType::choice || type == AnswerType::yesno || !has_column(item);
            if (classes)
                add_class_column(item);
            else if (type == AnswerType::number)
                add_number_column(item);
            else
                add_multi_column(item);
        }
    }

    void add_class_column(ItemIndex item) {
        sources_[item.value] = {FastSource::classes,
                                static_cast<std::uint32_t>(plan_->class_columns_.size())};
        FastClassColumn column;
        column.present = has_column(item) ? 1 : 0;
        column.field = fields_[item.value].value_or(0);
        plan_->class_columns_.push_back(column);
    }

    void add_number_column(ItemIndex item) {
        sources_[item.value] = {FastSource::number,
                                static_cast<std::uint32_t>(plan_->number_columns_.size())};
        const auto& range = program_[item].range;
        plan_->number_columns_.push_back(
            {*fields_[item.value], 0, range ? range->low : -HUGE_VAL, range ? range->high : HUGE_VAL});
        // What a missing or defaulted number counts is fixed in the tables; only a given one is computed.
        if (base_[item.value].state != AnswerState::missing || is_required(item)) fits_ = false;
    }

    void add_multi_column(ItemIndex item) {
        sources_[item.value] = {FastSource::multi, static_cast<std::uint32_t>(plan_->multi_columns_.size())};
        FastMultiColumn column{*fields_[item.value], 0, program_[item].option_count, 0};
        if (program_[item].node)
            column.exclusive = static_cast<std::uint8_t>(program_[*program_[item].node].score.exclusive);
        for (std::uint32_t option = 0; option < column.option_count; ++option) {
            const Understanding letter =
                binder_.reader(item).understand(std::string(1, static_cast<char>('a' + option)));
            if (letter.problem || letter.answer.chosen != std::uint64_t{1} << option) fits_ = false;
        }
        plan_->multi_columns_.push_back(column);
        if (base_[item.value].state != AnswerState::missing || is_required(item)) fits_ = false;
    }

    bool is_required(ItemIndex item) const {
        const Input* input = (*program_.outline)[item].input;
        return input && input->required;
    }

    // ------------------------------------------------------------------------------------------ classes

    /// Scores every class of every item by the plain path: one evaluation a class for all items together.
    void evaluate_classes() {
        meanings_.resize(program_.items.size());
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
            std::vector<Answer> answers = base_;
            for (std::uint32_t number = 0; number < program_.items.size(); ++number)
                if (has_column({number})) answers[number] = meaning({number}, cell);
            evaluate(program_, answers, {}, evaluations_[cell]);
        }
        for (std::uint32_t number = 0; number < program_.items.size(); ++number)
            if (sources_[number].kind == FastSource::classes && has_column({number})) add_words({number});
        refuse_forbidden();
    }

    /// What the reader of an item makes of a class; a class that it does not understand is refused.
    Answer meaning(ItemIndex item, std::uint32_t cell) {
        Answer answer = base_[item.value];
        const Source source = sources_[item.value];
        const bool other = cell == cell_other || cell == cell_bad;
        bool refused = other;
        if (cell == cell_empty) {
            refused = is_required(item) && answer.state == AnswerState::missing;
        } else if (!other && (source.kind == FastSource::classes || cell == cell_na)) {
            const Understanding understood = binder_.reader(item).understand(text_of_class[cell]);
            refused = understood.problem.has_value();
            answer = refused ? Answer{} : understood.answer;
        }
        if (source.kind == FastSource::classes)
            plan_->class_columns_[source.column].refused[cell] = refused ? 1 : 0;
        meanings_[item.value][cell] = answer;
        return answer;
    }

    /// Short ways to write the same answers: option ids and texts, words for yes and no.
    void add_words(ItemIndex item) {
        FastClassColumn& column = plan_->class_columns_[sources_[item.value].column];
        column.first_word = static_cast<std::uint32_t>(plan_->words_.size());
        std::vector<std::string> texts = {"yes",  "no",    "Yes", "No", "YES", "NO", "true", "false",
                                          "TRUE", "FALSE", "是",  "否", "有",  "无", "√",    "×"};
        for (const Option& option : (*program_.outline)[item].item->options)
            texts.insert(texts.end(), {option.id.text, option.text.zh, option.text.en});
        for (const std::string& text : texts) {
            if (text.empty() || text.size() > 8 ||
                std::ranges::any_of(text, [](char c) { return c == '"' || c == '\n'; }))
                continue;
            const Understanding understood = binder_.reader(item).understand(text);
            if (understood.problem) continue;
            if (const auto cell = class_with(item, understood.answer))
                plan_->words_.push_back({word_key(text), *cell});
        }
        column.word_count = static_cast<std::uint32_t>(plan_->words_.size()) - column.first_word;
    }

    std::optional<std::uint8_t> class_with(ItemIndex item, const Answer& answer) const {
        const FastClassColumn& column = plan_->class_columns_[sources_[item.value].column];
        for (std::uint8_t cell = cell_letter_a; cell < cell_na; ++cell)
            if (!column.refused[cell] && same_answer(meanings_[item.value][cell], answer)) return cell;
        return std::nullopt;
    }

    /// Not applicable where that is forbidden, and whatever else the kernel of score calls an error.
    void refuse_forbidden() {
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell)
            for (const Finding& finding : evaluations_[cell].findings) {
                if (finding.severity != Severity::error || !finding.item) continue;
                const Source source = sources_[finding.item->value];
                if (source.kind == FastSource::classes)
                    plan_->class_columns_[source.column].refused[cell] = 1;
                if (cell == cell_na && source.kind == FastSource::number)
                    plan_->number_columns_[source.column].na_refused = 1;
                if (cell == cell_na && source.kind == FastSource::multi)
                    plan_->multi_columns_[source.column].na_refused = 1;
            }
        for (std::uint32_t number = 0; number < program_.outline->input_count(); ++number) {
            const Source source = sources_[number];
            if (program_.items[number].not_applicable_allowed) continue;
            if (source.kind == FastSource::classes) plan_->class_columns_[source.column].refused[cell_na] = 1;
            if (source.kind == FastSource::number) plan_->number_columns_[source.column].na_refused = 1;
            if (source.kind == FastSource::multi) plan_->multi_columns_[source.column].na_refused = 1;
        }
    }

    // ------------------------------------------------------------------------------------------ the tree

    double weight_in_parent(const CompiledNode& node) const {
        if (node.weight <= 0) return 0;
        return program_[*node.parent].aggregate.kind == AggregateKind::sum ? 1 : node.weight;
    }

    void lay_out_leaves() {
        for (std::uint32_t node = 0; node < program_.nodes.size(); ++node)
            if (program_.nodes[node].is_leaf()) add_leaf({node});
        if (plan_->leaves_.size() > most_leaves) fits_ = false;
    }

    void add_leaf(NodeIndex node) {
        const CompiledNode& compiled = program_[node];
        const Source source = sources_[compiled.item->value];
        FastLeaf leaf;
        leaf.source = source.kind;
        leaf.column = source.column;
        leaf.weight = weight_in_parent(compiled);
        leaf.best = compiled.score.best;
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell)
            fill_class(leaf, cell, evaluations_[cell].nodes[node.value]);
        leaf.worst = evaluations_[cell_empty].nodes[node.value].low;
        if (source.kind != FastSource::classes) {
            leaf.known[cell_other] = leaf.applicable[cell_other] = 1;
            leaf.weights[cell_other] = leaf.weight;
            leaf.score_slot = plan_->tables_.score_count++;
        }
        if (source.kind == FastSource::number) add_points(leaf, compiled.score);
        if (source.kind == FastSource::multi) add_choice_scores(leaf, compiled.score);
        leaf_of_node_[node.value] = static_cast<std::uint32_t>(plan_->leaves_.size());
        plan_->leaves_.push_back(leaf);
        plan_->leaf_nodes_.push_back(node);
    }

    void fill_class(FastLeaf& leaf, std::uint32_t cell, const NodeValue& value) {
        leaf.known[cell] = value.state == NodeState::known ? 1 : 0;
        leaf.applicable[cell] = value.applicable ? 1 : 0;
        if (value.applicable) leaf.weighted_gap[cell] = (leaf.best - value.score) * leaf.weight;
        if (!value.counts) return;
        leaf.weighted[cell] = leaf.weight * value.score;
        leaf.weights[cell] = leaf.weight;
        if (cell == cell_empty) {
            leaf.weighted_open_high = leaf.weight * value.high;
            leaf.weighted_open_low = leaf.weight * value.low;
        } else if (value.state != NodeState::missing &&
                   (value.low != value.score || value.high != value.score)) {
            fits_ = false;  // only an empty cell is an open answer
        }
    }

    const double* keep(const std::vector<double>& values) {
        plan_->arrays_.push_back(std::make_unique<double[]>(values.size()));
        std::ranges::copy(values, plan_->arrays_.back().get());
        return plan_->arrays_.back().get();
    }

    void add_points(FastLeaf& leaf, const LeafScore& score) {
        std::vector<double> x, points;
        for (const auto& [at, value] : score.points) {
            x.push_back(at);
            points.push_back(value);
        }
        if (score.rule == LeafScore::Rule::points) leaf.rule = 0;
        if (score.rule == LeafScore::Rule::steps) leaf.rule = 1;
        if (score.rule == LeafScore::Rule::bands) leaf.rule = 2;
        // Steps and bands that leave a part of the range open have answers without a score.
        const FastNumberColumn& column = plan_->number_columns_[leaf.column];
        if (leaf.rule == 1 && !(column.low >= x.front())) fits_ = false;
        if (leaf.rule == 2 && !(column.high <= x.back())) fits_ = false;
        leaf.point_count = static_cast<std::uint32_t>(x.size());
        leaf.point_x = keep(x);
        leaf.point_score = keep(points);
    }

    void add_choice_scores(FastLeaf& leaf, const LeafScore& score) {
        std::vector<double> scores(256);
        for (std::uint64_t chosen = 0; chosen < std::uint64_t{1} << score.options.size(); ++chosen)
            scores[chosen] = leaf_points(score, 0, chosen).value_or(0);
        leaf.score_of_choice = keep(scores);
    }

    void lay_out_groups() {
        for (std::uint32_t node = 0; node < program_.nodes.size(); ++node) {
            if (program_.nodes[node].is_leaf()) continue;
            group_of_node_[node] = static_cast<std::uint32_t>(plan_->group_nodes_.size());
            plan_->group_nodes_.push_back({node});
        }
        for (const NodeIndex node : plan_->group_nodes_) {
            const CompiledNode& compiled = program_[node];
            FastGroup group;
            group.is_sum = compiled.aggregate.kind == AggregateKind::sum ? 1 : 0;
            group.base = group.is_sum ? compiled.aggregate.base : 0;
            group.first_child = static_cast<std::uint32_t>(plan_->children_.size());
            group.child_count = static_cast<std::uint32_t>(compiled.children.size());
            for (const NodeIndex child : compiled.children) {
                const CompiledNode& below = program_[child];
                if (below.is_leaf())
                    plan_->leaves_[leaf_of_node_[child.value]].group = group_of_node_[node.value];
                const std::uint32_t index =
                    below.is_leaf() ? leaf_of_node_[child.value] : group_of_node_[child.value];
                plan_->children_.push_back(
                    {below.is_leaf() ? std::uint8_t{1} : std::uint8_t{0}, index, weight_in_parent(below)});
            }
            plan_->groups_.push_back(group);
        }
        const bool low_is_score = std::ranges::all_of(plan_->leaves_, [](const FastLeaf& leaf) {
            return leaf.weighted_open_low == leaf.weighted[cell_empty];
        });
        plan_->tables_.low_is_score = low_is_score ? 1 : 0;
    }

    // ------------------------------------------------------------------------------------------ conditions

    void lay_out_conditions() {
        check_slots_.resize(program_.checks.size());
        plan_->ladders_.resize(program_.ladders.size());
        for (const Definition& definition : program_.order) {
            if (const auto* check = std::get_if<CheckIndex>(&definition))
                check_slots_[check->value] = slot_of(program_.checks[check->value]);
            if (const auto* ladder = std::get_if<LadderIndex>(&definition)) add_ladder(*ladder);
        }
        for (const CompiledConstraint& constraint : program_.constraints)
            plan_->constraints_.push_back(slot_of(constraint.never));
    }

    void add_ladder(LadderIndex index) {
        const CompiledLadder& compiled = program_.ladders[index.value];
        FastLadder ladder;
        if (compiled.applies_if) ladder.applies_if = static_cast<std::int32_t>(slot_of(*compiled.applies_if));
        ladder.level_count = compiled.level_count;
        ladder.requirement_count = static_cast<std::uint32_t>(compiled.requirements.size());
        std::vector<FastRequirement> requirements;
        for (const CompiledRequirement& requirement : compiled.requirements) {
            FastRequirement out;
            out.condition = slot_of(requirement.condition);
            if (requirement.only_if) out.only_if = static_cast<std::int32_t>(slot_of(*requirement.only_if));
            out.fails_not_applicable = requirement.on_not_applicable == OnNotApplicable::fail ? 1 : 0;
            out.rung = requirement.rung;
            requirements.push_back(out);
        }
        ladder.first_requirement = static_cast<std::uint32_t>(plan_->requirements_.size());
        plan_->requirements_.insert(plan_->requirements_.end(), requirements.begin(), requirements.end());
        ladder.first_level_slot = plan_->tables_.level_slot_count;
        plan_->tables_.level_slot_count += 2 * ladder.level_count;
        plan_->ladders_[index.value] = ladder;
        FastOp op;
        op.kind = FastOpKind::ladder;
        op.subject = index.value;
        plan_->ops_.push_back(op);
    }

    /// The mask slot of a condition; its operations are added the first time.
    std::uint32_t slot_of(ConditionIndex index) {
        if (const auto found = slots_.find(index.value); found != slots_.end()) return found->second;
        FastOp op = operation(index);
        op.slot = plan_->tables_.slot_count++;
        plan_->ops_.push_back(op);
        slots_.emplace(index.value, op.slot);
        return op.slot;
    }

    FastOp operation(ConditionIndex index) {
        const CompiledCondition& condition = program_[index];
        switch (condition.kind) {
            case ConditionKind::score:
            case ConditionKind::percent:
                return on_score(index, condition);
            case ConditionKind::answer_compare:
            case ConditionKind::answer_in:
            case ConditionKind::answer_includes:
                return on_answer(index, condition);
            case ConditionKind::evidence:
                return unsupported();
            case ConditionKind::check:
                return on_parts(FastOpKind::all, {check_slots_[condition.subject]});
            case ConditionKind::count:
                return on_count(condition);
            case ConditionKind::share:
                return on_share(condition);
            case ConditionKind::level:
                return on_level(condition);
            case ConditionKind::all:
                return on_parts(FastOpKind::all, slots_of(condition.parts));
            case ConditionKind::any:
                return on_parts(FastOpKind::any, slots_of(condition.parts));
            case ConditionKind::negation:
                return on_parts(FastOpKind::negation, slots_of(condition.parts));
        }
        return unsupported();
    }

    FastOp unsupported() {
        fits_ = false;
        return {};
    }

    std::vector<std::uint32_t> slots_of(const Slice& parts) {
        std::vector<std::uint32_t> slots;
        for (std::uint32_t part = 0; part < parts.count; ++part)
            slots.push_back(slot_of(program_.condition_parts[parts.first + part]));
        return slots;
    }

    FastOp on_parts(FastOpKind kind, const std::vector<std::uint32_t>& slots) {
        FastOp op;
        op.kind = kind;
        op.first = static_cast<std::uint32_t>(plan_->parts_.size());
        op.count = static_cast<std::uint32_t>(slots.size());
        plan_->parts_.insert(plan_->parts_.end(), slots.begin(), slots.end());
        return op;
    }

    /// A number that is the same in every row; nullopt: it is read from the table.
    std::optional<double> constant(const CompiledOperand& operand) const {
        if (!operand.item) return operand.number;
        const ItemValue& value = evaluations_[cell_empty].items[operand.item->value];
        if (has_column(*operand.item) || value.state != AnswerState::known) return std::nullopt;
        return value.number;
    }

    /// Sets the one comparison of a condition; several, or one with a number of the table, are left to the
    /// plain path.
    void compare(const CompiledCondition& condition, FastOp& op) {
        if (condition.comparisons.count != 1) {
            fits_ = false;
            return;
        }
        const CompiledComparison& comparison = program_.comparisons[condition.comparisons.first];
        const auto threshold = constant(comparison.operand);
        if (!threshold) fits_ = false;
        op.threshold = threshold.value_or(0);
        switch (comparison.comparator) {
            case Comparator::at_least:
                op.comparator = FastComparator::at_least;
                break;
            case Comparator::above:
                op.comparator = FastComparator::above;
                break;
            case Comparator::at_most:
                op.comparator = FastComparator::at_most;
                break;
            case Comparator::below:
                op.comparator = FastComparator::below;
                break;
        }
    }

    bool reads_table(const CompiledCondition& condition) const {
        for (std::uint32_t position = 0; position < condition.comparisons.count; ++position)
            if (!constant(program_.comparisons[condition.comparisons.first + position].operand)) return true;
        for (std::uint32_t position = 0; position < condition.operands.count; ++position)
            if (!constant(program_.operands[condition.operands.first + position])) return true;
        return false;
    }

    /// Truth for every class of the item's cells, as the plain path finds it.
    FastOp by_class(ConditionIndex index, ItemIndex item) {
        if (reads_table(program_[index])) return unsupported();
        FastOp op;
        op.kind = FastOpKind::class_lookup;
        op.subject = sources_[item.value].column;
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
            const Truth truth = truth_of(program_, evaluations_[cell], index);
            op.truth[cell] = truth == Truth::yes              ? 1
                             : truth == Truth::no             ? 2
                             : truth == Truth::not_applicable ? 4
                                                              : 0;
        }
        return op;
    }

    FastOp on_score(ConditionIndex index, const CompiledCondition& condition) {
        const CompiledNode& node = program_.nodes[condition.subject];
        if (node.is_leaf() && sources_[node.item->value].kind == FastSource::classes)
            return by_class(index, *node.item);
        if (condition.kind == ConditionKind::percent) return unsupported();
        FastOp op;
        compare(condition, op);
        if (node.is_leaf()) {
            op.kind = FastOpKind::leaf_compare;
            op.subject = leaf_of_node_[condition.subject];
        } else {
            op.kind = FastOpKind::group_compare;
            op.subject = group_of_node_[condition.subject];
        }
        return op;
    }

    FastOp on_answer(ConditionIndex index, const CompiledCondition& condition) {
        const ItemIndex item{condition.subject};
        const Source source = sources_[item.value];
        if (source.kind == FastSource::classes) return by_class(index, item);
        FastOp op;
        op.subject = source.column;
        if (source.kind == FastSource::multi && condition.kind == ConditionKind::answer_includes) {
            op.kind = FastOpKind::multi_includes;
            op.other = condition.other;
            return op;
        }
        if (source.kind != FastSource::number || condition.kind != ConditionKind::answer_compare)
            return unsupported();
        op.kind = FastOpKind::number_compare;
        compare(condition, op);
        return op;
    }

    /// Adds the terms of a selector; returns where they begin.
    std::pair<std::uint32_t, std::uint32_t> add_terms(const CompiledSelector& selector) {
        std::vector<FastTerm> terms;
        const auto scoring = constant(selector.scoring);
        if (!scoring || !selector.by_score) {
            if (!scoring || !selector.leaves.empty()) fits_ = false;
            if (!fits_) return {0, 0};
        }
        for (const NodeIndex node : selector.leaves)
            terms.push_back(leaf_term(node, selector, *scoring));
        for (const CheckIndex check : selector.checks) {
            FastTerm term;
            term.is_check = 1;
            term.column = check_slots_[check.value];
            terms.push_back(term);
        }
        if (terms.size() > most_leaves) fits_ = false;
        const auto first = static_cast<std::uint32_t>(plan_->terms_.size());
        plan_->terms_.insert(plan_->terms_.end(), terms.begin(), terms.end());
        return {first, static_cast<std::uint32_t>(terms.size())};
    }

    FastTerm leaf_term(NodeIndex node, const CompiledSelector& selector, double scoring) {
        const CompiledNode& leaf = program_[node];
        const Source source = sources_[leaf.item->value];
        FastTerm term;
        term.source = source.kind;
        term.threshold = selector.best ? leaf.score.best : scoring;
        if (source.kind != FastSource::classes) {
            term.column = leaf_of_node_[node.value];
            return term;
        }
        term.column = source.column;
        for (std::uint32_t cell = 0; cell < cell_classes; ++cell) {
            const NodeValue& value = evaluations_[cell].nodes[node.value];
            term.low[cell] = value.applicable && value.low >= term.threshold - tolerance ? 1 : 0;
            term.high[cell] = value.applicable && value.high >= term.threshold - tolerance ? 1 : 0;
        }
        return term;
    }

    FastOp on_count(const CompiledCondition& condition) {
        if (condition.every) return unsupported();
        FastOp op;
        op.kind = FastOpKind::count;
        compare(condition, op);
        std::tie(op.first, op.count) = add_terms(program_.selectors[condition.subject]);
        return op;
    }

    FastOp on_share(const CompiledCondition& condition) {
        FastOp op;
        op.kind = FastOpKind::share;
        compare(condition, op);
        std::tie(op.first, op.count) = add_terms(program_.selectors[condition.subject]);
        std::tie(op.first_of, op.count_of) = add_terms(program_.selectors[condition.other]);
        return op;
    }

    FastOp on_level(const CompiledCondition& condition) {
        FastOp op;
        op.kind = FastOpKind::level;
        op.subject = condition.subject;
        op.other = condition.other;
        return op;
    }

    void connect() {
        FastTables& tables = plan_->tables_;
        const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
        tables.class_columns = plan_->class_columns_.data();
        tables.class_column_count = count(plan_->class_columns_);
        tables.words = plan_->words_.data();
        tables.number_columns = plan_->number_columns_.data();
        tables.number_column_count = count(plan_->number_columns_);
        tables.multi_columns = plan_->multi_columns_.data();
        tables.multi_column_count = count(plan_->multi_columns_);
        tables.leaves = plan_->leaves_.data();
        tables.leaf_count = count(plan_->leaves_);
        tables.groups = plan_->groups_.data();
        tables.group_count = count(plan_->groups_);
        tables.children = plan_->children_.data();
        tables.ops = plan_->ops_.data();
        tables.op_count = count(plan_->ops_);
        tables.terms = plan_->terms_.data();
        tables.parts = plan_->parts_.data();
        tables.requirements = plan_->requirements_.data();
        tables.requirement_count = count(plan_->requirements_);
        tables.ladders = plan_->ladders_.data();
        tables.ladder_count = count(plan_->ladders_);
        tables.constraints = plan_->constraints_.data();
        tables.constraint_count = count(plan_->constraints_);
    }

    const Program& program_;
    const Binder& binder_;
    const ItemFields& fields_;
    std::unique_ptr<FastPlan> plan_;
    bool fits_ = true;
    std::vector<Answer> base_;                                ///< answers of an empty sheet: defaults
    std::vector<Source> sources_;                             ///< per item
    std::vector<std::array<Answer, cell_classes>> meanings_;  ///< per item
    std::array<Evaluation, cell_classes> evaluations_;
    std::unordered_map<std::uint32_t, std::uint32_t> leaf_of_node_;
    std::unordered_map<std::uint32_t, std::uint32_t> group_of_node_;
    std::unordered_map<std::uint32_t, std::uint32_t> slots_;  ///< per condition
    std::vector<std::uint32_t> check_slots_;
};

std::unique_ptr<FastPlan> FastPlan::make(const Program& program, const Binder& binder,
                                         const ItemFields& fields, std::uint32_t fields_per_row) {
    return FastPlanner(program, binder, fields, fields_per_row).make();
}

template <typename T>
T* FastWorkspace::room(std::size_t count) {
    constexpr auto alignment = std::align_val_t{64};
    const std::size_t bytes = std::max<std::size_t>(1, count) * sizeof(T);
    auto* memory = static_cast<std::byte*>(::operator new[](bytes, alignment));
    std::memset(memory, 0, bytes);
    memory_.emplace_back(memory, [](std::byte* owned) { ::operator delete[](owned, alignment); });
    return reinterpret_cast<T*>(memory);
}

FastWorkspace::FastWorkspace(const FastTables& tables) {
    using ByteColumn = std::uint8_t[fast_lanes];
    rows_.classes = room<ByteColumn>(tables.class_column_count);
    rows_.numbers = room<FastColumn>(tables.number_column_count);
    rows_.number_class = room<ByteColumn>(tables.number_column_count);
    rows_.chosen = room<ByteColumn>(tables.multi_column_count);
    rows_.multi_class = room<ByteColumn>(tables.multi_column_count);
    rows_.leaf_classes = room<const std::uint8_t*>(tables.leaf_count);
    for (std::uint32_t index = 0; index < tables.leaf_count; ++index) {
        const FastLeaf& leaf = tables.leaves[index];
        const ByteColumn* columns = leaf.source == FastSource::classes  ? rows_.classes
                                    : leaf.source == FastSource::number ? rows_.number_class
                                                                        : rows_.multi_class;
        rows_.leaf_classes[index] = columns[leaf.column];
    }
    rows_.scores = room<FastColumn>(tables.score_count);
    rows_.value = room<FastColumn>(tables.group_count);
    rows_.low = room<FastColumn>(tables.group_count);
    rows_.high = room<FastColumn>(tables.group_count);
    rows_.weights = room<FastColumn>(tables.group_count);
    rows_.unit = room<FastColumn>(tables.group_count);
    rows_.gap_key = room<FastColumn>(fast_gaps);
    rows_.gap_leaf = room<std::uint16_t[fast_lanes]>(fast_gaps);
    rows_.gap_points = room<FastColumn>(fast_gaps);
    rows_.known = room<std::uint8_t>(fast_lanes);
    rows_.applicable = room<std::uint8_t>(fast_lanes);
    rows_.masks = room<FastMask>(tables.slot_count);
    rows_.stands = room<std::uint64_t>(tables.requirement_count);
    rows_.unmet = room<std::uint64_t>(tables.requirement_count);
    rows_.level_masks = room<std::uint64_t>(tables.level_slot_count);
    rows_.off_ladder = room<std::uint64_t>(tables.ladder_count);
}

}  // namespace tidu
