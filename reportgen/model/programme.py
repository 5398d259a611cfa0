"""One report of many units (`chuong-trinh.yaml`): its period, roster, skeleton, levels, successions."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictInt, StrictStr, model_validator

from reportgen.model.base import Identifier, Value
from reportgen.model.consolidation import ConsolidationRule
from reportgen.model.figures_input import UnitTexts
from reportgen.model.reporting_period import Due, PeriodRule
from reportgen.model.waiver import Day, read_day

CODE, KEY = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$", r"^[a-z0-9-]{1,40}$"


def _read_code(value: object) -> object:
    """Take a code of digits without a zero in front, which reads as a number: `109`."""
    if type(value) is int and value >= 0:
        return str(value)
    if isinstance(value, str) and not re.match(CODE, value):
        raise ValueError("mã đơn vị chỉ gồm chữ không dấu, chữ số, dấu - và _, nhiều nhất 40 ký tự")
    return value


def _read_key(value: object) -> object:
    if isinstance(value, str) and not re.match(KEY, value):
        raise ValueError("mã chương trình chỉ gồm chữ thường không dấu, chữ số và dấu -, nhiều nhất 40 ký tự")
    return value


KeyText, CodeText = Annotated[str, Field(pattern=KEY)], Annotated[str, Field(pattern=CODE)]
UnitCode = Annotated[str, BeforeValidator(_read_code, json_schema_input_type=CodeText | int)]
"""The code of a unit: also part of file names."""
ProgrammeKey = Annotated[str, BeforeValidator(_read_key, json_schema_input_type=KeyText)]
DayGiven = Annotated[dt.date, BeforeValidator(read_day, json_schema_input_type=str)]
Facts = dict[Identifier, StrictStr | StrictInt]


class OrgUnit(Value):
    """One unit of the roster; it counts when it is valid on the day of the cut-off."""

    code: UnitCode = Field(alias="ma", title="Mã đơn vị")
    name: str = Field(alias="ten", title="Tên đơn vị", min_length=1)
    level: Identifier = Field(alias="cap", title="Cấp")
    parent: UnitCode | None = Field(None, alias="cha", title="Mã đơn vị cấp trên")
    valid_from: Day = Field(None, alias="tu", title="Có hiệu lực từ ngày")
    valid_to: Day = Field(None, alias="den", title="Có hiệu lực đến hết ngày")
    texts: UnitTexts = Field(UnitTexts(), alias="van_ban", title="Phần đầu, cuối văn bản riêng của đơn vị")
    facts: Facts = Field({}, alias="thong_tin", title="Thông tin của đơn vị")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(
                f"hiệu lực đến {self.valid_to:%d/%m/%Y} ở trước ngày bắt đầu {self.valid_from:%d/%m/%Y}"
            )
        return self

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the unit exists on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class RosterFile(Value):
    """A file of units."""

    units: tuple[OrgUnit, ...] = Field(alias="don_vi", title="Danh sách đơn vị", min_length=1)


class Succession(Value):
    """What became of units on a day: one or many become one (figures add up), or one is split by shares."""

    on: DayGiven = Field(alias="ngay", title="Ngày có hiệu lực")
    old: tuple[UnitCode, ...] = Field(alias="tu", title="Mã các đơn vị cũ", min_length=1)
    new: tuple[UnitCode, ...] = Field(alias="thanh", title="Mã các đơn vị mới", min_length=1)
    shares: dict[UnitCode, Annotated[Decimal, Field(gt=0, lt=1)]] | None = Field(
        None, alias="phan", title="Phần của từng đơn vị mới khi chia tách, cộng bằng 1"
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if len(self.old) > 1 and len(self.new) > 1:
            raise ValueError("nhiều đơn vị thành nhiều đơn vị: tách thành từng dòng nhập hoặc chia")
        if self.shares is None:
            return self
        if set(self.shares) != set(self.new) or len(self.new) < 2:
            raise ValueError("phan phải ghi đúng các đơn vị ở thanh, từ hai đơn vị trở lên")
        if (total := sum(self.shares.values())) != 1:
            raise ValueError(f"các phần phải cộng bằng 1, đang là {str(total).replace('.', ',')}")
        return self


class Level(Value):
    """What the units of one level have in common; `texts` hold patterns like `ỦY BAN NHÂN DÂN {TEN}`."""

    title: str = Field("", alias="ten", title="Tên cấp")
    report: str | None = Field(None, alias="bao_cao", title="Tệp định nghĩa báo cáo của cấp")
    due: Due | None = Field(None, alias="han", title="Hạn gửi của cấp")
    texts: UnitTexts = Field(UnitTexts(), alias="van_ban", title="Mẫu phần đầu, cuối văn bản")
    rules: tuple[ConsolidationRule, ...] = Field((), alias="tong_hop", title="Cách tổng hợp riêng của cấp")


class Programme(Value):
    """A whole programme, as a person writes it."""

    key: ProgrammeKey = Field(alias="ma", title="Mã chương trình")
    title: str = Field(alias="ten", title="Tên chương trình", min_length=1)
    previous_key: ProgrammeKey | None = Field(
        None, alias="ma_ky_truoc", title="Mã của chương trình kỳ trước, khi khác mã này"
    )
    form_version: int = Field(1, alias="phien_ban", title="Phiên bản biểu nhập", ge=1)
    period: PeriodRule = Field(alias="ky", title="Kỳ báo cáo")
    skeleton: str = Field(alias="khung", title="Tệp khung số liệu", min_length=1)
    units: Annotated[str, Field(min_length=1)] | tuple[OrgUnit, ...] = Field(
        alias="don_vi", title="Danh sách đơn vị: tệp, hoặc ghi ngay tại đây"
    )
    values: str = Field(alias="so_lieu", title="Thư mục hoặc tệp số liệu của các đơn vị", min_length=1)
    last_values: str | None = Field(None, alias="so_lieu_ky_truoc", title="Số liệu kỳ trước của các đơn vị")
    levels: dict[Identifier, Level] = Field(alias="cap", title="Các cấp", min_length=1)
    rules: tuple[ConsolidationRule, ...] = Field((), alias="tong_hop", title="Cách tổng hợp chung")
    successions: tuple[Succession, ...] = Field((), alias="bien_dong", title="Nhập, chia, đổi tên đơn vị")
    per_head: str | None = Field(
        None, alias="theo_dau", title="Số dân hoặc quy mô để so các đơn vị với nhau, ví dụ dia_ban.dan_so"
    )
    four_eyes: bool = Field(
        False,
        alias="duyet_khac_nguoi_lap",
        title="Người đã ký bước người lập không được duyệt chính báo cáo ấy (khi ký trên trang của dịch vụ)",
    )
