// SPDX-License-Identifier: Apache-2.0
#include "tidu/survey/history.h"

#include <algorithm>
#include <unordered_map>

#include "need_column.h"
#include "tidu/answers/credit_code.h"

namespace tidu::survey {

std::optional<History> tally_history(const Registry& registry, const std::vector<std::string>& strata,
                                     const TextTable& results, const LadderScale& scale,
                                     std::string_view level, Diagnostics& diagnostics) {
    const auto id = need_column(results, "id", diagnostics);
    const auto reached = need_column(results, scale.ladder + "_level", diagnostics);
    std::vector<std::size_t> columns;
    for (std::size_t position = 0; position <= strata.size(); ++position) {
        const auto column = need_column(
            registry.units, position == 0 ? "city" : std::string_view(strata[position - 1]), diagnostics);
        if (column) columns.push_back(*column);
    }
    if (!id || !reached || columns.size() != strata.size() + 1) return std::nullopt;
    const auto wanted = std::find(scale.levels.begin(), scale.levels.end(), level);
    std::unordered_map<std::string_view, std::size_t> row_of;
    for (std::size_t row = 0; row < registry.units.row_count(); ++row)
        row_of.emplace(registry.units.cell(row, registry.id_column), row);
    History history;
    for (std::size_t row = 0; row < results.row_count(); ++row) {
        const auto unit = row_of.find(normalise_id(results.cell(row, *id)));
        const std::string_view word = results.cell(row, *reached);
        const auto rung = std::find(scale.levels.begin(), scale.levels.end(), word);
        if (unit == row_of.end() || (rung == scale.levels.end() && word != "none")) continue;
        std::string key;
        for (std::size_t column : columns)
            key += (key.empty() ? "" : "|") + std::string(registry.units.cell(unit->second, column));
        StratumHistory& stratum = history[key];
        ++stratum.respondents;
        if (rung != scale.levels.end() && rung >= wanted) ++stratum.successes;
    }
    return history;
}

}  // namespace tidu::survey
