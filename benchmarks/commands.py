"""Whole processes, as a user waits for them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.units import DEFINITION

RUNS = 7


def seconds(*arguments: str) -> float:
    """Return the median wall time of `reportgen …` as a new process."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "reportgen", *arguments], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def build_seconds() -> float:
    """`reportgen build samples/phong-tho/bao-cao.yaml`."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        return seconds("build", str(DEFINITION), "--out", folder)


def help_seconds() -> float:
    """`reportgen --help`."""
    return seconds("--help")
