"""Straight stretches of a part, printed in one call each: static XML, and between it what the figures give.

What stands between two control tags is one output to jinja: texts and expressions in turn. Here the tree that
jinja made of a part is changed before code is made of it: such an output becomes one call with the values of
its expressions, and what to do with them is a `Passage`, worked out once. A measure (`{{ x.dat(2025) }}`) is
asked for inside the call, so that jinja only finds its owner.

The part without this change says what shall be printed: mistakes are told by it, and tests compare with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.model.columns import MEASURE_KINDS
from reportgen.model.passage import Hole, Passage

MEASURES = frozenset({"gia_tri", *(kind.value for kind in MEASURE_KINDS)})
PASSAGE, RUN_GATE = "_doan", "_neo"
GATES = frozenset({RUN_GATE, "_chu", "_so"})
"""Filters that print a value at a site; what goes through none of them is text already."""
Path = tuple[str | int, ...]


class Passages(NodeTransformer):
    """All passages of one form, in the order in which its parts are compiled."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self.local: set[str] = set()
        """Names that a tag of the part sets."""

    def gathered(self, tree: nodes.Template) -> nodes.Template:
        """Return the tree with its passages gathered; the tree itself is changed."""
        named: Iterator[nodes.Name | nodes.Macro] = tree.find_all((nodes.Name, nodes.Macro))
        set_here = (each.name for each in named if isinstance(each, nodes.Macro) or each.ctx != "load")
        self.local = {"loop", *set_here}
        self.visit(tree)
        return tree

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 — jinja's name
        """Leave a phrase as it is: it returns text."""
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Leave a footnote as it is: what it holds is asked for as text."""
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Put a call in the place of each stretch of an output; a phrase is a stretch of its own.

        What a phrase prints is known when it is printed only: so it does not spoil the stencil of the others.
        """
        stretches: list[list[nodes.Expr]] = [[]]
        for piece in node.nodes:
            if _is_phrase(piece):
                stretches += ([piece], [])
            else:
                stretches[-1].append(piece)
        return nodes.Output([self._call(pieces, node) for pieces in stretches if pieces], lineno=node.lineno)

    def _call(self, pieces: list[nodes.Expr], output: nodes.Output) -> nodes.Expr:
        passage, values = _passage(pieces, self.local)
        self.found.append(passage)
        number = nodes.Const(len(self.found) - 1)
        return nodes.Filter(
            number, PASSAGE, values, [], None, None, lineno=output.lineno, environment=output.environment
        )


def _is_phrase(piece: nodes.Expr) -> bool:
    called = piece.node if isinstance(piece, nodes.Filter) and piece.name == RUN_GATE else None
    return isinstance(called, nodes.Call) and isinstance(called.node, nodes.Name)


def _passage(pieces: Iterable[nodes.Expr], local: set[str]) -> tuple[Passage, list[nodes.Expr]]:
    """Return an output as a passage, and the expressions that it is called with, each once."""
    holes: list[Hole] = []
    values: dict[str, nodes.Expr] = {}
    paths: dict[Path, None] = {}
    text = ""
    wanted: list[str | Path] = []
    for piece in pieces:
        if isinstance(piece, nodes.TemplateData):
            text += piece.data
            continue
        value, hole = _hole(piece)
        path = _path(value, local)
        if path is not None:
            paths[path] = None
        else:
            values[repr(value)] = value
        wanted.append(repr(value) if path is None else path)
        holes.append(hole._replace(before=text.encode()))
        text = ""
    numbers = {key: number for number, key in enumerate([*paths, *values])}
    filled = tuple(hole._replace(value=numbers[key]) for hole, key in zip(holes, wanted, strict=True))
    return Passage(filled, text.encode(), tuple(paths)), list(values.values())


def _path(node: nodes.Node, local: set[str]) -> Path | None:
    """Return an expression as a path, if it is one that begins with a name that no tag sets."""
    steps: list[str | int] = []
    while not isinstance(node, nodes.Name):
        if isinstance(node, nodes.Getattr):
            steps.append(node.attr)
        elif (
            isinstance(node, nodes.Getitem)
            and isinstance(node.arg, nodes.Const)
            and type(node.arg.value) is int
        ):
            steps.append(node.arg.value)
        else:
            return None
        node = node.node
    return None if node.name in local else (node.name, *reversed(steps))


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
