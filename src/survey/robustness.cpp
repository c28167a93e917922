// SPDX-License-Identifier: Apache-2.0
// Monte Carlo over the choices behind an index, and what it says of ranks. Method: docs/methods/index.md.
#include "tidu/survey/robustness.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>
#include <thread>

#include "compensated_sum.h"
#include "index_runs.h"

namespace tidu::survey {
namespace {

/// Scores and ranks of all runs, run-major.
struct RunTable {
    std::size_t units;
    std::vector<double> scores;
    std::vector<char> known;
    std::vector<std::uint32_t> ranks;
    std::vector<char> is_comparable;  ///< by run: its scores are on the index's own scale

    RunTable(std::size_t runs, std::size_t unit_count)
        : units(unit_count),
          scores(runs * unit_count),
          known(runs * unit_count),
          ranks(runs * unit_count),
          is_comparable(runs, 1) {}
    std::size_t runs() const { return units == 0 ? 0 : scores.size() / units; }
};

/// Calls work(run, worker) for every run on several threads. Runs are keyed by their number, so that which
/// thread does which never shows.
void for_every_run(std::uint64_t runs, const RobustnessOptions& options,
                   const std::function<void(std::uint64_t, IndexRuns::Worker&)>& work) {
    std::atomic<std::uint64_t> next{0};
    const auto take_runs = [&] {
        IndexRuns::Worker worker(options.seed);
        for (std::uint64_t run = next++; run < runs; run = next++)
            work(run, worker);
    };
    std::vector<std::jthread> helpers;
    for (unsigned helper = 1; helper < options.threads; ++helper)
        helpers.emplace_back(take_runs);
    take_runs();
}

/// The alternatives of run number `run`, all combinations in turn.
RunPlan factorial_plan(std::uint64_t run, const RobustnessOptions& options) {
    RunPlan plan;
    plan.run = run;
    plan.power = options.powers[run % options.powers.size()];
    std::uint64_t rest = run / options.powers.size();
    plan.least_present = options.least_present[rest % options.least_present.size()];
    rest /= options.least_present.size();
    plan.leaves = rest % options.leaves.size();
    return plan;
}

struct Reference {
    std::vector<double> scores;
    std::vector<char> known;
    std::vector<std::uint32_t> ranks;
};

Reference reference_of(const IndexTree& tree, std::span<const IndexUnit> units) {
    Reference reference;
    for (const IndexUnit& unit : units) {
        const IndexScores scored = score_index(tree, unit);
        reference.scores.push_back(scored.scores[0]);
        reference.known.push_back(scored.known[0]);
    }
    reference.ranks = rank_scores(reference.scores, reference.known);
    return reference;
}

/// R_S over the units that have both ranks.
double mean_rank_shift(std::span<const std::uint32_t> reference, std::span<const std::uint32_t> ranks) {
    double sum = 0, count = 0;
    for (std::size_t unit = 0; unit < ranks.size(); ++unit) {
        if (reference[unit] == 0 || ranks[unit] == 0) continue;
        sum += std::abs(static_cast<double>(reference[unit]) - static_cast<double>(ranks[unit]));
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

/// Order statistic number ceil(share * n); `sorted` is not empty.
template <typename Number>
Number order_statistic(const std::vector<Number>& sorted, double share) {
    const double position = std::ceil(share * static_cast<double>(sorted.size()) - 1e-9);
    return sorted[static_cast<std::size_t>(std::max(1.0, position)) - 1];
}

/// Mean, error and limits of the scores; other normalisations have another scale and say only who is above
/// whom.
void summarise_scores(std::vector<double>& scores, UnitRobustness& summary) {
    const double count = static_cast<double>(scores.size());
    CompensatedSum sum, squares;
    for (double score : scores)
        sum.add(score);
    summary.mean = sum.value() / count;
    for (double score : scores)
        squares.add((score - summary.mean) * (score - summary.mean));
    summary.standard_error = count > 1 ? std::sqrt(squares.value() / (count - 1)) : 0;
    std::sort(scores.begin(), scores.end());
    summary.score_low = order_statistic(scores, 0.05);
    summary.score_high = order_statistic(scores, 0.95);
}

UnitRobustness summarise_unit(const RunTable& table, std::size_t unit, std::uint32_t top) {
    std::vector<double> scores;
    std::vector<std::uint32_t> ranks;
    UnitRobustness summary;
    for (std::size_t run = 0; run < table.runs(); ++run) {
        const std::size_t cell = run * table.units + unit;
        if (!table.known[cell]) continue;
        if (table.is_comparable[run]) scores.push_back(table.scores[cell]);
        ranks.push_back(table.ranks[cell]);
        if (ranks.back() <= top) ++summary.top_share;
    }
    summary.known_runs = ranks.size();
    if (ranks.empty()) return summary;
    summary.top_share /= static_cast<double>(ranks.size());
    if (!scores.empty()) summarise_scores(scores, summary);
    std::sort(ranks.begin(), ranks.end());
    summary.rank_low = order_statistic(ranks, 0.05);
    summary.rank_high = order_statistic(ranks, 0.95);
    summary.median_rank =
        (static_cast<double>(ranks[(ranks.size() - 1) / 2]) + static_cast<double>(ranks[ranks.size() / 2])) /
        2;
    return summary;
}

/// Share of the runs with both scores in which `better` is above `worse`; a tie counts half.
double share_above(const RunTable& table, std::size_t better, std::size_t worse) {
    double above = 0, count = 0;
    for (std::size_t run = 0; run < table.runs(); ++run) {
        const std::size_t a = run * table.units + better, b = run * table.units + worse;
        if (!table.known[a] || !table.known[b]) continue;
        above += table.scores[a] > table.scores[b] ? 1 : table.scores[a] == table.scores[b] ? 0.5 : 0;
        ++count;
    }
    return count > 0 ? above / count : 0;
}

void form_groups(const RunTable& table, const Reference& reference, std::span<const IndexUnit> units,
                 double group_share, std::vector<UnitRobustness>& summaries) {
    std::vector<std::size_t> order;
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        if (reference.known[unit]) order.push_back(unit);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (reference.ranks[a] != reference.ranks[b]) return reference.ranks[a] < reference.ranks[b];
        return units[a].id < units[b].id;
    });
    std::uint32_t group = 1;
    for (std::size_t position = 0; position < order.size(); ++position) {
        summaries[order[position]].group = group;
        if (position + 1 == order.size()) break;
        summaries[order[position]].above_next = share_above(table, order[position], order[position + 1]);
        if (summaries[order[position]].above_next >= group_share) ++group;
    }
}

void rank_run(RunTable& table, std::size_t run) {
    const std::size_t first = run * table.units;
    const auto ranks = rank_scores(std::span(table.scores).subspan(first, table.units),
                                   std::span(table.known).subspan(first, table.units));
    std::copy(ranks.begin(), ranks.end(), table.ranks.begin() + static_cast<std::ptrdiff_t>(first));
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double count = static_cast<double>(a.size());
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / count;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / count;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t unit = 0; unit < a.size(); ++unit) {
        ab += (a[unit] - mean_a) * (b[unit] - mean_b);
        aa += (a[unit] - mean_a) * (a[unit] - mean_a);
        bb += (b[unit] - mean_b) * (b[unit] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

/// Which letter a factor takes when factor `exchanged` comes from B and all others from A.
struct FactorLetters {
    std::optional<RobustnessFactor> exchanged;
    char base = 'A';
    char of(RobustnessFactor factor) const { return exchanged == factor ? 'B' : base; }
};

RunPlan sensitivity_plan(std::uint64_t run, const FactorLetters& letters, const RobustnessOptions& options,
                         RandomStreams& streams) {
    const auto pick = [&](std::size_t choices, RobustnessFactor factor, const char* name) {
        RandomStream stream = streams.open(run, std::string(name) + letters.of(factor));
        return static_cast<std::size_t>(stream.uniform() * static_cast<double>(choices));
    };
    RunPlan plan;
    plan.run = run;
    plan.weights = letters.of(RobustnessFactor::weights);
    plan.figures = letters.of(RobustnessFactor::figures);
    plan.power = options.powers[pick(options.powers.size(), RobustnessFactor::power, "power ")];
    plan.least_present =
        options
            .least_present[pick(options.least_present.size(), RobustnessFactor::least_present, "present ")];
    plan.leaves = pick(options.leaves.size(), RobustnessFactor::normalisation, "leaves ");
    return plan;
}

std::vector<RobustnessFactor> varying_factors(const ScoreErrors& errors, const RobustnessOptions& options) {
    std::vector<RobustnessFactor> factors;
    if (options.weight_range > 0) factors.push_back(RobustnessFactor::weights);
    if (options.powers.size() > 1) factors.push_back(RobustnessFactor::power);
    if (options.least_present.size() > 1) factors.push_back(RobustnessFactor::least_present);
    if (options.leaves.size() > 1) factors.push_back(RobustnessFactor::normalisation);
    if (!errors.empty()) factors.push_back(RobustnessFactor::figures);
    return factors;
}

double mean_of(const std::vector<double>& values) {
    CompensatedSum sum;
    for (double value : values)
        sum.add(value);
    return sum.value() / static_cast<double>(values.size());
}

}  // namespace

Robustness test_robustness(const IndexTree& tree, std::span<const IndexUnit> units, const ScoreErrors& errors,
                           const RobustnessOptions& options) {
    assert(!options.powers.empty() && !options.least_present.empty() && !options.leaves.empty() &&
           options.runs > 0);
    const Reference reference = reference_of(tree, units);
    const IndexRuns runs(tree, units, errors, options);
    RunTable table(options.runs, units.size());
    std::vector<double> shifts(options.runs);
    for_every_run(options.runs, options, [&](std::uint64_t run, IndexRuns::Worker& worker) {
        const std::size_t first = run * units.size();
        const RunPlan plan = factorial_plan(run, options);
        table.is_comparable[run] = options.leaves.size() == 1 || options.leaves[plan.leaves].is_own();
        runs.run(plan, worker, std::span(table.scores).subspan(first, units.size()),
                 std::span(table.known).subspan(first, units.size()));
        rank_run(table, run);
        shifts[run] = mean_rank_shift(reference.ranks, std::span(table.ranks).subspan(first, units.size()));
    });
    Robustness robustness;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        UnitRobustness summary;
        if (reference.known[unit]) summary = summarise_unit(table, unit, options.top);
        summary.reference = reference.scores[unit];
        summary.reference_rank = reference.ranks[unit];
        robustness.units.push_back(summary);
    }
    form_groups(table, reference, units, options.group_share, robustness.units);
    robustness.mean_shift = mean_of(shifts);
    std::sort(shifts.begin(), shifts.end());
    robustness.shift_low = order_statistic(shifts, 0.05);
    robustness.shift_high = order_statistic(shifts, 0.95);
    return robustness;
}

std::vector<LeaveOneOut> leave_one_out(const IndexTree& tree, std::span<const IndexUnit> units) {
    const Reference reference = reference_of(tree, units);
    std::vector<LeaveOneOut> results;
    for (std::uint32_t leaf : tree.leaves()) {
        std::vector<IndexUnit> without(units.begin(), units.end());
        for (IndexUnit& unit : without)
            unit.weights[leaf] = 0;
        const Reference other = reference_of(tree, without);
        LeaveOneOut result{leaf, mean_rank_shift(reference.ranks, other.ranks), 0, 0};
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            if (reference.ranks[unit] == 0 || other.ranks[unit] == 0) continue;
            const std::uint32_t shift = std::max(reference.ranks[unit], other.ranks[unit]) -
                                        std::min(reference.ranks[unit], other.ranks[unit]);
            if (shift > result.largest_shift) result.largest_shift = shift, result.largest_unit = unit;
        }
        results.push_back(result);
    }
    return results;
}

std::vector<Sensitivity> analyse_sensitivity(const IndexTree& tree, std::span<const IndexUnit> units,
                                             const ScoreErrors& errors, const RobustnessOptions& options) {
    const Reference reference = reference_of(tree, units);
    const IndexRuns runs(tree, units, errors, options);
    const std::vector<RobustnessFactor> factors = varying_factors(errors, options);
    std::vector<FactorLetters> designs = {{std::nullopt, 'A'}, {std::nullopt, 'B'}};
    for (RobustnessFactor factor : factors)
        designs.push_back({factor, 'A'});
    std::vector<std::vector<double>> shifts(designs.size(), std::vector<double>(options.runs));
    for_every_run(options.runs, options, [&](std::uint64_t run, IndexRuns::Worker& worker) {
        std::vector<double> scores(units.size());
        std::vector<char> known(units.size());
        for (std::size_t design = 0; design < designs.size(); ++design) {
            runs.run(sensitivity_plan(run, designs[design], options, worker.streams), worker, scores, known);
            shifts[design][run] = mean_rank_shift(reference.ranks, rank_scores(scores, known));
        }
    });
    std::vector<double> both = shifts[0];
    both.insert(both.end(), shifts[1].begin(), shifts[1].end());
    const double mean = mean_of(both);
    for (double& value : both)
        value = (value - mean) * (value - mean);
    const double variance = mean_of(both);
    if (variance <= 0) return {};
    std::vector<Sensitivity> results;
    for (std::size_t factor = 0; factor < factors.size(); ++factor) {
        std::vector<double> first(options.runs), total(options.runs);
        for (std::size_t run = 0; run < options.runs; ++run) {
            const double exchanged = shifts[factor + 2][run];
            first[run] = shifts[1][run] * (exchanged - shifts[0][run]);
            total[run] = (shifts[0][run] - exchanged) * (shifts[0][run] - exchanged);
        }
        results.push_back({factors[factor], mean_of(first) / variance, mean_of(total) / (2 * variance)});
    }
    return results;
}

std::vector<Importance> measure_importance(const IndexTree& tree, std::span<const IndexScores> scores) {
    std::vector<Importance> results;
    for (std::uint32_t child : tree.nodes[0].children) {
        std::vector<double> part, whole;
        double share = 0;
        for (const IndexScores& unit : scores) {
            if (!unit.known[0] || !unit.known[child]) continue;
            part.push_back(unit.scores[child]);
            whole.push_back(unit.scores[0]);
            share += unit.shares[child];
        }
        if (part.empty()) continue;
        const double r = correlation(part, whole);
        results.push_back({child, share / static_cast<double>(part.size()), r * r});
    }
    return results;
}

}  // namespace tidu::survey
