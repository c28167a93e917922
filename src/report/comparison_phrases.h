// SPDX-License-Identifier: Apache-2.0
// The words of comparisons, besides those that all reports share.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase comparison_title{"结果对比", "Comparison"};
constexpr Phrase review_title{"自评与复核对比", "Self-assessment and review"};
constexpr Phrase side_by_side_heading{"总览", "Side by side"};
constexpr Phrase change_heading{"{} → {}", "{} → {}"};
constexpr Phrase result_with_period{"{}（{}）", "{} ({})"};
constexpr Phrase result_number{"结果 {}", "result {}"};
constexpr Phrase before_column{"之前", "Before"};
constexpr Phrase after_column{"之后", "After"};
constexpr Phrase claimed_column{"自评", "Claimed"};
constexpr Phrase reviewed_column{"复核", "Reviewed"};
constexpr Phrase change_column{"对总分的影响", "Points of the total"};
constexpr Phrase score_change_column{"得分变化", "Score"};
constexpr Phrase from_to{"{} → {}", "{} → {}"};
constexpr Phrase total_before_figure{"之前总分", "Total before"};
constexpr Phrase total_after_figure{"之后总分", "Total after"};
constexpr Phrase claimed_figure{"自评总分", "Total claimed"};
constexpr Phrase reviewed_figure{"复核总分", "Total reviewed"};
constexpr Phrase change_figure{"变化", "Change"};
constexpr Phrase levels_heading{"等级变化", "Levels"};
constexpr Phrase level_same{"{}：仍为{}", "{}: still {}"};
constexpr Phrase level_gained{"{}：由{}升至{}", "{}: up from {} to {}"};
constexpr Phrase level_lost{"{}：由{}降至{}", "{}: down from {} to {}"};
constexpr Phrase level_incomparable{"{}：{} → {}，不可比", "{}: {} → {}, not comparable"};
constexpr Phrase gained_because{"此前未满足、现已满足（表中为此前的情况）：",
                                "What had been missing and is there now (as it was before):"};
constexpr Phrase lost_because{"现在未满足：", "What is missing now:"};
constexpr Phrase dimensions_change_heading{"各维度对总分变化的贡献",
                                           "What each dimension adds to the change"};
constexpr Phrase points_label{"对总分的影响（分）", "points of the total"};
constexpr Phrase size_label{"变化大小（分）", "size of the change (points)"};
constexpr Phrase indicators_heading{"各指标对总分变化的贡献", "What each indicator adds to the change"};
constexpr Phrase indicators_lead{
    "各项相加等于总分的变化；一项不适用时，其余各项因权重重新分配也会变动。",
    "These add up to the change of the total. Where an item drops out, the others move "
    "too, since its weight is spread over them."};
constexpr Phrase cannot_split{"总分不是各项的加权平均，变化不能逐项拆分。",
                              "The total is no weighted mean of its parts, so its change cannot be split."};
constexpr Phrase nothing_changed{"没有变化。", "Nothing changed."};
constexpr Phrase overstated_heading{"高报的指标", "Overstated"};
constexpr Phrase understated_heading{"低报的指标", "Understated"};
constexpr Phrase none_overstated{"没有高报的指标。", "Nothing was overstated."};
constexpr Phrase none_understated{"没有低报的指标。", "Nothing was understated."};
constexpr Phrase inputs_changed_heading{"其他信息的变化", "Other answers that changed"};
constexpr Phrase systems_differ{
    "两次评估所用的体系文件不同，分数变化可能来自体系本身。",
    "The results were made by different system files; the difference may be the systems'."};
constexpr Phrase other_rows{"其余 {} 项", "{} more"};
constexpr Phrase sum_row{"合计", "Sum"};

}  // namespace tidu::phrases
