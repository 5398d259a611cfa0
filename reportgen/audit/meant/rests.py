"""What is left of a whole that a share tells: `519,0 ha, đạt 69,8% diện tích bị thiệt hại, còn 224,5 ha`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.judging import is_near, statement
from reportgen.audit.meant.told_bases import are_kin
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import is_right
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate, finely
from reportgen.audit.words import words

RULE = "remainder"
HUNDRED = 100
MOST_DONE, MOST_WHOLES, MOST_CHAINED = 6, 200, 6
_STATES = words("lại|thiếu|phải|tồn|nợ|dư|trống|vướng|có|là|khoảng|gần")
_LEFT = re.compile(
    rf"\b(?:còn(?:\s+(?:{_STATES}))*|thiếu|tồn|khuyết|số (?:vốn |tiền )?còn lại[^;,.()]{{0,60}}|"
    r"(?:số|phần) chưa[^;,.()0-9]{0,40}|(?<!nếu )(?<!số )chưa(?:\s+[^\W\d]+){1,3})\s*(?:là|khoảng|:)?\s*$"
)
_LEFT_AFTER = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?(?:còn lại|chưa)\b")
_TO_DO = re.compile(r"\b(?:phải|cần)\b(?:\s+[^\W\d]+){0,6}\s*(?:thêm|nữa)?\s*$")
_GOAL = re.compile(r"\bđể\s+(?:đạt|hoàn thành|đủ|bảo đảm|thực hiện)\b")
_PLAN = re.compile(
    r"\s*(?:so với\s+)?(?:tổng\s+)?(?:số\s+)?(?:vốn\s+)?(?:kế hoạch|kh|dự toán|chỉ tiêu|mục tiêu|nhiệm vụ)\b"
)
_EXCLUDING = re.compile(
    r"\b(?:không kể|không tính|không bao gồm|chưa kể|chưa tính|loại trừ|trừ|sau khi trừ)\b[^;()0-9]{2,60}\("
)
_NEVER = (Measure.PERCENT, Measure.POINTS, Measure.RATE, Measure.TIME, Measure.PER_MILLE)
_SHARE = re.compile(r"[^;.0-9]{0,60}$")


@dataclass(frozen=True, slots=True)
class Part:
    """What is done of a whole that its share tells."""

    done: Said
    whole: Said


def excluded_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with what is left when something told in brackets is not counted."""
    if not _is_amount(said):
        return
    opened = _EXCLUDING.search(said.passage.lowered, said.sentence[0], said.number.start)
    own = [o for o in figures.around.before(said) if o.is_with(said) and opened and are_kin(said, o)]
    inside = [o for o in own if opened and opened.end() <= o.number.start]
    if opened is None or len(inside) != 1 or said.passage.depths[said.index]:
        return
    taken = inside[0]
    larger = [o for o in figures.around.before(said) if are_kin(said, o) and not o.is_change]
    parts = [Part(taken, o) for o in larger if o.number.quantity > taken.number.quantity]
    rests = [(_difference(part), part) for part in parts]
    if any(is_right(said.number, exact) for exact, _ in rests):
        return
    near = [(exact, part) for exact, part in rests if is_near(said.number, exact)]
    if near:
        exact, part = near[0]
        formula = f"{part.whole.number.text} - {part.done.number.text}"
        yield statement(RULE, said, [part.whole, part.done], exact, formula)


def spread_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with `chênh lệch giữa nhóm cao nhất (68,4) và nhóm thấp nhất (51,3) là 17,1`."""
    start = max(said.sentence[0], said.number.start - LONGEST_SPREAD)
    opened = _SPREAD.search(said.passage.lowered, start, said.number.start)
    own = [o for o in figures.around.before(said) if o.is_with(said) and opened]
    inside = [o for o in own if opened and opened.start() < o.number.start and are_kin(said, o)]
    if len(inside) != 2:
        return
    one, other = sorted(inside, key=lambda o: -o.number.quantity)
    exact = _difference(Part(other, one))
    if not is_right(said.number, exact):
        yield statement("change", said, inside, exact, f"{one.number.text} - {other.number.text}")


_BRACKETED = r"[^;()]{1,60}\([^()]{1,40}\)"
_SPREAD = re.compile(
    rf"\bchênh lệch\b[^;()]{{0,60}}\bgiữa\b{_BRACKETED}{_BRACKETED}\s*(?:là|lên tới|khoảng|\s)*$"
)
LONGEST_SPREAD = 260


def rest_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a rest, or with what is still to be done, by what is done and its share."""
    if not _is_amount(said):
        return
    before = said.passage.before(said.index)
    is_left = _LEFT.search(before) or _LEFT_AFTER.match(said.passage.rest(said.index))
    start, end = said.sentence[0], said.number.start
    is_goal = bool(_TO_DO.search(before) and _GOAL.search(said.passage.lowered, start, end))
    if not is_left and not is_goal:
        return
    parts = [*_parts(figures, said, is_goal=is_goal), *([] if is_goal else _denied(figures, said))]
    rests = [(_difference(part), part) for part in parts]
    if any(is_right(said.number, exact) for exact, _ in rests) or _is_chained(figures, said):
        return
    near = [(exact, part) for exact, part in rests if is_near(said.number, exact, far=True)]
    if near and (is_goal or near[0] == rests[0]):
        exact, part = min(near, key=lambda each: abs(each[0].best / said.number.quantity - 1))
        formula = f"{part.whole.number.text} - {part.done.number.text}"
        yield statement(RULE, said, [part.whole, part.done], exact, formula)


