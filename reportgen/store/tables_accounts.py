"""Tables of people: accounts, their sessions and tokens, and what each may do where."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from reportgen.store.tables_base import At, Base, Key, Long, Sha256


class User(Base):
    """A person who signs in, or signed in once: accounts are switched off, never removed."""

    __tablename__ = "user_account"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[Long]
    """As argon2 writes it; empty for one who only comes by another service."""
    is_admin: Mapped[bool]
    is_active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    barred_until: Mapped[dt.datetime | None]
    made_at: Mapped[At]


class SessionRow(Base):
    """One signed-in browser; only the hash of its token is kept."""

    __tablename__ = "session"

    token: Mapped[Sha256] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    csrf: Mapped[str]
    client: Mapped[str]
    at: Mapped[At]
    seen_at: Mapped[At]
    ends_at: Mapped[At]


class ApiToken(Base):
    """What another system shows instead of a password; only its hash is kept."""

    __tablename__ = "api_token"

    id: Mapped[Key]
    token: Mapped[Sha256] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str]
    at: Mapped[At]
    ends_at: Mapped[At]
    used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class GrantRow(Base):
    """A role of a person; NULL means every programme, every unit, every period."""

    __tablename__ = "role_grant"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str]
    programme: Mapped[str | None]
    unit_code: Mapped[str | None]
    subtree: Mapped[bool] = mapped_column(default=False)
    period: Mapped[str | None]

    __table_args__ = (Index(None, "user_id"),)


class Setting(Base):
    """What the office as a whole remembers, such as the code of its first account."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Long]
