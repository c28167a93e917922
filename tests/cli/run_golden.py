#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every golden case of the command line: tests/cli/COMMAND/CASE/.

A case is a folder with
    command      a shell script; `tidu` is on its path, its inputs are in the current folder,
                 `samples` and `shared` are links to the folders of that name
    stdout, stderr, exit_code
                 exactly what the command must give
    expected/    files that it must have written (optional)
and any inputs. Every stream and the exact code count. Versions, hashes and paths are replaced before comparing.

Usage: run_golden.py --tidu PROGRAM [--update] [COMMAND[/CASE]...]
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
OUTCOME = {"command", "stdout", "stderr", "exit_code", "expected"}


def cases(wanted):
    for command in sorted(HERE.glob("*/*/command")):
        name = str(command.parent.relative_to(HERE))
        if not wanted or any(name == one or name.startswith(one.rstrip("/") + "/") for one in wanted):
            yield name, command.parent


def neutral(data, scratch, version):
    """What differs between machines, builds and releases is replaced by a word."""
    data = data.replace(str(scratch).encode(), b"SCRATCH").replace(str(SOURCE).encode(), b"SOURCE")
    data = re.sub(rb"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}(?=\.\.\.|\xe2\x80\xa6)", b"SHA256", data)
    # The run id of a drive is a hash over the version too.
    data = re.sub(rb"(?m)(?<=\xc2\xb7 )[0-9a-f]{12}\b|(?<=,)[0-9a-f]{12}$|(?<=\"run\": \")[0-9a-f]{12}\b", b"RUN", data)
    return re.sub(rb"(?<![\w.])" + re.escape(version) + rb"(?![\w.])", b"VERSION", data)


def run(folder, tidu, version):
    """All that a case leaves behind, by the name of its file."""
    with tempfile.TemporaryDirectory(prefix="tidu-golden-") as name:
        scratch = pathlib.Path(name).resolve()
        for entry in folder.iterdir():
            if entry.name not in OUTCOME:
                (shutil.copytree if entry.is_dir() else shutil.copy)(entry, scratch / entry.name)
        given = {path.relative_to(scratch) for path in scratch.rglob("*")}
        (scratch / "samples").symlink_to(SOURCE / "samples")
        (scratch / "shared").symlink_to(HERE / "shared")
        environment = {"PATH": f"{tidu.parent}:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": name, "TZ": "UTC"}
        done = subprocess.run(["/bin/sh", str(folder / "command")], cwd=scratch, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        outcome = {"stdout": done.stdout, "stderr": done.stderr, "exit_code": b"%d\n" % done.returncode}
        for path in sorted(scratch.rglob("*")):
            inside = path.relative_to(scratch)
            if path.is_file() and inside not in given and inside.parts[0] not in ("samples", "shared"):
                outcome[f"expected/{inside}"] = path.read_bytes()
        return {file: neutral(data, scratch, version) for file, data in outcome.items()}


def stored(folder):
    files = {name: folder / name for name in ("stdout", "stderr", "exit_code")}
    files.update({str(path.relative_to(folder)): path for path in (folder / "expected").rglob("*") if path.is_file()})
    return {name: path.read_bytes() for name, path in files.items() if path.exists()}


def differences(expected, outcome):
    for file in sorted(expected.keys() | outcome.keys()):
        if expected.get(file) == outcome.get(file):
            continue
        if file not in outcome or file not in expected:
            yield f"  {file}: {'not written' if file in expected else 'not expected'}"
            continue
        before, after = (side[file].decode("utf-8", "replace").splitlines() for side in (expected, outcome))
        yield from ("  " + line for line in difflib.unified_diff(before, after, file, file + " (now)", lineterm=""))


def store(folder, outcome):
    shutil.rmtree(folder / "expected", ignore_errors=True)
    for file, data in outcome.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    tidu = pathlib.Path(os.path.abspath(options.tidu))
    version = subprocess.run([tidu, "--version"], capture_output=True, check=True).stdout.split()[-1]

    count = failed = 0
    for name, folder in cases(options.cases):
        count += 1
        outcome = run(folder, tidu, version)
        found = list(differences(stored(folder), outcome))
        if not found:
            continue
        if options.update:
            store(folder, outcome)
            print(f"updated {name}")
            continue
        failed += 1
        print(f"FAILED {name}", *found, sep="\n")
    print(f"{count} golden cases, {failed} failed")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
