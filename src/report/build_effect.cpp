// SPDX-License-Identifier: Apache-2.0
#include "tidu/report/build_effect.h"

#include <algorithm>

#include "effect_phrases.h"
#include "phrases.h"
#include "wording.h"

namespace tidu {
namespace {

using Direction = LadderChange::Direction;

Tone tone_of(Direction direction) {
    switch (direction) {
        case Direction::gained:
            return Tone::good;
        case Direction::lost:
            return Tone::bad;
        case Direction::same:
        case Direction::incomparable:
            break;
    }
    return Tone::plain;
}

const Phrase& word_of(Direction direction) {
    switch (direction) {
        case Direction::gained:
            return phrases::direction_up;
        case Direction::lost:
            return phrases::direction_down;
        case Direction::same:
        case Direction::incomparable:
            break;
    }
    return phrases::direction_incomparable;
}

class EffectBuilder {
  public:
    EffectBuilder(const std::vector<EnterpriseEffect>& effects, const Program& before, const Program& after,
                  Language language)
        : effects_(effects),
          summary_(summarise(effects)),
          before_(before, no_record_, language, digits),
          after_(after, no_record_, language, digits) {}

    std::vector<Block> build() {
        add(Heading{2, phrase(phrases::effect_heading)});
        add(figures());
        if (summary_.passages.empty()) {
            add(Paragraph{phrase(phrases::nobody_moves)});
        } else {
            add(Heading{3, phrase(phrases::passages_heading)});
            add(passages());
            add(Heading{3, phrase(phrases::movers_heading)});
            add(movers());
        }
        if (summary_.refused > 0) {
            add(Heading{3, phrase(phrases::refused_heading)});
            add(refused());
        }
        return std::move(blocks_);
    }

  private:
    template <typename... Arguments>
    std::string phrase(const Phrase& phrase, Arguments&&... arguments) const {
        return after_.phrase(phrase, std::forward<Arguments>(arguments)...);
    }
    void add(Block block) { blocks_.push_back(std::move(block)); }

    Table table(std::initializer_list<const Phrase*> texts,
                std::initializer_list<const Phrase*> numbers) const {
        Table table;
        for (const Phrase* heading : texts)
            table.columns.push_back({phrase(*heading)});
        for (const Phrase* heading : numbers)
            table.columns.push_back({phrase(*heading), true});
        return table;
    }

    std::string name_of(const EnterpriseEffect& effect) const {
        if (!effect.name.empty()) return effect.name;
        return effect.id.empty() ? after_.in(effect.place) : effect.id;
    }

    Figures figures() const {
        const auto count = [](std::size_t number) { return std::to_string(number); };
        Figures figures;
        const std::string refused =
            summary_.refused > 0 ? phrase(phrases::refused_remark, summary_.refused) : std::string();
        figures.figures.push_back({phrase(phrases::figure_compared), count(summary_.compared), refused});
        figures.figures.push_back({phrase(phrases::figure_rising), count(summary_.rising), {}, Tone::good});
        figures.figures.push_back({phrase(phrases::figure_falling), count(summary_.falling), {}, Tone::bad});
        if (summary_.mean_change)
            figures.figures.push_back(
                {phrase(phrases::figure_total_change), after_.signed_points(*summary_.mean_change),
                 phrase(phrases::change_range, after_.signed_points(*summary_.lowest_change),
                        after_.signed_points(*summary_.highest_change))});
        return figures;
    }

    /// Ladder, level by the old and by the new version, direction.
    std::vector<std::string> passage_cells(const LadderChange& change) const {
        const Ladder& before = before_.system().ladders[before_.outline().find_ladder(change.id)->value];
        const Ladder& after = after_.system().ladders[after_.outline().find_ladder(change.id)->value];
        return {after_.in(after.title), before_.level_text(before, change.before),
                after_.level_text(after, change.after), phrase(word_of(change.direction))};
    }

