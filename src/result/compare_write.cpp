// SPDX-License-Identifier: Apache-2.0
#include "file_names.h"
#include "tidu/codec/json_write.h"
#include "tidu/result/compare.h"

namespace tidu {

std::string_view name_of(LadderChange::Direction direction) {
    switch (direction) {
        case LadderChange::Direction::same:
            return "same";
        case LadderChange::Direction::gained:
            return "gained";
        case LadderChange::Direction::lost:
            return "lost";
        case LadderChange::Direction::incomparable:
            return "incomparable";
    }
    return "same";
}

namespace {

class ComparisonWriter {
  public:
    explicit ComparisonWriter(std::string& out) : json_(out, JsonLayout::pretty) {}

    void write(const std::vector<AssessmentRecord>& records,
               const std::vector<ResultComparison>& comparisons) {
        json_.open_object();
        json_.member("tidu", records.empty() ? std::string() : records.front().tidu_version);
        json_.key("results");
        json_.open_array();
        for (const AssessmentRecord& record : records)
            write_result(record);
        json_.close_array();
        json_.key("changes");
        json_.open_array();
        for (const ResultComparison& comparison : comparisons)
            write_change(comparison);
        json_.close_array();
        json_.close_object();
    }

  private:
    void write_result(const AssessmentRecord& record) {
        json_.open_object();
        json_.member("id", record.attribute("id"));
        json_.member("name", record.attribute("name"));
        json_.member("period", record.period);
        json_.member("system", record.system_id);
        json_.member("version", record.system_version);
        json_.member("total", record.total() ? record.total()->score : std::nullopt);
        json_.close_object();
    }

    void write_change(const ResultComparison& comparison) {
        json_.open_object();
        json_.member("before", comparison.total_before);
        json_.member("after", comparison.total_after);
        json_.member("change", comparison.total_change());
        json_.member("same_system", comparison.same_system);
        json_.member("same_enterprise", comparison.same_enterprise);
        json_.key("nodes");
        json_.open_array();
        for (const NodeChange& node : comparison.nodes)
            write_node(node);
        json_.close_array();
        json_.key("ladders");
        json_.open_array();
        for (const LadderChange& ladder : comparison.ladders)
            write_ladder(ladder);
        json_.close_array();
        json_.key("answers");
        json_.open_array();
        for (const AnswerChange& answer : comparison.answers)
            write_answer(answer);
        json_.close_array();
        json_.close_object();
    }

    void write_node(const NodeChange& node) {
        json_.open_object();
        json_.member("id", node.id);
        json_.member("before", node.before);
        json_.member("after", node.after);
        json_.member("points", node.points);
        json_.member("part", node.is_part);
        json_.close_object();
    }

    void write_ladder(const LadderChange& ladder) {
        json_.open_object();
        json_.member("id", ladder.id);
        json_.member("before", ladder.before);
        json_.member("after", ladder.after);
        json_.member("direction", name_of(ladder.direction));
        json_.key("because");
        json_.open_array();
        for (const RequirementRecord& requirement : ladder.because) {
            json_.open_object();
            json_.member("level", requirement.level);
            json_.member("number", requirement.number + 1);
            json_.member("verdict", name_in(verdict_names, requirement.verdict));
            json_.close_object();
        }
        json_.close_array();
        json_.close_object();
    }

    void write_answer(const AnswerChange& answer) {
        json_.open_object();
        json_.member("id", answer.id);
        write_side("before", *answer.before);
        write_side("after", *answer.after);
        json_.close_object();
    }

    /// Machine values, several of a multi joined by `|`; null where there is no answer.
    void write_side(std::string_view key, const AnswerRecord& answer) {
        json_.key(key);
        if (answer.state != AnswerState::known) {
            json_.null();
            return;
        }
        std::string text;
        for (const std::string& value : answer.value)
            text += (text.empty() ? "" : "|") + value;
        json_.value(text);
    }

    JsonWriter json_;
};

}  // namespace

std::string comparison_json(const std::vector<AssessmentRecord>& records,
                            const std::vector<ResultComparison>& comparisons) {
    std::string out;
    ComparisonWriter(out).write(records, comparisons);
    if (!out.ends_with('\n')) out += '\n';
    return out;
}

}  // namespace tidu
