"""Guards in an author's expressions: filters of ours for what python would do silently or refuse in English.

The tree that jinja made of a template is changed before code is made of it; what people read and what is
checked stays as they wrote it.
"""

from __future__ import annotations

from typing import Any, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.model.columns import MEASURE_KINDS

LOOPED, JOINED, TRUTH, COMPARED, ASKED, MEASURED = "_lap", "_cau", "_dung", "_so_sanh", "_hoi", "_so_do"
"""Names of the filters: what a loop goes through, a member of `~`, a condition, a comparison, a measure, and
a measure compared with a number."""

MEASURES = frozenset({"gia_tri", *(kind.value for kind in MEASURE_KINDS)})
QUANTITIES = MEASURES | {"co_so_lieu", "co_muc_tieu"}
"""Measures and questions that take a period in brackets."""
OF_NUMBERS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
ANSWERS = frozenset({"la_tong", "la_con", "first", "last"})
"""What is true or false already; asked for in every row of a table."""


def guarded(tree: nodes.Template) -> nodes.Template:
    """Return the tree with guards in it; the tree itself is changed."""
    _Guards().visit(tree)
    return tree


class _Guards(NodeTransformer):
    """Wraps operands in filters of ours."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 — jinja's name
        node.iter = _filter(LOOPED, node.iter)
        if node.test is not None:
            node.test = _truth(node.test)
        return self.generic_visit(node)

    def visit_If(self, node: nodes.If) -> nodes.Node:  # noqa: N802
        node.test = _truth(node.test)
        return self.generic_visit(node)

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802
        node.test = _truth(node.test)
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        node.nodes = [_filter(JOINED, part) for part in node.nodes]
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Ask for a measure with what stands in its brackets in one step."""
        self.generic_visit(node)
        named, arguments = node.node, [each for each in node.args if isinstance(each, nodes.Const)]
        is_plain = len(arguments) == len(node.args) and all(
            type(each.value) in (int, str) for each in arguments
        )
        if not isinstance(named, nodes.Getattr) or named.attr not in QUANTITIES or not is_plain:
            return node
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        return _filter(ASKED, named.node, [nodes.Const(named.attr, lineno=node.lineno), *arguments])

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        steps: list[nodes.Expr] = []
        for operand in node.ops:
            steps += [nodes.Const(operand.op, lineno=node.lineno), operand.expr]
        compared = _filter(COMPARED, node.expr, steps)
        self.generic_visit(compared)
        return _of_measure(compared) or compared


def _of_measure(compared: nodes.Filter) -> nodes.Filter | None:
    """Return a comparison of a measure with a whole number as one step; None for any other."""
    sign, number = compared.args[:2]
    is_number = isinstance(number, nodes.Const) and type(number.value) is int
    if len(compared.args) > 2 or not is_number or not _is_one_of(sign, OF_NUMBERS):
        return None
    measure, at = compared.node, compared.lineno
    if isinstance(measure, nodes.Getattr) and measure.attr in MEASURES:
        name, is_called = nodes.Const(measure.attr, lineno=at), nodes.Const(False, lineno=at)
        return _filter(MEASURED, measure.node, [sign, number, is_called, name])
    if isinstance(measure, nodes.Filter) and measure.name == ASKED and _is_one_of(measure.args[0], MEASURES):
        owner = cast(nodes.Expr, measure.node)
        return _filter(MEASURED, owner, [sign, number, nodes.Const(True, lineno=at), *measure.args])
    return None


def _is_one_of(node: nodes.Expr, names: frozenset[str]) -> bool:
    return isinstance(node, nodes.Const) and node.value in names


def _truth(node: nodes.Node) -> nodes.Expr:
    """Return a condition whose every atom is guarded; the words between them stay as they are."""
    if isinstance(node, nodes.And | nodes.Or):
        node.left, node.right = _truth(node.left), _truth(node.right)
        return node
    if isinstance(node, nodes.Not):
        node.node = _truth(node.node)
        return node
    is_answer = isinstance(node, nodes.Getattr) and node.attr in ANSWERS
    is_ours = isinstance(node, nodes.Getitem)  # authors cannot write indexes
    is_decided = isinstance(node, nodes.Compare) or is_answer or is_ours
    return cast(nodes.Expr, node) if is_decided else _filter(TRUTH, node)


def _filter(name: str, node: nodes.Node, args: list[Any] | None = None) -> nodes.Filter:
    return nodes.Filter(
        node, name, args or [], [], None, None, lineno=node.lineno, environment=node.environment
    )
