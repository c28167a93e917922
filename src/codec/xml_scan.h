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

    /// Appends the current text with its references resolved.
    void append_text(std::string& out) const;
    /// The current text as written.
    std::string_view raw_text() const { return text_; }

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

/// Appends `raw` with `&amp;`, `&#20013;` and the like resolved; a reference that is none stays as it is.
void append_resolved(std::string& out, std::string_view raw);

}  // namespace tidu
