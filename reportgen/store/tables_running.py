"""Tables of what goes on: the chain of events, jobs, requests that came twice, webhooks."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from reportgen.store.tables_base import At, Base, Key, Long, Plain, Sha256


class Event(Base):
    """Something that somebody did; each row holds the hash of the one before. Rows are only ever added."""

    __tablename__ = "event"

    id: Mapped[Key] = mapped_column(autoincrement=False)
    at: Mapped[At]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    detail: Mapped[Long]
    """Canonical JSON, as it was hashed."""
    prev_hash: Mapped[Sha256]
    hash: Mapped[Sha256]


class JobRow(Base):
    """Work that a process of its own does."""

    __tablename__ = "job"

    id: Mapped[Key]
    kind: Mapped[str]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    asked: Mapped[Plain]
    state: Mapped[str]
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    heartbeat: Mapped[dt.datetime | None]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    ended_at: Mapped[dt.datetime | None]
    log: Mapped[Long] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    result: Mapped[Plain] = mapped_column(default=dict)

    __table_args__ = (Index(None, "state", "id"),)


class Idempotency(Base):
    """The answer to a request, for when the same request comes again; `who` names the token or user."""

    __tablename__ = "idempotency"

    who: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[Sha256]
    status: Mapped[int]
    """0 while the first request is being answered."""
    body: Mapped[Long]
    at: Mapped[At]


class Webhook(Base):
    """Where another system wants to hear of events."""

    __tablename__ = "webhook"

    id: Mapped[Key]
    url: Mapped[Long]
    secret: Mapped[Long]
    events: Mapped[Long]
    """Names of actions, one a line; empty for all."""
    is_active: Mapped[bool] = mapped_column(default=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class Delivery(Base):
    """One event told to one webhook, or still to be told."""

    __tablename__ = "delivery"

    id: Mapped[Key]
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[dt.datetime | None]
    status: Mapped[str]
    answer: Mapped[Long] = mapped_column(default="")

    __table_args__ = (Index(None, "status", "next_at"),)
