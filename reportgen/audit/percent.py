"""Percentages that follow from a ratio or a count and its total: `3.157/3.386 …, đạt 93,2%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from reportgen.audit.divided_wholes import divided_whole
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Figure
from reportgen.audit.outline import Outline
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.statements import Outcome, Statement, Unknown, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, is_cut_within, judge, show
from reportgen.audit.wholes import (
    HUNDREDS,
    OF_TOTAL,
    fitting_whole,
    fully_named_whole,
    governing_total,
    implied_whole,
    is_base,
    labelled_whole,
    leading_total,
    named_whole,
    names_no_other_whole,
    percent_of,
    shared_whole,
    summed_whole,
    total_after,
    whole_in_bracket,
    whole_right_after,
)
from reportgen.audit.words import (
    AGAINST_EARLIER,
    AGAINST_TARGET,
    CHANGE,
    SHARE_VERB,
)
from reportgen.errors import Severity

RATIO = "percent-of-ratio"
SHARE = "percent-of-total"


class Role(Enum):
    """What a printed percentage says."""

    SHARE = auto()
    CHANGE = auto()
    AGAINST_TARGET = auto()
    AGAINST_EARLIER = auto()


def role_of(passage: Passage, index: int) -> Role:
    """Return what the percentage at `index` says, by the words around it."""
    after = passage.after(index)
    if CHANGE.search(passage.before(index)):
        return Role.CHANGE
    if AGAINST_TARGET.match(after):
        return Role.AGAINST_TARGET
    if AGAINST_EARLIER.match(after):
        return Role.AGAINST_EARLIER
    return Role.SHARE


def percents(outline: Outline) -> Iterator[Outcome]:
    """Verify each percentage that stands after (or before) its count."""
    for place, passage in outline:
        for index, figure in enumerate(passage.figures):
            is_limit = figure.number.bound in (Bound.AT_LEAST, Bound.AT_MOST)  # «12/13 xã đạt từ 95% trở lên»
            if figure.is_plain and figure.unit.measure in HUNDREDS and not is_limit:
                yield from _percent(passage, index, outline.lead_of(place))


def _percent(passage: Passage, index: int, lead: Passage | None) -> Iterator[Outcome]:
    role = role_of(passage, index)
    base = _base_index(passage, index)
    if base is None or role is Role.CHANGE:
        return
    figure = passage.figures[base]
    if CHANGE.search(passage.before(base)):
        return
    if figure.is_ratio and len(figure.numbers) == 2 and _counts_two_kinds(figure):
        return
    if figure.is_ratio and len(figure.numbers) == 2:
        if _is_level_of_all(passage, base, index):
            return
        if role is Role.SHARE or not _has_target(passage, base):
            yield _of_ratio(passage, base, index)
    elif figure.is_plain and role is Role.SHARE and not _is_condition(passage, base, index):
        yield from _of_total(passage, base, index, lead)


def _counts_two_kinds(figure: Figure) -> bool:
    """`74 vụ/126 bị cáo`: two numbers, no ratio."""
    top, bottom = figure.numbers
    return bool(top.unit.noun) and bool(bottom.unit.noun) and not may_share(top.unit, bottom.unit)


def _is_condition(passage: Passage, base: int, index: int) -> bool:
    """`58 dự án giải ngân đạt 100%`, `3 chỉ tiêu đạt trên 50%`: what they have in common, no share."""
    number = passage.figures[index].number
    is_level = number.value == 100 or number.bound not in (Bound.EXACT, Bound.ABOUT)
    return (
        is_level
        and base < index
        and bool(
            re.fullmatch(
                r"[^,;.()]*[^\W\d]+\s+đạt\s*|[^,;.()]*\bđạt\s+(?:trên|dưới|hơn|từ)\s*",
                passage.between(base, index),
            )
        )
    )


_LEVEL = re.compile(
    r"[^;.]*\b(?:(?:nhanh|cao|thấp|nhiều|ít|lớn|nhỏ|tốt|chậm)\s+hơn|bình quân|trung bình|mức chung)\b"
    r"[^;.]*\(\s*"
)
_ALL_REACH = re.compile(r"[^;.]*\b(?:đều|cùng)\s+(?:[^\W\d]+\s+){0,2}")


def _is_level_of_all(passage: Passage, base: int, index: int) -> bool:
    """`30/63 tỉnh tăng nhanh hơn mức chung (3,5%)`, `6/6 vùng đều đạt trên 80%`: what each is like."""
    if base > index:
        return False
    gap, bound = passage.between(base, index), passage.figures[index].number.bound
    return bool(_LEVEL.fullmatch(gap)) or (bound is not Bound.EXACT and bool(_ALL_REACH.fullmatch(gap)))


def _has_target(passage: Passage, base: int) -> bool:
    """Whether a target stands before the ratio: then the percentage is an attainment."""
    return any(f.unit.measure is Measure.PERCENT for f in passage.figures[max(0, base - FARTHEST) : base])


def _base_index(passage: Passage, index: int) -> int | None:
    """Return the count that a percentage is said of: right before it, or in brackets right after it."""
    for base in (index - 1, index + 1, *_before_threshold(passage, index)):
        if base in passage.in_sentence(index) and is_base(passage, base, index):
            return base
    return None


def _before_threshold(passage: Passage, index: int) -> tuple[int, ...]:
    """`12/16 khoản thu đạt từ 75% dự toán trở lên, bằng 75% số khoản thu`: the threshold is no count."""
    if index < 2 or not passage.figures[index - 1].number.is_percent:
        return ()
    is_limit = passage.figures[index - 1].number.bound in _LIMITS
    return (index - 2,) if is_limit and passage.figures[index - 2].is_ratio else ()


_LIMITS = {Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOVE, Bound.BELOW}


def _of_ratio(passage: Passage, base: int, index: int) -> Statement:
    top, bottom = passage.figures[base].numbers
    formula = f"{top.text}/{bottom.text}"
    exact = percent_of(estimate(top), estimate(bottom), passage.figures[index].number)
    return _statement(RATIO, passage, (base, index), exact, formula)


def _statement(
    rule: str, passage: Passage, span: tuple[int, int], exact: Estimate | None, formula: str
) -> Statement:
    percent = passage.figures[span[1]].number
    start, end = _span(passage, span)
    if exact is None:
        return Statement(rule, passage, start, end, Verdict.WRONG, f"mẫu số của {formula} bằng 0")
    verdict = judge(percent, exact)
    expected = show(exact.best, percent)
    is_cut = is_cut_within(percent, exact)
    verdict = Verdict.TRUNCATED if is_cut else verdict
    balances = verdict.is_rounding and _balances(passage, span[1])
    return Statement(
        rule=rule,
        passage=passage,
        start=start,
        end=end,
        verdict=verdict,
        message=say_computed(percent.text, formula, expected, verdict) + (BALANCED if balances else ""),
        expected=expected,
        remedy=say_remedy(percent.text, expected, verdict),
        severity=Severity.INFO if balances or is_cut else None,
    )


BALANCED = " (có thể do điều chỉnh cho cả nhóm bằng 100%)"


def _balances(passage: Passage, index: int) -> bool:
    """Whether the shares of the sentence make exactly 100 with this one as printed (seeds C16)."""
    figures = (passage.figures[place] for place in passage.in_sentence(index))
    return sum(figure.number.value for figure in figures if figure.number.is_percent) == 100


def _span(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    figures = [passage.figures[index] for index in span]
    return min(figure.start for figure in figures), max(figure.end for figure in figures)


def _of_total(passage: Passage, base: int, index: int, lead: Passage | None) -> Iterator[Outcome]:
    part, percent = passage.figures[base].number, passage.figures[index].number
    before = passage.figures[base - 1] if base - 1 in passage.in_sentence(base) else None
    if before and before.is_plain and base < index and OF_TOTAL.search(passage.before(base)):
        exact = percent_of(estimate(before.number), estimate(part), percent)
        yield _statement(SHARE, passage, (base, index), exact, f"{before.number.text}/{part.text}")
        return
    told = whole_right_after(passage, index, part) or fully_named_whole(passage, base, index, part)
    fit = None if told else fitting_whole(passage, base, (part, percent), lead)
    if fit:
        exact = percent_of(estimate(part), estimate(fit), percent)
        yield _statement(SHARE, passage, (base, index), exact, f"{part.text}/{fit.text}")
        return
    made = None if told else divided_whole(passage, base)
    exact = percent_of(estimate(part), exactly(made), percent) if made else None
    if made and exact and judge(percent, exact) is Verdict.RIGHT:
        yield _statement(SHARE, passage, (base, index), exact, f"{part.text}/{show(made, part)}")
        return
    said_after = total_after(passage, index, part)
    said_after = said_after or whole_in_bracket(passage, base, index)
    said = said_after or told or named_whole(passage, base, index, part)
    governing = said or governing_total(passage, base, part) or leading_total(part, lead)
    governing = governing or shared_whole(passage, base, part) or summed_whole(passage, base, part)
    governing = governing or labelled_whole(passage, base, index, part)
    if governing is None and (implied := implied_whole(passage, base, part)):
        quotient = percent_of(estimate(part), implied, percent)
        text = f"{part.text} trên tổng số theo các tỷ lệ khác (khoảng {show(implied.best, part)})"
        yield _statement(SHARE, passage, (base, index), quotient, text)
        return
    if governing is None or not (said or names_no_other_whole(passage, index)):
        if SHARE_VERB.search(passage.between(min(base, index), max(base, index))):
            yield Unknown(SHARE, passage, *_span(passage, (base, index)), "không rõ tổng số dùng làm mẫu số")
        return
    quotient = percent_of(estimate(part), estimate(governing), percent)
    yield _statement(SHARE, passage, (base, index), quotient, f"{part.text}/{governing.text}")
