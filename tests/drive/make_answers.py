#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes answer sheets of an invented drive, so that a drive can be scored and not only estimated from.

Each enterprise of a list (columns id and total, as make_drive results writes them) answers like the fictitious
enterprise of samples/ whose total is nearest to its own; some leave questions out. The same seed gives the same answers.

Usage: make_answers.py --tidu PROGRAM --list RESULTS.csv --manifest SAMPLE.json --seed TEXT > answers.jsonl
"""
import argparse
import csv
import hashlib
import hmac
import json
import pathlib
import subprocess
import sys

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "samples"
ATTRIBUTES = ("name", "city", "industry", "size", "cluster", "chain", "status")


def templates(tidu):
    """Complete sheets by total score."""
    found = []
    for path in sorted(SAMPLES.glob("*.yaml")):
        scored = subprocess.run([tidu, "assess", path, "--format", "json", "--quiet"], capture_output=True, check=True)
        sheet = subprocess.run([tidu, "convert", path, "--format", "json", "--quiet"], capture_output=True, check=True)
        score = json.loads(scored.stdout)
        if score["completeness"]["share"] == 1:
            found.append((score["score"]["total"], json.loads(sheet.stdout)["answers"]))
    return sorted(found, key=lambda template: template[0])


def chance(seed, text):
    """A number from 0 to 1 that depends on nothing but seed and text."""
    digest = hmac.new(seed.encode(), text.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def drawn_units(manifest):
    columns = manifest["draw"]["columns"]
    return {unit["id"]: dict(zip(columns, unit["values"])) for unit in manifest["draw"]["units"]}


def main():
    parser = argparse.ArgumentParser()
    for option in ("--tidu", "--list", "--manifest", "--seed"):
        parser.add_argument(option, required=True)
    given = parser.parse_args()
    sheets = templates(given.tidu)
    units = drawn_units(json.loads(pathlib.Path(given.manifest).read_text()))
    with open(given.list, newline="") as listed:
        for row in csv.DictReader(listed):
            wanted = float(row["total"])
            answers = dict(min(sheets, key=lambda template: abs(template[0] - wanted))[1])
            if chance(given.seed, "open " + row["id"]) < 0.1:
                optional = [key for key, value in answers.items() if key.startswith("scene_")]
                for key in optional[:3]:
                    del answers[key]
            known = units.get(row["id"], {})
            enterprise = {"id": row["id"], **{key: known[key] for key in ATTRIBUTES if known.get(key)}}
            json.dump({"system": "general", "period": "2026", "enterprise": enterprise, "answers": answers},
                      sys.stdout, ensure_ascii=False, separators=(",", ":"))
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
