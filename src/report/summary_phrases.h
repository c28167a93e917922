// SPDX-License-Identifier: Apache-2.0
// Words that only the report on a batch has.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

// ---- head
constexpr Phrase summary_title{"评估汇总", "Summary of the assessments"};
constexpr Phrase summary_subtitle{"{}（{} 版）", "{} ({})"};
constexpr Phrase figure_sheets{"答卷", "Answer sheets"};
constexpr Phrase sheets_remark{"有效 {}，无效 {}", "{} valid, {} invalid"};
constexpr Phrase figure_mean_total{"平均总分", "Mean total"};
constexpr Phrase mean_remark{"{} 份有总分", "over {} with a total"};
constexpr Phrase figure_median{"总分得分率中位数", "Median, % of maximum"};
constexpr Phrase quartiles_remark{"四分位 {}–{}", "quartiles {}–{}"};
constexpr Phrase figure_answered{"作答率", "Answered"};

// ---- levels
constexpr Phrase summary_ladders_heading{"等级分布", "Where they stand"};
constexpr Phrase on_ladder{"属于该梯度的答卷共 {} 份：{}。", "On this ladder: {}; {}."};
constexpr Phrase at_least_level{"{}及以上 {} 份（{}）", "{} or above: {} ({})"};
constexpr Phrase part_separator_wide{"，", "; "};
constexpr Phrase nobody_on_ladder{"没有答卷属于该梯度。", "Nobody stands on this ladder."};
constexpr Phrase open_on_ladder{
    "其中 {} 份还有未答问题，答完后等级可能更高；这里按已确定的等级计。",
    "{} of them have open answers that may still lift them; counted is the level that is certain."};
constexpr Phrase level_label{"等级", "Level"};
constexpr Phrase sheets_label{"份数", "Sheets"};
constexpr Phrase share_of_sheets{"占全部答卷（%）", "% of all sheets"};
constexpr Phrase ladder_unknown_short{"适用与否未定", "not known if it applies"};
constexpr Phrase ladder_off_short{"不适用", "not applicable"};
constexpr Phrase invalid_short{"答卷无效", "invalid"};
constexpr Phrase may_rise{"等级可能更高", "may still rise"};

// ---- groups
constexpr Phrase by_heading{"按{}", "By {}"};
constexpr Phrase group_everybody{"全部", "All"};
constexpr Phrase group_unstated{"未填", "not stated"};
constexpr Phrase group_rest{"其余 {} 个", "{} others"};
constexpr Phrase group_rest_more{"其余（超过 {} 个）", "others (more than {})"};
constexpr Phrase group_size{"规模", "size"};
constexpr Phrase group_status{"类型", "status"};
constexpr Phrase column_valid{"有效", "Valid"};
constexpr Phrase column_invalid{"无效", "Invalid"};
constexpr Phrase column_mean_total{"平均总分", "Mean total"};

// ---- scores
constexpr Phrase summary_scores_heading{"得分分布", "How the scores spread"};
constexpr Phrase summary_total_heading{"总分得分率（%）", "Total, % of maximum"};
constexpr Phrase summary_dimensions_heading{"各维度得分率（%）", "Dimensions, % of maximum"};
constexpr Phrase scores_lead{
    "得分率为得分占该企业满分的百分比。分档含下端，不含上端；最高一档含满分。",
    "Scores in percent of each enterprise's own maximum. Lower ends are included, upper ends are "
    "not; the last part includes the maximum."};
constexpr Phrase score_rate_label{"得分率（%）", "% of maximum"};
constexpr Phrase share_of_scored{"占有得分者（%）", "% of those scored"};
constexpr Phrase part_of_scale{"{}–{}", "{}–{}"};
constexpr Phrase column_scored{"有得分", "Scored"};
constexpr Phrase column_mean{"平均", "Mean"};
constexpr Phrase column_lower_quartile{"下四分位", "Lower quartile"};
constexpr Phrase column_median{"中位数", "Median"};
constexpr Phrase column_upper_quartile{"上四分位", "Upper quartile"};

// ---- indicators
constexpr Phrase indicators_heading{"最强与最弱的指标", "Strongest and weakest indicators"};
constexpr Phrase indicators_lead{
    "各指标在计分企业中的平均得分率；按规则计分的未答题也在其中。",
    "Mean percent of maximum over the enterprises scored there; open answers count as the "
    "system scores them."};
