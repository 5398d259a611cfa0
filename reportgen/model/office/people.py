"""People of the office: accounts, roles, and who does something right now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a programme, at a unit."""

    CLERK = "chuyen_vien"
    CONSOLIDATOR = "tong_hop"
    APPROVER = "lanh_dao"
    TEMPLATE_KEEPER = "quan_tri_mau"
    READER = "nguoi_xem"

    @property
    def label(self) -> str:
        """What people call it."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.CLERK: "Chuyên viên",
    Role.CONSOLIDATOR: "Người tổng hợp",
    Role.APPROVER: "Lãnh đạo",
    Role.TEMPLATE_KEEPER: "Quản trị mẫu",
    Role.READER: "Người xem",
}


class Action(StrEnum):
    """What somebody wants to do with a report, or with the office."""

    READ = "xem"
    EDIT = "nhap"
    REVIEW = "kiem_tra"
    APPROVE = "duyet"
    CONSOLIDATE = "tong_hop"
    KEEP_TEMPLATES = "quan_tri_mau"
    MANAGE_USERS = "quan_tri"

    @property
    def label(self) -> str:
        """What people call it."""
        return ACTION_LABELS[self]


ACTION_LABELS = {
    Action.READ: "xem báo cáo",
    Action.EDIT: "nhập, sửa báo cáo",
    Action.REVIEW: "kiểm tra báo cáo",
    Action.APPROVE: "duyệt báo cáo",
    Action.CONSOLIDATE: "tổng hợp báo cáo",
    Action.KEEP_TEMPLATES: "đưa chương trình, mẫu lên",
    Action.MANAGE_USERS: "quản trị tài khoản",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somewhere; None means every programme, every unit, every period."""

    role: Role
    programme: str | None = None
    unit_code: str | None = None
    subtree: bool = False
    """Whether the units below `unit_code` are meant as well."""
    period: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and by which way: `page`, `api`, `job`."""

    user_id: int
    login: str
    name: str
    grants: tuple[Grant, ...] = ()
    is_admin: bool = False
    via: str = "page"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A session that has just begun; `token` is shown once, to the browser."""

    token: str
    csrf: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class UserView:
    """An account, for those who manage them."""

    id: int
    login: str
    name: str
    is_admin: bool
    is_active: bool
    made_at: dt.datetime
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenView:
    """An API token without the token itself."""

    id: int
    name: str
    user_id: int
    at: dt.datetime
    ends_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None
