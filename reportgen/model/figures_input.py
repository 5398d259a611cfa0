"""The figures of one unit as a person types them (`so-lieu.yaml`): counts and targets, never rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, model_validator

from reportgen.model.base import Identifier, Value
from reportgen.model.data_rule import DataRule, Limits
from reportgen.model.definition import Agency, DateOrBlank, Signatory
from reportgen.model.number import Number, StrictDecimal
from reportgen.model.number import ValueKind as ValueKind
from reportgen.model.override import OverrideLine
from reportgen.vietnamese import Ratio, parse_number

Count = StrictInt | None
"""A count; None means «chưa có số liệu», which is never zero."""
WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,8}")


def _read_period(value: object) -> object:
    """Only one spelling for each period, so that `2020` and `02020` cannot be two keys for one."""
    if type(value) is int:
        return value
    if isinstance(value, str) and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    raise ValueError("kỳ phải là số nguyên, ví dụ 2023")


Period = Annotated[int, BeforeValidator(_read_period, json_schema_input_type=int)]
CURRENT = 0
"""Key of a value given without a period: it belongs to the current one."""


def _by_period(value: object) -> object:
    """Give a single value to the current period."""
    return value if isinstance(value, dict) else {CURRENT: value}


Counts = Annotated[
    dict[Period, Count],
    BeforeValidator(_by_period, json_schema_input_type=int | None | dict[int, int | None]),
]


Denominators = Annotated[
    dict[Period, Annotated[StrictInt | StrictStr | None, Field(union_mode="left_to_right")]],
    BeforeValidator(_by_period, json_schema_input_type=int | str | None | dict[int, int | str | None]),
]
"""Own denominators: a number, or the expression of a figure that stands elsewhere (`danh_gia.can_bo`)."""


Values = Annotated[
    dict[Period, Number | None],
    BeforeValidator(_by_period, json_schema_input_type=Decimal | None | dict[int, Decimal | None]),
]
"""Measured numbers by period; None means «chưa có số liệu»."""


def read_target(value: object) -> tuple[Ratio, ...]:
    """Read a target: one exact number, or two for a range written `35 - 40` in Vietnamese digits."""
    if isinstance(value, bool):
        raise ValueError("mục tiêu phải là số hoặc khoảng “35 - 40”")
    if isinstance(value, int | Decimal):
        return (Decimal(value).as_integer_ratio(),)
    if isinstance(value, tuple) and value:
        return value  # already read
    ends = [parse_number(end) for end in str(value).split("-")]
    if len(ends) > 2 or None in ends:
        raise ValueError("mục tiêu phải là số hoặc khoảng “35 - 40”")
    numbers = [end for end in ends if end is not None]
    if len(numbers) == 2 and numbers[0] >= numbers[1]:
        raise ValueError("đầu khoảng mục tiêu phải nhỏ hơn cuối khoảng")
    return tuple(number.as_integer_ratio() for number in numbers)


Target = Annotated[
    tuple[Ratio, ...], BeforeValidator(read_target, json_schema_input_type=int | Decimal | str)
]

UNNAMED = ""
"""Name of the target when an indicator has just one."""


def _by_name(value: object) -> object:
    """{2025: 50} becomes {"": {2025: 50}}; {nghi_quyet: {2025: 70}} stays."""
    if isinstance(value, dict) and value and not all(isinstance(part, dict) for part in value.values()):
        return {UNNAMED: value}
    return value


TypedTarget = int | Decimal | str
Targets = Annotated[
    dict[str, dict[Period, Target]],
    BeforeValidator(
        _by_name, json_schema_input_type=dict[int, TypedTarget] | dict[str, dict[int, TypedTarget]]
    ),
]


PERIOD_MEASURES = frozenset({"so_luong", "gia_tri", "mau_so", "ty_le"})
"""Measures that without a period stand for the period in which the expression is worked out."""


class IndicatorInput(Value):
    """One indicator (chỉ tiêu): counted, measured or derived.

    Exactly one of `so_luong` (counts by period), `gia_tri` (a measured number: km, triệu đồng, %) and
    `cong_thuc` (derived from other figures) is given.
    """

    label: str = Field("", alias="nhan", title="Nhãn")
    measure_unit: str = Field("", alias="don_vi_tinh", title="Đơn vị tính")
    counts: Counts | None = Field(None, alias="so_luong", title="Số lượng theo kỳ")
    values: Values | None = Field(None, alias="gia_tri", title="Giá trị đo được theo kỳ")
    expression: str | None = Field(None, alias="cong_thuc", title="Công thức")
    kind: ValueKind | None = Field(None, alias="loai", title="Loại kết quả của công thức")
    denominators: Denominators = Field(default_factory=dict, alias="mau_so", title="Mẫu số riêng theo kỳ")
    targets: Targets = Field(
        default_factory=dict, alias="muc_tieu", title="Mục tiêu theo năm, hoặc theo tên rồi theo năm"
    )
    decimals: int | None = Field(None, alias="so_le", title="Số chữ số thập phân", ge=0, le=6)
    part_of: Identifier | None = Field(None, alias="trong_do_cua", title="Là phần “trong đó” của chỉ tiêu")
    has_ordinal: bool | None = Field(None, alias="co_tt", title="Hàng có số thứ tự riêng")
    parts: tuple[Identifier, ...] = Field((), alias="gom", title="Bằng tổng các chỉ tiêu")
    is_concurrent: bool = Field(False, alias="kiem_nhiem", title="Kiêm nhiệm, không cộng vào tổng")
    note: str = Field("", alias="ghi_chu", title="Ghi chú")

    @model_validator(mode="before")
    @classmethod
    def _read_shorthand(cls, value: Any) -> Any:
        """`xa: 17` is a count, `dien_tich: 1029.31` a measured value, `moi: null` a count not there yet."""
        if isinstance(value, dict):
            not_yet = [key for key in ("so_luong", "gia_tri") if key in value and value[key] is None]
            return value | {key: {CURRENT: None} for key in not_yet} if not_yet else value
        if value is None or type(value) is int:
            return {"so_luong": {CURRENT: value}}
        return {"gia_tri": value} if isinstance(value, Decimal) else value

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        given = [self.counts is not None, self.values is not None, self.expression is not None]
        if sum(given) != 1:
            raise ValueError("chỉ tiêu phải có đúng một trong: so_luong, gia_tri, cong_thuc")
        if self.kind is not None and self.expression is None:
            raise ValueError("loai chỉ dùng cùng cong_thuc")
        return self

    @property
    def is_sub_row(self) -> bool:
        """Whether a table prints it as «- Trong đó …», without an ordinal."""
        return self.part_of is not None and not self.has_ordinal


Cell = Annotated[StrictInt | StrictDecimal | StrictStr | None, Field(union_mode="left_to_right")]


class FieldInput(Value):
    """How one field of a list is labelled and printed."""

    label: str = Field("", alias="nhan", title="Nhãn")
    measure_unit: str = Field("", alias="don_vi_tinh", title="Đơn vị tính")
    decimals: int | None = Field(None, alias="so_le", title="Số chữ số thập phân", ge=0, le=6)
    is_added: bool = Field(True, alias="cong", title="Cộng ở dòng tổng; tỷ lệ, thứ hạng thì không")


class GroupInput(Value):
    """A group of indicators with a common total, or a list of rows; never both."""

    label: str = Field("", alias="nhan", title="Nhãn")
    measure_unit: str = Field("", alias="don_vi_tinh", title="Đơn vị tính")
    totals: Counts | None = Field(None, alias="tong_so", title="Tổng số theo kỳ")
    parts: tuple[Identifier, ...] = Field((), alias="gom", title="Tổng số bằng tổng các chỉ tiêu")
    balanced: tuple[Identifier, ...] = Field(
        (), alias="can_bang_100", title="Các chỉ tiêu có tỷ lệ phải cộng đúng 100 (phần dư lớn nhất)"
    )
    indicators: dict[Identifier, IndicatorInput] = Field(
        default_factory=dict, alias="chi_tieu", title="Chỉ tiêu"
    )
    fields: dict[Identifier, FieldInput] = Field(
        default_factory=dict, alias="truong", title="Trường của danh sách"
    )
    rows: tuple[dict[Identifier, Cell], ...] | None = Field(None, alias="danh_sach", title="Danh sách")

    @model_validator(mode="after")
    def _is_group_or_list(self) -> Self:
        if self.rows is not None and (self.indicators or self.totals is not None):
            raise ValueError("nhóm có danh_sach thì không có chi_tieu, tong_so")
        if self.rows is None and not self.indicators and self.totals is None:
            raise ValueError("nhóm phải có chi_tieu, tong_so hoặc danh_sach")
        return self


class Periods(Value):
    """Which period the report is about."""

    current: Period = Field(alias="hien_tai", title="Kỳ báo cáo")
    base: Period | None = Field(None, alias="goc", title="Kỳ so sánh")
    target: Period | None = Field(None, alias="muc_tieu", title="Năm mục tiêu mặc định")


class UnitTexts(Value):
    """Letterhead fields that one unit has instead of those of the definition."""

    agency: Agency | None = Field(None, alias="co_quan", title="Cơ quan")
    number: int | None = Field(None, alias="so", title="Số văn bản", ge=1)
    symbol: str | None = Field(None, alias="ky_hieu", title="Ký hiệu")
    place: str | None = Field(None, alias="dia_danh", title="Địa danh")
    issued_on: DateOrBlank = Field(None, alias="ngay", title="Ngày ban hành")
    recipients: tuple[str, ...] | None = Field(None, alias="noi_nhan", title="Nơi nhận")
    signatory: Signatory | None = Field(None, alias="ky_ten", title="Người ký")


RESERVED = frozenset({"ky", "thong_tin", "van_ban", "quy_tac", "nguong", "ghi_de"})


class FiguresInput(Value):
    """All figures of one unit; every key but those declared here names a group."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Identifier, GroupInput] = Field(init=False)

    periods: Periods = Field(alias="ky", title="Kỳ")
    facts: dict[Identifier, StrictStr | StrictInt] = Field(
        {}, alias="thong_tin", title="Thông tin của đơn vị"
    )
    texts: UnitTexts = Field(UnitTexts(), alias="van_ban", title="Phần đầu, cuối văn bản riêng của đơn vị")
    rules: tuple[DataRule, ...] = Field((), alias="quy_tac", title="Quy tắc số liệu riêng của đơn vị")
    limits: Limits | None = Field(None, alias="nguong", title="Ngưỡng của các quy tắc chung")
    overrides: tuple[OverrideLine, ...] = Field((), alias="ghi_de", title="Số được ghi đè khi in")

    @property
    def groups(self) -> dict[str, GroupInput]:
        """Groups and lists by name, in the order of the file."""
        return self.__pydantic_extra__

    def numbers(self) -> Iterator[tuple[str, str, IndicatorInput]]:
        """Every indicator with its group's and its own name."""
        for name, group in self.groups.items():
            for key, indicator in group.indicators.items():
                yield name, key, indicator
