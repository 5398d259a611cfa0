"""The process above the others: it starts web workers and the jobs process, and starts again what dies."""

from __future__ import annotations

import itertools
import multiprocessing as mp
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

import structlog

from reportgen.errors import EnvironmentProblem, os_reason
from reportgen.service.office.office import OfficeSettings
from reportgen.web.logs import set_up_logs

LOG: Any = structlog.get_logger()
SECONDS_TO_STOP = 15
QUICK_DEATH, MOST_QUICK_DEATHS = 5.0, 5
"""A process that dies so soon, so often, will not live the next time either."""
BACKLOG = 2048
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where the processes put their numbers together; prometheus-client reads it when it is imported."""
MOST_ARENAS = "2"
"""Heaps of one process: glibc gives every thread one of its own, and none of them ever shrinks."""
Work = Callable[["Serving", socket.socket], None]


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and where."""

    office: OfficeSettings
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    is_quiet: bool = False
    """Whether answered requests stay out of the log."""


def listen(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Open an address for `count` workers; port 0 takes any that is free.

    Where the system deals connections out, each worker has a socket of its own, or else the one that wakes
    first takes all that wait. Elsewhere they share one. Raises EnvironmentProblem when the address is taken.
    """
    listeners = [_bound(host, port)]
    if count > 1 and sys.platform == "linux":
        listeners[0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # now that it was free
        address = listeners[0].getsockname()
        listeners += (_bound(address[0], address[1], is_dealt=True) for _ in range(count - 1))
    for each in listeners:
        each.listen(BACKLOG)
        each.set_inheritable(True)
    return listeners


def _bound(host: str, port: int, *, is_dealt: bool = False) -> socket.socket:
    """Return a socket with an address.

    Its protocol is named, or asyncio would not set TCP_NODELAY and answers would wait 40 ms for each other.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would let two programs share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if is_dealt:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = "đã có chương trình khác dùng" if error.errno in IN_USE else os_reason(error)
        raise EnvironmentProblem(
            f"không mở được cổng {port} ở {host}: {reason}", remedy="chọn cổng khác với --port"
        ) from error
    return listener


IN_USE = (98, 48, 10048)
"""EADDRINUSE on Linux, macOS and Windows."""


def _dealt(listeners: Sequence[socket.socket], workers: int) -> Iterable[tuple[int, socket.socket]]:
    """Pair the numbers of the workers with their sockets."""
    return zip(range(workers), itertools.cycle(listeners), strict=False)


class Supervisor:
    """Keeps every process alive until it is told to stop."""

    def __init__(self, serving: Serving, listeners: Sequence[socket.socket], web: Work, jobs: Work) -> None:
        self._serving = serving
        every = {f"web-{number}": (web, listener) for number, listener in _dealt(listeners, serving.workers)}
        self._works = {**every, "jobs": (jobs, listeners[0])}
        self._running: dict[str, BaseProcess] = {}
        self._started: dict[str, float] = {}
        self._quick_deaths = 0
        self._stop = threading.Event()
        self._wake, self._sleep = socket.socketpair()

    def run(self) -> bool:
        """Run until somebody stops it; False when the processes do not stay alive."""
        set_up_logs("supervisor", is_quiet=self._serving.is_quiet)
        with tempfile.TemporaryDirectory(prefix="reportgen-so-do-") as folder:
            os.environ[METRICS_FOLDER] = folder
            os.environ.setdefault("MALLOC_ARENA_MAX", MOST_ARENAS)
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, self._ask_to_stop)
            for name in self._works:
                self._start(name)
            while not self._stop.is_set() and self._quick_deaths < MOST_QUICK_DEATHS:
                wait([*(process.sentinel for process in self._running.values()), self._sleep])
                self._start_again_what_died()
            self._stop_all()
        return self._quick_deaths < MOST_QUICK_DEATHS

    def _ask_to_stop(self, _: int, __: FrameType | None) -> None:
        self._stop.set()
        self._wake.send(b".")

    def _start(self, name: str) -> None:
        context = mp.get_context("spawn")  # a fork of a process with threads may hang
        work, listener = self._works[name]
        process = context.Process(target=work, args=(self._serving, listener), name=name)
        process.start()
        self._running[name], self._started[name] = process, time.monotonic()

    def _start_again_what_died(self) -> None:
        dead = [name for name, process in self._running.items() if not process.is_alive()]
        for name in dead:
            if self._stop.is_set():
                return
            lived = time.monotonic() - self._started[name]
            self._quick_deaths = self._quick_deaths + 1 if lived < QUICK_DEATH else 0
            LOG.error("died", name=name, code=self._running[name].exitcode, lived=round(lived, 1))
            self._start(name)

    def _stop_all(self) -> None:
        """Let requests and jobs end; kill what does not."""
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for process in self._running.values():
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
