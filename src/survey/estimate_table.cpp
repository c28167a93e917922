// SPDX-License-Identifier: Apache-2.0
// Domains of a sample and their estimates, with publication flags. What `estimate` prints.
#include "tidu/survey/estimate_table.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "domain_key.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/survey/simple_sample.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

/// Exact where that was asked for and the domain is one simple random sample.
void set_share_interval(EstimateRow& row, const SurveySample& sample, std::span<const std::uint32_t> domain,
                        std::span<const double> y, const TableOptions& options) {
    row.method = options.method;
    if (options.method == IntervalMethod::exact) {
        if (const auto simple = as_simple_sample(sample.design, sample.respondents, domain, y)) {
            row.interval = exact_interval(simple->successes, simple->respondents, simple->population,
                                          options.confidence);
            return;
        }
        row.method = IntervalMethod::wilson;
    }
    row.interval = share_interval(row.estimate, row.method, options.confidence);
}

EstimateRow estimate_row(const SurveySample& sample, std::span<const std::uint32_t> domain,
                         const Measure& measure, std::span<const double> y,
                         std::optional<double> frame_population, const TableOptions& options) {
    EstimateRow row;
    row.measure = measure.name;
    row.is_share = measure.is_share;
    row.frame_population = frame_population;
    const bool all_counted = domain.size() > 0 && frame_population && sample.frame_is_population();
    row.estimate = estimate_mean(sample.design, sample.respondents, domain, y,
                                 all_counted && measure.is_share ? frame_population : std::nullopt);
    if (domain.empty()) {
        row.reliability = {Reliability::suppress, ReliabilityReason::no_respondents};
        return row;
    }
    if (!measure.is_share) {
        row.interval = t_interval(row.estimate.mean, row.estimate.variance, row.estimate.degrees_of_freedom,
                                  options.confidence);
        row.reliability = judge_mean(row.estimate, options.reliability);
        return row;
    }
    row.effective_size = effective_size(row.estimate);
    set_share_interval(row, sample, domain, y, options);
    const double scale =
        row.estimate.mean > 0 ? row.estimate.total / row.estimate.mean : row.estimate.population;
    row.count_interval = {scale * row.interval.lower, scale * row.interval.upper};
    row.reliability = judge_reliability(row.estimate, row.interval, options.reliability);
    return row;
}

/// Hides small cells of one measure and their partners. Two columns make a table with lines both ways, one
/// column a single line; with more only the small cells themselves are hidden.
void hide_small_cells(std::vector<EstimateRow*> rows, std::size_t column_count, std::uint64_t least) {
    if (least == 0 || column_count == 0) return;
    if (column_count > 2) {
        for (EstimateRow* row : rows)
            row->is_hidden = row->estimate.respondents > 0 && row->estimate.respondents < least;
        return;
    }
    std::set<std::string> first, second;
    for (const EstimateRow* row : rows) {
        first.insert(column_count == 2 ? row->domain[0] : std::string{});
        second.insert(column_count == 2 ? row->domain[1] : join_domain(row->domain));
    }
    const std::vector<std::string> lines(first.begin(), first.end()), across(second.begin(), second.end());
    std::vector<std::uint64_t> counts(lines.size() * across.size());
    std::vector<EstimateRow*> cells(counts.size());
    for (EstimateRow* row : rows) {
        const std::string line = column_count == 2 ? row->domain[0] : std::string{};
        const std::string other = column_count == 2 ? row->domain[1] : join_domain(row->domain);
        const auto i =
            static_cast<std::size_t>(std::lower_bound(lines.begin(), lines.end(), line) - lines.begin());
        const auto j =
            static_cast<std::size_t>(std::lower_bound(across.begin(), across.end(), other) - across.begin());
        counts[i * across.size() + j] = row->estimate.respondents;
        cells[i * across.size() + j] = row;
    }
    const std::vector<char> hidden = hidden_cells(counts, across.size(), least);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        if (cells[cell] && hidden[cell]) cells[cell]->is_hidden = true;
}

}  // namespace

std::optional<RespondentLevels> read_levels(const SurveySample& sample, const TextTable& results,
                                            const LadderScale& scale, Diagnostics& diagnostics) {
    const std::string heading = scale.ladder + "_level";
    const auto column = results.column(heading);
    if (!column) {
        diagnostics.add({Severity::error,
                         rules::column_missing,
                         say(phrases::column_missing, heading),
                         results.place(),
                         say(phrases::level_column_help),
                         {},
                         {}});
        return std::nullopt;
    }
    RespondentLevels levels;
    levels.rungs.reserve(sample.result_rows.size());
    for (std::uint32_t row : sample.result_rows) {
        const std::string_view word = results.cell(row, *column);
        std::optional<std::uint32_t>& rung = levels.rungs.emplace_back();
        const auto known = std::find(scale.levels.begin(), scale.levels.end(), word);
        if (known != scale.levels.end()) {
            rung = static_cast<std::uint32_t>(known - scale.levels.begin()) + 1;
        } else if (word == "none") {
            rung = 0;
        } else if (word == "not_applicable") {
            ++levels.off_ladder;
        } else if (word == "unknown" || word.empty()) {
            ++levels.unknown;
        } else {
            diagnostics.add({Severity::error,
                             rules::level_unknown,
                             say(phrases::level_unknown, scale.ladder, word),
                             results.place(row, *column),
                             say(phrases::level_unknown_help),
                             {},
                             {}});
            return std::nullopt;
        }
    }
    return levels;
}

