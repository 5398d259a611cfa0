"""Find the components of the head: those with fixed wording by their words, the rest by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.form import patterns
from reportgen.check.form.components import Component
from reportgen.check.form.head_lines import SENTENCE_ENDS
from reportgen.check.form.text_line import TextLine

Found = dict[Component, list[TextLine]]

BY_WORDS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    (Component.TIEU_DE_DANG, patterns.TIEU_DE_DANG),
    (Component.DO_MAT, patterns.DO_MAT),
    (Component.DO_KHAN, patterns.DO_KHAN),
    (Component.LUU_HANH, patterns.LUU_HANH),
    (Component.DU_THAO, patterns.DU_THAO),
    (Component.SO, patterns.SO),
    (Component.DIA_DANH, patterns.DIA_DANH),
    (Component.VV, patterns.VV),
    (Component.SAO, patterns.SAO),
)
ONLY_ONCE = frozenset((Component.SO, Component.DIA_DANH, Component.TIEU_DE_DANG))
MOST_TITLE_LINES = 8
LONGEST_VV = 6


def find_letterhead(head: Sequence[TextLine], types: frozenset[str]) -> tuple[Found, int]:
    """Return the components above the title, and the number of the line that is the title.

    Without a title that number is the one of the first line past the letterhead.
    """
    title = next((number for number, line in enumerate(head) if is_type_name(line, types)), None)
    above = head[: len(head) if title is None else title]
    found: Found = {}
    rest: list[TextLine] = []
    for line in above:
        component = _by_words(line, found)
        if component is None:
            rest.append(line)
        else:
            found.setdefault(component, []).append(line)
    last = _last_number(above, found)
    before = [line for line in rest if above.index(line) < last or _shares_table(line, found)]
    _continue_vv(found, rest)
    vv = found.get(Component.VV, [])
    _divide_issuer([line for line in before if line not in vv and _may_name_issuer(line, found)], found)
    return found, last if title is None else title


def find_title(head: Sequence[TextLine], number: int, found: Found) -> int:
    """Add type name, trích yếu and the mark under it; return the number of the first line past them."""
    found[Component.TEN_LOAI] = [head[number]]
    subject: list[TextLine] = []
    number += 1
    while number < len(head) and len(subject) < MOST_TITLE_LINES:
        line = head[number]
        if patterns.HYPHENS.fullmatch(line.text) and "_" not in line.text:
            found[Component.GACH_TRICH_YEU] = [line]
        elif not patterns.LINE_OF_MARKS.fullmatch(line.text):
            if not _continues_subject(line, subject):
                break
            if not (subject and _names_who_decides(line, subject[0])):
                subject.append(line)
        number += 1
    if subject:
        found[Component.TRICH_YEU] = subject
    return number


def is_type_name(line: TextLine, types: frozenset[str]) -> bool:
    """Tell whether a line is the name of a document type, maybe in small letters, maybe with its subject."""
    text = line.plain
    capitals = text.upper().rstrip(" .:")
    if capitals in types:
        return line.paragraph.look.alignment != "both" or len(text) < 20
    is_title = line.is_upper and line.paragraph.look.alignment == "center" and not line.place.table
    return is_title and any(capitals.startswith(f"{name} ") for name in types)


def _by_words(line: TextLine, found: Found) -> Component | None:
    text = line.plain
    if patterns.QUOC_HIEU.match(text):
        return Component.QUOC_HIEU
    if patterns.TIEU_NGU.match(text):
        return Component.TIEU_NGU
    for component, pattern in BY_WORDS:
        if pattern.fullmatch(text) and not (component in ONLY_ONCE and component in found):
            return component
    return None


def _last_number(above: Sequence[TextLine], found: Found) -> int:
    """Return the number of the line after the last one known to belong to the letterhead."""
    known = {id(line) for lines in found.values() for line in lines}
    return max((number + 1 for number, line in enumerate(above) if id(line) in known), default=0)


def _shares_table(line: TextLine, found: Found) -> bool:
    tables = {each.place.table for lines in found.values() for each in lines}
    return line.place.table in tables - {0}


def _may_name_issuer(line: TextLine, found: Found) -> bool:
    """Tell whether a line stands on the left, above the number, and is not one of marks."""
    if patterns.LINE_OF_MARKS.fullmatch(line.text) or patterns.PARENTHESIS.fullmatch(line.text):
        return False
    right = found.get(Component.QUOC_HIEU, []) + found.get(Component.TIEU_DE_DANG, [])
    if any(_same_cell(line, other) for other in right):
        return False
    number = found.get(Component.SO, [])
    below = (
        number
        and number[0].place.table == line.place.table
        and number[0].place.paragraph < line.place.paragraph
    )
    return not below and (line.is_upper or any(_same_column(line, other) for other in number))


def _same_cell(one: TextLine, other: TextLine) -> bool:
    a, b = one.place, other.place
    if not a.table or a.table != b.table:
        return False
    return a.column == b.column


def _same_column(one: TextLine, other: TextLine) -> bool:
    return one.place.table == other.place.table and one.place.column == other.place.column


def _continue_vv(found: Found, rest: Sequence[TextLine]) -> None:
    """Add the lines on which the subject of a công văn goes on."""
    begun = found.get(Component.VV)
    if not begun:
        return
    first = begun[0]
    for line in rest:
        follows = line.place.paragraph - begun[-1].place.paragraph in (0, 1) and line is not first
        if follows and _same_column(line, first) and not line.is_upper and len(begun) < LONGEST_VV:
            begun.append(line)


def _divide_issuer(lines: list[TextLine], found: Found) -> None:
    """Part the names on the left into the body above and the issuing one: by weight, else by words."""
    if not lines:
        return
    bold = [all(look.is_bold for look, _ in line.looks) for line in lines]
    cut = next((number for number in range(1, len(lines)) if bold[number] != bold[number - 1]), 0)
    if not cut:
        cut = _where_new_body_begins(lines)
    if cut:
        found[Component.CHU_QUAN] = lines[:cut]
    found[Component.CO_QUAN] = lines[cut:]


def _where_new_body_begins(lines: Sequence[TextLine]) -> int:
    for number in range(len(lines) - 1, 0, -1):
        before = lines[number - 1].plain.upper()
        if patterns.BODY.match(lines[number].plain.upper()) and not patterns.NAME_GOES_ON.search(before):
            return number
    return 0


def _continues_subject(line: TextLine, subject: Sequence[TextLine]) -> bool:
    text = line.plain
    if any(pattern.match(text) for pattern in (patterns.KINH_GUI, patterns.CAN_CU, patterns.PHAN_CHUONG)):
        return False
    looks_like_title = line.paragraph.look.alignment == "center" or bool(line.place.table)
    if not subject:
        return looks_like_title or _is_bold(line) or not text.endswith(SENTENCE_ENDS)
    return looks_like_title and _is_bold(line) == _is_bold(subject[0])


def _names_who_decides(line: TextLine, subject: TextLine) -> bool:
    """Tell whether a line in capitals names who decides (CHỦ TỊCH ỦY BAN NHÂN DÂN …), under the subject."""
    return line.is_upper and not subject.is_upper


def _is_bold(line: TextLine) -> bool:
    return bool(line.looks) and all(look.is_bold for look, _ in line.looks)
