"""The numbers of a headline, which the text below must tell again: `Thêm 74 xã có dịch`, `thêm tại 47 xã`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import chance_of_slip
from reportgen.audit.repeated.mentions import Mention, may_be_one
from reportgen.audit.repeated.telling import contradiction
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure

LONGEST = 160
LAST_PLACE = 2
MOST_TOLD = 60
MOST_NAMED = 3
MUCH = 4
NEVER = (Measure.TIME, Measure.PER_MILLE, Measure.RATE)
POWERS = tuple(Fraction(10) ** power for power in (-3, 3))
CLOSE = Fraction(8, 100)  # how far a round number may be off the exact one
LIKE = Fraction(2, 5)  # how far a slip of a round number may be off
_PASSES = re.compile(r"\b(?:vượt|vượt mốc|vượt mức|cán mốc)(?:\s+hơn)?\s*$")
_ROUND = (Bound.ABOVE, Bound.BELOW, Bound.ABOUT)


def headlines(figures: OpenFigures) -> Iterator[Statement]:
    """Yield numbers of the headline that the text tells otherwise, and nowhere like that."""
    place = _headline(figures)
    if place is None:
        return
    own = [s for s in figures.around.of(place) if s.measure not in NEVER and s.number.value > 0]
    if len(own) > MOST_NAMED:  # a statement of its own
        return
    below = [s for at, _ in figures.outline if at > place for s in figures.around.of(at)]
    for said in own:
        known = _told_otherwise(said, [s for s in below if s.measure is said.measure][:MOST_TOLD])
        if known and not figures.is_wrong(said.passage, said.number):
            yield contradiction(Mention(said), Mention(known))


def _headline(figures: OpenFigures) -> int | None:
    """Return the place of the short paragraph that opens a text and names its main numbers."""
    for place, passage in figures.outline:
        if place > LAST_PLACE:
            return None
        if figures.around.of(place):
            is_short = len(passage.text) <= LONGEST and len(passage.sentences) == 1 and not passage.bullet
            return place if is_short and _opens_text(figures, place) else None
    return None


def _opens_text(figures: OpenFigures, place: int) -> bool:
    """Whether it has no full stop, or sums up a text much longer than itself."""
    text = figures.outline.passages[place].text.rstrip()
    below = sum(len(passage.text) for at, passage in figures.outline if at > place)
    return text[-1:] not in ".;:" or below >= len(text) * MUCH


def _told_otherwise(said: Said, below: Sequence[Said]) -> Said | None:
    bound = _bound(said)
    if any(_agrees(said, bound, other) for other in below):
        return None
    is_slip = _is_slip_of_round if bound in _ROUND else _is_slip
    like = [other for other in below if _is_like(said, other)]
    found = (s for s in like if is_slip(said, s) and (s is like[0] or _shares_word(said, s)))
    return next((other for other in found if not _is_made_up(said, other, below)), None)


def _is_made_up(said: Said, other: Said, below: Sequence[Said]) -> bool:
    """Whether another number makes up the difference: `54 vụ`, below `52 vụ cháy, 2 vụ nổ`."""
    rest = abs(said.number.quantity - other.number.quantity)
    return any(each.number.quantity == rest for each in below)


def _bound(said: Said) -> Bound:
    is_passed = said.number.bound is Bound.EXACT and _PASSES.search(said.label)
    return Bound.ABOVE if is_passed else said.number.bound


def _is_like(said: Said, other: Said) -> bool:
    """Whether nothing told of both sets them apart, and neither is one of a ratio in the headline."""
    is_ratio = said.passage.figures[said.index].is_ratio
    return not is_ratio and may_be_one(Mention(said), Mention(other))


def _shares_word(said: Said, other: Said) -> bool:
    """Whether a word beside the noun is said of both."""
    nouns = said.number.unit.noun, other.number.unit.noun
    told = subject_words(other.passage.lowered[slice(*other.sentence)])
    named = set(" ".join(nouns).split()) if all(nouns) else set()
    return bool(subject_words(said.passage.lowered) & told - named)


def _agrees(said: Said, bound: Bound, other: Said) -> bool:
    rough, exact = said.number.quantity, other.number.quantity
    if rough == exact:
        return True
    if bound not in _ROUND or other.number in other.passage.figures[other.index].bottom:
        return False
    half, room = said.number.step / 2, max(rough * CLOSE, _last(said))
    low, high = rough - room, rough + room
    if bound is Bound.ABOVE:
        return rough - half <= exact <= high
    return low <= exact <= (rough + half if bound is Bound.BELOW else high)


def _is_slip(said: Said, other: Said) -> bool:
    """Whether one digit differs, two are exchanged, or only the unit is another."""
    one, right = said.number, other.number
    if any(one.quantity == right.quantity * power for power in POWERS):
        return one.text == right.text
    if one.step != right.step or one.value < 10:
        return False
    return chance_of_slip(int(one.quantity / one.step), int(right.quantity / one.step)) is not None


def _is_slip_of_round(said: Said, other: Said) -> bool:
    """Whether a round number is too far off, by one digit or not by more than that."""
    one, right = said.number, other.number
    if right.step > one.step:
        return False
    exact = right.quantity / _last(said)
    rough = int(one.quantity / _last(said))
    is_near = abs(right.quantity - one.quantity) <= LIKE * right.quantity
    rounded = floor(exact), ceil(exact)
    return is_near and any(abs(rough - each) == 1 or _is_digit(rough, each) for each in rounded)


def _last(said: Said) -> Fraction:
    """Return the weight of its last digit that is no zero: 100 of `5.400`."""
    number, step = said.number, said.number.step
    while number.quantity % (step * 10) == 0:
        step *= 10
    return step


def _is_digit(rough: int, right: int) -> bool:
    one, other = str(rough), str(right)
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
