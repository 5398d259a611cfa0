"""Values that an attainment implies: `đạt 80% chỉ tiêu (chỉ tiêu 50 đảng viên)` means 40 of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.audit.numbers import Number
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.verdict import Verdict, estimate, exactly, is_count, judge, show
from reportgen.audit.words import CHANGE, PLANNED


def implied_values(passage: Passage, index: int) -> Iterator[Number]:
    """Yield the counts that the share of a plan right before a figure stands for."""
    share, plan = index - 2, index - 1
    if share not in passage.in_sentence(index) or not _is_share_of_plan(passage, share, plan):
        return
    printed, whole = passage.figures[share].number, passage.figures[plan].number
    nearest = round(printed.value * whole.value / 100)
    for count in (nearest, nearest - 1, nearest + 1):
        quotient = exactly(count).over(estimate(whole))
        if count >= 0 and quotient and judge(printed, quotient.times(100)) is Verdict.RIGHT:
            yield replace(whole, value=Fraction(count), text=show(Fraction(count), whole))


def _is_share_of_plan(passage: Passage, share: int, plan: int) -> bool:
    one, other = passage.figures[share], passage.figures[plan]
    is_plan = other.is_plain and is_count(other.number) and PLANNED.search(passage.before(plan))
    is_share = one.is_plain and one.number.is_percent and role_of(passage, share) is Role.AGAINST_TARGET
    return bool(is_plan and is_share and not CHANGE.search(passage.before(share)))
