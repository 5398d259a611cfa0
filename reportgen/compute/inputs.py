"""What is typed for one indicator: its own numbers, denominators and where each stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.compute.exact import Exact
from reportgen.model.base import Path
from reportgen.model.figure import Blank, Gap
from reportgen.model.figures_input import CURRENT, IndicatorInput, Period
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book
    from reportgen.compute.group import Group


class IndicatorInputs:
    """The typed side of an indicator; what is derived from it by expression is worked out once a period."""

    __slots__ = ("book", "data", "group", "key", "own", "path")

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput) -> None:
        self.book, self.group, self.key, self.data = book, group, key, data
        self.path = f"{group.key}.{key}"
        self.own = self._typed_numbers()

    def _typed_numbers(self) -> dict[Period, Ratio | None]:
        data, current = self.data, self.book.current
        if data.counts is not None:
            return {period or current: None if n is None else (n, 1) for period, n in data.counts.items()}
        if data.values is not None:
            return {p or current: None if v is None else v.as_integer_ratio() for p, v in data.values.items()}
        return {}

    def exact(self, period: Period) -> Exact:
        """Return its own number; a gap when it is not there yet, a blank when that period is not declared."""
        value = self.own.get(period)
        if value is not None:
            return value
        if self.data.expression is not None:
            return self._derived(period)
        if period in self.own:
            return Gap(self.input_path("own", period))
        return Blank(f"{self.path} không có số liệu kỳ {period}", self.input_path("own"))

    def _derived(self, period: Period) -> Exact:
        value = self.book.evaluate(self, period)
        if isinstance(value, tuple):
            self.own[period] = value
        return value

    def own_base(self, period: Period) -> int | str | None:
        """Return its own denominator as typed: a number, an expression, or None when it is not there yet.

        Raises KeyError when the group's total is its denominator.
        """
        own = self.data.denominators
        return own[CURRENT] if period == self.book.current and period not in own else own[period]

    def base(self, period: Period) -> Exact | None:
        """Return its denominator: its own one, else the group's total; None when it has neither."""
        if not self.data.denominators:  # nearly always: an exception would cost more than all the rest
            return self.group.total(period)
        try:
            own = self.own_base(period)
        except KeyError:
            return self.group.total(period)
        if isinstance(own, str):
            return self.book.evaluate_base(self, own, period)
        return (own, 1) if own is not None else Gap(self.input_path("mau_so", period))

    def base_path(self, period: Period) -> Path:
        """Return where its denominator is typed."""
        try:
            self.own_base(period)
        except KeyError:
            return (self.group.key, "tong_so", period)
        return self.input_path("mau_so", period)

    def target_path(self, year: Period, target: str) -> Path:
        """Return where a target is typed."""
        path = self.input_path("muc_tieu")
        return (*path, target, year) if target else (*path, year)

    def input_path(self, what: str, period: Period | None = None) -> Path:
        """Return where one of its inputs is typed; `own` is its count, value or expression."""
        if what == "own":
            data = self.data
            what = (
                "so_luong"
                if data.counts is not None
                else "gia_tri"
                if data.values is not None
                else "cong_thuc"
            )
        path: Path = (self.group.key, "chi_tieu", self.key, what)
        return path if period is None or what == "cong_thuc" else (*path, period)
