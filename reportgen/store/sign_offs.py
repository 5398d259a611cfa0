"""Queries about signatures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from reportgen.store.prepared import Prepared
from reportgen.store.tables_reports import ReportRow, SignOff

_ANY = Prepared(
    select(SignOff.id)
    .where(SignOff.report_id == bindparam("report_id"), SignOff.voided_at.is_(None))
    .limit(1)
)
_ANY_OF_CYCLE = Prepared(
    select(SignOff.id)
    .join(ReportRow, ReportRow.id == SignOff.report_id)
    .where(ReportRow.cycle_id == bindparam("cycle_id"), SignOff.voided_at.is_(None))
    .limit(1)
)
_HOLDING = (
    select(SignOff)
    .where(SignOff.report_id == bindparam("report_id"), SignOff.voided_at.is_(None))
    .order_by(SignOff.id)
)


def of_report(session: Session, report_id: int) -> Sequence[SignOff]:
    """Return all signatures under a report, those that lapsed too, in the order in which they were given."""
    return session.scalars(select(SignOff).where(SignOff.report_id == report_id).order_by(SignOff.id)).all()


def holding(session: Session, report_id: int) -> Sequence[SignOff]:
    """Return the signatures under a report that hold."""
    if _ANY.first(session, report_id=report_id) is None:  # as with nearly every change of a figure
        return ()
    return session.scalars(_HOLDING, {"report_id": report_id}).all()


def holding_of_units(
    session: Session, cycle_id: int, codes: Sequence[str]
) -> list[tuple[SignOff, ReportRow]]:
    """Return the signatures that hold under the reports of some units."""
    if _ANY_OF_CYCLE.first(session, cycle_id=cycle_id) is None:
        return []
    found = (
        select(SignOff, ReportRow)
        .join(ReportRow, ReportRow.id == SignOff.report_id)
        .where(ReportRow.cycle_id == cycle_id, ReportRow.unit_code.in_(codes), SignOff.voided_at.is_(None))
    )
    return [(row[0], row[1]) for row in session.execute(found.order_by(SignOff.id))]


def holding_of_cycle(session: Session, cycle_id: int) -> list[tuple[SignOff, ReportRow]]:
    """Return all signatures of a period that hold."""
    found = (
        select(SignOff, ReportRow)
        .join(ReportRow, ReportRow.id == SignOff.report_id)
        .where(ReportRow.cycle_id == cycle_id, SignOff.voided_at.is_(None))
    )
    return [(row[0], row[1]) for row in session.execute(found.order_by(SignOff.id))]
