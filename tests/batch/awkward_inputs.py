#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Inputs and outputs that a batch meets on people's machines: pipes with names, folders nobody may read, patterns that take in the
results of the last run, names that are no UTF-8, a limit on the size of files: awkward_inputs.py TIDU
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

SYSTEM = pathlib.Path(__file__).resolve().parent.parent / "cli/shared/bakery.yaml"
SHEET = "enterprise: {{id: {}}}\nanswers: {{staff: {}}}\n"


def run(tidu, cwd, *words, **how):
    return subprocess.run([tidu, "batch", *words, "--lang", "en"], cwd=cwd, capture_output=True, timeout=60, check=False, **how)


def check_named_pipe(tidu, scratch):
    """A pipe can be read only once: it is not looked into for its system."""
    os.mkfifo(scratch / "sheet.yaml")
    (scratch / "sheet.txt").write_text(SHEET.format("E1", 1))
    fed = 'cat sheet.txt > sheet.yaml & exec "$0" batch sheet.yaml'
    done = subprocess.run(["sh", "-c", fed, tidu], cwd=scratch, capture_output=True, timeout=60, check=False)
    assert b"\nE1," in done.stdout, done.stdout.decode()


def check_patterns(tidu, scratch):
    """What the last run wrote is no input of the next."""
    (scratch / "in").mkdir()
    (scratch / "in/a.yaml").write_text(SHEET.format("E1", 1))
    words = ["in/*", "-s", SYSTEM, "-o", "in/results.csv", "--problems", "in/problems.csv"]
    first, second = run(tidu, scratch, *words), run(tidu, scratch, *words)
    assert first.stderr == second.stderr, second.stderr.decode()


def check_names(tidu, scratch):
    """A name in an older encoding: what is written is UTF-8 all the same."""
    (scratch / "names").mkdir()
    with open(os.fsencode(scratch / "names") + b"/\xbd\xad\xcb\xd5.yaml", "w", encoding="utf-8") as sheet:
        sheet.write("answers: [\n")
    done = run(tidu, scratch, "names", "-s", SYSTEM, "--problems", "problems.csv")
    assert "names/\ufffd" in done.stdout.decode() and "names/\ufffd" in (scratch / "problems.csv").read_text(encoding="utf-8")


def check_limit(tidu, scratch):
    """The summary tells the rate. A file that the system does not let grow: an error like that of a full disk, no signal."""
    rows = "".join(f"E{number},1\n" for number in range(2000))
    (scratch / "table.csv").write_text("id,staff\n" + rows)
    assert b" rows a second" in run(tidu, scratch, "table.csv", "-s", SYSTEM).stderr
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
    done = run(tidu, scratch, "table.csv", "-s", SYSTEM, "-o", "limited.csv", preexec_fn=limit)
    assert done.returncode == 3 and b"cannot write `limited.csv`" in done.stderr, (done.returncode, done.stderr)
    assert not [path for path in scratch.iterdir() if "limited" in path.name]


def check_locked_folder(tidu, scratch):
    """A table or a folder below that nobody lets us read is an invalid row; the others are scored."""
    for folder in ("open", "locked"):
        (scratch / "mixed" / folder).mkdir(parents=True)
        (scratch / "mixed" / folder / "a.yaml").write_text(SHEET.format(folder, 1))
    (scratch / "mixed/locked").chmod(0)
    (scratch / "table.csv").chmod(0)
    scratch.chmod(0o755)
    nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    done = run(tidu, scratch, "table.csv", "mixed/open/a.yaml", **nobody)
    assert done.returncode == 1 and b"\nopen," in done.stdout, done.stderr.decode()
    done = run(tidu, scratch, "mixed", "-s", SYSTEM, **nobody)
    (scratch / "mixed/locked").chmod(0o755)
    assert done.returncode == 1 and b"2 rows: 1 valid, 1 invalid" in done.stderr, done.stderr.decode()
    assert b"\n,mixed/locked/," in done.stdout, done.stdout.decode()


def check_outputs(tidu, scratch):
    """No output replaces the system."""
    (scratch / "system.yaml").write_bytes(SYSTEM.read_bytes())
    done = run(tidu, scratch, "mixed", "-s", "system.yaml", "--problems", "./system.yaml")
    assert done.returncode == 2 and (scratch / "system.yaml").read_bytes() == SYSTEM.read_bytes(), done.stderr.decode()


def main():
    tidu = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="tidu-awkward-") as name:
        for check in (check_named_pipe, check_patterns, check_names, check_limit, check_locked_folder, check_outputs):
            check(tidu, pathlib.Path(name))


main()
