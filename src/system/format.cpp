// SPDX-License-Identifier: Apache-2.0
// The tables of the file format, innermost maps first. A key added here is known to the structure check, the
// JSON Schema and the author's reference; what it means is read in build_*.cpp.
#include "format.h"

namespace tidu::format {

namespace {

using Kind = Shape::Kind;

// ---------------------------------------------------------------------------------------------- plain values

constexpr Shape text{.kind = Kind::text};
constexpr Shape plain{.kind = Kind::plain};
constexpr Shape identifier{.kind = Kind::identifier};
constexpr Shape kebab{.kind = Kind::kebab};
constexpr Shape number{.kind = Kind::number};
constexpr Shape flag{.kind = Kind::flag};
constexpr Shape date{.kind = Kind::date};
constexpr Shape not_negative{.kind = Kind::number, .low = 0};
constexpr Shape share{.kind = Kind::number, .low = 0, .high = 1};
constexpr Shape format_version{.kind = Kind::number, .low = 1, .high = 1, .whole = true};
constexpr Shape task{.kind = Kind::number, .low = 1, .whole = true};
constexpr Shape chosen_count{.kind = Kind::number, .low = 1, .high = 64, .whole = true};

constexpr Shape list_of(const Shape& element, std::size_t minimum_size = 0,
                        std::size_t maximum_size = 100'000) {
    return {
        .kind = Kind::list, .element = &element, .minimum_size = minimum_size, .maximum_size = maximum_size};
}
constexpr Shape map_of(const MapForm& form) {
    return {.kind = Kind::map, .map = &form};
}
constexpr Shape word_of(std::span<const std::string_view> words) {
    return {.kind = Kind::word, .words = words};
}
constexpr Shape any_of(std::span<const Shape* const> alternatives) {
    return {.kind = Kind::one_of, .alternatives = alternatives};
}

constexpr Shape identifiers = list_of(identifier);
constexpr Shape identifier_pair = list_of(identifier, 2, 2);
constexpr Shape tasks = list_of(task);
constexpr Shape range = list_of(number, 2, 2);
constexpr Shape point = list_of(number, 2, 2);
constexpr Shape points = list_of(point, 1);

// ---------------------------------------------------------------------------------------------- provenance

constexpr std::string_view confidence_words[] = {"sourced", "second_hand", "recalled"};
constexpr Shape confidence = word_of(confidence_words);

constexpr Key provenance_keys[] = {
    {"ref", &identifier, {"`sources` 中的条目", "entry of `sources`"}},
    {"note", &text, {"出处的具体位置或说明", "where in the source, or a remark"}},
    {"confidence", &confidence, {"有出处、转引或凭记忆", "sourced, second-hand or recalled"}},
    {"own", &flag, {"数值由本体系自定", "the number is this system's own choice"}},
};
constexpr std::string_view provenance_needed[] = {"ref", "own", "note"};
constexpr MapForm provenance_form{.name = "source",
                                  .about = {"一项内容的出处", "where a number or rule comes from"},
                                  .keys = {provenance_keys},
                                  .one_needed = {provenance_needed}};
constexpr Shape provenance = map_of(provenance_form);

constexpr Key source_entry_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"note", &text, {"说明", "remark"}},
    {"confidence",
     &confidence,
     {"引用它的内容默认的可靠程度", "how well known what cites it is, unless said otherwise"}},
};
constexpr MapForm source_entry_form{.name = "source_entry",
                                    .about = {"可引用的来源", "a source that can be cited"},
                                    .keys = {source_entry_keys}};
constexpr Shape source_entry = map_of(source_entry_form);
constexpr Shape source_entries = list_of(source_entry);

// ---------------------------------------------------------------------------------------------- conditions

extern const Shape condition;
extern const Shape conditions;

constexpr Key answer_operand_keys[] = {
    {"answer", &identifier, {"以该数值题的答案为界", "the answer to this number is the threshold"}, true},
};
constexpr MapForm answer_operand_form{.name = "answer_operand",
                                      .about = {"以答案为数值", "a number that is an answer"},
                                      .head = "answer",
                                      .keys = {answer_operand_keys}};
constexpr Shape answer_operand = map_of(answer_operand_form);
constexpr const Shape* number_operand_alternatives[] = {&number, &answer_operand};
constexpr Shape number_operand = any_of(number_operand_alternatives);
constexpr const Shape* value_operand_alternatives[] = {&plain, &answer_operand};
constexpr Shape value_operand = any_of(value_operand_alternatives);
constexpr Shape values = list_of(value_operand, 1);

constexpr Key comparison_keys[] = {
    {"at_least", &number_operand, {"不低于", "at least"}},
    {"above", &number_operand, {"高于", "above"}},
    {"at_most", &number_operand, {"不高于", "at most"}},
    {"below", &number_operand, {"低于", "below"}},
};
constexpr std::string_view comparison_needed[] = {"at_least", "above", "at_most", "below"};

constexpr Key score_condition_keys[] = {
    {"score", &identifier, {"节点，比较其得分", "node whose score is compared"}, true},
};
constexpr Key percent_condition_keys[] = {
    {"percent",
     &identifier,
     {"节点，比较其得分占最高分的百分比", "node whose percent of its maximum is compared"},
     true},
};
constexpr Key answer_condition_keys[] = {
    {"answer", &identifier, {"题目或输入项", "question or input"}, true},
    {"is", &value_operand, {"答案等于", "the answer is"}},
    {"in", &values, {"答案是其中之一", "the answer is one of"}},
    {"includes", &plain, {"多选答案包含", "the answer to a multi includes"}},
    {"at_least", &value_operand, {"不低于（选项按顺序）", "at least (options in their order)"}},
    {"above", &value_operand, {"高于", "above"}},
    {"at_most", &value_operand, {"不高于", "at most"}},
    {"below", &value_operand, {"低于", "below"}},
};
constexpr std::string_view answer_values_once[] = {"is", "in"};
constexpr std::string_view answer_needed[] = {"is",    "in",      "includes", "at_least",
                                              "above", "at_most", "below"};
