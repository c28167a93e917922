// SPDX-License-Identifier: Apache-2.0
// Every rule that reading or linting an indicator file can report: one line each. The reference page is made
// from it.
#include "rules.h"

#include "draft.h"
#include "fault_places.h"
#include "lint_rule.h"
#include "tidu/system/lint.h"

namespace tidu {

namespace {

/// A rule and the function that finds its violations; null: reading the file does.
struct LintRule {
    RuleInfo info;
    void (*find)(const LintRun&) = nullptr;
    Reach reach = Reach::own;
};

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;

// clang-format off
const LintRule rules[] = {
    // Text and YAML
    {{"file-size", error, {"文件超过 16 MiB", "a file larger than 16 MiB"}}},
    {{"encoding", error, {"文本不是有效的 UTF-8", "text that is not valid UTF-8"}}},
    {{"control-character", error, {"文本含控制字符", "control characters in a text"}}},
    {{"yaml-syntax", error, {"YAML 语法错误", "text that is not YAML"}}},
    {{"yaml-tag", error, {"没有意义的 YAML 标签", "a YAML tag that means nothing here"}}},
    {{"nesting-depth", error, {"嵌套超过 64 层", "nesting deeper than 64"}}},
    {{"node-count", error, {"展开后超过 100,000 个节点", "a file that expands to more than 100,000 nodes"}}},
    {{"alias", error, {"包含自身的别名", "an alias inside the node it refers to"}}},
    {{"merge-key", error, {"合并键的值不是映射", "a merge key over something that is no map"}}},
    {{"key-type", error, {"不是文字的键", "a key that is not a text"}}},
    {{"duplicate-key", error, {"同一映射中重复的键", "a key that stands twice in one map"}}},
    {{rule::document_count, error, {"文件不是恰好一个文档", "a file that does not hold one document"}}},
    // Structure
    {{rule::unknown_key, error, {"未知的键", "an unknown key"}}},
    {{rule::missing_key, error, {"缺少的键", "a missing key"}}},
    {{rule::key_conflict, error, {"互相矛盾的键", "keys that contradict each other"}}},
    {{rule::wrong_type, error, {"值的种类不对", "a value of the wrong kind"}}},
    {{rule::unknown_word, error, {"未知的取值", "a word that is none of those allowed"}}},
    {{rule::number_syntax, error, {"写法不是数值", "a number that is not one"}}},
    {{rule::number_bounds, error, {"超出允许范围的数值（如负权重）", "a number out of bounds, such as a negative weight"}}},
    {{rule::identifier_syntax, error, {"不合法的标识", "an identifier that is not one"}}},
    {{rule::date_syntax, error, {"写法不是日期", "a date that is not one"}}},
    {{rule::list_size, error, {"元素个数不对的列表", "a list with the wrong number of elements"}}},
    {{rule::text_language, warning, {"缺少一种语言的文字", "a text missing in one language"}}},
    // References
    {{rule::root_id, error, {"根的标识不是 total", "a root whose id is not total"}}},
    {{rule::duplicate_id, error, {"重复的标识", "an id that is used twice"}}},
    {{rule::unknown_reference, error, {"引用不存在的内容", "a reference to nothing"}}},
    {{rule::wrong_reference, error, {"引用的种类不对", "a reference to the wrong kind of thing"}}},
    {{rule::unknown_option, error, {"不是该题答案的值", "a value that its question cannot have"}}},
    {{rule::circular_definition, error, {"依赖自身的定义", "a definition that depends on itself"}}},
    // Weights and aggregates
    {{"zero-weights", error, {"下级权重全为零", "siblings that all weigh nothing"}}, find_zero_weights, Reach::below},
    {{"partly-weighted", warning, {"下级中有的写了权重、有的没写，无法比较", "siblings that cannot be compared: some state a weight, some do not"}}, find_partly_weighted},
    {{"maxima-differ", warning, {"未换算而最高分不同的下级", "children whose maxima differ without normalising"}}, find_differing_maxima, Reach::below},
    {{"flat-normalised", error, {"`normalise: range` 之下只有一种得分的题目", "a child with one possible score under `normalise: range`"}}, find_flat_normalised, Reach::below},
    {{"negative-mean", error, {"几何或调和平均之下可能为负且未设下限的得分", "a score below 0 under a geometric or harmonic mean without floor"}}, find_negative_means, Reach::below},
    {{"skippable-stage", error, {"可能不适用的阶段", "a stage that may be not applicable"}}, find_skippable_stages, Reach::below},
    {{"stage-off-scale", error, {"不在 0 到 1 上计分的阶段", "a stage that is not scored from 0 to 1"}}, find_stages_off_scale, Reach::below},
    {{"mpi-with-ladder", error, {"有梯度的体系使用 mpi", "an mpi aggregate in a system with ladders"}}, find_mpi_with_ladder},
    // Scores of answers
    {{"scale-order", error, {"x 不严格递增的计分点", "points, steps or bands whose x does not rise strictly"}}, find_unordered_scales},
    {{"scale-gap", error, {"台阶或分段未覆盖取值范围", "steps or bands that do not cover the range"}}, find_scale_gaps},
    {{"scale-log", error, {"对数刻度上的 x 不大于零", "a logarithmic scale with an x that is not above 0"}}, find_logarithms_of_nothing},
    {{"unbounded-line", error, {"`beyond: linear` 而没有（大于零的）范围", "`beyond: linear` without a range (above 0 with `log`)"}}, find_unbounded_lines},
    {{"missing-beats-worst", error, {"得分可为负而未答记零", "`missing: zero` where an answer can score below 0"}}, find_missing_better_than_worst},
    // Answers and applicability
    {{"unsettled-applicability", error, {"`by` 或 `applies_if` 依赖可能没有值的内容", "`by` or `applies_if` on what may be without a value"}}, find_unsettled_applicability, Reach::below},
    {{"missing-not-applicable", error, {"不该用处的 `missing: not_applicable`", "`missing: not_applicable` where silence must not excuse"}}, find_missing_not_applicable},
    {{"derivation-excused", warning, {"漏填一项就视为不适用的算得题", "a derived question that one missing part makes not applicable"}}, find_excused_derivations, Reach::below},
    {{"option-never-picked", warning, {"无法选中的选项", "an option nobody can pick"}}, find_unpickable_options, Reach::mentions},
    {{"option-without-effect", warning, {"选与不选没有差别的选项", "an option that never matters"}}, find_options_without_effect, Reach::mentions},
    {{"options-alike", warning, {"文字相同的选项", "options with the same text"}}, find_options_alike},
    {{"case-unreached", warning, {"排在总是成立者之后的情形", "a case behind one that always holds"}}, find_unreached_cases},
    // Counts and shares
    {{"count-without-scoring", error, {"对题目计数而没有 `scoring`", "a count of questions without `scoring`"}}, find_counts_without_scoring, Reach::below},
    {{"part-outside-whole", error, {"分子不是分母的一部分", "a `part` that is no subset of its `of`"}}, find_parts_outside_whole, Reach::below},
    {{"counted-twice", warning, {"同时计入题目与读取它的判定", "a selector that names a question and a check that reads it"}}, find_counted_twice, Reach::below},
    // Checks and ladders
    {{"constant-check", warning, {"恒成立或恒不成立的判定与约束", "a check or constraint that always or never holds"}}, find_constant_checks, Reach::below},
    {{"veto-on-default", warning, {"对有默认值的输入项一票否决", "a veto on an input with a default"}}, find_vetoes_on_defaults},
    {{"level-unreachable", error, {"任何答案都达不到的等级", "a level that no answers can reach"}}, find_unreachable_levels, Reach::below_ladder},
    {{"level-weaker", warning, {"对同一内容的要求低于下一级的等级", "a level weaker than the one below on the same subject"}}, find_weaker_levels, Reach::ladder},
    {{"requirement-idle", warning, {"总是满足的要求", "a requirement that always holds"}}, find_idle_requirements, Reach::below},
    // Provenance
    {{"source-unused", warning, {"没有被引用的来源", "a source that is cited nowhere"}}, find_unused_sources, Reach::mentions},
};
// clang-format on

}  // namespace

const std::vector<RuleInfo>& lint_rules() {
    static const std::vector<RuleInfo> infos = [] {
        std::vector<RuleInfo> list;
        for (const LintRule& entry : rules)
            list.push_back(entry.info);
        return list;
    }();
    return infos;
}

namespace {

/// `faults`: of a system that did not load; its follow-ups are left out.
void run_rules(const Outline& outline, const FaultPlaces* faults, Diagnostics& found) {
    const Possibilities possible(outline);
    for (const LintRule& entry : rules) {
        if (entry.find == nullptr) continue;
        Diagnostics of_rule;
        entry.find(LintRun(outline, possible, entry.info, of_rule));
        for (const Diagnostic& finding : of_rule.items())
            if (faults == nullptr || !faults->may_explain(finding, entry.reach)) found.add(finding);
    }
}

}  // namespace

void lint_system(const Outline& outline, Diagnostics& diagnostics) {
    Diagnostics found;
    run_rules(outline, nullptr, found);
    found.sort();
    diagnostics.append(std::move(found));
}

void lint_source(const SourcePtr& source, Diagnostics& diagnostics) {
    Diagnostics found;
    std::vector<Tree> documents = parse_faulty_yaml(source, TreeLimits(), found);
    if (documents.size() == 1) {
        Tree& document = documents.front();
        Diagnostics mended;
        const Outline outline(draft_system(document, source, mended, found));
        const FaultPlaces faults(document.view(), outline, found);
        run_rules(outline, &faults, found);
        found.append(std::move(mended));
    } else if (!found.has_errors()) {
        report_document_count(source, documents.size(), found);
    }
    found.sort();
    diagnostics.append(std::move(found));
}

}  // namespace tidu
