#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Assesses every sample and holds each result against the published schema, in which every key must be named.

Usage: check_schema.py --tidu PROGRAM
"""
import argparse
import json
import pathlib
import subprocess
import sys

import jsonschema

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent


def closed(schema):
    """The schema with unknown keys forbidden: what we write must be described."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and "then" not in schema and schema.keys() != {"properties"}:
            schema.setdefault("additionalProperties", False)
    elif isinstance(schema, list):
        schema = [closed(entry) for entry in schema]
    return schema


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True)
    tidu = parser.parse_args().tidu
    published = json.loads((SOURCE / "docs/schema/result.schema.json").read_text())
    said = subprocess.run([tidu, "assess", "--schema"], capture_output=True, check=True, text=True).stdout
    problems = [] if json.loads(said) == published else ["tidu assess --schema is not docs/schema/result.schema.json"]
    jsonschema.Draft202012Validator.check_schema(published)
    schema = closed(published)
    schema["additionalProperties"] = False
    validator = jsonschema.Draft202012Validator(schema)
    count = 0

    def check(answers, *options):
        nonlocal count
        done = subprocess.run([tidu, "assess", str(answers), "--format", "jsonl", *options], capture_output=True, text=True)
        for line in done.stdout.splitlines():
            count += 1
            for error in validator.iter_errors(json.loads(line)):
                problems.append(f"{answers.name}: {error.json_path}: {error.message}")
            if options and "peers" not in json.loads(line):
                problems.append(f"{answers.name}: no peers")

    for answers in sorted((SOURCE / "samples").rglob("*.yaml")):
        check(answers)
    peers = SOURCE / "tests/cli/shared/peers.csv"
    for answers in sorted((SOURCE / "tests/cli/shared").glob("*.answers.yaml")):
        check(answers, "--system", str(SOURCE / "tests/cli/shared/bakery.yaml"), "--peers", str(peers))
    print(*problems, sep="\n")
    print(f"{count} results, {len(problems)} problems")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
