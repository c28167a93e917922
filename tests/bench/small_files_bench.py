#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Folders of one-enterprise files through `tidu batch`: 10,000 YAML, 10,000 JSON, 1,000 filled workbooks, one row.

Each file answers the 100 questions of the reference system; the workbooks are the form of the general index, filled. Every
folder goes through the command as a user runs it, into a file that is replaced when all is done, with the journal that
`--resume` needs. The least of several runs counts; beside it stand the limit for two cores and, for workbooks, what openpyxl
needs to read one. A batch of one row stands beside `tidu assess` of the same sheet.

  tests/bench/small_files_bench.py [--tidu build/release/src/cli/tidu] [--runs 5] [--work DIR]
"""
import argparse
import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reference_system import MULTIS, NUMBERS, YES_NO

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"yaml": 1.5, "json": 0.5, "xlsx": 0.7}  # seconds on two cores
FILES, WORKBOOKS, OPENPYXL_FILES = 10_000, 1_000, 30


def run(command):
    """Clock and processor seconds."""
    start = time.perf_counter()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        child = subprocess.Popen(list(map(str, command)), stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    clock = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):  # 1: a made-up sheet may contradict itself
        sys.exit(f"failed with {child.returncode}: {' '.join(map(str, command))}")
    return clock, usage.ru_utime + usage.ru_stime


def answers(rng):
    """One sheet of the reference system, as tests/bench/reference_system.py makes it."""
    given = {}
    for question in range(100):
        if question in NUMBERS:
            value = round(rng.uniform(0, 1000), 1 + question % 2)
        elif question in YES_NO:
            value = rng.choice(["yes", "no"])
        elif question in MULTIS:
            value = sorted(rng.sample("abcdefgh", rng.randint(1, 4)))
        else:
            value = rng.choice("abcde")
        given[f"q{question:03}"] = value
    return given


def make_sheets(folder):
    rng = random.Random(2027)
    for ending in ("yaml", "json"):
        (folder / ending).mkdir()
    for number in range(FILES):
        sheet = {"enterprise": {"id": f"E{number:05}", "name": f"企业{number}"}, "system": "reference",
                 "period": "2026", "answers": answers(rng)}
        (folder / "json" / f"{number:05}.json").write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")
        lines = [f"system: {sheet['system']}", f"period: \"{sheet['period']}\"", "enterprise:",
                  f"  id: {sheet['enterprise']['id']}", f"  name: {sheet['enterprise']['name']}", "answers:"]
        lines += [f"  {question}: [{', '.join(value)}]" if isinstance(value, list) else f"  {question}: {value}"
                  for question, value in sheet["answers"].items()]
        (folder / "yaml" / f"{number:05}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_workbooks(tidu, folder):
    (folder / "xlsx").mkdir()
    one = folder / "one.xlsx"
    subprocess.run([tidu, "convert", ROOT / "samples/injection-moulder.yaml", "-o", one, "--quiet"], check=True)
    for number in range(WORKBOOKS):
        shutil.copy(one, folder / "xlsx" / f"{number:05}.xlsx")


def openpyxl_seconds(folder):
    """Processor time for one workbook; None where openpyxl is not installed."""
    try:
        import openpyxl
    except ImportError:
        return None
    start = time.process_time()
    for number in range(OPENPYXL_FILES):
        workbook = openpyxl.load_workbook(folder / "xlsx" / f"{number:05}.xlsx", data_only=True)
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows(values_only=True):
                len(row)
    return (time.process_time() - start) / OPENPYXL_FILES


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tidu", type=Path, default=ROOT / "build/release/src/cli/tidu")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, help="a folder to keep the files in")
    options = parser.parse_args()
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    place = contextlib.nullcontext(options.work) if options.work else tempfile.TemporaryDirectory(prefix="tidu-small-")
    with place as name:
        folder = Path(name)
        if not (folder / "xlsx").exists():
            make_sheets(folder)
            make_workbooks(options.tidu, folder)
            with open(folder / "reference.yaml", "wb") as system:
                subprocess.run([sys.executable, Path(__file__).parent / "reference_system.py"], stdout=system, check=True)
        print(f"{'':8} {'files':>7} {'seconds':>8} {'cpu':>6} {'limit':>6}")
        for kind, limit in LIMITS.items():
            system = "general" if kind == "xlsx" else folder / "reference.yaml"
            command = [options.tidu, "batch", folder / kind, "-s", system, "-o", folder / "out.csv", "--quiet"]
            clock, processor = min(run(command) for _ in range(options.runs))
            files = len(list((folder / kind).iterdir()))
            print(f"{kind:8} {files:7} {clock:8.2f} {processor:6.2f} {limit:6.1f}")
            if kind == "xlsx":
                of_openpyxl = openpyxl_seconds(folder)
            if kind == "xlsx" and of_openpyxl is None:
                print("  openpyxl is not installed: python3-openpyxl")
            elif kind == "xlsx":
                print(f"  openpyxl {of_openpyxl * 1000:.1f} ms a workbook, tidu {processor / files * 1000:.2f} ms of processor time: "
                      f"{of_openpyxl / processor * files:.0f} times faster")
        sheet = folder / "yaml/00000.yaml"
        table = folder / "one.csv"
        subprocess.run([options.tidu, "convert", sheet, "-s", folder / "reference.yaml", "-o", table, "--quiet"], check=True)
        for what, command in (("batch of one row", ["batch", table, "-o", folder / "out.csv"]), ("assess", ["assess", sheet])):
            clock, processor = min(run([options.tidu, *command, "-s", folder / "reference.yaml"])
                                   for _ in range(5 * options.runs))
            print(f"{what:18} {clock * 1000:6.1f} ms on the clock, {processor * 1000:6.1f} ms of processor time")


if __name__ == "__main__":
    main()
