// SPDX-License-Identifier: Apache-2.0
// A result file back into records, so that results can be compared and shown again without rescoring.
#include <cmath>

#include "file_names.h"
#include "phrases.h"
#include "rules.h"
#include "tidu/codec/tree.h"
#include "tidu/result/file.h"
#include "tidu/text/number.h"

namespace tidu {
namespace {

// A result file is our own output and may hold many enterprises.
constexpr TreeLimits limits{.bytes = std::size_t{1} << 30, .nodes = 20'000'000, .depth = 64};

std::string text_of(TreeView view, std::string_view key) {
    const TreeView found = view.is_mapping() ? view.find(key) : TreeView();
    return found.exists() && found.is_scalar() ? std::string(found.text()) : std::string();
}

std::optional<double> number_of(TreeView view, std::string_view key) {
    const TreeView found = view.find(key);
    return found.exists() && found.is_scalar() ? parse_number(found.text()) : std::nullopt;
}

std::uint32_t count_of(TreeView view, std::string_view key) {
    const std::optional<double> number = number_of(view, key);
    const bool is_count = number && *number >= 0 && *number <= 4e9 && std::floor(*number) == *number;
    return is_count ? static_cast<std::uint32_t>(*number) : 0;
}

bool flag_of(TreeView view, std::string_view key) {
    return text_of(view, key) == "true";
}

/// Elements of a list; none where the key is absent or no list.
template <typename ReadEntry>
auto list_of(TreeView view, std::string_view key, ReadEntry read_entry) {
    std::vector<decltype(read_entry(TreeView()))> entries;
    const TreeView found = view.find(key);
    if (!found.exists() || !found.is_sequence()) return entries;
    for (std::size_t place = 0; place < found.size(); ++place)
        if (found[place].is_mapping() || found[place].is_scalar())
            entries.push_back(read_entry(found[place]));
    return entries;
}

BilingualText bilingual_of(TreeView view, std::string_view key) {
    const TreeView found = view.find(key);
    if (!found.exists()) return {};
    return {text_of(found, "zh"), text_of(found, "en")};
}

/// Reads one document. What does not fit is reported at its place; reading goes on.
class RecordReader {
  public:
    RecordReader(const SourcePtr& source, Diagnostics& diagnostics)
        : source_(source), diagnostics_(diagnostics) {}

    std::optional<AssessmentRecord> read(TreeView view) {
        if (!view.is_mapping() || text_of(view, "tidu").empty() || !view.find("system").exists()) {
            report(view, say(phrases::not_a_result), say(phrases::not_a_result_help));
            return std::nullopt;
        }
        AssessmentRecord record;
        read_identity(view, record);
        if (record.status == RecordStatus::ok) read_scores(view, record);
        record.problems = list_of(view, "problems", [this](TreeView entry) { return problem(entry); });
        if (record.status == RecordStatus::ok && record.nodes.empty())
            report(view, say(phrases::result_without_nodes), say(phrases::not_a_result_help));
        return record;
    }

  private:
    void report(TreeView view, Message message, Message help = {}) {
        Diagnostic diagnostic;
        diagnostic.rule = rules::result_format;
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        diagnostic.place = Place::of_text(source_, view.span());
        diagnostics_.add(std::move(diagnostic));
    }

    template <typename Value, std::size_t size>
    Value named(TreeView view, std::string_view key, const NameTable<Value, size>& table) {
        const std::string name = text_of(view, key);
        if (const std::optional<Value> value = value_in(table, name)) return *value;
        report(view, say(phrases::unknown_state, name, std::string(key)));
        return table.front().first;
    }

    static std::vector<std::pair<std::string, std::string>> texts(TreeView view) {
        std::vector<std::pair<std::string, std::string>> pairs;
        if (!view.exists() || !view.is_mapping()) return pairs;
        for (std::size_t place = 0; place < view.size(); ++place)
            if (view[place].is_scalar())
                pairs.emplace_back(std::string(view.key(place).text()), std::string(view[place].text()));
        return pairs;
    }

    void read_identity(TreeView view, AssessmentRecord& record) {
        record.tidu_version = text_of(view, "tidu");
        const TreeView system = view.find("system");
        record.system_id = text_of(system, "id");
        record.system_version = text_of(system, "version");
        record.system_sha256 = text_of(system, "sha256");
        record.period = text_of(view, "period");
        record.enterprise = texts(view.find("enterprise"));
        record.options = list_of(view, "options", [](TreeView option) {
            return std::pair(text_of(option, "name"), text_of(option, "value"));
        });
        record.status = named(view, "status", status_names);
    }

    void read_scores(TreeView view, AssessmentRecord& record) {
        if (const TreeView score = view.find("score"); score.exists())
            record.total_evidenced = number_of(score, "evidenced");
        if (const TreeView completeness = view.find("completeness"); completeness.exists()) {
            record.known_leaves = count_of(completeness, "known");
            record.applicable_leaves = count_of(completeness, "applicable");
        }
        record.nodes = list_of(view, "nodes", [this](TreeView entry) { return node(entry); });
        record.ladders = list_of(view, "ladders", [this](TreeView entry) { return ladder(entry); });
        record.gaps = list_of(view, "gaps", [](TreeView gap) {
            return GapRecord{text_of(gap, "id"), number_of(gap, "points").value_or(0)};
        });
        record.checks = list_of(view, "checks", [this](TreeView check) {
            return CheckRecord{text_of(check, "id"), named(check, "holds", truth_names)};
        });
        record.answers = list_of(view, "answers", [this](TreeView entry) { return answer(entry); });
        if (const TreeView found = view.find("peers"); found.exists() && found.is_mapping())
            record.peers = peers(found);
    }

