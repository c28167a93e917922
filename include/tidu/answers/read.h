// SPDX-License-Identifier: Apache-2.0
// Answer files of every format into raw sheets. Detects format and encoding, or takes the one that is forced.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/raw_answers.h"
#include "tidu/system/outline.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

enum class AnswerFormat { automatic, yaml, json, jsonl, csv_wide, csv_long, xlsx };

struct ReadOptions {
    AnswerFormat format = AnswerFormat::automatic;
    std::string encoding;  ///< empty: detect; else utf-8, utf-16, gb18030
    /// Needed to understand headings that are titles; null: ids only.
    const Outline* outline = nullptr;
};

/// What detection found, for reporting.
struct DetectedInput {
    AnswerFormat format = AnswerFormat::automatic;
    std::string encoding;  ///< utf-8, utf-8 with BOM, utf-16le, utf-16be, gb18030
    char separator = 0;    ///< of CSV
};

/// Reads all sheets of one file (or of text already in memory, e.g. standard input). Findings about single
/// cells go to `diagnostics`; throws IoError when the file cannot be read.
std::vector<RawSheet> read_answers(const std::string& path, const ReadOptions& options,
                                   Diagnostics& diagnostics, DetectedInput* detected = nullptr);
std::vector<RawSheet> read_answers_from(std::string name, std::string bytes, const ReadOptions& options,
                                        Diagnostics& diagnostics, DetectedInput* detected = nullptr);

}  // namespace tidu
