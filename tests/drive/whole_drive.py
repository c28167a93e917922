#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A whole drive, two years of it, with the commands of docs/drive.md: registry, plan, draw, answers, batch, response,
estimates, targets, index. Sizes, list, estimates and growth rates are computed once more by reference.py, and a second
run in another folder has to give the same bytes.

    whole_drive.py --tidu PROGRAM --make PROGRAM                      as the tests run it: 3,000 enterprises
    whole_drive.py --tidu PROGRAM --make PROGRAM --enterprises 70000 --times
"""
import argparse
import csv
import json
import math
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

import reference

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
SEED = "whole drive"
CITIES = 13


def processor_seconds():
    """Of all commands so far: what a busy machine does not change much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Drive:
    """Runs commands in one folder."""

    def __init__(self, folder, given, zone):
        self.folder, self.given = folder, given
        self.environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder), "TZ": zone}

    def run(self, program, *words, into=None):
        started, before = time.monotonic(), processor_seconds()
        out = open(self.folder / into, "wb") if into else subprocess.PIPE
        process = subprocess.Popen([str(program), *map(str, words)], cwd=self.folder, env=self.environment, stdout=out,
                                   stderr=subprocess.PIPE)
        printed, complaints = process.communicate()
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: exit code {process.returncode}\n{complaints.decode()[-2000:]}")
        if self.given.times:
            print(f"{time.monotonic() - started:7.2f} s, cpu {processor_seconds() - before:6.2f} s  "
                  f"{pathlib.Path(program).name} {' '.join(map(str, words))[:80]}")
        return printed

    def tidu(self, *words, into=None):
        return self.run(self.given.tidu, *words, "--quiet", into=into)

    def read(self, name):
        return (self.folder / name).read_text()

    def table(self, name):
        with open(self.folder / name, newline="") as rows:
            return list(csv.DictReader(rows))


def run_year(drive, year):
    """Registry to results of one year; files carry the year's number."""
    make, count = drive.given.make, drive.given.enterprises
    drive.run(make, "registry", count, SEED, year, into=f"raw-{year}.csv")
    previous = ["--previous", "raw-0.csv"] if year else []
    drive.tidu("registry", "check", f"raw-{year}.csv", *previous, "--copy", f"registry-{year}.csv")
    drive.tidu("sample", "plan", f"registry-{year}.csv", "--rate", "10%", "-o", f"plan-{year}.json")
    rotation = ["--year", year, "--step", "1/50"] + (["--previous", "sample-0.json"] if year else [])
    drive.tidu("sample", "draw", f"plan-{year}.json", f"registry-{year}.csv", "--seed", SEED, *rotation,
               "-o", f"sample-{year}.json", "--list", f"list-{year}.csv")
    drive.tidu("sample", "verify", f"sample-{year}.json", f"registry-{year}.csv", "--list", f"list-{year}.csv")
    drive.run(make, "results", f"sample-{year}.json", SEED, into=f"wanted-{year}.csv")
    drive.run(make, "outcomes", f"sample-{year}.json", SEED, into=f"outcomes-{year}.csv")
    drive.run(sys.executable, HERE / "make_answers.py", "--tidu", drive.given.tidu, "--list", f"wanted-{year}.csv",
              "--manifest", f"sample-{year}.json", "--seed", SEED, into=f"answers-{year}.jsonl")
    drive.tidu("batch", f"answers-{year}.jsonl", "-o", f"results-{year}.jsonl")
    drive.tidu("sample", "status", f"sample-{year}.json", f"results-{year}.jsonl", "--outcomes", f"outcomes-{year}.csv",
               "--remind", f"remind-{year}.csv", "-o", f"status-{year}.json")


def sample(year):
    return ["--manifest", f"sample-{year}.json", "--outcomes", f"outcomes-{year}.csv", "--registry",
            f"registry-{year}.csv"]


