#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`tidu convert` between all formats of answers, there and back: nothing is lost, whatever stands in the texts.

Usage: convert_all.py TIDU
"""
import pathlib
import subprocess
import sys
import tempfile

import yaml

SYSTEM = pathlib.Path(__file__).resolve().parents[2] / "cli" / "shared" / "bakery.yaml"
FORMATS = {"yaml": "yaml", "json": "json", "jsonl": "jsonl", "csv": "csv", "csv-long": "csv", "xlsx": "xlsx"}
# Separators, quotes, line breaks and formulas in every text that an answer carries.
ANSWERS = r"""
system: bakery
period: "2026"
enterprise: {id: B1, name: "=甲, \"乙\"\n丙", city: "320500", status: x, extra: 其他}
answers:
  staff: 12
  kind: factory
  clean: {value: yes, note: "多行\n备注; 逗号, 引号\" 和 | 竖线"}
  ovens: 4.25
  logged_ovens: {value: 3, evidence: ["a;b.pdf", "c, d.pdf", "e|f.pdf"]}
  recipes: {value: system, evidence: [x.pdf], note: "'=1+1"}
  channels: []
  delivery: {not_applicable: true, reason: "无车：远；近 (far)", evidence: [e.pdf], note: n}
"""


def convert(tidu, source, target, form):
    done = subprocess.run([tidu, "convert", source, "-o", target, "--format", form, "-s", SYSTEM, "--quiet"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{source.name} to {form}: {done.stderr}")
    return target


def content(path):
    """All but the order of the answers, which is the form's own in workbooks."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def main():
    tidu = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="tidu-convert-") as name:
        folder = pathlib.Path(name)
        given = folder / "given.yaml"
        given.write_text(ANSWERS, encoding="utf-8")
        for first, first_ending in FORMATS.items():
            once = convert(tidu, given, folder / f"{first}.{first_ending}", first)
            for second, second_ending in FORMATS.items():
                twice = convert(tidu, once, folder / f"{first}-{second}.{second_ending}", second)
                back = content(convert(tidu, twice, folder / "back.yaml", "yaml"))
                if back != content(given):
                    sys.exit(f"{first} to {second}: {back}")
    print(f"{len(FORMATS) ** 2} ways through all formats lose nothing")


main()
