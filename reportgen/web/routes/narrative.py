"""The narrative, section by section: written, shown with its figures, saved; figures found by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.errors import InputRefused
from reportgen.model.office.people import Action
from reportgen.model.office.refusals import Conflict
from reportgen.model.office.reports import Saved, SectionView
from reportgen.service.office import building, figure_names, reports
from reportgen.service.office.figure_names import FigureName
from reportgen.service.office.heads import report_head
from reportgen.service.office.writing import section_of, written_section
from reportgen.web.conflicts import chosen, conflict_page
from reportgen.web.readable import flowing
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, whole_number

router = pages_for_signed_in()
TEXT = "loi_van"
SECTION = "/bao-cao/{report_id}/noi-dung/{path}"


@router.get("/bao-cao/{report_id}/noi-dung")
def first_section(here: Here, report_id: int) -> Response:
    """Go to the first section that has words."""
    first = reports.first_section(here.office, here.actor, report_id)
    if first is None:
        return report_page(here, "report/no_sections.html", report_head(here.office, here.actor, report_id))
    return go_to(f"/bao-cao/{report_id}/noi-dung/{first.path}")


@router.get("/bao-cao/{report_id}/so-de-chen")
def figures_to_insert(here: Here, report_id: int, tim: str = "") -> Response:
    """List the figures that a text may name, with what they are now."""
    found = _names(here, report_id, tim)
    if here.is_partial:
        return here.page("report/figure_names_partial.html", found=found, query=tim)
    report = reports.open_report(here.office, here.actor, report_id)
    return report_page(here, "report/figure_names.html", report, found=found, query=tim)


@router.get(SECTION)
def section_page(here: Here, report_id: int, path: str) -> Response:
    """Show one section."""
    return _page(here, report_id, path, lambda section: flowing(section.text))


@router.post(SECTION)
def save_page(here: Here, report_id: int, path: str, form: Form) -> Response:
    """Save one section and come back to it."""
    try:
        _save(here, report_id, path, form)
    except Conflict as conflict:
        return _conflict(here, report_id, path, form, conflict)
    return go_to(f"/bao-cao/{report_id}/noi-dung/{path}")


@router.post(f"{SECTION}/luu")
def save_changes(here: Here, report_id: int, path: str, form: Form) -> Response:
    """Save one section and say when."""
    try:
        saved = _save(here, report_id, path, form)
    except Conflict as conflict:
        return _conflict(here, report_id, path, form, conflict)
    return here.page("report/section_saved.html", saved=saved, at=dt.datetime.now(dt.UTC))


@router.post(f"{SECTION}/lay-lai")
def take_common_text(here: Here, report_id: int, path: str, form: Form) -> Response:
    """Give up the unit's own text for the programme's."""
    base = whole_number(form, "base_revision")
    try:
        reports.save_section(here.office, here.actor, report_id, path, None, base_revision=base)
    except Conflict as conflict:
        return _conflict(here, report_id, path, form, conflict)
    return go_to(f"/bao-cao/{report_id}/noi-dung/{path}")


@router.post(f"{SECTION}/xem-thu")
def show_section(here: Here, report_id: int, path: str, form: Form) -> Response:
    """Show the section as it would print, without saving it."""
    text = chosen(form).get(TEXT, "")
    if here.is_partial:
        shown = building.shown_section(here.office, here.actor, report_id, path, text)
        return here.page("report/section_shown.html", shown=shown)
    return _page(here, report_id, path, lambda _: text)


def _save(here: Visit, report_id: int, path: str, form: FormData) -> Saved:
    base, texts = whole_number(form, "base_revision"), chosen(form)
    if TEXT not in texts:  # the other person's version was chosen
        return Saved(base)
    text = texts[TEXT]
    report = reports.open_report(here.office, here.actor, report_id)
    if text.strip() == flowing(
        section_of(report.narrative, path).text
    ):  # as it stands, but for its breaks of lines
        return Saved(report.revision)
    return reports.save_section(here.office, here.actor, report_id, path, text, base_revision=base)


def _page(here: Visit, report_id: int, path: str, text: Callable[[SectionView], str]) -> Response:
    found = written_section(here.office, here.actor, report_id, path, text)
    written = [each for each in found.narrative if each.has_text]
    position = written.index(found.section)
    return report_page(
        here,
        "report/section.html",
        found.head,
        narrative=found.narrative,
        section=found.section,
        text=found.text,
        shown=found.shown,
        may_edit=Action.EDIT in found.head.may,
        previous=written[position - 1] if position else None,
        following=written[position + 1] if position + 1 < len(written) else None,
        found=found.names,
        query="",
    )


def _names(here: Visit, report_id: int, query: str) -> Sequence[FigureName] | None:
    """Return the figures to insert; None while they cannot be worked out, which is no reason not to write."""
    try:
        return figure_names.figure_names(here.office, here.actor, report_id, query)
    except InputRefused:
        return None


def _conflict(here: Visit, report_id: int, path: str, form: FormData, conflict: Conflict) -> Response:
    report = reports.open_report(here.office, here.actor, report_id)
    section = section_of(report.narrative, path)
    labels = {each.cell: f"Lời văn mục {section.number} {section.title}".strip() for each in conflict.theirs}
    address = f"/bao-cao/{report_id}/noi-dung/{path}"
    return conflict_page(here, report, form, conflict, address=address, labels=labels, field=TEXT)
