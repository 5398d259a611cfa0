"""Totals said after their parts: `quý I: 120 triệu đồng, quý II: 135 triệu đồng; tổng cộng 255`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from reportgen.audit.comparison import comparable
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.parts import NO_TOTALS
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import BARE, Measure
from reportgen.audit.verdict import Verdict, makes, show
from reportgen.audit.words import CHANGE, COMPARES
from reportgen.errors import Severity

RULE = "total-of-parts"
_CLOSES = re.compile(
    r"\b(?:tổng cộng|cộng|cả năm|cả giai đoạn|cả (?:hai|ba|bốn|0?[2-9])|(?:6|9|06|09) tháng|tổng số|tổng)"
    r"\b[^;,.()]{0,40}$"
)


def closing_totals(outline: Outline) -> Iterator[Outcome]:
    """Verify each total that closes a list of values of one kind."""
    for _, passage in outline:
        for index in range(2, len(passage.figures)):
            parts = _parts_before(passage, index) or _parts_of_sentence_before(passage, index)
            if len(parts) > 1:
                statement = _statement(passage, index, parts)
                if statement:
                    yield statement


def _parts_before(passage: Passage, index: int) -> list[Number]:
    """Return the values of the sentence before a closing total; none when one of them is something else."""
    figure = passage.figures[index]
    is_value = figure.is_plain and figure.unit.measure not in NO_TOTALS and figure.number.bound is Bound.EXACT
    start = passage.sentence_of(figure.start)[0]
    if not is_value or not _CLOSES.search(passage.lowered, max(start, figure.start - 60), figure.start):
        return []
    before = _in_bracket_before(passage, index) or [p for p in passage.in_sentence(index) if p < index]
    places = [place for place in before if passage.figures[place].unit.measure is not Measure.TIME]
    fits = all(_is_part(passage, place, figure.number) for place in places)
    return [_in_unit(passage.figures[place].number, figure.number) for place in places] if fits else []


def _in_bracket_before(passage: Passage, index: int) -> list[int]:
    """`03 đoàn (đoàn 1 kiểm tra 12 trường, …), tổng số 34 trường`: what the bracket tells."""
    depth = passage.depths[index]
    inner = takewhile(lambda place: passage.depths[place] > depth, range(index - 1, -1, -1))
    return [*inner][::-1]


def _in_unit(part: Number, whole: Number) -> Number:
    """Return a number of a series, «186,4; 214,9; 278,6 tỷ đồng», in the unit printed last."""
    return replace(part, unit=whole.unit) if part.unit is BARE else part


_OPENS_SENTENCE = re.compile(r"\s*(?:tổng (?:cộng|số)|cộng)\b[^;.()]*$")


def _parts_of_sentence_before(passage: Passage, index: int) -> list[Number]:
    """`Tiếp nhận mới 156 đơn, kỳ trước chuyển sang 24 đơn. Tổng số đơn phải giải quyết là 180 đơn`."""
    figure = passage.figures[index]
    is_value = figure.is_plain and figure.unit.measure not in NO_TOTALS and figure.number.bound is Bound.EXACT
    if not is_value or not figure.unit.text or passage.in_sentence(index)[0] != index:
        return []
    if not _OPENS_SENTENCE.match(passage.before(index)):
        return []
    places = passage.in_sentence(index - 1)
    fits = len(places) > 1 and all(
        _is_part(passage, place, figure.number) for place in places if place < index
    )
    return [passage.figures[place].number for place in places if place < index] if fits else []


_CASES = {"trường hợp", "đối tượng", "lượt"}  # persons are counted as cases too


def _is_part(passage: Passage, place: int, whole: Number) -> bool:
    figure, before = passage.figures[place], passage.before(place)
    if figure.is_plain and figure.unit is BARE and whole.unit.measure is Measure.MONEY:
        return not CHANGE.search(before) and not COMPARES.search(before)
    is_case = whole.unit.noun in _CASES and family(figure.unit) == "person"
    is_same = comparable(whole, figure.number) and figure.unit.noun == whole.unit.noun
    is_like = figure.is_plain and (is_case or is_same)
    return is_like and not CHANGE.search(before) and not COMPARES.search(before)


def _statement(passage: Passage, index: int, parts: list[Number]) -> Statement | None:
    whole = passage.figures[index].number
    made = sum((part.quantity for part in parts), Fraction(0))
    agrees = makes(whole, parts)
    if not agrees and not whole.quantity * 3 <= made * 4 <= whole.quantity * 5:
        return None  # too far off to be meant as their sum
    expected = show(made, whole)
    message = f"các phần cộng lại không bằng tổng số {whole.text}: {texts(parts)} = {expected}"
    return Statement(
        RULE,
        passage,
        parts[0].start,
        whole.end,
        Verdict.RIGHT if agrees else Verdict.WRONG,
        "" if agrees else message,
        expected,
        f"Kiểm tra lại từng phần; nếu các phần đúng thì sửa {whole.text} thành {expected}.",
        Severity.WARNING,
    )
