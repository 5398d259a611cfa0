"""Rules on the rows of lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportgen.errors import Finding, Where
from reportgen.validate.case import FiguresCase
from reportgen.validate.names import IDENTIFIER

OF_ROW = frozenset({"tt", "la_con", "la_tong"})


def rows_have_keys(case: FiguresCase) -> Iterator[Finding]:
    """Check that a row with numbers has a `ma`, which names its figures whatever its place in the list."""
    for name, group in case.groups.items():
        fields = {field for cells in group.rows or () for field in cells} | set(group.fields)
        first: dict[str, int] = {}
        for index, cells in enumerate(group.rows or ()):
            problem = _problem(cells, fields)
            if problem:
                message = f"hàng {index + 1} của “{name}” {problem}"
                yield Finding("row-key", message, _key_of(case, name, index), "ví dụ ma: dao")
            key = str(cells.get("ma"))
            if "ma" in cells and key in first:
                where, also = (_key_of(case, name, each) for each in (index, first[key]))
                yield Finding("row-key-twice", f"mã “{key}” bị lặp", where, "đặt mã khác", also=(also,))
            first.setdefault(key, index)


def _key_of(case: FiguresCase, name: str, index: int) -> Where:
    return case.given(name, "danh_sach", index, "ma")


def _problem(cells: dict[str, Any], fields: set[str]) -> str:
    key = cells.get("ma")
    if key is None:
        has_numbers = any(isinstance(cell, int | Decimal) for cell in cells.values())
        return "có số nhưng thiếu ma" if has_numbers else ""
    if not isinstance(key, str) or not IDENTIFIER.fullmatch(key):
        return f"có ma “{key}”: chỉ được gồm chữ thường không dấu, chữ số và _, bắt đầu bằng chữ"
    return f"có ma “{key}” trùng tên một trường" if key in fields or key == "nhan" else ""


def fields_are_free(case: FiguresCase) -> Iterator[Finding]:
    """Check that no field is named like what every row has."""
    for name, group in case.groups.items():
        for index, cells in enumerate(group.rows or ()):
            for field in OF_ROW & cells.keys():
                message = f"trường của “{name}” không được đặt tên “{field}”: tên này đã dùng cho việc khác"
                where = case.given(name, "danh_sach", index, field, key=True)
                yield Finding("field-name-taken", message, where, f"đặt tên khác, ví dụ {field}_1")


RULES = (rows_have_keys, fields_are_free)
