"""Who had to wait is let go to another process; who was answered at once stays."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from reportgen.web.handover import HandOver


async def nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def app(before: float, after: float) -> HandOver:
    """Return an application that takes so many seconds until it begins to answer, and until it ends."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(before)
        await PlainTextResponse("xong")(scope, receive, send)
        await asyncio.sleep(after)

    return HandOver(answer, patience=0.05)


@pytest.mark.parametrize(
    ("before", "after", "is_let_go"),
    [(0.0, 0.0, False), (0.1, 0.0, True), (0.0, 0.1, False)],  # the last one tells of progress for long
)
def test_a_connection_ends_when_its_answer_began_late(before: float, after: float, is_let_go: bool) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/", "method": "GET", "headers": []}
    asyncio.run(app(before, after)(scope, nothing_more, send))
    assert ((b"connection", b"close") in sent[0]["headers"]) is is_let_go
    assert sent[1]["body"] == b"xong"
