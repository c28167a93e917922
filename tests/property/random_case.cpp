// SPDX-License-Identifier: Apache-2.0
#include "random_case.h"

#include <algorithm>
#include <cstdlib>

namespace tidu::test {
namespace {

/// A count or share is narrowed by what is known; an answer given directly could leave that range.
bool is_counted(const Item& item) {
    if (!item.derive) return false;
    return std::holds_alternative<CountOf>(item.derive->form) ||
           std::holds_alternative<ShareOf>(item.derive->form);
}

bool has_open_items(const Evaluation& evaluation) {
    for (const ItemValue& item : evaluation.items)
        if (item.state == AnswerState::missing) return true;
    return false;
}

/// Certain means certain with applicability as it is: 0/0 may take a derived item out, and a derived question
/// whose silence counts as not applicable comes in with its parts.
bool applicability_changed(const Evaluation& before, const Evaluation& after) {
    for (std::size_t item = 0; item < before.items.size(); ++item)
        if ((before.items[item].state == AnswerState::not_applicable) !=
            (after.items[item].state == AnswerState::not_applicable))
            return true;
    return false;
}

}  // namespace

std::uint64_t seeds_end(std::uint64_t first, std::uint64_t count) {
    const char* rounds = std::getenv("TIDU_PROPERTY_ROUNDS");
    return first + count * (rounds ? std::max(1ull, std::strtoull(rounds, nullptr, 10)) : 1);
}

RandomCase::RandomCase(std::uint64_t seed, const SystemFeatures& features)
    : random(seed),
      yaml(random_system(random, features)),
      program(compile_text(yaml)),
      binder_(*program->outline) {}

AnswerSheet RandomCase::random_sheet() {
    const Outline& outline = *program->outline;
    const double silence = random.chance(0.3) ? 0.5 : random.chance(0.5) ? 0.1 : 0;
    RawSheet raw;
    for (const Outline::ItemEntry& entry : outline.items()) {
        const Item& item = *entry.item;
        if (random.chance(silence) || (item.derive && random.chance(0.85))) continue;
        const bool may_be = item.not_applicable.mode != NotApplicableMode::forbidden;
        RawAnswer answer;
        answer.key = item.id.text;
        answer.values.push_back({random_cell(random, item, may_be, 0), {}, false});
        if (random.chance(0.5)) answer.evidence.push_back("proof.pdf");
        raw.answers.push_back(std::move(answer));
    }
    return binder_.bind(raw);
}

Answer RandomCase::random_answer(ItemIndex index) {
    const Item& item = *(*program->outline)[index].item;
    for (;;) {
        RawSheet raw;
        RawAnswer answer;
        answer.key = item.id.text;
        answer.values.push_back({random_cell(random, item, false, 0), {}, false});
        if (random.chance(0.5)) answer.evidence.push_back("proof.pdf");
        raw.answers.push_back(std::move(answer));
        const Answer bound = binder_.bind(raw).answers[index.value];
        if (bound.state == AnswerState::known) return bound;
    }
}

/// Answers what is open: plain items first; derived ones mostly follow from their parts. True: something was
/// filled in.
bool RandomCase::fill_once(AnswerSheet& sheet, const EvaluateOptions& options) {
    const Scored scored = score(sheet, options);
    bool filled = false;
    for (std::uint32_t item = 0; item < scored.evaluation.items.size(); ++item) {
        const CompiledItem& compiled = program->items[item];
        if (scored.evaluation.items[item].state != AnswerState::missing) continue;
        if (!std::holds_alternative<std::monostate>(compiled.derivation) && !random.chance(0.1)) continue;
        if (is_counted(*program->outline->items()[item].item)) continue;
        const std::uint32_t proofs = sheet.answers[item].evidence_count;
        Answer& answer = sheet.answers[item] = random_answer({item});
        // Proofs stay; and under strict evidence an answer without one would stay open.
        answer.evidence_count = std::max({answer.evidence_count, proofs, compiled.needs_evidence ? 1u : 0u});
        filled = true;
    }
    return filled;
}

std::optional<AnswerSheet> RandomCase::completed(const AnswerSheet& sheet, const EvaluateOptions& options) {
    const Scored before = score(sheet, options);
    for (int attempt = 0; attempt < 8; ++attempt) {
        AnswerSheet full = sheet;
        // A derived item that its parts leave open is answered itself sooner or later.
        for (int round = 0; round < 60; ++round) {
            if (!has_open_items(score(full, options).evaluation)) break;
            fill_once(full, options);
        }
        const Scored after = score(full, options);
        if (!after.evaluation.is_valid() || has_open_items(after.evaluation)) continue;
        if (!applicability_changed(before.evaluation, after.evaluation)) return full;
    }
    return std::nullopt;
}

Scored RandomCase::score(const AnswerSheet& sheet, const EvaluateOptions& options) const {
    Scored scored{program, sheet, {}};
    evaluate(*program, sheet.answers, options, scored.evaluation);
    return scored;
}

Reference RandomCase::reference(const AnswerSheet& sheet, const EvaluateOptions& options) const {
    std::map<std::string, Answer> answers;
    const auto& items = program->outline->items();
    for (std::size_t item = 0; item < items.size(); ++item)
        answers[items[item].item->id.text] = sheet.answers[item];
    return Reference(program->outline->system(), std::move(answers), options.evidence_strict);
}

}  // namespace tidu::test
