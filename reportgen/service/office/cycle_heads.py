"""What every page of a period says above its own matter, and what somebody may do in it."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.office.cycles import CycleHead, UnitAbove
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Denied
from reportgen.service.office.access import ASK_ADMIN, allowed
from reportgen.service.office.office import Office
from reportgen.service.office.opened import opened
from reportgen.store import reports as rows


def cycle_head(office: Office, actor: Actor, cycle_id: int) -> CycleHead:
    """Return a period for whoever may read a report of it; raises NotFound, or Denied: hidden from others."""
    cycle = opened(office, cycle_id)
    roster = cycle.roster
    rights = {code: allowed(actor, cycle.cycle, roster.path(code)) for code in roster.units}
    seen = [code for code, may in rights.items() if Action.READ in may]
    if not seen:
        message = "không có kỳ báo cáo này, hoặc bạn không có quyền xem"
        raise Denied(message, remedy=ASK_ADMIN, is_hidden=True)
    parents = tuple(
        UnitAbove(code, roster[code].name, len(roster.path(code)) - 1)
        for code in seen
        if roster.is_parent(code)
    )
    levels = {key: level.title or key for key, level in cycle.loaded.programme.levels.items()}
    may = frozenset[Action]().union(*(rights[code] for code in seen))
    return CycleHead(cycle.cycle, len(seen), parents, levels, frozenset(each.value for each in may))


def unit_names(office: Office, cycle_id: int) -> Mapping[str, str]:
    """Return the names of a period's units by their codes."""
    return opened(office, cycle_id).programme.names


def report_numbers(office: Office, actor: Actor, cycle_id: int) -> Mapping[str, int]:
    """Return the number of the report of every unit that somebody may read, by the unit's code."""
    cycle = opened(office, cycle_id)
    with office.database.read() as session:
        there = rows.numbers(session, cycle_id)
    return {
        code: number
        for code, number in there.items()
        if code in cycle.roster and Action.READ in allowed(actor, cycle.cycle, cycle.roster.path(code))
    }
