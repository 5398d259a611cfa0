"""Multiples whose base is named, or stands in a bracket with a unit of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.index import Index, name_words
from reportgen.audit.meant.judging import is_near, statement
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge

RULE = "multiple-of-base"
_TIMES = re.compile(r"\s*lần\b(?!\s+(?:thứ|lượt|đầu))")
_SAID = re.compile(
    r"\b(?:gấp|bằng|tương đương)\s+(?:(?:với|khoảng|gần|hơn|trên|tới|đến|lên|xấp xỉ|được)\s+)*$"
)
_NAME = re.compile(r"\s*lần\s+(?:so\s+với\s+)?(?P<name>[^;,.:()0-9]{3,60})")
_BRACKET = re.compile(r"\s*lần\b[^;.()0-9]*\(\s*[^;.()0-9]{0,30}$")


def times_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a multiple of which the words tell value and base."""
    passage = said.passage
    rest = passage.lowered[said.number.end : said.sentence[1]]
    if not _TIMES.match(rest) or not _SAID.search(passage.before(said.index)):
        return
    around, index = figures.around, figures.index
    near = [*around.before(said), *around.after(said)]
    own = [o for o in near if o.is_with(said) and o.number.start < said.number.start]
    top = next((o for o in own if _is_amount(o)), None)
    if top is None:
        return
    bases = list(_bases(around, index, said, top))
    like = [o for o in near if _are_like(top, o) and (o.number.unit.text or o.is_with(said))]
    if any(_is_right(said, one, two) for one in like for two in like if one is not two):
        return
    if any(_is_right(said, top, base) for base in bases) or len({b.number.quantity for b in bases}) != 1:
        return
    exact = _quotient(top, bases[0])
    if exact and is_near(said.number, exact, far=True):
        yield statement(RULE, said, [top, bases[0]], exact, f"{top.number.text} : {bases[0].number.text}")


def _bases(around: Surroundings, index: Index, said: Said, top: Said) -> Iterator[Said]:
    after = [o for o in around.after(said) if o.index == said.index + 1]
    gap = said.passage.lowered[said.number.end : after[0].number.start] if after else ""
    if after and _BRACKET.fullmatch(gap) and _are_like(top, after[0]):
        yield after[0]
        return
    named = _NAME.match(said.passage.lowered, said.number.end)
    words = name_words(named["name"]) - {"hiện", "nay", "trồng"} if named else frozenset()
    if len(words) > 1:
        found = [n.said for n in index.named(words, said.place) if n.said and n.said is not top]
        yield from _nearest([o for o in found if _are_like(top, o) and not o.is_change], said)


def _nearest(found: Sequence[Said], said: Said) -> list[Said]:
    own = [o for o in found if o.passage is said.passage]
    return own or list(found)


def _is_amount(said: Said) -> bool:
    is_value = not said.is_change and said.number.unit.noun != "lần" and not said.number.is_percent
    return is_value and said.measure is not Measure.TIME and said.number.bound is not Bound.AT_LEAST


def _are_like(one: Said, other: Said) -> bool:
    """Whether two numbers can be compared: `triệu đồng/ha` and `triệu đồng/ha/năm` too, or one bare."""
    first, second = one.number.unit, other.number.unit
    if "" in (first.text, second.text):
        return Measure.TIME not in (first.measure, second.measure) and not other.number.is_percent
    if first.measure is not second.measure:
        return False
    if first.measure is Measure.COUNT:
        return first.noun == second.noun
    return first.measure is not Measure.RATE or first.text.split("/")[0] == second.text.split("/")[0]


def _is_right(said: Said, top: Said, base: Said) -> bool:
    exact = _quotient(top, base)
    if exact is None:
        return False
    if judge(said.number, exact) is not Verdict.WRONG:
        return True
    room = said.number.value / 10
    is_rough = said.number.bound is not Bound.EXACT
    return is_rough and abs(exact.best - said.number.value) <= max(room, said.number.step)


def _quotient(top: Said, base: Said) -> Estimate | None:
    """Return how many times the base goes into the top, units that one of them leaves out apart."""
    one, other = estimate(top.number), estimate(base.number)
    if not top.number.unit.text or not base.number.unit.text:
        one = one.times(1 / top.number.unit.factor)
        other = other.times(1 / base.number.unit.factor)
    return one.over(other)
