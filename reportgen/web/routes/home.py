"""The first page: what waits for this person; the periods that they look after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Response

from reportgen.model.office.reports import ReportLine
from reportgen.service.office import programmes, reports
from reportgen.web.navigation import looks_at_many
from reportgen.web.visit import Here, go_to, pages_for_signed_in

router = pages_for_signed_in()
MOST_LINES = 25


@dataclass(frozen=True, slots=True)
class CycleWork:
    """The reports of one period that are worth a line; `hidden` more are on its board."""

    first: ReportLine
    lines: Sequence[ReportLine]
    hidden: int


@router.get("/")
def home(here: Here) -> Response:
    """Show the reports that this person works on."""
    by_cycle: dict[int, list[ReportLine]] = {}
    for line in reports.my_reports(here.office, here.actor):
        by_cycle.setdefault(line.cycle_id, []).append(line)
    work = [_work(lines) for lines in by_cycle.values()]
    has_boards = looks_at_many(here.actor)
    return here.page("home.html", work=work, has_boards=has_boards, today=here.office.today())


@router.get("/ky")
def cycles(here: Here) -> Response:
    """List the periods; the only one opens by itself."""
    found = programmes.cycles(here.office, here.actor)
    if len(found) == 1:
        return go_to(f"/ky/{found[0].id}")
    return here.page("cycles.html", cycles=found)


def _work(lines: Sequence[ReportLine]) -> CycleWork:
    """Return those to be worked on of many, or the first ones."""
    mine = [each for each in lines if each.may_edit] or lines
    shown = lines if len(lines) <= MOST_LINES else mine[:MOST_LINES]
    return CycleWork(lines[0], shown, len(lines) - len(shown))
