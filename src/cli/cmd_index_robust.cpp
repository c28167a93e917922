// SPDX-License-Identifier: Apache-2.0
// `tidu index robust`: how far ranks depend on weights, methods and sampling error.
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <thread>

#include "cli/cmd_index.h"
#include "cli/common_options.h"
#include "cli/drive_words.h"
#include "cli/index_data.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/robustness.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{
    "稳健性：权重、方法和抽样误差对排名的影响，排名区间与分组",
    "robustness: what weights, methods and sampling error do to ranks; rank intervals and groups"};
constexpr Phrase period_help{"年度（默认最后一期）", "year (default: the last)"};
constexpr Phrase seed_help{"种子文字，写入结果", "seed, recorded in the result"};
constexpr Phrase runs_help{"次数，至少 1（默认 1000）", "runs, at least 1 (default 1000)"};
constexpr Phrase weights_help{"权重扰动幅度，0 到 1（默认 0.25）",
                              "how far weights are moved, 0 to 1 (default 0.25)"};
constexpr Phrase powers_help{
    "各节点汇总方式的备选阶，逗号分隔，own 为体系自身（默认 own,0）",
    "alternative orders of the means, separated by commas; own is the system's (default own,0)"};
constexpr Phrase present_help{
    "缺失规则的备选门槛，0 到 1 或 own，逗号分隔（默认 own）",
    "alternative thresholds of the missing rule, 0 to 1 or own, separated by commas (default own)"};
constexpr Phrase normalise_help{
    "无量纲化的备选方法，逗号分隔：own 为体系自身，minmax、zscore 取基年参数（默认 own）",
    "alternative normalisations, separated by commas: own (the system's), minmax, zscore, with the "
    "parameters of "
    "the base year (default own)"};
constexpr Phrase base_help{
    "minmax、zscore 取参数的基年（默认最早的一期）",
    "base year that minmax and zscore take their parameters from (default: the first)"};
constexpr Phrase errors_help{"抽样误差：id、node、error（得分点），替代由 --estimates 得出的误差",
                             "sampling errors: id, node, error (points), in place of those from --estimates"};
constexpr Phrase top_help{"给出排名不低于 K 的概率（默认 3）",
                          "probability of a rank of K or better (default 3)"};
constexpr Phrase jobs_help{"线程数（默认处理器数）；不影响结果",
                           "threads (default: the processor's); never changes a result"};
constexpr Phrase sensitivity_help{"同时给出各因素的敏感度", "sensitivity to each factor as well"};

constexpr Phrase title{"指数的稳健性", "Robustness of the index"};
constexpr Phrase unit_label{"地区", "region"};
constexpr Phrase group_label{"组", "group"};
constexpr Phrase rank_label{"排名", "rank"};
constexpr Phrase ranks_label{"排名 5–95 %", "rank 5–95 %"};
constexpr Phrase score_label{"得分", "score"};
constexpr Phrase scores_label{"得分 5–95 %", "score 5–95 %"};
constexpr Phrase top_label{"前 {} 名概率", "P(rank ≤ {})"};
constexpr Phrase shift_label{"平均排名变动", "mean shift of ranks"};
constexpr Phrase leave_heading{"去掉一个指标", "Leaving one figure out"};
constexpr Phrase leaf_label{"指标", "figure"};
constexpr Phrase largest_label{"最大变动", "largest shift"};
constexpr Phrase sensitivity_heading{"敏感度", "Sensitivity"};
constexpr Phrase factor_label{"因素", "factor"};
constexpr Phrase first_label{"单独", "alone"};
constexpr Phrase total_label{"含交互", "with interactions"};
constexpr Phrase importance_heading{"名义权重与实际作用", "Nominal weight and what it really decides"};
constexpr Phrase nominal_label{"名义权重", "nominal"};
constexpr Phrase effective_label{"与总分的相关平方", "squared correlation"};
constexpr Phrase group_remark{
    "同组内的先后在 95 % 的情形下并不稳定，应公布组别而不只是名次",
    "within a group the order is not held in 95 % of the runs: publish groups, not only ranks"};
