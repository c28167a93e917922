// SPDX-License-Identifier: Apache-2.0
#include <xlsxwriter.h>

#include "catch.h"
#include "make_workbook.h"
#include "show.h"
#include "tidu/codec/xlsx_read.h"
#include "tidu/codec/xlsx_write.h"

using namespace tidu;

namespace {

const char* word_of(CellKind kind) {
    switch (kind) {
        case CellKind::text:
            return "text";
        case CellKind::number:
            return "number";
        case CellKind::boolean:
            return "boolean";
        case CellKind::date:
            return "date";
        case CellKind::error:
            return "error";
        case CellKind::uncomputed:
            return "uncomputed";
    }
    return "";
}

/// `S: A1 text x; B1 number 1` for each sheet, or what is wrong.
std::string workbook(const std::string& bytes, WorkbookLimits limits = {}) {
    Diagnostics diagnostics;
    const auto read = read_workbook(source_of("", "f.xlsx"), bytes, limits, diagnostics);
    if (!read) return show(diagnostics);
    CHECK(diagnostics.empty());
    std::string shown;
    for (const WorkbookSheet& sheet : read->sheets) {
        shown += (shown.empty() ? "" : "\n") + sheet.name + (sheet.is_hidden ? " (hidden):" : ":");
        for (const WorkbookCell& cell : sheet.cells)
            shown += " " + cell_address(cell.row, cell.column) + " " + word_of(cell.kind) + " " +
                     std::string(read->text(cell)) + ";";
    }
    return shown;
}

std::string sheet_of(const std::string& cells, const std::string& strings = "",
                     const std::string& styles = "", const std::string& properties = "") {
    return workbook(
        make_zip(workbook_parts("<sheetData>" + cells + "</sheetData>", strings, styles, properties)));
}

/// One sheet of the cells in `values`, by a number format.
std::string formatted(const std::string& format_code, const std::string& value,
                      const std::string& properties = "") {
    return sheet_of("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>" + value + "</v></c></row>", "",
                    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"" + format_code +
                        "\"/></numFmts>"
                        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>",
                    properties);
}

}  // namespace

TEST_CASE("Cells of every type are read from a workbook") {
    CHECK(sheet_of(
              "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
              "<c r=\"C2\" t=\"inlineStr\"><is><r><t>富</t></r><r><t xml:space=\"preserve\"> "
              "文本</t></r></is></c></row>"
              "<row r=\"3\"><c r=\"A3\"><v>62.100000000000001</v></c><c r=\"B3\" t=\"b\"><v>1</v></c>"
              "<c r=\"C3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"D3\" "
              "t=\"str\"><f>A1</f><v>a&amp;b</v></c>"
              "<c r=\"E3\"><f>SUM(A1)</f></c><c r=\"F3\" s=\"4\"/><c r=\"AA3\"><f>1+1</f><v>2</v></c></row>",
              "<si><t>名称</t></si><si><r><rPr/><t>a</t></r><r><t>b_x000A_c</t></r><rPh "
              "sb=\"0\"><t>ming</t></rPh></si>") ==
          "S: A2 text 名称; B2 text ab\nc; C2 text 富 文本; A3 number 62.1; B3 boolean true; C3 error "
          "#DIV/0!; D3 text a&b; "
          "E3 uncomputed ; AA3 number 2;");
}

TEST_CASE("Dates and percentages are what a person sees") {
    CHECK(formatted("yyyy-mm-dd", "46053") == "S: A1 date 2026-01-31;");
    CHECK(formatted("yyyy&quot;年&quot;m&quot;月&quot;", "46053.354166666664") ==
          "S: A1 date 2026-01-31T08:30:00;");
    CHECK(formatted("yyyy-mm-dd", "44591", "<workbookPr date1904=\"1\"/>") == "S: A1 date 2026-01-31;");
    CHECK(formatted("d.m.yy", "59") == "S: A1 date 1900-02-28;");
    CHECK(formatted("d.m.yy", "61") == "S: A1 date 1900-03-01;");
    CHECK(formatted("hh:mm", "0.5") == "S: A1 date 12:00:00;");
    CHECK(formatted("[h]:mm", "1.5") == "S: A1 date 1900-01-01T12:00:00;");
    CHECK(formatted("yyyy", "-1") == "S: A1 number -1;");
    CHECK(formatted("yyyy", "1e300") == "S: A1 number 1e+300;");
    CHECK(formatted("0.0%", "0.57") == "S: A1 number 57%;");
    CHECK(formatted("#,##0&quot; days&quot;;[Red]-#,##0", "1200") == "S: A1 number 1200;");
    CHECK(formatted("General", "1") == "S: A1 number 1;");
}

