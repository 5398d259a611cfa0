"""Answers kept for requests that come twice."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reportgen.store.database import Database
from reportgen.store.tables_running import Idempotency

KEPT = dt.timedelta(hours=24)
LEASE = dt.timedelta(seconds=30)
"""Who answers a request says so again and again; not for so long: its process is gone, others may try."""


def begin(database: Database, who: str, key: str, request: str, now: dt.datetime) -> Idempotency | None:
    """Note that a request is being answered; return the note of an earlier one of the same key instead."""
    try:
        with database.write(alone=False) as session:
            _forget(session, now)
            found = session.get(Idempotency, (who, key))
            if found is not None:
                session.expunge(found)
                return found
            session.add(Idempotency(who=who, key=key, request=request, status=0, body="", at=now))
    except IntegrityError:  # another process was faster
        with database.read() as session:
            found = session.get_one(Idempotency, (who, key))
            session.expunge(found)
            return found
    return None


def _forget(session: Session, now: dt.datetime) -> None:
    session.execute(delete(Idempotency).where(Idempotency.at < now - KEPT))
    unanswered = (Idempotency.status == 0, Idempotency.at < now - LEASE)
    session.execute(delete(Idempotency).where(*unanswered))


def renew(database: Database, who: str, key: str, now: dt.datetime) -> None:
    """Note that a request is still being answered."""
    mine = (Idempotency.who == who, Idempotency.key == key, Idempotency.status == 0)
    with database.write(alone=False) as session:
        session.execute(update(Idempotency).where(*mine).values(at=now))


def end(database: Database, who: str, key: str, status: int, body: str) -> None:
    """Keep the answer."""
    with database.write(alone=False) as session:
        row = session.get_one(Idempotency, (who, key))
        row.status, row.body = status, body


def drop(database: Database, who: str, key: str) -> None:
    """Forget a request that changed nothing, so that it may be tried again."""
    with database.write(alone=False) as session:
        session.execute(delete(Idempotency).where(Idempotency.who == who, Idempotency.key == key))
