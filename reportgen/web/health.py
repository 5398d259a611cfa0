"""What monitoring asks: whether the process lives, whether it can work, and how much it does."""

from __future__ import annotations

import ipaddress
import threading
import time

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from reportgen.service.office.health import Check, checks, is_ready, waiting_work
from reportgen.service.office.office import Office
from reportgen.service.office.tokens import actor_of_token
from reportgen.web.metrics import exposition

router = APIRouter(include_in_schema=False)
KEPT_SECONDS = 15.0
"""How long an answer to /readyz holds: monitoring asks often, and LibreOffice takes a while to answer."""


class _Kept:
    """The last look at the machine, so that asking often costs nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: tuple[Check, ...] = ()
        self._until = 0.0

    def look(self, office: Office) -> tuple[Check, ...]:
        with self._lock:
            if time.monotonic() > self._until:
                self._found = checks(office)
                self._until = time.monotonic() + KEPT_SECONDS
            return self._found


def _kept(request: Request) -> _Kept:
    state = request.app.state
    if not hasattr(state, "health"):
        state.health = _Kept()
    kept: _Kept = state.health
    return kept


@router.get("/healthz")
def alive() -> Response:
    """Say that the process lives."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def ready(request: Request) -> Response:
    """Say whether the service can work, and to those on this machine, why not."""
    found = _kept(request).look(request.app.state.office)
    good = is_ready(found)
    said: dict[str, object] = {"ready": good}
    if may_look(request):
        said["checks"] = [each.as_json() for each in found]
    return JSONResponse(said, 200 if good else 503)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Tell numbers, to monitoring on this machine or with a token of somebody who manages accounts."""
    if not may_look(request):
        return PlainTextResponse("Chỉ máy này, hoặc thẻ truy cập của người quản trị, được xem.\n", 403)
    text = exposition(waiting_work(request.app.state.office))
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def may_look(request: Request) -> bool:
    """Whether the one who asks is on this machine, or manages accounts."""
    client = request.client.host if request.client else ""
    try:
        if ipaddress.ip_address(client).is_loopback:
            return True
    except ValueError:
        pass
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        return False
    actor = actor_of_token(request.app.state.office, token)
    return actor is not None and actor.is_admin
