"""Accounts: the first one, signing in and out, people and their roles."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.people import Actor, Grant, Role, Ticket, UserView
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.office.access import require_admin
from reportgen.service.office.office import Office
from reportgen.service.office.passwords import fingerprint, fits, hashed, new_secret, require_good
from reportgen.service.office.tokens import actor_of_token, create_token, revoke_token, tokens
from reportgen.store import accounts as rows
from reportgen.store.events import append
from reportgen.store.tables_accounts import ApiToken, GrantRow, SessionRow, Setting, User
from reportgen.vietnamese import nfc

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")
SETUP = "setup_code"
WRONG = "tên đăng nhập hoặc mật khẩu không đúng"
PATIENCE, LONGEST_BAR = 5, 15
"""Wrong passwords before an account is barred for minutes: one, two, four …"""
SEEN_EVERY = dt.timedelta(minutes=5)
LONGEST_SESSION = dt.timedelta(days=7)
FIRST_ROLES = (Role.CLERK, Role.CONSOLIDATOR, Role.APPROVER, Role.TEMPLATE_KEEPER)
"""What the first account may do everywhere, so that one person can work alone."""


# --- the first account -----------------------------------------------------------------------------------


def setup_code(office: Office) -> str | None:
    """Return the code that makes the first account; None once there is one."""
    with office.database.write() as session:
        if not rows.is_empty(session):
            return None
        kept = session.get(Setting, SETUP)
        if kept is None:
            kept = Setting(key=SETUP, value="-".join(secrets.token_hex(2) for _ in range(4)))
            session.add(kept)
        return kept.value


def set_up(office: Office, code: str, login: str, name: str, password: str, *, client: str = "") -> Ticket:
    """Make the first account, which may do everything, and sign it in.

    Raises Denied for a wrong code, InputRefused for a bad login or password.
    """
    _require_person(login := _plain(login), name, password)
    kept_password = hashed(office.settings, password)
    with office.database.write() as session:
        kept = session.get(Setting, SETUP)
        if not rows.is_empty(session) or kept is None:
            raise Denied("đã có tài khoản quản trị", remedy="đăng nhập bằng tài khoản ấy")
        if not secrets.compare_digest(kept.value, code.strip().lower()):
            raise Denied("mã cài đặt không đúng", remedy="chép mã in trên màn hình lúc chạy reportgen serve")
        session.delete(kept)
        user = _new_user(office, session, login, name, kept_password, is_admin=True)
        session.add_all(GrantRow(user_id=user.id, role=role.value) for role in FIRST_ROLES)
        session.flush()
        append(session, office.clock(), user.id, "set-up", f"user:{user.id}", {"login": login})
        return _begin_session(office, session, user, client)


# --- signing in ------------------------------------------------------------------------------------------


def sign_in(office: Office, login: str, password: str, client: str = "") -> Ticket:
    """Begin a session.

    Raises Denied when login and password do not belong together, or after too many wrong tries.
    """
    now = office.clock()
    with office.database.read() as session:
        user = rows.user_by_login(session, _plain(login))
    if user is not None and user.barred_until is not None and user.barred_until > now:
        minutes = -(-(user.barred_until - now).seconds // 60)
        raise Denied(f"sai mật khẩu nhiều lần; thử lại sau {minutes} phút")
    is_right = fits(office.settings, password, user.password if user is not None and user.is_active else "")
    if user is None or not is_right:
        if user is not None:
            _count_failure(office, user.id)
        raise Denied(WRONG, remedy="kiểm tra bộ gõ và phím Caps Lock")
    with office.database.write() as session:
        session.execute(update(User).where(User.id == user.id).values(failures=0, barred_until=None))
        append(session, now, user.id, "sign-in", f"user:{user.id}", {"client": client})
        return _begin_session(office, session, user, client)


def begin_foreign_session(office: Office, login: str, client: str = "") -> Ticket:
    """Begin a session for somebody whom another server has recognised.

    Raises Denied when there is no such account here, or it is switched off.
    """
    with office.database.write() as session:
        user = rows.user_by_login(session, _plain(login))
        if user is None or not user.is_active:
            raise Denied(f"chưa có tài khoản “{login[:60]}” ở đây", remedy="nhờ người quản trị lập tài khoản")
        detail = {"client": client, "by": "oidc"}
        append(session, office.clock(), user.id, "sign-in", f"user:{user.id}", detail)
        return _begin_session(office, session, user, client)


def _count_failure(office: Office, user_id: int) -> None:
    now = office.clock()
    with office.database.write() as session:
        user = session.get_one(User, user_id)
        user.failures += 1
        if user.failures >= PATIENCE:
            minutes = min(2 ** (user.failures - PATIENCE), LONGEST_BAR)
            user.barred_until = now + dt.timedelta(minutes=minutes)
            append(session, now, None, "sign-in-barred", f"user:{user_id}", {"failures": user.failures})


def _begin_session(office: Office, session: Session, user: User, client: str) -> Ticket:
    now, token, csrf = office.clock(), new_secret(), new_secret()
    ends = now + dt.timedelta(hours=office.settings.session_hours)
    session.execute(delete(SessionRow).where(SessionRow.ends_at < now))
    session.add(
        SessionRow(
            token=fingerprint(token),
            user_id=user.id,
            csrf=csrf,
            client=client[:200],
            at=now,
            seen_at=now,
            ends_at=ends,
        )
    )
    return Ticket(token, csrf, _actor(session, user, "page"))


def actor_of_session(office: Office, token: str) -> tuple[Actor, str] | None:
    """Return whose session it is, and its CSRF token; None when it has ended. Being seen keeps it going."""
    now = office.clock()
    with office.database.read() as session:
        found = rows.signed_in(session, fingerprint(token), now)
        if found is None:
            return None
    if now - found.seen > SEEN_EVERY:
        ends = min(now + dt.timedelta(hours=office.settings.session_hours), found.begun + LONGEST_SESSION)
        with office.database.write(alone=False) as session:
            mine = update(SessionRow).where(SessionRow.token == fingerprint(token))
            session.execute(mine.values(seen_at=now, ends_at=ends))
    actor = Actor(found.user_id, found.login, found.name, found.grants, found.is_admin, "page")
    return actor, found.csrf


def actor_of_user(office: Office, user_id: int, via: str = "job") -> Actor:
    """Return somebody on whose behalf work is done; raises Denied when the account is no longer in use."""
    with office.database.read() as session:
        user = session.get(User, user_id)
        if user is None or not user.is_active:
            raise Denied("tài khoản không còn dùng")
        return _actor(session, user, via)


def sign_out(office: Office, token: str) -> None:
    """End a session."""
    with office.database.write(alone=False) as session:
        session.execute(delete(SessionRow).where(SessionRow.token == fingerprint(token)))


def change_password(office: Office, actor: Actor, old: str, new: str) -> None:
    """Set one's own password, and end all sessions; raises Denied when the old one is wrong."""
    with office.database.read() as session:
        kept = session.get_one(User, actor.user_id).password
    if not fits(office.settings, old, kept):
        raise Denied("mật khẩu cũ không đúng")
    _set_password(office, actor, actor.user_id, actor.login, new)