constexpr Phrase strongest_heading{"得分率最高", "Strongest"};
constexpr Phrase weakest_heading{"得分率最低", "Weakest"};
constexpr Phrase indicator_label{"指标", "Indicator"};
constexpr Phrase mean_rate_label{"平均得分率（%）", "Mean, % of maximum"};
constexpr Phrase scored_label{"计分份数", "sheets scored"};

// ---- requirements
constexpr Phrase unmet_heading{"下一级最常缺的要求", "What the next levels lack most often"};
constexpr Phrase unmet_lead{
    "每份答卷只看其下一级的要求；占比以下一级为该级的答卷为分母。",
    "Of each sheet the requirements of its next level are looked at; shares are of the sheets "
    "whose next level it is."};
constexpr Phrase nothing_unmet{"没有未满足的要求。", "No requirement is unmet."};
constexpr Phrase column_next_level{"下一级", "Next level"};
constexpr Phrase column_asked{"答卷", "Sheets"};
constexpr Phrase column_unmet{"未满足", "Not met"};
constexpr Phrase column_unmet_share{"占比（%）", "%"};
constexpr Phrase column_unknown{"未定", "Open"};

// ---- data
constexpr Phrase quality_heading{"数据质量", "Quality of the data"};
constexpr Phrase quality_rows{"答卷 {} 份：有效 {}，无效 {}。", "{} answer sheets: {} valid, {} invalid."};
constexpr Phrase quality_answered{"有效答卷中，{1} 道适用题答了 {0} 道（{2}）。",
                                  "Of the valid sheets, {0} of {1} applicable questions are answered ({2})."};
constexpr Phrase quality_other_systems{
    "另有 {} 份答卷属于其他指标体系，各按其体系计分，不在本汇总之内。",
    "{} more sheets name other systems; they were scored by those and are not part of "
    "this summary."};
constexpr Phrase quality_left_out{
    "文件夹中另有 {} 个文件不是答卷格式，没有读。",
    "{} more files in the folders are of no format of answers and were not read."};
constexpr Phrase no_problems{"没有发现问题。", "No problems were found."};
constexpr Phrase column_rule{"规则", "Rule"};
constexpr Phrase column_meaning{"含义", "Meaning"};
constexpr Phrase column_errors{"错误", "Errors"};
constexpr Phrase column_warnings{"警告", "Warnings"};

// ---- rules of scoring
constexpr Phrase meaning_derived_out_of_range{"算得的值超出范围", "a computed value is out of its range"};
constexpr Phrase meaning_division_by_zero{"计算时除数为 0", "a computed value divides by zero"};
constexpr Phrase meaning_derived_disagrees{"直接填写的值与算得的值不符",
                                           "a direct answer differs from the computed value"};
constexpr Phrase meaning_change_from_nonpositive{"变化率的基数不大于 0", "a change from zero or less"};
constexpr Phrase meaning_answer_to_inapplicable{"回答了不适用的问题", "an answer to what does not apply"};
constexpr Phrase meaning_not_applicable_limit{"声明不适用的比重超过限度",
                                              "too much is declared not applicable"};
constexpr Phrase meaning_outside_scale{"取值不在任何计分档内", "no step or band covers the value"};
constexpr Phrase meaning_constraint_violated{"答案之间有矛盾", "answers contradict each other"};

// ---- list
constexpr Phrase list_heading{"企业名单", "List"};
constexpr Phrase list_all{"共 {} 份答卷，按输入顺序。", "All {} answer sheets, in input order."};
constexpr Phrase list_limited{
    "答卷共 {1} 份，此处列出前 {0} 份；全部见结果表。以上各项统计均为全部答卷。",
    "The first {} of {} answer sheets; the results hold all of them. All figures above are over all."};
constexpr Phrase column_name{"名称", "Name"};
constexpr Phrase column_code{"代码", "Id"};
constexpr Phrase column_period{"期间", "Period"};
constexpr Phrase column_state{"状态", "State"};
constexpr Phrase column_answered{"作答率（%）", "Answered, %"};
constexpr Phrase column_row{"序号", "No."};
constexpr Phrase state_valid{"有效", "valid"};
constexpr Phrase state_invalid{"无效", "invalid"};
constexpr Phrase row_without_name{"第 {} 份", "sheet {}"};

}  // namespace tidu::phrases
