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
constexpr Phrase file_kind{"文件应为键值表，这里是{}", "a file must hold a map, not {}"};
constexpr Phrase element_kind{"列表元素应为{}，这里是{}", "list element must be {}, not {}"};

// ---------------------------------------------------------------------------------------------- structure
constexpr Phrase unknown_key{"未知的键 `{}`", "unknown key `{}`"};
constexpr Phrase missing_key{"缺少键 {}", "missing key {}"};
constexpr Phrase missing_one_of{"缺少键，须有其一：{}", "missing key: one of {}"};
constexpr Phrase one_allowed{"这些键只能用一个：{}", "use one of these keys: {}"};
constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase allowed_here{"此处可用：{}", "allowed here: {}"};
constexpr Phrase key_not_number{"`{}` 不是数值：`{}`", "`{}` is not a number: `{}`"};
constexpr Phrase not_number{"不是数值：`{}`", "not a number: `{}`"};
constexpr Phrase number_help{"写成十进制数，例如 0.35", "write a decimal such as 0.35"};
constexpr Phrase unquote_help{"去掉引号：引号中的是文字", "remove the quotes: what stands in quotes is text"};
constexpr Phrase not_whole{"须为整数：`{}`", "must be a whole number: `{}`"};
constexpr Phrase out_of_bounds{"`{}` 超出允许范围：{}", "`{}` is out of bounds: it must be {}"};
constexpr Phrase number_too_large{"`{0}` 过大，绝对值最大为 {1}",
                                  "`{0}` is too large: numbers go up to {1} either way"};
constexpr Phrase number_too_large_help{"换用更大的单位，如以万元、亿元计",
                                       "use a larger unit, such as millions"};
constexpr Phrase bounds_positive{"须大于 0", "above 0"};
constexpr Phrase bounds_not_negative{"不得为负", "at least 0"};
constexpr Phrase bounds_from{"不得小于 {}", "at least {}"};
constexpr Phrase bounds_exact{"须为 {}", "{}"};
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
constexpr Phrase duplicate_id_help{"题目、输入项、判定、约束和梯度共用一个命名空间",
                                   "nodes, inputs, checks, constraints and ladders share one name space"};
constexpr Phrase first_defined_here{"首次定义在此处", "first defined here"};
constexpr Phrase unknown_source{"`sources` 中没有 `{}`", "no source `{}` in `sources`"};
constexpr Phrase unknown_option_set{"没有选项表 `{}`", "no option set `{}`"};
constexpr Phrase unknown_item{"没有题目或输入项 `{}`", "no question or input `{}`"};
constexpr Phrase unknown_node{"指标树中没有 `{}`", "no node `{}` in the index"};
constexpr Phrase unknown_check{"没有判定 `{}`", "no check `{}`"};
constexpr Phrase unknown_ladder{"没有梯度 `{}`", "no ladder `{}`"};
constexpr Phrase unknown_level{"梯度 `{1}` 没有等级 `{0}`", "no level `{0}` on ladder `{1}`"};
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
constexpr Phrase same_answer_twice{"`{0}` 与 `{1}` 是同一个答案", "`{0}` is the same answer as `{1}`"};
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

// ---------------------------------------------------------------------------------------------- lint:
// weights
constexpr Phrase zero_weights{"`{}` 的下级权重全为零", "the children of `{}` all weigh nothing"};
constexpr Phrase zero_weights_help{"至少给一个下级正的权重", "give at least one of them a weight above 0"};
constexpr Phrase partly_weighted{"`{0}` 没有写权重，而 `{1}` 的其他下级写了",
                                 "`{0}` states no weight, other children of `{1}` do"};
constexpr Phrase partly_weighted_help{"写明权重；默认为 1", "state it; where absent it is 1"};
constexpr Phrase maxima_differ{"`{0}` 的下级最高分不同：`{1}` 为 {2}，`{3}` 为 {4}",
                               "children of `{0}` have different maxima: `{1}` {2}, `{3}` {4}"};
constexpr Phrase maxima_differ_help{"加 `normalise: percent` 或 `range`，或统一分制",
                                    "add `normalise: percent` or `range`, or score them on the same scale"};
constexpr Phrase flat_normalised{"`{0}` 只有一种得分 {1}，`{2}` 无法按范围换算",
                                 "`{0}` has one possible score, {1}: `{2}` cannot rescale it by its range"};
