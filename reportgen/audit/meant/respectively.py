"""Values told in one order with their bases: `(năm 2022 lần lượt là 20.815; 56.104 và 204.975 con)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, takewhile

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.judging import is_near, is_within, statement
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate
from reportgen.audit.words import CHANGE

RULE = "percent-of-base"
_ORDER = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b[^;()0-9]{0,25}$")
_AND = re.compile(r"[^\W\d]*(?:\s+[^\W\d]+){0,2}\s*(?:;|,|\bvà)\s*(?:[^\W\d]+\s+){0,2}")
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One value with the share or change said of it, and the base that stands at its place."""

    value: Said
    percent: Said
    base: Said
    way: str

    @property
    def exact(self) -> Estimate | None:
        """What the percentage should be."""
        one, other = estimate(self.value.number), estimate(self.base.number)
        if not self.base.number.unit.text:
            other = other.times(self.value.number.unit.factor)
        quotient = one.over(other)
        if quotient is None or not self.way:
            return quotient.times(100) if quotient else None
        gap = Estimate(abs(quotient.best - 1), abs(quotient.low - 1), abs(quotient.high - 1))
        low, high = sorted((gap.low, gap.high))
        return Estimate(gap.best, low, high).times(100)


def respectively(figures: OpenFigures, place: int) -> Iterator[Statement]:
    """Verify each percentage whose base stands in a list of the same order; half of them must fit."""
    for rows in _orders(figures.around.of(place)):
        for row in rows:
            exact = row.exact
            if exact and not _is_right(row) and is_near(row.percent.number, exact, far=True):
                formula = f"{row.value.number.text}/{row.base.number.text}"
                yield statement(RULE, row.percent, [row.value, row.base], exact, formula)


def _orders(own: Sequence[Said]) -> Iterator[list[Row]]:
    for at, first in enumerate(own):
        if _ORDER.search(first.passage.before(first.index)) and not first.number.is_percent:
            bases = _list_from(own, at)
            rows = _rows(own, at, bases) if len(bases) >= FEWEST else []
            if rows and sum(map(_is_right, rows)) * 2 >= len(rows):
                yield rows


def _is_right(row: Row) -> bool:
    exact = row.exact
    return exact is not None and is_within(row.percent.number, exact)


CHANGES = {"change", "change-direction", "percent-of-base"}
SHARES = {"percent-of-total", "percent-of-base"}


def without_misread_orders(around: Surroundings, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes but those that compare a value with what belongs to another one in its list."""
    places = {id(passage): place for place, passage in around.outline}
    for outcome in outcomes:
        if not (isinstance(outcome, Statement) and _may_be_misread(outcome)):
            yield outcome
            continue
        own = around.of(places[id(outcome.passage)])
        sentence = outcome.passage.sentence_of(outcome.start)
        rules = {
            *(CHANGES if any(rows[0].value.sentence == sentence for rows in _orders(own)) else ()),
            *(SHARES if _has_shares_in_order(own, sentence) else ()),
        }
        if outcome.rule not in rules:
            yield outcome


def _may_be_misread(outcome: Statement) -> bool:
    is_blame = outcome.verdict is not Verdict.RIGHT and outcome.rule in CHANGES | SHARES
    return is_blame and bool(_ORDERED.search(outcome.passage.lowered))


def _has_shares_in_order(own: Sequence[Said], sentence: tuple[int, int]) -> bool:
    """Whether `62 ha, 43,4 ha, 18,6 ha, tương ứng 50%, 35% và 15%` are shares of one number, most of them."""
    inside = [said for said in own if said.sentence == sentence]
    for at, first in enumerate(inside):
        if not first.number.is_percent or not _ORDER.search(first.passage.before(first.index)):
            continue
        shares = list(takewhile(lambda said: said.number.is_percent, inside[at:]))
        values = [said for said in inside[:at] if not said.number.is_percent][-len(shares) :]
        wholes = [said for said in own if said.number.start < first.number.start]
        if len(values) == len(shares) >= FEWEST and any(_are_shares(values, shares, w) for w in wholes):
            return True
    return False


def _are_shares(values: Sequence[Said], shares: Sequence[Said], whole: Said) -> bool:
    quotients = (estimate(value.number).over(estimate(whole.number)) for value in values)
    pairs = [(share, quotient) for share, quotient in zip(shares, quotients, strict=True) if quotient]
    right = [share for share, quotient in pairs if is_within(share.number, quotient.times(100))]
    return len(right) * 2 > len(shares) or (len(right) == 1 and len(shares) == FEWEST)


_ORDERED = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b")


def _list_from(own: Sequence[Said], at: int) -> list[Said]:
    found = [own[at]]
    for other in own[at + 1 :]:
        gap = other.passage.lowered[found[-1].number.end : other.number.start]
        if not other.is_with(found[0]) or not _AND.fullmatch(gap) or other.number.is_percent:
            break
        found.append(other)
    return found


def _rows(own: Sequence[Said], at: int, bases: Sequence[Said]) -> list[Row]:
    """Return as many values with their percentages before the list as it has bases; none when they differ."""
    pairs: list[tuple[Said, Said]] = []
    for value, percent in pairwise(own[:at]):
        is_pair = percent.number.is_percent and not value.number.is_percent and percent.is_with(value)
        if is_pair and value.is_with(own[at]) and value.measure is not Measure.TIME:
            pairs.append((value, percent))
    if len(pairs) != len(bases):
        return []
    rows = [
        Row(
            value,
            percent,
            base,
            (way["up"] or way["down"]) if (way := CHANGE.search(_before(percent))) else "",
        )
        for (value, percent), base in zip(pairs, bases, strict=True)
    ]
    return rows if all(_are_of_size(row) for row in rows) else []


def _before(said: Said) -> str:
    return said.passage.before(said.index)


def _are_of_size(row: Row) -> bool:
    value, base = row.value.number, row.base.number
    quotient = value.value / base.value if base.value else Fraction(0)
    return Fraction(1, 5) < quotient < 5
