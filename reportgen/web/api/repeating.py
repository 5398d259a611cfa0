"""Requests that may come twice: with an Idempotency-Key the second gets the answer of the first."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from reportgen.service.office import repeats
from reportgen.service.office.office import Office
from reportgen.service.office.tokens import actor_of_token
from reportgen.web.api.problems import Repeated

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEY = re.compile(r"[A-Za-z0-9._-]{1,100}")
PARAMETER: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Khoá do bên gọi đặt: gọi lại cùng khoá trong 24 giờ thì nhận lại câu trả lời cũ.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,100}$"},
    "example": "so-lieu-10608-2023-01",
}
RENEW_SECONDS = 5.0
KEPT_HEADERS = ("etag", "location")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class RepeatableRoute(APIRoute):
    """A route that changes something, at most once for each key."""

    def get_route_handler(self) -> Handler:
        """Return the handler with the look for an earlier answer around it."""
        handle = super().get_route_handler()

        async def once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None or request.method in ("GET", "HEAD"):
                return await handle(request)
            if not KEY.fullmatch(key):
                raise Repeated(f"{HEADER} chỉ gồm chữ không dấu, số, dấu . _ -, nhiều nhất 100 ký tự", 422)
            who = await run_in_threadpool(_who, request)
            if who is None:
                return await handle(request)  # which refuses it
            return await _once(request, handle, who, key)

        return once


def _who(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    actor = actor_of_token(_office(request), token) if kind.lower() == "bearer" else None
    return f"user:{actor.user_id}" if actor is not None else None


def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


async def _once(request: Request, handle: Handler, who: str, key: str) -> Response:
    office, asked = _office(request), await _fingerprint(request)
    earlier = await run_in_threadpool(repeats.begin, office, who, key, asked)
    if earlier is not None:
        return _again(earlier, asked)
    is_kept = False
    try:
        async with _still_answering(office, who, key):
            response = await handle(request)
        is_kept = 200 <= response.status_code < 300 and response.media_type in (None, "application/json")
        if is_kept:
            await run_in_threadpool(repeats.end, office, who, key, response.status_code, _packed(response))
        return response
    finally:
        if not is_kept:
            await run_in_threadpool(repeats.drop, office, who, key)


@asynccontextmanager
async def _still_answering(office: Office, who: str, key: str) -> AsyncIterator[None]:
    """Say again and again that the request is being answered, so that only a dead process lets the key go."""

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            await run_in_threadpool(repeats.renew, office, who, key)

    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.wait([renewing])


async def _fingerprint(request: Request) -> str:
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    digest.update(request.headers.get("if-match", "").encode() + b"\n" + await request.body())
    return digest.hexdigest()


def _packed(response: Response) -> str:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return json.dumps({"headers": headers, "body": bytes(response.body).decode()})


def _again(earlier: repeats.Earlier, asked: str) -> Response:
    if earlier.request != asked:
        raise Repeated(f"{HEADER} này đã dùng cho một yêu cầu khác", 422)
    if earlier.status == 0:
        raise Repeated("Yêu cầu cùng khoá đang được trả lời; hỏi lại sau ít giây", 409)
    kept = json.loads(earlier.body)
    headers = {**kept["headers"], REPLAYED: "true"}
    return Response(kept["body"] or None, earlier.status, headers, media_type="application/json")
