"""Groups of indicators with a common total, and the total row of their annex tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact
from reportgen.compute.indicator import Indicator
from reportgen.compute.inputs import NONE
from reportgen.model.balance import Balance
from reportgen.model.base import Path
from reportgen.model.figure import Blank, Figure, Gap, Measure, TemplateCallable, View
from reportgen.model.figures_input import GroupInput, IndicatorInput, Period
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book

TOTAL = "tong_so"
NOT_TYPED = IndicatorInput.model_construct()
"""An indicator of which nothing is typed: a total gets its numbers from its group."""


class Group(View):
    """A group of indicators (`can_bo`); iterating gives its indicators in the order of the file."""

    __slots__ = ("_balances", "_totals", "book", "data", "key", "plain_totals", "rows", "total_row")

    def __init__(self, book: Book, key: str, data: GroupInput) -> None:
        self.book, self.key, self.data = book, key, data
        self._totals: dict[Period, Exact] = {
            p or book.current: (n, 1) if n is not None else Gap((key, TOTAL, p or book.current))
            for p, n in (data.totals or {}).items()
        }
        self.plain_totals = book.by_period(data.totals)
        self._balances: dict[Period, Balance | None] = {}
        self.rows: dict[str, Indicator] = {}
        ordinal = 0
        for name, indicator in data.indicators.items():
            is_sub_row = indicator.is_sub_row
            ordinal += not is_sub_row
            self.rows[name] = Indicator(book, self, name, indicator, "" if is_sub_row else str(ordinal))
        self.total_row: Total | None = Total(book, self) if data.totals is not None else None

    def has(self, name: str) -> bool:
        """Whether a figure of the group goes by this name."""
        return name in self.rows or (name == TOTAL and self.total_row is not None)

    def look(self, name: str) -> Any:
        """Return an indicator, `tong_so`, or a text of the group."""
        if name == TOTAL and self.total_row is not None:
            return self.total_row
        found = self.rows.get(name)
        if found is not None:
            return found
        if name == "nhan":
            return self.data.label or self.key
        if name == "don_vi_tinh":
            return self.data.measure_unit
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Return its indicators, then what every group has."""
        return (*self.rows, *([TOTAL] if self.total_row is not None else []), "nhan", "don_vi_tinh")

    @property
    def title(self) -> str:
        """Its key."""
        return self.key

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.rows.values())

    def release(self) -> None:
        """Let go of its rows, and they of their figures."""
        for row in self.rows.values():
            row.release()
        if self.total_row is not None:
            self.total_row.release()
        self.rows.clear()
        self.total_row = None

    def total(self, period: Period) -> Exact | None:
        """Return its total in a period; None when the group declares none for it."""
        return self._totals.get(period)

    def target_names(self) -> set[str]:
        """Names of targets that any of its indicators has."""
        return {name for row in self.rows.values() for name in row.data.targets if name}

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
        is_whole = sum(Fraction(*share) for share in shares.values()) == 1
        return Balance(shares) if is_whole else None

    def table_rows(self, names: tuple[str, ...] | None, total: str, label: str) -> list[View]:
        """Return the rows of a table: chosen indicators in order, the total row first, last or left out."""
        rows: list[View] = list(self.rows.values()) if names is None else [self.rows[name] for name in names]
        return with_total(
            rows, TableTotal(self.total_row, label) if self.total_row is not None else None, total
        )


class Total(Indicator):
    """The group's total as an indicator; compared by counts, since its rate is always 100 %."""

    __slots__ = ()

    def __init__(self, book: Book, group: Group) -> None:
        data = group.data
        label = f"{data.label}: tổng số" if data.label else "Tổng số"
        own = {"label": label, "measure_unit": data.measure_unit, "counts": data.totals}
        super().__init__(book, group, TOTAL, NOT_TYPED.model_copy(update=own), "")
        self.totals = NONE

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


class NoCell(Measure, TemplateCallable):
    """A quantity that a total row does not have, whatever it is asked for."""

    __slots__ = ()

    def __call__(self, *_: int | str) -> Blank:
        """Return a blank."""
        return Blank("dòng tổng số không có số này")


class TableTotal(View):
    """The total row of a table: counts and 100 %, empty under targets and comparisons of rates."""

    __slots__ = ("label", "row")
    EMPTY = frozenset({"muc_tieu", "dat", "so_voi", "tang_truong", "chenh_lech_ty_le"})
    TEXTS = {"tt": "", "ghi_chu": "", "ma": TOTAL, "la_con": False, "la_tong": True}  # noqa: RUF012 — never changed

    def __init__(self, row: Indicator, label: str) -> None:
        self.row, self.label = row, label

    def look(self, name: str) -> Any:
        """Return what the group's total has, but a blank where a total says nothing."""
        if name in self.EMPTY:
            return NoCell(None, name)
        if name == "nhan":
            return self.label
        return self.TEXTS[name] if name in self.TEXTS else self.row.look(name)

    def known_names(self) -> Iterable[str]:
        """As every row."""
        return self.row.known_names()

    @property
    def title(self) -> str:
        """Its path."""
        return self.row.path

    @property
    def path(self) -> str:
        """Its path, for the ids of derived cells."""
        return self.row.path

    def printed(self) -> Figure | Blank:
        """Return the total of the current period."""
        return self.row.printed()


def with_total(rows: list[View], total: View | None, where: str) -> list[View]:
    """Return the rows with the total row at its place: `dau`, `cuoi` or `khong`."""
    if total is None or where == "khong":
        return rows
    return [total, *rows] if where == "dau" else [*rows, total]