std::optional<std::vector<std::optional<double>>> read_numbers(const SurveySample& sample,
                                                               const TextTable& results,
                                                               std::string_view heading,
                                                               Diagnostics& diagnostics) {
    const auto column = results.column(heading);
    if (!column) {
        report_missing_domain_column(results, heading, diagnostics);
        return std::nullopt;
    }
    std::vector<std::optional<double>> numbers;
    for (std::uint32_t row : sample.result_rows) {
        const std::string_view cell = results.cell(row, *column);
        numbers.push_back(parse_number(cell));
        if (cell.empty() || numbers.back()) continue;
        diagnostics.add({Severity::error,
                         rules::registry_number,
                         say(phrases::score_not_number, cell),
                         results.place(row, *column),
                         say(phrases::score_not_number_help),
                         {},
                         {}});
        return std::nullopt;
    }
    return numbers;
}

std::optional<FrameCounts> count_frame(const Registry& registry, std::span<const std::string> columns) {
    std::vector<std::size_t> positions;
    for (const std::string& column : columns) {
        const auto position = registry.units.column(column);
        if (!position) return std::nullopt;
        positions.push_back(*position);
    }
    FrameCounts counts;
    std::string key;
    for (std::size_t row = 0; row < registry.units.row_count(); ++row) {
        key.clear();
        for (std::size_t position = 0; position < positions.size(); ++position) {
            if (position > 0) key += domain_separator;
            key += registry.units.cell(row, positions[position]);
        }
        ++counts[key];
    }
    return counts;
}

std::vector<Measure> level_measures(const RespondentLevels& levels, const LadderScale& scale) {
    std::vector<Measure> measures;
    for (std::uint32_t rung = 1; rung <= scale.levels.size(); ++rung) {
        Measure& measure = measures.emplace_back();
        measure.name = scale.levels[rung - 1];
        for (const std::optional<std::uint32_t>& reached : levels.rungs)
            measure.values.push_back(reached ? std::optional(*reached >= rung ? 1.0 : 0.0) : std::nullopt);
    }
    return measures;
}

std::optional<EstimateTable> estimate_table(const SurveySample& sample, const TextTable& results,
                                            const std::vector<std::string>& columns,
                                            std::span<const Measure> measures,
                                            const std::optional<FrameCounts>& frame,
                                            const TableOptions& options, Diagnostics& diagnostics) {
    auto found = respondents_by_domain(sample, results, columns, diagnostics);
    if (!found) return std::nullopt;
    Domains domains = std::move(*found);
    if (frame)
        for (const auto& [key, count] : *frame)
            domains[key];  // nobody of it answered: a row all the same
    EstimateTable table{columns, {}};
    std::vector<std::vector<double>> y;
    for (const Measure& measure : measures) {
        y.emplace_back();
        for (const std::optional<double>& value : measure.values)
            y.back().push_back(value.value_or(0));
    }
    std::vector<std::uint32_t> with_value;
    for (const auto& [key, members] : domains) {
        std::optional<double> frame_population;
        if (frame) {
            const auto counted = frame->find(key);
            frame_population = counted == frame->end() ? 0.0 : static_cast<double>(counted->second);
        }
        for (std::size_t measure = 0; measure < measures.size(); ++measure) {
            with_value.clear();
            for (std::uint32_t member : members)
                if (measures[measure].values[member]) with_value.push_back(member);
            // Off the ladder means out of its population: then the frame's count is not that of the domain.
            const bool all = with_value.size() == members.size();
            EstimateRow row = estimate_row(sample, with_value, measures[measure], y[measure],
                                           all ? frame_population : std::nullopt, options);
            row.frame_population = frame_population;
            row.domain = split_domain(key, columns.size());
            table.rows.push_back(std::move(row));
        }
    }
    for (const Measure& measure : measures) {
        std::vector<EstimateRow*> rows;
        for (EstimateRow& row : table.rows)
            if (row.measure == measure.name) rows.push_back(&row);
        hide_small_cells(std::move(rows), columns.size(), options.disclosure_minimum);
    }
    return table;
}

bool post_stratify_to_registry(SurveySample& sample, const TextTable& results, const Registry& registry,
                               const std::vector<std::string>& columns, Diagnostics& diagnostics) {
    const auto frame = count_frame(registry, columns);
    if (!frame) {
        report_missing_domain_column(registry.units, join_domain(columns), diagnostics);
        return false;
    }
    const auto keys = domain_keys(sample, results, columns, diagnostics);
    if (!keys) return false;
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    std::vector<double> counts;
    for (const auto& [key, count] : *frame) {
        numbers.emplace(key, static_cast<std::uint32_t>(counts.size()));
        counts.push_back(static_cast<double>(count));
    }
    std::vector<std::uint32_t> post;
    for (const std::string& key : *keys) {
        const auto found = numbers.find(key);
        if (found == numbers.end()) {
            diagnostics.add({Severity::error,
                             rules::registry_differs,
                             say(phrases::post_stratum_unknown, key),
                             registry.units.place(),
                             say(phrases::registry_differs_help),
                             {},
                             {}});
            return false;
        }
        post.push_back(found->second);
    }
    const auto empty = post_stratify(post, counts, sample.respondents);
    for (std::uint32_t number : empty)
        for (const auto& [key, position] : numbers)
            if (position == number)
                diagnostics.add({Severity::error,
                                 rules::class_empty,
                                 say(phrases::post_stratum_empty, key),
                                 registry.units.place(),
                                 say(phrases::post_stratum_empty_help),
                                 {},
                                 {}});
    return empty.empty();
}

}  // namespace tidu::survey
