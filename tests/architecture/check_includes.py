#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails on every #include that points back: a room may include only the rooms above it in src/CMakeLists.txt.
Fails, too, on headers of the operating system outside the one file that knows it.

The four rooms that stand side by side (report, survey, interview, batch) may not include each other.
"""
import pathlib
import re
import sys

SIDE_BY_SIDE = {"report", "survey", "interview", "batch"}
OF_THE_SYSTEM = re.compile(r"#include <((sys|arpa|netinet|linux)/.*|unistd|fcntl|glob|signal|termios|poll|dirent|pthread|dlfcn|windows)(\.h)?>")
KNOWS_THE_SYSTEM = "file_posix.cpp"


def room_order(root):
    text = (root / "src/CMakeLists.txt").read_text(encoding="utf-8")
    return re.findall(r"^add_subdirectory\((\w+)\)", text, re.MULTILINE)


def room_of(path, root):
    parts = path.relative_to(root).parts
    return parts[2] if parts[:2] == ("include", "tidu") else parts[1]


def may_include(user, used, order):
    if user == used:
        return True
    if user in SIDE_BY_SIDE and used in SIDE_BY_SIDE:
        return False
    return order.index(used) < order.index(user)


def main():
    root = pathlib.Path(sys.argv[1])
    order = room_order(root)
    problems = []
    seen = 0
    for path in sorted([*root.glob("src/**/*.h"), *root.glob("src/**/*.cpp"), *root.glob("include/tidu/**/*.h")]):
        user = room_of(path, root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if OF_THE_SYSTEM.match(line) and path.name != KNOWS_THE_SYSTEM:
                problems.append(f"{path.relative_to(root)}:{number}: {line} belongs into {KNOWS_THE_SYSTEM}")
            match = re.match(r'#include "tidu/(\w+)/', line)
            if not match:
                continue
            seen += 1
            if not may_include(user, match.group(1), order):
                problems.append(f"{path.relative_to(root)}:{number}: {user} includes {match.group(1)}")
    print("\n".join(problems))
    if seen == 0:
        print("no include was found: the check looks at the wrong place")
    return 1 if problems or seen == 0 else 0


sys.exit(main())
