// SPDX-License-Identifier: Apache-2.0
// The file format of indicator systems as tables: every map with its keys and the shape of every value. The
// structure check, the JSON Schema and the author's reference are all made from these tables; nothing else
// knows the keys.
#pragma once

#include <array>
#include <limits>
#include <span>
#include <string_view>

#include "tidu/text/message.h"

namespace tidu::format {

struct MapForm;

/// What a value may look like.
struct Shape {
    enum class Kind {
        text,        ///< {zh, en} or one scalar for both
        plain,       ///< any scalar
        identifier,  ///< [a-z][a-z0-9_]*
        kebab,       ///< kebab-case
        number,      ///< a decimal within [low, high]
        flag,        ///< yes or no
        date,        ///< ISO date
        word,        ///< one of `words`
        map,         ///< a map of form `map`
        list,        ///< a list of `element`
        one_of,      ///< one of `alternatives`: maps are told apart by their heads, else by kind
    };
    static constexpr double unbounded = std::numeric_limits<double>::infinity();

    Kind kind = Kind::plain;
    double low = -unbounded;  ///< of a number
    double high = unbounded;
    bool above_low = false;  ///< `low` itself is not allowed
    bool whole = false;      ///< no decimals
    std::span<const std::string_view> words = {};
    const MapForm* map = nullptr;
    const Shape* element = nullptr;
    const Shape* second = nullptr;  ///< of a pair whose second element looks different
    std::size_t minimum_size = 0;   ///< of a list
    std::size_t maximum_size = 100'000;
    std::span<const Shape* const> alternatives = {};
};

struct Key {
    std::string_view name;
    const Shape* shape;
    Phrase about = {};
    bool required = false;
};

/// One kind of map: its keys stand in up to three lists, so that kinds can share them.
struct MapForm {
    std::string_view name = {};  ///< as in the reference and the schema
    Phrase about = {};
    std::string_view head = {};        ///< the key that tells this form apart among alternatives; empty: none
    std::string_view head_value = {};  ///< and its value; empty: any
    std::array<std::span<const Key>, 3> keys = {};
    std::array<std::span<const std::string_view>, 2> one_needed =
        {};                                              ///< of each list at least one key must be there
    std::span<const std::string_view> one_allowed = {};  ///< of these at most one may be there
    const Shape* rest_key = nullptr;                     ///< other keys are allowed and look like this
    const Shape* rest = nullptr;                         ///< with such values

    const Key* find(std::string_view key) const;
};

/// An indicator file.
extern const MapForm file;

/// The form among the alternatives of `shape` whose head a map with these keys has; null: none.
/// `head_value_of(key)` gives the text of the value of a key, or nullopt where the map lacks the key.
template <typename HeadValueOf>
const MapForm* choose_form(const Shape& shape, const HeadValueOf& head_value_of) {
    for (const Shape* alternative : shape.alternatives) {
        if (alternative->kind != Shape::Kind::map) continue;
        const MapForm& form = *alternative->map;
        if (form.head.empty()) return &form;
        const auto value = head_value_of(form.head);
        if (value && (form.head_value.empty() || form.head_value == *value)) return &form;
    }
    return nullptr;
}

}  // namespace tidu::format
