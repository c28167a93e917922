// SPDX-License-Identifier: Apache-2.0
// `tidu estimate`: from the answers of a sample to published shares, counts and means.
#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/drive.h"
#include "cli/drive_words.h"
#include "cli/estimate_output.h"
#include "cli/open_system.h"
#include "tidu/codec/json_write.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/response.h"

namespace tidu::cli {
namespace {

constexpr Phrase summary{"由样本结果估计各等级占比与企业数、平均得分",
                         "estimate levels reached and mean scores from the answers of a sample"};
constexpr Phrase results_help{"tidu batch 写出的结果（CSV、JSON Lines）",
                              "results of tidu batch (CSV, JSON Lines)"};
constexpr Phrase manifest_help{"sample draw 写出的清单", "manifest written by sample draw"};
constexpr Phrase outcomes_help{"回收登记表", "record of outcomes"};
constexpr Phrase strata_help{
    "样本另行抽取时，结果中写明层的列",
    "for a sample drawn elsewhere: the column of the results that names the stratum"};
constexpr Phrase population_help{"各层企业数：stratum、N，可加 city、group、drawn",
                                 "its strata: stratum, N, and if wanted city, group, drawn"};
constexpr Phrase ladder_help{"梯度（默认 factory），可多次使用", "ladder (default factory), may be repeated"};
constexpr Phrase by_help{
    "按这些列列表，逗号为交叉，可多次使用（默认 city）",
    "a table by these columns, crossed where separated by commas, may be repeated (default city)"};
constexpr Phrase mean_help{"估计该列的平均得分，如 total，可多次使用",
                           "mean of this column of scores, such as total, may be repeated"};
constexpr Phrase registry_help{
    "抽样所用的名录：给出各范围企业总数，供事后分层与 --assist 使用",
    "the registry that was drawn from: counts of every domain, for post-stratification and --assist"};
constexpr Phrase post_help{"按这些列做事后分层（需要 --registry）",
                           "post-stratify by these columns (needs --registry)"};
constexpr Phrase assist_help{
    "全部企业的自报结果；RESULTS 为核验结果，用差分估计",
    "declared results of every enterprise; RESULTS are the verified ones: difference estimator"};
constexpr Phrase previous_help{"上年结果，估计年度变化", "last year's results: the change is estimated"};
constexpr Phrase previous_system_help{"上年评分所用的体系（默认与本年相同）；各梯度等级须相同",
                                      "system of last year's results (default: this year's); its ladders "
                                      "must have the same levels"};
constexpr Phrase previous_manifest_help{"上年清单", "last year's manifest"};
constexpr Phrase previous_registry_help{"上年名录，用于计入两年样本的重叠",
                                        "last year's registry, for the overlap of the samples"};
constexpr Phrase previous_outcomes_help{"上年回收登记表", "last year's record of outcomes"};
constexpr Phrase interval_help{
    "区间方法（默认 wilson）；exact 为超几何精确区间，只用于相当于一个简单随机样本的范围",
    "kind of interval (default wilson); exact: hypergeometric, where a domain is one simple random sample"};
constexpr Phrase one_unit_help{
    "只抽一家的层：merge（默认，与同市相邻层合并）或 stop",
    "strata of one drawn unit: merge (default, with the next of the city) or stop"};
constexpr Phrase disclosure_help{"作答企业少于此数的单元不公布（默认 3）",
                                 "cells of fewer respondents are hidden (default 3)"};
constexpr Phrase all_values_help{"也写出不宜公布的数值",
                                 "write figures that should not be published as well"};

constexpr Phrase title{"抽样估计", "Estimates"};
constexpr Phrase everybody{"全部企业", "All enterprises"};
constexpr Phrase by_heading{"按{}", "By {}"};
constexpr Phrase change_heading{"与上年相比", "Change since last year"};
constexpr Phrase assisted_heading{"以核验结果校正的自报等级", "Declared levels corrected by verified ones"};
constexpr Phrase population_label{"估计的企业数", "enterprises (estimated)"};
constexpr Phrase respondents_label{"作答企业", "respondents"};
constexpr Phrase kish_label{"权数不等的损失", "loss by unequal weights"};
constexpr Phrase factor_label{"最大无应答因子", "largest nonresponse factor"};
constexpr Phrase kappa_label{"自报与核验的加权 kappa", "weighted kappa of declared and verified"};
constexpr Phrase over_label{"高报", "overstated"};
constexpr Phrase under_label{"低报", "understated"};

constexpr Phrase need_sample{
    "估计需要抽样清单（--manifest）或分层总体（--strata 与 --population）",
    "an estimate needs a manifest (--manifest) or a described sample (--strata and --population)"};
constexpr Phrase need_sample_help{"自愿作答者不是样本，不能当作样本估计",
                                  "volunteers are not a sample and are never estimated from"};
constexpr Phrase need_registry{"{} 需要 --registry", "{} needs --registry"};
constexpr Phrase no_column{"没有 {1} 所写的列 `{0}`", "there is no column `{0}`, which {1} names"};
constexpr Phrase undrawn{"该文件是方案，还没有抽取", "the file is a plan: nothing was drawn yet"};
constexpr Phrase undrawn_help{"用 sample draw 抽取", "draw it with sample draw"};
constexpr Phrase other_registry{"名录（{0}…）不是抽样所用的名录（{1}…）",
                                "the registry ({0}...) is not the one that was drawn from ({1}...)"};
constexpr Phrase other_registry_help{"给出抽样时的名录", "give the registry of the draw"};
constexpr Phrase volunteers_left_out{"样本外的 {} 份自愿结果未用于估计",
                                     "{} results of volunteers outside the sample were left out"};
constexpr Phrase collapsed_classes{
    "{0} 个组中有的层作答太少，按组计算无应答（括号内为应答率）：{1}",
    "in {0} groups strata had too few answers and share one nonresponse class (response in "
    "brackets): {1}"};
constexpr Phrase merged_strata{"只抽一家的层与同市的层合并估计方差：{}",
                               "strata joined for their variance, one drawn unit each: {}"};
constexpr Phrase off_ladder{"梯度 {0}：{1} 家不适用该梯度，不计入",
                            "ladder {0}: {1} respondents are off the ladder and left out"};
constexpr Phrase level_open{"梯度 {0}：{1} 家等级未定，不计入",
                            "ladder {0}: the level of {1} respondents is not known: left out"};
constexpr Phrase unnamed_version{
    "方案按 {0} 编制，这里的体系是 {1}；CSV 结果不写明由哪个版本评出，只核对了列",
    "the plan was made for {0}, the system here is {1}; CSV results do not say which version scored them, "
    "only "
    "their columns were checked"};
constexpr Phrase not_exact{
    "{0}：{1} 个占比中 {2} 个的范围不相当于一个简单随机样本，改用 wilson 区间",
    "{0}: of {1} shares {2} are of domains that are no simple random sample and have Wilson's interval"};
constexpr Phrase own_system{"结果由 {} 评出，该体系未随附",
                            "the results were scored with {}, which is not bundled"};
constexpr Phrase own_system_help{"用 -s 给出该体系的文件", "give its file with -s"};
constexpr Phrase levels_differ{"梯度 {0} 的等级与上年不同，不能比较",
                               "the levels of ladder {0} are not those of last year: no change can be told"};
constexpr Phrase levels_differ_help{"用同一体系重评上年的答卷后再比较",
                                    "score last year's answers with this year's system and compare those"};
constexpr Phrase uncoupled{"未给出两年名录，变化按两年独立计算",
                           "without both registries the years are taken as independent"};

struct EstimateOptions {
    std::string results, system, manifest, outcomes, strata, population, registry, post, assist;
    std::string previous, previous_system, previous_manifest, previous_registry, previous_outcomes, interval,
        one_unit, confidence;
    std::vector<std::string> ladders, by, means;
    std::optional<std::uint64_t> disclosure;
    bool all_values = false;
    DriveOptions drive;
};

/// One year as it was read.
struct YearFiles {
    std::shared_ptr<const System> system;
    survey::TextTable results;
    bool names_system = false;  ///< the results do; CSV does not
    std::optional<survey::SampleManifest> manifest;
    std::optional<survey::Registry> registry;
    std::optional<survey::SurveySample> sample;
};

class EstimateRun {
  public:
    EstimateRun(const EstimateOptions& given, Console& console)
        : given_(given), run_("estimate", given.drive, console) {}

