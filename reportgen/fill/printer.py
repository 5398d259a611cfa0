"""What one fill prints: runs with anchors, and the record of every figure, footnote and typed numeral."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape as escape_html

from reportgen.model.figure import (
    TOKEN_END,
    TOKEN_SEPARATOR,
    TOKEN_START,
    CannotCompute,
    Figure,
    Figures,
    Indicating,
)
from reportgen.model.form import Form
from reportgen.model.manifest import bookmark_stem, control_tag
from reportgen.model.tie_out import Printed, TypedText
from reportgen.vietnamese import nfc

SPECIAL = re.compile("[&<>\"']")
DIGIT = re.compile(r"\d")
# Characters XML cannot hold; a definition with them is refused at the door, so this is the second wall.
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
LONGEST_ALIAS = 64
Compose = Callable[[str, str], str]
AFTER_ID = '"/><w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
NOTE_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="'


def escape(text: str) -> str:
    """Return text as XML content; escaping only where there is a need is four times faster."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)
    return escape_html(text) if SPECIAL.search(text) else text


@lru_cache(maxsize=50_000)
def anchor(figure_id: str, label: str, compose: Compose | None = None) -> tuple[str, str]:
    """Return what stands in a figure's anchor between its numbers: the same for every unit of a batch."""
    alias = escape(nfc(compose(label, figure_id) if compose else label)[:LONGEST_ALIAS])
    tag = escape(control_tag(figure_id))
    name = f'" w:name="{bookmark_stem(figure_id)}'
    return name, f'"/><w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="'


class Record:
    """What one figure has printed so far, and the fixed parts of its anchor."""

    __slots__ = ("count", "head", "name", "texts")
    name: str
    head: str

    def __init__(self, figure: Figure) -> None:
        origin = figure.origin
        if isinstance(origin, Indicating):
            self.name, self.head = anchor(figure.id, origin.label, origin.compose_label)
        else:
            label = figure.id if origin is None else origin.label_of(figure)
            self.name, self.head = anchor(figure.id, label)
        self.count = 0
        self.texts: list[str] = []


class Printer:
    """State of one fill; parts are filled in a fixed order, so ids are unique and reproducible."""

    __slots__ = (
        "anchored",
        "cache",
        "first_note",
        "next_id",
        "notes",
        "occurrences",
        "prose",
        "records",
        "sites",
        "typed",
        "typed_printed",
    )

    def __init__(self, form: Form, figures: Figures, *, anchored: bool = True) -> None:
        self.sites, self.next_id, self.cache, self.anchored = (
            form.sites,
            form.first_id,
            figures.cache,
            anchored,
        )
        self.prose, self.first_note = form.prose, form.first_note
        self.records: dict[str, Record] = {}
        self.occurrences: list[tuple[Figure, str, int, int]] = []
        self.typed: list[TypedText] = []
        self.typed_printed: list[int] = []
        self.notes: list[str] = []

    def figure(self, figure: Figure, index: int) -> str:
        """Return a figure's run inside its anchor: a hidden bookmark around a hidden rich-text control.

        Raises CannotCompute when the figure cannot be shown at this site.
        """
        site = self.sites[index]
        text = figure.text(site.style)
        record = self.records.get(figure.id)
        if record is None:
            record = self.records[figure.id] = Record(figure)
        occurrence = record.count = record.count + 1
        if occurrence == 1 or text not in record.texts:
            record.texts.append(text)
        self.occurrences.append((figure, text, index, occurrence))
        shown = (
            text if figure.gap is None else escape(text)
        )  # a number needs no escaping, an author's sign may
        if not self.anchored:
            return f'<w:r>{site.properties}<w:t xml:space="preserve">{shown}</w:t></w:r>'
        number = self.next_id = self.next_id + 1
        return (
            f'<w:bookmarkStart w:id="{number}{record.name}{occurrence}{record.head}{number}{AFTER_ID}'
            f'<w:r>{site.properties}<w:t xml:space="preserve">{shown}</w:t></w:r>'
            f'</w:sdtContent></w:sdt><w:bookmarkEnd w:id="{number}"/>'
        )

    @property
    def printed(self) -> list[Printed]:
        """Every printed figure in order, with its text, its site and which occurrence of it this is."""
        return [Printed(*occurrence) for occurrence in self.occurrences]

    def text(self, text: str, index: int) -> str:
        """Return a run of a unit's own text; digits in it are recorded as typed."""
        if not text:
            return ""
        if DIGIT.search(text):
            self.typed.append(TypedText(text, index))
        return self.run(text, index)

    def run(self, text: str, index: int) -> str:
        """Return a run with the look of its site; newlines and tabs become breaks and tabs."""
        body = escape(text)
        if "\n" in body or "\t" in body:
            body = body.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
            body = body.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        return f'<w:r>{self.sites[index].properties}<w:t xml:space="preserve">{body}</w:t></w:r>'

    def mixed(self, text: str, index: int) -> str:
        """Return the runs of a text with figure tokens in it, from a phrase or `~`."""
        out = []
        for piece in text.split(TOKEN_START):
            token, found, rest = piece.partition(TOKEN_END)
            if found:
                out.append(self.figure(self._from_token(token), index))
                piece = rest
            out.append(self.text(piece, index))
        return "".join(out)

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

    def refuse(self, error: CannotCompute, index: int) -> str:
        """Stop at what cannot be printed at a site; only a diagnosis goes on."""
        raise error
