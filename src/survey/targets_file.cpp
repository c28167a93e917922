// SPDX-License-Identifier: Apache-2.0
// Target files (the format stands at the top of indicators/targets-2027.yaml), and the figures held against
// them.
#include <algorithm>
#include <array>

#include "phrases.h"
#include "rules.h"
#include "tidu/survey/targets.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"

namespace tidu::survey {
namespace {

constexpr std::array<std::pair<std::string_view, TargetCompare>, 5> compare_words = {
    {{"at_least", TargetCompare::at_least},
     {"above", TargetCompare::above},
     {"about", TargetCompare::about},
     {"exactly", TargetCompare::exactly},
     {"within", TargetCompare::within}}};

class TargetReader {
  public:
    TargetReader(const SourcePtr& source, Diagnostics& diagnostics)
        : source_(source), diagnostics_(diagnostics) {}

    std::optional<TargetList> read(TreeView root) {
        if (!root.is_mapping() || text(root, "tidu_targets") != "1") {
            fail(root, "tidu_targets");
            return std::nullopt;
        }
        TargetList list;
        list.id = text(root, "id");
        list.version = text(root, "version");
        list.title = bilingual(root, "title");
        read_period(root, list);
        if (const auto near = number(root, "near_share")) list.near_share = *near;
        for_each(root, "groups", [&](TreeView group) {
            list.groups.push_back({text(group, "id"), bilingual(group, "title"), text(group, "status")});
        });
        for_each(root, "targets",
                 [&](TreeView target) { list.targets.push_back(read_target(target, list)); });
        if (!good_) return std::nullopt;
        return list;
    }

  private:
    void fail(TreeView near, std::string_view key) {
        good_ = false;
        const Place place = near.exists() ? Place::of_text(source_, near.span()) : Place::of_file(source_);
        diagnostics_.add({Severity::error,
                          rules::target_format,
                          say(phrases::target_field, key),
                          place,
                          say(phrases::target_field_help),
                          {},
                          {}});
    }
    static TreeView find(TreeView map, std::string_view key) {
        const TreeView value = map.is_mapping() ? map.find(key) : TreeView{};
        return value.exists() && !value.is_null() ? value : TreeView{};
    }
    std::string text(TreeView map, std::string_view key) {
        const TreeView value = find(map, key);
        return value.exists() && value.is_scalar() ? std::string(value.text()) : std::string{};
    }
    std::optional<double> number(TreeView map, std::string_view key) {
        const TreeView value = find(map, key);
        if (!value.exists()) return std::nullopt;
        const auto parsed = parse_number(value.text());
        if (!parsed) fail(value, key);
        return parsed;
    }
    BilingualText bilingual(TreeView map, std::string_view key) {
        const TreeView value = find(map, key);
        if (!value.exists()) return {};
        if (value.is_scalar()) return {std::string(value.text()), std::string(value.text())};
        return {text(value, "zh"), text(value, "en")};
    }
    template <typename Visit>
    void for_each(TreeView map, std::string_view key, const Visit& visit) {
        const TreeView list = find(map, key);
        if (!list.exists() || !list.is_sequence()) return fail(map, key);
        for (std::size_t element = 0; element < list.size(); ++element)
            visit(list[element]);
    }
    void read_period(TreeView root, TargetList& list) {
        const TreeView period = find(root, "period");
        if (!period.exists() || !period.is_sequence() || period.size() != 2) return fail(root, "period");
        const auto first = parse_number(period[0].text()), last = parse_number(period[1].text());
        if (!first || !last) return fail(period, "period");
        list.first_year = static_cast<int>(*first);
        list.last_year = static_cast<int>(*last);
    }
    void read_value(TreeView tree, Target& target) {
        const TreeView value = find(tree, "value");
        if (!value.exists()) return;
        if (value.is_sequence() && value.size() == 2) {
            target.value = parse_number(value[0].text());
            target.upper = parse_number(value[1].text());
            if (!target.value || !target.upper) fail(value, "value");
            return;
        }
        target.value = number(tree, "value");
    }
    Target read_target(TreeView tree, const TargetList& list) {
        Target target;
        target.id = text(tree, "id");
        if (target.id.empty()) fail(tree, "id");
        target.task = static_cast<int>(number(tree, "task").value_or(0));
        target.title = bilingual(tree, "title");
        target.unit = bilingual(tree, "unit");
        target.kind = text(tree, "kind");
        target.deadline = text(tree, "deadline");
        target.printed = text(tree, "printed");
        target.each_city = text(tree, "scope") == "each_city";
        read_value(tree, target);
        const std::string word = text(tree, "compare");
        const auto* compare =
            std::ranges::find(compare_words, word, &std::pair<std::string_view, TargetCompare>::first);
        if (compare != compare_words.end())
            target.compare = compare->second;
        else if (target.value || !word.empty())
            fail(tree, "compare");
        if (const TreeView measure = find(tree, "measure"); measure.exists()) {
            target.measure = TargetMeasure{text(measure, "ladder"), text(measure, "level"),
                                           text(measure, "assessed") == "true", text(measure, "of")};
            if (!list.find_group(target.measure->of)) fail(measure, "of");
        }
        return target;
    }

    SourcePtr source_;
    Diagnostics& diagnostics_;
    bool good_ = true;
};

/// Cells of a table of figures, with findings.
class FigureReader {
  public:
    FigureReader(const TextTable& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics) {}

