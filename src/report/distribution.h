// SPDX-License-Identifier: Apache-2.0
// Distributions where nothing is drawn: as plain tables.
#pragma once

#include "tidu/report/document.h"

namespace tidu {

/// A count's share in percent, cut to one decimal, without a sign; empty where the whole is nothing.
std::string share_text(std::uint64_t count, std::uint64_t whole);

/// Counts, `with_shares` behind them in the same cell.
Table table_of(const Distribution& distribution, Language language, bool with_shares);

}  // namespace tidu
