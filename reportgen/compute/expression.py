"""Values of expressions over figures: exact, rates counted in percent (63.68), as people write them.

No attribute of an object is visible but the names its view knows.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.compute.exact import Exact, add, divide, multiply, subtract
from reportgen.compute.indicator import Indicator
from reportgen.compute.syntax import FUNCTIONS, parse
from reportgen.compute.teller import decimal_places
from reportgen.model.base import Path
from reportgen.model.figure import (
    COUNT,
    RATE,
    VALUE,
    Blank,
    CannotCompute,
    Figure,
    Measure,
    TemplateCallable,
    View,
)
from reportgen.model.figures_input import PERIOD_MEASURES, Period, ValueKind
from reportgen.vietnamese import suggest

OPERATORS: dict[type[ast.operator], Callable[[Exact, Exact], Exact]] = {
    ast.Add: add,
    ast.Sub: subtract,
    ast.Mult: multiply,
}


class Vector(View):
    """One column of a list, for the functions that take many numbers."""

    __slots__ = ("figures", "path")

    def __init__(self, path: str, figures: list[Figure | Blank]) -> None:
        self.path, self.figures = path, figures

    @property
    def title(self) -> str:
        """Its path, as written in expressions."""
        return self.path


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression is evaluated in: how names are found, for which period, and whom to blame."""

    find: Callable[[str], Any]
    period: Period
    cause: Path


# --- operands ----------------------------------------------------------------------------------------


def look_up(owner: Any, name: str) -> Any:
    """Return `owner.name` through the view's allow-list.

    Raises CannotCompute with the nearest name.
    """
    if not isinstance(owner, View):
        raise CannotCompute(f"không có tên “{name}”")
    try:
        return owner.look(name)
    except KeyError:
        hint = suggest(name, owner.known_names())
        inside = f" trong “{owner.title}”" if owner.title else ""
        raise CannotCompute(f"không có tên “{name}”{inside}{hint}") from None


def named(node: ast.expr, scope: Scope) -> Any:
    """Return what a name stands for, its brackets left aside: nothing is worked out yet."""
    match node:
        case ast.Attribute(value=owner, attr=name):
            return look_up(named(owner, scope), name)
        case ast.Call(func=function):
            return named(function, scope)
    assert isinstance(node, ast.Name), "the grammar lets nothing else through"
    return scope.find(node.id)


def _operand(node: ast.expr, scope: Scope) -> Any:
    found = named(node, scope)
    if not isinstance(node, ast.Call):
        return found
    if isinstance(found, Measure | TemplateCallable):
        return found(*map(ast.literal_eval, node.args))
    raise CannotCompute(f"“{ast.unparse(node.func)}” không nhận tham số")


def figure_of(operand: Any, period: Period) -> Figure | Blank:
    """Return the figure an operand stands for; measures without a period stand for that of the expression.

    Raises CannotCompute when it is no number.
    """
    if isinstance(operand, Measure):
        operand = operand(period) if operand.name in PERIOD_MEASURES else operand()
    elif isinstance(operand, Indicator):
        operand = operand.measure("so_luong", period)
    elif isinstance(operand, View):
        operand = operand.printed()
    if isinstance(operand, Figure | Blank):
        return operand
    raise CannotCompute(f"“{operand}” không phải là số")


def _exact_of(figure: Figure | Blank) -> Exact:
    if isinstance(figure, Blank):
        return figure
    if figure.gap is not None:
        return figure.gap
    if len(figure.pairs) > 1:
        raise CannotCompute(f"{figure.id} là một khoảng, không tính được")
    pair = figure.pairs[0]
    return (pair[0] * 100, pair[1]) if figure.kind is RATE else pair


# --- values ------------------------------------------------------------------------------------------


def evaluate(text: str, scope: Scope) -> Exact:
    """Return the value of an expression; absent when an operand is.

    Raises CannotCompute for unknown names, ranges and things that are no numbers.
    """
    return _value(parse(text), scope)


def _value(node: ast.expr, scope: Scope) -> Exact:
    match node:
        case ast.Constant(value=value):
            return Decimal(str(value)).as_integer_ratio()  # at most 15 digits: exactly as written
        case ast.UnaryOp(operand=operand):
            return multiply(_value(operand, scope), (-1, 1))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _quotient(_value(left, scope), _value(right, scope), right, scope)
        case ast.BinOp(left=left, op=operator, right=right):
            return OPERATORS[type(operator)](_value(left, scope), _value(right, scope))
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            return _apply(name, args, scope)
    return _exact_of(figure_of(_operand(node, scope), scope.period))


def _many(args: list[ast.expr], scope: Scope) -> list[Exact]:
    values: list[Exact] = []
    for arg in args:
        operand = _operand(arg, scope) if isinstance(arg, ast.Attribute) else None
        if isinstance(operand, Vector):
            values += [_exact_of(figure) for figure in operand.figures]
        else:
            values.append(_value(arg, scope))
    return values


def _zero_cause(divisor: ast.expr, scope: Scope) -> Path:
    """Return the input that makes a divisor zero when there is just one, else the expression's own place."""
    figures = list(_used(divisor, scope))
    inputs = [
        path for figure in figures if figure.origin is not None for path in figure.origin.trace(figure).inputs
    ]
    return inputs[0] if len(inputs) == 1 else scope.cause


# --- what a result is --------------------------------------------------------------------------------


