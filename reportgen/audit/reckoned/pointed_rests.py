"""What is left, lacking or over, judged by the whole and the part that its words point at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.numbers import Number
from reportgen.audit.reckoned.gap_reading import (
    Around,
    Way,
    are_alike,
    are_same,
    denied_of,
    is_exhaustive,
    is_rest,
    level_values,
    way_of,
)
from reportgen.audit.reckoned.gap_verdicts import POWERS, is_near, is_shifted, kin_of, mismatch
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Statement
from reportgen.audit.verdict import Estimate, Verdict, finely, judge

FEWEST_TELLING = 3
MOST_TIMES = 3  # a value so many times its part is rather of something else


def judge_rest(around: Around) -> Iterator[Statement]:
    """Yield what is wrong with a rest whose whole and part are known."""
    pointed = _pointed(around)
    if pointed is None or _is_excused(around, pointed.pair) or _is_last_part(around, pointed.pair):
        return
    exact, printed = _difference(*pointed.pair), around.printed.number
    is_off = judge(printed, exact) is Verdict.WRONG and is_near(around, exact)
    is_told = pointed.is_only and (way_of(around.printed) is Way.REST or is_rest(around.printed))
    is_wrong = is_off and (is_told or _is_misprint(printed, exact))
    if is_wrong or _is_operand_shifted(around, pointed.pair):
        whole, done = pointed.pair
        yield mismatch("remainder", around, f"{whole.number.text} - {done.number.text}", exact, pointed.pair)


def _is_last_part(around: Around, pair: tuple[Quantity, Quantity]) -> bool:
    """`6.754 hộ. Số hộ khoán 4.918, kê khai 297, còn lại 1.539`: all three make a number told before."""
    made = sum(q.number.quantity for q in (around.printed, *pair))
    return any(q.number.quantity == made for q in (*around.above, *around.paragraph))


def _is_misprint(printed: Number, exact: Estimate) -> bool:
    return is_slip(printed, exact) or is_shifted(printed, exact)


def _is_operand_shifted(around: Around, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the difference is right once the comma or the unit of one of both values is moved."""
    printed, (one, other) = around.printed.number, finely(*(q.number for q in pair))
    return sum(char.isdigit() for char in printed.text) > FEWEST_TELLING and any(
        judge(printed, gap) is Verdict.RIGHT
        for power in POWERS
        for gap in (one.times(power) - other, one - other.times(power))
    )


def _difference(whole: Quantity, done: Quantity) -> Estimate:
    one, other = finely(whole.number, done.number)
    return one - other


@dataclass(frozen=True, slots=True)
class Pointed:
    """Whole and part that a rest is told of; `is_only` when its sentence has no other like values."""

    pair: tuple[Quantity, Quantity]
    is_only: bool


def _pointed(around: Around) -> Pointed | None:
    """Return the two like values before a rest, level with it, else those whose denial it is."""
    values = [q for q in kin_of(around, around.sentence) if _is_level(around, q)]
    is_balance = bool(_BALANCE.search(around.printed.before))
    level = values[-2:] if is_balance else level_values(values)
    level = level or _denied(around)
    if len(level) == 1:
        level = [*_whole_above(around, level[0]), *level]
    if (
        len(level) < 2
        or _goes_on(around)
        or not are_same(*level[-2:])
        or not is_exhaustive(around.printed, level)
    ):
        return None
    whole, done = level[-2:]
    if is_balance and done.number.quantity > whole.number.quantity:
        whole, done = done, whole
    return Pointed((whole, done), len(level) == 2)


_BALANCE = re.compile(
    r"\b(?:nhập siêu|xuất siêu|chênh lệch|bội chi|lỗ)\b[^;,.]*$"
)  # of the last two, whichever is larger


_SURE_REST = re.compile(r"\b(?:còn\s+(?:lại|thiếu|phải|tồn|nợ|dư)|thiếu|khuyết)\b[^;,.]*$")


def _whole_above(around: Around, done: Quantity) -> list[Quantity]:
    """`Biên chế 112. Hiện có 104 người, còn thiếu 08`: the nearest larger value of the sentence before."""
    if not _SURE_REST.search(around.printed.before):
        return []
    printed, part = around.printed.number, done.number.quantity
    values = [q for q in kin_of(around, (*around.above, *around.paragraph)) if not q.depth]
    larger = [q for q in values if part < q.number.quantity <= part * MOST_TIMES and are_same(q, done)]
    if not larger or any(judge(printed, _difference(q, done)) is Verdict.RIGHT for q in larger):
        return []
    near = [q for q in larger if q.passage is done.passage]
    return near[-1:]


def _denied(around: Around) -> list[Quantity]:
    """`812 dự thi, 786 đỗ. Số chưa đỗ 26`: the values of the sentence before."""
    denied, values = denied_of(around.printed), kin_of(around, around.paragraph)
    last = [q for q in values if q.sentence == around.paragraph[-1].sentence]
    return last if denied and last and _names(last[-1], denied) else []


def _goes_on(around: Around) -> bool:
    """Whether more of the same is told after it, so that there is another rest: `…, đang hòa giải 06 đơn`."""
    return any(
        are_same(q, around.printed) and q.depth == around.printed.depth and way_of(q) is None
        for q in around.later[:1]
    )


def _names(quantity: Quantity, what: str) -> bool:
    end = quantity.passage.sentence_of(quantity.number.start)[1]
    follows = quantity.passage.lowered[quantity.number.end : end][:LONGEST_PHRASE]
    return bool(re.search(rf"\b{what.split()[0]}\b", f"{quantity.before} {follows}"))


LONGEST_PHRASE = 40


def _is_level(around: Around, quantity: Quantity) -> bool:
    return quantity.depth <= around.printed.depth and are_alike(quantity, around.printed)


def _is_excused(around: Around, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether other values make the difference: any two when it has many digits, else two level with it."""
    printed = around.printed.number
    level = level_values([q for q in kin_of(around, around.sentence) if _is_level(around, q)])
    is_telling = sum(char.isdigit() for char in printed.text.lstrip("0,.")) >= FEWEST_TELLING
    if any(judge(printed, gap) is Verdict.RIGHT for gap in _chains(around, keep_all=is_telling)):
        return True
    near = level
    if is_telling:
        near = kin_of(around, (*around.above, *around.paragraph, *around.sentence, *around.later))
    gaps = (_gap(one, other) for at, one in enumerate(near) for other in near[:at])
    return any(_is_fine(gap, printed) and judge(printed, gap) is Verdict.RIGHT for gap in gaps)


def _is_fine(gap: Estimate, printed: Number) -> bool:
    return gap.high - gap.low <= 2 * printed.step


def _gap(one: Quantity, other: Quantity) -> Estimate:
    is_more = one.number.quantity > other.number.quantity
    return _difference(one, other) if is_more else _difference(other, one)


def _chains(around: Around, *, keep_all: bool) -> Iterator[Estimate]:
    """Yield what each value of the sentence leaves when those after it are taken away one by one."""
    values = kin_of(around, around.sentence)
    values = values if keep_all else level_values(values)
    for at, whole in enumerate(values):
        left = finely(whole.number)[0]
        for part in values[at + 1 :]:
            left = left - finely(part.number)[0]
            yield left