def reset_password(office: Office, actor: Actor, user_id: int, new: str) -> None:
    """Set somebody's password, and end their sessions; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.read() as session:
        login = _user(session, user_id).login
    _set_password(office, actor, user_id, login, new)


def _set_password(office: Office, actor: Actor, user_id: int, login: str, new: str) -> None:
    require_good(new, login)
    kept = hashed(office.settings, new)
    with office.database.write() as session:
        fresh = {"password": kept, "failures": 0, "barred_until": None}
        session.execute(update(User).where(User.id == user_id).values(**fresh))
        session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))
        append(session, office.clock(), actor.user_id, "password-set", f"user:{user_id}")


# --- people ----------------------------------------------------------------------------------------------


def create_user(
    office: Office, actor: Actor, login: str, name: str, password: str, *, is_admin: bool = False
) -> UserView:
    """Make an account without roles; raises Denied, or InputRefused for a bad login or password."""
    require_admin(actor)
    _require_person(login := _plain(login), name, password)
    kept = hashed(office.settings, password)
    with office.database.write() as session:
        if rows.user_by_login(session, login) is not None:
            raise InputRefused([Finding("login-taken", f"đã có tài khoản “{login}”", remedy="đặt tên khác")])
        user = _new_user(office, session, login, name, kept, is_admin=is_admin)
        detail = {"login": login, "is_admin": is_admin}
        append(session, office.clock(), actor.user_id, "user-created", f"user:{user.id}", detail)
        return _view(session, user)


def deactivate_user(office: Office, actor: Actor, user_id: int) -> None:
    """Switch an account off and end its sessions; raises Denied for the last one that manages accounts."""
    require_admin(actor)
    with office.database.write() as session:
        user = _user(session, user_id)
        if user.is_admin and not rows.other_admins(session, user_id):
            raise Denied("đây là tài khoản quản trị duy nhất", remedy="lập tài khoản quản trị khác trước")
        user.is_active = False
        session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))
        append(session, office.clock(), actor.user_id, "user-deactivated", f"user:{user_id}")


def reactivate_user(office: Office, actor: Actor, user_id: int) -> None:
    """Switch an account on again, with the roles and the password it had; its tokens stay revoked.

    Raises Denied unless one manages accounts, and for an account that is not switched off.
    """
    require_admin(actor)
    now = office.clock()
    with office.database.write() as session:
        user = _user(session, user_id)
        if user.is_active:
            raise Denied("tài khoản này đang dùng được, không phải mở lại")
        user.is_active, user.failures, user.barred_until = True, 0, None
        held = (ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
        session.execute(update(ApiToken).where(*held).values(revoked_at=now))
        append(session, now, actor.user_id, "user-reactivated", f"user:{user_id}")


def users(office: Office, actor: Actor) -> list[UserView]:
    """Return all accounts with their roles; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.read() as session:
        return [_view(session, user) for user in rows.users(session)]


