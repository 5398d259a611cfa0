"""Levels of the text (phần, chương, mục, điều, khoản, điểm): how they are written; the end of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from reportgen.check.wording.numbering import Kind, Mark
from reportgen.check.wording.sequences import Break, breaks
from reportgen.check.wording.slip import Slip, Slips, shorten
from reportgen.errors import Severity
from reportgen.vietnamese import letter, roman

NAMED = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION)
SENTENCE_END = (".", "!", "?", ":", ";", "…", "”", '"', ")")


def state_levels(found: Sequence[Mark]) -> Slips:
    """Yield one slip for each unusual way of writing a level (ND30-ND-06), with all its places."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in found:
        proper = _state_form(mark)
        if proper is not None:
            groups[proper].append(mark)
    for proper, (first, *others) in groups.items():
        nested = first.kind is Kind.NESTED
        message = (
            f"mục “{first.text}” đánh số nhiều cấp, Nghị định không có cấp này"
            if nested
            else f"số thứ tự “{first.text}” viết khác mẫu “{proper}”"
        )
        also = tuple((mark.line, 0, len(mark.text)) for mark in others)
        at_most = Severity.INFO if nested else None  # every office nests; the ban is only inferred
        yield Slip("ND30-ND-06", message, proper, first.line, 0, len(first.text), at_most, also)


def _state_form(mark: Mark) -> str | None:
    if mark.kind is Kind.NESTED:
        return "I. → 1. → a)"
    if mark.kind is Kind.ROMAN and mark.sign != ".":
        return "I."
    if mark.kind is Kind.ARABIC and mark.sign not in (".", ")"):
        return "1."
    if mark.kind is Kind.LETTER and mark.sign != ")":
        return "a)"
    return None


def party_levels(found: Sequence[Mark]) -> Slips:
    """Yield levels of one kind written in two ways (DG-ND-01); any one way, kept to, is right."""
    for kind in (Kind.ROMAN, Kind.LETTER):
        signs = Counter(mark.sign for mark in found if mark.kind is kind)
        if len(signs) > 1:
            usual = signs.most_common(1)[0][0]
            odd = [mark for mark in found if mark.kind is kind and mark.sign != usual]
            also = tuple((mark.line, 0, len(mark.text)) for mark in odd[1:])
            message = f"“{odd[0].text}” viết khác các mục cùng cấp (“{kind}{usual}”)"
            yield Slip(
                "DG-ND-01", message, f"{kind}{usual}", odd[0].line, 0, len(odd[0].text), Severity.INFO, also
            )


def sequence(found: Sequence[Mark], rule: str, letters_rule: str) -> Slips:
    """Yield numbers that do not follow the one before, and letters outside the Vietnamese alphabet."""
    for mark in found:
        if not mark.value:
            message = f"“{mark.text}”: chữ cái này không có trong bảng chữ cái tiếng Việt"
            yield Slip(letters_rule, message, "a, b, c, d, đ, e, g, h, i, k …", mark.line, 0, len(mark.text))
    for item in breaks(found):
        is_letter = item.mark.kind is Kind.LETTER
        at_most = Severity.WARNING if is_letter else None
        message, expected = _broken(item)
        yield Slip(
            letters_rule if is_letter else rule,
            message,
            expected,
            item.mark.line,
            0,
            len(item.mark.text),
            at_most,
        )


def _broken(item: Break) -> tuple[str, str]:
    mark, before = item.mark, item.before
    due = _shown(mark, item.due)
    if item.parent is not None:
        return f"mục “{mark.text}” nằm dưới mục “{item.parent.text}”", f"{item.parent.value}.{mark.value}."
    if before is None:
        return f"mục đầu tiên là “{mark.text}”", due
    if before.value == mark.value:
        return f"số thứ tự “{mark.text}” bị lặp lại", due
    if mark.value > item.due:
        return f"số thứ tự nhảy từ “{before.text}” sang “{mark.text}”, thiếu “{due}”", due
    return f"sau “{before.text}” là “{mark.text}”", due


def _shown(mark: Mark, value: int) -> str:
    if mark.kind is Kind.ROMAN:
        return roman(value) + mark.sign
    if mark.kind is Kind.LETTER:
        return letter(value) + mark.sign.removeprefix("(")
    if mark.kind is Kind.NESTED:
        return ".".join(map(str, (*mark.parents, value))) + mark.sign
    if mark.kind is Kind.ARABIC:
        return f"{value}{mark.sign}"
    return f"{mark.kind} {value}"


def named_levels(lines: Sequence[str], found: Sequence[Mark]) -> Slips:
    """Yield Phần, Chương, Mục in capitals, with a stop or the title beside the number, or without a title."""
    for mark in found:
        if mark.kind not in NAMED:
            continue
        line = lines[mark.line].strip()
        word = line[: len(mark.kind)]
        if word != mark.kind:
            expected = (
                f"{mark.kind} {roman(mark.value) if mark.kind in (Kind.PART, Kind.CHAPTER) else mark.value}"
            )
            message = f"“{shorten(line, 30)}”: chữ “{word}” phải viết là “{mark.kind}”"
            yield Slip("ND30-ND-09", message, expected, mark.line, 0, len(word))
        rest = line[len(mark.text.rstrip(" .:–-")) :].strip()
        if rest:
            message = f"“{shorten(line)}”: số đứng riêng một dòng, không có dấu chấm, tiêu đề ở dòng dưới"
            yield Slip("ND30-ND-09", message, mark.text.rstrip(" .:–-"), mark.line)
        elif not _has_title(lines, mark.line):
            yield Slip("ND30-ND-08", f"“{line}” không có tiêu đề ở dòng dưới", "", mark.line)


def _has_title(lines: Sequence[str], number: int) -> bool:
    below = next((line.strip() for line in lines[number + 1 :] if line.strip()), "")
    return bool(below) and not re.match(r"(?:Điều|Mục|Chương|Phần)\s+[\dIVX]|\d+\.\s|[IVX]+\.\s|-\s", below)


def state_end(text: str) -> Slips:
    """Yield a text that does not close with `./.` as every official sample does (ND30-ND-11)."""
    text = text.rstrip()
    if re.search(r"\.\s?/\s?\.$", text) or not text:
        return
    start = max(len(text) - 1, 0)
    if text.endswith("."):
        message = f"nội dung kết thúc bằng dấu chấm: “…{text[-40:]}”"
        yield Slip("ND30-ND-11", message, "./.", 0, start, len(text), Severity.INFO)
    elif not text.endswith(SENTENCE_END):
        yield Slip(
            "ND30-ND-11", f"nội dung kết thúc không có dấu: “…{text[-40:]}”", "./.", 0, start, len(text)
        )


def party_end(text: str) -> Slips:
    """Yield `./.` at the end of a Party document (DG-ND-02)."""
    found = re.search(r"\.\s?/\s?\.\s*$", text)
    if found:
        yield Slip(
            "DG-ND-02", f"nội dung kết thúc bằng “./.”: “…{text.strip()[-40:]}”", ".", 0, *found.span()
        )
