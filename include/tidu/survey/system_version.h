// SPDX-License-Identifier: Apache-2.0
// Which indicator system scored something, down to its bytes.
#pragma once

#include <string>

#include "tidu/system/system.h"

namespace tidu::survey {

/// A system as results and manifests name it. Two versions are the same where their bytes are.
struct SystemVersion {
    std::string id;
    std::string version;
    std::string sha256;  ///< of the system's file

    bool operator==(const SystemVersion&) const = default;
};

SystemVersion version_of(const System& system);
/// `general 2025.1 (f72876d65c47...)`
std::string describe(const SystemVersion& system);

}  // namespace tidu::survey
