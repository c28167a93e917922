// SPDX-License-Identifier: Apache-2.0
// The words of the report on a system, besides those that all reports share.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase system_subtitle{"{} {}，评价对象：{}", "{} {}, for one {}"};
constexpr Phrase fact_questions{"题目", "questions"};
constexpr Phrase fact_inputs{"输入项", "inputs"};
constexpr Phrase fact_ladders{"梯度", "ladders"};
constexpr Phrase none{"无", "none"};
constexpr Phrase outline_heading{"指标与权重", "Indicators and weights"};
constexpr Phrase column_indicator{"指标", "indicator"};
constexpr Phrase column_id{"标识", "id"};
constexpr Phrase column_weight{"权重", "weight"};
constexpr Phrase column_kind{"类型", "kind"};
constexpr Phrase column_title{"名称", "name"};
constexpr Phrase column_value{"取值", "value"};
constexpr Phrase column_of_whom{"对谁", "of whom"};
constexpr Phrase column_due{"期限", "due"};
constexpr Phrase column_holds_when{"成立的条件", "holds when"};
constexpr Phrase column_constraint{"约束", "constraint"};
constexpr Phrase column_never{"不得出现", "must never be"};
constexpr Phrase column_severity{"级别", "severity"};
constexpr Phrase weight_of_leaves{"下级之和", "sum of its items"};
constexpr Phrase weight_for_answer{"{} {}", "{} {}"};
constexpr Phrase weighted_mean{"加权平均", "weighted mean"};
constexpr Phrase geometric_mean{"几何平均", "geometric mean"};
constexpr Phrase harmonic_mean{"调和平均", "harmonic mean"};
constexpr Phrase minimum{"取最低", "minimum"};
constexpr Phrase sum{"求和", "sum"};
constexpr Phrase staged{"逐级通过", "stages"};
constexpr Phrase mpi{"MPI", "MPI"};
constexpr Phrase type_number{"数值", "number"};
constexpr Phrase type_choice{"单选", "one option"};
constexpr Phrase type_multi{"多选", "several options"};
constexpr Phrase type_yesno{"是非", "yes or no"};
constexpr Phrase tasks_label{"行动计划任务", "tasks of the plan"};
constexpr Phrase applies_label{"适用于", "applies to"};
constexpr Phrase title_and_needed{"{} {}", "{} {}"};
constexpr Phrase part_separator{"；", "; "};
constexpr Phrase only_if{"（仅当 {}）", " (only if {})"};
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
