// SPDX-License-Identifier: Apache-2.0
#include "marks.h"

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

}  // namespace tidu
