// SPDX-License-Identifier: Apache-2.0
// Response by enterprise and stratum. What `sample status` shows and estimates start from.
#include "tidu/survey/response.h"

#include <algorithm>
#include <unordered_map>

#include "phrases.h"
#include "result_status.h"
#include "rules.h"
#include "tidu/answers/credit_code.h"
#include "tidu/text/suggest.h"

namespace tidu::survey {
namespace {

/// What a record of outcomes says of a reserve unit that nobody called in.
constexpr std::string_view volunteer_word = "volunteer";

using RowById = std::unordered_map<std::string, std::uint32_t>;  ///< by normalised id

class Collector {
  public:
    Collector(const SampleManifest& manifest, const TextTable& results, const TextTable* outcomes,
              Diagnostics& diagnostics)
        : manifest_(manifest), results_(results), outcomes_(outcomes), diagnostics_(diagnostics) {}

    std::optional<Response> collect() {
        if (!index_results() || !start_units()) return std::nullopt;
        if (outcomes_ && !read_outcomes()) return std::nullopt;
        take_results();
        check_reserve_without_reason();
        check_reserve_order();
        find_volunteers();
        if (!good_) return std::nullopt;
        count_strata();
        return std::move(response_);
    }

  private:
    void report(std::string_view rule, Message message, Place place, Message help) {
        good_ = false;
        diagnostics_.add(
            {Severity::error, rule, std::move(message), std::move(place), std::move(help), {}, {}});
    }
    std::optional<std::size_t> need(const TextTable& table, std::string_view heading) {
        const auto column = table.column(heading);
        if (!column)
            report(rules::column_missing, say(phrases::column_missing, heading), table.place(),
                   say(phrases::column_missing_help, heading));
        return column;
    }

    bool index_results() {
        const auto id = need(results_, "id");
        if (!id) return false;
        result_id_ = *id;
        auto is_valid = valid_results(results_, diagnostics_);
        if (!is_valid) return false;
        is_valid_ = std::move(*is_valid);
        for (std::uint32_t row = 0; row < results_.row_count(); ++row) {
            const auto [first, is_new] = result_rows_.emplace(normalise_id(results_.cell(row, *id)), row);
            if (!is_new)
                report(
                    rules::duplicate_id,
                    say(phrases::result_twice, results_.cell(row, *id), results_.row_number(first->second)),
                    results_.place(row, *id), say(phrases::result_twice_help));
        }
        return good_;
    }

    bool start_units() {
        const auto& units = manifest_.draw->units;
        response_.units.resize(units.size());
        for (std::uint32_t unit = 0; unit < units.size(); ++unit) {
            unit_by_id_.emplace(units[unit].id, unit);
            response_.units[unit].approached = !units[unit].reserve;
        }
        return true;
    }

    bool read_outcomes() {
        const auto id = need(*outcomes_, "id");
        const auto outcome = need(*outcomes_, "outcome");
        if (!id || !outcome) return false;
        for (std::size_t row = 0; row < outcomes_->row_count(); ++row)
            read_outcome(row, *id, *outcome);
        for (const auto& [unit, row] : replacements_)
            check_replacement(unit, row);
        return good_;
    }

    std::string optional_cell(std::size_t row, std::string_view heading) const {
        const auto column = outcomes_->column(heading);
        return column ? std::string(outcomes_->cell(row, *column)) : std::string{};
    }

    void read_outcome(std::size_t row, std::size_t id_column, std::size_t outcome_column) {
        const std::string id = normalise_id(outcomes_->cell(row, id_column));
        const auto unit = unit_by_id_.find(id);
        if (unit == unit_by_id_.end())
            return report(rules::outcome_unknown, say(phrases::outcome_not_drawn, id),
                          outcomes_->place(row, id_column), say(phrases::outcome_not_drawn_help));
        const std::string_view word = outcomes_->cell(row, outcome_column);
        if (word == volunteer_word) return take_volunteer(unit->second, row, outcome_column);
        const auto outcome = word.empty() ? Outcome::silent : parse_outcome(word);
        if (!outcome)
            return report(rules::outcome_unknown, say(phrases::outcome_unknown, word),
                          outcomes_->place(row, outcome_column), say(phrases::outcome_help));
        UnitResponse& response = response_.units[unit->second];
        response.outcome = *outcome;
        response.reason = optional_cell(row, "reason");
        response.replaces = normalise_id(optional_cell(row, "replaces"));
        if (*outcome == Outcome::complete)
            response.outcome = Outcome::silent;  // only a result makes it complete
        if (!response.replaces.empty()) replacements_.emplace_back(unit->second, row);
        if (*outcome == Outcome::successor)
            take_successor(response, normalise_id(optional_cell(row, "successor")));
    }

