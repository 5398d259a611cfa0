"""Growth and change: `tăng 15% so với cùng kỳ (120 hộ)`, `giảm 3,5 điểm %`, `bằng 109% kế hoạch`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.audit.comparison import Pair, comparable, from_to, pairs
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, Unknown, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, finely, is_cut_within, judge, show
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE, FALLS, REACHED, RISES
from reportgen.errors import Severity

CHANGED = "change"
AGAINST = "percent-of-base"
POINTS = "percent-or-points"
DIRECTION = "change-direction"


def changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each change, and each percentage of a plan or of an earlier value."""
    for _, passage in outline:
        yield from _directions(passage)
        said = [figure.number.said for figure in passage.figures]
        first = {key: place for place, key in reversed(list(enumerate(said)))}
        alike = [first[key] for key in said]
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            change = CHANGE.search(passage.before(index))
            if figure.number.value < 0:  # «giảm 4 vụ (-14,8%)» says the direction twice
                continue
            if change:
                outcome = _change(passage, index, alike, is_up=bool(change["up"]))
            else:
                outcome = _against_base(passage, index)
            if outcome:
                yield outcome


_UP_OR_DOWN = re.compile(rf"\b(?:(?P<up>{RISES})|(?P<down>{FALLS}))\s+(?:\w+\s+){{0,2}}từ\s*(?:mức\s*)?$")


def _directions(passage: Passage) -> Iterator[Statement]:
    """`tăng từ 1.390 hộ xuống còn 1.234 hộ`."""
    places = [index for index, figure in enumerate(passage.figures) if figure.is_plain]
    for pair in from_to(passage, places):
        told = _UP_OR_DOWN.search(passage.before(pair.base))
        if told:
            is_up = bool(told["up"])
            way = _difference(passage, pair, is_up=is_up)
            right = Statement(DIRECTION, passage, *_span(passage, pair.now, pair), Verdict.RIGHT)
            yield _wrong_way(passage, pair.now, pair, is_up=is_up) if way.high < 0 else right


def _change(passage: Passage, index: int, alike: list[int], *, is_up: bool) -> Outcome | None:
    """Verify a change; `alike` gives the first place at which each number of the passage is said."""
    planned = bool(AGAINST_TARGET.match(passage.rest(index)))
    sure: list[Pair] = []
    tried: set[tuple[int, int]] = set()
    for pair in pairs(passage, index, planned=planned):
        said = alike[pair.now], alike[pair.base]
        if not _fits(passage, index, pair) or (said in tried and not pair.is_sure):
            continue
        tried.add(said)
        if pair.is_sure:
            sure.append(pair)
        if not pair.is_sure and sure and not _is_exact(passage, index, pair, is_up=is_up):
            continue
        if _verdict(passage, index, pair, is_up=is_up) is Verdict.RIGHT:
            exact = _exact(passage, index, pair, is_up=is_up)
            return _fitting(CHANGED, passage, index, pair, exact)
    if sure:
        return _wrong_change(passage, index, sure[0], is_up=is_up)
    return (
        _percent_of_change(passage, index, is_up=is_up)
        or _above_hundred(passage, index, is_up=is_up)
        or _without_base(passage, index)
    )


def _above_hundred(passage: Passage, index: int, *, is_up: bool) -> Statement | None:
    """`đạt 109% kế hoạch, vượt 9%`: what is above a hundred was said just before."""
    before, printed = index - 1, passage.figures[index].number
    if before not in passage.in_sentence(index) or not printed.is_percent:
        return None
    reached = passage.figures[before]
    gap = passage.between(before, index)
    role = role_of(passage, before)
    is_same = role is Role.AGAINST_EARLIER or (role is Role.AGAINST_TARGET and "vượt" in gap)
    ends_here = role is Role.AGAINST_TARGET or not AGAINST_EARLIER.match(passage.rest(index))
    if not (reached.is_plain and reached.number.is_percent and is_same and ends_here and ";" not in gap):
        return None
    if not REACHED.search(passage.before(before)):
        return None
    difference = estimate(reached.number) - exactly(100)
    exact = difference if is_up else Estimate(-difference.best, -difference.high, -difference.low)
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    pair = Pair(before, before)
    return _statement(CHANGED, passage, index, pair, verdict, f"{reached.number.text} - 100%", expected)