    static PeerRecord peers(TreeView view) {
        PeerRecord record;
        record.source = text_of(view, "source");
        record.industry = text_of(view, "industry");
        record.size = text_of(view, "size");
        record.count = count_of(view, "count");
        record.too_few = list_of(view, "too_few", [](TreeView group) {
            return PeerRecord::TooFew{text_of(group, "industry"), text_of(group, "size"),
                                      count_of(group, "count")};
        });
        record.scores = list_of(view, "scores", [](TreeView score) {
            return PeerScore{text_of(score, "id"),
                             count_of(score, "count"),
                             number_of(score, "percentile").value_or(0),
                             number_of(score, "lower_quartile").value_or(0),
                             number_of(score, "median").value_or(0),
                             number_of(score, "upper_quartile").value_or(0)};
        });
        return record;
    }

    NodeRecord node(TreeView view) {
        NodeRecord record;
        record.id = text_of(view, "id");
        record.state = named(view, "state", node_state_names);
        record.score = number_of(view, "score");
        record.maximum = number_of(view, "maximum");
        record.percent = number_of(view, "percent");
        record.low = number_of(view, "low");
        record.high = number_of(view, "high");
        record.weight = number_of(view, "weight").value_or(1);
        record.contribution = number_of(view, "contribution");
        record.gap = number_of(view, "gap");
        return record;
    }

    LadderRecord ladder(TreeView view) {
        LadderRecord record;
        record.id = text_of(view, "id");
        record.state = named(view, "state", ladder_state_names);
        record.level = text_of(view, "level");
        record.possible = text_of(view, "possible");
        record.next = text_of(view, "next");
        record.reason = text_of(view, "reason");
        const auto read = [this](TreeView entry) { return requirement(entry); };
        record.failed_vetoes = list_of(view, "failed_vetoes", read);
        record.requirements = list_of(view, "requirements", read);
        if (const TreeView expected = view.find("expected"); expected.exists() && expected.is_mapping()) {
            record.expected =
                ExpectationRecord{text_of(expected, "level"), text_of(expected, "due"), std::nullopt};
            if (!expected.find("reached").is_null()) record.expected->reached = flag_of(expected, "reached");
        }
        return record;
    }

    RequirementRecord requirement(TreeView view) {
        RequirementRecord record;
        record.level = text_of(view, "level");
        const std::uint32_t number = count_of(view, "number");
        record.number = number > 0 ? number - 1 : 0;
        record.verdict = named(view, "verdict", verdict_names);
        record.veto = flag_of(view, "veto");
        if (const TreeView found = view.find("condition"); found.exists())
            record.condition = condition(found);
        return record;
    }

    ConditionReading condition(TreeView view) {
        ConditionReading reading;
        reading.kind = text_of(view, "kind");
        reading.subject = text_of(view, "subject");
        reading.comparator = text_of(view, "comparator");
        reading.needed = number_of(view, "needed");
        reading.needed_text = text_of(view, "needed_text");
        reading.present = number_of(view, "present");
        reading.present_text = text_of(view, "present_text");
        reading.present_low = number_of(view, "present_low");
        reading.present_high = number_of(view, "present_high");
        reading.truth = named(view, "holds", truth_names);
        reading.parts = list_of(view, "parts", [this](TreeView part) { return condition(part); });
        return reading;
    }

    AnswerRecord answer(TreeView view) {
        AnswerRecord record;
        record.id = text_of(view, "id");
        record.type = named(view, "type", type_names);
        record.state = named(view, "state", answer_state_names);
        const auto as_text = [](TreeView entry) { return std::string(entry.text()); };
        record.value = list_of(view, "value", as_text);
        if (record.type != AnswerType::multi && record.state == AnswerState::known)
            record.value = {text_of(view, "value")};
        record.derived = flag_of(view, "derived");
        record.assumed = flag_of(view, "assumed");
        record.off = flag_of(view, "off");
        record.unused = flag_of(view, "unused");
        record.reason = text_of(view, "reason");
        record.evidence = list_of(view, "evidence", as_text);
        record.note = text_of(view, "note");
        return record;
    }

    ProblemRecord problem(TreeView view) {
        ProblemRecord record;
        record.severity = named(view, "severity", severity_names);
        record.rule = text_of(view, "rule");
        record.subject = text_of(view, "subject");
        record.message = bilingual_of(view, "message");
        record.help = bilingual_of(view, "help");
        record.file = text_of(view, "file");
        record.sheet = text_of(view, "sheet");
        record.row = count_of(view, "row");
        record.column = count_of(view, "column");
        return record;
    }

    const SourcePtr& source_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::optional<std::vector<AssessmentRecord>> read_results(const SourcePtr& source, Diagnostics& diagnostics) {
    const std::optional<std::vector<Tree>> documents = parse_json(source, limits, diagnostics);
    if (!documents) return std::nullopt;
    std::vector<AssessmentRecord> records;
    Diagnostics found;
    for (const Tree& document : *documents)
        if (std::optional<AssessmentRecord> record = RecordReader(source, found).read(document.view()))
            records.push_back(std::move(*record));
    const bool failed = found.has_errors();
    diagnostics.append(std::move(found));
    if (failed) return std::nullopt;
    return records;
}

}  // namespace tidu
