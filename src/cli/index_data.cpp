// SPDX-License-Identifier: Apache-2.0
#include "cli/index_data.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cli/common_options.h"
#include "cli/index_estimates.h"
#include "cli/read_sheets.h"
#include "tidu/answers/bind.h"
#include "tidu/codec/file.h"
#include "tidu/text/digest.h"
#include "tidu/text/number.h"

namespace tidu::cli {
namespace {

constexpr Phrase data_help{"地区各年数据：答卷文件（YAML、JSON、CSV、XLSX），可多个",
                           "figures of regions and years: answer files (YAML, JSON, CSV, XLSX)"};
constexpr Phrase power_help{
    "以幂平均的阶代替节点的汇总方式，节点=阶（1 算术、0 几何、-1 调和），可多次使用",
    "order of a node's power mean instead of its own, NODE=P (1 arithmetic, 0 geometric, -1 harmonic), may "
    "be repeated"};
constexpr Phrase estimates_help{
    "tidu estimate 写出的某年估计（CSV、JSON），可多次使用；与 --figure 一起使用",
    "estimates of a year (CSV, JSON) as written by tidu estimate, may be repeated; with "
    "--figure"};
constexpr Phrase figure_help{
    "由估计取数的题目，如 basic_share=factory:basic，可多次使用；占比换为百分数",
    "a question answered from the estimates, such as basic_share=factory:basic, may be "
    "repeated; shares become per cent"};
constexpr Phrase estimates_by_help{"估计中作为地区的列（默认 city）",
                                   "column of the estimates that holds the regions (default city)"};
constexpr Phrase nothing_given{"指数需要数据文件或 --estimates",
                               "an index needs files of figures or --estimates"};
constexpr Phrase nothing_given_help{"给出各地区各年的答卷文件", "give answer files of regions and years"};
constexpr Phrase about_enterprises{"体系 `{}` 以企业为对象，指数以地区为对象",
                                   "the system `{}` is about enterprises, an index is about regions"};
constexpr Phrase about_enterprises_help{
    "用 tidu estimate --mean total --by city 由企业得分得到地区均值",
    "tidu estimate --mean total --by city gives means of regions from enterprises"};
constexpr Phrase bad_power{"`{}` 不是数", "`{}` is not a number"};
constexpr Phrase no_group{"体系 `{0}` 没有可换汇总方式的节点 `{1}`（--power）",
                          "the system `{0}` has no group `{1}` whose mean --power could replace"};
constexpr Phrase sheet_twice{"`{0}`（{1}）有两份数据", "there are two sheets of `{0}` ({1})"};
constexpr Phrase sheet_twice_help{"每个地区每年只保留一份", "keep one for each region and year"};
constexpr Phrase left_out{"`{0}`（{1}）的数据有错误，未计入", "`{0}` ({1}) has errors and is left out"};
constexpr Phrase no_units{"没有体系 `{}` 的可用数据", "there are no figures by the system `{}`"};
constexpr Phrase no_units_help{
    "给出该体系的答卷文件；答卷写的是别的体系时用 -s 或 --old-system 指明",
    "give answer files of that system; where they name another, use -s or --old-system"};
constexpr Phrase reweighted{"`{0}`（{1}）：{2} 缺部分下级，由其余按比例加权",
                            "`{0}` ({1}): {2} lacks some of its children, the others are reweighted"};
constexpr Phrase lifted{"`{0}`（{1}）：{2} 低于下限，按下限计",
                        "`{0}` ({1}): {2} is below the floor and is lifted to it"};

survey::NodePowers powers_of(const std::vector<std::string>& assignments) {
    survey::NodePowers powers;
    for (const auto& [node, power] : split_assignments(assignments, "--power")) {
        const auto number = parse_number(power);
        if (!number) throw UsageError(say(bad_power, power));
        powers[node] = *number;
    }
    return powers;
}

/// Only groups have a mean.
void check_powers(const survey::NodePowers& powers, const Outline& outline) {
    std::vector<std::string> groups;
    for (const Outline::NodeEntry& entry : outline.nodes())
        if (!entry.node->children.empty()) groups.push_back(entry.node->id.text);
    for (const auto& [node, power] : powers)
        if (std::ranges::count(groups, node) == 0)
            throw UsageError(say(no_group, outline.system().id, node), suggestion(node, groups));
}

void tell_decisions(const IndexData& data, DriveRun& run) {
    for (std::size_t unit = 0; unit < data.units.size(); ++unit) {
        const auto names = [&](const std::vector<char>& marks) {
            std::string text;
            for (std::size_t node = 0; node < marks.size(); ++node)
                if (marks[node]) text += (text.empty() ? "" : ", ") + data.tree.nodes[node].id;
            return text;
        };
        const std::string lacking = names(data.scores[unit].reweighted),
                          low = names(data.scores[unit].lifted);
        if (!lacking.empty())
            run.decide(say(reweighted, data.units[unit].id, data.units[unit].period, lacking));
        if (!low.empty()) run.decide(say(lifted, data.units[unit].id, data.units[unit].period, low));
    }
}

/// Reads one indicator set's sheets and figures into units with scores.
class IndexReader {
  public:
    IndexReader(const IndexOptions& options, DriveRun& run)
        : options_(options), run_(run), programs_(run.console()) {}