constexpr Key evidence_condition_keys[] = {
    {"evidence",
     &identifier,
     {"题目，比较其证明材料件数", "question whose pieces of evidence are counted"},
     true},
};
constexpr Key check_condition_keys[] = {
    {"check", &identifier, {"成立的判定", "check that holds"}, true},
};

constexpr std::string_view best_word[] = {"best"};
constexpr Shape best = word_of(best_word);
constexpr const Shape* scoring_alternatives[] = {&number, &best, &answer_operand};
constexpr Shape scoring = any_of(scoring_alternatives);
constexpr Key scoring_keys[] = {
    {"scoring",
     &scoring,
     {"计入得分不低于此值的题目；best 为得最高分",
      "count questions scoring at least this; best: their best"}},
};
constexpr Key all_keys[] = {
    {"all",
     &flag,
     {"计数时要求全部适用者都计入；分母中则计入全部适用者",
      "of a count: every applicable one must count; of a share: every applicable one is counted"}},
};
constexpr Key tag_keys[] = {
    {"tag", &identifier, {"带此标签的题目与判定", "questions and checks that carry this tag"}, true},
};
constexpr Key under_keys[] = {
    {"under", &identifier, {"此节点之下的题目", "questions below this node"}, true},
};
constexpr Phrase selector_about{"一组题目与判定", "a set of questions and checks"};
constexpr MapForm tag_selector_form{
    .name = "selector_tag", .about = selector_about, .head = "tag", .keys = {tag_keys, scoring_keys}};
constexpr MapForm under_selector_form{
    .name = "selector_under", .about = selector_about, .head = "under", .keys = {under_keys, scoring_keys}};
constexpr MapForm counted_tag_form{
    .name = "count_tag", .about = selector_about, .head = "tag", .keys = {tag_keys, scoring_keys, all_keys}};
constexpr MapForm counted_under_form{.name = "count_under",
                                     .about = selector_about,
                                     .head = "under",
                                     .keys = {under_keys, scoring_keys, all_keys}};
constexpr Shape tag_selector = map_of(tag_selector_form);
constexpr Shape under_selector = map_of(under_selector_form);
constexpr const Shape* selector_alternatives[] = {&tag_selector, &under_selector};
constexpr Shape selector = any_of(selector_alternatives);
constexpr Shape counted_tag = map_of(counted_tag_form);
constexpr Shape counted_under = map_of(counted_under_form);
constexpr const Shape* counted_alternatives[] = {&counted_tag, &counted_under};
constexpr Shape counted = any_of(counted_alternatives);

constexpr Key part_and_whole_keys[] = {
    {"part", &selector, {"分子", "what is counted"}, true},
    {"of", &counted, {"分母", "out of which"}, true},
};
constexpr MapForm part_and_whole_form{
    .name = "share", .about = {"占比", "a share"}, .keys = {part_and_whole_keys}};
constexpr Shape part_and_whole = map_of(part_and_whole_form);

constexpr Key count_condition_keys[] = {
    {"count", &counted, {"计数的范围", "what is counted"}, true},
    {"all",
     &flag,
     {"要求全部适用者都计入，代替数值比较", "every applicable one must count, in place of a number"}},
};
constexpr Key share_condition_keys[] = {
    {"share", &part_and_whole, {"占比（0 到 1）", "a share of 0 to 1"}, true},
};
constexpr Key level_condition_keys[] = {
    {"level", &identifier, {"梯度", "ladder"}, true},
    {"at_least", &identifier, {"至少达到的等级", "level that is reached at least"}, true},
};
constexpr Key all_condition_keys[] = {
    {"all", &conditions, {"各条件全部成立", "all of these hold"}, true},
};
constexpr Key any_condition_keys[] = {
    {"any", &conditions, {"至少一个条件成立", "any of these holds"}, true},
};
constexpr Key not_condition_keys[] = {
    {"not", &condition, {"条件不成立", "this does not hold"}, true},
};

constexpr MapForm score_condition_form{.name = "condition_score",
                                       .about = {"比较得分", "compares a score"},
                                       .head = "score",
                                       .keys = {score_condition_keys, comparison_keys},
                                       .one_needed = {comparison_needed}};
constexpr MapForm percent_condition_form{.name = "condition_percent",
                                         .about = {"比较得分率", "compares a percent of the maximum"},
                                         .head = "percent",
                                         .keys = {percent_condition_keys, comparison_keys},
                                         .one_needed = {comparison_needed}};
constexpr MapForm answer_condition_form{.name = "condition_answer",
                                        .about = {"比较答案", "compares an answer"},
                                        .head = "answer",
                                        .keys = {answer_condition_keys},
                                        .one_needed = {answer_needed},
                                        .one_allowed = answer_values_once};
constexpr MapForm evidence_condition_form{.name = "condition_evidence",
                                          .about = {"比较证明材料件数", "compares the pieces of evidence"},
                                          .head = "evidence",
                                          .keys = {evidence_condition_keys, comparison_keys},
                                          .one_needed = {comparison_needed}};
