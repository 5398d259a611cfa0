"""Multiples of an earlier, planned or named value: `845 tỷ đồng, gấp 1,3 lần năm 2022 (650 tỷ đồng)`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from reportgen.audit.comparison import Pair, from_to, sure_pairs, values
from reportgen.audit.named_values import named_pair
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin, compared_by_time
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.verdict import LOOSE, Estimate, Verdict, finely, judge, show
from reportgen.audit.words import AGAINST_TARGET

RULE = "multiple-of-base"
_SAID = re.compile(
    r"\b(?P<way>gấp|bằng|tương đương|tăng|tăng\s+gấp|giảm|(?:cao|nhiều|lớn|thấp|ít)\s+hơn)\s+"
    r"(?:(?:với|khoảng|gần|hơn|trên|tới|đến|lên|thêm|được|xấp xỉ)\s+)*$"
)
_TIMES = re.compile(r"lần\b(?!\s+(?:thứ|lượt|đầu))")
_FALLS = ("giảm", "thấp hơn", "ít hơn")
_EXACT_WAYS = ("gấp", "bằng", "tương đương")
_IN_WORDS = re.compile(
    r"\b(?:(?:tăng\s+)?(?:gần\s+|hơn\s+)?gấp\s+(?:gần\s+|hơn\s+)?(?P<up>đôi|rưỡi|hai lần|ba lần|ba|bốn lần)"
    r"|giảm\s+(?P<half>một nửa|một phần hai))(?!\w)"
)
_FACTORS = {
    "đôi": Fraction(2),
    "rưỡi": Fraction(3, 2),
    "hai lần": Fraction(2),
    "ba lần": Fraction(3),
    "ba": Fraction(3),
    "bốn lần": Fraction(4),
}
ROUGH = Fraction(1, 20)  # how far «gấp đôi» may be off
FURTHEST_OFF = 4  # a multiple so many times off is of other values


def multiples(outline: Outline) -> Iterator[Outcome]:
    """Verify each `gấp N lần` whose value and base are said near it."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            told = _SAID.search(passage.before(index))
            if told and figure.is_plain and is_times(passage, index):
                yield from _multiple(passage, index, " ".join(told["way"].split()))
        for match in _IN_WORDS.finditer(passage.lowered):
            yield from _in_words(passage, match)


def is_times(passage: Passage, index: int) -> bool:
    """Whether a figure counts times: `gấp 1,3 lần`, not `lần thứ 3`."""
    figure = passage.figures[index]
    return figure.unit.noun == "lần" or bool(_TIMES.match(passage.lowered[figure.end :].lstrip()))


def _multiple(passage: Passage, index: int, way: str) -> Iterator[Statement]:
    printed = passage.figures[index].number
    likely, others = _pairs(passage, index)
    told = [
        (pair, quotient)
        for pair in (*likely, *others)
        if (quotient := _quotient(passage, pair, is_turned=way in _FALLS))
    ]
    for pair, quotient in told:
        if _is_right(printed, quotient, way):
            yield _statement(passage, pair, printed, Verdict.RIGHT, "")
            return
    near = [
        (abs(quotient.best - printed.value), pair, quotient)
        for pair, quotient in told[: len(likely)]
        if quotient.best / FURTHEST_OFF < printed.value < quotient.best * FURTHEST_OFF
    ]
    if near:
        _, pair, quotient = min(near, key=lambda one: one[0])
        yield _blamed(passage, pair, printed, quotient)


def _blamed(passage: Passage, pair: Pair, printed: Number, quotient: Estimate) -> Statement:
    verdict = judge(printed, quotient) if printed.bound is Bound.EXACT else Verdict.WRONG
    verdict = Verdict.WRONG if verdict is Verdict.RIGHT else verdict
    return _statement(passage, pair, printed, verdict, show(quotient.best, printed))


def _is_right(printed: Number, quotient: Estimate, way: str) -> bool:
    """`tăng 1,5 lần` and `cao hơn 1,5 lần` also mean one and a half more."""
    if _may_be(printed, quotient):
        return True
    more = Estimate(quotient.best - 1, quotient.low - 1, quotient.high - 1)
    return not way.endswith(_EXACT_WAYS) and _may_be(printed, more)


def _may_be(printed: Number, quotient: Estimate) -> bool:
    room = max(printed.step, printed.value * LOOSE)
    match printed.bound:
        case Bound.ABOVE | Bound.AT_LEAST:
            return quotient.high >= printed.value and quotient.low < printed.value + room
        case Bound.BELOW | Bound.AT_MOST:
            return quotient.low <= printed.value and quotient.high > printed.value - room
        case Bound.ABOUT:
            return abs(quotient.best - printed.value) <= room
        case _:
            return judge(printed, quotient) is Verdict.RIGHT


def _pairs(passage: Passage, index: int) -> tuple[Sequence[Pair], Sequence[Pair]]:
    """Return what a multiple likely compares, by the surest way of saying it, and what may excuse it."""
    planned = bool(AGAINST_TARGET.match(passage.lowered, _after_times(passage, index)))
    timed = compared_by_time(passage, index, planned=planned)
    sources: tuple[Iterable[Pair], ...] = (
        _in_bracket(passage, index),
        sure_pairs(passage, index, planned=planned),
        timed.likely_pairs if timed else (),
        from_to(passage, values(passage, index)),
        named_pair(passage, index, _after_times(passage, index)),
        _two_before(passage, index),
    )
    others = timed.pairs if timed else ()
    for source in sources:
        found = [pair for pair in source if _is_kin(passage, pair)]
        if found:
            return found, others
    return (), others


