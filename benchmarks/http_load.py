"""Requests at a given rate over kept connections, timed from when each was due: a slow server shows.

The load comes from the machine that is measured, so it has to be light: answers are read as far as somebody
asks for them, and of the others only the status and how long they are.
"""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple, cast

MOST_LATE = 10.0
AT_ONCE = 256 * 1024
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class Answer(NamedTuple):
    """What a server said."""

    status: int
    head: bytes
    body: bytes
    """Empty unless it was asked for."""


class Connection:
    """One kept connection; HTTP/1.1 as far as our own server speaks it: it says how long its answers are."""

    def __init__(self, host: str, port: int, headers: dict[str, str] | None = None) -> None:
        self.host, self.port = host, port
        lines = {"Host": f"{host}:{port}", **(headers or {})}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
        self._wire: _Wire | None = None

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: bytes = b"", *, wants_body: bool = False
    ) -> Answer:
        """Send a request and read its answer; a connection that the server has closed is opened anew once.

        `headers` are lines, each with its end.
        """
        request = b"%b %b HTTP/1.1\r\n%b%bContent-Length: %d\r\n\r\n%b" % (
            method.encode(),
            path.encode(),
            self._head,
            headers,
            len(body),
            body,
        )
        kept = self._wire
        if kept is not None and kept.is_open:
            try:
                return await kept.ask(request, wants_body=wants_body)
            except ConnectionError:
                self.close()
        self._wire = await self._opened()
        return await self._wire.ask(request, wants_body=wants_body)

    async def _opened(self) -> _Wire:
        loop = asyncio.get_running_loop()
        _, wire = await loop.create_connection(_Wire, self.host, self.port)
        return wire

    def close(self) -> None:
        """Let the connection go."""
        if self._wire is not None:
            self._wire.close()
        self._wire = None


class _Wire(asyncio.BufferedProtocol):
    """Bytes there and back; what nobody wants to see is counted where it arrives."""

    _buffer = memoryview(bytearray(AT_ONCE))
    """One for all connections: what came is looked at before anything else comes."""

    def __init__(self) -> None:
        self.is_open = False
        self._answered: asyncio.Future[Answer] | None = None
        self._start_over(wants_body=False)

    def _start_over(self, *, wants_body: bool) -> None:
        self._wants_body, self._head, self._body = wants_body, b"", bytearray()
        self._status, self._missing = 0, 0

    def ask(self, request: bytes, *, wants_body: bool) -> asyncio.Future[Answer]:
        """Send a request, give its answer when it is there; raises ConnectionError when it does not come."""
        if not self.is_open or self._transport.is_closing():
            raise ConnectionResetError("closed before the request")
        self._start_over(wants_body=wants_body)
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answered

    def close(self) -> None:
        """Let go."""
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready."""
        self._transport, self.is_open = cast(asyncio.Transport, transport), True

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits."""
        self.is_open = False
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(ConnectionResetError("closed before the answer"))

    def get_buffer(self, sizehint: int) -> memoryview:
        """Have everything written over what came before."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Take what came."""
        start = 0 if self._status else self._begun(bytes(self._buffer[:nbytes]))
        if not self._status:
            return
        self._missing -= nbytes - start
        if self._wants_body:
            self._body += self._buffer[start:nbytes]
        if self._missing <= 0:
            self._tell()

    def _begun(self, came: bytes) -> int:
        """Read the head as soon as it is whole; return where the body starts in what came."""
        head, end, _ = (self._head + came).partition(END_OF_HEAD)
        if not end:
            self._head += came
            return 0
        length = LENGTH.search(head)
        self._status, self._missing = int(head[9:12]), int(length[1]) if length else 0
        start, self._head = len(head) + len(end) - len(self._head), head
        return start

    def _tell(self) -> None:
        if CLOSES.search(self._head):
            self.close()
            self.is_open = False
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(Answer(self._status, self._head, bytes(self._body)))


@dataclass
class Taken:
    """How long requests took from when they were due, and what came back."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    started: float = 0.0
    ended: float = 0.0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        good = sum(count for status, count in self.statuses.items() if status < 400)
        return good / max(self.ended - self.started, 1e-9)

    def percentile(self, share: float) -> float:
        """Return the time within which a share of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


Request = Callable[[Connection, int], Awaitable[Answer]]


async def at_rate(
    request: Request, connections: list[Connection], per_second: float, seconds: float
) -> Taken:
    """Make requests at an even pace over the connections, each timed from when it was due."""
    taken = Taken(started=time.perf_counter())
    total = int(per_second * seconds)
    turns = iter(range(total))

    async def work(connection: Connection) -> None:
        for n in turns:
            due = taken.started + n / per_second
            early = due - time.perf_counter()
            if time.perf_counter() - taken.started > seconds + MOST_LATE:
                return  # far behind: what was not asked counts as missed, in the rate
            if early > 0:
                await asyncio.sleep(early)
            answer = await request(connection, n)
            taken.seconds.append(time.perf_counter() - due)
            taken.statuses[answer.status] += 1

    await asyncio.gather(*(work(connection) for connection in connections))
    taken.ended = time.perf_counter()
    return taken
