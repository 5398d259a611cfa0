"""Lists of a report: rows typed or pasted, saved as one; a row left empty is a row taken out."""

from __future__ import annotations

from collections import defaultdict
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict, NotFound
from reportgen.model.office.reports import ListView, ReportView, Saved
from reportgen.service.office import reports
from reportgen.web.conflicts import CELL, CHOICE, THEIRS, chosen, conflict_page
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, whole_number

router = pages_for_signed_in()
ROW = "h:"
SPARE_ROWS = 5
"""Empty rows below the last one; saving gives new ones."""
Rows = list[dict[str, str]]


@router.get("/bao-cao/{report_id}/danh-sach/{key}")
def list_page(here: Here, report_id: int, key: str) -> Response:
    """Show a list with some empty rows."""
    report = reports.open_report(here.office, here.actor, report_id)
    return _page(here, report, _list(report, key))


@router.post("/bao-cao/{report_id}/danh-sach/{key}")
def save(here: Here, report_id: int, key: str, form: Form) -> Response:
    """Save the whole list; when a cell is refused nothing of the list is."""
    rows, base = rows_of(form), whole_number(form, "base_revision")
    if form.get(f"{CHOICE}{CELL}ds.{key}") == THEIRS:
        return go_to(f"/bao-cao/{report_id}/danh-sach/{key}")
    try:
        saved = reports.save_rows(here.office, here.actor, report_id, key, rows, base_revision=base)
    except Conflict as conflict:
        return _conflict(here, report_id, key, form, conflict)
    if not saved.refused:
        return go_to(f"/bao-cao/{report_id}/danh-sach/{key}")
    report = reports.open_report(here.office, here.actor, report_id)
    return _page(here, report, _list(report, key), saved, rows)


def rows_of(form: FormData) -> Rows:
    """Return the rows that hold anything, in their order."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for name, text in chosen(form).items():
        mark, _, rest = name.partition(":")
        number, _, column = rest.partition(":")
        if f"{mark}:" == ROW and number.isascii() and number.isdigit() and text.strip():
            found[int(number)][column] = text.strip()
    return [found[number] for number in sorted(found)]


def _list(report: ReportView, key: str) -> ListView:
    for each in report.lists:
        if each.key == key:
            return each
    raise NotFound("Không có danh sách này trong báo cáo")


def _page(
    here: Visit, report: ReportView, shown: ListView, saved: Saved | None = None, typed: Rows | None = None
) -> Response:
    rows = typed if typed is not None else shown.rows
    return report_page(
        here,
        "report/list.html",
        report,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if saved else HTTPStatus.OK,
        may_edit=Action.EDIT in report.may and not shown.is_summed,
        list=shown,
        rows=[*rows, *([{}] * SPARE_ROWS)],
        refused=saved.refused if saved else (),
    )


def _conflict(here: Visit, report_id: int, key: str, form: FormData, conflict: Conflict) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    labels = {each.cell: _list(report, key).label for each in conflict.theirs}
    address = f"/bao-cao/{report_id}/danh-sach/{key}"
    return conflict_page(here, report, form, conflict, address=address, labels=labels)
