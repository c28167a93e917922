// SPDX-License-Identifier: Apache-2.0
// `tidu convert`: answers from any format into any other. What was understood is written in machine form,
// what was not stays as it was and is reported.
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/form_preview.h"
#include "cli/phrases.h"
#include "cli/read_sheets.h"
#include "tidu/answers/canonical.h"
#include "tidu/answers/form.h"
#include "tidu/answers/sheet_keys.h"
#include "tidu/answers/write.h"
#include "tidu/codec/file.h"
#include "tidu/codec/file_name.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"在各种格式之间转换答卷，不丢内容",
                         "turn answers from one format into another, losing nothing"};
constexpr Phrase input_help{"答卷文件；- 为标准输入", "answer file; - is standard input"};
constexpr Phrase format_missing{"请用 --format 或 -o 的扩展名指明输出格式",
                                "say with --format, or by the ending of -o, what to write"};
constexpr Phrase output_missing{"请用 -o 指定输出的工作簿", "say with -o where the workbook goes"};
constexpr Phrase forms_written{"已在 {1} 中写出 {0} 个工作簿，每份答卷一个",
                               "{0} workbooks written to {1}, one for each sheet"};

struct ConvertCommand {
    std::string input;
    std::string system;
    std::string from;
    std::string encoding;
    std::string format;
    std::string output;
};

class ConvertRun {
  public:
    ConvertRun(const ConvertCommand& options, Console& console)
        : options_(options), console_(console), programs_(console) {}

    ExitCode run() {
        const AnswerFormat format =
            options_.format.empty() ? answer_format_of_path(options_.output) : answer_format(options_.format);
        if (format == AnswerFormat::automatic) throw UsageError(say(format_missing));
        Diagnostics diagnostics;
        std::vector<OpenedSheet> opened =
            read_sheets({options_.input, options_.system, options_.from, options_.encoding}, programs_,
                        console_, diagnostics);
        report(diagnostics);
        for (OpenedSheet& sheet : opened)
            take(sheet);
        if (sheets_.empty()) return ExitCode::data_errors;
        if (format == AnswerFormat::xlsx) {
            write_workbooks();
        } else {
            console_.write_result(options_.output, write_answers(format, sheets_));
        }
        return has_errors_ ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    /// Says what is wrong with a sheet and keeps it all the same: converting judges nothing.
    void take(OpenedSheet& opened) {
        const Binder binder(*opened.program->outline);
        AnswerSheet bound = binder.bind(opened.raw);
        keys_.check(bound);
        report(bound.problems);
        RawSheet sheet = canonical_sheet(binder, opened.raw);
        if (sheet.system.empty()) sheet.system = opened.program->outline->system().id;
        sheets_.push_back(std::move(sheet));
        bound_.push_back(std::move(bound));
        sheet_programs_.push_back(opened.program);
    }

    void report(const Diagnostics& diagnostics) {
        has_errors_ = has_errors_ || diagnostics.has_errors();
        console_.report(diagnostics);
    }

    /// A workbook is the form of one sheet; several go into a folder.
    void write_workbooks() {
        if (options_.output.empty()) throw UsageError(say(output_missing));
        if (sheets_.size() == 1) return console_.write_result(options_.output, workbook(0));
        const std::string folder = options_.output.ends_with(".xlsx")
                                       ? options_.output.substr(0, options_.output.size() - 5)
                                       : options_.output;
        create_directories(folder);
        FileNames names;
        for (std::size_t sheet = 0; sheet < sheets_.size(); ++sheet) {
            const std::string& name = bound_[sheet].name.empty() ? bound_[sheet].id : bound_[sheet].name;
            write_file(folder + "/" + names.make(name) + ".xlsx", workbook(sheet));
        }
        console_.remark(say(forms_written, sheets_.size(), folder));
    }

    std::string workbook(std::size_t sheet) const {
        FormOptions options;
        options.language = console_.language();
        options.filled = &sheets_[sheet];
        options.preview = preview_form(*sheet_programs_[sheet], bound_[sheet]);
        return make_form(*sheet_programs_[sheet]->outline, FormFormat::xlsx, options);
    }

    const ConvertCommand& options_;
    Console& console_;
    OpenPrograms programs_;
    SheetKeys keys_;
    std::vector<RawSheet> sheets_;
    std::vector<AnswerSheet> bound_;
    std::vector<std::shared_ptr<const Program>> sheet_programs_;
    bool has_errors_ = false;
};

}  // namespace

CommandSpec convert_command() {
    auto options = std::make_shared<ConvertCommand>();
    return {
        .name = "convert",
        .summary = summary,
        .arguments = {{.name = "ANSWERS", .help = input_help, .target = &options->input}},
        .options =
            {
                output_option(options->output),
                format_option(options->format, answer_format_names()),
                from_option(options->from),
                encoding_option(options->encoding),
                system_option(options->system),
            },
        .examples =
            {
                {"convert filled.xlsx -o answers.yaml",
                 {"填好的工作簿转为 YAML", "a filled workbook into YAML"}},
                {"convert table.csv -o answers.jsonl --encoding gb18030",
                 {"一张表转为 JSON Lines", "a table into JSON Lines"}},
                {"convert answers.yaml --format csv-long",
                 {"转为长表，写到标准输出", "a long table on standard output"}},
            },
        .work = [options](Console& console) { return ConvertRun(*options, console).run(); },
    };
}

}  // namespace tidu::cli
