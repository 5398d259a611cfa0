"""Straight stretches of a part, printed in one call each: static XML, and between it what the figures give.

What stands between two control tags is one output to jinja: texts and expressions in turn. Here the tree that
jinja made of a part is changed before code is made of it: such an output becomes one call with the values of
its expressions, and what to do with them is a `Passage`, worked out once. A measure (`{{ x.dat(2025) }}`) is
asked for inside the call, so that jinja only finds its owner.

The part without this change says what shall be printed: mistakes are told by it, and tests compare with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.model.columns import MEASURE_KINDS
from reportgen.model.form import Hole, Passage

MEASURES = frozenset(kind.value for kind in MEASURE_KINDS)
PASSAGE, RUN_GATE = "_doan", "_neo"
GATES = frozenset({RUN_GATE, "_chu", "_so"})
"""Filters that print a value at a site; what goes through none of them is text already."""


class Passages(NodeTransformer):
    """All passages of one form, in the order in which its parts are compiled."""

    def __init__(self) -> None:
        self.found: list[Passage] = []

    def gathered(self, tree: nodes.Template) -> nodes.Template:
        """Return the tree with its passages gathered; the tree itself is changed."""
        self.visit(tree)
        return tree

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 — jinja's name
        """Leave a phrase as it is: it returns text."""
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Leave a footnote as it is: what it holds is asked for as text."""
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Put one call in the place of an output."""
        holes, values, after = _holes(node.nodes)
        self.found.append(Passage(holes, after))
        number = nodes.Const(len(self.found) - 1)
        call = nodes.Filter(
            number, PASSAGE, values, [], None, None, lineno=node.lineno, environment=node.environment
        )
        return nodes.Output([call], lineno=node.lineno)


def _holes(pieces: Iterable[nodes.Expr]) -> tuple[tuple[Hole, ...], list[nodes.Expr], bytes]:
    """Return the holes of an output, the expressions that fill them, each once, and the text at its end."""
    holes: list[Hole] = []
    values: dict[str, tuple[int, nodes.Expr]] = {}
    text = ""
    for piece in pieces:
        if isinstance(piece, nodes.TemplateData):
            text += piece.data
            continue
        value, hole = _hole(piece)
        number, _ = values.setdefault(repr(value), (len(values), value))
        holes.append(hole._replace(before=text.encode(), value=number))
        text = ""
    return tuple(holes), [value for _, value in values.values()], text.encode()


def _hole(piece: nodes.Expr) -> tuple[nodes.Expr, Hole]:
    """Return the expression that a piece prints, and how it is printed."""
    if not (isinstance(piece, nodes.Filter) and piece.name in GATES and piece.node is not None):
        return piece, Hole()
    site = piece.args[0]
    assert isinstance(site, nodes.Const), "written by SourceWriter"
    hole = Hole(gate=piece.name, site=site.value)
    if piece.name == RUN_GATE and (found := _measure(piece.node)):
        owner, asked, is_called = found
        return owner, hole._replace(asked=asked, is_called=is_called)
    return piece.node, hole


def _measure(node: nodes.Node) -> tuple[nodes.Expr, tuple[object, ...], bool] | None:
    """Tell whose measure an expression is, which with what constant arguments, and whether it is called."""
    arguments: list[object] = []
    is_called = isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    if is_called:
        assert isinstance(node, nodes.Call)
        arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        is_plain = all(type(argument) in (int, str) for argument in arguments)  # True would pass for 1
        if len(arguments) != len(node.args) or not is_plain:
            return None
        node = node.node
    if isinstance(node, nodes.Getattr) and node.attr in MEASURES:
        return node.node, (node.attr, *arguments), is_called
    return None
