// SPDX-License-Identifier: Apache-2.0
// Answer files for commands: every sheet with the system that it is read by.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/open_system.h"
#include "tidu/answers/read.h"

namespace tidu::cli {

struct OpenedSheet {
    RawSheet raw;
    std::shared_ptr<const Program> program;
};

/// How a file is to be read; empty fields are detected.
struct SheetSource {
    std::string path;
    std::string system;  ///< of -s; empty: what the sheets name, else the default
    std::string format;  ///< yaml, json, jsonl, csv, csv-long, xlsx
    std::string encoding;
};

/// Reads all sheets of a file. Findings go to `diagnostics`, what was detected to the console as a
/// remark (except for YAML in UTF-8).
/// Throws IoError, and UsageError for an unknown system, format or encoding.
std::vector<OpenedSheet> read_sheets(const SheetSource& source, OpenPrograms& programs, Console& console,
                                     Diagnostics& diagnostics);

/// The name of an encoding, or empty. Throws UsageError for an unknown one.
std::string encoding_of(const std::string& name);

/// `--from FORMAT` and `--encoding NAME`.
OptionSpec from_option(std::string& format);
OptionSpec encoding_option(std::string& encoding);

/// The names that `--format` and `--from` take for answers, and the format each means; automatic for an empty
/// name.
std::vector<std::string_view> answer_format_names();
AnswerFormat answer_format(std::string_view name);
/// By the ending of a path; automatic where it says nothing.
AnswerFormat answer_format_of_path(const std::string& path);

}  // namespace tidu::cli
