"""Why a list need not make the number it follows: it is open, overlaps, or tells something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.audit.axes import divides
from reportgen.audit.meant.around import Said
from reportgen.audit.meant.partition_signs import LAST, are_halves, lead_to, opening, own_label
from reportgen.audit.part_evidence import has_bare_item
from reportgen.audit.words import A_DEED, AMONG, BEGUN, BOTH, CHANGE, COMPARES, OPEN_END, OVERLAPPING, any_of

_SOME = any_of(f"{BEGUN}|riêng|trong đó có|lũy kế|luỹ kế|cộng dồn|thêm|đồng thời|ngoài ra|bên cạnh")


def is_open(whole: Said, parts: Sequence[Said], rest: Fraction) -> bool:
    """Whether the words say that a list is not all, tells something else, or overlaps."""
    return (
        any(is_told(whole, parts) for is_told in _SIGNS)
        or _is_uncounted(parts, rest)
        or _is_told_unread(parts, rest)
    )


def _ends_openly(_whole: Said, parts: Sequence[Said]) -> bool:
    text, sentence = parts[0].passage.lowered, parts[0].sentence
    return bool(OPEN_END.search(text, *sentence) or BOTH.search(text, *sentence))


def _is_of_other_time(_whole: Said, parts: Sequence[Said]) -> bool:
    return any(_is_compared(part) for part in parts) or _is_of_then(parts[0])


def _names_some(_whole: Said, parts: Sequence[Said]) -> bool:
    labels = [f"{own_label(part)} {_tail_after_noun(part)}" for part in parts]
    return _overlap(labels, parts) or any(_SOME.search(label) for label in labels)


def _goes_on(whole: Said, parts: Sequence[Said]) -> bool:
    """Whether a list holds something done, or the rest of some only."""
    is_deed = opening(whole, parts) < 3 and any(A_DEED.search(p.passage.before(p.index)) for p in parts)
    return is_deed or (len(parts) == 2 and bool(_BARE_REST.search(own_label(parts[-1]))))


def _are_items(whole: Said, parts: Sequence[Said]) -> bool:
    """Whether whole and first part are both an item of a list: `: 14`."""
    return all(_IS_ITEM.search(said.passage.before(said.index)) for said in (whole, parts[0]))


def _is_of_other_sentence(whole: Said, parts: Sequence[Said]) -> bool:
    return not whole.is_with(parts[0]) and not _opens_sentence(whole, parts)


def _says_nothing(whole: Said, parts: Sequence[Said]) -> bool:
    return parts[-1] is whole or len({part.number.quantity for part in parts}) == 1


def _overlap(labels: Sequence[str], parts: Sequence[Said]) -> bool:
    """Whether some labels name what a thing may be beside others, and nothing says that they divide."""
    overlapping = sum(bool(OVERLAPPING.search(label)) for label in labels)
    are_all = "còn lại" in own_label(parts[-1]) or are_halves(parts)
    return 0 < overlapping < len(parts) and not are_all


def _tail_after_noun(part: Said) -> str:
    """Return what follows a number but its noun: «120 trẻ» are pupils, not the young among them."""
    return part.tail.strip().removeprefix(part.number.unit.noun)


def _opens_sentence(whole: Said, parts: Sequence[Said]) -> bool:
    """Whether opening or labels of a list say that it divides what a sentence before tells."""
    lead = lead_to(whole, parts)
    is_told = opening(whole, parts) > 1 or AMONG.match(lead.lstrip()) or are_halves(parts)
    is_rest = whole.passage is parts[0].passage and LAST.search(f"{own_label(parts[-1])} {parts[-1].tail}")
    return bool(is_told or is_rest) or divides([f"{own_label(part)} {part.tail}" for part in parts])


_BARE_REST = re.compile(r"\bcòn\s*$")  # «còn 02 trường đang làm hồ sơ»: perhaps not all that are left
_IS_ITEM = re.compile(r":\s*$")


def _is_compared(part: Said) -> bool:
    """Whether its own words compare it: those from the last comma on, the comma with them."""
    before = part.passage.before(part.index).replace("theo kế hoạch", "")
    own = before[max(before.rfind(sign) for sign in ",;:(") :] if re.search(r"[,;:(]", before) else before
    return bool(CHANGE.search(own) or COMPARES.search(own))


_THEN = re.compile(r"\([^()]*(?:cùng kỳ|năm trước|lần lượt)[^()]*$")


def _is_of_then(first: Said) -> bool:
    """Whether a list stands in a bracket that tells the values of then."""
    return bool(_THEN.search(first.passage.lowered, first.sentence[0], first.number.start))


def _is_told_unread(parts: Sequence[Said], rest: Fraction) -> bool:
    """Whether what lacks stands in the list, but was read as something else: `Năm Mũi 5`, `thôn 15`."""
    passage, known = parts[0].passage, {part.number.start for part in parts}
    end = passage.sentence_of(parts[-1].number.start)[1]
    told = _DIGITS.finditer(passage.lowered, parts[0].number.start, end)
    return rest > 0 and any(int(t.group()) == rest for t in told if t.start() not in known)


_DIGITS = re.compile(r"(?<![0-9.,/])[0-9]+(?![0-9]|[.,/][0-9])")


def _is_resumed(_whole: Said, parts: Sequence[Said]) -> bool:
    """`xong 1/23 vụ, còn 22 vụ; tố cáo 5/5 vụ, còn 4 vụ`: what stands between begins something new."""
    passage = parts[0].passage
    depth = passage.depths[parts[0].index]
    between = range(parts[0].index + 1, parts[-1].index)
    return any(
        f.is_ratio and not f.is_pair and passage.depths[at] == depth and ";" in passage.before(at)
        for at in between
        if (f := passage.figures[at])
    )


MOST_UNCOUNTED = 3


def _is_uncounted(parts: Sequence[Said], rest: Fraction) -> bool:
    """`(Trưởng ban, 02 Phó Trưởng ban, 09 thành viên và Thư ký)`: those told without a number are lacking."""
    listed = parts[0].passage.lowered[parts[0].number.start : parts[-1].number.end]
    if rest > 0 and has_bare_item(listed):
        return True  # «huyện An 3 xã: …; huyện Bình có xã Cam; …»
    if not 0 < rest <= MOST_UNCOUNTED:
        return False
    last = parts[-1].passage.after(parts[-1].index)
    labels = [own_label(part).lstrip(" ,") for part in parts]
    return any("," in label for label in labels) or bool(re.match(r"[^;.()]*\bvà\b", last))


_SIGNS = (
    _ends_openly,
    _is_of_other_time,
    _is_resumed,
    _names_some,
    _goes_on,
    _are_items,
    _is_of_other_sentence,
    _says_nothing,
)
