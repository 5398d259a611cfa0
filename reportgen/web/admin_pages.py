"""What all pages of those who manage the office have in common."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse

from reportgen.web.navigation import admin_ways
from reportgen.web.visit import Visit


def admin_page(here: Visit, name: str, /, *, status: int = HTTPStatus.OK, **context: Any) -> HTMLResponse:
    """Return a page, with the way to the others that this person may see."""
    return here.page(name, status=status, admin_steps=admin_ways(here.actor), **context)
