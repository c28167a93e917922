// SPDX-License-Identifier: Apache-2.0
// The difference estimator over domains, and how declared and verified levels agree.
#include "tidu/survey/assisted_table.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "domain_key.h"
#include "phrases.h"
#include "problem_log.h"
#include "rules.h"
#include "tidu/answers/credit_code.h"

namespace tidu::survey {
namespace {

using Rung = std::optional<std::uint32_t>;  ///< nullopt: off the ladder

/// Declared rungs of all enterprises by id.
class DeclaredLevels {
  public:
    DeclaredLevels(const TextTable& table, const LadderScale& scale) : table_(table), scale_(scale) {}

    bool read(Diagnostics& diagnostics) {
        const auto id = table_.column("id"), level = table_.column(scale_.ladder + "_level");
        if (!id || !level) {
            report_missing_domain_column(table_, id ? scale_.ladder + "_level" : "id", diagnostics);
            return false;
        }
        for (std::size_t row = 0; row < table_.row_count(); ++row) {
            const std::string_view word = table_.cell(row, *level);
            const auto known = std::find(scale_.levels.begin(), scale_.levels.end(), word);
            Rung rung;
            if (known != scale_.levels.end())
                rung = static_cast<std::uint32_t>(known - scale_.levels.begin()) + 1;
            if (word == "none") rung = 0;
            if (!rung && word != "not_applicable")
                continue;  // says nothing: missed where the frame asks for it
            rungs_.emplace(normalise_id(table_.cell(row, *id)), rung);
        }
        return true;
    }
    const Rung* find(std::string_view id) const {
        const auto found = rungs_.find(std::string(id));
        return found == rungs_.end() ? nullptr : &found->second;
    }