def _without_base(passage: Passage, index: int) -> Unknown | None:
    """Take a change or a comparison whose base the text does not give."""
    figure, after = passage.figures[index], passage.rest(index)
    if AGAINST_EARLIER.match(after) or AGAINST_TARGET.match(after):
        return Unknown(CHANGED, passage, figure.start, figure.unit_end, "không có số gốc để so sánh")
    return None


def _fits(passage: Passage, index: int, pair: Pair) -> bool:
    """Whether the change can be one of these values: in percent, in points, or in their unit."""
    printed, now = passage.figures[index].number, passage.figures[pair.now].number
    if printed.unit.measure is Measure.PERCENT:
        return True
    if printed.unit.measure is Measure.POINTS:
        return now.is_percent
    return comparable(printed, now)


def _estimates(passage: Passage, pair: Pair) -> tuple[Estimate, Estimate]:
    now, base = finely(passage.figures[pair.now].number, passage.figures[pair.base].number)
    return now, base


def _difference(passage: Passage, pair: Pair, *, is_up: bool) -> Estimate:
    now, base = _estimates(passage, pair)
    return now - base if is_up else base - now


def _relative(passage: Passage, pair: Pair, *, is_up: bool) -> Estimate | None:
    now, base = _estimates(passage, pair)
    quotient = now.over(base)
    if quotient is None:
        return None
    change = Estimate(quotient.best - 1, quotient.low - 1, quotient.high - 1)
    if not is_up:
        change = Estimate(-change.best, -change.high, -change.low)
    return change.times(100)


