"""Charts of a definition (`bieu_do`): kind, title, where the points come from, the series."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from reportgen.model.base import Identifier, Value

MOST_SERIES = 6
"""As many fills as can be told apart in a black and white print."""


class ChartKind(StrEnum):
    """How the numbers are drawn."""

    COLUMNS = "cot"
    BARS = "thanh"
    LINES = "duong"
    PIE = "tron"


PointLabel = Annotated[
    str,
    BeforeValidator(
        lambda value: str(value) if type(value) is int else value, json_schema_input_type=str | int
    ),
]
"""A label; a year may be written without quotes."""


class Series(Value):
    """Numbers that belong together: one expression over the row `h`, or one for each point."""

    name: str = Field("", alias="ten", title="Tên chuỗi số, in ở chú giải")
    values: str | tuple[str, ...] = Field(
        alias="gia_tri", title="Biểu thức trên hàng h; hoặc danh sách biểu thức, mỗi nhóm một biểu thức"
    )

    @property
    def expressions(self) -> tuple[str, ...]:
        """Return the expressions, also when there is only one."""
        return (self.values,) if isinstance(self.values, str) else self.values


class Chart(Value):
    """A chart of figures: its points are the rows of a group or list, or are written one by one."""

    key: Identifier = Field(alias="ma", title="Mã biểu đồ")
    kind: ChartKind = Field(alias="loai", title="Loại: cot, thanh, duong hoặc tron")
    title: str = Field(alias="tieu_de", title="Tiêu đề biểu đồ", min_length=1)
    condition: str | None = Field(None, alias="khi", title="Điều kiện in biểu đồ")
    source: Identifier | None = Field(
        None, alias="nguon", title="Nhóm số liệu hoặc danh sách: mỗi hàng một điểm"
    )
    rows: tuple[Identifier, ...] | None = Field(None, alias="hang", title="Các hàng được vẽ, theo thứ tự")
    row_condition: str | None = Field(None, alias="khi_hang", title="Điều kiện vẽ một hàng h")
    label: str | None = Field(
        None, alias="nhan", title="Biểu thức nhãn của hàng h; không ghi thì là tên hàng"
    )
    points: tuple[PointLabel, ...] = Field((), alias="nhom", title="Nhãn của từng điểm, khi không có nguon")
    series: tuple[Series, ...] = Field(
        alias="chuoi", title="Các chuỗi số", min_length=1, max_length=MOST_SERIES
    )
    decimals: int | None = Field(None, alias="so_le", title="Số chữ số thập phân", ge=0, le=6)
    height: int = Field(8, alias="cao", title="Chiều cao, tính bằng cm", ge=4, le=20)
    description: str | None = Field(
        None, alias="mo_ta", title="Lời mô tả cho người không nhìn thấy hình; không ghi thì lập từ số liệu"
    )
