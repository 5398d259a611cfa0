"""Queries about programmes, their versions and periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from reportgen.store.tables_programmes import Cycle, Programme, ProgrammeVersion


class InCycle(NamedTuple):
    """A period with its programme and the version in force."""

    cycle: Cycle
    programme: Programme
    version: ProgrammeVersion


def _whole() -> Select[Cycle, Programme, ProgrammeVersion]:
    return (
        select(Cycle, Programme, ProgrammeVersion)
        .join(Programme, Programme.id == Cycle.programme_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Cycle.version_id)
    )


def cycle(session: Session, cycle_id: int) -> InCycle | None:
    """Return a period; None when there is none."""
    row = session.execute(_whole().where(Cycle.id == cycle_id)).first()
    return InCycle(*row) if row is not None else None


def cycles(session: Session) -> list[InCycle]:
    """Return all periods, the latest first."""
    found = session.execute(_whole().order_by(Cycle.period.desc(), Programme.key))
    return [InCycle(*row) for row in found]


def ending_on(session: Session, key: str, day: dt.date) -> list[tuple[int, str]]:
    """Return number and period of a programme's periods that end on a day."""
    mine = select(Cycle.id, Cycle.period).join(Programme, Programme.id == Cycle.programme_id)
    found = session.execute(mine.where(Programme.key == key, Cycle.period.endswith(f"/{day}")))
    return [(cycle_id, period) for cycle_id, period in found]


def cycle_of(session: Session, programme_id: int, period: str) -> Cycle | None:
    """Return a programme's period by its name."""
    return session.scalar(select(Cycle).where(Cycle.programme_id == programme_id, Cycle.period == period))


def programme(session: Session, key: str) -> Programme | None:
    """Return a programme by its own name."""
    return session.scalar(select(Programme).where(Programme.key == key))


def next_version(session: Session, programme_id: int) -> int:
    """Return the number that the next version of a programme gets."""
    last = func.max(ProgrammeVersion.number)
    found = session.scalar(select(last).where(ProgrammeVersion.programme_id == programme_id))
    return (found or 0) + 1


def versions(session: Session, programme_id: int) -> Sequence[ProgrammeVersion]:
    """Return the versions of a programme, the newest first."""
    mine = select(ProgrammeVersion).where(ProgrammeVersion.programme_id == programme_id)
    return session.scalars(mine.order_by(ProgrammeVersion.number.desc())).all()
