// SPDX-License-Identifier: Apache-2.0
// One random system with enterprises that answer it at random: what the property tests try.
#pragma once

#include <memory>
#include <string>

#include "random_system.h"
#include "reference.h"
#include "score/scored.h"
#include "tidu/answers/bind.h"

namespace tidu::test {

/// One past the last of `count` seeds from `first`. The environment variable TIDU_PROPERTY_ROUNDS multiplies
/// `count`: a soak before a release (docs/developing.md).
std::uint64_t seeds_end(std::uint64_t first, std::uint64_t count);

/// A compiled random system. The binder refers to the program's outline, so a case stays where it is made.
class RandomCase {
  public:
    RandomCase(std::uint64_t seed, const SystemFeatures& features);
    RandomCase(const RandomCase&) = delete;
    RandomCase& operator=(const RandomCase&) = delete;

    /// A sheet of random answers, some missing, some not applicable, some proved by evidence.
    AnswerSheet random_sheet();
    /// One more random answer to an item that is open; derived items are left to their parts unless
    /// `directly`.
    Answer random_answer(ItemIndex item);
    /// The sheet with every open answer given at random. Nullopt: in a few tries no answers were found that
    /// leave the sheet valid and change nothing's applicability.
    std::optional<AnswerSheet> completed(const AnswerSheet& sheet, const EvaluateOptions& options);

    Scored score(const AnswerSheet& sheet, const EvaluateOptions& options = {}) const;
    Reference reference(const AnswerSheet& sheet, const EvaluateOptions& options = {}) const;

    Random random;
    std::string yaml;
    std::shared_ptr<const Program> program;

  private:
    bool fill_once(AnswerSheet& sheet, const EvaluateOptions& options);

    Binder binder_;
};

}  // namespace tidu::test