constexpr MapForm check_condition_form{.name = "condition_check",
                                       .about = {"判定成立", "a check holds"},
                                       .head = "check",
                                       .keys = {check_condition_keys}};
constexpr MapForm count_condition_form{.name = "condition_count",
                                       .about = {"比较个数", "compares a count"},
                                       .head = "count",
                                       .keys = {count_condition_keys, comparison_keys}};
constexpr MapForm share_condition_form{.name = "condition_share",
                                       .about = {"比较占比", "compares a share"},
                                       .head = "share",
                                       .keys = {share_condition_keys, comparison_keys},
                                       .one_needed = {comparison_needed}};
constexpr MapForm level_condition_form{
    .name = "condition_level",
    .about = {"达到另一梯度的等级", "a level of another ladder is reached"},
    .head = "level",
    .keys = {level_condition_keys}};
constexpr MapForm all_condition_form{
    .name = "condition_all", .about = {"全部成立", "all hold"}, .head = "all", .keys = {all_condition_keys}};
constexpr MapForm any_condition_form{
    .name = "condition_any", .about = {"任一成立", "any holds"}, .head = "any", .keys = {any_condition_keys}};
constexpr MapForm not_condition_form{.name = "condition_not",
                                     .about = {"不成立", "does not hold"},
                                     .head = "not",
                                     .keys = {not_condition_keys}};

constexpr Shape score_condition = map_of(score_condition_form);
constexpr Shape percent_condition = map_of(percent_condition_form);
constexpr Shape answer_condition = map_of(answer_condition_form);
constexpr Shape evidence_condition = map_of(evidence_condition_form);
constexpr Shape check_condition = map_of(check_condition_form);
constexpr Shape count_condition = map_of(count_condition_form);
constexpr Shape share_condition = map_of(share_condition_form);
constexpr Shape level_condition = map_of(level_condition_form);
constexpr Shape all_condition = map_of(all_condition_form);
constexpr Shape any_condition = map_of(any_condition_form);
constexpr Shape not_condition = map_of(not_condition_form);
// `count` stands before `all`, which may stand beside it.
constexpr const Shape* condition_alternatives[] = {&score_condition,    &percent_condition, &answer_condition,
                                                   &evidence_condition, &check_condition,   &count_condition,
                                                   &share_condition,    &level_condition,   &all_condition,
                                                   &any_condition,      &not_condition};
constinit const Shape condition = any_of(condition_alternatives);
constinit const Shape conditions = list_of(condition, 1);

// ---------------------------------------------------------------------------------------------- derived
// values

constexpr Key percent_keys[] = {
    {"percent", &identifier_pair, {"[a, b]：100a/b", "[a, b]: 100a/b"}, true},
};
constexpr Key change_keys[] = {
    {"change", &identifier_pair, {"[本期, 上期]：变化率，%", "[after, before]: change in percent"}, true},
};
constexpr Key difference_keys[] = {
    {"difference", &identifier_pair, {"[a, b]：a - b", "[a, b]: a - b"}, true},
};
constexpr Shape factored_term{
    .kind = Kind::list, .element = &identifier, .second = &number, .minimum_size = 2, .maximum_size = 2};
constexpr const Shape* term_alternatives[] = {&identifier, &factored_term};
constexpr Shape term = any_of(term_alternatives);
constexpr Shape terms = list_of(term, 1);
constexpr Key sum_keys[] = {
    {"sum", &terms, {"各项之和；[标识, 系数] 带系数", "sum; [ID, FACTOR] takes a factor"}, true},
};
constexpr Key count_derivation_keys[] = {
    {"count", &selector, {"计入的个数", "how many are counted"}, true},
};
constexpr Key share_derivation_keys[] = {
    {"share", &part_and_whole, {"占比（0 到 1）", "a share of 0 to 1"}, true},
};
constexpr Key case_keys[] = {
    {"when", &condition, {"条件；默认为总是", "condition; absent: always"}},
    {"value", &plain, {"条件成立时的值", "the value then"}, true},
};
constexpr MapForm case_form{.name = "first_case", .about = {"一种情形", "one case"}, .keys = {case_keys}};
constexpr Shape first_case = map_of(case_form);
constexpr Shape cases = list_of(first_case, 1);
constexpr Key first_keys[] = {
    {"first", &cases, {"首个条件成立者的值", "the value of the first case that holds"}, true},
};
constexpr Phrase derivation_about{"由其他答案导出的值", "a value derived from other answers"};
constexpr MapForm percent_form{
    .name = "derive_percent", .about = derivation_about, .head = "percent", .keys = {percent_keys}};
constexpr MapForm change_form{
    .name = "derive_change", .about = derivation_about, .head = "change", .keys = {change_keys}};
constexpr MapForm difference_form{
    .name = "derive_difference", .about = derivation_about, .head = "difference", .keys = {difference_keys}};
constexpr MapForm sum_form{
    .name = "derive_sum", .about = derivation_about, .head = "sum", .keys = {sum_keys}};
constexpr MapForm count_form{
    .name = "derive_count", .about = derivation_about, .head = "count", .keys = {count_derivation_keys}};
constexpr MapForm share_form{
    .name = "derive_share", .about = derivation_about, .head = "share", .keys = {share_derivation_keys}};
constexpr MapForm first_form{
    .name = "derive_first", .about = derivation_about, .head = "first", .keys = {first_keys}};
