"""Waivers as users write them (`bo_qua`): a finding that somebody accepts, with the reason and a name."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from reportgen.model.base import Value

DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
)


def read_day(value: object) -> object:
    """Read a day: 2026-12-31 or 31/12/2026."""
    if value is None or isinstance(value, dt.date):
        return value
    found = next(filter(None, (form.fullmatch(str(value).strip()) for form in DAY_FORMS)), None)
    if found is None:
        raise ValueError("ngày phải viết 2026-12-31 hoặc 31/12/2026")
    try:
        return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        raise ValueError("không có ngày này trong lịch") from None


def _say_something(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("không được để trống")
    return value


Day = Annotated[dt.date | None, BeforeValidator(read_day, json_schema_input_type=str | None)]
Said = Annotated[str, BeforeValidator(_say_something)]


class WaiverLine(Value):
    """One accepted finding; `place` has words of its place or its quote, empty: any place."""

    rule: Said = Field(alias="quy_tac", title="Mã quy tắc được bỏ qua")
    place: str = Field("", alias="cho", title="Chỗ được bỏ qua; không ghi thì mọi chỗ")
    reason: Said = Field(alias="ly_do", title="Lý do")
    by: Said = Field(alias="nguoi", title="Người quyết định")
    until: Day = Field(None, alias="den", title="Hiệu lực đến hết ngày")


class WaiverFile(Value):
    """A file of waivers for any Word file."""

    waivers: tuple[WaiverLine, ...] = Field(alias="bo_qua", title="Các phát hiện được bỏ qua")
