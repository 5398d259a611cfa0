"""What a clause of running text says about an indicator: count, share, target, how far it is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.numbers import Figure, Number
from reportgen.audit.passages import Passage
from reportgen.audit.units import Measure

BREAK = re.compile(r";|\btrong đó\b|\briêng\b|\bcụ thể\b|\bcòn lại\b", re.IGNORECASE)
LEAD = re.compile(r"\s*[-+*•]?\s*([^:;\d%]{3,80}):")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
REACHED = re.compile(r"(?:đạt|bằng)\s*$", re.IGNORECASE)
AGAINST = re.compile(r"\s*(?:so\s+(?:với\s+)?)?(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết)", re.IGNORECASE)
LEADS_TO_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|thêm|cao hơn|thấp hơn)\s*(?:thêm|là|khoảng)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Observation:
    """The figures that one clause gives for what its words name; each is None where the clause has none."""

    passage: Passage
    start: int
    end: int
    words: str
    years: tuple[str, ...]
    count: Number | None = None
    rate: Number | None = None
    targets: tuple[Number, ...] = ()
    attained: tuple[Number, ...] = ()


def read_observations(passages: Sequence[Passage]) -> Iterator[Observation]:
    """Yield the observations of running text."""
    for passage in passages:
        if passage.is_in_table or not passage.figures:
            continue
        lead = LEAD.match(passage.text)
        for start, end in _clauses(passage):
            found = _observe(passage, start, end, lead[1] if lead and start > 0 else "")
            if found is not None:
                yield found


def _clauses(passage: Passage) -> Iterator[tuple[int, int]]:
    for start, end in passage.sentences:
        at = start
        for found in BREAK.finditer(passage.text, start, end):
            yield at, found.start()
            at = found.end()
        yield at, end


def _observe(passage: Passage, start: int, end: int, lead: str) -> Observation | None:
    figures = [figure for figure in passage.figures if start <= figure.start < end]
    if not figures:
        return None
    roles = _roles(passage, figures)
    if roles is None:
        return None
    words = _words(passage.text, start, end, figures)
    years = tuple(YEAR.findall(passage.text[start:end]))
    count, rate, targets, attained = roles
    return Observation(
        passage, figures[0].start, figures[-1].end, f"{lead} {words}", years, count, rate, targets, attained
    )


Roles = tuple[Number | None, Number | None, tuple[Number, ...], tuple[Number, ...]]


def _roles(passage: Passage, figures: list[Figure]) -> Roles | None:
    """Sort the figures of a clause by what they say; None when it says a thing twice."""
    counts: list[Number] = []
    rates: list[Number] = []
    targets: tuple[Number, ...] = ()
    attained: tuple[Number, ...] = ()
    for figure in figures:
        before = passage.text[max(0, figure.start - 25) : figure.start]
        if LEADS_TO_CHANGE.search(before):
            return None
        if (
            not figure.number.is_percent
            and figure.unit.measure is Measure.COUNT
            and not figure.number.decimals
        ):
            counts.append(figure.number)
        elif not figure.number.is_percent and not (
            figure.is_ratio and figure.unit.measure is Measure.PERCENT
        ):
            return None
        elif figure.is_ratio:
            rates.append(figure.number)
            targets = figure.bottom
        elif REACHED.search(before) and (AGAINST.match(passage.text, figure.end) or targets):
            attained = figure.top
        else:
            rates.append(figure.number)
    if len(counts) > 1 or len(rates) > 1 or not (counts or rates):
        return None
    return next(iter(counts), None), next(iter(rates), None), targets, attained


def _words(text: str, start: int, end: int, figures: list[Figure]) -> str:
    parts, at = [], start
    for figure in figures:
        parts.append(text[at : figure.start])
        at = figure.end
    return " ".join((*parts, text[at:end]))
