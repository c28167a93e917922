// SPDX-License-Identifier: Apache-2.0
// The words of comparisons, besides those that all reports share.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

inline constexpr Phrase comparison_title{"结果对比", "Comparison"};
inline constexpr Phrase review_title{"自评与复核对比", "Self-assessment and review"};
inline constexpr Phrase side_by_side_heading{"总览", "Side by side"};
inline constexpr Phrase change_heading{"{} → {}", "{} → {}"};
inline constexpr Phrase result_with_period{"{}（{}）", "{} ({})"};
inline constexpr Phrase result_number{"结果 {}", "result {}"};
inline constexpr Phrase before_column{"之前", "Before"};
inline constexpr Phrase after_column{"之后", "After"};
inline constexpr Phrase claimed_column{"自评", "Claimed"};
inline constexpr Phrase reviewed_column{"复核", "Reviewed"};
inline constexpr Phrase change_column{"对总分的影响", "Points of the total"};
inline constexpr Phrase score_change_column{"得分变化", "Score"};
inline constexpr Phrase from_to{"{} → {}", "{} → {}"};
inline constexpr Phrase total_before_figure{"之前总分", "Total before"};
inline constexpr Phrase total_after_figure{"之后总分", "Total after"};
inline constexpr Phrase claimed_figure{"自评总分", "Total claimed"};
inline constexpr Phrase reviewed_figure{"复核总分", "Total reviewed"};
inline constexpr Phrase change_figure{"变化", "Change"};
inline constexpr Phrase levels_heading{"等级变化", "Levels"};
inline constexpr Phrase level_same{"{}：仍为{}", "{}: still {}"};
inline constexpr Phrase level_gained{"{}：由{}升至{}", "{}: up from {} to {}"};
inline constexpr Phrase level_lost{"{}：由{}降至{}", "{}: down from {} to {}"};
inline constexpr Phrase level_incomparable{"{}：{} → {}，不可比", "{}: {} → {}, not comparable"};
inline constexpr Phrase gained_because{"此前未满足、现已满足：", "What had been missing and is there now:"};
inline constexpr Phrase lost_because{"现在未满足：", "What is missing now:"};
inline constexpr Phrase level_off{"不适用", "not applicable"};
inline constexpr Phrase level_unknown{"未知", "unknown"};
inline constexpr Phrase dimensions_change_heading{"各维度对总分变化的贡献",
                                                  "What each dimension adds to the change"};
inline constexpr Phrase points_label{"对总分的影响（分）", "points of the total"};
inline constexpr Phrase indicators_heading{"各指标对总分变化的贡献",
                                           "What each indicator adds to the change"};
inline constexpr Phrase indicators_lead{
    "各项相加等于总分的变化；一项不适用时，其余各项因权重重新分配也会变动。",
    "These add up to the change of the total. Where an item drops out, the others move "
    "too, since its weight is spread over them."};
inline constexpr Phrase cannot_split{
    "总分不是各项的加权平均，变化不能逐项拆分。",
    "The total is no weighted mean of its parts, so its change cannot be split."};
inline constexpr Phrase nothing_changed{"没有变化。", "Nothing changed."};
inline constexpr Phrase overstated_heading{"高报的指标", "Overstated"};
inline constexpr Phrase understated_heading{"低报的指标", "Understated"};
inline constexpr Phrase none_overstated{"没有高报的指标。", "Nothing was overstated."};
inline constexpr Phrase none_understated{"没有低报的指标。", "Nothing was understated."};
inline constexpr Phrase inputs_changed_heading{"其他信息的变化", "Other answers that changed"};
inline constexpr Phrase systems_differ{
    "两次评估所用的体系文件不同，分数变化可能来自体系本身。",
    "The results were made by different system files; the difference may be the systems'."};
inline constexpr Phrase other_rows{"其余 {} 项", "{} more"};
inline constexpr Phrase sum_row{"合计", "Sum"};

}  // namespace tidu::phrases
