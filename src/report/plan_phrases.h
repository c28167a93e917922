// SPDX-License-Identifier: Apache-2.0
// The words of plans, in both languages side by side.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase plan_title{"达级方案：{}", "Plan for {}"};
constexpr Phrase plan_effort{"工作量", "Effort"};
constexpr Phrase plan_total{"总分", "Total"};
constexpr Phrase plan_level{"等级", "Level"};
constexpr Phrase plan_steps{"改进项", "Steps"};
constexpr Phrase plan_from_to{"{} → {}", "{} → {}"};
constexpr Phrase plan_no_level{"尚无等级", "no level"};
constexpr Phrase plan_person_days{"人天", "person-days"};

constexpr Phrase plan_is_optimal{"已证明：没有更省的方案能达到“{}”。评分内核已按此方案重新评分核对。",
                                 "Proven: no cheaper plan reaches {}. The scoring kernel has checked it."};
constexpr Phrase plan_is_best_score{
    "预算不足以升级；已证明：在此预算内没有总分更高的方案。",
    "The budget pays no further level. Proven: no plan within it scores higher."};
constexpr Phrase plan_is_bounded{
    "时间用完：此方案可行，已核对，但未证明最省；任何方案至少需要 {}。",
    "Time ran out: the plan works and is checked, but is not proven cheapest; any plan needs {} or more."};
constexpr Phrase plan_score_is_bounded{
    "时间用完：此方案可行，已核对，但未证明最优；预算内总分不可能超过 {}。",
    "Time ran out: the plan works and is checked, but is not proven best; no plan within the budget exceeds "
    "{} points."};
constexpr Phrase plan_is_reached{"“{}”已经达到，无须改进。", "{} is already reached; nothing is needed."};
constexpr Phrase plan_no_gain{"在此预算内没有任何改进能提高总分。",
                              "No improvement within the budget raises the total."};
constexpr Phrase plan_is_unreachable{"无法达到“{}”。", "{} cannot be reached."};
constexpr Phrase plan_is_undecided{
    "时间用完，尚未找到能达到“{}”的方案；请延长 --time-limit。",
    "Time ran out before a plan for {} was found; allow more with --time-limit."};
constexpr Phrase plan_over_budget{"下一级“{}”至少需要 {}，超出预算。",
                                  "The next level, {}, needs {} or more, which is beyond the budget."};
constexpr Phrase plan_is_limited{
    "“{}”的可选答案未能全部纳入，证明不含其余组合。",
    "Not all answers to {} could be considered; the proof leaves the others out."};

constexpr Phrase plan_quick_wins{"第一阶段：见效快", "Stage 1: quick wins"};
constexpr Phrase plan_needed{"第二阶段：达级所需", "Stage 2: what the level needs"};
constexpr Phrase plan_needed_for_score{"第二阶段：其余改进", "Stage 2: further improvements"};
constexpr Phrase plan_stage_remark{"{} 项，{}", "Steps: {}; {}"};
constexpr Phrase plan_column_step{"改进", "Improvement"};
constexpr Phrase plan_column_now{"现状", "Now"};
constexpr Phrase plan_column_then{"目标", "Target"};
constexpr Phrase plan_column_effort{"工作量", "Effort"};
constexpr Phrase plan_column_total{"总分", "Total"};
constexpr Phrase plan_column_meets{"满足的要求", "Requirements met"};
constexpr Phrase plan_reaches_level{"达到“{}”", "{} reached"};

constexpr Phrase plan_blockers{"哪些要求无法满足", "What cannot be met"};
constexpr Phrase plan_blockers_together{"哪些要求无法同时满足", "What cannot be met together"};
constexpr Phrase plan_fixed{"不能改变的答案", "Answers that cannot change"};
constexpr Phrase plan_fixed_entry{"{}：{}", "{}: {}"};
constexpr Phrase fixed_input{"基本情况；如可改变，用 --change {} 说明",
                             "a fact about the enterprise; if it can change, say --change {}"};
constexpr Phrase fixed_kept{"按 --keep {} 保持不变", "kept by --keep {}"};
constexpr Phrase fixed_not_applicable{"不适用", "not applicable"};
constexpr Phrase fixed_derived{"由其他答案算得", "computed from other answers"};
constexpr Phrase fixed_at_best{"已是最佳答案", "already at its best"};

}  // namespace tidu::phrases
