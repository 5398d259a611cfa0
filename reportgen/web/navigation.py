"""Which ways lead from every page, by what somebody is in the office."""

from __future__ import annotations

from reportgen.model.office.people import Actor, Role
from reportgen.service.office.access import keeps_templates

Way = tuple[str, str]
"""Address and text of a link."""
PEOPLE, PROGRAMMES = ("/quan-tri/nguoi-dung", "Người dùng"), ("/quan-tri/chuong-trinh", "Chương trình")
TOKENS = ("/quan-tri/the-truy-cap", "Thẻ truy cập")
WEBHOOKS, EVENTS = ("/quan-tri/webhook", "Báo tin (webhook)"), ("/quan-tri/nhat-ky", "Nhật ký")
CYCLES = ("/ky", "Kỳ báo cáo")


def main_ways(actor: Actor) -> tuple[Way, ...]:
    """Return the links at the top of every page."""
    return (
        ("/", "Việc của tôi"),
        *([CYCLES] if looks_at_many(actor) else []),
        *([(admin_ways(actor)[0][0], "Quản trị")] if actor.is_admin or keeps_templates(actor) else []),
        ("/tro-giup", "Trợ giúp"),
    )


def admin_ways(actor: Actor) -> list[Way]:
    """Return the pages of managing that somebody may see; tokens are everybody's."""
    return [
        *([PEOPLE] if actor.is_admin else []),
        *([PROGRAMMES] if keeps_templates(actor) else []),
        TOKENS,
        *([WEBHOOKS, EVENTS] if actor.is_admin else []),
    ]


def looks_at_many(actor: Actor) -> bool:
    """Whether somebody is more than the clerk of a unit."""
    return any(grant.role is not Role.CLERK or grant.unit_code is None for grant in actor.grants)


def is_within(here: str, way: str) -> bool:
    """Whether a page lies behind a link at the top."""
    if way.startswith("/quan-tri"):
        return here.startswith("/quan-tri")
    return here == way or (way != "/" and here.startswith(f"{way}/"))
