// SPDX-License-Identifier: Apache-2.0
// Answer files of every format: finds out what a file is, has codec take it apart, and hands the pieces to
// the reader of that shape.
#include "tidu/answers/read.h"

#include <array>

#include "phrases.h"
#include "read_tree.h"
#include "read_workbook.h"
#include "tidu/answers/read_table.h"
#include "tidu/answers/rules.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/encoding.h"
#include "tidu/codec/file.h"
#include "tidu/codec/tree.h"
#include "tidu/codec/xlsx_read.h"
#include "tidu/text/error.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::array<std::pair<std::string_view, AnswerFormat>, 9> extensions{
    {{".yaml", AnswerFormat::yaml},
     {".yml", AnswerFormat::yaml},
     {".json", AnswerFormat::json},
     {".jsonl", AnswerFormat::jsonl},
     {".ndjson", AnswerFormat::jsonl},
     {".csv", AnswerFormat::csv_wide},
     {".tsv", AnswerFormat::csv_wide},
     {".xlsx", AnswerFormat::xlsx},
     {".xlsm", AnswerFormat::xlsx}}};

AnswerFormat format_by_name(std::string_view name) {
    const std::string lower = to_lower_ascii(name);
    for (const auto& [extension, format] : extensions)
        if (lower.ends_with(extension)) return format;
    return AnswerFormat::automatic;
}

bool is_csv(AnswerFormat format) {
    return format == AnswerFormat::csv_wide || format == AnswerFormat::csv_long;
}

/// By content: braces are JSON; a first line with separators and no `key:` is a table; the rest is YAML.
AnswerFormat format_by_text(std::string_view text) {
    const std::string_view start = trim(text.substr(0, 4096));
    if (start.starts_with('{') || start.starts_with('[')) return AnswerFormat::json;
    const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
    const bool has_separator = line.find_first_of(",;\t") != std::string_view::npos;
    return has_separator && line.find(": ") == std::string_view::npos && !line.starts_with('#')
               ? AnswerFormat::csv_wide
               : AnswerFormat::yaml;
}

void report_file(Diagnostics& diagnostics, const SourcePtr& source, Message message, Message help) {
    Diagnostic problem;
    problem.rule = rules::answer_file;
    problem.message = std::move(message);
    problem.place = Place::of_file(source);
    problem.help = std::move(help);
    diagnostics.add(std::move(problem));
}

/// A picture or print of a form.
bool is_foreign(std::string_view bytes) {
    return bytes.starts_with("%PDF") || bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF");
}

/// What has the name of a workbook and is none. Many systems "export to Excel" a page or a text.
void report_false_workbook(Diagnostics& diagnostics, const SourcePtr& source, std::string_view bytes) {
    const std::string_view start = trim(bytes.substr(0, 1024));
    if (bytes.empty())
        return report_file(diagnostics, source, say(phrases::empty_file), say(phrases::use_form));
    if (is_foreign(bytes))
        return report_file(diagnostics, source, say(phrases::foreign_file), say(phrases::save_as_xlsx));
    if (start.starts_with('<'))
        return report_file(diagnostics, source, say(phrases::page_as_workbook),
                           say(phrases::save_again_as_xlsx));
    report_file(diagnostics, source, say(phrases::text_as_workbook), say(phrases::rename_or_save));
}

std::optional<ItemNames> names_of(const ReadOptions& options) {
    return options.outline ? std::optional<ItemNames>(*options.outline) : std::nullopt;
}

std::vector<RawSheet> read_workbook_bytes(const SourcePtr& source, std::string_view bytes,
                                          const ReadOptions& options, Diagnostics& diagnostics) {
    const auto workbook = read_workbook(source, bytes, {}, diagnostics);
    if (!workbook) return {};
    return read_workbook_answers(*workbook, source, options.outline, diagnostics);
}

/// Rows of a CSV text; several passes over it are needed.
struct TableText {
    explicit TableText(const SourcePtr& source) : text(source->text), rows(text, source) {}
    MemorySource text;
    CsvReader rows;
};

