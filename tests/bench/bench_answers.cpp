// SPDX-License-Identifier: Apache-2.0
// Time to read and bind answer files, one thread. Usage: bench_answers SYSTEM FOLDER. Prints files,
// milliseconds of processor time in all and a file, and the answers understood.
#include <cstdio>
#include <ctime>

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
    const std::clock_t start = std::clock();
    for (const std::string& file : files) {
        tidu::Diagnostics diagnostics;
        for (const tidu::RawSheet& sheet : tidu::read_answers(file, options, diagnostics))
            for (const tidu::Answer& answer : binder.bind(sheet).answers)
                if (answer.state == tidu::AnswerState::known) ++known;
    }
    const double elapsed_ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%zu files, %.1f ms, %.3f ms a file, %zu known answers\n", files.size(), elapsed_ms,
                elapsed_ms / static_cast<double>(files.size()), known);
    return 0;
}
