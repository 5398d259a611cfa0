"""Derived columns of annex tables: one expression, applied to one row after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.compute.expression import Scope, decimals_of, evaluate, kind_of, operands
from reportgen.model.figure import COUNT, RATE, VALUE, Blank, Figure, Origin, TemplateCallable
from reportgen.model.figures_input import ValueKind
from reportgen.model.gap import Gap
from reportgen.model.wording import Trace

if TYPE_CHECKING:
    from reportgen.compute.book import Book


class Formula(Origin, TemplateCallable):
    """The expression of an annex column; `key` is the column's id."""

    __slots__ = ("_rows", "book", "key", "text")

    def __init__(self, book: Book, key: str, text: str) -> None:
        self.book, self.key, self.text = book, key, text
        self._rows: dict[str, Any] = {}

    def __call__(self, row: Any) -> Figure | Blank:
        """Return the cell of that row; blank where an operand does not apply to the row."""
        figure_id = f"{row.path}.{self.key}"
        found = self.book.cache.get(figure_id)
        if found is not None:
            return found
        made = self._make(figure_id, self._scope(row))
        if isinstance(made, Figure):
            self._rows[self.book.keep(made).id] = row
        return made

    def _scope(self, row: Any) -> Scope:
        return self.book.scope(None, self.book.current, (self.key,), row)

    def _make(self, figure_id: str, scope: Scope) -> Figure | Blank:
        kind, value = kind_of(self.text, scope), evaluate(self.text, scope)
        if isinstance(value, Blank):
            return value
        decimals = self._decimals(kind, scope)
        if isinstance(value, Gap):
            return Figure(figure_id, (), kind, decimals, self, value)
        pair = (value[0], value[1] * 100) if kind is RATE else value
        return Figure(figure_id, (pair,), kind, decimals, self)

    def _decimals(self, kind: ValueKind, scope: Scope) -> int:
        if kind is COUNT:
            return 0
        found = decimals_of(self.text, scope) if kind is VALUE else None
        return self.book.decimals if found is None else found

    def trace(self, figure: Figure) -> Trace:
        """Return the expression, and the inputs of its operands in that row."""
        used = operands(self.text, self._scope(self._rows[figure.id]))
        inputs = (path for each in used if each.origin is not None for path in each.origin.trace(each).inputs)
        return Trace(self.text, tuple(dict.fromkeys(inputs)))

    def label_of(self, figure: Figure) -> str:
        """Return `bieu_01.7: h.so_luong - …`."""
        return f"{self.key}: {self.text}"
