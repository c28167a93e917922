// SPDX-License-Identifier: Apache-2.0
// The part of a report on two versions of a system that says what the change does to enterprises.
#pragma once

#include <vector>

#include "tidu/report/document.h"
#include "tidu/result/effect.h"
#include "tidu/score/program.h"

namespace tidu {

/// A section with the numbers, the passages from level to level, who goes which way and why, and who cannot
/// be compared.
std::vector<Block> build_effect(const std::vector<EnterpriseEffect>& effects, const Program& before,
                                const Program& after, Language language);

}  // namespace tidu
