"""Names that do not exist, all found before anything is rendered.

Each `a.b.c` of the compiled parts whose root is not a loop variable is followed through the figures of a unit; what is
found holds for every unit, since units share the names of their figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from reportgen.errors import Finding, Where
from reportgen.model.figure import Quantity, View
from reportgen.model.form import Condition, Form, Part, Site
from reportgen.vietnamese import suggest

UNKNOWN = object()


def check_names(form: Form, names: Mapping[str, Any]) -> list[Finding]:
    """Findings for every name in parts, texts and conditions that `names` does not have."""
    findings: list[Finding] = []
    for part in (*form.parts, *(text.part for text in form.texts)):
        findings += _check_part(form, part, names)
    for condition in _conditions(form):
        tree = form.environment.parse("{{ " + condition.source + " }}")
        site = Site(condition.where, condition.source)
        findings += [_finding(site, name, owner, choices) for _, name, owner, choices in _unknown(tree, names, set())]
    return list(dict.fromkeys(findings))


def _conditions(form: Form) -> Iterator[Condition]:
    for entry in (*form.sections, *form.annexes):
        if entry.condition is not None:
            yield entry.condition


def _check_part(form: Form, part: Part, names: Mapping[str, Any]) -> Iterator[Finding]:
    tree = form.environment.parse(part.source)
    bound = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    bound |= {node.name for node in tree.find_all(nodes.Macro)}
    for line, name, owner, choices in _unknown(tree, names, bound):
        site = form.sites[part.sites[min(max(0, line - 2), len(part.sites) - 1)]]
        yield _finding(site, name, owner, choices)


def _unknown(tree: nodes.Template, names: Mapping[str, Any], bound: set[str]) -> Iterator[tuple[int, str, str, list[str]]]:
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Getattr, nodes.Name)):
        if id(node) in inner or (isinstance(node, nodes.Name) and node.ctx != "load"):
            continue
        trail = _trail(node)
        if not trail or trail[0] in bound or trail[0].startswith("_") or trail[0] in ("loop", "caller"):
            continue
        missing = _follow(trail, names)
        if missing is not None:
            yield (node.lineno, *missing)


def _trail(node: nodes.Node) -> list[str]:
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    return [node.name, *reversed(steps)] if isinstance(node, nodes.Name) else []


def _follow(trail: list[str], names: Mapping[str, Any]) -> tuple[str, str, list[str]] | None:
    """The first step that leads nowhere, with what it was looked for in and what there is; None when all is well."""
    if trail[0] not in names:
        return trail[0], "", [name for name in names if not name.startswith("_")]
    value = names[trail[0]]
    for step in trail[1:]:
        if isinstance(value, View):
            try:
                value = value.look(step)
            except KeyError:
                return step, value.title, list(value.known_names())
        elif isinstance(value, dict):
            if step not in value:
                return step, "", list(value)
            value = value[step]
        else:
            return None
        if isinstance(value, Quantity) and not list(value.known_names()):
            return None  # a measure: it is called, not looked into
    return None


def _finding(site: Site, name: str, owner: str, choices: list[str]) -> Finding:
    inside = f" trong “{owner}”" if owner else ""
    message = f"không có tên “{name}”{inside}{suggest(name, choices)}"
    remedy = "kiểm tra tên trong tệp số liệu hoặc định nghĩa"
    return Finding("unknown-name", message, column_of(site, name), remedy, site.source)


def column_of(site: Site, name: str) -> Where:
    """The place of a name inside a tag that stands on one line."""
    found = re.search(rf"\b{re.escape(name)}\b", site.source)
    where = site.where
    if not found or not where.line or "\n" in site.source[: found.start()]:
        return where
    return Where(where.file, where.line, where.column + found.start())
