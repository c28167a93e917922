#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Broken and hostile files through the whole program: the right finding, soon, and without gigabytes.

Each case is made here, for some are too large to keep. A run may take 20 s and 400 MB (five times that under sanitizers),
which is far above what it needs and far below a hang.
"""
import argparse
import io
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from measure import run_watched  # noqa: E402

LEAF = "    - {id: a%s, title: {zh: 甲, en: A}, type: number, range: [0, 100], score: {points: [[0, 0], [100, 100]]}}\n"
SYSTEM = 'tidu: 1\nid: x\nversion: "1"\ntitle: {zh: 甲, en: T}\nindex:\n  id: total\n  title: {zh: 甲, en: T}\n  items:\n' + LEAF % ""
ANSWERS = "enterprise: {id: x}\nanswers:\n"
MEGABYTE = 1_000_000


def bomb():
    yield "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for layer in range(1, 12):
        yield f"a{layer}: &a{layer} [{', '.join([f'*a{layer - 1}'] * 9)}]\n"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADINGS = "<row><c t='str'><v>id</v></c><c t='str'><v>employees</v></c></row>"


def workbook(sheet, target="worksheets/sheet1.xml", main="xl/workbook.xml"):
    """An archive with one sheet; `sheet` is the inside of its part, whole or in pieces."""
    relation = '<Relationship Id="r1" Type="%s/%s" Target="%s"/>'
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", "<Relationships>" + relation % (OFFICE, "officeDocument", main) + "</Relationships>")
        parts.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>')
        parts.writestr("xl/_rels/workbook.xml.rels",
                       "<Relationships>" + relation % (OFFICE, "worksheet", target) + "</Relationships>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [sheet] if isinstance(sheet, str) else sheet:
                part.write(piece.encode())
    return archive.getvalue()


def cells(rows):
    return f"<worksheet><sheetData>{HEADINGS}{rows}</sheetData></worksheet>"


def long_sheet(row_count):
    yield f"<worksheet><sheetData>{HEADINGS}"
    for row in range(row_count // 1000):
        yield f"<row><c t='str'><v>e{row}</v></c><c><v>5</v></c></row>" * 1000
    yield "</sheetData></worksheet>"


def with_false_size(archive, part, size):
    """The archive, whose directory claims another size of one part."""
    at = archive.rindex(part.encode()) - 46 + 24
    return archive[:at] + struct.pack("<I", size) + archive[at + 4:]


def merged_sheet(column_count, row_count):
    """Two headings, and beside them hundreds of cells that are merged down over all rows."""
    letters = [f"{chr(65 + column // 26)}{chr(65 + column % 26)}" for column in range(column_count)]
    yield f"<worksheet><sheetData>{HEADINGS}<row r='2'><c r='A2' t='str'><v>e</v></c>"
    yield "".join(f"<c r='{letter}2'><v>5</v></c>" for letter in letters) + "</row>"
    for row in range(row_count):
        yield f"<row><c t='str'><v>e{row}</v></c><c><v>x</v></c></row>"
    yield "</sheetData><mergeCells>" + "".join(f"<mergeCell ref='{letter}2:{letter}1048576'/>" for letter in letters)
    yield "</mergeCells></worksheet>"


# command, file name, bytes, exit code, what the output must name
CASES = [
    ("lint", "deep-flow.yaml", "tidu: " + "[" * 200_000, 1, "nesting-depth"),
    ("lint", "deep-block.yaml", "".join(" " * depth + "a:\n" for depth in range(3000)), 1, "nesting-depth"),
    ("lint", "alias-bomb.yaml", "".join(bomb()), 1, "node-count"),
    ("lint", "huge.yaml", SYSTEM + "# " + "x" * 100 * MEGABYTE, 1, "file-size"),
    ("lint", "million-keys.yaml", "".join(f"k{key}: 1\n" for key in range(MEGABYTE)), 1, "node-count"),
    ("lint", "many-nodes.yaml", SYSTEM + "".join(LEAF % number for number in range(30_000)), 1, "node-count"),
    ("lint", "octal.yaml", SYSTEM.replace("[100, 100]", "[0100, 100]"), 0, "nothing found"),
    ("lint", "nan.yaml", SYSTEM.replace("[100, 100]", "[.nan, 100]"), 1, "number-syntax"),
    ("lint", "infinity.yaml", SYSTEM.replace("[100, 100]", "[100, .inf]"), 1, "number-syntax"),
    ("lint", "overflow.yaml", SYSTEM.replace("[100, 100]", "[1e999, 100]"), 1, "number-syntax"),
    ("lint", "tab.yaml", SYSTEM.replace("  items:", "\titems:"), 1, "yaml-syntax"),
    ("lint", "bom-crlf.yaml", b"\xef\xbb\xbf" + SYSTEM.replace("\n", "\r\n").encode(), 0, "nothing found"),
    ("lint", "utf-16.yaml", SYSTEM.encode("utf-16"), 1, "encoding"),
    ("lint", "truncated-utf-8.yaml", SYSTEM.encode().replace("甲".encode(), "甲".encode()[:2], 1), 1, "encoding"),
    ("lint", "cut.yaml", SYSTEM.encode()[:61], 1, "wrong-type"),
    ("lint", "nul.yaml", SYSTEM + "note: a\0b\n", 1, "control-character"),
    ("lint", "empty.yaml", "", 1, "document-count"),
    ("lint", "binary.yaml", bytes(range(256)) * 100, 1, "encoding"),
    ("lint", "list.yaml", "- 1\n- 2\n", 1, "wrong-type"),
    ("assess", "deep.yaml", ANSWERS + "  employees: " + "[" * 200_000, 1, "nesting-depth"),
    ("assess", "deep.json", "[" * MEGABYTE, 1, "nest"),
    ("assess", "nan.yaml", ANSWERS + "  employees: .nan\n", 1, "not-a-number"),
    ("assess", "overflow.yaml", ANSWERS + "  employees: 1e999\n", 1, "not-a-number"),
    ("assess", "hexadecimal.yaml", ANSWERS + "  employees: 0x10\n", 1, "not-a-number"),
    ("assess", "half-surrogate.json", '{"answers": {"employees": "\\ud800', 1, "error"),
    ("assess", "truncated-utf-8.csv", "id,employees\n甲,1\n".encode()[:15], 1, "error"),
    ("assess", "huge-cell.csv", "id,employees\nx," + "y" * 10 * MEGABYTE + "\n", 1, "not-a-number"),
    ("assess", "huge-name.csv", "id,name,employees\nx," + "y" * MEGABYTE + ",1\n", 1, "required-answer"),
    ("assess", "open-quote.csv", 'id,employees\nx,"1\n' + "a,1\n" * 2_000, 1, "csv-quote"),
    ("assess", "bom-in-the-middle.csv", "\ufeffid,employees\nA1,5\n\ufeffA2,x\n", 1, "row 3, column 2"),
    ("assess", "zip-bomb.xlsx", workbook(" " * MEGABYTE for _ in range(1000)), 1, "workbook-size"),
    ("assess", "false-size.xlsx", with_false_size(workbook(cells("")), "xl/worksheets/sheet1.xml", 60 * MEGABYTE), 1,
     "workbook-broken"),
    ("assess", "smaller-than-it-says.xlsx", with_false_size(workbook(cells("")), "xl/worksheets/sheet1.xml", 9000), 1,
     "workbook-broken"),
    ("assess", "larger-than-it-says.xlsx", with_false_size(workbook(cells("")), "xl/worksheets/sheet1.xml", 9), 1,
     "workbook-broken"),
    ("assess", "entities.xlsx", workbook('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + cells("<row><c t='str'><v>&a;</v></c></row>")),
     1, "workbook-broken"),
    ("assess", "outside.xlsx", workbook(cells(""), target="../../../../../../etc/passwd"), 1, "workbook-broken"),
    ("assess", "outside-main.xlsx", workbook(cells(""), main="/etc/passwd"), 1, "workbook-broken"),
    ("assess", "million-rows.xlsx", workbook(long_sheet(1_048_000)), 1, "workbook-size"),
    ("assess", "far-away.xlsx", workbook(cells("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")), 1, "answer-shape"),
    ("assess", "huge-cell.xlsx", workbook(cells("<row><c t='str'><v>A1</v></c><c t='str'><v>" + "9" * 10 * MEGABYTE + "</v></c></row>")),
     1, "not-a-number"),
    ("assess", "letter.docx", workbook(cells(""), main="word/document.xml"), 1, "save it as \"Excel workbook"),
    ("assess", "binary.xlsb", workbook(cells(""), main="xl/workbook.bin"), 1, "save it as \"Excel workbook"),
    ("assess", "merged.xlsx", workbook(merged_sheet(600, 1500)), 1, "answer-shape"),
    ("assess", "print.xlsx", b"%PDF-1.7\n", 1, "PDF"),
    ("assess", "huge-number.json", '{"answers": {"employees": "' + "1" * 100 * MEGABYTE + '"}}', 1, "error"),
]


def problem_of(case, program, folder, factor):
    """What is wrong with a run; empty: nothing."""
    command, name, content, code, words = case
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open(folder / "output", "w+b") as output:
        ended, megabytes = run_watched([program, command, str(path), "--lang", "en"], output, 20 * factor)
        output.seek(0)
        text = output.read().decode(errors="replace")
    path.unlink()
    if ended != code:
        return f"ended with {ended}, not {code} (a killed one took too long): {text[:500]}"
    if words not in text:
        return f"does not say `{words}`: {text[:500]}"
    if megabytes > 400 * factor:
        return f"took {megabytes:.0f} MB"
    if len(text) > 3 * MEGABYTE:
        return f"printed {len(text)} characters"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tidu", required=True)
    parser.add_argument("--sanitized", action="store_true", help="allow five times as much")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            problem = problem_of(case, options.tidu, Path(folder), 5 if options.sanitized else 1)
            if problem:
                failed += 1
                print(f"{case[0]} {case[1]}: {problem}")
    print(f"{len(CASES)} hostile files, {failed} problems")
    sys.exit(1 if failed else 0)


main()
