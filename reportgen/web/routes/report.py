"""A report at a glance, and what its letterhead says."""

from __future__ import annotations

from fastapi import Response

from reportgen.model.office.people import Action
from reportgen.service.office import building, reports
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()


@router.get("/bao-cao/{report_id}")
def overview(here: Here, report_id: int) -> Response:
    """Show how far the report is and what to do next."""
    report = reports.open_report(here.office, here.actor, report_id)
    cells = [cell for section in report.sections for row in section.rows for cell in row.cells.values()]
    typed = [cell for cell in cells if not (cell.is_shared or cell.is_summed)]
    return report_page(
        here,
        "report/overview.html",
        report,
        may_edit=Action.EDIT in report.may,
        typed=len(typed),
        blank=sum(not cell.raw for cell in typed),
        own=sum(section.is_own for section in report.narrative),
        sections=sum(section.has_text for section in report.narrative),
        files=building.artefacts(here.office, here.actor, report_id),
    )
