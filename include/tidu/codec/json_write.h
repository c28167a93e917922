// SPDX-License-Identifier: Apache-2.0
// JSON out: the same values give the same bytes. Keys stand in the order they are written.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tidu {

enum class JsonLayout {
    compact,  ///< one line, no blanks; a line of JSON Lines
    pretty,   ///< two blanks a level, one member a line
};

enum class JsonEscapes {
    minimal,  ///< what RFC 8259 asks for
    html,     ///< also `<`, `>`, `&`, U+2028, U+2029, so that the text can stand in a <script> element
};

/// Writes one JSON document (or several, one after the other) at the end of `out`. The caller opens and
/// closes in order; `out` may be emptied between calls, which makes it a stream.
class JsonWriter {
  public:
    explicit JsonWriter(std::string& out, JsonLayout layout = JsonLayout::compact,
                        JsonEscapes escapes = JsonEscapes::minimal)
        : out_(out), layout_(layout), escapes_(escapes) {}

    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_array() { open('['); }
    void close_array() { close(']'); }
    /// The key of the value that comes next.
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(const char* text) { value(std::string_view(text)); }
    /// The shortest digits that read back the same (text/number.h). JSON has no infinity and no NaN: asserts.
    void value(double number);
    template <std::integral Integer>
    void value(Integer number) {
        if constexpr (std::same_as<Integer, bool>) {
            raw(number ? "true" : "false");
        } else {
            raw(std::to_string(number));
        }
    }
    void null() { raw("null"); }
    /// null where there is none.
    template <typename Value>
    void value(const std::optional<Value>& optional_value) {
        if (optional_value)
            value(*optional_value);
        else
            null();
    }

    template <typename Value>
    void member(std::string_view name, const Value& member_value) {
        key(name);
        value(member_value);
    }

  private:
    void open(char bracket);
    void close(char bracket);
    /// A finished value as JSON text.
    void raw(std::string_view json);
    void start_value();
    void start_line();

    std::string& out_;
    JsonLayout layout_;
    JsonEscapes escapes_;
    std::vector<bool> has_elements_;  ///< of the open objects and arrays
    bool after_key_ = false;
};

/// A JSON string with its quotes. Invalid UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text, JsonEscapes escapes = JsonEscapes::minimal);

}  // namespace tidu
