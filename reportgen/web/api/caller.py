"""Who calls the API: the bearer of a token, and the office that it calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from reportgen.model.office.people import Actor
from reportgen.service.office.office import Office
from reportgen.service.office.tokens import actor_of_token
from reportgen.web.api.problems import Unauthorised

TOKEN = HTTPBearer(
    scheme_name="the_truy_cap",
    description="Thẻ truy cập (rg_…), lập ở trang Thẻ truy cập hoặc POST /tokens; có quyền như người lập.",
    auto_error=False,
)
Given = Annotated[HTTPAuthorizationCredentials | None, Depends(TOKEN)]


@dataclass(frozen=True, slots=True)
class Caller:
    """One call: on whose behalf, of which office."""

    office: Office
    actor: Actor


def caller(request: Request, given: Given) -> Caller:
    """Return who calls; raises Unauthorised when there is no token that holds."""
    office: Office = request.app.state.office
    actor = actor_of_token(office, given.credentials) if given is not None else None
    if actor is None:
        raise Unauthorised
    return Caller(office, actor)


By = Annotated[Caller, Depends(caller)]
RowNumber = Annotated[int, Path(ge=1, le=2**53, description="Số của mục", examples=[1])]