constexpr Phrase seed_missing{"稳健性分析需要种子", "robustness needs a seed"};
constexpr Phrase seed_missing_help{"用 --seed 给出", "give one with --seed"};
constexpr Phrase bad_number{"`{}` 不是数，也不是 own", "`{}` is neither a number nor own"};
constexpr Phrase too_few{"{} 至少为 1", "{} is at least 1"};
constexpr Phrase not_a_share{"{0} 的 `{1}` 不在 0 到 1 之间", "{0} `{1}` is not between 0 and 1"};
constexpr Phrase bad_normalisation{"`{}` 不是无量纲化方法", "`{}` is no normalisation"};
constexpr Phrase bad_normalisation_help{"可用 own、minmax、zscore", "use own, minmax or zscore"};
constexpr Phrase no_period{"没有 `{}` 的数据", "there are no figures of `{}`"};
constexpr Phrase error_row{"`{0}` 的误差指向不存在的地区或指标 `{1}`",
                           "an error of `{0}` names a region or node that is not there: `{1}`"};
constexpr Phrase error_row_help{"核对 id 和 node 列", "check the columns id and node"};

struct RobustCommandOptions {
    IndexOptions common;
    std::string period, base, seed, powers, present, normalise, errors;
    std::optional<std::uint64_t> runs;
    std::optional<double> weights;
    std::optional<std::uint32_t> top, jobs;
    bool sensitivity = false;
};

std::vector<std::optional<double>> choices_of(const std::string& text, const char* otherwise) {
    std::vector<std::optional<double>> choices;
    for (const std::string& word : split_commas(text.empty() ? otherwise : text)) {
        const auto number = parse_number(word);
        if (!number && word != "own") throw UsageError(say(bad_number, word));
        choices.push_back(number);
    }
    return choices;
}

/// Numbers out of their range would not fail: no run at all, or weights below 0.
void check_ranges(const RobustCommandOptions& given) {
    if (given.runs == 0U) throw UsageError(say(too_few, "--runs"));
    if (given.top == 0U) throw UsageError(say(too_few, "--top"));
    const auto need_share = [](std::string_view option, double share) {
        if (share < 0 || share > 1) throw UsageError(say(not_a_share, option, format_number(share)));
    };
    need_share("--weights", given.weights.value_or(0));
    for (const std::optional<double>& share : choices_of(given.present, "own"))
        need_share("--present", share.value_or(0));
}

std::vector<survey::Normalisation> normalisations_of(const std::string& text) {
    using enum survey::Normalisation;
    const std::map<std::string, survey::Normalisation, std::less<>> names = {
        {"own", own}, {"minmax", minmax}, {"zscore", zscore}};
    std::vector<survey::Normalisation> choices;
    for (const std::string& word : split_commas(text.empty() ? "own" : text)) {
        const auto found = names.find(word);
        if (found == names.end()) throw UsageError(say(bad_normalisation, word), say(bad_normalisation_help));
        choices.push_back(found->second);
    }
    return choices;
}

std::string_view factor_name(survey::RobustnessFactor factor) {
    switch (factor) {
        case survey::RobustnessFactor::weights:
            return "weights";
        case survey::RobustnessFactor::power:
            return "power";
        case survey::RobustnessFactor::least_present:
            return "missing";
        case survey::RobustnessFactor::normalisation:
            return "normalisation";
        case survey::RobustnessFactor::figures:
            break;
    }
    return "figures";
}

Phrase factor_words(survey::RobustnessFactor factor) {
    switch (factor) {
        case survey::RobustnessFactor::weights:
            return {"权重", "weights"};
        case survey::RobustnessFactor::power:
            return {"汇总方式", "power"};
        case survey::RobustnessFactor::least_present:
            return {"缺失门槛", "missing"};
        case survey::RobustnessFactor::normalisation:
            return {"无量纲化", "normalisation"};
        case survey::RobustnessFactor::figures:
            break;
    }
    return {"抽样误差", "figures"};
}

class RobustRun {
  public:
    RobustRun(const RobustCommandOptions& given, Console& console)
        : given_(given), run_("index robust", given.common.drive, console) {}

    ExitCode run() {
        if (given_.seed.empty()) throw UsageError(say(seed_missing), say(seed_missing_help));
        check_ranges(given_);
        set_options();
        auto data = open_index(given_.common, run_);
        if (!data) return ExitCode::data_errors;
        data_ = std::move(*data);
        choose_period();
        if (!given_.errors.empty() && !read_errors()) return ExitCode::data_errors;
        result_ = survey::test_robustness(data_.tree, units_, errors_, options_);
        left_out_ = survey::leave_one_out(data_.tree, units_);
        importance_ = survey::measure_importance(data_.tree, scores_);
        if (given_.sensitivity)
            sensitivity_ = survey::analyse_sensitivity(data_.tree, units_, errors_, options_);
        std::ranges::stable_sort(left_out_,
                                 [](const auto& a, const auto& b) { return a.mean_shift > b.mean_shift; });
        run_.write({document(), csv(), json()});
        return run_.has_errors() ? ExitCode::data_errors : ExitCode::done;
    }

