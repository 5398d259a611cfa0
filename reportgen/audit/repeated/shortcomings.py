"""A shortcoming told with another figure than in its own section: `Hạn chế: còn 10 xã chưa đạt …`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.repeated.exchanged import are_exchanged
from reportgen.audit.repeated.mentions import Mention, may_be_one, shared_words
from reportgen.audit.repeated.telling import contradiction
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure

_SHORT = r"(?:tồn tại|hạn chế|khó khăn|bất cập|vướng mắc|yếu kém|khuyết điểm)"
_SUMS_UP = r"^\s*(?:[-+*•]\s*)?(?:tuy nhiên|nhìn chung|tóm lại|tựu trung)\b"
_ANNOUNCES = re.compile(rf"\b{_SHORT}\b[^:.;]{{0,60}}:|{_SUMS_UP}")
_PLANS = r"\b(?:kế hoạch|nhiệm vụ|phương hướng|giải pháp|kiến nghị|đề xuất)\b"
_HEADS = re.compile(rf"(?!.*{_PLANS}).*\b{_SHORT}\b")
NEVER = (Measure.TIME, Measure.PER_MILLE)
_POLAR = frozenset(("chưa", "không", "thiếu"))
FARTHEST = 2  # times that one figure may be the other and still be taken for the same fact
FEWEST_WORDS = 2
FEW_OF = 5  # words of which one may be missing
MOST_SHARED = 40  # numbers that one word names, to be looked at


def shortcomings(figures: OpenFigures) -> Iterator[Statement]:
    """Yield figures of shortcomings that the place where they were counted tells otherwise."""
    told = [
        Mention(said)
        for place, _ in figures.outline
        for said in figures.around.of(place)
        if said.measure not in NEVER and said.number.bound is Bound.EXACT and said.number.value > 0
    ]
    retold = {id(one) for one in told if _is_retold(figures, one)}
    if not retold:
        return
    book: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in told:
        for word in one.wide if id(one) not in retold else ():
            book[word].append(one)
    for one in told:
        if id(one) in retold and figures.has(one.said.passage, one.number) and not one.is_aim:
            known = _known(book, one, told)
            if known:
                yield contradiction(one, known)


def _is_retold(figures: OpenFigures, one: Mention) -> bool:
    passage, start = one.said.passage, one.said.sentence[0]
    lead = figures.outline.lead_of(one.said.place)
    heads = (*passage.headings[-1:], lead.text if lead else "")
    is_headed = any(_HEADS.match(head.lower()) for head in heads)
    return is_headed or bool(_ANNOUNCES.search(passage.lowered[start : one.number.start]))


def _known(book: dict[str, list[Mention]], one: Mention, told: Iterable[Mention]) -> Mention | None:
    """Return the number that tells the same best, when none tells it alike."""
    rare = [book[word] for word in one.own if 0 < len(book[word]) <= MOST_SHARED]
    likely = {id(other): other for others in rare for other in others}
    found = []
    for other in likely.values():
        shared, words = shared_words(one, other)
        is_one = words - shared <= words // FEW_OF or are_exchanged(one.number, other.number)
        is_one = is_one and shared >= FEWEST_WORDS
        if one.said.measure is not other.said.measure or not is_one or not may_be_one(one, other):
            continue
        if not _are_near(one, other) or (one.own ^ other.wide) & _POLAR:
            continue
        found.append((len(one.pairs & other.pairs), other))
    if any(other.number.quantity == one.number.quantity for _, other in found):
        return None
    best = max((pairs for pairs, _ in found), default=0)
    values = [other for pairs, other in found if pairs == best > 0]
    return values[0] if len({other.number.quantity for other in values}) == 1 else None


def _are_near(one: Mention, other: Mention) -> bool:
    low, high = sorted((one.number.quantity, other.number.quantity))
    return high <= low * FARTHEST
