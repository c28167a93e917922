#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the table of commands against everything that follows from it.

Each command of `tidu --help` has golden cases in tests/cli/COMMAND/ and a page docs/commands/COMMAND.md whose reference
part is what `tidu man COMMAND --format md` says; docs/commands/README.md holds the index.

Usage: check_commands.py --tidu PROGRAM [--update]
"""
import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "docs" / "commands"
START = "<!-- made by `tidu man {}--format md`: do not edit -->\n"
END = "<!-- end -->\n"
NO_PAGE = {"help", "completion", "man"}  # described in the index page


def said(tidu, *words):
    return subprocess.run([tidu, *words], capture_output=True, check=True, text=True).stdout


def with_block(page, start, block):
    """The page with the text between its marks replaced; None where it has no marks."""
    head, mark, rest = page.partition(start)
    old, end, tail = rest.partition(END)
    return head + mark + block + end + tail if mark and end else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    commands = re.findall(r"^\| \[`(\S+)`\]", said(options.tidu, "man", "--format", "md"), re.M)
    overview = said(options.tidu, "--help")
    problems = []
    pages = {PAGES / "README.md": (START.format(""), said(options.tidu, "man", "--format", "md"))}
    for command in commands:
        if not re.search(rf"^  {command}\s", overview, re.M):
            problems.append(f"tidu --help does not name {command}")
        if not list((HERE / command).glob("*/command")):
            problems.append(f"tests/cli/{command} has no golden case")
        if command not in NO_PAGE:
            pages[PAGES / f"{command}.md"] = (START.format(command + " "), said(options.tidu, "man", command, "--format", "md"))
    for path, (start, block) in pages.items():
        page = path.read_text() if path.exists() else ""
        current = with_block(page, start, block)
        if current is None:
            problems.append(f"{path.name} has no part between\n    {start}    {END.strip()}")
        elif current != page and options.update:
            path.write_text(current)
        elif current != page:
            problems.append(f"{path.name} is older than the command table; run check_commands.py --update")
    print(*problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
