// SPDX-License-Identifier: Apache-2.0
// The counterpart of the readers: one function for each text format.
#include "tidu/answers/write.h"

#include <algorithm>
#include <cassert>

#include "cell_text.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/text/number.h"
#include "yaml_text.h"

namespace tidu {
namespace {

// ---------------------------------------------------------------------------------------------- YAML and
// JSON

std::string sheet_as_yaml(const RawSheet& sheet) {
    std::string text;
    if (!sheet.system.empty()) text += "system: " + yaml_scalar(sheet.system) + "\n";
    if (!sheet.period.empty()) text += "period: " + yaml_scalar(sheet.period) + "\n";
    if (!sheet.enterprise.empty()) text += "enterprise:\n";
    for (const auto& [key, value] : sheet.enterprise)
        text += "  " + yaml_scalar(key) + ": " + yaml_scalar(value.text) + "\n";
    text += "answers:\n";
    for (const RawAnswer& answer : sheet.answers) {
        if (answer.is_empty()) continue;
        const std::string value = yaml_answer(answer);
        text += "  " + yaml_scalar(answer.key) + ":" + (value.empty() ? "" : " ") + value + "\n";
    }
    return text;
}

std::string as_yaml(const std::vector<RawSheet>& sheets) {
    std::string text;
    for (const RawSheet& sheet : sheets)
        text += (text.empty() ? "" : "---\n") + sheet_as_yaml(sheet);
    return text;
}

void write_value(JsonWriter& json, const RawValue& value) {
    const auto number = value.quoted ? std::nullopt : parse_number(value.text);
    if (number) {
        json.value(*number);
    } else {
        json.value(value.text);
    }
}

void write_values(JsonWriter& json, const RawAnswer& answer) {
    if (!answer.is_list && answer.values.size() == 1) return write_value(json, answer.values.front());
    if (!answer.is_list && answer.values.empty()) return json.null();
    json.open_array();
    for (const RawValue& value : answer.values)
        write_value(json, value);
    json.close_array();
}

void write_answer(JsonWriter& json, const RawAnswer& answer) {
    json.key(answer.key);
    if (!answer.not_applicable && answer.reason.empty() && answer.evidence.empty() && answer.note.empty())
        return write_values(json, answer);
    json.open_object();
    if (answer.is_list || !answer.values.empty()) {
        json.key("value");
        write_values(json, answer);
    }
    if (answer.not_applicable) json.member("not_applicable", true);
    if (!answer.reason.empty()) json.member("reason", answer.reason);
    if (!answer.evidence.empty()) {
        json.key("evidence");
        json.open_array();
        for (const std::string& piece : answer.evidence)
            json.value(piece);
        json.close_array();
    }
    if (!answer.note.empty()) json.member("note", answer.note);
    json.close_object();
}

void write_sheet(JsonWriter& json, const RawSheet& sheet) {
    json.open_object();
    if (!sheet.system.empty()) json.member("system", sheet.system);
    if (!sheet.period.empty()) json.member("period", sheet.period);
    if (!sheet.enterprise.empty()) {
        json.key("enterprise");
        json.open_object();
        for (const auto& [key, value] : sheet.enterprise)
            json.member(key, value.text);
        json.close_object();
    }
    json.key("answers");
    json.open_object();
    for (const RawAnswer& answer : sheet.answers)
        if (!answer.is_empty()) write_answer(json, answer);
    json.close_object();
    json.close_object();
}

/// One document, or a list of them.
std::string as_json(const std::vector<RawSheet>& sheets) {
    std::string text;
    JsonWriter json(text, JsonLayout::pretty);
    if (sheets.size() == 1) {
        write_sheet(json, sheets.front());
    } else {
        json.open_array();
        for (const RawSheet& sheet : sheets)
            write_sheet(json, sheet);
        json.close_array();
    }
    return text + "\n";
}

std::string as_json_lines(const std::vector<RawSheet>& sheets) {
    std::string text;
    for (const RawSheet& sheet : sheets) {
        JsonWriter json(text, JsonLayout::compact);
        write_sheet(json, sheet);
        text += '\n';
    }
    return text;
}

// ---------------------------------------------------------------------------------------------- tables

template <typename Key>
void add_once(std::vector<std::string>& keys, const Key& key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.emplace_back(key);
}

/// What is declared not applicable says so with its reason in the same cell.
std::string table_cell(const RawAnswer& answer) {
    const std::string cell = answer_cell(answer);
    return answer.not_applicable && !answer.reason.empty() ? cell + ":" + answer.reason : cell;
}

/// Columns that at least one sheet fills, in the order they are met.
struct WideColumns {
    explicit WideColumns(const std::vector<RawSheet>& sheets) {
        for (const RawSheet& sheet : sheets) {
            for (const auto& [key, value] : sheet.enterprise)
                add_once(attributes, key);
            for (const RawAnswer& answer : sheet.answers) {
                if (answer.is_empty()) continue;
                add_once(answers, answer.key);
                if (!answer.evidence.empty()) add_once(with_evidence, answer.key);
                if (!answer.note.empty()) add_once(with_note, answer.key);
            }
            has_period = has_period || !sheet.period.empty();
            has_system = has_system || !sheet.system.empty();
        }
    }

