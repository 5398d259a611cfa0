"""Queries about reports: which there are, their present and earlier states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from reportgen.store.prepared import Prepared
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


class Report(NamedTuple):
    """A report as it was found; see `ReportRow`."""

    id: int
    cycle_id: int
    unit_code: str
    revision: int
    state: str
    content_hash: str
    values_sha256: str
    changed_at: dt.datetime | None


class Revision(NamedTuple):
    """A state of a report; see `RevisionRow`."""

    report_id: int
    number: int
    values: str
    narrative: str
    user_id: int
    at: dt.datetime
    why: str
    via: str
    restored_from: int | None


class Standing(NamedTuple):
    """A report as it stands, and as its period does."""

    row: Report
    revision: Revision | None
    version_id: int
    is_open: bool
    data_version: int


_CYCLE, _REPORT, _REVISION = (table_of(each).c for each in (Cycle, ReportRow, RevisionRow))
_OF_REPORT, _OF_REVISION = (
    [columns[name] for name in row._fields] for columns, row in ((_REPORT, Report), (_REVISION, Revision))
)
_STANDING = Prepared(
    select(_CYCLE.version_id, _CYCLE.is_open, _CYCLE.data_version, *_OF_REPORT, *_OF_REVISION)
    .select_from(table_of(ReportRow))
    .join(table_of(Cycle), _CYCLE.id == _REPORT.cycle_id)
    .join(
        table_of(RevisionRow),
        (_REVISION.report_id == _REPORT.id) & (_REVISION.number == _REPORT.revision),
        isouter=True,
    )
    .where(_REPORT.id == bindparam("report_id"))
)
_PAST = Prepared(
    select(*_OF_REVISION).where(
        _REVISION.report_id == bindparam("report_id"), _REVISION.number == bindparam("number")
    )
)
_DATA_VERSION = Prepared(select(_CYCLE.data_version).where(_CYCLE.id == bindparam("cycle_id")))
_KEPT_SINCE = Prepared(
    select(_REPORT.id, _REPORT.unit_code, _REPORT.revision, _REPORT.values_sha256, _REPORT.data_version)
    .where(_REPORT.cycle_id == bindparam("cycle_id"), _REPORT.data_version > bindparam("after"))
    .order_by(_REPORT.id)
)
_MOVE_PERIOD = Prepared(update(table_of(Cycle)).where(_CYCLE.id == bindparam("moved")), ["data_version"])
_MOVE_ON = update(table_of(ReportRow)).where(
    _REPORT.id == bindparam("moved"), _REPORT.revision == bindparam("from_revision")
)
_OF_MOVE = ("revision", "state", "changed_at")
_MOVE_ON_ALONE = Prepared(_MOVE_ON, _OF_MOVE)
_MOVE_ON_WITH_VALUES = Prepared(_MOVE_ON, (*_OF_MOVE, "values_sha256", "data_version"))
_ADD_REVISION = Prepared(table_of(RevisionRow).insert(), Revision._fields)


def move_period(session: Session, cycle_id: int, version: int) -> None:
    """Let a period go on to a data version."""
    _MOVE_PERIOD.run(session, {"moved": cycle_id, "data_version": version})


def move_on(session: Session, row: Report, fresh: Mapping[str, object]) -> bool:
    """Let a report go on, if it is still at the revision where it was found; tell whether it was.

    `fresh` has its revision, state and `changed_at`, and, when its values are new, their hash and version.
    """
    move = _MOVE_ON_WITH_VALUES if "values_sha256" in fresh else _MOVE_ON_ALONE
    return move.run(session, {**fresh, "moved": row.id, "from_revision": row.revision}).changed == 1


def add_revision(session: Session, fresh: Mapping[str, object]) -> None:
    """Add a state of a report."""
    _ADD_REVISION.run(session, fresh)


def sign(session: Session, report_id: int, state: str, content_hash: str) -> None:
    """Note how far a report is since somebody signed it, and what was signed."""
    mine = update(ReportRow).where(ReportRow.id == report_id)
    session.execute(mine.values(state=state, content_hash=content_hash))


def state_of(session: Session, cycle_id: int, code: str) -> str:
    """Return how far a unit's report is; empty when the period has none of it."""
    row = select(ReportRow.state).where(ReportRow.cycle_id == cycle_id, ReportRow.unit_code == code)
    return session.scalar(row) or ""


def data_version(session: Session, cycle_id: int) -> int:
    """Return a number that grows with every change of figures in a period."""
    found = _DATA_VERSION.first(session, cycle_id=cycle_id)
    return found[0] if found is not None else 0


def kept_since(session: Session, cycle_id: int, after: int) -> list[Kept]:
    """Return the units whose values changed after a data version; -1 for all that have a report."""
    return [Kept(*row) for row in _KEPT_SINCE.all(session, cycle_id=cycle_id, after=after)]


def standing(session: Session, report_id: int) -> Standing | None:
    """Return a report with its present revision, and how its period stands; None when there is none."""
    found = _STANDING.first(session, report_id=report_id)
    if found is None:
        return None
    version_id, is_open, data_version, *columns = found
    row, revision = Report(*columns[: len(_OF_REPORT)]), columns[len(_OF_REPORT) :]
    present = Revision(*revision) if revision[0] is not None else None
    return Standing(row, present, version_id, is_open, data_version)


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


def revision(session: Session, report_id: int, number: int) -> Revision | None:
    """Return a revision; None for revision 0 and for those that never were."""
    found = _PAST.first(session, report_id=report_id, number=number) if number else None
    return Revision(*found) if found is not None else None


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
