// SPDX-License-Identifier: Apache-2.0
// Uses the installed libraries as another project would: loads a bundled system and compiles it.
#include <tidu/score/program.h>
#include <tidu/system/bundled.h>

#include <cstdio>

int main() {
    const auto system = tidu::load_bundled_system("general");
    if (!system) return 1;
    const auto program = tidu::compile(std::make_shared<const tidu::Outline>(system));
    std::printf("%zu nodes\n", program->nodes.size());
    return program->nodes.empty() ? 1 : 0;
}
