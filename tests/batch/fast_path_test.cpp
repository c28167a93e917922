// SPDX-License-Identifier: Apache-2.0
// The fast path against the plain one, to the bit: random systems, random and messy cells, every kernel that
// runs here.
#include <algorithm>
#include <cstring>

#include "catch.h"
#include "fast_plan.h"
#include "property/random_system.h"
#include "score/scored.h"
#include "tidu/score/explain.h"

using namespace tidu;
using namespace tidu::test;

namespace {

bool same_bits(double left, double right) {
    return std::memcmp(&left, &right, sizeof left) == 0;
}

struct Table {
    ItemFields fields;  ///< some items have no column
    std::vector<std::vector<std::string>> rows;
    std::string text;  ///< with 64 bytes of room before and after
};

Table random_table(Random& random, const Outline& outline, std::size_t rows, double mess) {
    Table table;
    std::uint32_t field = 0;
    for (std::size_t item = 0; item < outline.items().size(); ++item)
        table.fields.push_back(random.chance(0.9) ? std::optional(++field) : std::nullopt);
    table.text.assign(64, '\n');
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        table.text += random.chance(0.1) ? "\"name, quoted\"" : "plain name";
        for (std::size_t item = 0; item < outline.items().size(); ++item) {
            const Outline::ItemEntry& entry = outline.items()[item];
            const bool may_be = entry.item->not_applicable.mode != NotApplicableMode::forbidden;
            const bool left_to_parts = entry.item->derive && random.chance(0.9);
            const bool is_given = table.fields[item] && !left_to_parts;
            cells.push_back(is_given ? random_cell(random, *entry.item, may_be, mess) : "");
            if (table.fields[item]) table.text += "," + cells.back();
        }
        table.text += "\n";
        table.rows.push_back(std::move(cells));
    }
    table.text.append(64, '\0');
    return table;
}

/// Fields of a text that has 64 bytes of room before and after.
struct Scanned {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint8_t> classes;
    FastFields fields;

    Scanned(const std::string& text, const FastKernel& kernel) : ends(text.size()), classes(text.size()) {
        ends[0] = ~std::uint32_t{0};
        fields.text = text.data() + 64;
        fields.size = static_cast<std::uint32_t>(text.size() - 128);
        fields.ends = ends.data() + 1;
        fields.classes = classes.data();
        kernel.scan(fields, ',');
    }
};

AnswerSheet bind_row(const Binder& binder, const std::vector<std::string>& cells) {
    RawSheet raw;
    for (std::size_t item = 0; item < cells.size(); ++item) {
        if (cells[item].empty()) continue;
        RawAnswer answer;
        answer.key = binder.outline().items()[item].item->id.text;
        answer.values.push_back({cells[item], {}, false});
        raw.answers.push_back(std::move(answer));
    }
    return binder.bind(raw);
}

Rung rung(const FastTables& tables, const FastRows& rows, std::size_t ladder, std::size_t row,
          bool possible) {
    const FastLadder& entry = tables.ladders[ladder];
    const std::uint64_t* masks =
        rows.level_masks + entry.first_level_slot + (possible ? entry.level_count : 0);
    Rung reached = 0;
    while (reached < entry.level_count && (masks[reached] >> row & 1) != 0)
        ++reached;
    return reached;
}

/// Everything that a batch prints of one row.
void compare_row(const FastPlan& plan, const FastRows& rows, std::size_t row, const Scored& plain) {
    const FastTables& tables = plan.tables();
    for (std::size_t group = 0; group < plan.group_nodes().size(); ++group) {
        const NodeValue& value = plain.evaluation.nodes[plan.group_nodes()[group].value];
        INFO("group " << plan.group_nodes()[group].value << " row " << row);
        REQUIRE((rows.weights[group][row] > 0) == value.counts);
        if (!value.counts) continue;
        REQUIRE(same_bits(rows.value[group][row], value.score));
        REQUIRE(same_bits(rows.low[group][row], value.low));
        REQUIRE(same_bits(rows.high[group][row], value.high));
    }
    REQUIRE(rows.known[row] == plain.evaluation.nodes[0].known_leaves);
    REQUIRE(rows.applicable[row] == plain.evaluation.nodes[0].applicable_leaves);
    for (std::size_t ladder = 0; ladder < tables.ladder_count; ++ladder) {
        const LadderValue& value = plain.evaluation.ladders[ladder];
        REQUIRE(((rows.off_ladder[ladder] >> row & 1) != 0) == (value.state == LadderState::not_applicable));
        if (value.state == LadderState::not_applicable) continue;
        REQUIRE(rung(tables, rows, ladder, row, false) == value.level);
        REQUIRE(rung(tables, rows, ladder, row, true) == value.possible);
    }
    const auto points = gaps(*plain.program, plain.evaluation);
    const auto ordered = ordered_gaps(*plain.program, points);
    for (std::size_t rank = 0; rank < fast_gaps; ++rank) {
        const std::uint16_t leaf = rows.gap_leaf[rank][row];
        REQUIRE((leaf != fast_no_leaf) == (rank < ordered.size()));
        if (leaf == fast_no_leaf) continue;
        REQUIRE(plan.leaf_nodes()[leaf] == ordered[rank].node);
        REQUIRE(same_bits(rows.gap_points[rank][row], ordered[rank].points));
    }
}

