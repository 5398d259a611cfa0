"""Pieces of narrative: from the words and tags of a definition to what they print, and back from hand edits.

To learn which printed word comes from where, a definition is built once with a mark before every piece.
Marks are private-use characters, letters to markdown and XML as tags are; the one that opens a paragraph ends
with a punctuation mark, so that `**` behind it still opens bold text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reportgen.errors import NOWHERE, Where
from reportgen.model.base import Path

MARK_STARTS, MARK_ENDS, OPENS_PARAGRAPH = "\ue310", "\ue311", "\u2e41"
FIRST_DIGIT = 0xE320
OF_PHRASE = "\ue312"
"""Ends the mark of a piece of a phrase, which is printed where a tag calls it."""
CLOSES_LINE = f"{OPENS_PARAGRAPH}{MARK_STARTS}{MARK_ENDS}"
"""Stands behind a text that shares its paragraph with words of the program."""
MARK = re.compile(f"{CLOSES_LINE}|{MARK_STARTS}([\ue320-\ue329]+){MARK_ENDS}({OF_PHRASE})?{OPENS_PARAGRAPH}?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one text of a definition: words and their emphasis, or one output tag.

    `block_start` and `block_end` limit the paragraph it belongs to, bullet included.
    """

    path: Path
    start: int
    end: int
    is_tag: bool
    block_start: int
    block_end: int
    in_loop: bool = False
    after_control: bool = False
    """Whether a control tag stands between it and the piece before it."""
    in_note: bool = False
    """Whether it stands in a footnote."""


def mark(number: int, *, opens_paragraph: bool = False, of_phrase: bool = False) -> str:
    """Return the mark of a piece."""
    if of_phrase:
        return f"{mark(number)}{OF_PHRASE}"
    digits = "".join(chr(FIRST_DIGIT + int(digit)) for digit in str(number))
    return f"{MARK_STARTS}{digits}{MARK_ENDS}{OPENS_PARAGRAPH if opens_paragraph else ''}"


class Origin(NamedTuple):
    """A printed character: the piece that printed it, and which of its printed characters it is.

    `caller` is the tag that called the phrase to which the piece belongs.
    """

    piece: int
    offset: int
    caller: int | None = None


def without_marks(text: str) -> tuple[str, tuple[Origin | None, ...]]:
    """Return a printed text without its marks, and each character's origin: None for what nobody wrote."""
    out: list[str] = []
    origins: list[Origin | None] = []
    piece: int | None = None
    caller: int | None = None
    at = 0
    for found in MARK.finditer(text):
        _add(text[at : found.start()], piece, caller, out, origins)
        number = int("".join(str(ord(digit) - FIRST_DIGIT) for digit in found[1])) if found[1] else None
        if found[2] is None:
            caller = None
        elif caller is None:
            caller = piece
        piece, at = number, found.end()
    _add(text[at:], piece, caller, out, origins)
    return "".join(out), tuple(origins)


def _add(
    words: str, piece: int | None, caller: int | None, out: list[str], origins: list[Origin | None]
) -> None:
    out.append(words)
    origins += [None if piece is None else Origin(piece, n, caller) for n in range(len(words))]


def as_called(origins: Sequence[Origin | None]) -> tuple[Origin | None, ...]:
    """Return origins with the tags that call phrases in place of the pieces of those phrases."""
    counts: Counter[int] = Counter()
    found: list[Origin | None] = []
    for origin in origins:
        if origin is None or origin.caller is None:
            found.append(origin)
        else:
            found.append(Origin(origin.caller, counts[origin.caller]))
            counts[origin.caller] += 1
    return tuple(found)


class Look(NamedTuple):
    """Whether a character is bold, and whether it is italic."""

    bold: bool = False
    italic: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class NewWords:
    """Words as a person typed them, or a figure that stands there now."""

    text: str
    look: Look = PLAIN
    figure: str = ""


class TokenSpan(NamedTuple):
    """A word, blank, sign or figure of a printed paragraph."""

    key: str
    start: int
    end: int
    figure: str = ""


@dataclass(frozen=True, slots=True)
class MadeParagraph:
    """A paragraph as the definition prints it now; `origins` is empty when nobody can tell where from."""

    key: str
    text: str
    tokens: tuple[TokenSpan, ...] = ()
    origins: tuple[Origin | None, ...] = ()
    looks: tuple[Look, ...] = ()


class HandEditKind(StrEnum):
    """What a person did."""

    REPLACED = "sua"
    INSERTED = "them_doan"
    REMOVED = "xoa_doan"


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One change of wording by hand: in paragraph `number` of the build, from token `start` to `end`.

    A new paragraph stands behind that one; `style` is its style in the document.
    """

    kind: HandEditKind
    number: int
    start: int = 0
    end: int = 0
    new: tuple[NewWords, ...] = ()
    before: str = ""
    after: str = ""
    where: Where = NOWHERE
    style: str = ""
