// SPDX-License-Identifier: Apache-2.0
// Tables of the systems that ship take the fast path, with the bytes of the plain one.
#include "catch.h"
#include "property/careful_enterprise.h"
#include "scratch.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/file.h"
#include "tidu/system/bundled.h"

using namespace tidu;
using namespace tidu::test;

namespace {

constexpr std::size_t rows = 150;

std::string careful_table(const std::shared_ptr<const Program>& program) {
    Random random(39116);
    CarefulEnterprise enterprise(random, program);
    std::string text = "id,name";
    for (const Outline::ItemEntry* entry : enterprise.asked())
        text += "," + entry->item->id.text;
    for (std::size_t row = 0; row < rows; ++row) {
        text += "\nE" + std::to_string(row) + ",江苏机械";
        for (const std::string& cell : enterprise.draw())
            text += random.chance(0.02) ? ",\"" + cell + "\"" : "," + cell;
    }
    return text + "\n";
}

/// Every question answered at random, whether it applies or not.
std::string careless_table(const Outline& outline) {
    Random random(39117);
    std::string text = "id,name";
    for (const Outline::ItemEntry& entry : outline.items())
        text += "," + entry.item->id.text;
    for (std::size_t row = 0; row < rows; ++row) {
        text += "\nE" + std::to_string(row) + ",江苏机械";
        for (const Outline::ItemEntry& entry : outline.items()) {
            const bool given = !entry.item->derive || random.chance(0.1);
            text += "," + (given ? made_up_cell(random, entry, ChoiceStyle::ids) : "");
        }
    }
    return text + "\n";
}

struct Ran {
    std::string rows;
    std::string problems;
    BatchSummary summary;
};

Ran run(const std::shared_ptr<const Program>& program, const Scratch& scratch, const std::string& kernel) {
    BatchSettings settings;
    settings.inputs = {scratch / "table.csv"};
    settings.program = program;
    settings.output = scratch / "out.csv";
    settings.problems = scratch / "problems.csv";
    settings.kernel = kernel;
    settings.jobs = 1;
    settings.digits = 9;
    Ran ran;
    ran.summary = run_batch(settings);
    ran.rows = read_file(settings.output);
    ran.problems = read_file(settings.problems);
    return ran;
}

/// How many rows were fast.
std::uint64_t compare(const std::shared_ptr<const Program>& program, const std::string& table) {
    const Scratch scratch;
    write_file(scratch / "table.csv", table);
    const Ran plain = run(program, scratch, "none");
    const Ran fast = run(program, scratch, "baseline");
    CHECK(fast.rows == plain.rows);
    CHECK(fast.problems == plain.problems);
    CHECK(fast.summary.bare_not_applicable == plain.summary.bare_not_applicable);
    return fast.summary.fast_rows;
}

}  // namespace

TEST_CASE("careful tables of the bundled systems are scored 64 rows at a time, to the byte", "[batch]") {
    for (const char* id : {"general", "miit-sme", "miit-smart-factory", "gbt-39116"}) {
        INFO(id);
        const auto program = compile(std::make_shared<const Outline>(load_bundled_system(id)));
        CHECK(compare(program, careful_table(program)) >= rows * 95 / 100);
        compare(program, careless_table(*program->outline));
    }
}
