// SPDX-License-Identifier: Apache-2.0
// Workbooks as they come back: with merged cells, hidden sheets, formulas never computed, lines moved and ids
// lost.
#include <xlsxwriter.h>

#include "catch.h"
#include "reading.h"
#include "tidu/codec/xlsx_write.h"

using namespace tidu;
using test::read;
using test::Reading;
using test::value;

namespace {

using Row = std::vector<const char*>;

/// Writes rows from the top; null leaves a cell alone, `=` begins a formula without a value.
lxw_worksheet* add_sheet(WorkbookWriter& writer, const char* name, const std::vector<Row>& rows) {
    lxw_worksheet* sheet = writer.add_sheet(name);
    for (std::uint32_t row = 0; row < rows.size(); ++row)
        for (std::uint16_t column = 0; column < rows[row].size(); ++column) {
            const char* text = rows[row][column];
            if (!text) continue;
            if (*text == '=')
                worksheet_write_formula_num(sheet, row, column, text, nullptr, 0);
            else
                worksheet_write_string(sheet, row, column, text, nullptr);
        }
    return sheet;
}

void merge(lxw_worksheet* sheet, const char* text, lxw_row_t first_row, lxw_col_t first_column,
           lxw_row_t last_row, lxw_col_t last_column) {
    worksheet_merge_range(sheet, first_row, first_column, last_row, last_column, text, nullptr);
}

/// The lines of a small form.
const std::vector<Row> form_lines{{"tidu:id", "answer", "reason"},
                                  {"enterprise.id", "91320000123456789X"},
                                  {"employees", "420"},
                                  {"cloud_scope"},
                                  {"cloud_scope/erp", "√"},
                                  {"cloud_scope/plm", "√"}};

/// The hidden sheet of such a form, whose questions stood on `sheet`.
void add_description(WorkbookWriter& writer, const char* sheet) {
    std::vector<Row> rows{{"tidu:form", "1"}, {"system", "small"}, {}};
    for (const Row& line : form_lines)
        if (&line != &form_lines.front()) rows.push_back({line.front(), sheet, "B2"});
    worksheet_hide(add_sheet(writer, "tidu", rows));
}

Reading read_form(const std::vector<Row>& lines) {
    WorkbookWriter writer("form");
    add_sheet(writer, "封面", {{"问卷"}});
    add_sheet(writer, "题目", lines);
    add_description(writer, "题目");
    return read("form.xlsx", writer.finish());
}

}  // namespace

TEST_CASE("what is merged downwards holds for every row it covers") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet = add_sheet(
        writer, "2026",
        {{"id", "city", "employees"}, {"A", nullptr, "1"}, {"B", nullptr, "2"}, {"C", nullptr, "3"}});
    merge(sheet, "320500", 1, 1, 2, 1);
    const Reading reading = read("table.xlsx", writer.finish());
    CHECK(reading.problems.empty());
    REQUIRE(reading.sheets.size() == 3);
    CHECK(reading.sheets[0].attribute("city")->text == "320500");
    CHECK(reading.sheets[1].attribute("city")->text == "320500");
    CHECK_FALSE(reading.sheets[2].attribute("city"));
}

TEST_CASE("a value merged over several columns is an error, for nobody knows whose it is") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet =
        add_sheet(writer, "2026", {{"id", "employees", "nc_rate"}, {"A", "1", "2"}, {"B"}});
    merge(sheet, "62", 2, 1, 2, 2);
    const Reading reading = read("table.xlsx", writer.finish());
    CHECK(
        reading.problems ==
        "table.xlsx:2026!B3: error: the merged cells B3:C3 lie across several columns; which one `62` is for "
        "cannot be told [answer-shape]\n"
        "  help: unmerge them and write each column's own value\n");
}

TEST_CASE("headings may take two rows, with titles over groups of them") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet = add_sheet(
        writer, "2026", {{}, {nullptr, nullptr, "employees", "nc_rate"}, {"A", "甲公司", "1", "62"}});
    merge(sheet, "id", 0, 0, 1, 0);
    merge(sheet, "企业名称", 0, 1, 1, 1);
    merge(sheet, "经营", 0, 2, 0, 3);
    const Reading reading = read("table.xlsx", writer.finish());
    REQUIRE(reading.sheets.size() == 1);
    CHECK(reading.sheets[0].attribute("name")->text == "甲公司");
    CHECK(value(reading.sheets[0], "nc_rate") == "62");
}

