"""Outputs of measures in one step: `{{ x.dat(2025) }}` asks `x` for the figure and prints it, with no detour.

What most tags of a report say takes jinja a look-up, an object and a call. Here the tree that jinja made of
a template is changed before code is made of it; the filter that takes their place goes the long way for
whatever is no indicator, so nothing else changes.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

PRINTED, MEASURED = "_neo", "_neo_so"
"""Names of the gate's filters: for any value, and for a measure of an indicator."""


def fused(tree: nodes.Template, measures: frozenset[str]) -> nodes.Template:
    """Return the tree with measures printed in one step; the tree itself is changed."""
    _Fuse(measures).visit(tree)
    return tree


class _Fuse(NodeTransformer):
    def __init__(self, measures: frozenset[str]) -> None:
        self.measures = measures

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 — jinja's name
        if node.name == PRINTED and node.node is not None:
            asked = self._asked(node.node)
            if asked is not None:
                owner, name, arguments = asked
                node.name, node.node = MEASURED, owner
                node.args = [nodes.Const(name), nodes.Const(arguments), *node.args]
        return self.generic_visit(node)

    def _asked(self, node: nodes.Node) -> tuple[nodes.Expr, str, tuple[object, ...] | None] | None:
        """Tell whose measure is asked for, which, and with what constant arguments (None: not called)."""
        arguments: tuple[object, ...] | None = None
        if isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
            constants = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
            if len(constants) != len(node.args):
                return None
            node, arguments = node.node, tuple(constants)
        if isinstance(node, nodes.Getattr) and node.attr in self.measures:
            return node.node, node.attr, arguments
        return None
