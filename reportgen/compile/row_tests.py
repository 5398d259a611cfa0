"""What loops ask of a row before they print it, as far as it is a plain question or comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from reportgen.compile.guards import MEASURES, OF_NUMBERS
from reportgen.model.passage import RowTest

OF_ROWS = frozenset({"la_tong", "la_con"})
"""What a row answers about itself, whatever its numbers."""
OF_TARGETS = "co_muc_tieu"
"""What it answers about its targets, which are no numbers of a unit."""


def name_of(node: nodes.Node) -> str:
    """Return a name that stands alone; an empty text for anything else."""
    return str(node.name) if isinstance(node, nodes.Name) else ""


def of_row(node: nodes.Node, row: str) -> str | None:
    """Return which name of the row an expression is; an empty one is the row itself, None something else."""
    if isinstance(node, nodes.Getattr):
        return node.attr if name_of(node.node) == row else None
    return "" if name_of(node) == row else None


def is_of_shape(test: nodes.Node | None, row: str) -> bool:
    """Tell whether a condition asks of a row only what no number can change; none is such a condition."""
    match test:
        case None:
            return True
        case nodes.And() | nodes.Or():
            return is_of_shape(test.left, row) and is_of_shape(test.right, row)
        case nodes.Not():
            return is_of_shape(test.node, row)
    return _question(test, row) is not None


def narrowed(loop: nodes.For) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return the conditions under which a round of a loop prints anything, and what it prints then."""
    conditions: list[nodes.Node] = [loop.test] if loop.test is not None else []
    body = loop.body
    while len(body) == 1 and isinstance(only := body[0], nodes.If) and not (only.elif_ or only.else_):
        conditions.append(only.test)
        body = only.body
    return conditions, body


def row_tests(conditions: Iterable[nodes.Node], row: str) -> tuple[RowTest, ...]:
    """Return conditions as tests in order; nothing when one is no such test, or none compares a number."""
    found = [_question(each, row) or _comparison(each, row) for each in _atoms(conditions)]
    tests = tuple(test for test in found if test is not None)
    return tests if len(tests) == len(found) and any(test.sign for test in tests) else ()


def _atoms(conditions: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for each in conditions:
        if isinstance(each, nodes.And):
            yield from _atoms((each.left, each.right))
        else:
            yield each


def _question(test: nodes.Node, row: str) -> RowTest | None:
    """Return a condition that no number can change as a test."""
    if (found := _asked(test, row)) is None:
        return None
    is_one = found.asked[0] == OF_TARGETS if found.is_called else found.asked[0] in OF_ROWS
    return found if is_one else None


def _comparison(test: nodes.Node, row: str) -> RowTest | None:
    """Return the comparison of a measure with a whole number as a test."""
    if not isinstance(test, nodes.Compare) or len(test.ops) != 1 or test.ops[0].op not in OF_NUMBERS:
        return None
    found, other = _asked(test.expr, row), test.ops[0].expr
    if found is None or found.asked[0] not in MEASURES:
        return None
    if not isinstance(other, nodes.Const) or type(other.value) is not int:
        return None
    return found._replace(sign=test.ops[0].op, number=other.value)


def _asked(node: nodes.Node, row: str) -> RowTest | None:
    """Return what is asked of the row, without arguments or with constant ones."""
    if not isinstance(node, nodes.Call):
        name = of_row(node, row)
        return RowTest((name,)) if name else None
    name, arguments = of_row(node.node, row), [each for each in node.args if isinstance(each, nodes.Const)]
    has_others = node.kwargs or node.dyn_args or node.dyn_kwargs or len(arguments) < len(node.args)
    if has_others or not name or not all(type(each.value) in (int, str) for each in arguments):
        return None
    return RowTest((name, *[each.value for each in arguments]), is_called=True)
