// SPDX-License-Identifier: Apache-2.0
// `tidu sample`: the group of commands around the annual sample.
#include "cli/cmd_sample.h"

#include "cli/commands.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"年度抽样：编制方案、抽取、核验、回收情况",
                         "the annual sample: plan, draw, verify, follow the response"};

}  // namespace

CommandSpec sample_command() {
    return {.name = "sample",
            .summary = summary,
            .subcommands = {sample_plan_command(), sample_draw_command(), sample_verify_command(),
                            sample_status_command()}};
}

}  // namespace tidu::cli
