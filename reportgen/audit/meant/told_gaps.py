"""Changes whose base its sentence tells, judged by the values that may be that of now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.judging import is_shifted, statement
from reportgen.audit.meant.share_readings import in_unit
from reportgen.audit.meant.told_bases import Told, are_kin, read_told
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import is_right
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, finely
from reportgen.errors import Severity

HUNDRED = 100
MOST_TIMES = 3  # a value so many times its base is rather of something else
FURTHEST_OFF = Fraction(5, 2)
MOST_AROUND = 24
MOST_MEANT = 3
MOST_LATER = 3
RULE, DIRECTION, SIGN = "change", "change-direction", "percent-or-points"


def told_gap_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a change whose base is told: its size, its direction or its sign."""
    told = read_told(figures, said)
    if told is None:
        return
    readings = [(base, _tiers(figures, told, base)) for base in told.bases]
    for base, tiers in readings:
        fitting = [now for tier in tiers for now in tier if _fits(told, now, base)]
        right = [now for now in fitting if _is_up(now, base) is told.is_up]
        if right:
            yield from [_unsigned(told, right[0], base)] if _is_of_shares(said, base) else []
            return
    base, tiers = readings[0]
    if not _is_of_shares(said, base):
        yield from _wrong(told, base, tiers)


def _wrong(told: Told, base: Said, tiers: Sequence[Sequence[Said]]) -> Iterator[Statement]:
    own, *others = tiers
    meant: Sequence[Said] = own[:1] or next((tier for tier in others if tier), [])
    meant = [
        now for now in meant if _is_now(now)
    ]  # a plan right before tells that the words are not understood
    turned = [now for now in meant if _fits(told, now, base)]
    if turned:
        yield _turned(told, turned[0], base)
        return
    near = [now for now in meant if _is_up(now, base) is told.is_up and _is_near(told, now, base)]
    now = min(near, key=lambda each: _distance(told, each, base), default=None)
    exact = _exact(told.said, now, base) if now and len(near) <= MOST_MEANT else None
    if now and exact:
        yield statement(RULE, told.said, [now, base], exact, _formula(told, now, base))


def _is_of_shares(said: Said, base: Said) -> bool:
    return said.number.is_percent and base.number.is_percent


# --- the value of now ---------------------------------------------------------------------------------


def _tiers(figures: OpenFigures, told: Told, base: Said) -> list[list[Said]]:
    """Return what may be the value of now: of the sentence, named by the subject, and near of the size."""
    said, around = told.said, figures.around
    later = [o for o in around.of(said.place) if o.number.start >= said.sentence[1]][:MOST_LATER]
    values = [o for o in (*around.before(said), *later) if _may_be_now(told, o, base)][:MOST_AROUND]
    own = [o for o in values if o.is_with(said) and not _is_cut_off(told, o)]
    near = [o for o in values if not any(o is each for each in own)]
    subject = _subject(told)
    named = [o for o in near if subject & o.words]
    most = max((len(subject & o.words) for o in named), default=0)
    named = [o for o in named if len(subject & o.words) == most]
    others = [o for o in near if not any(o is each for each in named)]
    alone = [o for o in others if _is_near(told, o, base)]
    return [own, named, alone if len(alone) == 1 else [], others]


def _may_be_now(told: Told, other: Said, base: Said) -> bool:
    said = told.said
    if other.number.value <= 0 or other is base or other.is_change or other.index == said.index:
        return False
    if other.passage.depths[other.index] > said.passage.depths[said.index]:
        return False
    if other.number.is_percent is not base.number.is_percent or not are_kin(base, other):
        return False
    larger, smaller = sorted((other.number.quantity, base.number.quantity), reverse=True)
    return larger <= smaller * MOST_TIMES and (other.is_with(said) or _is_now(other))


def _is_now(other: Said) -> bool:
    return time_of(other.passage, other.index) is Time.NOW