    bool need(std::initializer_list<std::string_view> headings) {
        for (std::string_view heading : headings)
            if (!table_.column(heading))
                report(table_.place(), say(phrases::column_missing, heading),
                       say(phrases::column_missing_help, heading));
        return good_;
    }
    std::string text(std::size_t row, std::string_view heading) const {
        const auto column = table_.column(heading);
        return column ? std::string(table_.cell(row, *column)) : std::string{};
    }
    std::optional<double> number(std::size_t row, std::string_view heading) {
        const auto column = table_.column(heading);
        if (!column || table_.cell(row, *column).empty()) return std::nullopt;
        const auto parsed = parse_number(table_.cell(row, *column));
        if (!parsed)
            report(table_.place(row, *column), say(phrases::not_a_number, table_.cell(row, *column)),
                   say(phrases::not_a_number_help));
        return parsed;
    }
    const Target* target(std::size_t row, const TargetList& list) {
        const std::string id = text(row, "target");
        const auto found = std::ranges::find(list.targets, id, &Target::id);
        if (found != list.targets.end()) return &*found;
        std::vector<std::string> ids;
        for (const Target& target : list.targets)
            ids.push_back(target.id);
        const auto nearest = nearest_match(id, ids);
        report(table_.place(row, *table_.column("target")), say(phrases::no_target, id),
               nearest ? say(phrases::nearest_target, *nearest) : say(phrases::no_target_help));
        return nullptr;
    }
    bool good() const { return good_; }

  private:
    void report(Place place, Message message, Message help) {
        good_ = false;
        diagnostics_.add({Severity::error,
                          rules::target_domain,
                          std::move(message),
                          std::move(place),
                          std::move(help),
                          {},
                          {}});
    }
    const TextTable& table_;
    Diagnostics& diagnostics_;
    bool good_ = true;
};

/// `by` and `domain` that an estimate for the whole group has, and those by city.
struct WantedDomains {
    std::string measure, by, domain, city_by, city_prefix;
};

std::optional<WantedDomains> wanted_domains(const Target& target, const TargetList& list,
                                            const std::string& by) {
    if (!target.measure || target.measure->assessed) return std::nullopt;
    WantedDomains wanted;
    wanted.measure = target.measure->ladder + ":" + target.measure->level;
    const TargetGroup* group = list.find_group(target.measure->of);
    if (group->status.empty()) {
        wanted.city_by = by;
        return wanted;
    }
    wanted.by = "status";
    wanted.domain = group->status;
    wanted.city_by = "status," + by;
    wanted.city_prefix = group->status + ",";
    return wanted;
}

}  // namespace

std::optional<TargetList> read_targets(TreeView root, const SourcePtr& source, Diagnostics& diagnostics) {
    return TargetReader(source, diagnostics).read(root);
}

bool add_estimates(const TextTable& estimates, const TargetList& list, Actuals& actuals,
                   Diagnostics& diagnostics, const std::string& by) {
    FigureReader reader(estimates, diagnostics);
    if (!reader.need({"by", "domain", "measure", "kind", "value", "lower", "upper"})) return false;
    for (const Target& target : list.targets) {
        const auto wanted = wanted_domains(target, list, by);
        if (!wanted) continue;
        for (std::size_t row = 0; row < estimates.row_count(); ++row) {
            const std::string row_by = reader.text(row, "by"), domain = reader.text(row, "domain"),
                              kind = reader.text(row, "kind");
            if (reader.text(row, "measure") != wanted->measure || (kind != "share" && kind != "assisted"))
                continue;
            const bool is_whole = row_by == wanted->by && domain == wanted->domain;
            const bool is_city = row_by == wanted->city_by && domain.starts_with(wanted->city_prefix);
            const auto value = reader.number(row, "value"), lower = reader.number(row, "lower"),
                       upper = reader.number(row, "upper");
            if ((!is_whole && !is_city) || !value || !lower || !upper) continue;
            const std::string city = is_whole ? std::string{} : domain.substr(wanted->city_prefix.size());
            actuals[{target.id, city}] = {100 * *value, 100 * *lower,
                                          100 * *upper, reader.number(row, "population"),
                                          true,         reader.number(row, "effective_size")};
        }
    }
    return reader.good();
}

bool add_counts(const TextTable& counts, const TargetList& list, Actuals& actuals, Diagnostics& diagnostics) {
    FigureReader reader(counts, diagnostics);
    if (!reader.need({"target", "value"})) return false;
    for (std::size_t row = 0; row < counts.row_count(); ++row) {
        const Target* target = reader.target(row, list);
        const auto value = reader.number(row, "value");
        if (!target || !value) continue;
        actuals[{target->id, reader.text(row, "city")}] = {
            *value, *value, *value, reader.number(row, "population"), false, {}};
    }
    return reader.good();
}

std::optional<Baselines> read_baselines(const TextTable& table, const TargetList& list,
                                        Diagnostics& diagnostics) {
    FigureReader reader(table, diagnostics);
    if (!reader.need({"target", "value"})) return std::nullopt;
    Baselines baselines;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const Target* target = reader.target(row, list);
        const auto value = reader.number(row, "value");
        const std::string year_heading = table.column("period") ? "period" : "year";
        const auto year = reader.number(row, year_heading);
        if (target && value)
            baselines[{target->id, reader.text(row, "city")}] = {*value,
                                                                 static_cast<int>(year.value_or(2024))};
    }
    if (!reader.good()) return std::nullopt;
    return baselines;
}

}  // namespace tidu::survey
