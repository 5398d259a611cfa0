"""What is told of requests: that somebody went away is no failure of ours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.testing import capture_logs

from reportgen.web.observed import CLIENT_GONE, Observed
from tests.web_office import run_apart

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/bao-cao/1/so-lieu", "headers": []}


def asked(app: ASGIApp, *came: Message) -> tuple[list[dict[str, object]], list[Message]]:
    """Return what was logged of one request, and what was answered."""
    incoming, answered = list(came), list[Message]()

    async def receive() -> Message:
        return incoming.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    with capture_logs() as logs:
        run_apart(Observed(app)(dict(SCOPE), receive, send))
    return [dict(each) for each in logs], answered


async def reads_everything(scope: Scope, receive: Receive, send: Send) -> None:
    """Be a page that wants the whole form."""
    await Request(scope, receive).body()


async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
    """Be a page with a mistake of ours."""
    raise LookupError


def test_somebody_who_leaves_in_mid_request_is_no_error() -> None:
    half = {"type": "http.request", "body": b"csrf=", "more_body": True}
    logs, answered = asked(reads_everything, half, {"type": "http.disconnect"})
    assert [(each["event"], each["status"]) for each in logs] == [("answered", CLIENT_GONE)]
    assert answered == []


def test_a_mistake_of_ours_is_told_and_answered() -> None:
    logs, answered = asked(breaks)
    assert [(each["event"], each["log_level"]) for each in logs] == [
        ("broken", "error"),
        ("answered", "info"),
    ]
    assert answered[0]["status"] == 500
