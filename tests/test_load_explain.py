"""What pydantic refuses is told in Vietnamese: every error type, one finding for each cause."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import get_args

import pytest
from pydantic_core._pydantic_core import list_all_errors
from pydantic_core.core_schema import ErrorType

from reportgen.load.known_keys import keys_at
from reportgen.load.messages import MESSAGES, message_of, shown
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput

ALL_TYPES = sorted({error["type"] for error in list_all_errors()} | set(get_args(ErrorType)))
CONTEXTS: dict[str, dict[str, object]] = {
    error["type"]: dict(error.get("example_context") or {}) for error in list_all_errors()
}


def test_every_error_type_of_pydantic_has_a_message() -> None:
    assert [error_type for error_type in ALL_TYPES if error_type not in MESSAGES] == []


@pytest.mark.parametrize("error_type", ALL_TYPES)
def test_every_message_takes_its_context_and_is_vietnamese(error_type: str) -> None:
    if error_type in ("value_error", "assertion_error"):
        context: dict[str, object] = {"error": ValueError("lời của ta")}
    else:
        context = dict(CONTEXTS[error_type])
    message = message_of(error_type, context)
    assert message
    assert not re.search(r"\b(should|input|valid|must|the)\b|[{}]", message, re.IGNORECASE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "đang để trống"),
        (True, "đang là true"),
        (5, "đang là 5"),
        (Decimal("1.50"), "đang là 1.50"),
        ("x\n y", "đang là “x y”"),
        ("a" * 41, f"đang là “{'a' * 40}…”"),
        ([1], "đang là một danh sách"),
        ({"a": 1}, "đang là một nhóm mục"),
    ],
)
def test_a_refused_value_is_shown_short(value: object, text: str) -> None:
    assert shown(value) == text


def test_numbers_of_a_workbook_are_shown_with_a_comma() -> None:
    assert shown(Decimal("12.5"), decimal_comma=True) == "đang là 12,5"


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("ky",), {"hien_tai", "goc", "muc_tieu"}),
        (("nhom", "truong", "x"), {"nhan", "don_vi_tinh", "so_le", "cong"}),
        (("nhom", "chi_tieu"), set()),
        (("nhom", "chi_tieu", "nhan", "so_luong"), set()),
        (("van_ban", "co_quan"), {"chu_quan", "ban_hanh", "ten_goi"}),
    ],
)
def test_known_keys_of_figures(path: tuple[str | int, ...], keys: set[str]) -> None:
    assert set(keys_at(FiguresInput, path)) == keys


def test_known_keys_reach_through_lists_and_recursion() -> None:
    assert "tieu_de" in keys_at(Definition, ("noi_dung", 0, "muc", 3, "muc", 0))
    assert keys_at(Definition, ("phu_luc", 1, "bang", "cot", 0, "cot", 2))["rong"] == "Độ rộng tương đối"
