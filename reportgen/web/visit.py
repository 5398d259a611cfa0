"""Who is looking at a page: the session's cookie, the signed-in person, and forms that are really theirs."""

from __future__ import annotations

import hmac
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError, create_model
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.routing import Match, Route
from starlette.types import Scope

from reportgen.model.office.people import Actor
from reportgen.service.office.accounts import actor_of_session
from reportgen.service.office.office import Office
from reportgen.web.guard import FORM, SAFE_METHODS
from reportgen.web.rendering import render

CSRF_FIELD = "csrf"
MOST_FIELDS = 20_000
"""Cells of one grid and lists come in one form."""
MOST_BYTES_OF_FIELD = 4 * 1024 * 1024
COOKIE, COOKIE_BEHIND_HTTPS = "reportgen_session", "__Host-reportgen_session"


class NotSignedIn(Exception):
    """The page is for signed-in people."""


class Forged(Exception):
    """The form does not carry the sign of the session it was made for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person."""

    request: Request
    office: Office
    actor: Actor
    csrf: str

    @property
    def is_partial(self) -> bool:
        """Whether a script asks for a piece of a page."""
        return self.request.headers.get("hx-request") == "true"

    def page(self, name: str, /, *, status: int = HTTPStatus.OK, **context: Any) -> HTMLResponse:
        """Return a page or a piece of one."""
        return render(self.request, name, status=status, actor=self.actor, csrf=self.csrf, **context)


def cookie_name(request: Request) -> str:
    """Return the cookie's name; behind https browsers guard the `__Host-` name for us."""
    return COOKIE_BEHIND_HTTPS if request.scope["scheme"] == "https" else COOKIE


def remember(request: Request, response: Response, token: str) -> None:
    """Let the browser keep the session until it is closed or the session ends."""
    secure = request.scope["scheme"] == "https"
    response.set_cookie(cookie_name(request), token, httponly=True, samesite="lax", secure=secure, path="/")


def forget(request: Request, response: Response) -> None:
    """Take the session from the browser."""
    response.delete_cookie(cookie_name(request), path="/", secure=request.scope["scheme"] == "https")


def session_token(request: Request) -> str:
    """Return what the browser sent as its session; empty when nothing."""
    return request.cookies.get(cookie_name(request), "")


def office_of(request: Request) -> Office:
    """Return the office that the application was made for."""
    office: Office = request.app.state.office
    return office


def visit(request: Request) -> Visit:
    """Return who is there; raises NotSignedIn."""
    office, token = office_of(request), session_token(request)
    found = actor_of_session(office, token) if token else None
    if found is None:
        raise NotSignedIn
    actor, csrf = found
    return Visit(request, office, actor, csrf)


async def read_form(request: Request) -> FormData:
    """Return the form of a page; the guard closes the files in it when the request is done."""
    form = await request.form(max_files=20, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES_OF_FIELD)
    request.scope[FORM] = form
    return form


Here = Visit
"""The visit that a page for signed-in people is given; `pages_for_signed_in` sees to that."""
Form = Annotated[FormData, Depends(read_form)]
OF_FORM = frozenset({"form", "upload"})
Page = Callable[..., Any]


def refuse_forged(here: Visit, form: FormData) -> None:
    """Raise Forged for a form that another site made."""
    if not hmac.compare_digest(text_of(form, CSRF_FIELD).encode(), here.csrf.encode()):
        raise Forged


class _PagesForSignedIn(APIRouter):
    """Lets nobody in who has not signed in, and no form without the session's sign."""

    def add_api_route(self, path: str, endpoint: Page, **options: Any) -> None:
        """Add a page; its first parameter is the visit."""
        self.routes.append(_PageRoute(path, endpoint, set(options["methods"])))


class _PageRoute(Route):
    """A page; its parameters are the visit, what its address says, its form and the file in that.

    FastAPI would find out anew for each request what the parameters are, and takes several times as long.
    """

    def __init__(self, path: str, page: Page, methods: set[str]) -> None:
        super().__init__(path, self._answer, methods=methods, name=page.__name__)
        self.methods = methods
        parameters = inspect.signature(page, eval_str=True).parameters
        self._page, self._changes = page, not SAFE_METHODS.issuperset(methods)
        self._asks_for = OF_FORM & parameters.keys()
        in_address: dict[str, Any] = {
            name: (each.annotation, ... if each.default is each.empty else each.default)
            for name, each in parameters.items()
            if name not in OF_FORM | {"here"}
        }
        self._in_address = create_model(page.__name__, **in_address)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether an address is of this page; logs and metrics call the page by its pattern."""
        match, found = super().matches(scope)
        return match, {**found, "route": self}

    async def _answer(self, request: Request) -> Response:
        values = self._said_by_address(request)
        if not self._changes:
            return await self._shown(request, values)
        form = await read_form(request)
        if "form" in self._asks_for:
            values["form"] = form
        if "upload" in self._asks_for:
            values["upload"] = await _upload(form)
        return await self._shown(request, values, form)

    def _said_by_address(self, request: Request) -> dict[str, Any]:
        try:
            said = self._in_address.model_validate({**request.query_params, **request.path_params})
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from error
        return dict(said)

    async def _shown(
        self, request: Request, values: dict[str, Any], form: FormData | None = None
    ) -> Response:
        """Ask who is there in the thread that the page works in: to go to another one takes time."""
        if inspect.iscoroutinefunction(self._page):
            here = await run_in_threadpool(_let_in, request, form)
            answer: Response = await self._page(here, **values)
            return answer
        return await run_in_threadpool(lambda: self._page(_let_in(request, form), **values))


def _let_in(request: Request, form: FormData | None) -> Visit:
    """Return who is there; raises NotSignedIn, and Forged for a form that is not theirs."""
    here = visit(request)
    if form is not None:
        refuse_forged(here, form)
    return here


def pages_for_signed_in() -> APIRouter:
    """Return a router whose every address wants a session, and whose every form the session's sign."""
    return _PagesForSignedIn(include_in_schema=False)


def text_of(form: FormData, name: str) -> str:
    """Return the text of a field, line ends as ours; empty when it is not there."""
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def whole_number(form: FormData, name: str) -> int:
    """Return a number that a page put into its own form; 0 when somebody tampered with it."""
    text = text_of(form, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


async def _upload(form: FormData) -> Upload | None:
    given = form.get("tep")
    if not isinstance(given, UploadFile) or not given.filename:
        return None
    return Upload(given.filename, await given.read())


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    data: bytes


Uploaded = Upload | None
"""The file in the form of a page."""


def go_to(address: str) -> Response:
    """Show another page after a form was taken in: going back does not send it again."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
