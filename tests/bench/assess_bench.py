#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long a whole `tidu assess` of one enterprise takes, process start included, beside `python3 -c pass`.

The two are started in turn, so that both meet the same load; medians of N runs are printed with their ratio, and the
peak memory of tidu. Goal: 15 ms and 20 MB on a machine where `python3 -c pass` takes about 15 ms, so the ratio counts.

  tests/bench/assess_bench.py [--tidu build/release/src/cli/tidu] [--runs 61] [ARGUMENTS OF ASSESS]
"""
import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from measure import run_watched  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def run(command, environment):
    """Seconds of one run, its output thrown away."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment,
                           file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 0), (os.POSIX_SPAWN_DUP2, nowhere, 1)])
    _, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - start
    os.close(nowhere)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tidu", default=str(ROOT / "build/release/src/cli/tidu"))
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--runs", type=int, default=61)
    parser.add_argument("assess", nargs="*", default=[str(ROOT / "samples/injection-moulder.yaml")])
    options = parser.parse_args()

    tidu = [options.tidu, "assess", *options.assess]
    python = [options.python, "-c", "pass"]
    times = {"tidu": [], "python": []}
    for _ in range(options.runs + 3):  # the first three warm the caches and are dropped
        for name, command in (("tidu", tidu), ("python", python)):
            times[name].append(run(command, dict(os.environ)) * 1000)
    median = {name: statistics.median(values[3:]) for name, values in times.items()}
    print(f"{'':24}  median ms   least ms   peak MB")
    for name, command in (("tidu", tidu), ("python", python)):
        peak = max(run_watched(command, subprocess.DEVNULL, 10)[1] for _ in range(9))
        label = "tidu assess" if name == "tidu" else "python3 -c pass"
        print(f"{label:24}  {median[name]:9.2f}  {min(times[name][3:]):9.2f}  {peak:8.1f}")
    print(f"ratio of the medians: {median['tidu'] / median['python']:.2f} ({options.runs} runs each, in turn)")


main()
