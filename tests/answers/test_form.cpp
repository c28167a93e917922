// SPDX-License-Identifier: Apache-2.0
#include <xlsxwriter.h>

#include "catch.h"
#include "reading.h"
#include "tidu/answers/form.h"
#include "tidu/codec/xlsx_read.h"
#include "tidu/codec/xlsx_write.h"

using namespace tidu;
using test::canonical;
using test::content;
using test::read;
using test::value;

namespace {

const char* const every_kind =
    "system: small\n"
    "period: \"2026\"\n"
    "enterprise: {id: 913200001234567890, name: 甲公司, city: \"320500\", phone: \"025\"}\n"
    "answers:\n"
    "  employees: 1200\n"
    "  sector: process\n"
    "  listed: no\n"
    "  nc_rate: {value: 62.5, evidence: [a.pdf, b.pdf], note: 说明}\n"
    "  mes: {not_applicable: true, reason: 无产线}\n"
    "  cloud_scope: [erp, plm]\n"
    "  furnace_monitoring: yes\n";

RawSheet filled_sheet(const char* text) {
    return canonical(read("a.yaml", text).sheets).at(0);
}

std::string form(FormFormat format, Language language, const RawSheet* filled) {
    static const Outline outline = test::small_outline();
    FormOptions options;
    options.language = language;
    options.filled = filled;
    return make_form(outline, format, options);
}

/// Drops what a form carries beyond its answers: lines that stayed empty.
std::string answered(std::vector<RawSheet> sheets) {
    for (RawSheet& sheet : sheets)
        std::erase_if(sheet.answers, [](const RawAnswer& answer) {
            return answer.values.empty() && !answer.is_list && !answer.not_applicable;
        });
    return content(sheets);
}

std::optional<Workbook> workbook_of(const std::string& bytes) {
    Diagnostics diagnostics;
    return read_workbook(std::make_shared<Source>(Source{"form.xlsx", ""}), bytes, {}, diagnostics);
}

}  // namespace

TEST_CASE("a filled form reads back exactly, in every format that is read and both languages") {
    const RawSheet sheet = filled_sheet(every_kind);
    for (const Language language : {Language::zh, Language::en}) {
        for (const FormFormat format : {FormFormat::xlsx, FormFormat::csv, FormFormat::yaml}) {
            const std::string name = format == FormFormat::xlsx  ? "f.xlsx"
                                     : format == FormFormat::csv ? "f.csv"
                                                                 : "f.yaml";
            const auto again = read(name, form(format, language, &sheet));
            CHECK(again.problems.empty());
            auto back = canonical(again.sheets);
            REQUIRE(back.size() == 1);
            if (format == FormFormat::csv) back[0].system = "small";  // a table does not name it
            if (format == FormFormat::xlsx) CHECK(back[0].system_version == "1");
            // A form asks the usual attributes in its own order and may add to them.
            back[0].enterprise = sheet.enterprise;
            CHECK(answered(back) == answered({sheet}));
        }
    }
}

TEST_CASE("attributes come back from a workbook, those that forms do not ask for too") {
    const RawSheet sheet = filled_sheet(every_kind);
    const auto again = read("f.xlsx", form(FormFormat::xlsx, Language::zh, &sheet));
    for (const auto& [key, value] : sheet.enterprise) {
        REQUIRE(again.sheets.at(0).attribute(key));
        CHECK(again.sheets.at(0).attribute(key)->text == value.text);
    }
}

TEST_CASE("none chosen survives the workbook") {
    const RawSheet sheet = filled_sheet("answers: {employees: 1, cloud_scope: []}\n");
    const auto back = canonical(read("f.xlsx", form(FormFormat::xlsx, Language::en, &sheet)).sheets);
    CHECK(answered(back) == "sheet small \n  employees  <1> note \n  cloud_scope list  note \n");
}

TEST_CASE("a blank form asks everything once and answers nothing") {
    for (const Language language : {Language::zh, Language::en}) {
        const auto blank = read("f.xlsx", form(FormFormat::xlsx, language, nullptr));
        CHECK(blank.problems.empty());
        CHECK(blank.sheets.at(0).answers.size() == 7);
        CHECK(answered(canonical(blank.sheets)) == "sheet small \n");
    }
}