    /// A reserve unit that answered without being called in: no part of the sample.
    void take_volunteer(std::uint32_t unit, std::size_t row, std::size_t outcome_column) {
        if (manifest_.draw->units[unit].reserve) return volunteers_.emplace(unit, 1), void();
        report(rules::outcome_unknown, say(phrases::drawn_volunteer, manifest_.draw->units[unit].id),
               outcomes_->place(row, outcome_column), say(phrases::drawn_volunteer_help));
    }

    void take_successor(UnitResponse& response, const std::string& successor) {
        const auto row = result_rows_.find(successor);
        if (successor.empty() || row == result_rows_.end() || !is_valid_[row->second]) return;
        response.successor_answered = true;
        response.result_row = row->second;
        used_rows_.emplace(row->second, 1);
    }

    void check_replacement(std::uint32_t unit, std::size_t row) {
        UnitResponse& reserve = response_.units[unit];
        const Place place = outcomes_->place(row, *outcomes_->column("replaces"));
        const auto replaced = unit_by_id_.find(reserve.replaces);
        if (!manifest_.draw->units[unit].reserve)
            return report(rules::replacement,
                          say(phrases::replacement_not_reserve, manifest_.draw->units[unit].id), place,
                          say(phrases::replacement_help));
        if (replaced == unit_by_id_.end() ||
            manifest_.draw->units[replaced->second].stratum != manifest_.draw->units[unit].stratum)
            return report(rules::replacement, say(phrases::replacement_elsewhere, reserve.replaces), place,
                          say(phrases::replacement_help));
        if (response_.units[replaced->second].outcome == Outcome::silent)
            return report(rules::replacement, say(phrases::replacement_without_reason, reserve.replaces),
                          place, say(phrases::replacement_help));
        reserve.approached = true;
        ++response_.replacements;
    }

    void take_results() {
        for (std::uint32_t unit = 0; unit < response_.units.size(); ++unit) {
            const auto row = result_rows_.find(manifest_.draw->units[unit].id);
            if (row == result_rows_.end() || volunteers_.count(unit) > 0) continue;
            used_rows_.emplace(row->second, 1);
            UnitResponse& response = response_.units[unit];
            if (is_valid_[row->second]) {
                response.outcome = Outcome::complete;
                response.result_row = row->second;
            } else {
                response.has_invalid_answers = true;
            }
        }
    }

    /// "Replace and forget" is refused: a reserve unit with a result but no record of whom it replaces.
    void check_reserve_without_reason() {
        for (std::uint32_t unit = 0; unit < response_.units.size(); ++unit) {
            const UnitResponse& response = response_.units[unit];
            if (response.approached || !response.result_row) continue;
            report(rules::replacement, say(phrases::reserve_without_record, manifest_.draw->units[unit].id),
                   results_.place(*response.result_row, result_id_),
                   say(phrases::reserve_without_record_help));
        }
    }

    void check_reserve_order() {
        const auto& units = manifest_.draw->units;
        for (std::uint32_t unit = 0; unit + 1 < units.size(); ++unit) {
            const bool pair = units[unit].reserve && units[unit + 1].reserve &&
                              units[unit].stratum == units[unit + 1].stratum;
            if (pair && !response_.units[unit].approached && response_.units[unit + 1].approached)
                report(rules::replacement, say(phrases::reserve_order, units[unit + 1].id, units[unit].id),
                       Place::of_file(outcomes_ ? outcomes_->source : results_.source),
                       say(phrases::replacement_help));
        }
    }

    void find_volunteers() {
        for (std::uint32_t row = 0; row < results_.row_count(); ++row)
            if (used_rows_.count(row) == 0) response_.volunteers.push_back(row);
    }

    void count_strata() {
        for (const StratumPlan& stratum : manifest_.plan.strata)
            response_.strata.push_back(
                {stratum.key, stratum.city, stratum.group, stratum.population, 0, 0, 0, 0});
        for (std::uint32_t unit = 0; unit < response_.units.size(); ++unit) {
            const UnitResponse& response = response_.units[unit];
            if (response.approached)
                response_.strata[manifest_.draw->units[unit].stratum].count(
                    status_of(response.outcome, response.successor_answered));
        }
    }

    const SampleManifest& manifest_;
    const TextTable& results_;
    const TextTable* outcomes_;
    Diagnostics& diagnostics_;
    Response response_;
    std::size_t result_id_ = 0;
    std::vector<char> is_valid_;  ///< by row of the results
    RowById result_rows_;
    std::unordered_map<std::string_view, std::uint32_t> unit_by_id_;
    std::unordered_map<std::uint32_t, char> used_rows_;
    std::unordered_map<std::uint32_t, char> volunteers_;  ///< units of the reserve
    std::vector<std::pair<std::uint32_t, std::size_t>> replacements_;
    bool good_ = true;
};

}  // namespace

std::optional<Response> collect_response(const SampleManifest& manifest, const TextTable& results,
                                         const TextTable* outcomes, Diagnostics& diagnostics) {
    return Collector(manifest, results, outcomes, diagnostics).collect();
}

}  // namespace tidu::survey
