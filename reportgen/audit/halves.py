"""Men and women of one total: `2.545 ca mắc … Nam 1.309 ca, nữ 1.236 ca`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.then_and_now import is_value
from reportgen.audit.verdict import Verdict, is_count, show
from reportgen.errors import Severity

RULE = "total-of-parts"
FARTHEST_BACK = 24  # figures
CLOSE = Fraction(15, 100)  # how far the sum may be off the total that it is meant to give
_MEN = re.compile(r"(?:^|[.;,:(]\s*|\btrong đó\s+)(?:có\s+)?nam(?:\s+(?:là|có|giới))?:?\s*$")
_WOMEN = re.compile(r"^[^.;:()]{0,20}[,;]?\s*(?:và\s+)?nữ(?:\s+(?:là|có|giới))?:?\s*$")


def halves(outline: Outline) -> Iterator[Outcome]:
    """Verify that men and women add up to a number said before."""
    for _, passage in outline:
        for index in range(1, len(passage.figures)):
            if not passage.is_in_table and _are_halves(passage, index):
                yield from _summed(passage, index)


def _are_halves(passage: Passage, index: int) -> bool:
    one, other = passage.figures[index - 1], passage.figures[index]
    told = _WOMEN.match(passage.before(index)) and _MEN.search(passage.before(index - 1))
    is_pair = one.is_plain and other.is_plain and is_count(one.number) and is_count(other.number)
    return bool(told) and is_pair and are_kin(one.number, other.number)


def _summed(passage: Passage, index: int) -> Iterator[Statement]:
    men, women = (passage.figures[place].number for place in (index - 1, index))
    found = men.value + women.value
    places = range(index - 2, max(-1, index - FARTHEST_BACK), -1)
    wholes = [
        passage.figures[place].number
        for place in places
        if is_value(passage, place) and are_kin(passage.figures[place].number, women)
    ]
    if any(whole.value == found for whole in wholes):
        yield Statement(RULE, passage, men.start, women.end, Verdict.RIGHT)
        return
    close = [whole for whole in wholes if abs(whole.value - found) <= whole.value * CLOSE]
    if close:
        yield _wrong(passage, (men, women), close[0])


def _wrong(passage: Passage, parts: tuple[Number, Number], whole: Number) -> Statement:
    men, women = parts
    expected = show(men.value + women.value, whole)
    message = f"nam và nữ cộng lại không bằng tổng số {whole.text}: {men.text} + {women.text} = {expected}"
    remedy = f"Kiểm tra lại từng số; nếu hai số đúng thì sửa {whole.text} thành {expected}."
    wrong = Verdict.WRONG
    return Statement(RULE, passage, men.start, women.end, wrong, message, expected, remedy, Severity.WARNING)
