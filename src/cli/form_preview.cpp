// SPDX-License-Identifier: Apache-2.0
#include "cli/form_preview.h"

#include "tidu/answers/canonical.h"
#include "tidu/score/evaluate.h"

namespace tidu::cli {

FormPreview preview_form(const Program& program, const AnswerSheet& sheet) {
    Evaluation evaluation;
    evaluate(program, sheet.answers, {}, evaluation);
    FormPreview preview;
    for (std::uint32_t item = 0; item < evaluation.items.size(); ++item) {
        const ItemValue& value = evaluation.items[item];
        const bool is_derived = value.derived && value.state == AnswerState::known;
        const Item& definition = *(*program.outline)[ItemIndex{item}].item;
        preview.off.push_back(value.off);
        preview.derived.push_back(is_derived && definition.type != AnswerType::multi
                                      ? machine_values(definition, value.number, value.chosen).front()
                                      : std::string());
    }
    return preview;
}

}  // namespace tidu::cli
