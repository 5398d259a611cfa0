"""Answers kept for requests that come twice."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reportgen.store.database import Database
from reportgen.store.tables_running import Idempotency

KEPT = dt.timedelta(hours=24)
ANSWER_MINUTES = dt.timedelta(minutes=10)
"""A request that is older and has no answer was broken off: it may be tried again."""


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
    unanswered = (Idempotency.status == 0, Idempotency.at < now - ANSWER_MINUTES)
    session.execute(delete(Idempotency).where(*unanswered))


def end(database: Database, who: str, key: str, status: int, body: str) -> None:
    """Keep the answer."""
    with database.write(alone=False) as session:
        row = session.get_one(Idempotency, (who, key))
        row.status, row.body = status, body


def drop(database: Database, who: str, key: str) -> None:
    """Forget a request that changed nothing, so that it may be tried again."""
    with database.write(alone=False) as session:
        session.execute(delete(Idempotency).where(Idempotency.who == who, Idempotency.key == key))
