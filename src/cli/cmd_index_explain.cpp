// SPDX-License-Identifier: Apache-2.0
// `tidu index explain`: where a score comes from, and exact contributions to a change or a difference.
#include <algorithm>
#include <cmath>
#include <memory>

#include "cli/cmd_index.h"
#include "cli/common_options.h"
#include "cli/index_data.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/contribution.h"
#include "tidu/survey/fixed.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{
    "解释得分：各指标的路径，以及对变化或差距的精确贡献",
    "explain a score: the path of every figure, and exact contributions to a change or a difference"};
constexpr Phrase unit_help{"地区", "the region"};
constexpr Phrase period_help{"年度（默认最后一期）", "its year (default: the last)"};
constexpr Phrase against_help{"与该年度比较", "compare with this year"};
constexpr Phrase with_help{"与该地区比较（同一年度）", "compare with this region in the same year"};
constexpr Phrase title{"得分的来历", "Where the score comes from"};
constexpr Phrase path_heading{"路径", "Path"};
constexpr Phrase effects_heading{"从 {0} 到 {1}：{2} 分的来源",
                                 "From {0} to {1}: where {2} points come from"};
constexpr Phrase node_label{"指标", "node"};
constexpr Phrase figure_label{"数值", "figure"};
constexpr Phrase score_label{"得分", "score"};
constexpr Phrase share_label{"权重", "weight"};
constexpr Phrase effective_label{"总权重", "of total"};
constexpr Phrase kind_label{"来源", "effect"};
constexpr Phrase points_label{"分", "points"};
constexpr Phrase value_word{"数值变化", "figure"};
constexpr Phrase weight_word{"权重变化", "weight"};
constexpr Phrase penalty_word{"不均衡扣分", "imbalance"};
constexpr Phrase sum_word{"合计", "sum"};
constexpr Phrase no_unit{"没有 `{0}`（{1}）的数据", "there are no figures of `{0}` ({1})"};
constexpr Phrase no_score{"`{0}`（{1}）缺失太多，没有得分", "`{0}` ({1}) lacks too much and has no score"};

struct ExplainOptions {
    IndexOptions common;
    std::string unit, period, against, with;
};

Phrase word_of(survey::EffectKind kind) {
    if (kind == survey::EffectKind::weight) return weight_word;
    return kind == survey::EffectKind::penalty ? penalty_word : value_word;
}

std::string_view name_of(survey::EffectKind kind) {
    if (kind == survey::EffectKind::weight) return "weight";
    return kind == survey::EffectKind::penalty ? "penalty" : "value";
}

class ExplainRun {
  public:
    ExplainRun(const ExplainOptions& given, Console& console)
        : given_(given), run_("index explain", given.common.drive, console) {}

