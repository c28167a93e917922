#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An interview that is killed goes on where it was, with every answer that was taken.

The program is driven through pipes and through a pseudo-terminal, and killed (SIGKILL) right after it has acknowledged an
answer by asking the next question. The same command then goes on, is killed after the next answer, and so on to the end; what
is on disk must then be what an undisturbed interview writes. Nothing waits for time: every step waits for output.

Usage: run_killed.py --tidu PROGRAM
"""
import argparse
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile

SYSTEM = pathlib.Path(__file__).resolve().parents[1] / "cli" / "shared" / "bakery.yaml"
FACTS = ["街角面包房", "B7", "2026"]  # asked first: name, id, period
ANSWERS = ["12", "B", "y", "20", "5", "C", "A,C", ":na 没有车"]
COUNTER = re.compile(rb"\n(\d+) of \d+ answered")  # above each question
PATIENCE = 60  # seconds until a run that says nothing is taken for hanging; never reached


class Interview:
    """One run of the program, through a pipe or a terminal of its own."""

    def __init__(self, tidu, output, on_terminal):
        command = [tidu, "ask", "--lang", "en", str(SYSTEM), "-o", str(output)]
        environment = dict(os.environ, TERM="dumb", LC_ALL="C.UTF-8", COLUMNS="200")
        if on_terminal:
            self.ours, theirs = pty.openpty()
            self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
            self.input = self.output = self.ours
            os.close(theirs)
        else:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.PIPE, env=environment)
            self.input, self.output = self.process.stdin.fileno(), self.process.stderr.fileno()
        self.said = b""

    def send(self, line):
        os.write(self.input, (line + "\n").encode())

    def wait_for(self, pattern):
        """Reads until the pattern has been said since the last time."""
        while not (found := re.search(pattern, self.said)):
            signal.alarm(PATIENCE)
            try:
                piece = os.read(self.output, 4096)
            except OSError:  # the terminal is gone
                piece = b""
            signal.alarm(0)
            if not piece:
                sys.exit(f"ended while {pattern!r} was waited for; it said:\n{self.said.decode(errors='replace')}")
            self.said += piece
        self.said = self.said[found.end():]
        return found

    def kill(self):
        self.process.kill()
        self.process.wait()


def interview(tidu, output, on_terminal, is_killed):
    """Gives all answers, killing the program after each where asked to."""
    run = Interview(tidu, output, on_terminal)
    for fact in FACTS:
        run.send(fact)
    count = int(run.wait_for(COUNTER)[1])
    for answer in ANSWERS:
        run.send(answer)
        if answer is ANSWERS[-1]:
            break
        count_after = int(run.wait_for(COUNTER)[1])
        if count_after <= count:
            sys.exit(f"`{answer}` was not taken: {count_after} answered after {count}")
        count = count_after
        if is_killed:
            run.kill()
            run = Interview(tidu, output, on_terminal)
            if int(run.wait_for(COUNTER)[1]) != count:
                sys.exit(f"after a kill behind `{answer}` not {count} answers are there")
    run.wait_for(rb"that was all")
    run.kill()
    return output.read_bytes()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidu", required=True)
    tidu = parser.parse_args().tidu
    with tempfile.TemporaryDirectory(prefix="tidu-killed-") as name:
        folder = pathlib.Path(name)
        whole = interview(tidu, folder / "whole.yaml", False, False)
        if whole.count(b"\n") < 10:
            sys.exit(f"the undisturbed interview wrote little: {whole.decode()}")
        for on_terminal in (False, True):
            killed = interview(tidu, folder / f"killed-{on_terminal}.yaml", on_terminal, True)
            if killed != whole:
                sys.exit(f"killed and gone on:\n{killed.decode()}\nundisturbed:\n{whole.decode()}")
    print(f"killed behind each of {len(ANSWERS) - 1} answers, in pipes and terminals: nothing lost")


if __name__ == "__main__":
    main()
