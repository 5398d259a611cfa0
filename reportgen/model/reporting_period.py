"""The period that a programme reports on: from when, to which cut-off, and until when each level hands in.

The table is that of the regime of periodic reports (NĐ 09/2019/NĐ-CP, Điều 12; deadline: Điều 8): figures run
from the 15th of the month before the period to the 14th of its last month. Offices may set their own days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from reportgen.model.base import Value
from reportgen.model.figures_input import Period
from reportgen.model.waiver import Day, read_day

FIRST_DAY, LAST_DAY = 15, 14


class PeriodKind(StrEnum):
    """What kinds of periods offices report on."""

    MONTH = "thang"
    QUARTER = "quy"
    FIRST_HALF = "sau_thang_dau"
    SECOND_HALF = "sau_thang_cuoi"
    NINE_MONTHS = "chin_thang"
    YEAR = "nam"
    OTHER = "tuy_chon"


ORDINALS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
"""Kinds that need `thu`, and how many of them a year has."""
MONTHS = {
    PeriodKind.FIRST_HALF: (1, 6),
    PeriodKind.SECOND_HALF: (7, 12),
    PeriodKind.NINE_MONTHS: (1, 9),
    PeriodKind.YEAR: (1, 12),
}
"""First and last month of the other kinds."""


def _read_due(value: object) -> object:
    """Read a number of working days, or a day."""
    if type(value) is int:
        if value < 1:
            raise ValueError(
                "hạn phải sau ngày chốt ít nhất 1 ngày làm việc (Điều 8 Nghị định 09/2019/NĐ-CP)"
            )
        return value
    if value is None or isinstance(value, bool):
        raise ValueError("hạn phải là số ngày làm việc sau ngày chốt, hoặc một ngày, ví dụ 2023-12-18")
    return read_day(value)


Due = Annotated[int | dt.date, BeforeValidator(_read_due, json_schema_input_type=int | str)]
"""Working days after the cut-off, or a day."""


class PeriodRule(Value):
    """The period as a programme declares it (`ky`)."""

    kind: PeriodKind = Field(alias="loai", title="Loại kỳ")
    year: int = Field(alias="nam", title="Năm", ge=1945, le=2200)
    ordinal: int | None = Field(None, alias="thu", title="Tháng thứ mấy, quý thứ mấy", ge=1, le=12)
    starts_on: Day = Field(None, alias="tu", title="Số liệu từ ngày")
    cutoff_on: Day = Field(None, alias="chot", title="Ngày chốt số liệu")
    last_cutoff_on: Day = Field(
        None, alias="chot_truoc", title="Ngày chốt của kỳ trước; không ghi thì là hôm trước ngày đầu kỳ"
    )
    due: Due = Field(1, alias="han", title="Hạn gửi: số ngày làm việc sau ngày chốt, hoặc ngày")
    last: Period | None = Field(
        None, alias="truoc", title="Kỳ của số liệu kỳ trước, để điền số kỳ ấy khi đơn vị không ghi lại"
    )

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        most = ORDINALS.get(self.kind)
        if most is not None and not 1 <= (self.ordinal or 0) <= most:
            raise ValueError(f"kỳ loại {self.kind.value} phải có thu từ 1 đến {most}")
        if most is None and self.ordinal is not None:
            raise ValueError(f"kỳ loại {self.kind.value} không có thu")
        if self.kind is PeriodKind.OTHER and (self.starts_on is None or self.cutoff_on is None):
            raise ValueError("kỳ loại tuy_chon phải có tu và chot")
        first, last = self.dates()
        if first > last:
            raise ValueError(f"ngày chốt {last:%d/%m/%Y} ở trước ngày đầu kỳ {first:%d/%m/%Y}")
        return self

    def dates(self) -> tuple[dt.date, dt.date]:
        """Return the first day and the cut-off: those set by hand, else those of the table."""
        if self.kind is PeriodKind.OTHER:
            assert self.starts_on is not None, "validated"
            assert self.cutoff_on is not None, "validated"
            return self.starts_on, self.cutoff_on
        first, last = self._months()
        before = dt.date(self.year, first, 1) - dt.timedelta(days=1)
        return (
            self.starts_on or before.replace(day=FIRST_DAY),
            self.cutoff_on or dt.date(self.year, last, LAST_DAY),
        )

    def _months(self) -> tuple[int, int]:
        ordinal = self.ordinal or 1
        if self.kind is PeriodKind.MONTH:
            return ordinal, ordinal
        if self.kind is PeriodKind.QUARTER:
            return 3 * ordinal - 2, 3 * ordinal
        return MONTHS[self.kind]


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The days of a period, worked out; `due` holds the last day to hand in of each level."""

    kind: PeriodKind
    year: int
    starts_on: dt.date
    cutoff_on: dt.date
    due: Mapping[str, dt.date] = field(default_factory=dict)

    def due_on(self, level: str) -> dt.date:
        """Return the last day on which units of a level hand in."""
        return self.due[level]

    @property
    def days(self) -> str:
        """The time that figures cover: `từ ngày 15/12/2022 đến ngày 14/12/2023`."""
        return _days(self.starts_on, self.cutoff_on)

    @property
    def sentence(self) -> str:
        """The sentence that reports state it with."""
        return f"Số liệu {self.days}"


@lru_cache(maxsize=16)  # every unit of a programme says them
def _days(start: dt.date, end: dt.date) -> str:
    return f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"
