// SPDX-License-Identifier: Apache-2.0
// Checks the list of enterprises row by row and makes the frame that samples are drawn from.
#include "tidu/survey/registry.h"

#include <algorithm>
#include <optional>

#include "need_column.h"
#include "phrases.h"
#include "problem_log.h"
#include "rules.h"
#include "tidu/answers/credit_code.h"
#include "tidu/answers/understand.h"
#include "tidu/codec/csv.h"
#include "tidu/survey/calendar_date.h"
#include "tidu/survey/divisions.h"
#include "tidu/survey/size_class.h"
#include "tidu/text/digest.h"
#include "tidu/text/number.h"
#include "tidu/text/utf8.h"

namespace tidu::survey {
namespace {

constexpr double above_scale_revenue_wan = 2000;

/// The columns that are checked; absent ones are not.
struct KnownColumns {
    std::size_t id = 0, city = 0;
    std::optional<std::size_t> industry, employees, revenue, size, status_date, status_expiry;

    explicit KnownColumns(const TextTable& table)
        : id(table.column("id").value_or(0)),
          city(table.column("city").value_or(0)),
          industry(table.column("industry")),
          employees(table.column("employees")),
          revenue(table.column("revenue")),
          size(table.column("size")),
          status_date(table.column("status_date")),
          status_expiry(table.column("status_expiry")) {}
};

/// Checks and normalises one row after the other.
class RowChecker {
  public:
    RowChecker(const TextTable& table, const RegistryOptions& options, ProblemLog& log)
        : table_(table), options_(options), log_(log), columns_(table), headings_(table.headings) {
        if (columns_.size || !columns_.employees || !columns_.revenue) return;
        columns_.size = headings_.size();
        headings_.emplace_back("size");
    }

    /// Those of the table, and `size` where it can be computed but was not given.
    const std::vector<std::string>& headings() const { return headings_; }

    /// Fills `cells` with the normalised row; false when it has an error.
    bool check(std::size_t row, std::vector<std::string>& cells) {
        row_ = row;
        good_ = true;
        cells.assign(headings_.size(), {});
        for (std::size_t column = 0; column < table_.headings.size(); ++column)
            cells[column] = table_.cell(row, column);
        check_id(cells[columns_.id]);
        check_city(cells[columns_.city]);
        if (columns_.industry) check_industry(cells[*columns_.industry]);
        check_size(cells);
        check_dates(cells);
        return good_;
    }

  private:
    void report(Severity severity, std::string_view rule, Message message, std::size_t column,
                Message help = {}) {
        if (severity == Severity::error) good_ = false;
        log_.add(severity, rule, std::move(message), table_.place(row_, column), std::move(help));
    }

    void check_id(std::string& id) {
        id = normalise_id(id);
        if (id.empty())
            return report(Severity::error, rules::registry_id, say(phrases::id_missing), columns_.id,
                          say(phrases::id_missing_help));
        if (options_.ids == UnitIds::any) return;
        const auto finding = check_credit_code(id);
        if (!finding) return;
        switch (finding->fault) {
            case CreditCodeFault::wrong_length:
                return report(Severity::error, rules::credit_code,
                              say(phrases::code_length, id, code_point_count(id)), columns_.id,
                              say(phrases::code_length_help));
            case CreditCodeFault::forbidden_character:
                return report(Severity::error, rules::credit_code,
                              say(phrases::code_character, id, finding->position), columns_.id,
                              say(phrases::code_character_help));
            case CreditCodeFault::wrong_check_character:
                return report(Severity::error, rules::credit_code,
                              say(phrases::code_check, id, std::string(1, finding->expected)), columns_.id,
                              say(phrases::code_check_help));
            case CreditCodeFault::wrong_inner_check:
                return report(Severity::warning, rules::credit_code_inner,
                              say(phrases::code_inner, id, std::string(1, finding->expected)), columns_.id,
                              say(phrases::code_check_help));
        }
    }

