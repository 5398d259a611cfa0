"""Shares by the reading that place and name tell most clearly of all parts and wholes around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.judging import is_shifted, statement
from reportgen.audit.meant.share_parts import OF_NOUN
from reportgen.audit.meant.share_readings import (
    HUNDRED,
    NEVER,
    Reading,
    agreed,
    are_like,
    in_unit,
    readings_of,
    values_of,
)
from reportgen.audit.meant.shares import is_share
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import are_one_slip, is_right
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.verdict import Verdict, estimate
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET

RULE = "percent-of-total"
CLEAR, SURE_ALONE, SURE, SURE_ABOVE = 8, 9, 10, 12  # more than all of a whole is told by its words only
CLOSEST = 3  # points of what is most like a slip of the right number
LEAD = 3


def clear_shares(figures: OpenFigures) -> Iterator[Statement]:
    """Yield what is wrong with shares, also with those that a number around makes by chance."""
    for place, _ in figures.outline:
        for said in figures.around.of(place):
            if said.number.is_percent and not figures.is_wrong(said.passage, said.number):
                yield from _judged(figures, said)


def without_misread_shares(around: Surroundings, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes but those that blame a share of which another reading, as clear, is right."""
    figures = OpenFigures(around, ())
    places = {id(passage): place for place, passage in around.outline}
    for outcome in outcomes:
        is_blame = isinstance(outcome, Statement) and outcome.verdict is Verdict.WRONG
        if not (isinstance(outcome, Statement) and is_blame and outcome.rule == RULE):
            yield outcome
            continue
        own = around.of(places[id(outcome.passage)])
        shares = [s for s in own if s.number.is_percent and outcome.message.startswith(f"{s.number.text} ")]
        blamed = next((s for s in shares if outcome.start <= s.number.start < outcome.end), None)
        if blamed is None or not _is_excused(figures, blamed):
            yield outcome


def _is_excused(figures: OpenFigures, said: Said) -> bool:
    """Whether a reading as clear makes a share, or all that do not are hardly told and far off."""
    values = values_of(figures, said)
    if any(agreed(said, value) == -NEVER for value in values):
        return True
    wrong, right = readings_of(figures, said, values)
    excuse, blame = (max((reading.signs for reading in each), default=0) for each in (right, wrong))
    is_told = not wrong or blame >= SURE_ALONE or any(_closeness(said, reading) >= 0 for reading in wrong)
    return not is_told or (excuse > 0 and excuse > blame - LEAD + 1)


