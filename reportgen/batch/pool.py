"""All cores at work on slices of tasks; a task that kills its process is named, and the rest is done."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing.connection import wait as wait_for
from typing import Any, Protocol

from reportgen.errors import EnvironmentProblem, Finding
from reportgen.memory import keep_freed_memory
from reportgen.model.batch import Outcome, State, Task

Slice = tuple[Task, ...]

SLICES_IN_HAND = 2  # a process: one being done, one waiting, so that no process waits for us
SLICES_OF_A_GENERATION = 400  # then processes are replaced, whatever a library may have piled up in them
MOST_SECONDS_OF_A_TASK = 300

# Forking hands over a compiled programme for nothing; elsewhere than on Linux it is not safe.
CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


class Work(Protocol):
    """What is done for each unit; where processes cannot be forked it is pickled."""

    def do(self, task: Task) -> Outcome:
        """Do one task. An EnvironmentProblem stops the batch; other exceptions are told as bugs of ours."""


class Shared:
    """What we and the processes tell each other: whether to stop, and which task of a slice is being done.

    Plain memory without a lock: a signal handler may write it, and a dead process leaves it readable.
    """

    def __init__(self) -> None:
        self._stop = CONTEXT.RawValue(ctypes.c_bool, False)
        self._at = CONTEXT.RawValue(ctypes.c_int, 0)

    def stop(self) -> None:
        """Ask for an end after the task that each process is at."""
        self._stop.value = True

    @property
    def is_stopped(self) -> bool:
        """Whether an end was asked for."""
        return bool(self._stop.value)

    @property
    def at(self) -> int:
        """Which task of its slice the only process is at."""
        return int(self._at.value)

    @at.setter
    def at(self, position: int) -> None:
        self._at.value = position


def run_slices(
    slices: Iterator[Slice],
    work: Work,
    processes: int,
    shared: Shared,
    *,
    seconds: int = MOST_SECONDS_OF_A_TASK,
) -> Iterator[list[Outcome]]:
    """Yield what became of each slice, in the order in which they end.

    Slices are taken from the iterator as processes get free, so that no more than a few are in memory. A
    process that takes more than `seconds` over one task is ended. Once `shared` says stop, the slices in hand
    are yielded as far as they were done. Raises EnvironmentProblem, after the same.
    """
    suspects: deque[Slice] = deque()
    is_drained = False
    while not (is_drained or shared.is_stopped):
        with Generation(work, processes, shared, seconds) as pool:
            yield from pool.run(slices)
        is_drained = pool.is_drained
        suspects.extend(pool.lost)
        while suspects and not shared.is_stopped:
            yield from _alone(suspects, work, shared, seconds)


def _alone(suspects: deque[Slice], work: Work, shared: Shared, seconds: int) -> Iterator[list[Outcome]]:
    """Do one suspect slice in a process of its own; when that dies, the task it was at is done by itself."""
    shared.at = 0
    with Generation(work, 1, shared, seconds) as pool:
        yield from pool.run(iter([suspects.popleft()]))
    for lost in pool.lost:
        if len(lost) == 1:
            yield [killed(lost[0])]
        else:
            culprit = lost[shared.at]
            suspects.append((culprit,))
            suspects.append(tuple(task for task in lost if task is not culprit))


def killed(task: Task) -> Outcome:
    """Return the verdict on a unit that kills whoever does it."""
    message = "tiến trình lập báo cáo bị ngắt giữa chừng, hoặc quá lâu không xong, khi làm đơn vị này"
    remedy = "xem máy có hết bộ nhớ không rồi chạy lại với --thu-lai; vẫn bị thì gửi số liệu cho người hỗ trợ"
    return Outcome(task.code, State.CRASHED, findings=(Finding("unit-killed", message, remedy=remedy),))


class Generation:
    """Processes that begin and end together. `lost` has the slices in hand when one of them died."""

    def __init__(self, work: Work, processes: int, shared: Shared, seconds: int) -> None:
        self.processes, self.shared = processes, shared
        self.lost: list[Slice] = []
        self.is_drained = False
        self._in_hand: dict[Future[list[Outcome]], Slice] = {}
        self._problem: EnvironmentProblem | None = None
        self._executor = ProcessPoolExecutor(processes, CONTEXT, _begin, (work, shared, seconds))

    def __enter__(self) -> Generation:
        gc.collect()
        gc.freeze()  # forked processes share what is here now as long as no collector writes on it
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)
        gc.unfreeze()

    def run(self, slices: Iterator[Slice]) -> Iterator[list[Outcome]]:
        """Yield outcomes until no slice is left, enough were done, a stop was asked for or a process died."""
        for _ in range(SLICES_OF_A_GENERATION):
            if self.shared.is_stopped or self.lost:
                break
            piece = next(slices, None)
            if piece is None:
                self.is_drained = True
                break
            self._hand_out(piece)
            if len(self._in_hand) >= SLICES_IN_HAND * self.processes:
                yield from self._ended()
        while self._in_hand:
            yield from self._ended()
        if self._problem is not None:
            raise self._problem

    def _hand_out(self, piece: Slice) -> None:
        try:
            self._in_hand[self._executor.submit(_do_slice, piece)] = piece
        except BrokenProcessPool:
            self.lost.append(piece)

    def _ended(self) -> Iterator[list[Outcome]]:
        """Wait for at least one slice. When a process died every slice in hand ends, and is lost."""
        ended, _ = wait(self._in_hand, return_when=FIRST_COMPLETED)
        for future in ended:
            piece = self._in_hand.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                self.lost.append(piece)
            except EnvironmentProblem as problem:
                self._problem = problem
                self.shared.stop()


# --- inside the processes ----------------------------------------------------------------------------

_mine: tuple[Work, Shared, int]


def _begin(work: Work, shared: Shared, seconds: int) -> None:
    """Set a process up: Ctrl-C is for the one who waits for it, and it never outlives that one."""
    global _mine
    _mine = (work, shared, seconds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_freed_memory()
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end then, whatever is being done."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _do_slice(piece: Slice) -> list[Outcome]:
    work, shared, seconds = _mine
    outcomes = []
    for position, task in enumerate(piece):
        if shared.is_stopped:
            break
        shared.at = position
        outcomes.append(do_in_time(work, task, seconds))
    return outcomes


def do_in_time(work: Work, task: Task, seconds: int) -> Outcome:
    """Do a task; the process ends when that takes too long, even inside a library that never yields."""
    start = time.perf_counter()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 — a device, not a path of ours
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            outcome = do_task(work, task)
        finally:
            faulthandler.cancel_dump_traceback_later()
    return replace(outcome, seconds=time.perf_counter() - start)


def do_task(work: Work, task: Task) -> Outcome:
    """Do a task; a bug of ours becomes its verdict, so that the other units are done all the same."""
    try:
        return work.do(task)
    except EnvironmentProblem:
        raise
    except Exception:  # the one place where a bug is kept: the ledger has the trace, the command fails
        message = "lỗi của chương trình khi làm đơn vị này"
        remedy = "gửi tệp nhật ký lỗi cho người hỗ trợ"
        bug = Finding("unit-bug", message, remedy=remedy)
        return Outcome(task.code, State.CRASHED, findings=(bug,), trace=traceback.format_exc())
