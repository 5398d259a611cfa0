"""Working days of the offices: weekly rest, holidays and the rest days that are worked in exchange."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from reportgen.model.base import Value

VietnameseWeekday = Annotated[int, Field(ge=1, le=7)]
"""1 is Sunday, 2 Monday (thứ Hai) … 7 Saturday (thứ Bảy)."""


class YearOfRest(Value):
    """The days of one year that are not what their weekday says."""

    rest: frozenset[dt.date] = Field(frozenset(), alias="nghi", title="Ngày trong tuần được nghỉ")
    worked: frozenset[dt.date] = Field(frozenset(), alias="lam_bu", title="Ngày nghỉ hằng tuần phải đi làm")


class WorkingCalendar(Value):
    """Which days are worked; years without data go by the weekly rest alone."""

    weekly_rest: frozenset[VietnameseWeekday] = Field(alias="nghi_hang_tuan", title="Ngày nghỉ hằng tuần")
    years: dict[int, YearOfRest] = Field(alias="nam", title="Ngày nghỉ, ngày làm bù của từng năm")

    def is_working(self, day: dt.date) -> bool:
        """Whether offices are open on a day."""
        year = self.years.get(day.year, NOTHING_KNOWN)
        if day in year.worked:
            return True
        return day not in year.rest and day.isoweekday() % 7 + 1 not in self.weekly_rest

    def add(self, day: dt.date, working_days: int) -> dt.date:
        """Return the n-th working day after a day."""
        while working_days > 0:
            day += dt.timedelta(days=1)
            working_days -= self.is_working(day)
        return day

    def unknown_years(self, first: dt.date, last: dt.date) -> tuple[int, ...]:
        """Return the years between two days whose holidays nobody has entered."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)


NOTHING_KNOWN = YearOfRest()
