// SPDX-License-Identifier: Apache-2.0
#include "marks.h"

#include "phrases.h"

namespace tidu {

std::string_view sign_of(Tone tone) {
    switch (tone) {
        case Tone::good:
            return "✓";
        case Tone::bad:
            return "✗";
        case Tone::open:
            return "?";
        case Tone::muted:
            return "–";
        case Tone::plain:
            return "";
    }
    return "";
}

std::string origin_word(Origin origin, Language language) {
    switch (origin) {
        case Origin::unsaid:
            return {};
        case Origin::sourced:
            return say(phrases::origin_sourced).in(language);
        case Origin::second_hand:
            return say(phrases::origin_second_hand).in(language);
        case Origin::recalled:
            return say(phrases::origin_recalled).in(language);
        case Origin::own:
            return say(phrases::origin_own).in(language);
    }
    return {};
}

}  // namespace tidu
