"""What stands in a paragraph, in reading order, whatever wraps it; texts with the fields they come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import w

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLANKS = " \t\r\n"

RUN, FIELD, FIELD_MARK, FIELD_CODE = w("r"), w("fldSimple"), w("fldChar"), w("instrText")
CHOICE, ALTERNATIVES = f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}AlternateContent"
MATHS_TEXT = f"{MATHS}t"
RUNS = frozenset((RUN, f"{MATHS}r"))
SYMBOL = w("sym")
DROPPED = frozenset(
    map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rt"))
)


Inline = tuple[etree._Element | None, etree._Element | None]


def inline_elements(paragraph: etree._Element) -> Iterator[Inline]:
    """Yield (run, child) for each child of a run; (None, w:fldSimple) opens a field, (None, None) closes it.

    Of alternatives the first choice is read; deleted text is left out, inserted text is kept.
    """
    waiting: list[tuple[Iterator[etree._Element], etree._Element | None, bool]] = [
        (iter(paragraph), None, False)
    ]
    while waiting:
        children, run, is_field = waiting[-1]
        element = next(children, None)
        if element is None:
            waiting.pop()
            if is_field:
                yield None, None
        elif (tag := element.tag) == ALTERNATIVES:
            waiting.append((iter(first_choice(element)), run, False))
        elif tag in DROPPED or not isinstance(tag, str):
            continue
        elif run is not None:
            yield run, element
        else:
            if tag == FIELD:
                yield None, element
            waiting.append((iter(element), element if tag in RUNS else None, tag == FIELD))


def first_choice(alternatives: etree._Element) -> list[etree._Element]:
    """Return what the first choice of a mc:AlternateContent holds."""
    choice = alternatives.find(CHOICE)
    return [] if choice is None else list(choice)


@dataclass(slots=True)
class OpenField:
    """A field that is being read: its code so far, and whether the result has begun."""

    code: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        """The first word of the code."""
        return next(iter(self.code.split()), "").upper()


@dataclass(slots=True)
class Fields:
    """The fields open at a place of a part, the innermost last; a field may go over paragraphs."""

    open: list[OpenField] = field(default_factory=list)

    @property
    def shows_text(self) -> bool:
        """Whether text here is printed, which the code of a field is not."""
        return all(each.has_result for each in self.open)

    @property
    def name(self) -> str:
        """Name of the innermost field, empty outside fields."""
        return self.open[-1].name if self.open else ""

    def mark(self, kind: str) -> str:
        """Follow a w:fldChar; return the name of a field that ends without having shown a result."""
        if kind == "begin":
            self.open.append(OpenField())
        elif self.open and kind == "separate":
            self.open[-1].has_result = True
        elif self.open and kind == "end":
            ended = self.open.pop()
            return "" if ended.has_result else ended.name
        return ""


class Piece(NamedTuple):
    """A text and the run that holds it, None for a field without result; they join to `Paragraph.text`."""

    run: etree._Element | None
    text: str
    field: str = ""
    is_decomposed: bool = False
    symbol_font: str = ""


def text_pieces(paragraph: etree._Element, fields: Fields | None = None) -> Iterator[Piece]:
    """Yield the pieces of a paragraph's text; what stands in text boxes is no part of it.

    Hidden text is among them: it is the reader who drops it, knowing the styles.
    """
    return pieces_of(inline_elements(paragraph), fields or Fields())


def pieces_of(inline: Iterable[Inline], fields: Fields) -> Iterator[Piece]:
    """Yield the pieces of text among the inline elements of a paragraph."""
    for run, child in inline:
        piece = _simple_field(fields, child) if run is None else _piece(fields, run, child)
        if piece is not None:
            yield piece


def _simple_field(fields: Fields, element: etree._Element | None) -> Piece | None:
    if element is None:
        fields.mark("end")
        return None
    fields.open.append(OpenField(element.get(w("instr")) or "", has_result=True))
    return None if any(True for _ in element.iter(RUN)) else Piece(None, "", fields.name)


def _piece(fields: Fields, run: etree._Element, child: etree._Element | None) -> Piece | None:
    if child is None:
        return None
    if child.tag == FIELD_MARK:
        name = fields.mark(child.get(w("fldCharType")) or "")
        return Piece(run, "", name) if name else None
    if child.tag == FIELD_CODE and fields.open:
        fields.open[-1].code += child.text or ""
        return None
    read = TEXT_OF.get(child.tag)
    if read is None or not fields.shows_text:
        return None
    typed = read(child)
    text = unicodedata.normalize("NFC", typed)
    symbol_font = child.get(w("font")) or "" if child.tag == SYMBOL else ""
    return Piece(run, text, fields.name, len(text) != len(typed), symbol_font) if text else None


def _typed(element: etree._Element) -> str:
    """Return the text of a w:t; Word drops blanks at its ends unless told to keep them."""
    text = element.text or ""
    return text if element.get(SPACE) == "preserve" else text.strip(BLANKS)


def _symbol(element: etree._Element) -> str:
    code = element.get(w("char")) or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _break(element: etree._Element) -> str:
    return "\f" if element.get(w("type")) in ("page", "column") else "\n"


def _always(text: str) -> Callable[[etree._Element], str]:
    return lambda _: text


TEXT_OF: dict[str, Callable[[etree._Element], str]] = {
    w("t"): _typed,
    MATHS_TEXT: _typed,
    w("tab"): _always("\t"),
    w("ptab"): _always("\t"),
    w("br"): _break,
    w("cr"): _always("\n"),
    w("noBreakHyphen"): _always("-"),
    SYMBOL: _symbol,
}
