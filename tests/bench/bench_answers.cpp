// SPDX-License-Identifier: Apache-2.0
// Time to read and bind answer files, one thread. Usage: bench_answers SYSTEM FOLDER. Prints files, milliseconds in all and
// a file, and the answers understood.
#include <chrono>
#include <cstdio>

#include "tidu/answers/bind.h"
#include "tidu/answers/read.h"
#include "tidu/codec/file.h"
#include "tidu/system/bundled.h"

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: bench_answers SYSTEM FOLDER\n", stderr);
        return 2;
    }
    const auto system = tidu::load_bundled_system(arguments[1]);
    if (!system) return 2;
    const tidu::Outline outline(system);
    const tidu::Binder binder(outline);
    tidu::ReadOptions options;
    options.outline = &outline;
    const std::vector<std::string> files = tidu::list_files(arguments[2]);
    std::size_t known = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& file : files) {
        tidu::Diagnostics diagnostics;
        for (const tidu::RawSheet& sheet : tidu::read_answers(file, options, diagnostics))
            for (const tidu::Answer& answer : binder.bind(sheet).answers)
                if (answer.state == tidu::AnswerState::known) ++known;
    }
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
    std::printf("%zu files, %.1f ms, %.3f ms a file, %zu known answers\n", files.size(), elapsed.count(),
                elapsed.count() / static_cast<double>(files.size()), known);
    return 0;
}
