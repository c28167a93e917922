// SPDX-License-Identifier: Apache-2.0
// Last year's list beside this year's: who came, went, moved, took another name or another code.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "tidu/answers/understand.h"
#include "tidu/survey/registry.h"

namespace tidu::survey {
namespace {

std::string_view value_of(const Registry& registry, std::size_t row, std::string_view heading) {
    const auto column = registry.units.column(heading);
    return column ? registry.units.cell(row, *column) : std::string_view{};
}

std::string_view id_of(const Registry& registry, std::size_t row) {
    return registry.units.cell(row, registry.id_column);
}

/// Rows that appear on one side only, by name and city; a name that several rows share stands for none.
std::unordered_map<std::string, std::optional<std::size_t>> rows_by_name(
    const Registry& registry, const std::vector<std::size_t>& rows) {
    std::unordered_map<std::string, std::optional<std::size_t>> by_name;
    for (std::size_t row : rows) {
        const std::string_view name = value_of(registry, row, "name");
        if (name.empty()) continue;
        const std::string key = matching_key(name) + '\n' + std::string(value_of(registry, row, "city"));
        const auto [entry, is_new] = by_name.emplace(key, row);
        if (!is_new) entry->second.reset();
    }
    return by_name;
}

void add_if_changed(const Registry& before, std::size_t old_row, const Registry& after, std::size_t new_row,
                    std::string_view heading, RegistryChange::Kind kind,
                    std::vector<RegistryChange>& changes) {
    const std::string_view was = value_of(before, old_row, heading), is = value_of(after, new_row, heading);
    if (was.empty() || is.empty() || matching_key(was) == matching_key(is)) return;
    changes.push_back({kind, std::string(id_of(after, new_row)), {}, std::string(was), std::string(is)});
}

void add_born_and_dead(const Registry& before, const std::vector<std::size_t>& dead, const Registry& after,
                       const std::vector<std::size_t>& born, std::vector<RegistryChange>& changes) {
    using Kind = RegistryChange::Kind;
    const auto dead_names = rows_by_name(before, dead);
    std::vector<char> succeeded(before.units.row_count()), successor(after.units.row_count());
    for (const auto& [key, row] : rows_by_name(after, born)) {
        const auto old = dead_names.find(key);
        if (!row || old == dead_names.end() || !old->second) continue;
        succeeded[*old->second] = successor[*row] = 1;
        changes.push_back({Kind::succeeded,
                           std::string(id_of(after, *row)),
                           std::string(id_of(before, *old->second)),
                           {},
                           std::string(value_of(after, *row, "name"))});
    }
    for (std::size_t row : born)
        if (!successor[row])
            changes.push_back({Kind::born,
                               std::string(id_of(after, row)),
                               {},
                               {},
                               std::string(value_of(after, row, "name"))});
    for (std::size_t row : dead)
        if (!succeeded[row])
            changes.push_back({Kind::dead,
                               std::string(id_of(before, row)),
                               {},
                               std::string(value_of(before, row, "name")),
                               {}});
}

}  // namespace

std::string_view change_name(RegistryChange::Kind kind) {
    constexpr std::array<std::string_view, 5> names = {"born", "dead", "moved", "renamed", "succeeded"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<RegistryChange> compare_registries(const Registry& before, const Registry& after) {
    std::vector<RegistryChange> changes;
    std::vector<std::size_t> born, dead;
    std::size_t old_row = 0, new_row = 0;
    // Both lists are in the order of their ids: one walk over both finds what they share.
    while (old_row < before.units.row_count() || new_row < after.units.row_count()) {
        const bool old_left = old_row < before.units.row_count(),
                   new_left = new_row < after.units.row_count();
        const int order = !old_left   ? 1
                          : !new_left ? -1
                                      : id_of(before, old_row).compare(id_of(after, new_row));
        if (order < 0) {
            dead.push_back(old_row++);
        } else if (order > 0) {
            born.push_back(new_row++);
        } else {
            add_if_changed(before, old_row, after, new_row, "city", RegistryChange::Kind::moved, changes);
            add_if_changed(before, old_row, after, new_row, "name", RegistryChange::Kind::renamed, changes);
            ++old_row, ++new_row;
        }
    }
    add_born_and_dead(before, dead, after, born, changes);
    std::stable_sort(changes.begin(), changes.end(), [](const RegistryChange& a, const RegistryChange& b) {
        return a.id != b.id ? a.id < b.id : a.kind < b.kind;
    });
    return changes;
}

}  // namespace tidu::survey
