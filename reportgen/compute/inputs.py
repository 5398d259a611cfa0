"""What is typed for one indicator: its own numbers, denominators and where each stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.compute.exact import Exact
from reportgen.compute.typed_rows import TOTAL
from reportgen.model.base import Path
from reportgen.model.figure import Blank
from reportgen.model.figures_input import CURRENT, IndicatorInput, Period
from reportgen.model.gap import Gap
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book
    from reportgen.compute.group import Group


class IndicatorInputs:
    """The typed side of an indicator; what is derived from it by expression is worked out once a period."""

    __slots__ = ("_derived", "book", "data", "group", "key", "label", "path", "typed")

    def __init__(self, book: Book, group: Group, key: str, data: IndicatorInput) -> None:
        self.book, self.group, self.key, self.data = book, group, key, data
        self.path: str = f"{group.key}.{key}"
        self.label: str = data.label or key
        self.typed: Mapping[Period, Decimal | int | None] = data.counts or data.values or {}
        self._derived: dict[Period, Exact] | None = None

    @property
    def own(self) -> dict[Period, Ratio | None]:
        """Its numbers as typed, by period; None for one that is not there yet."""
        return {
            self.book.current if period == CURRENT else period: number
            if number is None
            else number.as_integer_ratio()
            for period, number in self.typed.items()
        }

    def exact(self, period: Period) -> Exact:
        """Return its own number; a gap when it is not there yet, a blank when that period is not declared."""
        typed = self.typed
        if period not in typed and period == self.book.current and CURRENT in typed:
            number = typed[CURRENT]
        else:
            number = typed.get(period)
        if number is not None:
            return number.as_integer_ratio()
        if self.data.expression is not None:
            return self._worked_out(period)
        if period in typed or (period == self.book.current and CURRENT in typed):
            return Gap(self.input_path("own", period))
        return Blank(f"{self.path} không có số liệu kỳ {period}", self.input_path("own"))

    def _worked_out(self, period: Period) -> Exact:
        """Return the value of its expression; a number is kept."""
        if self._derived is None:
            self._derived = {}
        value = self._derived.get(period)
        if value is None:
            value = self.book.evaluate(self, period)
            if isinstance(value, tuple):
                self._derived[period] = value
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
            return (self.group.key, TOTAL, period)
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


def count_path(path: str, period: Period) -> Path:
    """Return where a count of an indicator, given as `can_bo.nu`, is typed; or that of a group's total."""
    group, _, name = path.partition(".")
    return (group, TOTAL, period) if name == TOTAL else (group, "chi_tieu", name, "so_luong", period)
