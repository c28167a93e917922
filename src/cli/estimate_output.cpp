// SPDX-License-Identifier: Apache-2.0
#include "cli/estimate_output.h"

#include <algorithm>
#include <cmath>

#include "cli/drive_words.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/fixed.h"

namespace tidu::cli {
namespace {

constexpr Phrase domain_label{"范围", "domain"};
constexpr Phrase measure_label{"指标", "measure"};
constexpr Phrase n_label{"作答", "n"};
constexpr Phrase value_label{"估计", "estimate"};
constexpr Phrase interval_label{"置信区间", "interval"};
constexpr Phrase count_label{"企业数", "count"};
constexpr Phrase flag_label{"标记", "flag"};
constexpr Phrase range_label{"置信区间", "confidence interval"};
constexpr Phrase share_label{"占比（%）", "share (%)"};

constexpr int share_digits = 6;
constexpr int count_digits = 1;

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

std::string measure_name(const std::string& ladder, const std::string& measure) {
    return ladder.empty() ? measure : ladder + ":" + measure;
}

std::optional<double> finite(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_share(const Figure& figure) {
    return figure.kind != "mean";
}

/// `45.2 %` of shares, points of scores.
std::string value_text(const Figure& figure, const std::optional<double>& value) {
    if (!value) return "–";
    return is_share(figure) ? percent_text(*value) : survey::format_fixed(*value, 2);
}

std::string interval_text(const Figure& figure) {
    if (!figure.lower || !figure.upper) return "–";
    if (is_share(figure))
        return survey::format_fixed(100 * *figure.lower, 1) + "–" +
               survey::format_fixed(100 * *figure.upper, 1);
    return survey::format_fixed(*figure.lower, 2) + "–" + survey::format_fixed(*figure.upper, 2);
}

Tone tone_of(const Figure& figure) {
    if (figure.flag == "suppress" || figure.flag == "hidden") return Tone::muted;
    return figure.flag == "review" ? Tone::open : Tone::plain;
}

/// What a row says whether or not its figures are published.
struct RowHead {
    const std::vector<std::string>& domain;
    std::string measure;
    const char* kind;
    std::size_t respondents;
    survey::ReliabilityVerdict reliability;
    bool is_hidden;
};

/// The figure without its numbers: a hidden one loses its respondents too.
Figure head_of(const RowHead& row, const std::string& by, bool all_values) {
    Figure figure;
    figure.by = by;
    figure.domain = joined(row.domain);
    figure.measure = row.measure;
    figure.kind = row.kind;
    if (row.is_hidden && !all_values) {
        figure.flag = "hidden";
        figure.reason = "disclosure";
        return figure;
    }
    figure.respondents = row.respondents;
    figure.flag = survey::reliability_name(row.reliability.reliability);
    figure.reason = survey::reason_name(row.reliability.reason);
    return figure;
}

bool has_numbers(const Figure& figure, bool all_values) {
    return figure.flag != "hidden" && figure.respondents > 0 && (figure.flag != "suppress" || all_values);
}

/// Mean, error and interval by Student's t. Without a degree of freedom there is neither error nor interval.
void set_mean(Figure& figure, const survey::MeanEstimate& mean, const survey::ConfidenceInterval& interval) {
    figure.population = mean.population;
    figure.value = mean.mean;
    figure.degrees = mean.degrees_of_freedom;
    if (mean.degrees_of_freedom < 1 && !mean.is_census) return;
    figure.standard_error = std::sqrt(mean.variance);
    figure.lower = interval.lower;
    figure.upper = interval.upper;
    figure.interval = "t";
}

Figure figure_of(const survey::EstimateRow& row, const std::string& by, const std::string& ladder,
                 bool all_values) {
    Figure figure =
        head_of({row.domain, measure_name(row.is_share ? ladder : std::string{}, row.measure),
                 row.is_share ? "share" : "mean", row.estimate.respondents, row.reliability, row.is_hidden},
                by, all_values);
    figure.frame = row.frame_population;
    if (!has_numbers(figure, all_values)) return figure;
    set_mean(figure, row.estimate, row.interval);
    if (!row.is_share) return figure;
    figure.lower = row.interval.lower;  // its size has an answer to one enterprise, too
    figure.upper = row.interval.upper;
    figure.interval = survey::interval_name(row.method);
    figure.effective_size = finite(row.effective_size);
    figure.count = row.estimate.total;
    if (figure.standard_error) figure.count_error = std::sqrt(row.estimate.total_variance);
    figure.count_lower = row.count_interval.lower;
    figure.count_upper = row.count_interval.upper;
    return figure;
}

/// Figures as people read them, by the titles of a system.
class FigureBlocks {
  public:
    FigureBlocks(const std::vector<Figure>& figures, const System& system, const DriveRun& run)
        : figures_(figures), system_(system), run_(run) {}

    void add_to(Document& document) const {
        if (run_.format() == "html") add_bars(document);
        document.blocks.push_back(table());
    }

  private:
    Language language() const { return run_.console().language(); }
    std::string domain(const Figure& figure) const {
        return domain_words(figure.by, figure.domain, language());
    }
    /// A share and its interval in every domain, one chart for each measure.
    void add_bars(Document& document) const {
        std::vector<std::string> measures;
        for (const Figure& figure : figures_)
            if (figure.kind == "share" && std::ranges::find(measures, figure.measure) == measures.end())
                measures.push_back(figure.measure);
        for (const std::string& name : measures) {
            BarChart chart = bars_of(name);
            if (chart.bars.size() < 2) continue;
            document.blocks.push_back(Heading{3, chart.title});
            document.blocks.push_back(std::move(chart));
        }
    }

    BarChart bars_of(const std::string& name) const {
        BarChart chart;
        chart.title = measure_words(system_, name, language());
        chart.value_label = run_.word(share_label);
        chart.range_label = run_.word(range_label);
        chart.range_is_interval = true;
        double largest = 0;
        for (const Figure& figure : figures_) {
            if (figure.measure != name || figure.kind != "share") continue;
            BarChart::Bar& bar = chart.bars.emplace_back();
            bar.label = domain(figure);
            bar.value_text = value_text(figure, figure.value);
            bar.tone = tone_of(figure);
            if (!figure.value) continue;
            bar.value = 100 * *figure.value;
            bar.low = 100 * figure.lower.value_or(*figure.value);
            bar.high = 100 * figure.upper.value_or(*figure.value);
            largest = std::max(largest, *bar.high);
        }
        chart.scale = largest > 50 ? 100 : std::max(5.0, std::ceil(largest / 5) * 5);
        return chart;
    }

    Table table() const {
        const bool is_by_domain =
            std::ranges::any_of(figures_, [](const Figure& figure) { return !figure.by.empty(); });
        const bool has_flags =
            std::ranges::any_of(figures_, [](const Figure& figure) { return figure.flag != "present"; });
        Table table;
        if (is_by_domain) table.columns.push_back({run_.word(domain_label), false});
        table.columns.push_back({run_.word(measure_label), false});
        for (const Phrase* label : {&n_label, &value_label, &interval_label, &count_label})
            table.columns.push_back({run_.word(*label), true});
        if (has_flags) table.columns.push_back({run_.word(flag_label), false});
        for (const Figure& figure : figures_) {
            Table::Row& row = table.rows.emplace_back();
            row.tone = tone_of(figure);
            if (is_by_domain) row.cells.push_back(domain(figure));
            row.cells.push_back(short_measure_words(system_, figure.measure, language()));
            row.cells.push_back(figure.flag == "hidden" ? "–" : grouped(figure.respondents));
            row.cells.push_back(value_text(figure, figure.value));
            row.cells.push_back(interval_text(figure));
            row.cells.push_back(
                figure.count ? grouped(static_cast<std::uint64_t>(std::llround(std::max(0.0, *figure.count))))
                             : "–");
            if (has_flags) row.cells.push_back(flag_words(figure.flag, figure.reason, language()));
        }
        return table;
    }

    const std::vector<Figure>& figures_;
    const System& system_;
    const DriveRun& run_;
};

}  // namespace

std::vector<Figure> figures_of(const survey::EstimateTable& table, const std::string& ladder,
                               bool all_values) {
    std::vector<Figure> figures;
    for (const survey::EstimateRow& row : table.rows)
        figures.push_back(figure_of(row, joined(table.columns), ladder, all_values));
    return figures;
}

std::vector<Figure> figures_of(const std::vector<survey::ChangeRow>& rows,
                               const std::vector<std::string>& columns, const std::string& ladder,
                               bool all_values) {
    std::vector<Figure> figures;
    for (const survey::ChangeRow& row : rows) {
        Figure& figure =
            figures.emplace_back(head_of({row.domain, measure_name(ladder, row.measure), "change",
                                          row.after.respondents, row.reliability, row.is_hidden},
                                         joined(columns), all_values));
        if (!has_numbers(figure, all_values)) continue;
        figure.population = row.after.population;
        figure.value = row.change.change;
        figure.standard_error = std::sqrt(row.change.variance);
        figure.degrees = row.change.degrees_of_freedom;
        figure.lower = row.interval.lower;
        figure.upper = row.interval.upper;
        figure.interval = "t";
    }
    return figures;
}

std::vector<Figure> figures_of(const survey::AssistedTable& table, const std::vector<std::string>& columns,
                               const std::string& ladder, bool all_values) {
    std::vector<Figure> figures;
    for (const survey::AssistedRow& row : table.rows) {
        const survey::MeanEstimate& mean = row.estimate.mean;
        Figure& figure =
            figures.emplace_back(head_of({row.domain, measure_name(ladder, row.measure), "assisted",
                                          mean.respondents, row.reliability, row.is_hidden},
                                         joined(columns), all_values));
        figure.frame = mean.population;
        if (!has_numbers(figure, all_values)) continue;
        set_mean(figure, mean, row.interval);
        figure.count = mean.total;
        if (!figure.standard_error) continue;
        figure.count_error = std::sqrt(mean.total_variance);
        figure.count_lower = mean.population * row.interval.lower;
        figure.count_upper = mean.population * row.interval.upper;
    }
    return figures;
}

std::string figures_csv(const std::vector<Figure>& figures, const std::string& run) {
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"by",
                                "domain",
                                "measure",
                                "kind",
                                "respondents",
                                "population",
                                "value",
                                "standard_error",
                                "degrees_of_freedom",
                                "effective_size",
                                "lower",
                                "upper",
                                "interval",
                                "count",
                                "count_error",
                                "count_lower",
                                "count_upper",
                                "frame",
                                "flag",
                                "reason",
                                "run"})
        csv.text(heading);
    csv.end_row();
    for (const Figure& figure : figures) {
        for (const std::string* text : {&figure.by, &figure.domain, &figure.measure, &figure.kind})
            csv.text(*text);
        csv.number(figure.flag == "hidden" ? "" : std::to_string(figure.respondents));
        csv.number(survey::format_fixed(figure.population, count_digits));
        for (const auto* value : {&figure.value, &figure.standard_error})
            csv.number(survey::format_fixed(*value, share_digits));
        csv.number(survey::format_fixed(figure.degrees, 0));
        csv.number(survey::format_fixed(figure.effective_size, count_digits));
        for (const auto* value : {&figure.lower, &figure.upper})
            csv.number(survey::format_fixed(*value, share_digits));
        csv.text(figure.interval);
        for (const auto* value :
             {&figure.count, &figure.count_error, &figure.count_lower, &figure.count_upper})
            csv.number(survey::format_fixed(*value, count_digits));
        csv.number(survey::format_fixed(figure.frame, 0));
        for (const std::string* text : {&figure.flag, &figure.reason, &run})
            csv.text(*text);
        csv.end_row();
    }
    return bytes;
}

