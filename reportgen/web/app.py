"""The application that a web server runs."""

from __future__ import annotations

from fastapi import FastAPI

from reportgen.service.office.office import Office
from reportgen.web import health, static_files
from reportgen.web.api.app import create_api
from reportgen.web.failures import answer_failures
from reportgen.web.guard import Guard
from reportgen.web.routes import (
    approval,
    batch,
    board,
    cycle_figures,
    downloads,
    edited_word,
    events,
    figures,
    foreign_sign_in,
    help_pages,
    history,
    home,
    letterhead,
    lists,
    narrative,
    outside_systems,
    people,
    preview,
    programme_pages,
    report,
    sign_in,
    workbook,
)

PAGES = (
    report,
    figures,
    narrative,
    downloads,
    home,
    preview,
    board,
    workbook,
    lists,
    letterhead,
    edited_word,
    approval,
    history,
    cycle_figures,
    batch,
    people,
    programme_pages,
    outside_systems,
    events,
    help_pages,
    sign_in,
    foreign_sign_in,
)
"""Those that are asked for most come first: addresses are looked for in this order."""


def create_app(office: Office) -> FastAPI:
    """Return the pages of one office."""
    app = FastAPI(title="reportgen", openapi_url=None)
    app.state.office = office
    for router in (*(page.router for page in PAGES), sign_in.open_to_all, static_files.router, health.router):
        app.router.routes += router.routes  # a router inside another one matches each of its routes twice
    app.mount("/api", create_api(office))
    answer_failures(app)
    app.add_middleware(Guard)
    return app
