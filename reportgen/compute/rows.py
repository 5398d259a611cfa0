"""Lists of rows with texts and figures by field name, and the total row of their annex tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.compute.exact import Exact, add
from reportgen.compute.expression import Vector
from reportgen.compute.group import with_total
from reportgen.compute.teller import decimal_places
from reportgen.compute.typed_rows import TOTAL
from reportgen.model.base import Path
from reportgen.model.figure import COUNT, VALUE, Blank, Figure, Origin, View
from reportgen.model.figures_input import FieldInput, GroupInput, ValueKind
from reportgen.model.gap import Gap
from reportgen.model.wording import Trace

if TYPE_CHECKING:
    from reportgen.compute.book import Book

LABEL_FIELDS = ("nhan", "ten")
NO_FIELD = FieldInput()


class ListGroup(View):
    """A list of rows (`danh_sach`); iterating gives the rows, a row's `ma` or a field's name names them."""

    __slots__ = ("_kinds", "book", "by_key", "data", "fields", "key", "rows")

    def __init__(self, book: Book, key: str, data: GroupInput) -> None:
        self.book, self.key, self.data = book, key, data
        self.fields = dict.fromkeys([*data.fields, *(name for cells in data.rows or () for name in cells)])
        self.rows = [ListRow(self, number, cells) for number, cells in enumerate(data.rows or (), 1)]
        self.by_key = {row.key: row for row in reversed(self.rows)}
        self._kinds: dict[str, ValueKind] = {}

    def look(self, name: str) -> Any:
        """Return a row by its `ma`, or all figures of a field."""
        if name in self.by_key:
            return self.by_key[name]
        if name in self.fields:
            return Vector(f"{self.key}.{name}", [row.number(name) for row in self.rows])
        if name == "nhan":
            return self.data.label or self.key
        raise KeyError(name)

    def known_names(self) -> Iterable[str]:
        """Keys of rows, then names of fields."""
        return (*self.by_key, *self.fields, "nhan")

    @property
    def title(self) -> str:
        """Its key."""
        return self.key

    def __iter__(self) -> Iterator[ListRow]:
        return iter(self.rows)

    def release(self) -> None:
        """Let go of its rows, and they of their figures."""
        for row in self.rows:
            row.release()
        self.rows.clear()
        self.by_key.clear()

    def kind_of(self, field: str) -> ValueKind:
        """Tell what a field holds: counts when all its numbers are whole and nothing says otherwise."""
        if field not in self._kinds:
            spec = self.data.fields.get(field, NO_FIELD)
            cells = (row.cells.get(field) for row in self.rows)
            is_measured = (
                spec.measure_unit or spec.decimals is not None or any(isinstance(c, Decimal) for c in cells)
            )
            self._kinds[field] = VALUE if is_measured else COUNT
        return self._kinds[field]

    def table_rows(self, names: tuple[str, ...] | None, total: str, label: str) -> list[View]:
        """Return the rows of an annex table; the total row adds every column of numbers, over all rows."""
        rows: list[View] = list(self.rows) if names is None else [self.by_key[name] for name in names]
        return with_total(rows, ListTotal(self, label), total)


class ListRow(Origin):
    """One row of a list: texts and figures by field name."""

    __slots__ = ("_figures", "cells", "group", "key", "number_in_list", "path")

    def __init__(self, group: ListGroup, number: int, cells: dict[str, Any]) -> None:
        self.group, self.number_in_list, self.cells = group, number, cells
        self.key = str(cells.get("ma") or number)
        self.path = f"{group.key}.{self.key}"
        self._figures: dict[str, Figure] = {}

    def look(self, name: str) -> Any:
        """Return a field's text or figure; also tt, nhan, la_con, la_tong as every row has."""
        if name in self.cells:
            value = self.cells[name]
            return value if isinstance(value, str) else self.figure(name)
        if name in self.group.fields:
            return self.number(name)
        if name == "nhan":
            return next((self.cells[field] for field in LABEL_FIELDS if self.cells.get(field)), self.key)
        fixed = {
            "tt": str(self.number_in_list),
            "la_con": False,
            "la_tong": False,
            "ghi_chu": "",
            "don_vi_tinh": "",
            "ma": self.key,
        }
        return fixed[name]

    def known_names(self) -> Iterable[str]:
        """Fields of the list, then what every row has."""
        return (*self.group.fields, "tt", "nhan", "la_con", "la_tong", "ghi_chu", "don_vi_tinh", "ma")

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def number(self, name: str) -> Figure | Blank:
        """Return the figure in a field; a blank when the field holds a text or is absent."""
        if name not in self.cells:
            return Blank(f"{self.path} không có {name}", self.input_path(name))
        if isinstance(self.cells[name], str):
            return Blank(f"{self.path}.{name} là chữ, không phải số", self.input_path(name))
        return self.figure(name)

    def figure(self, name: str) -> Figure:
        """Return the figure in a field that holds a number or nothing yet."""
        found = self._figures.get(name)
        if found is None:
            found = self._figures[name] = self._make(name, self.cells[name])
            self.group.book.keep(found)
        return found

    def _make(self, name: str, value: int | Decimal | None) -> Figure:
        spec, kind = self.group.data.fields.get(name, NO_FIELD), self.group.kind_of(name)
        figure_id, unit = f"{self.path}.{name}", spec.measure_unit
        if value is None:
            return Figure(figure_id, (), kind, 0, self, Gap(self.input_path(name)), unit)
        decimals = spec.decimals if spec.decimals is not None else decimal_places(value)
        return Figure(figure_id, (value.as_integer_ratio(),), kind, decimals, self, None, unit)

    def release(self) -> None:
        """Let go of its figures."""
        self._figures.clear()

    def input_path(self, name: str) -> Path:
        """Return where a field is typed."""
        return (self.group.key, "danh_sach", self.number_in_list - 1, name)

    def trace(self, figure: Figure) -> Trace:
        """Return the field itself."""
        return Trace("", (self.input_path(figure.id.rpartition(".")[2]),))

    def label_of(self, figure: Figure) -> str:
        """Return `Dao (Tỷ trọng)`."""
        field = figure.id.rpartition(".")[2]
        spec = self.group.data.fields.get(field, NO_FIELD)
        return f"{self.look('nhan')} ({spec.label or field})"


