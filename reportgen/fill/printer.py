"""What one fill prints: runs with anchors, and the record of every figure, footnote and typed numeral.

Runs are made of bytes, as the package holds them: nearly all of a document is static, and turning the whole
of it from text into bytes would cost as much as packing it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from html import escape as escape_html
from typing import Any, NamedTuple

from reportgen.model.figure import (
    TOKEN_END,
    TOKEN_SEPARATOR,
    TOKEN_START,
    Blank,
    CannotCompute,
    Figure,
    Figures,
    Indicating,
    NumberStyle,
    Teller,
)
from reportgen.model.form import Form
from reportgen.model.manifest import bookmark_stem, control_tag
from reportgen.model.slots import Slot
from reportgen.model.tie_out import Printed, TypedText
from reportgen.vietnamese import nfc

SPECIAL = re.compile("[&<>\"']")
DIGIT = re.compile(r"\d")
# Characters XML cannot hold; a definition with them is refused at the door, so this is the second wall.
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
LONGEST_ALIAS = 64
AFTER_ID = b'"/><w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
RUN_END = b"</w:t></w:r>"
END = b'</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="'
NOTE_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="'


def escape(text: str) -> str:
    """Return text as XML content; escaping only where there is a need is four times faster."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)
    return escape_html(text) if SPECIAL.search(text) else text


Asked = tuple[Any, ...]
"""A measure by name and arguments."""
Pieces = tuple[bytes, ...] | Blank


class Content(NamedTuple):
    """A text as it stands in a run."""

    xml: bytes
    has_digits: bool


@lru_cache(maxsize=10_000)
def content(text: str) -> Content:
    """Return a text as it stands in a run: newlines and tabs are breaks and tabs. Kept, for labels recur."""
    xml = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    xml = xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return Content(xml.encode(), DIGIT.search(text) is not None)


@lru_cache(maxsize=50_000)
def anchor(figure_id: str, label: str) -> tuple[bytes, bytes]:
    """Return what stands in a figure's anchor between its numbers: its name, and title and tag."""
    alias, tag = escape(nfc(label)[:LONGEST_ALIAS]), escape(control_tag(figure_id))
    name = f'" w:name="{bookmark_stem(figure_id)}'
    head = f'"/><w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="'
    return name.encode(), head.encode()


def label_of(figure: Figure) -> str:
    """Return what the label of a figure is made of besides its id."""
    origin = figure.origin
    if isinstance(origin, Indicating):
        return origin.label
    return figure.id if origin is None else origin.label_of(figure)


