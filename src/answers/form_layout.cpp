// SPDX-License-Identifier: Apache-2.0
// Gives every line of the plan its row, every drop-down its list, and every answer its cell. The writer of
// the workbook only follows.
#include "form_layout.h"

#include <algorithm>

#include "form_fill.h"
#include "phrases.h"
#include "tidu/text/diagnostic.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

/// Excel's limit is 31 characters, counted as UTF-16; these characters are not allowed in it.
constexpr std::size_t longest_tab = 31;
constexpr std::string_view forbidden_in_tab = "[]:*?/\\'";

/// Without the word that was cut in the middle at its end; Chinese is cut between any two characters.
std::string without_cut_word(std::string name, std::string_view rest) {
    const auto is_letter = [](char byte) {
        return static_cast<unsigned char>(byte) > ' ' && static_cast<unsigned char>(byte) < 0x80;
    };
    const std::size_t last_space = name.rfind(' ');
    const bool cuts_word = !rest.empty() && is_letter(rest.front()) && is_letter(name.back());
    if (cuts_word && last_space != std::string::npos && last_space > name.size() / 2) name.resize(last_space);
    name.resize(name.find_last_not_of(' ') + 1);
    return name;
}

std::string tab_name(const std::string& text) {
    std::string name;
    std::size_t units = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t code_point = next_code_point(text, offset);
        units += code_point > 0xFFFF ? 2 : 1;
        if (units > longest_tab)
            return without_cut_word(std::move(name), std::string_view(text).substr(begin));
        if (code_point < 0x80 &&
            forbidden_in_tab.find(static_cast<char>(code_point)) != std::string_view::npos) {
            name += ' ';
        } else {
            name.append(text, begin, offset - begin);
        }
    }
    return name;
}

class Layout {
  public:
    Layout(const Outline& outline, Language language, const RawSheet* filled)
        : outline_(outline), language_(language), filled_(filled) {
        const std::size_t count = outline.items().size();
        layout_.list_of_item.resize(count);
        layout_.cells.answers.resize(count);
        layout_.cells.states.resize(count);
        layout_.cells.option_texts.resize(count);
        layout_.cells.option_lists.resize(count);
    }

    FormLayout lay_out() {
        const std::size_t yesno =
            list_of({std::string(words(phrases::form_yes)), std::string(words(phrases::form_no))});
        layout_.cells.yes = list_cell(yesno, 0);
        layout_.cells.no = list_cell(yesno, 1);
        const std::vector<FormPart> parts = plan_form(outline_);
        for (std::size_t part = 0; part < parts.size(); ++part)
            add_sheet(parts[part], part);
        return std::move(layout_);
    }

  private:
    std::string_view words(const Phrase& phrase) const {
        return language_ == Language::zh ? phrase.zh : phrase.en;
    }

    void add_sheet(const FormPart& part, std::size_t number) {
        FormSheet& sheet = layout_.sheets.emplace_back();
        const std::string& title = part.title.in(language_);
        sheet.name = tab_name(number == 0 ? title : std::to_string(number) + " " + title);
        sheet.title = part.title;
        sheet.end_row = form_first_row;
        if (number == 0) add_attributes(sheet);
        for (const FormLine& line : part.lines)
            add_line(sheet, line);
    }

    void add_attributes(FormSheet& sheet) {
        for (const EnterpriseAttribute& attribute : attributes_of_form(outline_, filled_))
            add_attribute(sheet, attribute.id, attribute.title);
        add_attribute(sheet, "period",
                      {std::string(phrases::form_period.zh), std::string(phrases::form_period.en)});
    }

    static void add_attribute(FormSheet& sheet, const std::string& id, BilingualText title) {
        FormRow& row = add_row(sheet, FormRow::Kind::attribute);
        row.attribute = id;
        row.text = std::move(title);
    }

    void add_line(FormSheet& sheet, const FormLine& line) {
        if (!line.item) {
            add_row(sheet, FormRow::Kind::heading).text = line.heading;
            return;
        }
        FormRow& row = add_row(sheet, FormRow::Kind::question);
        row.item = *line.item;
        row.number = line.number;
        layout_.cells.answers[line.item->value] =
            sheet_reference(sheet.name) + absolute_cell(row.row, form_column::answer);
        layout_.cells.states[line.item->value] =
            sheet_reference(sheet.name) + absolute_cell(row.row, form_column::answered);
        const Item& item = *outline_[*line.item].item;
        if (item.type == AnswerType::multi) {
            add_options(sheet, *line.item, item);
        } else if (item.type != AnswerType::number) {
            add_list(*line.item, item);
        }
    }

    void add_options(FormSheet& sheet, ItemIndex item, const Item& definition) {
        for (std::uint32_t option = 0; option < definition.options.size(); ++option) {
            FormRow& row = add_row(sheet, FormRow::Kind::option);
            row.item = item;
            row.option = option;
            layout_.cells.option_texts[item.value].push_back(sheet_reference(sheet.name) +
                                                             absolute_cell(row.row, form_column::answer));
        }
    }

    /// Options (or yes and no) and, where that is allowed, "not applicable" as the last.
    void add_list(ItemIndex item, const Item& definition) {
        std::vector<std::string> texts;
        for (const Option& option : definition.options)
            texts.push_back(option.text.empty() ? option.id.text : option.text.in(language_));
        if (definition.type == AnswerType::yesno)
            texts = {std::string(words(phrases::form_yes)), std::string(words(phrases::form_no))};
        const std::size_t answers = texts.size();
        if (definition.not_applicable.mode != NotApplicableMode::forbidden)
            texts.emplace_back(words(phrases::form_not_applicable));
        const std::size_t list = list_of(std::move(texts));
        layout_.list_of_item[item.value] = list;
        layout_.cells.option_lists[item.value] = list_reference(list, answers);
        for (std::size_t option = 0; option < answers; ++option)
            layout_.cells.option_texts[item.value].push_back(list_cell(list, option));
    }

    std::size_t list_of(std::vector<std::string> texts) {
        for (std::size_t list = 0; list < layout_.lists.size(); ++list)
            if (layout_.lists[list].texts == texts) return list;
        layout_.lists.push_back({std::move(texts)});
        return layout_.lists.size() - 1;
    }

    static std::string list_cell(std::size_t list, std::size_t position) {
        return sheet_reference(form_lists_sheet) +
               absolute_cell(static_cast<std::uint32_t>(position), static_cast<std::uint16_t>(list));
    }

    static FormRow& add_row(FormSheet& sheet, FormRow::Kind kind) {
        FormRow& row = sheet.rows.emplace_back();
        row.kind = kind;
        row.row = sheet.end_row++;
        return row;
    }

    const Outline& outline_;
    Language language_;
    const RawSheet* filled_;
    FormLayout layout_;
};

}  // namespace

FormLayout lay_out_form(const Outline& outline, Language language, const RawSheet* filled) {
    return Layout(outline, language, filled).lay_out();
}

std::string absolute_cell(std::uint32_t row, std::uint16_t column) {
    const std::string address = cell_address(row + 1, static_cast<std::uint32_t>(column) + 1);
    const std::size_t digits = address.find_first_of("0123456789");
    return "$" + address.substr(0, digits) + "$" + address.substr(digits);
}

std::string sheet_reference(const std::string& name) {
    return "'" + name + "'!";
}

std::string list_reference(std::size_t list, std::size_t size) {
    const auto column = static_cast<std::uint16_t>(list);
    return sheet_reference(form_lists_sheet) + absolute_cell(0, column) + ":" +
           absolute_cell(static_cast<std::uint32_t>(size - 1), column);
}

}  // namespace tidu
