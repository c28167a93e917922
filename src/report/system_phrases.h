// SPDX-License-Identifier: Apache-2.0
// The words of the report on a system, besides those that all reports share.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

inline constexpr Phrase system_subtitle{"{} {}，评价对象：{}", "{} {}, for one {}"};
inline constexpr Phrase fact_questions{"题目", "questions"};
inline constexpr Phrase fact_inputs{"输入项", "inputs"};
inline constexpr Phrase fact_ladders{"等级阶梯", "ladders"};
inline constexpr Phrase none{"无", "none"};
inline constexpr Phrase outline_heading{"指标与权重", "Indicators and weights"};
inline constexpr Phrase column_indicator{"指标", "indicator"};
inline constexpr Phrase column_id{"标识", "id"};
inline constexpr Phrase column_weight{"权重", "weight"};
inline constexpr Phrase column_kind{"类型", "kind"};
inline constexpr Phrase column_title{"名称", "name"};
inline constexpr Phrase column_value{"取值", "value"};
inline constexpr Phrase column_of_whom{"对谁", "of whom"};
inline constexpr Phrase column_due{"期限", "due"};
inline constexpr Phrase column_holds_when{"成立的条件", "holds when"};
inline constexpr Phrase column_constraint{"约束", "constraint"};
inline constexpr Phrase column_never{"不得出现", "must never be"};
inline constexpr Phrase column_severity{"级别", "severity"};
inline constexpr Phrase weight_of_leaves{"下级之和", "sum of its items"};
inline constexpr Phrase weight_for_answer{"{} {}", "{} {}"};
inline constexpr Phrase weighted_mean{"加权平均", "weighted mean"};
inline constexpr Phrase geometric_mean{"几何平均", "geometric mean"};
inline constexpr Phrase harmonic_mean{"调和平均", "harmonic mean"};
inline constexpr Phrase minimum{"取最低", "minimum"};
inline constexpr Phrase sum{"求和", "sum"};
inline constexpr Phrase staged{"逐级通过", "stages"};
inline constexpr Phrase mpi{"MPI", "MPI"};
inline constexpr Phrase type_number{"数值", "number"};
inline constexpr Phrase type_choice{"单选", "one option"};
inline constexpr Phrase type_multi{"多选", "several options"};
inline constexpr Phrase type_yesno{"是非", "yes or no"};
inline constexpr Phrase tasks_label{"行动计划任务", "tasks of the plan"};
inline constexpr Phrase applies_label{"适用于", "applies to"};
inline constexpr Phrase title_and_needed{"{} {}", "{} {}"};
inline constexpr Phrase part_separator{"；", "; "};
inline constexpr Phrase only_if{"（仅当 {}）", " (only if {})"};
inline constexpr Phrase everyone{"所有", "everyone"};
inline constexpr Phrase expected_heading{"政策期望的等级", "Levels that policy expects"};
inline constexpr Phrase inputs_heading{"输入项", "Inputs"};
inline constexpr Phrase default_is{"缺省为{}", "{} where none is given"};
inline constexpr Phrase required{"必填", "required"};
inline constexpr Phrase optional{"选填", "optional"};
inline constexpr Phrase checks_heading{"判定与约束", "Checks and constraints"};
inline constexpr Phrase is_error{"错误", "error"};
inline constexpr Phrase is_warning{"警告", "warning"};

}  // namespace tidu::phrases
