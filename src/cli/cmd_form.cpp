// SPDX-License-Identifier: Apache-2.0
// `tidu form`: questionnaires of a system, blank or pre-filled, one or one for each enterprise of a registry.
#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/form_preview.h"
#include "cli/phrases.h"
#include "cli/read_sheets.h"
#include "tidu/answers/canonical.h"
#include "tidu/answers/credit_code.h"
#include "tidu/answers/form.h"
#include "tidu/codec/file.h"
#include "tidu/codec/file_name.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"生成自评问卷：工作簿、表格、YAML 或可打印的网页",
                         "write a questionnaire: workbook, table, YAML or a page to print"};
constexpr Phrase for_help{"企业名录：每家企业一份问卷，-o 为文件夹",
                          "registry: a form for each enterprise in it; -o is a folder"};
constexpr Phrase answers_help{"把已有答卷（如上年的）预先填入",
                              "answers, such as last year's, to start from"};
constexpr Phrase period_help{"评估期，如 2026", "period, such as 2026"};
constexpr Phrase purpose_help{"封面上写明的目的", "purpose, for the cover"};
constexpr Phrase deadline_help{"封面上写明的截止日期", "deadline, for the cover"};
constexpr Phrase contact_help{"封面上写明的联系方式", "contact, for the cover"};
constexpr Phrase output_missing{"请用 -o 指定工作簿的文件名", "say with -o where the workbook goes"};
constexpr Phrase output_folder_missing{"请用 -o 指定存放问卷的文件夹",
                                       "say with -o into which folder the forms go"};
constexpr Phrase several_sheets{"{0} 中有 {1} 份答卷，一份问卷只能填一份",
                                "{0} holds {1} answer sheets, a form takes one"};
constexpr Phrase use_for{"用 --for {} -o 文件夹 为每家生成一份", "use --for {} -o FOLDER for a form each"};
constexpr Phrase forms_written{"已在 {1} 中生成 {0} 份问卷", "{0} forms written to {1}"};

constexpr std::array<std::pair<std::string_view, FormFormat>, 4> format_names{{{"xlsx", FormFormat::xlsx},
                                                                               {"csv", FormFormat::csv},
                                                                               {"yaml", FormFormat::yaml},
                                                                               {"html", FormFormat::html}}};

struct FormCommand {
    std::string system_argument;
    std::string system;
    std::string registry;
    std::string answers;
    std::string period;
    std::string purpose;
    std::string deadline;
    std::string contact;
    std::string format;
    std::string output;
};

class FormRun {
  public:
    FormRun(const FormCommand& options, Console& console)
        : options_(options), console_(console), programs_(console) {}

