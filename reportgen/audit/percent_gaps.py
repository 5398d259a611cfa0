"""Gaps between two told percentages: `76,9%, chậm 4,6 điểm phần trăm so với kế hoạch (81,5%)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, estimate, judge, show
from reportgen.audit.words import CHANGE, words
from reportgen.errors import Severity

SIGN, GAP, WAY = "percent-or-points", "change", "change-direction"
_UP = words("cao hơn|nhích lên|tăng|tăng lên|tăng thêm|nhanh hơn|vượt|nhiều hơn|lớn hơn|nhỉnh hơn")
_DOWN = words("thấp hơn|giảm|chậm|chậm hơn|kém|kém hơn|hụt|thiếu|ít hơn|tụt")
_SOFTENED = words("khoảng|gần|hơn|trên|là|tới|đến|thêm|đi|mất|xuống|được")
_WORDS = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_DIFFERS = re.compile(rf"{_WORDS}\s*(?:(?:{_SOFTENED})\s*)*$")
# «thấp hơn yêu cầu (71,25%) là 5,55 điểm phần trăm»: what it is compared with stands between.
_DIFFERS_FROM = re.compile(rf"{_WORDS}\s[^;.()0-9]{{0,60}}\($")
_CLOSED = re.compile(r"\)\s*(?:là|tới|đến|khoảng)?\s*$")
_COMPARED = re.compile(r"\b(?:so\s+với|so|cùng kỳ|kế hoạch|chỉ tiêu|yêu cầu|mục tiêu|năm trước|bình quân)\b")
_ONE_DIGIT = 10
MOST_OFF = 2


def percent_gaps(outline: Outline) -> Iterator[Outcome]:
    """Verify each gap of which both percentages are told, and its sign."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            measure = figure.unit.measure
            if not figure.is_plain or figure.number.bound is not Bound.EXACT or passage.is_in_table:
                continue
            if measure is Measure.POINTS:
                yield from _told_at_once(passage, index)
            if measure in (Measure.POINTS, Measure.PERCENT):
                way = _way(passage, index)
                pair = _pair(passage, index) if way else None
                if way and pair:
                    judged = _points if measure is Measure.POINTS else _sign
                    yield from judged(passage, index, pair, is_rise=bool(way["up"]))


def _told_at_once(passage: Passage, index: int) -> Iterator[Statement]:
    """`(65,1%), cao hơn bình quân toàn tỉnh 3,9 điểm phần trăm (61,2%)`: right, whatever stands between."""
    now, then, way = index - 1, index + 1, CHANGE.search(passage.before(index))
    sentence = passage.in_sentence(index)
    if way is None or now not in sentence or then not in sentence:
        return
    is_told = _is_percent(passage, now) and _is_percent(passage, then)
    if not is_told or not passage.between(index, then).endswith("("):
        return
    gap = _gap(passage, (now, then))
    if gap == passage.figures[index].number.value * (1 if way["up"] else -1):
        start, end = passage.figures[now].start, passage.figures[then].number.end
        yield Statement(GAP, passage, start, end, Verdict.RIGHT)


def _way(passage: Passage, index: int) -> re.Match[str] | None:
    before = passage.before(index)
    if index and _CLOSED.match(before):
        return _DIFFERS_FROM.search(passage.before(index - 1))
    return _DIFFERS.search(before)


def _pair(passage: Passage, index: int) -> tuple[int, int] | None:
    """Return the percentages of now and of what it is compared with, one of them in the same sentence."""
    sentence = passage.in_sentence(index)
    other = next(
        (place for place in (*range(index + 1, index + 4), index - 1) if _is_compared(passage, index, place)),
        None,
    )
    if other is None or other not in sentence:
        return None
    earlier = [place for place in range(min(index, other)) if _is_percent(passage, place)]
    if not earlier:
        return None
    is_result_last = _AIM.search(passage.before(earlier[-1])) and _RESULT.search(passage.before(other))
    return (other, earlier[-1]) if is_result_last else (earlier[-1], other)


_AIM = re.compile(r"\b(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|yêu cầu)\b[^;.()]{0,30}$")
_RESULT = re.compile(r"\b(?:thực hiện|kết quả|đạt|thực tế)\s*(?:là|được)?\s*$")