class Printer:
    """State of one fill; parts are filled in a fixed order, so ids are unique and reproducible."""

    __slots__ = (
        *("anchored", "cache", "counts", "first_id", "first_note", "notes", "occurrences", "out", "passages"),
        *("prose", "run_starts", "sites", "slots", "typed", "typed_printed"),
    )

    def __init__(self, form: Form, figures: Figures, *, anchored: bool = True) -> None:
        self.sites, self.run_starts, self.passages = form.sites, form.run_starts, form.passages
        self.prose, self.first_note, self.first_id = form.prose, form.first_note, form.first_id
        self.cache, self.anchored = figures.cache, anchored
        last = form.slots.last[anchored]
        fits = last.periods == figures.periods and not figures.has_overrides
        self.slots = last.slots if fits else []
        self.counts: Counter[str] | None = None
        self.occurrences: list[tuple[Slot, str, Figure | Indicating, Asked]] = []
        """Slot, text, and the figure or, when none was made, the indicator and what was asked of it."""
        self.typed: list[TypedText] = []
        self.typed_printed: list[int] = []
        self.notes: list[str] = []
        self.out: list[bytes] = []

    def measured(self, owner: Indicating, asked: Asked, index: int) -> Pieces:
        """Return the run of an indicator's measure, told without a figure where that can be.

        Raises CannotCompute when the measure cannot be shown at this site.
        """
        position = len(self.occurrences)
        if self.counts is None and position < len(self.slots):
            slot = self.slots[position]
            site, _, path, label, _, _, tell, opening, closing = slot
            if tell and site == index and path == owner.path and label == owner.label:
                text = tell(owner)
                if text is not None:
                    self.occurrences.append((slot, text, owner, asked))
                    return opening, text.encode(), closing
        value = owner.asked(asked)
        return self.pieces(value, index, asked) if isinstance(value, Figure) else value

    def pieces(self, figure: Figure, index: int, asked: Asked | None = None) -> tuple[bytes, ...]:
        """Return a figure's run inside its anchor: a hidden bookmark around a hidden rich-text control.

        Raises CannotCompute when the figure cannot be shown at this site.
        """
        position, label = len(self.occurrences), label_of(figure)
        slot = self.slots[position] if self.counts is None and position < len(self.slots) else None
        if slot is None or slot.site != index or slot.figure_id != figure.id or slot.label != label:
            slot = self._new_slot(figure, index, label, asked)
        text = figure.text(slot.style)
        self.occurrences.append((slot, text, figure, ()))
        # a number needs no escaping, an author's sign may
        shown = text.encode() if figure.gap is None else escape(text).encode()
        return slot.opening, shown, slot.closing

    def _count(self, figure_id: str) -> int:
        """Return which occurrence of a figure comes next; `counts` is None while all is as remembered."""
        if self.counts is None:
            self.slots = self.slots[: len(self.occurrences)]  # a list of our own: the last one may be in use
            self.counts = Counter(slot.figure_id for slot in self.slots)
        self.counts[figure_id] += 1
        return self.counts[figure_id]

    def _new_slot(self, figure: Figure, index: int, label: str, asked: Asked | None) -> Slot:
        occurrence = self._count(figure.id)
        opening, closing = self.run_starts[index], RUN_END
        if self.anchored:
            number, origin = self.first_id + 1 + len(self.occurrences), figure.origin
            full_label = origin.compose_label(label, figure.id) if isinstance(origin, Indicating) else label
            name, head = anchor(figure.id, full_label)
            start = b'<w:bookmarkStart w:id="%d%b%d%b%d' % (number, name, occurrence, head, number)
            opening, closing = start + AFTER_ID + opening, END + b'%d"/>' % number
        style = self.sites[index].style
        path, tell = _teller(figure, asked, style)
        slot = Slot(index, figure.id, path, label, occurrence, style, tell, opening, closing)
        self.slots.append(slot)
        return slot

    @property
    def printed(self) -> list[Printed]:
        """Every printed figure in order, with its text, its site and which occurrence of it this is."""
        return [
            Printed(_figure(source, asked), text, slot.site, slot.occurrence)
            for slot, text, source, asked in self.occurrences
        ]

    def xml_texts(self) -> list[str]:
        """Return every printed figure's text in order; a number needs no escaping, an author's sign may."""
        return [
            escape(text) if type(source) is Figure and source.gap is not None else text
            for _, text, source, _ in self.occurrences
        ]

    def text(self, text: str, index: int) -> bytes:
        """Return a run of a unit's own text; digits in it are recorded as typed."""
        if not text:
            return b""
        xml, has_digits = content(text)
        if has_digits:
            self.typed.append(TypedText(text, index))
        return self.run_starts[index] + xml + RUN_END

    def run(self, text: str, index: int) -> bytes:
        """Return a run of text that nobody typed."""
        return self.run_starts[index] + content(text).xml + RUN_END

    def mixed(self, text: str, index: int) -> bytes:
        """Return the runs of a text with figure tokens in it, from a phrase or `~`."""
        out: list[bytes] = []
        for piece in text.split(TOKEN_START):
            token, found, rest = piece.partition(TOKEN_END)
            if found:
                out += self.pieces(self._from_token(token), index)
                piece = rest
            out.append(self.text(piece, index))
        return b"".join(out)

    def plain(self, text: str) -> str:
        """Return a text with its figure tokens shown, for places that hold no runs."""
        if TOKEN_START not in text:
            return text
        out = []
        for piece in text.split(TOKEN_START):
            token, found, rest = piece.partition(TOKEN_END)
            out.append(self._from_token(token).text(self.prose) + rest if found else piece)
        return "".join(out)

    def _from_token(self, token: str) -> Figure:
        figure_id, decimals, plain = token.rsplit(TOKEN_SEPARATOR, 2)
        figure = self.cache[figure_id]
        if figure.decimals == int(decimals) and not plain:
            return figure
        return figure.shown(decimals=int(decimals), plain=bool(plain))

    def footnote(self, caller: Callable[[], str]) -> str:
        """Keep a note for the footnotes part and return the reference to it."""
        number = self.first_note + len(self.notes)
        self.notes.append(f'<w:footnote w:id="{number}">{caller()}</w:footnote>')
        return f'{NOTE_REFERENCE}{number}"/></w:r>'

    def refuse(self, error: CannotCompute, index: int) -> bytes:
        """Stop at what cannot be printed at a site; only a diagnosis goes on."""
        raise error


def _teller(figure: Figure, asked: Asked | None, style: NumberStyle) -> tuple[str, Teller | None]:
    """Return the path of the indicator that a measure is of, and what tells its text in other units."""
    origin = figure.origin
    if asked is None or not isinstance(origin, Indicating):
        return "", None
    is_as_asked = figure.id.startswith(f"{origin.path}.{asked[0]}.")  # a count may be asked for as a value
    return origin.path, origin.teller(asked, style) if is_as_asked else None


def _figure(source: Figure | Indicating, asked: Asked) -> Figure:
    figure = source if isinstance(source, Figure) else source.asked(asked)
    assert isinstance(figure, Figure), "it has been printed"
    return figure