  private:
    void set_options() {
        options_.seed = given_.seed;
        options_.runs = given_.runs.value_or(1000);
        options_.weight_range = given_.weights.value_or(0.25);
        options_.powers = choices_of(given_.powers, "own,0");
        options_.least_present = choices_of(given_.present, "own");
        options_.top = given_.top.value_or(3);
        options_.threads = std::max(1U, given_.jobs.value_or(std::thread::hardware_concurrency()));
        run_.audit().seed = given_.seed;
        run_.note("runs", std::to_string(options_.runs));
        run_.note("weights", format_number(options_.weight_range));
        run_.note("powers", given_.powers.empty() ? "own,0" : given_.powers);
        run_.note("normalise", given_.normalise.empty() ? "own" : given_.normalise);
        run_.note("present", given_.present.empty() ? "own" : given_.present);
    }

    void choose_period() {
        const auto periods = data_.periods();
        const std::string period = given_.period.empty() ? periods.back() : given_.period;
        for (std::size_t unit = 0; unit < data_.units.size(); ++unit) {
            if (data_.units[unit].period != period) continue;
            units_.push_back(data_.units[unit]);
            scores_.push_back(data_.scores[unit]);
            if (!data_.errors.empty()) errors_.push_back(data_.errors[unit]);
        }
        if (units_.empty()) throw UsageError(say(no_period, period), suggestion(period, periods));
        run_.note("period", period);
        normalise(given_.base.empty() ? periods.front() : given_.base);
    }

    /// Leaf scores by each normalisation, with the parameters of the base year.
    void normalise(const std::string& base_period) {
        std::vector<survey::IndexUnit> base;
        std::ranges::copy_if(data_.units, std::back_inserter(base),
                             [&](const survey::IndexUnit& unit) { return unit.period == base_period; });
        if (base.empty())
            throw UsageError(say(no_period, base_period), suggestion(base_period, data_.periods()));
        run_.note("base", base_period);
        const std::vector<char> lower = survey::leaves_better_when_lower(*data_.program);
        options_.leaves.clear();
        for (const survey::Normalisation normalisation : normalisations_of(given_.normalise))
            options_.leaves.push_back(
                survey::normalise_leaves(data_.tree, base, units_, lower, normalisation));
    }

    bool read_errors() {
        const auto table = run_.open_table(given_.errors, "errors");
        if (!table) return false;
        errors_.resize(units_.size(), std::vector<double>(data_.tree.nodes.size()));
        const auto id = table->column("id"), node = table->column("node"), error = table->column("error");
        for (std::size_t row = 0; row < table->row_count(); ++row) {
            const auto unit =
                id ? std::ranges::find(units_, table->cell(row, *id), &survey::IndexUnit::id) : units_.end();
            const auto leaf =
                node ? std::ranges::find(data_.tree.nodes, table->cell(row, *node), &survey::IndexNode::id)
                     : data_.tree.nodes.end();
            const auto points = error ? parse_number(table->cell(row, *error)) : std::nullopt;
            if (unit == units_.end() || leaf == data_.tree.nodes.end() || !points) {
                run_.console().error(
                    say(error_row, id ? table->cell(row, *id) : "", node ? table->cell(row, *node) : ""),
                    say(error_row_help));
                return false;
            }
            errors_[static_cast<std::size_t>(unit - units_.begin())]
                   [static_cast<std::size_t>(leaf - data_.tree.nodes.begin())] = *points;
        }
        return true;
    }

    static std::string span_text(double low, double high, int digits) {
        return survey::format_fixed(low, digits) + "–" + survey::format_fixed(high, digits);
    }

    std::vector<std::size_t> ranked() const {
        std::vector<std::size_t> order;
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            if (result_.units[unit].reference_rank > 0) order.push_back(unit);
        std::ranges::stable_sort(order, {},
                                 [&](std::size_t unit) { return result_.units[unit].reference_rank; });
        return order;
    }

    std::string name_of(std::size_t unit) const {
        return units_[unit].name.empty() ? value_words("city", units_[unit].id, run_.console().language())
                                         : units_[unit].name;
    }

    /// Scores with where 90 % of the runs lie.
    BarChart bars() const {
        BarChart chart;
        chart.title = run_.word(score_label);
        chart.item_label = run_.word(unit_label);
        chart.value_label = run_.word(score_label);
        chart.range_label = run_.word(scores_label);
        chart.range_is_interval = true;
        for (std::size_t unit : ranked()) {
            const auto& line = result_.units[unit];
            BarChart::Bar& bar = chart.bars.emplace_back();
            bar.label = name_of(unit);
            bar.value_text = survey::format_fixed(line.reference, 1);
            bar.value = line.reference;
            bar.low = line.score_low;
            bar.high = line.score_high;
            chart.scale = std::max({chart.scale, line.reference, line.score_high});
        }
        return chart;
    }