def _is_amount(said: Said) -> bool:
    number, figure = said.number, said.passage.figures[said.index]
    is_counted = figure.is_plain or (number is figure.number and _are_two_counts(said))
    is_exact = number.bound is Bound.EXACT and number.value > 0
    return is_counted and is_exact and said.measure not in _NEVER and not said.is_change


def _are_two_counts(said: Said) -> bool:
    """`111 vụ/197 bị cáo`: two counts side by side, no ratio."""
    one, other = (number.unit.noun for number in said.passage.figures[said.index].numbers[:2])
    return bool(one) and bool(other) and one != other


def _difference(part: Part) -> Estimate:
    one, other = finely(part.whole.number, part.done.number)
    return one - other


def _parts(figures: OpenFigures, said: Said, *, is_goal: bool) -> Iterator[Part]:
    """Yield what is done with the whole of its share: in the sentence, to reach a goal also before it."""
    around = figures.around
    earlier = [o for o in around.before(said) if is_goal or o.is_with(said)]
    done = (o for o in earlier if are_kin(said, o) and not o.is_change and o.number.value > 0)
    for other in islice(done, 2 * MOST_DONE if is_goal else MOST_DONE):
        share = _share_of(figures, other)
        if share and (not is_goal or _PLAN.match(share.passage.after(share.index))):
            yield from _of_share(figures, said, other)


def _of_share(figures: OpenFigures, said: Said, done: Said) -> Iterator[Part]:
    """Yield the nearest number before of which the percentage behind what is done is the share."""
    share = _share_of(figures, done)
    for whole in _wholes(figures, said, done) if share else ():
        quotient = estimate(done.number).over(estimate(whole.number))
        if share and quotient and is_right(share.number, quotient.times(HUNDRED)):
            yield Part(done, whole)
            return


_DENIED = re.compile(r"\bchưa\s+(?:được\s+)?(?P<what>[^\W\d]+(?:\s+[^\W\d]+)?)")


def _denied(figures: OpenFigures, said: Said) -> Iterator[Part]:
    """Yield what the sentences before tell to be done: `312 hộ. Đã dời 265 hộ. Còn 47 hộ chưa dời`."""
    around = figures.around
    told = _DENIED.search(f"{said.passage.before(said.index)} {said.passage.rest(said.index)}")
    earlier = [o for o in around.before(said) if said.place - o.place <= MOST_BACK and _is_same(said, o)]
    if not told or any(o.is_with(said) for o in earlier):
        return
    deed = told["what"].split()[0]
    done = next((o for o in earlier if deed in o.label and _DONE.search(o.label)), None)
    if done is None:
        return
    shared = list(_of_share(figures, said, done))
    larger = [Part(done, o) for o in earlier if o.number.quantity > done.number.quantity]
    yield from shared or larger[:MOST_LARGER]


_DONE = re.compile(r"\b(?:đã|được|xong)\b")


def _is_same(said: Said, other: Said) -> bool:
    return other.number.unit == said.number.unit and not other.is_change and other.number.value > 0


MOST_BACK, MOST_LARGER = 2, 4


def _share_of(figures: OpenFigures, done: Said) -> Said | None:
    """Return the percentage right behind a value, below a hundred."""
    own = figures.around.of(done.place)
    behind = [o for o in own if o.index == done.index + 1 and o.is_with(done)]
    if not behind or not behind[0].number.is_percent or behind[0].is_change:
        return None
    end = done.passage.figures[done.index].end  # of `364 vụ/571 bị cáo` the last
    gap = done.passage.lowered[end : behind[0].number.start]
    return behind[0] if _SHARE.match(gap) and behind[0].number.value < HUNDRED else None


def _wholes(figures: OpenFigures, said: Said, done: Said) -> Iterator[Said]:
    """Yield the larger like numbers before, the nearest first."""
    near = (o for place in range(said.place, -1, -1) for o in figures.around.of(place)[::-1])
    for other in islice(near, MOST_WHOLES):
        is_before = other.place < said.place or other.number.start < said.number.start
        if is_before and other.number.quantity > done.number.quantity and are_kin(done, other):
            yield other


def _is_chained(figures: OpenFigures, said: Said) -> bool:
    """Whether a value of the sentence leaves it when those after it are taken away one by one."""
    own = [o for o in figures.around.before(said) if o.is_with(said) and are_kin(said, o)][::-1]
    for at, whole in enumerate(own[-MOST_CHAINED:]):
        left = whole.number.quantity
        for part in own[-MOST_CHAINED:][at + 1 :]:
            left -= part.number.quantity
            if left == said.number.quantity:
                return True
    return False