def kind_of(text: str, scope: Scope) -> ValueKind:
    """Tell whether the result is a count (of counts), a rate (sum of rates, `ty_le`) or another number."""
    return _kind(parse(text), scope)


def _kind(node: ast.expr, scope: Scope) -> ValueKind:
    match node:
        case ast.Constant(value=value):
            return COUNT if isinstance(value, int) else VALUE
        case ast.UnaryOp(operand=operand):
            return _kind(operand, scope)
        case ast.BinOp(op=ast.Div()):
            return VALUE
        case ast.BinOp(left=left, op=operator, right=right):
            kind = _common([_kind(left, scope), _kind(right, scope)])
            return VALUE if isinstance(operator, ast.Mult) and kind is RATE else kind
        case ast.Call(func=ast.Name(id="ty_le")):
            return RATE
        case ast.Call(func=ast.Name(id="trung_binh"), args=args):
            kind = _common([_kind(arg, scope) for arg in args])
            return RATE if kind is RATE else VALUE
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            return _common([_kind(arg, scope) for arg in args])
    return _operand_kind(named(node, scope), scope)


def _operand_kind(operand: Any, scope: Scope) -> ValueKind:
    if isinstance(operand, Vector):
        return _common([figure.kind for figure in operand.figures if isinstance(figure, Figure)])
    if isinstance(operand, Measure):
        return operand.owner.kind_of(operand.name) if isinstance(operand.owner, Indicator) else VALUE
    if isinstance(operand, Indicator):
        return operand.kind
    figure = figure_of(operand, scope.period)
    return figure.kind if isinstance(figure, Figure) else VALUE


def _common(kinds: list[ValueKind]) -> ValueKind:
    return kinds[0] if kinds and len(set(kinds)) == 1 else VALUE


def decimals_of(text: str, scope: Scope) -> int | None:
    """Return the decimals of a sum of measured values: the most any part has; None for other results."""
    parts = list(_decimals(parse(text), scope))
    return None if None in parts else max((part for part in parts if part is not None), default=0)


def _decimals(node: ast.expr, scope: Scope) -> Iterator[int | None]:
    match node:
        case ast.Constant(value=value):
            yield decimal_places(Decimal(str(value)))
        case ast.UnaryOp(operand=operand):
            yield from _decimals(operand, scope)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            yield from _decimals(left, scope)
            yield from _decimals(right, scope)
        case ast.Call(func=ast.Name(id="tong" | "lon_nhat" | "nho_nhat"), args=args):
            for arg in args:
                yield from _decimals(arg, scope)
        case ast.BinOp() | ast.Call(func=ast.Name(id="ty_le" | "trung_binh")):
            yield None
        case _:
            yield from (figure.decimals for figure in _used(node, scope))


# --- what a result is made of ------------------------------------------------------------------------


def operands(text: str, scope: Scope) -> Iterator[Figure]:
    """Yield every figure an expression uses, in order of writing."""
    yield from _used(parse(text), scope)


def operand_nodes(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the parts of a tree that name figures, in order of writing."""
    match node:
        case ast.Constant():
            return
        case ast.UnaryOp(operand=operand):
            yield from operand_nodes(operand)
        case ast.BinOp(left=left, right=right):
            yield from operand_nodes(left)
            yield from operand_nodes(right)
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            for arg in args:
                yield from operand_nodes(arg)
        case _:
            yield node


def _used(tree: ast.expr, scope: Scope) -> Iterator[Figure]:
    for node in operand_nodes(tree):
        operand = _operand(node, scope)
        several = operand.figures if isinstance(operand, Vector) else [figure_of(operand, scope.period)]
        yield from (figure for figure in several if isinstance(figure, Figure))


# --- functions ---------------------------------------------------------------------------------------


def _apply(name: str, args: list[ast.expr], scope: Scope) -> Exact:
    values = _many(args, scope)
    match name:
        case "tong":
            return _total(values)
        case "trung_binh":
            return divide(_total(values), (len(values), 1), scope.cause)
        case "ty_le":
            return _percent(values, args, scope)
    return _extreme(values, 1 if name == "lon_nhat" else -1)


def _total(values: list[Exact]) -> Exact:
    result: Exact = (0, 1)
    for value in values:
        result = add(result, value)
    return result


def _percent(values: list[Exact], args: list[ast.expr], scope: Scope) -> Exact:
    if len(values) != 2:
        raise CannotCompute("ty_le cần đúng hai số", remedy="viết ty_le(phần, toàn bộ)")
    return multiply(_quotient(values[0], values[1], args[-1], scope), (100, 1))


def _quotient(dividend: Exact, divisor: Exact, divisor_node: ast.expr, scope: Scope) -> Exact:
    is_zero = isinstance(divisor, tuple) and divisor[0] == 0
    return divide(dividend, divisor, _zero_cause(divisor_node, scope) if is_zero else ())


def _extreme(values: list[Exact], sign: int) -> Exact:
    total = _total(values)
    if not isinstance(total, tuple):
        return total  # what is absent in any value
    numbers = [value for value in values if isinstance(value, tuple)]
    if not numbers:
        raise CannotCompute("không có số nào để tìm số lớn nhất, nhỏ nhất")
    best = numbers[0]
    for value in numbers[1:]:
        if sign * (value[0] * best[1] - best[0] * value[1]) > 0:
            best = value
    return best
