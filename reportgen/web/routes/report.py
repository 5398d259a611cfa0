"""A report at a glance."""

from __future__ import annotations

from fastapi import Response

from reportgen.model.office.people import Action
from reportgen.service.office import heads
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()


@router.get("/bao-cao/{report_id}")
def overview(here: Here, report_id: int) -> Response:
    """Show how far the report is and what to do next."""
    told = heads.overview(here.office, here.actor, report_id)
    report = told.files.head
    may_edit = Action.EDIT in report.may
    return report_page(here, "report/overview.html", report, may_edit=may_edit, told=told)
