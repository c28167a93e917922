// SPDX-License-Identifier: Apache-2.0
#include "cli/read_sheets.h"

#include <array>

#include "cli/phrases.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/text/utf8.h"

namespace tidu::cli {
namespace {

constexpr Phrase from_help{"输入的格式（默认自动识别）", "format of the input (default: detected)"};
constexpr Phrase encoding_help{"输入的编码：utf-8、utf-16、gb18030（默认自动识别）",
                               "encoding of the input: utf-8, utf-16, gb18030 (default: detected)"};
constexpr Phrase unknown_encoding{"不认识编码 `{}`", "there is no encoding `{}`"};
constexpr Phrase known_encodings{"可用 utf-8、utf-16、gb18030", "use utf-8, utf-16 or gb18030"};
constexpr Phrase detected_text{"{0}：{1} 格式，{2} 编码，{3} 份答卷",
                               "{0}: format {1}, encoding {2}, answer sheets: {3}"};
constexpr Phrase detected_workbook{"{0}：{1} 格式，{3} 份答卷", "{0}: format {1}, answer sheets: {3}"};

constexpr std::array<std::pair<std::string_view, AnswerFormat>, 6> format_names{
    {{"yaml", AnswerFormat::yaml},
     {"json", AnswerFormat::json},
     {"jsonl", AnswerFormat::jsonl},
     {"csv", AnswerFormat::csv_wide},
     {"csv-long", AnswerFormat::csv_long},
     {"xlsx", AnswerFormat::xlsx}}};

std::string_view name_of(AnswerFormat format) {
    for (const auto& [name, named] : format_names)
        if (named == format) return name;
    return "?";
}

/// Of YAML and JSON in UTF-8 nothing had to be guessed.
bool is_worth_saying(const DetectedInput& detected, const SheetSource& source) {
    const bool is_tree = detected.format == AnswerFormat::yaml || detected.format == AnswerFormat::json ||
                         detected.format == AnswerFormat::jsonl;
    if (detected.format == AnswerFormat::automatic) return false;  // no answer file at all: that is said
    return !is_tree || detected.encoding != "utf-8" || !source.format.empty() || !source.encoding.empty();
}

}  // namespace

std::string encoding_of(const std::string& name) {
    if (!name.empty() && !find_encoding(name))
        throw UsageError(say(unknown_encoding, name), say(known_encodings));
    return name;
}

OptionSpec from_option(std::string& format) {
    return {.name = "from",
            .value = "FORMAT",
            .help = from_help,
            .target = &format,
            .choices = answer_format_names()};
}

OptionSpec encoding_option(std::string& encoding) {
    return {.name = "encoding", .value = "NAME", .help = encoding_help, .target = &encoding};
}

std::vector<std::string_view> answer_format_names() {
    std::vector<std::string_view> names;
    for (const auto& [name, format] : format_names)
        names.push_back(name);
    return names;
}

AnswerFormat answer_format(std::string_view name) {
    for (const auto& [known, format] : format_names)
        if (known == name) return format;
    return AnswerFormat::automatic;
}

AnswerFormat answer_format_of_path(const std::string& path) {
    const std::string lower = to_lower_ascii(path);
    if (lower.ends_with(".yml")) return AnswerFormat::yaml;
    for (const auto& [name, format] : format_names)
        if (lower.ends_with("." + std::string(name))) return format;
    return AnswerFormat::automatic;
}

std::vector<OpenedSheet> read_sheets(const SheetSource& source, OpenPrograms& programs, Console& console,
                                     Diagnostics& diagnostics) {
    std::vector<OpenedSheet> opened;
    // Headings of tables may be titles: they need a system before any sheet can name one.
    std::shared_ptr<const Program> program =
        programs.open(source.system.empty() ? default_system : source.system);
    if (!program) return opened;
    ReadOptions options;
    options.format = answer_format(source.format);
    options.encoding = encoding_of(source.encoding);
    options.outline = program->outline.get();
    const std::string name = display_name_of_input(source.path);
    const std::string bytes = read_file(source.path);
    DetectedInput detected;
    Diagnostics found;
    std::vector<RawSheet> sheets = read_answers_from(name, bytes, options, found, &detected);
    // A copy: `sheets` may be read again below.
    const std::string named = sheets.empty() ? source.system : sheets.front().system;
    if (source.system.empty() && !named.empty() && named != program->outline->system().id) {
        program = programs.open(named);
        if (!program) return opened;
        options.outline = program->outline.get();
        found = {};
        sheets = read_answers_from(name, bytes, options, found, &detected);
    }
    diagnostics.append(std::move(found));
    const bool is_unread_workbook = sheets.empty() && detected.encoding.empty();
    if (!is_unread_workbook && is_worth_saying(detected, source))
        console.remark(say(detected.encoding.empty() ? detected_workbook : detected_text, name,
                           name_of(detected.format), detected.encoding, sheets.size()));
    for (RawSheet& sheet : sheets) {
        const bool names_other = source.system.empty() && !sheet.system.empty() && sheet.system != named;
        std::shared_ptr<const Program> own = names_other ? programs.open(sheet.system) : program;
        if (own) opened.push_back({std::move(sheet), std::move(own)});
    }
    return opened;
}

}  // namespace tidu::cli
