// SPDX-License-Identifier: Apache-2.0
// Answer files of every format: finds out what a file is, has codec take it apart, and hands the pieces to
// the reader of that shape.
#include "tidu/answers/read.h"

#include <fstream>
#include <sstream>

#include "phrases.h"
#include "read_tree.h"
#include "tidu/codec/tree.h"
#include "tidu/text/error.h"

namespace tidu {
namespace {

std::string read_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (!file || !(bytes << file.rdbuf())) throw IoError(say(phrases::cannot_read, path));
    return std::move(bytes).str();
}

}  // namespace

std::vector<RawSheet> read_answers(const std::string& path, const ReadOptions& options,
                                   Diagnostics& diagnostics, DetectedInput* detected) {
    return read_answers_from(path, read_bytes(path), options, diagnostics, detected);
}

std::vector<RawSheet> read_answers_from(std::string name, std::string bytes, const ReadOptions&,
                                        Diagnostics& diagnostics, DetectedInput* detected) {
    const auto source = std::make_shared<const Source>(Source{std::move(name), std::move(bytes)});
    if (detected) detected->format = AnswerFormat::yaml;
    std::vector<RawSheet> sheets;
    const auto documents = parse_yaml(source, {}, diagnostics);
    if (!documents) return sheets;
    for (const Tree& document : *documents)
        read_tree(document.view(), source, sheets);
    return sheets;
}

}  // namespace tidu