def grant(office: Office, actor: Actor, user_id: int, given: Grant) -> Grant:
    """Give somebody a role somewhere; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.write() as session:
        _user(session, user_id)
        row = GrantRow(
            user_id=user_id,
            role=given.role.value,
            programme=given.programme,
            unit_code=given.unit_code,
            subtree=given.subtree,
            period=given.period,
        )
        session.add(row)
        session.flush()
        append(session, office.clock(), actor.user_id, "role-granted", f"user:{user_id}", _told(given))
        return Grant(given.role, given.programme, given.unit_code, given.subtree, given.period, row.id)


def revoke(office: Office, actor: Actor, grant_id: int) -> None:
    """Take a role away; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.write() as session:
        row = session.get(GrantRow, grant_id)
        if row is None:
            raise NotFound("không có quyền đã giao này")
        was = Grant(Role(row.role), row.programme, row.unit_code, row.subtree, row.period)
        session.delete(row)
        append(session, office.clock(), actor.user_id, "role-revoked", f"user:{row.user_id}", _told(was))


def _told(given: Grant) -> dict[str, object]:
    where = (given.programme, given.unit_code, given.subtree, given.period)
    return {"role": given.role.value, "where": list(where)}


def _new_user(office: Office, session: Session, login: str, name: str, kept: str, *, is_admin: bool) -> User:
    user = User(login=login, name=nfc(name.strip()), password=kept, is_admin=is_admin, made_at=office.clock())
    session.add(user)
    session.flush()
    return user


def _user(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("không có tài khoản này")
    return user


def _actor(session: Session, user: User, via: str) -> Actor:
    return Actor(user.id, user.login, user.name, rows.grants(session, user.id), user.is_admin, via)


def _view(session: Session, user: User) -> UserView:
    given = rows.grants(session, user.id)
    return UserView(user.id, user.login, user.name, user.is_admin, user.is_active, user.made_at, given)


def _plain(login: str) -> str:
    return nfc(login.strip()).casefold()


def _require_person(login: str, name: str, password: str) -> None:
    """Raise InputRefused for everything that is wrong with a new account, all at once."""
    findings = []
    if not LOGIN.fullmatch(login):
        message = f"tên đăng nhập “{login[:60]}” không dùng được"
        remedy = "chỉ gồm chữ không dấu, chữ số, . _ @ -, từ 2 đến 60 ký tự"
        findings.append(Finding("login-form", message, remedy=remedy))
    if not name.strip():
        findings.append(Finding("name-missing", "chưa ghi họ và tên", remedy="ghi họ và tên đầy đủ"))
    try:
        require_good(password, login)
    except InputRefused as refused:
        findings += refused.findings
    if findings:
        raise InputRefused(findings)


__all__ = [
    "actor_of_session",
    "actor_of_token",
    "actor_of_user",
    "begin_foreign_session",
    "change_password",
    "create_token",
    "create_user",
    "deactivate_user",
    "grant",
    "reactivate_user",
    "reset_password",
    "revoke",
    "revoke_token",
    "set_up",
    "setup_code",
    "sign_in",
    "sign_out",
    "tokens",
    "users",
]
