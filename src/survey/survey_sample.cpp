// SPDX-License-Identifier: Apache-2.0
// Joins design and answers. Stands between `response` and the tables of estimates.
#include "tidu/survey/survey_sample.h"

#include <algorithm>
#include <unordered_map>

#include "phrases.h"
#include "result_status.h"
#include "rules.h"
#include "tidu/answers/credit_code.h"
#include "tidu/text/number.h"

namespace tidu::survey {
namespace {

void report_unusable(const SampleDesign& design, const Place& place, Diagnostics& diagnostics) {
    const auto report = [&](std::string_view rule, Message message, const Phrase& help) {
        diagnostics.add({Severity::error, rule, std::move(message), place, say(help), {}, {}});
    };
    for (std::uint32_t stratum : design.unsampled)
        report(rules::stratum_empty,
               say(phrases::stratum_unsampled, design.strata[stratum].key, design.strata[stratum].population),
               phrases::stratum_unsampled_help);
    for (std::uint32_t number : design.empty_classes)
        report(rules::class_empty, say(phrases::class_empty, design.classes[number].key),
               phrases::class_empty_help);
    for (std::uint32_t stratum : design.lonely)
        report(rules::one_unit_stratum,
               say(phrases::one_unit, design.strata[stratum].key, design.strata[stratum].population),
               phrases::one_unit_help);
}

/// Makes the design and numbers respondents by its strata, which are in key order.
bool make_usable_design(std::vector<SampleStratum> strata, const std::vector<std::uint32_t>& stratum_of,
                        const DesignOptions& options, const Place& place, SurveySample& sample,
                        Diagnostics& diagnostics) {
    std::vector<std::string> keys;
    for (const SampleStratum& stratum : strata)
        keys.push_back(stratum.key);
    sample.design = make_design(std::move(strata), options.one_unit, options.classes);
    if (!sample.design.is_usable()) {
        report_unusable(sample.design, place, diagnostics);
        return false;
    }
    std::unordered_map<std::string_view, std::uint32_t> number_of;
    for (std::uint32_t stratum = 0; stratum < sample.design.strata.size(); ++stratum)
        number_of.emplace(sample.design.strata[stratum].key, stratum);
    std::vector<std::uint32_t> numbered;
    numbered.reserve(stratum_of.size());
    for (std::uint32_t stratum : stratum_of)
        numbered.push_back(number_of.at(keys[stratum]));
    sample.respondents = weigh_respondents(sample.design, std::move(numbered));
    return true;
}

/// The table that describes a sample drawn elsewhere.
class PopulationReader {
  public:
    PopulationReader(const TextTable& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics) {}

    bool read() {
        const auto key = need("stratum");
        const auto size = table_.column("n") ? table_.column("n") : need("population");
        if (!key || !size) return false;
        for (std::size_t row = 0; row < table_.row_count(); ++row) {
            SampleStratum stratum;
            stratum.key = table_.cell(row, *key);
            stratum.city = optional_cell(row, "city");
            stratum.group = table_.column("group") ? optional_cell(row, "group") : stratum.city;
            stratum.population = whole_number(row, *size);
            const auto drawn = table_.column("drawn");
            drawn_.push_back(drawn ? std::optional(whole_number(row, *drawn)) : std::nullopt);
            if (!rows_.emplace(stratum.key, strata_.size()).second)
                report(row, *key, say(phrases::stratum_repeated, stratum.key), phrases::stratum_twice_help);
            strata_.push_back(std::move(stratum));
        }
        return good_;
    }

    std::optional<std::uint32_t> find(std::string_view key) const {
        const auto found = rows_.find(std::string(key));
        if (found == rows_.end()) return std::nullopt;
        return static_cast<std::uint32_t>(found->second);
    }

    /// Fills in those who did not answer, and checks that the numbers fit together.
    bool complete() {
        for (std::size_t row = 0; row < strata_.size(); ++row) {
            SampleStratum& stratum = strata_[row];
            const std::uint64_t drawn = drawn_[row].value_or(stratum.respondents);
            if (stratum.respondents > drawn || drawn > stratum.population) {
                report(row, 0,
                       say(phrases::population_differs, stratum.key, stratum.respondents, drawn,
                           stratum.population),
                       phrases::population_differs_help);
                continue;
            }
            stratum.nonrespondents = drawn - stratum.respondents;
        }
        std::erase_if(strata_, [](const SampleStratum& stratum) { return stratum.population == 0; });
        return good_;
    }

    std::vector<SampleStratum>& strata() { return strata_; }

  private:
    void report(std::size_t row, std::size_t column, Message message, const Phrase& help) {
        good_ = false;
        diagnostics_.add({Severity::error,
                          rules::population_differs,
                          std::move(message),
                          table_.place(row, column),
                          say(help),
                          {},
                          {}});
    }
    std::optional<std::size_t> need(std::string_view heading) {
        const auto column = table_.column(heading);
        if (column) return column;
        good_ = false;
        diagnostics_.add({Severity::error,
                          rules::column_missing,
                          say(phrases::column_missing, heading),
                          table_.place(),
                          say(phrases::column_missing_help, heading),
                          {},
                          {}});
        return std::nullopt;
    }
    std::string optional_cell(std::size_t row, std::string_view heading) const {
        const auto column = table_.column(heading);
        return column ? std::string(table_.cell(row, *column)) : std::string{};
    }
    std::uint64_t whole_number(std::size_t row, std::size_t column) {
        const auto number = parse_number(table_.cell(row, column));
        if (number && *number >= 0 && *number < 1e9 &&
            *number == static_cast<double>(static_cast<std::uint64_t>(*number)))
            return static_cast<std::uint64_t>(*number);
        report(row, column, say(phrases::not_a_whole_number, table_.cell(row, column)),
               phrases::not_a_whole_number_help);
        return 0;
    }

