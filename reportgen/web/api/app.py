"""The application behind `/api`: its routes, and their description."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from reportgen import __version__
from reportgen.service.office.office import Office
from reportgen.web.api import cycle_work, history, making, people, programmes, reports, webhooks
from reportgen.web.api.problems import CONFLICT_SCHEMA, SCHEMA, answer_problems
from reportgen.web.api.repeating import PARAMETER
from reportgen.web.api.shapes import Finding

DESCRIPTION = """Mọi việc làm được trên trang đều làm được ở đây: cùng quyền, cùng kiểm tra, cùng JSON.
Thời gian là UTC; số là số chính xác; lỗi là application/problem+json có chỗ và cách sửa."""
MODULES = (programmes, reports, making, history, cycle_work, people, webhooks)
CHANGING = frozenset({"post", "put", "patch", "delete"})


def create_api(office: Office) -> FastAPI:
    """Return the API of one office, to be mounted at `/api`."""
    api = FastAPI(
        title="reportgen", version=__version__, docs_url=None, redoc_url=None, description=DESCRIPTION
    )
    api.state.office = office
    for module in MODULES:
        api.include_router(module.router)
    answer_problems(api)
    api.openapi = lambda: _description(api)  # type: ignore[method-assign]
    return api


def _description(api: FastAPI) -> dict[str, Any]:
    if api.openapi_schema is None:
        made = get_openapi(
            title=api.title,
            version=api.version,
            description=api.description,
            routes=api.routes,
            servers=[{"url": "/api"}],
        )
        schemas = made["components"]["schemas"]
        schemas |= {"Problem": SCHEMA, "Conflict": CONFLICT_SCHEMA}
        schemas.setdefault("Finding", Finding.model_json_schema())
        _tell_of_keys(made["paths"])
        api.openapi_schema = made
    return api.openapi_schema


def _tell_of_keys(paths: dict[str, Any]) -> None:
    """Say where an Idempotency-Key is understood: wherever something changes."""
    for item in paths.values():
        for method in CHANGING & item.keys():
            item[method].setdefault("parameters", []).append(PARAMETER)
