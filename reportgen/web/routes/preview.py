"""The document as its pages print, beside what the checks found."""

from __future__ import annotations

from fastapi import Response

from reportgen.service.office import building
from reportgen.service.office.heads import figure_labels, report_head
from reportgen.web.finding_links import linked
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()
KEPT_BY_BROWSER = {"Cache-Control": "private, max-age=3600"}
"""The address of a picture changes with what it shows."""


@router.get("/bao-cao/{report_id}/xem")
def preview_page(here: Here, report_id: int) -> Response:
    """Show findings at once; the pages come when they are drawn."""
    report = report_head(here.office, here.actor, report_id)
    checked = building.findings(here.office, here.actor, report_id)
    findings = linked(checked.findings, report_id, figure_labels(here.office, report_id))
    return report_page(here, "report/preview.html", report, findings=findings)


@router.get("/bao-cao/{report_id}/xem/trang")
def drawn_pages(here: Here, report_id: int) -> Response:
    """Draw the pages and show them; a piece of a page for scripts, else a whole one."""
    preview = building.preview(here.office, here.actor, report_id)
    if here.is_partial:
        return here.page("report/preview_pages.html", report_id=report_id, preview=preview)
    report = report_head(here.office, here.actor, report_id)
    name = "report/preview_whole.html"
    return report_page(here, name, report, report_id=report_id, preview=preview)


@router.get("/bao-cao/{report_id}/xem/trang/{digest}/{number}.png")
def page_picture(here: Here, report_id: int, digest: str, number: int) -> Response:
    """Send the picture of one page."""
    picture = building.preview_page(here.office, here.actor, report_id, digest, number)
    return Response(picture, media_type="image/png", headers=KEPT_BY_BROWSER)
