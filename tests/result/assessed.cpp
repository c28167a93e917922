// SPDX-License-Identifier: Apache-2.0
#include "assessed.h"

#include "tidu/codec/file.h"

namespace tidu::test {

std::shared_ptr<const Program> bakery() {
    static const std::shared_ptr<const Program> program =
        compile_text(read_file(TIDU_SOURCE_DIR "/tests/cli/shared/bakery.yaml"));
    return program;
}

AssessmentRecord assessed(const Program& program, std::string_view answers, std::string_view enterprise,
                          const AssessSettings& settings) {
    std::string sheet_text = "enterprise: " + std::string(enterprise) + "\nanswers:\n";
    std::string line;
    for (const char letter : std::string(answers) + "\n") {
        line += letter;
        if (letter != '\n') continue;
        if (line.size() > 1) sheet_text += "  " + line;
        line.clear();
    }
    Diagnostics diagnostics;
    const std::vector<RawSheet> sheets =
        read_answers_from("test.yaml", sheet_text, {AnswerFormat::yaml, {}, nullptr}, diagnostics);
    const AnswerSheet sheet = bind_answers(*program.outline, sheets.at(0));
    Evaluation evaluation;
    return assess(program, sheet, settings, evaluation);
}

}  // namespace tidu::test
