"""What a column may be of others: a share of the total, a ratio, growth, a difference or a sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import product

from reportgen.audit.tables.cell_values import CellValue, Kind, Number
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.judging import Expectation, Verdict, judge, round_to, truncate_to
from reportgen.vietnamese import format_ratio, group_digits


class RelationKind(Enum):
    """The formula of a relation."""

    SHARE = "a : total"
    PART = "a : total of a"
    RATIO = "a : b"
    RATIO_OF_SUM = "(a + b) : c"
    GROWTH = "(a - b) : b"
    DIFFERENCE = "a - b"
    SUM = "a + b + …"
    PRODUCT = "a × b"

    @property
    def rule(self) -> str:
        """The rule that a wrong figure of this kind breaks."""
        return RULES[self]

    @property
    def is_rate(self) -> bool:
        """Whether its results are rates, which do not add up."""
        return self not in (RelationKind.DIFFERENCE, RelationKind.SUM, RelationKind.PRODUCT)


RULES = {
    RelationKind.SHARE: "table-percent",
    RelationKind.PART: "table-percent",
    RelationKind.RATIO: "table-comparison",
    RelationKind.RATIO_OF_SUM: "table-comparison",
    RelationKind.GROWTH: "table-growth",
    RelationKind.DIFFERENCE: "table-difference",
    RelationKind.SUM: "table-row-total",
    RelationKind.PRODUCT: "table-product",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A formula that gives column `target` from other columns; `factor` 100 for percent.

    `denominator` is set for a share: the total, wherever it stands; for a part: the row of the total.
    """

    kind: RelationKind
    target: int
    operands: tuple[int, ...]
    factor: Fraction = Fraction(1)
    denominator: int = 0


@dataclass(frozen=True, slots=True)
class Operand:
    """A value that enters a formula, as printed and, where known, unrounded."""

    shown: Fraction
    exact: Fraction
    half: Fraction
    text: str
    coarse: tuple[Fraction, ...] = ()

    @property
    def low(self) -> Fraction:
        """The least it can be."""
        return self.exact if self.exact != self.shown else self.shown - self.half

    @property
    def high(self) -> Fraction:
        """The most it can be."""
        return self.exact if self.exact != self.shown else self.shown + self.half


def number_text(number: Number) -> str:
    """Return a number in Vietnamese digits, with its own decimals."""
    return group_digits(number.scaled, number.decimals)


def value_text(value: Fraction, decimals: int) -> str:
    """Return a value in Vietnamese digits, rounded half-up."""
    return format_ratio((value.numerator, value.denominator), decimals)


def operands_at(figures: TableFigures, row: int, column: int) -> tuple[Operand, ...]:
    """Return the operand of a cell: none, one, or the two ends of a range."""
    value = figures.value(row, column)
    if value.low is None or value.high is None:
        return ()
    ends = (value.low,) if value.kind is Kind.NUMBER else (value.low, value.high)
    return tuple(_operand(figures, row, column, end, value) for end in ends)


def _operand(figures: TableFigures, row: int, column: int, number: Number, value: CellValue) -> Operand:
    exact = figures.exact.get((row, column)) if value.kind is Kind.NUMBER else None
    half = figures.half_step(row, column, number)
    known = exact if exact is not None else number.value
    return Operand(number.value, known, half, number_text(number), _coarse(number))


def _coarse(number: Number) -> tuple[Fraction, ...]:
    """Return the number with one decimal less, rounded and cut off, if it has two or more."""
    if number.decimals < 2:
        return ()
    less, value = number.decimals - 1, number.value
    scaled = {round_to(value, less), truncate_to(value, less)}
    return tuple(Fraction(each, 10**less) for each in sorted(scaled) if Fraction(each, 10**less) != value)


