# SPDX-License-Identifier: Apache-2.0
"""The instruments on the command line, as docs/instruments.md says: a maturity result becomes an answer of the factory
ladder, and answers stand at the same level in whatever format they travel.

usage: commands_test.py TIDU SOURCE_DIR
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

TIDU, SOURCE_DIR = sys.argv[1:3]


def sample(path):
    return os.path.join(SOURCE_DIR, "samples", path + ".yaml")


def assess_file(path, *options):
    """Exit code and record of one assessment."""
    run = subprocess.run([TIDU, "assess", path, "--format", "json", *options],
                         capture_output=True, text=True, encoding="utf-8")
    return run.returncode, json.loads(run.stdout) if run.stdout else None


def assess(path, *options):
    return assess_file(sample(path), *options)


def answer(record, item):
    return next(entry["value"] for entry in record["answers"] if entry["id"] == item)


def level(record, ladder):
    return next(entry["level"] for entry in record["ladders"] if entry["id"] == ladder)


class MaturityFeedsTheFactoryLadder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result = os.path.join(folder.name, "maturity.json")

    def assess_maturity(self, path):
        """Leaves the result of a maturity sample in `self.result` and returns its total."""
        subprocess.run([TIDU, "assess", sample(path), "-o", self.result], check=True)
        with open(self.result, encoding="utf-8") as file:
            return json.load(file)["score"]["total"]

    def test_the_total_goes_into_a_number(self):
        total = self.assess_maturity("gbt-39116/02-process-fine-chemicals")
        code, factory = assess("miit-smart-factory/03-excellent-fine-chemicals",
                               "--import", "maturity_score=" + self.result)
        self.assertEqual(code, 0)
        self.assertEqual(answer(factory, "maturity_score"), total)
        self.assertEqual(answer(factory, "maturity_level"), "level_3")
        self.assertEqual(level(factory, "capability"), "excellent")

    def test_the_level_goes_into_a_choice(self):
        self.assess_maturity("gbt-39116/03-discrete-appliances")
        code, factory = assess("miit-smart-factory/02-advanced-motors",
                               "--import", "maturity_level=" + self.result)
        self.assertEqual(code, 0)
        self.assertEqual(answer(factory, "maturity_level"), "level_4")

    def test_a_lower_maturity_takes_the_level_away(self):
        self.assess_maturity("gbt-39116/04-early-stop-bearings")
        code, factory = assess("miit-smart-factory/03-excellent-fine-chemicals",
                               "--import", "maturity_score=" + self.result, "--require", "capability=basic")
        self.assertEqual(code, 1)
        self.assertEqual(level(factory, "capability"), "none")

    def test_a_default_of_ours_can_be_set(self):
        code, factory = assess("miit-smart-factory/01-basic-die-caster", "--set", "scenes_basic_min=9")
        self.assertEqual(code, 0)
        self.assertEqual(level(factory, "capability"), "none")


class AnswersTravel(unittest.TestCase):
    def test_a_converted_sheet_stands_where_the_sheet_stood(self):
        with tempfile.TemporaryDirectory() as folder:
            for system in ("miit-smart-factory", "gbt-39116"):
                for name in sorted(os.listdir(os.path.join(SOURCE_DIR, "samples", system))):
                    if name.endswith(".yaml"):
                        self.convert_and_compare(os.path.join(SOURCE_DIR, "samples", system, name), folder)

    def convert_and_compare(self, original, folder):
        _, before = assess_file(original)
        for ending in ("json", "csv", "xlsx"):
            copy = os.path.join(folder, "copy." + ending)
            subprocess.run([TIDU, "convert", original, "-o", copy, "--quiet"], check=True)
            with self.subTest(original=original, ending=ending):
                _, after = assess_file(copy)
                self.assertEqual(after["system"], before["system"])
                self.assertEqual(after["score"], before["score"])
                self.assertEqual(after["ladders"], before["ladders"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
