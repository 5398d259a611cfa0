"""Percent columns that tell each row's share of a total, with the total that each row is measured by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.tables.cell_values import Number
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.head import Says
from reportgen.audit.tables.judging import Verdict
from reportgen.audit.tables.relations import Relation, RelationKind, verdict_of
from reportgen.audit.tables.rows import RowHead
from reportgen.vietnamese import POWERS, percent_half_up

HUNDRED = Fraction(100)
MOST_DENOMINATOR = 10**9
MOST_MISSES = 4
"""From any row on, at most so many more rows may miss than hit."""
FEW = 4
"""Denominators that a telling percent allows at most."""
LARGE = 30
"""From this total on a percent that fits it by chance is rare."""
CHANCES = 20
"""A denominator is a row's own when a wrong percent would hit one less than once in so many times."""
MOST_TIMES = 4
"""A count above the total may be of several years' assessments, but of not more than so many totals."""


@dataclass(frozen=True, slots=True)
class ShareColumn:
    """Column `percent` is column `count` out of `total`; some rows may have other denominators."""

    count: int
    percent: int
    total: int


@dataclass(frozen=True, slots=True)
class ShareCell:
    """One percent of a share column: its verdict, and whether its denominator is another than the total."""

    row: RowHead
    verdict: Verdict
    relation: Relation
    is_other: bool = False
    fits_no_integer: bool = False


def share_relation(share: ShareColumn, denominator: int) -> Relation:
    """Return the relation of a percent to its count with a denominator."""
    return Relation(RelationKind.SHARE, share.percent, (share.count,), HUNDRED, denominator)


def find_shares(figures: TableFigures) -> tuple[ShareColumn, ...]:
    """Return the share columns of a table, each with the count column and total that explain it best."""
    found = []
    for percent in figures.columns:
        if (
            figures.is_count_column(percent)
            and Says.PERCENT not in figures.head.columns[percent].says_anywhere
        ):
            continue
        options = [
            (score, share) for share in _options(figures, percent) if (score := _score(figures, share)) > 0
        ]
        if options:
            found.append(max(options, key=lambda option: (option[0], -abs(option[1].count - percent)))[1])
    return tuple(found)


def _options(figures: TableFigures, percent: int) -> Iterator[ShareColumn]:
    for count in figures.columns:
        if count != percent and figures.is_count_column(count):
            for total in dict.fromkeys(_totals(figures, count, percent)):
                yield ShareColumn(count, percent, total)


def _totals(figures: TableFigures, count: int, percent: int) -> Iterator[int]:
    for row in figures.totals:
        yield from (whole for at in (count, *figures.columns) if (whole := _whole(figures, row.row, at)))
    top = [row for row in figures.body if row.level == 0 and not row.is_total and not row.is_of_which]
    added = sum(_whole(figures, row.row, count) for row in top)
    if added:
        yield added
    yield from _common_denominators(figures, count, percent)


def _whole(figures: TableFigures, row: int, column: int) -> int:
    number = figures.shown(row, column)
    return number.scaled if number and not number.decimals and number.scaled > 0 else 0


def _common_denominators(figures: TableFigures, count: int, percent: int) -> Iterator[int]:
    """Yield the denominators that most rows allow, so that a total that is not printed is found too."""
    votes: Counter[int] = Counter()
    for row in figures.body:
        number, whole = figures.shown(row.row, percent), _whole(figures, row.row, count)
        allowed = allowed_denominators(whole, number)
        if len(allowed) <= FEW and number is not None and number.value != HUNDRED:
            votes.update(allowed)
    yield from (total for total, times in votes.most_common(2) if times >= 2)


def allowed_denominators(count: int, percent: Number | None) -> range:
    """Return all integers N for which count / N, rounded half-up, prints this percent."""
    if not count or percent is None or percent.scaled <= 0:
        return range(0)
    # percent - ½ step ≤ 100·count/N < percent + ½ step, in twentieths of a step to stay whole
    numerator = 200 * count * 10**percent.decimals
    highest = numerator // (2 * percent.scaled - 1)
    lowest = numerator // (2 * percent.scaled + 1) + 1
    return range(lowest, min(highest, MOST_DENOMINATOR) + 1)


