// SPDX-License-Identifier: Apache-2.0
// What people read in place of the codes and ids of a drive: cities, sizes, levels, flags, outcomes. Files
// for machines keep the ids.
#pragma once

#include <string>
#include <string_view>

#include "tidu/survey/design.h"
#include "tidu/system/system.h"
#include "tidu/text/language.h"

namespace tidu::cli {

/// `city` -> `城市`, `city`; the heading itself where it is no attribute that has a name.
std::string column_words(std::string_view column, Language language);
/// Values of one column of domains: `320500` -> `苏州市`, `Suzhou`; what has no name stays.
std::string value_words(std::string_view column, const std::string& value, Language language);
/// All values of a domain: columns and values are lists with commas. Empty: `all`.
std::string domain_words(const std::string& columns, const std::string& values, Language language);

/// `factory:basic` -> the level's title, `total` -> the node's; what the system does not have stays.
std::string measure_words(const System& system, const std::string& measure, Language language);

// In narrow tables: the title in Chinese, the id in English, which is a word and shorter.
std::string short_level_words(const System& system, const std::string& level, Language language);
std::string short_measure_words(const System& system, const std::string& measure, Language language);

/// A flag and its reason: `suppress`, `small_sample` -> `not shown: small sample`. Empty for `present`.
std::string flag_words(std::string_view flag, std::string_view reason, Language language);

std::string outcome_words(survey::Outcome outcome, Language language);

}  // namespace tidu::cli
