// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_progress.h"

#include <cstdio>

#include "tidu/text/message.h"

namespace tidu::cli {
namespace {

constexpr Phrase rows_and_rate{"{0} 行，每秒 {1} 行", "{0} rows, {1} a second"};
constexpr Phrase with_time_left{"{0} 行，每秒 {1} 行，已完成 {2}%，约剩 {3} 秒",
                                "{0} rows, {1} a second, {2} % done, about {3} s left"};

}  // namespace

BatchProgressLine::BatchProgressLine(const Console& console)
    : is_shown_(console.settings().is_terminal_err && !console.settings().quiet),
      language_(console.language()),
      start_(Clock::now()),
      drawn_(start_) {}

void BatchProgressLine::show(const BatchProgress& progress) {
    const auto now = Clock::now();
    if (!is_shown_ || now - drawn_ < std::chrono::milliseconds(100)) return;
    drawn_ = now;
    has_drawn_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const auto rate = static_cast<std::uint64_t>(static_cast<double>(progress.rows) / seconds);
    Message message = say(rows_and_rate, progress.rows, rate);
    if (progress.bytes_total && *progress.bytes_total > 0 && progress.bytes_read > 0) {
        const double share =
            static_cast<double>(progress.bytes_read) / static_cast<double>(*progress.bytes_total);
        message = say(with_time_left, progress.rows, rate, static_cast<std::uint64_t>(100 * share),
                      static_cast<std::uint64_t>(seconds / share - seconds));
    }
    std::fprintf(stderr, "\r\033[K%s", message.in(language_).c_str());
    std::fflush(stderr);
}

void BatchProgressLine::clear() {
    if (has_drawn_) std::fputs("\r\033[K", stderr);
}

}  // namespace tidu::cli
