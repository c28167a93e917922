// SPDX-License-Identifier: Apache-2.0
// Makes an invented drive: a registry of any size in 13 cities, and the results and outcomes of a drawn
// sample. Every enterprise and figure is made up; the same seed gives the same drive.
//
//   make_drive registry N SEED [YEAR]   > registry.csv   YEAR 1: some have gone, some are new, all have moved
//   on make_drive results MANIFEST SEED    > results.csv    what the sample answered (and a few volunteers)
//   make_drive outcomes MANIFEST SEED   > outcomes.csv   why others did not
#include <array>
#include <cmath>
#include <iostream>
#include <string>

#include "tidu/answers/credit_code.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"
#include "tidu/survey/fixed.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/random_stream.h"

using namespace tidu;
using namespace tidu::survey;

namespace {

struct City {
    const char* code;
    int share;  ///< of 633; orders of magnitude only, invented
};
constexpr std::array<City, 13> cities = {{{"320500", 139},
                                          {"320200", 83},
                                          {"320600", 70},
                                          {"320400", 63},
                                          {"320900", 41},
                                          {"321000", 39},
                                          {"321200", 37},
                                          {"320100", 35},
                                          {"320300", 31},
                                          {"321300", 27},
                                          {"321100", 26},
                                          {"320800", 26},
                                          {"320700", 16}}};
constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::size_t pick(RandomStream& random, std::size_t count) {
    return static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
}

/// A code with right check characters; the number of the enterprise stands in it, so none comes twice.
std::string credit_code(const std::string& city, std::size_t number) {
    std::string code = "91" + city;
    std::string organisation;
    for (int place = 0; place < 8; ++place) {
        organisation.insert(organisation.begin(), code_alphabet[number % 31]);
        number /= 31;
    }
    code += organisation;
    code += organisation_code_check_character(organisation);
    code += credit_code_check_character(code);
    return code;
}

std::string padded(std::size_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

/// Three in a hundred go every year.
bool has_gone(RandomStreams& streams, std::size_t number, std::size_t year) {
    return streams.open(number, "end").uniform() < 0.03 * static_cast<double>(year);
}

/// In `year` the registry has lost some of its first `count` enterprises and won one for every 25 of them.
void make_registry(std::size_t count, const std::string& seed, std::size_t year) {
    RandomStreams streams(seed);
    const std::size_t first_count = count;
    count += year * (count / 25);
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"统一社会信用代码", "企业名称", "所在市", "行业代码", "从业人员",
                                "营业收入（万元）", "产业集群", "产业链", "梯度培育类型"})
        csv.text(heading);
    csv.end_row();
    for (std::size_t number = 0; number < count; ++number) {
        if (number < first_count && has_gone(streams, number, year)) continue;
        RandomStream random = streams.open(number, "enterprise");
        std::size_t place = pick(random, 633);
        std::size_t city = 0;
        while (place >= static_cast<std::size_t>(cities[city].share))
            place -= static_cast<std::size_t>(cities[city++].share);
        const double employees = std::floor(std::exp(4.3 + 1.1 * random.normal())) + 8;
        const double revenue =
            std::max(2000.0, std::floor(employees * std::exp(4.4 + 0.7 * random.normal())));
        const std::size_t industry = 13 + pick(random, 31);
        const double status = random.uniform();
        csv.text(credit_code(cities[city].code, number * 7919 + 100003));
        csv.text("示例企业" + padded(number + 1, 6));
        csv.text(cities[city].code);
        csv.text("C" + std::to_string(industry));
        csv.number(format_fixed(employees, 0));
        csv.number(format_fixed(revenue, 0));
        csv.text("C" + padded(1 + pick(random, 16), 2));
        csv.text("L" + padded(1 + pick(random, 50), 2));
        csv.text(status < 0.02   ? "little_giant"
                 : status < 0.2  ? "specialised"
                 : status < 0.45 ? "innovative"
                                 : "");
        csv.end_row();
        if (bytes.size() > 1 << 20) {
            std::cout << bytes;
            bytes.clear();
        }
    }
    std::cout << bytes;
}

SampleManifest read_drawn(const std::string& path) {
    Diagnostics diagnostics;
    auto manifest = read_manifest(std::make_shared<const Source>(Source{path, read_file(path)}), diagnostics);
    if (!manifest || !manifest->draw) {
        std::cerr << "not a drawn sample: " << path << '\n';
        std::exit(1);
    }
    return std::move(*manifest);
}