def expectations(figures: TableFigures, relation: Relation, row: int) -> tuple[Expectation, ...]:
    """Return what the target of a row should be: one value, two for a range, none when it cannot be said."""
    operands = [operands_at(figures, row, column) for column in relation.operands]
    if relation.kind is RelationKind.PART:
        operands.append(operands_at(figures, relation.denominator, relation.operands[0]))
    if not all(operands) and relation.kind is not RelationKind.SUM:
        return ()
    if relation.kind is RelationKind.SUM:
        return _sum(operands)
    if max(map(len, operands)) == 1:
        return _single(relation, [operand[0] for operand in operands])
    lows, highs = [each[0] for each in operands], [each[-1] for each in operands]
    return (*_single(relation, lows), *_single(relation, highs))


def _sum(operands: Sequence[tuple[Operand, ...]]) -> tuple[Expectation, ...]:
    present = [each[0] for each in operands if len(each) == 1]
    if len(present) < 2 or any(len(each) > 1 for each in operands):
        return ()
    total = sum((each.shown for each in present), Fraction(0))
    slack = sum((each.half for each in present), Fraction(0))
    formula = " + ".join(each.text for each in present)
    return (Expectation(total, total - slack, total + slack, formula, (total,)),)


def _single(relation: Relation, operands: list[Operand]) -> tuple[Expectation, ...]:
    try:
        exact = calculate(relation, [each.exact for each in operands])
        shown = tuple(
            calculate(relation, values) for values in product(*((o.shown, o.exact) for o in operands))
        )
        coarse = tuple(calculate(relation, values) for values in _with_one_coarse(operands))
        corners = [calculate(relation, values) for values in product(*((o.low, o.high) for o in operands))]
    except ZeroDivisionError:
        return ()
    low, high = min((*corners, exact)), max((*corners, exact))
    return (Expectation(exact, low, high, _formula(relation, operands), shown, coarse),)


def _with_one_coarse(operands: list[Operand]) -> Iterator[list[Fraction]]:
    for at, operand in enumerate(operands):
        for coarse in operand.coarse:
            yield [coarse if index == at else other.shown for index, other in enumerate(operands)]


def calculate(relation: Relation, values: Sequence[Fraction]) -> Fraction:
    """Return the value of the formula for its operands."""
    first, second = values[0], values[-1]
    match relation.kind:
        case RelationKind.SHARE:
            return relation.factor * first / relation.denominator
        case RelationKind.RATIO | RelationKind.PART:
            return relation.factor * first / second
        case RelationKind.RATIO_OF_SUM:
            return relation.factor * (first + values[1]) / second
        case RelationKind.GROWTH:
            return relation.factor * (first - second) / second
        case RelationKind.PRODUCT:
            return relation.factor * first * second
        case _:
            return first - second


def _formula(relation: Relation, operands: list[Operand]) -> str:
    first, second = operands[0].text, operands[-1].text
    match relation.kind:
        case RelationKind.SHARE:
            return f"{first} : {group_digits(relation.denominator, 0)}" + _times(relation.factor)
        case RelationKind.RATIO | RelationKind.PART:
            return f"{first} : {second}" + _times(relation.factor)
        case RelationKind.RATIO_OF_SUM:
            return f"({first} + {operands[1].text}) : {second}" + _times(relation.factor)
        case RelationKind.GROWTH:
            return f"({first} - {second}) : {second}" + _times(relation.factor)
        case RelationKind.PRODUCT:
            return f"{first} × {second}" + _times(relation.factor)
        case _:
            return f"{first} - {second}"


def _times(factor: Fraction) -> str:
    if factor == 1:
        return ""
    return f" × {factor}" if factor.denominator == 1 else f" : {1 / factor}"


def verdict_of(figures: TableFigures, relation: Relation, row: int) -> Verdict | None:
    """Return how the target of a row stands to the relation; None when target or operands are not there."""
    value = figures.value(row, relation.target)
    if value.low is None or value.high is None:
        return None
    expected = expectations(figures, relation, row)
    printed = (value.low,) if value.kind is Kind.NUMBER else (value.low, value.high)
    if len(expected) != len(printed):
        return None
    return max(judge(number, each) for number, each in zip(printed, expected, strict=True))
