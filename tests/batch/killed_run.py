#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills a batch in the middle (SIGKILL) and resumes it: nothing half-written under the final name, the same bytes at the end.

The last input is a pipe that nobody writes to, so that the run is certain to have scored the files before it, and certain not
to have ended, when it is killed. For the second run the pipe has become the file it stands for.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

SHEET = """system: general
enterprise: {{id: E{number:03}, name: 第 {number} 家}}
answers: {{employees: {number}, revenue: 20}}
"""


def make_inputs(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.yaml").write_text(SHEET.format(number=number), encoding="utf-8")


def batch(tidu, folder, output, *options):
    inputs = sorted(str(path) for path in folder.iterdir())
    return [tidu, "batch", *inputs, "-o", str(output), "--problems", f"{output}.problems.csv", "--jobs", "1", "--lang", "en", *options]


def main():
    tidu = sys.argv[1]
    count = 30
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder, output = scratch / "in", scratch / "out" / "results.csv"
        output.parent.mkdir()
        make_inputs(folder, count)

        undisturbed = scratch / "undisturbed.csv"
        subprocess.run(batch(tidu, folder, undisturbed), check=False, stderr=subprocess.DEVNULL)
        assert undisturbed.read_text(encoding="utf-8").count("\n") == count + 1

        last = folder / f"{count - 1:03}.yaml"
        content = last.read_bytes()
        last.unlink()
        os.mkfifo(last)
        process = subprocess.Popen(batch(tidu, folder, output), stderr=subprocess.DEVNULL)
        with open(last, "wb"):  # opens once the program reads its last input
            process.kill()
            process.wait()
        left = sorted(path.name for path in output.parent.iterdir())
        assert "results.csv" not in left and "results.csv.problems.csv" not in left, left
        assert "results.csv.journal" in left, left

        last.unlink()
        last.write_bytes(content)
        resumed = subprocess.run(batch(tidu, folder, output, "--resume"), check=False, capture_output=True, text=True)
        assert resumed.returncode in (0, 1), resumed.stderr
        assert output.read_bytes() == undisturbed.read_bytes(), "the resumed run differs"
        assert pathlib.Path(f"{output}.problems.csv").read_bytes() == pathlib.Path(f"{undisturbed}.problems.csv").read_bytes()
        assert "are those of the interrupted run" in resumed.stderr, resumed.stderr
        assert not (output.parent / "results.csv.journal").exists()


main()
