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

SYSTEM = pathlib.Path(__file__).resolve().parent.parent / "cli/shared/bakery.yaml"
SHEET = """system: general
enterprise: {{id: E{number:03}, name: 第 {number} 家}}
answers: {{employees: {number}, revenue: 20}}
"""


def make_inputs(folder, count):
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:03}.yaml").write_text(SHEET.format(number=number), encoding="utf-8")


def batch(tidu, folder, output, *options):
    inputs = sorted(str(path) for path in folder.iterdir())
    return [tidu, "batch", *inputs, "-o", str(output), "--problems", f"{output}.problems.csv", "--jobs", "1", "--lang", "en", *options]


def killed_then_resumed(command, change, cwd, before=(), after=()):
    """What `command` says where it is killed behind the files of `in`, `change` has been called, and it is run again."""
    os.mkfifo(cwd / "last.yaml")
    process = subprocess.Popen([*command, *before, "last.yaml"], cwd=cwd, stderr=subprocess.DEVNULL)
    with open(cwd / "last.yaml", "wb"):
        process.kill()
        process.wait()
    (cwd / "last.yaml").unlink()
    change()
    resumed = subprocess.run([*command, *after, "--resume"], cwd=cwd, capture_output=True, text=True)
    assert resumed.returncode in (0, 1), resumed.stderr
    return resumed.stderr


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check_reports(tidu, scratch):
    """Reports of a resumed run: what other files have a say in (repeated codes, equal names) changes meanwhile, one is lost."""
    (scratch / "in").mkdir(parents=True)
    for number in range(200):
        code = "" if number % 50 == 9 else f"id: E{number:03}, "
        (scratch / f"in/{number:03}.yaml").write_text(f"enterprise: {{{code}name: 同名}}\nanswers: {{employees: {number}}}\n")
    (scratch / "in/007.yaml").write_text("enterprise: {id: E011}\nanswers: {employees: 7}\n")

    def change():
        (scratch / "in/007.yaml").write_text("enterprise: {name: 同名}\nanswers: {employees: 8}\n")
        (scratch / "in/013.yaml").write_text("enterprise: {id: E033}\nanswers: {employees: 9}\n")
        (scratch / "reports/E044.md").unlink()

    command = [tidu, "batch", "in", "-o", "results.csv", "--reports", "reports", "--report-format", "md", "--jobs", "1", "--lang", "en"]
    said = killed_then_resumed(command, change, scratch)
    assert "are those of the interrupted run" in said, said
    written = contents(scratch / "reports")
    subprocess.run(command, cwd=scratch, stderr=subprocess.DEVNULL, check=False)
    undisturbed = contents(scratch / "reports")
    # Reports of enterprises that are gone stay; nobody knows what else they are.
    assert written == undisturbed, sorted(name for name in undisturbed if written.get(name) != undisturbed[name])


def check_other_language(tidu, scratch):
    """A journal of reports in one language is of no use to a run in another."""
    make_inputs(scratch / "in", 200)
    command = [tidu, "batch", "in", "-o", "results.csv", "--reports", "reports", "--report-format", "md", "--jobs", "1"]
    said = killed_then_resumed(command, lambda: None, scratch, before=["--lang", "zh"], after=["--lang", "en"])
    assert "interrupted run" not in said, said
    resumed = contents(scratch / "reports")
    subprocess.run([*command, "--lang", "en"], cwd=scratch, stderr=subprocess.DEVNULL, check=False)
    assert resumed == contents(scratch / "reports"), "reports in two languages"


def check_own_files(tidu, scratch):
    """A run that writes into the folder it reads: what the killed one left is not listed as left out."""
    make_inputs(scratch / "in", 200)
    command = [tidu, "batch", "in", "-o", "in/results.csv", "--problems", "in/problems.csv", "--reports", "in/reports", "--jobs", "1"]
    said = killed_then_resumed(command, lambda: None, scratch)
    assert "interrupted" in said or "中断" in said, said
    resumed = (scratch / "in/problems.csv").read_bytes()
    assert b"file-left-out" not in resumed, resumed.decode()


def check_changed_system(tidu, scratch):
    """Results by a system that sheets name by its path, and that has changed, are not taken over."""
    (scratch / "in").mkdir(parents=True)
    system = SYSTEM.read_text(encoding="utf-8")
    (scratch / "mill.yaml").write_text(system.replace("id: bakery", "id: mill"), encoding="utf-8")
    for number in range(100):
        named = "system: mill.yaml\n" if number % 2 else ""
        (scratch / f"in/{number:03}.yaml").write_text(f"{named}enterprise: {{id: E{number}}}\nanswers: {{staff: 3}}\n")
    command = [tidu, "batch", "in", "-o", "results.jsonl", "--jobs", "1"]
    killed_then_resumed(command, lambda: (scratch / "mill.yaml").write_text(
        system.replace("id: bakery", "id: mill").replace("weight: 3", "weight: 1"), encoding="utf-8"), scratch)
    resumed = (scratch / "results.jsonl").read_bytes()
    subprocess.run(command, cwd=scratch, stderr=subprocess.DEVNULL, check=False)
    assert resumed == (scratch / "results.jsonl").read_bytes(), "results by the system as it was"


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

        check_reports(tidu, scratch / "reports")
        check_other_language(tidu, scratch / "language")
        check_own_files(tidu, scratch / "own")
        check_changed_system(tidu, scratch / "system")


main()
