"""Quick look whether a relation can hold at all, in whole numbers, so that few are weighed exactly."""

from __future__ import annotations

from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.relations import Relation, RelationKind
from reportgen.vietnamese import Ratio, half_up

MOST_FAR = 3
"""From any row on, at most so many more rows may be far off than near."""
TOLERANCE = 300
"""A value is near when it differs by less than one part in so many, or by the last place printed."""


def is_plausible(figures: TableFigures, relation: Relation) -> bool:
    """Say whether the rows that are far off are few enough for the relation to be weighed."""
    targets = figures.ratios(relation.target)
    columns = _operands(figures, relation)
    near, far, rows = 0, 0, len(targets)
    for target, *values in zip(targets, *columns, strict=True):
        expected = _expected(relation, values) if target else None
        if target is None or expected is None:
            continue
        if _is_near(target, expected):
            near += 1
            continue
        far += 1
        if far > MOST_FAR + near:
            return False
    return near > 0 or rows <= 2


def _operands(figures: TableFigures, relation: Relation) -> list[tuple[Ratio | None, ...]]:
    columns = [figures.ratios(column) for column in relation.operands]
    if relation.kind is RelationKind.PART:
        at = next(index for index, row in enumerate(figures.body) if row.row == relation.denominator)
        columns.append((columns[0][at],) * len(columns[0]))
    return columns


def is_right(figures: TableFigures, relation: Relation, index: int) -> bool:
    """Say whether the target in a body row prints exactly what the operands give, unrounded where known."""
    printed = figures.shown(figures.body[index].row, relation.target)
    expected = _expected(relation, [column[index] for column in _operands(figures, relation)])
    if printed is None or expected is None:
        return False
    numerator, denominator = expected
    positive = (numerator, denominator) if denominator > 0 else (-numerator, -denominator)
    return half_up(positive, printed.decimals) == printed.scaled


def _expected(relation: Relation, values: list[Ratio | None]) -> Ratio | None:
    if relation.kind is RelationKind.SUM:
        present = [value for value in values if value is not None]
        return _add(present) if len(present) > 1 else None
    if None in values:
        return None
    return _value(relation, [value for value in values if value is not None])


def _is_near(target: Ratio, expected: Ratio) -> bool:
    """Compare within the tolerance; a target that is known unrounded has a denominator of its own."""
    printed, wanted = target[0] * expected[1], expected[0] * target[1]
    return abs(printed - wanted) <= max(2 * abs(expected[1]), abs(wanted) // TOLERANCE)


def _add(values: list[Ratio]) -> Ratio:
    numerator, denominator = 0, 1
    for other_numerator, other_denominator in values:
        if denominator == other_denominator:
            numerator += other_numerator
        else:
            numerator = numerator * other_denominator + other_numerator * denominator
            denominator *= other_denominator
    return numerator, denominator


def _value(relation: Relation, values: list[Ratio]) -> Ratio | None:
    factor = relation.factor
    is_of_sum = relation.kind is RelationKind.RATIO_OF_SUM
    (a, b), (c, d) = _add(values[:2]) if is_of_sum else values[0], values[-1]
    match relation.kind:
        case RelationKind.RATIO | RelationKind.PART | RelationKind.RATIO_OF_SUM:
            return (factor.numerator * a * d, factor.denominator * b * c) if c else None
        case RelationKind.GROWTH:
            return (factor.numerator * (a * d - c * b), factor.denominator * b * c) if c else None
        case RelationKind.PRODUCT:
            return factor.numerator * a * c, factor.denominator * b * d
        case _:
            return a * d - c * b, b * d
