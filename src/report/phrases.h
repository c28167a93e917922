// SPDX-License-Identifier: Apache-2.0
// The words of reports, in both languages side by side.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

// ---- verdicts and origins
constexpr Phrase verdict_met{"已满足", "met"};
constexpr Phrase verdict_unmet{"未满足", "not met"};
constexpr Phrase verdict_unknown{"未定", "open"};
constexpr Phrase verdict_not_applicable{"不适用", "not applicable"};
constexpr Phrase origin_sourced{"有出处", "sourced"};
constexpr Phrase origin_second_hand{"转引", "second-hand"};
constexpr Phrase origin_recalled{"凭记忆", "recalled"};
constexpr Phrase origin_own{"自定", "ours"};
constexpr Phrase veto{"否决项", "veto"};
constexpr Phrase source_with_note{"{}：{}", "{}: {}"};

// ---- answers
constexpr Phrase yes{"是", "yes"};
constexpr Phrase no{"否", "no"};
constexpr Phrase none_chosen{"一项未选", "none chosen"};
constexpr Phrase not_answered{"未答", "not answered"};
constexpr Phrase not_applicable{"不适用", "not applicable"};
constexpr Phrase list_separator{"、", ", "};
constexpr Phrase label_colon{"：", ": "};
constexpr Phrase clause_separator{"；", "; "};
constexpr Phrase or_separator{"或", " or "};
constexpr Phrase number_with_unit{"{} {}", "{} {}"};
constexpr Phrase with_remark{"{}（{}）", "{} ({})"};
constexpr Phrase row_and_column{"第 {} 行第 {} 列", "row {}, column {}"};
constexpr Phrase assumed{"默认值", "assumed"};
constexpr Phrase derived{"由其他答案算得", "computed"};

// ---- what a condition needs and sees
constexpr Phrase at_least{"≥ {}", "≥ {}"};
constexpr Phrase above{"> {}", "> {}"};
constexpr Phrase at_most{"≤ {}", "≤ {}"};
constexpr Phrase below{"< {}", "< {}"};
constexpr Phrase includes{"含“{}”", "includes {}"};
constexpr Phrase included{"已含", "included"};
constexpr Phrase not_included{"未含", "not included"};
constexpr Phrase all_applicable{"全部 {} 项", "all {}"};
constexpr Phrase every_one{"全部", "all"};
constexpr Phrase items{"{} 项", "{}"};
constexpr Phrase pieces_of_evidence{"{} 份", "{}"};
constexpr Phrase evidence_of{"“{}”的佐证份数", "pieces of evidence for {}"};
constexpr Phrase holds{"成立", "holds"};
constexpr Phrase does_not_hold{"不成立", "does not hold"};
constexpr Phrase all_of{"同时满足", "all of these"};
constexpr Phrase any_of{"满足任一", "any of these"};
constexpr Phrase none_of{"以下不成立", "this does not hold"};
constexpr Phrase parts_met{"{1} 项中满足 {0} 项", "{} of {} met"};
constexpr Phrase items_tagged{"带有标签 {} 的项", "items tagged {}"};
constexpr Phrase items_under{"“{}”之下的项", "items of {}"};
constexpr Phrase number_of{"{}数", "{}"};
constexpr Phrase share_of{"{}所占比例", "share of {}"};
constexpr Phrase share_of_whole{"{}占{}的比例", "{} as a share of {}"};
constexpr Phrase counted_scoring{"只计得分 ≥ {} 的", "those scoring ≥ {}"};
constexpr Phrase counted_best{"只计得满分的", "those at their best"};
constexpr Phrase title_and_needed{"{} {}", "{} {}"};
constexpr Phrase title_is{"{} = {}", "{} = {}"};
constexpr Phrase range_text{"{}–{}", "{}–{}"};
constexpr Phrase present_with_range{"{}（可能为 {}）", "{} (may be {})"};
constexpr Phrase percent_text{"{} %", "{} %"};

