// SPDX-License-Identifier: Apache-2.0
#include "cli/index_estimates.h"

#include <algorithm>

#include "cli/common_options.h"
#include "cli/phrases.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

constexpr Phrase go_together{"--estimates 与 --figure 须一起给出", "--estimates and --figure go together"};
constexpr Phrase go_together_help{
    "如 --estimates 2026=estimates.csv --figure basic_share=factory:basic",
    "such as --estimates 2026=estimates.csv --figure basic_share=factory:basic"};
constexpr Phrase no_question{"体系 `{0}` 没有数值题 `{1}`", "the system `{0}` has no number `{1}`"};
constexpr Phrase no_measure{"{0} 中没有按 `{2}` 列出的 `{1}`", "{0} has no `{1}` by `{2}`"};
constexpr Phrase no_measure_help{
    "用 tidu estimate 的 --by、--ladder、--mean 加上；区域列用 --estimates-by 指明",
    "add it with --by, --ladder or --mean of tidu estimate; name the column of regions with --estimates-by"};
constexpr Phrase withheld{"{0}（{1}）：{2} 个范围的 {3} 未公布，按缺失计",
                          "{0} ({1}): {3} of {2} regions was not published and is missing"};

/// Reads one file of estimates for one period.
class FigureReader {
  public:
    FigureReader(const std::string& period, const std::string& path, const std::string& by, DriveRun& run)
        : period_(period), path_(path), by_(by), run_(run), table_(run.open_estimates(path)) {}

    bool read(const std::string& question, const std::string& measure, EstimatedFigures& figures) {
        if (!table_) return false;
        std::size_t found = 0, missing = 0;
        for (std::size_t row = 0; row < table_->row_count(); ++row) {
            const std::string_view kind = cell(row, "kind");
            if (cell(row, "by") != by_ || cell(row, "measure") != measure || kind == "change") continue;
            ++found;
            const auto value = parse_number(cell(row, "value"));
            if (!value) {
                ++missing;
                continue;
            }
            const double scale = kind == "mean" ? 1 : 100;
            const double error = parse_number(cell(row, "standard_error")).value_or(0);
            figures[{period_, std::string(cell(row, "domain"))}].push_back(
                {question, scale * *value, scale * error, table_->place(row, *table_->column("value"))});
        }
        if (missing > 0) run_.decide(say(withheld, path_, period_, missing, measure));
        if (found > 0) return true;
        run_.console().error(say(no_measure, path_, measure, by_), say(no_measure_help));
        return false;
    }

  private:
    std::string_view cell(std::size_t row, std::string_view heading) const {
        const auto column = table_->column(heading);
        return column ? table_->cell(row, *column) : std::string_view{};
    }

    const std::string& period_;
    const std::string& path_;
    const std::string& by_;
    DriveRun& run_;
    std::optional<survey::TextTable> table_;
};

bool is_number(const Outline& outline, const std::string& question) {
    const auto item = outline.find_item(question);
    return item && outline[*item].item->type == AnswerType::number;
}

[[noreturn]] void refuse_question(const Outline& outline, const std::string& question) {
    std::vector<std::string> numbers;
    for (const auto& entry : outline.items())
        if (entry.item->type == AnswerType::number) numbers.push_back(entry.item->id.text);
    const auto nearest = nearest_match(question, numbers);
    throw UsageError(say(no_question, outline.system().id, question),
                     nearest ? say(phrases::did_you_mean, *nearest) : Message{});
}

}  // namespace

std::optional<EstimatedFigures> open_estimated_figures(const IndexOptions& options, const Outline& outline,
                                                       DriveRun& run) {
    if (options.estimates.empty() != options.figures.empty())
        throw UsageError(say(go_together), say(go_together_help));
    EstimatedFigures figures;
    const std::string by = options.estimates_by.empty() ? "city" : options.estimates_by;
    const auto wanted = split_assignments(options.figures, "--figure");
    for (const auto& [question, measure] : wanted)
        if (!is_number(outline, question) && !options.is_older_set) refuse_question(outline, question);
    for (const auto& [period, path] : split_assignments(options.estimates, "--estimates")) {
        FigureReader reader(period, path, by, run);
        for (const auto& [question, measure] : wanted)
            if (is_number(outline, question) && !reader.read(question, measure, figures)) return std::nullopt;
    }
    return figures;
}

RawSheet with_figures(const RawSheet& sheet, const std::vector<EstimatedFigure>& figures,
                      const Outline& outline, double shift, const EstimatedFigure* only) {
    RawSheet filled = sheet;
    for (const EstimatedFigure& figure : figures) {
        std::erase_if(filled.answers, [&](const RawAnswer& answer) { return answer.key == figure.question; });
        double value = figure.value;
        if (!only || only == &figure) value += shift * figure.standard_error;
        if (const auto& range = outline[*outline.find_item(figure.question)].item->range)
            value = std::clamp(value, range->low, range->high);
        RawAnswer& answer = filled.answers.emplace_back();
        answer.key = figure.question;
        answer.values.push_back({format_number(value), {}, false});
    }
    return filled;
}

RawSheet sheet_of_region(const std::string& period, const std::string& region,
                         const std::vector<EstimatedFigure>& figures) {
    RawSheet sheet;
    const Place& place = figures.front().place;
    sheet.source = place.source;
    sheet.place_kind = place.kind;
    sheet.span = place.span;
    sheet.period = period;
    sheet.enterprise.emplace_back("id", RawValue{region, place.span, false});
    return sheet;
}

}  // namespace tidu::cli