    Document document() {
        const Language language = run_.console().language();
        Document made;
        made.title = run_.word(title);
        made.subtitle = data_.title(0, language) + " " + units_.front().period;
        made.blocks.push_back(
            Facts{{{run_.word(shift_label), survey::format_fixed(result_.mean_shift, 2) + " (" +
                                                span_text(result_.shift_low, result_.shift_high, 2) + ")"}}});
        Table table{{{run_.word(group_label), true},
                     {run_.word(rank_label), true},
                     {run_.word(unit_label), false},
                     {run_.word(ranks_label), true},
                     {run_.word(score_label), true},
                     {run_.word(scores_label), true},
                     {say(top_label, options_.top).in(language), true}},
                    {}};
        for (std::size_t unit : ranked()) {
            const auto& line = result_.units[unit];
            table.rows.push_back(
                {{std::to_string(line.group), std::to_string(line.reference_rank), name_of(unit),
                  std::to_string(line.rank_low) + "–" + std::to_string(line.rank_high),
                  survey::format_fixed(line.reference, 2), span_text(line.score_low, line.score_high, 2),
                  percent_text(line.top_share, 0)},
                 Tone::plain});
        }
        if (run_.format() == "html") made.blocks.push_back(bars());
        made.blocks.push_back(std::move(table));
        made.blocks.push_back(Paragraph{run_.word(group_remark), Tone::muted});
        add_side_tables(made);
        return made;
    }

    void add_side_tables(Document& made) {
        const Language language = run_.console().language();
        made.blocks.push_back(Heading{2, run_.word(leave_heading)});
        Table leaves{{{run_.word(leaf_label), false},
                      {run_.word(shift_label), true},
                      {run_.word(largest_label), true}},
                     {}};
        for (const auto& left : left_out_) {
            const std::string who = left.largest_shift == 0 ? "" : " (" + name_of(left.largest_unit) + ")";
            leaves.rows.push_back(
                {{data_.title(left.leaf, language), survey::format_fixed(left.mean_shift, 2),
                  std::to_string(left.largest_shift) + who},
                 Tone::plain});
        }
        made.blocks.push_back(std::move(leaves));
        made.blocks.push_back(Heading{2, run_.word(importance_heading)});
        Table importance{{{run_.word(leaf_label), false},
                          {run_.word(nominal_label), true},
                          {run_.word(effective_label), true}},
                         {}};
        for (const auto& part : importance_)
            importance.rows.push_back({{data_.title(part.node, language), percent_text(part.nominal),
                                        survey::format_fixed(part.effective, 2)},
                                       Tone::plain});
        made.blocks.push_back(std::move(importance));
        if (sensitivity_.empty()) return;
        made.blocks.push_back(Heading{2, run_.word(sensitivity_heading)});
        Table factors{{{run_.word(factor_label), false},
                       {run_.word(first_label), true},
                       {run_.word(total_label), true}},
                      {}};
        for (const auto& factor : sensitivity_)
            factors.rows.push_back(
                {{run_.word(factor_words(factor.factor)), survey::format_fixed(factor.first_order, 2),
                  survey::format_fixed(factor.total, 2)},
                 Tone::plain});
        made.blocks.push_back(std::move(factors));
    }

    std::string csv() {
        const std::string id = survey::run_id(run_.audit());
        std::string bytes;
        CsvWriter writer(bytes);
        for (const char* heading :
             {"id", "name", "score", "rank", "group", "runs", "mean", "standard_error", "score_low",
              "score_high", "median_rank", "rank_low", "rank_high", "top_share", "above_next", "run"})
            writer.text(heading);
        writer.end_row();
        for (std::size_t unit : ranked()) {
            const auto& line = result_.units[unit];
            writer.text(units_[unit].id);
            writer.text(units_[unit].name);
            writer.number(survey::format_fixed(line.reference, 6));
            for (std::uint64_t number :
                 {std::uint64_t{line.reference_rank}, std::uint64_t{line.group}, line.known_runs})
                writer.number(std::to_string(number));
            for (double number :
                 {line.mean, line.standard_error, line.score_low, line.score_high, line.median_rank})
                writer.number(survey::format_fixed(number, 6));
            writer.number(std::to_string(line.rank_low));
            writer.number(std::to_string(line.rank_high));
            writer.number(survey::format_fixed(line.top_share, 4));
            writer.number(survey::format_fixed(line.above_next, 4));
            writer.text(id);
            writer.end_row();
        }
        return bytes;
    }

