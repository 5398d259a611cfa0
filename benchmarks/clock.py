"""Interleaved measuring: every case in every round, so that the machine's other work disturbs all alike."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Mapping

from reportgen.memory import keep_freed_memory


def stay_on_one_core() -> None:
    """Pin the process to one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def interleaved(
    cases: Mapping[str, tuple[Callable[[int], object], int]], rounds: int, *, at_rest: str = ""
) -> dict[str, float]:
    """Return CPU milliseconds per call of each case, the median over rounds.

    A case is a function of the call's number and how often a round calls it. Those whose name contains
    `at_rest` are measured with the garbage collector off, as it is in a batch; freed memory is kept as there.
    """
    keep_freed_memory()
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for function, calls in cases.values():
        for n in range(min(calls, 3)):
            function(n)
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, (function, calls) in cases.items():
            gc.collect()  # what the case before left behind is not this one's to clear
            if at_rest and at_rest in name:
                gc.disable()
            start = time.process_time()
            for n in range(calls):
                function(n)
            taken[name].append(1000 * (time.process_time() - start) / calls)
            gc.enable()
    gc.unfreeze()
    return {name: statistics.median(times) for name, times in taken.items()}
