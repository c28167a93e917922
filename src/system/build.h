// SPDX-License-Identifier: Apache-2.0
// From a document to a System, part by part. The structure has been checked before: what does not fit here
// was reported there and becomes an empty value, so that the rest of the file can still be looked at.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report.h"
#include "tidu/codec/tree.h"
#include "tidu/system/system.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

Condition build_condition(const TreeView& map);
std::optional<Condition> build_optional_condition(const TreeView& map);
Selector build_selector(const TreeView& map);
std::optional<Derivation> build_derivation(const TreeView& map);

/// The answer scales of `option_sets` by name. Views into the document.
using OptionSets = std::map<std::string, TreeView, std::less<>>;

/// Reads inputs, questions and groups. Needs the option sets, and reports names of sets that do not exist.
class ItemBuilder {
  public:
    ItemBuilder(const TreeView& document, const SourcePtr& source, Diagnostics& diagnostics);

    std::vector<Input> build_inputs(const TreeView& list) const;
    Node build_node(const TreeView& map) const;

  private:
    void fill_item(const TreeView& map, Item& item) const;
    std::vector<Option> build_options(const TreeView& options) const;
    void report_repeated_options(const TreeView& set) const;
    void report_repeated_answers(const TreeView& score) const;

    OptionSets option_sets_;
    Report report_;
};

std::vector<Check> build_checks(const TreeView& list);
std::vector<Constraint> build_constraints(const TreeView& list);
std::vector<Ladder> build_ladders(const TreeView& list);

/// All of it. References between parts are not yet checked.
System build_system(const TreeView& document, const SourcePtr& source, Diagnostics& diagnostics);

/// Calls `build` for every map in a list; nothing for what is no list.
template <typename Result, typename Build>
std::vector<Result> build_list(const TreeView& list, const Build& build) {
    std::vector<Result> results;
    if (!list.exists() || !list.is_sequence()) return results;
    results.reserve(list.size());
    for (std::size_t element = 0; element < list.size(); ++element)
        if (list[element].is_mapping()) results.push_back(build(list[element]));
    return results;
}

}  // namespace tidu
