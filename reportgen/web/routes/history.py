"""What a report was: its revisions, one figure through time, two versions compared, one restored."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Response

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.history import Comparison
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict, Denied
from reportgen.service.office import history, reports
from reportgen.service.office.heads import figure_labels
from reportgen.web.failures import status_of, told
from reportgen.web.finding_links import linked
from reportgen.web.report_pages import report_page
from reportgen.web.routes.figures import cell_labels
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of, whole_number

router = pages_for_signed_in()
REVISIONS_OF_A_PAGE, EVENTS_OF_A_PAGE = 50, 30
NO_NUMBER = -1


@router.get("/bao-cao/{report_id}/lich-su")
def history_page(
    here: Here, report_id: int, tu: int = NO_NUMBER, den: int = NO_NUMBER, o: str = "", truoc: int = 0
) -> Response:
    """Show revisions; `tu`, `den` compare two of them, `o` follows one figure, `truoc` goes back in time."""
    return _page(here, report_id, tu=tu, den=den, cell=o, before=truoc)


@router.post("/bao-cao/{report_id}/lich-su")
def restore(here: Here, report_id: int, form: Form) -> Response:
    """Make the report again what it was at a revision."""
    number, why = whole_number(form, "lan"), text_of(form, "ly_do")
    try:
        history.restore(here.office, here.actor, report_id, number, why)
    except InputRefused as refused:
        return _page(here, report_id, refused.findings, tu=number)
    except Conflict as conflict:
        return _page(here, report_id, [Finding("changed-meanwhile", conflict.message)], tu=number)
    except Denied as denied:
        if denied.is_hidden:
            raise
        return _page(here, report_id, [told(denied)], tu=number)
    return go_to(f"/bao-cao/{report_id}/lich-su")


def _page(
    here: Visit,
    report_id: int,
    problems: Sequence[Finding] = (),
    *,
    tu: int = NO_NUMBER,
    den: int = NO_NUMBER,
    cell: str = "",
    before: int = 0,
) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    made = history.revisions(here.office, here.actor, report_id)
    shown = [each for each in made if not before or each.number < before]
    subject = f"report:{report_id}"
    return report_page(
        here,
        "report/history.html",
        report,
        status=status_of(problems),
        problems=linked(problems, report_id, figure_labels(here.office, report_id)),
        revisions=shown[:REVISIONS_OF_A_PAGE],
        older=shown[REVISIONS_OF_A_PAGE - 1].number if len(shown) > REVISIONS_OF_A_PAGE else 0,
        comparison=_compared(here, report_id, tu, den, report.revision),
        chosen=tu,
        cell=cell,
        labels=cell_labels(report),
        changes=history.figure_history(here.office, here.actor, report_id, cell) if cell else (),
        events=history.events(here.office, here.actor, most=EVENTS_OF_A_PAGE, subject=subject).events,
        may_restore=Action.EDIT in report.may and report.revision > 1,
    )


def _compared(here: Visit, report_id: int, first: int, second: int, present: int) -> Comparison | None:
    """Return two revisions beside each other, the older on the left; without the second the present one."""
    if first == NO_NUMBER:
        return None
    other = present if second == NO_NUMBER else second
    return history.compare(here.office, here.actor, report_id, min(first, other), max(first, other))
