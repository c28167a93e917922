// SPDX-License-Identifier: Apache-2.0
// Walks conditions and derivations for what they name.
#include "references.h"

#include "tidu/text/overloaded.h"

namespace tidu {

namespace {

/// Visits the mentions of one condition, not of those inside it.
class MentionWalk {
  public:
    explicit MentionWalk(const ReferenceVisitor& visit) : visit_(visit) {}

    void operator()(const ScoreCondition& condition) const {
        mention(Reference::Kind::score, condition.node);
        walk(condition.comparisons);
    }
    void operator()(const AnswerCondition& condition) const {
        mention(Reference::Kind::answer, condition.item);
        for (const Operand& value : condition.is_any_answer)
            walk(value);
        walk(condition.comparisons);
    }
    void operator()(const EvidenceCondition& condition) const {
        mention(Reference::Kind::evidence, condition.item);
        walk(condition.comparisons);
    }
    void operator()(const CheckCondition& condition) const {
        mention(Reference::Kind::check, condition.check);
    }
    void operator()(const CountCondition& condition) const {
        walk(condition.selector);
        walk(condition.comparisons);
    }
    void operator()(const ShareCondition& condition) const {
        walk(condition.part);
        walk(condition.of);
        walk(condition.comparisons);
    }
    void operator()(const LevelCondition& condition) const {
        mention(Reference::Kind::level, condition.ladder);
    }
    void operator()(const AllOf&) const {}
    void operator()(const AnyOf&) const {}
    void operator()(const NotOf&) const {}

    void operator()(const PercentOf& form) const { answers(form.part, form.whole); }
    void operator()(const ChangeOf& form) const { answers(form.after, form.before); }
    void operator()(const DifferenceOf& form) const { answers(form.minuend, form.subtrahend); }
    void operator()(const SumOf& form) const {
        for (const auto& term : form.terms)
            mention(Reference::Kind::answer, term.first);
    }
    void operator()(const CountOf& form) const { walk(form.selector); }
    void operator()(const ShareOf& form) const {
        walk(form.part);
        walk(form.of);
    }
    void operator()(const FirstOf& form) const {
        for (const FirstOf::Case& entry : form.cases)
            if (entry.when) visit_references(*entry.when, visit_);
    }

  private:
    void mention(Reference::Kind kind, const Name& name) const { visit_({kind, &name, nullptr}); }
    void answers(const Name& first, const Name& second) const {
        mention(Reference::Kind::answer, first);
        mention(Reference::Kind::answer, second);
    }
    void walk(const Operand& operand) const {
        if (const Name* item = std::get_if<Name>(&operand.value)) mention(Reference::Kind::answer, *item);
    }
    void walk(const std::vector<Comparison>& comparisons) const {
        for (const Comparison& comparison : comparisons)
            walk(comparison.operand);
    }
    void walk(const Selector& selector) const {
        visit_({Reference::Kind::selector, nullptr, &selector});
        if (selector.scoring) walk(*selector.scoring);
    }

    const ReferenceVisitor& visit_;
};

}  // namespace

void visit_conditions(const Condition& condition, const std::function<void(const Condition&)>& visit) {
    visit(condition);
    const auto inside = [&](const std::vector<Condition>& parts) {
        for (const Condition& part : parts)
            visit_conditions(part, visit);
    };
    std::visit(
        Overloaded{[&](const AllOf& all) { inside(all.parts); }, [&](const AnyOf& any) { inside(any.parts); },
                   [&](const NotOf& negation) { inside(negation.part); }, [](const auto&) {}},
        condition.form);
}

void visit_references(const Condition& condition, const ReferenceVisitor& visit) {
    const MentionWalk walk(visit);
    visit_conditions(condition, [&](const Condition& part) { std::visit(walk, part.form); });
}

void visit_references(const Derivation& derivation, const ReferenceVisitor& visit) {
    std::visit(MentionWalk(visit), derivation.form);
}

}  // namespace tidu
