"""The small exact expression language of derived figures: + - * /, brackets, five functions, names of figures.

An allow-list over Python's `ast`: no attribute of an object is visible but the names its view knows, there is no
power, no string, no indexing. Rates count in percent (63.68), as people write them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from reportgen.compute.exact import Exact, add, divide, multiply, scale, subtract
from reportgen.model.base import Path
from reportgen.model.figure import COUNT, RATE, VALUE, Blank, CannotCompute, Figure, Gap, Measure, Quantity, View
from reportgen.model.figures_input import Period, ValueKind
from reportgen.vietnamese import nearest

LONGEST, DEEPEST = 500, 30
PERIOD_MEASURES = frozenset({"so_luong", "gia_tri", "mau_so", "ty_le"})
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


@lru_cache(maxsize=10_000)
def parse(text: str) -> ast.expr:
    """The checked syntax tree of an expression.

    Raises CannotCompute, naming the column, for anything outside the language.
    """
    if len(text) > LONGEST:
        raise CannotCompute(f"công thức dài quá {LONGEST} ký tự")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", None) or 1
        raise CannotCompute(f"công thức sai cú pháp ở ký tự {column}: “{text}”") from None
    _check(tree, text, 0)
    return tree


def _check(node: ast.expr, text: str, depth: int) -> None:
    if depth > DEEPEST:
        raise CannotCompute("công thức lồng quá sâu")
    for child in _parts(node, text):
        _check(child, text, depth + 1)


def _parts(node: ast.expr, text: str) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            return [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [operand]
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return []
        case ast.Name():
            return []
        case ast.Attribute(value=ast.Name() | ast.Attribute() as owner):
            return [owner]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS and args:
            return args
        case ast.Call(func=ast.Attribute() as function, args=args, keywords=[]) if _are_constants(args):
            return [function]
    written = ast.get_source_segment(text.strip(), node) or text
    raise CannotCompute(f"công thức không dùng được “{written}”", remedy="chỉ dùng + - * /, ngoặc, tên số liệu và " + ", ".join(FUNCTIONS))


def _are_constants(args: list[ast.expr]) -> bool:
    return all(isinstance(arg, ast.Constant) and isinstance(arg.value, int | str) for arg in args)


def evaluate(text: str, scope: Scope) -> Exact:
    """The value of an expression; a gap when an operand has one.

    Raises CannotCompute for unknown names, ranges and things that are no numbers.
    """
    return _value(parse(text), scope)


def _value(node: ast.expr, scope: Scope) -> Exact:
    match node:
        case ast.Constant(value=value):
            return Decimal(str(value)).as_integer_ratio()
        case ast.UnaryOp(operand=operand):
            return scale(_value(operand, scope), (-1, 1))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return divide(_value(left, scope), _value(right, scope), scope.cause)
        case ast.BinOp(left=left, op=operator, right=right):
            return OPERATORS[type(operator)](_value(left, scope), _value(right, scope))
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name](_many(args, scope), scope)
    return number_of(_operand(node, scope), scope)


def _many(args: list[ast.expr], scope: Scope) -> list[Exact]:
    values: list[Exact] = []
    for arg in args:
        operand = _operand(arg, scope) if isinstance(arg, ast.Name | ast.Attribute) else None
        if isinstance(operand, Vector):
            values += [number_of(figure, scope) for figure in operand.figures]
        else:
            values.append(number_of(operand, scope) if operand is not None else _value(arg, scope))
    return values


def _operand(node: ast.expr, scope: Scope) -> Any:
    match node:
        case ast.Name(id=name):
            return scope.find(name)
        case ast.Attribute(value=owner, attr=name):
            return look_up(_operand(owner, scope), name)
        case ast.Call(func=function, args=args):
            measure = _operand(function, scope)
            if not isinstance(measure, Measure):
                raise CannotCompute(f"“{ast.unparse(function)}” không nhận tham số")
            return measure(*[arg.value for arg in args])  # type: ignore[attr-defined]  # constants: see _parts
    raise CannotCompute("công thức không đúng")  # pragma: no cover — _parts lets nothing else through


def look_up(owner: Any, name: str) -> Any:
    """`owner.name` through the view's allow-list; raises CannotCompute with the nearest name."""
    try:
        if isinstance(owner, View):
            return owner.look(name)
    except KeyError:
        near = nearest(name, owner.known_names())
        hint = f"; có phải “{near}”?" if near else ""
        raise CannotCompute(f"không có tên “{name}” trong “{owner.title}”{hint}") from None
    raise CannotCompute(f"không có tên “{name}”")