constexpr Shape percent_of = map_of(percent_form);
constexpr Shape change_of = map_of(change_form);
constexpr Shape difference_of = map_of(difference_form);
constexpr Shape sum_of = map_of(sum_form);
constexpr Shape count_of = map_of(count_form);
constexpr Shape share_of = map_of(share_form);
constexpr Shape first_of = map_of(first_form);
constexpr const Shape* number_derivation_alternatives[] = {&percent_of, &change_of, &difference_of, &sum_of,
                                                           &count_of,   &share_of,  &first_of};
constexpr Shape number_derivation = any_of(number_derivation_alternatives);
constexpr const Shape* choice_derivation_alternatives[] = {&first_of};
constexpr Shape choice_derivation = any_of(choice_derivation_alternatives);

// ---------------------------------------------------------------------------------------------- scores of
// answers

constexpr std::string_view beyond_words[] = {"flat", "linear"};
constexpr Shape beyond = word_of(beyond_words);
constexpr Shape positive{.kind = Kind::number, .low = 0, .above_low = true};
constexpr Key points_keys[] = {
    {"points", &points, {"[值, 分] 折线", "[x, s] pairs, linear between them"}, true},
    {"beyond",
     &beyond,
     {"折线之外：flat 持平（默认）或 linear 延长", "outside the points: flat (default) or linear"}},
    {"log", &flag, {"按 ln x 线性", "linear in ln x"}},
};
constexpr Key steps_keys[] = {
    {"steps",
     &points,
     {"[值, 分] 台阶：不高于答案的最后一档", "[x, s] steps: the last x at or below the value"},
     true},
};
constexpr Key bands_keys[] = {
    {"bands",
     &points,
     {"[上限, 分] 分段：不低于答案的第一段", "[upper, s] bands: the first upper end at or above the value"},
     true},
};
constexpr Key target_keys[] = {
    {"target", &positive, {"达到此值得 100 分，0 得 0 分", "100 points at this value, 0 at 0"}, true},
};
constexpr Phrase number_score_about{"数值题的得分", "the score of a number"};
constexpr MapForm points_form{
    .name = "score_points", .about = number_score_about, .head = "points", .keys = {points_keys}};
constexpr MapForm steps_form{
    .name = "score_steps", .about = number_score_about, .head = "steps", .keys = {steps_keys}};
constexpr MapForm bands_form{
    .name = "score_bands", .about = number_score_about, .head = "bands", .keys = {bands_keys}};
constexpr MapForm target_form{
    .name = "score_target", .about = number_score_about, .head = "target", .keys = {target_keys}};
constexpr Shape points_score = map_of(points_form);
constexpr Shape steps_score = map_of(steps_form);
constexpr Shape bands_score = map_of(bands_form);
constexpr Shape target_score = map_of(target_form);
constexpr const Shape* number_score_alternatives[] = {&points_score, &steps_score, &bands_score,
                                                      &target_score};
constexpr Shape number_score = any_of(number_score_alternatives);

constexpr std::string_view yes_words[] = {"yes", "true"};
constexpr std::string_view no_words[] = {"no", "false"};
constexpr std::string_view yesno_words[] = {"yes", "no", "true", "false"};
constexpr Shape yesno_word = word_of(yesno_words);
constexpr MapForm yesno_score_form{.name = "score_yesno",
                                   .about = {"是非题的得分", "the score of yes and of no"},
                                   .one_needed = {yes_words, no_words},
                                   .rest_key = &yesno_word,
                                   .rest = &number};
constexpr Shape yesno_score = map_of(yesno_score_form);

constexpr Key cap_keys[] = {
    {"cap", &number, {"总分上限", "upper limit of the sum"}},
};
constexpr MapForm cap_form{
    .name = "sum_of_options", .about = {"选项得分之和", "sum of the chosen options"}, .keys = {cap_keys}};
constexpr Shape cap = map_of(cap_form);
constexpr MapForm chosen_steps_form{.name = "score_by_count",
                                    .about = {"选中个数: 得分", "number chosen: score"},
                                    .rest_key = &chosen_count,
                                    .rest = &number};
constexpr Shape chosen_steps = map_of(chosen_steps_form);
constexpr Key multi_sum_keys[] = {{"sum", &cap, {"得分相加", "scores are added"}, true}};
constexpr Key multi_max_keys[] = {{"max", &flag, {"取最高分", "the best score"}, true}};
constexpr Key multi_mean_keys[] = {{"mean", &flag, {"取平均分", "the mean score"}, true}};
constexpr Key multi_count_keys[] = {
    {"count", &chosen_steps, {"按选中个数计分", "score by the number chosen"}, true}};
constexpr Phrase multi_score_about{"多选题的得分", "the score of a multi"};
constexpr MapForm multi_sum_form{
    .name = "score_sum", .about = multi_score_about, .head = "sum", .keys = {multi_sum_keys}};
constexpr MapForm multi_max_form{
    .name = "score_max", .about = multi_score_about, .head = "max", .keys = {multi_max_keys}};
constexpr MapForm multi_mean_form{
    .name = "score_mean", .about = multi_score_about, .head = "mean", .keys = {multi_mean_keys}};
constexpr MapForm multi_count_form{
    .name = "score_count", .about = multi_score_about, .head = "count", .keys = {multi_count_keys}};
constexpr Shape multi_sum = map_of(multi_sum_form);
constexpr Shape multi_max = map_of(multi_max_form);
constexpr Shape multi_mean = map_of(multi_mean_form);
constexpr Shape multi_count = map_of(multi_count_form);
constexpr const Shape* multi_score_alternatives[] = {&multi_sum, &multi_max, &multi_mean, &multi_count};
constexpr Shape multi_score = any_of(multi_score_alternatives);

