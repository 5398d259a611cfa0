"""An honest queue: whoever would wait too long is told so at once, and when to come again."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportgen.web.api.problems import problem
from reportgen.web.guard import HEADERS
from reportgen.web.observed import QUIET

MOST_WAITING = 256
"""Requests that one process has not begun to answer: some two seconds of work, and more than an office has
people who save in the same second."""
RETRY_SECONDS = 5
_WHY = "Nhiều người đang dùng cùng lúc nên yêu cầu này chưa được nhận. Số liệu đã lưu không mất."
_AGAIN = f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">'


def _page(method: str) -> str:
    """Return what a person sees; only what is read asks again by itself, for a refresh sends no form."""
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{_AGAIN if method == "GET" else ""}<title>Máy chủ đang bận – Báo cáo</title></head>
<body><h1>Máy chủ đang bận</h1>
<p>{_WHY}</p>
<p>Hãy làm lại sau {RETRY_SECONDS} giây; trang đang nhập sẽ tự lưu lại.</p></body></html>
"""


def _refusal(scope: Scope) -> Response:
    """Return the answer in the form of the one who asks: a page, or what other systems read."""
    if scope["path"].startswith("/api/"):
        answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{_WHY} Gọi lại sau {RETRY_SECONDS} giây.")
    else:
        answer = HTMLResponse(_page(scope["method"]), HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers.update({**HEADERS, "Retry-After": str(RETRY_SECONDS)})
    return answer


class Turnstile:
    """Let so many in at a time; the others get an answer that is no work."""

    def __init__(self, app: ASGIApp, most_waiting: int = MOST_WAITING) -> None:
        self.app, self.most_waiting = app, most_waiting
        self.waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; monitoring is always let in."""
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self.app(scope, receive, send)
        elif self.waiting >= self.most_waiting:
            await _refusal(scope)(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request until its answer begins: one that tells of progress goes on for hours."""
        is_waiting = True
        self.waiting += 1

        def is_served() -> None:
            nonlocal is_waiting
            self.waiting -= is_waiting
            is_waiting = False

        async def begun(message: Message) -> None:
            is_served()
            await send(message)

        try:
            await self.app(scope, receive, begun)
        finally:
            is_served()
