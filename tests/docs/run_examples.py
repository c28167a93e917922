#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the examples of README.md and docs/ so that they stay true.

A page is run from top to bottom in one scratch folder that holds a copy of samples/; $SOURCE names the source tree.
  ```sh       the block runs under `bash -euo pipefail`; a ```text block right behind it is what it must print
  ```console  each line `$ COMMAND` runs, and the lines below it are what it must print
A line `...` stands for any lines. `<!-- exit N -->` before a block: the exit code it must end with.
`<!-- not run -->` (or `<!-- not run: why -->`) before a block: it is skipped.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Block:
    kind: str
    line: int
    text: str
    mark: str  # the comment before it
    follows: bool  # only blank lines stand between it and the block before


def blocks_of(page):
    lines = page.read_text(encoding="utf-8").split("\n")
    blocks, mark, follows, opened = [], "", False, None
    for number, line in enumerate(lines, 1):
        if opened:
            if line.startswith("```"):
                kind, start, kept = opened
                blocks.append(Block(kind, start, "\n".join(kept), mark, follows))
                mark, follows, opened = "", True, None
            else:
                opened[2].append(line)
        elif line.startswith("```"):
            opened = (line[3:].strip(), number, [])
        elif line.strip():
            comment = re.fullmatch(r"<!--\s*(.*?)\s*-->", line.strip())
            mark, follows = (comment[1] if comment else ""), False
    return blocks


def as_pattern(expected):
    """A regular expression in which a line `...` stands for any lines."""
    parts = [re.escape(line.rstrip()) + "\n" if line.strip() != "..." else r"(?:.*\n)*?" for line in expected.split("\n")]
    return "".join(parts)


def examples_of(page):
    """(line, command, expected output or None, exit code) in the order of the page."""
    blocks = blocks_of(page)
    for position, block in enumerate(blocks):
        if block.mark.startswith("not run"):
            continue
        code = int(block.mark.split()[1]) if block.mark.startswith("exit ") else 0
        if block.kind == "sh":
            after = blocks[position + 1] if position + 1 < len(blocks) else None
            shown = after.text if after and after.kind == "text" and after.follows else None
            yield block.line, block.text, shown, code
        if block.kind == "console":
            for command in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
                first, _, rest = command.partition("\n")
                yield block.line, first, rest.rstrip("\n"), code


def run_page(page, source, tidu, problems):
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(source / "samples", Path(folder) / "samples")
        environment = {"PATH": f"{tidu.parent}:/usr/bin:/bin", "HOME": folder, "SOURCE": str(source), "COLUMNS": "80",
                       "LANG": "zh_CN.UTF-8"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        for line, command, expected, code in examples_of(page):
            count += 1
            done = subprocess.run(["/bin/bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
            where = f"{page.relative_to(source)}:{line}"
            if done.returncode != code:
                problems.append(f"{where}: ended with {done.returncode}, not {code}:\n{command}\n{done.stdout}")
            output = "".join(text.rstrip() + "\n" for text in done.stdout.splitlines())
            if expected is not None and not re.fullmatch(as_pattern(expected.rstrip("\n")) if expected else "", output):
                problems.append(f"{where}: prints something else than the page shows:\n{command}\n{output}")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tidu", required=True, type=Path)
    parser.add_argument("--other", action="append", default=[], help="a page, as docs/drive.md, whose examples another test runs")
    parser.add_argument("pages", nargs="*", type=Path, help="default: README.md and docs/**/*.md")
    options = parser.parse_args()
    source = Path(__file__).resolve().parents[2]
    pages = [page.resolve() for page in options.pages] or [source / "README.md", *sorted((source / "docs").rglob("*.md"))]
    pages = [page for page in pages if str(page.relative_to(source)) not in options.other]
    problems = []
    count = sum(run_page(page, source, options.tidu.resolve(), problems) for page in pages)
    print("\n".join(problems))
    print(f"{count} examples on {len(pages)} pages, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