TEST_CASE("a remark merged down beside the table is said once") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet = add_sheet(writer, "2026", {{"id", "employees"}, {"A", "1"}, {"B", "2"}});
    merge(sheet, "请核对", 1, 2, 2, 2);
    const Reading reading = read("table.xlsx", writer.finish());
    CHECK(reading.sheets.at(0).problems.has_errors());
    CHECK(reading.sheets.at(1).problems.empty());
}

TEST_CASE("a hidden sheet with known headings is not read, and that is said") {
    WorkbookWriter writer("table");
    add_sheet(writer, "2026", {{"id", "employees"}, {"A", "1"}});
    worksheet_hide(add_sheet(writer, "旧", {{"id", "employees"}, {"B", "2"}}));
    worksheet_hide(add_sheet(writer, "列表", {{"是"}, {"否"}}));
    const Reading reading = read("table.xlsx", writer.finish());
    CHECK(reading.problems == "table.xlsx:旧: note: the hidden sheet `旧` is not read [answer-file]\n");
    CHECK(reading.sheets.size() == 1);
}

TEST_CASE("ticks count wherever their line stands, even when that of the question is gone") {
    std::vector<Row> lines = form_lines;
    SECTION("above it") {
        std::swap(lines[3], lines[5]);
    }
    SECTION("without it") {
        lines.erase(lines.begin() + 3);
    }
    const Reading reading = read_form(lines);
    CHECK(reading.problems.empty());
    const std::string chosen = value(reading.sheets.at(0), "cloud_scope");
    CHECK((chosen == "erp|plm" || chosen == "plm|erp"));
}

TEST_CASE("a sheet of a form that has lost its ids is an error") {
    std::vector<Row> lines = form_lines;
    SECTION("the row of roles") {
        lines.erase(lines.begin());
    }
    SECTION("the column of ids") {
        for (Row& line : lines)
            line.erase(line.begin());
    }
    CHECK(read_form(lines).problems ==
          "form.xlsx:题目: error: sheet `题目` has lost its hidden ids (row 1 or column A): its answers "
          "cannot be read "
          "[answer-shape]\n"
          "  help: undo the deletion, or copy the answers into a new form of `tidu form`\n");
}

TEST_CASE(
    "a sheet of a form that is gone is missed, one that was renamed is not, one that was added is named") {
    WorkbookWriter writer("form");
    SECTION("gone") {
        add_sheet(writer, "其他", {{"tidu:id", "answer"}, {"nc_rate", "5"}});
        add_description(writer, "题目");
        CHECK(read("form.xlsx", writer.finish()).problems ==
              "form.xlsx: warning: the form's sheet `题目` is gone; its questions count as not answered "
              "[answer-shape]\n");
    }
    SECTION("renamed, and another added") {
        add_sheet(writer, "改名", form_lines);
        add_sheet(writer, "备注", {{"随便"}});
        add_description(writer, "题目");
        CHECK(read("form.xlsx", writer.finish()).problems ==
              "form.xlsx:备注: note: sheet `备注` is not one of the form's and is not read [answer-file]\n");
    }
}

TEST_CASE("a wrong credit code in a workbook is found by its cell") {
    const Outline outline = test::small_outline();
    const Reading reading = read_form(form_lines);
    CHECK(test::shown(bind_answers(outline, reading.sheets.at(0)).problems) ==
          "form.xlsx:题目!B2: warning: wrong check character 18 of the credit code `91320000123456789X`: the "
          "others "
          "give A [credit-code]\n"
          "  help: compare it with the 18 characters on the business licence\n");
}

TEST_CASE("columns are known by the usual names of employees and revenue") {
    const Reading reading = read("table.csv", "id,期末从业人员\nA,420\n");
    CHECK(reading.problems.empty());
    CHECK(value(reading.sheets.at(0), "employees") == "420");
    CHECK(read("table.csv", "id,营业收入（万元）\nA,420\n").problems.find("unknown column") !=
          std::string::npos);
}
