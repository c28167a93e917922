# SPDX-License-Identifier: Apache-2.0
"""Form -> filled in by another program -> read: exact for every kind of question, in both languages.

usage: round_trip.py TIDU (openpyxl|libreoffice)
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

HERE = pathlib.Path(__file__).parent
SYSTEM = HERE / "every-type.yaml"
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))

# What a person types: (line, column) -> text in Chinese and in English. Numbers are typed, not set.
ENTRIES = {
    ("enterprise.id", "answer"): ("913200001234567897",) * 2,
    ("enterprise.name", "answer"): ("甲 & 乙 <有限> 公司",) * 2,
    ("period", "answer"): ("2026",) * 2,
    ("employees", "answer"): (1200,) * 2,
    ("sector", "answer"): ("流程型", "Process"),
    ("machines", "answer"): (80,) * 2,
    ("networked", "answer"): (54,) * 2,
    ("direct_rate", "answer"): ("62.5%",) * 2,
    ("direct_rate", "evidence"): ("a.pdf；b 清单.xlsx", "a.pdf; b 清单.xlsx"),
    ("direct_rate", "note"): ("两行\n说明",) * 2,
    ("decimal", "answer"): (-1.25,) * 2,
    ("mes", "answer"): ("部分建成（主要产线、仓储）", "Partly built (main lines, stores)"),
    ("furnace", "answer"): ("不适用", "not applicable"),
    ("furnace", "reason"): ("无窑炉",) * 2,
    ("scope/erp", "answer"): ("√",) * 2,
    ("scope/plm", "answer"): ("√",) * 2,
    ("scope_none", "answer"): ("以上都没有", "none of these"),
    ("scope_off", "reason"): ("无涉密",) * 2,
    ("audited", "answer"): ("是", "yes"),
    ("breached", "answer"): ("否", "no"),
}


def find_cells(workbook):
    """(line, column role) -> (sheet, cell), by the hidden ids."""
    cells = {}
    for sheet in workbook.worksheets:
        if sheet.cell(1, 1).value != "tidu:id":
            continue
        roles = {cell.value: cell.column for cell in sheet[1] if cell.value}
        for row in range(2, sheet.max_row + 1):
            line = sheet.cell(row, 1).value
            for role, column in roles.items():
                if line:
                    cells[line, role] = (sheet, sheet.cell(row, column))
    return cells


def type_in(workbook, language):
    for place, texts in ENTRIES.items():
        cell = find_cells(workbook)[place][1]
        text = texts[language]
        if isinstance(text, str) and text.endswith("%"):  # what a spreadsheet program makes of it
            cell.value, cell.number_format = float(text[:-1]) / 100, "0.0%"
        else:
            cell.value = text


def fill_with_openpyxl(blank, filled, language):
    """Also moves things about, as people do: rows and columns put in, sheets moved and renamed."""
    workbook = openpyxl.load_workbook(blank)
    type_in(workbook, language)
    sheets = [sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == "tidu:id"]
    sheets[1].insert_rows(5, 2)
    sheets[1].insert_cols(4)
    sheets[2].insert_cols(1)
    sheets[2].title = "renamed"
    workbook.move_sheet(sheets[2], -2)
    workbook.save(filled)


def fill_with_libreoffice(blank, filled, language):
    """The answers are put in without any calculated value; LibreOffice opens, calculates and saves the whole workbook.
    It has its own profile, so that nobody's is touched."""
    workbook = openpyxl.load_workbook(blank)
    type_in(workbook, language)
    folder = filled.parent
    (folder / "saved").mkdir()
    workbook.save(folder / "filled.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", folder / "saved", folder / "filled.xlsx"],
        check=True, timeout=300, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.move(folder / "saved" / "filled.xlsx", filled)
    check_calculated(filled)


def check_calculated(filled):
    """The rate, what does not apply and the counter of the cover, as another program calculates them."""
    workbook = openpyxl.load_workbook(filled, data_only=True)
    cells = find_cells(workbook)
    assert cells["networked_rate", "answer"][1].value == 67.5, "derived rate"
    sheet, furnace = cells["furnace", "answer"]
    assert sheet.cell(furnace.row, 9).value == 1, "the furnace applies to process industry"
    cover = workbook.worksheets[0]
    totals = [row for row in cover.iter_rows(values_only=True) if row[1] in ("合计", "Total")]
    assert [row[2:4] for row in totals] == [(14, 15)], f"counter on the cover: {totals}"


def main():
    tidu, program = sys.argv[1:]
    fill = {"openpyxl": fill_with_openpyxl, "libreoffice": fill_with_libreoffice}[program]
    for language, name in enumerate(("zh", "en")):
        with tempfile.TemporaryDirectory() as folder:
            blank, filled = pathlib.Path(folder) / "blank.xlsx", pathlib.Path(folder) / "filled.xlsx"
            subprocess.run([tidu, "form", SYSTEM, "-o", blank, "--lang", name], check=True)
            fill(blank, filled, language)
            result = subprocess.run([tidu, "convert", filled, "-s", SYSTEM, "--format", "json", "--quiet"],
                                    check=True, stdout=subprocess.PIPE)
            read = json.loads(result.stdout)
            assert read == EXPECTED, f"{program}, {name}: read\n{json.dumps(read, ensure_ascii=False, indent=1)}"
    print(f"{program}: exact in both languages")


if __name__ == "__main__":
    main()
