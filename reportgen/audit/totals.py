"""Totals and their parts: a partition must add up, overlapping parts only stay below the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen.audit.axes import divides
from reportgen.audit.breakdown import Breakdown, Opening, Part
from reportgen.audit.nouns import family, is_part_of_kind, may_share
from reportgen.audit.numbers import Bound, Number, texts
from reportgen.audit.outline import Outline
from reportgen.audit.overlaps import counts_items, is_level, is_right_otherwise, up_to_rest
from reportgen.audit.part_evidence import (
    ROLES_COUNT,
    are_bins,
    has_slip,
    has_swapped_digits,
    has_unnumbered_part,
    has_unread_part,
    leaves_list,
    names_some,
    odd_unit,
    own_labels,
    span_of,
    sum_of,
    unnumbered_roles,
)
from reportgen.audit.parts import breakdowns, of_list
from reportgen.audit.statements import Outcome, Statement, Unknown
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, estimate, makes, show
from reportgen.audit.words import COMPARES, COMPLEMENTS, OVERLAPPING, REST
from reportgen.errors import Severity

SUM = "total-of-parts"
WHOLE = "part-exceeds-whole"


def totals(outline: Outline) -> Iterator[Outcome]:
    """Verify each total against its parts."""
    for place, passage in outline:
        for breakdown in breakdowns(passage):
            yield from [_with_roles(breakdown)] if unnumbered_roles(breakdown) else _judged(breakdown)
        items = outline.items.get(place, ())
        listed = of_list(passage, [outline.passages[item] for item in items]) if items else None
        if listed:
            yield from _judged(listed)


def _judged(breakdown: Breakdown) -> Iterator[Outcome]:
    breakdown = _of_best_total(up_to_rest(breakdown))
    if breakdown.total.bound is not Bound.EXACT or _is_comparison(breakdown) or counts_items(breakdown):
        return
    if len(breakdown.parts) == 1:
        yield from _single(breakdown)
        return
    whole = _larger_part(breakdown)
    if whole:
        yield whole
    elif _adds_up_somewhere(breakdown):
        yield from _partition(breakdown)
    elif is_right_otherwise(breakdown) or _is_overlapping(
        replace(breakdown, parts=tuple(_groups(breakdown)[0]) if _groups(breakdown) else breakdown.parts)
    ):
        yield _right(breakdown, WHOLE)
    elif first := _first_group(breakdown):
        yield _whole_sum(replace(breakdown, parts=tuple(first)))
    elif len(groups := _groups(breakdown)) > 1:
        yield from (_whole_sum(replace(breakdown, parts=tuple(group))) for group in groups)
    else:
        yield _whole_sum(breakdown)


def _of_best_total(breakdown: Breakdown) -> Breakdown:
    """Take the number that the parts make; else the one called a total; else the nearest."""
    if len(breakdown.parts) < 2 or _adds_up(breakdown.total, breakdown.parts):
        return breakdown
    fitting = [pair for pair in breakdown.others if may_share(pair[0].unit, breakdown.total.unit)]
    for other, _ in fitting:
        if _adds_up(other, breakdown.parts):
            return replace(breakdown, total=other)
    is_one_list = breakdown.parts[0].group == breakdown.parts[-1].group or len(breakdown.parts) > 2
    near = [other for other, _ in fitting if is_one_list and _is_near(other, breakdown.parts)]
    if near and not _is_near(breakdown.total, breakdown.parts):
        return replace(breakdown, total=near[0])
    said = next((other for other, is_said in fitting if is_said), None)
    if said and not breakdown.is_said_total:
        return replace(breakdown, total=said, is_said_total=True)
    return breakdown


def _is_comparison(breakdown: Breakdown) -> bool:
    """`138 hộ (năm 2022: 120 hộ; năm 2023: 138 hộ)` compares periods."""
    lead_ins = breakdown.lead_ins
    if family(breakdown.total.unit) == "document":
        lead_ins = lead_ins.replace("kế hoạch", " ")
    if COMPARES.search(lead_ins) or _EXTREME.search(lead_ins) or _STOCK.search(lead_ins):
        return True
    is_repeated = any(part.number.quantity == breakdown.total.quantity for part in breakdown.parts)
    is_told = _PERIOD.search(breakdown.lead_ins) or _SAID_AGAIN.search(breakdown.lead_ins)
    return is_repeated and len(breakdown.parts) > 1 and bool(is_told)


_EXTREME = re.compile(r"\b(?:đông|cao|thấp|ít|nhiều|lớn|nhỏ|dài|ngắn)\s+nhất\b")
_SAID_AGAIN = re.compile(r"\b(?:bằng|nêu trên|nói trên|như trên|tương ứng|tức là?)\b")
_PERIOD = re.compile(r"\b(?:năm|quý|tháng|kỳ|giai đoạn)\b|[0-9]{4}")


def _is_overlapping(breakdown: Breakdown) -> bool:
    noun = breakdown.total.unit.noun
    labels = breakdown.labels.replace(noun, " ") if noun else breakdown.labels
    if all(part.number.unit.noun for part in breakdown.parts):  # «3.015 trẻ» are pupils, not young cadres
        labels = re.sub(r"(?<!cán bộ )\btrẻ(?:\s+em)?\b|\b(?:trước|đúng)\s+tuổi\b", " ", labels)
    if breakdown.total.unit.measure is not Measure.COUNT:  # «chương trình dân tộc thiểu số 318 tỷ đồng»
        return False
    if are_bins(breakdown) or divides(own_labels(breakdown)):
        return False
    return bool(OVERLAPPING.search(labels)) and not (COMPLEMENTS.search(labels) or REST.search(labels))


def _single(breakdown: Breakdown) -> Iterator[Outcome]:
    if breakdown.opening is not Opening.AMONG:
        return
    yield _larger_part(breakdown) or _other_whole(breakdown) or _right(breakdown, WHOLE)


_RATIO = re.compile(r"\s*/\s*[0-9]")


def _other_whole(breakdown: Breakdown) -> Statement | None:
    """`15 xã, trong đó 9/17 xã …`: the part names another whole."""
    of, whole = breakdown.parts[0].of, breakdown.total
    if of is None or of.value == whole.value or _RATIO.match(breakdown.passage.lowered, whole.end):
        return None  # `91/104 vụ, trong đó … 12/12 vụ`: a ratio among those of another
    if not whole.unit.noun or of.unit.noun != whole.unit.noun:
        return None
    message = f"mẫu số {of.text} khác tổng số {whole.text} nêu ngay trước"
    return _statement(
        WHOLE, breakdown, message, "Thống nhất tổng số và mẫu số.", Severity.WARNING, whole.text
    )


def _larger_part(breakdown: Breakdown) -> Statement | None:
    if breakdown.opening not in (Opening.AMONG, Opening.BRACKET, Opening.CONSISTS) or is_level(breakdown):
        return None
    limit = estimate(breakdown.total).high
    for part in breakdown.parts:
        one, other = part.number.unit, breakdown.total.unit
        is_known = (
            (one.noun == other.noun and one.noun != "")
            or (not one.noun and not _names_other_kind(part))
            or (family(one) != "" and family(one) == family(other))
        )
        is_apart = _is_of_farther(breakdown, part) or _STOCK.search(part.before)
        if is_known and estimate(part.number).low > limit and not is_apart:
            return _statement(
                WHOLE,
                breakdown,
                f"phần {part.number.text} lớn hơn tổng số {breakdown.total.text}",
                remedy="Kiểm tra lại tổng số và phần trong tổng số.",
            )
    return None


_STOCK = re.compile(r"\b(?:còn phải|đầu kỳ|cuối kỳ|phát sinh)\b")  # what a stock tells is no part


def _is_of_farther(breakdown: Breakdown, part: Part) -> bool:
    """`triệu tập 150, có mặt 146, vắng 04; trong đó nữ 52`: after `;` any number before may be the whole."""
    gap = breakdown.passage.lowered[breakdown.total.end : part.number.start]
    like = [other for other, _ in breakdown.others if other.unit == breakdown.total.unit]
    is_apart = breakdown.opening is Opening.AMONG and (
        re.match(r"[^,()]*;\s*trong\b", gap) or re.search(r"(?<![/0-9.,])[0-9]", gap) or len(like) > 1
    )
    before = [breakdown.total, *(other for other, _ in breakdown.others)]
    holds = sum(number.quantity for number in before) >= part.number.quantity
    return bool(is_apart) and part.passage is breakdown.passage and holds


def _names_other_kind(part: Part) -> bool:
    """`sĩ số 2.533 HSSV`: a noun that is not known follows."""
    return bool(re.match(r"\s+[^\W\d]", part.after)) and not part.number.unit.text


def _adds_up_somewhere(breakdown: Breakdown) -> bool:
    if _adds_up(breakdown.total, breakdown.parts):
        return True
    if any(_adds_up(breakdown.total, group) for group in _groups(breakdown)):
        return True
    return breakdown.opening is not Opening.BRACKET and _prefix(breakdown)


def _partition(breakdown: Breakdown) -> Iterator[Outcome]:
    """Judge where some parts add up: every `;`-group that nearly does was meant to."""
    groups = _groups(breakdown)
    if any(_adds_up(breakdown.total, group) for group in groups):
        yield from (_group(breakdown, group) for group in groups if _is_near(breakdown.total, group))
    else:
        yield _right(breakdown, SUM)


def _groups(breakdown: Breakdown) -> list[list[Part]]:
    """Parts by `;`: each group may break the total down in its own way."""
    groups: dict[int, list[Part]] = {}
    for part in breakdown.parts:
        groups.setdefault(part.group, []).append(part)
    return [group for group in groups.values() if len(group) > 1]


_NEXT_CLAUSE = re.compile(r"^\s*(?:đã|còn|đến nay|hiện|lũy kế|kết luận|phải|qua đó)\b")


def _first_group(breakdown: Breakdown) -> list[Part] | None:
    """`nhận 59.492 liều: A 18.700 liều, B 40.792 liều; đã tiêm 56.918 liều`: the list ends at the sign."""
    first = [part for part in breakdown.parts if part.group == breakdown.parts[0].group]
    rest = breakdown.parts[len(first) :]
    if len(first) < 2 or not rest or len(_groups(breakdown)) > 1:
        return None
    is_list = len(first) > 2 and breakdown.opening is not Opening.NEXT_SENTENCE
    is_cut = is_list or _NEXT_CLAUSE.search(rest[0].before)
    return first if is_cut and _is_near(breakdown.total, first) else None


def _is_near(whole: Number, group: Sequence[Part]) -> bool:
    quantity = sum_of(group)
    return whole.quantity * 4 <= quantity * 5 <= whole.quantity * 6


def _group(breakdown: Breakdown, group: list[Part]) -> Statement:
    if _adds_up(breakdown.total, group):
        return _right(breakdown, SUM)
    return _mismatch(breakdown, group, Severity.ERROR)


def _adds_up(whole: Number, parts: Sequence[Part]) -> bool:
    return sum_of(parts) == whole.quantity


def _prefix(breakdown: Breakdown) -> bool:
    """Whether the first `;`-groups add up, and what follows belongs to something else."""
    parts = breakdown.parts
    ends = [at for at in range(2, len(parts)) if parts[at].group != parts[at - 1].group]
    return any(_adds_up(breakdown.total, parts[:end]) for end in (*ends, len(parts)))


def _whole_sum(breakdown: Breakdown) -> Outcome:
    parts, whole = breakdown.parts, breakdown.total
    if has_unnumbered_part(breakdown):
        if sum_of(parts) + 1 == whole.quantity:
            return _right(breakdown, SUM)
        return Unknown(SUM, breakdown.passage, *span_of(breakdown), "một phần không ghi số lượng")
    if makes(whole, [part.number for part in parts]):
        return _rounded(breakdown)
    if has_unread_part(breakdown):
        return Unknown(SUM, breakdown.passage, *span_of(breakdown), "một phần không đọc được là phần")
    share = sum_of(parts) / whole.quantity if whole.quantity else Fraction(2)
    is_unlike = breakdown.is_inherited and not Fraction(2, 3) <= share <= Fraction(3, 2)
    severity = None if is_unlike else _severity(breakdown, share)
    if severity is None:
        reason = "các phần cộng lại không bằng tổng số, nhưng không rõ đã kê đủ các phần chưa"
        return Unknown(SUM, breakdown.passage, *span_of(breakdown), reason)
    return _mismatch(breakdown, parts, severity)


def _with_roles(breakdown: Breakdown) -> Statement:
    """`9 đồng chí (Chủ nhiệm, 03 Phó Chủ nhiệm và 05 ủy viên)`: a role without a number is one person."""
    roles, whole = unnumbered_roles(breakdown), breakdown.total
    found = sum_of(breakdown.parts) + roles
    if found == whole.quantity:
        return _right(breakdown, SUM)
    expected = show(found, whole)
    formula = f"{roles} + {_formula(breakdown.parts)} = {expected}"
    message = f"các phần cộng lại không bằng tổng số {whole.text}: {formula} {ROLES_COUNT}"
    remedy = f"Kiểm tra lại từng phần; nếu các phần đúng thì sửa {whole.text} thành {expected}."
    return _statement(SUM, breakdown, message, remedy, Severity.WARNING, expected)


def _severity(breakdown: Breakdown, share: Fraction) -> Severity | None:
    """How sure it is that the parts should add up; two digits in the wrong order are proof enough."""
    if odd_unit(breakdown):
        return Severity.ERROR
    severity = _by_words(breakdown, share)
    return severity or (Severity.WARNING if has_swapped_digits(breakdown) else None)


def _by_words(breakdown: Breakdown, share: Fraction) -> Severity | None:
    """How sure the words make it; `share` is what the parts make of the total."""
    if not all(is_part_of_kind(part.number.unit, breakdown.total.unit) for part in breakdown.parts):
        return None
    if _scale(breakdown.total.quantity, sum_of(breakdown.parts)):
        return Severity.ERROR
    if leaves_list(breakdown) if share > 1 else names_some(breakdown):
        return None
    if share > 1:
        is_sure = breakdown.opening is not Opening.COLON and not breakdown.has_inner
        return Severity.ERROR if is_sure else Severity.WARNING if share < Fraction(3, 2) else None
    return _of_smaller_sum(breakdown, share)


def _of_smaller_sum(breakdown: Breakdown, share: Fraction) -> Severity | None:
    """How sure it is that parts that make less than the total are all of them."""
    if _is_complete(breakdown):
        return Severity.ERROR if share >= Fraction(1, 2) else Severity.WARNING
    if share >= Fraction(3, 5) and _looks_complete(breakdown):
        return Severity.WARNING
    is_near = share >= (Fraction(9, 10) if len(breakdown.parts) > 2 else Fraction(19, 20))
    is_likely = breakdown.opening is not Opening.AMONG or has_slip(breakdown)
    return Severity.WARNING if is_near and is_likely and breakdown.total.quantity >= 20 else None


def _looks_complete(breakdown: Breakdown) -> bool:
    """Whether three or more parts of one kind follow what is called a total, a colon or a bracket."""
    is_of_a_kind = all(may_share(part.number.unit, breakdown.total.unit) for part in breakdown.parts)
    before = breakdown.passage.lowered[: breakdown.parts[0].number.start]
    opens_list = "(" in before[breakdown.total.end :] or re.search(
        r"trong đó\s*:", before[breakdown.total.end :]
    )
    is_named = bool(opens_list) or (breakdown.is_said_total and breakdown.opening is not Opening.AMONG)
    return is_of_a_kind and is_named and len(breakdown.parts) > 2


def _is_complete(breakdown: Breakdown) -> bool:
    """Whether the list says that it names all parts."""
    if breakdown.has_inner:
        return False
    shares = sum(share.value for share in breakdown.shares)
    return (
        breakdown.opening in (Opening.CONSISTS, Opening.BRACKET)
        or bool(REST.search(breakdown.parts[-1].label))
        or bool(COMPLEMENTS.search(breakdown.labels))
        or (breakdown.opening is Opening.NEXT_SENTENCE and len(breakdown.parts) > 2)
        or (len(breakdown.shares) == len(breakdown.parts) and 98 <= shares <= 102)
        or divides(own_labels(breakdown))
        or are_bins(breakdown)
        or (len(breakdown.parts) > 2 and all(_YEAR.search(part.before) for part in breakdown.parts))
    )


_YEAR = re.compile(r"\b(?:năm|tháng|quý)\s+[0-9]")


def _rounded(breakdown: Breakdown) -> Statement:
    expected = show(sum_of(breakdown.parts), breakdown.total)
    message = f"{_formula(breakdown.parts)} = {expected}, lệch với {breakdown.total.text} do làm tròn"
    remedy = "Kiểm tra lại từ số chưa làm tròn."
    return _statement(SUM, breakdown, message, remedy, Severity.INFO, expected, Verdict.FROM_ROUNDED)


def _mismatch(breakdown: Breakdown, parts: Sequence[Part], severity: Severity) -> Statement:
    expected = show(sum_of(parts), breakdown.total)
    message = f"các phần cộng lại không bằng tổng số {breakdown.total.text}: {_formula(parts)} = {expected}"
    remedy = f"Kiểm tra lại từng phần; nếu các phần đúng thì sửa {breakdown.total.text} thành {expected}."
    scale, odd = _scale(breakdown.total.quantity, sum_of(parts)), odd_unit(breakdown)
    if odd:
        message += f" (xem lại đơn vị tính của {odd.number.text})"
        remedy = f"Xem lại đơn vị tính của {odd.number.text}: phần này lệch với các phần khác."
    if scale:
        expected = show(sum_of(parts), replace(breakdown.total, decimals=3)).rstrip("0").rstrip(",")
        remedy = "Xem lại đơn vị tính của tổng số và của từng phần."
        message += f" (lệch đúng {scale} lần: xem lại đơn vị tính)"
    return _statement(SUM, breakdown, message, remedy, severity, expected)


def _scale(one: Fraction, other: Fraction) -> int:
    """Return 10, 100, 1000 … when one is exactly so many times the other, else 0."""
    if not one or not other:
        return 0
    quotient = max(one, other) / min(one, other)
    return int(quotient) if quotient in (10, 100, 1000, 10**6) else 0


def _formula(parts: Sequence[Part]) -> str:
    return texts(part.number for part in parts)


def _right(breakdown: Breakdown, rule: str) -> Statement:
    return _statement(rule, breakdown, "", "", None, "", Verdict.RIGHT)


def _statement(
    rule: str,
    breakdown: Breakdown,
    message: str,
    remedy: str,
    severity: Severity | None = None,
    expected: str = "",
    verdict: Verdict = Verdict.WRONG,
) -> Statement:
    start, end = span_of(breakdown)
    also = tuple(
        part.passage.where(part.number.start, part.number.end)
        for part in breakdown.parts
        if part.passage is not breakdown.passage
    )
    return Statement(
        rule, breakdown.passage, start, end, verdict, message, expected, remedy, severity, also=also
    )
