"""What is wrong with expressions, before anything is computed: grammar, names, operands, circles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from reportgen.compute.book import Book
from reportgen.compute.expression import Scope, Vector, named, operand_nodes
from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator, Question
from reportgen.compute.syntax import BadExpression, depth_of, offset_of, parse, written
from reportgen.errors import Finding, Where
from reportgen.model.base import Path
from reportgen.model.columns import leaf_paths
from reportgen.model.definition import ColumnKind, Definition
from reportgen.model.figure import CannotCompute, Figure, Measure, View
from reportgen.model.figures_input import FiguresInput, Period
from reportgen.model.source import Source
from reportgen.vietnamese import Ratio

FRAMES_OF_FIGURE, MOST_FRAMES = 13, 600
"""What a derived figure takes of Python's stack besides its tree, and what all of a chain may take."""
OF_OWN_NUMBER = frozenset({"so_luong", "gia_tri", "chenh_lech", "muc_giam"})
CHECK_NAME = "kiểm tra tên nhóm, chỉ tiêu trong tệp số liệu"

Node = tuple[str, str]
"""The own number (`cong_thuc`) or the denominator (`mau_so`) of an indicator, by its path."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a file, and what it may name."""

    text: str
    path: Path
    scope: Scope
    node: Node = ("", "")


def check_expressions(figures: FiguresInput, source: Source) -> list[Finding]:
    """Return the findings on every `cong_thuc`, and every `mau_so` given as text, of a figures file."""
    book = Book(figures)
    expressions = list(_expressions(book))
    findings = [finding for each in expressions for finding in problems_of(each, source)]
    return findings or _check_chains(expressions, source)


def check_columns(definition: Definition, source: Source, figures: FiguresInput) -> list[Finding]:
    """Return the findings on every `cong_thuc` column of the annexes of a definition."""
    book = Book(figures)
    return [
        finding for each in _column_expressions(book, definition) for finding in problems_of(each, source)
    ]


def derived_values(
    figures: FiguresInput, book: Book | None = None
) -> dict[tuple[str, str], dict[Period, Ratio]]:
    """Return the exact numbers of derived indicators, where there are any, by group, name and period.

    Ask only when `check_expressions` has found nothing. `book` is that of these figures, where it is at hand.
    """
    derived = [
        (key, name)
        for key, group in figures.groups.items()
        for name, data in group.indicators.items()
        if data.expression is not None
    ]
    if not derived:
        return {}
    own = book or Book(figures)
    periods = {
        period or own.current
        for _, _, data in figures.numbers()
        for period in data.counts or data.values or ()
    }
    periods.add(own.current)
    made = {(group, name): dict(_known(own.indicator(f"{group}.{name}"), periods)) for group, name in derived}
    if book is None:
        own.release()
    return made


def _known(row: Indicator, periods: set[Period]) -> Iterator[tuple[Period, Ratio]]:
    for period in sorted(periods):
        try:
            value = row.exact(period)
        except CannotCompute:
            continue
        if isinstance(value, tuple):
            yield period, value


# --- where expressions stand -------------------------------------------------------------------------


def _expressions(book: Book) -> Iterator[Expression]:
    for group in book.groups.values():
        if isinstance(group, Group):
            for row in group:
                yield from _of_row(book, group, row)


def _of_row(book: Book, group: Group, row: Indicator) -> Iterator[Expression]:
    if row.data.expression is not None:
        path = row.input_path("own")
        yield Expression(
            row.data.expression, path, book.scope(group, book.current, path), (row.path, "cong_thuc")
        )
    for period, text in row.data.denominators.items():
        if isinstance(text, str):
            path = row.input_path("mau_so", period)
            yield Expression(
                text, path, book.scope(group, period or book.current, path), (row.path, "mau_so")
            )


def _column_expressions(book: Book, definition: Definition) -> Iterator[Expression]:
    for number, annex in enumerate(definition.annexes):
        table = annex.table
        row = next(iter(book.groups.get(table.source, ())), None) if table is not None else None
        if table is None or row is None:
            continue
        for column, place in zip(table.leaves(), leaf_paths(table.columns), strict=True):
            if column.kind is ColumnKind.EXPRESSION:
                path = ("phu_luc", number, "bang", "cot", *place, "cong_thuc")
                yield Expression(column.expression or "", path, book.scope(None, book.current, path, row))


# --- one expression ----------------------------------------------------------------------------------


