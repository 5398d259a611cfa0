"""Find, for each column, the formula over other columns that its head and its figures bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.head import ColumnHead, Says
from reportgen.audit.tables.judging import Verdict
from reportgen.audit.tables.plausible import is_plausible, is_right
from reportgen.audit.tables.relations import Relation, RelationKind, verdict_of

HUNDRED = Fraction(100)
MOST_MISSES = 3
"""From any row on, at most so many more rows may contradict a relation than bear it out."""
MOST_ROWS = 60
"""Rows that are enough to tell a formula by; it is then applied to all."""
NEAR, REACH = 10, 14
"""How many columns apart the operands of a ratio or difference may stand, and the parts of a sum."""
SCALED = tuple(Fraction(10) ** power for power in (0, 1, -1, -2, 2, 3, -3))


@dataclass(frozen=True, slots=True)
class Believed:
    """A relation that is believed, with the rows that bear it out and those that do not."""

    relation: Relation
    hits: int
    misses: int
    support: int

    @property
    def score(self) -> int:
        """How well it explains the column; the highest wins."""
        return 10 * self.hits - 12 * self.misses + 3 * self.support


def find_relation(figures: TableFigures, target: int) -> Believed | None:
    """Return the relation that explains a column best, or None when none is believed."""
    found = [
        believed
        for relation in candidates(figures, target)
        if (believed := weigh(figures, relation)) is not None
    ]
    return max(found, key=lambda each: (each.score, _nearness(each.relation)), default=None)


def _nearness(relation: Relation) -> int:
    return -sum(abs(relation.target - operand) for operand in relation.operands)


def candidates(figures: TableFigures, target: int) -> Iterator[Relation]:
    """Yield the relations that may hold for a column."""
    yield from _sums(figures, target)
    near = [at for at in figures.columns if at != target and abs(at - target) <= NEAR]
    head = figures.head.columns[target]
    for first in near:
        for second in near:
            if first != second:
                yield from _pair(figures, target, (first, second), head)
    if Says.PERCENT in head.says_anywhere:
        yield from _percents(figures, target, near)


def _percents(figures: TableFigures, target: int, near: list[int]) -> Iterator[Relation]:
    """Yield shares of a printed total, and two columns together out of a third."""
    for total in figures.totals:
        yield from (Relation(RelationKind.PART, target, (at,), HUNDRED, total.row) for at in near)
    for pair in pairwise(at for at in near if at < target):
        others = (whole for whole in near if whole not in pair)
        yield from (Relation(RelationKind.RATIO_OF_SUM, target, (*pair, whole), HUNDRED) for whole in others)


def _pair(figures: TableFigures, target: int, pair: tuple[int, int], head: ColumnHead) -> Iterator[Relation]:
    yield Relation(RelationKind.RATIO, target, pair, HUNDRED)
    yield Relation(RelationKind.DIFFERENCE, target, pair)
    yield Relation(RelationKind.GROWTH, target, pair, HUNDRED)
    words = head.words.lower()
    if "lần" in words or "hệ số" in words:
        yield Relation(RelationKind.RATIO, target, pair)
    if re.search(r"năng suất|bình quân|đơn giá|/người|/hộ|mật độ", words):
        yield from (Relation(RelationKind.RATIO, target, pair, factor) for factor in SCALED)
    if pair[0] < pair[1] and re.search(r"sản lượng|thành tiền|doanh thu|tổng tiền|kinh phí", words):
        yield from (Relation(RelationKind.PRODUCT, target, pair, factor) for factor in SCALED)


def _sums(figures: TableFigures, target: int) -> Iterator[Relation]:
    yield from (
        Relation(RelationKind.SUM, target, run)
        for run in dict.fromkeys(_runs(figures, target))
        if len(run) >= 2 and target not in run
    )


def _runs(figures: TableFigures, target: int) -> Iterator[tuple[int, ...]]:
    """Yield runs of columns right and left of the total: every one, and every second to fourth one."""
    columns = list(figures.columns)
    if target not in columns:
        return
    at = columns.index(target)
    for step in (1, 2, 3, 4):
        right, left = (
            columns[at + step :: step][:REACH],
            columns[at - step :: -step][:REACH] if at >= step else [],
        )
        for run in (right, left):
            yield from (tuple(run[:length]) for length in range(2, len(run) + 1))
        if step > 1:
            yield tuple(columns[at + 1 :: step][:REACH])
    yield tuple(
        column
        for column in columns
        if column != target and _same_group(figures.head.columns[target], figures.head.columns[column])
    )


def _same_group(left: ColumnHead, right: ColumnHead) -> bool:
    return bool(left.groups) and left.groups == right.groups


def weigh(figures: TableFigures, relation: Relation) -> Believed | None:
    """Return the relation with its evidence when that is enough to believe it."""
    if not is_plausible(figures, relation):
        return None
    support = head_support(figures, relation)
    hits = misses = telling = 0
    for index, row in enumerate(figures.body[:MOST_ROWS]):
        is_right_at_once = is_right(figures, relation, index)
        verdict = Verdict.RIGHT if is_right_at_once else verdict_of(figures, relation, row.row)
        if verdict is None or verdict is Verdict.POSSIBLE:
            continue
        if verdict is Verdict.WRONG:
            misses += 1
            if misses > MOST_MISSES + telling:
                return None
        elif not _is_trivial(figures, relation, row.row):
            telling += 1
            hits += 1
    believed = Believed(relation, hits, misses, support)
    return believed if _is_enough(relation, telling, misses, support) else None


def _is_enough(relation: Relation, telling: int, misses: int, support: int) -> bool:
    if support < 0:
        return telling >= 5 and telling >= 6 * misses
    if relation.kind in (RelationKind.SUM, RelationKind.DIFFERENCE):
        needed = 2 if support else 3
        return (telling >= needed and telling >= 2 * misses) or (support >= 3 and misses <= telling + 1)
    if support >= 3:
        return misses <= max(1, telling)
    if support == 2:
        return telling >= 1 and telling >= misses
    if support == 1 and relation.kind is RelationKind.RATIO:
        return telling >= 2 and telling >= 2 * misses
    return telling >= 3 and telling >= 3 * misses


def _is_trivial(figures: TableFigures, relation: Relation, row: int) -> bool:
    """Say whether a match proves nothing: everything 0, or a sum or difference with only one part."""
    values = [figures.value(row, column) for column in relation.operands]
    numbers = [value.low.value for value in values if value.low is not None]
    target = figures.value(row, relation.target).low
    if target is None or not any(numbers):
        return True
    if relation.kind is RelationKind.SUM:
        return sum(1 for number in numbers if number) < 2
    if relation.kind in (RelationKind.DIFFERENCE, RelationKind.GROWTH):
        return not all(numbers) or not target.scaled
    return (len(set(numbers)) == 1 and len(numbers) > 1) or not target.scaled


FORMULA = re.compile(r"=(.*)")


def head_support(figures: TableFigures, relation: Relation) -> int:
    """Return how much the heads speak for a relation: 3 and more are proof, below 0 they speak against it."""
    stated = _formula_columns(figures, relation.target)
    if stated is not None:
        return 4 if stated == (relation.kind, relation.operands) else 0
    head = figures.head.columns[relation.target]
    match relation.kind:
        case RelationKind.SUM:
            return _sum_support(figures, relation, head)
        case RelationKind.DIFFERENCE:
            return _change_support(figures, relation, head, is_percent=False)
        case RelationKind.GROWTH:
            return _change_support(figures, relation, head, is_percent=True)
        case RelationKind.RATIO:
            return _ratio_support(figures, relation, head)
        case RelationKind.PART:
            return 1 + (relation.operands[0] == relation.target - 1)
        case _:
            return 0


def _sum_support(figures: TableFigures, relation: Relation, head: ColumnHead) -> int:
    if (Says.PERCENT | Says.CHANGE) & head.says_anywhere and Says.TOTAL not in head.says:
        return -1
    if Says.TOTAL not in head.says_anywhere:
        return 0
    same = all(_same_group(head, figures.head.columns[operand]) for operand in relation.operands)
    group = [
        at for at in figures.columns if at != relation.target and _same_group(head, figures.head.columns[at])
    ]
    return 2 if same and len(group) == len(relation.operands) else 1


def _change_support(figures: TableFigures, relation: Relation, head: ColumnHead, *, is_percent: bool) -> int:
    if Says.CHANGE not in head.says_anywhere and "tốc độ" not in head.words.lower():
        return 0 if not is_percent else -1
    if (Says.PERCENT in head.says_anywhere) is not is_percent:
        return 0
    return 1 + _order_support(figures, relation, head)


def _ratio_support(figures: TableFigures, relation: Relation, head: ColumnHead) -> int:
    if not (Says.PERCENT | Says.COMPARES) & head.says_anywhere:
        return 1 if relation.factor != HUNDRED else -1
    return 1 + max(_order_support(figures, relation, head), _name_support(figures, relation, head))


RATE_WORDS = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|\(?%\)?|số|tổng|hộ")


def _name_support(figures: TableFigures, relation: Relation, head: ColumnHead) -> int:
    """Return 2 for «Tỷ lệ hộ nghèo» out of «Hộ nghèo» and «Tổng số hộ», 1 when only the first fits."""
    first, second = (figures.head.columns[operand] for operand in relation.operands)
    wanted = set(RATE_WORDS.sub(" ", head.own.lower()).split())
    if not wanted or wanted != set(RATE_WORDS.sub(" ", first.own.lower()).split()):
        return 0
    return 1 + (Says.TOTAL in second.says)


def _order_support(figures: TableFigures, relation: Relation, head: ColumnHead) -> int:
    """Return 2 when the target's head names both operands in this order, 1 when the roles fit, else 0."""
    first, second = (figures.head.columns[operand] for operand in relation.operands)
    if len(head.years) == 2 and first.years[:1] == head.years[:1] and second.years[:1] == head.years[1:]:
        return 2 if first.own == second.own or not first.groups else 1
    plan, result = Says.TARGET, Says.ACTUAL
    if plan in second.says_anywhere and result in first.says_anywhere and plan not in first.says:
        return 1 + ((plan in head.says_anywhere) and not figures.is_count_column(relation.target))
    if Says.LAST_YEAR in second.says_anywhere and Says.LAST_YEAR in head.says_anywhere:
        return 1
    # «Kế hoạch | Đã kiểm tra | Tỷ lệ (%)»: what is done may be called by any words
    is_in_line = relation.operands == (relation.target - 1, relation.target - 2)
    return int(is_in_line and plan in second.says_anywhere and plan not in first.says_anywhere)


def _formula_columns(figures: TableFigures, target: int) -> tuple[RelationKind, tuple[int, ...]] | None:
    """Read the formula of an index row, «5=4/3», «6=4-3», «3=4+5», as kind and grid columns."""
    head = figures.head
    if head.index_row is None:
        return None
    found = FORMULA.search(head.columns[target].formula)
    if found is None:
        return None
    names = {
        column.formula.split("=")[0].strip(" ()"): at
        for at, column in enumerate(head.columns)
        if column.formula
    }
    signs = re.findall(r"[-+/:]", found[1].split("*")[0].split("x")[0])
    parts = [
        names.get(part) for part in re.findall(r"[A-ZĐa-z]?\d+|[A-Z]", found[1].split("*")[0].split("x")[0])
    ]
    operands = tuple(part for part in parts if part is not None)
    if len(operands) != len(parts) or len(operands) != len(signs) + 1 or len(set(signs)) != 1:
        return None
    kinds = {
        "+": RelationKind.SUM,
        "-": RelationKind.DIFFERENCE,
        "/": RelationKind.RATIO,
        ":": RelationKind.RATIO,
    }
    kind = kinds[signs[0]]
    return (kind, operands) if kind is RelationKind.SUM or len(operands) == 2 else None
