"""Whom a parent waits for: the units directly below whose reports are not approved."""

from __future__ import annotations

from reportgen.model.office.approvals import Awaited
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.reports import ReportState
from reportgen.service.office.access import may
from reportgen.service.office.located import located
from reportgen.service.office.office import Office
from reportgen.store import reports as rows


def awaited(office: Office, actor: Actor, report_id: int) -> list[Awaited]:
    """Return the units below that have to be approved before this report; raises NotFound or Denied."""
    with office.database.read() as session:
        report = located(office, session, actor, Action.READ, report_id)
        cycle = report.opened
        children = cycle.roster.children(report.code)
        if not children:
            return []
        there = {row.unit_code: row for row in rows.of_cycle(session, report.row.cycle_id)}
        found = []
        for code in children:
            row = there.get(code)
            if row is not None and row.state == ReportState.APPROVED:
                continue
            is_seen = row is not None and may(actor, Action.READ, cycle.cycle, code, cycle.roster)
            state = ReportState(row.state) if row is not None else ReportState.MISSING
            name = cycle.programme.names[code]
            found.append(Awaited(code, name, state, row.id if row is not None and is_seen else 0))
        return found
