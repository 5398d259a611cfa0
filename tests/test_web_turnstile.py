"""Who would wait too long is told at once; who is being answered waits no more."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from reportgen.web.turnstile import RETRY_SECONDS, Turnstile
from tests.web_office import run_apart

Answered = dict[str, tuple[int, dict[bytes, bytes]]]


async def nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


class Slow:
    """Begins to answer when it may; `/tien-do` begins at once and goes on."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/vo":
            raise RuntimeError("broken")
        if scope["path"] != "/tien-do":
            await self.may_answer.wait()
        await PlainTextResponse("xong")(scope, receive, send)
        await self.may_answer.wait()


async def asked(app: Turnstile, path: str, answered: Answered) -> None:
    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answered[path] = (message["status"], dict(message["headers"]))

    await app({"type": "http", "path": path, "method": "GET", "headers": []}, nothing_more, send)


@pytest.mark.parametrize(
    ("paths", "refused"),
    [
        (["/a", "/b"], []),
        (["/a", "/b", "/c", "/d"], ["/c", "/d"]),
        (["/a", "/b", "/healthz", "/readyz", "/metrics"], []),  # monitoring is no work to speak of
        (["/tien-do", "/a", "/b", "/c"], ["/c"]),  # begun is begun
        (["/vo", "/a", "/b", "/c"], ["/c"]),  # what broke waits no more
        (["/a", "/b", "/api/reports"], ["/api/reports"]),
    ],
)
def test_only_so_many_wait_at_a_time(paths: list[str], refused: list[str]) -> None:
    answered: Answered = {}

    async def ask_all() -> None:
        slow = Slow()
        app = Turnstile(slow, most_waiting=2)
        tasks = []
        for path in paths:
            tasks.append(asyncio.create_task(asked(app, path, answered)))
            await asyncio.sleep(0)
        slow.may_answer.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert app.waiting == 0

    run_apart(ask_all())
    assert [path for path, (status, _) in answered.items() if status == 503] == refused
    for path in refused:
        headers = answered[path][1]
        assert headers[b"retry-after"] == str(RETRY_SECONDS).encode()
        form = b"application/problem+json" if path.startswith("/api/") else b"text/html; charset=utf-8"
        assert headers[b"content-type"] == form
        assert headers[b"x-frame-options"] == b"DENY"
