"""Report figures that follow from others nearby but for a slip, where no recogniser knew their statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.candidate import Candidate
from reportgen.audit.reckoned.candidates import Target, candidates_of
from reportgen.audit.reckoned.chance import chance_of_shift, chance_of_slip, is_right
from reportgen.audit.reckoned.directions import reversed_pair
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.reckoned.sums import Sum, chance_of_sum, groups_of, sums_of
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.verdict import Verdict, show
from reportgen.errors import Severity

MOST_CHANCE = Fraction(1, 2)
MOST_SUM_CHANCE = Fraction(1, 30)
NEAREST = 3  # units of the last digit within which rounding of the operands is looked at closely
FAR = 20  # times likelier a chance resemblance is when a share is said of a number of another sentence


def slips(figures: OpenFigures) -> Iterator[Statement]:
    """Yield figures that are what others make but for a slip."""
    for place, passage in figures.outline:
        if not passage.is_in_table:
            before, own = figures.quantities_before(place), figures.quantities[place]
            sums = [list(sums_of(group)) for group in groups_of([*before, *own])]
            settled = {id(q.number) for group in sums for s in group if not s.rest for q in s.members}
            yield from _computed(own, before, figures, settled)
            for group in sums:
                yield from _summed(passage, group, figures, settled)


def _computed(
    own: Sequence[Quantity], before: Sequence[Quantity], figures: OpenFigures, settled: set[int]
) -> Iterator[Statement]:
    for at, quantity in enumerate(own):
        if (
            quantity.number.bound is not Bound.EXACT
            or not figures.has(quantity.passage, quantity.number)
            or id(quantity.number) in settled
            or id(quantity.number) in figures.wholes
        ):
            continue
        if not quantity.passage.figures[quantity.index].is_plain:
            continue
        later = tuple(q for q in own[at + 1 : at + 5] if q.sentence == quantity.sentence)
        target = Target(quantity, (*before, *own[:at])[-28:], later)
        turned = reversed_pair(target)
        if turned:
            yield _turned(quantity, *turned)
            continue
        found = _slip(target)
        if found:
            yield _statement(target.quantity, found)


def _turned(quantity: Quantity, now: Quantity, then: Quantity) -> Statement:
    number, way = quantity.number, "tăng" if now.number.quantity > then.number.quantity else "giảm"
    return Statement(
        "change-direction",
        quantity.passage,
        min([number.start, *(q.number.start for q in (now, then) if _is_close(q, quantity))]),
        number.end,
        Verdict.WRONG,
        f"{number.text}: từ {then.number.text} thành {now.number.text} là {way}",
        way,
        "Kiểm tra lại chữ “tăng”, “giảm” và hai số được so sánh.",
    )


def _slip(target: Target) -> Candidate | None:
    """Return the candidate that the number is a slip of; None when it is right by any."""
    best: tuple[Fraction, Candidate] | None = None
    tried, number, is_excused = 0, target.number, False
    said = int(number.quantity / number.step)
    for candidate in candidates_of(target):
        right = candidate.steps(number)
        if abs(right - said) <= max(NEAREST, said // 10) and is_right(number, candidate.exact):
            if _is_all_close(candidate, target):
                return None
            is_excused = True
        if candidate.may_excuse_only or _is_unnamed_whole(candidate, target):
            continue
        chance = _chance(candidate, number, said, right)
        tried += chance != _OF_OTHER_SIZE
        if not chance:
            continue
        chance *= tried * _distance(candidate, target)
        if best is None or chance < best[0]:
            best = chance, candidate
    if not best or best[0] > MOST_CHANCE:
        return None
    # What numbers of another sentence make by chance does not excuse a slip among those named in its own.
    is_tied = best[1].is_named and _is_all_close(best[1], target)
    return best[1] if not is_excused or is_tied else None


def _chance(candidate: Candidate, number: Number, said: int, right: int) -> Fraction | None:
    """Return how likely an unrelated number would look like a slip of a candidate; 0 when of other size."""
    shift = chance_of_shift(number, candidate.exact) if candidate.is_named else None
    if not shift and len(str(right)) != len(str(said)):
        return _OF_OTHER_SIZE
    return shift or chance_of_slip(said, right)


_OF_OTHER_SIZE = Fraction(0)


def _is_all_close(candidate: Candidate, target: Target) -> bool:
    return all(_is_close(operand, target.quantity) for operand in candidate.operands)


def _distance(candidate: Candidate, target: Target) -> int:
    """Return how much likelier a chance resemblance is for where and how the operands stand."""
    is_named = bool(candidate.bottoms) and _names(target, candidate.bottoms[-1])
    if not _is_close(candidate.operands[0], target.quantity):
        return FAR // 5 if is_named else FAR
    is_apart = candidate.rule == "percent-of-total" and not _is_all_close(candidate, target)
    return FAR if is_apart and not is_named and not _has_label_of(target, candidate.bottoms[-1]) else 1


def _is_unnamed_whole(candidate: Candidate, target: Target) -> bool:
    """Whether a share would be of a number of another paragraph that its own words do not name."""
    if candidate.rule != "percent-of-total" or candidate.bottoms[-1].passage is target.quantity.passage:
        return False
    whole = candidate.bottoms[-1]
    return not _names(target, whole) and not _has_label_of(target, whole)


def _has_label_of(target: Target, whole: Quantity) -> bool:
    """Whether a whole is about what the words of a share name: `vùng thấp đạt 92,5%`, `… tổng thu`."""
    about = subject_words(_CLAUSE.split(whole.before)[-1])
    quantity = target.quantity
    own = _CLAUSE.split(quantity.before)[-1], _CLAUSE.split(quantity.passage.after(quantity.index))[0]
    return bool(about) and any(about <= subject_words(words) for words in own)


_CLAUSE = re.compile(r"[;,.:()]")


_OF = re.compile(r"\s*(?:trong|của|trên)?\s*(?:tổng\s+)?(?:số\s+)?(?:các\s+)?")


def _names(target: Target, whole: Quantity) -> bool:
    """Whether the words after a share name its whole: `22,7% tổng số bị cáo bị đưa ra xét xử`."""
    noun, passage = whole.number.unit.noun, target.quantity.passage
    after = passage.lowered[target.number.end : target.number.end + LONGEST_LABEL]
    opening = _OF.match(after)
    return bool(noun and opening and after[opening.end() :].startswith(noun))


LONGEST_LABEL = 60


def _statement(quantity: Quantity, found: Candidate) -> Statement:
    number = quantity.number
    expected = show(found.exact.best, number)
    start = min([number.start, *(o.number.start for o in found.operands if _is_close(o, quantity))])
    return Statement(
        found.rule,
        quantity.passage,
        start,
        number.end,
        Verdict.WRONG,
        f"{number.text} có thể gõ nhầm chữ số: {found.formula} = {expected}",
        expected,
        f"Kiểm tra lại; nếu {found.formula} đúng là căn cứ thì sửa {number.text} thành {expected}.",
        Severity.WARNING,
    )


def _is_close(operand: Quantity, quantity: Quantity) -> bool:
    return operand.passage is quantity.passage and operand.sentence == quantity.sentence


def _summed(
    passage: Passage, sums: Sequence[Sum], figures: OpenFigures, settled: set[int]
) -> Iterator[Statement]:
    best: tuple[Fraction, Sum, Quantity, Fraction] | None = None
    for each in sums:
        if not any(q.passage is passage for q in each.members):
            continue
        if not each.rest or any(
            id(q.number) in settled or figures.is_wrong(q.passage, q.number) or id(q.number) in figures.wholes
            for q in each.members
        ):
            continue
        slip = chance_of_sum(each)
        if slip and (best is None or slip[0] * each.tried < best[0]):
            best = slip[0] * each.tried, each, slip[1], slip[2]
    if best and best[0] <= MOST_SUM_CHANCE:
        yield _sum_statement(passage, *best[1:])


def _sum_statement(passage: Passage, found: Sum, member: Quantity, wanted: Fraction) -> Statement:
    inside = [q for q in found.members if q.passage is passage]
    expected = show(wanted, member.number)
    parts = " + ".join(part.number.text for part in found.parts)
    others = tuple(
        q.passage.where(q.number.start, q.number.end) for q in found.members if q.passage is not passage
    )
    return Statement(
        "total-of-parts",
        passage,
        min(q.number.start for q in inside),
        max(q.number.end for q in inside),
        Verdict.WRONG,
        f"{parts} không bằng {found.total.number.text}: {member.number.text} có thể gõ nhầm của {expected}",
        expected,
        "Kiểm tra lại tổng số và từng phần.",
        Severity.WARNING,
        also=others,
    )
