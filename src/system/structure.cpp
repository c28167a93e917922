// SPDX-License-Identifier: Apache-2.0
// Walks a document along the shapes of its tables. First step of loading; knows no key by name.
#include "structure.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "dates.h"
#include "format.h"
#include "report.h"
#include "rules.h"
#include "tidu/system/number_range.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"
#include "tidu/text/utf8.h"
#include "values.h"

namespace tidu {

namespace {

using format::Key;
using format::MapForm;
using format::Shape;

/// Whose value is being looked at: the key, or the list element, a finding is about.
struct Owner {
    std::string_view name;
    Span span;
};

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_identifier(std::string_view text) {
    return !text.empty() && is_lower(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_lower(c) || is_digit(c) || c == '_';
    });
}

bool is_kebab(std::string_view text) {
    const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    return !text.empty() && is_lower(text.front()) && text.back() != '-' && text.find("--") == text.npos &&
           std::all_of(text.begin(), text.end(), allowed);
}

bool is_chinese(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (c >= 0x4E00 && c <= 0x9FFF) return true;
    }
    return false;
}

void add_once(std::vector<std::string>& words, std::string_view word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.emplace_back(word);
}

const Phrase& kind_name(Shape::Kind kind) {
    switch (kind) {
        case Shape::Kind::text:
            return phrases::kind_text;
        case Shape::Kind::list:
            return phrases::kind_list;
        case Shape::Kind::map:
            return phrases::kind_map;
        case Shape::Kind::number:
            return phrases::kind_number;
        case Shape::Kind::flag:
            return phrases::kind_flag;
        case Shape::Kind::plain:
        case Shape::Kind::identifier:
        case Shape::Kind::kebab:
        case Shape::Kind::date:
        case Shape::Kind::word:
        case Shape::Kind::one_of:
            return phrases::kind_scalar;
    }
    return phrases::kind_scalar;
}

const Phrase& kind_name(const TreeView& view) {
    switch (view.kind()) {
        case TreeKind::null:
            return phrases::kind_nothing;
        case TreeKind::scalar:
            return trim(view.text()).empty() ? phrases::kind_nothing : phrases::kind_scalar;
        case TreeKind::sequence:
            return phrases::kind_list;
        case TreeKind::mapping:
            return phrases::kind_map;
    }
    return phrases::kind_nothing;
}

BilingualText both(const Phrase& phrase) {
    return {std::string(phrase.zh), std::string(phrase.en)};
}

/// A key or a word that is none, and the one that was meant.
struct Misspelling {
    TreeView map;  ///< of a key; of a word it does not exist
    TreeView scalar;
    std::string meant;
    Diagnostic finding;
};

class StructureCheck {
  public:
    StructureCheck(const SourcePtr& source, Diagnostics& diagnostics)
        : source_(source), diagnostics_(diagnostics) {}

    const std::vector<Misspelling>& misspellings() const { return misspellings_; }

    void check(const TreeView& view, const Shape& shape, const Owner& owner) {
        switch (shape.kind) {
            case Shape::Kind::text:
                return check_text(view, owner);
            case Shape::Kind::map:
                return check_map(view, *shape.map, owner);
            case Shape::Kind::list:
                return check_list(view, shape, owner);
            case Shape::Kind::one_of:
                return check_one_of(view, shape, owner);
            case Shape::Kind::plain:
            case Shape::Kind::identifier:
            case Shape::Kind::kebab:
            case Shape::Kind::number:
            case Shape::Kind::flag:
            case Shape::Kind::date:
            case Shape::Kind::word:
                if (!view.is_scalar()) return report_kind(view, shape.kind, owner);
                return check_scalar(view, shape, owner);
        }
    }

    void check_file(const TreeView& document) {
        // A file may begin with comments: what it lacks is shown at its first key.
        if (document.is_mapping())
            return check_map(document, format::file,
                             {{}, document.size() > 0 ? document.key(0).span() : document.span()});
        report(rule::wrong_type, say(phrases::file_kind, both(kind_name(document))), document.span(), {});
    }

