// SPDX-License-Identifier: Apache-2.0
// The inner loop of robustness: the whole index once more, fast, with other weights, means and figures.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/survey/index_tree.h"
#include "tidu/survey/random_stream.h"
#include "tidu/survey/robustness.h"

namespace tidu::survey {

/// Where the random parts of one run come from: a run number and a letter for each factor, so that the
/// sensitivity analysis can exchange one factor and keep the others.
struct RunPlan {
    std::uint64_t run = 0;
    char weights = 'A';
    char figures = 'A';
    std::optional<double> power;
    std::optional<double> least_present;
    std::size_t leaves = 0;  ///< which of RobustnessOptions::leaves
};

/// Everything that stays the same over the runs, laid out flat.
class IndexRuns {
  public:
    /// All arguments must outlive it.
    IndexRuns(const IndexTree& tree, std::span<const IndexUnit> units, const ScoreErrors& errors,
              const RobustnessOptions& options);

    /// Buffers and streams of one thread.
    struct Worker {
        explicit Worker(std::string_view seed) : streams(seed) {}
        RandomStreams streams;
        std::vector<double> factors, scores;
        std::vector<char> known;
    };
    /// Scores of all units; NaN-free: `known` says which may be read.
    void run(const RunPlan& plan, Worker& worker, std::span<double> scores, std::span<char> known) const;

    std::size_t unit_count() const { return units_.size(); }

  private:
    struct FlatNode {
        std::uint32_t first_child = 0, child_count = 0;
        Aggregation aggregation;
        double least_present = 0;
    };
    void draw_weights(const RunPlan& plan, Worker& worker) const;
    void draw_figures(const RunPlan& plan, std::size_t unit, Worker& worker) const;
    bool join_children(const FlatNode& node, const RunPlan& plan, const IndexUnit& unit, Worker& worker,
                       double& score) const;

    std::span<const IndexUnit> units_;
    const ScoreErrors& errors_;
    const RobustnessOptions& options_;
    std::vector<FlatNode> nodes_;
    std::vector<std::uint32_t> children_;
    std::vector<std::uint32_t> leaves_;
};

}  // namespace tidu::survey
