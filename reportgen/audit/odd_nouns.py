"""Numbers whose arithmetic holds only if a noun is wrong: `1.245 hộ, giảm 120 người so với 1.365 hộ`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.comparison import BASES
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, estimate, is_count, judge
from reportgen.audit.words import CHANGE, PLANNED
from reportgen.errors import Severity

RULE = "odd-noun"
FEWEST_DIGITS = 2


def odd_nouns(outline: Outline) -> Iterator[Outcome]:
    """Report nouns that do not fit the numbers they stand in arithmetic with."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(1, len(passage.figures) - 1):
            yield from _of_change(passage, index)
        for index in range(2, len(passage.figures)):
            yield from _of_share(passage, index)


def _count(passage: Passage, index: int) -> Number | None:
    figure = passage.figures[index]
    is_exact = figure.is_plain and is_count(figure.number) and figure.number.bound is Bound.EXACT
    return figure.number if is_exact and family(figure.unit) else None


def _of_change(passage: Passage, index: int) -> Iterator[Statement]:
    """`1.245 hộ nghèo, giảm 120 người so với đầu năm (1.365 hộ)`."""
    if not CHANGE.search(passage.before(index)):
        return
    now, change, base = (_count(passage, place) for place in (index - 1, index, index + 1))
    sentence = passage.in_sentence(index)
    if (
        now is None
        or change is None
        or base is None
        or index - 1 not in sentence
        or index + 1 not in sentence
    ):
        return
    is_odd = family(now.unit) == family(base.unit) != family(change.unit)
    is_base = BASES.search(passage.between(index, index + 1))
    if is_odd and is_base and abs(now.value - base.value) == change.value:
        yield _statement(passage, change, now)


def _of_share(passage: Passage, index: int) -> Iterator[Statement]:
    """`kế hoạch 2.000 lao động, đã giải quyết cho 1.820 hộ, đạt 91%`."""
    figure, sentence = passage.figures[index], passage.in_sentence(index)
    if not figure.is_plain or not figure.number.is_percent or index - 2 not in sentence:
        return
    role, whole, part = role_of(passage, index), _count(passage, index - 2), _count(passage, index - 1)
    if whole is None or part is None or role in (Role.CHANGE, Role.AGAINST_EARLIER):
        return
    if family(whole.unit) == family(part.unit) or CHANGE.search(passage.before(index - 1)):
        return
    if len(figure.number.text.strip("%").replace(",", "")) < FEWEST_DIGITS or part.value > whole.value:
        return
    quotient = estimate(part).over(estimate(whole))
    is_share = quotient is not None and judge(figure.number, quotient.times(100)) is Verdict.RIGHT
    is_plan = PLANNED.search(passage.before(index - 2)) or role is Role.SHARE
    if is_share and is_plan and {family(whole.unit), family(part.unit)} == {"person", "household"}:
        yield _statement(passage, part, whole)


def _statement(passage: Passage, odd: Number, other: Number) -> Statement:
    return Statement(
        RULE,
        passage,
        odd.start,
        odd.unit_end,
        Verdict.WRONG,
        f"“{odd.text} {odd.unit.noun}” tính cùng với “{other.text} {other.unit.noun}” nhưng khác đơn vị",
        "",
        "Xem lại đơn vị tính của hai số.",
        Severity.WARNING,
    )
