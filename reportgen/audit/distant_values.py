"""Changes of a value that an earlier sentence says: `3.927 hộ. So với đầu năm (4.583 hộ), giảm 656 hộ`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.comparison import comparable, values
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, finely, is_count, judge, show
from reportgen.audit.words import CHANGE, EARLIER
from reportgen.errors import Severity

RULE = "change"
DIRECTION = "change-direction"
POINTS = "percent-or-points"
MULTIPLE = "multiple-of-base"
_OPENED = re.compile(rf"(?:{EARLIER.pattern})[^;.()]{{0,40}}\(")
_BASE_AFTER = re.compile(rf"[^;.()]{{0,15}}(?:{EARLIER.pattern})[^;.()]{{0,40}}\([^;()0-9]{{0,20}}")
_GAP_OF_TIMES = re.compile(r"\bgấp\s*$")


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed change, its base in brackets, and what an earlier sentence may say of now."""

    passage: Passage
    index: int
    base: Number
    nows: tuple[Number, ...]

    @property
    def printed(self) -> Number:
        """The change as printed."""
        return self.passage.figures[self.index].number


def distant_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify changes and multiples whose base stands in brackets and whose value in a sentence before."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            told = CHANGE.search(passage.before(index))
            if told:
                yield from _change(passage, index, is_up=bool(told["up"]))
            elif figure.unit.noun == "lần" and _GAP_OF_TIMES.search(passage.before(index)):
                yield from _multiple(passage, index)


def _change(passage: Passage, index: int, *, is_up: bool) -> Iterator[Statement]:
    base = _base_before(passage, index)
    if base is None:
        base = _base_after(passage, index)
        if base is None or is_count(passage.figures[index].number):
            return
    nows = _nows(passage, index, base)
    if nows:
        statement = _judged(Compared(passage, index, passage.figures[base].number, nows), is_up=is_up)
        if statement:
            yield statement


def _base_before(passage: Passage, index: int) -> int | None:
    """`So với đầu năm (4.583 hộ nghèo, tỷ lệ 40,26%), số hộ nghèo giảm 656 hộ`."""
    start, _ = passage.sentence_of(passage.figures[index].start)
    opened = _OPENED.match(passage.lowered, start)
    if opened is None or passage.depths[index]:
        return None
    printed = passage.figures[index].number
    closing = passage.lowered.find(")", opened.end())
    inside = (i for i in passage.in_sentence(index) if opened.end() <= passage.figures[i].start < closing)
    return next((i for i in inside if _moves(printed, passage.figures[i].number)), None)


def _base_after(passage: Passage, index: int) -> int | None:
    """`Tổng kế hoạch vốn giảm 7,3% so với năm 2023 (196.850 triệu đồng)`."""
    base = index + 1
    if base not in passage.in_sentence(index) or not passage.figures[base].is_plain:
        return None
    gap = passage.lowered[passage.figures[index].end : passage.figures[base].start]
    is_base = _BASE_AFTER.fullmatch(gap) and not passage.figures[base].number.is_percent
    return base if is_base else None


def _moves(printed: Number, base: Number) -> bool:
    """Whether a change may be one of a base: points of a percentage, pieces of pieces."""
    if printed.unit.measure in (Measure.POINTS, Measure.PERCENT):
        return base.is_percent
    return comparable(printed, base)


def _nows(passage: Passage, index: int, base: int) -> tuple[Number, ...]:
    """Return the values of earlier sentences like the base, the nearest first; none when its own has one."""
    own = [place for place in values(passage, index) if place < index and place != base]
    number = passage.figures[base].number
    if any(passage.depths[i] == 0 and _is_alike(passage.figures[i].number, number) for i in own):
        return ()
    first = passage.in_sentence(index)[0]
    places = range(first - 1, max(-1, first - FARTHEST), -1)
    found = (
        figure.number
        for figure, before in ((passage.figures[i], passage.before(i)) for i in places)
        if figure.is_plain and _is_alike(figure.number, number) and not CHANGE.search(before)
    )
    nearest: dict[tuple[object, ...], Number] = {}
    for each in found:
        nearest.setdefault(each.said, each)
    return tuple(nearest.values())


def _is_alike(one: Number, other: Number) -> bool:
    return one.is_percent is other.is_percent and comparable(one, other)


