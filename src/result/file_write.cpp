// SPDX-License-Identifier: Apache-2.0
// A record as JSON. The order of keys is the order of docs/results.md.
#include "file_names.h"
#include "tidu/codec/json_write.h"
#include "tidu/result/file.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

class RecordWriter {
  public:
    RecordWriter(std::string& out, ResultLayout layout)
        : json_(out, layout == ResultLayout::line ? JsonLayout::compact : JsonLayout::pretty) {}

    void write(const AssessmentRecord& record) {
        json_.open_object();
        write_identity(record);
        if (record.status == RecordStatus::ok) write_scores(record);
        list("problems", record.problems, [this](const ProblemRecord& problem) { write_problem(problem); });
        json_.close_object();
    }

  private:
    /// Left out where it does not exist: for values that most entries of a list do not have.
    void optional_number(std::string_view key, const std::optional<double>& value) {
        if (value) json_.member(key, *value);
    }

    void optional_text(std::string_view key, std::string_view text) {
        if (!text.empty()) json_.member(key, text);
    }

    void flag(std::string_view key, bool is_set) {
        if (is_set) json_.member(key, true);
    }

    template <typename Entry, typename WriteEntry>
    void list(std::string_view key, const std::vector<Entry>& entries, WriteEntry write_entry) {
        json_.key(key);
        json_.open_array();
        for (const Entry& entry : entries)
            write_entry(entry);
        json_.close_array();
    }

    template <typename Entry, typename WriteEntry>
    void optional_list(std::string_view key, const std::vector<Entry>& entries, WriteEntry write_entry) {
        if (!entries.empty()) list(key, entries, write_entry);
    }

    void texts(std::string_view key, const std::vector<std::pair<std::string, std::string>>& pairs) {
        json_.key(key);
        json_.open_object();
        for (const auto& [name, value] : pairs)
            json_.member(name, value);
        json_.close_object();
    }

    void write_identity(const AssessmentRecord& record) {
        json_.member("tidu", record.tidu_version);
        json_.key("system");
        json_.open_object();
        json_.member("id", record.system_id);
        json_.member("version", record.system_version);
        json_.member("sha256", record.system_sha256);
        json_.close_object();
        optional_text("period", record.period);
        texts("enterprise", record.enterprise);
        optional_list("options", record.options, [this](const auto& option) {
            json_.open_object();
            json_.member("name", option.first);
            json_.member("value", option.second);
            json_.close_object();
        });
        json_.member("status", name_in(status_names, record.status));
    }

    void write_scores(const AssessmentRecord& record) {
        write_total(record);
        list("nodes", record.nodes, [this](const NodeRecord& node) { write_node(node); });
        list("ladders", record.ladders, [this](const LadderRecord& ladder) { write_ladder(ladder); });
        list("gaps", record.gaps, [this](const GapRecord& gap) {
            json_.open_object();
            json_.member("id", gap.id);
            json_.member("points", gap.points);
            json_.close_object();
        });
        list("checks", record.checks, [this](const CheckRecord& check) {
            json_.open_object();
            json_.member("id", check.id);
            json_.member("holds", name_in(truth_names, check.truth));
            json_.close_object();
        });
        list("answers", record.answers, [this](const AnswerRecord& answer) { write_answer(answer); });
        if (record.peers) write_peers(*record.peers);
    }

    void write_peers(const PeerRecord& peers) {
        json_.key("peers");
        json_.open_object();
        json_.member("source", peers.source);
        write_peer_group(peers.industry, peers.size, peers.count);
        optional_list("too_few", peers.too_few, [this](const PeerRecord::TooFew& group) {
            json_.open_object();
            write_peer_group(group.industry, group.size, group.count);
            json_.close_object();
        });
        list("scores", peers.scores, [this](const PeerScore& score) {
            json_.open_object();
            json_.member("id", score.id);
            json_.member("count", score.count);
            json_.member("percentile", score.percentile);
            json_.member("lower_quartile", score.lower_quartile);
            json_.member("median", score.median);
            json_.member("upper_quartile", score.upper_quartile);
            json_.close_object();
        });
        json_.close_object();
    }

    void write_peer_group(const std::string& industry, const std::string& size, std::uint64_t count) {
        optional_text("industry", industry);
        optional_text("size", size);
        json_.member("count", count);
    }

    void write_total(const AssessmentRecord& record) {
        const NodeRecord& total = *record.total();
        json_.key("score");
        json_.open_object();
        json_.member("total", total.score);
        json_.member("maximum", total.maximum);
        json_.member("percent", total.percent);
        json_.member("low", total.low);
        json_.member("high", total.high);
        optional_number("evidenced", record.total_evidenced);
        json_.close_object();
        json_.key("completeness");
        json_.open_object();
        json_.member("known", record.known_leaves);
        json_.member("applicable", record.applicable_leaves);
        json_.member("share", record.completeness());
        json_.close_object();
    }

