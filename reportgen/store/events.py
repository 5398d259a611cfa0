"""The chain of events: each holds the hash of the one before, so that no past can be changed unseen."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from reportgen.store.prepared import Prepared
from reportgen.store.tables_base import table_of
from reportgen.store.tables_running import Event

BEGINNING = "0" * 64
AT_ONCE = 2000
_LAST = Prepared(select(Event.id, Event.hash).order_by(Event.id.desc()).limit(1))
_ADD = Prepared(table_of(Event).insert())


def append(
    session: Session,
    at: dt.datetime,
    user_id: int | None,
    action: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
) -> int:
    """Add a link to the chain and return its number; the session must write alone."""
    last = _LAST.first(session)
    number, before = (last[0] + 1, last[1]) if last is not None else (1, BEGINNING)
    text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    link = link_hash(number, at, user_id, action, subject, text, before)
    fresh = {
        "id": number,
        "at": at,
        "user_id": user_id,
        "action": action,
        "subject": subject,
        "detail": text,
        "prev_hash": before,
        "hash": link,
    }
    _ADD.run(session, fresh)
    return number


def link_hash(
    number: int, at: dt.datetime, user_id: int | None, action: str, subject: str, detail: str, before: str
) -> str:
    """Return the hash of a link: of everything it says, and of the link before."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    said = json.dumps([number, moment, user_id, action, subject, detail, before], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def links(session: Session) -> Iterator[Event]:
    """Yield every link from the first on, a few thousand in memory at a time."""
    after = 0
    while True:
        found = session.scalars(select(Event).where(Event.id > after).order_by(Event.id).limit(AT_ONCE)).all()
        if not found:
            return
        yield from found
        after = found[-1].id
        session.expunge_all()


def head(session: Session) -> str:
    """Return the hash of the last link: written down elsewhere, it proves the chain later."""
    last = session.scalar(select(Event.hash).order_by(Event.id.desc()).limit(1))
    return last if last is not None else BEGINNING