def publish(drive):
    """Estimates, change, targets and index of the second year."""
    drive.tidu("estimate", "results-1.jsonl", *sample(1), "--by", "city", "--by", "city,industry", "--by", "cluster",
               "--by", "chain", "--by", "status", "--ladder", "factory", "--ladder", "sme", "--mean", "total",
               "-o", "published.csv")
    drive.tidu("estimate", "results-1.jsonl", *sample(1), "--by", "city", "--by", "industry", "--mean", "total",
               "--all-values", "-o", "all.json")
    drive.tidu("estimate", "results-1.jsonl", *sample(1), "--previous", "results-0.jsonl", "--previous-manifest",
               "sample-0.json", "--previous-outcomes", "outcomes-0.csv", "--previous-registry", "registry-0.csv",
               "--by", "city", "--all-values", "-o", "change.json")
    drive.tidu("targets", "--year", "2026", "--estimates", "all.json", "--holm", "-o", "targets.html")
    drive.tidu("targets", "--year", "2026", "--estimates", "all.json", "--holm", "-o", "targets.csv")
    region = SAMPLES / "region"
    figures = ["--estimates", "2026=all.json", "--figure", "basic_share=factory:basic", "--figure", "mean_score=total"]
    drive.tidu("index", region / "figures-2022.csv", region / "figures-2024.csv", "-s", region / "region-2024.yaml",
               "--old-system", region / "region-2022.yaml", "--link", "2024", *figures, "--growth", "-o", "index.csv")
    drive.tidu("index", "explain", "320500", region / "figures-2024.csv", "-s", region / "region-2024.yaml", *figures,
               "--against", "2025", "-o", "explain.csv")
    drive.tidu("index", "robust", region / "figures-2024.csv", "-s", region / "region-2024.yaml", *figures,
               "--normalise", "own,minmax,zscore", "--seed", SEED, "-o", "robust.csv")


def close(what, program, own, tolerance):
    if program is None or not math.isclose(program, own, rel_tol=tolerance, abs_tol=tolerance):
        sys.exit(f"{what}: the program says {program}, the formulas give {own}")


