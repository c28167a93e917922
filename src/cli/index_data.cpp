// SPDX-License-Identifier: Apache-2.0
#include "cli/index_data.h"

#include <algorithm>

#include "cli/common_options.h"
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
constexpr Phrase about_enterprises{"体系 `{}` 以企业为对象，指数以地区为对象",
                                   "the system `{}` is about enterprises, an index is about regions"};
constexpr Phrase about_enterprises_help{
    "用 tidu estimate --mean total --by city 由企业得分得到地区均值",
    "tidu estimate --mean total --by city gives means of regions from enterprises"};
constexpr Phrase bad_power{"`{}` 不是数", "`{}` is not a number"};
constexpr Phrase sheet_twice{"`{0}`（{1}）有两份数据", "there are two sheets of `{0}` ({1})"};
constexpr Phrase sheet_twice_help{"每个地区每年只保留一份", "keep one for each region and year"};
constexpr Phrase left_out{"`{0}`（{1}）的数据有错误，未计入", "`{0}` ({1}) has errors and is left out"};
constexpr Phrase no_units{"没有可用的数据", "there is nothing to make an index of"};
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

}  // namespace

std::vector<OptionSpec> index_options(IndexOptions& options, std::vector<std::string_view> formats) {
    std::vector<OptionSpec> list = {
        system_option(options.system),
        {.name = "power", .value = "NODE=P", .help = power_help, .target = &options.powers},
    };
    for (OptionSpec& option : drive_options(options.drive, std::move(formats)))
        list.push_back(std::move(option));
    return list;
}

ArgumentSpec index_argument(IndexOptions& options) {
    return {.name = "DATA", .help = data_help, .target = &options.paths};
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
    IndexData data;
    OpenPrograms programs(run.console());
    const std::string system_name = options.system.empty() ? "regional-progress" : options.system;
    data.program = programs.open(system_name);
    if (!data.program) return std::nullopt;
    const System& system = data.program->outline->system();
    if (system.is_about_enterprises())
        throw UsageError(say(about_enterprises, system.id), say(about_enterprises_help));
    run.audit().inputs.push_back({"system", system.id + " " + system.version, system.sha256, std::nullopt});
    Diagnostics findings;
    auto tree = survey::index_tree_of(*data.program, powers_of(options.powers), findings);
    for (const std::string& power : options.powers)
        run.note("power", power);
    for (const std::string& path : options.paths) {
        const std::string bytes = read_file(path);
        std::size_t sheets = 0;
        for (const OpenedSheet& opened :
             read_sheets({path, system_name, {}, {}}, programs, run.console(), findings)) {
            ++sheets;
            AnswerSheet sheet = bind_answers(*data.program->outline, opened.raw);
            findings.append(sheet.problems);
            auto unit = survey::index_unit_of(*data.program, sheet, findings);
            if (unit)
                data.units.push_back(std::move(*unit));
            else
                run.decide(say(left_out, sheet.id, sheet.period));
        }
        run.audit().inputs.push_back({"data", path, to_hex(sha256(bytes)), sheets});
    }
    run.report(findings);
    if (!tree) return std::nullopt;
    data.tree = std::move(*tree);
    if (data.units.empty()) {
        run.console().error(say(no_units));
        return std::nullopt;
    }
    std::ranges::stable_sort(data.units, [](const survey::IndexUnit& a, const survey::IndexUnit& b) {
        return a.period != b.period ? a.period < b.period : a.id < b.id;
    });
    for (std::size_t unit = 1; unit < data.units.size(); ++unit)
        if (data.units[unit].id == data.units[unit - 1].id &&
            data.units[unit].period == data.units[unit - 1].period) {
            run.console().error(say(sheet_twice, data.units[unit].id, data.units[unit].period),
                                say(sheet_twice_help));
            return std::nullopt;
        }
    for (const survey::IndexUnit& unit : data.units)
        data.scores.push_back(survey::score_index(data.tree, unit));
    run.audit().rows_in = data.units.size();
    tell_decisions(data, run);
    return data;
}

}  // namespace tidu::cli
