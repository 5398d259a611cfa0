"""Products written out: `296.275.000 đồng (25.000 đồng/mũi x 11.851 mũi)`, `12 tháng x 4 người = 48`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import estimate, judge, show

RULE = "product"
_BY = re.compile(r"\s*[x×*]\s*")
_EQUALS = re.compile(r"\s*=\s*")
_CLOSES = re.compile(r"(?:\s+[^\W\d]+){0,4}\s*\)")
_OPENS = re.compile(r"[^;.()0-9]{0,20}\((?:[^;.()0-9]{0,40})$")


def written_products(outline: Outline) -> Iterator[Outcome]:
    """Verify each product whose factors are joined by a sign of multiplication."""
    for _, passage in outline:
        for index in range(len(passage.figures) - 1):
            if not _is_joined(passage, index - 1) and _is_joined(passage, index):
                yield from _judged(passage, index, _last_factor(passage, index))


def _is_joined(passage: Passage, index: int) -> bool:
    if index < 0 or index + 1 >= len(passage.figures):
        return False
    one, other = passage.figures[index], passage.figures[index + 1]
    is_plain = one.is_plain and other.is_plain
    return is_plain and _BY.fullmatch(passage.lowered, one.unit_end, other.start) is not None


def _last_factor(passage: Passage, index: int) -> int:
    while _is_joined(passage, index):
        index += 1
    return index


def _judged(passage: Passage, first: int, last: int) -> Iterator[Statement]:
    """Judge by what the product is said to be, in the unit that its factors make."""
    result = _result(passage, first, last)
    factors = [passage.figures[place].number for place in range(first, last + 1)]
    if result is None or any(number.is_percent for number in factors):
        return
    amounts = [n for n in factors if n.unit.measure is not Measure.COUNT or n.unit.factor != 1]
    if len(amounts) > 1 or (not amounts and result.unit.measure is not Measure.COUNT):
        return
    exact = estimate(factors[0])
    for number in factors[1:]:
        exact = exact.times(number.quantity)
    verdict = judge(result, exact)
    expected, formula = show(exact.best, result), " x ".join(number.text for number in factors)
    places = [result, *factors]
    yield Statement(
        RULE,
        passage,
        min(number.start for number in places),
        max(number.end for number in places),
        verdict,
        say_computed(result.text, formula, expected, verdict),
        expected,
        say_remedy(result.text, expected, verdict),
    )


def _result(passage: Passage, first: int, last: int) -> Number | None:
    """Return the number behind `=`, else the one before the bracket that holds the product."""
    figures = passage.figures
    if last + 1 < len(figures) and _EQUALS.fullmatch(
        passage.lowered, figures[last].unit_end, figures[last + 1].start
    ):
        return figures[last + 1].number
    is_opened = first > 0 and passage.depths[first] == passage.depths[first - 1] + 1
    closes = _CLOSES.match(passage.lowered, figures[last].unit_end)
    if (
        is_opened
        and closes
        and _OPENS.fullmatch(passage.between(first - 1, first))
        and figures[first - 1].is_plain
    ):
        return figures[first - 1].number
    return None
