"""Accounts of the service: the first one, signing in, sessions, roles, tokens; on both databases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from reportgen.errors import InputRefused
from reportgen.model.office.people import Grant, Role
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.office import accounts, history
from reportgen.service.office.office import Office
from reportgen.store.tables_accounts import ApiToken, SessionRow, User
from tests.offices import PASSWORD, Clock, person, settings


def later(office: Office, **time: int) -> None:
    assert isinstance(office.clock, Clock)
    office.clock.skipped += dt.timedelta(**time)


def test_first_account_needs_the_code_and_may_do_everything(tmp_path: Path) -> None:
    office = Office.open(settings(tmp_path / "moi"))
    code = accounts.setup_code(office)
    assert code is not None
    assert accounts.setup_code(office) == code, "asking again gives the same code"
    with pytest.raises(Denied, match="mã cài đặt không đúng"):
        accounts.set_up(office, "0000-0000", "an", "An", PASSWORD)
    ticket = accounts.set_up(office, code, " AN ", "Nguyễn Văn An", PASSWORD)
    assert ticket.actor.login == "an"
    assert {grant.role for grant in ticket.actor.grants} == set(Role) - {Role.READER}
    assert accounts.setup_code(office) is None
    with pytest.raises(Denied, match="đã có tài khoản quản trị"):
        accounts.set_up(office, code, "binh", "Bình", PASSWORD)


@pytest.mark.parametrize(
    ("login", "name", "password", "rules"),
    [
        ("", "An", PASSWORD, {"login-form"}),
        ("có dấu", "An", PASSWORD, {"login-form"}),
        ("an", " ", PASSWORD, {"name-missing"}),
        ("an", "An", "ngắn", {"password-weak"}),
        ("an", "An", "aaaaaaaaaaaa", {"password-weak"}),
        ("nguyenan", "An", "mật khẩu nguyenan", {"password-weak"}),
        ("x", "", "1", {"login-form", "name-missing", "password-weak"}),
    ],
)
def test_bad_account_is_refused_with_all_that_is_wrong(
    tmp_path: Path,
    login: str,
    name: str,
    password: str,
    rules: set[str],
) -> None:
    office = Office.open(settings(tmp_path / "moi"))
    code = accounts.setup_code(office) or ""
    with pytest.raises(InputRefused) as refused:
        accounts.set_up(office, code, login, name, password)
    assert {finding.rule for finding in refused.value.findings} == rules


def test_session_lasts_while_it_is_used_and_ends_when_it_is_not(office: Office) -> None:
    ticket = accounts.sign_in(office, "XA1", PASSWORD)
    for _ in range(3):
        later(office, hours=11)
        found = accounts.actor_of_session(office, ticket.token)
        assert found is not None
        assert found[0].login == "xa1"
        assert found[1] == ticket.csrf
    later(office, hours=13)
    assert accounts.actor_of_session(office, ticket.token) is None


def test_session_ends_after_a_week_however_busy(office: Office) -> None:
    ticket = accounts.sign_in(office, "xa1", PASSWORD)
    for _ in range(16):
        later(office, hours=10)
        assert accounts.actor_of_session(office, ticket.token) is not None
    later(office, hours=9)
    assert accounts.actor_of_session(office, ticket.token) is None


def test_no_token_is_kept_as_it_is(office: Office) -> None:
    ticket = accounts.sign_in(office, "an", PASSWORD)
    bearer = accounts.create_token(office, ticket.actor, "kho số liệu", 30)
    with office.database.read() as session:
        kept = {*session.scalars(select(SessionRow.token)), *session.scalars(select(ApiToken.token))}
        passwords = session.scalars(select(User.password)).all()
    assert not kept & {ticket.token, bearer}
    assert all(each.startswith("$argon2id$") for each in passwords)


def test_sign_out_and_a_new_password_end_sessions(office: Office) -> None:
    first, second = (accounts.sign_in(office, "xa1", PASSWORD) for _ in range(2))
    accounts.sign_out(office, first.token)
    assert accounts.actor_of_session(office, first.token) is None
    with pytest.raises(Denied, match="mật khẩu cũ"):
        accounts.change_password(office, second.actor, "sai hẳn rồi", "mot mat khau khac")
    accounts.change_password(office, second.actor, PASSWORD, "mot mat khau khac")
    assert accounts.actor_of_session(office, second.token) is None
    assert accounts.sign_in(office, "xa1", "mot mat khau khac").actor.login == "xa1"


@pytest.mark.parametrize(("login", "password"), [("xa1", "không phải"), ("nobody", PASSWORD), ("", "")])
def test_wrong_login_and_wrong_password_are_told_alike(office: Office, login: str, password: str) -> None:
    with pytest.raises(Denied, match=accounts.WRONG):
        accounts.sign_in(office, login, password)


def test_guessing_bars_an_account_for_some_minutes(office: Office) -> None:
    for _ in range(accounts.PATIENCE):
        with pytest.raises(Denied, match=accounts.WRONG):
            accounts.sign_in(office, "xa1", "đoán bừa thôi")
    with pytest.raises(Denied, match="thử lại sau 1 phút"):
        accounts.sign_in(office, "xa1", PASSWORD)
    later(office, minutes=2)
    assert accounts.sign_in(office, "xa1", PASSWORD).actor.login == "xa1"


def test_deactivated_account_is_out_at_once(office: Office) -> None:
    admin, ticket = person(office, "an"), accounts.sign_in(office, "xa1", PASSWORD)
    bearer = accounts.create_token(office, ticket.actor, "máy", 3)
    accounts.deactivate_user(office, admin, ticket.actor.user_id)
    assert accounts.actor_of_session(office, ticket.token) is None
    assert accounts.actor_of_token(office, bearer) is None
    with pytest.raises(Denied, match=accounts.WRONG):
        accounts.sign_in(office, "xa1", PASSWORD)


def test_reactivated_account_has_its_roles_and_password_and_none_of_its_tokens(office: Office) -> None:
    admin, clerk = person(office, "an"), person(office, "xa1")
    bearer = accounts.create_token(office, clerk, "máy", 3)
    with pytest.raises(Denied, match="đang dùng được"):
        accounts.reactivate_user(office, admin, clerk.user_id)
    accounts.deactivate_user(office, admin, clerk.user_id)
    accounts.reactivate_user(office, admin, clerk.user_id)
    assert person(office, "xa1").grants == clerk.grants
    assert accounts.actor_of_token(office, bearer) is None
    told = history.events(office, admin, subject=f"user:{clerk.user_id}").events
    assert [each.action for each in told[:3]] == ["sign-in", "user-reactivated", "user-deactivated"]


def test_last_admin_stays(office: Office) -> None:
    admin = person(office, "an")
    with pytest.raises(Denied, match="duy nhất"):
        accounts.deactivate_user(office, admin, admin.user_id)


def test_only_admins_manage_accounts(office: Office) -> None:
    clerk = person(office, "xa1")
    for attempt in (
        lambda: accounts.users(office, clerk),
        lambda: accounts.create_user(office, clerk, "moi", "Mới", PASSWORD),
        lambda: accounts.deactivate_user(office, clerk, 1),
        lambda: accounts.reactivate_user(office, clerk, 1),
        lambda: accounts.grant(office, clerk, clerk.user_id, Grant(Role.APPROVER)),
        lambda: accounts.revoke(office, clerk, 1),
        lambda: accounts.reset_password(office, clerk, 1, "mot mat khau khac"),
        lambda: accounts.tokens(office, clerk, of_all=True),
    ):
        with pytest.raises(Denied):
            attempt()


def test_role_is_given_and_taken(office: Office) -> None:
    admin, clerk = person(office, "an"), person(office, "khong")
    given = accounts.grant(office, admin, clerk.user_id, Grant(Role.READER, unit_code="109", subtree=True))
    assert person(office, "khong").grants == (given,)
    accounts.revoke(office, admin, given.id)
    assert person(office, "khong").grants == ()
    with pytest.raises(NotFound):
        accounts.revoke(office, admin, given.id)


def test_login_is_taken_once(office: Office) -> None:
    with pytest.raises(InputRefused, match="đã có tài khoản"):
        accounts.create_user(office, person(office, "an"), "XA1", "Khác", PASSWORD)


def test_token_comes_in_for_its_owner_until_it_ends_or_is_revoked(office: Office) -> None:
    clerk = person(office, "xa1")
    first, second = (accounts.create_token(office, clerk, f"máy {n}", 10) for n in (1, 2))
    actor = accounts.actor_of_token(office, first)
    assert actor is not None
    assert (actor.user_id, actor.via, actor.grants) == (clerk.user_id, "api", clerk.grants)
    accounts.revoke_token(office, clerk, accounts.tokens(office, clerk)[1].id)
    assert accounts.actor_of_token(office, first) is None
    with pytest.raises(NotFound):
        accounts.revoke_token(office, person(office, "xa2"), accounts.tokens(office, clerk)[0].id)
    assert accounts.actor_of_token(office, second) is not None
    later(office, days=11)
    assert accounts.actor_of_token(office, second) is None
    assert accounts.actor_of_token(office, "rg_bịa") is None