    void check_city(std::string& city) {
        if (city.empty())
            return report(Severity::error, rules::registry_city, say(phrases::city_missing), columns_.city,
                          say(phrases::city_help));
        if (auto code = city_code(city))
            city = std::move(*code);
        else
            report(Severity::error, rules::registry_city, say(phrases::city_unknown, city), columns_.city,
                   say(phrases::city_help));
    }

    void check_industry(std::string& industry) {
        const auto division = industry_division(industry);
        if (!division)
            return report(
                Severity::error, rules::registry_industry,
                industry.empty() ? say(phrases::industry_missing) : say(phrases::industry_unknown, industry),
                *columns_.industry, say(phrases::industry_help));
        if (!is_industrial(*division))
            report(Severity::error, rules::registry_industry, say(phrases::not_industrial, *division),
                   *columns_.industry, say(phrases::not_industrial_help));
        industry = *division;
    }

    /// A number of a column, as its shortest decimal; nullopt where there is none or it is no number.
    std::optional<double> check_number(const std::optional<std::size_t>& column,
                                       std::vector<std::string>& cells) {
        if (!column || cells[*column].empty()) return std::nullopt;
        auto number = parse_number(cells[*column]);
        if (!number) number = parse_people_number(cells[*column], {});
        if (!number || *number < 0) {
            report(Severity::error, rules::registry_number, say(phrases::not_a_count, cells[*column]),
                   *column, say(phrases::not_a_count_help));
            return std::nullopt;
        }
        cells[*column] = format_number(*number);
        return number;
    }

    void check_size(std::vector<std::string>& cells) {
        const auto employees = check_number(columns_.employees, cells);
        const auto revenue = check_number(columns_.revenue, cells);
        if (revenue && *revenue < above_scale_revenue_wan)
            report(Severity::warning, rules::below_scale, say(phrases::below_scale, format_number(*revenue)),
                   *columns_.revenue, say(phrases::below_scale_help));
        if (!columns_.size) return;
        std::string& size = cells[*columns_.size];
        const auto given = parse_size(size);
        if (!size.empty() && !given)
            return report(Severity::error, rules::registry_size, say(phrases::size_unknown, size),
                          *columns_.size, say(phrases::size_help));
        if (!employees || !revenue) {
            if (!given)
                return report(Severity::error, rules::registry_size, say(phrases::size_missing),
                              *columns_.size, say(phrases::size_missing_help));
            size = size_name(*given);
            return;
        }
        const SizeClass computed = classify_size(*employees, *revenue);
        if (given && *given != computed)
            report(Severity::warning, rules::size_differs,
                   say(phrases::size_differs, size_name(*given), size_name(computed)), *columns_.size,
                   say(phrases::size_differs_help));
        size = size_name(computed);
    }

    std::optional<std::string> check_date(const std::optional<std::size_t>& column,
                                          std::vector<std::string>& cells) {
        if (!column || cells[*column].empty()) return std::nullopt;
        auto date = iso_date(cells[*column]);
        if (date)
            cells[*column] = *date;
        else
            report(Severity::error, rules::registry_date, say(phrases::not_a_date, cells[*column]), *column,
                   say(phrases::not_a_date_help));
        return date;
    }

    void check_dates(std::vector<std::string>& cells) {
        const auto issued = check_date(columns_.status_date, cells);
        const auto expiry = check_date(columns_.status_expiry, cells);
        if (issued && expiry && *expiry < *issued)
            report(Severity::error, rules::registry_date, say(phrases::expiry_before_issue, *expiry, *issued),
                   *columns_.status_expiry, say(phrases::not_a_date_help));
        if (expiry && !options_.reference_date.empty() && *expiry < options_.reference_date)
            report(Severity::warning, rules::status_expired, say(phrases::status_expired, *expiry),
                   *columns_.status_expiry, say(phrases::status_expired_help));
    }

