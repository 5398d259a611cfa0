"""The grid of figures: shown, saved whole by a form or bit by bit by a script, two people's edits told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.errors import Severity
from reportgen.model.entry_form import year_heading
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict
from reportgen.model.office.reports import CellFinding, CellId, ReportView, Saved
from reportgen.service.office import reports
from reportgen.web.conflicts import CELL, chosen, conflict_page
from reportgen.web.readable import kept_value
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, whole_number

router = pages_for_signed_in()


@router.get("/bao-cao/{report_id}/so-lieu")
def figures_page(here: Here, report_id: int) -> Response:
    """Show the figures of a report."""
    return _page(here, reports.open_report(here.office, here.actor, report_id))


@router.post("/bao-cao/{report_id}/so-lieu")
def save_page(here: Here, report_id: int, form: Form) -> Response:
    """Save the whole grid; cells that are refused come back as they were typed."""
    report = reports.open_report(here.office, here.actor, report_id)
    try:
        saved = _save(here, report_id, _changed(report, form), form)
    except Conflict as conflict:
        return _conflict(here, report_id, form, conflict)
    if not saved.refused:
        return go_to(f"/bao-cao/{report_id}/so-lieu")
    return _page(here, reports.open_report(here.office, here.actor, report_id), saved)


@router.post("/bao-cao/{report_id}/so-lieu/luu")
def save_changes(here: Here, report_id: int, form: Form) -> Response:
    """Save the cells that changed and answer with what is to be said of each."""
    try:
        saved = _save(here, report_id, _cells(form), form)
    except Conflict as conflict:
        return _conflict(here, report_id, form, conflict)
    figures = [each for each in saved.merged if "@" in each.cell]
    shown: dict[CellId, str | None] = {each.cell: kept_value(each.theirs, each.cell) for each in figures}
    shown |= saved.accepted
    shown |= {each.cell: None for each in saved.refused}
    now = dt.datetime.now(dt.UTC)
    return here.page("report/figures_saved.html", saved=saved, shown_now=shown, told=told_by(saved), at=now)


def _save(here: Visit, report_id: int, cells: Mapping[CellId, str], form: FormData) -> Saved:
    base = whole_number(form, "base_revision")
    return reports.save_figures(here.office, here.actor, report_id, cells, base_revision=base)


def _cells(form: FormData) -> dict[CellId, str]:
    return {name.removeprefix(CELL): text for name, text in chosen(form).items() if name.startswith(CELL)}


def _changed(report: ReportView, form: FormData) -> dict[CellId, str]:
    """Return the cells that say something else than the page shows: nobody means those that do not."""
    rows = (row for section in report.sections for row in section.rows)
    shown = {cell.id: cell.shown for row in rows for cell in row.cells.values()}
    return {name: text for name, text in _cells(form).items() if text != shown.get(name)}


def told_by(saved: Saved) -> dict[CellId, CellFinding]:
    """Return what has to be said of cells: what is refused before what was understood."""
    return {each.cell: each for each in (*saved.understood, *saved.refused)}


def _page(here: Visit, report: ReportView, saved: Saved | None = None) -> Response:
    refused = saved.refused if saved else ()
    return report_page(
        here,
        "report/figures.html",
        report,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        may_edit=Action.EDIT in report.may,
        told=told_by(saved) if saved else {},
        sent={each.cell: each.sent for each in refused},
        refused=[each for each in refused if each.severity is Severity.ERROR],
        labels=cell_labels(report) if refused else {},
    )


def cell_labels(report: ReportView) -> Mapping[CellId, str]:
    """Return what people call each cell."""
    rows = (row for section in report.sections for row in section.rows)
    return {cell.id: f"{row.label}, {year_heading(year)}" for row in rows for year, cell in row.cells.items()}


def _conflict(here: Visit, report_id: int, form: FormData, conflict: Conflict) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    address = f"/bao-cao/{report_id}/so-lieu"
    return conflict_page(here, report, form, conflict, address=address, labels=cell_labels(report))
