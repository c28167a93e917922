// SPDX-License-Identifier: Apache-2.0
// A forward scan over an XML text in memory: enough for the parts of a workbook, fast because it copies
// nothing, and safe because there are no entities to expand: a document type declaration is refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tidu {

class XmlScanner {
  public:
    enum class Event {
        open,    ///< `<name ...>`; `<name/>` is followed by its close
        close,   ///< `</name>`
        text,    ///< characters between tags, or CDATA
        end,     ///< of the document
        broken,  ///< not XML, cut short, or a document type declaration; no event follows
    };

    explicit XmlScanner(std::string_view xml) : rest_(xml) {}

    Event next();

    /// Of an open or close: the name without its prefix.
    std::string_view name() const { return name_; }
    bool opens(Event event, std::string_view wanted) const { return event == Event::open && name_ == wanted; }
    bool closes(Event event, std::string_view wanted) const {
        return event == Event::close && name_ == wanted;
    }
    /// Of an open: value of an attribute, by its name without prefix; as written, references not resolved.
    std::optional<std::string_view> raw_attribute(std::string_view wanted) const;
    std::string attribute(std::string_view wanted) const;  ///< resolved; empty where there is none
    /// Of an open: hands the name (without prefix) and the value (as written) of each attribute to `visit`,
    /// in one pass; `visit` returns false to stop.
    template <typename Visit>
    void for_each_attribute(const Visit& visit) const;

    /// Appends the current text with its references resolved.
    void append_text(std::string& out) const;
    /// The current text as written.
    std::string_view raw_text() const { return text_; }
    /// What the scan has not come to.
    std::string_view rest() const { return rest_; }

  private:
    Event read_markup();
    Event read_tag();
    Event close_tag();
    bool skip_past(std::string_view end);

    std::string_view rest_;
    std::string_view name_;
    std::string_view attributes_;
    std::string_view text_;
    bool is_cdata_ = false;
    bool close_follows_ = false;
    std::size_t open_tags_ = 0;
};

template <typename Visit>
void XmlScanner::for_each_attribute(const Visit& visit) const {
    const auto is_blank = [](char byte) {
        return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    };
    const char* next = attributes_.data();
    const char* const end = next + attributes_.size();
    for (;;) {
        while (next != end && is_blank(*next))
            ++next;
        const char* name = next;
        const char* name_end = next;
        for (; next != end && *next != '='; ++next) {
            if (*next == ':') name = next + 1;
            if (!is_blank(*next)) name_end = next + 1;
        }
        while (next != end && *next != '"' && *next != '\'')
            ++next;
        if (next == end) return;
        const char quote = *next++;
        const char* const value = next;
        while (next != end && *next != quote)
            ++next;
        if (next == end) return;
        const bool goes_on = visit(std::string_view(name, static_cast<std::size_t>(name_end - name)),
                                   std::string_view(value, static_cast<std::size_t>(next - value)));
        if (!goes_on) return;
        ++next;
    }
}

/// Appends `raw` with `&amp;`, `&#20013;` and the like resolved; a reference that is none stays as it is.
void append_resolved(std::string& out, std::string_view raw);

}  // namespace tidu
