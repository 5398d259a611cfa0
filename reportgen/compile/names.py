"""Names that do not exist, all found before anything is rendered.

Each `a.b.c` of the compiled parts is followed through the figures of a unit, also in branches that are not
taken and through the names that loops and `set` give; what is found holds for every unit, since units share
the names of their figures.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import nodes

from reportgen.compile.environment import LOOP_NAMES
from reportgen.errors import Finding, Where
from reportgen.model.figure import CannotCompute, View
from reportgen.model.form import Form, Site
from reportgen.vietnamese import suggest

UNKNOWN = object()
"""What cannot be told before rendering: the result of a call or a filter."""

GIVEN_WHILE_FILLING = ("_ghi_chu", "_ghi_chu_cuoi")


class Elements(tuple[Any, ...]):
    """What a loop variable stands for: any of these."""


class Parameter:
    """What a parameter of a phrase stands for: anything that the figures have."""


Scope = dict[str, Any]


class Missing(NamedTuple):
    """A name that is not there: line of the template, what it was looked for in, and what there is."""

    line: int
    name: str
    owner: str
    choices: list[str]


def check_names(form: Form, names: Mapping[str, Any]) -> list[Finding]:
    """Return findings for every name in parts, texts and conditions that `names` does not have.

    A name that is missing at several places is one finding.
    """
    walk = _Walk({**names, **dict.fromkeys(GIVEN_WHILE_FILLING, UNKNOWN)})
    findings: list[Finding] = []
    for part in (*form.parts, *(text.part for text in form.texts)):
        phrases = (macro.name for macro in part.tree.find_all(nodes.Macro))  # they may call each other
        for missing in walk.missing(part.tree, dict.fromkeys(phrases, UNKNOWN)):
            site = form.sites[part.sites[min(max(0, missing.line - 2), len(part.sites) - 1)]]
            findings.append(_finding(site, missing))
    for site, scope in _expressions(form, names):
        tree = form.environment.parse("{{ " + site.source + " }}")
        findings += [_finding(site, missing) for missing in walk.missing(tree, scope)]
    return [*_by_cause(findings), *_hidden_groups(form, names)]


def _expressions(form: Form, names: Mapping[str, Any]) -> Iterator[tuple[Site, Scope]]:
    """Conditions and cells of office forms, with the names that they know besides."""
    entries = (form.sections, form.annexes, form.charts)
    conditions = [entry.condition for each in entries for entry in each]
    for condition in conditions:
        if condition is not None:
            yield Site(condition.where, condition.source), {}
    for number, annex in enumerate(form.annexes, 1):
        yield from ((site, {}) for _, site in annex.form_cells.values())
        row = {"h": Elements(names.get("_hang", {}).get(number, ()))}
        yield from ((site, row) for cells in annex.form_rows.values() for _, site in cells)
    for number, chart in enumerate(form.charts, 1):
        row = {"h": Elements(names.get("_hang_bd", {}).get(number, ()))} if chart.chart.source else {}
        yield from ((site, row) for sites in (*chart.sites, chart.overs) for site in sites)


class _Walk:
    """Walks a template's tree, keeping what its names stand for."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names
        self._vocabulary: dict[str, None] | None = None

    def missing(self, node: nodes.Node, scope: Scope) -> Iterator[Missing]:
        """Yield what a node and all below it name in vain; `scope` gets what the node itself names."""
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope)
        elif isinstance(node, nodes.Macro):
            phrases = {name: value for name, value in scope.items() if value is UNKNOWN}
            inner = {argument.name: Parameter() for argument in node.args}
            yield from self._below(node.body, {**phrases, **inner})
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            yield from self.missing(node.node, scope)
            scope[node.target.name] = self._value(node.node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            yield from self._follow(node, scope)
        else:
            yield from self._below(node.iter_child_nodes(), scope)

    def _below(self, children: Any, scope: Scope) -> Iterator[Missing]:
        for child in children:
            yield from self.missing(child, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Missing]:
        yield from self.missing(node.iter, scope)
        assert isinstance(node.target, nodes.Name), "checked tag by tag"
        position = dict.fromkeys(LOOP_NAMES, UNKNOWN)
        inner = {**scope, node.target.name: self._element(node.iter, scope), "loop": position}
        yield from self._below([node.test] if node.test is not None else [], inner)
        yield from self._below(node.body, inner)
        yield from self._below(node.else_, scope)

    def _follow(self, node: nodes.Expr, scope: Scope) -> Iterator[Missing]:
        root, steps = _trail(node)
        if not isinstance(root, nodes.Name):
            yield from self.missing(root, scope)
            return
        if root.name not in scope and root.name not in self.names:
            known = [name for name in (*scope, *self.names) if not name.startswith("_")]
            yield Missing(root.lineno, root.name, "", known)
            return
        value = self._value(root, scope)
        for step in steps:
            found = self._look(value, step)
            if found is None:
                yield Missing(node.lineno, step, _title(value), self._choices(value))
                return
            value = found[0]

    def _value(self, node: nodes.Node, scope: Scope) -> Any:
        """Return what an expression stands for, as far as it can be told."""
        if isinstance(node, nodes.Name):
            return scope[node.name] if node.name in scope else self.names.get(node.name, UNKNOWN)
        if isinstance(node, nodes.Getattr):
            found = self._look(self._value(node.node, scope), node.attr)
            return UNKNOWN if found is None else found[0]
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            table = self._value(node.node, scope)
            return table.get(node.arg.value, UNKNOWN) if isinstance(table, dict) else UNKNOWN
        if isinstance(node, nodes.List | nodes.Tuple):
            return [self._value(item, scope) for item in node.items]
        return UNKNOWN

    def _element(self, node: nodes.Node, scope: Scope) -> Any:
        value = self._value(node, scope)
        is_many = isinstance(value, list | tuple) or (isinstance(value, View) and hasattr(value, "__iter__"))
        return Elements(value) if is_many else UNKNOWN

    def _look(self, value: Any, name: str) -> tuple[Any] | None:
        """Return what `.name` of a value stands for; None when there is no such name."""
        if value is UNKNOWN or (isinstance(value, Elements) and not value):
            return (UNKNOWN,)
        if isinstance(value, Elements):
            looks = (self._look(each, name) for each in value)
            return next((found for found in looks if found is not None), None)
        if isinstance(value, Parameter):
            return (UNKNOWN,) if name in self._all_names() else None
        if isinstance(value, dict):
            return (value[name],) if name in value else None
        if not isinstance(value, View):
            return None
        try:
            return (value.look(name),)
        except KeyError:
            return None
        except CannotCompute:
            return (UNKNOWN,)

    def _choices(self, value: Any) -> list[str]:
        if isinstance(value, Elements):
            return self._choices(value[0])
        if isinstance(value, Parameter):
            return list(self._all_names())
        if isinstance(value, dict):
            return list(value)
        return list(value.known_names()) if isinstance(value, View) else []

    def _all_names(self) -> dict[str, None]:
        """Every name that any figure has: what a parameter of a phrase may be asked for."""
        if self._vocabulary is None:
            groups = [value for value in self.names.values() if isinstance(value, View)]
            inside = [each for group in groups if hasattr(group, "__iter__") for each in group]
            views = [*groups, *(each for each in inside if isinstance(each, View))]
            totals = [found[0] for group in groups if (found := self._look(group, "tong_so")) is not None]
            views += [total for total in totals if isinstance(total, View)]
            known = (name for view in views for name in view.known_names())
            self._vocabulary = dict.fromkeys([*known, *LOOP_NAMES])
        return self._vocabulary


def _trail(node: nodes.Node) -> tuple[nodes.Node, list[str]]:
    """Where an `a.b.c` begins, and its steps."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    return node, steps[::-1]


def _title(value: Any) -> str:
    if isinstance(value, Elements):
        return _title(value[0])
    return value.title if isinstance(value, View) else ""


def _finding(site: Site, missing: Missing) -> Finding:
    inside = f" trong “{missing.owner}”" if missing.owner else ""
    message = f"không có tên “{missing.name}”{inside}{suggest(missing.name, missing.choices)}"
    remedy = "kiểm tra tên trong tệp số liệu hoặc định nghĩa"
    return Finding("unknown-name", message, column_of(site, missing.name), remedy, site.source)


def _hidden_groups(form: Form, names: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each phrase that bears the name of a group."""
    for name, where in form.phrases.items():
        if name in names:
            message = f"cụm từ “{name}” trùng tên với nhóm số liệu “{name}”"
            yield Finding("phrase-name", message, where, "đổi tên cụm từ")


def _by_cause(findings: list[Finding]) -> list[Finding]:
    """One finding for each missing name, with all its places."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    result = []
    for first, *rest in groups.values():
        also = dict.fromkeys(other.where for other in rest if other.where != first.where)
        result.append(dataclasses.replace(first, also=tuple(also)))
    return result


def column_of(site: Site, name: str) -> Where:
    """Return the place of a name inside a tag that stands on one line."""
    found = re.search(rf"\b{re.escape(name)}\b", site.source)
    where = site.where
    if not found or not where.line or not site.source.startswith("{") or "\n" in site.source[: found.start()]:
        return where
    return dataclasses.replace(where, column=where.column + found.start())