    void check_map(const TreeView& view, const MapForm& form, const Owner& owner) {
        if (!view.is_mapping()) return report_kind(view, Shape::Kind::map, owner);
        for (std::size_t entry = 0; entry < view.size(); ++entry)
            check_entry(view, entry, form);
        check_needed_keys(view, form, owner);
        check_alternative_keys(view, form);
    }

  private:
    // ------------------------------------------------------------------------------------ maps

    void check_entry(const TreeView& map, std::size_t entry, const MapForm& form) {
        const TreeView name = map.key(entry);
        if (!name.is_scalar()) return;  // reported where the tree was built
        const Owner owner{name.text(), name.span()};
        if (const Key* key = form.find(name.text())) return check(map[entry], *key->shape, owner);
        if (form.rest == nullptr) return report_unknown_key(map, name, form);
        check_key(name, *form.rest_key);
        check(map[entry], *form.rest, owner);
    }

    /// A number that is a key may stand in quotes: JSON has no other keys.
    void check_key(const TreeView& name, const Shape& shape) {
        if (shape.kind != Shape::Kind::number) return check_scalar(name, shape, {name.text(), name.span()});
        if (const auto number = parse_number(name.text())) return check_bounds(*number, name, shape);
        report_no_number(name, {{}, name.span()});
    }

    void check_needed_keys(const TreeView& map, const MapForm& form, const Owner& owner) {
        for (const auto& list : form.keys)
            for (const Key& key : list)
                if (key.required && !map.find(key.name).exists())
                    report_missing_key(map, {std::string(key.name)}, owner);
        const auto has_key = [&](std::string_view key) { return map.find(key).exists(); };
        for (const auto& needed : form.one_needed)
            if (!needed.empty() && std::none_of(needed.begin(), needed.end(), has_key))
                report_missing_key(map, {needed.begin(), needed.end()}, owner);
    }

    /// Keys that exclude each other: the later one is marked.
    void check_alternative_keys(const TreeView& map, const MapForm& form) {
        bool found = false;
        for (std::size_t entry = 0; entry < map.size(); ++entry) {
            const TreeView name = map.key(entry);
            if (std::find(form.one_allowed.begin(), form.one_allowed.end(), name.text()) ==
                form.one_allowed.end())
                continue;
            if (found)
                report(rule::key_conflict,
                       say(phrases::one_allowed,
                           in_backticks({form.one_allowed.begin(), form.one_allowed.end()})),
                       name.span(), {});
            found = true;
        }
    }

    void report_unknown_key(const TreeView& map, const TreeView& name, const MapForm& form) {
        std::vector<std::string> known;
        for (const auto& list : form.keys)
            for (const Key& key : list)
                known.emplace_back(key.name);
        report_unknown(rule::unknown_key, phrases::unknown_key, name, known, map);
    }

    /// With "did you mean", else with all that is allowed.
    void report_unknown(std::string_view rule, const Phrase& phrase, const TreeView& scalar,
                        const std::vector<std::string>& allowed, const TreeView& map = {}) {
        const auto near = nearest_match(scalar.text(), allowed);
        report(rule, say(phrase, scalar.text()), scalar.span(),
               near ? say(phrases::did_you_mean, *near) : say(phrases::allowed_here, in_backticks(allowed)));
        if (near) misspellings_.push_back({map, scalar, *near, diagnostics_.last()});
    }

    void report_missing_key(const TreeView& map, const std::vector<std::string>& keys, const Owner& owner) {
        const Phrase& phrase = keys.size() == 1 ? phrases::missing_key : phrases::missing_one_of;
        report(rule::missing_key, say(phrase, in_backticks(keys)), place_of_owner(map, owner), {});
    }

