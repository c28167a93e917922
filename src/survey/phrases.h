// SPDX-License-Identifier: Apache-2.0
// Everything the survey room says.
#pragma once

#include "tidu/text/message.h"

namespace tidu::survey::phrases {

// ---- tables
constexpr Phrase table_empty{"表中没有内容", "the table is empty"};
constexpr Phrase table_empty_help{"第一行应为列名", "the first row holds the headings"};
constexpr Phrase heading_twice{"列名 `{}` 出现了两次", "the heading `{}` appears twice"};
constexpr Phrase heading_twice_help{"删去或改名其中一列", "remove or rename one of the columns"};
constexpr Phrase row_too_long{"本行有 {0} 个单元格，而列名只有 {1} 个",
                              "the row has {0} cells, the heading {1}"};
constexpr Phrase row_too_long_help{"检查是否有未加引号的逗号", "look for a comma that is not in quotes"};
constexpr Phrase column_missing{"缺少列 `{}`", "the column `{}` is missing"};
constexpr Phrase column_missing_help{"加上列 `{}`（中英文常用名称均可）",
                                     "add a column `{}`; its usual names in either language are understood"};

// ---- the registry
constexpr Phrase id_missing{"缺少统一社会信用代码", "the credit code is missing"};
constexpr Phrase id_missing_help{"补上代码；没有代码的单位不能入样",
                                 "fill in the code; a unit without one cannot be drawn"};
constexpr Phrase code_length{"`{0}` 有 {1} 位，统一社会信用代码为 18 位",
                             "`{0}` has {1} characters, a credit code has 18"};
constexpr Phrase code_length_help{"核对代码；名录使用其他编号时加 --ids any",
                                  "check the code; for lists with other ids use --ids any"};
constexpr Phrase code_character{"`{0}` 的第 {1} 位不是代码可用的字符",
                                "character {1} of `{0}` is not one that credit codes use"};
constexpr Phrase code_character_help{"第 3 至 8 位为数字；其余不用 I、O、S、V、Z",
                                     "positions 3 to 8 are digits; the rest never uses I, O, S, V, Z"};
constexpr Phrase code_check{"`{0}` 的校验位不对，应为 `{1}`",
                            "the check character of `{0}` is wrong, the others give `{1}`"};
constexpr Phrase code_inner{"`{0}` 的第 17 位（组织机构代码校验位）应为 `{1}`",
                            "character 17 of `{0}` (check of the organisation code) should be `{1}`"};
constexpr Phrase code_check_help{"核对营业执照上的代码", "compare with the business licence"};
constexpr Phrase duplicate_id{"代码 `{0}` 在第 {1} 行已出现", "the code `{0}` already stands in row {1}"};
constexpr Phrase duplicate_id_help{"只保留一行；确为两家企业的，核对代码",
                                   "keep one row; if these are two enterprises, check their codes"};
constexpr Phrase city_missing{"缺少所在市", "the city is missing"};
constexpr Phrase city_unknown{"`{}` 不是市的代码或名称", "`{}` is neither the code nor the name of a city"};
constexpr Phrase city_help{
    "填 GB/T 2260 六位代码，如 320500；报送市不能从信用代码推出",
    "give the six-digit code of GB/T 2260, such as 320500; it cannot be taken from the credit code"};
constexpr Phrase industry_missing{"缺少行业代码", "the industry code is missing"};
constexpr Phrase industry_unknown{"`{}` 不是行业代码", "`{}` is no industry code"};
constexpr Phrase industry_help{"填 GB/T 4754-2017 的大类或更细代码，如 34 或 C3411",
                               "give a division of GB/T 4754-2017 or a finer code, such as 34 or C3411"};
constexpr Phrase not_industrial{"行业大类 {} 不属于工业（06 至 46）",
                                "division {} is not industry (06 to 46)"};
constexpr Phrase not_industrial_help{
    "规上工业名录不含该行业，删去本行或更正代码",
    "the list is of industrial enterprises: remove the row or mend the code"};
constexpr Phrase not_a_count{"`{}` 不是非负数", "`{}` is not a number of 0 or more"};
constexpr Phrase not_a_count_help{"从业人员填人数，营业收入填万元",
                                  "employees in persons, revenue in ten thousand yuan"};
constexpr Phrase below_scale{"营业收入 {} 万元，低于规上标准 2000 万元",
                             "a revenue of {} (ten thousand yuan) is below the scale of 2000"};
constexpr Phrase below_scale_help{"核对单位是否为万元；已退库的企业应删去",
                                  "check the unit; an enterprise that left the list is to be removed"};
constexpr Phrase size_unknown{"`{}` 不是规模类型", "`{}` is no size class"};
constexpr Phrase size_help{"填 large、medium、small、micro 或 大型、中型、小型、微型",
                           "one of large, medium, small, micro"};
constexpr Phrase size_missing{"既无规模类型，也无从业人员和营业收入可供划型",
                              "neither a size class nor the employees and revenue that give one"};
constexpr Phrase size_missing_help{"补上从业人员和营业收入", "fill in employees and revenue"};
constexpr Phrase size_differs{"规模类型写作 {0}，按从业人员和营业收入应为 {1}",
                              "the size class is given as {0}, employees and revenue make it {1}"};
constexpr Phrase size_differs_help{"采用计算结果", "the computed one is used"};
constexpr Phrase not_a_date{"`{}` 不是日期", "`{}` is no date"};
constexpr Phrase not_a_date_help{"按 2026-03-01 的形式填写", "write it like 2026-03-01"};
constexpr Phrase expiry_before_issue{"有效期至 {0} 早于认定日期 {1}",
                                     "it expires on {0}, before it was issued on {1}"};
constexpr Phrase status_expired{"称号已于 {} 到期", "the status ran out on {}"};
constexpr Phrase status_expired_help{"按参考日名单更新称号", "bring the status up to the reference date"};

// ---- plans and draws
constexpr Phrase stratum_value{"分层列 `{0}` 的值不能为空，也不能含“|”：`{1}`",
                               "the column `{0}` makes strata and must have a value without `|`: `{1}`"};
constexpr Phrase stratum_value_help{"补上该值，或改用别的列分层",
                                    "fill in the value, or take other columns for the strata"};
constexpr Phrase stratum_twice{"层 `{0}` 在第 {1} 行已出现", "the stratum `{0}` already stands in row {1}"};
constexpr Phrase stratum_twice_help{"每层只写一行", "write one row for each stratum"};
constexpr Phrase registry_empty{"名录中没有企业", "there is no enterprise to draw from"};
constexpr Phrase registry_empty_help{"检查名录文件", "look at the file"};
constexpr Phrase bounds_crossed{"下限 {0}、上限 {1} 与总体 {2} 矛盾",
                                "the bounds {0} and {1} do not fit a population of {2}"};
constexpr Phrase bounds_crossed_help{"应为 下限 ≤ 上限 ≤ N", "min must not be above max, max not above N"};
constexpr Phrase not_a_whole_number{"`{}` 不是非负整数", "`{}` is not a whole number of 0 or more"};
constexpr Phrase not_a_whole_number_help{"填企业数", "give a number of enterprises"};
constexpr Phrase not_a_weight{"`{}` 不是正数", "`{}` is not a number above 0"};
constexpr Phrase not_a_weight_help{"权重为正数，只看相对大小", "a weight is above 0; only ratios count"};
constexpr Phrase stratum_not_planned{"方案中没有层 `{}`", "the plan has no stratum `{}`"};
constexpr Phrase registry_differs{"方案依据的名录（{0}…）与本名录（{1}…）不同",
                                  "the plan was made from another registry ({0}...) than this one ({1}...)"};
constexpr Phrase registry_differs_help{"用编制方案时的名录，或重新运行 sample plan",
                                       "use the registry of the plan, or run sample plan again"};
constexpr Phrase plan_without_registry{"该方案由分层表编制，不能据以抽样",
                                       "the plan was made from a table of strata and cannot be drawn"};
constexpr Phrase start_differs{"起点应为 {1}，清单写作 {0}", "the start point is {1}, the manifest says {0}"};
constexpr Phrase list_length{"清单有 {0} 家，重抽得 {1} 家",
                             "the list has {0} enterprises, drawing again gives {1}"};
constexpr Phrase list_unit{"层 `{0}` 的 {1} 第 {2} 位是 `{3}`，重抽得 `{4}`",
                           "in stratum `{0}`, {1} number {2} is `{3}`, drawing again gives `{4}`"};
constexpr Phrase list_extra{"`{}` 不在样本中", "`{}` was not drawn"};
constexpr Phrase list_role{"`{0}` 应为 {1} 第 {2} 位", "`{0}` is {1} number {2}"};
constexpr Phrase list_lacks{"缺少 `{0}`（{1} 第 {2} 位）", "`{0}` is missing ({1} number {2})"};
constexpr Phrase list_differs_help{"公布的清单与种子和名录不符，请查明改动",
                                   "the list is not what seed and registry give; find out who changed it"};

constexpr Phrase manifest_field{"不是 tidu 的抽样方案或清单：字段 `{}` 缺失或不对",
                                "not a plan or manifest of tidu: the field `{}` is missing or wrong"};
constexpr Phrase manifest_help{"用 sample plan 或 sample draw 写出的文件",
                               "give a file written by sample plan or sample draw"};

// ---- results
constexpr Phrase mixed_systems{"文件中混有不同体系或版本的结果：{0} 和 {1}",
                               "the file mixes results of two systems or versions: {0} and {1}"};
constexpr Phrase mixed_systems_help{"用同一版本重新评分：tidu batch 答卷 -s 体系 -o results.jsonl",
                                    "score all answers with one version: tidu batch ANSWERS -s SYSTEM -o "
                                    "results.jsonl"};
constexpr Phrase other_system{"结果由 {0} 评出，而这里的体系是 {1}",
                              "the results were scored with {0}, but the system here is {1}"};
constexpr Phrase other_system_help{
    "用 -s 指定评分时的体系文件，或用这里的版本重新运行 tidu batch",
    "name the system file that scored them with -s, or run tidu batch again with the version here"};
constexpr Phrase other_columns{"结果的一级指标列为 `{0}`，而 {2} 在此处为 `{1}`：结果出自另一体系或版本",
                               "the results have the dimension `{0}` where {2} has `{1}`: they are of "
                               "another system or version"};

constexpr Phrase other_than_planned{"结果由 {0} 评出，而方案是按 {1} 编制的",
                                    "the results were scored with {0}, but the plan was made for {1}"};
constexpr Phrase other_than_planned_help{
    "用方案的版本重新评分；或用新版本重新运行 sample plan 和 sample draw：种子不变则名单不变",
    "score again with the version of the plan, or run sample plan and sample draw again with the new one: "
    "the "
    "same seed gives the same list"};

// ---- response
constexpr Phrase result_twice{"`{0}` 的结果在第 {1} 行已出现", "a result of `{0}` already stands in row {1}"};
constexpr Phrase result_twice_help{"每家企业只保留一份结果", "keep one result for each enterprise"};
constexpr Phrase result_status{"`{}` 不是结果状态", "`{}` is no status of a result"};
constexpr Phrase result_status_help{
    "应为 ok 或 invalid；status 列若是企业的梯度类型，请改列名，或另设 result_status 列",
    "a result is ok or invalid; where the column is the status of the enterprise, rename it, or give the "
    "status "
    "of the result in a column result_status"};
constexpr Phrase outcome_not_drawn{"`{}` 不在样本或备选中",
                                   "`{}` is neither in the sample nor in the reserve"};
constexpr Phrase outcome_not_drawn_help{"核对代码", "check the code"};
constexpr Phrase outcome_unknown{"`{}` 不是结果代码", "`{}` is no outcome"};
constexpr Phrase outcome_help{
    "可填 complete、refused、not_reached、closed、out_of_scope、duplicate、successor；备选可填 volunteer",
    "one of complete, refused, not_reached, closed, out_of_scope, duplicate, successor; of the reserve also "
    "volunteer"};
constexpr Phrase replacement_not_reserve{"`{}` 不是备选企业，不能替补",
                                         "`{}` is not in the reserve and replaces nobody"};
constexpr Phrase replacement_elsewhere{"被替换的 `{}` 不在同一层的样本中",
                                       "`{}`, which is to be replaced, was not drawn in the same stratum"};
constexpr Phrase replacement_without_reason{"被替换的 `{}` 没有记录原因",
                                            "no reason is recorded why `{}` is replaced"};
constexpr Phrase reserve_without_record{
    "备选企业 `{}` 已作答，但没有记录替换了谁",
    "`{}` is of the reserve and answered, but nothing says whom it replaces"};
constexpr Phrase drawn_volunteer{"`{}` 在样本中，不能记为自愿作答",
                                 "`{}` was drawn and cannot be a volunteer"};
constexpr Phrase drawn_volunteer_help{"只有备选企业可记为 volunteer", "only the reserve can hold volunteers"};
constexpr Phrase reserve_without_record_help{
    "替补的，写明被替换企业的 outcome，并在替补行的 replaces 列写其代码；未启用而自行作答的，outcome 写 "
    "volunteer",
    "if it was called in, give the outcome of the enterprise that is replaced and its code in the column "
    "`replaces`; if it answered of its own accord, give it the outcome `volunteer`"};
constexpr Phrase reserve_order{"备选企业 `{0}` 已启用，但排在前面的 `{1}` 没有",
                               "`{0}` of the reserve was called in before `{1}`, which comes first"};
constexpr Phrase replacement_help{
    "在结果表中写明被替换企业的 outcome，并在替补行的 replaces 列写其代码；备选按序号启用",
    "give the outcome of the enterprise that is replaced, and its code in the column `replaces` of the one "
    "that stands in; "
    "use the reserve in its order"};

// ---- estimates
constexpr Phrase stratum_unsampled{"层 `{0}` 有 {1} 家企业，却没有一家入样",
                                   "stratum `{0}` has {1} enterprises and none was drawn"};
constexpr Phrase stratum_unsampled_help{"把该层并入相邻的层，或补抽",
                                        "join it to a neighbouring stratum, or draw from it"};
constexpr Phrase class_empty{"`{}` 中没有一家企业作答", "not one enterprise of `{}` answered"};
constexpr Phrase class_empty_help{"催报或启用备选；也可用更粗的分层重做方案",
                                  "remind them or call in the reserve, or plan with coarser strata"};
constexpr Phrase one_unit{
    "层 `{0}`（{1} 家）只抽了一家，同市没有可合并的层，无法估计抽样误差",
    "only one of the {1} enterprises of stratum `{0}` was drawn and no stratum of its city can join "
    "it: the sampling error cannot be estimated"};
constexpr Phrase one_unit_help{"每层至少抽两家（--min 2），或把该层并入相邻的层",
                               "draw at least two in every stratum (--min 2), or join it to a neighbour"};
constexpr Phrase stratum_repeated{"层 `{}` 写了两次", "the stratum `{}` stands there twice"};
constexpr Phrase population_differs{
    "层 `{0}`：作答 {1} 家、入样 {2} 家、总体 {3} 家，数目矛盾",
    "stratum `{0}`: {1} answered, {2} drawn, {3} in the population do not add up"};
constexpr Phrase population_differs_help{"应为 作答 ≤ 入样 ≤ 总体",
                                         "it must be answered <= drawn <= population"};
constexpr Phrase stratum_unknown{"总体表中没有层 `{}`", "the population table has no stratum `{}`"};
constexpr Phrase stratum_unknown_help{"在总体表中加上该层，或更正结果中的层名",
                                      "add it to the table, or mend the name in the results"};
constexpr Phrase domain_column_help{"列名应出现在名录或结果中",
                                    "it must be a column of the registry or of the results"};
constexpr Phrase level_column_help{"用 tidu batch 以含有该梯度的体系评出的结果",
                                   "give results of tidu batch with a system that has this ladder"};
constexpr Phrase level_unknown{"梯度 `{0}` 没有等级 `{1}`", "the ladder `{0}` has no level `{1}`"};
constexpr Phrase level_unknown_help{
    "结果可能出自另一体系或另一版本：用 -s 指定评分时的体系，或重新评分",
    "the results may be of another system or version: name it with -s, or score again"};
constexpr Phrase score_not_number{"`{}` 不是分数", "`{}` is no score"};
constexpr Phrase score_not_number_help{"该列应为数字或空", "the column holds numbers or nothing"};
constexpr Phrase post_stratum_unknown{"名录中没有 `{}`", "the registry has no `{}`"};
constexpr Phrase post_stratum_empty{"事后分层 `{}` 中没有一家企业作答",
                                    "not one enterprise of the post-stratum `{}` answered"};
constexpr Phrase post_stratum_empty_help{"用更粗的列做事后分层", "post-stratify by coarser columns"};

constexpr Phrase declared_missing{"`{}` 没有自报等级", "`{}` has no declared level"};
constexpr Phrase declared_missing_help{
    "差分估计需要名录中每家企业的自报等级；补上，或不用 --assist",
    "the difference estimator needs a declared level of every enterprise of the "
    "registry: complete them, or estimate without --assist"};

constexpr Phrase no_estimates{"不是 tidu estimate 写出的估计",
                              "these are no estimates written by tidu estimate"};
constexpr Phrase no_estimates_help{"用 tidu estimate -o estimates.csv（或 .json）写出的文件",
                                   "give a file written by tidu estimate -o estimates.csv (or .json)"};

// ---- targets
constexpr Phrase target_field{"目标文件的字段 `{}` 缺失或不对",
                              "the field `{}` of the target file is missing or wrong"};
constexpr Phrase target_field_help{"格式见 indicators/targets-2027.yaml 开头",
                                   "the format stands at the top of indicators/targets-2027.yaml"};
constexpr Phrase not_a_number{"`{}` 不是数", "`{}` is not a number"};
constexpr Phrase not_a_number_help{"按目标的单位填数，百分比填百分数",
                                   "give it in the unit of the target, shares in per cent"};
constexpr Phrase no_target{"没有目标 `{}`", "there is no target `{}`"};
constexpr Phrase nearest_target{"是不是想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase no_target_help{"用 tidu targets 列出全部目标", "tidu targets lists them"};

// ---- the index
constexpr Phrase index_aggregate{"`{}` 的汇总方式不能用于指数",
                                 "the aggregate of `{}` cannot be used in an index"};
constexpr Phrase index_power{"体系中没有节点 `{}`", "the system has no node `{}`"};
constexpr Phrase index_system_help{
    "指数用 weighted_mean、geometric_mean、harmonic_mean 或 mpi，且不用 normalise",
    "an index takes weighted_mean, geometric_mean, harmonic_mean or mpi, without normalise"};
constexpr Phrase index_sheet{"`{0}`（{1}）的数据有矛盾，不能计分",
                             "the figures of `{0}` ({1}) contradict each other and have no score"};
constexpr Phrase index_sheet_help{"用 tidu assess 查看原因", "tidu assess tells why"};

}  // namespace tidu::survey::phrases
