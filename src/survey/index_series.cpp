// SPDX-License-Identifier: Apache-2.0
// Steps of an index over years. Method: docs/methods/index.md.
#include "tidu/survey/index_series.h"

namespace tidu::survey {

std::optional<double> relative_index(std::optional<double> value, std::optional<double> base) {
    if (!value || !base || *base == 0) return std::nullopt;
    return 100 * *value / *base;
}

std::optional<double> link_factor(std::optional<double> old_score, std::optional<double> new_score) {
    if (!old_score || !new_score || *new_score == 0) return std::nullopt;
    return *old_score / *new_score;
}

std::optional<double> symmetric_growth(double before, double after, bool lower_is_better) {
    if (before < 0 || after < 0 || before + after == 0) return std::nullopt;
    const double growth = 200 * (after - before) / (after + before);
    return lower_is_better ? -growth : growth;
}

double grow_index(double index, double growth) {
    return index * (200 + growth) / (200 - growth);
}

std::optional<double> mean_growth(std::span<const double> weights,
                                  std::span<const std::optional<double>> growth, double least_present) {
    constexpr double tolerance = 1e-9;
    double all = 0, present = 0, sum = 0;
    for (std::size_t child = 0; child < growth.size(); ++child) {
        all += weights[child];
        if (!growth[child]) continue;
        present += weights[child];
        sum += weights[child] * *growth[child];
    }
    if (present <= 0 || present < (least_present - tolerance) * all) return std::nullopt;
    return sum / present;
}

}  // namespace tidu::survey
