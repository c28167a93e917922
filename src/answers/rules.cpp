// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/rules.h"

namespace tidu {

const std::vector<AnswerRule>& answer_rules() {
    static const std::vector<AnswerRule> table{
        {rules::answer_file,
         Severity::error,
         {"文件不是答卷，或其中没有答卷", "a file holds no answers or is none"}},
        {rules::answer_shape, Severity::error, {"答卷结构不对", "an answer sheet is not built as described"}},
        {rules::credit_code,
         Severity::warning,
         {"统一社会信用代码校验位不对", "a credit code has a wrong check character"}},
        {rules::exclusive_option,
         Severity::error,
         {"互斥选项与其他选项同时被选", "an exclusive option stands beside others"}},
        {rules::not_a_number, Severity::error, {"应填数字的地方不是数字", "a number was expected"}},
        {rules::not_a_question,
         Severity::error,
         {"回答的是一组题目而不是题目", "a group was answered instead of its questions"}},
        {rules::not_applicable_forbidden,
         Severity::error,
         {"不允许填“不适用”的地方填了不适用", "something is declared not applicable that may not be"}},
        {rules::not_applicable_reason,
         Severity::warning,
         {"声明不适用但没有原因", "declared not applicable without a reason"}},
        {rules::not_yes_or_no, Severity::error, {"应填是或否", "yes or no was expected"}},
        {rules::one_answer,
         Severity::error,
         {"单选题填了多个答案", "a question with one answer has several"}},
        {rules::out_of_range, Severity::error, {"数字超出允许范围", "a number is outside its range"}},
        {rules::repeated_answer, Severity::error, {"同一题答了两次", "a question is answered twice"}},
        {rules::repeated_sheet,
         Severity::error,
         {"同一企业同一期出现两次", "an enterprise appears twice for one period"}},
        {rules::required_answer, Severity::error, {"缺少必填项", "a required answer is missing"}},
        {rules::system_differs,
         Severity::warning,
         {"答卷属于另一个指标体系", "the sheet names another indicator system"}},
        {rules::unknown_id,
         Severity::error,
         {"没有这个题目（旧版表格中为警告）",
          "there is no such question (a warning in forms of another version)"}},
        {rules::unknown_option, Severity::error, {"没有这个选项", "there is no such option"}},
        {rules::version_differs,
         Severity::warning,
         {"表格按体系的另一版本制作", "the form was made for another version of the system"}},
    };
    return table;
}

}  // namespace tidu