    const TextTable& table_;
    const RegistryOptions& options_;
    ProblemLog& log_;
    KnownColumns columns_;
    std::vector<std::string> headings_;
    std::size_t row_ = 0;
    bool good_ = true;
};

/// A row of the normalised table by its id: the first 16 bytes as numbers decide nearly every comparison.
struct IdOrder {
    std::uint64_t first = 0, second = 0;
    std::uint32_t row = 0;
};

std::uint64_t eight_bytes(std::string_view id, std::size_t start) {
    std::uint64_t bytes = 0;
    for (std::size_t position = start; position < start + 8; ++position)
        bytes = bytes << 8 | (position < id.size() ? static_cast<unsigned char>(id[position]) : 0U);
    return bytes;
}

std::vector<IdOrder> order_by_id(const TextTable& table, std::size_t id_column) {
    std::vector<IdOrder> order(table.row_count());
    for (std::uint32_t row = 0; row < order.size(); ++row) {
        const std::string_view id = table.cell(row, id_column);
        order[row] = {eight_bytes(id, 0), eight_bytes(id, 8), row};
    }
    std::sort(order.begin(), order.end(), [&](const IdOrder& a, const IdOrder& b) {
        if (a.first != b.first) return a.first < b.first;
        if (a.second != b.second) return a.second < b.second;
        const int compared = table.cell(a.row, id_column).compare(table.cell(b.row, id_column));
        return compared != 0 ? compared < 0 : a.row < b.row;
    });
    return order;
}

/// Copies rows in the order of their ids; of several rows with one id only the first of the file stays.
Registry sorted_registry(TextTable normalised, std::size_t id_column, std::uint64_t& duplicates,
                         ProblemLog& log) {
    Registry registry;
    registry.id_column = id_column;
    registry.units.source = normalised.source;
    registry.units.headings = normalised.headings;
    std::vector<std::string_view> cells(normalised.headings.size());
    std::size_t previous_row = 0;
    std::string_view previous;
    bool first = true;
    for (const IdOrder& entry : order_by_id(normalised, id_column)) {
        const std::string_view id = normalised.cell(entry.row, id_column);
        if (!first && id == previous) {
            ++duplicates;
            log.add(Severity::error, rules::duplicate_id,
                    say(phrases::duplicate_id, id, normalised.row_number(previous_row)),
                    normalised.place(entry.row, id_column), say(phrases::duplicate_id_help));
            continue;
        }
        first = false;
        previous = id;
        previous_row = entry.row;
        for (std::size_t column = 0; column < cells.size(); ++column)
            cells[column] = normalised.cell(entry.row, column);
        registry.units.add_row(cells, normalised.row_number(entry.row));
    }
    return registry;
}

}  // namespace

std::optional<RegistryCheck> check_registry(const TextTable& table, const RegistryOptions& options,
                                            Diagnostics& diagnostics) {
    const auto id_column = need_column(table, "id", diagnostics);
    const auto city_column = need_column(table, "city", diagnostics);
    if (!id_column || !city_column) return std::nullopt;
    ProblemLog log(diagnostics, options.examples);
    RowChecker checker(table, options, log);
    RegistryCheck result;
    result.rows = table.row_count();
    TextTable normalised;
    normalised.source = table.source;
    normalised.headings = checker.headings();
    std::vector<std::string> cells;
    std::vector<std::string_view> views;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (!checker.check(row, cells)) {
            ++result.rows_with_errors;
            continue;
        }
        views.assign(cells.begin(), cells.end());
        normalised.add_row(views, table.row_number(row));
    }
    std::uint64_t duplicates = 0;
    result.registry = sorted_registry(std::move(normalised), *id_column, duplicates, log);
    result.rows_with_errors += duplicates;
    result.registry.sha256 = to_hex(sha256(registry_csv(result.registry)));
    for (const auto& [rule, count] : log.counts())
        result.problems.push_back({rule, count.severity, count.number});
    return result;
}

std::string registry_csv(const Registry& registry) {
    std::string bytes;
    CsvWriter writer(bytes);
    const TextTable& units = registry.units;
    for (const std::string& heading : units.headings)
        writer.text(heading);
    writer.end_row();
    for (std::size_t row = 0; row < units.row_count(); ++row) {
        for (std::size_t column = 0; column < units.headings.size(); ++column)
            writer.text(units.cell(row, column));
        writer.end_row();
    }
    return bytes;
}

}  // namespace tidu::survey
