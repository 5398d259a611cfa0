"""Growth and change: `tăng 15% so với cùng kỳ (120 hộ)`, `giảm 3,5 điểm %`, `bằng 109% kế hoạch`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.audit.against_base import against_base
from reportgen.audit.averaged_changes import is_averaged
from reportgen.audit.change_verdicts import (
    CHANGED,
    DIRECTION,
    computed,
    difference_of,
    exact_change,
    fitting_with,
    span_of,
    verdict_of,
    wrong_change,
    wrong_way,
)
from reportgen.audit.comparison import Pair, comparable, pairs
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import Compared, compared_by_time
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, Unknown
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, judge, show
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE, PLANNED, RANKS, REACHED

HUNDRED = 100


def changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each change, and each percentage of a plan or of an earlier value."""
    for _, passage in outline:
        alike = _first_said(passage)
        for index in range(len(passage.figures)):
            if not _is_told_once(passage, index):
                continue
            change = _way(passage, index)
            outcome = _change(passage, index, alike, change) if change else against_base(passage, index)
            if outcome:
                yield outcome


_RISE = re.compile(r"(?P<up>\+)")


def _way(passage: Passage, index: int) -> re.Match[str] | None:
    """Return the words or the sign that make a number a change: `tăng 12 hộ`, `vượt kế hoạch 3 ha`, `+4`."""
    signed = _RISE.match(passage.figures[index].number.text)
    return CHANGE.search(passage.before(index)) or _over_plan(passage, index) or signed


def _is_told_once(passage: Passage, index: int) -> bool:
    """Whether a number may be a change from one value to another: exact, no rank, no mean, no times."""
    figure = passage.figures[index]
    if not figure.is_plain or figure.number.bound is not Bound.EXACT or figure.unit.noun == "lần":
        return False
    is_said_again = figure.number.value < 0  # «giảm 4 vụ (-14,8%)» says the direction twice
    return not (is_said_again or RANKS.match(passage.rest(index)) or is_averaged(passage, index))


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
        if said in tried and not pair.is_sure:
            continue
        tried.add(said)
        if _fits(passage, index, pair):
            yield pair


def _change(passage: Passage, index: int, alike: list[int], way: re.Match[str]) -> Outcome | None:
    """Verify a change; `alike` gives the first place at which each number of the passage is said."""
    is_up, planned = bool(way["up"]), _is_against_plan(passage, index, way)
    fitting = list(_distinct(passage, index, alike, pairs(passage, index, planned=planned)))
    timed = compared_by_time(passage, index, planned=planned)
    found = _settled(passage, index, fitting, timed, is_up=is_up)
    if found:
        return found
    sure = next((pair for pair in fitting if pair.is_sure), None)
    if planned and (beyond := _beyond_planned_change(passage, index, is_up=is_up)):
        return beyond
    if sure:
        return wrong_change(passage, index, sure, is_up=is_up)
    by_time = _wrong_by_time(passage, index, timed, is_up=is_up) if timed else None
    return by_time or _without_pair(passage, index, is_up=is_up)


def _is_against_plan(passage: Passage, index: int, way: re.Match[str]) -> bool:
    """`vượt 12 ha so với kế hoạch`, `kế hoạch 500 ha, thực hiện 420 ha, thiếu 80 ha`."""
    rest = passage.rest(index)
    if AGAINST_TARGET.match(rest) or PLANNED.search(way.group()):
        return True
    return bool(_OF_PLAN.search(passage.before(index))) and not AGAINST_EARLIER.match(rest)


_OF_PLAN = re.compile(r"\b(?:vượt|thiếu|hụt)\b[^;,()]*$")
_OVER_PLAN = re.compile(
    r"\b(?:(?P<up>vượt|nhiều hơn|cao hơn)|(?P<down>thấp hơn|ít hơn))\s+(?:so với\s+)?(?:mức\s+)?"
    r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?:\s+[^\W\d]+){0,4}\s*$"
)


def _over_plan(passage: Passage, index: int) -> re.Match[str] | None:
    """`vượt kế hoạch 35 ha`: the number is the difference where the plan itself is said too."""
    if passage.figures[index].unit.measure in (Measure.PERCENT, Measure.POINTS):
        return None
    told = _OVER_PLAN.search(passage.before(index))
    return told if told and compared_by_time(passage, index, planned=True) else None