    ExitCode run() {
        format_ = chosen_format();
        program_ = programs_.open(system_name());
        if (!program_) return ExitCode::data_errors;
        binder_.emplace(*program_->outline);
        if (!options_.answers.empty()) earlier_ = read(options_.answers);
        if (options_.registry.empty()) {
            write_one();
        } else {
            write_for_registry();
        }
        return has_errors_ ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    std::string system_name() const {
        if (!options_.system_argument.empty()) return options_.system_argument;
        return options_.system.empty() ? default_system : options_.system;
    }

    FormFormat chosen_format() const {
        // With a registry the output is a folder, whatever its name.
        const std::string_view file = options_.registry.empty() ? std::string_view(options_.output) : "";
        const std::string_view chosen =
            cli::chosen_format(options_.format, file, {"xlsx", "csv", "yaml", "html"});
        for (const auto& [name, format] : format_names)
            if (chosen == name) return format;
        return FormFormat::xlsx;
    }

    std::string_view ending() const {
        for (const auto& [name, format] : format_names)
            if (format == format_) return name;
        return {};
    }

    std::vector<RawSheet> read(const std::string& path) {
        Diagnostics diagnostics;
        std::vector<RawSheet> sheets;
        for (OpenedSheet& sheet :
             read_sheets({path, system_name(), {}, {}}, programs_, console_, diagnostics))
            sheets.push_back(canonical_sheet(*binder_, sheet.raw));
        has_errors_ = has_errors_ || diagnostics.has_errors();
        console_.report(diagnostics);
        return sheets;
    }

    void write_one() {
        if (options_.output.empty() && format_ == FormFormat::xlsx) throw UsageError(say(output_missing));
        if (earlier_.size() > 1)
            throw UsageError(say(several_sheets, options_.answers, earlier_.size()),
                             say(use_for, options_.answers));
        console_.write_result(options_.output, form(earlier_.empty() ? RawSheet() : earlier_.front()));
    }

    void write_for_registry() {
        if (options_.output.empty()) throw UsageError(say(output_folder_missing));
        create_directories(options_.output);
        FileNames names;
        const std::vector<RawSheet> enterprises = read(options_.registry);
        for (const RawSheet& enterprise : enterprises) {
            const RawValue* name = enterprise.attribute("name");
            const RawValue* id = enterprise.attribute("id");
            const std::string base = name ? name->text : id ? id->text : "form";
            write_file(options_.output + "/" + names.make(base) + "." + std::string(ending()),
                       form(with_earlier(enterprise)));
        }
        console_.remark(say(forms_written, enterprises.size(), options_.output));
    }

    /// The enterprise as the registry knows it, with its answers of last time.
    RawSheet with_earlier(const RawSheet& enterprise) const {
        RawSheet sheet = enterprise;
        const RawValue* id = enterprise.attribute("id");
        for (const RawSheet& earlier : earlier_) {
            const RawValue* earlier_id = earlier.attribute("id");
            if (!id || !earlier_id || normalise_id(id->text) != normalise_id(earlier_id->text)) continue;
            for (const RawAnswer& answer : earlier.answers)
                add_unless_there(sheet, answer);
        }
        return sheet;
    }

    static void add_unless_there(RawSheet& sheet, const RawAnswer& answer) {
        for (RawAnswer& own : sheet.answers) {
            if (own.key != answer.key) continue;
            if (own.values.empty() && !own.not_applicable && !own.is_list) own = answer;
            return;
        }
        sheet.answers.push_back(answer);
    }

    std::string form(RawSheet filled) const {
        if (!options_.period.empty()) filled.period = options_.period;
        FormOptions options;
        options.language = console_.language();
        options.purpose = options_.purpose;
        options.deadline = options_.deadline;
        options.contact = options_.contact;
        options.filled = &filled;
        options.preview = preview_form(*program_, binder_->bind(filled));
        return make_form(*program_->outline, format_, options);
    }

    const FormCommand& options_;
    Console& console_;
    OpenPrograms programs_;
    std::shared_ptr<const Program> program_;
    std::optional<Binder> binder_;
    FormFormat format_ = FormFormat::xlsx;
    std::vector<RawSheet> earlier_;
    bool has_errors_ = false;
};

}  // namespace

CommandSpec form_command() {
    auto options = std::make_shared<FormCommand>();
    return {
        .name = "form",
        .summary = summary,
        .arguments = {system_argument(options->system_argument)},
        .options =
            {
                output_option(options->output),
                format_option(options->format, {"xlsx", "csv", "yaml", "html"}),
                {.name = "for",
                 .value = "REGISTRY",
                 .help = for_help,
                 .target = &options->registry,
                 .completion = Completion::file},
                {.name = "answers",
                 .value = "FILE",
                 .help = answers_help,
                 .target = &options->answers,
                 .completion = Completion::file},
                {.name = "period", .value = "PERIOD", .help = period_help, .target = &options->period},
                {.name = "purpose", .value = "TEXT", .help = purpose_help, .target = &options->purpose},
                {.name = "deadline", .value = "TEXT", .help = deadline_help, .target = &options->deadline},
                {.name = "contact", .value = "TEXT", .help = contact_help, .target = &options->contact},
                system_option(options->system),
            },
        .examples =
            {
                {"form general -o questionnaire.xlsx",
                 {"空白问卷，用 Excel 或 WPS 填写", "a blank questionnaire for Excel or WPS"}},
                {"form miit-sme -o page.html", {"可打印、手写的问卷", "a page to print and fill in by hand"}},
                {"form general --for registry.csv --answers 2025.csv -o forms",
                 {"名录中每家企业一份", "a form for each enterprise of a registry"}},
            },
        .work = [options](Console& console) { return FormRun(*options, console).run(); },
    };
}

}  // namespace tidu::cli
