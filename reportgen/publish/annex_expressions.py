"""Expressions of derived columns and indicators as Excel terms, over the cells of their operands.

What an expression means is decided where it is computed; here its checked text is only translated.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from reportgen.model.figure import CannotCompute, Figure, Measure, Quantity, View
from reportgen.model.figures_input import PERIOD_MEASURES
from reportgen.publish.annex_grid import Spot
from reportgen.publish.excel_terms import (
    NotLive,
    Term,
    call,
    minus,
    negative,
    number,
    over,
    percent,
    plus,
    times,
)

OPERATORS: dict[type[ast.operator], Callable[[Term, Term], Term]] = {
    ast.Add: plus,
    ast.Sub: minus,
    ast.Mult: times,
    ast.Div: over,
}
FUNCTIONS = {"tong": "SUM", "trung_binh": "AVERAGE", "lon_nhat": "MAX", "nho_nhat": "MIN"}

IS_RANGE = "là một khoảng"


class Cells(Protocol):
    """What a translation asks for: the cells of figures."""

    grid: Any

    def read_figure(self, figure: Figure, row: int) -> Term:
        """Return the cell of a figure."""

    def column(self, spots: list[Spot | None], function: str = "") -> Term:
        """Return cells one below the other."""


@dataclass(frozen=True, slots=True)
class _Translation:
    cells: Cells
    names: Mapping[str, Any]
    row: int
    group: Any
    period: int | None

    def term(self, node: ast.expr) -> Term:
        match node:
            case ast.Constant(value=value):
                return number(Decimal(str(value)))
            case ast.UnaryOp(operand=operand):
                return negative(self.term(operand))
            case ast.BinOp(left=left, op=operator, right=right):
                return OPERATORS[type(operator)](self.term(left), self.term(right))
            case ast.Call(func=ast.Name(id="ty_le"), args=[part, whole]):
                return percent(self.term(part), self.term(whole))
            case ast.Call(func=ast.Name(id=name), args=args):
                return call(FUNCTIONS[name], [self.argument(arg) for arg in args])
        return self.cells.read_figure(self.figure(self.value(node)), self.row)

    def argument(self, node: ast.expr) -> Term:
        """Translate an argument of a function: a term, or a whole column of a list."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id != "h":
            owner = self.value(node.value)
            if isinstance(owner, Iterable) and not isinstance(self.value(node), Quantity):
                figures = [self.figure(look_up(row, node.attr)) for row in owner]
                return self.cells.column(
                    [self.cells.grid.spots.get(self.cells.grid.key_of(figure)) for figure in figures]
                )
        return self.term(node)

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Name(id=name):
                return self.name(name)
            case ast.Attribute(value=owner, attr=name):
                return look_up(self.value(owner), name)
            case ast.Call(func=function, args=args):
                return self.value(function)(*[ast.literal_eval(arg) for arg in args])
        raise NotLive("biểu thức không đổi được thành công thức Excel")

    def name(self, name: str) -> Any:
        if isinstance(self.group, View):
            try:
                return self.group.look(name)
            except KeyError:
                pass
        if name not in self.names:
            raise NotLive(f"không thấy {name}")
        return self.names[name]

    def figure(self, value: Any) -> Figure:
        if isinstance(value, Quantity) and not isinstance(value, Measure):
            value = value.look("so_luong")
        if isinstance(value, Measure) and value.name in PERIOD_MEASURES and self.period is not None:
            value = value(self.period)
        return figure_from(value)


def expression_term(
    cells: Cells,
    text: str,
    names: Mapping[str, Any],
    row: int,
    group: Any = None,
    period: int | None = None,
) -> Term:
    """Translate an expression that has been computed already.

    Raises NotLive when an operand is no single number or cannot be named.
    """
    try:
        return _Translation(cells, names, row, group, period).term(ast.parse(text, mode="eval").body)
    except CannotCompute as error:
        raise NotLive(error.problem) from None


def look_up(owner: Any, name: str) -> Any:
    """Return `owner.name` as templates see it; raise NotLive when there is nothing of that name."""
    try:
        if isinstance(owner, View):
            return owner.look(name)
    except KeyError:
        pass
    raise NotLive(f"không thấy {name}")


def figure_from(value: Any) -> Figure:
    """Return the one number that a view stands for; raise NotLive for ranges, texts and blanks."""
    if isinstance(value, View):
        value = value.printed()
    if not isinstance(value, Figure):
        raise NotLive("không phải là một số")
    if len(value.pairs) > 1:
        raise NotLive(IS_RANGE)
    return value
