"""One fact told in two places with two neighbouring digits exchanged: `thiếu 181 giáo viên`, `thiếu 118`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.repeated.mentions import Mention, may_be_one, shared_words
from reportgen.audit.repeated.telling import contradiction
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure

NEVER = (Measure.TIME, Measure.PER_MILLE)
FEWEST_DIGITS = 2
MANY_DIGITS = 4
MOST_VALUES = 12
MOST_TOLD = 4
Told = dict[object, list[Mention]]


def exchanged(figures: OpenFigures) -> Iterator[Statement]:
    """Yield numbers that tell a fact of another place with two digits exchanged."""
    printed = {digits_of(n.text) for n in _of_tables(figures)}
    for values in _by_digits(figures).values():
        if 1 < len(values) <= MOST_VALUES:
            yield from _compared(figures, values, printed)


def _of_tables(figures: OpenFigures) -> Iterator[Number]:
    for passage in figures.outline.passages:
        if passage.is_in_table:
            yield from (number for figure in passage.figures for number in figure.numbers)


def _by_digits(figures: OpenFigures) -> dict[object, Told]:
    """Return the numbers by measure, size and the digits that they are written with, then by value."""
    found: defaultdict[object, Told] = defaultdict(lambda: defaultdict(list))
    for place, _ in figures.outline:
        for said in figures.around.of(place):
            number = said.number
            digits = sorted(digits_of(number.text).replace("0", ""))
            is_told = number.bound is Bound.EXACT and _told_digits(number) >= FEWEST_DIGITS
            if said.measure in NEVER or not is_told:
                continue
            key = said.measure, len(str(int(number.quantity))), "".join(digits)
            found[key][number.quantity].append(Mention(said))
    return dict(found)


def _compared(figures: OpenFigures, values: Told, printed: set[str]) -> Iterator[Statement]:
    for one, other in combinations(values.values(), 2):
        if not are_exchanged(one[0].number, other[0].number):
            continue
        for odd, known in ((other, one), (one, other)):
            found = _contradicting(figures, odd, known, printed)
            if found:
                yield found
                break


def _contradicting(
    figures: OpenFigures, odd: Sequence[Mention], known: Sequence[Mention], printed: set[str]
) -> Statement | None:
    """Return what is wrong with a number that is told once only and follows from nothing."""
    one = odd[0]
    digits = digits_of(one.number.text)
    is_alone = len(odd) == 1 and not (len(digits) > FEWEST_DIGITS and digits in printed)
    if not is_alone or not figures.has(one.said.passage, one.number):
        return None
    for other in known[:MOST_TOLD]:
        is_wrong = figures.is_wrong(other.said.passage, other.number)
        if not is_wrong and may_be_one(one, other) and _is_telling(one, other):
            return contradiction(one, other)
    return None


def _is_telling(one: Mention, other: Mention) -> bool:
    """Whether the words are enough: the fewer digits, the likelier numbers resemble each other by chance."""
    digits = min(_told_digits(each.number) for each in (one, other))
    pairs = len(one.pairs & other.pairs)
    shares = shared_words(one, other), shared_words(other, one)
    is_within = any(shared == words for shared, words in shares)
    if digits > MANY_DIGITS and any(shared for shared, _ in shares):
        return True
    if digits >= MANY_DIGITS:
        is_named = pairs > 0 and (is_within or (pairs > 1 and not one.number.is_percent))
        return is_named or one.number.unit.noun == other.number.unit.noun != ""
    if digits > FEWEST_DIGITS:
        return pairs > 0 and is_within and all(shared for shared, _ in shares)
    is_half = all(shared * 2 >= words for shared, words in shares)
    return pairs > 0 and is_half and any(shared == words > 2 for shared, words in shares)


def _told_digits(number: Number) -> int:
    """Return how many digits tell something: `7,80%` has three, `2.500 ha` two."""
    digits = digits_of(number.text).lstrip("0")
    return len(digits if number.decimals else digits.rstrip("0"))


def are_exchanged(one: Number, other: Number) -> bool:
    """Whether two numbers of one measure differ by two neighbouring digits exchanged."""
    step = min(one.step, other.step)
    left, right = (str(int(number.quantity / step)) for number in (one, other))
    odd = [at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]]
    is_next = len(odd) == 2 and odd[1] - odd[0] == 1
    return is_next and len(left) == len(right) and sorted(left) == sorted(right)
