"""Printing a loop whose rounds print a passage each, as the rows of a table do: all of them by one stencil.

Rows of a unit are nearly always those of the unit before. Where they are not, each is printed by itself. Of
units of one mould it is known beforehand where no number has a say in it; then nobody looks at the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from reportgen.fill.gate import WAYS_OUT
from reportgen.fill.passages import (
    Found,
    is_reprinted,
    is_text,
    is_told,
    print_found,
    printed_as_alike,
)
from reportgen.fill.printer import Printer
from reportgen.fill.tracing import joined
from reportgen.model.figure import Indicating, View
from reportgen.model.passage import Choice, Passage
from reportgen.model.slots import Stencil

NO_PASSAGE = Passage((), b"")


@pass_context
def gather(context: Context, row: Any) -> str:
    """Keep a row that a loop has come to."""
    context.parent["_in_ra"].rows.append(row)
    return ""


@pass_context
def print_rounds(context: Context, number: int, rows: Iterable[Any] | None = None) -> str:
    """Print a passage for each row: those given, else those gathered."""
    printer: Printer = context.parent["_in_ra"]
    if rows is None:
        rows, printer.rows = printer.rows, []
    gone_through = list(rows)
    if printer.loops[number].says_rows and all(map(is_text, gone_through)):
        _say(printer, printer.loops[number].choices[0].passage, gone_through)
        return ""
    stencil = print_rows(context, number, gone_through)
    if printer.loops[number].is_of_shape and all(isinstance(row, Indicating) for row in gone_through):
        _keep(printer, number, stencil)
    return ""


def _say(printer: Printer, number: int, texts: Iterable[str]) -> None:
    """Print a passage for each of some texts, which takes no stencil."""
    passage, out = printer.passages[number], printer.out
    for text in texts:
        for hole in passage.holes:
            out += (hole.before, WAYS_OUT[hole.gate](printer, text, hole.site))
        out.append(passage.after)


def print_rows(context: Context, number: int, rows: Sequence[Any]) -> Stencil | None:
    """Print the rows of a loop and return the stencil by which that was done at one go, if it was."""
    printer: Printer = context.parent["_in_ra"]
    choices, values = _chosen(printer.loops[number].choices, rows, context.environment)
    if not choices:
        return None
    found = Found(context, NO_PASSAGE, values)
    found.kind = (*[choice.passage for choice in choices], *found.kind)
    return _print(printer, -1 - number, found, choices)


def found_in(context: Context, number: int, row: Any) -> tuple[int, Found] | None:
    """Return the number of the passage that a row prints, and what stands in it; None when it prints none."""
    printer: Printer = context.parent["_in_ra"]
    choices, values = _chosen(printer.loops[number].choices, [row], context.environment)
    if not choices:
        return None
    return choices[0].passage, Found(context, printer.passages[choices[0].passage], values)


@pass_context
def print_as_before(context: Context, number: int) -> bool:
    """Print a loop as in other units of the mould, and tell whether that could be done."""
    printer: Printer = context.parent["_in_ra"]
    if printer.mould is None:
        return False
    stencil = printer.last.rounds.get((number, printer.mould))
    if stencil is None:
        return False
    in_step = printer.counts is None and printer.stencils.get((-1 - number, len(printer.texts))) is stencil
    return is_told(printer, stencil, in_step=in_step)


def _keep(printer: Printer, number: int, stencil: Stencil | None) -> None:
    """Keep what a loop has printed in the way of documents before, if no figure had to be asked for."""
    if printer.mould is not None and stencil is not None and not stencil.figures:
        printer.new_rounds[number, printer.mould] = stencil


def _chosen(
    rounds: Sequence[Choice], rows: Iterable[Any], environment: Any
) -> tuple[list[Choice], list[Any]]:
    """Return what each row prints, and the values of all these passages."""
    choices, values = list[Choice](), list[Any]()
    for row in rows:
        look = row.look if isinstance(row, View) else partial(environment.getattr, row)
        try:
            _choose(rounds, row, look, choices, values)
        except KeyError:  # an unknown name, which jinja tells of
            _choose(rounds, row, partial(environment.getattr, row), choices, values)
    return choices, values


def _choose(
    rounds: Sequence[Choice], row: Any, look: Callable[[str], Any], choices: list[Choice], values: list[Any]
) -> None:
    for choice in rounds:
        if not choice.test or look(choice.test):
            values += [look(name) if name else row for name in choice.names]
            choices.append(choice)
            return


def _print(printer: Printer, number: int, found: Found, choices: Sequence[Choice]) -> Stencil | None:
    """Print the rows and return the stencil of an earlier document by which that was done, if it was."""
    start, is_in_step = len(printer.texts), printer.counts is None
    if is_in_step:
        stencil = printer.stencils.get((number, start))
        if stencil is not None and is_reprinted(printer, stencil, found, in_step=True):
            return stencil
    elif stencil := printed_as_alike(printer, number, found):
        return stencil
    stencils, first = [], 0
    for choice in choices:
        values = found.values[first : first + len(choice.names)]
        first += len(choice.names)
        own = Found(found.context, printer.passages[choice.passage], values)
        stencils.append(print_found(printer, choice.passage, own))
    _learn(printer, number, found, start, stencils)
    return None


def _learn(
    printer: Printer, number: int, found: Found, start: int, stencils: Sequence[Stencil | None]
) -> None:
    """Make one stencil of those of the rows, used at the same place if the anchors are as remembered."""
    known = [each for each in stencils if each is not None]
    stencil = joined(known, found.kind, start) if len(known) == len(stencils) else None
    if printer.counts is None or printer.is_learning:
        if (number, start) not in printer.stencils:
            printer.new_stencils[number, start] = stencil
    elif printer.learns((number, found.kind)):
        printer.learnt[number, found.kind] = stencil
