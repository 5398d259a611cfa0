"""Accounts, roles and tokens for other systems."""

from __future__ import annotations

from enum import Enum
from typing import Any

from fastapi import APIRouter

from reportgen.model.office.people import Grant, TokenView, UserView
from reportgen.service.office import accounts
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, page_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes import (
    GrantShape,
    MadeToken,
    Me,
    NewGrant,
    NewPassword,
    NewToken,
    NewUser,
    TokenShape,
    UserShape,
)

router = APIRouter(route_class=RepeatableRoute)
ACCOUNTS: list[str | Enum] = ["Tài khoản"]
TOKENS: list[str | Enum] = ["Thẻ truy cập"]


@router.get("/me", tags=TOKENS, summary="Thẻ này là của ai", response_model=Me, responses=problems())
def me(by: By) -> Any:
    """Trả về người mà thẻ truy cập thay mặt, với các vai trò của người ấy."""
    return by.actor


@router.get(
    "/users", tags=ACCOUNTS, summary="Các tài khoản", response_model=Page[UserShape], responses=problems(403)
)
def users(by: By, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về mọi tài khoản; chỉ người quản trị tài khoản."""
    return page_of(accounts.users(by.office, by.actor), lambda each: each.id, cursor, limit)


@router.post(
    "/users",
    tags=ACCOUNTS,
    summary="Lập tài khoản",
    status_code=201,
    response_model=UserShape,
    responses=problems(403),
)
def create_user(by: By, new: NewUser) -> UserView:
    """Lập tài khoản chưa có vai trò nào; chỉ người quản trị tài khoản."""
    return accounts.create_user(by.office, by.actor, new.login, new.name, new.password, is_admin=new.is_admin)


@router.delete(
    "/users/{user_id}",
    tags=ACCOUNTS,
    summary="Ngừng tài khoản",
    status_code=204,
    responses=problems(403, 404),
)
def deactivate_user(by: By, user_id: RowNumber) -> None:
    """Ngừng một tài khoản và mọi phiên của nó; những gì người ấy đã làm vẫn còn trong lịch sử."""
    accounts.deactivate_user(by.office, by.actor, user_id)


@router.post(
    "/users/{user_id}/reactivate",
    tags=ACCOUNTS,
    summary="Mở lại tài khoản",
    status_code=204,
    responses=problems(403, 404),
)
def reactivate_user(by: By, user_id: RowNumber) -> None:
    """Mở lại tài khoản đã ngừng, với vai trò và mật khẩu cũ; thẻ truy cập cũ không dùng lại được."""
    accounts.reactivate_user(by.office, by.actor, user_id)


@router.put(
    "/users/{user_id}/password",
    tags=ACCOUNTS,
    summary="Đặt mật khẩu",
    status_code=204,
    responses=problems(403, 404),
)
def reset_password(by: By, user_id: RowNumber, new: NewPassword) -> None:
    """Đặt mật khẩu mới cho một tài khoản và kết thúc mọi phiên của nó."""
    accounts.reset_password(by.office, by.actor, user_id, new.password)


@router.post(
    "/users/{user_id}/grants",
    tags=ACCOUNTS,
    summary="Giao vai trò",
    status_code=201,
    response_model=GrantShape,
    responses=problems(403, 404),
)
def grant(by: By, user_id: RowNumber, new: NewGrant) -> Grant:
    """Giao một vai trò ở một chương trình, một đơn vị, một kỳ."""
    given = Grant(new.role, new.programme, new.unit_code, new.subtree, new.period)
    return accounts.grant(by.office, by.actor, user_id, given)


@router.delete(
    "/grants/{grant_id}", tags=ACCOUNTS, summary="Thu vai trò", status_code=204, responses=problems(403, 404)
)
def revoke(by: By, grant_id: RowNumber) -> None:
    """Thu lại một vai trò đã giao."""
    accounts.revoke(by.office, by.actor, grant_id)


@router.get(
    "/tokens", tags=TOKENS, summary="Các thẻ của mình", response_model=Page[TokenShape], responses=problems()
)
def tokens(by: By, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các thẻ truy cập của mình, cả thẻ đã thu hồi."""
    found: list[TokenView] = accounts.tokens(by.office, by.actor)
    return page_of(found, lambda each: each.id, cursor, limit)


@router.post(
    "/tokens", tags=TOKENS, summary="Lập thẻ", status_code=201, response_model=MadeToken, responses=problems()
)
def create_token(by: By, new: NewToken) -> Any:
    """Lập một thẻ có quyền như mình; thẻ chỉ hiện một lần này."""
    return {"token": accounts.create_token(by.office, by.actor, new.name, new.days)}


@router.delete(
    "/tokens/{token_id}", tags=TOKENS, summary="Thu hồi thẻ", status_code=204, responses=problems(404)
)
def revoke_token(by: By, token_id: RowNumber) -> None:
    """Thu hồi một thẻ của mình; người quản trị thu hồi được thẻ của mọi người."""
    accounts.revoke_token(by.office, by.actor, token_id)
