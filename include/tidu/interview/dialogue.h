// SPDX-License-Identifier: Apache-2.0
// Leads an interview with a person (or a script) line by line. Where lines come from, where words go and how
// the answers are kept safe is the caller's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/interview/interview.h"
#include "tidu/text/language.h"

namespace tidu {

/// What a dialogue needs of its surroundings.
struct DialogueIo {
    /// The next line a person typed, without its end; nullopt: there are no more. The text is the prompt.
    std::function<std::optional<std::string>(const std::string& prompt)> read_line;
    std::function<void(std::string_view text)> show;
    /// Called after every change: the answers so far must be safe when it returns.
    std::function<void(const RawSheet& sheet)> save;
};

struct DialogueStyle {
    Language language = Language::zh;
    std::size_t width = 80;
    bool color = false;
    bool asks_enterprise = true;  ///< id, name and period first, where they are not known yet
};

enum class DialogueEnd {
    finished,  ///< nothing is left to ask, or the quick ladder is decided
    left,      ///< the person went away; what is answered is safe
};

DialogueEnd run_dialogue(Interview& interview, const DialogueIo& io, const DialogueStyle& style);

}  // namespace tidu
