"""Growth and change: `tăng 15% so với cùng kỳ (120 hộ)`, `giảm 3,5 điểm %`, `bằng 109% kế hoạch`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.audit.comparison import Pair, comparable, pairs
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, Unknown, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, finely, is_cut_within, judge, show
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE, PLANNED, REACHED
from reportgen.errors import Severity

CHANGED = "change"
AGAINST = "percent-of-base"
POINTS = "percent-or-points"
DIRECTION = "change-direction"
HUNDRED = 100


def changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each change, and each percentage of a plan or of an earlier value."""
    for _, passage in outline:
        alike = _first_said(passage)
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            change = CHANGE.search(passage.before(index))
            if change and _MEAN.search(passage.before(index)):  # «bình quân mỗi năm giảm 1,86 điểm»
                continue
            if figure.number.value < 0 or _RANKS.match(
                passage.rest(index)
            ):  # «giảm 4 vụ (-14,8%)» says the direction twice
                continue
            if change:
                planned = bool(AGAINST_TARGET.match(passage.rest(index)) or PLANNED.search(change.group()))
                outcome = _change(passage, index, alike, is_up=bool(change["up"]), planned=planned)
            else:
                outcome = _against_base(passage, index)
            if outcome:
                yield outcome


_MEAN = re.compile(r"\b(?:bình quân|trung bình|mỗi năm|hằng năm|hàng năm)\b[^;,.()]*$")
_RANKS = re.compile(r"\s*(?:bậc|hạng|thứ bậc|vị trí|thứ hạng)\b")  # a higher rank is a smaller number


def _first_said(passage: Passage) -> list[int]:
    """Return for each figure the first place at which the same number is said."""
    said = [figure.number.said for figure in passage.figures]
    first = {key: place for place, key in reversed(list(enumerate(said)))}
    return [first[key] for key in said]


