"""Queries about reports: which there are, their present and earlier states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from reportgen.store.programmes import InCycle
from reportgen.store.tables_base import table_of
from reportgen.store.tables_programmes import Cycle, Programme, ProgrammeVersion
from reportgen.store.tables_reports import ReportRow, RevisionRow


class Kept(NamedTuple):
    """Which revision of a unit's values is the present one."""

    report_id: int
    unit_code: str
    revision: int
    sha256: str
    data_version: int


class Standing(NamedTuple):
    """A report as it stands, and as its period does."""

    row: ReportRow
    revision: RevisionRow | None
    version_id: int
    is_open: bool
    data_version: int


# What every page asks is made once: to put a question together takes longer than to have it answered.
_STANDING = (
    select(ReportRow, RevisionRow, Cycle.version_id, Cycle.is_open, Cycle.data_version)
    .join(Cycle, Cycle.id == ReportRow.cycle_id)
    .join(
        RevisionRow,
        (RevisionRow.report_id == ReportRow.id) & (RevisionRow.number == ReportRow.revision),
        isouter=True,
    )
    .where(ReportRow.id == bindparam("report_id"))
)
_REVISION = select(RevisionRow).where(
    RevisionRow.report_id == bindparam("report_id"), RevisionRow.number == bindparam("number")
)
_KEPT_SINCE = (
    select(
        ReportRow.id,
        ReportRow.unit_code,
        ReportRow.revision,
        ReportRow.values_sha256,
        ReportRow.data_version,
    )
    .where(ReportRow.cycle_id == bindparam("cycle_id"), ReportRow.data_version > bindparam("after"))
    .order_by(ReportRow.id)
)


_CYCLE, _REPORT = table_of(Cycle), table_of(ReportRow)
_MOVE_PERIOD = (
    update(_CYCLE).where(_CYCLE.c.id == bindparam("cycle_id")).values(data_version=bindparam("version"))
)
_MOVE_ON = update(_REPORT).where(
    _REPORT.c.id == bindparam("report_id"), _REPORT.c.revision == bindparam("from_revision")
)
_ADD_REVISION = table_of(RevisionRow).insert()


def move_period(session: Session, cycle_id: int, version: int) -> None:
    """Let a period go on to a data version."""
    session.execute(_MOVE_PERIOD, {"cycle_id": cycle_id, "version": version})


def move_on(session: Session, row: ReportRow, fresh: Mapping[str, object]) -> bool:
    """Let a report go on, if it is still at the revision where it was found; tell whether it was."""
    asked = {"report_id": row.id, "from_revision": row.revision}
    moved = session.execute(_MOVE_ON.values(**fresh), asked)
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        return False
    for name, value in fresh.items():
        set_committed_value(row, name, value)
    return True


def add_revision(session: Session, fresh: Mapping[str, object]) -> None:
    """Add a state of a report."""
    session.execute(_ADD_REVISION, dict(fresh))


def state_of(session: Session, cycle_id: int, code: str) -> str:
    """Return how far a unit's report is; empty when the period has none of it."""
    row = select(ReportRow.state).where(ReportRow.cycle_id == cycle_id, ReportRow.unit_code == code)
    return session.scalar(row) or ""


def data_version(session: Session, cycle_id: int) -> int:
    """Return a number that grows with every change of figures in a period."""
    return session.scalar(select(Cycle.data_version).where(Cycle.id == cycle_id)) or 0


def kept_since(session: Session, cycle_id: int, after: int) -> list[Kept]:
    """Return the units whose values changed after a data version; -1 for all that have a report."""
    found = session.execute(_KEPT_SINCE, {"cycle_id": cycle_id, "after": after})
    return [Kept(*row) for row in found]


def standing(session: Session, report_id: int) -> Standing | None:
    """Return a report with its present revision, and how its period stands; None when there is none."""
    row = session.execute(_STANDING, {"report_id": report_id}).first()
    return Standing(*row) if row is not None else None


def in_cycle(session: Session, report_id: int) -> tuple[ReportRow, InCycle] | None:
    """Return a report with its period, programme and version; None when there is no such report."""
    found = (
        select(ReportRow, Cycle, Programme, ProgrammeVersion)
        .join(Cycle, Cycle.id == ReportRow.cycle_id)
        .join(Programme, Programme.id == Cycle.programme_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Cycle.version_id)
        .where(ReportRow.id == report_id)
    )
    row = session.execute(found).first()
    return (row[0], InCycle(row[1], row[2], row[3])) if row is not None else None


def values_of(session: Session, report_id: int, number: int) -> str:
    """Return the values of a revision; empty for revision 0."""
    found = select(RevisionRow.values).where(RevisionRow.report_id == report_id, RevisionRow.number == number)
    return session.scalar(found) or ""


def narratives(session: Session, cycle_id: int) -> dict[str, str]:
    """Return the texts of their own that units of a period have, by code."""
    found = (
        select(ReportRow.unit_code, RevisionRow.narrative)
        .join(
            RevisionRow, (RevisionRow.report_id == ReportRow.id) & (RevisionRow.number == ReportRow.revision)
        )
        .where(ReportRow.cycle_id == cycle_id, RevisionRow.narrative != "{}")
    )
    return {row.unit_code: row.narrative for row in session.execute(found)}


def revision(session: Session, report_id: int, number: int) -> RevisionRow | None:
    """Return a revision; None for revision 0 and for those that never were."""
    return session.scalar(_REVISION, {"report_id": report_id, "number": number}) if number else None


def revisions(session: Session, report_id: int) -> Sequence[RevisionRow]:
    """Return the revisions of a report, the newest first."""
    mine = select(RevisionRow).where(RevisionRow.report_id == report_id)
    return session.scalars(mine.order_by(RevisionRow.number.desc())).all()


def of_cycle(session: Session, cycle_id: int) -> Sequence[ReportRow]:
    """Return all reports of a period."""
    return session.scalars(
        select(ReportRow).where(ReportRow.cycle_id == cycle_id).order_by(ReportRow.id)
    ).all()


def of_unit(session: Session, cycle_id: int, unit_code: str) -> ReportRow | None:
    """Return the report of a unit; None when there is none."""
    mine = select(ReportRow).where(ReportRow.cycle_id == cycle_id, ReportRow.unit_code == unit_code)
    return session.scalar(mine)


def numbers(session: Session, cycle_id: int) -> dict[str, int]:
    """Return the number of every report of a period by the code of its unit."""
    found = select(ReportRow.unit_code, ReportRow.id).where(ReportRow.cycle_id == cycle_id)
    return {row.unit_code: row.id for row in session.execute(found)}