// ---------------------------------------------------------------------------------------------- options and
// items

constexpr Key option_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"text", &text, {"选项文字", "the option as a person reads it"}, true},
    {"score", &number, {"得分", "score"}},
    {"not_applicable", &flag, {"选此项即声明不适用", "choosing it declares the question not applicable"}},
    {"exclusive", &flag, {"多选题中与其他选项互斥", "in a multi: excludes the other options"}},
    {"effort", &not_negative, {"从零达到此项的工作量", "effort of reaching it from none"}},
};
constexpr MapForm option_form{.name = "option", .about = {"一个选项", "an option"}, .keys = {option_keys}};
constexpr Shape option = map_of(option_form);
constexpr Shape option_list = list_of(option, 1);
constexpr const Shape* options_alternatives[] = {&option_list, &identifier};
constexpr Shape options = any_of(options_alternatives);
constexpr MapForm option_sets_form{.name = "option_sets",
                                   .about = {"可重用的选项表", "reusable answer scales"},
                                   .rest_key = &identifier,
                                   .rest = &option_list};
constexpr Shape option_sets = map_of(option_sets_form);

constexpr Key per_unit_keys[] = {
    {"per_unit", &not_negative, {"答案每提高一个单位的工作量", "effort per unit of the answer"}, true},
};
constexpr MapForm per_unit_form{
    .name = "effort_per_unit", .about = {"工作量", "effort"}, .keys = {per_unit_keys}};
constexpr Shape per_unit = map_of(per_unit_form);
constexpr const Shape* effort_alternatives[] = {&not_negative, &per_unit};
constexpr Shape effort = any_of(effort_alternatives);

constexpr std::string_view not_applicable_words[] = {"forbidden", "exclude", "full", "zero"};
constexpr Shape not_applicable_word = word_of(not_applicable_words);
constexpr Key fixed_keys[] = {{"score", &number, {"不适用时的得分", "the score where not applicable"}, true}};
constexpr MapForm fixed_form{
    .name = "fixed_score", .about = {"固定得分", "a fixed score"}, .keys = {fixed_keys}};
constexpr Shape fixed = map_of(fixed_form);
constexpr const Shape* not_applicable_alternatives[] = {&not_applicable_word, &fixed};
constexpr Shape not_applicable = any_of(not_applicable_alternatives);
constexpr std::string_view input_not_applicable_words[] = {"forbidden", "exclude"};
constexpr Shape input_not_applicable = word_of(input_not_applicable_words);
constexpr std::string_view missing_words[] = {"zero", "worst", "exclude", "not_applicable"};
constexpr Shape missing = word_of(missing_words);
constexpr std::string_view type_words[] = {"number", "choice", "multi", "yesno"};
constexpr Shape type = word_of(type_words);

constexpr Key by_keys[] = {
    {"by", &identifier, {"决定权重的输入项", "the input that decides the weight"}, true},
};
constexpr MapForm by_form{.name = "weight_by",
                          .about = {"按输入项取权重：选项: 权重", "a weight for each option of an input"},
                          .keys = {by_keys},
                          .rest_key = &identifier,
                          .rest = &not_negative};
constexpr Shape weight_by = map_of(by_form);
constexpr const Shape* question_weight_alternatives[] = {&not_negative, &weight_by};
constexpr Shape question_weight = any_of(question_weight_alternatives);
constexpr std::string_view leaves_word[] = {"leaves"};
constexpr Shape leaves = word_of(leaves_word);
constexpr const Shape* group_weight_alternatives[] = {&not_negative, &leaves, &weight_by};
constexpr Shape group_weight = any_of(group_weight_alternatives);

// Keys of everything that is answered.
constexpr Key item_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"ask", &text, {"题面", "the question as a person reads it"}},
    {"type", &type, {"答案类型", "type of the answer"}, true},
    {"tags", &identifiers, {"标签", "tags"}},
    {"tasks", &tasks, {"所服务的行动计划任务", "tasks of the plan it serves"}},
    {"evidence", &text, {"证明材料", "what proves the answer"}},
    {"source", &provenance, {"出处", "provenance"}},
    {"note", &text, {"说明", "remark"}},
};
// Keys of questions besides those.
constexpr Key question_keys[] = {
    {"weight", &question_weight, {"权重，默认 1", "weight, 1 where absent"}},
    {"not_applicable",
     &not_applicable,
     {"能否声明不适用，及其计分", "whether it may be declared not applicable, and what that counts"}},
    {"missing", &missing, {"未答时如何计", "what no answer counts"}},
    {"applies_if", &condition, {"适用条件", "otherwise not applicable"}},
    {"advice", &text, {"改进建议", "how to improve"}},
};
constexpr Key input_keys[] = {
    {"required", &flag, {"必填", "a sheet without it is invalid"}},
    {"not_applicable",
     &input_not_applicable,
     {"能否声明不适用", "whether it may be declared not applicable"}},
};

constexpr Key unit_key{"unit", &text, {"单位", "unit"}};
constexpr Key range_key{
    "range", &range, {"允许的 [最小, 最大]，含两端", "[low, high] of valid answers, ends included"}};
constexpr Key options_key{
    "options", &options, {"选项，或选项表的名字", "options, or the name of an option set"}, true};
constexpr Key number_derive_key{
    "derive", &number_derivation, {"由其他答案导出", "derived from other answers"}};
constexpr Key choice_derive_key{
    "derive", &choice_derivation, {"由其他答案导出", "derived from other answers"}};
