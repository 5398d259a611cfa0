"""Items of one list that each divide the same total in another way: by degree, by post, by rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.numbers import Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, show
from reportgen.audit.words import CONCURRENT, OVERLAPPING
from reportgen.errors import Severity

RULE = "classification-total"
FEWEST = 3


def classifications(outline: Outline) -> Iterator[Outcome]:
    """Compare the sums of the items of each list, where most of them agree."""
    for items in outline.items.values():
        divided = [(outline.passages[item], counts) for item in items if (counts := _counts(outline, item))]
        if len(divided) >= FEWEST:
            yield from _compared(divided)


def _counts(outline: Outline, item: int) -> tuple[Number, ...]:
    """Return the parts that an item names, each after a colon; nothing when it says more than that."""
    passage = outline.passages[item]
    places = [index for index, figure in enumerate(passage.figures) if figure.is_plain]
    is_list = bool(places) and all(
        passage.figures[place].unit.measure is Measure.COUNT and passage.before(place).rstrip().endswith(":")
        for place in places
    )
    words = passage.lowered
    if not is_list or len(places) < 2 or OVERLAPPING.search(_labels(passage)) or CONCURRENT.search(words):
        return ()
    return tuple(passage.figures[place].number for place in places)


def _labels(passage: Passage) -> str:
    """Return the names of the parts, without the heading of the item and its total."""
    head, _, labels = passage.lowered.partition(":")
    return labels if labels else head


def _compared(divided: list[tuple[Passage, tuple[Number, ...]]]) -> Iterator[Outcome]:
    sums = [sum((number.value for number in counts), Fraction(0)) for _, counts in divided]
    usual, times = Counter(sums).most_common(1)[0]
    if times * 2 <= len(sums):
        return
    for (passage, counts), found in zip(divided, sums, strict=True):
        yield _statement(passage, counts, found, usual)


def _statement(passage: Passage, counts: tuple[Number, ...], found: Fraction, usual: Fraction) -> Statement:
    right, expected = found == usual, show(usual, counts[0])
    return Statement(
        RULE,
        passage,
        counts[0].start,
        counts[-1].end,
        Verdict.RIGHT if right else Verdict.WRONG,
        ""
        if right
        else f"{texts(counts)} = {found}, trong khi các mục cùng danh sách cộng lại là {expected}",
        expected,
        "Kiểm tra lại các số của mục này.",
        Severity.WARNING,
    )
