// SPDX-License-Identifier: Apache-2.0
// Reference pages made from the tables: the keys of an indicator file, and the rules.
#include <algorithm>
#include <string>

#include "format_forms.h"
#include "tidu/system/lint.h"
#include "tidu/system/schema.h"
#include "tidu/text/number.h"

namespace tidu {

namespace {

using format::Key;
using format::MapForm;
using format::Shape;

/// Vertical bars would end a table cell.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char byte : text) {
        if (byte == '|') escaped += '\\';
        escaped += byte;
    }
    return escaped;
}

std::string anchor(const MapForm& form) {
    return "[" + std::string(form.name) + "](#" + std::string(form.name) + ")";
}

std::string joined_words(const Shape& shape) {
    std::string text;
    for (const std::string_view word : shape.words)
        text += (text.empty() ? "`" : ", `") + std::string(word) + "`";
    return text;
}

std::string number_name(const Shape& shape) {
    std::string text = shape.whole ? "whole number" : "number";
    if (shape.low == Shape::unbounded || shape.low == -Shape::unbounded) return text;
    if (shape.high == shape.low) return "`" + format_number(shape.low) + "`";
    if (shape.high != Shape::unbounded)
        return text + " " + format_number(shape.low) + "-" + format_number(shape.high);
    return text + (shape.above_low ? " > " : " >= ") + format_number(shape.low);
}

std::string shape_name(const Shape& shape);

/// `condition` of condition_score, condition_answer ...; empty where the forms have no such name in common.
std::string family_name(const Shape& shape) {
    const auto name_of = [](const Shape* alternative) {
        const std::string_view name =
            alternative->map != nullptr ? alternative->map->name : std::string_view();
        return name.substr(0, std::min(name.find('_'), name.size()));
    };
    const std::string_view family = name_of(shape.alternatives.front());
    const bool is_family =
        shape.alternatives.size() > 2 &&
        std::all_of(shape.alternatives.begin(), shape.alternatives.end(),
                    [&](const Shape* alternative) { return name_of(alternative) == family; });
    return is_family ? std::string(family) : std::string();
}

std::string alternatives_name(const Shape& shape) {
    if (const std::string family = family_name(shape); !family.empty())
        return "[" + family + "](#" + std::string(shape.alternatives.front()->map->name) + ")";
    std::string text;
    for (const Shape* alternative : shape.alternatives)
        text += (text.empty() ? "" : ", ") + shape_name(*alternative);
    return text;
}

std::string shape_name(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::text:
            return "text";
        case Shape::Kind::plain:
            return "value";
        case Shape::Kind::identifier:
            return "identifier";
        case Shape::Kind::kebab:
            return "kebab-case id";
        case Shape::Kind::number:
            return number_name(shape);
        case Shape::Kind::flag:
            return "`yes`, `no`";
        case Shape::Kind::date:
            return "date";
        case Shape::Kind::word:
            return joined_words(shape);
        case Shape::Kind::map:
            return anchor(*shape.map);
        case Shape::Kind::list:
            if (shape.second != nullptr)
                return "pair: " + shape_name(*shape.element) + ", " + shape_name(*shape.second);
            if (shape.minimum_size == shape.maximum_size)
                return "list of " + std::to_string(shape.minimum_size) + ": " + shape_name(*shape.element);
            return "list of: " + shape_name(*shape.element);
        case Shape::Kind::one_of:
            return alternatives_name(shape);
    }
    return {};
}

std::string form_section(const MapForm& form) {
    std::string text = "### " + std::string(form.name) + "\n\n" + std::string(form.about.zh) + " / " +
                       std::string(form.about.en) +
                       "\n\n| 键 key | 值 value | 含义 | meaning |\n|---|---|---|---|\n";
    format::for_each_key(form, [&](const Key& key) {
        const bool fixed = key.name == form.head && !form.head_value.empty();
        const std::string value = fixed ? "`" + std::string(form.head_value) + "`" : shape_name(*key.shape);
        text += "| `" + std::string(key.name) + "`" + (key.required ? " *" : "") + " | " + cell(value) +
                " | " + cell(key.about.zh) + " | " + cell(key.about.en) + " |\n";
    });
    if (form.rest != nullptr)
        text += "| *" + cell(shape_name(*form.rest_key)) + "* | " + cell(shape_name(*form.rest)) + " | | |\n";
    return text + "\n";
}

}  // namespace

std::string indicator_reference() {
    std::string text = form_section(format::file);
    for (const MapForm* form : format::forms_below(format::file))
        text += form_section(*form);
    return text;
}

std::string rule_reference() {
    std::string text = "| 规则 rule | 级别 severity | 含义 | finds |\n|---|---|---|---|\n";
    for (const RuleInfo& rule : lint_rules())
        text += "| `" + std::string(rule.id) + "` | " +
                (rule.severity == Severity::error ? "错误 error" : "警告 warning") + " | " +
                cell(rule.summary.zh) + " | " + cell(rule.summary.en) + " |\n";
    return text;
}

}  // namespace tidu