def allowed_count(denominator: int, percent: Number) -> int | None:
    """Return the count that prints this percent of a total, when it is the only one and hardly by chance."""
    steps = 100 * 10**percent.decimals
    if not 0 < percent.scaled <= steps or 4 * denominator > steps:
        return None
    count = (2 * percent.scaled * denominator + steps) // (2 * steps)
    return count if denominator in allowed_denominators(count, percent) else None


def _score(figures: TableFigures, share: ShareColumn) -> int:
    """Return how well a share column is borne out: 0 when not enough."""
    telling = hits = misses = 0
    for row in figures.body:
        percent, count = figures.shown(row.row, share.percent), _whole(figures, row.row, share.count)
        if percent is None or not count:
            continue
        # within one last place: exact rounding is judged later
        if abs(percent_half_up((count, share.total), percent.decimals) - percent.scaled) <= 1:
            hits += 1
            telling += count != share.total
        else:
            misses += 1
            if misses > MOST_MISSES + hits:
                return 0
    support = _head_support(figures, share)
    is_borne_out = telling >= 3 and telling * 3 >= misses * 4
    is_enough = support >= 3 and telling >= max(1, misses) and _is_printed_total(figures, share)
    return max(1, 10 * hits - 10 * misses + support) if is_borne_out or is_enough else 0


def _head_support(figures: TableFigures, share: ShareColumn) -> int:
    percent, count = figures.head.columns[share.percent], figures.head.columns[share.count]
    support = 2 * (Says.PERCENT in percent.says_anywhere) + (share.percent == share.count + 1)
    support += bool(percent.groups) and percent.groups == count.groups
    support -= 2 * bool(Says.COMPARES in percent.says_anywhere and percent.groups != count.groups)
    return support + _is_printed_total(figures, share)


def _is_printed_total(figures: TableFigures, share: ShareColumn) -> bool:
    return any(_whole(figures, row.row, share.count) == share.total for row in figures.totals)


def judge_share(figures: TableFigures, share: ShareColumn) -> tuple[ShareCell, ...]:
    """Return the verdict on each percent of a share column, trying every denominator that may be meant."""
    others = _supported_denominators(figures, share)
    return tuple(
        cell for row in figures.body if (cell := _judge_row(figures, share, row, others)) is not None
    )


def _judge_row(
    figures: TableFigures, share: ShareColumn, row: RowHead, others: list[int]
) -> ShareCell | None:
    count = _whole(figures, row.row, share.count)
    tried = [share.total, *_parents(figures, share, row)]
    judged = [
        (verdict, share_relation(share, total))
        for total in tried
        if (verdict := verdict_of(figures, share_relation(share, total), row.row)) is not None
    ]
    if not judged:
        return None
    verdict, relation = min(judged, key=lambda pair: pair[0])
    if verdict is not Verdict.WRONG:
        return ShareCell(row, verdict, relation, relation.denominator != share.total)
    allowed = allowed_denominators(count, figures.shown(row.row, share.percent))
    percent = figures.shown(row.row, share.percent)
    fitting = [total for total in others if total in allowed]
    exceeds = _may_exceed(share, row, count, percent)
    if fitting or exceeds or _is_rated_among_larger(figures, share, row):
        plausible = [total for total in (*fitting, *allowed[:3]) if total < MOST_TIMES * share.total]
        if plausible:
            return ShareCell(row, Verdict.RIGHT, share_relation(share, plausible[0]), is_other=True)
    if percent is not None and (own := _smaller_denominator(figures, share, count, percent)):
        return ShareCell(row, Verdict.RIGHT, share_relation(share, own), is_other=True)
    nearest = _nearest(count, percent) if exceeds else share.total
    return ShareCell(
        row,
        Verdict.WRONG,
        share_relation(share, nearest),
        is_other=nearest != share.total,
        fits_no_integer=not len(allowed),
    )


