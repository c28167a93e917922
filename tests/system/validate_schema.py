#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Validates indicator files against `tidu lint --schema`, as an editor would: every bundled file and every good
fixture passes, and fixtures that break the structure of the format do not.

Usage: validate_schema.py TIDU SOURCE_DIR. Exit code 77 (skipped) without the Python packages yaml and jsonschema."""
import json
import pathlib
import re
import subprocess
import sys

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

# Rules about structure that a schema can know; "number-syntax" and the like are in it by the types of values.
STRUCTURE_RULES = ["unknown-key", "missing-key", "wrong-type", "unknown-word", "number-bounds", "identifier-syntax",
                   "list-size"]
# Files whose YAML needs no more than one document without tags of ours.
NOT_YAML = ["yaml-tag", "encoding", "control-character"]


class CoreSchemaLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `yes` is a text, 2027-12-31 is a text, 010 is ten."""


CoreSchemaLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(true|false)$", "tf"),
    ("null", r"^(~|null|)$", ["~", "n", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("merge", r"^<<$", "<"),
]:
    CoreSchemaLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))
CoreSchemaLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def with_text_keys(value):
    """JSON has only texts as keys."""
    if isinstance(value, dict):
        return {str(key).lower() if isinstance(key, bool) else str(key): with_text_keys(entry)
                for key, entry in value.items()}
    if isinstance(value, list):
        return [with_text_keys(entry) for entry in value]
    return value


def is_valid(validator, path):
    text = path.read_text(encoding="utf-8")
    return validator.is_valid(with_text_keys(yaml.load(text, Loader=CoreSchemaLoader)))


def main(tidu, source_dir):
    schema = json.loads(subprocess.run([tidu, "lint", "--schema"], check=True, capture_output=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failures = []
    for path in sorted(source_dir.glob("indicators/*.yaml")):
        is_system = path.read_text(encoding="utf-8").find("\ntidu: 1\n") >= 0 or path.read_text(
            encoding="utf-8").startswith("tidu: 1\n")
        if is_system and not is_valid(validator, path):
            failures.append(f"{path}: does not pass the schema")
    for folder in sorted((source_dir / "tests/system/fixtures").iterdir()):
        if folder.name not in NOT_YAML and not is_valid(validator, folder / "good.yaml"):
            failures.append(f"{folder}/good.yaml: does not pass the schema")
        if folder.name in STRUCTURE_RULES and is_valid(validator, folder / "bad.yaml"):
            failures.append(f"{folder}/bad.yaml: passes the schema")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
