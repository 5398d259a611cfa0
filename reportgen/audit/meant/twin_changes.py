"""A change told again in percent: `tăng 66 đơn vị, tức 5,4%`, by its base or by the value of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.judging import is_near, statement
from reportgen.audit.meant.told_bases import are_kin, read_told, way_before
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import is_right
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate

RULE = "change"
HUNDRED = 100
MOST_AROUND = 16
MOST_TIMES = Fraction(3, 2)
_AGAIN = re.compile(
    r"(?:\s*so\s+với[^;,.()0-9]{0,40}(?:20[0-9]{2})?)?\s*[,(]?\s*(?:(?:tức(?:\s+là)?|tương ứng|tương đương|"
    r"bằng|hay|ứng với|tỷ lệ|tỉ lệ|với|mức|là|khoảng|tăng|giảm|vượt)\s*)*"
)
_CUT = re.compile(r"\b(?:cắt giảm|giảm trừ|tiết giảm|giảm giá|tiết kiệm|miễn|giảm thuế|giảm lãi)\b")


def twin_change_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a percentage that tells a change in pieces again."""
    amount = _amount(figures, said)
    if amount is None:
        return
    way, is_up = way_before(amount), False
    if way is None or _CUT.search(amount.passage.before(amount.index)):
        return
    is_up = bool(way["up"])
    told = read_told(figures, amount)
    bases = [] if told is None or told.is_named else [estimate(base.number) for base in told.bases]
    nows = _nows(figures, amount, way.start())
    bases = bases or [_base_of(now, amount, is_up=is_up) for now in nows]
    then = [estimate(o.number) for o in _values(figures, amount) if _is_then(o)]
    quotients = [q for base in (*bases, *then) if (q := _percent(amount, base))]
    if any(is_right(said.number, each) for each in quotients):
        return
    exact = _percent(amount, bases[0]) if bases else None
    if exact is not None and is_near(said.number, exact, far=True):
        base = told.bases[0] if told and not told.is_named else nows[0]
        formula = f"{amount.number.text} so với số trước đó"
        yield statement(RULE, said, [amount, base], exact, formula)


def _amount(figures: OpenFigures, said: Said) -> Said | None:
    """Return the change in pieces right before a percentage."""
    own = figures.around.of(said.place)
    is_plain = said.number.is_percent and said.number.bound is Bound.EXACT and said.number.value > 0
    if not is_plain or not said.index or not said.passage.figures[said.index].is_plain:
        return None
    last = [o for o in own if o.index == said.index - 1 and o.is_with(said)]
    if len(last) != 1 or last[0].measure in (Measure.PERCENT, Measure.POINTS, Measure.RATE):
        return None
    gap = said.passage.between(said.index - 1, said.index)
    return last[0] if _AGAIN.fullmatch(gap) and gap.strip() not in ("", ",") else None


def _values(figures: OpenFigures, amount: Said) -> list[Said]:
    near = [*figures.around.before(amount), *figures.around.after(amount)[1:]]
    return [o for o in near if are_kin(amount, o) and not o.is_change and o.number.value > 0][:MOST_AROUND]


def _is_then(said: Said) -> bool:
    return time_of(said.passage, said.index) is not Time.NOW


def _nows(figures: OpenFigures, amount: Said, verb: int) -> Sequence[Said]:
    """Return the values of now: the one right before in the sentence, else those of the same subject."""
    values = [o for o in _values(figures, amount) if not _is_then(o) and o.number.start < amount.number.start]
    level = amount.passage.depths[amount.index]
    own = [o for o in values if o.is_with(amount) and o.passage.depths[o.index] <= level]
    if own:
        return own[:1]
    lead = re.split(r"[;,:.()]", amount.passage.before(amount.index)[:verb])[-1]
    subject = subject_words(lead)
    above = [o for o in _values(figures, amount) if not _is_then(o) and not o.is_with(amount)]
    return [o for o in above if len(subject) > 1 and subject <= o.words][:1]


def _base_of(now: Said, amount: Said, *, is_up: bool) -> Estimate:
    one, moved = estimate(now.number), estimate(amount.number)
    return one - moved if is_up else one + moved


def _percent(amount: Said, base: Estimate) -> Estimate | None:
    quotient = estimate(amount.number).over(base)
    return quotient.times(HUNDRED) if quotient else None