std::vector<RawSheet> read_table(const SourcePtr& source, const ReadOptions& options, AnswerFormat& format,
                                 Diagnostics& diagnostics, char& separator) {
    const std::optional<ItemNames> names = names_of(options);
    const ItemNames* known_names = names ? &*names : nullptr;
    CsvRow row;
    HeadingSearch search(known_names);
    TableText top(source);
    while (!search.is_over() && top.rows.next(row))
        search.take(row.cells);

    TableReader reader(source, {}, known_names, diagnostics);
    TableText table(source);
    CsvReader& csv = table.rows;
    if (!csv.next(row)) return {};
    for (std::size_t above = search.rows_above(); above > 0; --above)
        csv.next(row);
    search.report_titles(row.number, source, {}, diagnostics);
    if (options.format == AnswerFormat::automatic)
        format =
            detect_shape(row.cells) == TableShape::long_ ? AnswerFormat::csv_long : AnswerFormat::csv_wide;
    reader.read_headings(row.number, row.cells,
                         format == AnswerFormat::csv_long ? TableShape::long_ : TableShape::wide);
    for (const Diagnostic& problem : row.problems)
        diagnostics.add(problem);
    while (csv.next(row))
        reader.read_row(row.number, row.cells, row.problems);
    separator = csv.separator();
    return reader.take();
}

std::vector<RawSheet> read_documents(const SourcePtr& source, AnswerFormat format, Diagnostics& diagnostics) {
    std::vector<RawSheet> sheets;
    const auto documents = format == AnswerFormat::yaml ? parse_yaml(source, {}, diagnostics)
                                                        : parse_json(source, {}, diagnostics);
    if (!documents) return sheets;
    for (const Tree& document : *documents)
        read_tree(document.view(), source, sheets);
    return sheets;
}

std::optional<Encoding> forced_encoding(const ReadOptions& options) {
    return options.encoding.empty() ? std::nullopt : find_encoding(options.encoding);
}

}  // namespace

std::vector<RawSheet> read_answers(const std::string& path, const ReadOptions& options,
                                   Diagnostics& diagnostics, DetectedInput* detected) {
    return read_answers_from(display_name_of_input(path), read_file(path), options, diagnostics, detected);
}

std::vector<RawSheet> read_answers_from(std::string name, std::string bytes, const ReadOptions& options,
                                        Diagnostics& diagnostics, DetectedInput* detected) {
    const std::size_t errors_before = diagnostics.count(Severity::error);
    DetectedInput found;
    found.format = options.format == AnswerFormat::automatic ? format_by_name(name) : options.format;
    if (found.format == AnswerFormat::xlsx || looks_like_workbook(bytes)) {
        found.format = AnswerFormat::xlsx;
        const auto source = std::make_shared<const Source>(Source{std::move(name), {}});
        std::vector<RawSheet> sheets;
        if (looks_like_workbook(bytes)) {
            sheets = read_workbook_bytes(source, bytes, options, diagnostics);
        } else {
            report_false_workbook(diagnostics, source, bytes);
            found.format = AnswerFormat::automatic;
        }
        if (sheets.empty() && diagnostics.count(Severity::error) == errors_before)
            report_file(diagnostics, source, say(phrases::no_answers), say(phrases::use_form));
        if (detected) *detected = std::move(found);
        return sheets;
    }
    if (is_foreign(bytes)) {
        report_file(diagnostics, std::make_shared<const Source>(Source{std::move(name), {}}),
                    say(phrases::foreign_file), say(phrases::save_as_xlsx));
        return {};
    }
    DecodedText decoded = decode_text(std::move(bytes), forced_encoding(options));
    const auto source = std::make_shared<const Source>(Source{std::move(name), std::move(decoded.text)});
    report_invalid_bytes(source, decoded.encoding, decoded.invalid, decoded.invalid_count, diagnostics);
    found.encoding = name_of(decoded.encoding);
    if (found.format == AnswerFormat::automatic) found.format = format_by_text(source->text);
    std::vector<RawSheet> sheets =
        is_csv(found.format) ? read_table(source, options, found.format, diagnostics, found.separator)
                             : read_documents(source, found.format, diagnostics);
    if (sheets.empty() && diagnostics.count(Severity::error) == errors_before)
        report_file(diagnostics, source, say(phrases::no_answers),
                    say(is_csv(found.format) ? phrases::table_example : phrases::sheet_example));
    if (detected) *detected = std::move(found);
    return sheets;
}

}  // namespace tidu