def _is_cut_off(told: Told, other: Said) -> bool:
    """Whether a semicolon and a new subject part a value from the change."""
    between = told.said.passage.lowered[other.number.end : told.verb]
    clause = between.rpartition(";")[2]
    return ";" in between and bool(subject_words(clause.rpartition(")")[2]) - other.words - {"so", "với"})


def _subject(told: Told) -> frozenset[str]:
    said = told.said
    start = max(said.sentence[0], told.verb - 60)
    lead = said.passage.lowered[start : told.verb]
    for mark in ";,:)":
        lead = lead.rpartition(mark)[2]
    return subject_words(lead) - {"với", "số", "thực", "tế", "lại", "song", "nhưng"}


# --- judging ------------------------------------------------------------------------------------------


def _is_up(now: Said, base: Said) -> bool:
    return now.number.quantity > base.number.quantity


def _exact(said: Said, now: Said, base: Said) -> Estimate | None:
    """Return the difference, or the relative one in percent, whichever way it goes."""
    if said.measure is Measure.PERCENT and not base.number.is_percent:
        quotient = estimate(now.number).over(in_unit(now, base))
        if quotient is None:
            return None
        low, high = sorted((abs(quotient.low - 1), abs(quotient.high - 1)))
        return Estimate(abs(quotient.best - 1), low, high).times(HUNDRED)
    one, other = finely(now.number, base.number)
    if not (now.number.unit.text and base.number.unit.text):
        other = in_unit(now, base)
    gap = one - other
    gap = gap if gap.best >= 0 else Estimate(-gap.best, -gap.high, -gap.low)
    return gap.times(said.number.unit.factor) if not (now.number.unit.text or base.number.unit.text) else gap


def _fits(told: Told, now: Said, base: Said) -> bool:
    exact = _exact(told.said, now, base)
    return exact is not None and is_right(told.said.number, exact)


def _is_near(told: Told, now: Said, base: Said) -> bool:
    exact, printed = _exact(told.said, now, base), told.said.number
    if exact is None or exact.best <= 0:
        return False
    larger, smaller = max(exact.best, printed.quantity), min(exact.best, printed.quantity)
    return larger <= smaller * FURTHEST_OFF or is_slip(printed, exact) or is_shifted(printed, exact)


def _distance(told: Told, now: Said, base: Said) -> Fraction:
    exact = _exact(told.said, now, base)
    return abs(exact.best / told.said.number.quantity - 1) if exact else FURTHEST_OFF


def _formula(told: Told, now: Said, base: Said) -> str:
    if told.said.number.is_percent:
        return f"{now.number.text} so với {base.number.text}"
    one, other = sorted((now, base), key=lambda each: -each.number.quantity)
    return f"{one.number.text} - {other.number.text}"


def _turned(told: Told, now: Said, base: Said) -> Statement:
    said, right = ("tăng", "giảm") if told.is_up else ("giảm", "tăng")
    compared = f"{now.number.text} so với {base.number.text}"
    message = f"ghi chiều “{said}” {told.said.number.text} nhưng {compared} là {right}"
    remedy = "Kiểm tra lại chữ chỉ chiều thay đổi và hai số được so sánh."
    return _statement(DIRECTION, told, (now, base), message, right, remedy)


def _unsigned(told: Told, now: Said, base: Said) -> Statement:
    printed = told.said.number
    expected = f"{printed.text.rstrip('% ')} điểm phần trăm"
    message = (
        f"{printed.text} là chênh lệch giữa hai tỷ lệ {now.number.text} và {base.number.text} nên phải ghi "
        "điểm phần trăm"
    )
    return _statement(SIGN, told, (), message, expected, f"Ghi {expected}.")


def _statement(
    rule: str, told: Told, operands: Sequence[Said], message: str, expected: str, remedy: str
) -> Statement:
    said = told.said
    inside = [o.number.start for o in operands if o.is_with(said)]
    start = min([told.verb, said.number.start, *inside])
    end = max([said.number.end, *(o.number.end for o in operands if o.is_with(said))])
    return Statement(
        rule, said.passage, start, end, Verdict.WRONG, message, expected, remedy, Severity.WARNING
    )