constexpr Key effort_key{"effort", &effort, {"每提高一个单位的工作量", "effort per unit of the answer"}};
constexpr Key default_key{"default", &plain, {"未答时的值", "the value where none is given"}};
constexpr const Shape* default_list_alternatives[] = {&identifier, &identifiers};
constexpr Shape default_list = any_of(default_list_alternatives);

constexpr Key number_question_keys[] = {
    unit_key,
    range_key,
    number_derive_key,
    effort_key,
    {"score", &number_score, {"得分规则", "how the answer scores"}, true}};
constexpr Key choice_question_keys[] = {options_key, choice_derive_key};
constexpr Key multi_question_keys[] = {
    options_key,
    {"score",
     &multi_score,
     {"得分规则，默认 {sum: {cap: 100}}", "how the options score; {sum: {cap: 100}} where absent"}}};
constexpr Key yesno_question_keys[] = {
    choice_derive_key,
    {"score", &yesno_score, {"是与否的得分", "the scores of yes and no"}, true},
    effort_key};

constexpr Key number_input_keys[] = {unit_key, range_key, number_derive_key, default_key, effort_key};
constexpr Key choice_input_keys[] = {options_key, choice_derive_key, default_key};
constexpr Key multi_input_keys[] = {
    options_key, {"default", &default_list, {"未答时的值", "the value where none is given"}}};
constexpr Key yesno_input_keys[] = {choice_derive_key, default_key};

constexpr MapForm question_form(std::string_view name, std::string_view of_type, std::span<const Key> own) {
    return {.name = name,
            .about = {"题目：有答案，有得分", "a question: answered and scored"},
            .head = "type",
            .head_value = of_type,
            .keys = {item_keys, question_keys, own}};
}
constexpr MapForm input_form(std::string_view name, std::string_view of_type, std::span<const Key> own) {
    return {.name = name,
            .about = {"输入项：有答案或导出值，不计分", "an input: answered or derived, never scored"},
            .head = "type",
            .head_value = of_type,
            .keys = {item_keys, input_keys, own}};
}
constexpr MapForm number_question_form = question_form("question_number", "number", number_question_keys);
constexpr MapForm choice_question_form = question_form("question_choice", "choice", choice_question_keys);
constexpr MapForm multi_question_form = question_form("question_multi", "multi", multi_question_keys);
constexpr MapForm yesno_question_form = question_form("question_yesno", "yesno", yesno_question_keys);
constexpr Shape number_question = map_of(number_question_form);
constexpr Shape choice_question = map_of(choice_question_form);
constexpr Shape multi_question = map_of(multi_question_form);
constexpr Shape yesno_question = map_of(yesno_question_form);

constexpr MapForm number_input_form = input_form("input_number", "number", number_input_keys);
constexpr MapForm choice_input_form = input_form("input_choice", "choice", choice_input_keys);
constexpr MapForm multi_input_form = input_form("input_multi", "multi", multi_input_keys);
constexpr MapForm yesno_input_form = input_form("input_yesno", "yesno", yesno_input_keys);
constexpr Shape number_input = map_of(number_input_form);
constexpr Shape choice_input = map_of(choice_input_form);
constexpr Shape multi_input = map_of(multi_input_form);
constexpr Shape yesno_input = map_of(yesno_input_form);
constexpr const Shape* input_alternatives[] = {&number_input, &choice_input, &multi_input, &yesno_input};
constexpr Shape input = any_of(input_alternatives);
constexpr Shape inputs = list_of(input);

// ---------------------------------------------------------------------------------------------- the tree

constexpr Key floor_keys[] = {
    {"floor", &number, {"下级得分先抬高到此值", "children are lifted to it first"}}};
constexpr Key base_keys[] = {{"base", &number, {"起始分", "what the sum starts from"}}};
constexpr Key pass_keys[] = {
    {"pass", &share, {"阶段通过线，默认 0.8", "where a stage is passed, 0.8 where absent"}}};
constexpr MapForm floor_form{
    .name = "floor", .about = {"平均的下限", "floor of a mean"}, .keys = {floor_keys}};
constexpr MapForm base_form{.name = "base", .about = {"求和的起始", "start of a sum"}, .keys = {base_keys}};
constexpr MapForm pass_form{.name = "pass", .about = {"阶段", "stages"}, .keys = {pass_keys}};
constexpr Shape floored = map_of(floor_form);
constexpr Shape based = map_of(base_form);
constexpr Shape passed = map_of(pass_form);
constexpr Key geometric_keys[] = {{"geometric_mean", &floored, {"几何平均", "geometric mean"}, true}};
constexpr Key harmonic_keys[] = {{"harmonic_mean", &floored, {"调和平均", "harmonic mean"}, true}};
constexpr Key based_sum_keys[] = {{"sum", &based, {"求和", "sum"}, true}};
constexpr Key staged_keys[] = {{"staged", &passed, {"逐级通过", "stages in order"}, true}};
constexpr Phrase aggregate_about{"汇总方法", "how children make one score"};
constexpr MapForm geometric_form{.name = "aggregate_geometric_mean",
                                 .about = aggregate_about,
                                 .head = "geometric_mean",
                                 .keys = {geometric_keys}};
constexpr MapForm harmonic_form{.name = "aggregate_harmonic_mean",
                                .about = aggregate_about,
                                .head = "harmonic_mean",
                                .keys = {harmonic_keys}};
constexpr MapForm based_sum_form{
    .name = "aggregate_sum", .about = aggregate_about, .head = "sum", .keys = {based_sum_keys}};
constexpr MapForm staged_form{
    .name = "aggregate_staged", .about = aggregate_about, .head = "staged", .keys = {staged_keys}};
