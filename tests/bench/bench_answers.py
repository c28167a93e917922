# SPDX-License-Identifier: Apache-2.0
"""Reading 1,000 filled workbooks beside openpyxl, and 10,000 YAML files. Processor time, one core each.

usage: bench_answers.py TIDU BENCH_ANSWERS SAMPLE.yaml
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl

WORKBOOKS, YAML_FILES, OPENPYXL_FILES = 1000, 10000, 50


def main():
    tidu, bench, sample = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        one = root / "one.xlsx"
        subprocess.run([tidu, "convert", sample, "-o", one, "--quiet"], check=True)
        for name, source, count, ending in (("xlsx", one, WORKBOOKS, ".xlsx"), ("yaml", sample, YAML_FILES, ".yaml")):
            (root / name).mkdir()
            for number in range(count):
                shutil.copy(source, root / name / f"{number:05}{ending}")
            print(name, subprocess.run([bench, "general", root / name], check=True, capture_output=True, text=True).stdout, end="")
        for read_only in (False, True):
            start = time.process_time()
            for number in range(OPENPYXL_FILES):
                workbook = openpyxl.load_workbook(root / "xlsx" / f"{number:05}.xlsx", read_only=read_only, data_only=True)
                for sheet in workbook.worksheets:
                    for row in sheet.iter_rows(values_only=True):
                        len(row)
                workbook.close()
            elapsed = (time.process_time() - start) * 1000 / OPENPYXL_FILES
            print(f"openpyxl read_only={read_only}: {elapsed:.1f} ms a file")


if __name__ == "__main__":
    main()