void write_figures(JsonWriter& json, const std::vector<Figure>& figures) {
    json.key("figures");
    json.open_array();
    for (const Figure& figure : figures) {
        json.open_object();
        json.member("by", figure.by);
        json.member("domain", figure.domain);
        json.member("measure", figure.measure);
        json.member("kind", figure.kind);
        if (figure.flag != "hidden") json.member("respondents", figure.respondents);
        json.member("population", survey::rounded(figure.population, count_digits));
        json.member("value", survey::rounded(figure.value, share_digits));
        json.member("standard_error", survey::rounded(figure.standard_error, share_digits));
        json.member("degrees_of_freedom", survey::rounded(figure.degrees, 0));
        json.member("effective_size", survey::rounded(figure.effective_size, count_digits));
        json.member("lower", survey::rounded(figure.lower, share_digits));
        json.member("upper", survey::rounded(figure.upper, share_digits));
        json.member("interval", figure.interval);
        json.member("count", survey::rounded(figure.count, count_digits));
        json.member("count_error", survey::rounded(figure.count_error, count_digits));
        json.member("count_lower", survey::rounded(figure.count_lower, count_digits));
        json.member("count_upper", survey::rounded(figure.count_upper, count_digits));
        json.member("frame", survey::rounded(figure.frame, 0));
        json.member("flag", figure.flag);
        json.member("reason", figure.reason);
        json.close_object();
    }
    json.close_array();
}

void add_figures(Document& document, const std::vector<Figure>& figures, const System& system,
                 const DriveRun& run) {
    FigureBlocks(figures, system, run).add_to(document);
}

}  // namespace tidu::cli