    ExitCode run() {
        check_usage();
        note_options();
        if (!open_year(year_, "", given_.system, given_.results, given_.manifest, given_.registry,
                       given_.outcomes))
            return ExitCode::data_errors;
        check_columns();
        if (!given_.post.empty() && !post_stratify()) return ExitCode::data_errors;
        tell_decisions();
        document_.title = run_.word(title);
        describe_sample();
        const bool done = add_tables() && add_assisted() && add_changes();
        run_.report(diagnostics_);
        if (!done) return ExitCode::data_errors;
        run_.audit().rows_in = year_.results.row_count();
        run_.audit().rows_out = figures_.size();
        run_.write({std::move(document_), figures_csv(figures_, survey::run_id(run_.audit())), json()});
        return ExitCode::done;
    }

  private:
    void check_usage() const {
        const bool described = !given_.strata.empty() && !given_.population.empty();
        if (given_.manifest.empty() && !described) throw UsageError(say(need_sample), say(need_sample_help));
        if (!given_.post.empty() && given_.registry.empty())
            throw UsageError(say(need_registry, "--post-stratify"));
        if (!given_.assist.empty() && given_.registry.empty())
            throw UsageError(say(need_registry, "--assist"));
    }

    void note_options() {
        options_.confidence = need_confidence(given_.confidence);
        options_.disclosure_minimum = given_.disclosure.value_or(3);
        for (const auto method : {survey::IntervalMethod::korn_graubard, survey::IntervalMethod::logit,
                                  survey::IntervalMethod::wald, survey::IntervalMethod::exact})
            if (given_.interval == survey::interval_name(method)) options_.method = method;
        if (given_.one_unit == "stop") design_options_.one_unit = survey::OneUnitRule::stop;
        run_.note("interval", given_.interval.empty() ? "wilson" : given_.interval);
        run_.note("confidence", survey::format_fixed(options_.confidence, 4));
        run_.note("one_unit", given_.one_unit.empty() ? "merge" : given_.one_unit);
        run_.note("post_stratify", given_.post);
        run_.note("disclosure", std::to_string(options_.disclosure_minimum));
    }

