"""Groups of indicators with a common total, lists of rows, and the total rows of annex tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact, add
from reportgen.compute.expression import Vector
from reportgen.compute.indicator import Indicator, Question, decimal_places
from reportgen.model.base import Path
from reportgen.model.figure import COUNT, VALUE, Balance, Blank, Figure, Gap, Origin, TemplateCallable, Trace, View
from reportgen.model.figures_input import FieldInput, GroupInput, IndicatorInput, Period
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book

TOTAL = "tong_so"
LABEL_FIELDS = ("nhan", "ten")
NO_FIELD = FieldInput()


class Group(View):
    """A group of indicators (`can_bo`); iterating gives its indicators in the order of the file."""

    __slots__ = ("_balances", "_totals", "book", "data", "key", "rows", "total_row")

    def __init__(self, book: Book, key: str, data: GroupInput) -> None:
        self.book, self.key, self.data = book, key, data
        self._totals: dict[Period, int | None] = {p or book.current: n for p, n in (data.totals or {}).items()}
        self._balances: dict[Period, Balance] = {}
        self.rows: dict[str, Indicator] = {}
        ordinal = 0
        for name, indicator in data.indicators.items():
            ordinal += not indicator.is_sub_row
            self.rows[name] = Indicator(book, self, name, indicator, "" if indicator.is_sub_row else str(ordinal))
        self.total_row = Total(book, self) if data.totals is not None else None

    def look(self, name: str) -> Any:
        """An indicator, `tong_so`, or a text of the group."""
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
        """Indicators, then what every group has."""
        return (*self.rows, *([TOTAL] if self.total_row is not None else []), "nhan", "don_vi_tinh")

    @property
    def title(self) -> str:
        """Its key."""
        return self.key

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.rows.values())

    def total(self, period: Period) -> Exact | None:
        """Its total in a period; None when the group declares none for it."""
        if period not in self._totals:
            return None
        count = self._totals[period]
        return (count, 1) if count is not None else Gap((self.key, TOTAL, period))

    def target_names(self) -> set[str]:
        """Names of targets that any of its indicators has."""
        return {name for row in self.rows.values() for name in row.data.targets if name}

    def balance(self, period: Period) -> Balance | None:
        """The largest-remainder adjustment of its shares; None when a share has no value."""
        if period not in self._balances:
            shares: dict[str, Ratio] = {}
            for name in self.data.balanced:
                value, base = self.rows[name].exact(period), self.rows[name].base(period)
                if isinstance(value, Gap | Blank) or isinstance(base, Gap) or base is None or base[0] == 0:
                    return None
                shares[f"{self.key}.{name}.ty_le.{period}"] = (value[0] * base[1], value[1] * base[0])
            self._balances[period] = Balance(shares)
        return self._balances[period]

    def table_rows(self, names: tuple[str, ...] | None, total: str, label: str) -> list[View]:
        """Rows of an annex table: chosen indicators in order, with the total row first, last or not at all."""
        rows: list[View] = list(self.rows.values()) if names is None else [self.rows[name] for name in names]
        return with_total(rows, TableTotal(self.total_row, label) if self.total_row is not None else None, total)


class Total(Indicator):
    """The group's total as an indicator; compared by counts, since its rate is always 100 %."""

    __slots__ = ()

    def __init__(self, book: Book, group: Group) -> None:
        data = IndicatorInput.model_construct(
            label=f"{group.data.label}: tổng số" if group.data.label else "Tổng số",
            measure_unit=group.data.measure_unit,
            counts=group.data.totals,
        )
        super().__init__(book, group, TOTAL, data, "")

    @property
    def is_total(self) -> bool:
        """Always."""
        return True

    def input_path(self, what: str, period: Period | None = None) -> Path:
        """Where the total is typed."""
        return (self.group.key, TOTAL) if period is None else (self.group.key, TOTAL, period)

    def _compared(self, period: Period) -> Exact | Blank:
        return self.exact(period)


class TableTotal(View):
    """The total row of a table: counts and 100 %, empty under targets and comparisons (convention C8)."""

    __slots__ = ("label", "row")
    EMPTY = frozenset({"muc_tieu", "dat", "so_voi", "chenh_lech_ty_le"})
    TEXTS = {"tt": "", "ghi_chu": "", "ma": TOTAL, "la_con": False, "la_tong": True}

    def __init__(self, row: Indicator, label: str) -> None:
        self.row, self.label = row, label

    def look(self, name: str) -> Any:
        """As the group's total, but blank where a total says nothing."""
        if name in self.EMPTY:
            return _blank_cell
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


class NoCell(TemplateCallable):
    """A quantity that a total row does not have, whatever it is asked for."""

    __slots__ = ()

    def __call__(self, *_: int | str) -> Blank:
        return Blank("dòng tổng số không có số này")


_blank_cell = NoCell()