def check_sample(drive):
    """Sizes and list of the first year by exact fractions and HMAC."""
    strata, cities = {}, {}
    for row in drive.table("registry-0.csv"):
        key = "|".join((row["city"], row["industry"], row["size"]))
        strata.setdefault(key, []).append(row["id"])
        cities[row["city"]] = cities.get(row["city"], 0) + 1
    plan = {stratum["key"]: stratum["size"] for stratum in json.loads(drive.read("plan-0.json"))["plan"]["strata"]}
    listed = {}
    for row in drive.table("list-0.csv"):
        listed.setdefault(row["stratum"], []).append(row["id"])
    for city, population in cities.items():
        own = {}
        for key, units in strata.items():
            if key.startswith(city + "|"):
                least = len(units) if key.endswith("|large") else min(2, len(units))
                own[key] = (len(units), least, len(units))
        size = max(-(-population // 10), sum(least for _, least, _ in own.values()))
        for key, n in reference.allocate(own, size).items():
            close(f"size of {key}", plan[key], n, 0)
            reserve = -(-n // 2)
            expected = reference.draw(strata[key], SEED, n + reserve)
            if listed[key] != expected:
                sys.exit(f"the list of {key} is not the one that seed and registry give")
    if len(cities) != CITIES:
        sys.exit(f"{len(cities)} cities, {CITIES} expected")


def read_response(drive, year):
    """Strata with what came of their drawn units, and the level of each respondent."""
    manifest = json.loads(drive.read(f"sample-{year}.json"))
    plan, draw = manifest["plan"]["strata"], manifest["draw"]
    outcomes = {row["id"]: row["outcome"] for row in drive.table(f"outcomes-{year}.csv")}
    results = {}
    for line in drive.read(f"results-{year}.jsonl").splitlines():
        record = json.loads(line)
        if record["status"] == "ok":
            results[record["enterprise"]["id"]] = {one["id"]: one for one in record["ladders"]}["factory"]["level"]
    strata = [reference.Stratum(one["city"], "|".join((one["city"], one["values"][2])), one["population"])
              for one in plan]
    values = {}
    for unit in draw["units"]:
        if unit["reserve"]:
            continue
        stratum, outcome = strata[unit["stratum"]], outcomes.get(unit["id"], "silent")
        values[unit["id"]] = dict(zip(draw["columns"], unit["values"]))
        if unit["id"] in results:
            stratum.respondents.append(unit["id"])
        elif outcome == "not_reached":
            stratum.unknown += 1
        elif outcome == "closed":
            stratum.ineligible += 1
        else:
            stratum.silent += 1
    return strata, values, results


def check_estimates(drive):
    """Shares on the basic level and above, everywhere and by city and industry, with all that goes with them."""
    strata, values, levels = read_response(drive, 1)
    figures = {(one["by"], one["domain"]): one for one in json.loads(drive.read("all.json"))["figures"]
               if one["measure"] == "factory:basic"}
    on_ladder = lambda unit: levels[unit] not in ("not_applicable", "unknown")
    reached = lambda unit: on_ladder(unit) and levels[unit] != "none"
    for (by, domain), figure in figures.items():
        if figure["value"] is None:
            continue
        own = reference.estimate_share(strata, lambda unit: on_ladder(unit) and (not by or values[unit][by] == domain),
                                       reached)
        for key, tolerance in (("value", 2e-6), ("standard_error", 2e-6), ("degrees_of_freedom", 0),
                               ("effective_size", 0.06), ("lower", 2e-6), ("upper", 2e-6), ("population", 0.06),
                               ("count", 0.06)):
            if figure[key] is not None:
                close(f"{by} {domain} {key}", figure[key], own[key], tolerance)
    return len(figures)


def check_change(drive):
    """A change is the difference of two estimates; the overlap makes it surer than two independent years."""
    figures = json.loads(drive.read("change.json"))["figures"]
    now = {(one["by"], one["domain"], one["measure"]): one for one in figures if one["kind"] == "share"}
    whole = next(one for one in figures if one["kind"] == "change" and not one["by"] and one["measure"] == "factory:basic")
    strata, _, levels = read_response(drive, 0)
    on_ladder = lambda unit: levels[unit] not in ("not_applicable", "unknown")
    before = reference.estimate_share(strata, on_ladder, lambda unit: on_ladder(unit) and levels[unit] != "none")
    after = now["", "", "factory:basic"]
    close("change", whole["value"], after["value"] - before["value"], 2e-6)
    apart = math.hypot(after["standard_error"], before["standard_error"])
    if not 0 < whole["standard_error"] < apart:
        sys.exit(f"the change has the error {whole['standard_error']}, two independent years would have {apart}")


def check_index(drive):
    """Links and growth rates of samples/region from its figures."""
    index = {(row["id"], row["period"]): row for row in drive.table("index.csv")}
    fields = {"foundation": {"networked_equipment": 1, "nc_processes": 1},
              "use": {"cloud_enterprises": 1, "digital_management": 1},
              "results": {"productivity": 1, "energy_intensity": 1}}
    weights = {"foundation": 2, "use": 2, "results": 1}
    with open(SAMPLES / "region" / "figures-2022.csv", newline="") as rows:
        figures = {(row["id"], row["period"]): row for row in csv.DictReader(rows)}
    for city in sorted({city for city, _ in figures}):
        growth = dict.fromkeys(fields, 100.0)
        for before, after in (("2022", "2023"), ("2023", "2024")):
            pair = [{name: float(figures[city, year][name]) for part in fields.values() for name in part}
                    for year in (before, after)]
            growth = {field: reference.grow(growth[field], *pair, fields[field], lower={"energy_intensity"})
                      for field in fields}
            total = sum(weights[field] * growth[field] for field in fields) / sum(weights.values())
            close(f"growth index of {city} in {after}", float(index[city, after]["growth_index"]), total, 1e-8)
            own = 100 * float(index[city, after]["score"]) / float(index[city, "2022"]["score"])
            close(f"index of {city} in {after}", float(index[city, after]["index"]), own, 1e-6)


def check_same_bytes(first, second):
    for path in sorted(first.folder.iterdir()):
        if path.read_bytes() != (second.folder / path.name).read_bytes():
            sys.exit(f"{path.name} is not the same in a second run")


def check_row_order(drive):
    """The rows of the registry shuffled: the same list."""
    heading, *rows = drive.read("raw-0.csv").splitlines()
    random.Random(1).shuffle(rows)
    (drive.folder / "shuffled.csv").write_text("\n".join([heading, *rows]) + "\n")
    drive.tidu("sample", "plan", "shuffled.csv", "--rate", "10%", "-o", "shuffled-plan.json")
    drive.tidu("sample", "draw", "shuffled-plan.json", "shuffled.csv", "--seed", SEED, "-o", "shuffled.json",
               "--list", "shuffled-list.csv")
    if drive.read("shuffled-list.csv") != drive.read("list-0.csv"):
        sys.exit("the order of the registry's rows changes the list")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True, type=pathlib.Path)
    parser.add_argument("--make", required=True, type=pathlib.Path)
    parser.add_argument("--enterprises", type=int, default=3000)
    parser.add_argument("--times", action="store_true", help="print the time of each command")
    given = parser.parse_args()
    given.tidu, given.make = given.tidu.resolve(), given.make.resolve()
    with tempfile.TemporaryDirectory(prefix="tidu-drive-") as first, tempfile.TemporaryDirectory(prefix="tidu-drive-") as second:
        drives = [Drive(pathlib.Path(first), given, "UTC"), Drive(pathlib.Path(second), given, "Asia/Shanghai")]
        for drive in drives:
            for year in (0, 1):
                run_year(drive, year)
            publish(drive)
            if given.times:
                break
        drive = drives[0]
        check_sample(drive)
        estimates = check_estimates(drive)
        check_change(drive)
        check_index(drive)
        if not given.times:
            check_same_bytes(*drives)
        check_row_order(drive)
    print(f"{given.enterprises} enterprises, {estimates} estimates agree with the formulas")


if __name__ == "__main__":
    main()