/// What an enterprise does when it is asked: the same whoever asks, so that results and outcomes fit
/// together.
enum class Behaviour { answers, refuses, cannot_be_reached, is_closed, stays_silent };
Behaviour behaviour_of(RandomStreams& streams, const std::string& id) {
    const double u = streams.open(0, "behaviour " + id).uniform();
    if (u < 0.82) return Behaviour::answers;
    if (u < 0.88) return Behaviour::refuses;
    if (u < 0.92) return Behaviour::cannot_be_reached;
    return u < 0.94 ? Behaviour::is_closed : Behaviour::stays_silent;
}

std::string value_of(const Draw& draw, const DrawnUnit& unit, std::string_view column) {
    for (std::size_t position = 0; position < draw.columns.size(); ++position)
        if (draw.columns[position] == column) return unit.values[position];
    return {};
}

/// Larger enterprises and some industries stand higher; otherwise chance.
double maturity_of(RandomStream& random, const std::string& size, const std::string& industry) {
    const double by_size = size == "large" ? 22 : size == "medium" ? 12 : size == "small" ? 2 : -8;
    const double by_industry = industry >= "34" && industry <= "40" ? 5 : -2;
    return std::min(99.0, std::max(1.0, 36 + by_size + by_industry + 14 * random.normal()));
}

void write_result(CsvWriter& csv, RandomStream& random, const std::string& id, const std::string& size,
                  const std::string& industry) {
    const double total = maturity_of(random, size, industry);
    const char* factory = total >= 85   ? "leading"
                          : total >= 70 ? "excellent"
                          : total >= 55 ? "advanced"
                          : total >= 40 ? "basic"
                                        : "none";
    const char* sme = size == "large" ? "not_applicable"
                      : total >= 60   ? "integrated"
                      : total >= 40   ? "standardized"
                      : total >= 20   ? "initial"
                                      : "none";
    csv.text(id);
    csv.text("ok");
    csv.number(format_fixed(total, 2));
    csv.text(factory);
    csv.text(sme);
    csv.end_row();
}

void make_results(const SampleManifest& manifest, const std::string& seed) {
    RandomStreams streams(seed);
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"id", "status", "total", "factory_level", "sme_level"})
        csv.text(heading);
    csv.end_row();
    for (const DrawnUnit& unit : manifest.draw->units) {
        if (unit.reserve || behaviour_of(streams, unit.id) != Behaviour::answers) continue;
        RandomStream random = streams.open(0, "result " + unit.id);
        write_result(csv, random, unit.id, value_of(*manifest.draw, unit, "size"),
                     value_of(*manifest.draw, unit, "industry"));
    }
    for (std::size_t volunteer = 0; volunteer < 25; ++volunteer) {
        RandomStream random = streams.open(volunteer, "volunteer");
        write_result(csv, random, "VOLUNTEER" + padded(volunteer + 1, 9), "medium", "38");
    }
    std::cout << bytes;
}

void make_outcomes(const SampleManifest& manifest, const std::string& seed) {
    RandomStreams streams(seed);
    std::string bytes;
    CsvWriter csv(bytes);
    for (const char* heading : {"id", "outcome", "reason"})
        csv.text(heading);
    csv.end_row();
    for (const DrawnUnit& unit : manifest.draw->units) {
        if (unit.reserve) continue;
        const Behaviour behaviour = behaviour_of(streams, unit.id);
        if (behaviour == Behaviour::answers || behaviour == Behaviour::stays_silent) continue;
        csv.text(unit.id);
        csv.text(behaviour == Behaviour::refuses     ? "refused"
                 : behaviour == Behaviour::is_closed ? "closed"
                                                     : "not_reached");
        csv.text(behaviour == Behaviour::refuses     ? "忙"
                 : behaviour == Behaviour::is_closed ? "已注销"
                                                     : "电话无人接听");
        csv.end_row();
    }
    std::cout << bytes;
}

}  // namespace

int main(int argc, char* argv[]) {
    const std::string work = argc > 3 ? argv[1] : "";
    if (work == "registry")
        make_registry(std::stoul(argv[2]), argv[3], argc > 4 ? std::stoul(argv[4]) : 0);
    else if (work == "results")
        make_results(read_drawn(argv[2]), argv[3]);
    else if (work == "outcomes")
        make_outcomes(read_drawn(argv[2]), argv[3]);
    else
        return std::cerr
                   << "make_drive registry N SEED [YEAR] | results MANIFEST SEED | outcomes MANIFEST SEED\n",
               2;
    return 0;
}