constexpr Shape geometric = map_of(geometric_form);
constexpr Shape harmonic = map_of(harmonic_form);
constexpr Shape based_sum = map_of(based_sum_form);
constexpr Shape staged = map_of(staged_form);
constexpr std::string_view aggregate_words[] = {
    "weighted_mean", "geometric_mean", "harmonic_mean", "minimum", "sum", "staged", "mpi"};
constexpr Shape aggregate_word = word_of(aggregate_words);
constexpr const Shape* aggregate_alternatives[] = {&aggregate_word, &geometric, &harmonic, &based_sum,
                                                   &staged};
constexpr Shape aggregate = any_of(aggregate_alternatives);
constexpr std::string_view normalise_words[] = {"percent", "range"};
constexpr Shape normalise = word_of(normalise_words);

extern const Shape tree_items;
constexpr Key group_keys[] = {
    {"id", &identifier, {"标识；根为 total", "identifier; the root's is total"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"aggregate",
     &aggregate,
     {"汇总方法，默认 weighted_mean", "how children make one score, weighted_mean where absent"}},
    {"normalise", &normalise, {"下级换算后再汇总", "children are rescaled before they enter"}},
    {"present", &share, {"已知权重低于此占比时无得分", "below this known share of weight there is no score"}},
    {"tags", &identifiers, {"标签", "tags"}},
    {"tasks", &tasks, {"所服务的行动计划任务", "tasks of the plan it serves"}},
    {"source", &provenance, {"出处", "provenance"}},
    {"note", &text, {"说明", "remark"}},
    {"items", &tree_items, {"下级：题目与分组", "children: questions and groups"}, true},
};
constexpr Key inner_group_keys[] = {
    {"weight",
     &group_weight,
     {"权重，默认 1；leaves 为下级权重之和", "weight, 1 where absent; leaves: the sum of the children's"}},
    {"applies_if", &condition, {"适用条件", "otherwise not applicable"}},
};
constexpr MapForm group_form{.name = "group",
                             .about = {"分组：汇总下级得分", "a group: makes one score of its children"},
                             .head = "items",
                             .keys = {group_keys, inner_group_keys}};
constexpr MapForm root_form{
    .name = "index", .about = {"指标树的根", "the root of the index tree"}, .keys = {group_keys}};
constexpr Shape group = map_of(group_form);
constexpr Shape root = map_of(root_form);
constexpr const Shape* tree_alternatives[] = {&group, &number_question, &choice_question, &multi_question,
                                              &yesno_question};
constexpr Shape tree_item = any_of(tree_alternatives);
constinit const Shape tree_items = list_of(tree_item, 1);

// ---------------------------------------------------------------------------------------------- checks and
// ladders

constexpr Key check_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"tags", &identifiers, {"标签", "tags"}},
    {"when", &condition, {"成立的条件", "when it holds"}, true},
    {"source", &provenance, {"出处", "provenance"}},
};
constexpr MapForm check_form{
    .name = "check", .about = {"有名称的判定", "a named yes/no fact"}, .keys = {check_keys}};
constexpr Shape check = map_of(check_form);
constexpr Shape checks = list_of(check);

constexpr std::string_view severity_words[] = {"error", "warning"};
constexpr Shape severity = word_of(severity_words);
constexpr Key constraint_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"severity", &severity, {"默认 error", "error where absent"}},
    {"title", &text, {"名称", "title"}, true},
    {"never", &condition, {"不得成立的条件", "what must never hold"}, true},
    {"source", &provenance, {"出处", "provenance"}},
};
constexpr MapForm constraint_form{.name = "constraint",
                                  .about = {"答案之间的矛盾", "a contradiction between answers"},
                                  .keys = {constraint_keys}};
constexpr Shape constraint = map_of(constraint_form);
constexpr Shape constraints = list_of(constraint);

constexpr std::string_view on_not_applicable_words[] = {"pass", "fail"};
constexpr Shape on_not_applicable = word_of(on_not_applicable_words);
constexpr Key requirement_keys[] = {
    {"title", &text, {"要求的名称", "the requirement as a person reads it"}},
    {"source", &provenance, {"出处", "provenance"}},
    {"veto", &flag, {"一票否决", "no score can offset it"}},
    {"only_if", &condition, {"仅在此条件成立时要求", "required only then"}},
    {"on_not_applicable",
     &on_not_applicable,
     {"不适用时视为满足或不满足", "whether not applicable passes or fails"}},
    {"note", &text, {"说明", "remark"}},
};
/// A requirement is a condition with more keys beside it.
constexpr MapForm requirement_form(std::string_view name, MapForm form) {
    form.name = name;
    form.keys[2] = requirement_keys;
    return form;
}
constexpr MapForm score_requirement_form = requirement_form("requirement_score", score_condition_form);
constexpr MapForm percent_requirement_form = requirement_form("requirement_percent", percent_condition_form);
constexpr MapForm answer_requirement_form = requirement_form("requirement_answer", answer_condition_form);
constexpr MapForm evidence_requirement_form =
    requirement_form("requirement_evidence", evidence_condition_form);
