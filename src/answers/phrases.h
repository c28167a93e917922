// SPDX-License-Identifier: Apache-2.0
// Everything the answers room says.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

// What was seen.
inline constexpr Phrase not_a_number{"不是数字：`{}`", "not a number: `{}`"};
inline constexpr Phrase out_of_range{"`{0}` 超出范围 {1} 至 {2}",
                                     "`{0}` is outside the range from {1} to {2}"};
inline constexpr Phrase not_yes_or_no{"不是“是”或“否”：`{}`", "neither yes nor no: `{}`"};
inline constexpr Phrase unknown_option{"没有这个选项：`{}`", "no such option: `{}`"};
inline constexpr Phrase one_answer{"只能填一个答案，却有 {} 个", "takes one answer, {} are given"};
inline constexpr Phrase list_for_one{"只能填一个答案，却写成了空列表",
                                     "takes one answer, an empty list is given"};
inline constexpr Phrase exclusive_option{"选项 `{}` 不能与其他选项同时选",
                                         "option `{}` cannot stand beside others"};
inline constexpr Phrase value_and_not_applicable{"既填了答案，又声明不适用",
                                                 "has a value and is declared not applicable"};
inline constexpr Phrase unknown_id{"没有编号或名称为 `{}` 的题目", "no question has the id or title `{}`"};
inline constexpr Phrase old_question{"新版中没有题目 `{}`，其答案不采用",
                                     "this version has no question `{}`; its answer is not used"};
inline constexpr Phrase not_a_question{"`{}` 是一组题目，不能直接作答",
                                       "`{}` is a group of questions and has no answer itself"};
inline constexpr Phrase repeated_answer{"题目 `{}` 答了两次", "question `{}` is answered twice"};
inline constexpr Phrase first_here{"第一次在这里", "first answered here"};
inline constexpr Phrase not_applicable_forbidden{"`{}` 不允许填“不适用”",
                                                 "`{}` may not be declared not applicable"};
inline constexpr Phrase reason_missing{"`{}` 声明不适用但没有说明原因",
                                       "`{}` is declared not applicable without a reason"};
inline constexpr Phrase required_answer{"缺少必填项 `{0}`（{1}）", "required answer is missing: `{0}` ({1})"};
inline constexpr Phrase credit_code_check{"统一社会信用代码 `{0}` 第 {1} 位的校验字符不对，按前面各位应为 {2}",
                                          "wrong check character {1} of the credit code `{0}`: the others give {2}"};
inline constexpr Phrase credit_code_letter{"统一社会信用代码 `{0}` 第 {1} 位不是代码中会用的字符",
                                           "character {1} of the credit code `{0}` is not one that codes use"};
inline constexpr Phrase system_differs{"答卷属于体系 `{0}`，现按 `{1}` 评估",
                                       "the sheet names system `{0}` but is assessed with `{1}`"};
inline constexpr Phrase version_differs{
    "表格按 {0} 版制作，现按 {1} 版读取：相同的题目照用",
    "the form was made for version {0} and is read with {1}: what is the same is used"};

inline constexpr Phrase sheet_not_mapping{"这不是一份答卷", "this is not an answer sheet"};
inline constexpr Phrase unknown_sheet_key{"答卷中没有这一项：`{}`", "an answer sheet has no key `{}`"};
inline constexpr Phrase unknown_answer_key{"答案中没有这一项：`{}`", "an answer has no key `{}`"};
inline constexpr Phrase not_a_mapping{"`{}` 下面应是“键: 值”", "`{}` must hold keys with values"};
inline constexpr Phrase not_a_text{"`{}` 应是一段文字", "`{}` must be one text"};
inline constexpr Phrase not_true_or_false{"`{}` 应是 true 或 false", "`{}` must be true or false"};
inline constexpr Phrase answer_too_deep{"`{}` 的答案层次过深", "the answer to `{}` is nested too deeply"};

inline constexpr Phrase cannot_read{"无法读取 {}", "cannot read {}"};

// Words of forms.
inline constexpr Phrase form_facts{"企业信息", "Enterprise facts"};

// What to do.
inline constexpr Phrase write_number{"请填数字，例如 62.5", "write a number such as 62.5"};
inline constexpr Phrase write_number_in_range{"请填 {0} 至 {1} 的数字", "write a number from {0} to {1}"};
inline constexpr Phrase write_yes_or_no{"请填 是 或 否", "write yes or no"};
inline constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};
inline constexpr Phrase allowed_options{"可选：{}", "allowed: {}"};
inline constexpr Phrase did_you_mean_option{"是不是想写 `{0}`？可选：{1}",
                                            "did you mean `{0}`? allowed: {1}"};
inline constexpr Phrase leave_one_answer{"请只保留一个", "keep one of them"};
inline constexpr Phrase keep_exclusive_or_rest{"请只保留它，或去掉它", "keep it alone or remove it"};
inline constexpr Phrase value_or_not_applicable{"请去掉其中一个", "remove one of the two"};
inline constexpr Phrase keep_one_answer{"请删除其中一处", "remove one of them"};
inline constexpr Phrase give_reason{"请在冒号后写明原因，例如 不适用：无窑炉",
                                    "give it after a colon, such as NA: no furnace"};
inline constexpr Phrase list_ids{"`tidu form` 生成的问卷列有全部题目编号",
                                 "`tidu form` writes a questionnaire with all ids"};
inline constexpr Phrase answer_its_questions{"请回答其中的各题", "answer the questions in it"};
inline constexpr Phrase answer_or_value{"请填写，或用 --set {}=值 给出",
                                        "answer it, or give it with --set {}=VALUE"};
inline constexpr Phrase check_credit_code{"请核对营业执照上的 18 位代码",
                                          "compare it with the 18 characters on the business licence"};
inline constexpr Phrase choose_system{"用 -s {} 按答卷自己的体系评估",
                                      "use -s {} to assess it with its own system"};
inline constexpr Phrase sheet_example{
    "答卷由 system、period、enterprise、answers 组成，答案写在 answers 下面",
    "a sheet has system, period, enterprise and answers; answers stand under answers"};
inline constexpr Phrase answer_example{
    "答案写成 62.5、[erp, mes] 或 {{value: built, evidence: [文件], note: 说明}}，不适用写成 "
    "{{not_applicable: true, reason: 原因}}",
    "write 62.5, [erp, mes] or {{value: built, evidence: [file], note: text}}; or {{not_applicable: true, "
    "reason: why}}"};

}  // namespace tidu::phrases
