"""Who is looking at a page: the session's cookie, the signed-in person, and forms that are really theirs."""

from __future__ import annotations

import hmac
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

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
Page = Callable[..., Any]


def refuse_forged(here: Visit, form: FormData) -> None:
    """Raise Forged for a form that another site made."""
    if not hmac.compare_digest(text_of(form, CSRF_FIELD).encode(), here.csrf.encode()):
        raise Forged


class _PagesForSignedIn(APIRouter):
    """Lets nobody in who has not signed in, and no form without the session's sign."""

    def add_api_route(self, path: str, endpoint: Page, **options: Any) -> None:
        """Add a page; its first parameter is the visit."""
        changes = not SAFE_METHODS.issuperset(options["methods"])
        super().add_api_route(path, _let_in(endpoint, takes_form=changes), **options)


def _let_in(page: Page, *, takes_form: bool) -> Page:
    """Return a page that asks who is there, in the thread it works in: to go to another one takes time."""
    given = inspect.signature(page, eval_str=True)
    asked = [each for each in given.parameters.values() if each.name != "here"]
    own = {each.name for each in asked}
    kind = inspect.Parameter.KEYWORD_ONLY
    asked.append(inspect.Parameter("request", kind, annotation=Request))
    if takes_form and "form" not in own:
        asked.append(inspect.Parameter("form", kind, annotation=Form))

    @wraps(page)
    def let_in(*, request: Request, **values: Any) -> Any:
        here = visit(request)
        if takes_form:
            refuse_forged(here, values["form"])
        return page(here, **{name: value for name, value in values.items() if name in own})

    let_in.__signature__ = given.replace(parameters=[each.replace(kind=kind) for each in asked])  # type: ignore[attr-defined]
    return let_in


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


async def _upload(form: Form) -> Upload | None:
    given = form.get("tep")
    if not isinstance(given, UploadFile) or not given.filename:
        return None
    return Upload(given.filename, await given.read())


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    data: bytes


Uploaded = Annotated["Upload | None", Depends(_upload)]


def go_to(address: str) -> Response:
    """Show another page after a form was taken in: going back does not send it again."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
