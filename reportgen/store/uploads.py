"""Rows of files that people sent in for a report."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from reportgen.store.tables_reports import Uploaded


def note(
    session: Session, report_id: int, user_id: int, at: dt.datetime, *, sha256: str, name: str, kind: str
) -> None:
    """Write down that somebody sent a file; its bytes are among the blobs."""
    row = Uploaded(report_id=report_id, sha256=sha256, name=name, kind=kind, user_id=user_id, at=at)
    row.verdict = ""
    session.add(row)


def sent_for(session: Session, report_id: int, sha256: str) -> Uploaded | None:
    """Return the row of a file that was sent for a report, the latest one."""
    mine = select(Uploaded).where(Uploaded.report_id == report_id, Uploaded.sha256 == sha256)
    return session.scalars(mine.order_by(Uploaded.id.desc()).limit(1)).first()