// ---- head
constexpr Phrase no_name{"未命名{}", "unnamed {}"};
constexpr Phrase report_title{"{}（{} 版）评估报告", "Assessment: {} ({})"};
constexpr Phrase fact_id{"代码", "id"};
constexpr Phrase fact_name{"名称", "name"};
constexpr Phrase fact_period{"期间", "period"};
constexpr Phrase fact_city{"城市", "city"};
constexpr Phrase fact_industry{"行业", "industry"};
constexpr Phrase fact_cluster{"产业集群", "cluster"};
constexpr Phrase fact_chain{"产业链", "chain"};
constexpr Phrase fact_county{"县区", "county"};
constexpr Phrase fact_date{"报告日期", "date"};
constexpr Phrase figure_total{"总分", "Total"};
constexpr Phrase out_of{"满分 {}", "out of {}"};
constexpr Phrase no_score{"无", "none"};
constexpr Phrase figure_range{"未答补齐后的范围", "Range with open answers"};
constexpr Phrase figure_completeness{"已答", "Answered"};
constexpr Phrase known_of_applicable{"{}/{} 题", "{} of {}"};
constexpr Phrase figure_evidenced{"有佐证的总分", "Total with evidence"};
constexpr Phrase figure_evidenced_remark{"只计有佐证的答案", "only answers with evidence count"};

// ---- ladders
constexpr Phrase ladders_heading{"所处等级", "Where it stands"};
constexpr Phrase ladder_reached_decided{"达到{}", "{} reached"};
constexpr Phrase ladder_none_decided{"尚未达到最低一级", "Below the first level"};
constexpr Phrase ladder_reached_open{"至少达到{}，视未答问题而定，最高可达{}",
                                     "At least {}; open answers may lift it to {}"};
constexpr Phrase ladder_none_open{"尚未确定达到最低一级；视未答问题而定，最高可达{}",
                                  "No level is certain yet; open answers may lift it to {}"};
constexpr Phrase ladder_unknown{"尚不能判断是否适用", "Not known yet whether this ladder applies"};
constexpr Phrase ladder_off{"不适用（{}）", "Does not apply ({})"};
constexpr Phrase ladder_off_total{"总分不适用", "the total is not applicable"};
constexpr Phrase ladder_off_condition{"不属于该梯度的对象", "not among those who stand on this ladder"};
constexpr Phrase here{"现处于此", "you are here"};
constexpr Phrase below_first{"最低一级以下", "below the first level"};
constexpr Phrase level_off{"不适用", "not applicable"};
constexpr Phrase level_unknown{"未知", "unknown"};
constexpr Phrase step_next{"下一级：{} 项要求中满足 {} 项", "next: {1} of {0} requirements met"};
constexpr Phrase step_due{"目标期限 {}", "due {}"};
constexpr Phrase expected_reached{"政策期望{}：已达到", "Policy expects {}: reached"};
constexpr Phrase expected_not_reached{"政策期望{}：未达到", "Policy expects {}: not reached"};
constexpr Phrase expected_open{"政策期望{}：视未答问题而定", "Policy expects {}: open answers decide"};
constexpr Phrase expected_by{"{}（{} 前）", "{} (by {})"};
constexpr Phrase failed_vetoes_lead{"以下为一票否决项，任何分数都不能抵消：",
                                    "These are vetoes; no score offsets them:"};
constexpr Phrase next_level_heading{"{}：距{}还差什么", "{}: what {} needs"};
constexpr Phrase next_level_lead{"共 {} 项要求：满足 {}，未满足 {}，未定 {}，不适用 {}。",
                                 "{} requirements: {} met, {} not met, {} open, {} not applicable."};
constexpr Phrase next_level_lead_one{"共 1 项要求：满足 {1}，未满足 {2}，未定 {3}，不适用 {4}。",
                                     "1 requirement: {1} met, {2} not met, {3} open, {4} not applicable."};
constexpr Phrase no_requirements{"没有其他要求。", "It requires nothing else."};

// ---- dimensions
constexpr Phrase dimensions_heading{"各维度得分", "Scores by dimension"};
constexpr Phrase score_label{"得分", "score"};
constexpr Phrase range_label{"未答问题决定的范围", "decided by open answers"};
constexpr Phrase target_label{"{}的最低要求", "minimum for {}"};
constexpr Phrase target_text{"需 {}", "needs {}"};
constexpr Phrase radar_title{"维度雷达图", "Radar of the dimensions"};

