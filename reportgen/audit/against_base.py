"""Percentages of a plan or of an earlier value: `đạt 1.234 tỷ đồng, bằng 109,2% dự toán (1.130 tỷ đồng)`."""

from __future__ import annotations

from fractions import Fraction

from reportgen.audit.change_verdicts import computed, estimates, fitting_with
from reportgen.audit.comparison import Pair, pairs
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Estimate, Verdict, judge, show
from reportgen.audit.words import REACHED

AGAINST = "percent-of-base"


def against_base(passage: Passage, index: int) -> Outcome | None:
    """`đạt 1.234 tỷ đồng, bằng 109,2% dự toán (1.130 tỷ đồng)`."""
    printed = passage.figures[index].number
    role = role_of(passage, index)
    if not printed.is_percent or not REACHED.search(passage.before(index)):
        return None
    if role is Role.SHARE:
        return _by_scale(passage, index)
    sure = None
    for pair in pairs(passage, index, planned=role is Role.AGAINST_TARGET):
        exact = _quotient(passage, pair)
        if exact is None or passage.figures[pair.now].number.is_percent:
            continue
        if judge(printed, exact) is Verdict.RIGHT:
            return fitting_with(AGAINST, passage, index, pair, exact)
        sure = sure or (pair if pair.is_sure else None)
    exact = _quotient(passage, sure) if sure else None
    if sure is None or exact is None:
        return None
    now, base = passage.figures[sure.now].number.text, passage.figures[sure.base].number.text
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    return computed(AGAINST, passage, index, sure, verdict, f"{now}/{base}", expected)


def _by_scale(passage: Passage, index: int) -> Statement | None:
    """`Kế hoạch vốn 12.450 triệu đồng, đã giải ngân 9.860 tỷ đồng, đạt 79,2%`: right but for a unit."""
    printed = passage.figures[index].number
    for pair in pairs(passage, index, planned=True):
        exact = _quotient(passage, pair) if pair.is_sure else None
        if exact is None:
            return None
        now, base = passage.figures[pair.now].number, passage.figures[pair.base].number
        for scale in (Fraction(1000), Fraction(1, 1000)):
            if judge(printed, exact.times(scale)) is Verdict.RIGHT and now.unit != base.unit:
                expected, wrong = show(exact.best, printed), Verdict.WRONG
                formula = f"{now.text} {now.unit.text}/{base.text} {base.unit.text}"
                return computed(AGAINST, passage, index, pair, wrong, formula, expected)
    return None


def _quotient(passage: Passage, pair: Pair) -> Estimate | None:
    now, base = estimates(passage, pair)
    quotient = now.over(base)
    return quotient.times(Fraction(100)) if quotient else None
