// SPDX-License-Identifier: Apache-2.0
// What scoring says about answers, in both languages side by side. {0} is always the title of the item or
// node.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase derived_out_of_range{"“{0}”由其他答案算得 {1}，超出允许范围 {2}",
                                      "`{0}` comes to {1} from other answers, outside its range {2}"};
constexpr Phrase derived_out_of_range_help{"核对参与计算的答案：{0}",
                                           "check the answers it is computed from: {0}"};
constexpr Phrase derived_division_by_zero{"“{0}”无法计算：除数为 0",
                                          "`{0}` cannot be computed: division by zero"};
constexpr Phrase required_missing{
    "缺少必填项“{0}”：没有填报，也无法由其他答案算得",
    "required answer `{0}` is missing: neither given nor derived from other answers"};
constexpr Phrase required_missing_help{"填报 `{0}`，或补齐计算它所需的答案",
                                       "answer `{0}`, or what it is derived from"};
constexpr Phrase change_from_nonpositive{
    "“{0}”无法计算：变化前的数值须大于 0",
    "`{0}` cannot be computed: the value before the change must be above 0"};
constexpr Phrase derived_disagrees{"“{0}”填报为 {1}，由其他答案算得 {2}，相差超过 1 %；以填报值为准",
                                   "`{0}` is answered {1} but comes to {2} from other answers, more than 1 % "
                                   "apart; the answer counts"};
constexpr Phrase answer_to_inapplicable{"“{0}”不适用于本{1}，答案保留但不计分",
                                        "`{0}` does not apply here; the answer is kept but not scored"};
constexpr Phrase not_applicable_forbidden{"“{0}”不允许填“不适用”", "`{0}` cannot be declared not applicable"};
constexpr Phrase not_applicable_forbidden_help{"给出实际答案；没有的填 0 或“否”",
                                               "give the actual answer; 0 or no where there is none"};
constexpr Phrase not_applicable_limit{
    "“{0}”有 {1} % 的权重被声明为不适用，超过允许的 {2} %",
    "{1} % of the weight of `{0}` is declared not applicable; at most {2} % may be"};
constexpr Phrase not_applicable_limit_help{
    "逐项核对该维度中声明为不适用的问题",
    "check each question of the dimension that is declared not applicable"};
constexpr Phrase outside_scale{"“{0}”的数值 {1} 不在评分标准的任何一档内",
                               "the value {1} of `{0}` lies in no band of its scale"};
constexpr Phrase constraint_violated{"答案相互矛盾：{0}", "answers contradict each other: {0}"};
constexpr Phrase constraint_doubted{"请核对：{0}", "please check: {0}"};

// ---- result files
constexpr Phrase not_a_result{"这不是 tidu 的评估结果", "this is not a result of tidu"};
constexpr Phrase not_a_result_help{"用 `tidu assess 答卷 --format json` 生成结果文件",
                                   "make result files with `tidu assess ANSWERS --format json`"};
constexpr Phrase result_without_nodes{"结果文件中没有得分", "the result file holds no scores"};
constexpr Phrase unknown_state{"`{0}` 不是 `{1}` 的取值", "`{0}` is not a value of `{1}`"};

}  // namespace tidu::phrases