    std::vector<survey::LadderScale> scales_of(const System& system) const {
        std::vector<survey::LadderScale> scales;
        for (const std::string& ladder :
             given_.ladders.empty() ? std::vector<std::string>{"factory"} : given_.ladders)
            scales.push_back(need_ladder(system, ladder));
        return scales;
    }

    /// The results and the system that scored them: the one that was named, else the one they name.
    std::optional<survey::ScoredTable> open_scored(std::shared_ptr<const System>& system,
                                                   const std::string& system_name, const std::string& path,
                                                   const std::string& prefix) {
        auto scored = run_.open_results(path, prefix + "results");
        if (!scored) return std::nullopt;
        if (!system) system = run_.open_system(scoring_system(*scored, system_name), prefix + "system");
        if (!system) return std::nullopt;
        Diagnostics findings;
        if (!survey::check_scored_by(*scored, *system, findings)) scored.reset();
        run_.report(findings);
        return scored;
    }

    static std::string scoring_system(const survey::ScoredTable& scored, const std::string& named) {
        if (!named.empty() || !scored.system) return named;
        if (std::ranges::count(bundled_system_names(), scored.system->id) == 0)
            throw UsageError(say(own_system, describe(*scored.system)), say(own_system_help));
        return scored.system->id;
    }

    bool open_year(YearFiles& year, const std::string& prefix, const std::string& system,
                   const std::string& results, const std::string& manifest, const std::string& registry,
                   const std::string& outcomes) {
        auto scored = open_scored(year.system, system, results, prefix);
        if (!scored) return false;
        year.results = std::move(scored->table);
        year.names_system = scored->system.has_value();
        if (scales_.empty()) scales_ = scales_of(*year.system);
        if (!manifest.empty()) return open_drawn(year, prefix, manifest, registry, outcomes);
        const std::string stratum = survey::canonical_heading(given_.strata);
        need_column(stratum, "--strata", year.results.headings);
        const auto population = run_.open_table(given_.population, "population");
        if (!population) return false;
        Diagnostics findings;
        year.sample =
            survey::sample_from_strata(year.results, stratum, *population, design_options_, findings);
        run_.report(findings);
        return year.sample.has_value() && open_registry(year, prefix, registry);
    }

