"""Overrides (`ghi_de`): which figure each line is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reportgen.compute.expression import operand_nodes, operands
from reportgen.compute.syntax import parse
from reportgen.model.figure import CannotCompute, Figure
from reportgen.model.override import Override, OverrideLine

if TYPE_CHECKING:
    from reportgen.compute.book import Book

WITH_ARGUMENTS = re.compile(r"(\w+\.\w+\.[a-z_]+)\.(\d+(?:\.\w+)*)")


def overrides_of(book: Book, given: Iterable[OverrideLine]) -> Mapping[str, Override]:
    """Return the overrides by figure id; a line that names no figure is left to the checks.

    The figures of `book` are made on the way, so it must be another one than the one that prints.
    """
    lines: dict[str, list[OverrideLine]] = {}
    for line in given:
        figure = overridden(book, line.figure)
        if isinstance(figure, Figure):
            lines.setdefault(figure.id, []).append(line)
    return {figure: Override(tuple(found)) for figure, found in lines.items()}


def overridden(book: Book, name: str) -> Figure | CannotCompute:
    """Return the figure of a name or id, or what is wrong with it."""
    try:
        text = _as_expression(name.strip())
        tree, scope = parse(text), book.scope(None, book.current, ("ghi_de",))
        if list(operand_nodes(tree)) != [tree]:
            return CannotCompute("đây là một phép tính, không phải một số")
        found = list(operands(text, scope))
    except CannotCompute as error:
        return error
    return found[0] if len(found) == 1 else CannotCompute("chỗ này không có đúng một số")


def _as_expression(name: str) -> str:
    """Return an id as people write the figure: `x.nu.dat.2025.ke_hoach` as `x.nu.dat(2025, 'ke_hoach')`."""
    found = WITH_ARGUMENTS.fullmatch(name)
    if found is None:
        return name
    year, *rest = found[2].split(".")
    if rest and rest[0].isdigit():
        rest.insert(0, "")
    shown = [year, *(part if part.isdigit() else f"'{part}'" for part in rest)]
    return f"{found[1]}({', '.join(shown)})"
