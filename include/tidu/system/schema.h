// SPDX-License-Identifier: Apache-2.0
// The format of indicator files for editors and for people, made from the tables that loading uses.
#pragma once

#include <string>

namespace tidu {

/// JSON Schema (2020-12) of an indicator file, pretty-printed, with a newline at its end. It knows structure,
/// not references: what passes it may still be refused by loading.
std::string indicator_schema();

/// The maps of an indicator file and their keys as Markdown tables, in both languages. Part of
/// docs/indicator-file.md.
std::string indicator_reference();

/// All rules as a Markdown table, in both languages: docs/lint-rules.md without its introduction.
std::string rule_reference();

}  // namespace tidu
