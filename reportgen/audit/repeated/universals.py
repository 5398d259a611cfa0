"""All of what there are, told with another number: `cả 46 trường` beside `có 47 trường học tham gia`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.gap_reading import is_one_noun
from reportgen.audit.repeated.mentions import Mention
from reportgen.audit.repeated.telling import contradiction
from reportgen.audit.statements import Statement

_ALL = re.compile(r"\b(?:cả|toàn bộ|tất cả|đủ|khắp)\s*(?:các\s+)?$")
_THERE_ARE = re.compile(r"\b(?:có|gồm|với|quản lý|tổng số|tổng cộng)\s*$")
FEWEST = 5  # «cả 3 xã» are those just named
FARTHEST = 2  # times that one number may be the other
MOST_TOLD = 60


def universals(figures: OpenFigures) -> Iterator[Statement]:
    """Yield numbers of all things of a kind that nothing else tells of them."""
    told: defaultdict[str, list[Said]] = defaultdict(list)
    for place, _ in figures.outline:
        for said in figures.around.of(place):
            if said.number.unit.noun and said.number.bound is Bound.EXACT:
                told[said.number.unit.noun.split()[0]].append(said)
    for said in (one for alike in told.values() for one in alike[:MOST_TOLD]):
        if _ALL.search(said.label) and said.number.value >= FEWEST and figures.has(said.passage, said.number):
            known = _known(told[said.number.unit.noun.split()[0]][:MOST_TOLD], said)
            if known:
                yield contradiction(Mention(said), Mention(known))


def _known(alike: list[Said], all_of: Said) -> Said | None:
    """Return the number that the report says there are, when it says one only and never the other."""
    same = [s for s in alike if s is not all_of and is_one_noun(s.number.unit.noun, all_of.number.unit.noun)]
    if any(said.number.value == all_of.number.value for said in same):
        return None
    whole = [said for said in same if _is_whole(said) and _is_near(said, all_of)]
    return whole[0] if len({said.number.value for said in whole}) == 1 else None


def _is_whole(said: Said) -> bool:
    is_below = said.number in said.passage.figures[said.index].bottom
    return is_below or bool(_THERE_ARE.search(said.label))


def _is_near(said: Said, other: Said) -> bool:
    low, high = sorted((said.number.value, other.number.value))
    return high <= low * FARTHEST