class ListTotal(Origin):
    """The total row of a list's table: sums of the columns that hold numbers only."""

    __slots__ = ("group", "label", "path")

    def __init__(self, group: ListGroup, label: str) -> None:
        self.group, self.label, self.path = group, label, f"{group.key}.{TOTAL}"

    def look(self, name: str) -> Any:
        """Return the sum of a field; a blank for one that has texts or holes, or whose sum means nothing."""
        fixed = {"nhan": self.label, "la_con": False, "la_tong": True, "ma": TOTAL}
        if name in fixed:
            return fixed[name]
        if name in self.group.fields:
            return self._sum(name)
        return {"tt": "", "ghi_chu": "", "don_vi_tinh": ""}[name]

    def _sum(self, name: str) -> Figure | Blank:
        if not self.group.data.fields.get(name, NO_FIELD).is_added:
            return Blank(f"cột {name} không cộng", (self.group.key, "truong", name))
        total: Exact = (0, 1)
        figures = []
        for row in self.group.rows:
            figure = row.number(name)
            if isinstance(figure, Blank):
                return Blank(f"không cộng được cột {name}: {figure.reason}", figure.cause)
            figures.append(figure)
            total = add(total, figure.gap or figure.pairs[0])
        decimals = max((figure.decimals for figure in figures), default=0)
        pairs, gap = ((), total) if isinstance(total, Gap) else ((total,), None)
        unit = self.group.data.fields.get(name, NO_FIELD).measure_unit
        made = Figure(f"{self.path}.{name}", pairs, self.group.kind_of(name), decimals, self, gap, unit)  # type: ignore[arg-type]  # figures spread no blank
        return self.group.book.keep(made)

    def known_names(self) -> Iterable[str]:
        """Names of fields, then what every row has."""
        return self.group.rows[0].known_names() if self.group.rows else self.group.fields

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def trace(self, figure: Figure) -> Trace:
        """Return the sum of the column."""
        name = figure.id.rpartition(".")[2]
        return Trace(f"tổng cột {name}", tuple(row.input_path(name) for row in self.group.rows))

    def label_of(self, figure: Figure) -> str:
        """Return `Tổng số (Tỷ trọng)`."""
        name = figure.id.rpartition(".")[2]
        return f"{self.label} ({self.group.data.fields.get(name, NO_FIELD).label or name})"
