"""Find what stands between title and signature: addressees, legal basis, headings by level, running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.check.form import patterns
from reportgen.check.form.components import HEADINGS, Component
from reportgen.check.form.letterhead import Found
from reportgen.check.form.text_line import TextLine, whole_line
from reportgen.check.word import headings
from reportgen.model.word_document import Paragraph

MOST_ADDRESSEES = 30
FAR_RIGHT = 1000
"""Twips by which a list of addressees is set in."""


def find_content(paragraphs: Iterable[Paragraph]) -> tuple[Found, list[TextLine]]:
    """Return the components and every line of the content, in reading order."""
    lines = [whole_line(paragraph) for paragraph in paragraphs if paragraph.text.strip()]
    found: Found = {}
    lines = _take_addressees(lines, found)
    basis = _count_basis(lines)
    if basis:
        found[Component.CAN_CU] = lines[:basis]
    expects_title = False
    depth = 0
    for line in lines[basis:]:
        level = headings.heading_level(line.paragraph)
        component = _component(level, expects_title, line, depth)
        if component in HEADINGS:
            line = _heading_part(line)
            depth = HEADINGS.index(component) if component is not Component.MUC_6 else depth
        expects_title = component is Component.PHAN_CHUONG
        found.setdefault(component, []).append(line)
    return found, lines


def _component(level: int | None, expects_title: bool, line: TextLine, depth: int) -> Component:
    if level is None or _is_clause(level, line):
        is_title = expects_title and line.paragraph.look.alignment == "center"
        return Component.PHAN_CHUONG_TIEU_DE if is_title else Component.NOI_DUNG
    if level < headings.ROMAN:
        return Component.PHAN_CHUONG if level < headings.ARTICLE else Component.MUC_2
    deepest = len(HEADINGS) - 1
    if level == headings.LETTER:  # one below the numbers, or beside the letters before it
        return HEADINGS[min(max(depth + (depth < 2), 2), deepest)]
    return HEADINGS[min(level - headings.ROMAN, deepest)]


def _is_clause(level: int, line: TextLine) -> bool:
    """Tell whether a numbered line is a clause or an item rather than a title, as far as its look tells."""
    is_styled = line.paragraph.look.outline_level is not None
    return level > headings.ROMAN and not is_styled and not headings.begins_bold(line.paragraph)


def _heading_part(line: TextLine) -> TextLine:
    """Leave out the text that goes on in the heading's own paragraph, which is not bold."""
    end = line.start
    for run in line.paragraph.runs:
        if run.text.strip() and not run.look.is_bold:
            break
        end += len(run.text)
    text = line.paragraph.text[line.start : end].strip()
    return TextLine(line.paragraph, line.start, end) if any(map(str.isalpha, text)) else line


def _take_addressees(lines: list[TextLine], found: Found) -> list[TextLine]:
    """Take out «Kính gửi» with its list, which may go on in paragraphs set in under it."""
    start = next((n for n, line in enumerate(lines[:10]) if patterns.KINH_GUI.match(line.plain)), None)
    if start is None:
        return lines
    end = start + 1
    while end < len(lines) and end - start < MOST_ADDRESSEES and _is_addressee(lines[end], lines[start]):
        end += 1
    found[Component.KINH_GUI] = [lines[start]]
    if lines[start + 1 : end]:
        found[Component.KINH_GUI_TEN] = lines[start + 1 : end]
    return lines[:start] + lines[end:]


def _is_addressee(line: TextLine, label: TextLine) -> bool:
    look = line.paragraph.look
    begins = look.left + max(look.first_line, 0)
    is_set_in = begins >= FAR_RIGHT or line.text.startswith("\t\t") or bool(line.place.table)
    is_item = patterns.ITEM.match(line.plain) is not None and line.plain.endswith((";", ".", ","))
    shares_set_up = look.alignment == "center" == label.paragraph.look.alignment
    return len(line.plain) < 200 and (is_set_in or (is_item and shares_set_up))


def _count_basis(lines: Sequence[TextLine]) -> int:
    """Return how many lines are legal basis; one that ends with a colon leads on to the text itself."""
    count = 0
    while count < len(lines) and patterns.CAN_CU.match(lines[count].plain):
        text = lines[count].plain
        if text.endswith(":") or headings.heading_level(lines[count].paragraph) is not None:
            break
        is_alone = not text.endswith((";", ",")) and count == 0 and not _is_italic(lines[0])
        if is_alone:
            break
        count += 1
    return count


def _is_italic(line: TextLine) -> bool:
    return bool(line.looks) and all(look.is_italic for look, _ in line.looks)
