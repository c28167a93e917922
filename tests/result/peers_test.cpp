// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/peers.h"

#include "catch.h"
#include "result/assessed.h"
#include "tidu/result/file.h"

using namespace tidu;

namespace {

constexpr std::string_view enterprise = "{id: B1, name: Old Street, industry: \"14\", size: large}";

/// Rows that differ in their total alone.
PeerTable table_of(const std::vector<double>& totals, const std::string& industry, const std::string& size) {
    PeerTable table;
    table.source = "results.csv";
    table.nodes = {"total", "baking"};
    for (const double total : totals) {
        PeerTable::Row& row = table.rows.emplace_back();
        row.id = "P" + std::to_string(table.rows.size());
        row.industry = industry;
        row.size = size;
        row.scores = {PrintedScore{total, 2}, std::nullopt};
    }
    return table;
}

void append(PeerTable& table, const PeerTable& more) {
    table.rows.insert(table.rows.end(), more.rows.begin(), more.rows.end());
}

PeerRecord compared(const PeerTable& table) {
    const auto program = test::bakery();
    return compare_with_peers(test::assessed(*program, test::full_answers, enterprise), *program->outline,
                              table);
}

double total_here() {
    const auto program = test::bakery();
    return *test::assessed(*program, test::full_answers, enterprise).total()->score;
}

}  // namespace

TEST_CASE("peers are of the same industry and size where there are five") {
    PeerTable table = table_of({10, 20, 30, 40, 99}, "14", "large");
    append(table, table_of({1, 2, 3}, "14", "small"));
    const PeerRecord peers = compared(table);
    CHECK(peers.industry == "14");
    CHECK(peers.size == "large");
    CHECK(peers.count == 5);
    CHECK(peers.too_few.empty());
    REQUIRE(peers.scores.size() == 1);  // of baking no peer has a score
    CHECK(peers.scores[0].percentile == 80);
    CHECK(peers.scores[0].lower_quartile == 20);
    CHECK(peers.scores[0].median == 30);
    CHECK(peers.scores[0].upper_quartile == 40);
}

TEST_CASE("below five peers the wider group is taken and the narrower ones are named") {
    PeerTable table = table_of({10, 20, 30, 40}, "14", "large");
    append(table, table_of({1}, "14", "small"));
    PeerRecord peers = compared(table);
    CHECK(peers.industry == "14");
    CHECK(peers.size.empty());
    CHECK(peers.count == 5);
    REQUIRE(peers.too_few.size() == 1);
    CHECK(peers.too_few[0].size == "large");
    CHECK(peers.too_few[0].count == 4);

    table.rows.pop_back();
    append(table, table_of({1}, "15", "small"));
    peers = compared(table);
    CHECK(peers.industry.empty());
    CHECK(peers.count == 5);
    CHECK(peers.too_few.size() == 2);

    table.rows.pop_back();
    peers = compared(table);
    CHECK(peers.count == 4);
    CHECK(peers.scores.empty());
    CHECK(peers.too_few.size() == 2);
}

TEST_CASE("what no row states tells nobody apart") {
    const PeerRecord peers = compared(table_of({10, 20, 30, 40, 50}, "14", ""));
    CHECK(peers.industry == "14");
    CHECK(peers.too_few.empty());
}

TEST_CASE("the enterprise itself is no peer, but its last year is") {
    PeerTable table = table_of({10, 20, 30, 40, 50, 60}, "14", "large");
    table.rows[0].id = "B1";
    CHECK(compared(table).count == 5);
    table.rows[0].period = "2025";
    CHECK(compared(table).count == 6);
}

TEST_CASE("scores are compared as the results print them, and equal ones count half") {
    CHECK(compare_printed({59.96, 2}, 59.966) == 0);
    CHECK(compare_printed({59.97, 2}, 59.966) == 1);
    CHECK(compare_printed({59.95, 2}, 59.966) == -1);
    CHECK(compare_printed({59, 0}, 59.966) == 0);
    const double here = total_here();
    CHECK(compared(table_of({here, here, here, here, here}, "14", "large")).scores[0].percentile == 50);
}

TEST_CASE("a record with its peers reads back from its file") {
    const auto program = test::bakery();
    AssessmentRecord record = test::assessed(*program, test::full_answers, enterprise);
    record.peers = compared(table_of({10, 20, 30, 40, 50}, "14", "small"));
    std::string text;
    append_result_json(text, record, ResultLayout::pages);
    Diagnostics diagnostics;
    const auto read = read_results(std::make_shared<const Source>(Source{"r.json", text}), diagnostics);
    REQUIRE(read);
    std::string again;
    append_result_json(again, read->front(), ResultLayout::pages);
    CHECK(again == text);
    CHECK(read->front().peers->too_few.size() == 1);
}