    bool open_drawn(YearFiles& year, const std::string& prefix, const std::string& manifest,
                    const std::string& registry, const std::string& outcomes_path) {
        year.manifest = run_.open_manifest(manifest, prefix + "manifest");
        if (!year.manifest) return false;
        if (!year.manifest->draw) {
            run_.console().error(say(undrawn), say(undrawn_help));
            return false;
        }
        std::optional<survey::TextTable> outcomes;
        if (!outcomes_path.empty()) {
            outcomes = run_.open_table(outcomes_path, prefix + "outcomes");
            if (!outcomes) return false;
        }
        Diagnostics findings;
        std::optional<survey::Response> response;
        if (fits_plan(year, findings))
            response = survey::collect_response(*year.manifest, year.results, outcomes ? &*outcomes : nullptr,
                                                findings);
        if (response)
            year.sample = survey::sample_from_manifest(*year.manifest, *response, design_options_, findings);
        run_.report(findings);
        if (!year.sample) return false;
        if (!response->volunteers.empty()) run_.decide(say(volunteers_left_out, response->volunteers.size()));
        return open_registry(year, prefix, registry);
    }

    /// Refused where results name another version of the plan's system; CSV names none, which is told.
    bool fits_plan(const YearFiles& year, Diagnostics& findings) {
        const survey::SystemVersion here = survey::version_of(*year.system);
        const auto& planned = year.manifest->plan.system;
        if (year.names_system)
            return survey::check_planned_for(year.manifest->plan, here, year.results, findings);
        if (planned && planned->id == here.id && *planned != here)
            run_.decide(say(unnamed_version, describe(*planned), describe(here)));
        return true;
    }

    bool open_registry(YearFiles& year, const std::string& prefix, const std::string& path) {
        if (path.empty()) return true;
        const survey::UnitIds ids = year.manifest ? year.manifest->plan.ids : survey::UnitIds::any;
        year.registry = run_.open_registry(path, ids, prefix + "registry");
        if (!year.registry) return false;
        if (!year.manifest || year.registry->sha256 == year.manifest->plan.registry_sha256) return true;
        run_.console().error(say(other_registry, year.registry->sha256.substr(0, 12),
                                 year.manifest->plan.registry_sha256.substr(0, 12)),
                             say(other_registry_help));
        return false;
    }

    /// Throws UsageError for a column that is none of those there are: the files are not to blame for the
    /// word.
    static void need_column(const std::string& column, std::string_view option,
                            const std::vector<std::string>& columns) {
        if (std::ranges::count(columns, column) == 0)
            throw UsageError(say(no_column, column, option), suggestion(column, columns));
    }

    void check_columns() const {
        std::vector<std::string> columns = year_.sample->frame_columns;
        for (const std::string& heading : year_.results.headings)
            if (std::ranges::count(columns, heading) == 0) columns.push_back(heading);
        for (const std::string& by : given_.by)
            for (const std::string& column : split_commas(by))
                need_column(column, "--by", columns);
        for (const std::string& column : given_.means)
            need_column(column, "--mean", year_.results.headings);
        if (given_.post.empty()) return;
        for (const std::string& column : split_commas(given_.post))
            need_column(column, "--post-stratify", year_.registry->units.headings);
    }

    bool post_stratify() {
        Diagnostics findings;
        const bool done = survey::post_stratify_to_registry(*year_.sample, year_.results, *year_.registry,
                                                            split_commas(given_.post), findings);
        run_.report(findings);
        return done;
    }

    void tell_decisions() {
        const survey::SampleDesign& design = year_.sample->design;
        std::string classes;
        std::size_t collapsed = 0;
        for (const auto& response_class : design.classes) {
            if (!response_class.collapsed) continue;
            ++collapsed;
            classes += (classes.empty() ? "" : ", ") + response_class.key + " (" +
                       percent_text(response_class.response_rate) + ")";
        }
        if (collapsed > 0) run_.decide(say(collapsed_classes, collapsed, classes));
        for (const auto& merged : design.variance_strata) {
            if (merged.strata.size() < 2) continue;
            std::string keys;
            for (std::uint32_t stratum : merged.strata)
                keys += (keys.empty() ? "" : ", ") + design.strata[stratum].key;
            run_.decide(say(merged_strata, keys));
        }
    }