    Table passages() const {
        Table list = table({&phrases::column_ladder, &phrases::column_level_before,
                            &phrases::column_level_after, &phrases::column_direction},
                           {&phrases::column_enterprises});
        for (const LevelPassage& passage : summary_.passages) {
            std::vector<std::string> cells = passage_cells(passage.example);
            cells.push_back(std::to_string(passage.count));
            list.rows.push_back({std::move(cells), tone_of(passage.example.direction)});
        }
        return list;
    }

    Table movers() const {
        Table list = table(
            {&phrases::column_enterprise, &phrases::column_ladder, &phrases::column_level_before,
             &phrases::column_level_after, &phrases::column_direction, &phrases::column_because},
            {&phrases::column_total_before, &phrases::column_total_after, &phrases::column_total_change});
        for (const EnterpriseEffect& effect : effects_)
            for (const LadderChange& change : effect.ladders) {
                std::vector<std::string> cells = passage_cells(change);
                cells.insert(cells.begin(), name_of(effect));
                cells.push_back(reasons(change));
                cells.push_back(total(before_, effect.total_before));
                cells.push_back(total(after_, effect.total_after));
                const std::optional<double> moved = effect.total_change();
                cells.push_back(moved ? after_.signed_points(*moved) : std::string("–"));
                list.rows.push_back({std::move(cells), tone_of(change.direction)});
            }
        return list;
    }

    static std::string total(const Wording& words, const std::optional<double>& value) {
        return value ? words.score(words.system().index.id.text, *value) : std::string("–");
    }

    /// What the level above had lacked by the old version, or lacks by the new one.
    std::string reasons(const LadderChange& change) const {
        const Wording& words = change.direction == Direction::gained ? before_ : after_;
        const Ladder& ladder = words.system().ladders[words.outline().find_ladder(change.id)->value];
        std::string text;
        for (const RequirementRecord& requirement : change.because)
            text += (text.empty() ? std::string() : phrase(phrases::clause_separator)) +
                    reason(words, ladder, requirement);
        return text;
    }

    /// What it asks for stands in a title that somebody wrote; one that is made from its subject says it
    /// behind.
    std::string reason(const Wording& words, const Ladder& ladder,
                       const RequirementRecord& requirement) const {
        const RequirementList::Entry entry = words.requirement(ladder, requirement);
        const auto level =
            std::ranges::find(ladder.levels, requirement.level, [](const Level& one) { return one.id.text; });
        const bool is_titled =
            level != ladder.levels.end() && !level->requirements[requirement.number].title.empty();
        return is_titled || entry.needed.empty()
                   ? entry.title
                   : phrase(phrases::reason_with_need, entry.title, entry.needed);
    }

    Table refused() const {
        Table list =
            table({&phrases::column_enterprise, &phrases::column_refused_by, &phrases::column_problem}, {});
        for (const EnterpriseEffect& effect : effects_) {
            if (effect.is_compared()) continue;
            if (list.rows.size() == most_refused) {
                list.rows.push_back(
                    {{phrase(phrases::more_refused, summary_.refused - most_refused), "", ""}, Tone::muted});
                break;
            }
            list.rows.push_back(
                {{name_of(effect),
                  phrase(effect.is_valid_before ? phrases::new_version : phrases::old_version),
                  after_.in(effect.problem)},
                 Tone::bad});
        }
        return list;
    }

    static constexpr std::size_t most_refused = 20;
    static constexpr int digits = 1;
    const std::vector<EnterpriseEffect>& effects_;
    EffectSummary summary_;
    AssessmentRecord no_record_;  ///< words here are of systems, not of one enterprise
    Wording before_;
    Wording after_;
    std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> build_effect(const std::vector<EnterpriseEffect>& effects, const Program& before,
                                const Program& after, Language language) {
    return EffectBuilder(effects, before, after, language).build();
}

}  // namespace tidu
