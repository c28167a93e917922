// SPDX-License-Identifier: Apache-2.0
#include "system_words.h"

#include "system_phrases.h"

namespace tidu {

const Phrase& aggregate_phrase(AggregateKind kind) {
    switch (kind) {
        case AggregateKind::weighted_mean:
            return phrases::weighted_mean;
        case AggregateKind::geometric_mean:
            return phrases::geometric_mean;
        case AggregateKind::harmonic_mean:
            return phrases::harmonic_mean;
        case AggregateKind::minimum:
            return phrases::minimum;
        case AggregateKind::sum:
            return phrases::sum;
        case AggregateKind::staged:
            return phrases::staged;
        case AggregateKind::mpi:
            return phrases::mpi;
    }
    return phrases::weighted_mean;
}

}  // namespace tidu
