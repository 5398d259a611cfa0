"""How much memory and processor time a process and its children take."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree_megabytes(pid: int) -> float:
    """Return the resident memory of a process and everything under it; pages they share are counted once."""
    return sum(_own_kilobytes(each) for each in tree(pid)) / 1024


def tree_seconds(pid: int) -> float:
    """Return the processor time of a process and everything under it, of what has ended there, too."""
    return sum(_own_ticks(each) for each in tree(pid)) / TICKS


def _text(path: Path) -> str:
    """Return what a file says; nothing when its process has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _own_ticks(pid: int) -> int:
    fields = _text(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def tree(pid: int) -> list[int]:
    """Return a process and everything under it."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):  # any thread may have started them
            found += map(int, _text(children).split())
    return found


def _own_kilobytes(pid: int) -> float:
    """Read the proportional share of what is resident, which counts shared pages once."""
    told = _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(float(line.split()[1]) for line in told if line.startswith("Pss:"))
