"""«100% xã, phường có …»: as many units cannot each have one of fewer persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.audit.facts import Fact, facts
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "coverage"
_ALL_HAVE = re.compile(
    r"(?<![0-9.,])100%\s+(?:các\s+|"
    r"số\s+)?(?P<units>[^.;:()0-9”\"]{2,40}?)\s+(?:đều\s+)?có\s+(?P<persons>[^.;:()0-9”\"]{5,80})"
)
FEWEST_WORDS = 3


def coverages(outline: Outline) -> Iterator[Outcome]:
    """Verify each `100% units have persons` against the numbers of both in the document."""
    claims = [(passage, match) for _, passage in outline for match in _ALL_HAVE.finditer(passage.lowered)]
    known = list(facts(outline)) if claims else []
    for passage, match in claims:
        units = _units(outline, match["units"])
        persons = _persons(known, subject_words(match["persons"]))
        if units and persons and persons.number.value < units.value:
            yield _statement(passage, match, units, persons)


def _units(outline: Outline, name: str) -> Number | None:
    """Return the number printed before the same name: the whole in `06/7 xã, phường`."""
    for _, passage in outline:
        for figure in passage.figures:
            is_of_units = family(figure.unit) in ("place", "school", "party")
            if is_of_units and len(figure.top) == 1 and _is_named(passage, figure.end, name):
                return figure.numbers[-1]
    return None


def _is_named(passage: Passage, end: int, name: str) -> bool:
    return passage.lowered[end:].lstrip().startswith(name)


def _persons(known: Sequence[Fact], words: frozenset[str]) -> Fact | None:
    """Return the count whose subject has all these words and the fewest others."""
    if len(words) < FEWEST_WORDS:
        return None
    fitting = [
        fact
        for fact in known
        if words <= fact.about and "<COUNT>" in fact.about and family(fact.number.unit) == "person"
    ]
    return min(fitting, key=lambda fact: len(fact.about), default=None)


def _statement(passage: Passage, match: re.Match[str], units: Number, persons: Fact) -> Statement:
    share = persons.number.value / units.value * 100
    at_most = f"{share.numerator // share.denominator}%"
    return Statement(
        RULE,
        passage,
        match.start(),
        match.end(),
        Verdict.WRONG,
        f"có {units.text} {match['units']} nhưng chỉ có {persons.number.text} người như vậy: "
        f"nhiều nhất {at_most}",
        "",
        "Kiểm tra lại tỷ lệ, hoặc số người ở chỗ khác trong văn bản.",
        Severity.WARNING,
        (persons.passage.where(persons.number.start, persons.number.end),),
    )
