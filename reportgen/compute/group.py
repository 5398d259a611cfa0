"""Groups of indicators with a common total, and the total row of their annex tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact, add_ratios
from reportgen.compute.indicator import Indicator
from reportgen.compute.teller import TOTAL_OF_GROUP
from reportgen.compute.typed_rows import TOTAL, total_label
from reportgen.model.balance import Balance
from reportgen.model.base import Path
from reportgen.model.figure import Blank, Figure, Indicating, Measure, TemplateCallable, View
from reportgen.model.figures_input import GroupInput, IndicatorInput, Period
from reportgen.model.gap import Gap
from reportgen.model.skeleton import as_validated
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book


class Group(View):
    """A group of indicators (`can_bo`); iterating gives its indicators in the order of the file."""

    __slots__ = ("_balances", "_made", "_ordinals", "_rows", "_totals", "book", "data", "key")

    def __init__(self, book: Book, key: str, data: GroupInput) -> None:
        self.book, self.key, self.data = book, key, data
        self._totals = book.calendar.of(data.totals)
        self._balances: dict[Period, Balance | None] = {}
        self._made: dict[str, Indicator] = {}
        self._rows: dict[str, Indicator] | None = None
        self._ordinals: dict[str, str] | None = None

    @property
    def rows(self) -> dict[str, Indicator]:
        """Its indicators in order; each is made when it is first asked for, since plans ask for few."""
        if self._rows is None:
            self._rows = {name: self._row(name) for name in self.data.indicators}
        return self._rows

    def _row(self, name: str) -> Indicator:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = Indicator(self.book, self, name, self.data.indicators[name])
        return found

    @property
    def total_row(self) -> Total | None:
        """Its total as an indicator, if it has one."""
        if self.data.totals is None:
            return None
        found = self._made.get("")
        if found is None:
            found = self._made[""] = Total(self.book, self)
        assert isinstance(found, Total)
        return found

    def ordinal(self, name: str) -> str:
        """Return the number of a row among those that have one."""
        if self._ordinals is None:
            numbers = count(1)
            self._ordinals = {
                key: "" if indicator.is_sub_row else str(next(numbers))
                for key, indicator in self.data.indicators.items()
            }
        return self._ordinals.get(name, "")

    def has(self, name: str) -> bool:
        """Whether a figure of the group goes by this name."""
        return name in self.data.indicators or (name == TOTAL and self.data.totals is not None)

    def look(self, name: str) -> Any:
        """Return an indicator, `tong_so`, or a text of the group."""
        if name == TOTAL and self.data.totals is not None:
            return self.total_row
        if name in self._made:
            return self._made[name]
        if name in self.data.indicators:
            return self._row(name)
        if name == "nhan":
            return self.data.label or self.key
        if name == "don_vi_tinh":
            return self.data.measure_unit
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Return its indicators, then what every group has."""
        total = [TOTAL] if self.data.totals is not None else []
        return (*self.data.indicators, *total, "nhan", "don_vi_tinh")

    @property
    def title(self) -> str:
        """Its key."""
        return self.key

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.rows.values())

    def release(self) -> None:
        """Let go of its rows, and they of their figures."""
        for row in self._made.values():
            row.release()
        self._made.clear()
        self._rows = None

    def total(self, period: Period) -> Exact | None:
        """Return its total in a period; None when the group declares none for it."""
        if period not in self._totals:
            return None
        number = self._totals[period]
        return (number, 1) if number is not None else Gap((self.key, TOTAL, period))

    def target_names(self) -> set[str]:
        """Names of targets that any of its indicators has."""
        return {name for indicator in self.data.indicators.values() for name in indicator.targets if name}

    def balance(self, period: Period) -> Balance | None:
        """Return the largest-remainder adjustment of its shares; None when they are not all of a whole."""
        if period not in self._balances:
            self._balances[period] = self._balance(period)
        return self._balances[period]

    def _balance(self, period: Period) -> Balance | None:
        shares: dict[str, Ratio] = {}
        for name in self.data.balanced:
            value, base = self.rows[name].exact(period), self.rows[name].base(period)
            if not (isinstance(value, tuple) and isinstance(base, tuple)) or base[0] == 0:
                return None
            shares[f"{self.key}.{name}.ty_le.{period}"] = (value[0] * base[1], value[1] * base[0])
        numerator, denominator = (0, 1)
        for share in shares.values():
            numerator, denominator = add_ratios((numerator, denominator), share)
        return Balance(shares) if numerator == denominator else None

    def table_rows(self, names: tuple[str, ...] | None, total: str, label: str) -> TableRows:
        """Return the rows of a table: chosen indicators in order, the total row first, last or left out."""
        return TableRows(self, names, total, label)


