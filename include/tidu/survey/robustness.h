// SPDX-License-Identifier: Apache-2.0
// How far ranks and scores of an index depend on its choices and on the sampling error of its figures.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/index_tree.h"
#include "tidu/survey/normalise.h"

namespace tidu::survey {

/// Standard errors of leaf scores, in points. Shape: one row per unit, one entry per node; empty: none are
/// known.
using ScoreErrors = std::vector<std::vector<double>>;

struct RobustnessOptions {
    std::uint64_t runs = 1000;
    std::string seed;            ///< required; every output names it
    double weight_range = 0.25;  ///< r: weights become w (1 + r (2u - 1)); 0 leaves them
    /// Alternatives, gone through as a full factorial; nullopt is what the index itself says.
    std::vector<std::optional<double>> powers = {std::nullopt};  ///< of every mean that is not penalised
    std::vector<std::optional<double>> least_present = {std::nullopt};  ///< of every node
    std::vector<NormalisedLeaves> leaves = {{}};                        ///< of the units given
    std::uint32_t top = 3;                                              ///< k of P(rank <= k)
    double group_share = 0.95;  ///< neighbours whose order holds in fewer runs share a group
    unsigned threads = 1;       ///< never changes a result
};

/// One unit over all runs. Units without a reference score have `reference_rank` 0 and nothing else to read.
struct UnitRobustness {
    double reference = 0;
    std::uint32_t reference_rank = 0;
    std::uint64_t known_runs = 0;  ///< runs in which the unit had a score
    // Of scores: over the runs with the system's own scoring, where several normalisations take part.
    double mean = 0;
    double standard_error = 0;
    double score_low = 0, score_high = 0;  ///< 5 % and 95 % of the runs (order statistics)
    double median_rank = 0;
    std::uint32_t rank_low = 0, rank_high = 0;  ///< 5 % and 95 %
    double top_share = 0;                       ///< P(rank <= top)
    double above_next = 0;    ///< share of runs in which it is above the next unit of the reference order
    std::uint32_t group = 0;  ///< from 1; units of one group are not to be told apart
};

struct Robustness {
    std::vector<UnitRobustness> units;  ///< in the order given
    double mean_shift =
        0;  ///< R_S = mean |rank_ref - rank| (Handbook eq. 38; Saisana, Saltelli, Tarantola 2005)
    double shift_low = 0, shift_high = 0;
};

/// Runs the index again and again with perturbed weights, alternative methods and normal noise on the leaf
/// scores (the system's own are kept within 0 and 100). Draws are keyed by run and unit id: the order of
/// units and the number of threads never matter.
Robustness test_robustness(const IndexTree& tree, std::span<const IndexUnit> units, const ScoreErrors& errors,
                           const RobustnessOptions& options);

/// What happens to the ranks when one leaf is left out.
struct LeaveOneOut {
    std::uint32_t leaf = 0;
    double mean_shift = 0;
    std::uint32_t largest_shift = 0;
    std::size_t largest_unit = 0;
};
std::vector<LeaveOneOut> leave_one_out(const IndexTree& tree, std::span<const IndexUnit> units);

enum class RobustnessFactor : std::uint8_t { weights, power, least_present, normalisation, figures };

/// Part of the variance of R_S that one factor explains alone (first order; Saltelli et al. 2010) and with
/// all its interactions (total; Jansen 1999). n (k + 2) runs with n = options.runs.
struct Sensitivity {
    RobustnessFactor factor = RobustnessFactor::weights;
    double first_order = 0;
    double total = 0;
};
/// Factors with one alternative only are left out. Empty when R_S never varies.
std::vector<Sensitivity> analyse_sensitivity(const IndexTree& tree, std::span<const IndexUnit> units,
                                             const ScoreErrors& errors, const RobustnessOptions& options);

/// Squared correlation of each child of the root with the index over the units: what the child really
/// decides, beside its nominal weight (Paruolo, Saisana, Saltelli 2013).
struct Importance {
    std::uint32_t node = 0;
    double nominal = 0;  ///< mean share among the root's children
    double effective = 0;
};
std::vector<Importance> measure_importance(const IndexTree& tree, std::span<const IndexScores> scores);

}  // namespace tidu::survey
