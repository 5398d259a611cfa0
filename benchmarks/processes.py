"""How much memory a process and its children take."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree_megabytes(pid: int) -> float:
    """Return the resident memory of a process and everything under it; pages they share are counted once."""
    return sum(_own_kilobytes(each) for each in tree(pid)) / 1024


def tree_seconds(pid: int) -> float:
    """Return the processor time that a process and everything under it have taken."""
    return sum(_own_ticks(each) for each in tree(pid)) / TICKS


def _own_ticks(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0
    fields = stat.read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def tree(pid: int) -> list[int]:
    """Return a process and everything under it."""
    found = [pid]
    for each in found:
        children = Path(f"/proc/{each}/task/{each}/children")
        found += map(int, children.read_text().split()) if children.exists() else ()
    return found


def _own_kilobytes(pid: int) -> float:
    """Read the proportional share of what is resident, which counts shared pages once."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if not rollup.exists():
        return 0.0
    return next(float(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