class TableRows(View):
    """The rows of a table, made when somebody goes through them: often it is known what they print."""

    __slots__ = ("group", "label", "names", "total")

    def __init__(self, group: Group, names: tuple[str, ...] | None, total: str, label: str) -> None:
        self.group, self.names, self.total, self.label = group, names, total, label

    def __iter__(self) -> Iterator[View]:
        rows, total = self.group.rows, self.group.total_row
        chosen: list[View] = [*rows.values()] if self.names is None else [rows[name] for name in self.names]
        return iter(
            with_total(chosen, TableTotal(total, self.label) if total is not None else None, self.total)
        )


class Total(Indicator):
    """The group's total as an indicator; compared by counts, since its rate is always 100 %."""

    __slots__ = ()

    def __init__(self, book: Book, group: Group) -> None:
        data = group.data
        own = {"label": total_label(data), "measure_unit": data.measure_unit, "counts": data.totals}
        typed: IndicatorInput = as_validated(IndicatorInput, {**TOTAL_OF_GROUP.__dict__, **own}, set(own))
        super().__init__(book, group, TOTAL, typed)

    @property
    def is_total(self) -> bool:
        """Always."""
        return True

    @property
    def compares_rates(self) -> bool:
        """Never."""
        return False

    def input_path(self, what: str, period: Period | None = None) -> Path:
        """Return where the total is typed."""
        return (self.group.key, TOTAL) if period is None else (self.group.key, TOTAL, period)


NO_CELL = Blank("dòng tổng số không có số này")


class NoCell(Measure, TemplateCallable):
    """A quantity that a total row does not have, whatever it is asked for."""

    __slots__ = ()

    def __call__(self, *_: int | str) -> Blank:
        """Return a blank."""
        return NO_CELL


class TableTotal(Indicating):
    """The total row of a table: counts and 100 %, empty under targets and comparisons of rates."""

    __slots__ = ("label", "path", "row")
    EMPTY = frozenset(
        {"muc_tieu", "dat", "so_voi", "tang_truong", "chenh_lech_ty_le", "muc_giam_ty_le", "suy_giam"}
    )
    TEXTS = {"tt": "", "ghi_chu": "", "ma": TOTAL, "la_con": False, "la_tong": True}  # noqa: RUF012 — never changed

    def __init__(self, row: Indicator, label: str) -> None:
        self.row, self.label, self.path = row, label, row.path

    def look(self, name: str) -> Any:
        """Return what the group's total has, but a blank where a total says nothing."""
        if name in self.EMPTY:
            return NoCell(None, name)
        if name == "nhan":
            return self.label
        return self.TEXTS[name] if name in self.TEXTS else self.row.look(name)

    def asked(self, key: tuple[Any, ...]) -> Figure | Blank:
        """Return a measure of the group's total, or a blank where a total says nothing."""
        return NO_CELL if key[0] in self.EMPTY else self.row.asked(key)

    def known_names(self) -> Iterable[str]:
        """As every row."""
        return self.row.known_names()

    @property
    def title(self) -> str:
        """Its path."""
        return self.row.path


def with_total(rows: list[View], total: View | None, where: str) -> list[View]:
    """Return the rows with the total row at its place: `dau`, `cuoi` or `khong`."""
    if total is None or where == "khong":
        return rows
    return [total, *rows] if where == "dau" else [*rows, total]
