"""Two people changed one place: both versions side by side, and what was chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.model.office.refusals import CellConflict, Conflict
from reportgen.model.office.reports import ReportView
from reportgen.web.readable import kept_value
from reportgen.web.report_pages import report_page
from reportgen.web.visit import Visit

CELL, CHOICE, THEIRS = "o:", "chon:", "cua-ho"
"""How fields of forms begin: cells, and whose version to keep of one."""


@dataclass(frozen=True, slots=True)
class Challenged:
    """One field with both versions of it, as people read them; `base` is what stood there before."""

    name: str
    label: str
    by: str
    at: dt.datetime
    base: str | None
    theirs: str
    mine: str
    sent: str | None
    """What my form held, to be sent again; None when it takes more than one field."""


def chosen(form: FormData) -> dict[str, str]:
    """Return the texts of a form without those that give way to the other person's."""
    return {
        name: value.replace("\r\n", "\n")
        for name, value in form.items()
        if isinstance(value, str) and form.get(f"{CHOICE}{name}") != THEIRS
    }


def conflict_page(
    here: Visit,
    report: ReportView,
    form: FormData,
    conflict: Conflict,
    *,
    address: str,
    labels: Mapping[str, str],
    field: str | None = None,
    prefix: str = CELL,
) -> Response:
    """Show both versions; whatever else the form held is sent again with the choice.

    `field` is the form's one text; without it the fields are named after their cells.
    """
    mine = chosen(form)
    names = {each.cell: field or f"{prefix}{each.cell}" for each in conflict.theirs}
    choices = [
        _challenged(each, names[each.cell], labels.get(each.cell, each.cell), mine)
        for each in conflict.theirs
    ]
    kept = {name: text for name, text in mine.items() if _goes_along(name) and name not in names.values()}
    name = "report/conflict_partial.html" if here.is_partial else "report/conflict.html"
    return report_page(
        here,
        name,
        report,
        status=HTTPStatus.CONFLICT,
        conflict=conflict,
        choices=choices,
        unchallenged=kept,
        action=address,
        back=address,
    )


def _challenged(conflict: CellConflict, name: str, label: str, mine: Mapping[str, str]) -> Challenged:
    cell, sent = conflict.cell, mine.get(name)
    return Challenged(
        name,
        label,
        conflict.by,
        conflict.at,
        None if conflict.base is None else kept_value(conflict.base, cell),
        kept_value(conflict.theirs, cell),
        sent if sent is not None else kept_value(conflict.mine, cell),
        sent,
    )


def _goes_along(name: str) -> bool:
    return name not in ("csrf", "base_revision") and not name.startswith(CHOICE)
