// SPDX-License-Identifier: Apache-2.0
// The three promises of the drive, measured: a registry of a million enterprises checked, planned and drawn;
// estimates of 13 cities x 31 industries x 4 levels over 100,000 results; 10,000 Monte Carlo runs of an index
// of 1,000 x 100.
//
//   bench_survey registry FILE | estimates | index [THREADS]
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <functional>
#include <iostream>
#include <string>

#include "tidu/survey/estimate_table.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/random_stream.h"
#include "tidu/survey/robustness.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void timed(const char* what, const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu = cpu_seconds();
    work();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::cout << what << ": " << seconds.count() << " s, cpu " << cpu_seconds() - cpu << " s, peak "
              << usage.ru_maxrss / 1024 << " MB\n";
}

/// FILE: `make_drive registry 1000000 bench`.
void bench_registry(const std::string& path) {
    Diagnostics diagnostics;
    std::optional<RegistryCheck> check;
    std::optional<SamplePlan> plan;
    std::optional<Draw> draw;
    timed("read and check", [&] {
        const auto table = read_table(path, diagnostics);
        check = check_registry(*table, {}, diagnostics);
    });
    timed("plan", [&] { plan = plan_sample(check->registry, UnitIds::credit_code, {}, {}, diagnostics); });
    DrawOptions options;
    options.seed = "bench";
    timed("draw", [&] { draw = draw_sample(check->registry, *plan, options, diagnostics); });
    std::cout << check->registry.units.row_count() << " enterprises, " << plan->size() << " drawn\n";
}

void bench_estimates() {
    constexpr std::uint32_t cities = 13, industries = 31, answers = 100'000;
    std::vector<SampleStratum> strata;
    for (std::uint32_t city = 0; city < cities; ++city)
        for (std::uint32_t industry = 0; industry < industries; ++industry)
            strata.push_back({std::to_string(100 + city) + "|" + std::to_string(10 + industry),
                              std::to_string(100 + city), std::to_string(100 + city), 2500, 0, 20, 0, 0});
    std::vector<std::uint32_t> stratum_of;
    SurveySample sample;
    sample.frame_columns = {"city", "industry"};
    RandomStreams streams("bench");
    RandomStream random = streams.open(0, "levels");
    std::vector<Measure> measures(4);
    for (std::uint32_t answer = 0; answer < answers; ++answer) {
        const std::uint32_t stratum = answer % static_cast<std::uint32_t>(strata.size());
        ++strata[stratum].respondents;
        stratum_of.push_back(stratum);
        sample.ids.emplace_back();
        sample.result_rows.push_back(answer);
        sample.frame_values.push_back({strata[stratum].city, strata[stratum].key.substr(4)});
        const double u = random.uniform();
        for (std::size_t level = 0; level < 4; ++level)
            measures[level].values.push_back(u < 0.5 / std::pow(3.0, static_cast<double>(level)) ? 1.0 : 0.0);
    }
    for (std::size_t level = 0; level < 4; ++level)
        measures[level].name = "level " + std::to_string(level + 1);
    sample.design = make_design(strata);
    sample.respondents = weigh_respondents(sample.design, stratum_of);
    const TextTable results;
    timed("estimates of 13 x 31 x 4", [&] {
        Diagnostics diagnostics;
        const auto table =
            estimate_table(sample, results, {"city", "industry"}, measures, std::nullopt, {}, diagnostics);
        std::cout << table->rows.size() << " rows\n";
    });
}

void bench_index(unsigned threads) {
    constexpr std::uint32_t units = 1000, groups = 10, per_group = 10;
    IndexTree tree;
    tree.nodes.resize(1);
    for (std::uint32_t group = 0; group < groups; ++group) {
        const auto node = static_cast<std::uint32_t>(tree.nodes.size());
        tree.nodes.emplace_back();
        tree.nodes[0].children.push_back(node);
        for (std::uint32_t leaf = 0; leaf < per_group; ++leaf) {
            tree.nodes[node].children.push_back(static_cast<std::uint32_t>(tree.nodes.size()));
            tree.nodes.emplace_back();
        }
    }
    RandomStreams streams("bench");
    std::vector<IndexUnit> data;
    for (std::uint32_t number = 0; number < units; ++number) {
        RandomStream random = streams.open(number, "unit");
        IndexUnit unit;
        unit.id = std::to_string(number);
        for (std::size_t node = 0; node < tree.nodes.size(); ++node)
            unit.leaf_scores.push_back(100 * random.uniform());
        unit.known.assign(tree.nodes.size(), 1);
        unit.weights.assign(tree.nodes.size(), 1);
        data.push_back(std::move(unit));
    }
    const ScoreErrors errors(units, std::vector<double>(tree.nodes.size(), 2));
    RobustnessOptions options;
    options.runs = 10'000;
    options.seed = "bench";
    options.threads = threads;
    timed("10,000 runs of 1,000 x 100 with weights and errors moved",
          [&] { std::cout << "R_S " << test_robustness(tree, data, errors, options).mean_shift << '\n'; });
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::string work = argc > 1 ? argv[1] : "";
    if (work == "registry" && argc > 2)
        bench_registry(argv[2]);
    else if (work == "estimates")
        bench_estimates();
    else if (work == "index")
        bench_index(argc > 2 ? static_cast<unsigned>(std::stoul(argv[2])) : 2);
    else
        return std::cerr << "bench_survey registry FILE | estimates | index [THREADS]\n", 2;
    return 0;
}
