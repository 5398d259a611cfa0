"""Printing a loop that chooses rows by their numbers, as lists of what has been attained do.

Each unit prints other rows, but a row prints the same but for its numbers. Of units of one mould it is known
which rows there are to choose from and what each prints; so their measures are found by columns, compared,
and the chosen rows printed at one go. Where anything is not known, rows are asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from reportgen.fill.gate import OPERATORS, asked, measured_against, truth
from reportgen.fill.passages import said
from reportgen.fill.printer import Printer
from reportgen.fill.rounds import found_in, print_rows
from reportgen.model.figure import Indicating
from reportgen.model.passage import RowTest
from reportgen.model.slots import ChosenRows, ExactValue, Measured, Pairs, Stencil, Telling


@pass_context
def print_chosen(context: Context, number: int, rows: Iterable[Any]) -> str:
    """Print a passage for each row that passes the tests of a loop."""
    printer: Printer = context.parent["_in_ra"]
    if not _print_known(printer, number):
        tests, gone_through = printer.loops[number].tests, list(rows)
        chosen = [row for row in gone_through if all(_passes(context, test, row) for test in tests)]
        print_rows(context, number, chosen)
        _learn(context, number, gone_through, chosen)
    return ""


def _passes(context: Context, test: RowTest, row: Any) -> bool:
    """Ask a row as jinja would; raises what the author's mistakes raise."""
    if test.sign:
        return measured_against(context, row, test.sign, test.number, test.is_called, *test.asked)
    if test.is_called:
        return truth(asked(context, row, *test.asked))
    environment: Any = context.environment
    return bool(environment.getattr(row, test.asked[0]))


# --- rows that are known -------------------------------------------------------------------------------


def _print_known(printer: Printer, number: int) -> bool:
    """Print the rows by what units of the mould have in common, and tell whether that could be done.

    As long as all anchors are as remembered, the document before knows best.
    """
    mould, telling = printer.mould, printer.telling
    if printer.counts is None or mould is None or telling is None:
        return False
    known = printer.last.chosen.get((number, mould))
    rows = _chosen_by(known, printer.loops[number].tests, telling) if known is not None else None
    if known is None or rows is None or not known.stencils.keys() >= set(rows):
        return False
    return _print_stencils(printer, [known.stencils[row] for row in rows])


def _chosen_by(known: ChosenRows, tests: Sequence[RowTest], telling: Telling) -> list[str] | None:
    """Return the paths of the rows whose numbers pass; None when figures have to tell."""
    comparisons = [(OPERATORS[test.sign], test.number) for test in tests if test.sign]
    values, passing = telling.exact_values(known.plan), [True] * len(known.rows)
    for place, (compare, number) in enumerate(comparisons):
        stands = [_difference(value, number) for value in values[place :: len(comparisons)]]
        if None in stands:
            return None
        passing = [passes and compare(each, 0) for passes, each in zip(passing, stands, strict=True)]
    return list(compress(known.rows, passing))


def _difference(value: ExactValue | None, number: int) -> int | None:
    """Return how a value stands to a whole number: only the sign counts; None when that is not plain."""
    if isinstance(value, int):
        return value - number
    if not isinstance(value, tuple):
        return None
    pairs, is_rate = value if isinstance(value, Pairs) else ((value,), True)
    numerator, denominator = pairs[0]
    if len(pairs) > 1 or denominator <= 0:
        return None
    return (100 * numerator if is_rate else numerator) - number * denominator


def _print_stencils(printer: Printer, stencils: Sequence[Stencil]) -> bool:
    """Print passages after one another, if all their numbers are told."""
    texts = [text for each in stencils for text in printer.told[each.start : each.end]]
    if "" in texts:
        return False
    fills = printer.anchored_elsewhere(stencils, texts)
    printer.typed += [typed for each in stencils for typed in each.typed]
    printer.out.append(b"".join([each.template for each in stencils]) % tuple(fills))
    return True


# --- getting to know them ------------------------------------------------------------------------------


def _learn(context: Context, number: int, rows: Sequence[Any], chosen: Sequence[Any]) -> None:
    """Remember what rows there are for units of the mould, and what the chosen ones print."""
    printer: Printer = context.parent["_in_ra"]
    mould, telling = printer.mould, printer.telling
    if printer.counts is None or mould is None or telling is None:
        return
    if not all(_is_plain(row, telling) for row in rows):
        return
    tests = printer.loops[number].tests
    known = printer.last.chosen.get((number, mould)) or _to_choose_from(context, tests, rows, telling)
    new = _stencils(context, number, [row for row in chosen if row.path not in known.stencils])
    if new or (number, mould) not in printer.last.chosen:
        printer.new_chosen[number, mould] = known._replace(stencils={**known.stencils, **new})


def _is_plain(row: Any, telling: Telling) -> bool:
    """Tell whether a row is an indicator of the figures, not the total of a table, which answers less."""
    return isinstance(row, Indicating) and "." in row.path and telling.indicator(row.path) is row


def _to_choose_from(
    context: Context, tests: Sequence[RowTest], rows: Iterable[Any], telling: Telling
) -> ChosenRows:
    """Return what numbers choose from: the rows that pass all tests on which numbers have no say."""
    of_shape, compared = [each for each in tests if not each.sign], [each for each in tests if each.sign]
    left = [row for row in rows if all(_passes(context, test, row) for test in of_shape)]
    measured = [Measured(row.path, test.asked, row.label) for row in left for test in compared]
    return ChosenRows(tuple([row.path for row in left]), telling.plan_exact(measured), {})


def _stencils(context: Context, number: int, rows: Iterable[Any]) -> Mapping[str, Stencil]:
    """Return the stencils of rows that documents before have printed, with words that are said still."""
    printer: Printer = context.parent["_in_ra"]
    stencils: dict[str, Stencil] = {}
    for row in rows:
        if (place := found_in(context, number, row)) is None:
            continue
        passage, found = place
        for stencil in printer.last.by_kind.get((passage, found.kind), ()):
            if not (stencil.figures or stencil.blanks) and said(stencil, found) == stencil.said:
                stencils[row.path] = stencil
    return stencils
