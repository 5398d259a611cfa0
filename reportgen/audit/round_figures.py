"""Round figures of a summary that are a slip of what another place tells exactly: `gần 1,37 triệu lượt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.chance import chance_of_slip
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.then_and_now import about
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, show
from reportgen.errors import Severity

RULE = "same-fact-differs"
_ROUND = (Bound.ABOUT, Bound.ABOVE, Bound.BELOW)
_NEVER = {Measure.PERCENT, Measure.POINTS, Measure.TIME, Measure.PER_MILLE, Measure.RATE}
NEAR = Fraction(1, 20)  # how far a round figure may be off what it stands for
MOST_EXACT = 40  # of one unit
MOST_CHANCE = Fraction(1, 5)

Place = tuple[Passage, int]


def round_figures(outline: Outline) -> Iterator[Outcome]:
    """Verify round figures against the exact ones of their unit."""
    exact: dict[str, list[Place]] = defaultdict(list)
    rounded: list[Place] = []
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            if figure.is_plain and figure.unit.text and figure.unit.measure not in _NEVER:
                known = rounded if figure.number.bound in _ROUND else exact[_kind(figure.number)]
                known.append((passage, index))
    for passage, index in rounded:
        yield from _judged(passage, index, exact[_kind(passage.figures[index].number)][:MOST_EXACT])


def _kind(number: Number) -> str:
    unit = number.unit
    return unit.noun.split()[0] if unit.measure is Measure.COUNT and unit.noun else str(unit.measure)


def _judged(passage: Passage, index: int, exact: Sequence[Place]) -> Iterator[Statement]:
    printed = passage.figures[index].number
    finer = [place for place in exact if _number(place).step < printed.step]
    if any(_is_near(printed, _number(place)) for place in exact):
        return
    subject = about(passage, index) - set(printed.unit.text.split())
    like = [place for place in finer if _is_slip(printed, _number(place), len(finer))]
    like = [place for place in like if subject & about(*place)]
    if len({_number(place).quantity for place in like}) == 1:
        yield _statement(passage, printed, like[0])


def _number(place: Place) -> Number:
    return place[0].figures[place[1]].number


def _is_near(printed: Number, exact: Number) -> bool:
    if printed.bound is Bound.ABOVE and exact.quantity < printed.quantity - printed.step / 2:
        return False
    if printed.bound is Bound.BELOW and exact.quantity > printed.quantity + printed.step / 2:
        return False
    return abs(exact.quantity - printed.quantity) <= max(printed.step, printed.quantity * NEAR)


def _is_slip(printed: Number, exact: Number, tried: int) -> bool:
    said, right = printed.quantity / printed.step, exact.quantity / printed.step
    chances = (chance_of_slip(int(said), round_to(right)) for round_to in (floor, ceil))
    return any(chance is not None and chance * tried <= MOST_CHANCE for chance in chances)


def _statement(passage: Passage, printed: Number, place: Place) -> Statement:
    exact, other = _number(place), place[0]
    expected = show(exact.quantity, printed)
    return Statement(
        RULE,
        passage,
        printed.start,
        printed.end,
        Verdict.WRONG,
        f"{printed.text} {printed.unit.text} có thể gõ nhầm: nơi khác ghi {exact.text} {exact.unit.text}",
        expected,
        f"Đối chiếu với {exact.text}; nếu cùng một nội dung thì sửa thành {expected}.",
        Severity.WARNING,
        also=(other.where(exact.start, exact.end),),
    )
