// SPDX-License-Identifier: Apache-2.0
#include "form_plan.h"

#include "phrases.h"

namespace tidu {
namespace {

void add_questions(const Outline& outline, NodeIndex node, std::size_t part_number, FormPart& part,
                   std::size_t& question_count) {
    const Outline::NodeEntry& entry = outline[node];
    if (entry.item) {
        const std::string number = std::to_string(part_number) + "." + std::to_string(++question_count);
        part.lines.push_back({entry.item, {}, number});
        return;
    }
    // The dimension itself heads the part; groups within it head their questions.
    if (entry.depth > 1) part.lines.push_back({std::nullopt, entry.node->title, {}});
    for (const NodeIndex child : entry.children)
        add_questions(outline, child, part_number, part, question_count);
}

FormPart plan_facts(const Outline& outline) {
    FormPart part{{std::string(phrases::form_facts.zh), std::string(phrases::form_facts.en)}, {}};
    for (std::uint32_t input = 0; input < outline.input_count(); ++input)
        part.lines.push_back({ItemIndex{input}, {}, "F" + std::to_string(input + 1)});
    return part;
}

}  // namespace

std::vector<FormPart> plan_form(const Outline& outline) {
    std::vector<FormPart> parts{plan_facts(outline)};
    for (const NodeIndex dimension : outline.dimensions()) {
        FormPart part{outline[dimension].node->title, {}};
        std::size_t question_count = 0;
        add_questions(outline, dimension, parts.size(), part, question_count);
        parts.push_back(std::move(part));
    }
    return parts;
}

const std::string& question_text(const Item& item, Language language) {
    return item.ask.empty() ? item.title.in(language) : item.ask.in(language);
}

}  // namespace tidu
