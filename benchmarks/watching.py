"""A batch under watch: time and memory, read in one run each time so many more units are done."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.processes import tree_megabytes, tree_seconds

DONE = re.compile(r"đã xong (\d+)/\d+ đơn vị")
"""What a batch says every ten seconds."""


class Mark(NamedTuple):
    """How far a batch is: seconds on the clock, of processor time, and the memory of all its processes."""

    units: int
    wall: float
    cpu: float
    megabytes: float


def watched(command: Sequence[str], step: int) -> Iterator[Mark]:
    """Run a batch, and yield how far it is when about so many more units are done."""
    start, wanted = time.perf_counter(), step
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            found = DONE.match(line)
            if found is None or int(found[1]) < wanted:
                continue
            units = int(found[1])
            wanted = units + step
            cpu, megabytes = tree_seconds(process.pid), tree_megabytes(process.pid)
            yield Mark(units, time.perf_counter() - start, cpu, megabytes)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