def _distinct(passage: Passage, index: int, alike: list[int], found: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs that fit a change; of those that say the same numbers only the first."""
    tried: set[tuple[int, int]] = set()
    for pair in found:
        said = alike[pair.now], alike[pair.base]
        if _fits(passage, index, pair) and (said not in tried or pair.is_sure):
            tried.add(said)
            yield pair


def _change(passage: Passage, index: int, alike: list[int], *, is_up: bool, planned: bool) -> Outcome | None:
    """Verify a change; `alike` gives the first place at which each number of the passage is said."""
    fitting = list(_distinct(passage, index, alike, pairs(passage, index, planned=planned)))
    sure = [pair for pair in fitting if pair.is_sure]
    found = _settled(passage, index, sure, fitting, is_up=is_up)
    if found:
        return found
    return (
        _wrong_change(passage, index, sure[0], is_up=is_up)
        if sure
        else _without_pair(passage, index, is_up=is_up)
    )


def _settled(
    passage: Passage, index: int, sure: list[Pair], fitting: list[Pair], *, is_up: bool
) -> Statement | None:
    """Return what the digits prove: a pair that gives the change, or gives it the other way round."""
    bases = {pair.base for pair in sure}
    others = [pair for pair in fitting if not pair.is_sure and pair.now not in bases]
    if sure:
        others = [pair for pair in others if _is_plainly_meant(passage, index, pair)]
    same_base = [*sure, *(pair for pair in others if pair.base in bases)]
    if sure and not _is_telling(passage.figures[index].number):
        others = []
    for way, tried in ((is_up, same_base), (not is_up, same_base), (is_up, others)):
        for pair in tried:
            if _verdict(passage, index, pair, is_up=way) is not Verdict.RIGHT:
                continue
            if way is not is_up:
                return _wrong_way(passage, index, pair, is_up=is_up)
            return _fitting(CHANGED, passage, index, pair, _exact(passage, index, pair, is_up=is_up))
    return None


def _is_telling(number: Number) -> bool:
    """Whether a change has too many digits to be the difference of any two numbers by chance."""
    return sum(char.isdigit() for char in number.text.lstrip("0")) > 2


def _without_pair(passage: Passage, index: int, *, is_up: bool) -> Outcome | None:
    turned = _against_attained(passage, index, is_up=is_up)
    return turned or _above_hundred(passage, index, is_up=is_up) or _without_base(passage, index)


_OWN_VERB = re.compile(r"\b(?:vượt|thiếu|hụt)\b")


def _against_attained(passage: Passage, index: int, *, is_up: bool) -> Statement | None:
    """`bằng 64,3% so với cùng kỳ, giảm 674 ca`: less than a hundred percent is no rise."""
    before, figure = index - 1, passage.figures[index]
    if before not in passage.in_sentence(index) or not REACHED.search(passage.before(before)):
        return None
    reached, gap, rest = passage.figures[before], passage.between(before, index), passage.rest(index)
    role = role_of(passage, before)
    is_same = AGAINST_EARLIER.match(rest) if role is Role.AGAINST_EARLIER else AGAINST_TARGET.match(rest)
    is_told = is_same or (not rest.strip(" .;,") and (role is Role.AGAINST_EARLIER or _OWN_VERB.search(gap)))
    if (
        role is Role.SHARE
        or not reached.is_plain
        or not reached.number.is_percent
        or ";" in gap
        or not is_told
    ):
        return None
    percent = reached.number.value
    if figure.unit.measure in (Measure.PERCENT, Measure.POINTS) or percent == HUNDRED:
        return None
    if (percent > HUNDRED) is is_up:
        return None
    said, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
    message = f"ghi “{said}” {figure.number.text} nhưng {reached.number.text} là {right}"
    remedy = f"Sửa “{said}” thành “{right}”, hoặc kiểm tra lại hai số."
    span = (reached.start, figure.end)
    return Statement(DIRECTION, passage, *span, Verdict.WRONG, message, right, remedy)


_YEARS = re.compile(r"\b20[0-9]{2}\b|tháng trước|quý trước|kế hoạch")


def _above_hundred(passage: Passage, index: int, *, is_up: bool) -> Statement | None:
    """`đạt 109% kế hoạch, vượt 9%`: what is above a hundred was said just before."""
    before, printed = index - 1, passage.figures[index].number
    if before not in passage.in_sentence(index) or not printed.is_percent:
        return None
    reached = passage.figures[before]
    gap = passage.between(before, index)
    role = role_of(passage, before)
    is_same = role is Role.AGAINST_EARLIER or (role is Role.AGAINST_TARGET and "vượt" in gap)
    named = set(_YEARS.findall(passage.rest(index))) | set(_YEARS.findall(gap))
    ends_here = (
        role is Role.AGAINST_TARGET or not AGAINST_EARLIER.match(passage.rest(index)) or len(named) < 2
    )
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
    if now.unit.measure is Measure.RATE and printed.unit.measure is Measure.MONEY:
        return now.unit.text.partition("/")[0].strip() == printed.unit.text  # «52,4 triệu đồng/năm»
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
    exact, printed = _exact(passage, index, pair, is_up=is_up), passage.figures[index].number
    if exact is None:
        return Verdict.WRONG
    is_of_shares = printed.is_percent and passage.figures[pair.now].number.is_percent
    if is_of_shares and judge(printed, _difference(passage, pair, is_up=is_up)) is Verdict.RIGHT:
        exact = exactly(exact.best)  # rather points than a relative change with room for rounding
    return judge(printed, exact)


def _is_plainly_meant(passage: Passage, index: int, pair: Pair) -> bool:
    """Whether two other values give the change without any room for rounding, in the printed unit."""
    difference = _difference(passage, pair, is_up=True)
    is_up = difference.best >= 0
    exact = _exact(passage, index, pair, is_up=is_up)
    is_exact = (
        exact is not None and judge(passage.figures[index].number, exactly(exact.best)) is Verdict.RIGHT
    )
    unit = passage.figures[index].unit
    if not is_exact or unit.measure in (Measure.PERCENT, Measure.POINTS):
        return is_exact
    now, base = passage.figures[pair.now].unit, passage.figures[pair.base].unit
    return now.text == unit.text and may_share(base, unit)


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


def _against_base(passage: Passage, index: int) -> Outcome | None:
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
            return _fitting(AGAINST, passage, index, pair, exact)
        sure = sure or (pair if pair.is_sure else None)
    exact = _quotient(passage, sure) if sure else None
    if sure is None or exact is None:
        return None
    now, base = passage.figures[sure.now].number.text, passage.figures[sure.base].number.text
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    return _statement(AGAINST, passage, index, sure, verdict, f"{now}/{base}", expected)


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
                return _statement(AGAINST, passage, index, pair, wrong, formula, expected)
    return None


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
