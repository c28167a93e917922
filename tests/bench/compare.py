#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `tidu batch` on a made-up table, beside DuckDB where it is there, and checks that both agree on every row.

    tests/bench/compare.py [--rows 1000000] [--system FILE] [--work DIR] [--duckdb DIR] [--rounds 5]

Builds the release preset, makes the table once in the work folder, then runs the programs in turns. DuckDB is taken from
the `node_modules` of --duckdb (in an empty folder: npm install @duckdb/node-api). Prints medians and the best of the rounds.
"""
import argparse
import csv
import itertools
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
RELEASE = SOURCE / "build" / "release"


def build():
    subprocess.run(["cmake", "--preset", "release", "-DTIDU_BUILD_BENCH=ON"], cwd=SOURCE, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", str(RELEASE), "tidu", "make_table"], check=True, stdout=subprocess.DEVNULL)


def measure(command, cwd=None):
    """Wall and processor seconds, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed: {errors}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, errors


def show(name, runs, rows, size):
    wall, cpu, memory = (statistics.median(run[value] for run in runs) for value in range(3))
    best = min(run[0] for run in runs)
    print(f"{name:22} {wall:8.3f} s wall (best {best:.3f}) {cpu:7.3f} s cpu {memory:7.1f} MB peak "
          f"{rows / wall:12,.0f} rows/s {size / wall / 1e6:8.1f} MB/s")
    return wall, best


def disagreements(tidu_file, duckdb_file):
    """Rows that differ in a column that both have; points of gaps may differ in their last digit (DuckDB's are rounded)."""
    names = ["id", "name", "status", "total", "d1", "d2", "d3", "d4", "d5", "gap1", "gap2", "gap3"]
    pairs = [(name, name) for name in names] + [("ladder_level", "level"), ("ladder_next", "next")]
    points = [f"gap{rank}_points" for rank in (1, 2, 3)]
    count = compared = 0
    with open(tidu_file, encoding="utf-8", newline="") as left, open(duckdb_file, encoding="utf-8", newline="") as right:
        for ours, theirs in itertools.zip_longest(csv.DictReader(left), csv.DictReader(right)):
            compared += 1
            same = ours is not None and theirs is not None
            for mine, other in pairs if same else []:
                is_number = mine == "total" or (mine[0] == "d" and mine[1:].isdigit())
                same = same and (float(ours[mine]) == float(theirs[other]) if is_number and ours[mine] else ours[mine] == theirs[other])
            for name in points if same else []:
                same = abs(float(ours[name] or 0) - float(theirs[name] or 0)) < 0.0101
            if not same and count < 3:
                print("differ:", ours, theirs, sep="\n  ")
            count += not same
    return compared, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--system", help="a system file (default: the reference system)")
    parser.add_argument("--work", default="build/bench", type=pathlib.Path)
    parser.add_argument("--duckdb", type=pathlib.Path, help="folder with node_modules/@duckdb/node-api")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--duckdb-rounds", type=int, default=2)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--kernel", default="")
    parser.add_argument("--no-build", action="store_true")
    options = parser.parse_args()
    if not options.no_build:
        build()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    system = pathlib.Path(options.system) if options.system else work / "reference.yaml"
    if not options.system:
        system.write_bytes(subprocess.run([sys.executable, str(HERE / "reference_system.py")], check=True, stdout=subprocess.PIPE).stdout)
    table = work / f"{system.stem}-{options.rows}.csv"
    if not table.exists():
        with open(table, "wb") as file:
            subprocess.run([str(RELEASE / "tests/bench/make_table"), str(system), str(options.rows)], check=True, stdout=file)
    size = table.stat().st_size
    print(f"{options.rows:,} rows, {size / 1e6:.0f} MB, {options.threads} threads, load {os.getloadavg()[0]:.1f}")

    ours, theirs = work / "tidu.csv", work / "duckdb.csv"
    command = [str(RELEASE / "src/cli/tidu"), "batch", str(table), "-s", str(system), "-o", str(ours), "--lang", "en",
               "--jobs", str(options.threads), "--attributes", "city", "--stats"]
    command += ["--kernel", options.kernel] if options.kernel else []
    measure(command)
    runs = [measure(command) for _ in range(options.rounds)]
    wall, best = show("tidu batch", runs, options.rows, size)
    print(min(runs)[3].strip().splitlines()[-1])

    if options.duckdb is None or not (options.duckdb / "node_modules/@duckdb/node-api").is_dir():
        print("DuckDB is not there (npm install @duckdb/node-api in a folder, then --duckdb FOLDER)")
        return
    sql = work / "score.sql"
    sql.write_bytes(subprocess.run([sys.executable, str(HERE / "duckdb_sql.py"), str(system), str(table), str(theirs)],
                                   check=True, stdout=subprocess.PIPE).stdout)
    duckdb = ["node", str(HERE / "run_duckdb.mjs"), str(sql), str(options.threads)]
    duckdb_wall, duckdb_best = show("DuckDB", [measure(duckdb, options.duckdb) for _ in range(options.duckdb_rounds)], options.rows, size)
    print(f"tidu is {duckdb_wall / wall:.1f} times as fast by medians, {duckdb_best / best:.1f} times by the best rounds")
    compared, differing = disagreements(ours, theirs)
    print(f"{compared:,} rows compared, {differing} differ")
    sys.exit(1 if differing else 0)


main()