constexpr Phrase negative_mean{"`{0}` 的得分可低至 {1}，`{2}` 无法求几何或调和平均",
                               "`{0}` can score {1}, of which `{2}` takes a geometric or harmonic mean"};
constexpr Phrase negative_mean_help{"设下限，例如 {{geometric_mean: {{floor: 1}}}}",
                                    "set a floor, as in {{geometric_mean: {{floor: 1}}}}"};
constexpr Phrase skippable_stage{"`{1}` 的阶段 `{0}` 可能不适用",
                                 "stage `{0}` of `{1}` may be not applicable"};
constexpr Phrase skippable_stage_help{
    "阶段须人人适用：去掉 `applies_if` 与不适用",
    "a stage must apply to everyone: remove `applies_if` and not applicable"};
constexpr Phrase stage_off_scale{"阶段 `{}` 的最高分是 {}，应为 1",
                                 "stage `{}` has a maximum of {}: a stage is scored from 0 to 1"};
constexpr Phrase mpi_with_ladder{"`{}` 用 mpi 汇总，不能与梯度并用",
                                 "`{}` is an mpi, which is for indices without ladders"};

// ---------------------------------------------------------------------------------------------- lint: scores
constexpr Phrase unordered_scale{"`{}` 的计分点不严格递增：{} 之后是 {}",
                                 "the x of `{}` do not rise strictly: {} is followed by {}"};
constexpr Phrase gap_below{"`{}` 低于 {} 的答案没有得分", "answers to `{}` below {} have no score"};
constexpr Phrase gap_below_help{"从范围下限开始台阶，或写明 `range`",
                                "start the steps at the low end of the range, or state a `range`"};
constexpr Phrase gap_above{"`{}` 高于 {} 的答案没有得分", "answers to `{}` above {} have no score"};
constexpr Phrase gap_above_help{"分段止于范围上限，或写明 `range`",
                                "end the bands at the high end of the range, or state a `range`"};
constexpr Phrase log_of_nothing{"`{}` 取对数，而 x 为 {}",
                                "`{}` is scored in ln x, which has no value at {}"};
constexpr Phrase unbounded_line{"`{}` 的 `beyond: linear` 没有范围，得分无界",
                                "`beyond: linear` of `{}` has no range: scores have no bounds"};
constexpr Phrase unbounded_line_help{"写明 `range`", "state a `range`"};
constexpr Phrase unbounded_log{"`{}` 取对数并延长，而范围从 {} 开始",
                               "`{}` runs on in ln x, but its range starts at {}"};
constexpr Phrase missing_beats_worst{"`{}` 的答案可得 {} 分，未答却记 0 分",
                                     "an answer to `{}` can score {}, no answer scores 0"};
constexpr Phrase missing_beats_worst_help{"写 `missing: worst`", "write `missing: worst`"};

// ---------------------------------------------------------------------------------------------- lint:
// answers
constexpr Phrase unsettled_applies_if{"`{0}` 的 `applies_if` 依赖可能没有值的 `{1}`",
                                      "`applies_if` of `{0}` reads `{1}`, which may be without a value"};
constexpr Phrase unsettled_weight{"`{0}` 的权重依赖可能没有值的 `{1}`",
                                  "the weight of `{0}` reads `{1}`, which may be without a value"};
constexpr Phrase unsettled_help{
    "只用必填、有默认值或由这类输入项导出的输入项",
    "read only inputs that are required, have a default or are derived from such"};
constexpr Phrase silence_forbidden{"`{}` 不能不适用，未答却视为不适用",
                                   "`{}` may not be not applicable, yet silence counts as that"};
constexpr Phrase silence_forbidden_help{"写 `not_applicable: exclude`，或换一种 `missing`",
                                        "write `not_applicable: exclude`, or another `missing`"};
constexpr Phrase silence_passes{"不答 `{}` 即满足此要求", "this requirement is met by not answering `{}`"};
constexpr Phrase silence_passes_help{"写 `on_not_applicable: fail` 或 `pass`",
                                     "write `on_not_applicable: fail` or `pass`"};
constexpr Phrase part_excuses{"漏填 `{1}` 即令算得的 `{0}` 视为不适用",
                              "leaving out `{1}` alone makes the derived `{0}` count as not applicable"};
constexpr Phrase part_excuses_help{"换一种 `missing`，或把算式的各项设为 `required`",
                                   "use another `missing`, or make what it is derived from `required`"};
constexpr Phrase option_never_derived{"`{1}` 的导出从不给出选项 `{0}`",
                                      "no case of `{1}` gives the option `{0}`"};
