"""Every request gets a number, a line in the log, and its place in the metrics."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportgen.web.metrics import count_request

LOG: Any = structlog.get_logger()
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
HEADER = "X-Request-ID"
RAW_HEADER = HEADER.lower().encode()
CLIENT_GONE = 499
"""As web servers write down a request whose sender left before the answer."""
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
LOGGED_PARAMETERS = frozenset({"report_id", "cycle_id", "job_id", "unit", "step", "number"})
"""Keys of rows and codes of units; names of files and search words are not logged."""
BROKEN = "Chương trình gặp lỗi. Số liệu đã lưu không mất; hãy báo cho người quản trị mã yêu cầu: "


class Observed:
    """Stand around the application; what breaks inside is told here and goes no further."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = _Seen(scope, send)
        with structlog.contextvars.bound_contextvars(request=seen.number):
            try:
                await self.app(scope, receive, seen)
            except ClientDisconnect:  # whoever asked has gone: nobody is left to answer, and nothing broke
                seen.status = seen.status or CLIENT_GONE
            except Exception as error:  # told and answered here: the server lives on
                LOG.error("broken", exc_info=error, **seen.fields())
                if not seen.status:
                    await PlainTextResponse(BROKEN + seen.number, 500)(scope, receive, seen)
            seen.tell()


class _Seen:
    """Watch the answer to one request on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        given = Headers(scope=scope).get(HEADER, "")
        self.number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex[:16]
        self.scope, self.send, self.status, self.start = scope, send, 0, time.perf_counter()
        scope.setdefault("state", {})["request_number"] = self.number

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], (RAW_HEADER, self.number.encode())]
        await self.send(message)

    def fields(self) -> dict[str, object]:
        """Return what may be logged of the request."""
        parameters = self.scope.get("path_params", {})
        told = {name: str(value)[:40] for name, value in parameters.items() if name in LOGGED_PARAMETERS}
        return {"method": self.scope["method"], "route": self.route, **told}

    @property
    def route(self) -> str:
        """The pattern of the address; `-` for addresses that we do not have."""
        pattern = getattr(self.scope.get("route"), "path", "-")
        return f"{self.scope.get('root_path', '')}{pattern}"

    def tell(self) -> None:
        """Log the answer, and count it."""
        seconds = time.perf_counter() - self.start
        count_request(self.scope["method"], self.route, self.status, seconds)
        if self.scope["path"] not in QUIET:
            LOG.info("answered", **self.fields(), status=self.status, ms=round(seconds * 1000, 1))
