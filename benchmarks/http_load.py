"""Requests at a given rate over kept connections, timed from when each was due: a slow server shows."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_LATE = 10.0


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One kept connection; HTTP/1.1 as far as our own server speaks it."""

    def __init__(self, host: str, port: int, headers: dict[str, str] | None = None) -> None:
        self.host, self.port = host, port
        self.headers = {"Host": f"{host}:{port}", **(headers or {})}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request and read its answer; a connection that the server has closed is opened anew once."""
        fresh = self._streams is None
        try:
            return await self._ask(method, path, body, headers or {})
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if fresh:
                raise
            return await self._ask(method, path, body, headers or {})

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        sent = {**self.headers, **headers, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ", 2)[1])
        got = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:-2])
        }
        content = await _content(reader, got) if method != "HEAD" and status not in (204, 304) else b""
        if got.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, got, content)

    def close(self) -> None:
        """Let the connection go."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def _content(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    pieces = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return b"".join(pieces)


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
            if time.perf_counter() - taken.started > seconds + MOST_LATE:
                return  # far behind: what was not asked counts as missed, in the rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            answer = await request(connection, n)
            taken.seconds.append(time.perf_counter() - due)
            taken.statuses[answer.status] += 1

    await asyncio.gather(*(work(connection) for connection in connections))
    taken.ended = time.perf_counter()
    return taken