    /// A list element is best known by its id; everything else by the key it stands under.
    static Span place_of_owner(const TreeView& map, const Owner& owner) {
        const TreeView id = map.find("id");
        return owner.name.empty() && id.exists() && id.is_scalar() ? id.span() : owner.span;
    }

    // ------------------------------------------------------------------------------------ lists and
    // alternatives

    void check_list(const TreeView& view, const Shape& shape, const Owner& owner) {
        if (!view.is_sequence()) return report_kind(view, shape.kind, owner);
        if (view.size() < shape.minimum_size || view.size() > shape.maximum_size)
            return report_size(view, shape, owner);
        for (std::size_t element = 0; element < view.size(); ++element)
            check(view[element], element == 1 && shape.second ? *shape.second : *shape.element,
                  {{}, view[element].span()});
    }

    void report_size(const TreeView& view, const Shape& shape, const Owner& owner) {
        const bool exact = shape.minimum_size == shape.maximum_size;
        report(rule::list_size,
               say(exact ? phrases::list_size : phrases::list_empty, shape.minimum_size, view.size()),
               owner.span, {});
    }

    void check_one_of(const TreeView& view, const Shape& shape, const Owner& owner) {
        if (view.is_mapping()) return check_form(view, shape, owner);
        const Shape* first = nullptr;
        for (const Shape* alternative : shape.alternatives) {
            if (!fits_kind(view, *alternative)) continue;
            if (view.is_scalar() && fits_scalar(view, *alternative))
                return check_scalar(view, *alternative, owner);
            if (first == nullptr) first = alternative;
        }
        if (first != nullptr) return check(view, *first, owner);
        report_kind(view, shape.alternatives.front()->kind, owner);
    }

    static bool fits_kind(const TreeView& view, const Shape& shape) {
        if (shape.kind == Shape::Kind::map) return view.is_mapping();
        if (shape.kind == Shape::Kind::list) return view.is_sequence();
        return view.is_scalar();
    }
    /// Whether a scalar is meant to be this alternative, right or not quite.
    static bool fits_scalar(const TreeView& view, const Shape& shape) {
        if (shape.kind == Shape::Kind::word) return is_word(view.text(), shape);
        if (shape.kind == Shape::Kind::number) return parse_number(view.text()).has_value();
        if (shape.kind == Shape::Kind::identifier) return is_identifier(view.text());
        return true;
    }
    static bool is_word(std::string_view text, const Shape& shape) {
        return std::find(shape.words.begin(), shape.words.end(), text) != shape.words.end();
    }

    void check_form(const TreeView& map, const Shape& shape, const Owner& owner) {
        const auto value_of = [&](std::string_view key) -> std::optional<std::string_view> {
            const TreeView value = map.find(key);
            if (!value.exists()) return std::nullopt;
            return value.text();
        };
        if (const MapForm* form = format::choose_form(shape, value_of)) return check_map(map, *form, owner);
        report_no_form(map, shape, owner);
    }

    /// A map whose telling key is absent, misspelt or has a value that no form knows.
    void report_no_form(const TreeView& map, const Shape& shape, const Owner& owner) {
        std::vector<std::string> heads, head_values;
        TreeView head_value;
        for (const Shape* alternative : shape.alternatives) {
            if (alternative->kind != Shape::Kind::map) continue;
            const MapForm& form = *alternative->map;
            add_once(heads, form.head);
            if (!map.find(form.head).exists()) continue;
            head_value = map.find(form.head);
            add_once(head_values, form.head_value);
        }
        if (heads.empty()) return report_kind(map, shape.alternatives.front()->kind, owner);
        if (head_value.exists()) return report_unknown_word(head_value, head_values);
        if (report_misspelt_head(map, heads)) return;
        report_missing_key(map, heads, owner);
    }

