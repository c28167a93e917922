// SPDX-License-Identifier: Apache-2.0
// How a command ended, as scripts see it. Exceptions are mapped to these in main.cpp and nowhere else.
#pragma once

namespace tidu::cli {

enum class ExitCode : int {
    done = 0,         ///< warnings included; also when the reader of our output closed the pipe
    data_errors = 1,  ///< done, but data or linted files had errors, or `--require` was not reached
    usage = 2,        ///< the command line is wrong
    failed = 3,       ///< could not read, write or allocate
};

}  // namespace tidu::cli
