// SPDX-License-Identifier: Apache-2.0
#include "fast_plan.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "fast_planner.h"

namespace tidu {
namespace {

constexpr std::size_t most_class_options = 8;  // letters a to h

/// Groups whose value is a mean or a sum of children that all count once they are applicable; at the root
/// stages of at least 0, so that no better answer lowers the total.
bool is_supported_group(const CompiledNode& group) {
    const AggregateKind kind = group.aggregate.kind;
    if (group.normalise == Normalise::range || group.present) return false;
    if (kind == AggregateKind::staged)
        return !group.parent && group.normalise == Normalise::none && group.aggregate.pass <= 1;
    return kind == AggregateKind::weighted_mean || kind == AggregateKind::sum;
}

bool is_supported_leaf(const CompiledNode& leaf) {
    const bool counts_open = leaf.missing == MissingRule::zero || leaf.missing == MissingRule::worst;
    return counts_open && !leaf.score.beyond_linear && !leaf.score.logarithmic;
}

bool is_supported_item(const CompiledItem& item) {
    return item.option_count <= (item.type == AnswerType::multi ? fast_options : most_class_options);
}

}  // namespace

FastPlanner::FastPlanner(const Program& program, const Binder& binder, const ItemFields& fields,
                         std::uint32_t fields_per_row)
    : program_(program), binder_(binder), fields_(fields), plan_(std::make_unique<FastPlan>()) {
    plan_->tables_.fields = fields_per_row;
}

std::unique_ptr<FastPlan> FastPlanner::make() {
    if (!is_supported()) return nullptr;
    base_ = binder_.bind(RawSheet{}).answers;
    find_thresholds();
    find_varying_items();
    find_parts();
    lay_out_columns();
    if (!fits_) return nullptr;
    evaluate_classes();
    lay_out_leaves();
    lay_out_groups();
    if (!fits_) return nullptr;
    lay_out_steps();
    if (!fits_) return nullptr;
    plan_->constants_ = std::move(evaluations_[cell_empty].items);
    connect();
    return std::move(plan_);
}

/// What the kernel knows how to do. Everything else is left to the plain path as a whole.
bool FastPlanner::is_supported() const {
    return !program_.nodes.front().children.empty() &&
           std::ranges::all_of(program_.nodes,
                               [](const CompiledNode& node) {
                                   return node.is_leaf() ? is_supported_leaf(node) : is_supported_group(node);
                               }) &&
           std::ranges::all_of(program_.items, is_supported_item);
}

void FastPlanner::connect() {
    FastTables& tables = plan_->tables_;
    const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    tables.class_columns = plan_->class_columns_.data();
    tables.class_column_count = count(plan_->class_columns_);
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
    tables.derivations = plan_->derivations_.data();
    tables.addends = plan_->addends_.data();
    tables.cases = plan_->cases_.data();
    tables.terms = plan_->terms_.data();
    tables.parts = plan_->parts_.data();
    tables.requirements = plan_->requirements_.data();
    tables.requirement_count = count(plan_->requirements_);
    tables.ladders = plan_->ladders_.data();
    tables.ladder_count = count(plan_->ladders_);
    tables.constraints = plan_->constraints_.data();
    tables.constraint_count = count(plan_->constraints_);
}

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
    rows_.bounds = room<FastColumn[2]>(tables.bounds_count);
    rows_.chosen = room<ByteColumn[2]>(tables.multi_column_count);
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
    rows_.applying = tables.counts_inapplicable ? room<FastColumn>(tables.group_count) : rows_.weights;
    rows_.maximum = room<FastColumn>(tables.reads_maxima ? tables.group_count : 0);
    rows_.asked = room<FastColumn>(tables.has_limit ? tables.group_count : 0);
    rows_.declared = room<FastColumn>(tables.has_limit ? tables.group_count : 0);
    rows_.unit = room<FastColumn>(tables.group_count);
    rows_.gap_key = room<FastColumn>(fast_gaps);
    rows_.gap_leaf = room<std::uint16_t[fast_lanes]>(fast_gaps);
    rows_.gap_points = room<FastColumn>(fast_gaps);
    rows_.known = room<std::uint8_t>(fast_lanes);
    rows_.reasons = room<std::uint8_t>(fast_lanes);
    rows_.applicable = room<std::uint8_t>(fast_lanes);
    rows_.masks = room<FastMask>(tables.slot_count);
    rows_.stands = room<std::uint64_t>(tables.requirement_count);
    rows_.unmet = room<std::uint64_t>(tables.requirement_count);
    rows_.level_masks = room<std::uint64_t>(tables.level_slot_count);
    rows_.off_ladder = room<std::uint64_t>(tables.ladder_count);
}

}  // namespace tidu
