"""Queries about people: accounts, grants, sessions, tokens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from reportgen.model.office.people import Grant, Role
from reportgen.store.prepared import Prepared
from reportgen.store.tables_accounts import ApiToken, GrantRow, SessionRow, User
from reportgen.store.tables_base import table_of


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
_SESSION, _USER, _GRANT = (table_of(each).c for each in (SessionRow, User, GrantRow))
_SIGNED_IN = Prepared(
    select(
        _SESSION.csrf,
        _SESSION.at,
        _SESSION.seen_at,
        _USER.id,
        _USER.login,
        _USER.name,
        _USER.is_admin,
        _GRANT.role,
        _GRANT.programme,
        _GRANT.unit_code,
        _GRANT.subtree,
        _GRANT.period,
        _GRANT.id,
    )
    .select_from(table_of(SessionRow))
    .join(table_of(User), _USER.id == _SESSION.user_id)
    .join(table_of(GrantRow), _GRANT.user_id == _USER.id, isouter=True)
    .where(_SESSION.token == bindparam("token"), _SESSION.ends_at > bindparam("now"), _USER.is_active)
    .order_by(_GRANT.id)
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
    found = _SIGNED_IN.all(session, token=token, now=now)
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
