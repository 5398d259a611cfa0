"""Accounts: made, switched off, given passwords and roles."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Response
from starlette.datastructures import FormData

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.people import Grant, Role, UserView
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.service.office import accounts
from reportgen.service.office.figure_offers import plain
from reportgen.service.office.grantable import grant_checked, grantable_cycles, unit_names
from reportgen.web.admin_pages import admin_page
from reportgen.web.failures import told as told_denied
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of, whole_number

router = pages_for_signed_in()
ADDRESS = "/quan-tri/nguoi-dung"
MOST_SHOWN = 200
FIELDS = ("ten", "ho_ten")


@router.get(ADDRESS)
def people_page(here: Here, tim: str = "") -> Response:
    """List the accounts."""
    return _page(here, query=tim)


@router.post(ADDRESS)
def create(here: Here, form: Form) -> Response:
    """Make an account and go on to its roles."""
    login, name, password = (text_of(form, each) for each in (*FIELDS, "mat_khau"))
    is_admin = text_of(form, "quan_tri") == "co"
    try:
        made = accounts.create_user(here.office, here.actor, login, name, password, is_admin=is_admin)
    except InputRefused as refused:
        return _page(here, refused.findings, given={"ten": login, "ho_ten": name})
    return go_to(f"{ADDRESS}/{made.id}")


@router.get(ADDRESS + "/{user_id}")
def person_page(here: Here, user_id: int) -> Response:
    """Show one account with its roles."""
    return _person(here, user_id)


@router.post(ADDRESS + "/{user_id}/quyen")
def grant(here: Here, user_id: int, form: Form) -> Response:
    """Give a role."""
    try:
        grant_checked(here.office, here.actor, user_id, _grant(form))
    except InputRefused as refused:
        return _person(here, user_id, refused.findings)
    return go_to(f"{ADDRESS}/{user_id}")


@router.post(ADDRESS + "/{user_id}/thu-quyen")
def revoke(here: Here, user_id: int, form: Form) -> Response:
    """Take a role away."""
    number = whole_number(form, "quyen")
    if number not in {each.id for each in _user(here, user_id).grants}:
        raise NotFound("không có quyền đã giao này")
    accounts.revoke(here.office, here.actor, number)
    return go_to(f"{ADDRESS}/{user_id}")


@router.post(ADDRESS + "/{user_id}/mat-khau")
def reset_password(here: Here, user_id: int, form: Form) -> Response:
    """Set a new password."""
    try:
        accounts.reset_password(here.office, here.actor, user_id, text_of(form, "mat_khau"))
    except InputRefused as refused:
        return _person(here, user_id, refused.findings)
    return _person(here, user_id, told="Đã đặt mật khẩu mới; mọi phiên đang mở của tài khoản đã kết thúc.")


@router.post(ADDRESS + "/{user_id}/ngung")
def deactivate(here: Here, user_id: int) -> Response:
    """Switch an account off."""
    try:
        accounts.deactivate_user(here.office, here.actor, user_id)
    except Denied as denied:
        if not here.actor.is_admin:
            raise
        return _person(here, user_id, [told_denied(denied)])
    return go_to(f"{ADDRESS}/{user_id}")


@router.post(ADDRESS + "/{user_id}/mo-lai")
def reactivate(here: Here, user_id: int) -> Response:
    """Switch an account on again."""
    try:
        accounts.reactivate_user(here.office, here.actor, user_id)
    except Denied as denied:
        if not here.actor.is_admin:
            raise
        return _person(here, user_id, [told_denied(denied)])
    return _person(here, user_id, told="Đã mở lại tài khoản: người này đăng nhập được bằng mật khẩu cũ.")


def _grant(form: FormData) -> Grant:
    role, period = text_of(form, "vai_tro"), text_of(form, "ky") or None
    if role not in set(Role):
        raise NotFound("không có vai trò này")
    programme, unit = text_of(form, "chuong_trinh") or None, text_of(form, "don_vi").strip() or None
    return Grant(Role(role), programme, unit, text_of(form, "cap_duoi") == "co" and unit is not None, period)


def _page(
    here: Visit, problems: Sequence[Finding] = (), *, query: str = "", given: dict[str, str] | None = None
) -> Response:
    everybody = accounts.users(here.office, here.actor)
    words = plain(query).split()
    found = [each for each in everybody if all(word in plain(f"{each.name} {each.login}") for word in words)]
    return admin_page(
        here,
        "admin/people.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        people=sorted(found, key=lambda each: (not each.is_active, plain(each.name)))[:MOST_SHOWN],
        found=len(found),
        query=query,
        given=given or dict.fromkeys(FIELDS, ""),
    )


def _user(here: Visit, user_id: int) -> UserView:
    for each in accounts.users(here.office, here.actor):
        if each.id == user_id:
            return each
    raise NotFound("không có tài khoản này")


def _person(here: Visit, user_id: int, problems: Sequence[Finding] = (), *, told: str = "") -> Response:
    user = _user(here, user_id)
    cycles = grantable_cycles(here.office, here.actor)
    return admin_page(
        here,
        "admin/person.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        told=told,
        user=user,
        roles=list(Role),
        programmes={each.programme: each.title for each in cycles},
        periods=sorted({each.period for each in cycles}, reverse=True),
        units=unit_names(here.office, here.actor),
    )