    ExitCode run() {
        auto data = open_index(given_.common, run_);
        if (!data) return ExitCode::data_errors;
        data_ = std::move(*data);
        const std::string period = given_.period.empty() ? data_.periods().back() : given_.period;
        unit_ = find(given_.unit, period);
        if (!given_.against.empty() || !given_.with.empty())
            other_ = find(given_.with.empty() ? given_.unit : given_.with,
                          given_.against.empty() ? period : given_.against);
        run_.note("unit", given_.unit);
        run_.note("period", period);
        if (other_) effects_ = survey::split_change(data_.tree, scores_of(*other_), scores_of(*unit_));
        std::ranges::stable_sort(effects_, [](const survey::Effect& a, const survey::Effect& b) {
            return std::abs(a.points) > std::abs(b.points);
        });
        run_.write({document(), csv(), json()});
        return run_.has_errors() ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    const survey::IndexUnit* find(const std::string& id, const std::string& period) const {
        const auto* unit = data_.find(id, period);
        if (!unit) throw UsageError(say(no_unit, id, period), near(id, period));
        if (!scores_of(*unit).known[0]) throw UsageError(say(no_score, id, period));
        return unit;
    }
    /// Of the regions that have figures of the period; of the periods where it has none.
    Message near(const std::string& id, const std::string& period) const {
        std::vector<std::string> ids;
        for (const survey::IndexUnit& unit : data_.units)
            if (unit.period == period) ids.push_back(unit.id);
        return ids.empty() ? suggestion(period, data_.periods()) : suggestion(id, ids);
    }
    const survey::IndexScores& scores_of(const survey::IndexUnit& unit) const {
        return data_.scores[static_cast<std::size_t>(&unit - data_.units.data())];
    }
    double change() const { return scores_of(*unit_).scores[0] - scores_of(*other_).scores[0]; }
    /// Product of the normalised weights from the root down.
    double effective_weight(std::uint32_t node) const {
        double weight = 1;
        for (; node != 0; node = data_.tree.nodes[node].parent)
            weight *= scores_of(*unit_).shares[node];
        return weight;
    }
    std::size_t depth_of(std::uint32_t node) const {
        std::size_t depth = 0;
        for (; node != 0; node = data_.tree.nodes[node].parent)
            ++depth;
        return depth;
    }
    std::string describe(const survey::IndexUnit& unit) const {
        return (unit.name.empty() ? unit.id : unit.name) + " " + unit.period;
    }

    Document document() {
        Document made;
        made.title = run_.word(title);
        made.subtitle = describe(*unit_);
        made.blocks.push_back(Heading{2, run_.word(path_heading)});
        Table table{{{run_.word(node_label), false},
                     {run_.word(figure_label), true},
                     {run_.word(score_label), true},
                     {run_.word(share_label), true},
                     {run_.word(effective_label), true}},
                    {}};
        const survey::IndexScores& scores = scores_of(*unit_);
        for (std::uint32_t node = 0; node < data_.tree.nodes.size(); ++node) {
            const std::string indent(2 * depth_of(node), ' ');
            const auto& figure = unit_->figures[node];
            table.rows.push_back(
                {{indent + data_.title(node, run_.console().language()), figure ? format_number(*figure) : "",
                  scores.known[node] ? survey::format_fixed(scores.scores[node], 2) : "–",
                  percent_text(scores.shares[node]), percent_text(effective_weight(node))},
                 scores.known[node] ? Tone::plain : Tone::muted});
        }
        made.blocks.push_back(std::move(table));
        if (other_) add_effects(made);
        return made;
    }

    void add_effects(Document& made) {
        const Message heading =
            say(effects_heading, describe(*other_), describe(*unit_), survey::format_fixed(change(), 2));
        made.blocks.push_back(Heading{2, heading.in(run_.console().language())});
        Table table{
            {{run_.word(node_label), false}, {run_.word(kind_label), false}, {run_.word(points_label), true}},
            {}};
        for (const auto& effect : effects_)
            table.rows.push_back({{data_.title(effect.node, run_.console().language()),
                                   run_.word(word_of(effect.kind)), survey::format_fixed(effect.points, 3)},
                                  effect.points > 0 ? Tone::good : Tone::bad});
        table.rows.push_back({{run_.word(sum_word), "", survey::format_fixed(change(), 3)}, Tone::plain});
        made.blocks.push_back(std::move(table));
    }

    std::string csv() {
        const std::string id = survey::run_id(run_.audit());
        std::string bytes;
        CsvWriter writer(bytes);
        for (const char* heading :
             {"node", "figure", "score", "weight", "effective_weight", "effect", "points", "run"})
            writer.text(heading);
        writer.end_row();
        const survey::IndexScores& scores = scores_of(*unit_);
        for (std::uint32_t node = 0; node < data_.tree.nodes.size(); ++node) {
            writer.text(data_.tree.nodes[node].id);
            writer.number(unit_->figures[node] ? format_number(*unit_->figures[node]) : "");
            writer.number(scores.known[node] ? survey::format_fixed(scores.scores[node], 6) : "");
            writer.number(survey::format_fixed(scores.shares[node], 6));
            writer.number(survey::format_fixed(effective_weight(node), 6));
            writer.empty();
            writer.empty();
            writer.text(id);
            writer.end_row();
        }
        for (const auto& effect : effects_) {
            writer.text(data_.tree.nodes[effect.node].id);
            for (int column = 0; column < 4; ++column)
                writer.empty();
            writer.text(name_of(effect.kind));
            writer.number(survey::format_fixed(effect.points, 9));
            writer.text(id);
            writer.end_row();
        }
        return bytes;
    }

    std::string json() {
        std::string text;
        JsonWriter writer(text, JsonLayout::pretty);
        writer.open_object();
        writer.member("unit", unit_->id);
        writer.member("period", unit_->period);
        const survey::IndexScores& scores = scores_of(*unit_);
        writer.key("path");
        writer.open_array();
        for (std::uint32_t node = 0; node < data_.tree.nodes.size(); ++node) {
            writer.open_object();
            writer.member("node", data_.tree.nodes[node].id);
            if (unit_->figures[node]) writer.member("figure", *unit_->figures[node]);
            if (scores.known[node]) writer.member("score", survey::rounded(scores.scores[node], 8));
            writer.member("weight", survey::rounded(scores.shares[node], 8));
            writer.member("effective_weight", survey::rounded(effective_weight(node), 8));
            writer.member("reweighted", scores.reweighted[node] != 0);
            writer.close_object();
        }
        writer.close_array();
        if (other_) {
            writer.member("compared_with", other_->id + " " + other_->period);
            writer.member("change", survey::rounded(change(), 9));
            writer.key("effects");
            writer.open_array();
            for (const auto& effect : effects_) {
                writer.open_object();
                writer.member("node", data_.tree.nodes[effect.node].id);
                writer.member("effect", name_of(effect.kind));
                writer.member("points", survey::rounded(effect.points, 9));
                writer.close_object();
            }
            writer.close_array();
        }
        survey::write_audit(writer, run_.audit());
        writer.close_object();
        return text + '\n';
    }

    const ExplainOptions& given_;
    DriveRun run_;
    IndexData data_;
    const survey::IndexUnit* unit_ = nullptr;
    const survey::IndexUnit* other_ = nullptr;
    std::vector<survey::Effect> effects_;
};

}  // namespace

CommandSpec index_explain_command() {
    auto options = std::make_shared<ExplainOptions>();
    CommandSpec command{
        .name = "explain",
        .summary = summary,
        .arguments = {{.name = "UNIT", .help = unit_help, .target = &options->unit},
                      index_argument(options->common)},
        .options =
            {
                {.name = "period", .value = "PERIOD", .help = period_help, .target = &options->period},
                {.name = "against", .value = "PERIOD", .help = against_help, .target = &options->against},
                {.name = "with", .value = "UNIT", .help = with_help, .target = &options->with},
            },
        .examples = {{"index explain 320500 cities.csv --against 2025",
                      {"得分变化从何而来", "where the change comes from"}}},
        .work = [options](Console& console) { return ExplainRun(*options, console).run(); },
    };
    for (OptionSpec& option : index_options(options->common, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