  private:
    const TextTable& table_;
    const LadderScale& scale_;
    std::unordered_map<std::string, Rung> rungs_;  ///< by normalised id
};

/// What the frame declares in one domain: enterprises on the ladder, and how many of them on each rung or
/// above.
struct FrameDeclarations {
    double enterprises = 0;
    std::vector<double> at_or_above;  ///< by rung, 1 first
};

std::optional<std::map<std::string, FrameDeclarations>> declare_frame(const Registry& registry,
                                                                      const DeclaredLevels& declared,
                                                                      std::size_t levels,
                                                                      const std::vector<std::string>& columns,
                                                                      Diagnostics& diagnostics) {
    std::vector<std::size_t> positions;
    for (const std::string& column : columns) {
        const auto position = registry.units.column(column);
        if (!position) {
            report_missing_domain_column(registry.units, column, diagnostics);
            return std::nullopt;
        }
        positions.push_back(*position);
    }
    ProblemLog log(diagnostics, 10);
    std::map<std::string, FrameDeclarations> frame;
    std::string key;
    for (std::size_t row = 0; row < registry.units.row_count(); ++row) {
        const std::string_view id = registry.units.cell(row, registry.id_column);
        const Rung* rung = declared.find(id);
        if (!rung) {
            log.add(Severity::error, rules::declared_missing, say(phrases::declared_missing, id),
                    registry.units.place(row, registry.id_column), say(phrases::declared_missing_help));
            continue;
        }
        if (!*rung) continue;
        key.clear();
        for (std::size_t position = 0; position < positions.size(); ++position) {
            if (position > 0) key += domain_separator;
            key += registry.units.cell(row, positions[position]);
        }
        FrameDeclarations& domain = frame[key];
        domain.at_or_above.resize(levels);
        ++domain.enterprises;
        for (std::uint32_t level = 1; level <= **rung; ++level)
            ++domain.at_or_above[level - 1];
    }
    if (!log.counts().empty()) return std::nullopt;
    return frame;
}

MeanEstimate share_where(const SurveySample& sample, std::span<const std::uint32_t> domain,
                         const std::vector<double>& y) {
    return estimate_mean(sample.design, sample.respondents, domain, y);
}

/// Agreement of the two levels over all respondents on the ladder.
void describe_agreement(const SurveySample& sample, const std::vector<Rung>& declared,
                        const std::vector<Rung>& verified, std::size_t rungs, const TableOptions& options,
                        AssistedTable& table) {
    std::vector<std::uint32_t> domain, first, second;
    std::vector<double> weight, over(declared.size()), under(declared.size());
    for (std::uint32_t respondent = 0; respondent < declared.size(); ++respondent) {
        if (!declared[respondent] || !verified[respondent]) continue;
        domain.push_back(respondent);
        first.push_back(*declared[respondent]);
        second.push_back(*verified[respondent]);
        weight.push_back(sample.respondents.weight[respondent]);
        over[respondent] = first.back() > second.back() ? 1 : 0;
        under[respondent] = first.back() < second.back() ? 1 : 0;
    }
    table.agreement = tabulate_agreement(rungs, first, second, weight);
    table.kappa = weighted_kappa(table.agreement);
    table.overstated = share_where(sample, domain, over);
    table.understated = share_where(sample, domain, under);
    table.overstated_interval = share_interval(table.overstated, options.method, options.confidence);
    table.understated_interval = share_interval(table.understated, options.method, options.confidence);
}

/// As a mean, and by the width of its interval (before it is cut to 0 and 1) as a share.
ReliabilityVerdict judge_corrected(const MeanEstimate& share, double width, const ReliabilityRule& rule) {
    const ReliabilityVerdict verdict = judge_mean(share, rule);
    if (share.is_census) return verdict;
    if (width >= rule.wide)
        return worse_of(verdict, {Reliability::suppress, ReliabilityReason::wide_interval});
    if (width > rule.narrow && width > rule.relative_width * share.mean)
        return worse_of(verdict, {Reliability::suppress, ReliabilityReason::relative_width});
    return verdict;
}

}  // namespace

std::optional<AssistedTable> assisted_table(const SurveySample& sample, const TextTable& results,
                                            const TextTable& declared, const Registry& registry,
                                            const LadderScale& scale, const std::vector<std::string>& columns,
                                            const TableOptions& options, Diagnostics& diagnostics) {
    DeclaredLevels levels(declared, scale);
    const auto verified = read_levels(sample, results, scale, diagnostics);
    if (!verified || !levels.read(diagnostics)) return std::nullopt;
    const auto frame = declare_frame(registry, levels, scale.levels.size(), columns, diagnostics);
    const auto domains = respondents_by_domain(sample, results, columns, diagnostics);
    if (!frame || !domains) return std::nullopt;
    std::vector<Rung> said;
    for (const std::string& id : sample.ids) {
        const Rung* rung = levels.find(id);
        said.push_back(rung ? *rung : Rung{});
    }
    AssistedTable table;
    for (const auto& [key, members] : *domains) {
        const auto declarations = frame->find(key);
        if (declarations == frame->end()) continue;
        std::vector<std::uint32_t> domain;
        for (std::uint32_t member : members)
            if (said[member] && verified->rungs[member]) domain.push_back(member);
        if (domain.empty()) continue;
        for (std::uint32_t level = 1; level <= scale.levels.size(); ++level) {
            std::vector<double> x(said.size()), y(said.size());
            for (std::uint32_t member : domain) {
                x[member] = *said[member] >= level ? 1 : 0;
                y[member] = *verified->rungs[member] >= level ? 1 : 0;
            }
            AssistedRow row{split_domain(key, columns.size()),
                            scale.levels[level - 1],
                            estimate_assisted(sample.design, sample.respondents, domain, x, y,
                                              declarations->second.at_or_above[level - 1],
                                              declarations->second.enterprises),
                            {},
                            {},
                            false};
            const MeanEstimate& mean = row.estimate.mean;
            row.interval = t_interval(mean.mean, mean.variance, mean.degrees_of_freedom, options.confidence);
            row.reliability = judge_corrected(mean, row.interval.width(), options.reliability);
            row.interval = {std::max(0.0, row.interval.lower), std::min(1.0, row.interval.upper)};
            row.is_hidden = !columns.empty() && mean.respondents < options.disclosure_minimum;
            table.rows.push_back(std::move(row));
        }
    }
    describe_agreement(sample, said, verified->rungs, scale.levels.size() + 1, options, table);
    return table;
}

}  // namespace tidu::survey