    std::vector<std::string> attributes;
    std::vector<std::string> answers;
    std::vector<std::string> with_evidence;
    std::vector<std::string> with_note;
    bool has_period = false;
    bool has_system = false;
};

/// `id` and `name` are what every reader of tables knows; the rest is marked, lest a question has the same
/// id.
std::string attribute_heading(const std::string& key) {
    return key == "id" || key == "name" ? key : "enterprise." + key;
}

const RawAnswer* find_answer(const RawSheet& sheet, std::string_view key) {
    for (const RawAnswer& answer : sheet.answers)
        if (answer.key == key) return &answer;
    return nullptr;
}

std::string as_wide_csv(const std::vector<RawSheet>& sheets) {
    const WideColumns columns(sheets);
    std::string text;
    CsvWriter csv(text);
    for (const std::string& key : columns.attributes)
        csv.text(attribute_heading(key));
    if (columns.has_period) csv.text("period");
    if (columns.has_system) csv.text("system");
    for (const std::string& key : columns.answers)
        csv.text(key);
    for (const std::string& key : columns.with_evidence)
        csv.text(key + ".evidence");
    for (const std::string& key : columns.with_note)
        csv.text(key + ".note");
    csv.end_row();
    for (const RawSheet& sheet : sheets) {
        for (const std::string& key : columns.attributes) {
            const RawValue* value = sheet.attribute(key);
            csv.text(value ? value->text : std::string());
        }
        if (columns.has_period) csv.text(sheet.period);
        if (columns.has_system) csv.text(sheet.system);
        const auto write = [&](const std::vector<std::string>& keys, auto cell) {
            for (const std::string& key : keys) {
                const RawAnswer* answer = find_answer(sheet, key);
                csv.text(answer ? cell(*answer) : std::string());
            }
        };
        write(columns.answers, table_cell);
        write(columns.with_evidence, [](const RawAnswer& answer) { return join_evidence(answer.evidence); });
        write(columns.with_note, [](const RawAnswer& answer) { return answer.note; });
        csv.end_row();
    }
    return text;
}

std::string as_long_csv(const std::vector<RawSheet>& sheets) {
    std::string text;
    CsvWriter csv(text);
    for (const std::string_view heading : {"id", "period", "question", "value", "evidence", "note"})
        csv.text(heading);
    csv.end_row();
    for (const RawSheet& sheet : sheets) {
        const RawValue* id = sheet.attribute("id");
        const auto write = [&](std::string_view key, std::string_view value, std::string_view evidence,
                               std::string_view note) {
            csv.text(id ? id->text : std::string());
            for (const std::string_view cell : {std::string_view(sheet.period), key, value, evidence, note})
                csv.text(cell);
            csv.end_row();
        };
        if (!sheet.system.empty()) write("system", sheet.system, {}, {});
        for (const auto& [key, value] : sheet.enterprise)
            if (key != "id") write("enterprise." + key, value.text, {}, {});
        for (const RawAnswer& answer : sheet.answers)
            if (!answer.is_empty())
                write(answer.key, table_cell(answer), join_evidence(answer.evidence), answer.note);
    }
    return text;
}

}  // namespace

std::string write_answers(AnswerFormat format, const std::vector<RawSheet>& sheets) {
    switch (format) {
        case AnswerFormat::yaml:
            return as_yaml(sheets);
        case AnswerFormat::json:
            return as_json(sheets);
        case AnswerFormat::jsonl:
            return as_json_lines(sheets);
        case AnswerFormat::csv_wide:
            return as_wide_csv(sheets);
        case AnswerFormat::csv_long:
            return as_long_csv(sheets);
        case AnswerFormat::automatic:
        case AnswerFormat::xlsx:
            break;
    }
    assert(false && "workbooks are forms, and somebody must choose a format");
    return {};
}

}  // namespace tidu
