"""The numbers of running text that other sentences may take shares and rests of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.parts import can_be_total
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.words import CHANGE, PLANNED, TOTAL

_ALL = re.compile(r"\btoàn\s+(?:huyện|tỉnh|xã|thành phố|ngành|trường|thị xã|quận|phường)\b[^;,.()]*\bcó\b")


@dataclass(frozen=True, slots=True)
class Whole:
    """A number other sentences may take shares of: whether it is called a total, and its words."""

    place: int
    number: Number
    is_total: bool
    words: frozenset[str]


def read_wholes(outline: Outline) -> list[Whole]:
    """Return the numbers of running text that may be wholes, in order."""
    return [
        whole
        for place, passage in outline
        if not passage.is_in_table
        for index in range(len(passage.figures))
        if (whole := _whole(place, passage, index))
    ]


def _whole(place: int, passage: Passage, index: int) -> Whole | None:
    figure, before = passage.figures[index], passage.before(index)
    is_value = figure.is_plain and figure.number.bound is Bound.EXACT and can_be_total(figure.unit)
    if not is_value or CHANGE.search(before):
        return None
    is_total = bool(TOTAL.search(before) or _ALL.search(before) or PLANNED.search(before))
    label = re.split(r"[;,:(]", before)[-1]
    return Whole(place, figure.number, is_total, subject_words(label))
