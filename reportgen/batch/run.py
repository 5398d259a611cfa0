"""A batch from its roster to one verdict for every unit, on this machine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from types import FrameType

from reportgen.batch.ledger import NO_WEIGHTS, Ledger, slices_of
from reportgen.batch.pool import MOST_SECONDS_OF_A_TASK, Shared, Slice, Work, run_slices
from reportgen.model.batch import Outcome, Tally

Watch = Callable[[Tally, list[Outcome]], None]
"""Told after each slice how far the batch has come."""


class Stop:
    """Whether somebody asked for an end; processes are told through memory they share."""

    def __init__(self) -> None:
        self.shared = Shared()

    @classmethod
    @contextmanager
    def on_ctrl_c(cls) -> Iterator[Stop]:
        """Let the first Ctrl-C ask for an end, the next one end at once; only the main thread gets them."""
        stop = cls()
        if threading.current_thread() is not threading.main_thread():
            yield stop
            return
        before = signal.getsignal(signal.SIGINT)

        def ask(_: int, __: FrameType | None) -> None:
            stop.shared.stop()
            signal.signal(signal.SIGINT, before)

        signal.signal(signal.SIGINT, ask)
        try:
            yield stop
        finally:
            signal.signal(signal.SIGINT, before)

    @property
    def is_asked(self) -> bool:
        """Whether an end was asked for."""
        return self.shared.is_stopped

    def raise_if_asked(self) -> None:
        """Raise KeyboardInterrupt when an end was asked for."""
        if self.is_asked:
            raise KeyboardInterrupt


def run(
    ledger: Ledger,
    work: Work,
    watch: Watch,
    stop: Stop,
    *,
    processes: int,
    slice_size: int,
    seconds: int = MOST_SECONDS_OF_A_TASK,
    weights: Mapping[str, int] = NO_WEIGHTS,
) -> Tally:
    """Do every task that waits in a ledger and write down its verdict, a slice at a time.

    `weights` tells of units that are more work than one: the largest are begun first, each by itself, so that
    all processes end at the same time.

    When a stop is asked for, the tasks being done end and are written down, and no others begin. Raises
    EnvironmentProblem when the machine lacks something, after the same. Whatever ends the run, the next one
    goes on from what the ledger says.
    """
    tally = Tally(ledger.wanted())
    slices = claimed_slices(ledger, slice_size, weights)
    for outcomes in run_slices(slices, work, processes, stop.shared, seconds=seconds):
        ledger.finish(outcomes)
        tally.count(outcomes)
        watch(tally, outcomes)
    return tally


def claimed_slices(ledger: Ledger, size: int, weights: Mapping[str, int]) -> Iterator[Slice]:
    """Yield what waits in a ledger, noted as being done; units as large as a slice first and alone."""
    large = sorted((code for code, weight in weights.items() if weight >= size), key=lambda c: -weights[c])
    alone = frozenset(large)
    rest = (task for task in ledger.tasks() if task.code not in alone)
    for piece in slices_of(chain(ledger.tasks_among(large), rest), size, weights):
        ledger.claim(task.code for task in piece)
        yield piece
