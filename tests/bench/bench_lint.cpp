// SPDX-License-Identifier: Apache-2.0
// Time to read and lint an indicator file of 5,000 lines, and to load the bundled systems from their packed
// trees. Usage: bench_lint [RUNS]. Prints the median of each.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tidu/system/bundled.h"
#include "tidu/system/lint.h"
#include "tidu/system/load.h"

namespace {

double median_ms(int runs, const std::function<void()>& work) {
    std::vector<double> times_ms;
    for (int run = 0; run < runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
        times_ms.push_back(elapsed.count());
    }
    std::sort(times_ms.begin(), times_ms.end());
    return times_ms[times_ms.size() / 2];
}

void add_question(std::string& text, int number) {
    const std::string id = "q" + std::to_string(number);
    text += "        - id: " + id +
            "\n"
            "          title: {zh: 关键工序数控化率, en: Numerical-control rate}\n"
            "          weight: 3\n"
            "          ask:\n"
            "            zh: 关键工序中使用数控装备的比例是多少？\n"
            "            en: Which share of the key processes runs on numerically controlled machines?\n"
            "          type: choice\n"
            "          options:\n";
    for (int option = 0; option < 5; ++option)
        text += "            - {id: o" + std::to_string(option) + ", score: " + std::to_string(25 * option) +
                ", text: {zh: 第 " + std::to_string(option) + " 档, en: Grade " + std::to_string(option) +
                "}}\n";
    text +=
        "          not_applicable: exclude\n"
        "          tags: [scene]\n"
        "          tasks: [1, 17]\n"
        "          evidence: {zh: 设备台账, en: equipment register}\n"
        "          advice: {zh: 从瓶颈工序开始, en: start with the bottleneck}\n"
        "          source: {ref: plan, own: true}\n";
}

/// Ten dimensions of 26 questions, one ladder: about 5,000 lines.
std::string large_system() {
    std::string text =
        "tidu: 1\nid: large\nversion: \"1\"\ntitle: {zh: 大体系, en: Large system}\n"
        "sources:\n  - {id: plan, title: {zh: 计划, en: Plan}}\n"
        "index:\n  id: total\n  title: {zh: 总分, en: Total}\n  items:\n";
    int question = 0;
    for (int dimension = 0; dimension < 10; ++dimension) {
        text += "    - id: d" + std::to_string(dimension) +
                "\n      title: {zh: 维度, en: Dimension}\n      weight: 10\n      items:\n";
        for (int of_dimension = 0; of_dimension < 26; ++of_dimension)
            add_question(text, question++);
    }
    text += "ladders:\n  - id: steps\n    title: {zh: 阶梯, en: Ladder}\n    levels:\n";
    for (int level = 1; level <= 4; ++level) {
        text += "      - id: l" + std::to_string(level) +
                "\n        title: {zh: 级, en: Level}\n        require:\n";
        text += "          - {score: total, at_least: " + std::to_string(20 * level) + "}\n";
        text +=
            "          - {count: {tag: scene, scoring: 50}, at_least: " + std::to_string(20 * level) + "}\n";
        for (int dimension = 0; dimension < 10; ++dimension)
            text += "          - {score: d" + std::to_string(dimension) +
                    ", at_least: " + std::to_string(15 * level) + "}\n";
    }
    return text;
}

}  // namespace

int main(int argument_count, char** arguments) {
    const int runs = argument_count > 1 ? std::max(1, std::atoi(arguments[1])) : 25;
    const auto source = std::make_shared<const tidu::Source>(tidu::Source{"large.yaml", large_system()});
    const auto lines = std::count(source->text.begin(), source->text.end(), '\n');
    const double lint_ms = median_ms(runs, [&] {
        tidu::Diagnostics diagnostics;
        const auto system = tidu::load_system(source, diagnostics);
        if (system) tidu::lint_system(tidu::Outline(system), diagnostics);
        if (!diagnostics.empty()) std::abort();  // then something else would be measured
    });
    std::printf("lint of %ld lines, %zu KB: %.1f ms\n", static_cast<long>(lines), source->text.size() / 1024,
                lint_ms);
    for (const tidu::BundledFile& file : tidu::bundled_files()) {
        const double load_ms = median_ms(runs, [&] { tidu::load_bundled_system(file.id); });
        std::printf("load of the bundled %s, %zu KB: %.2f ms\n", std::string(file.id).c_str(),
                    file.text.size() / 1024, load_ms);
    }
    return 0;
}
