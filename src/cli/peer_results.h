// SPDX-License-Identifier: Apache-2.0
// `--peers RESULTS`: the results of a batch as peers of one assessment.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/console.h"
#include "tidu/result/peers.h"
#include "tidu/score/program.h"
#include "tidu/survey/results_table.h"

namespace tidu::cli {

class PeerResults {
  public:
    /// Reads the results; findings go to the console. Throws IoError.
    PeerResults(const std::string& path, Console& console);

    /// Sets `record.peers`. False where the results cannot be used for this system, which has been said.
    bool add_to(AssessmentRecord& record, const Program& program);

  private:
    const PeerTable* table_for(const Program& program);
    PeerTable peers_of(const Program& program) const;

    std::string path_;
    Console& console_;
    std::optional<survey::ScoredTable> results_;
    std::map<const Program*, std::optional<PeerTable>> tables_;  ///< nullopt: refused
};

}  // namespace tidu::cli
