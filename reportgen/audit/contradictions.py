"""The same fact said in several places with different values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.facts import Fact, facts
from reportgen.audit.nouns import family
from reportgen.audit.outline import Outline
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, estimate
from reportgen.errors import Severity

RULE = "same-fact-differs"
FEWEST_WORDS = 3
FEWEST_WORDS_APART = 4  # when only one of both names its period


def contradictions(outline: Outline) -> Iterator[Outcome]:
    """Compare numbers about one subject and one period across the document."""
    now = _report_year(outline)
    groups: dict[tuple[frozenset[str], str, frozenset[str]], list[Fact]] = {}
    for fact in facts(outline):
        if fact.own and _weight(fact) >= FEWEST_WORDS:
            period = frozenset() if fact.years <= now else fact.years
            groups.setdefault((fact.about, family(fact.number.unit), period), []).append(fact)
    for group in groups.values():
        if len(group) > 1:
            yield from _compared(group)


_AS_OF = re.compile(
    r"(?:tính đến|số liệu đến|đến ngày|ngày [0-9 ]* ?tháng [0-9 ]* ?năm)[^.;]{0,25}?(20[0-9]{2})"
)


def _report_year(outline: Outline) -> frozenset[str]:
    """Return the year that the figures are of, as the text says it most often."""
    said = Counter(year for passage in outline.passages for year in _AS_OF.findall(passage.lowered))
    return frozenset(year for year, _ in said.most_common(1))


def _weight(fact: Fact) -> int:
    """How many words tell the subject; a term like «dân số» is as good as three."""
    words = [word for word in fact.about if not word.startswith("<")]
    return sum(FEWEST_WORDS if "_" in word else 1 for word in words)


def _compared(group: list[Fact]) -> Iterator[Outcome]:
    values = Counter(fact.number.quantity for fact in group)
    if len(values) > 2:  # a label that returns, not one fact
        return
    usual = values.most_common(1)[0][0]
    first = next(fact for fact in group if fact.number.quantity == usual)
    for fact in group:
        if fact is first or not _same_fact(first, fact):
            continue
        other = first.number.text
        yield _statement(first, fact, other if values[usual] > 1 else "")


def _same_fact(one: Fact, other: Fact) -> bool:
    if one.passage is other.passage or one.names != other.names:
        return False
    labels = {_label(one), _label(other)} - {""}
    if len(labels) > 1 or _months(one) != _months(other):
        return False
    if (_are_parallel(one, other) or _are_records(one, other)) and not _is_slip(one, other):
        return False
    is_elsewhere = one.passage.headings != other.passage.headings and not _is_slip(one, other)
    if is_elsewhere and (_is_far(one, other) or _are_few(one, other)):
        return False
    if one.passage.bullet and one.passage.headings == other.passage.headings and _are_neighbours(one, other):
        return False
    return one.years == other.years or _weight(one) >= FEWEST_WORDS_APART


_MONTH = re.compile(r"\btháng\s+(\d{1,2})\b")


def _said_before(fact: Fact) -> str:
    start = fact.passage.sentence_of(fact.number.start)[0]
    return fact.passage.lowered[start : fact.number.start].split(";")[-1]


def _label(fact: Fact) -> str:
    """Return the words that the clause puts before a colon: «Cấp tỉnh: …»."""
    label, colon, _ = _said_before(fact).rpartition(":")
    words = " ".join(re.findall(r"[^\W\d_]+", label))
    return words if colon and len(words) <= LONGEST_LABEL else ""


LONGEST_LABEL = 40


def _months(fact: Fact) -> list[str]:
    return _MONTH.findall(_said_before(fact))


def _are_parallel(one: Fact, other: Fact) -> bool:
    """Sections side by side tell of unlike things in like words: «1. Cấp tỉnh», «2. Cấp xã»."""
    left, right = one.passage.headings, other.passage.headings
    return left != right and len(left) == len(right) and left[:-1] == right[:-1]


FEWEST_OTHERS = 1


def _are_records(one: Fact, other: Fact) -> bool:
    """Whether two sentences tell of unlike things in one form: all that they count beside it differs."""
    left, right = _counted_beside(one), _counted_beside(other)
    return min(len(left), len(right)) >= FEWEST_OTHERS and not left & right


def _counted_beside(fact: Fact) -> frozenset[Fraction]:
    passage = fact.passage
    start, end = passage.sentence_of(fact.number.start)
    numbers = (n for figure in passage.figures_between(start, end) for n in figure.numbers)
    return frozenset(n.quantity for n in numbers if n is not fact.number)


NEAR = Fraction(1, 20)


def _is_slip(one: Fact, other: Fact) -> bool:
    """Say whether two figures may be one with a slip: digits exchanged, one digit changed, or close by."""
    left, right = one.number.quantity, other.number.quantity
    if abs(left - right) <= NEAR * max(abs(left), abs(right)):
        return True
    digits = [re.sub(r"\D", "", fact.number.text) for fact in (one, other)]
    odd = sum(a != b for a, b in zip(*digits, strict=False))
    is_exchanged = sorted(digits[0]) == sorted(digits[1]) and odd == 2
    return len(digits[0]) == len(digits[1]) >= FEWEST_DIGITS and (odd == 1 or is_exchanged)


FEWEST_DIGITS = 3


def _is_far(one: Fact, other: Fact) -> bool:
    """Whether one is more than twice the other: in another section rather another thing in like words."""
    left, right = abs(one.number.quantity), abs(other.number.quantity)
    return max(left, right) > 2 * min(left, right)


def _are_few(one: Fact, other: Fact) -> bool:
    """Whether both count so few that they differ by chance: `kiến nghị 08 vi phạm` of another section."""
    return max(one.number.value, other.number.value) < MOST_FEW and not one.number.is_percent


MOST_FEW = 20


def _are_neighbours(one: Fact, other: Fact) -> bool:
    """Items of one list describe different things, however alike their words."""
    apart = other.passage.pieces[0].place.paragraph - one.passage.pieces[0].place.paragraph
    return abs(apart) <= 2


def _statement(first: Fact, fact: Fact, expected: str) -> Statement:
    mine, theirs = estimate(fact.number), estimate(first.number)
    agree = mine.best == theirs.best or (mine.low < theirs.high and theirs.low < mine.high)
    printed, other = fact.number.text, first.number.text
    told = first.passage.text[max(0, first.number.start - 60) : first.number.unit_end].strip()
    return Statement(
        RULE,
        fact.passage,
        fact.number.start,
        fact.number.end,
        Verdict.RIGHT if agree else Verdict.WRONG,
        f"chỗ này ghi {printed}, chỗ khác ghi {other} về cùng một nội dung: “…{told}”",
        expected,
        "Đối chiếu hai chỗ và thống nhất một số.",
        Severity.WARNING,
        (first.passage.where(first.number.start, first.number.end),),
    )