TEST_CASE("the same form is the same bytes") {
    CHECK(form(FormFormat::xlsx, Language::zh, nullptr) == form(FormFormat::xlsx, Language::zh, nullptr));
}

TEST_CASE("the hidden sheets carry the system, the cells and the lists") {
    const auto workbook = workbook_of(form(FormFormat::xlsx, Language::en, nullptr));
    REQUIRE(workbook);
    REQUIRE(workbook->find_sheet("tidu"));
    CHECK(workbook->find_sheet("tidu")->is_hidden);
    CHECK(workbook->text(*find_cell(*workbook->find_sheet("tidu"), 2, 2)) == "small");
    CHECK(workbook->find_sheet("tidu_lists")->is_hidden);
    CHECK_FALSE(workbook->find_sheet("1 Equipment")->is_hidden);
}

TEST_CASE("the page to print holds every question and no script") {
    const RawSheet sheet = filled_sheet(every_kind);
    const std::string page = form(FormFormat::html, Language::zh, &sheet);
    CHECK(page.find("关键工序数控化率") != std::string::npos);
    CHECK(page.find("☑ 是") != std::string::npos);
    CHECK(page.find("无产线") != std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
}

TEST_CASE("a default is said in every form and filled into none") {
    for (const FormFormat format : {FormFormat::csv, FormFormat::yaml, FormFormat::html}) {
        const std::string text = form(format, Language::zh, nullptr);
        CHECK(text.find("空着按“") != std::string::npos);
    }
    const auto workbook = workbook_of(form(FormFormat::xlsx, Language::en, nullptr));
    REQUIRE(workbook);
    const WorkbookSheet& facts = *workbook->find_sheet("Enterprise facts");
    bool is_said = false;
    for (const WorkbookCell& cell : facts.cells) {
        if (workbook->text(cell).find("Left empty it counts as") == std::string_view::npos) continue;
        is_said = true;
        CHECK(find_cell(facts, cell.row, 5) == nullptr);                // column E: the answer
        CHECK(workbook->text(*find_cell(facts, cell.row, 10)) == "2");  // column J: nothing need be written
    }
    CHECK(is_said);
}

TEST_CASE("where no sheet of a workbook has known headings, all are read and complained about") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet = writer.add_sheet("说明");
    worksheet_write_string(sheet, 0, 0, "问题", nullptr);
    worksheet_write_string(sheet, 0, 1, "回答", nullptr);
    const auto reading = read("table.xlsx", writer.finish());
    CHECK(reading.problems.find("unknown column `问题`") != std::string::npos);
    CHECK(reading.problems.find("passed over") == std::string::npos);
}

TEST_CASE("a table in a workbook begins below its titles") {
    WorkbookWriter writer("table");
    lxw_worksheet* sheet = writer.add_sheet("2026");
    const char* const rows[][3] = {
        {"2026年度企业自评汇总", "", ""}, {"id", "企业名称", "employees"}, {"A1", "甲公司", "420"}};
    for (std::uint32_t row = 0; row < 3; ++row)
        for (std::uint16_t column = 0; column < 3; ++column)
            worksheet_write_string(sheet, row, column, rows[row][column], nullptr);
    lxw_worksheet* remarks = writer.add_sheet("说明");
    worksheet_write_string(remarks, 0, 0, "填写说明", nullptr);
    worksheet_write_string(remarks, 1, 0, "1", nullptr);
    worksheet_write_string(remarks, 1, 1, "请勿改动表头", nullptr);
    const auto reading = read("table.xlsx", writer.finish());
    CHECK(reading.problems ==
          "table.xlsx:2026 row 2: note: the headings stand in row 2; the titles above them are not read "
          "[answer-shape]\n"
          "table.xlsx:说明: note: sheet `说明` has no headings that are known and is passed over "
          "[answer-file]\n");
    REQUIRE(reading.sheets.size() == 1);
    CHECK(reading.sheets[0].attribute("name")->text == "甲公司");
    CHECK(value(reading.sheets[0], "employees") == "420");
}
