// SPDX-License-Identifier: Apache-2.0
#include "cli/stored_results.h"

#include "tidu/codec/file.h"
#include "tidu/result/file.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase system_changed{
    "{}：体系 {} 自该结果产生以来已有改动，标题和要求按现在的体系显示",
    "{}: system {} has changed since the result was made; titles and requirements are "
    "shown as they are now"};

}  // namespace

bool is_result_file(const std::string& path) {
    const std::string lower = to_lower_ascii(path);
    if (!lower.ends_with(".json") && !lower.ends_with(".jsonl")) return false;
    InputFile file(path);
    char start[64];
    const std::string_view text = trim({start, file.read(start)});
    return text.starts_with('{') && trim(text.substr(1)).starts_with("\"tidu\"");
}

std::vector<Assessed> read_stored_results(const std::string& path, const std::string& system,
                                          OpenPrograms& programs, Console& console,
                                          Diagnostics& diagnostics) {
    std::vector<Assessed> stored;
    const auto source = std::make_shared<const Source>(Source{display_name_of_input(path), read_file(path)});
    std::optional<std::vector<AssessmentRecord>> records = read_results(source, diagnostics);
    if (!records) return stored;
    for (AssessmentRecord& record : *records) {
        const std::shared_ptr<const Program> program =
            programs.open(system.empty() ? record.system_id : system);
        if (!program) continue;
        if (program->outline->system().sha256 != record.system_sha256)
            console.warn(say(system_changed, path, record.system_id));
        stored.push_back({program, std::move(record)});
    }
    return stored;
}

}  // namespace tidu::cli