    bool report_misspelt_head(const TreeView& map, const std::vector<std::string>& heads) {
        for (std::size_t entry = 0; entry < map.size(); ++entry) {
            const TreeView name = map.key(entry);
            if (!nearest_match(name.text(), heads)) continue;
            report_unknown(rule::unknown_key, phrases::unknown_key, name, heads, map);
            return true;
        }
        return false;
    }

    // ------------------------------------------------------------------------------------ scalars

    void check_scalar(const TreeView& view, const Shape& shape, const Owner& owner) {
        switch (shape.kind) {
            case Shape::Kind::number:
                return check_number(view, shape, owner);
            case Shape::Kind::identifier:
                if (!is_identifier(view.text()))
                    report_identifier(view, phrases::not_identifier, phrases::identifier_help);
                return;
            case Shape::Kind::kebab:
                if (!is_kebab(view.text())) report_identifier(view, phrases::not_kebab, phrases::kebab_help);
                return;
            case Shape::Kind::flag:
                if (!parse_yes_no(view.text())) report_unknown_word(view, {"yes", "no"});
                return;
            case Shape::Kind::date:
                if (!is_iso_date(view.text()))
                    report(rule::date_syntax, say(phrases::not_date, view.text()), view.span(),
                           say(phrases::date_help));
                return;
            case Shape::Kind::word:
                if (!is_word(view.text(), shape))
                    report_unknown_word(view, {shape.words.begin(), shape.words.end()});
                return;
            case Shape::Kind::plain:
                if (trim(view.text()).empty()) report_kind(view, shape.kind, owner);
                return;
            case Shape::Kind::text:
            case Shape::Kind::map:
            case Shape::Kind::list:
            case Shape::Kind::one_of:
                return;
        }
    }

    void check_number(const TreeView& view, const Shape& shape, const Owner& owner) {
        const auto number = view.style() == ScalarStyle::plain ? parse_number(view.text()) : std::nullopt;
        if (!number) return report_no_number(view, owner);
        check_bounds(*number, view, shape);
    }

    void check_bounds(double number, const TreeView& view, const Shape& shape) {
        if (std::abs(number) > largest_number)
            return report(rule::number_bounds,
                          say(phrases::number_too_large, view.text(), format_number(largest_number)),
                          view.span(), say(phrases::number_too_large_help));
        if (shape.whole && number != std::floor(number))
            return report(rule::number_bounds, say(phrases::not_whole, view.text()), view.span(), {});
        const bool too_low = shape.above_low ? number <= shape.low : number < shape.low;
        if (!too_low && number <= shape.high) return;
        report(rule::number_bounds, say(phrases::out_of_bounds, view.text(), bounds_of(shape)), view.span(),
               {});
    }

    void report_no_number(const TreeView& view, const Owner& owner) {
        const Message message = owner.name.empty() ? say(phrases::not_number, view.text())
                                                   : say(phrases::key_not_number, owner.name, view.text());
        const bool quoted = view.style() == ScalarStyle::quoted && parse_number(view.text());
        report(rule::number_syntax, message, view.span(),
               say(quoted ? phrases::unquote_help : phrases::number_help));
    }

    static BilingualText bounds_of(const Shape& shape) {
        if (shape.high == Shape::unbounded && shape.low == 0)
            return both(shape.above_low ? phrases::bounds_positive : phrases::bounds_not_negative);
        const std::string low = format_number(shape.low);
        const Message bounds = shape.high == Shape::unbounded ? say(phrases::bounds_from, low)
                               : shape.high == shape.low
                                   ? say(phrases::bounds_exact, low)
                                   : say(phrases::bounds_between, low, format_number(shape.high));
        return {bounds.in(Language::zh), bounds.in(Language::en)};
    }

    void report_identifier(const TreeView& view, const Phrase& phrase, const Phrase& help) {
        report(rule::identifier_syntax, say(phrase, view.text()), view.span(), say(help));
    }

    void report_unknown_word(const TreeView& view, const std::vector<std::string>& allowed) {
        report_unknown(rule::unknown_word, phrases::unknown_word, view, allowed);
    }