class ListGroup(View):
    """A list of rows (`danh_sach`); iterating gives the rows, a row's `ma` or a field's name names them."""

    __slots__ = ("book", "data", "key", "rows")

    def __init__(self, book: Book, key: str, data: GroupInput) -> None:
        self.book, self.key, self.data = book, key, data
        self.rows = [ListRow(self, number, cells) for number, cells in enumerate(data.rows or (), 1)]

    def look(self, name: str) -> Any:
        """A row by its `ma`, or all figures of a field."""
        for row in self.rows:
            if row.key == name:
                return row
        if any(name in row.cells for row in self.rows):
            return Vector(f"{self.key}.{name}", [row.number(name) for row in self.rows])
        if name == "nhan":
            return self.data.label or self.key
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Keys of rows, then names of fields."""
        fields = dict.fromkeys(name for row in self.rows for name in row.cells)
        return (*(row.key for row in self.rows), *fields)

    @property
    def title(self) -> str:
        """Its key."""
        return self.key

    def __iter__(self) -> Iterator[ListRow]:
        return iter(self.rows)

    def table_rows(self, names: tuple[str, ...] | None, total: str, label: str) -> list[View]:
        """Rows of an annex table; the total row adds every column of numbers."""
        rows: list[View] = [row for row in self.rows if names is None or row.key in names]
        return with_total(rows, ListTotal(self, label), total)


class ListRow(Origin):
    """One row of a list: texts and figures by field name."""

    __slots__ = ("_figures", "cells", "group", "key", "number_in_list", "path")

    def __init__(self, group: ListGroup, number: int, cells: dict[str, Any]) -> None:
        self.group, self.number_in_list, self.cells = group, number, cells
        self.key = str(cells.get("ma", number))
        self.path = f"{group.key}.{self.key}"
        self._figures: dict[str, Figure] = {}

    def look(self, name: str) -> Any:
        """A field's text or figure; also tt, nhan, la_con, la_tong as every row has."""
        if name in self.cells:
            value = self.cells[name]
            return value if isinstance(value, str) else self.figure(name)
        if name == "nhan":
            return next((self.cells[field] for field in LABEL_FIELDS if field in self.cells), self.key)
        fixed = {"tt": str(self.number_in_list), "la_con": False, "la_tong": False, "ghi_chu": "", "ma": self.key}
        return fixed[name]

    def known_names(self) -> Iterable[str]:
        """Its fields."""
        return (*self.cells, "tt", "nhan", "la_con", "la_tong", "ghi_chu", "ma")

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def number(self, name: str) -> Figure | Blank:
        """The figure in a field; a blank when the field holds a text or is absent."""
        if name not in self.cells or isinstance(self.cells[name], str):
            return Blank(f"{self.path}.{name} không phải là số")
        return self.figure(name)

    def figure(self, name: str) -> Figure:
        """The figure in a field that holds a number or nothing yet."""
        found = self._figures.get(name)
        if found is None:
            found = self._figures[name] = self._make(name, self.cells[name])
            self.group.book.cache[found.id] = found
        return found

    def _make(self, name: str, value: int | Decimal | None) -> Figure:
        spec = self.group.data.fields.get(name, NO_FIELD)
        figure_id, unit = f"{self.path}.{name}", spec.measure_unit
        if value is None:
            return Figure(figure_id, (), VALUE, 0, self, Gap(self.input_path(name)), unit)
        kind = COUNT if isinstance(value, int) and not unit and spec.decimals is None else VALUE
        decimals = spec.decimals if spec.decimals is not None else decimal_places(value)
        return Figure(figure_id, (value.as_integer_ratio(),), kind, decimals, self, None, unit)

    def input_path(self, name: str) -> Path:
        """Where a field is typed."""
        return (self.group.key, "danh_sach", self.number_in_list - 1, name)

    def trace(self, figure: Figure) -> Trace:
        """The field itself."""
        return Trace("", (self.input_path(figure.id.rpartition(".")[2]),))

    def label_of(self, figure: Figure) -> str:
        """`Dao (ty_trong)`."""
        field = figure.id.rpartition(".")[2]
        spec = self.group.data.fields.get(field, NO_FIELD)
        return f"{self.look('nhan')} ({spec.label or field})"


class ListTotal(Origin):
    """The total row of a list's table: sums of the columns that hold numbers only."""

    __slots__ = ("group", "label", "path")

    def __init__(self, group: ListGroup, label: str) -> None:
        self.group, self.label, self.path = group, label, f"{group.key}.{TOTAL}"

    def look(self, name: str) -> Any:
        """The sum of a field, or nothing for a field of texts."""
        fixed = {"tt": "", "ghi_chu": "", "nhan": self.label, "la_con": False, "la_tong": True, "ma": TOTAL}
        if name in fixed:
            return fixed[name]
        if not any(name in row.cells for row in self.group.rows):
            raise KeyError(name)
        figures = [row.number(name) for row in self.group.rows]
        if any(isinstance(figure, Blank) for figure in figures):
            return ""
        return self._sum(name, [figure for figure in figures if isinstance(figure, Figure)])

    def _sum(self, name: str, figures: list[Figure]) -> Figure:
        total: Exact = (0, 1)
        for figure in figures:
            total = add(total, figure.gap or figure.pairs[0])
        kind = COUNT if all(figure.kind is COUNT for figure in figures) else VALUE
        decimals = max((figure.decimals for figure in figures), default=0)
        pairs, gap = ((), total) if isinstance(total, Gap) else ((total,), None)
        unit = figures[0].unit if figures else ""
        result = Figure(f"{self.path}.{name}", pairs, kind, decimals, self, gap, unit)
        return self.group.book.cache.setdefault(result.id, result)

    def known_names(self) -> Iterable[str]:
        """Names of fields."""
        return self.group.known_names()

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def trace(self, figure: Figure) -> Trace:
        """The sum of the column."""
        name = figure.id.rpartition(".")[2]
        return Trace(f"tổng cột {name}", tuple(row.input_path(name) for row in self.group.rows))

    def label_of(self, figure: Figure) -> str:
        """`Tổng số (ty_trong)`."""
        return f"{self.label} ({figure.id.rpartition('.')[2]})"


def with_total(rows: list[View], total: View | None, where: str) -> list[View]:
    """Rows with the total row at its place: `dau`, `cuoi` or `khong`."""
    if total is None or where == "khong":
        return rows
    return [total, *rows] if where == "dau" else [*rows, total]


__all__ = ["Group", "ListGroup", "ListRow", "ListTotal", "Question", "TableTotal", "Total"]
