"""Tokens by which other systems come in, on behalf of a person."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.people import Actor, TokenView
from reportgen.model.office.refusals import NotFound
from reportgen.service.office.access import require_admin
from reportgen.service.office.office import Office
from reportgen.service.office.passwords import fingerprint, new_secret
from reportgen.store import accounts as rows
from reportgen.store.events import append
from reportgen.store.tables_accounts import ApiToken

PREFIX = "rg_"
"""By which a token that leaked is recognised."""
MOST_DAYS = 400
USED_EVERY = dt.timedelta(minutes=5)


def create_token(office: Office, actor: Actor, name: str, days: int) -> str:
    """Make a token that may do what its owner may, for some days; it is shown this once."""
    if not name.strip() or not 1 <= days <= MOST_DAYS:
        message = "thẻ phải có tên, và dùng từ 1 đến 400 ngày"
        raise InputRefused([Finding("token-form", message, remedy="ghi tên hệ thống sẽ dùng thẻ")])
    token, now = PREFIX + new_secret(), office.clock()
    with office.database.write() as session:
        row = ApiToken(
            token=fingerprint(token),
            user_id=actor.user_id,
            name=name.strip()[:200],
            at=now,
            ends_at=now + dt.timedelta(days=days),
        )
        session.add(row)
        session.flush()
        detail = {"name": row.name, "days": days}
        append(session, now, actor.user_id, "token-created", f"token:{row.id}", detail)
    return token


def actor_of_token(office: Office, bearer: str) -> Actor | None:
    """Return on whose behalf a token comes; None when it does not hold."""
    now = office.clock()
    with office.database.read() as session:
        found = rows.token_owner(session, fingerprint(bearer), now)
        if found is None:
            return None
        token, user = found
        given = rows.grants(session, user.id)
        actor = Actor(user.id, user.login, user.name, given, user.is_admin, "api")
    if token.used_at is None or now - token.used_at > USED_EVERY:
        with office.database.write(alone=False) as session:
            session.execute(update(ApiToken).where(ApiToken.id == token.id).values(used_at=now))
    return actor


def tokens(office: Office, actor: Actor, *, of_all: bool = False) -> list[TokenView]:
    """Return one's own tokens, or those of all; raises Denied for the latter unless one manages accounts."""
    if of_all:
        require_admin(actor)
    with office.database.read() as session:
        found = rows.tokens(session, None if of_all else actor.user_id)
        return [
            TokenView(row.id, row.name, row.user_id, row.at, row.ends_at, row.used_at, row.revoked_at)
            for row in found
        ]


def revoke_token(office: Office, actor: Actor, token_id: int) -> None:
    """Make a token void: one's own, or anybody's when one manages accounts."""
    with office.database.write() as session:
        row = session.get(ApiToken, token_id)
        if row is None or not (actor.is_admin or row.user_id == actor.user_id):
            raise NotFound("không có thẻ này")
        row.revoked_at = row.revoked_at or office.clock()
        append(session, office.clock(), actor.user_id, "token-revoked", f"token:{token_id}")