RATED = re.compile(r"hoàn thành|xếp loại|đánh giá|phân loại|xuất sắc|lượt")


def _may_exceed(share: ShareColumn, row: RowHead, count: int, percent: Number | None) -> bool:
    """Say whether a count above the total may be meant: assessments of several years, no slip of the pen."""
    if count <= share.total or not RATED.search(row.name.lower()):
        return False
    return percent is None or allowed_count(share.total, percent) is None


def _is_rated_among_larger(figures: TableFigures, share: ShareColumn, row: RowHead) -> bool:
    """Say whether a row tells a rating, and another rating of the table counts more than the total."""
    return bool(RATED.search(row.name.lower())) and any(
        _may_exceed(
            share, other, _whole(figures, other.row, share.count), figures.shown(other.row, share.percent)
        )
        for other in figures.body
    )


def _smaller_denominator(
    figures: TableFigures, share: ShareColumn, count: int, percent: Number
) -> int | None:
    """Return a denominator of the row's own below the total, when it hardly fits by chance.

    A total printed elsewhere in the table is none: there the wrong one was taken.
    """
    if (share.total - count) * CHANCES > 100 * 10**percent.decimals or _is_partition(figures, share):
        return None
    if share.total >= LARGE and allowed_count(share.total, percent) is not None:
        return None  # a slip in the count is likelier than two denominators that both fit
    printed = {_whole(figures, row.row, column) for row in figures.totals for column in figures.columns}
    fitting = [total for total in allowed_denominators(count, percent) if total < share.total]
    return fitting[0] if fitting and fitting[0] not in printed else None


def _is_partition(figures: TableFigures, share: ShareColumn) -> bool:
    top = [row for row in figures.body if row.level == 0 and not row.is_total and not row.is_of_which]
    return sum(_whole(figures, row.row, share.count) for row in top) == share.total


def _parents(figures: TableFigures, share: ShareColumn, row: RowHead) -> Iterator[int]:
    """Yield the counts of the rows above that hold this one: its group, or what it is «trong đó» of."""
    level = row.level
    for above in reversed([head for head in figures.rows.heads if head.row < row.row]):
        if above.level < level and not above.is_total:
            level = above.level
            if whole := _whole(figures, above.row, share.count):
                yield whole
    yield from (
        whole
        for total in figures.totals
        if total is not row and (whole := _whole(figures, total.row, share.count))
    )


def _nearest(count: int, percent: Number | None) -> int:
    if percent is None or percent.scaled <= 0:
        return count
    numerator = 100 * count * POWERS[percent.decimals]
    return max(1, (2 * numerator + percent.scaled) // (2 * percent.scaled))


def _supported_denominators(figures: TableFigures, share: ShareColumn) -> list[int]:
    """Return denominators other than the total that two rows with different counts agree upon.

    A count above the total must have another denominator, so the nearest integer of such a row is one too.
    """
    votes: Counter[int] = Counter()
    certain: list[int] = []
    seen: set[tuple[int, int]] = set()
    for row in figures.body:
        count, percent = _whole(figures, row.row, share.count), figures.shown(row.row, share.percent)
        if not count or percent is None or percent.scaled in (0, 100 * 10**percent.decimals):
            continue
        if (count, percent.scaled) in seen:
            continue
        seen.add((count, percent.scaled))
        if verdict_of(figures, share_relation(share, share.total), row.row) is Verdict.WRONG:
            allowed = allowed_denominators(count, percent)
            if 0 < len(allowed) <= 3:
                votes.update(allowed)
            if _may_exceed(share, row, count, percent):
                certain.append(_nearest(count, percent))
    return [*certain, *(total for total, times in votes.items() if times >= 2)]
