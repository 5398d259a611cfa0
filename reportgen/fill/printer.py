"""What one fill prints: runs with anchors, and the record of every figure, footnote and typed numeral.

Runs are made of bytes, as the package holds them: nearly all of a document is static, and turning the whole
of it from text into bytes would cost as much as packing it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from html import escape as escape_html
from html import unescape
from typing import Any, NamedTuple

from reportgen.fill.tokens import figure_of, without_tokens
from reportgen.fill.tracing import as_format
from reportgen.model.figure import (
    TOKEN_END,
    TOKEN_START,
    Blank,
    CannotCompute,
    Figure,
    Figures,
    Indicating,
    NumberStyle,
)
from reportgen.model.form import Form
from reportgen.model.manifest import bookmark_stem, control_tag
from reportgen.model.mould import Mould
from reportgen.model.slots import (
    MOST_ALIKE,
    MOST_KNOWN,
    Asking,
    ChosenRows,
    Kind,
    Remembered,
    Slot,
    Stencil,
    Telling,
)
from reportgen.model.tie_out import Printed, TypedText
from reportgen.vietnamese import nfc

SPECIAL_SIGNS = "&<>\"'"
SPECIAL = re.compile(f"[{SPECIAL_SIGNS}]")
DIGIT = re.compile(r"\d")
# Characters XML cannot hold; a definition with them is refused at the door, so this is the second wall.
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
LONGEST_ALIAS = 64
OF_OUTLINE = frozenset({"_muc", "_nhan"})
"""Names that mean the same in every document of a form whose outline no condition can change."""
AFTER_ID = b'"/><w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
RUN_END = b"</w:t></w:r>"
END = b'</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="'
ANCHOR_END = END + b'%b"/>'
NOTE_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="'


def escape(text: str) -> str:
    """Return text as XML content; escaping only where there is a need is four times faster."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)
    return escape_html(text) if SPECIAL.search(text) else text


class _Digits(dict[int, bytes]):
    """Whole numbers as they are written: a format takes these in a third of the time."""

    def __missing__(self, number: int) -> bytes:
        if len(self) >= MOST_DIGITS:
            self.clear()
        written = self[number] = b"%d" % number
        return written


MOST_DIGITS = 20_000
DIGITS = _Digits()


@cache
def _first_numbers() -> list[bytes]:
    """Return the same in order, from zero on: the anchors of a passage take a stretch of them."""
    return [b"%d" % number for number in range(MOST_DIGITS)]


def digits_from(first: int, count: int) -> list[bytes]:
    """Return so many numbers in order, as they are written."""
    if first + count > MOST_DIGITS:
        return [b"%d" % number for number in range(first, first + count)]
    return _first_numbers()[first : first + count]


Asked = tuple[Any, ...]
"""A measure by name and arguments."""
Pieces = tuple[bytes, ...] | Blank


class Content(NamedTuple):
    """A text as it stands in a run."""

    xml: bytes
    has_digits: bool


@lru_cache(maxsize=2_000)
def content(text: str) -> Content:
    """Return a text as it stands in a run: newlines and tabs are breaks and tabs. Kept, for labels recur."""
    xml = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    xml = xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return Content(xml.encode(), DIGIT.search(text) is not None)


@lru_cache(maxsize=5_000)
def anchored_opening(run_start: bytes, figure_id: str, label: str) -> bytes:
    """Return what stands before a figure in its anchor, as a format (`Slot.opening`)."""
    alias, tag = escape(nfc(label)[:LONGEST_ALIAS]), escape(control_tag(figure_id))
    name = f'" w:name="{bookmark_stem(figure_id)}'
    head = f'"/><w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="'
    pieces = [as_format(each) for each in (name.encode(), head.encode(), AFTER_ID + run_start)]
    return b'<w:bookmarkStart w:id="' + b"%b".join([b"", *pieces])


def label_of(figure: Figure) -> str:
    """Return what the label of a figure is made of besides its id."""
    origin = figure.origin
    if isinstance(origin, Indicating):
        return origin.label
    return figure.id if origin is None else origin.label_of(figure)


