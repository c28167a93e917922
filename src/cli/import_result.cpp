// SPDX-License-Identifier: Apache-2.0
#include "cli/import_result.h"

#include <algorithm>

#include "cli/command_line.h"
#include "tidu/answers/credit_code.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase no_total{"结果中没有总分，不能用于 `{}`", "the result has no total to import as `{}`"};
constexpr Phrase no_ladder{"结果中没有一个等级是 `{}` 的选项", "no level of the result is an option of `{}`"};
constexpr Phrase wrong_type{"`{}` 不是数值题或单选题，不能导入结果",
                            "`{}` is neither a number nor a choice and cannot take a result"};
constexpr Phrase unknown_item{"体系中没有 `{}`，不能导入结果",
                              "the system has no `{}` that could take a result"};
constexpr Phrase no_such_enterprise{"`{}` 中没有企业 `{}` 的结果", "`{}` holds no result of enterprise `{}`"};
constexpr Phrase no_records{"`{}` 中没有结果", "`{}` holds no result"};

std::string imported_total(const AssessmentRecord& result, const std::string& item_id) {
    if (!result.total() || !result.total()->score) throw UsageError(say(no_total, item_id));
    return format_number(*result.total()->score);
}

std::string imported_level(const Item& item, const AssessmentRecord& result) {
    for (const LadderRecord& ladder : result.ladders)
        if (find_option(item, ladder.level)) return ladder.level;
    throw UsageError(say(no_ladder, item.id.text));
}

}  // namespace

std::string imported_answer(const Outline& outline, const std::string& item_id,
                            const AssessmentRecord& result) {
    const std::optional<ItemIndex> index = outline.find_item(item_id);
    if (!index) throw UsageError(say(unknown_item, item_id));
    const Item& item = *outline[*index].item;
    if (item.type == AnswerType::number) return imported_total(result, item_id);
    if (item.type == AnswerType::choice) return imported_level(item, result);
    throw UsageError(say(wrong_type, item_id));
}

const AssessmentRecord& record_of(const std::vector<AssessmentRecord>& records,
                                  const std::string& enterprise_id, const std::string& path) {
    if (records.empty()) throw UsageError(say(no_records, path));
    if (records.size() == 1) return records.front();
    const auto found =
        std::ranges::find_if(records, [id = normalise_id(enterprise_id)](const AssessmentRecord& record) {
            return normalise_id(record.attribute("id")) == id;
        });
    if (found == records.end()) throw UsageError(say(no_such_enterprise, path, enterprise_id));
    return *found;
}

}  // namespace tidu::cli
