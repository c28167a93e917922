// SPDX-License-Identifier: Apache-2.0
// The audit block that every output of a drive carries: what was run on what, and what was decided on the
// way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidu/text/language.h"
#include "tidu/text/message.h"

namespace tidu {
class JsonWriter;
}

namespace tidu::survey {

struct AuditInput {
    std::string role;  ///< `registry`, `results`, `manifest`, `system` ...
    std::string name;  ///< as the user named it
    std::string sha256;
    std::optional<std::uint64_t> rows;
};

/// Two runs with the same audit block give the same bytes: time comes from the caller, never from a clock.
struct Audit {
    std::string command;                                       ///< `sample draw`
    std::vector<std::pair<std::string, std::string>> options;  ///< with their defaults filled in
    std::string seed;                                          ///< empty: nothing random
    std::string start;  ///< start point on the number line; empty: none
    std::vector<AuditInput> inputs;
    std::string time;  ///< UTC, as given by `--time`; empty: none
    std::optional<std::uint64_t> rows_in;
    std::optional<std::uint64_t> rows_out;
    std::vector<Message> decisions;  ///< everything decided automatically

    void add_decision(Message message) { decisions.push_back(std::move(message)); }
};

/// First 12 hexadecimal digits of the hash of the block: the id that every row of a table carries.
std::string run_id(const Audit& audit);
/// Writes the member `audit`.
void write_audit(JsonWriter& json, const Audit& audit);
/// The block as a JSON document of its own, beside a CSV file.
std::string audit_json(const Audit& audit);

}  // namespace tidu::survey
