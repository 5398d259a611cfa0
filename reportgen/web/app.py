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
    sign_in,
    foreign_sign_in,
    home,
    report,
    workbook,
    figures,
    lists,
    narrative,
    letterhead,
    preview,
    downloads,
    edited_word,
    approval,
    history,
    board,
    cycle_figures,
    batch,
    people,
    programme_pages,
    outside_systems,
    events,
    help_pages,
)


def create_app(office: Office) -> FastAPI:
    """Return the pages of one office."""
    app = FastAPI(title="reportgen", openapi_url=None)
    app.state.office = office
    for router in (health.router, static_files.router, sign_in.open_to_all, *(page.router for page in PAGES)):
        app.include_router(router)
    app.mount("/api", create_api(office))
    answer_failures(app)
    app.add_middleware(Guard)
    return app
