"""Whoever had to wait is let go, so that the process that has time takes the next request."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE = 0.05
"""Seconds until an answer begins; a page takes a tenth of that in a process that has time."""


class HandOver:
    """End connections whose answers came late.

    A connection stays with the process that took it in, so by chance one process may have most of the people
    who make files. A new connection goes to the process that is first to take it: one that has less to do.
    """

    def __init__(self, app: ASGIApp, patience: float = PATIENCE) -> None:
        self.app, self.patience = app, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.monotonic()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and time.monotonic() - begun > self.patience:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, receive, answer)
