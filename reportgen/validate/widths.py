"""The rule on widths: a column holds its widest likely number on one line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from reportgen.errors import Finding
from reportgen.model.definition import ColumnKind
from reportgen.model.figures_input import GroupInput, IndicatorInput
from reportgen.validate.case import Case, TableColumn, shown, warning
from reportgen.vietnamese import Ratio, format_ratio

PAPER_MM = {False: Decimal(210), True: Decimal(297)}
SIDE_MARGINS_MM = Decimal(45)
CELL_MARGINS_MM = Decimal(2)
MM_PER_POINT = Decimal("25.4") / 72
POINTS = {",": 3, ".": 3, " ": 3, "-": 4}
"""Widths in Times New Roman 12 pt; a digit takes 6."""
DIGIT_POINTS = 6
PERCENTS = frozenset({ColumnKind.RATE, ColumnKind.COMPARISON, ColumnKind.RATE_DIFFERENCE, ColumnKind.GROWTH})
WHOLE: Ratio = (100, 1)


def columns_are_wide_enough(case: Case) -> Iterator[Finding]:
    """Check that numbers keep to one line."""
    for each, group in case.columns():
        text = max(_likely(case, each, group), key=needed_mm, default="")
        width = _width_mm(each)
        if text and needed_mm(text) > width:
            total = sum(leaf.width for leaf in each.table.leaves())
            least = (needed_mm(text) * total / _paper_mm(each)).to_integral_value(ROUND_CEILING)
            message = f"{each.name} rộng khoảng {_mm(width)} mm, số “{text}” cần {_mm(needed_mm(text))} mm"
            remedy = f"tăng rong lên {least}" + ("" if each.annex.landscape else ", hoặc kho: ngang")
            yield warning("column-narrow", message, case.defined(*each.path), remedy)


def needed_mm(text: str) -> Decimal:
    """Return the width of a cell for a number on one line."""
    points = sum(POINTS.get(char, DIGIT_POINTS) for char in text)
    return points * MM_PER_POINT + CELL_MARGINS_MM


def _paper_mm(each: TableColumn) -> Decimal:
    return PAPER_MM[each.annex.landscape] - SIDE_MARGINS_MM


def _width_mm(each: TableColumn) -> Decimal:
    return _paper_mm(each) * each.column.width / sum(leaf.width for leaf in each.table.leaves())


def _mm(width: Decimal) -> str:
    return shown(width.quantize(Decimal(1), ROUND_CEILING).as_integer_ratio())


def _likely(case: Case, each: TableColumn, group: GroupInput) -> Iterator[str]:
    """Yield texts that the column's cells will hold."""
    kind, decimals = each.column.kind, each.column.decimals
    rate_decimals = case.definition.decimals if decimals is None else decimals
    rows = [
        (key, data)
        for key, data in group.indicators.items()
        if each.table.rows is None or key in each.table.rows
    ]
    for key, data in rows:
        if kind is ColumnKind.COUNT:
            yield from (shown(number) for number in case.own(each.table.source, key).values())
        elif kind is ColumnKind.TARGET:
            yield from _targets(each, data, rate_decimals)
        elif kind is ColumnKind.ATTAINMENT:
            yield from (_percents(len(target), rate_decimals) for target in _asked(each, data))
        elif kind in PERCENTS:
            yield _percents(1, rate_decimals)
    if kind is ColumnKind.COUNT:
        yield from (shown(total) for total in case.totals(each.table.source).values())
    if kind is ColumnKind.FIELD:
        cells = [cells.get(each.column.field or "") for cells in group.rows or ()]
        yield from (shown(cell.as_integer_ratio()) for cell in cells if isinstance(cell, int | Decimal))


def _asked(each: TableColumn, data: IndicatorInput) -> Iterator[tuple[Ratio, ...]]:
    for name, years in data.targets.items():
        for year, target in years.items():
            if (each.column.target or name) == name and (each.column.period or year) == year:
                yield target


def _targets(each: TableColumn, data: IndicatorInput, decimals: int) -> Iterator[str]:
    for target in _asked(each, data):
        yield " - ".join(format_ratio(end, decimals) for end in target)


def _percents(count: int, decimals: int) -> str:
    """Return the likely percentage 100 %, or for a range two smaller ones."""
    return (
        format_ratio(WHOLE, decimals) if count == 1 else " - ".join([format_ratio((50, 1), decimals)] * count)
    )


RULES = (columns_are_wide_enough,)