    const TextTable& table_;
    Diagnostics& diagnostics_;
    std::vector<SampleStratum> strata_;
    std::vector<std::optional<std::uint64_t>> drawn_;
    std::unordered_map<std::string, std::size_t> rows_;
    bool good_ = true;
};

}  // namespace

bool SurveySample::frame_is_population() const {
    return std::all_of(design.strata.begin(), design.strata.end(), [](const SampleStratum& stratum) {
        return stratum.ineligible == 0 && stratum.unknown == 0;
    });
}

std::optional<SurveySample> sample_from_manifest(const SampleManifest& manifest, const Response& response,
                                                 const DesignOptions& options, Diagnostics& diagnostics) {
    SurveySample sample;
    sample.frame_columns = manifest.draw->columns;
    std::vector<std::uint32_t> stratum_of;
    for (std::size_t unit = 0; unit < response.units.size(); ++unit) {
        const UnitResponse& answer = response.units[unit];
        const bool responded =
            status_of(answer.outcome, answer.successor_answered) == ResponseStatus::respondent;
        if (!answer.approached || !responded) continue;
        const DrawnUnit& drawn = manifest.draw->units[unit];
        sample.ids.push_back(drawn.id);
        sample.result_rows.push_back(*answer.result_row);
        sample.frame_values.push_back(drawn.values);
        stratum_of.push_back(drawn.stratum);
    }
    if (!make_usable_design(response.strata, stratum_of, options, {}, sample, diagnostics))
        return std::nullopt;
    return sample;
}

std::optional<SurveySample> sample_from_strata(const TextTable& results, std::string_view column,
                                               const TextTable& population, const DesignOptions& options,
                                               Diagnostics& diagnostics) {
    PopulationReader reader(population, diagnostics);
    if (!reader.read()) return std::nullopt;
    const auto key = results.column(column);
    if (!key) {
        diagnostics.add({Severity::error,
                         rules::column_missing,
                         say(phrases::column_missing, column),
                         results.place(),
                         say(phrases::column_missing_help, column),
                         {},
                         {}});
        return std::nullopt;
    }
    const auto id = results.column("id");
    const auto is_valid = valid_results(results, diagnostics);
    if (!is_valid) return std::nullopt;
    SurveySample sample;
    std::vector<std::uint32_t> stratum_of;
    bool good = true;
    for (std::uint32_t row = 0; row < results.row_count(); ++row) {
        const auto stratum = reader.find(results.cell(row, *key));
        if (!stratum) {
            diagnostics.add({Severity::error,
                             rules::population_differs,
                             say(phrases::stratum_unknown, results.cell(row, *key)),
                             results.place(row, *key),
                             say(phrases::stratum_unknown_help),
                             {},
                             {}});
            good = false;
            continue;
        }
        if (!(*is_valid)[row]) continue;
        ++reader.strata()[*stratum].respondents;
        sample.ids.push_back(id ? normalise_id(results.cell(row, *id)) : std::string{});
        sample.result_rows.push_back(row);
        sample.frame_values.emplace_back();
        stratum_of.push_back(*stratum);
    }
    if (!good) return std::nullopt;
    std::vector<std::string> keys;
    for (const SampleStratum& stratum : reader.strata())
        keys.push_back(stratum.key);
    if (!reader.complete()) return std::nullopt;
    // Strata without enterprises are gone: number the others again.
    std::vector<std::uint32_t> renumbered(keys.size());
    std::uint32_t next = 0;
    for (std::size_t stratum = 0; stratum < keys.size(); ++stratum)
        if (next < reader.strata().size() && reader.strata()[next].key == keys[stratum])
            renumbered[stratum] = next++;
    for (std::uint32_t& stratum : stratum_of)
        stratum = renumbered[stratum];
    if (!make_usable_design(reader.strata(), stratum_of, options, population.place(), sample, diagnostics))
        return std::nullopt;
    return sample;
}

std::optional<std::vector<std::string>> domain_values(const SurveySample& sample, const TextTable& results,
                                                      std::string_view column) {
    std::vector<std::string> values;
    values.reserve(sample.result_rows.size());
    const auto in_frame = std::find(sample.frame_columns.begin(), sample.frame_columns.end(), column);
    if (in_frame != sample.frame_columns.end()) {
        const auto position = static_cast<std::size_t>(in_frame - sample.frame_columns.begin());
        for (const auto& row : sample.frame_values)
            values.push_back(row[position]);
        return values;
    }
    const auto in_results = results.column(column);
    if (!in_results) return std::nullopt;
    for (std::uint32_t row : sample.result_rows)
        values.emplace_back(results.cell(row, *in_results));
    return values;
}

}  // namespace tidu::survey
