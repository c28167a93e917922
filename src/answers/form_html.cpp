// SPDX-License-Identifier: Apache-2.0
// The form as one page to print: boxes to tick and lines to write on. Stands alone: no script, no picture, no
// font.
#include "form_fill.h"
#include "form_text.h"
#include "phrases.h"
#include "tidu/answers/attributes.h"
#include "tidu/answers/form_plan.h"
#include "tidu/answers/understand.h"

namespace tidu {
namespace {

constexpr std::string_view style = R"css(
@page { size: A4; margin: 16mm 14mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; } }
body { font: 10pt/1.45 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", Calibri, sans-serif; color: #1f3b57; max-width: 190mm; margin: 8mm auto; }
header { background: #1f4e79; color: #fff; padding: 5mm 6mm; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
header h1 { font-size: 17pt; margin: 0 0 1mm; } header p { margin: 0; }
h2 { font-size: 13pt; color: #1f4e79; border-bottom: 0.5mm solid #1f4e79; margin: 8mm 0 3mm; break-after: avoid; }
h3 { font-size: 10.5pt; background: #dce6f1; padding: 1mm 2mm; margin: 4mm 0 1mm; break-after: avoid; }
ol, ul { margin: 0; padding-left: 5mm; } .how li { margin: 1mm 0; }
table { border-collapse: collapse; width: 100%; } td { border: 0.2mm solid #bfc9d4; padding: 1.5mm 2mm; } td:first-child { width: 45mm; }
.q { break-inside: avoid; border-bottom: 0.2mm solid #dfe5ec; padding: 2mm 0; display: grid; grid-template-columns: 12mm 1fr; }
.n { color: #6b7785; } .t { font-weight: 600; } .a { margin-top: 1mm; } .a span { display: inline-block; margin-right: 5mm; }
.w { display: inline-block; min-width: 34mm; border-bottom: 0.3mm solid #1f3b57; padding: 0 1mm; } .long { min-width: 100mm; }
.e, footer { color: #6b7785; font-size: 8.5pt; } footer { margin-top: 8mm; }
)css";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
                out += "<br>";
                break;
            default:
                out += letter;
        }
    }
    return out;
}

class Page {
  public:
    Page(const Outline& outline, const FormOptions& options)
        : outline_(outline), options_(options), language_(options.language), fill_(outline, options) {}

    std::string make() {
        open_page();
        write_facts();
        for (const FormPart& part : plan_form(outline_))
            write_part(part);
        const System& system = outline_.system();
        out_ += "<footer>" + escaped(say(phrases::form_made_for, system.id, system.version).in(language_)) +
                "</footer>\n";
        return std::move(out_) + "</body>\n</html>\n";
    }

  private:
    std::string words(const Phrase& phrase) const {
        return std::string(language_ == Language::zh ? phrase.zh : phrase.en);
    }

    void open_page() {
        const std::string title = escaped(outline_.system().title.in(language_));
        out_ += std::string("<!DOCTYPE html>\n<html lang=\"") + (language_ == Language::zh ? "zh-CN" : "en") +
                "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n<title>" +
                title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<header><h1>" +
                title + "</h1><p>" + words(phrases::form_subtitle) + "</p></header>\n";
        const std::string purpose = options_.purpose.empty()
                                        ? say(phrases::form_purpose, outline_.system().unit).in(language_)
                                        : options_.purpose;
        out_ += "<p>" + escaped(purpose) + "</p>\n<ul class=\"how\">\n";
        for (const Phrase* step :
             {&phrases::form_paper_tick, &phrases::form_how_na, &phrases::form_paper_evidence})
            out_ += "<li>" + escaped(words(*step)) + "</li>\n";
        out_ += "</ul>\n";
    }

    void write_facts() {
        const bool is_enterprise = outline_.system().is_about_enterprises();
        out_ += "<h2>" + words(is_enterprise ? phrases::form_enterprise : phrases::form_plain_facts) +
                "</h2>\n<table>\n";
        for (const EnterpriseAttribute& attribute : attributes_of_form(outline_, options_.filled))
            row(attribute.title.in(language_), fill_.attribute(attribute.id));
        row(words(phrases::form_period), fill_.attribute("period"));
        if (!options_.deadline.empty()) row(words(phrases::form_deadline), options_.deadline);
        if (!options_.contact.empty()) row(words(phrases::form_contact), options_.contact);
        out_ += "</table>\n";
    }

    void row(const std::string& name, const std::string& value) {
        out_ += "<tr><td>" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
    }

    void write_part(const FormPart& part) {
        if (part.lines.empty()) return;
        out_ += "<h2>" + escaped(part.title.in(language_)) + "</h2>\n";
        for (const FormLine& line : part.lines) {
            if (line.item) {
                write_question(line);
            } else {
                out_ += "<h3>" + escaped(line.heading.in(language_)) + "</h3>\n";
            }
        }
    }

    void write_question(const FormLine& line) {
        const Item& item = *outline_[*line.item].item;
        out_ += "<div class=\"q\"><div class=\"n\">" + line.number + "</div><div><div class=\"t\">" +
                escaped(question_text(item, language_)) + "</div>\n<div class=\"a\">";
        write_answer(*line.item, item);
        if (item.not_applicable.mode != NotApplicableMode::forbidden) write_not_applicable(*line.item);
        out_ += "</div>";
        if (const std::string assumed = fill_.assumed_text(*line.item); !assumed.empty())
            out_ += "<div class=\"e\">" + escaped(assumed) + "</div>";
        if (!item.evidence.empty())
            out_ += "<div class=\"e\">" +
                    escaped(say(phrases::form_evidence_wanted, item.evidence).in(language_)) + "</div>";
        out_ += "</div></div>\n";
    }

    void write_answer(ItemIndex index, const Item& item) {
        const std::string given = fill_.cell_text(index);
        switch (item.type) {
            case AnswerType::number:
                out_ += "<span><span class=\"w\">" + escaped(is_not_applicable(index) ? "" : given) +
                        "&nbsp;</span> " + escaped(item.unit.in(language_)) + "</span>";
                return;
            case AnswerType::yesno:
                for (const Phrase* word : {&phrases::form_yes, &phrases::form_no})
                    box(words(*word), given == words(*word));
                return;
            case AnswerType::choice:
            case AnswerType::multi:
                break;
        }
        for (std::uint32_t option = 0; option < item.options.size(); ++option) {
            const Option& shown = item.options[option];
            const std::string letter = option_letter(option);
            out_ += "<div>";
            box((letter.empty() ? "" : letter + ". ") +
                    (shown.text.empty() ? shown.id.text : shown.text.in(language_)),
                fill_.is_ticked(index, option));
            out_ += "</div>";
        }
    }

    bool is_not_applicable(ItemIndex item) const {
        const RawAnswer* given = fill_.answer(item);
        return given && given->not_applicable;
    }

    void write_not_applicable(ItemIndex item) {
        const RawAnswer* given = fill_.answer(item);
        box(words(phrases::form_not_applicable), is_not_applicable(item));
        out_ += "<span>" + words(phrases::form_reason) + " <span class=\"w long\">" +
                escaped(given ? given->reason : std::string()) + "&nbsp;</span></span>";
    }

    void box(const std::string& text, bool is_ticked) {
        out_ += std::string("<span>") + (is_ticked ? "☑" : "☐") + " " + escaped(text) + "</span>";
    }

    const Outline& outline_;
    const FormOptions& options_;
    Language language_;
    FormFill fill_;
    std::string out_;
};

}  // namespace

std::string make_form_html(const Outline& outline, const FormOptions& options) {
    return Page(outline, options).make();
}

}  // namespace tidu