/// Valid rows without a word to say that go to the plain path on purpose: without a total, and with something
/// that cannot be derived because a part or a quotient is not applicable.
bool is_unusual(const Scored& plain) {
    if (plain.evaluation.nodes[0].state == NodeState::not_applicable || !plain.evaluation.nodes[0].counts)
        return true;
    return std::ranges::any_of(plain.evaluation.items, [](const ItemValue& item) {
        return item.derived && item.state == AnswerState::not_applicable;
    });
}

struct Tally {
    std::size_t compared = 0;
    std::size_t refused = 0;
    std::size_t refused_in_vain = 0;  ///< rows that the plain path finds nothing wrong with
};

void compare_system(std::uint64_t seed, const FastKernel& kernel, double mess, Tally& tally) {
    Random random(seed);
    const std::string yaml = random_system(random, {.only_fast = true, .only_monotone = false});
    INFO("seed " << seed << "\n" << yaml);
    const auto program = compile_text(yaml);
    const Binder binder(*program->outline);
    const Table table = random_table(random, *program->outline, 150, mess);
    const auto columns = static_cast<std::uint32_t>(std::ranges::count_if(
        table.fields, [](const std::optional<std::uint32_t>& field) { return field.has_value(); }));
    const auto plan = FastPlan::make(*program, binder, table.fields, columns + 1);
    REQUIRE(plan);
    const Scanned scanned(table.text, kernel);
    REQUIRE(scanned.fields.count == table.rows.size() * plan->tables().fields);
    REQUIRE(scanned.fields.newlines == table.rows.size());
    FastWorkspace workspace(plan->tables());
    FastRows& rows = workspace.rows();
    for (std::size_t first = 0; first < table.rows.size(); first += fast_lanes) {
        const std::size_t count = std::min(fast_lanes, table.rows.size() - first);
        kernel.score(plan->tables(), scanned.fields,
                     static_cast<std::uint32_t>(first * plan->tables().fields),
                     static_cast<std::uint32_t>(count), rows);
        for (std::size_t row = 0; row < count; ++row) {
            Scored plain{program, bind_row(binder, table.rows[first + row]), {}};
            evaluate(*program, plain.sheet.answers, {}, plain.evaluation);
            const bool refused = (rows.refused >> row & 1) != 0;
            std::string line;
            for (const std::string& cell : table.rows[first + row])
                line += cell + ",";
            for (const Finding& finding : plain.evaluation.findings)
                line += " finding " + std::to_string(static_cast<int>(finding.kind)) + " " +
                        (finding.item ? program->outline->items()[finding.item->value].item->id.text : "");
            for (const Diagnostic& problem : plain.sheet.problems.items())
                line += " " + render(problem, Language::en, false);
            INFO(line);
            // What has to be worded is the plain path's.
            if (!plain.sheet.is_valid() || !plain.evaluation.findings.empty()) REQUIRE(refused);
            if (refused) {
                if (plain.sheet.is_valid() && plain.evaluation.findings.empty() && !is_unusual(plain))
                    ++tally.refused_in_vain;
                ++tally.refused;
                continue;
            }
            ++tally.compared;
            compare_row(*plan, rows, row, plain);
        }
    }
}

std::vector<const FastKernel*> kernels_here() {
    std::vector<const FastKernel*> kernels;
    for (const char* name : {"baseline", "avx2", "avx512"})
        if (const FastKernel* kernel = choose_fast_kernel(name)) kernels.push_back(kernel);
    return kernels;
}

}  // namespace

TEST_CASE("every kernel gives the bits of the plain path and refuses what that one refuses", "[fast]") {
    for (const FastKernel* kernel : kernels_here()) {
        INFO("kernel " << kernel->name);
        Tally clean;
        for (std::uint64_t seed = 1; seed <= 60; ++seed)
            compare_system(seed, *kernel, 0, clean);
        CHECK(clean.refused_in_vain == 0);  // clean tables stay on the fast path
        Tally messy;
        for (std::uint64_t seed = 1001; seed <= 1030; ++seed)
            compare_system(seed, *kernel, 0.02, messy);
        CHECK(messy.compared > 0);
        CHECK(messy.refused > 0);
    }
}

TEST_CASE("the scanner finds the same fields whatever the kernel", "[fast]") {
    const std::string body =
        "a,,NA,\"x,\n\"\"y\"\"\",12.5\nb,\"\",na,z,\n,,,,\n" + std::string(200, 'q') + ",Y,n,\"\",H\n";
    const std::string text = std::string(64, '\n') + body + std::string(64, '\0');
    std::vector<std::vector<std::uint32_t>> found;
    for (const FastKernel* kernel : kernels_here()) {
        const Scanned scanned(text, *kernel);
        const FastFields& fields = scanned.fields;
        CHECK(fields.count == 20);
        CHECK(fields.newlines == 4);
        CHECK_FALSE(fields.open_quote);
        std::vector<std::uint32_t> all(fields.ends, fields.ends + fields.count);
        all.insert(all.end(), fields.classes, fields.classes + fields.count);
        found.push_back(all);
    }
    for (const auto& other : found)
        CHECK(other == found.front());
    CHECK(found.front()[20] == cell_letter_a);
    CHECK(found.front()[21] == cell_empty);
    CHECK(found.front()[22] == cell_na);
    CHECK(found.front()[23] == cell_other);
}
