# SPDX-License-Identifier: Apache-2.0
"""The peak memory of a short run. getrusage would count what this Python held when it forked, so the high-water mark that
the kernel keeps for the program itself is read until it ends."""
import subprocess
import time
from pathlib import Path


def run_watched(command, output, limit_seconds):
    """Runs a command, both streams into `output`. Gives its exit code and peak memory in MB; a run over the limit is killed."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    status = Path(f"/proc/{child.pid}/status")
    kilobytes = 0
    end = time.monotonic() + limit_seconds
    while child.poll() is None:
        if time.monotonic() > end:
            child.kill()
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):  # a zombie has none
                kilobytes = max(kilobytes, int(line.split()[1]))
        time.sleep(0.0002)
    return child.returncode, kilobytes / 1024
