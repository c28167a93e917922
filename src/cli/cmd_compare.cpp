// SPDX-License-Identifier: Apache-2.0
// `tidu compare`: years, enterprises, or a self-assessment against its review.
#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_format.h"
#include "cli/read_sheets.h"
#include "cli/stored_results.h"
#include "tidu/answers/bind.h"
#include "tidu/report/build_comparison.h"
#include "tidu/report/render.h"
#include "tidu/result/assemble.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"对比两份或多份结果：变了什么，各指标影响多少，等级为何升降",
                         "compare results: what changed, what each indicator adds, why levels moved"};
constexpr Phrase inputs_help{"结果文件（JSON）或答卷，至少两份，按先后排列",
                             "result files (JSON) or answers, two or more, in order"};
constexpr Phrase review_help{"后一份是对前一份的复核：列出高报和低报的指标",
                             "each later one reviews the one before: list what was over- and understated"};
constexpr Phrase full_help{"在终端也列出全部变化", "list every change in the terminal too"};
constexpr Phrase too_few{"至少需要两份有效结果，现有 {} 份",
                         "two or more valid results are needed; there are {}"};
constexpr Phrase systems_mixed{"结果来自不同的体系：`{}` 和 `{}`",
                               "the results are of different systems: `{}` and `{}`"};
constexpr Phrase invalid_left_out{"{}：答卷有误，不参与对比", "{}: the answers have errors and are left out"};

struct CompareOptions {
    std::vector<std::string> paths;
    std::string system;
    std::string format;
    std::string output;
    std::optional<std::uint32_t> digits;
    bool is_review = false;
    bool full = false;
};

class CompareRun {
  public:
    CompareRun(const CompareOptions& options, Console& console)
        : options_(options), console_(console), programs_(console) {}

    ExitCode run() {
        for (const std::string& path : options_.paths)
            take(path);
        if (records_.size() < 2) throw UsageError(say(too_few, records_.size()));
        std::vector<ResultComparison> comparisons;
        for (std::size_t place = 0; place + 1 < records_.size(); ++place)
            comparisons.push_back(compare(records_[place], records_[place + 1], *program_->outline));
        console_.write_result(options_.output, rendered(comparisons));
        return has_errors_ || programs_.has_failed() ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    void take(const std::string& path) {
        Diagnostics diagnostics;
        if (is_result_file(path)) {
            for (Assessed& one : read_stored_results(path, options_.system, programs_, console_, diagnostics))
                keep(path, std::move(one));
        } else {
            for (const OpenedSheet& sheet :
                 read_sheets({path, options_.system, {}, {}}, programs_, console_, diagnostics))
                keep(path, assess_sheet(sheet, diagnostics));
        }
        has_errors_ = has_errors_ || diagnostics.has_errors();
        console_.report(diagnostics);
    }

    Assessed assess_sheet(const OpenedSheet& opened, Diagnostics& diagnostics) {
        AnswerSheet sheet = bind_answers(*opened.program->outline, opened.raw);
        Assessed assessed{opened.program, assess(*opened.program, sheet, {}, evaluation_)};
        diagnostics.append(std::move(sheet.problems));
        return assessed;
    }

    void keep(const std::string& path, Assessed one) {
        if (one.record.status == RecordStatus::invalid) {
            has_errors_ = true;
            console_.error(say(invalid_left_out, path));
            return;
        }
        if (!program_) program_ = one.program;
        const std::string& first = program_->outline->system().id;
        if (one.record.system_id != first) throw UsageError(say(systems_mixed, first, one.record.system_id));
        records_.push_back(std::move(one.record));
    }

    std::string rendered(const std::vector<ResultComparison>& comparisons) const {
        const std::string format = output_format(options_.format, options_.output);
        if (format == "json") return comparison_json(records_, comparisons);
        ComparisonReportSettings settings;
        settings.language = console_.language();
        settings.digits = static_cast<int>(std::min(options_.digits.value_or(1), 9U));
        constexpr std::size_t rows_on_a_screen = 15;
        if (format == "text" && !options_.full) settings.row_limit = rows_on_a_screen;
        settings.is_review = options_.is_review;
        return render_document(build_comparison(records_, comparisons, *program_, settings), format,
                               options_.output, console_.settings());
    }

    const CompareOptions& options_;
    Console& console_;
    OpenPrograms programs_;
    std::shared_ptr<const Program> program_;
    std::vector<AssessmentRecord> records_;
    Evaluation evaluation_;
    bool has_errors_ = false;
};

}  // namespace

CommandSpec compare_command() {
    auto options = std::make_shared<CompareOptions>();
    return {
        .name = "compare",
        .summary = summary,
        .arguments = {{.name = "RESULTS", .help = inputs_help, .target = &options->paths}},
        .options =
            {
                {.name = "review", .help = review_help, .target = &options->is_review},
                {.name = "full", .help = full_help, .target = &options->full},
                system_option(options->system),
                format_option(options->format, {"text", "json", "md", "html", "xlsx"}),
                output_option(options->output),
                digits_option(options->digits),
            },
        .examples =
            {
                {"compare 2025.json 2026.json", {"两年之间变了什么", "what changed between two years"}},
                {"compare claimed.yaml reviewed.yaml --review -o review.html",
                 {"自评与复核有何出入", "where the review disagrees with the self-assessment"}},
            },
        .work = [options](Console& console) { return CompareRun(*options, console).run(); },
    };
}

}  // namespace tidu::cli
