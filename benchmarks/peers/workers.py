"""Warm processes that make documents in turns, so that the machine's other work disturbs all alike."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from benchmarks.peers.node_peers import ENGINES, SCRIPT


class Taken(NamedTuple):
    """Milliseconds per document."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way of making the documents; `warm_up` is how many it makes before the clock starts."""

    name: str
    title: str
    warm_up: int


class Worker:
    """The process of one way; its files go into the folder's folder of that name."""

    def __init__(self, way: Way, folder: Path) -> None:
        self.way, self.out = way, folder / way.name
        self.out.mkdir()
        program = ["node", str(SCRIPT)]
        if way.name not in ENGINES:
            program = [sys.executable, "-m", "benchmarks.peers.python_worker"]
        command = [*program, way.name, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        self.make(0, self.way.warm_up)
        for file in self.out.iterdir():
            file.unlink()  # what is measured is new files
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def make(self, first: int, count: int) -> Taken:
        """Make the documents of some units."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{first} {count}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if not answer:
            raise RuntimeError(f"{self.way.title} has stopped; its own message is above")
        cpu, wall = (1000 * float(seconds) / count for seconds in answer)
        return Taken(cpu, wall)

    def document(self, n: int) -> bytes:
        """Return a file it made."""
        return (self.out / f"{n}.docx").read_bytes()


def rounds(workers: Sequence[Worker], units: int, block: int) -> dict[str, list[Taken]]:
    """Let every way make every unit once: a block of units in a round, each way in each round."""
    taken: dict[str, list[Taken]] = {worker.way.name: [] for worker in workers}
    for first in range(0, units, block):
        for worker in workers:
            taken[worker.way.name].append(worker.make(first, min(block, units - first)))
    return taken
