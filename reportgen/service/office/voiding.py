"""What a change does to signatures: those under the report, and those above it, hold no longer."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.office.approvals import Step
from reportgen.model.office.people import Actor
from reportgen.model.office.reports import ReportState
from reportgen.service.office.located import Located
from reportgen.service.office.office import Office
from reportgen.store import sign_offs as rows
from reportgen.store.tables_reports import ReportRow, SignOff


def void_own(office: Office, actor: Actor, report: Located, why: str, revision: int) -> tuple[str, ...]:
    """Make the signatures under a report void; return what they were."""
    found = rows.holding(report.session, report.row.id)
    row = report.session.get_one(ReportRow, report.row.id) if found else None
    return void(office, actor, ((each, row) for each in found if row is not None), why, revision)


def void_above(office: Office, actor: Actor, report: Located, why: str) -> tuple[str, ...]:
    """Make the signatures under the reports that are made of this one void; return what they were."""
    above = report.opened.roster.path(report.code)[:-1]
    if not above:
        return ()
    found = rows.holding_of_units(report.session, report.row.cycle_id, above)
    return void(office, actor, found, f"{report.opened.programme.names[report.code]}: {why}", None)


def void(
    office: Office, actor: Actor, found: Iterable[tuple[SignOff, ReportRow]], why: str, revision: int | None
) -> tuple[str, ...]:
    """Make signatures void, and let their reports be worked on again; return what they were."""
    voided = []
    for sign_off, row in found:
        sign_off.voided_at, sign_off.voided_by = office.clock(), actor.user_id
        sign_off.voided_by_revision, sign_off.voided_why = revision, why
        row.state = (ReportState.ENTERED if row.revision else ReportState.MISSING).value
        voided.append(Step(sign_off.step).label)
    return tuple(voided)
