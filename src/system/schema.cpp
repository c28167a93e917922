// SPDX-License-Identifier: Apache-2.0
// JSON Schema of the file format, written from its tables: one definition for each kind of map.
#include "tidu/system/schema.h"

#include <algorithm>

#include "format_forms.h"
#include "tidu/codec/json_write.h"
#include "tidu/system/number_range.h"

namespace tidu {

namespace {

using format::Key;
using format::MapForm;
using format::Shape;

constexpr std::string_view identifier_pattern = "^[a-z][a-z0-9_]*$";
constexpr std::string_view kebab_pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view count_pattern = "^[0-9]+$";

class SchemaWriter {
  public:
    std::string write() {
        json_.open_object();
        json_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
        json_.member("title", "tidu indicator file");
        write_form_members(format::file);
        json_.key("$defs");
        json_.open_object();
        write_text_definition();
        for (const MapForm* form : format::forms_below(format::file))
            write_definition(*form);
        json_.close_object();
        json_.close_object();
        return out_ + "\n";
    }

  private:
    void write_definition(const MapForm& form) {
        json_.key(form.name);
        json_.open_object();
        write_form_members(form);
        json_.close_object();
    }

    void write_form_members(const MapForm& form) {
        json_.member("description", described(form.about));
        json_.member("type", "object");
        json_.key("properties");
        json_.open_object();
        format::for_each_key(form, [&](const Key& key) { write_property(form, key); });
        json_.close_object();
        write_required(form);
        write_other_keys(form);
    }

    static std::string described(const Phrase& phrase) {
        return std::string(phrase.zh) + " / " + std::string(phrase.en);
    }

    void write_property(const MapForm& form, const Key& key) {
        json_.key(key.name);
        json_.open_object();
        json_.member("description", described(key.about));
        if (key.name == form.head && !form.head_value.empty())
            json_.member("const", form.head_value);
        else
            write_shape_members(*key.shape);
        json_.close_object();
    }

    void write_required(const MapForm& form) {
        json_.key("required");
        json_.open_array();
        format::for_each_key(form, [&](const Key& key) {
            if (key.required) json_.value(key.name);
        });
        json_.close_array();
        if (form.one_needed.front().empty()) return;
        json_.key("allOf");
        json_.open_array();
        for (const auto& needed : form.one_needed)
            if (!needed.empty()) write_one_needed(needed);
        json_.close_array();
    }

    void write_one_needed(std::span<const std::string_view> keys) {
        json_.open_object();
        json_.key("anyOf");
        json_.open_array();
        for (const std::string_view key : keys) {
            json_.open_object();
            json_.key("required");
            json_.open_array();
            json_.value(key);
            json_.close_array();
            json_.close_object();
        }
        json_.close_array();
        json_.close_object();
    }

    void write_other_keys(const MapForm& form) {
        if (form.rest == nullptr) return json_.member("additionalProperties", false);
        json_.key("propertyNames");
        json_.open_object();
        if (form.rest_key->kind == Shape::Kind::number)
            json_.member("pattern", count_pattern);
        else
            write_shape_members(*form.rest_key);
        json_.close_object();
        json_.key("additionalProperties");
        write_shape(*form.rest);
    }

    void write_shape(const Shape& shape) {
        json_.open_object();
        write_shape_members(shape);
        json_.close_object();
    }

    void write_shape_members(const Shape& shape) {
        switch (shape.kind) {
            case Shape::Kind::text:
                return json_.member("$ref", "#/$defs/text");
            case Shape::Kind::plain:
                return write_scalar_types();
            case Shape::Kind::identifier:
                return write_string(identifier_pattern);
            case Shape::Kind::kebab:
                return write_string(kebab_pattern);
            case Shape::Kind::date:
                return write_string(date_pattern);
            case Shape::Kind::number:
                return write_number(shape);
            case Shape::Kind::flag:
                return write_flag();
            case Shape::Kind::word:
                return write_words(shape);
            case Shape::Kind::map:
                return json_.member("$ref", "#/$defs/" + std::string(shape.map->name));
            case Shape::Kind::list:
                return write_list(shape);
            case Shape::Kind::one_of:
                return write_alternatives(shape);
        }
    }

    void write_string(std::string_view pattern) {
        json_.member("type", "string");
        json_.member("pattern", pattern);
    }

    void write_scalar_types() {
        json_.key("type");
        json_.open_array();
        for (const char* type : {"string", "number", "boolean"})
            json_.value(type);
        json_.close_array();
    }

    /// One text for both languages, or one for each.
    void write_text_definition() {
        json_.key("text");
        json_.open_object();
        json_.key("anyOf");
        json_.open_array();
        json_.open_object();
        write_scalar_types();
        json_.close_object();
        json_.open_object();
        json_.member("type", "object");
        json_.key("properties");
        json_.open_object();
        for (const char* language : {"zh", "en"}) {
            json_.key(language);
            json_.open_object();
            write_scalar_types();
            json_.close_object();
        }
        json_.close_object();
        json_.member("minProperties", 1);
        json_.member("additionalProperties", false);
        json_.close_object();
        json_.close_array();
        json_.close_object();
    }

    void write_number(const Shape& shape) {
        json_.member("type", shape.whole ? "integer" : "number");
        json_.member(shape.above_low ? "exclusiveMinimum" : "minimum", std::max(shape.low, -largest_number));
        json_.member("maximum", std::min(shape.high, largest_number));
    }

    void write_flag() {
        json_.key("enum");
        json_.open_array();
        json_.value(true);
        json_.value(false);
        json_.value("yes");
        json_.value("no");
        json_.close_array();
    }

    void write_words(const Shape& shape) {
        json_.key("enum");
        json_.open_array();
        for (const std::string_view word : shape.words)
            json_.value(word);
        json_.close_array();
    }

    void write_list(const Shape& shape) {
        json_.member("type", "array");
        if (shape.second != nullptr) {
            json_.key("prefixItems");
            json_.open_array();
            write_shape(*shape.element);
            write_shape(*shape.second);
            json_.close_array();
        } else {
            json_.key("items");
            write_shape(*shape.element);
        }
        if (shape.minimum_size > 0) json_.member("minItems", shape.minimum_size);
        if (shape.maximum_size == shape.minimum_size) json_.member("maxItems", shape.maximum_size);
    }

    void write_alternatives(const Shape& shape) {
        json_.key("anyOf");
        json_.open_array();
        for (const Shape* alternative : shape.alternatives)
            write_shape(*alternative);
        json_.close_array();
    }

    std::string out_;
    JsonWriter json_{out_, JsonLayout::pretty};
};

}  // namespace

std::string indicator_schema() {
    return SchemaWriter().write();
}

}  // namespace tidu
