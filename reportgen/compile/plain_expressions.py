"""Expressions so plain that jinja need not read them: a figure, a measure of one, a phrase.

Nearly all tags of a report hold one, and reading them all took jinja half the time of compiling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from jinja2 import Environment, nodes

from reportgen.compile.phrases import JINJA_WORDS

PATH = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
ARGUMENT = rf"(?:{PATH}|[1-9][0-9]*)"
PATTERN = rf"(?P<path>{PATH})(?:\((?P<arguments>(?:{ARGUMENT}(?:, *{ARGUMENT})*)?)\))?"
PLAIN = re.compile(PATTERN)
GATED = re.compile(rf"\{{\{{\n\({PATTERN}\)\|(?P<gate>_[a-z]+)(?:\((?P<site>[0-9]+)\))? \}}\}}")
"""An output as SourceWriter writes it."""
MARK = "\x01"
"""No XML and no definition can hold it."""
MARKED = re.compile(f"{MARK}([0-9]+)\n")


class PlainExpression(NamedTuple):
    """A path, and its arguments when it is called."""

    path: str
    arguments: tuple[str, ...] | None

    @property
    def is_free(self) -> bool:
        """Whether no name in it is a word of jinja."""
        return not any(name.partition(".")[0] in JINJA_WORDS for name in (self.path, *(self.arguments or ())))


def plain_expression(text: str) -> PlainExpression | None:
    """Read an expression at a glance; None when jinja must read it."""
    found = PLAIN.fullmatch(text)
    return None if found is None else _read(found)


def _read(found: re.Match[str]) -> PlainExpression | None:
    given = found["arguments"]
    read = PlainExpression(found["path"], None if given is None else tuple(re.findall(ARGUMENT, given)))
    return read if read.is_free else None


def parse(environment: Environment, text: str) -> nodes.Template:
    """Return the tree that jinja makes of a source; the plain outputs are ours, which to jinja are text."""
    left: list[tuple[PlainExpression, str, str | None]] = []

    def shortened(found: re.Match[str]) -> str:
        read = _read(found)
        if read is None:
            return found[0]
        left.append((read, found["gate"], found["site"]))
        return f"{MARK}{len(left) - 1}\n"

    tree = environment.parse(GATED.sub(shortened, text))
    for output in list(tree.find_all(nodes.Output)):  # before they grow
        output.nodes = [each for node in output.nodes for each in _pieces(node, left)]
        output.lineno = output.nodes[0].lineno
    return tree


def _pieces(node: nodes.Expr, left: list[tuple[PlainExpression, str, str | None]]) -> Iterator[nodes.Expr]:
    """Yield a node, or what it is made of when it is a text with marks; each mark ends a line."""
    if not isinstance(node, nodes.TemplateData):
        yield node
        return
    line = node.lineno
    for number, piece in enumerate(MARKED.split(node.data)):
        at = {"lineno": line, "environment": node.environment}
        if number % 2:
            line = at["lineno"] = line + 1
            yield _gated(*left[int(piece)], at)
        elif piece:
            yield nodes.TemplateData(piece, **at)


def _gated(read: PlainExpression, gate: str, site: str | None, at: dict[str, Any]) -> nodes.Filter:
    node = _of_path(read.path, at)
    if read.arguments is not None:
        arguments = [
            nodes.Const(int(each), **at) if each.isdecimal() else _of_path(each, at)
            for each in read.arguments
        ]
        node = nodes.Call(node, arguments, [], None, None, **at)
    sites = [] if site is None else [nodes.Const(int(site), **at)]
    return nodes.Filter(node, gate, sites, [], None, None, **at)


def _of_path(path: str, at: dict[str, Any]) -> nodes.Expr:
    root, *steps = path.split(".")
    node: nodes.Expr = nodes.Name(root, "load", **at)
    for step in steps:
        node = nodes.Getattr(node, step, "load", **at)
    return node