def _judged(compared: Compared, *, is_up: bool) -> Statement | None:
    told = [(now, exact) for now in compared.nows if (exact := _exact(compared, now, is_up=is_up))]
    turned = [(now, exact) for now in compared.nows if (exact := _exact(compared, now, is_up=not is_up))]
    for _, exact in told:
        if judge(compared.printed, exact) is Verdict.RIGHT:
            return _points(compared, exact) if _needs_points(compared) else _statement(RULE, compared, "", "")
    for now, exact in turned:
        if judge(compared.printed, exact) is Verdict.RIGHT and exact.low > 0:
            return _wrong_way(compared, now, is_up=is_up)
    for now, exact in told:
        if is_slip(compared.printed, exact):
            return _wrong(compared, now, exact)
    return None


def _needs_points(compared: Compared) -> bool:
    return compared.printed.is_percent and compared.base.is_percent


def _exact(compared: Compared, now: Number, *, is_up: bool) -> Estimate | None:
    """Return the change in its direction: relative only where a percentage tells of amounts."""
    one, other = finely(now, compared.base)
    difference = one - other if is_up else other - one
    if not compared.printed.is_percent or compared.base.is_percent:
        return difference
    quotient = one.over(other)
    if quotient is None:
        return None
    best, low, high = ((limit - 1) * 100 for limit in (quotient.best, quotient.low, quotient.high))
    return Estimate(best, low, high) if is_up else Estimate(-best, -high, -low)


def _wrong(compared: Compared, now: Number, exact: Estimate) -> Statement:
    expected, printed = show(exact.best, compared.printed), compared.printed.text
    verdict = judge(compared.printed, exact)
    message = say_computed(printed, f"{now.text} so với {compared.base.text}", expected, verdict)
    return _statement(
        RULE, compared, message, expected, say_remedy(printed, expected, verdict), verdict=verdict
    )


def _points(compared: Compared, exact: Estimate) -> Statement:
    expected = show(exact.best, compared.printed).rstrip("% ") + " điểm %"
    message = f"{compared.printed.text} là chênh lệch giữa hai tỷ lệ, phải ghi bằng điểm phần trăm"
    wrong = Verdict.WRONG
    return _statement(
        POINTS, compared, message, expected, f"Ghi {expected}.", Severity.WARNING, verdict=wrong
    )


def _wrong_way(compared: Compared, now: Number, *, is_up: bool) -> Statement:
    said, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
    message = f"ghi “{said}” nhưng {now.text} so với {compared.base.text} là {right}"
    remedy = f"Sửa “{said}” thành “{right}”, hoặc kiểm tra lại hai số."
    return _statement(DIRECTION, compared, message, right, remedy, verdict=Verdict.WRONG)


FEWEST_WORDS = 3  # that a value of now shares with the multiple, to be sure without a slip


def _multiple(passage: Passage, index: int) -> Iterator[Statement]:
    """`tay chân miệng 37 ca. Số ca tay chân miệng gấp 2,5 lần so với cùng kỳ (15 ca)`."""
    base = _base_after(passage, index)
    if base is None:
        return
    about = subject_words(passage.before(index))
    first = passage.in_sentence(index)[0]
    if first != index:
        return
    shared = {
        i: len(about & subject_words(re.split(r"[;,:()]", passage.before(i))[-1]))
        for i in range(max(0, first - FARTHEST), first)
        if passage.figures[i].is_plain and _is_alike(passage.figures[i].number, passage.figures[base].number)
    }
    best = [i for i, score in shared.items() if score >= FEWEST_WORDS and score == max(shared.values())]
    if len(best) == 1:
        compared = Compared(passage, index, passage.figures[base].number, ())
        yield from _times(compared, passage.figures[best[0]].number)


def _times(compared: Compared, now: Number) -> Iterator[Statement]:
    exact = now_over_base(now, compared.base)
    if exact is None:
        return
    verdict, expected = judge(compared.printed, exact), show(exact.best, compared.printed)
    printed = compared.printed.text
    message = say_computed(f"{printed} lần", f"{now.text} : {compared.base.text}", expected, verdict)
    remedy = say_remedy(printed, expected, verdict)
    yield _statement(MULTIPLE, compared, message, expected, remedy, verdict=verdict)


def now_over_base(now: Number, base: Number) -> Estimate | None:
    """Return how many times the base a value is; None when the base may be 0."""
    one, other = finely(now, base)
    return one.over(other)


def _statement(
    rule: str,
    compared: Compared,
    message: str,
    expected: str,
    remedy: str = "",
    severity: Severity | None = None,
    verdict: Verdict = Verdict.RIGHT,
) -> Statement:
    start = min(compared.printed.start, compared.base.start)
    end = max(compared.printed.end, compared.base.end)
    return Statement(rule, compared.passage, start, end, verdict, message, expected, remedy, severity)
