"""Whole processes, as a user waits for them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

from benchmarks.units import DEFINITION

RUNS = 7


def seconds(*arguments: str) -> float:
    """Return the median CPU time of `reportgen …` as a new process, its modules compiled as by pip."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        compiled = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)
        _run(arguments, compiled)
        return statistics.median(_run(arguments, compiled) for _ in range(RUNS))


def _run(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    before = os.times()
    command = [sys.executable, "-m", "reportgen", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])  # those of children, user and system


def build_seconds() -> float:
    """`reportgen build samples/phong-tho/bao-cao.yaml`."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        return seconds("build", str(DEFINITION), "--out", folder)


def help_seconds() -> float:
    """`reportgen --help`."""
    return seconds("--help")
