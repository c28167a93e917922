// SPDX-License-Identifier: Apache-2.0
// From the tree of a YAML or JSON document to a raw sheet. Parsing is codec's, meaning is bind's: here only
// the shape.
#include "read_tree.h"

#include <array>

#include "phrases.h"
#include "tidu/answers/rules.h"
#include "tidu/text/suggest.h"

namespace tidu {
namespace {

const std::vector<std::string> sheet_keys{"system", "period", "enterprise", "answers"};
const std::vector<std::string> answer_keys{"value", "not_applicable", "reason", "evidence", "note"};

class TreeSheet {
  public:
    TreeSheet(TreeView document, const SourcePtr& source) : document_(document) {
        sheet_.source = source;
        sheet_.place_kind = PlaceKind::text;
        sheet_.span = document.span();
    }

    RawSheet read() {
        if (!document_.is_mapping()) {
            report(document_.span(), say(phrases::sheet_not_mapping), say(phrases::sheet_example));
            return std::move(sheet_);
        }
        for (std::size_t entry = 0; entry < document_.size(); ++entry)
            read_entry(document_.key(entry), document_[entry]);
        return std::move(sheet_);
    }

  private:
    void read_entry(TreeView key, TreeView value) {
        if (key.text() == "system") {
            sheet_.system = text_of(key, value);
        } else if (key.text() == "period") {
            sheet_.period = text_of(key, value);
        } else if (key.text() == "enterprise") {
            read_enterprise(key, value);
        } else if (key.text() == "answers") {
            read_answers(key, value);
        } else {
            const auto nearest = nearest_match(key.text(), sheet_keys);
            report(key.span(), say(phrases::unknown_sheet_key, key.text()),
                   nearest ? say(phrases::did_you_mean, *nearest) : say(phrases::sheet_example));
        }
    }

    void read_enterprise(TreeView key, TreeView value) {
        if (value.is_null()) return;
        if (!value.is_mapping())
            return report(key.span(), say(phrases::not_a_mapping, key.text()), say(phrases::sheet_example));
        for (std::size_t entry = 0; entry < value.size(); ++entry) {
            const TreeView name = value.key(entry);
            RawValue attribute{text_of(name, value[entry]), value[entry].span(),
                               value[entry].style() == ScalarStyle::quoted};
            sheet_.enterprise.emplace_back(name.text(), std::move(attribute));
        }
    }

    void read_answers(TreeView key, TreeView value) {
        if (value.is_null()) return;
        if (!value.is_mapping())
            return report(key.span(), say(phrases::not_a_mapping, key.text()), say(phrases::sheet_example));
        sheet_.answers.reserve(value.size());
        for (std::size_t entry = 0; entry < value.size(); ++entry) {
            RawAnswer& answer = sheet_.answers.emplace_back();
            answer.key = value.key(entry).text();
            answer.key_span = value.key(entry).span();
            if (value[entry].is_mapping()) {
                read_details(value[entry], answer);
            } else {
                read_value(value.key(entry), value[entry], answer);
            }
        }
    }

    void read_value(TreeView key, TreeView value, RawAnswer& answer) {
        answer.is_list = value.is_sequence();
        if (value.is_null()) return;
        if (value.is_scalar()) return add_value(value, answer);
        if (!value.is_sequence())
            return report(key.span(), say(phrases::answer_too_deep, key.text()),
                          say(phrases::answer_example));
        for (std::size_t element = 0; element < value.size(); ++element) {
            if (value[element].is_scalar()) {
                add_value(value[element], answer);
            } else {
                report(value[element].span(), say(phrases::answer_too_deep, key.text()),
                       say(phrases::answer_example));
            }
        }
    }

    static void add_value(TreeView value, RawAnswer& answer) {
        answer.values.push_back(
            {std::string(value.text()), value.span(), value.style() == ScalarStyle::quoted});
    }

    void read_details(TreeView details, RawAnswer& answer) {
        for (std::size_t entry = 0; entry < details.size(); ++entry) {
            const TreeView key = details.key(entry);
            const TreeView value = details[entry];
            if (key.text() == "value") {
                read_value(key, value, answer);
            } else if (key.text() == "not_applicable") {
                answer.not_applicable = is_true(key, value);
            } else if (key.text() == "reason") {
                answer.reason = text_of(key, value);
            } else if (key.text() == "note") {
                answer.note = text_of(key, value);
            } else if (key.text() == "evidence") {
                read_evidence(key, value, answer);
            } else {
                const auto nearest = nearest_match(key.text(), answer_keys);
                report(key.span(), say(phrases::unknown_answer_key, key.text()),
                       nearest ? say(phrases::did_you_mean, *nearest) : say(phrases::answer_example));
            }
        }
    }

    void read_evidence(TreeView key, TreeView value, RawAnswer& answer) {
        if (!value.is_sequence()) {
            if (std::string text = text_of(key, value); !text.empty())
                answer.evidence.push_back(std::move(text));
            return;
        }
        for (std::size_t element = 0; element < value.size(); ++element)
            answer.evidence.push_back(text_of(key, value[element]));
    }

    bool is_true(TreeView key, TreeView value) {
        const std::string_view text = value.text();
        if (value.is_scalar() && (text == "true" || text == "yes")) return true;
        if (!value.is_scalar() || (text != "false" && text != "no"))
            report(value.span(), say(phrases::not_true_or_false, key.text()), say(phrases::answer_example));
        return false;
    }

    /// Empty for null; a list or a map where one text belongs is a problem.
    std::string text_of(TreeView key, TreeView value) {
        if (value.is_scalar()) return std::string(value.text());
        if (!value.is_null())
            report(value.span(), say(phrases::not_a_text, key.text()), say(phrases::sheet_example));
        return {};
    }

    void report(Span span, Message message, Message help) {
        Diagnostic problem;
        problem.rule = rules::answer_shape;
        problem.message = std::move(message);
        problem.place = Place::of_text(sheet_.source, span);
        problem.help = std::move(help);
        sheet_.problems.add(std::move(problem));
    }

    TreeView document_;
    RawSheet sheet_;
};

}  // namespace

void read_tree(TreeView document, const SourcePtr& source, std::vector<RawSheet>& sheets) {
    if (document.is_null()) return;
    if (!document.is_sequence()) {
        sheets.push_back(TreeSheet(document, source).read());
        return;
    }
    for (std::size_t element = 0; element < document.size(); ++element)
        sheets.push_back(TreeSheet(document[element], source).read());
}

}  // namespace tidu
