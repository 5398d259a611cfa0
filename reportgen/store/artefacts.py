"""Queries about what was made of reports."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from reportgen.store.tables_reports import ArtefactRow, Rendering

_OF_CONTENT = (
    select(ArtefactRow)
    .where(
        ArtefactRow.report_id == bindparam("report_id"), ArtefactRow.content_hash == bindparam("content_hash")
    )
    .order_by(ArtefactRow.id)
)
_LATEST = (
    select(ArtefactRow)
    .where(ArtefactRow.report_id == bindparam("report_id"))
    .order_by(ArtefactRow.id.desc())
    .limit(bindparam("most"))
)


def of_content(session: Session, report_id: int, content_hash: str) -> Sequence[ArtefactRow]:
    """Return what was made of a content, in the order in which it was made."""
    return session.scalars(_OF_CONTENT, {"report_id": report_id, "content_hash": content_hash}).all()


def of_report(session: Session, report_id: int) -> Sequence[ArtefactRow]:
    """Return what was made of a report, the newest first."""
    mine = select(ArtefactRow).where(ArtefactRow.report_id == report_id)
    return session.scalars(mine.order_by(ArtefactRow.id.desc())).all()


def latest(session: Session, report_id: int, most: int) -> Sequence[ArtefactRow]:
    """Return what was made of a report last, the newest first."""
    return session.scalars(_LATEST, {"report_id": report_id, "most": most}).all()


def is_of_report(session: Session, report_id: int, sha256: str) -> bool:
    """Whether a file was made of a report."""
    mine = select(ArtefactRow.id).where(ArtefactRow.report_id == report_id, ArtefactRow.sha256 == sha256)
    return session.scalar(mine.limit(1)) is not None


def rendering(session: Session, document: str) -> Rendering | None:
    """Return the pages of a Word file; None when nobody has looked at it yet."""
    return session.get(Rendering, document)