def problems_of(each: Expression, source: Source) -> Iterator[Finding]:
    """Yield the findings on one expression: its grammar, else the names and operands in it."""
    try:
        tree = parse(each.text)
    except BadExpression as error:
        where = _place(each, source, error.offset, error.piece)
        yield Finding("expression-syntax", error.problem, where, error.remedy, each.text)
        return
    columns = {id(arg) for call in ast.walk(tree) if isinstance(call, ast.Call) for arg in call.args}
    for node in operand_nodes(tree):
        try:
            _check_operand(node, each, is_argument=id(node) in columns)
        except CannotCompute as error:
            where = _place(each, source, offset_of(node, each.text), written(node, each.text))
            rule = "expression-name" if error.problem.startswith("không có tên") else "expression-operand"
            yield Finding(rule, error.problem, where, error.remedy or CHECK_NAME, each.text)


def _check_operand(node: ast.expr, each: Expression, *, is_argument: bool) -> None:
    """Raise CannotCompute unless the operand is a number, or a column of numbers inside a function."""
    found, piece = named(node, each.scope), written(node, each.text)
    if isinstance(node, ast.Call):
        _check_call(found, node, piece)
    elif isinstance(found, Vector):
        if not is_argument:
            raise CannotCompute(f"“{piece}” là cả một cột số", remedy=f"dùng trong hàm, ví dụ tong({piece})")
    elif not isinstance(found, Indicator | Measure | Figure):
        is_group = isinstance(found, View) and not isinstance(found, Question)
        what = "là một nhóm, không phải một số" if is_group else "không phải là số"
        raise CannotCompute(f"“{piece}” {what}", remedy="ghi rõ chỉ tiêu, ví dụ can_bo.dai_hoc")


def _check_call(found: object, node: ast.Call, piece: str) -> None:
    args = tuple(map(ast.literal_eval, node.args))
    if isinstance(found, Indicator):
        found.check_arguments("so_luong", args)
    elif isinstance(found, Measure) and isinstance(found.owner, Indicator):
        found.owner.check_arguments(found.name, args)
    else:
        raise CannotCompute(f"“{piece}” không nhận tham số", remedy="bỏ phần trong ngoặc")


def _place(each: Expression, source: Source, offset: int, piece: str) -> Where:
    """Return where a piece of an expression stands; its scalar's place when the file cannot tell."""
    path = source.existing(each.path)
    *_, where = source.place_in_text(path, [each.text[:offset], piece])
    return where


# --- expressions of expressions ----------------------------------------------------------------------


def _check_chains(expressions: list[Expression], source: Source) -> list[Finding]:
    uses: dict[Node, set[Node]] = {}
    for each in expressions:
        uses.setdefault(each.node, set()).update(_uses(each))
    findings = []
    places = {each.node: each.path for each in reversed(expressions)}
    while True:
        try:
            order = list(TopologicalSorter(uses).static_order())
        except CycleError as error:
            circle = _from_first(list(reversed(error.args[1]))[:-1], list(places))
            findings.append(_circle(circle, source.where(places[circle[0]])))
            uses[circle[0]] = set()
        else:
            return findings + _too_long(order, uses, expressions, source)


def _uses(each: Expression) -> Iterator[Node]:
    for node in operand_nodes(parse(each.text)):
        found = named(node, each.scope)
        if isinstance(found, Indicator):
            yield (found.path, "cong_thuc")
        elif isinstance(found, Measure) and found.name != "muc_tieu":
            if found.name != "mau_so":
                yield (found.owner.path, "cong_thuc")
            if found.name not in OF_OWN_NUMBER:
                yield (found.owner.path, "mau_so")


def _from_first(circle: list[Node], order: list[Node]) -> list[Node]:
    """Return the circle begun at the expression that stands first in the file."""
    start = circle.index(max(circle, key=order.index))  # `order` runs from the end of the file
    return circle[start:] + circle[:start]


def _circle(circle: list[Node], where: Where) -> Finding:
    names = " → ".join(path for path, _ in (*circle, circle[0]))
    return Finding(
        "expression-circle", f"công thức quay vòng: {names}", where, "bỏ một công thức trong vòng này"
    )


def _too_long(
    order: list[Node], uses: dict[Node, set[Node]], expressions: list[Expression], source: Source
) -> list[Finding]:
    """Return a finding for each expression at which a chain gets too deep for Python's stack."""
    own = {each.node: FRAMES_OF_FIGURE + depth_of(parse(each.text)) for each in expressions}
    places = {each.node: each.path for each in expressions}
    frames: dict[Node, int] = {}
    findings = []
    for node in order:
        below = max((frames[used] for used in uses.get(node, ())), default=0)
        frames[node] = below + own.get(node, 0)
        if below <= MOST_FRAMES < frames[node]:
            message = f"{node[0]} nối qua quá nhiều công thức"
            remedy = "tính thẳng từ các số liệu gốc, ví dụ tong(…)"
            findings.append(Finding("expression-chain", message, source.where(places[node]), remedy))
    return findings