TEST_CASE("Rows and cells without addresses follow the ones before; cells out of order are sorted") {
    CHECK(sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r=\"C2\"><v>4</v></c><c "
                   "r=\"A2\"><v>3</v></c></row>") ==
          "S: A1 number 1; B1 number 2; A2 number 3; C2 number 4;");
}

TEST_CASE("Prefixed names, comments and CDATA are XML like any other") {
    CHECK(sheet_of("<x:row r='1'><!-- <c> --><x:c r='A1' "
                   "t='str'><x:v>a<![CDATA[<b>&]]>&#x4e2d;&bad;</x:v></x:c></x:row>") ==
          "S: A1 text a<b>&中&bad;;");
}

TEST_CASE("A merged range shows its value everywhere") {
    Diagnostics diagnostics;
    const auto read = read_workbook(
        source_of(""),
        make_zip(workbook_parts("<sheetData><row r=\"2\"><c r=\"B2\"><v>7</v></c></row></sheetData>"
                                "<mergeCells><mergeCell ref=\"B2:D4\"/></mergeCells>")),
        {}, diagnostics);
    REQUIRE(read);
    const WorkbookSheet& sheet = read->sheets.front();
    REQUIRE(find_cell(sheet, 4, 4));
    CHECK(read->text(*find_cell(sheet, 4, 4)) == "7");
    CHECK_FALSE(find_cell(sheet, 5, 4));
    CHECK(read->find_sheet("S") == &sheet);
    CHECK_FALSE(read->find_sheet("T"));
}

namespace {
const std::string fetch_again =
    "  help: it may have been cut off: fetch or send it again, or repair it in Excel or WPS and save it as "
    ".xlsx\n";
}  // namespace

TEST_CASE("What is no workbook is refused with a clear word") {
    CHECK(workbook("id,name\n") ==
          "f.xlsx: error: this is no xlsx workbook [workbook-format]\n" + fetch_again);
    CHECK(workbook("").starts_with("f.xlsx: error: this is no xlsx workbook [workbook-format]\n  help: "));
    CHECK(workbook(make_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})) ==
          "f.xlsx: error: this is no xlsx workbook [workbook-format]\n"
          "  help: open it in Excel or WPS and save it as \"Excel workbook (.xlsx)\"\n");
    const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(100, '\0');
    std::string encrypted = ole;
    for (const char letter : std::string("EncryptedPackage"))
        encrypted.append({letter, '\0'});
    CHECK(looks_like_workbook(encrypted));
    CHECK(workbook(encrypted) ==
          "f.xlsx: error: the workbook is encrypted and cannot be read [workbook-encrypted]\n"
          "  help: remove the password and save it as .xlsx\n");
    CHECK(workbook(ole).find("this is a workbook of the old format (.xls)") != std::string::npos);
}

TEST_CASE("A broken workbook is refused with the part that is broken") {
    const Parts whole = workbook_parts("<sheetData/>");
    const std::string bytes = make_zip(whole);
    CHECK(workbook(bytes) == "S:");
    CHECK(workbook(bytes.substr(0, bytes.size() / 2)).find("[workbook-format]") != std::string::npos);
    Parts without_sheet = whole;
    without_sheet.erase(without_sheet.begin() + 3);
    CHECK(
        workbook(make_zip(without_sheet)) ==
        "f.xlsx:S: error: the workbook is broken: `xl/worksheets/sheet1.xml` is missing [workbook-broken]\n" +
            fetch_again);
    CHECK(sheet_of("<row><c t=\"s\"><v>5</v></c></row>") ==
          "f.xlsx:S: error: the workbook is broken: there is no shared text `5` [workbook-broken]\n" +
              fetch_again);
    for (const std::string address :
         {"A0", "1", "A", "XFE1", "A1048577", "A99999999999", "ZZZZZZZZZZZZ1", "a1"})
        CHECK(sheet_of("<row><c r=\"" + address + "\"><v>1</v></c></row>") ==
              "f.xlsx:S: error: the workbook is broken: there is no cell `" + address +
                  "` [workbook-broken]\n" + fetch_again);
    CHECK(sheet_of("<row r=\"0\"/>").find("[workbook-broken]") != std::string::npos);
    CHECK(sheet_of("<row><c><v>1</v>").find("is not XML, or not allowed") != std::string::npos);
    CHECK(sheet_of("<row></x></x></x></x>").find("is not XML, or not allowed") != std::string::npos);
    CHECK(sheet_of("<row><c r=\"A1").find("is not XML, or not allowed") != std::string::npos);
    CHECK(sheet_of("<row><c t=\"str\"><v>\xFF</v></c></row>").find("is not UTF-8") != std::string::npos);
}

