// SPDX-License-Identifier: Apache-2.0
// Chooses what a report on a plan says and in which order.
#include "tidu/report/build_plan.h"

#include <algorithm>

#include "phrases.h"
#include "plan_phrases.h"
#include "tidu/answers/canonical.h"
#include "tidu/text/number.h"
#include "wording.h"

namespace tidu {
namespace {

class PlanBuilder {
  public:
    PlanBuilder(const AssessmentRecord& record, const Program& program, const Plan& plan,
                const PlanReportSettings& settings)
        : record_(record),
          program_(program),
          plan_(plan),
          settings_(settings),
          words_(program, record, settings.language, settings.digits),
          ladder_(program.outline->system().ladders[plan.ladder.value]) {}

    Document build() {
        add_head();
        add_figures();
        add_verdict();
        add_stage(PlanStage::quick_win, phrases::plan_quick_wins);
        add_stage(PlanStage::needed,
                  plan_.goal == PlanGoal::level ? phrases::plan_needed : phrases::plan_needed_for_score);
        add_blockers();
        return std::move(document_);
    }

  private:
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return words_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }
    void add(Block block) { document_.blocks.push_back(std::move(block)); }

    void add_head() {
        const std::string& name = record_.attribute("name");
        const std::string& id = record_.attribute("id");
        document_.language = settings_.language;
        document_.title = !name.empty() ? name
                          : !id.empty() ? id
                                        : phrase(phrases::no_name, words_.system().unit);
        document_.subtitle = phrase(phrases::plan_title, level(plan_.target));
        document_.footer = phrase(phrases::footer, record_.tidu_version, record_.system_id,
                                  record_.system_version, record_.system_sha256);
        for (const auto& [option, value] : record_.options)
            document_.footer += phrase(phrases::footer_option, "--" + option, value);
        Facts facts;
        if (!record_.period.empty()) facts.rows.emplace_back(phrase(phrases::fact_period), record_.period);
        if (!settings_.date.empty()) facts.rows.emplace_back(phrase(phrases::fact_date), settings_.date);
        if (!facts.rows.empty()) add(std::move(facts));
    }

    std::string level(Rung rung) const {
        return rung == 0 ? phrase(phrases::plan_no_level) : words_.in(ladder_.levels[rung - 1].title);
    }
    std::string effort(double value) const {
        const BilingualText& unit = words_.system().effort_unit;
        return phrase(phrases::number_with_unit, format_number(value),
                      unit.empty() ? phrase(phrases::plan_person_days) : words_.in(unit));
    }
    std::string total(double value) const {
        return words_.score(program_.outline->nodes().front().node->id.text, value);
    }

    void add_figures() {
        const bool has_plan = !plan_.steps.empty();
        Figures figures;
        const auto change = [&](const std::string& now, const std::string& then) {
            return has_plan && now != then ? phrase(phrases::plan_from_to, now, then) : now;
        };
        figures.figures.push_back({phrase(phrases::plan_level),
                                   change(level(plan_.from), level(plan_.reached)), "",
                                   plan_.reached >= plan_.target ? Tone::good : Tone::plain});
        if (has_plan)
            figures.figures.push_back({phrase(phrases::plan_effort), effort(plan_.effort), "", Tone::plain});
        figures.figures.push_back(
            {phrase(phrases::plan_total),
             change(total(plan_.before.nodes.front().low), total(plan_.after.nodes.front().low)), "",
             Tone::plain});
        if (has_plan)
            figures.figures.push_back(
                {phrase(phrases::plan_steps), std::to_string(plan_.steps.size()), "", Tone::plain});
        add(std::move(figures));
    }

    void add_verdict() {
        add(verdict());
        if (plan_.over_budget) {
            const Rung beyond = plan_.goal == PlanGoal::level ? plan_.target + 1 : plan_.target;
            add(Paragraph{phrase(phrases::plan_over_budget, level(beyond), effort(*plan_.over_budget)),
                          Tone::open});
        }
        for (const ItemIndex item : plan_.limited)
            add(Paragraph{phrase(phrases::plan_is_limited, title(item)), Tone::open});
    }

    Paragraph verdict() const {
        const bool for_level = plan_.goal == PlanGoal::level;
        switch (plan_.status) {
            case PlanStatus::reached:
                if (!for_level) return {phrase(phrases::plan_no_gain), Tone::open};
                return {phrase(phrases::plan_is_reached, level(plan_.target)), Tone::good};
            case PlanStatus::optimal:
                if (!for_level) return {phrase(phrases::plan_is_best_score), Tone::good};
                return {phrase(phrases::plan_is_optimal, level(plan_.target)), Tone::good};
            case PlanStatus::bounded:
                if (!for_level)
                    return {phrase(phrases::plan_score_is_bounded, total(plan_.bound)), Tone::open};
                return {phrase(phrases::plan_is_bounded, effort(plan_.bound)), Tone::open};
            case PlanStatus::unreachable:
                return {phrase(phrases::plan_is_unreachable, level(plan_.target)), Tone::bad};
            case PlanStatus::undecided:
                return {phrase(phrases::plan_is_undecided, level(plan_.target)), Tone::bad};
        }
        return {};
    }

    // ---- steps

