"""Queries about what was made of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from reportgen.store.prepared import Prepared
from reportgen.store.tables_base import table_of
from reportgen.store.tables_reports import ArtefactRow, Rendering


class KeptFile(NamedTuple):
    """A file that was made, as it is read and written; 0 is the number of one that is not written yet."""

    id: int
    report_id: int
    revision: int
    kind: str
    name: str
    sha256: str
    size: int
    at: dt.datetime
    content_hash: str


MOST_RECURRING = 1024
"""Files of reports, some 1 KB each: nobody changes what was written of one."""
_FILE = table_of(ArtefactRow)
_FILES = select(*(_FILE.c[name] for name in KeptFile._fields))
_OF_CONTENT = Prepared(
    _FILES.where(
        _FILE.c.report_id == bindparam("report_id"), _FILE.c.content_hash == bindparam("content_hash")
    ).order_by(_FILE.c.id)
)
_LATEST = Prepared(
    _FILES.where(_FILE.c.report_id == bindparam("report_id"), _FILE.c.kind != bindparam("without"))
    .order_by(_FILE.c.id.desc())
    .limit(bindparam("most")),
    recurring=MOST_RECURRING,
)
_ADD = Prepared(_FILE.insert(), KeptFile._fields[1:])


def add(session: Session, file: KeptFile) -> KeptFile:
    """Write down a file, and return it with its number."""
    fresh = file._asdict()
    del fresh["id"]
    return file._replace(id=_ADD.run(session, fresh).key)


def of_content(session: Session, report_id: int, content_hash: str) -> list[KeptFile]:
    """Return what was made of a content, in the order in which it was made."""
    found = _OF_CONTENT.all(session, report_id=report_id, content_hash=content_hash)
    return [KeptFile(*row) for row in found]


def of_report(session: Session, report_id: int) -> Sequence[ArtefactRow]:
    """Return what was made of a report, the newest first."""
    mine = select(ArtefactRow).where(ArtefactRow.report_id == report_id)
    return session.scalars(mine.order_by(ArtefactRow.id.desc())).all()


def latest(session: Session, report_id: int, most: int, *, without: str) -> list[KeptFile]:
    """Return what was made of a report last but for one kind, the newest first."""
    found = _LATEST.all(session, report_id=report_id, most=most, without=without)
    return [KeptFile(*row) for row in found]


def is_of_report(session: Session, report_id: int, sha256: str) -> bool:
    """Whether a file was made of a report."""
    mine = select(ArtefactRow.id).where(ArtefactRow.report_id == report_id, ArtefactRow.sha256 == sha256)
    return session.scalar(mine.limit(1)) is not None


def rendering(session: Session, document: str) -> Rendering | None:
    """Return the pages of a Word file; None when nobody has looked at it yet."""
    return session.get(Rendering, document)