def _judged(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    if not _is_judged(said):
        return
    values = values_of(figures, said)
    wrong, right = readings_of(figures, said, values)
    best = _best(said, wrong, right, is_open=figures.has(said.passage, said.number))
    if best is not None and not _is_of_sum(said, best, values) and not _is_of_result(said, best):
        formula = f"{best.part.number.text}/{best.whole.number.text}"
        yield statement(RULE, said, [best.part, best.whole], best.exact, formula)


def _best(said: Said, wrong: Sequence[Reading], right: Sequence[Reading], *, is_open: bool) -> Reading | None:
    """Return the reading that must be meant though it does not make the share."""
    clearest = max(wrong, key=lambda reading: reading.signs, default=None)
    if clearest and _is_sure(said, clearest, right) and _is_alone(clearest, wrong, right):
        return clearest
    likeliest = max(wrong, key=lambda reading: _weight(said, reading), default=None) if is_open else None
    is_clear = likeliest and _is_clear(said, likeliest, right) and _is_alone(likeliest, wrong, right)
    return likeliest if is_clear else None


def _is_alone(best: Reading, wrong: Sequence[Reading], right: Sequence[Reading]) -> bool:
    """Whether no other whole is told as clearly."""
    rivals = (r for r in wrong if r.part is best.part and r.signs >= best.signs)
    same = {rival.whole.number.quantity for rival in rivals} <= {best.whole.number.quantity}
    return same and not _is_of_other(best, right)


def _is_of_other(best: Reading, right: Sequence[Reading]) -> bool:
    """`475 vụ/768 bị cáo, đã giải quyết 364 vụ/571 bị cáo, đạt 76,6%`: of cases, or of persons."""
    part = best.part
    return any(
        r.part.passage is part.passage and r.part.index == part.index and r.part is not part for r in right
    )


def _is_judged(said: Said) -> bool:
    """Whether a percentage may be a share, or what is attained of a plan or of an earlier value."""
    passage = said.passage
    if OF_NOUN.match(passage.after(said.index)) or _RATE_ON.search(passage.before(said.index)):
        return False
    if _is_attainment(said) and AGAINST_EARLIER.match(passage.after(said.index)):
        return True
    is_any = is_share(said) or _is_attainment(said)
    return is_any and time_of(passage, said.index) is Time.NOW


_RATE_ON = re.compile(r"\b(?:tỷ lệ|tỉ lệ)\s[^;,:()]*\s(?:trên|so với)\s")  # «tỷ lệ nợ trên tổng thu là»


def _is_attainment(said: Said) -> bool:
    """`bằng 117,9% dự toán Trung ương giao`, `bằng 98,5% cùng kỳ (47.200 con)`."""
    is_exact = said.number.is_percent and said.number.bound is Bound.EXACT and not said.is_change
    after = said.passage.after(said.index)
    return is_exact and bool(AGAINST_TARGET.match(after) or AGAINST_EARLIER.match(after))


# --- judging ------------------------------------------------------------------------------------------


def _is_sure(said: Said, best: Reading, right: Sequence[Reading]) -> bool:
    """Whether one reading is so clear that no other may be meant."""
    excuse = max((reading.signs for reading in right), default=0)
    least = SURE_ABOVE if best.exact.low > HUNDRED >= said.number.value else SURE if excuse else SURE_ALONE
    return best.signs >= max(least, excuse + LEAD)


def _is_clear(said: Said, best: Reading, right: Sequence[Reading]) -> bool:
    """Whether a share that nothing has judged is most like a slip of one reading."""
    closeness, excuse = _closeness(said, best), max((r.signs for r in right), default=None)
    if closeness < 0 or best.signs + closeness < CLEAR or best.exact.low > HUNDRED >= said.number.value:
        return False
    return excuse is None or (best.signs + closeness >= SURE and best.signs >= excuse + LEAD)


def _weight(said: Said, reading: Reading) -> int:
    return reading.signs + _closeness(said, reading)


def _closeness(said: Said, reading: Reading) -> int:
    printed, right = said.number, reading.exact.best
    steps = right / printed.step
    if are_one_slip(int(printed.value / printed.step), int(steps + Fraction(1, 2))):
        return 3
    if is_shifted(printed, reading.exact):
        return 2
    if right <= 0 or right > 3 * HUNDRED:
        return -1
    off = abs(printed.value - right) / right
    return 2 if off <= Fraction(1, 20) else 1 if off <= Fraction(1, 5) else 0 if off <= 1 else -1


def _is_of_result(said: Said, best: Reading) -> bool:
    """Whether the share is of what was reached, not of what was planned: `42.460/42.000 người …, nữ 51%`."""
    whole = best.whole.passage.figures[best.whole.index]
    quotient = estimate(best.part.number).over(estimate(whole.number))
    return whole.is_ratio and quotient is not None and is_right(said.number, quotient.times(HUNDRED))


MOST_SIBLINGS = 7


def _is_of_sum(said: Said, best: Reading, values: Sequence[Said]) -> bool:
    """Whether the part and some of the like numbers of its sentence together are the whole, or the part."""
    part = best.part
    like = [v for v in values if v.is_with(part) and v is not part and are_like(part, v)][:MOST_SIBLINGS]
    sums = [estimate(part.number)]
    for other in like:
        sums += [summed + in_unit(part, other) for summed in sums]
    own, whole = sums[0], in_unit(part, best.whole)
    quotients = (pair for summed in sums[1:] for pair in (own.over(summed), summed.over(whole)))
    return any(q and is_right(said.number, q.times(HUNDRED)) for q in quotients)
