"""Rows that add up to another row: totals, groups with their parts, totals of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.head import Says
from reportgen.audit.tables.judging import Expectation, Verdict, judge
from reportgen.audit.tables.relations import number_text
from reportgen.audit.tables.rows import RowHead

# Rows that describe the same things from several sides: they overlap and need not add up.
ATTRIBUTE = re.compile(
    r"\bnữ\b|dân tộc|\bdtts\b|\btrẻ\b|đảng viên|trình độ|tỷ lệ|tỉ lệ|trong đó|đạt chuẩn|trở lên|bồi dưỡng"
    r"|tôn giáo|riêng"
)
RATE = re.compile(
    r"năng suất|bình quân|đơn giá|tỷ lệ|tỉ lệ|%|mật độ|hệ số|tốc độ|xếp hạng|thứ hạng|điểm\b|chỉ số|lần\b"
)
NEAR = Fraction(3, 10)


@dataclass(frozen=True, slots=True)
class Partition:
    """Rows `parts` that add up to row `whole` in `columns`; `is_certain` when figures bear it out."""

    whole: RowHead
    parts: tuple[RowHead, ...]
    columns: tuple[int, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How a set of parts fits a whole: columns where it holds, columns where it does not."""

    parts: tuple[RowHead, ...]
    holds: tuple[int, ...]
    fails: tuple[int, ...]
    distance: Fraction

    @property
    def score(self) -> tuple[int, int, Fraction]:
        """The better the higher."""
        return len(self.holds) - len(self.fails), len(self.holds), -self.distance


def find_partitions(figures: TableFigures, computed: set[int]) -> tuple[Partition, ...]:
    """Return the sums that hold between rows; `computed` are columns of rates, which do not add up."""
    columns = tuple(column for column in figures.columns if _adds_up(figures, column, computed))
    fits = [
        (whole, max((measure(figures, whole, parts, columns) for parts in sets), key=lambda fit: fit.score))
        for at, whole in enumerate(figures.body)
        if (sets := [parts for parts in dict.fromkeys(_sets(figures, at)) if len(parts) >= 2])
    ]
    sure = [whole for whole, fit in fits if not whole.is_total and _is_borne_out(fit)]
    return tuple(
        Partition(whole, fit.parts, (*fit.holds, *fit.fails), _is_borne_out(fit))
        for whole, fit in fits
        if _is_borne_out(fit) or _is_meant(whole, fit, has_models=len(sure) >= 2)
    )


def _adds_up(figures: TableFigures, column: int, computed: set[int]) -> bool:
    head = figures.head.columns[column]
    return column not in computed and not (
        _is_average(figures, column)
        or RATE.search(head.words.lower())
        or Says.PERCENT in head.says_anywhere
        or Says.ORDINAL in head.says
    )


_PER = re.compile(r"[^\W\d]\s*/\s*[^\W\d]|f[0-9]/|mật độ|bình quân|trung bình")
FEWEST_AVERAGED = 3


def _is_average(figures: TableFigures, column: int) -> bool:
    """Say whether the total of a column «học sinh/lớp» lies between its parts, so that it is their mean."""
    if not _PER.search(figures.head.columns[column].words.lower()):
        return False
    wholes = [n.value for row in figures.totals if (n := figures.shown(row.row, column))]
    rows = (row for row in figures.body if not row.is_total)
    parts = [n.value for row in rows if (n := figures.shown(row.row, column))]
    return len(parts) >= FEWEST_AVERAGED and all(min(parts) <= whole <= max(parts) for whole in wholes)


def _is_borne_out(fit: Fit) -> bool:
    return len(fit.holds) >= 2 or (len(fit.holds) == 1 and len(fit.fails) <= 1)


def _is_meant(whole: RowHead, fit: Fit, *, has_models: bool) -> bool:
    """Say whether the words alone call for a sum that no column shows."""
    if not fit.fails or fit.distance > NEAR or any(ATTRIBUTE.search(part.name.lower()) for part in fit.parts):
        return False
    return (whole.is_total and len(fit.parts) >= 3) or (has_models and fit.distance < NEAR / 2)


