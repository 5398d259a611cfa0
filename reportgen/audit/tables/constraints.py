"""Every formula of a table laid over its cells, and which cell is to blame where one does not hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.judging import Expectation, Verdict, judge
from reportgen.audit.tables.partitions import Partition, find_partitions, total_of
from reportgen.audit.tables.plausible import is_right
from reportgen.audit.tables.relations import Relation, RelationKind, expectations, verdict_of
from reportgen.audit.tables.rows import RATE_ROW
from reportgen.audit.tables.search import Believed, find_relation
from reportgen.audit.tables.shares import ShareCell, ShareColumn, allowed_count, find_shares, judge_share

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One formula at one target: the cells in it, what the target should be, and how it stands.

    `expected` may be left out where the target is right.
    """

    rule: str
    target: At
    cells: tuple[At, ...]
    expected: tuple[Expectation, ...]
    verdict: Verdict
    is_certain: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """What was found out about a table: its formulas, and cells that could be filled in but are blank."""

    constraints: tuple[Constraint, ...]
    blanks: tuple[tuple[At, Expectation], ...]
    shares: tuple[ShareColumn, ...]
    relations: tuple[Relation, ...]


def explain(figures: TableFigures) -> Explained:
    """Find the formulas of a table and judge every cell they reach."""
    shares = _best_shares(figures)
    constraints = [
        _share_constraint(figures, share, cell) for share in shares for cell in judge_share(figures, share)
    ]
    taken = {share.percent for share in shares}
    bases = {share.percent: share.count for share in shares}
    relations = _choose_relations(figures, taken)
    for relation in relations:
        constraints += _relation_constraints(figures, relation, bases)
    rates = {relation.target for relation in relations if relation.kind.is_rate} | taken
    for partition in find_partitions(figures, rates):
        constraints += _sum_constraints(figures, partition)
    constraints = [_doubt_the_lone(each, constraints) for each in constraints]
    blanks = tuple(blank for relation in relations for blank in _blanks(figures, relation))
    return Explained(tuple(constraints), blanks, shares, relations)


def _doubt_the_lone(constraint: Constraint, all_constraints: list[Constraint]) -> Constraint:
    """Doubt a figure that only unprinted decimals explain where all its fellows follow from printed ones."""
    if constraint.verdict is not Verdict.POSSIBLE:
        return constraint
    fellows = Counter(each.verdict for each in all_constraints if _is_fellow(each, constraint))
    if fellows[Verdict.POSSIBLE] > 1 or fellows[Verdict.RIGHT] < LEAST_FELLOWS:
        return constraint
    return replace(constraint, verdict=Verdict.WRONG, is_certain=False)


LEAST_FELLOWS = 4


def _is_fellow(each: Constraint, constraint: Constraint) -> bool:
    same_column = each.target[1] == constraint.target[1] or each.rule == "table-column-total"
    return each.rule == constraint.rule and same_column


def _best_shares(figures: TableFigures) -> tuple[ShareColumn, ...]:
    """Return the share columns that no ratio explains better, and note their unrounded values."""
    kept: list[ShareColumn] = []
    for share in find_shares(figures):
        cells = judge_share(figures, share)
        for cell in cells:
            _note_exact(figures, share, cell)
        kept.append(share)
    better = {
        share
        for share in kept
        if _is_doubtful(figures, share)
        and (other := find_relation(figures, share.percent)) is not None
        and _beats(figures, other, share)
    }
    for share in better:
        for row in figures.body:
            figures.note_exact(row.row, share.percent, None)
    return tuple(share for share in kept if share not in better)


def _note_exact(figures: TableFigures, share: ShareColumn, cell: ShareCell) -> None:
    count = figures.shown(cell.row.row, share.count)
    if count is None:
        return
    meant = _meant_count(figures, share, cell)
    value = Fraction(100 * (meant or count.scaled), cell.relation.denominator)
    figures.note_exact(cell.row.row, share.percent, value)


def _meant_count(figures: TableFigures, share: ShareColumn, cell: ShareCell) -> int | None:
    """Return the count that a wrong pair's percent belongs to, so that the count is to blame."""
    percent = figures.shown(cell.row.row, share.percent)
    if cell.verdict is not Verdict.WRONG or percent is None or cell.is_other:
        return None
    return allowed_count(cell.relation.denominator, percent)


def _is_doubtful(figures: TableFigures, share: ShareColumn) -> bool:
    right, wrong = _tally(figures, share)
    return 3 * wrong >= right


def _beats(figures: TableFigures, other: Believed, share: ShareColumn) -> bool:
    right, wrong = _tally(figures, share)
    return other.hits - 2 * other.misses > right - 2 * wrong and wrong > other.misses


def _tally(figures: TableFigures, share: ShareColumn) -> tuple[int, int]:
    """Return how many percents are right with the total, and how many are wrong."""
    cells = judge_share(figures, share)
    wrong = sum(1 for cell in cells if cell.verdict is Verdict.WRONG)
    return sum(1 for cell in cells if cell.verdict is not Verdict.WRONG and not cell.is_other), wrong


