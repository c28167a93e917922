// SPDX-License-Identifier: Apache-2.0
// Compares two systems: every definition becomes a list of facts, and lists of the same id are compared fact
// by fact.
#include "tidu/system/diff.h"

#include <algorithm>
#include <map>
#include <set>

#include "notation.h"
#include "tidu/text/number.h"

namespace tidu {

namespace {

/// One thing that a file says about a definition.
struct Fact {
    ChangeKind kind;
    std::string field;
    BilingualText value;   ///< empty: not said
    bool is_part = false;  ///< an option, level or requirement: new or gone rather than changed
};

struct Described {
    std::string id;
    BilingualText title;
    std::vector<Fact> facts;
};

BilingualText plain(std::string_view text) {
    return {std::string(text), std::string(text)};
}

/// Gathers the facts of one definition.
class Description {
  public:
    Description(const Name& id, const BilingualText& title) : described_{id.text, title, {}} {
        words("title", title);
    }

    void words(std::string field, const BilingualText& text) {
        add(ChangeKind::reworded, std::move(field), text);
    }
    void rule(std::string field, std::string_view text) {
        add(ChangeKind::rescored, std::move(field), plain(text));
    }
    void demand(std::string field, std::string_view text) {
        add(ChangeKind::threshold, std::move(field), plain(text));
    }
    void part(std::string field, BilingualText value) {
        described_.facts.push_back({ChangeKind::threshold, std::move(field), std::move(value), true});
    }
    void add(ChangeKind kind, std::string field, BilingualText value) {
        described_.facts.push_back({kind, std::move(field), std::move(value)});
    }
    void remark(const std::vector<std::string>& tags, const std::vector<int>& tasks,
                const Provenance& source) {
        add(ChangeKind::annotated, "tags", plain(joined(tags)));
        std::vector<std::string> numbers;
        for (const int task : tasks)
            numbers.push_back(std::to_string(task));
        add(ChangeKind::annotated, "tasks", plain(joined(numbers)));
        add(ChangeKind::annotated, "source", source_text(source));
    }

    Described take() { return std::move(described_); }

    static std::string joined(const std::vector<std::string>& words) {
        std::string text;
        for (const std::string& word : words)
            text += (text.empty() ? "" : ", ") + word;
        return text;
    }

  private:
    static BilingualText source_text(const Provenance& source) {
        const std::string lead = source.ref.text + (source.own ? " (own)" : "");
        const auto with = [&](const std::string& note) { return note.empty() ? lead : lead + ": " + note; };
        return {with(source.note.zh), with(source.note.en)};
    }

