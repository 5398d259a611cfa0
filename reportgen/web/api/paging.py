"""Long lists in pages: a cursor says where the next page begins, and holds while the list grows."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from reportgen.errors import Finding, InputRefused

MOST = 200
T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=MOST, description="Nhiều nhất bao nhiêu mục một trang")]
Cursor = Annotated[
    str, Query(max_length=40, description="Giá trị next của trang trước; để trống: trang đầu", examples=[""])
]


class Page(BaseModel, Generic[T]):
    """Một trang của danh sách."""

    model_config = ConfigDict(from_attributes=True)
    items: list[T] = Field(description="Các mục")
    next: str | None = Field(description="Đưa vào cursor để lấy trang sau; null: đã hết")


def start_of(cursor: str) -> int:
    """Return the number that a cursor stands for; 0 for the first page. Raises InputRefused."""
    if not cursor:
        return 0
    try:
        kind, _, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if kind == "sau" and number.isdecimal() and number.isascii() and len(number) < 16:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    remedy = "đưa nguyên giá trị next của trang trước"
    raise InputRefused([Finding("cursor", "cursor không phải của danh sách này", remedy=remedy)])


def cursor_at(number: int) -> str:
    """Return the cursor for what comes after a number."""
    return base64.urlsafe_b64encode(f"sau:{number}".encode()).decode()


def page_of(found: Iterable[T], key: Callable[[T], int], cursor: str, limit: int) -> dict[str, Any]:
    """Return a page of a list by growing key."""
    after = start_of(cursor)
    rest = sorted((each for each in found if key(each) > after), key=key)
    more = len(rest) > limit
    items = rest[:limit]
    return {"items": items, "next": cursor_at(key(items[-1])) if more else None}
