"""The log of everything that happened, and whether its chain is whole."""

from __future__ import annotations

from fastapi import Response

from reportgen.service.office import history
from reportgen.web.admin_pages import admin_page
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()
EVENTS_OF_A_PAGE = 100


@router.get("/quan-tri/nhat-ky")
def events_page(here: Here, truoc: int = 0, vat: str = "", kiem: str = "") -> Response:
    """Show events, the newest first; `kiem` goes along the whole chain."""
    found = history.events(here.office, here.actor, before=max(truoc, 0), most=EVENTS_OF_A_PAGE, subject=vat)
    may_verify = here.actor.is_admin
    verdict = history.verify_chain(here.office) if kiem and may_verify else None
    return admin_page(
        here, "admin/events.html", events=found, verdict=verdict, subject=vat, may_verify=may_verify
    )
