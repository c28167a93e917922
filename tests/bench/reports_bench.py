#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a report costs in a batch: 10,000 enterprises of the general index, each with its HTML report, on one core.

Processor time counts (user and system), since other work on the machine does not change it; the time on the clock is shown
beside it. A run without reports, row by row like the one with them, tells what of it is scoring. Goal: less than 2 ms for
each report, scoring and writing the file included.

  tests/bench/reports_bench.py [--build build/release] [--rows 10000] [--format html] [--summary]
"""
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MS = 2.0


def run(command):
    """Processor and clock seconds of one run. Rows that are wrong in the data end with 1 and are no failure."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"failed with {done.returncode}: {' '.join(map(str, command))}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, clock


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--system", type=Path, default=ROOT / "indicators/general.yaml")
    parser.add_argument("--format", default="html", choices=["html", "md"])
    parser.add_argument("--summary", action="store_true", help="also write the summary of the batch")
    options = parser.parse_args()
    tidu = options.build / "src/cli/tidu"

    with tempfile.TemporaryDirectory(prefix="tidu-reports-") as name:
        folder = Path(name)
        with open(folder / "table.csv", "wb") as table:
            subprocess.run([options.build / "tests/bench/make_table", options.system, str(options.rows)], stdout=table,
                           check=True)
        batch = [tidu, "batch", folder / "table.csv", "-s", options.system, "-o", folder / "out.csv", "-j", "1", "--lang",
                 "zh", "--quiet"]
        scoring, _ = run([*batch, "--kernel", "none"])
        command = [*batch, "--reports", folder / "reports", "--report-format", options.format]
        if options.summary:
            command += ["--summary", folder / "summary.html"]
        run([*command[:3], "--shard", "1/50", *command[3:]])  # warms the caches
        shutil.rmtree(folder / "reports")
        processor, clock = run(command)
        files = list(os.scandir(folder / "reports"))
        size = sum(file.stat().st_size for file in files)

    count = len(files)
    each = processor * 1000 / count
    print(f"{count} {options.format} reports, {size / count / 1024:.0f} KB each")
    print(f"processor time  {processor:7.2f} s  {each:6.3f} ms each (limit {LIMIT_MS} ms: {'kept' if each < LIMIT_MS else 'broken'})")
    print(f"of it scoring   {scoring:7.2f} s  {scoring * 1000 / count:6.3f} ms each")
    print(f"on the clock    {clock:7.2f} s  {clock * 1000 / count:6.3f} ms each")


if __name__ == "__main__":
    main()
