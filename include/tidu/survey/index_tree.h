// SPDX-License-Identifier: Apache-2.0
// A composite index: which figures, with which weights, joined how. Leaf scores come from the indicator
// system's own scoring rules, whose parameters are frozen in the file: nothing here depends on the data of a
// year.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidu/text/language.h"

namespace tidu::survey {

/// How children become one value: the power mean (sum w s^p)^(1/p); p = 1 arithmetic, 0 geometric, -1
/// harmonic.
struct Aggregation {
    double power = 1;
    /// Mazziotta-Pareto instead: M - S^2/M, M and S the mean and population standard deviation of equally
    /// weighted children (Mazziotta and Pareto 2013, 2016); 0 at mean 0.
    bool penalised = false;
    /// Children are lifted to it where p <= 0, since one zero would make everything 0 (facts 6.10.5).
    double floor = 1;
};

/// A child's score as its parent's mean takes it: lifted to the floor where p <= 0, to 0 where a power of a
/// negative score (a penalised mean may be one) would not exist.
double entering_score(const Aggregation& aggregation, double score);

struct IndexNode {
    std::string id;
    BilingualText title;
    std::uint32_t parent = 0;             ///< the root is its own parent
    std::vector<std::uint32_t> children;  ///< empty: a leaf
    Aggregation aggregation;
    /// Below this share of the children's weight the node is missing; at or above it the others are
    /// reweighted.
    double least_present = 2.0 / 3;

    bool is_leaf() const { return children.empty(); }
};

/// Nodes with every parent before its children; the root is node 0.
struct IndexTree {
    std::vector<IndexNode> nodes;
    std::vector<std::uint32_t> leaves() const;
};

/// One unit (region, cluster, enterprise) in one year. Shape: one entry per node of the tree.
/// Missing: a leaf that is not `known` has no score; it is never filled with 0.
struct IndexUnit {
    std::string id;
    std::string name;
    std::string period;
    std::vector<double> leaf_scores;  ///< of leaves; entries of groups are not read
    std::vector<char> known;          ///< of leaves
    std::vector<double> weights;      ///< own weight of every node, relative to its siblings
    std::vector<std::optional<double>> figures =
        {};  ///< raw figures of leaves that are numbers; empty: not kept
};

/// Scores of every node of one unit. Missing: where `known` is 0 the score must not be read.
struct IndexScores {
    std::vector<double> scores;
    std::vector<char> known;
    std::vector<double> shares;    ///< normalised weight among the present siblings; 0 where missing
    std::vector<char> reweighted;  ///< a group that stands on fewer children than it has
    std::vector<char> lifted;      ///< a child that its parent's floor lifted
};

/// (sum w s^p)^(1/p) of weights that add up to 1. Scores must be above 0 where p <= 0, and not below 0 else
/// unless p = 1.
double power_mean(std::span<const double> weights, std::span<const double> scores, double power);

/// Scores one unit from the leaves up. Sums run in file order.
IndexScores score_index(const IndexTree& tree, const IndexUnit& unit);

/// Ranks of scores, best first, on unrounded values: 1, 2, 2, 4. Scores within 1e-12 (relative) of the best
/// of a tie are equal. Units that are not known get rank 0.
std::vector<std::uint32_t> rank_scores(std::span<const double> scores, std::span<const char> known);

}  // namespace tidu::survey
