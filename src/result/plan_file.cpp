// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/plan_file.h"

#include <algorithm>

#include "tidu/answers/canonical.h"
#include "tidu/codec/json_write.h"

namespace tidu {
namespace {

const char* name_of(FixedReason reason) {
    switch (reason) {
        case FixedReason::input:
            return "input";
        case FixedReason::kept:
            return "kept";
        case FixedReason::not_applicable:
            return "not_applicable";
        case FixedReason::derived:
            return "derived";
        case FixedReason::at_best:
            return "at_best";
    }
    return "";
}

class PlanWriter {
  public:
    PlanWriter(const Program& program, const Plan& plan)
        : program_(program),
          plan_(plan),
          ladder_(program.outline->system().ladders[plan.ladder.value]),
          json_(text_, JsonLayout::pretty) {}

    std::string write(const AssessmentRecord& record) {
        json_.open_object();
        json_.member("tidu", record.tidu_version);
        json_.member("system", record.system_id);
        json_.member("system_version", record.system_version);
        json_.member("system_sha256", record.system_sha256);
        write_pairs("enterprise", record.enterprise);
        write_pairs("options", record.options);
        write_verdict();
        write_list("steps", plan_.steps, [&](const PlanStep& step) { write_step(step); });
        write_list("blockers", plan_.blockers, [&](const PlanBlocker& blocker) { write_blocker(blocker); });
        write_list("limited", plan_.limited, [&](ItemIndex item) { json_.value(id(item)); });
        json_.close_object();
        return text_ + "\n";
    }

  private:
    const std::string& id(ItemIndex item) const { return (*program_.outline)[item].item->id.text; }
    std::string level(Rung rung) const { return rung == 0 ? "none" : ladder_.levels[rung - 1].id.text; }

    template <typename List, typename Write>
    void write_list(std::string_view name, const List& list, Write write) {
        json_.key(name);
        json_.open_array();
        for (const auto& entry : list)
            write(entry);
        json_.close_array();
    }

    void write_pairs(std::string_view name, const std::vector<std::pair<std::string, std::string>>& pairs) {
        json_.key(name);
        json_.open_object();
        for (const auto& [key, value] : pairs)
            json_.member(key, value);
        json_.close_object();
    }

    void write_verdict() {
        json_.member("status", name_of(plan_.status));
        json_.member("goal", plan_.goal == PlanGoal::level ? "level" : "score");
        json_.member("ladder", ladder_.id.text);
        json_.member("from", level(plan_.from));
        json_.member("target", level(plan_.target));
        json_.member("reached", level(plan_.reached));
        json_.member("effort", plan_.effort);
        json_.member("bound", plan_.bound);
        if (plan_.over_budget) json_.member("over_budget", *plan_.over_budget);
        json_.member("total_before", plan_.before.nodes.front().low);
        json_.member("total_after", plan_.after.nodes.front().low);
    }

    void write_answer(std::string_view name, ItemIndex item, AnswerState state, double number,
                      std::uint64_t chosen) {
        json_.key(name);
        if (state != AnswerState::known) return json_.null();
        json_.open_array();
        for (const std::string& value : machine_values(*(*program_.outline)[item].item, number, chosen))
            json_.value(value);
        json_.close_array();
    }

    void write_step(const PlanStep& step) {
        const ItemValue& before = plan_.before.items[step.item.value];
        json_.open_object();
        json_.member("id", id(step.item));
        write_answer("before", step.item, before.state, before.number, before.chosen);
        write_answer("after", step.item, step.answer.state, step.answer.number, step.answer.chosen);
        json_.member("effort", step.effort);
        json_.member("stage", step.stage == PlanStage::quick_win ? "quick_win" : "needed");
        json_.member("gain", step.gain);
        json_.member("total", step.total);
        json_.member("level", level(step.level));
        write_list("newly_met", step.newly_met,
                   [&](std::uint32_t place) { json_.value(requirement(place)); });
        json_.close_object();
    }

    /// `advanced.3`: the third requirement of a level, as in tables of results.
    std::string requirement(std::uint32_t place) const {
        const auto& requirements = program_.ladders[plan_.ladder.value].requirements;
        const Rung rung = requirements[place].rung;
        const auto is_same = [&](const CompiledRequirement& other) { return other.rung == rung; };
        const auto before = std::count_if(requirements.begin(), requirements.begin() + place, is_same);
        return level(rung) + "." + std::to_string(before + 1);
    }

    void write_blocker(const PlanBlocker& blocker) {
        json_.open_object();
        json_.member("requirement", requirement(blocker.requirement));
        json_.member("alone", blocker.alone);
        write_list("fixed", blocker.fixed, [&](const auto& entry) {
            json_.open_object();
            json_.member("id", id(entry.first));
            json_.member("reason", name_of(entry.second));
            json_.close_object();
        });
        json_.close_object();
    }

    const Program& program_;
    const Plan& plan_;
    const Ladder& ladder_;
    std::string text_;
    JsonWriter json_;
};

}  // namespace

std::string plan_json(const AssessmentRecord& record, const Program& program, const Plan& plan) {
    return PlanWriter(program, plan).write(record);
}

}  // namespace tidu
