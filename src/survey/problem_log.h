// SPDX-License-Identifier: Apache-2.0
// Counts findings of each kind and keeps the first few: a registry of a million rows may have a million of
// one kind.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "tidu/text/diagnostic.h"

namespace tidu::survey {

class ProblemLog {
  public:
    ProblemLog(Diagnostics& diagnostics, std::size_t examples)
        : diagnostics_(diagnostics), examples_(examples) {}

    void add(Severity severity, std::string_view rule, Message message, Place place, Message help = {}) {
        Count& count = counts_[rule];
        count.severity = severity;
        if (count.number++ < examples_)
            diagnostics_.add({severity, rule, std::move(message), std::move(place), std::move(help), {}, {}});
    }

    struct Count {
        Severity severity = Severity::error;
        std::uint64_t number = 0;
    };
    const std::map<std::string_view, Count>& counts() const { return counts_; }

  private:
    Diagnostics& diagnostics_;
    std::size_t examples_;
    std::map<std::string_view, Count> counts_;
};

}  // namespace tidu::survey
