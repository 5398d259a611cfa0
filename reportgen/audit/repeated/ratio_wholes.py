"""The lower number of a ratio against the count it repeats: `có 58 vụ …, phá được 48/85 vụ`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import are_one_slip
from reportgen.audit.reckoned.gap_reading import is_one_noun
from reportgen.audit.repeated.mentions import Mention
from reportgen.audit.repeated.telling import contradiction
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure

FEWEST = 10
PASSAGES_AWAY = 1
MOST_ALIKE = 40


def ratio_wholes(figures: OpenFigures) -> Iterator[Statement]:
    """Yield lower numbers of ratios that are one slip away from the only count that they may repeat."""
    counts = [
        said for place, _ in figures.outline for said in figures.around.of(place) if is_whole_count(said)
    ]
    often = Counter(said.number.quantity for said in counts)
    alike: defaultdict[str, list[Said]] = defaultdict(list)
    for said in counts:
        alike[noun_of(said).split(" ")[0]].append(said)
    for said in counts:
        if is_below(said) and often[said.number.quantity] == 1:
            near = [
                s for s in alike[noun_of(said).split(" ")[0]] if _is_near(s, said) and not _is_of_ratio(s)
            ]
            yield from _contradicted(figures, said, near[:MOST_ALIKE], often)


def is_whole_count(said: Said) -> bool:
    """Whether it counts things told by a word, exactly and more than a handful."""
    number = said.number
    is_plain = number.unit.measure is Measure.COUNT and number.bound is Bound.EXACT
    is_pair = said.passage.figures[said.index].is_pair
    return is_plain and not is_pair and number.value >= FEWEST and bool(noun_of(said)) and not said.is_change


def noun_of(said: Said) -> str:
    """Return what is counted: the known noun, or the word behind the figure."""
    figure = said.passage.figures[said.index]
    behind = said.passage.lowered[figure.end : figure.end + 20].split()
    return figure.unit.noun or next((word for word in behind[:1] if word.isalpha()), "")


def is_below(said: Said) -> bool:
    """Whether it is the lower number of a ratio."""
    return said.number in said.passage.figures[said.index].bottom


def _is_of_ratio(said: Said) -> bool:
    return said.passage.figures[said.index].is_ratio


def _is_near(said: Said, other: Said) -> bool:
    is_other = (said.place, said.index) != (other.place, other.index)
    return is_other and abs(said.place - other.place) <= PASSAGES_AWAY


def _contradicted(
    figures: OpenFigures, said: Said, near: Sequence[Said], often: Counter[Fraction]
) -> Iterator[Statement]:
    least, noun = said.passage.figures[said.index].number.value, noun_of(said)
    able = [s for s in near if s.number.value >= least and is_one_noun(noun_of(s), noun)]
    slips = [s for s in able if are_one_slip(int(said.number.value), int(s.number.value))]
    if len({s.number.value for s in slips}) != 1 or often[slips[0].number.quantity] > 1:
        return
    for odd, known in ((said, slips[0]), (slips[0], said)):
        if figures.has(odd.passage, odd.number):
            yield contradiction(Mention(odd), Mention(known))
            return