    std::string json() {
        std::string text;
        JsonWriter writer(text, JsonLayout::pretty);
        writer.open_object();
        writer.member("mean_shift", survey::rounded(result_.mean_shift, 6));
        writer.key("units");
        writer.open_array();
        for (std::size_t unit : ranked()) {
            const auto& line = result_.units[unit];
            writer.open_object();
            writer.member("id", units_[unit].id);
            writer.member("rank", line.reference_rank);
            writer.member("group", line.group);
            writer.member("score", survey::rounded(line.reference, 8));
            writer.member("standard_error", survey::rounded(line.standard_error, 8));
            writer.member("rank_low", line.rank_low);
            writer.member("median_rank", line.median_rank);
            writer.member("rank_high", line.rank_high);
            writer.member("top_share", survey::rounded(line.top_share, 6));
            writer.member("above_next", survey::rounded(line.above_next, 6));
            writer.close_object();
        }
        writer.close_array();
        write_side_tables(writer);
        survey::write_audit(writer, run_.audit());
        writer.close_object();
        return text + '\n';
    }

    void write_side_tables(JsonWriter& writer) const {
        writer.key("leave_one_out");
        writer.open_array();
        for (const auto& left : left_out_) {
            writer.open_object();
            writer.member("node", data_.tree.nodes[left.leaf].id);
            writer.member("mean_shift", survey::rounded(left.mean_shift, 6));
            writer.member("largest_shift", left.largest_shift);
            writer.close_object();
        }
        writer.close_array();
        writer.key("importance");
        writer.open_array();
        for (const auto& part : importance_) {
            writer.open_object();
            writer.member("node", data_.tree.nodes[part.node].id);
            writer.member("nominal", survey::rounded(part.nominal, 6));
            writer.member("effective", survey::rounded(part.effective, 6));
            writer.close_object();
        }
        writer.close_array();
        writer.key("sensitivity");
        writer.open_array();
        for (const auto& factor : sensitivity_) {
            writer.open_object();
            writer.member("factor", factor_name(factor.factor));
            writer.member("first_order", survey::rounded(factor.first_order, 6));
            writer.member("total", survey::rounded(factor.total, 6));
            writer.close_object();
        }
        writer.close_array();
    }

    const RobustCommandOptions& given_;
    DriveRun run_;
    survey::RobustnessOptions options_;
    IndexData data_;
    std::vector<survey::IndexUnit> units_;
    std::vector<survey::IndexScores> scores_;
    survey::ScoreErrors errors_;
    survey::Robustness result_;
    std::vector<survey::LeaveOneOut> left_out_;
    std::vector<survey::Importance> importance_;
    std::vector<survey::Sensitivity> sensitivity_;
};

}  // namespace

CommandSpec index_robust_command() {
    auto options = std::make_shared<RobustCommandOptions>();
    CommandSpec command{
        .name = "robust",
        .summary = summary,
        .arguments = {index_argument(options->common)},
        .options =
            {
                {.name = "seed", .value = "TEXT", .help = seed_help, .target = &options->seed},
                {.name = "period", .value = "PERIOD", .help = period_help, .target = &options->period},
                {.name = "runs", .value = "N", .help = runs_help, .target = &options->runs},
                {.name = "weights", .value = "R", .help = weights_help, .target = &options->weights},
                {.name = "powers", .value = "LIST", .help = powers_help, .target = &options->powers},
                {.name = "present", .value = "LIST", .help = present_help, .target = &options->present},
                {.name = "normalise", .value = "LIST", .help = normalise_help, .target = &options->normalise},
                {.name = "base", .value = "PERIOD", .help = base_help, .target = &options->base},
                {.name = "errors",
                 .value = "FILE",
                 .help = errors_help,
                 .target = &options->errors,
                 .completion = Completion::file},
                {.name = "top", .value = "K", .help = top_help, .target = &options->top},
                {.name = "sensitivity", .help = sensitivity_help, .target = &options->sensitivity},
                {.name = "jobs", .value = "N", .help = jobs_help, .target = &options->jobs},
            },
        .examples = {{"index robust cities.csv --seed 2026 --runs 10000",
                      {"排名区间与分组", "rank intervals and groups"}}},
        .work = [options](Console& console) { return RobustRun(*options, console).run(); },
    };
    for (OptionSpec& option : index_options(options->common, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