constexpr Phrase option_forbidden{"`{1}` 的选项 `{0}` 总是违反约束 `{2}`",
                                  "option `{0}` of `{1}` always violates the constraint `{2}`"};
constexpr Phrase option_without_effect{"`{1}` 的选项 `{0}` 得 0 分，也没有条件提到它",
                                       "option `{0}` of `{1}` scores 0 and no condition asks for it"};
constexpr Phrase option_without_effect_help{
    "给它分值，或（如“以上皆无”）设 `exclusive: true`",
    "give it a score, or `exclusive: true` where it means none of them"};
constexpr Phrase options_alike{"`{2}` 的选项 `{0}` 与 `{1}` 文字相同",
                               "options `{0}` and `{1}` of `{2}` read the same"};
constexpr Phrase case_unreached{"`{1}` 的 `{0}` 排在总是成立者之后",
                                "`{0}` of `{1}` stands behind an entry that always holds"};
constexpr Phrase case_unreached_help{"把没有 `when` 的一条放到最后", "put the entry without `when` last"};

// ---------------------------------------------------------------------------------------------- lint: counts
// and shares
constexpr Phrase count_without_scoring{"对 `{}` 中的题目计数，却没有说明得几分才计入",
                                       "questions of `{}` are counted without saying from which score"};
constexpr Phrase count_without_scoring_help{"写 `scoring: X` 或 `scoring: best`",
                                            "write `scoring: X` or `scoring: best`"};
constexpr Phrase part_outside_whole{"`{0}` 不全在 `{1}` 之内", "`{0}` is not wholly part of `{1}`"};
constexpr Phrase part_scores_less{"分子 `{0}` 计入的得分低于分母 `{1}`，不是它的一部分",
                                  "`{0}` counts from a lower score than `{1}` and is not wholly part of it"};
constexpr Phrase part_scores_less_help{"分子的 `scoring` 不得低于分母的",
                                       "let the `scoring` of `part` be at least that of `of`"};
constexpr Phrase counted_twice{"`{0}` 计入题目 `{1}`，又计入读取它的判定 `{2}`",
                               "`{0}` counts the question `{1}` and the check `{2}` that reads it"};

// ---------------------------------------------------------------------------------------------- lint: checks
// and ladders
constexpr Phrase check_never_holds{"判定 `{}` 对任何答案都不成立", "check `{}` holds for no answers"};
constexpr Phrase check_always_holds{"判定 `{}` 对任何答案都成立", "check `{}` holds for all answers"};
constexpr Phrase constraint_never_violated{"约束 `{}` 对任何答案都不会违反",
                                           "constraint `{}` is violated by no answers"};
constexpr Phrase constraint_always_violated{"约束 `{}` 对任何答案都违反",
                                            "constraint `{}` is violated by all answers"};
constexpr Phrase veto_on_default{"一票否决读取有默认值的 `{}`", "a veto reads `{}`, which has a default"};
constexpr Phrase veto_on_default_help{"设为必填：否决不应基于假定的值",
                                      "make it required: an assumed value must not decide a veto"};
constexpr Phrase requirement_idle{"`{}` 的这项要求总是满足", "this requirement of `{}` always holds"};
constexpr Phrase requirement_idle_help{"删去它；没有要求的等级写 `require: []`",
                                       "remove it; a level without requirements says `require: []`"};
constexpr Phrase level_weaker{"`{}` 的这项要求低于下级的同一要求",
                              "this requirement of `{}` is weaker than that of a level below"};
constexpr Phrase level_weaker_help{"下级的要求同样适用，这一项不起作用",
                                   "the levels below must be met as well, so it has no effect"};
constexpr Phrase stricter_below{"下级的要求更严", "the level below asks for more"};
constexpr Phrase requirement_impossible{"任何答案都达不到等级 `{}`：这项要求无法满足",
                                        "no answers can reach level `{}`: this requirement cannot be met"};
constexpr Phrase requirements_contradict{
    "任何答案都达不到等级 `{}`：要求互相矛盾",
    "no answers can reach level `{}`: its requirements contradict each other"};
constexpr Phrase contradicts_this{"与这项矛盾", "contradicts this one"};
constexpr Phrase source_unused{"没有内容引用来源 `{}`", "source `{}` is cited nowhere"};
constexpr Phrase source_unused_help{"引用它，或删去", "cite it, or remove it"};

}  // namespace tidu::phrases
