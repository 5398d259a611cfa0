"""Multiples of an earlier or planned value: `845 tỷ đồng, gấp 1,3 lần năm 2022 (650 tỷ đồng)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.comparison import Pair, comparable, from_to, values
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.verdict import Estimate, Verdict, estimate, finely, judge, show

RULE = "multiple-of-base"
_SAID = re.compile(r"\b(?P<way>gấp|bằng|tăng|tăng\s+gấp|giảm)\s+(?:khoảng|gần|hơn|trên|tới|đến|lên)?\s*$")
_TIMES = re.compile(r"lần\b(?!\s+(?:thứ|lượt|đầu))")
_IN_WORDS = re.compile(
    r"\b(?:(?:tăng\s+)?gấp\s+(?P<up>đôi|hai lần|ba lần)|giảm\s+(?P<half>một nửa|một phần hai))\b"
)
_FACTORS = {"đôi": 2, "hai lần": 2, "ba lần": 3}
ROUGH = Fraction(1, 20)  # how far «gấp đôi» may be off


@dataclass(frozen=True, slots=True)
class Operands:
    """The value of now and its base, by their places among the figures."""

    now: int
    base: int


def multiples(outline: Outline) -> Iterator[Outcome]:
    """Verify each `gấp N lần` whose value and base stand in its sentence."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            told = _SAID.search(passage.before(index))
            if told and figure.is_plain and _is_times(passage, index):
                yield from _multiple(passage, index, told["way"])
        for match in _IN_WORDS.finditer(passage.lowered):
            yield from _in_words(passage, match)


def _is_times(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    return figure.unit.noun == "lần" or bool(_TIMES.match(passage.lowered[figure.end :].lstrip()))


def _multiple(passage: Passage, index: int, way: str) -> Iterator[Statement]:
    operands = _operands(passage, index, passage.figures[index].start)
    quotient = _quotient(passage, operands, is_turned=way == "giảm") if operands else None
    if operands is None or quotient is None:
        return
    printed = passage.figures[index].number
    verdict = judge(printed, quotient)
    more = Estimate(quotient.best - 1, quotient.low - 1, quotient.high - 1)
    if (
        way == "tăng" and judge(printed, more) is Verdict.RIGHT
    ):  # «tăng 1,5 lần» also means one and a half more
        verdict = Verdict.RIGHT
    yield _statement(passage, operands, printed, verdict, show(quotient.best, printed))


def _operands(passage: Passage, index: int, start: int) -> Operands | None:
    """Return the value before the multiple, and the base after it; else two values before it."""
    places = [place for place in values(passage, index) if not _is_times(passage, place)]
    before = [place for place in places if passage.figures[place].end <= start]
    after = [place for place in places if passage.figures[place].start >= start]
    if after and before and _names_base(passage, start, after[0]):
        fitting = [p for p in before if _alike(passage, p, after[0])]
        return Operands(fitting[-1], after[0]) if fitting else None
    pair: Pair | None = next(from_to(passage, before[-2:]), None)
    if pair:
        return Operands(pair.now, pair.base)
    if len(before) == 2 and _alike(passage, *before) and not after:
        return Operands(before[1], before[0])
    return None


_BASE = re.compile(
    r"[^;:()]{0,70}\b(?:năm|cùng kỳ|kỳ trước|trước|giai đoạn|nhiệm kỳ|kế hoạch|chỉ tiêu|mục tiêu|dự toán|đầu|"
    r"tháng|quý|so với|bình quân)\b[^;:()]{0,50}(?:\([^;()0-9]{0,30}|\blà\s+|\bđạt\s+|\bcó\s+)$"
)


def _names_base(passage: Passage, start: int, base: int) -> bool:
    return bool(_BASE.match(passage.lowered[start : passage.figures[base].start]))


def _alike(passage: Passage, one: int, other: int) -> bool:
    left, right = passage.figures[one], passage.figures[other]
    if left.number.is_percent is not right.number.is_percent or not right.is_plain:
        return False
    return comparable(left.number, right.number)


def _quotient(passage: Passage, operands: Operands, *, is_turned: bool) -> Estimate | None:
    now, base = (passage.figures[place].number for place in (operands.now, operands.base))
    if Bound.EXACT is not now.bound or Bound.EXACT is not base.bound:
        return estimate(base).over(estimate(now)) if is_turned else estimate(now).over(estimate(base))
    one, other = finely(now, base)
    return other.over(one) if is_turned else one.over(other)


def _in_words(passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    """`tăng gấp đôi so với năm 2022 (24.300 lượt)`, `giảm một nửa so với cùng kỳ (22 vụ)`."""
    following = next((i for i, f in enumerate(passage.figures) if f.start >= match.end()), None)
    if following is None or not following or following - 1 not in passage.in_sentence(following):
        return
    operands = _operands(passage, following, match.start())
    quotient = _quotient(passage, operands, is_turned=bool(match["half"])) if operands else None
    if operands is None or quotient is None:
        return
    said = Fraction(2 if match["half"] else _FACTORS[" ".join(match["up"].split())])
    is_near = abs(quotient.best - said) <= said * ROUGH
    printed = passage.text[match.start() : match.end()]
    start, end = _span(passage, operands, match.start(), match.end())
    now, base = (passage.figures[place].number.text for place in (operands.now, operands.base))
    message = f"“{printed}” không khớp với {now} so với {base}"
    verdict = Verdict.RIGHT if is_near else Verdict.WRONG
    yield Statement(RULE, passage, start, end, verdict, message, "", "Kiểm tra lại hai số và lời so sánh.")


def _statement(
    passage: Passage, operands: Operands, printed: Number, verdict: Verdict, expected: str
) -> Statement:
    now, base = (passage.figures[place].number.text for place in (operands.now, operands.base))
    start, end = _span(passage, operands, printed.start, printed.end)
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


def _span(passage: Passage, operands: Operands, start: int, end: int) -> tuple[int, int]:
    figures = [passage.figures[place] for place in (operands.now, operands.base)]
    return min(start, *(f.start for f in figures)), max(end, *(f.end for f in figures))