    std::optional<IndexData> read() {
        if (!open_system()) return std::nullopt;
        const survey::NodePowers powers = powers_of(options_.powers);
        check_powers(powers, outline());
        auto tree = survey::index_tree_of(*data_.program, powers, findings_);
        for (const std::string& power : options_.powers)
            run_.note("power", power);
        auto figures = open_estimated_figures(options_, outline(), run_);
        if (!figures) return std::nullopt;
        figures_ = std::move(*figures);
        for (const std::string& path : options_.paths)
            read_file_of(path);
        for (const auto& [key, figures_of_region] : figures_)
            add_unit(sheet_of_region(key.first, key.second, figures_of_region), figures_of_region);
        run_.report(findings_);
        if (!tree) return std::nullopt;
        data_.tree = std::move(*tree);
        if (!order_units()) return std::nullopt;
        for (const survey::IndexUnit& unit : data_.units)
            data_.scores.push_back(survey::score_index(data_.tree, unit));
        run_.audit().rows_in = run_.audit().rows_in.value_or(0) + data_.units.size();
        tell_decisions(data_, run_);
        return std::move(data_);
    }

  private:
    using Figures = std::vector<EstimatedFigure>;
    const Outline& outline() const { return *data_.program->outline; }

    bool open_system() {
        system_name_ = options_.system.empty() ? "regional-progress" : options_.system;
        data_.program = programs_.open(system_name_);
        if (!data_.program) return false;
        const System& system = outline().system();
        if (system.is_about_enterprises())
            throw UsageError(say(about_enterprises, system.id), say(about_enterprises_help));
        run_.audit().inputs.push_back(
            {"system", system.id + " " + system.version, system.sha256, std::nullopt});
        return true;
    }

    bool is_of_other_set(const RawSheet& sheet) const {
        return !sheet.system.empty() && sheet.system != outline().system().id;
    }

    void read_file_of(const std::string& path) {
        const std::string bytes = read_file(path);
        Diagnostics found;
        const std::vector<OpenedSheet> sheets =
            read_sheets({path, system_name_, {}, {}}, programs_, run_.console(), found);
        std::size_t own = 0;
        for (const OpenedSheet& opened : sheets) {
            if (is_of_other_set(opened.raw)) continue;
            ++own;
            const RawValue* id = opened.raw.attribute("id");
            const auto figures = figures_.find({opened.raw.period, id ? id->text : std::string{}});
            add_unit(opened.raw, figures == figures_.end() ? Figures{} : figures->second);
            if (figures != figures_.end()) figures_.erase(figures);
        }
        if (own == 0 && !sheets.empty()) return;  // a file of another set, whose columns are no fault
        findings_.append(std::move(found));
        run_.audit().inputs.push_back({"data", path, to_hex(sha256(bytes)), own});
    }

    void add_unit(const RawSheet& raw, const Figures& figures) {
        const RawSheet filled = with_figures(raw, figures, outline());
        AnswerSheet sheet = bind_answers(outline(), filled);
        findings_.append(sheet.problems);
        auto unit = survey::index_unit_of(*data_.program, sheet, findings_);
        if (!unit) return run_.decide(say(left_out, sheet.id, sheet.period));
        errors_.push_back(errors_of(raw, figures, unit->leaf_scores.size()));
        data_.units.push_back(std::move(*unit));
    }