class Printer:
    """State of one fill; parts are filled in a fixed order, so ids are unique and reproducible."""

    __slots__ = (
        *("_counted_ids", "alike", "anchored", "cache", "counts"),
        *("figures", "first_id", "first_note", "fixed", "in_step"),
        *(
            "is_learning",
            "known",
            "last",
            "learnt",
            "loops",
            "new_chosen",
            "new_rounds",
            "new_stencils",
            "notes",
            "out",
            "passages",
            "prose",
            "rows",
            "run_starts",
            "sites",
        ),
        *("slots", "stencils", "telling", "texts", "told", "typed", "typed_printed"),
    )

    def __init__(self, form: Form, figures: Figures, *, anchored: bool = True) -> None:
        self.sites, self.run_starts = form.sites, form.run_starts
        self.passages, self.loops, self.rows = form.passages, form.loops, list[Any]()
        """Passages; loops that print one in each round; the rows of a loop that jinja has gone through."""
        self.prose, self.first_note, self.first_id = form.prose, form.first_note, form.first_id
        self.cache, self.telling, self.anchored = figures.cache, figures.telling, anchored
        memory = form.slots.memory[anchored]
        last, self.is_learning = memory.last, memory.is_learning
        fits = last.periods == figures.periods and figures.telling is not None
        self.last, self.slots = last, last.slots if fits else []
        self.told = _told(figures.telling, last) if fits else []
        self.stencils = last.stencils if self.told else {}
        self.new_stencils: dict[tuple[int, int], Stencil | None] = {}
        self.new_rounds, self.learnt = dict[tuple[int, Mould], Stencil](), dict[Kind, Stencil | None]()
        self.new_chosen: dict[tuple[int, Mould], ChosenRows] = {}
        """Stencils of passages that no document before had; their slots are counted in this one."""
        self.counts: dict[str, int] | None = None
        self._counted_ids = list[str]()
        """The ids of what is counted, in order."""
        self.alike: dict[Kind, int] = {}
        """Which stencil of a kind comes next: rows of a table come in the order of the last document."""
        self.in_step = 0
        """How many figures are as remembered, once `counts` says that not all are."""
        self.texts: list[str] = []
        """Every printed figure as XML, in order; its slot has the same place."""
        self.fixed = OF_OUTLINE if form.outline is not None else frozenset()
        self.figures: dict[int, Figure] = {}
        """Those that were made to be printed, by place; the others were told without."""
        self.typed, self.typed_printed = list[TypedText](), list[int]()
        self.notes, self.out, self.known = list[str](), list[bytes](), dict[tuple[str | int, ...], Any]()
        """Footnotes; what has been printed of a part; what paths in it mean."""

    def measured(self, owner: Indicating, asked: Asked, index: int) -> Pieces:
        """Return the run of an indicator's measure, told without a figure where that can be.

        Raises CannotCompute when the measure cannot be shown at this site.
        """
        position = len(self.texts)
        if self.counts is None and self.told and position < len(self.slots):
            slot, text = self.slots[position], self.told[position]
            asking = slot.asking
            if text and asking is not None and slot.site == index and asking.path == owner.path:
                self.texts.append(text)
                return self._run(slot, position, text)
        value = owner.asked(asked)
        return self.pieces(value, index, asked) if isinstance(value, Figure) else value

    def pieces(self, figure: Figure, index: int, asked: Asked | None = None) -> tuple[bytes, ...]:
        """Return a figure's run inside its anchor: a hidden bookmark around a hidden rich-text control.

        Raises CannotCompute when the figure cannot be shown at this site.
        """
        position, label = len(self.texts), label_of(figure)
        slot = self.slots[position] if self.counts is None and position < len(self.slots) else None
        if slot is None or slot.site != index or slot.figure_id != figure.id or slot.label != label:
            slot = self._new_slot(figure, index, label, asked)
        text = shown_as_xml(figure, slot.style)
        self.figures[position] = figure
        self.texts.append(text)
        return self._run(slot, position, text)

    def _run(self, slot: Slot, position: int, text: str) -> tuple[bytes, ...]:
        if not self.anchored:
            return slot.opening % (), text.encode(), slot.closing % ()
        number = DIGITS[self.first_id + 1 + position]
        opening = slot.opening % (number, DIGITS[slot.occurrence], number)
        return opening, text.encode(), slot.closing % number

    def stencils_in_step(self) -> dict[tuple[int, int], Stencil | None]:
        """Return the stencils of what was printed before the first figure that was not as remembered."""
        last = len(self.texts) if self.counts is None else self.in_step
        return {
            key: stencil
            for key, stencil in self.stencils.items()
            if (key[1] if stencil is None else stencil.end) <= last
        }

    def learns(self, kind: Kind) -> bool:
        """Tell whether the stencil of a passage or a loop is kept that none of its kind fits."""
        last = self.last
        if kind[0] < 0 and sum(number == kind[0] for number, _ in last.by_kind) >= MOST_ALIKE:
            return False  # its rows are ever other ones: each is known by itself
        if not self.told or kind in self.learnt or len(last.known) > MOST_KNOWN * len(last.slots):
            return False
        return kind not in last.by_kind or 0 < len(last.by_kind[kind]) < MOST_ALIKE

    def anchored_elsewhere(self, stencils: Sequence[Stencil], texts: Sequence[str]) -> list[bytes]:
        """Count figures in that are printed otherwise than where they are remembered.

        Returns what fills the gaps of their anchors, which get numbers of their own.
        """
        counts, last = self._counted(), self.last
        first, numbers = len(self._counted_ids), list[int]()
        for each in stencils:
            self._counted_ids += last.known_ids[each.start : each.end]
            self.slots += last.known[each.start : each.end]
        for figure_id in self._counted_ids[first:]:
            counts[figure_id] = number = counts.get(figure_id, 0) + 1
            numbers.append(number)
        fills = self.anchored_texts(texts, [*map(DIGITS.__getitem__, numbers)])
        self.texts += texts
        return fills

    def anchored_texts(self, texts: Sequence[str], occurrences: Sequence[bytes]) -> list[bytes]:
        """Return what fills the gaps of the anchors of the next figures."""
        shown = [text.encode() for text in texts]
        if not self.anchored:
            return shown
        fills = [b""] * (5 * len(shown))
        numbers = digits_from(self.first_id + 1 + len(self.texts), len(shown))
        fills[::5] = fills[2::5] = fills[4::5] = numbers
        fills[1::5], fills[3::5] = occurrences, shown
        return fills

    @property
    def numbers(self) -> Mapping[str, int]:
        """How often each figure has been printed, in the order in which they were printed first."""
        if self.counts is None:
            return Counter(self.figure_ids)
        return self.counts

    @property
    def figure_ids(self) -> Sequence[str]:
        """The id of every printed figure, in order."""
        if self.counts is None:
            return [slot.figure_id for slot in self.slots[: len(self.texts)]]
        return self._counted_ids

    def _counted(self) -> dict[str, int]:
        """Return how often each figure has been printed; `counts` is None while all is as remembered."""
        if self.counts is None:
            self.slots = self.slots[: len(self.texts)]  # a list of our own: the last one may be in use
            self.in_step = len(self.texts)
            self._counted_ids = [slot.figure_id for slot in self.slots]
            self.counts = dict(Counter(self._counted_ids))
        return self.counts

    def _new_slot(self, figure: Figure, index: int, label: str, asked: Asked | None) -> Slot:
        style, asking = self.sites[index].style, None
        full_label = label
        if isinstance(figure.origin, Indicating):
            full_label = figure.origin.compose_label(label, figure.id)
            asking = Asking(figure.origin.path, label, asked, style, figure.id) if asked else None
        if self.anchored:
            opening = anchored_opening(self.run_starts[index], figure.id, full_label)
            closing = ANCHOR_END
        else:
            opening, closing = as_format(self.run_starts[index]), RUN_END
        counts = self._counted()
        counts[figure.id] = occurrence = counts.get(figure.id, 0) + 1
        self._counted_ids.append(figure.id)
        slot = Slot(index, figure.id, label, occurrence, style, asking, opening, closing)
        self.slots.append(slot)
        return slot

    @property
    def mould(self) -> Mould | None:
        """What the unit has in common with those that differ in numbers only, if its numbers are told."""
        return self.telling.mould if self.told and self.telling is not None else None

    @property
    def printed(self) -> list[Printed]:
        """Every printed figure in order, with its text, its site and which occurrence of it this is."""
        numbers: Counter[str] = Counter()
        printed = []
        for position, (slot, text) in enumerate(zip(self.slots, self.texts, strict=False)):
            numbers[slot.figure_id] += 1
            figure = self._figure(position, slot)
            printed.append(Printed(figure, unescape(text), slot.site, numbers[slot.figure_id]))
        return printed

    def _figure(self, position: int, slot: Slot) -> Figure:
        """Return a printed figure; one that was told without is made now."""
        if position in self.figures:
            return self.figures[position]
        assert self.telling is not None
        assert slot.asking is not None, "only measures are told"
        figure = self.telling.indicator(slot.asking.path).asked(slot.asking.key)
        assert isinstance(figure, Figure), "it has been printed"
        return figure

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
                out += self.pieces(figure_of(token, self.cache), index)
                piece = rest
            out.append(self.text(piece, index))
        return b"".join(out)

    def plain(self, text: str) -> str:
        """Return a text with its figure tokens shown, for places that hold no runs."""
        return without_tokens(text, self.cache, self.prose)

    def footnote(self, caller: Callable[[], str]) -> str:
        """Keep a note for the footnotes part and return the reference to it."""
        number = self.first_note + len(self.notes)
        self.notes.append(f'<w:footnote w:id="{number}">{caller()}</w:footnote>')
        return f'{NOTE_REFERENCE}{number}"/></w:r>'

    def refuse(self, error: CannotCompute, index: int) -> bytes:
        """Stop at what cannot be printed at a site; only a diagnosis goes on."""
        raise error


def shown_as_xml(figure: Figure, style: NumberStyle) -> str:
    """Return a figure as it stands in a run; a number needs no escaping, an author's sign may.

    Raises CannotCompute when the figure cannot be shown in that style.
    """
    text = figure.text(style)
    return text if figure.gap is None else escape(text)


def _told(telling: Telling | None, last: Remembered) -> list[str]:
    """Return the texts of this unit for the figures of the last document; nothing when none is remembered."""
    if telling is None or last.plan is None:
        return []
    told = telling.told(last.plan)
    joined = "".join(told)
    is_plain = not any(sign in joined for sign in SPECIAL_SIGNS)
    return list(told) if is_plain else [escape(text) for text in told]
