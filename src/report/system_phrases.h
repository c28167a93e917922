// SPDX-License-Identifier: Apache-2.0
// The words of the report on a system, besides those that all reports share.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase system_subtitle{"{} {}，评价对象：{}", "{} {}, for one {}"};
constexpr Phrase fact_questions{"题目", "Questions"};
constexpr Phrase fact_inputs{"输入项", "Inputs"};
constexpr Phrase fact_ladders{"梯度", "Ladders"};
constexpr Phrase none{"无", "none"};
constexpr Phrase outline_heading{"指标与权重", "Indicators and weights"};
constexpr Phrase column_indicator{"指标", "Indicator"};
constexpr Phrase column_id{"标识", "Id"};
constexpr Phrase column_weight{"权重", "Weight"};
constexpr Phrase column_kind{"类型", "Kind"};
constexpr Phrase column_title{"名称", "Name"};
constexpr Phrase column_value{"取值", "Value"};
constexpr Phrase column_of_whom{"对谁", "Of whom"};
constexpr Phrase column_due{"期限", "Due"};
constexpr Phrase column_holds_when{"成立的条件", "Holds when"};
constexpr Phrase column_constraint{"约束", "Constraint"};
constexpr Phrase column_never{"不得出现", "Must never be"};
constexpr Phrase column_severity{"级别", "Severity"};
constexpr Phrase weight_of_leaves{"下级之和", "sum of its items"};
constexpr Phrase weight_for_answer{"{} {}", "{} {}"};
constexpr Phrase weighted_mean{"加权平均", "weighted mean"};
constexpr Phrase geometric_mean{"几何平均", "geometric mean"};
constexpr Phrase harmonic_mean{"调和平均", "harmonic mean"};
constexpr Phrase minimum{"取最低", "minimum"};
constexpr Phrase sum{"求和", "sum"};
constexpr Phrase staged{"逐级通过", "stages"};
constexpr Phrase mpi{"MPI", "MPI"};
constexpr Phrase of_percents{"各项换算为百分比", "of percents"};
constexpr Phrase of_ranges{"各项按得分范围换算", "of shares of the range"};
constexpr Phrase from_base{"基数 {}", "from a base of {}"};
constexpr Phrase with_floor{"下限 {}", "floor {}"};
constexpr Phrase passed_at{"达到 {} 为通过", "passed at {}"};
constexpr Phrase present_at_least{"至少答 {} 才计", "counts from {} answered"};
constexpr Phrase type_number{"数值", "number"};
constexpr Phrase type_choice{"单选", "one option"};
constexpr Phrase type_multi{"多选", "several options"};
constexpr Phrase type_yesno{"是非", "yes or no"};
constexpr Phrase tasks_label{"行动计划任务", "Tasks of the plan"};
constexpr Phrase applies_label{"适用于", "Applies to"};
constexpr Phrase computed_label{"算法", "Computed as"};
constexpr Phrase percent_of{"{}占{}的百分比", "{} as a percentage of {}"};
constexpr Phrase change_of{"{}比{}的变化率（%）", "change to {} from {}, in percent"};
constexpr Phrase difference_of{"{}减{}", "{} minus {}"};
constexpr Phrase sum_of{"{}之和", "sum of {}"};
constexpr Phrase term{"{}的 {} 倍", "{} times {}"};
constexpr Phrase otherwise{"其余为{}", "otherwise {}"};
constexpr Phrase not_applicable_label{"不适用时", "Where not applicable"};
constexpr Phrase missing_label{"未答时", "Where not answered"};
constexpr Phrase counts_nothing{"不计入", "left out"};
constexpr Phrase counts_full{"按满分计", "counts its best"};
constexpr Phrase counts_worst{"按最差的答案计", "counts its worst answer"};
constexpr Phrase counts_points{"计 {} 分", "counts {}"};
constexpr Phrase counts_as_not_applicable{"视为不适用", "counts as not applicable"};
constexpr Phrase basis_and_note{"{}。{}", "{}. {}"};
constexpr Phrase only_if{"（仅当 {}）", " (only if {})"};
constexpr Phrase fails_when_off{"（不适用则未满足）", " (not met where not applicable)"};
constexpr Phrase everyone{"所有", "everyone"};
constexpr Phrase expected_heading{"政策期望的等级", "Levels that policy expects"};
constexpr Phrase inputs_heading{"输入项", "Inputs"};
constexpr Phrase default_is{"默认为{}", "{} where none is given"};
constexpr Phrase required{"必填", "required"};
constexpr Phrase optional{"选填", "optional"};
constexpr Phrase checks_heading{"判定与约束", "Checks and constraints"};
constexpr Phrase is_error{"错误", "error"};
constexpr Phrase is_warning{"警告", "warning"};

}  // namespace tidu::phrases
