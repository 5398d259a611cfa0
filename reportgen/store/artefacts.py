"""Queries about what was made of reports."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from reportgen.store.tables_reports import ArtefactRow, Rendering


def of_content(session: Session, report_id: int, content_hash: str) -> Sequence[ArtefactRow]:
    """Return what was made of a content, in the order in which it was made."""
    mine = select(ArtefactRow).where(
        ArtefactRow.report_id == report_id, ArtefactRow.content_hash == content_hash
    )
    return session.scalars(mine.order_by(ArtefactRow.id)).all()


def of_report(session: Session, report_id: int) -> Sequence[ArtefactRow]:
    """Return what was made of a report, the newest first."""
    mine = select(ArtefactRow).where(ArtefactRow.report_id == report_id)
    return session.scalars(mine.order_by(ArtefactRow.id.desc())).all()


def is_of_report(session: Session, report_id: int, sha256: str) -> bool:
    """Whether a file was made of a report."""
    mine = select(ArtefactRow.id).where(ArtefactRow.report_id == report_id, ArtefactRow.sha256 == sha256)
    return session.scalar(mine.limit(1)) is not None


def rendering(session: Session, document: str) -> Rendering | None:
    """Return the pages of a Word file; None when nobody has looked at it yet."""
    return session.get(Rendering, document)
