// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer where there is none: runs the target once over every file of the folders it is
// given.
#include "fuzz.h"
#include "tidu/codec/file.h"

int main(int argument_count, char* arguments[]) {
    std::size_t inputs = 0;
    for (int argument = 1; argument < argument_count; ++argument)
        for (const std::string& path : tidu::list_files(arguments[argument])) {
            std::printf("%s\n", path.c_str());
            std::fflush(stdout);  // so that the last line names the file that crashes
            const std::string bytes = tidu::read_file(path);
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++inputs;
        }
    require(inputs > 0, "the corpus is not empty");
}
