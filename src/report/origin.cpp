// SPDX-License-Identifier: Apache-2.0
#include "tidu/report/origin.h"

#include <algorithm>

#include "phrases.h"

namespace tidu {

const SourceEntry* source_entry(const System& system, const Provenance& provenance) {
    const auto entry = std::ranges::find(system.sources, provenance.ref.text,
                                         [](const SourceEntry& source) { return source.id.text; });
    return entry == system.sources.end() ? nullptr : &*entry;
}

Origin origin_of(const System& system, const Provenance& provenance) {
    if (provenance.own) return Origin::own;
    const SourceEntry* entry = source_entry(system, provenance);
    if (!entry && !provenance.confidence) return Origin::unsaid;
    switch (provenance.confidence.value_or(entry ? entry->confidence : Confidence::sourced)) {
        case Confidence::sourced:
            return Origin::sourced;
        case Confidence::second_hand:
            return Origin::second_hand;
        case Confidence::recalled:
            return Origin::recalled;
    }
    return Origin::unsaid;
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
