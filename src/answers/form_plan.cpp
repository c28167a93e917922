// SPDX-License-Identifier: Apache-2.0
// Decides which line stands where. Counts that only serve one dimension are asked there, right above the rate
// that they make, and not among the facts.
#include "tidu/answers/form_plan.h"

#include "phrases.h"
#include "tidu/system/known_tags.h"
#include "tidu/text/overloaded.h"

namespace tidu {
namespace {

class Plan {
  public:
    explicit Plan(const Outline& outline) : outline_(outline), homes_(outline.input_count()) { find_homes(); }

    std::vector<FormPart> make() {
        parts_.push_back({bilingual(outline_.system().is_about_enterprises() ? phrases::form_facts
                                                                             : phrases::form_plain_facts),
                          {}});
        for (std::uint32_t input = 0; input < homes_.size(); ++input)
            if (!homes_[input].leaf && !is_threshold(input)) add_item(ItemIndex{input});
        for (const NodeIndex dimension : outline_.dimensions()) {
            parts_.push_back({outline_[dimension].node->title, {}});
            question_count_ = 0;
            add_node(dimension);
        }
        add_thresholds();
        return std::move(parts_);
    }

  private:
    /// What an enterprise leaves alone stands behind everything that it is asked.
    void add_thresholds() {
        FormPart part{bilingual(phrases::form_thresholds), {}};
        part.lines.push_back({std::nullopt, bilingual(phrases::form_thresholds_how), {}});
        parts_.push_back(std::move(part));
        question_count_ = 0;
        for (std::uint32_t input = 0; input < homes_.size(); ++input)
            if (is_threshold(input)) add_item(ItemIndex{input});
        if (question_count_ == 0) parts_.pop_back();
    }

    bool is_threshold(std::uint32_t input) const {
        return has_tag(*outline_.items()[input].item, threshold_tag);
    }

    static BilingualText bilingual(const Phrase& phrase) {
        return {std::string(phrase.zh), std::string(phrase.en)};
    }

    /// The leaf above which an input is asked; none: among the facts.
    struct Home {
        std::optional<NodeIndex> leaf;
        std::optional<NodeIndex> dimension;
        bool is_shared = false;  ///< several dimensions, or other inputs, need it
    };

    void find_homes() {
        for (std::uint32_t item = 0; item < outline_.items().size(); ++item)
            for (const std::string& part : arithmetic_parts(*outline_.items()[item].item))
                if (const auto input = outline_.find_item(part); input && input->value < homes_.size())
                    give_home(homes_[input->value], outline_.items()[item].node);
        // What everybody must say (people, revenue) describes the enterprise, whatever is computed from it.
        for (std::uint32_t input = 0; input < homes_.size(); ++input)
            if (homes_[input].is_shared || outline_.items()[input].input->required || is_threshold(input))
                homes_[input].leaf.reset();
    }

    void give_home(Home& home, std::optional<NodeIndex> leaf) const {
        if (!leaf || (home.dimension && *home.dimension != dimension_of(*leaf))) {
            home.is_shared = true;
        } else if (!home.leaf) {
            home.leaf = leaf;
            home.dimension = dimension_of(*leaf);
        }
    }

    NodeIndex dimension_of(NodeIndex node) const {
        while (outline_[node].depth > 1)
            node = *outline_[node].parent;
        return node;
    }

    void add_node(NodeIndex node) {
        const Outline::NodeEntry& entry = outline_[node];
        if (entry.item) {
            for (std::uint32_t input = 0; input < homes_.size(); ++input)
                if (homes_[input].leaf == node) add_item(ItemIndex{input});
            add_item(*entry.item);
            return;
        }
        // The dimension itself heads the part; groups within it head their questions.
        if (entry.depth > 1) parts_.back().lines.push_back({std::nullopt, entry.node->title, {}});
        for (const NodeIndex child : entry.children)
            add_node(child);
    }

    void add_item(ItemIndex item) {
        const std::string part = parts_.size() == 1 ? "F" : std::to_string(parts_.size() - 1) + ".";
        parts_.back().lines.push_back({item, {}, part + std::to_string(++question_count_)});
    }

    const Outline& outline_;
    std::vector<Home> homes_;  ///< one per input
    std::vector<FormPart> parts_;
    std::size_t question_count_ = 0;
};

}  // namespace

std::vector<std::string> arithmetic_parts(const Item& item) {
    if (!item.derive) return {};
    return std::visit(Overloaded{
                          [](const PercentOf& form) -> std::vector<std::string> {
                              return {form.part.text, form.whole.text};
                          },
                          [](const ChangeOf& form) -> std::vector<std::string> {
                              return {form.after.text, form.before.text};
                          },
                          [](const DifferenceOf& form) -> std::vector<std::string> {
                              return {form.minuend.text, form.subtrahend.text};
                          },
                          [](const SumOf& form) {
                              std::vector<std::string> parts;
                              for (const auto& [id, factor] : form.terms)
                                  parts.push_back(id.text);
                              return parts;
                          },
                          [](const auto&) -> std::vector<std::string> { return {}; },
                      },
                      item.derive->form);
}

std::vector<FormPart> plan_form(const Outline& outline) {
    return Plan(outline).make();
}

const std::string& question_text(const Item& item, Language language) {
    return item.ask.empty() ? item.title.in(language) : item.ask.in(language);
}

std::vector<EnterpriseAttribute> asked_attributes(const Outline& outline) {
    const auto plain = [](const Phrase& phrase) {
        return BilingualText{std::string(phrase.zh), std::string(phrase.en)};
    };
    if (!outline.system().is_about_enterprises())
        return {{"id", plain(phrases::form_plain_id)}, {"name", plain(phrases::form_plain_name)}};
    std::vector<EnterpriseAttribute> asked = enterprise_attributes();
    std::erase_if(asked, [&](const EnterpriseAttribute& attribute) {
        return outline.find_item(attribute.id).has_value();
    });
    return asked;
}

}  // namespace tidu
