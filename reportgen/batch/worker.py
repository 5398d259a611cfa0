"""What a worker does with a job, and the processes of one machine that wait for jobs."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import SpawnProcess

from reportgen.batch.ledger import Ledger
from reportgen.batch.pool import Work, do_in_time, end_with_parent, killed
from reportgen.batch.run import Stop
from reportgen.model.batch import Task

MOST_ATTEMPTS = 3
"""Deaths of a worker over the same unit; then the unit is to blame."""
SECONDS_BEFORE_RESTART = 1


def do_tasks(ledger: Ledger, codes: Iterable[str], work: Work, seconds: int) -> None:
    """Do those of some units that have no verdict yet, and write their verdicts down.

    Units that a worker has begun before without an end are done one by one: when it is one of them that
    kills workers, the ledger shows which.
    """
    tasks = ledger.tasks_among(codes)
    fresh = [task for task in tasks if not task.attempt]
    ledger.claim(task.code for task in fresh)
    ledger.finish([do_in_time(work, task, seconds) for task in fresh])
    for task in tasks:
        if task.attempt:
            _do_carefully(ledger, task, work, seconds)


def _do_carefully(ledger: Ledger, task: Task, work: Work, seconds: int) -> None:
    if task.attempt >= MOST_ATTEMPTS:
        ledger.finish([killed(task)])
        return
    ledger.claim([task.code])
    ledger.finish([do_in_time(work, task, seconds)])


def run_processes(count: int, body: Callable[[], None], *, restarts: bool) -> None:
    """Run a body in some processes until all have ended; those that die are replaced when asked to.

    Ctrl-C reaches the processes too, which end their job first; then KeyboardInterrupt is raised.
    """
    context = multiprocessing.get_context("spawn")
    with Stop.on_ctrl_c() as stop:
        running = [_start(context.Process, body) for _ in range(count)]
        while running:
            wait_for([process.sentinel for process in running])
            dead = [process for process in running if process.exitcode is not None]
            running = [process for process in running if process not in dead]
            killed_ones = [process for process in dead if process.exitcode]
            if killed_ones and restarts and not stop.is_asked:
                time.sleep(SECONDS_BEFORE_RESTART)
                running += [_start(context.Process, body) for _ in killed_ones]
        stop.raise_if_asked()


def _start(process: type[SpawnProcess], body: Callable[[], None]) -> SpawnProcess:
    started = process(target=_run, args=(body,))
    started.start()
    return started


def _run(body: Callable[[], None]) -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    body()
    os._exit(0)
