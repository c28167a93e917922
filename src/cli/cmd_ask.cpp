// SPDX-License-Identifier: Apache-2.0
// `tidu ask`: the interview, at a terminal or led by a script. The dialogue goes to standard error; the
// answers to -o, after every one of them, or to standard output at the end.
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/line_editor.h"
#include "cli/open_system.h"
#include "cli/phrases.h"
#include "cli/read_sheets.h"
#include "tidu/answers/canonical.h"
#include "tidu/answers/write.h"
#include "tidu/codec/file.h"
#include "tidu/interview/dialogue.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"逐题问答，边答边看等级可能落在哪里",
                         "an interview: one question at a time, with the level's range so far"};
constexpr Phrase quick_help{"只问能改变该梯度等级的题，等级一定即止",
                            "ask only what can change the level on this ladder, and stop once it is decided"};
constexpr Phrase unknown_ladder{"体系 {0} 没有梯度 `{1}`", "system {0} has no ladder `{1}`"};
constexpr Phrase ladders_are{"可选：{}", "it has {}"};
constexpr Phrase no_such_format{"答卷写成 .yaml 或 .json", "answers are written as .yaml or .json"};
constexpr Phrase several_sheets{"{0} 中有 {1} 份答卷，只能接着答一份",
                                "{0} holds {1} answer sheets; an interview goes on with one"};
constexpr Phrase answers_saved{"答卷已存入 {}", "the answers are in {}"};

struct AskCommand {
    std::string system_argument;
    std::string system;
    std::string quick;
    std::string output;
};

class AskRun {
  public:
    AskRun(const AskCommand& options, Console& console)
        : options_(options), console_(console), programs_(console) {}

    ExitCode run() {
        const std::shared_ptr<const Program> program = programs_.open(system_name());
        if (!program) return ExitCode::data_errors;
        const auto start = earlier(*program);
        if (!start) return ExitCode::data_errors;
        Interview interview(program, *start, quick_ladder(*program->outline));
        run_dialogue(interview, io(), style());
        finish(interview.sheet());
        return ExitCode::done;
    }

  private:
    std::string system_name() const {
        if (!options_.system_argument.empty()) return options_.system_argument;
        return options_.system.empty() ? default_system : options_.system;
    }

    AnswerFormat format() const {
        if (options_.output.empty()) return AnswerFormat::yaml;
        const AnswerFormat format = answer_format_of_path(options_.output);
        if (format != AnswerFormat::yaml && format != AnswerFormat::json)
            throw UsageError(say(no_such_format));
        return format;
    }

    std::optional<LadderIndex> quick_ladder(const Outline& outline) const {
        if (options_.quick.empty()) return std::nullopt;
        if (const auto ladder = outline.find_ladder(options_.quick)) return ladder;
        std::vector<std::string> ids;
        std::string list;
        for (const Ladder& ladder : outline.system().ladders) {
            ids.push_back(ladder.id.text);
            list += (list.empty() ? "" : ", ") + ladder.id.text;
        }
        const auto nearest = nearest_match(options_.quick, ids);
        throw UsageError(say(unknown_ladder, outline.system().id, options_.quick),
                         nearest ? say(phrases::did_you_mean, *nearest) : say(ladders_are, list));
    }

    /// What the file of an interrupted interview holds; an empty sheet where there is none. Empty when it has
    /// errors of shape: going on would overwrite it.
    std::optional<RawSheet> earlier(const Program& program) {
        format();  // a wrong ending is said before anybody answers
        if (options_.output.empty() || !file_exists(options_.output)) return RawSheet();
        Diagnostics diagnostics;
        std::vector<OpenedSheet> sheets =
            read_sheets({options_.output, system_name(), {}, {}}, programs_, console_, diagnostics);
        console_.report(diagnostics);
        if (sheets.size() > 1) throw UsageError(say(several_sheets, options_.output, sheets.size()));
        if (sheets.empty() || diagnostics.has_errors()) return std::nullopt;
        console_.report(sheets.front().raw.problems);
        if (sheets.front().raw.problems.has_errors()) return std::nullopt;
        return canonical_sheet(Binder(*program.outline), sheets.front().raw);
    }

    DialogueIo io() {
        return {
            [this](const std::string& prompt) { return editor_.read(prompt); },
            [this](std::string_view text) { console_.converse(text); },
            [this](const RawSheet& sheet) {
                if (!options_.output.empty()) write_file(options_.output, write_answers(format(), {sheet}));
            },
        };
    }

    DialogueStyle style() const {
        return {console_.language(), console_.settings().width, console_.settings().color_err,
                options_.quick.empty()};
    }

    void finish(const RawSheet& sheet) {
        if (options_.output.empty()) {
            console_.print(write_answers(AnswerFormat::yaml, {sheet}));
        } else if (file_exists(options_.output)) {
            console_.remark(say(answers_saved, options_.output));
        }
    }

    const AskCommand& options_;
    Console& console_;
    OpenPrograms programs_;
    LineEditor editor_;
};

}  // namespace

CommandSpec ask_command() {
    auto options = std::make_shared<AskCommand>();
    return {
        .name = "ask",
        .summary = summary,
        .arguments = {system_argument(options->system_argument)},
        .options =
            {
                output_option(options->output),
                {.name = "quick", .value = "LADDER", .help = quick_help, .target = &options->quick},
                system_option(options->system),
            },
        .examples =
            {
                {"ask general -o answers.yaml",
                 {"开始问答；中断后用同一命令接着答", "start, or go on after an interruption"}},
                {"ask --quick factory -o answers.yaml",
                 {"用尽量少的题确定智能工厂等级", "find the factory level with few questions"}},
                {"ask miit-sme -o answers.yaml < lines.txt", {"由脚本作答", "let a script answer"}},
            },
        .work = [options](Console& console) { return AskRun(*options, console).run(); },
    };
}

}  // namespace tidu::cli