TEST_CASE("Entities are refused, whatever they would expand to") {
    const std::string bomb = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    Parts parts = workbook_parts("<sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData>");
    parts[3].second.insert(parts[3].second.find("<worksheet>"), bomb);
    CHECK(workbook(make_zip(parts)) ==
          "f.xlsx:S: error: the workbook is broken: `xl/worksheets/sheet1.xml` is not XML, or not allowed "
          "[workbook-broken]\n" +
              fetch_again);
}

TEST_CASE("Part names that point outside the archive find nothing") {
    Parts parts = workbook_parts("<sheetData/>");
    const std::string target = "worksheets/sheet1.xml";
    parts[2].second.replace(parts[2].second.find(target), target.size(), "../../../../etc/passwd");
    CHECK(workbook(make_zip(parts)) ==
          "f.xlsx:S: error: the workbook is broken: `etc/passwd` is missing [workbook-broken]\n" +
              fetch_again);
}

TEST_CASE("A zip bomb is refused in bounded memory") {
    const std::string bomb =
        make_zip(workbook_parts("<sheetData>" + std::string(80'000'000, ' ') + "</sheetData>"));
    const std::string split = "  help: remove what is not needed, or split it into several files\n";
    CHECK(bomb.size() < 200'000);
    CHECK(workbook(bomb) ==
          "f.xlsx:S: error: `xl/worksheets/sheet1.xml` of the workbook is larger than 67108864 bytes when "
          "inflated [workbook-size]\n" +
              split);
    WorkbookLimits limits;
    limits.cells = 2;
    CHECK(workbook(make_zip(workbook_parts("<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>")),
                   limits) ==
          "f.xlsx:S: error: the workbook has more than 2 filled cells [workbook-size]\n" + split);
}

TEST_CASE("A text of nothing but escapes stays linear") {
    std::string text;
    for (int count = 0; count < 1'000'000; ++count)
        text += "_x0041_";
    CHECK(sheet_of("<row><c t=\"s\"><v>0</v></c></row>", "<si><t>" + text + "</t></si>") ==
          "S: A1 text " + std::string(1'000'000, 'A') + ";");
}

TEST_CASE("What WorkbookWriter makes is read back, and is the same twice") {
    const auto make = [] {
        WorkbookWriter writer("问卷");
        CellStyle open;
        open.is_locked = false;
        open.fill_color = 0xFFF2CC;
        open.number_format = "0.0";
        lxw_worksheet* cover = writer.add_sheet("封面");
        worksheet_write_string(cover, 0, 0, "企业", writer.style({}));
        worksheet_write_number(cover, 1, 1, 62.5, writer.style(open));
        worksheet_write_formula(cover, 2, 0, "=B2*2", nullptr);
        lxw_worksheet* map = writer.add_sheet("封面");
        worksheet_write_string(map, 0, 0, "a\nb & <c>", nullptr);
        worksheet_hide(map);
        writer.add_sheet("a/b:c*?[]" + std::string(40, 'x'));
        CHECK(writer.style(open) == writer.style(open));
        return writer.finish();
    };
    const std::string bytes = make();
    CHECK(bytes == make());
    CHECK(workbook(bytes) ==
          "封面: A1 text 企业; B2 number 62.5; A3 number 0;\n"
          "封面 2 (hidden): A1 text a\nb & <c>;\n"
          "a_b_c____xxxxxxxxxxxxxxxxxxxxxx:");
}

TEST_CASE("What XML refuses and what is too long for a cell is made fit") {
    CHECK(fit_in_cell("张\x07三\x1b[31m\n") == "张\\u{07}三\\u{1b}[31m\n");
    CHECK(fit_in_cell("a\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x9F\xBF\xBF") == "a\\u{fffe}\\u{ffff}\\u{01ffff}");
    std::string river;
    for (int character = 0; character < 32'767; ++character)
        river += "江";
    CHECK(fit_in_cell(river) == river);
    const std::string cut = fit_in_cell(river + "江");
    CHECK(cut.size() == river.size());
    CHECK(cut.ends_with("江…"));
}
