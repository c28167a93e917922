#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command of a page and compares what it prints with what the page shows.

In ```console blocks a line `$ tidu ...` is a command and the lines up to the next one are its output, both streams
together. All commands of a page run in one scratch folder in which `samples` is a link to the folder of that name.
`...` alone on a line stands for any lines. Run ids, hashes and versions are replaced before comparing.

Usage: run_page.py --tidu PROGRAM [--update] PAGE...
"""
import argparse
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent


def neutral(text):
    text = re.sub(r"\b[0-9a-f]{64}\b", "SHA256", text)
    text = re.sub(r"(?<=· )[0-9a-f]{12}\b", "RUN", text)
    return re.sub(r"(?m)(?<=,)[0-9a-f]{12}$", "RUN", text)


def run(command, folder, tidu):
    environment = {"PATH": f"{tidu.parent}:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder, "TZ": "UTC"}
    done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    code = f"[exit code {done.returncode}]\n" if done.returncode else ""
    return neutral(done.stdout.decode()) + code


def fits(shown, printed):
    """Whether the page's lines are the printed ones, `...` standing for any."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def check(page, tidu, update):
    lines = page.read_text().split("\n")
    out, good, number = [], True, 0
    with tempfile.TemporaryDirectory(prefix="tidu-page-") as name:
        (pathlib.Path(name) / "samples").symlink_to(SOURCE / "samples")
        inside = False
        while number < len(lines):
            line = lines[number]
            out.append(line)
            number += 1
            if line.startswith("```"):
                inside = line == "```console"
            if not inside or not line.startswith("$ "):
                continue
            shown = []
            while number < len(lines) and not lines[number].startswith(("$ ", "```")):
                shown.append(lines[number])
                number += 1
            printed = run(line[2:], name, tidu)
            text = "".join(each + "\n" for each in shown)
            if fits(text, printed):
                out += shown
            elif update:
                out += printed.rstrip("\n").split("\n") if printed else []
            else:
                good = False
                print(f"{page}: {line}")
                print("".join(difflib.unified_diff(text.splitlines(True), printed.splitlines(True), "page", "printed")))
    if update:
        page.write_text("\n".join(out))
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pages", nargs="+")
    options = parser.parse_args()
    tidu = pathlib.Path(options.tidu).resolve()
    return 0 if all([check(pathlib.Path(page), tidu, options.update) for page in options.pages]) else 1


if __name__ == "__main__":
    sys.exit(main())