// ---- peers
constexpr Phrase peers_heading{"在同类企业中的位置", "Standing among peers"};
constexpr Phrase peers_lead{"与{0} {1} 家比较（{2}）。", "Compared with {0}: {1} of them ({2})."};
constexpr Phrase peers_too_few{"{0}只有 {1} 家，不足 {2} 家，不作比较。",
                               "Too few {0}: {1}, and {2} are needed."};
constexpr Phrase peers_none{
    "可比的企业一共 {} 家，不足 {} 家，不给出百分位和四分位。",
    "In all there are {} to compare with, and {} are needed: no percentiles, no quartiles."};
constexpr Phrase peers_all{"全部企业", "all enterprises"};
constexpr Phrase peers_of_industry{"同行业（{}）企业", "enterprises of the same industry ({})"};
constexpr Phrase peers_of_industry_and_size{"同行业（{}）、同规模（{}）企业",
                                            "enterprises of the same industry ({}) and size ({})"};
constexpr Phrase peers_note{
    "百分位：得分低于本企业的同类企业所占百分比，相同的按一半计。四分位取最近秩。",
    "Percentile: the percent of peers that score lower, equal ones counted half. 25 %, median, 75 %: "
    "quartiles of the peers, by nearest rank."};
constexpr Phrase peers_own{"本企业", "Here"};
constexpr Phrase peers_percentile{"百分位", "Percentile"};
constexpr Phrase peers_lower_quartile{"下四分位", "25\u00A0%"};
constexpr Phrase peers_median{"同类中位数", "Median of peers"};
constexpr Phrase peers_upper_quartile{"上四分位", "75\u00A0%"};
constexpr Phrase peers_middle{"中位数", "Median"};
constexpr Phrase peers_count{"同类家数", "Peers"};

// ---- improvements
constexpr Phrase gaps_heading{"最值得改进的 {} 项", "The {} improvements that pay most"};
constexpr Phrase gaps_heading_one{"最值得改进的一项", "The improvement that pays most"};
constexpr Phrase gaps_lead{"分值为该项做到最好时总分增加的分数。",
                           "Points are what the total gains with the item at its best."};
constexpr Phrase no_gaps{"各项均已达到最好。", "Everything is at its best."};
constexpr Phrase gap_in_group{"{}，属{}", "{}, in {}"};
constexpr Phrase answer_now{"现状：{}", "now: {}"};
constexpr Phrase answer_next{"下一步：{}", "next step: {}"};

// ---- open answers
constexpr Phrase open_heading{"尚未回答的问题", "Questions not answered"};
constexpr Phrase open_count{"共 {} 题未答。", "{} questions are not answered."};
constexpr Phrase open_count_one{"有 1 题未答。", "One question is not answered."};
constexpr Phrase open_range{"无论怎样回答，总分都在 {} 与 {} 之间。",
                            "Whatever the answers, the total lies between {} and {}."};
constexpr Phrase open_decided{"{}的等级不会因此改变。", "{}: they cannot change the level."};
constexpr Phrase open_undecided{"{}的等级仍可能升至{}。", "{}: the level may still rise to {}."};
constexpr Phrase open_more{"另有 {} 题", "and {} more"};
constexpr Phrase open_entry{"{}（最多 +{} 分）", "{} (up to +{} points)"};

// ---- data
constexpr Phrase problems_heading{"数据说明", "Remarks on the data"};
constexpr Phrase invalid_heading{"答卷有误，未予评分", "The answers have errors and were not scored"};
constexpr Phrase outputs_lead{"由此得出：", "From this follows:"};
constexpr Phrase assumed_lead{"以下信息未填，按默认值计：", "These were not answered and were assumed:"};
constexpr Phrase assumed_thresholds{
    "判定阈值 {0} 项，均取体系默认值（见 tidu show {1}）",
    "thresholds of the system, at its defaults: {0} (tidu show {1} lists them)"};
constexpr Phrase thresholds_lead{"以下判定阈值与体系默认值不同：",
                                 "These thresholds differ from the system's defaults:"};
constexpr Phrase off_lead{"声明不适用：", "Declared not applicable:"};
constexpr Phrase no_reason{"未说明原因", "no reason given"};
constexpr Phrase label_value{"{}：{}", "{}: {}"};