constexpr MapForm check_requirement_form = requirement_form("requirement_check", check_condition_form);
constexpr MapForm count_requirement_form = requirement_form("requirement_count", count_condition_form);
constexpr MapForm share_requirement_form = requirement_form("requirement_share", share_condition_form);
constexpr MapForm level_requirement_form = requirement_form("requirement_level", level_condition_form);
constexpr MapForm all_requirement_form = requirement_form("requirement_all", all_condition_form);
constexpr MapForm any_requirement_form = requirement_form("requirement_any", any_condition_form);
constexpr MapForm not_requirement_form = requirement_form("requirement_not", not_condition_form);
constexpr Shape score_requirement = map_of(score_requirement_form);
constexpr Shape percent_requirement = map_of(percent_requirement_form);
constexpr Shape answer_requirement = map_of(answer_requirement_form);
constexpr Shape evidence_requirement = map_of(evidence_requirement_form);
constexpr Shape check_requirement = map_of(check_requirement_form);
constexpr Shape count_requirement = map_of(count_requirement_form);
constexpr Shape share_requirement = map_of(share_requirement_form);
constexpr Shape level_requirement = map_of(level_requirement_form);
constexpr Shape all_requirement = map_of(all_requirement_form);
constexpr Shape any_requirement = map_of(any_requirement_form);
constexpr Shape not_requirement = map_of(not_requirement_form);
constexpr const Shape* requirement_alternatives[] = {
    &score_requirement, &percent_requirement, &answer_requirement, &evidence_requirement,
    &check_requirement, &count_requirement,   &share_requirement,  &level_requirement,
    &all_requirement,   &any_requirement,     &not_requirement};
constexpr Shape requirement = any_of(requirement_alternatives);
constexpr Shape requirements = list_of(requirement);

constexpr Key level_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"require", &requirements, {"全部须满足的要求", "requirements, all of which must be met"}, true},
    {"due", &date, {"政策期限", "date of the policy"}},
    {"note", &text, {"说明", "remark"}},
    {"source", &provenance, {"出处", "provenance"}},
};
constexpr MapForm level_form{.name = "level", .about = {"一个等级", "a level"}, .keys = {level_keys}};
constexpr Shape level = map_of(level_form);
constexpr Shape levels = list_of(level, 1);

constexpr Key expectation_keys[] = {
    {"when", &condition, {"对谁；默认为所有", "of whom; absent: of everyone"}},
    {"level", &identifier, {"应达到的等级", "level that is expected"}, true},
    {"due", &date, {"期限", "by when"}},
    {"title", &text, {"名称", "title"}},
    {"source", &provenance, {"出处", "provenance"}},
};
constexpr MapForm expectation_form{.name = "expectation",
                                   .about = {"政策期望的等级", "the level that policy expects"},
                                   .keys = {expectation_keys}};
constexpr Shape expectation = map_of(expectation_form);
constexpr Shape expectations = list_of(expectation);

constexpr Key ladder_keys[] = {
    {"id", &identifier, {"标识", "identifier"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"applies_if", &condition, {"谁在此梯度上", "who stands on this ladder"}},
    {"levels", &levels, {"等级，由低到高", "levels, lowest first"}, true},
    {"expected",
     &expectations,
     {"政策期望，取首个成立者", "what policy expects; the first that holds counts"}},
    {"note", &text, {"说明", "remark"}},
    {"source", &provenance, {"出处", "provenance"}},
};
constexpr MapForm ladder_form{
    .name = "ladder", .about = {"梯度", "a ladder of levels"}, .keys = {ladder_keys}};
constexpr Shape ladder = map_of(ladder_form);
constexpr Shape ladders = list_of(ladder);

// ---------------------------------------------------------------------------------------------- the file

constexpr Key policies_keys[] = {
    {"not_applicable_limit",
     &share,
     {"每个维度声明不适用的权重占比上限",
      "largest share of a dimension's weight that may be declared not applicable"}},
};
constexpr MapForm policies_form{.name = "policies", .about = {"规则", "policies"}, .keys = {policies_keys}};
constexpr Shape policies = map_of(policies_form);
constexpr Key effort_unit_keys[] = {
    {"unit", &text, {"工作量的单位，默认为人天", "unit of effort, person-days where absent"}, true},
};
constexpr MapForm effort_unit_form{
    .name = "effort", .about = {"工作量", "effort"}, .keys = {effort_unit_keys}};
constexpr Shape effort_unit = map_of(effort_unit_form);

constexpr Key file_keys[] = {
    {"tidu", &format_version, {"文件格式，现为 1", "file format, now 1"}, true},
    {"id", &kebab, {"体系标识，命令以此称呼", "how commands name the system"}, true},
    {"version", &plain, {"体系版本", "version of the system"}, true},
    {"title", &text, {"名称", "title"}, true},
    {"unit", &text, {"被评对象，默认为企业", "what is assessed; an enterprise where absent"}},
    {"sources", &source_entries, {"可引用的来源", "sources that can be cited"}},
    {"option_sets", &option_sets, {"可重用的选项表", "reusable answer scales"}},
    {"inputs", &inputs, {"填报或导出、不计分的项", "asked or derived, never scored"}},
    {"index", &root, {"指标树", "the index tree"}, true},
    {"policies", &policies, {"规则", "policies"}},
    {"checks", &checks, {"判定", "named yes/no facts"}},
    {"constraints", &constraints, {"答案之间的矛盾", "contradictions between answers"}},
    {"ladders", &ladders, {"梯度", "ladders of levels"}},
    {"effort", &effort_unit, {"工作量", "effort"}},
    {"note", &text, {"说明", "remark"}},
};

}  // namespace

constinit const MapForm file{
    .name = "file", .about = {"指标体系文件", "an indicator file"}, .keys = {file_keys}};

const Key* MapForm::find(std::string_view key) const {
    for (const std::span<const Key>& list : keys)
        for (const Key& known : list)
            if (known.name == key) return &known;
    return nullptr;
}

}  // namespace tidu::format
