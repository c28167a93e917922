// SPDX-License-Identifier: Apache-2.0
// Raw answers against a system: understands people's ways to write things, and says what it did not
// understand.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidu/answers/answer_sheet.h"
#include "tidu/answers/item_names.h"
#include "tidu/answers/raw_answers.h"
#include "tidu/answers/understand.h"
#include "tidu/system/outline.h"

namespace tidu {

/// An answer taken from elsewhere, and how the user asked for it: `--import ID=RESULT.json`.
struct ImportedAnswer {
    std::string key;
    std::string value;
    std::string written;
};

struct BindOptions {
    /// `--set ID=VALUE`: replaces what the sheet says, in the order given.
    std::vector<std::pair<std::string, std::string>> overrides;
    /// Replace what the sheet says, and are replaced by `overrides`.
    std::vector<ImportedAnswer> imported = {};
};

/// Binds sheets to one system. Its tables are made once; binding is const and may run in several threads.
/// The outline must outlive it.
class Binder {
  public:
    explicit Binder(const Outline& outline);

    /// Checks one sheet: every answer of the outline gets a state; what is not understood becomes a problem
    /// with its place and the nearest match, never a silent zero. Defaults of inputs are filled in and marked
    /// `assumed`; a required input without a value is an error. Derived items without a direct answer stay
    /// missing here: the kernel derives them. Whether a question may be declared not applicable is the
    /// kernel's to say (it may not apply at all); for inputs it is said here.
    AnswerSheet bind(const RawSheet& raw, const BindOptions& options = {}) const;

    const Outline& outline() const { return *outline_; }
    const ItemNames& names() const { return names_; }
    const AnswerReader& reader(ItemIndex item) const { return readers_[item.value]; }

  private:
    class Sheet;

    const Outline* outline_;
    ItemNames names_;
    std::vector<AnswerReader> readers_;            ///< one per ItemIndex
    std::vector<std::optional<Answer>> defaults_;  ///< one per ItemIndex
};

/// Binds a single sheet.
AnswerSheet bind_answers(const Outline& outline, const RawSheet& raw, const BindOptions& options = {});

}  // namespace tidu
