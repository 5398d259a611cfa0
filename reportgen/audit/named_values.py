"""Find two values by their names: `Chi thường xuyên …, cao gấp 2 lần chi đầu tư`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.comparison import Pair
from reportgen.audit.passages import Passage
from reportgen.audit.then_and_now import is_value
from reportgen.audit.units import Measure

FARTHEST_BACK = 12  # figures
MOST_WORDS = 6
_NAME = re.compile(r"\s*(?:so\s+với\s+)?(?P<name>[^\W\d]+(?:\s+[^\W\d]+){1,5})\s*(?=[;,.()]|$)")
_OPENING = re.compile(r"\s*[^\W\d]+(?:\s+[^\W\d]+){1,7}")
_SAYS = re.compile(r"(?:\s+(?:là|đạt|có|ước|được|khoảng|gồm))*\s*$")


def named_pair(passage: Passage, index: int, after: int) -> Iterator[Pair]:
    """Yield the values that the subject of the clause and the words from `after` on name."""
    told = _NAME.match(passage.lowered, after)
    if told is None:
        return
    base = _named(passage, index, told["name"])
    now = _subject_value(passage, index)
    if base is not None and now is not None and now != base:
        one, other = passage.figures[now].unit, passage.figures[base].unit
        if one.measure is other.measure and one.measure is not Measure.PERCENT:
            yield Pair(now, base)


def _named(passage: Passage, index: int, name: str) -> int | None:
    """Return the last value before a figure that stands right after a name."""
    name = " ".join(name.split())
    for place in range(index - 1, max(-1, index - FARTHEST_BACK - 1), -1):
        if is_value(passage, place) and label_before(passage, place).endswith(name):
            return place
    return None


def label_before(passage: Passage, place: int) -> str:
    """Return the words right before a value, verbs like `là` left out."""
    before = re.split(r"[;,.:()]", passage.before(place))[-1]
    said = _SAYS.search(before)
    return " ".join((before[: said.start()] if said else before).split())


def _subject_value(passage: Passage, index: int) -> int | None:
    """Return the value that the first words of the sentence name, the longest name first."""
    start, _ = passage.sentence_of(passage.figures[index].start)
    clause = re.split(r"[;,:()]\s*", passage.before(index))[-1]
    sentence = passage.lowered[start : passage.figures[index].start]
    for text, end in ((clause, index), (sentence, passage.in_sentence(index)[0])):
        opening = _OPENING.match(text)
        found = opening.group().split() if opening else []
        for length in range(min(MOST_WORDS, len(found)), 1, -1):
            place = _named(passage, end, " ".join(found[:length]))
            if place is not None:
                return place
    return None