def _exact(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Estimate | None:
    if passage.figures[index].unit.measure is Measure.PERCENT:
        return _relative(passage, pair, is_up=is_up)
    return _difference(passage, pair, is_up=is_up)


def _verdict(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Verdict:
    exact = _exact(passage, index, pair, is_up=is_up)
    return judge(passage.figures[index].number, exact) if exact else Verdict.WRONG


def _is_exact(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> bool:
    """Whether the printed digits give the change without any room for rounding."""
    exact = _exact(passage, index, pair, is_up=is_up)
    return exact is not None and judge(passage.figures[index].number, exactly(exact.best)) is Verdict.RIGHT


def _wrong_change(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Statement | None:
    printed, now = passage.figures[index].number, passage.figures[pair.now].number
    difference = _difference(passage, pair, is_up=is_up)
    if difference.high < 0:
        return _wrong_way(passage, index, pair, is_up=is_up)
    if printed.is_percent and now.is_percent and judge(printed, difference) is Verdict.RIGHT:
        return _points(passage, index, pair)
    exact = _exact(passage, index, pair, is_up=is_up)
    if exact is None:
        return None
    verdict = judge(printed, exact)
    expected = show(exact.best, printed)
    return _statement(CHANGED, passage, index, pair, verdict, _formula(passage, index, pair), expected)


def _formula(passage: Passage, index: int, pair: Pair) -> str:
    now, base = passage.figures[pair.now].number.text, passage.figures[pair.base].number.text
    printed = passage.figures[index].number
    return f"{now} so với {base}" if printed.is_percent else f"chênh lệch giữa {now} và {base}"


def _wrong_way(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> Statement:
    now, base = passage.figures[pair.now].number.text, passage.figures[pair.base].number.text
    said, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
    start, end = _span(passage, index, pair)
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
    start, end = _span(passage, index, pair)
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


def _percent_of_change(passage: Passage, index: int, *, is_up: bool) -> Statement | None:
    """`đạt 138 hộ, tăng 18 hộ (tăng 15%)`, `tăng 15% (18 hộ)`: the change itself tells the base."""
    following = index + 1
    if following not in passage.in_sentence(index) or not passage.figures[following].is_plain:
        return None
    gap = passage.between(index, following)
    is_same = gap.strip().startswith("(") or "tương ứng" in gap or "tương đương" in gap
    places = sorted((index, following), key=lambda place: passage.figures[place].number.is_percent)
    change, printed = (passage.figures[place].number for place in places)
    if not is_same or not printed.is_percent or change.unit.measure in (Measure.PERCENT, Measure.POINTS):
        return None
    for now in reversed([i for i in passage.in_sentence(index) if i < index and passage.figures[i].is_plain]):
        value = passage.figures[now].number
        if comparable(value, change) and not CHANGE.search(passage.before(now)):
            return _of_change(passage, (now, places[0], places[1]), is_up=is_up)
    return None


def _of_change(passage: Passage, places: tuple[int, int, int], *, is_up: bool) -> Statement | None:
    now, change, printed = (passage.figures[place].number for place in places)
    value, moved = estimate(now), estimate(change)
    printed = replace(printed, value=abs(printed.value))
    base = value - moved if is_up else value + moved
    quotient = moved.over(base)
    if quotient is None:
        return None
    exact = quotient.times(100)
    of_now = moved.over(value)  # «tổng mức 234,5 tỷ đồng, cắt giảm 12,3 tỷ đồng (5,2%)»
    if (
        of_now
        and judge(printed, exact) is Verdict.WRONG
        and judge(printed, of_now.times(100)) is Verdict.RIGHT
    ):
        exact = of_now.times(100)
    formula = f"{change.text} so với {show(base.best, now)}"
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    pair = Pair(places[0], places[1])
    return _statement(CHANGED, passage, places[2], pair, verdict, formula, expected)


def _against_base(passage: Passage, index: int) -> Outcome | None:
    """`đạt 1.234 tỷ đồng, bằng 109,2% dự toán (1.130 tỷ đồng)`."""
    printed = passage.figures[index].number
    role = role_of(passage, index)
    if not printed.is_percent or role is Role.SHARE or not REACHED.search(passage.before(index)):
        return None
    sure = None
    for pair in pairs(passage, index, planned=role is Role.AGAINST_TARGET):
        exact = _quotient(passage, pair)
        if exact is None or passage.figures[pair.now].number.is_percent:
            continue
        if judge(printed, exact) is Verdict.RIGHT:
            return _fitting(AGAINST, passage, index, pair, exact)
        sure = sure or (pair if pair.is_sure else None)
    exact = _quotient(passage, sure) if sure else None
    if sure is None or exact is None:
        return None
    now, base = passage.figures[sure.now].number.text, passage.figures[sure.base].number.text
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    return _statement(AGAINST, passage, index, sure, verdict, f"{now}/{base}", expected)


def _quotient(passage: Passage, pair: Pair) -> Estimate | None:
    now, base = _estimates(passage, pair)
    quotient = now.over(base)
    return quotient.times(Fraction(100)) if quotient else None


def _fitting(rule: str, passage: Passage, index: int, pair: Pair, exact: Estimate | None) -> Statement:
    """Return the pass of a change that fits its pair, or a hint where its digits are only cut off."""
    printed = passage.figures[index].number
    if exact is None or not pair.is_sure or not is_cut_within(printed, exact):
        return Statement(rule, passage, *_span(passage, index, pair), Verdict.RIGHT)
    formula, expected = _formula(passage, index, pair), show(exact.best, printed)
    cut = _statement(rule, passage, index, pair, Verdict.TRUNCATED, formula, expected)
    return replace(cut, severity=Severity.INFO)


def _statement(
    rule: str,
    passage: Passage,
    index: int,
    pair: Pair,
    verdict: Verdict,
    formula: str,
    expected: str,
) -> Statement:
    printed: Number = passage.figures[index].number
    return Statement(
        rule,
        passage,
        *_span(passage, index, pair),
        verdict,
        say_computed(printed.text, formula, expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
    )


def _span(passage: Passage, index: int, pair: Pair) -> tuple[int, int]:
    figures = [passage.figures[place] for place in (index, pair.now, pair.base)]
    return min(figure.start for figure in figures), max(figure.end for figure in figures)