    const Item& item(ItemIndex index) const { return *words_.outline()[index].item; }
    std::string title(ItemIndex index) const { return words_.in(item(index).title); }

    std::string answer(ItemIndex index, AnswerState state, double number, std::uint64_t chosen) const {
        AnswerRecord record;
        record.id = item(index).id.text;
        record.type = item(index).type;
        record.state = state;
        if (state == AnswerState::known) record.value = machine_values(item(index), number, chosen);
        return words_.answer(item(index), record);
    }

    RequirementList::Entry requirement(std::uint32_t place, const Evaluation& evaluation) const {
        const auto& requirements = program_.ladders[plan_.ladder.value].requirements;
        const CompiledRequirement& compiled = requirements[place];
        RequirementRecord record;
        record.level = ladder_.levels[compiled.rung - 1].id.text;
        const auto is_level = [&](const CompiledRequirement& other) { return other.rung == compiled.rung; };
        record.number = static_cast<std::uint32_t>(
            std::count_if(requirements.begin(), requirements.begin() + place, is_level));
        record.verdict = evaluation.ladders[plan_.ladder.value].verdicts[place];
        record.veto = compiled.veto;
        record.condition = read_condition(program_, evaluation, compiled.condition);
        return words_.requirement(ladder_, record);
    }

    std::string what_it_meets(const PlanStep& step, Rung level_before) const {
        std::string text;
        const auto append = [&](const std::string& part) {
            text += (text.empty() ? std::string() : phrase(phrases::clause_separator)) + part;
        };
        if (step.level > level_before) append(phrase(phrases::plan_reaches_level, level(step.level)));
        for (const std::uint32_t place : step.newly_met)
            append(requirement(place, plan_.after).title);
        return text;
    }

    void add_stage(PlanStage stage, const Phrase& heading) {
        Table table;
        table.columns = {
            {phrase(phrases::plan_column_step), false}, {phrase(phrases::plan_column_now), false},
            {phrase(phrases::plan_column_then), false}, {phrase(phrases::plan_column_effort), true},
            {phrase(phrases::plan_column_total), true}, {phrase(phrases::plan_column_meets), false}};
        double sum = 0;
        Rung level_before = plan_.from;
        for (const PlanStep& step : plan_.steps) {
            if (step.stage == stage) {
                const ItemValue& before = plan_.before.items[step.item.value];
                table.rows.push_back(
                    {{title(step.item), answer(step.item, before.state, before.number, before.chosen),
                      answer(step.item, step.answer.state, step.answer.number, step.answer.chosen),
                      format_number(step.effort), total(step.total), what_it_meets(step, level_before)},
                     Tone::plain});
                sum += step.effort;
            }
            level_before = step.level;
        }
        if (table.rows.empty()) return;
        add(Heading{2, phrase(heading)});
        add(Paragraph{phrase(phrases::plan_stage_remark, table.rows.size(), effort(counted_effort(sum))),
                      Tone::muted});
        add(std::move(table));
    }

    // ---- why there is no plan

    std::string reason(ItemIndex index, FixedReason why) const {
        const std::string& id = item(index).id.text;
        switch (why) {
            case FixedReason::input:
                return phrase(phrases::fixed_input, id);
            case FixedReason::kept:
                return phrase(phrases::fixed_kept, id);
            case FixedReason::not_applicable:
                return phrase(phrases::fixed_not_applicable);
            case FixedReason::derived:
                return phrase(phrases::fixed_derived);
            case FixedReason::at_best:
                return phrase(phrases::fixed_at_best);
        }
        return {};
    }

    void add_blockers() {
        if (plan_.blockers.empty()) return;
        const bool alone = plan_.blockers.front().alone;
        add(Heading{2, phrase(alone ? phrases::plan_blockers : phrases::plan_blockers_together)});
        RequirementList list;
        for (const PlanBlocker& blocker : plan_.blockers) {
            RequirementList::Entry entry = requirement(blocker.requirement, plan_.before);
            const auto is_same = [&](const RequirementList::Entry& other) {  // of a level further down
                return other.title == entry.title && other.needed == entry.needed;
            };
            if (std::ranges::none_of(list.entries, is_same)) list.entries.push_back(std::move(entry));
        }
        add(std::move(list));
        BulletList fixed;
        for (const PlanBlocker& blocker : plan_.blockers)
            for (const auto& [index, why] : blocker.fixed) {
                std::string entry = phrase(phrases::plan_fixed_entry, title(index), reason(index, why));
                if (std::ranges::find(fixed.entries, entry) == fixed.entries.end())
                    fixed.entries.push_back(std::move(entry));
            }
        if (fixed.entries.empty()) return;
        add(Heading{3, phrase(phrases::plan_fixed)});
        add(std::move(fixed));
    }

    const AssessmentRecord& record_;
    const Program& program_;
    const Plan& plan_;
    const PlanReportSettings& settings_;
    Wording words_;
    const Ladder& ladder_;
    Document document_;
};

}  // namespace

Document build_plan(const AssessmentRecord& record, const Program& program, const Plan& plan,
                    const PlanReportSettings& settings) {
    return PlanBuilder(record, program, plan, settings).build();
}

}  // namespace tidu
