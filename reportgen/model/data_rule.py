"""Rules that an office sets for its figures (`quy_tac`), and the limits of the general ones (`nguong`)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from reportgen.errors import Severity
from reportgen.model.base import Value

RuleKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Comparison(StrEnum):
    """How the two sides of a rule have to stand to each other."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    DIFFERENT = "!="
    AT_LEAST = ">="
    MORE = ">"


IN_WORDS = {
    "nho_hon": Comparison.LESS,
    "khong_qua": Comparison.AT_MOST,
    "bang": Comparison.EQUAL,
    "khac": Comparison.DIFFERENT,
    "khong_duoi": Comparison.AT_LEAST,
    "lon_hon": Comparison.MORE,
    "==": Comparison.EQUAL,
    "≤": Comparison.AT_MOST,
    "≥": Comparison.AT_LEAST,
    "≠": Comparison.DIFFERENT,
}
"""Other spellings: `>=` needs quotes in YAML, a word does not."""
SIGNS = {
    Comparison.LESS: "<",
    Comparison.AT_MOST: "≤",
    Comparison.EQUAL: "=",
    Comparison.DIFFERENT: "≠",
    Comparison.AT_LEAST: "≥",
    Comparison.MORE: ">",
}
"""As messages show them."""


class RuleLevel(StrEnum):
    """How much a broken rule weighs."""

    ERROR = "loi"
    WARNING = "canh_bao"
    INFO = "luu_y"

    @property
    def severity(self) -> Severity:
        """The severity of its findings."""
        return Severity[self.name]


def _read_comparison(value: object) -> object:
    if isinstance(value, str):
        sign = value.strip()
        if sign in IN_WORDS or sign in set(Comparison):
            return IN_WORDS.get(sign) or Comparison(sign)
    raise ValueError('phep phải là một trong "<", "<=", "=", "!=", ">=", ">"')


def _read_side(value: object) -> object:
    """Take a bare number for an expression: `phai: 100`."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


Side = Annotated[
    str, BeforeValidator(_read_side, json_schema_input_type=str | int | Decimal), Field(min_length=1)
]


class DataRule(Value):
    """One relation that figures have to keep: left side, comparison, right side, in the periods named.

    Without periods it holds for every period that both sides have; `rows` asks it of every row `h` of a
    group or a list.
    """

    key: RuleKey = Field(alias="ma", title="Mã quy tắc")
    left: Side = Field(alias="trai", title="Vế trái: biểu thức trên số liệu")
    comparison: Annotated[
        Comparison,
        BeforeValidator(
            _read_comparison,
            json_schema_input_type=Literal[
                "<",
                "<=",
                "=",
                "!=",
                ">=",
                ">",
                "nho_hon",
                "khong_qua",
                "bang",
                "khac",
                "khong_duoi",
                "lon_hon",
            ],
        ),
    ] = Field(alias="phep", title="Phép so sánh")
    right: Side = Field(alias="phai", title="Vế phải: biểu thức trên số liệu")
    level: RuleLevel = Field(RuleLevel.WARNING, alias="muc", title="Mức: loi, canh_bao hoặc luu_y")
    message: str = Field("", alias="thong_bao", title="Lời báo khi không đúng")
    remedy: str = Field("", alias="cach_sua", title="Cách sửa")
    periods: tuple[StrictInt, ...] = Field((), alias="cac_ky", title="Các kỳ phải xét")
    tolerance: Annotated[Decimal, Field(ge=0)] = Field(
        Decimal(0), alias="sai_so", title="Sai số cho phép, cùng đơn vị với hai vế"
    )
    condition: str | None = Field(None, alias="khi", title="Chỉ xét khi so sánh này đúng")
    rows: RuleKey | None = Field(None, alias="moi_hang", title="Xét từng hàng h của nhóm hoặc danh sách")

    @property
    def rule(self) -> str:
        """The id of its findings."""
        return f"data-rule:{self.key}"

    @property
    def statement(self) -> str:
        """What it says, as its author wrote it."""
        return f"{self.left} {SIGNS[self.comparison]} {self.right}"


GeneralRule = Literal[
    "figure-jump",
    "rate-jump",
    "scale-slip",
    "shares",
    "target-percent",
    "target-below-base",
    "thousandfold",
    "count-above-denominator",
]
"""General rules on figures that may be switched off."""

Limit = Annotated[Decimal, Field(gt=0)]


class Limits(Value):
    """From where on a change of a figure is told, and which general rules are off.

    A limit that its author sets makes a warning; the cautious default ones make an info.
    """

    rise: Limit | None = Field(None, alias="tang", title="Báo khi số tăng quá bao nhiêu % so với kỳ trước")
    fall: Limit | None = Field(None, alias="giam", title="Báo khi số giảm quá bao nhiêu % so với kỳ trước")
    points: Limit | None = Field(
        None, alias="diem_ty_le", title="Báo khi tỷ lệ thay đổi quá bao nhiêu điểm phần trăm"
    )
    off: tuple[GeneralRule, ...] = Field((), alias="tat", title="Các quy tắc chung không dùng")