    /// Standard errors of leaf scores: half the way between the scores at one standard error below and above,
    /// figures taken as independent.
    std::vector<double> errors_of(const RawSheet& raw, const Figures& figures, std::size_t nodes) {
        std::vector<double> squares(nodes);
        for (const EstimatedFigure& figure : figures) {
            if (figure.standard_error <= 0) continue;
            const auto low = score_moved(raw, figures, -1, figure),
                       high = score_moved(raw, figures, 1, figure);
            for (std::size_t node = 0; node < nodes && low && high; ++node)
                if (low->known[node] && high->known[node])
                    squares[node] += std::pow((high->leaf_scores[node] - low->leaf_scores[node]) / 2, 2);
        }
        for (double& square : squares)
            square = std::sqrt(square);
        return squares;
    }

    std::optional<survey::IndexUnit> score_moved(const RawSheet& raw, const Figures& figures, double shift,
                                                 const EstimatedFigure& moved) {
        Diagnostics unheard;
        const AnswerSheet sheet =
            bind_answers(outline(), with_figures(raw, figures, outline(), shift, &moved));
        return survey::index_unit_of(*data_.program, sheet, unheard);
    }

    /// By period, then id, whatever the order of the files.
    bool order_units() {
        if (data_.units.empty()) {
            run_.console().error(say(no_units, outline().system().id), say(no_units_help));
            return false;
        }
        std::vector<std::size_t> order(data_.units.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto key = [&](std::size_t unit) {
            return std::pair(data_.units[unit].period, data_.units[unit].id);
        };
        std::ranges::stable_sort(order, {}, key);
        for (std::size_t place = 1; place < order.size(); ++place)
            if (key(order[place]) == key(order[place - 1])) {
                run_.console().error(say(sheet_twice, key(order[place]).second, key(order[place]).first),
                                     say(sheet_twice_help));
                return false;
            }
        std::vector<survey::IndexUnit> units;
        for (std::size_t unit : order) {
            units.push_back(std::move(data_.units[unit]));
            if (!options_.estimates.empty()) data_.errors.push_back(std::move(errors_[unit]));
        }
        data_.units = std::move(units);
        return true;
    }

    const IndexOptions& options_;
    DriveRun& run_;
    OpenPrograms programs_;
    std::string system_name_;
    IndexData data_;
    EstimatedFigures figures_;  ///< those that no sheet has taken yet
    survey::ScoreErrors errors_;
    Diagnostics findings_;
};

}  // namespace

std::vector<OptionSpec> index_options(IndexOptions& options, std::vector<std::string_view> formats) {
    std::vector<OptionSpec> list = {
        system_option(options.system),
        {.name = "power", .value = "NODE=P", .help = power_help, .target = &options.powers},
        {.name = "estimates", .value = "PERIOD=FILE", .help = estimates_help, .target = &options.estimates},
        {.name = "figure", .value = "QUESTION=MEASURE", .help = figure_help, .target = &options.figures},
        {.name = "estimates-by",
         .value = "COLUMN",
         .help = estimates_by_help,
         .target = &options.estimates_by},
    };
    for (OptionSpec& option : drive_options(options.drive, std::move(formats)))
        list.push_back(std::move(option));
    return list;
}

ArgumentSpec index_argument(IndexOptions& options) {
    return {.name = "DATA", .help = data_help, .target = &options.paths, .required = false};
}

const survey::IndexUnit* IndexData::find(std::string_view id, std::string_view period) const {
    const auto found = std::ranges::find_if(
        units, [&](const survey::IndexUnit& unit) { return unit.id == id && unit.period == period; });
    return found == units.end() ? nullptr : &*found;
}

std::vector<std::string> IndexData::periods() const {
    std::vector<std::string> list;
    for (const survey::IndexUnit& unit : units)
        if (list.empty() || list.back() != unit.period) list.push_back(unit.period);
    return list;
}

std::string IndexData::title(std::uint32_t node, Language language) const {
    const std::string& title = tree.nodes[node].title.in(language);
    return title.empty() ? tree.nodes[node].id : title;
}

std::optional<IndexData> open_index(const IndexOptions& options, DriveRun& run) {
    if (options.paths.empty() && options.estimates.empty())
        throw UsageError(say(nothing_given), say(nothing_given_help));
    return IndexReader(options, run).read();
}

}  // namespace tidu::cli