    Described described_;
};

// ---------------------------------------------------------------------------------------------- items and
// nodes

std::string option_rule(const Option& option) {
    if (option.not_applicable) return "not_applicable";
    return (option.score ? format_number(*option.score) : std::string()) +
           (option.exclusive ? " exclusive" : "");
}

void describe_options(const std::vector<Option>& options, Description& description) {
    for (const Option& option : options) {
        const std::string field = "option " + option.id.text;
        description.part(field, plain(option.id.text));
        description.words(field + " text", option.text);
        description.rule(field + " score", option_rule(option));
    }
}

void describe_item(const Item& item, Description& description) {
    description.words("ask", item.ask);
    description.words("unit", item.unit);
    description.words("evidence", item.evidence);
    description.words("note", item.note);
    description.rule("type", notation(item.type));
    if (item.range)
        description.rule("range",
                         "[" + format_number(item.range->low) + ", " + format_number(item.range->high) + "]");
    if (item.derive) description.rule("derive", notation(*item.derive));
    description.rule("not_applicable", notation(item.not_applicable));
    describe_options(item.options, description);
    description.remark(item.tags, item.tasks, item.source);
}

Described describe(const Input& input) {
    Description description(input.id, input.title);
    describe_item(input, description);
    description.rule("required", input.required ? "yes" : "no");
    if (input.default_value) description.rule("default", input.default_value->text);
    return description.take();
}

void describe_group(const Node& node, Description& description) {
    description.rule("aggregate", notation(node.aggregate));
    description.rule("normalise", notation(node.normalise));
    if (node.present) description.rule("present", format_number(*node.present));
    description.words("note", node.note);
    description.remark(node.tags, node.tasks, node.source);
}

Described describe(const Outline& outline, const Outline::NodeEntry& entry) {
    const Node& node = *entry.node;
    Description description(node.id, node.title);
    if (entry.parent)
        description.add(ChangeKind::moved, "parent", plain(outline[*entry.parent].node->id.text));
    description.add(ChangeKind::reweighted, "weight", plain(notation(node.weight)));
    if (node.applies_if) description.rule("applies_if", notation(*node.applies_if));
    if (node.is_leaf()) {
        describe_item(node.question->item, description);
        description.rule("score", notation(node.question->scoring));
        description.rule("missing", notation(node.question->missing));
        description.words("advice", node.question->advice);
    } else {
        describe_group(node, description);
    }
    return description.take();
}

// ---------------------------------------------------------------------------------------------- checks and
// ladders

Described describe(const Check& check) {
    Description description(check.id, check.title);
    description.demand("when", notation(check.when));
    description.remark(check.tags, {}, check.source);
    return description.take();
}

Described describe(const Constraint& constraint) {
    Description description(constraint.id, constraint.title);
    description.demand("never", notation(constraint.never));
    description.demand("severity", constraint.severity == Severity::error ? "error" : "warning");
    description.remark({}, {}, constraint.source);
    return description.take();
}

std::string requirement_notation(const Requirement& requirement) {
    std::string text = notation(requirement.condition);
    if (requirement.veto) text += " veto";
    if (requirement.only_if) text += " only_if " + notation(*requirement.only_if);
    if (requirement.on_not_applicable == OnNotApplicable::fail) text += " on_not_applicable fail";
    if (requirement.on_not_applicable == OnNotApplicable::pass) text += " on_not_applicable pass";
    return text;
}

/// Requirements are known by their level and what they look at; a second one on the same gets a number.
void describe_level(const Level& level, Description& description) {
    description.part("level " + level.id.text, level.title);
    description.words("level " + level.id.text + " title", level.title);
    description.demand("level " + level.id.text + " due", level.due);
    std::map<std::string, int> seen;
    for (const Requirement& requirement : level.requirements) {
        std::string field = "level " + level.id.text + ", " + subject_notation(requirement.condition);
        if (const int times = ++seen[field]; times > 1) field += " #" + std::to_string(times);
        description.part(field, plain(requirement_notation(requirement)));
        description.words(field + " title", requirement.title);
    }
}

Described describe(const Ladder& ladder) {
    Description description(ladder.id, ladder.title);
    description.words("note", ladder.note);
    if (ladder.applies_if) description.demand("applies_if", notation(*ladder.applies_if));
    for (const Level& level : ladder.levels)
        describe_level(level, description);
    for (const Expectation& expectation : ladder.expected)
        description.part(
            "expected " + (expectation.when ? notation(*expectation.when) : std::string("of everyone")),
            plain(expectation.level.text + " " + expectation.due));
    description.remark({}, {}, ladder.source);
    return description.take();
}

Described describe(const System& system) {
    Description description(Name(), system.title);
    description.words("note", system.note);
    description.words("unit", system.unit);
    description.add(ChangeKind::annotated, "id", plain(system.id));
    description.add(ChangeKind::annotated, "version", plain(system.version));
    if (system.not_applicable_limit)
        description.rule("policies not_applicable_limit", format_number(*system.not_applicable_limit));
    return description.take();
}

std::vector<Described> describe_all(const Outline& outline) {
    std::vector<Described> all{describe(outline.system())};
    for (const Input& input : outline.system().inputs)
        all.push_back(describe(input));
    for (const Outline::NodeEntry& entry : outline.nodes())
        all.push_back(describe(outline, entry));
    for (const Check& check : outline.system().checks)
        all.push_back(describe(check));
    for (const Constraint& constraint : outline.system().constraints)
        all.push_back(describe(constraint));
    for (const Ladder& ladder : outline.system().ladders)
        all.push_back(describe(ladder));
    return all;
}

// ---------------------------------------------------------------------------------------------- comparing

const Fact* find_fact(const std::vector<Fact>& facts, const std::string& field) {
    const auto fact =
        std::find_if(facts.begin(), facts.end(), [&](const Fact& one) { return one.field == field; });
    return fact == facts.end() ? nullptr : &*fact;
}

class SystemComparison {
  public:
    std::vector<Change> run(const Outline& before, const Outline& after) {
        const std::vector<Described> old_definitions = describe_all(before),
                                     new_definitions = describe_all(after);
        std::map<std::string_view, const Described*> old_by_id;
        for (const Described& definition : old_definitions)
            old_by_id.emplace(definition.id, &definition);
        std::set<std::string_view> new_ids;
        for (const Described& definition : new_definitions) {
            new_ids.insert(definition.id);
            const auto old_definition = old_by_id.find(definition.id);
            if (old_definition == old_by_id.end())
                add(ChangeKind::added, definition, {}, {}, {});
            else
                compare(*old_definition->second, definition);
        }
        for (const Described& definition : old_definitions)
            if (new_ids.count(definition.id) == 0) add(ChangeKind::removed, definition, {}, {}, {});
        return std::move(changes_);
    }

  private:
    void compare(const Described& before, const Described& after) {
        for (const Fact& fact : after.facts) {
            const Fact* old_fact = find_fact(before.facts, fact.field);
            if (old_fact == nullptr)
                appeared(after, fact);
            else if (!(old_fact->value == fact.value))
                add(fact.kind, after, fact.field, old_fact->value, fact.value);
        }
        for (const Fact& fact : before.facts)
            if (find_fact(after.facts, fact.field) == nullptr) disappeared(after, fact);
    }

    /// Facts about a part that is new (`option x text`) go without saying.
    void appeared(const Described& definition, const Fact& fact) {
        if (fact.is_part)
            add(ChangeKind::added, definition, fact.field, {}, fact.value);
        else if (!belongs_to_part(fact) && !fact.value.empty())
            add(fact.kind, definition, fact.field, {}, fact.value);
    }
    void disappeared(const Described& definition, const Fact& fact) {
        if (fact.is_part)
            add(ChangeKind::removed, definition, fact.field, fact.value, {});
        else if (!belongs_to_part(fact) && !fact.value.empty())
            add(fact.kind, definition, fact.field, fact.value, {});
    }
    static bool belongs_to_part(const Fact& fact) {
        return fact.field.starts_with("option ") || fact.field.starts_with("level ");
    }

    void add(ChangeKind kind, const Described& definition, std::string field, BilingualText before,
             BilingualText after) {
        changes_.push_back(
            {kind, definition.id, definition.title, std::move(field), std::move(before), std::move(after)});
    }

    std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> diff_systems(const Outline& before, const Outline& after) {
    return SystemComparison().run(before, after);
}

std::string_view name_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::added:
            return "added";
        case ChangeKind::removed:
            return "removed";
        case ChangeKind::moved:
            return "moved";
        case ChangeKind::reweighted:
            return "reweighted";
        case ChangeKind::rescored:
            return "rescored";
        case ChangeKind::threshold:
            return "threshold";
        case ChangeKind::reworded:
            return "reworded";
        case ChangeKind::annotated:
            return "annotated";
    }
    return {};
}

}  // namespace tidu