    void describe_sample() {
        double population = 0, factor = 1;
        for (double weight : year_.sample->respondents.weight)
            population += weight;
        for (const auto& response_class : year_.sample->design.classes)
            if (response_class.respondents > 0) factor = std::max(factor, 1 / response_class.response_rate);
        document_.blocks.push_back(
            Facts{{{run_.word(respondents_label), grouped(year_.sample->ids.size())},
                   {run_.word(population_label), survey::format_fixed(population, 0)},
                   {run_.word(factor_label), survey::format_fixed(factor, 3)},
                   {run_.word(kish_label),
                    survey::format_fixed(survey::kish_loss(year_.sample->respondents.weight), 3)}}});
    }

    /// Measures of one year: levels of a ladder.
    std::optional<std::vector<survey::Measure>> measures_of(const YearFiles& year,
                                                            const survey::LadderScale& scale, bool tell) {
        const auto levels = survey::read_levels(*year.sample, year.results, scale, diagnostics_);
        if (!levels) return std::nullopt;
        if (tell && levels->off_ladder > 0) run_.decide(say(off_ladder, scale.ladder, levels->off_ladder));
        if (tell && levels->unknown > 0) run_.decide(say(level_open, scale.ladder, levels->unknown));
        return survey::level_measures(*levels, scale);
    }

    std::vector<std::vector<std::string>> tables_by() const {
        std::vector<std::vector<std::string>> tables = {{}};
        if (given_.by.empty() && given_.strata.empty()) tables.push_back({"city"});
        for (const std::string& by : given_.by)
            tables.push_back(split_commas(by));
        return tables;
    }

    void add_section(std::string heading, const std::vector<Figure>& figures) {
        if (figures.empty()) return;
        document_.blocks.push_back(Heading{2, std::move(heading)});
        add_figures(document_, figures, *year_.system, run_);
        figures_.insert(figures_.end(), figures.begin(), figures.end());
    }

    std::string heading_of(const std::vector<std::string>& columns) const {
        if (columns.empty()) return run_.word(everybody);
        std::string names;
        for (const std::string& column : columns)
            names += (names.empty() ? "" : " × ") + column_words(column, run_.console().language());
        return say(by_heading, names).in(run_.console().language());
    }

    bool add_tables() {
        std::vector<std::pair<std::string, std::vector<survey::Measure>>> groups;
        for (const auto& scale : scales_) {
            auto measures = measures_of(year_, scale, true);
            if (!measures) return false;
            groups.emplace_back(scale.ladder, std::move(*measures));
        }
        std::vector<survey::Measure> means;
        for (const std::string& column : given_.means) {
            auto numbers = survey::read_numbers(*year_.sample, year_.results, column, diagnostics_);
            if (!numbers) return false;
            means.push_back({column, false, std::move(*numbers)});
        }
        if (!means.empty()) groups.emplace_back("", std::move(means));
        for (const auto& columns : tables_by()) {
            std::optional<survey::FrameCounts> frame;
            if (year_.registry) frame = survey::count_frame(*year_.registry, columns);
            std::vector<Figure> figures;
            for (const auto& [ladder, measures] : groups) {
                const auto table = survey::estimate_table(*year_.sample, year_.results, columns, measures,
                                                          frame, options_, diagnostics_);
                if (!table) return false;
                tell_inexact(*table);
                const auto made = figures_of(*table, ladder, given_.all_values);
                figures.insert(figures.end(), made.begin(), made.end());
            }
            add_section(heading_of(columns), figures);
        }
        return true;
    }

    /// Where the exact interval was asked for and a domain is no simple random sample.
    void tell_inexact(const survey::EstimateTable& table) {
        if (options_.method != survey::IntervalMethod::exact) return;
        const auto shares = std::ranges::count(table.rows, true, &survey::EstimateRow::is_share);
        const auto inexact = std::ranges::count_if(table.rows, [](const survey::EstimateRow& row) {
            return row.is_share && row.method != survey::IntervalMethod::exact;
        });
        if (inexact > 0) run_.decide(say(not_exact, heading_of(table.columns), shares, inexact));
    }