def _is_percent(passage: Passage, place: int) -> bool:
    figure = passage.figures[place]
    return figure.is_plain and figure.number.is_percent and not _DIFFERS.search(passage.before(place))


def _is_compared(passage: Passage, index: int, place: int) -> bool:
    """Whether a percentage in brackets is what a gap compares with."""
    if not 0 <= place < len(passage.figures) or not _is_percent(passage, place) or not passage.depths[place]:
        return False
    start = passage.sentence_of(passage.figures[index].start)[0]
    text = passage.lowered[passage.figures[index].end : passage.figures[place].start]
    if place < index:
        text = passage.lowered[start : passage.figures[place].start]
        return bool(_COMPARED.search(text) or _CLOSED.match(passage.before(index)))
    return bool(_COMPARED.search(text)) and text.count("(") == 1 and ";" not in text


def _gap(passage: Passage, pair: tuple[int, int]) -> Fraction:
    now, then = (passage.figures[place].number for place in pair)
    return now.value - then.value


def _sign(passage: Passage, index: int, pair: tuple[int, int], *, is_rise: bool) -> Iterator[Statement]:
    """`94,8%, thấp hơn 0,7% so với chỉ tiêu (95,5%)`: points."""
    printed = passage.figures[index].number
    gap = _gap(passage, pair)
    is_near = pair[0] in passage.in_sentence(index) or printed.value / printed.step >= _ONE_DIGIT
    if abs(gap) != printed.value or (gap > 0) is not is_rise or not is_near:
        return
    expected = f"{printed.text.rstrip('% ')} điểm phần trăm"
    now, then = (passage.figures[place].number.text for place in pair)
    yield Statement(
        SIGN,
        passage,
        printed.start,
        printed.end,
        Verdict.WRONG,
        f"{printed.text} là chênh lệch giữa hai tỷ lệ {now} và {then} nên phải ghi điểm phần trăm",
        expected,
        f"Ghi {expected}.",
        Severity.WARNING,
    )


def _points(passage: Passage, index: int, pair: tuple[int, int], *, is_rise: bool) -> Iterator[Statement]:
    """`68,11%; cao hơn 2,59 điểm phần trăm so với cùng kỳ (65,52%)`."""
    printed = passage.figures[index].number
    one, other = (passage.figures[place].number for place in pair)
    gap = _gap(passage, pair)
    large, small = (one, other) if gap > 0 else (other, one)
    verdict = judge(printed, estimate(large) - estimate(small))
    start = min(printed.start, passage.figures[pair[1]].start)
    end = max(printed.end, passage.figures[pair[1]].end)
    if verdict is Verdict.RIGHT:
        if (gap > 0) is not is_rise:
            yield _turned(passage, start, end, (one, other, printed))
        return
    if not gap or not printed.value or not _is_near(printed, abs(gap)) or _is_of_others(passage, index):
        return
    expected = show(abs(gap) / 100, printed) if printed.is_percent else show(abs(gap), printed)
    formula = f"chênh lệch giữa {one.text} và {other.text}"
    message = say_computed(printed.text, formula, expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield Statement(GAP, passage, start, end, verdict, message, expected, remedy, Severity.WARNING)


def _is_near(printed: Number, gap: Fraction) -> bool:
    return Fraction(1, MOST_OFF) <= gap / printed.value <= MOST_OFF


def _is_of_others(passage: Passage, index: int) -> bool:
    """Whether two other percentages of the paragraph make the gap exactly."""
    values = [f.number.value for place, f in enumerate(passage.figures) if _is_percent(passage, place)]
    said = passage.figures[index].number.value
    return any(abs(one - other) == said for at, one in enumerate(values[:40]) for other in values[:at])


def _turned(passage: Passage, start: int, end: int, numbers: tuple[Number, ...]) -> Statement:
    now, then, printed = numbers
    way = "cao hơn" if now.value > then.value else "thấp hơn"
    return Statement(
        WAY,
        passage,
        start,
        end,
        Verdict.WRONG,
        f"{printed.text}: {now.text} {way} {then.text}",
        way,
        "Kiểm tra lại chữ chỉ chiều thay đổi và hai tỷ lệ được so sánh.",
    )
