"""Queries about what changed: figures, texts, and who did it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reportgen.store.tables_accounts import User
from reportgen.store.tables_base import table_of
from reportgen.store.tables_reports import FigureChange, TextChange


class Changed(NamedTuple):
    """A place that somebody changed: its name in the report, to what, by whom."""

    name: str
    old: str | None
    new: str | None
    by: str
    at: dt.datetime
    revision: int


_ADD_FIGURES, _ADD_TEXTS = table_of(FigureChange).insert(), table_of(TextChange).insert()


def add(
    session: Session, figures: Sequence[Mapping[str, object]], texts: Sequence[Mapping[str, object]]
) -> None:
    """Write down what changed, in this order."""
    if figures:
        session.execute(_ADD_FIGURES, [dict(each) for each in figures])
    if texts:
        session.execute(_ADD_TEXTS, [dict(each) for each in texts])


def since(session: Session, report_id: int, revision: int) -> dict[str, Changed]:
    """Return the last change of every place after a revision."""
    figures = session.execute(
        select(FigureChange, User.name)
        .join(User, User.id == FigureChange.user_id)
        .where(FigureChange.report_id == report_id, FigureChange.revision > revision)
        .order_by(FigureChange.id)
    )
    found = {
        name: Changed(name, row.old, row.new, by, row.at, row.revision)
        for row, by in figures
        for name in (f"{row.figure}@{row.period}",)
    }
    texts = session.execute(
        select(TextChange, User.name)
        .join(User, User.id == TextChange.user_id)
        .where(TextChange.report_id == report_id, TextChange.revision > revision)
        .order_by(TextChange.id)
    )
    for row, by in texts:
        found[row.section] = Changed(row.section, row.old, row.new, by, row.at, row.revision)
    return found


def of_figure(session: Session, report_id: int, figure: str, period: int) -> Sequence[FigureChange]:
    """Return the changes of a figure, the newest first."""
    mine = select(FigureChange).where(
        FigureChange.report_id == report_id, FigureChange.figure == figure, FigureChange.period == period
    )
    return session.scalars(mine.order_by(FigureChange.id.desc())).all()


def counts(session: Session, report_id: int) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many figures and how many texts each revision changed."""

    def count(table: type[FigureChange] | type[TextChange]) -> dict[int, int]:
        found = select(table.revision, func.count()).where(table.report_id == report_id)
        return {row[0]: row[1] for row in session.execute(found.group_by(table.revision))}

    return count(FigureChange), count(TextChange)
