"""Queries about what changed: figures, texts, and who did it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from reportgen.store.prepared import Prepared
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


_FIGURE, _TEXT, _USER = (table_of(each).c for each in (FigureChange, TextChange, User))
_OF_FIGURES = [
    "report_id",
    "revision",
    "figure",
    "period",
    "old",
    "new",
    "user_id",
    "at",
    "why",
    "via",
    "file",
    "cell",
]
_OF_TEXTS = ["report_id", "revision", "section", "old", "new", "user_id", "at"]
_ADD_FIGURES = Prepared(table_of(FigureChange).insert(), _OF_FIGURES)
_ADD_TEXTS = Prepared(table_of(TextChange).insert(), _OF_TEXTS)
_FIGURES_SINCE = Prepared(
    select(_FIGURE.figure, _FIGURE.period, _FIGURE.old, _FIGURE.new, _USER.name, _FIGURE.at, _FIGURE.revision)
    .join_from(table_of(FigureChange), table_of(User), _USER.id == _FIGURE.user_id)
    .where(_FIGURE.report_id == bindparam("report_id"), _FIGURE.revision > bindparam("after"))
    .order_by(_FIGURE.id)
)
_TEXTS_SINCE = Prepared(
    select(_TEXT.section, _TEXT.old, _TEXT.new, _USER.name, _TEXT.at, _TEXT.revision)
    .join_from(table_of(TextChange), table_of(User), _USER.id == _TEXT.user_id)
    .where(_TEXT.report_id == bindparam("report_id"), _TEXT.revision > bindparam("after"))
    .order_by(_TEXT.id)
)


def add(
    session: Session, figures: Sequence[Mapping[str, object]], texts: Sequence[Mapping[str, object]]
) -> None:
    """Write down what changed, in this order."""
    if figures:
        _ADD_FIGURES.run_each(session, figures)
    if texts:
        _ADD_TEXTS.run_each(session, texts)


def since(session: Session, report_id: int, revision: int) -> dict[str, Changed]:
    """Return the last change of every place after a revision."""
    asked = {"report_id": report_id, "after": revision}
    found = {
        name: Changed(name, *more)
        for figure, period, *more in _FIGURES_SINCE.all(session, **asked)
        for name in (f"{figure}@{period}",)
    }
    return found | {name: Changed(name, *more) for name, *more in _TEXTS_SINCE.all(session, **asked)}


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
