"""What stands around every request: size, origin, the headers that browsers obey, files that came with it."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM = "reportgen.form"
"""Under this name a page leaves the form that it has read."""
MOST_BYTES = 64 * 1024 * 1024
CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_SENT = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
"""As they go over the wire."""
TOO_LARGE = "Nội dung gửi lên quá lớn (trên 64 MB). Hãy chọn tệp nhỏ hơn."
FROM_ELSEWHERE = "Yêu cầu đến từ một trang khác nên không được nhận. Hãy mở lại trang này rồi làm lại."


class TooLarge(Exception):
    """More bytes came than one request may have."""


class Guard:
    """Refuse what is too large or sent by another site, and give every answer its security headers."""

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        self.app, self.most_bytes = app, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(send)
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, answer)
            return
        try:
            await self.app(scope, self._counted(receive), answer)
        except TooLarge:
            if not answer.has_started:
                await PlainTextResponse(TOO_LARGE, 413)(scope, receive, answer)
        finally:
            if (form := scope.get(FORM)) is not None:
                await form.close()

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.most_bytes:
            return PlainTextResponse(TOO_LARGE, 413)
        if scope["method"] not in SAFE_METHODS and not is_from_here(headers):
            return PlainTextResponse(FROM_ELSEWHERE, 403)
        return None

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most_bytes:
                raise TooLarge
            return message

        return counted


def is_from_here(headers: Headers) -> bool:
    """Tell whether a request that changes something was sent by one of our own pages, or by no page at all.

    Only the host is compared: behind a proxy the scheme that browsers see is not the one that we see.
    """
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}


class _Answer:
    """Send on what the application sends, with our headers where it has none of its own."""

    def __init__(self, send: Send) -> None:
        self.send, self.has_started = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            own = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(each for each in _SENT if each[0] not in own)]
        await self.send(message)
