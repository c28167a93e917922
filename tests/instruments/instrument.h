// SPDX-License-Identifier: Apache-2.0
// Scores answer sheets against the indicator files of the repository, for tests of what those files say.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"
#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"

namespace tidu::test {

/// Answers by id, written as a person writes them; several options are separated by `|`.
using Answers = std::map<std::string, std::string>;

/// `base` with the entries of `changes` in place of its own.
Answers with(Answers base, const Answers& changes);

/// The file `indicators/ID.yaml` or a file below `samples`, read whole.
SourcePtr repository_file(const std::string& path);

/// One assessment with its values by id. Asking for an id that does not exist fails the test.
struct Assessment {
    std::shared_ptr<const Program> program;
    AnswerSheet sheet;
    Evaluation evaluation;

    /// False when an answer was not understood or an error was found while scoring.
    bool is_valid() const { return sheet.is_valid() && evaluation.is_valid(); }
    double score(std::string_view node) const;
    bool has_score(std::string_view node) const;
    /// Id of the level reached for certain, or `none`.
    std::string level(std::string_view ladder) const;
    /// Id of the highest level that is still possible, or `none`.
    std::string possible(std::string_view ladder) const;
    /// Id of the level that policy expects, or `none`.
    std::string expected(std::string_view ladder) const;
    /// The answer, given or derived, in machine form; `missing` or `not_applicable` where there is none.
    std::string answer(std::string_view item) const;
    Truth check(std::string_view check) const;
    /// Ids of the violated constraints in file order, warnings included.
    std::vector<std::string> violated() const;
};

/// An indicator file, loaded and compiled.
class Instrument {
  public:
    /// Fails the test when the file does not load without errors.
    explicit Instrument(const std::string& id);

    const Outline& outline() const { return *program_->outline; }
    /// What lint says of the file, as shown to a reader of English; empty: nothing.
    std::string lint() const;
    Assessment assess(const Answers& answers) const;
    /// `changes` act like `--set`.
    Assessment assess(const RawSheet& raw, const Answers& changes = {}) const;
    /// All sheets of a file below `samples`, in file order.
    std::vector<RawSheet> read_samples(const std::string& path) const;

  private:
    std::shared_ptr<const Program> program_;
};

}  // namespace tidu::test