def _settled(
    passage: Passage, index: int, fitting: list[Pair], timed: Compared | None, *, is_up: bool
) -> Statement | None:
    """Return what the digits prove: a pair that gives the change, or gives it the other way round."""
    sure = [pair for pair in fitting if pair.is_sure]
    told = [*sure, *(timed.pairs if timed else ())]
    bases = {pair.base for pair in told}
    others = [pair for pair in fitting if not pair.is_sure and pair.now not in bases]
    if told:
        others = [pair for pair in others if _is_plainly_meant(passage, index, pair)]
    others = [pair for pair in others if not _is_against_time(passage, pair)]
    same_base = [*told, *(pair for pair in others if pair.base in bases)]
    if told and not _is_telling(passage.figures[index].number):
        others = []
    turned = same_base if sure else timed.likely_pairs if timed else ()
    for way, tried in ((is_up, same_base), (not is_up, turned), (is_up, others)):
        for pair in tried:
            if verdict_of(passage, index, pair, is_up=way) is not Verdict.RIGHT:
                continue
            if way is not is_up:
                return wrong_way(passage, index, pair, is_up=is_up)
            return fitting_with(
                CHANGED, passage, index, pair, exact_change(passage, index, pair, is_up=is_up)
            )
    return None


def _is_against_time(passage: Passage, pair: Pair) -> bool:
    """Whether the words say that its value of now is of then, and its base of now."""
    now, base = (time_of(passage, place) for place in (pair.now, pair.base))
    return now is Time.THEN and base is Time.NOW


def _beyond_planned_change(passage: Passage, index: int, *, is_up: bool) -> Statement | None:
    """`giảm 2,72 điểm %, vượt 0,22 điểm % so với chỉ tiêu (2,5%)`: what is planned is a change itself."""
    now, base = index - 1, index + 1
    if now not in passage.in_sentence(index) or base not in passage.in_sentence(index):
        return None
    if not CHANGE.search(passage.before(now)) or ";" in passage.between(now, base):
        return None
    pair, unit = Pair(now, base), passage.figures[now].unit
    is_alike = unit.measure in (Measure.PERCENT, Measure.POINTS) or may_share(
        unit, passage.figures[base].unit
    )
    difference = difference_of(passage, pair, is_up=is_up)
    if not is_alike or judge(passage.figures[index].number, difference) is not Verdict.RIGHT:
        return None
    return Statement(CHANGED, passage, *span_of(passage, index, pair), Verdict.RIGHT)


FURTHEST_OFF = 2  # a change so many times off is of other values


def _wrong_by_time(passage: Passage, index: int, timed: Compared, *, is_up: bool) -> Statement | None:
    """Blame a change for the likeliest pair where it is off by little."""
    printed = passage.figures[index].number.quantity
    told = [
        (pair, exact)
        for pair in timed.likely_pairs
        if (exact := exact_change(passage, index, pair, is_up=is_up))
    ]
    near = [
        (abs(exact.best - printed), pair)
        for pair, exact in told
        if exact.low > 0 and exact.best / FURTHEST_OFF <= printed <= exact.best * FURTHEST_OFF
    ]
    if not near:
        return None
    return wrong_change(passage, index, min(near, key=lambda one: one[0])[1], is_up=is_up)


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
    return computed(CHANGED, passage, index, pair, verdict, f"{reached.number.text} - 100%", expected)


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


def _is_plainly_meant(passage: Passage, index: int, pair: Pair) -> bool:
    """Whether two other values give the change without any room for rounding, in the printed unit."""
    difference = difference_of(passage, pair, is_up=True)
    is_up = difference.best >= 0
    exact = exact_change(passage, index, pair, is_up=is_up)
    is_exact = (
        exact is not None and judge(passage.figures[index].number, exactly(exact.best)) is Verdict.RIGHT
    )
    unit = passage.figures[index].unit
    if not is_exact or unit.measure in (Measure.PERCENT, Measure.POINTS):
        return is_exact
    now, base = passage.figures[pair.now].unit, passage.figures[pair.base].unit
    return now.text == unit.text and may_share(base, unit)
