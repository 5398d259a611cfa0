"""The first page: what waits for this person."""

from __future__ import annotations

from fastapi import Response

from reportgen.service.office import reports
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()


@router.get("/")
def home(here: Here) -> Response:
    """Show the reports that this person works on."""
    return here.page(
        "home.html", lines=reports.my_reports(here.office, here.actor), today=here.office.today()
    )
