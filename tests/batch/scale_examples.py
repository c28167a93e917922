#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the `sh` examples of docs/scale.md one after the other in a folder of their own: scale_examples.py TIDU

Examples whose tool (GNU parallel, Dask distributed) is not installed are left out, aloud.
"""
import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
SYSTEM = SOURCE / "tests/cli/shared/bakery.yaml"
TOOLS = {"parallel": shutil.which("parallel") is not None,
         "spread.py": subprocess.run(["/usr/bin/python3", "-c", "import distributed"], stderr=subprocess.DEVNULL).returncode == 0}


def prepare(folder):
    shutil.copy(SYSTEM, folder / "system.yaml")
    rows = ["id,name,city,staff,kind,clean,ovens,logged_ovens,recipes,channels,delivery"]
    for number in range(500):
        name = '"two\nlines, quoted"' if number % 7 == 0 else f"面包房{number}"
        recipes = ["head", "paper", "system"][number % 3]
        rows.append(f"B{number},{name},320500,{number % 40},shop,yes,9,{number % 9},{recipes},counter|web,no")
    (folder / "table.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "sheets").mkdir()
    for number in range(3):
        (folder / f"sheets/{number}.yaml").write_text(f"enterprise: {{id: S{number}}}\nanswers: {{staff: 3}}\n")


def main():
    tidu = pathlib.Path(sys.argv[1]).resolve()
    page = (SOURCE / "docs/scale.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    if not examples:
        sys.exit("docs/scale.md has no examples")
    with tempfile.TemporaryDirectory(prefix="tidu-scale-") as name:
        folder = pathlib.Path(name)
        prepare(folder)
        for example in examples:
            missing = [tool for tool, is_there in TOOLS.items() if tool in example and not is_there]
            if missing:
                print(f"left out, no {missing[0]}: {example.splitlines()[0]}")
                continue
            done = subprocess.run(["/bin/sh", "-e", "-c", example], cwd=folder, timeout=300, capture_output=True, text=True,
                                  env={"PATH": f"{tidu.parent}:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": name})
            if done.returncode != 0:
                sys.exit(f"exit code {done.returncode} of\n{example}{done.stdout}{done.stderr}")


main()