def _share_constraint(figures: TableFigures, share: ShareColumn, cell: ShareCell) -> Constraint:
    row = cell.row.row
    target, count = (row, share.percent), (row, share.count)
    expected = expectations(figures, cell.relation, row)
    meant = _meant_count(figures, share, cell)
    if meant is not None:
        value = Fraction(meant)
        formula = f"{figures.cell(*target).text} % của {cell.relation.denominator} là {meant}"
        return Constraint(
            "table-percent",
            count,
            (count, target),
            (Expectation(value, value, value, formula),),
            cell.verdict,
        )
    note = "no-integer" if cell.fits_no_integer else ""
    return Constraint("table-percent", target, (target, count), expected, cell.verdict, note=note)


def _choose_relations(figures: TableFigures, taken: set[int]) -> tuple[Relation, ...]:
    """Choose the best relation of each column, so that no two say the same of the same columns."""
    found = [
        believed
        for column in figures.columns
        if column not in taken and (believed := find_relation(figures, column)) is not None
    ]
    chosen: list[Relation] = []
    for believed in sorted(found, key=lambda each: (-each.support // 2, -each.score, -each.relation.target)):
        relation = believed.relation
        used = {relation.target, *relation.operands}
        if not any(used == {other.target, *other.operands} for other in chosen):
            chosen.append(relation)
    return tuple(sorted(chosen, key=lambda relation: relation.target))


def _relation_constraints(
    figures: TableFigures, relation: Relation, bases: dict[int, int]
) -> list[Constraint]:
    found = []
    for index, row in enumerate(figures.body):
        is_plainly_right = is_right(figures, relation, index)
        verdict = Verdict.RIGHT if is_plainly_right else verdict_of(figures, relation, row.row)
        if verdict is None or (relation.kind is RelationKind.SUM and RATE_ROW.search(row.name)):
            continue
        if relation.kind is RelationKind.DIFFERENCE and verdict is Verdict.FROM_SHOWN:
            verdict = Verdict.RIGHT  # points of percent are subtracted as printed
        operands = [
            (row.row, bases[column] if column in bases and (row.row, column) in figures.exact else column)
            for column in relation.operands
        ]
        target = (row.row, relation.target)
        expected = () if verdict is Verdict.RIGHT else expectations(figures, relation, row.row)
        found.append(Constraint(relation.kind.rule, target, (target, *operands), expected, verdict))
    return found


def _sum_constraints(figures: TableFigures, partition: Partition) -> list[Constraint]:
    found = []
    for column in partition.columns:
        expected = total_of(figures, partition.parts, column)
        printed = figures.shown(partition.whole.row, column)
        if expected is None or printed is None or _is_like_a_rate(figures, partition, column):
            continue
        target = (partition.whole.row, column)
        parts = [(part.row, column) for part in partition.parts if figures.shown(part.row, column)]
        verdict = judge(printed, expected)
        found.append(
            Constraint(
                "table-column-total", target, (target, *parts), (expected,), verdict, partition.is_certain
            )
        )
    return found


def _is_like_a_rate(figures: TableFigures, partition: Partition, column: int) -> bool:
    """Whether a column holds means: no head tells what it measures, and its total lies among its parts."""
    total = figures.shown(partition.whole.row, column)
    parts = [number.value for part in partition.parts if (number := figures.shown(part.row, column))]
    is_amount = bool(figures.head.columns[column].own) and figures.is_measured(partition.whole.row, column)
    if total is None or not total.decimals or is_amount or len(parts) < 2:
        return False
    return min(parts) < total.value < max(parts)


def _blanks(figures: TableFigures, relation: Relation) -> list[tuple[At, Expectation]]:
    """Return blank targets whose operands are there, when most other rows are filled in."""
    filled = sum(1 for row in figures.body if figures.shown(row.row, relation.target))
    blank = [
        ((row.row, relation.target), expected[0])
        for row in figures.body
        if not row.is_total
        and not figures.cell(row.row, relation.target).text.strip()
        and len(expected := expectations(figures, relation, row.row)) == 1
    ]
    return blank if relation.kind.is_rate and len(blank) * 3 <= filled else []


MOST_FAULTS = 60
"""Faults told of one table; a table with more is not what its head seems to say."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell to blame, the constraint that shows it best, and the others that fail because of it."""

    cell: At
    constraint: Constraint
    others: tuple[Constraint, ...]


def find_faults(constraints: tuple[Constraint, ...]) -> tuple[Fault, ...]:
    """Return the fewest cells that explain all constraints that do not hold."""
    broken = [each for each in constraints if each.verdict is Verdict.WRONG]
    kept: Counter[At] = Counter(
        cell for each in constraints if each.verdict is Verdict.RIGHT for cell in each.cells
    )
    faults: list[Fault] = []
    while broken and len(faults) < MOST_FAULTS:
        votes = Counter(cell for each in broken for cell in each.cells)
        targets = Counter(each.target for each in broken)
        # the cell that most speaks against; of equals a target, then one that no formula holds with
        ranked = [(_weight(times, kept[at]), targets[at], -kept[at], at) for at, times in votes.items()]
        cell = max(ranked)[-1]
        explained = [each for each in broken if cell in each.cells]
        first = min(explained, key=lambda each: (each.target != cell, len(each.cells)))
        faults.append(Fault(cell, first, tuple(each for each in explained if each is not first)))
        broken = [each for each in broken if cell not in each.cells]
    return tuple(faults)


def _weight(broken: int, kept: int) -> int:
    """Return how much speaks against a cell: formulas that fail with it less those that hold with it."""
    return 2 * broken - kept if broken > 1 else min(0, 1 - kept)
