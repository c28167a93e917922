// SPDX-License-Identifier: Apache-2.0
// The statistics of a batch as JSON: ids and numbers, described in docs/results.md.
#include "tidu/codec/json_write.h"
#include "tidu/result/statistics.h"
#include "tidu/text/version.h"

namespace tidu {
namespace {

class StatisticsWriter {
  public:
    StatisticsWriter(const ResultStatistics& statistics, const Outline& outline, std::string& out)
        : statistics_(statistics), outline_(outline), json_(out, JsonLayout::pretty) {}

    void write() {
        json_.open_object();
        write_identity();
        write_group(statistics_.all);
        json_.member("other_systems", statistics_.other_systems);
        json_.member("known", statistics_.known_leaves);
        json_.member("applicable", statistics_.applicable_leaves);
        write_groups();
        write_scores();
        write_indicators();
        write_requirements();
        write_problems();
        json_.close_object();
    }

  private:
    void write_identity() {
        const System& system = outline_.system();
        json_.member("tidu", version());
        json_.key("system");
        json_.open_object();
        json_.member("id", system.id);
        json_.member("version", system.version);
        json_.member("sha256", system.sha256);
        json_.close_object();
    }

    /// Members of the object that is open.
    void write_group(const GroupStatistics& group) {
        json_.member("rows", group.rows);
        json_.member("valid", group.valid);
        json_.member("invalid", group.invalid());
        json_.member("scored", group.scored);
        json_.member("mean_total", group.mean_total());
        json_.key("ladders");
        json_.open_array();
        for (std::size_t ladder = 0; ladder < group.ladders.size(); ++ladder)
            write_ladder(outline_.system().ladders[ladder], group.ladders[ladder]);
        json_.close_array();
    }

    void write_ladder(const Ladder& ladder, const LevelCounts& counts) {
        json_.open_object();
        json_.member("id", ladder.id.text);
        json_.key("levels");
        json_.open_object();
        json_.member("none", counts.rungs.front());
        for (std::size_t rung = 1; rung < counts.rungs.size(); ++rung)
            json_.member(ladder.levels[rung - 1].id.text, counts.rungs[rung]);
        json_.close_object();
        json_.member("open", counts.open);
        json_.member("unknown", counts.unknown);
        json_.member("not_applicable", counts.not_applicable);
        json_.close_object();
    }

    void write_groups() {
        json_.key("groups");
        json_.open_array();
        for (std::size_t place = 0; place < statistics_.groupings.size(); ++place) {
            const auto& groups = statistics_.groups[place];
            const bool is_stated = groups.size() > 1 || (!groups.empty() && !groups.begin()->first.empty());
            if (!is_stated) continue;
            for (const auto& [value, group] : groups)
                write_one_group(place, &value, group);
            if (statistics_.further_groups[place].rows > 0)
                write_one_group(place, nullptr, statistics_.further_groups[place]);
        }
        json_.close_array();
    }

    /// `value` is null for the values that are not told apart.
    void write_one_group(std::size_t place, const std::string* value, const GroupStatistics& group) {
        json_.open_object();
        json_.member("by", statistics_.groupings[place].attribute);
        json_.key("value");
        if (value)
            json_.value(*value);
        else
            json_.null();
        write_group(group);
        json_.close_object();
    }

    void write_scores() {
        json_.key("scores");
        json_.open_array();
        write_spread(NodeIndex{0}, statistics_.total);
        for (std::size_t place = 0; place < statistics_.dimensions.size(); ++place)
            write_spread(outline_.dimensions()[place], statistics_.dimensions[place]);
        json_.close_array();
    }

    void write_spread(NodeIndex node, const ScoreSpread& spread) {
        constexpr std::size_t bins = 10;
        json_.open_object();
        json_.member("id", outline_[node].node->id.text);
        json_.member("count", spread.count());
        json_.member("mean_percent", statistics_.nodes[node.value].percent());
        json_.member("lower_quartile", spread.quantile(0.25));
        json_.member("median", spread.quantile(0.5));
        json_.member("upper_quartile", spread.quantile(0.75));
        json_.key("tenths");
        json_.open_array();
        for (const std::uint64_t count : spread.histogram(bins))
            json_.value(count);
        json_.close_array();
        json_.close_object();
    }

    void write_indicators() {
        json_.key("indicators");
        json_.open_array();
        for (const NodeIndex leaf : outline_.leaves_under(NodeIndex{0})) {
            json_.open_object();
            json_.member("id", outline_[leaf].node->id.text);
            json_.member("count", statistics_.nodes[leaf.value].count);
            json_.member("mean_percent", statistics_.nodes[leaf.value].percent());
            json_.close_object();
        }
        json_.close_array();
    }

    void write_requirements() {
        json_.key("requirements");
        json_.open_array();
        for (std::size_t place = 0; place < outline_.system().ladders.size(); ++place) {
            const Ladder& ladder = outline_.system().ladders[place];
            std::size_t requirement = 0;
            for (const Level& level : ladder.levels)
                for (std::size_t number = 1; number <= level.requirements.size(); ++number, ++requirement)
                    write_requirement(ladder, level, number, statistics_.requirements[place][requirement]);
        }
        json_.close_array();
    }

    void write_requirement(const Ladder& ladder, const Level& level, std::size_t number,
                           const RequirementCounts& counts) {
        json_.open_object();
        json_.member("ladder", ladder.id.text);
        json_.member("level", level.id.text);
        json_.member("number", number);
        json_.member("asked", counts.asked);
        json_.member("unmet", counts.unmet);
        json_.member("unknown", counts.unknown);
        json_.close_object();
    }

    void write_problems() {
        json_.key("problems");
        json_.open_array();
        for (const auto& [rule, counts] : statistics_.problems) {
            json_.open_object();
            json_.member("rule", rule);
            json_.member("errors", counts.errors);
            json_.member("warnings", counts.warnings);
            json_.close_object();
        }
        json_.close_array();
    }

    const ResultStatistics& statistics_;
    const Outline& outline_;
    JsonWriter json_;
};

}  // namespace

std::string statistics_json(const ResultStatistics& statistics, const Outline& outline) {
    std::string out;
    StatisticsWriter(statistics, outline, out).write();
    return out + "\n";
}

}  // namespace tidu
