// SPDX-License-Identifier: Apache-2.0
// HTML and SVG text in the making. Markup is ours and constant; every other text passes through `text` or
// `attribute`, which is all there is to know about injection.
#pragma once

#include <string>
#include <string_view>

namespace tidu {

class HtmlWriter {
  public:
    explicit HtmlWriter(std::string& out) : out_(out) {}

    /// Markup as written in the code; never data.
    HtmlWriter& markup(std::string_view html) {
        out_ += html;
        return *this;
    }
    /// Any text: escaped, control characters and bidirectional overrides made visible.
    HtmlWriter& text(std::string_view text);
    /// ` name="value"` with the value escaped.
    HtmlWriter& attribute(std::string_view name, std::string_view value);
    /// ` name="12.3"`: a coordinate, rounded to a tenth.
    HtmlWriter& attribute(std::string_view name, double value);
    /// `<tag class="...">text</tag>`; nothing where the text is empty.
    HtmlWriter& element(std::string_view tag, std::string_view css_class, std::string_view text);

  private:
    std::string& out_;
};

}  // namespace tidu