    void write_node(const NodeRecord& node) {
        json_.open_object();
        json_.member("id", node.id);
        json_.member("score", node.score);
        json_.member("maximum", node.maximum);
        json_.member("percent", node.percent);
        json_.member("low", node.low);
        json_.member("high", node.high);
        json_.member("state", name_in(node_state_names, node.state));
        json_.member("weight", node.weight);
        json_.member("contribution", node.contribution);
        json_.member("gap", node.gap);
        json_.close_object();
    }

    void write_ladder(const LadderRecord& ladder) {
        json_.open_object();
        json_.member("id", ladder.id);
        json_.member("state", name_in(ladder_state_names, ladder.state));
        json_.member("level", ladder.level);
        json_.member("possible", ladder.possible);
        optional_text("next", ladder.next);
        optional_text("reason", ladder.reason);
        const auto write = [this](const RequirementRecord& requirement) { write_requirement(requirement); };
        list("failed_vetoes", ladder.failed_vetoes, write);
        list("requirements", ladder.requirements, write);
        if (ladder.expected) write_expectation(*ladder.expected);
        json_.close_object();
    }

    void write_expectation(const ExpectationRecord& expected) {
        json_.key("expected");
        json_.open_object();
        json_.member("level", expected.level);
        optional_text("due", expected.due);
        json_.member("reached", expected.reached);
        json_.close_object();
    }

    void write_requirement(const RequirementRecord& requirement) {
        json_.open_object();
        json_.member("level", requirement.level);
        json_.member("number", requirement.number + 1);
        json_.member("verdict", name_in(verdict_names, requirement.verdict));
        flag("veto", requirement.veto);
        json_.key("condition");
        write_condition(requirement.condition);
        json_.close_object();
    }

    void write_condition(const ConditionReading& condition) {
        json_.open_object();
        json_.member("kind", condition.kind);
        optional_text("subject", condition.subject);
        optional_text("comparator", condition.comparator);
        optional_number("needed", condition.needed);
        optional_text("needed_text", condition.needed_text);
        optional_number("present", condition.present);
        optional_text("present_text", condition.present_text);
        optional_number("present_low", condition.present_low);
        optional_number("present_high", condition.present_high);
        json_.member("holds", name_in(truth_names, condition.truth));
        optional_list("parts", condition.parts,
                      [this](const ConditionReading& part) { write_condition(part); });
        json_.close_object();
    }

    void write_answer(const AnswerRecord& answer) {
        json_.open_object();
        json_.member("id", answer.id);
        json_.member("type", name_in(type_names, answer.type));
        json_.member("state", name_in(answer_state_names, answer.state));
        if (answer.state == AnswerState::known) write_value(answer);
        flag("derived", answer.derived);
        flag("assumed", answer.assumed);
        flag("off", answer.off);
        flag("unused", answer.unused);
        optional_text("reason", answer.reason);
        optional_list("evidence", answer.evidence, [this](const std::string& piece) { json_.value(piece); });
        optional_text("note", answer.note);
        json_.close_object();
    }

    void write_value(const AnswerRecord& answer) {
        if (answer.type == AnswerType::multi)
            list("value", answer.value, [this](const std::string& option) { json_.value(option); });
        else if (answer.type == AnswerType::number)
            json_.member("value", *parse_number(answer.value.front()));
        else
            json_.member("value", answer.value.front());
    }

    void write_problem(const ProblemRecord& problem) {
        json_.open_object();
        json_.member("severity", name_in(severity_names, problem.severity));
        json_.member("rule", problem.rule);
        optional_text("subject", problem.subject);
        write_text("message", problem.message);
        if (!problem.help.empty()) write_text("help", problem.help);
        optional_text("file", problem.file);
        optional_text("sheet", problem.sheet);
        if (problem.row > 0) json_.member("row", problem.row);
        if (problem.column > 0) json_.member("column", problem.column);
        json_.close_object();
    }

    void write_text(std::string_view key, const BilingualText& text) {
        json_.key(key);
        json_.open_object();
        json_.member("zh", text.zh);
        json_.member("en", text.en);
        json_.close_object();
    }

    JsonWriter json_;
};

}  // namespace

void append_result_json(std::string& out, const AssessmentRecord& record, ResultLayout layout) {
    RecordWriter(out, layout).write(record);
    if (layout == ResultLayout::pages && !out.ends_with('\n')) out += '\n';
}

}  // namespace tidu