// ---- every question
constexpr Phrase questions_heading{"全部问题", "Every question"};
constexpr Phrase score_of_maximum{"{} / {} 分", "{} of {} points"};
constexpr Phrase how_options{"各选项分值：{}", "points of the options: {}"};
constexpr Phrase how_option{"{}（{} 分）", "{} ({})"};
constexpr Phrase how_points{"按锚点线性计分：{}", "linear between {}"};
constexpr Phrase how_points_log{"按锚点在对数刻度上线性计分：{}", "linear on a logarithmic scale between {}"};
constexpr Phrase how_points_beyond{"两端之外照此延伸", "running on beyond both ends"};
constexpr Phrase how_steps{"按台阶计分：{}", "steps: {}"};
constexpr Phrase how_bands{"按分段计分：{}", "bands: {}"};
constexpr Phrase how_point{"{} → {} 分", "{} → {}"};
constexpr Phrase how_step{"≥ {} → {} 分", "≥ {} → {}"};
constexpr Phrase how_band{"≤ {} → {} 分", "≤ {} → {}"};
constexpr Phrase how_count{"按选中项数计分：{}", "by the number chosen: {}"};
constexpr Phrase how_sum{"已选各项相加", "sum of the options chosen"};
constexpr Phrase how_sum_capped{"已选各项相加，最多 {} 分", "sum of the options chosen, at most {}"};
constexpr Phrase how_max{"取已选各项的最高分", "best of the options chosen"};
constexpr Phrase how_mean{"取已选各项的平均分", "mean of the options chosen"};
constexpr Phrase not_counted{"不计入", "not counted"};
constexpr Phrase how_option_off{"{}（不计入）", "{} (not counted)"};
constexpr Phrase unused_answer{"{}（未计分）", "{} (not scored)"};

// ---- explanations
constexpr Phrase explained_for{"{}；{}", "{}; {}"};
constexpr Phrase contribution_label{"对总分的贡献", "Points of the total"};
constexpr Phrase base_label{"（基数）", "(base)"};
constexpr Phrase gap_label{"做到最好可使总分增加", "Total gains at its best"};
constexpr Phrase aggregated_by{"由下列各项汇总：{}。", "From these, by {}."};
constexpr Phrase column_share{"占比", "Share"};
constexpr Phrase levels_looking{"哪些等级要求看它", "Levels that look at it"};

// ---- provenance
constexpr Phrase sources_heading{"出处", "Sources"};
constexpr Phrase origins_note{
    "标记：有出处＝见于公开文件；转引＝见于他处转述；凭记忆＝未能核对；自定＝本体系自行设定，不是官方要求。",
    "Marks: sourced = stated in a public document; second-hand = as others report it; recalled = not "
    "checked; "
    "ours = set by this system, not an official requirement."};
constexpr Phrase footer{"tidu {}；体系 {} {}，SHA-256 {}", "tidu {}; system {} {}, SHA-256 {}"};
constexpr Phrase footer_option{"；{} {}", "; {} {}"};

// ---- words of the renderers
constexpr Phrase contents{"目录", "Contents"};
constexpr Phrase column_requirement{"要求", "Requirement"};
constexpr Phrase column_needed{"需要", "Needed"};
constexpr Phrase column_present{"现有", "Present"};
constexpr Phrase column_verdict{"结论", "Verdict"};
constexpr Phrase column_origin{"依据", "Basis"};
constexpr Phrase column_level{"等级", "Level"};
constexpr Phrase column_points{"分值", "Points"};
constexpr Phrase column_item{"项目", "Item"};
constexpr Phrase column_dimension{"维度", "Dimension"};
constexpr Phrase column_now{"现状", "Now"};
constexpr Phrase column_next{"下一步", "Next step"};
constexpr Phrase column_advice{"建议", "Advice"};
constexpr Phrase column_question{"问题", "Question"};
constexpr Phrase column_answer{"答案", "Answer"};
constexpr Phrase column_score{"得分", "Score"};
constexpr Phrase column_share_bar{"占比图", "Shares"};
constexpr Phrase how_label{"计分", "Scoring"};
constexpr Phrase wanted_label{"应有佐证", "What proves it"};
constexpr Phrase evidence_label{"所附佐证", "Evidence given"};
constexpr Phrase reason_label{"原因", "Reason"};
constexpr Phrase note_label{"备注", "Note"};
constexpr Phrase advice_label{"建议", "Advice"};
constexpr Phrase source_label{"依据", "Basis"};

}  // namespace tidu::phrases
