"""How much values changed, exactly, and what is said of a change that does not fit."""

from __future__ import annotations

from dataclasses import replace

from reportgen.audit.comparison import Pair
from reportgen.audit.numbers import Number
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, exactly, finely, is_cut_within, judge, show
from reportgen.errors import Severity

CHANGED = "change"
POINTS = "percent-or-points"
DIRECTION = "change-direction"


def estimates(passage: Passage, pair: Pair) -> tuple[Estimate, Estimate]:
    """Return how exactly the values of a pair are known."""
    now, base = finely(passage.figures[pair.now].number, passage.figures[pair.base].number)
    return now, base


def difference_of(passage: Passage, pair: Pair, *, is_up: bool) -> Estimate:
    """Return by how much the value of now is above its base, or below it."""
    now, base = estimates(passage, pair)
    return now - base if is_up else base - now


def _relative(passage: Passage, pair: Pair, *, is_up: bool) -> Estimate | None:
    now, base = estimates(passage, pair)
    quotient = now.over(base)
    if quotient is None:
        return None
    change = Estimate(quotient.best - 1, quotient.low - 1, quotient.high - 1)
    if not is_up:
        change = Estimate(-change.best, -change.high, -change.low)
    return change.times(100)


def exact_change(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Estimate | None:
    """Return what the change at `index` should be, in its own unit; None when the base may be 0."""
    if passage.figures[index].unit.measure is Measure.PERCENT:
        return _relative(passage, pair, is_up=is_up)
    return difference_of(passage, pair, is_up=is_up)


def verdict_of(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Verdict:
    """Judge the change at `index` against a pair."""
    exact, printed = exact_change(passage, index, pair, is_up=is_up), passage.figures[index].number
    if exact is None:
        return Verdict.WRONG
    is_of_shares = printed.is_percent and passage.figures[pair.now].number.is_percent
    if is_of_shares and judge(printed, difference_of(passage, pair, is_up=is_up)) is Verdict.RIGHT:
        exact = exactly(exact.best)  # rather points than a relative change with room for rounding
    return judge(printed, exact)


def wrong_change(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Statement | None:
    """State what is wrong with a change whose pair is known; None when the base may be 0."""
    printed, now = passage.figures[index].number, passage.figures[pair.now].number
    difference = difference_of(passage, pair, is_up=is_up)
    if difference.high < 0:
        return wrong_way(passage, index, pair, is_up=is_up)
    if printed.is_percent and now.is_percent and judge(printed, difference) is Verdict.RIGHT:
        return _points(passage, index, pair)
    exact = exact_change(passage, index, pair, is_up=is_up)
    if exact is None:
        return None
    verdict = judge(printed, exact)
    expected = show(exact.best, printed)
    return computed(CHANGED, passage, index, pair, verdict, _formula(passage, index, pair), expected)


def _formula(passage: Passage, index: int, pair: Pair) -> str:
    now, base = passage.figures[pair.now].number.text, passage.figures[pair.base].number.text
    printed = passage.figures[index].number
    return f"{now} so với {base}" if printed.is_percent else f"chênh lệch giữa {now} và {base}"


def wrong_way(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Statement:
    """State that a change goes the other way than its values."""
    now, base = passage.figures[pair.now].number.text, passage.figures[pair.base].number.text
    said, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
    start, end = span_of(passage, index, pair)
    return Statement(
        DIRECTION,
        passage,
        start,
        end,
        Verdict.WRONG,
        f"ghi “{said}” nhưng {now} so với {base} là {right}",
        right,
        f"Sửa “{said}” thành “{right}”, hoặc kiểm tra lại hai số.",
    )


def _points(passage: Passage, index: int, pair: Pair) -> Statement:
    printed = passage.figures[index].number
    start, end = span_of(passage, index, pair)
    expected = printed.text.rstrip("% ") + " điểm %"
    return Statement(
        POINTS,
        passage,
        start,
        end,
        Verdict.WRONG,
        f"{printed.text} là chênh lệch giữa hai tỷ lệ, phải ghi bằng điểm phần trăm",
        expected,
        f"Ghi {expected}.",
        Severity.WARNING,
    )


def fitting_with(rule: str, passage: Passage, index: int, pair: Pair, exact: Estimate | None) -> Statement:
    """Return the pass of a change that fits its pair, or a hint where its digits are only cut off."""
    printed = passage.figures[index].number
    if exact is None or not pair.is_sure or not is_cut_within(printed, exact):
        return Statement(rule, passage, *span_of(passage, index, pair), Verdict.RIGHT)
    formula, expected = _formula(passage, index, pair), show(exact.best, printed)
    cut = computed(rule, passage, index, pair, Verdict.TRUNCATED, formula, expected)
    return replace(cut, severity=Severity.INFO)


def computed(
    rule: str,
    passage: Passage,
    index: int,
    pair: Pair,
    verdict: Verdict,
    formula: str,
    expected: str,
) -> Statement:
    """State a printed number beside what it should be."""
    printed: Number = passage.figures[index].number
    return Statement(
        rule,
        passage,
        *span_of(passage, index, pair),
        verdict,
        say_computed(printed.text, formula, expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
    )


def span_of(passage: Passage, index: int, pair: Pair) -> tuple[int, int]:
    """Return the stretch of text that holds a change and its pair."""
    figures = [passage.figures[place] for place in (index, pair.now, pair.base)]
    return min(figure.start for figure in figures), max(figure.end for figure in figures)
