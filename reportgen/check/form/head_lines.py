"""The lines above the body, cut so that each holds one component whether by table, tabs or text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.check.form import patterns
from reportgen.check.form.text_line import TextLine, lines_of, plain
from reportgen.model.word_document import Paragraph

MOST_HEAD_LINES = 80
LONG_TEXT = 110
SENTENCE_ENDS = (".", ":", ";", ",", "./.")
FIRST_HEADING = re.compile(r"(?:[IVX]+\s?[.\-–/]|1\s?[.)]|Điều\s+1|Phần\s|Chương\s)\s*\S")


def head_lines(paragraphs: Iterable[Paragraph]) -> list[TextLine]:
    """Return the lines up to where running text or the first heading begins, empty ones left out."""
    found: list[TextLine] = []
    for paragraph in paragraphs:
        if len(found) >= MOST_HEAD_LINES or _begins_body(paragraph):
            break
        for line in lines_of(paragraph):
            found += (trimmed(piece) for piece in halves(line) if piece.text.strip())
    return found


def halves(line: TextLine) -> Iterator[TextLine]:
    """Part a line that tabs or many blanks set in two columns."""
    text = line.text
    right = patterns.PRECEDES_RIGHT_HALF.search(text)
    if right is not None and text[: right.start()].strip():
        yield TextLine(line.paragraph, line.start, line.start + right.start())
        yield TextLine(line.paragraph, line.start + right.end(), line.end)
        return
    start = 0
    for tab in re.finditer(r"\t+", text):
        left = text[start : tab.start()].strip()
        if left and text[tab.end() :].strip() and not patterns.UNFINISHED_NUMBER.fullmatch(plain(left)):
            yield TextLine(line.paragraph, line.start + start, line.start + tab.start())
            start = tab.end()
    yield TextLine(line.paragraph, line.start + start, line.end)


def trimmed(line: TextLine) -> TextLine:
    """Return the line without the blanks at its ends."""
    text = line.text
    start = line.start + len(text) - len(text.lstrip())
    return TextLine(line.paragraph, start, max(start, line.start + len(text.rstrip())))


def _begins_body(paragraph: Paragraph) -> bool:
    if paragraph.place.table or paragraph.place.is_in_text_box or paragraph.look.alignment == "center":
        return False
    text = paragraph.printed.strip()
    if patterns.CAN_CU.match(text) or patterns.KINH_GUI.match(text):
        return True
    is_running_text = len(text) > LONG_TEXT and text.endswith(SENTENCE_ENDS)
    return is_running_text or FIRST_HEADING.match(text) is not None