def number_of(operand: Any, scope: Scope) -> Exact:
    """An operand as an exact number, rates in percent, measures without a period for the scope's one."""
    if isinstance(operand, Measure) and operand.name in PERIOD_MEASURES:
        operand = operand(scope.period)
    elif isinstance(operand, Quantity) and hasattr(operand, "measure"):
        operand = operand.measure("so_luong", scope.period)
    elif isinstance(operand, View):
        operand = operand.printed()
    if isinstance(operand, Blank):
        raise operand.refuse()
    if not isinstance(operand, Figure):
        raise CannotCompute(f"“{operand}” không phải là số")
    if operand.gap is not None:
        return operand.gap
    if len(operand.pairs) > 1:
        raise CannotCompute(f"{operand.id} là một khoảng, không tính được")
    return scale(operand.pairs[0], (100, 1)) if operand.kind is RATE else operand.pairs[0]


def kind_of(text: str, scope: Scope) -> ValueKind:
    """Whether the result is a count (sums of counts), a rate (sums of rates, `ty_le`) or another number."""
    return _kind(parse(text), scope)


def _kind(node: ast.expr, scope: Scope) -> ValueKind:
    match node:
        case ast.UnaryOp(operand=operand):
            return _kind(operand, scope)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _common([_kind(left, scope), _kind(right, scope)])
        case ast.Constant(value=value):
            return COUNT if isinstance(value, int) else VALUE
        case ast.Call(func=ast.Name(id=name), args=args):
            if name == "ty_le":
                return RATE
            return _common([_kind(arg, scope) for arg in args]) if name != "trung_binh" else VALUE
        case ast.BinOp():
            return VALUE
    return _operand_kind(_operand(node, scope), scope)


def _operand_kind(operand: Any, scope: Scope) -> ValueKind:
    if isinstance(operand, Vector):
        return _common([_operand_kind(figure, scope) for figure in operand.figures])
    if isinstance(operand, Measure) and operand.name in PERIOD_MEASURES:
        operand = operand(scope.period)
    elif isinstance(operand, View):
        operand = operand.printed()
    return operand.kind if isinstance(operand, Figure) else VALUE


def _common(kinds: list[ValueKind]) -> ValueKind:
    return kinds[0] if kinds and len(set(kinds)) == 1 else VALUE


def operands(text: str, scope: Scope) -> Iterator[Figure]:
    """Every figure an expression uses, in order of writing, for its trace."""
    yield from _used(parse(text), scope)


def _used(node: ast.expr, scope: Scope) -> Iterator[Figure]:
    match node:
        case ast.Constant():
            return
        case ast.UnaryOp(operand=operand):
            yield from _used(operand, scope)
        case ast.BinOp(left=left, right=right):
            yield from _used(left, scope)
            yield from _used(right, scope)
        case ast.Call(func=ast.Name(), args=args):
            for arg in args:
                yield from _used(arg, scope)
        case _:
            yield from _figures_of(_operand(node, scope), scope)


def _figures_of(operand: Any, scope: Scope) -> Iterator[Figure]:
    if isinstance(operand, Vector):
        yield from (figure for figure in operand.figures if isinstance(figure, Figure))
        return
    if isinstance(operand, Measure) and operand.name in PERIOD_MEASURES:
        operand = operand(scope.period)
    elif isinstance(operand, Quantity) and hasattr(operand, "measure"):
        operand = operand.measure("so_luong", scope.period)
    elif isinstance(operand, View):
        operand = operand.printed()
    if isinstance(operand, Figure):
        yield operand


# --- functions: each takes the exact values of its arguments -----------------------------------------


def _total(values: list[Exact], _: Scope) -> Exact:
    result: Exact = (0, 1)
    for value in values:
        result = add(result, value)
    return result


def _mean(values: list[Exact], scope: Scope) -> Exact:
    return divide(_total(values, scope), (len(values), 1), scope.cause)


def _percent(values: list[Exact], scope: Scope) -> Exact:
    if len(values) != 2:
        raise CannotCompute("ty_le cần đúng hai số: ty_le(phần, toàn bộ)")
    return scale(divide(values[0], values[1], scope.cause), (100, 1))


def _extreme(values: list[Exact], sign: int) -> Exact:
    best: Exact | None = None
    for value in values:
        if isinstance(value, Gap):
            return value
        if best is None or isinstance(best, Gap) or sign * (value[0] * best[1] - best[0] * value[1]) > 0:
            best = value
    return best if best is not None else (0, 1)


FUNCTIONS: dict[str, Callable[[list[Exact], Scope], Exact]] = {
    "tong": _total,
    "trung_binh": _mean,
    "ty_le": _percent,
    "lon_nhat": lambda values, _: _extreme(values, 1),
    "nho_nhat": lambda values, _: _extreme(values, -1),
}