    // ------------------------------------------------------------------------------------ texts

    void check_text(const TreeView& view, const Owner& owner) {
        if (view.is_scalar()) return check_shared_text(view, owner);
        if (!view.is_mapping()) return report_kind(view, Shape::Kind::text, owner);
        bool found = false;
        for (std::size_t entry = 0; entry < view.size(); ++entry) {
            const TreeView name = view.key(entry);
            if (name.text() != "zh" && name.text() != "en") {
                report(rule::unknown_key, say(phrases::unknown_key, name.text()), name.span(),
                       say(phrases::allowed_here, "`zh`, `en`"));
            } else if (!view[entry].is_scalar() && !view[entry].is_null()) {
                report_kind(view[entry], Shape::Kind::text, {name.text(), name.span()});
            }
            found = true;
        }
        if (!found) return report_kind(view, Shape::Kind::text, owner);
        check_language(view, "zh", phrases::lacks_chinese, owner);
        check_language(view, "en", phrases::lacks_english, owner);
    }

    void check_language(const TreeView& map, std::string_view language, const Phrase& phrase,
                        const Owner& owner) {
        const TreeView text = map.find(language);
        if (text.exists() && (!text.is_scalar() || !trim(text.text()).empty()) && !text.is_null()) return;
        warn(rule::text_language, say(phrase, owner.name), owner.span);
    }

    /// One scalar serves both languages, which suits `%` and names, not sentences in Chinese.
    void check_shared_text(const TreeView& view, const Owner& owner) {
        if (trim(view.text()).empty())
            return warn(rule::text_language, say(phrases::empty_text, owner.name), owner.span);
        if (is_chinese(view.text()))
            warn(rule::text_language, say(phrases::lacks_english, owner.name), owner.span);
    }

    // ------------------------------------------------------------------------------------ reporting

    void report_kind(const TreeView& view, Shape::Kind wanted, const Owner& owner) {
        const Span span =
            view.is_null() || view.is_mapping() || view.is_sequence() ? owner.span : view.span();
        const BilingualText seen = both(kind_name(view)), needed = both(kind_name(wanted));
        if (owner.name.empty())
            return report(rule::wrong_type, say(phrases::element_kind, needed, seen), span, {});
        report(rule::wrong_type, say(phrases::value_kind, owner.name, needed, seen), span, {});
    }

    void report(std::string_view rule, Message message, const Span& span, Message help) {
        diagnostics_.add({Severity::error,
                          rule,
                          std::move(message),
                          Place::of_text(source_, span),
                          std::move(help),
                          {},
                          {}});
    }
    void warn(std::string_view rule, Message message, const Span& span) {
        diagnostics_.add(
            {Severity::warning, rule, std::move(message), Place::of_text(source_, span), {}, {}, {}});
    }

    const SourcePtr& source_;
    Diagnostics& diagnostics_;
    std::vector<Misspelling> misspellings_;
};

/// Puts what was meant where nothing else says it already. Returns whether it could anywhere.
bool mend(Tree& document, const std::vector<Misspelling>& misspellings, Diagnostics& mended) {
    bool is_mended = false;
    for (const Misspelling& misspelling : misspellings) {
        if (misspelling.map.find(misspelling.meant).exists()) continue;
        if (misspelling.scalar.text() == misspelling.meant) continue;  // met before, at an alias of it
        document.replace_text(misspelling.scalar, misspelling.meant);
        mended.add(misspelling.finding);
        is_mended = true;
    }
    return is_mended;
}

}  // namespace

void check_structure(Tree& document, const SourcePtr& source, Diagnostics& mended, Diagnostics& faults) {
    while (true) {
        Diagnostics found;
        StructureCheck check(source, found);
        check.check_file(document.view());
        if (mend(document, check.misspellings(), mended)) continue;  // and look behind what was mended
        return faults.append(std::move(found));
    }
}

}  // namespace tidu
