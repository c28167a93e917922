// SPDX-License-Identifier: Apache-2.0
// What the system room says, in both languages side by side.
#pragma once

#include "tidu/text/message.h"

// Not inline: other rooms have phrases of the same names, and each file is to see those of its own room.
namespace tidu::phrases {

// ---------------------------------------------------------------------------------------------- kinds of
// values
constexpr Phrase kind_text{"文字（{zh, en} 或单个值）", "a text ({zh, en} or one value)"};
constexpr Phrase kind_list{"列表", "a list"};
constexpr Phrase kind_map{"键值表", "a map"};
constexpr Phrase kind_number{"数值", "a number"};
constexpr Phrase kind_flag{"yes 或 no", "yes or no"};
constexpr Phrase kind_scalar{"单个值", "a single value"};
constexpr Phrase kind_nothing{"空", "nothing"};
constexpr Phrase value_kind{"`{}` 应为{}，这里是{}", "`{}` must be {}, not {}"};
constexpr Phrase element_kind{"列表元素应为{}，这里是{}", "list element must be {}, not {}"};

// ---------------------------------------------------------------------------------------------- structure
constexpr Phrase unknown_key{"未知的键 `{}`", "unknown key `{}`"};
constexpr Phrase missing_key{"缺少键 {}", "missing key {}"};
constexpr Phrase missing_one_of{"缺少键，须有其一：{}", "missing key: one of {}"};
constexpr Phrase did_you_mean{"是否想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase allowed_here{"此处可用：{}", "allowed here: {}"};
constexpr Phrase key_not_number{"`{}` 不是数值：`{}`", "`{}` is not a number: `{}`"};
constexpr Phrase not_number{"不是数值：`{}`", "not a number: `{}`"};
constexpr Phrase number_help{"写成十进制数，例如 0.35", "write a decimal such as 0.35"};
constexpr Phrase unquote_help{"去掉引号：引号中的是文字", "remove the quotes: what stands in quotes is text"};
constexpr Phrase not_whole{"须为整数：`{}`", "must be a whole number: `{}`"};
constexpr Phrase out_of_bounds{"`{}` 超出允许范围：{}", "`{}` is out of bounds: it must be {}"};
constexpr Phrase bounds_positive{"须大于 0", "above 0"};
constexpr Phrase bounds_not_negative{"不得为负", "at least 0"};
constexpr Phrase bounds_between{"须在 {} 与 {} 之间", "between {} and {}"};
constexpr Phrase not_identifier{"不是合法标识：`{}`", "not an identifier: `{}`"};
constexpr Phrase identifier_help{"以小写字母开头，只含小写字母、数字和下划线",
                                 "start with a lower-case letter; use lower-case letters, digits and _"};
constexpr Phrase not_kebab{"不是合法的体系标识：`{}`", "not a system id: `{}`"};
constexpr Phrase kebab_help{
    "以小写字母开头，只含小写字母、数字和连字符，例如 sme-2024",
    "start with a lower-case letter; use lower-case letters, digits and -, as in sme-2024"};
constexpr Phrase not_date{"不是日期：`{}`", "not a date: `{}`"};
constexpr Phrase date_help{"写成 2027-12-31 的形式", "write it as in 2027-12-31"};
constexpr Phrase unknown_word{"未知的取值 `{}`", "unknown value `{}`"};
constexpr Phrase list_size{"须有 {} 个元素，这里有 {} 个", "needs {} elements, not {}"};
constexpr Phrase list_empty{"至少须有 {} 个元素，这里有 {} 个", "needs at least {} element, not {}"};
constexpr Phrase lacks_chinese{"`{}` 缺少中文", "`{}` lacks its Chinese text"};
constexpr Phrase lacks_english{"`{}` 缺少英文", "`{}` lacks its English text"};
constexpr Phrase empty_text{"`{}` 是空的", "`{}` is empty"};

constexpr Phrase document_count{"文件须恰有一个 YAML 文档，这里有 {} 个",
                                "a file holds one YAML document, not {}"};

// ---------------------------------------------------------------------------------------------- references
constexpr Phrase root_id{"根的标识须为 `total`，不能是 `{}`", "the root's id must be `total`, not `{}`"};
constexpr Phrase duplicate_id{"标识 `{}` 重复", "id `{}` is used twice"};
constexpr Phrase duplicate_id_help{"题目、输入项、判定、约束和阶梯共用一个命名空间",
                                   "nodes, inputs, checks, constraints and ladders share one name space"};
constexpr Phrase first_defined_here{"首次定义在此处", "first defined here"};
constexpr Phrase unknown_source{"`sources` 中没有 `{}`", "no source `{}` in `sources`"};
constexpr Phrase unknown_option_set{"没有选项表 `{}`", "no option set `{}`"};
constexpr Phrase unknown_item{"没有题目或输入项 `{}`", "no question or input `{}`"};
constexpr Phrase unknown_node{"指标树中没有 `{}`", "no node `{}` in the index"};
constexpr Phrase unknown_check{"没有判定 `{}`", "no check `{}`"};
constexpr Phrase unknown_ladder{"没有等级阶梯 `{}`", "no ladder `{}`"};
constexpr Phrase unknown_level{"阶梯 `{1}` 没有等级 `{0}`", "no level `{0}` on ladder `{1}`"};
constexpr Phrase unknown_tag{"没有题目或判定带标签 `{}`", "no question or check carries the tag `{}`"};
constexpr Phrase unknown_option{"`{1}` 没有选项 `{0}`", "`{1}` has no option `{0}`"};
constexpr Phrase not_yes_no{"`{0}` 不是 `{1}` 的答案，须为 yes 或 no",
                            "`{0}` is no answer to `{1}`: it takes yes or no"};
constexpr Phrase not_an_answer{"`{0}` 不是 `{1}` 的答案：须为其范围内的数值",
                               "`{0}` is no answer to `{1}`: it takes a number within its range"};
constexpr Phrase group_has_no_answer{"`{}` 是分组，没有答案",
                                     "`{}` is a group: it has a score, not an answer"};
constexpr Phrase input_has_no_score{"`{}` 是输入项，没有得分",
                                    "`{}` is an input: it has an answer, not a score"};
constexpr Phrase not_a_number_item{"`{}` 的答案不是数值", "the answer to `{}` is not a number"};
constexpr Phrase range_reversed{"`{}` 的范围两端颠倒", "the range of `{}` ends below its start"};
constexpr Phrase too_many_options{"多选题最多 64 个选项，这里有 {} 个",
                                  "a multi has at most 64 options, not {}"};
constexpr Phrase option_score_and_not_applicable{"选项 `{}` 不能既有得分又表示不适用",
                                                 "option `{}` has a score and means not applicable"};
constexpr Phrase exclusive_outside_multi{"选项 `{}`：只有多选题的选项可以互斥",
                                         "option `{}`: only options of a multi can be exclusive"};
constexpr Phrase option_without_score{"选项 `{}` 缺少键 `score`（或 `not_applicable`）",
                                      "option `{}` lacks the key `score` (or `not_applicable`)"};
constexpr Phrase weight_by_no_choice{"`{}` 不是单选或是非输入项，不能决定权重",
                                     "`{}` is neither a choice nor a yesno: it cannot decide a weight"};
constexpr Phrase weight_missing{"`{0}` 缺少 `{2}` 为 `{1}` 时的权重",
                                "`{0}` has no weight for answer `{1}` of `{2}`"};
constexpr Phrase count_all_and_comparison{"`all: true` 代替数值比较，两者不能并存",
                                          "`all: true` stands in place of a comparison, not beside it"};
constexpr Phrase answer_ways{"`is`、`in`、`includes` 与大小比较只能用一种",
                             "use one of `is`, `in`, `includes` and comparisons"};
constexpr Phrase includes_needs_multi{"`includes` 只用于多选题，`{}` 不是",
                                      "`includes` is for a multi, which `{}` is not"};
constexpr Phrase multi_needs_includes{"`{}` 是多选题，只能用 `includes`",
                                      "`{}` is a multi: only `includes` can be asked of it"};
constexpr Phrase compared_with_number{"`{}` 的答案不是数值，不能与数值比较",
                                      "the answer to `{}` is not a number and cannot be compared with one"};

// ---------------------------------------------------------------------------------------------- circles
constexpr Phrase circular_definition{"定义依赖自身：{}", "definition depends on itself: {}"};
constexpr Phrase circular_definition_help{
    "断开其中一环，使每项定义只依赖在它之前能算出的内容",
    "break one link, so that everything can be computed before it is read"};

}  // namespace tidu::phrases