    bool add_assisted() {
        if (given_.assist.empty()) return true;
        const auto declared = open_scored(year_.system, {}, given_.assist, "declared ");
        if (!declared) return false;
        for (const auto& scale : scales_) {
            std::vector<Figure> figures;
            for (const auto& columns : tables_by()) {
                const auto table =
                    survey::assisted_table(*year_.sample, year_.results, declared->table, *year_.registry,
                                           scale, columns, options_, diagnostics_);
                if (!table) return false;
                const auto made = figures_of(*table, columns, scale.ladder, given_.all_values);
                figures.insert(figures.end(), made.begin(), made.end());
                if (columns.empty()) agreement_.emplace_back(scale, *table);
            }
            add_section(run_.word(assisted_heading) + " " + scale.ladder, figures);
        }
        for (const auto& [scale, table] : agreement_)
            document_.blocks.push_back(Facts{
                {{run_.word(kappa_label), survey::format_fixed(table.kappa, 3)},
                 {run_.word(over_label), share_with_interval(table.overstated, table.overstated_interval)},
                 {run_.word(under_label),
                  share_with_interval(table.understated, table.understated_interval)}}});
        return true;
    }

    static std::string share_with_interval(const survey::MeanEstimate& share,
                                           const survey::ConfidenceInterval& interval) {
        return percent_text(share.mean) + " (" + survey::format_fixed(100 * interval.lower, 1) + "–" +
               survey::format_fixed(100 * interval.upper, 1) + ")";
    }

    bool add_changes() {
        if (given_.previous.empty()) return true;
        YearFiles before;
        if (given_.previous_system.empty()) before.system = year_.system;
        if (!open_year(before, "last ", given_.previous_system, given_.previous, given_.previous_manifest,
                       given_.previous_registry, given_.previous_outcomes) ||
            !has_same_levels(*before.system))
            return false;
        const bool coupled = before.registry && year_.registry && before.manifest && year_.manifest;
        if (!coupled) run_.decide(say(uncoupled));
        const auto year_of = [&](const YearFiles& files, std::span<const survey::Measure> measures) {
            return survey::DriveYear{&*files.sample, &files.results, measures,
                                     coupled ? &*files.registry : nullptr,
                                     coupled ? &files.manifest->plan : nullptr};
        };
        for (const auto& scale : scales_) {
            const auto old_measures = measures_of(before, scale, false),
                       new_measures = measures_of(year_, scale, false);
            if (!old_measures || !new_measures) return false;
            std::vector<Figure> figures;
            for (const auto& columns : tables_by()) {
                const auto rows =
                    survey::change_table(year_of(before, *old_measures), year_of(year_, *new_measures),
                                         columns, options_, diagnostics_);
                if (!rows) return false;
                const auto made = figures_of(*rows, columns, scale.ladder, given_.all_values);
                figures.insert(figures.end(), made.begin(), made.end());
            }
            add_section(run_.word(change_heading), figures);
        }
        return true;
    }

    bool has_same_levels(const System& before) {
        const std::vector<survey::LadderScale> scales = scales_of(before);
        for (std::size_t scale = 0; scale < scales.size(); ++scale)
            if (scales[scale].levels != scales_[scale].levels) {
                run_.console().error(say(levels_differ, scales[scale].ladder), say(levels_differ_help));
                return false;
            }
        return true;
    }

    std::string json() {
        std::string text;
        JsonWriter writer(text, JsonLayout::pretty);
        writer.open_object();
        write_figures(writer, figures_);
        writer.key("classes");
        writer.open_array();
        for (const auto& response_class : year_.sample->design.classes) {
            writer.open_object();
            writer.member("key", response_class.key);
            writer.member("collapsed", response_class.collapsed);
            writer.member("respondents", response_class.respondents);
            writer.member("response_rate", survey::rounded(response_class.response_rate, 6));
            writer.member("eligibility_share", survey::rounded(response_class.eligibility_share, 6));
            writer.close_object();
        }
        writer.close_array();
        writer.member("kish_loss", survey::rounded(survey::kish_loss(year_.sample->respondents.weight), 6));
        for (const auto& [scale, table] : agreement_)
            write_agreement(writer, scale, table);
        survey::write_audit(writer, run_.audit());
        writer.close_object();
        return text + '\n';
    }