def _sets(figures: TableFigures, at: int) -> Iterator[tuple[RowHead, ...]]:
    body = figures.body
    whole = body[at]
    if not whole.is_total:
        yield tuple(row for row in _children(body, at) if not row.is_of_which)
        yield _children(body, at)
        return
    stated = _stated_parts(body, whole)
    if stated:
        yield stated
        return
    before, after = _block_before(body, at), _block_after(body, at)
    for block in (body, before, after):
        rows = [row for row in block if not row.is_total and not row.is_of_which]
        level = min((row.level for row in rows), default=0)
        yield tuple(row for row in rows if row.level == level)
        yield tuple(row for row, below in zip_longest(rows, rows[1:]) if _is_leaf(row, below))
    yield tuple(row for row in figures.totals if row is not whole)


def _is_leaf(row: RowHead, below: RowHead | None) -> bool:
    return below is None or below.level <= row.level


def _stated_parts(body: tuple[RowHead, ...], whole: RowHead) -> tuple[RowHead, ...]:
    """Return the rows that a name such as «Tổng cộng (I+II)» lists."""
    found = re.search(r"\(\s*([A-ZĐ0-9]+(?:\s*\+\s*[A-ZĐ0-9]+)+)\s*\)", whole.name)
    if not found:
        return ()
    wanted = [part.strip() for part in found[1].split("+")]
    parts = tuple(row for row in body if row.ordinal.strip(" .()") in wanted)
    return parts if len(parts) == len(wanted) else ()


def _children(body: tuple[RowHead, ...], at: int) -> tuple[RowHead, ...]:
    whole, below = body[at], []
    for row in body[at + 1 :]:
        if row.level <= whole.level or row.is_total:
            break
        below.append(row)
    level = min((row.level for row in below), default=0)
    return tuple(row for row in below if row.level == level)


def _block_before(body: tuple[RowHead, ...], at: int) -> tuple[RowHead, ...]:
    start = max((index + 1 for index, row in enumerate(body[:at]) if row.is_total), default=0)
    return body[start:at]


def _block_after(body: tuple[RowHead, ...], at: int) -> tuple[RowHead, ...]:
    stop = next((index for index in range(at + 1, len(body)) if body[index].is_total), len(body))
    return body[at + 1 : stop]


def measure(
    figures: TableFigures, whole: RowHead, parts: tuple[RowHead, ...], columns: tuple[int, ...]
) -> Fit:
    """Return where the parts add up to the whole."""
    holds, fails, distances = [], [], []
    for column in columns:
        expected = total_of(figures, parts, column)
        printed = figures.shown(whole.row, column)
        if expected is None or printed is None or not _same_unit(figures, whole, parts):
            continue
        if judge(printed, expected) is Verdict.WRONG:
            fails.append(column)
            distances.append(
                abs(printed.value - expected.exact) / max(abs(printed.value), abs(expected.exact))
            )
        elif sum(1 for part in parts if (n := figures.shown(part.row, column)) and n.scaled) >= 2:
            holds.append(column)
    return Fit(parts, tuple(holds), tuple(fails), min(distances, default=Fraction(1)))


def total_of(figures: TableFigures, parts: tuple[RowHead, ...], column: int) -> Expectation | None:
    """Return the sum of a column over rows; None when fewer than two of them hold a number."""
    numbers = [(part.row, number) for part in parts if (number := figures.shown(part.row, column))]
    if len(numbers) < 2:
        return None
    total = sum((number.value for _, number in numbers), Fraction(0))
    slack = sum((figures.half_step(row, column, number) for row, number in numbers), Fraction(0))
    formula = " + ".join(number_text(number) for _, number in numbers)
    return Expectation(total, total - slack, total + slack, formula, (total,))


def _same_unit(figures: TableFigures, whole: RowHead, parts: tuple[RowHead, ...]) -> bool:
    column = figures.rows.unit_column
    if column is None:
        return True
    units = {figures.cell(row.row, column).text.strip().lower() for row in (whole, *parts)}
    return len(units - {'"', "-", "nt", "''", "“", "”"}) <= 1
