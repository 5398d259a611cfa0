"""Queries about people: accounts, grants, sessions, tokens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from reportgen.model.office.people import Grant, Role
from reportgen.store.tables_accounts import ApiToken, GrantRow, SessionRow, User


class SignedIn(NamedTuple):
    """A session that holds, and whose it is."""

    csrf: str
    begun: dt.datetime
    seen: dt.datetime
    user_id: int
    login: str
    name: str
    is_admin: bool
    grants: tuple[Grant, ...]


# Every page asks this: made once, and read as plain columns.
_SIGNED_IN = (
    select(
        SessionRow.csrf,
        SessionRow.at,
        SessionRow.seen_at,
        User.id,
        User.login,
        User.name,
        User.is_admin,
        GrantRow.role,
        GrantRow.programme,
        GrantRow.unit_code,
        GrantRow.subtree,
        GrantRow.period,
        GrantRow.id,
    )
    .join(User, User.id == SessionRow.user_id)
    .join(GrantRow, GrantRow.user_id == User.id, isouter=True)
    .where(SessionRow.token == bindparam("token"), SessionRow.ends_at > bindparam("now"), User.is_active)
    .order_by(GrantRow.id)
)


def is_empty(session: Session) -> bool:
    """Whether there is no account yet."""
    return session.scalar(select(func.count()).select_from(User)) == 0


def user_by_login(session: Session, login: str) -> User | None:
    """Return an account by what its owner types."""
    return session.scalar(select(User).where(User.login == login))


def users(session: Session) -> Sequence[User]:
    """Return all accounts, by name."""
    return session.scalars(select(User).order_by(User.is_active.desc(), User.login)).all()


def names(session: Session) -> dict[int, str]:
    """Return the names of all people by number."""
    return {row.id: row.name for row in session.execute(select(User.id, User.name))}


def grants(session: Session, user_id: int) -> tuple[Grant, ...]:
    """Return what somebody may do where."""
    rows = session.scalars(select(GrantRow).where(GrantRow.user_id == user_id).order_by(GrantRow.id))
    return tuple(
        Grant(Role(row.role), row.programme, row.unit_code, row.subtree, row.period, row.id) for row in rows
    )


def signed_in(session: Session, token: str, now: dt.datetime) -> SignedIn | None:
    """Return the session of a token's hash when it holds, and its owner's account is in use."""
    found = session.execute(_SIGNED_IN, {"token": token, "now": now}).all()
    if not found:
        return None
    grants = tuple(Grant(Role(row[7]), *row[8:]) for row in found if row[7] is not None)
    csrf, begun, seen, user_id, login, name, is_admin = found[0][:7]
    return SignedIn(csrf, begun, seen, user_id, login, name, is_admin, grants)


def token_owner(session: Session, token: str, now: dt.datetime) -> tuple[ApiToken, User] | None:
    """Return the API token of a hash when it holds, and whose it is."""
    row = session.execute(
        select(ApiToken, User)
        .join(User, User.id == ApiToken.user_id)
        .where(ApiToken.token == token, ApiToken.ends_at > now, ApiToken.revoked_at.is_(None), User.is_active)
    ).first()
    return (row[0], row[1]) if row is not None else None


def tokens(session: Session, user_id: int | None) -> Sequence[ApiToken]:
    """Return the API tokens of somebody, or of all, newest first."""
    found = select(ApiToken).order_by(ApiToken.id.desc())
    return session.scalars(found.where(ApiToken.user_id == user_id) if user_id is not None else found).all()


def other_admins(session: Session, user_id: int) -> int:
    """Return how many others manage accounts."""
    found = select(func.count()).select_from(User).where(User.is_admin, User.is_active, User.id != user_id)
    return session.scalar(found) or 0