    static void write_agreement(JsonWriter& writer, const survey::LadderScale& scale,
                                const survey::AssistedTable& table) {
        writer.key("agreement_" + scale.ladder);
        writer.open_object();
        writer.member("kappa", survey::rounded(table.kappa, 6));
        writer.member("overstated", survey::rounded(table.overstated.mean, 6));
        writer.member("understated", survey::rounded(table.understated.mean, 6));
        writer.key("weights");
        writer.open_array();
        for (std::size_t declared = 0; declared < table.agreement.rungs; ++declared) {
            writer.open_array();
            for (std::size_t verified = 0; verified < table.agreement.rungs; ++verified)
                writer.value(survey::rounded(table.agreement.at(declared, verified), 3));
            writer.close_array();
        }
        writer.close_array();
        writer.close_object();
    }

    const EstimateOptions& given_;
    DriveRun run_;
    survey::TableOptions options_;
    survey::DesignOptions design_options_;
    std::vector<survey::LadderScale> scales_;
    YearFiles year_;
    Diagnostics diagnostics_;
    Document document_;
    std::vector<Figure> figures_;
    std::vector<std::pair<survey::LadderScale, survey::AssistedTable>> agreement_;
};

OptionSpec file_option(std::string_view name, const Phrase& help, std::string& target) {
    return {.name = name, .value = "FILE", .help = help, .target = &target, .completion = Completion::file};
}

}  // namespace

CommandSpec estimate_command() {
    auto options = std::make_shared<EstimateOptions>();
    CommandSpec command{
        .name = "estimate",
        .summary = summary,
        .arguments = {{.name = "RESULTS", .help = results_help, .target = &options->results}},
        .options =
            {
                file_option("manifest", manifest_help, options->manifest),
                file_option("outcomes", outcomes_help, options->outcomes),
                {.name = "strata", .value = "COLUMN", .help = strata_help, .target = &options->strata},
                file_option("population", population_help, options->population),
                system_option(options->system),
                {.name = "ladder", .value = "LADDER", .help = ladder_help, .target = &options->ladders},
                {.name = "by", .value = "COLUMNS", .help = by_help, .target = &options->by},
                {.name = "mean", .value = "COLUMN", .help = mean_help, .target = &options->means},
                file_option("registry", registry_help, options->registry),
                {.name = "post-stratify", .value = "COLUMNS", .help = post_help, .target = &options->post},
                file_option("assist", assist_help, options->assist),
                file_option("previous", previous_help, options->previous),
                {.name = "previous-system",
                 .value = "SYSTEM",
                 .help = previous_system_help,
                 .target = &options->previous_system,
                 .completion = Completion::system},
                file_option("previous-manifest", previous_manifest_help, options->previous_manifest),
                file_option("previous-registry", previous_registry_help, options->previous_registry),
                file_option("previous-outcomes", previous_outcomes_help, options->previous_outcomes),
                {.name = "interval",
                 .value = "METHOD",
                 .help = interval_help,
                 .target = &options->interval,
                 .choices = {"wilson", "korn-graubard", "logit", "wald", "exact"}},
                confidence_option(options->confidence),
                {.name = "one-unit",
                 .value = "RULE",
                 .help = one_unit_help,
                 .target = &options->one_unit,
                 .choices = {"merge", "stop"}},
                {.name = "disclosure", .value = "N", .help = disclosure_help, .target = &options->disclosure},
                {.name = "all-values", .help = all_values_help, .target = &options->all_values},
            },
        .examples = {{"estimate results.csv --manifest sample.json --outcomes outcomes.csv --by city --by "
                      "industry -o estimates.csv",
                      {"各市、各行业达到各等级的占比", "levels reached by city and by industry"}}},
        .work = [options](Console& console) { return EstimateRun(*options, console).run(); },
    };
    for (OptionSpec& option : drive_options(options->drive, {"text", "md", "html", "json", "csv"}))
        command.options.push_back(std::move(option));
    return command;
}

}  // namespace tidu::cli