def _after_times(passage: Passage, index: int) -> int:
    """Return where the words after `lần` begin."""
    figure = passage.figures[index]
    match = re.compile(r"\s*lần\b\s*").match(passage.lowered, figure.end)
    return match.end() if match else figure.unit_end


def _in_bracket(passage: Passage, index: int) -> Iterator[Pair]:
    """`gấp 2,4 lần cùng kỳ (12.000 lượt so với 5.000 lượt)`."""
    if index + 2 not in passage.in_sentence(index) or passage.depths[index + 1] <= passage.depths[index]:
        return
    if passage.between(index + 1, index + 2).strip() == "so với":
        yield Pair(index + 1, index + 2)


_NO_NAME = re.compile(r"\s*(?:[;,.()]|$|so\s+với\b|năm\b)")


def _two_before(passage: Passage, index: int) -> Iterator[Pair]:
    """`tăng từ 1.200 tài khoản; nay có 3.600 tài khoản, gấp 03 lần`: the sentence has two values only."""
    if not _NO_NAME.match(passage.lowered, _after_times(passage, index)):
        return
    places = [p for p in values(passage, index) if not is_times(passage, p)]
    if len(places) == 2 and places[1] < index:
        pair = Pair(places[1], places[0])
        if _is_kin(passage, pair):
            yield pair


def _is_kin(passage: Passage, pair: Pair) -> bool:
    now, base = (passage.figures[place] for place in (pair.now, pair.base))
    return now.is_plain and base.is_plain and are_kin(now.number, base.number)


def _quotient(passage: Passage, pair: Pair, *, is_turned: bool) -> Estimate | None:
    now, base = finely(*(passage.figures[place].number for place in (pair.now, pair.base)))
    return base.over(now) if is_turned else now.over(base)


def _in_words(passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    """`tăng gấp đôi so với năm 2022 (24.300 lượt)`, `giảm một nửa so với cùng kỳ (22 vụ)`."""
    pair = _around(passage, match)
    quotient = _quotient(passage, pair, is_turned=bool(match["half"])) if pair else None
    if pair is None or quotient is None:
        return
    said = Fraction(2) if match["half"] else _FACTORS[" ".join(match["up"].split())]
    is_near = abs(quotient.best - said) <= said * _room(match.group())
    printed = passage.text[match.start() : match.end()]
    start, end = _span(passage, pair, match.start(), match.end())
    now, base = (passage.figures[place].number.text for place in (pair.now, pair.base))
    message = f"“{printed}” không khớp với {now} so với {base}"
    verdict = Verdict.RIGHT if is_near else Verdict.WRONG
    yield Statement(RULE, passage, start, end, verdict, message, "", "Kiểm tra lại hai số và lời so sánh.")


def _room(said: str) -> Fraction:
    return ROUGH * 3 if re.search(r"\b(?:gần|hơn)\b", said) else ROUGH


_OPENS_BASE = re.compile(r"[^;:()]{0,80}\([^;()0-9]{0,30}$|[^;:,()]{0,60}\b(?:là|đạt|có|mức)\s+$")


def _opens_base(passage: Passage, start: int, following: int) -> bool:
    return bool(_OPENS_BASE.match(passage.lowered[start : passage.figures[following].start]))


def _around(passage: Passage, match: re.Match[str]) -> Pair | None:
    """Return the nearest value before the words and the base right after them, else `từ … lên …`."""
    following = next((i for i, f in enumerate(passage.figures) if f.start >= match.end()), None)
    last = len(passage.figures) if following is None else following
    start, end = passage.sentence_of(match.start())
    own = [i for i, f in enumerate(passage.figures) if start <= f.start < end and f.is_plain]
    before = [i for i in own if i < last]
    if following is not None and following in own and _opens_base(passage, match.end(), following):
        kin = [i for i in before if _is_kin(passage, Pair(i, following))]
        return Pair(kin[-1], following) if kin else None
    told = list(from_to(passage, before)) or list(itertools.islice(from_to(passage, own), 1))
    return told[-1] if told else None


def _statement(passage: Passage, pair: Pair, printed: Number, verdict: Verdict, expected: str) -> Statement:
    now, base = (passage.figures[place].number.text for place in (pair.now, pair.base))
    start, end = _span(passage, pair, printed.start, printed.end)
    return Statement(
        RULE,
        passage,
        start,
        end,
        verdict,
        say_computed(f"{printed.text} lần", f"{now} : {base}", expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
    )


def _span(passage: Passage, pair: Pair, start: int, end: int) -> tuple[int, int]:
    """Return the stretch from the first operand to the last, those of other sentences left out."""
    opening, closing = passage.sentence_of(start)
    figures = [passage.figures[place] for place in (pair.now, pair.base)]
    near = [figure for figure in figures if opening <= figure.start < closing]
    return min(start, *(f.start for f in near), start), max(end, *(f.end for f in near), end)
