// SPDX-License-Identifier: Apache-2.0
// Single values of a document as our types. What is absent or was reported as wrong becomes an empty value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tidu/codec/tree.h"
#include "tidu/system/system.h"

namespace tidu {

/// `yes`, `no`, `true` and `false` as written in files; nullopt: none of them.
std::optional<bool> parse_yes_no(std::string_view text);

std::string read_string(const TreeView& view);
Name read_name(const TreeView& view);
BilingualText read_text(const TreeView& view);
std::optional<double> read_number(const TreeView& view);
double read_number_or(const TreeView& view, double fallback);
bool read_flag(const TreeView& view);
std::vector<std::string> read_strings(const TreeView& view);
std::vector<int> read_integers(const TreeView& view);
bool is_pair_of_numbers(const TreeView& view);
/// Pairs `[x, s]`; those that are none are left out.
ScorePoints read_points(const TreeView& view);
Provenance read_provenance(const TreeView& view);
std::optional<Confidence> read_confidence(const TreeView& view);

}  // namespace tidu
