// SPDX-License-Identifier: Apache-2.0
// Indicator files: a system or errors, and lint over whatever can be built. Never a crash or a hang.
#include "fuzz.h"
#include "tidu/system/dependencies.h"
#include "tidu/system/lint.h"
#include "tidu/system/load.h"

using namespace tidu;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Diagnostics diagnostics;
    const auto system = load_system(fuzz_source(text_of(data, size)), diagnostics);
    require((system != nullptr) != diagnostics.has_errors(),
            "there is a system exactly when there is no error");
    show_all(diagnostics);
    Diagnostics everything;
    lint_source(fuzz_source(text_of(data, size)), everything);
    require(everything.count(Severity::error) >= diagnostics.count(Severity::error),
            "lint finds what loading does");
    show_all(everything);
    if (!system) return 0;
    const Outline outline(system);
    Diagnostics lint;
    lint_system(outline, lint);
    show_all(lint);
    Diagnostics circles;
    const auto order = evaluation_order(outline, circles);
    require(order.has_value() && circles.empty(), "what loads has an order");
    const std::size_t definitions = outline.items().size() + outline.nodes().size() + system->checks.size() +
                                    system->constraints.size() + system->ladders.size();
    require(order->size() == definitions, "every definition stands in the order once");
    return 0;
}
