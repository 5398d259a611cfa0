"""Totals with all parts named, each by its noun: `16 đơn vị, đó là 7 phòng, 7 khoa và 2 trung tâm`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.part_evidence import has_bare_item
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, are_swapped, show
from reportgen.audit.words import AMONG, CHANGE, COMPARES, EARLIER, OPEN_END, OVERLAPPING, PLANNED, words
from reportgen.errors import Severity

RULE = "total-of-parts"
_CONSISTS = words(
    "gồm|bao gồm|gồm có|đó là|chia ra|phân ra|chia thành|phân loại|sau phân loại|cụ thể|cụ thể là|như sau"
)
# After these all parts follow …
_ALL = re.compile(rf"(?:\b(?:{_CONSISTS})\b[^;.()0-9]{{0,40}}|:[^;.()0-9]{{0,40}})$")
# … after these only if the last one is said to be so.
_SOME = re.compile(r"[,;]\s*(?:[^\W\d]+\s+){0,4}?có\b[^;.()0-9]{0,40}$|,\s*[^\W\d][^;.,()0-9]{0,40}$")
_LAST = re.compile(r"\b(?:và|riêng|còn lại|còn)\b[^;,.()0-9]{0,40}$")
FEWEST, MOST = 3, 12
MOST_OFF = Fraction(1, 8)


def listed_parts(outline: Outline) -> Iterator[Outcome]:
    """Verify totals of which a list names all parts."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(len(passage.figures) - FEWEST + 1):
            if _is_total(passage, index):
                parts = _parts(passage, index)
                if parts:
                    yield from _judged(passage, index, parts)


def _is_counted(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    is_exact = figure.is_plain and figure.number.bound is Bound.EXACT
    return is_exact and figure.unit.measure is Measure.COUNT and figure.number.value.denominator == 1


def _is_total(passage: Passage, index: int) -> bool:
    return (
        _is_counted(passage, index)
        and passage.figures[index].unit.noun not in ("", "lần")
        and not _is_other(passage.before(index))
        and index + 1 in passage.in_sentence(index)
    )


def _is_other(before: str) -> bool:
    return any(pattern.search(before) for pattern in (CHANGE, COMPARES, EARLIER, PLANNED))


def _parts(passage: Passage, index: int) -> list[int]:
    """Return the numbers of the list that a total opens; none when it is no list of all its parts."""
    places: list[int] = []
    for place in passage.in_sentence(index):
        is_aside = passage.depths[place] > passage.depths[index] or passage.figures[place].number.is_percent
        if place <= index or is_aside:
            continue
        before = _clause_before(passage, place)
        if len(places) > 1 and ";" in passage.before(place) and _LAST.search(passage.before(places[-1])):
            break
        if not _is_part(passage, index, place) or _is_other(before) or (places and AMONG.search(before)):
            return []
        places.append(place)
    if not FEWEST <= len(places) <= MOST:
        return []
    start = passage.figures[index].unit_end
    opening = passage.lowered[start : passage.figures[places[0]].start]
    is_closed = bool(_LAST.search(passage.before(places[-1])))
    listed = passage.lowered[passage.figures[places[0]].start : passage.figures[places[-1]].end]
    is_open = has_bare_item(listed) or bool(
        OPEN_END.search(passage.lowered, start, passage.sentence_of(start)[1])
    )
    is_some = is_closed and _SOME.search(opening) and "trong đó" not in opening
    is_list = _ALL.search(opening) or (is_some and not _is_item(passage, index))
    return places if is_list and not is_open else []


def _is_item(passage: Passage, index: int) -> bool:
    """`xã A 55 vụ, xã B 13 vụ, trạm C 10 vụ, xã D 6 vụ và xã E 2 vụ`: 10 is one of a list itself."""
    before = index - 1
    is_like = before in passage.in_sentence(index) and (
        passage.figures[before].unit.noun == passage.figures[index].unit.noun
    )
    return is_like and not re.search(r"[;:(]", passage.between(before, index))


def _is_part(passage: Passage, index: int, place: int) -> bool:
    if not _is_counted(passage, place) or passage.depths[place] < passage.depths[index]:
        return False
    whole, part = passage.figures[index].unit, passage.figures[place].unit
    if part.noun in ("", whole.noun):
        return True
    return (family(part) == "person") is (family(whole) == "person")


def _judged(passage: Passage, index: int, places: Sequence[int]) -> Iterator[Statement]:
    whole = passage.figures[index].number
    parts = [passage.figures[place].number for place in places]
    sums = list(accumulate(part.quantity for part in parts))
    found = sums[-1]
    if whole.quantity in sums:  # what follows the parts is something else
        yield _statement(passage, whole, parts, Verdict.RIGHT)
    elif _is_slip(whole, parts, found) and not _overlaps(passage, places):
        yield _statement(passage, whole, parts, Verdict.WRONG)


def _is_slip(whole: Number, parts: Sequence[Number], found: Fraction) -> bool:
    rest = found - whole.quantity
    is_swapped = are_swapped(whole, found) or any(are_swapped(p, p.quantity - rest) for p in parts)
    return (is_swapped and abs(rest) * 2 < whole.quantity) or abs(rest) <= max(
        Fraction(2), whole.quantity * MOST_OFF
    )


def _overlaps(passage: Passage, places: Sequence[int]) -> bool:
    labels = (f"{_clause_before(passage, p)} {re.split(r'[,;(]', passage.rest(p))[0]}" for p in places)
    return any(OVERLAPPING.search(label) for label in labels)


def _clause_before(passage: Passage, place: int) -> str:
    return re.split(r"[,;:]", passage.before(place))[-1]


def _statement(passage: Passage, whole: Number, parts: Sequence[Number], verdict: Verdict) -> Statement:
    expected = show(sum((part.quantity for part in parts), Fraction(0)), whole)
    is_right = verdict is Verdict.RIGHT
    message = f"các phần cộng lại không bằng tổng số {whole.text}: {texts(parts)} = {expected}"
    return Statement(
        RULE,
        passage,
        whole.start,
        parts[-1].end,
        verdict,
        "" if is_right else message,
        "" if is_right else expected,
        "Kiểm tra lại tổng số và từng phần.",
        Severity.WARNING,
    )
