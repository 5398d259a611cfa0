"""One data-entry workbook per unit, from one made once: only what is the unit's own is written anew."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from reportgen.model.entry_form import EntryForm
from reportgen.publish.entry_workbook import entry_template

SHEET_PART = "xl/worksheets/sheet1.xml"
MARK = re.compile("\ue000([a-z]+)\ue001".encode())
BLANK = re.compile(rb'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"/>')
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
FAST = 1
LONGEST_NAME_IN_FOOTER = 60

Number = int | Decimal | None
LastFigures = Mapping[tuple[str, str], Number]
"""Figures of the last period by group and member: ("can_bo", "hoan_thanh_tot.mau_so")."""
Piece = bytes | str | tuple[str, bytes]
"""A stretch that never changes, the key of a text of the unit, or a cell for a last figure with its look."""


@dataclass(frozen=True, slots=True)
class EntryUnit:
    """The unit that a workbook is for: its code, its name, and the units above it."""

    code: str
    name: str
    above: str = ""

    def texts(self) -> dict[str, bytes]:
        """Return what stands in place of the marks; `&` would begin a command in a footer."""
        line = f"{self.name} ({self.above})" if self.above else self.name
        foot = f"{self.name[:LONGEST_NAME_IN_FOOTER]} ({self.code})".replace("&", "&&")
        texts = {"code": self.code, "name": self.name, "line": line, "foot": foot}
        return {key: escape(text).encode() for key, text in texts.items()}


class EntryCopies:
    """Makes the workbooks of one form; the same form, unit and last figures give the same bytes."""

    def __init__(self, form: EntryForm, *, has_last: bool) -> None:
        raw, last_cells = entry_template(form, has_last=has_last)
        self._last_cells = {cell: key for key, cell in last_cells.items()}
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        self._parts = {name: self._pieces(name, content) for name, content in parts.items()}

    def workbook(self, unit: EntryUnit, last: LastFigures | None = None) -> bytes:
        """Return the .xlsx of one unit."""
        texts, buffer = unit.texts(), io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
            for name, pieces in self._parts.items():
                content = b"".join(self._written(piece, texts, last or {}) for piece in pieces)
                archive.writestr(_member(name), content)
        return buffer.getvalue()

    def _pieces(self, name: str, content: bytes) -> list[Piece]:
        """Cut a part where something of the unit goes in."""
        pieces: list[Piece] = []
        for number, piece in enumerate(MARK.split(content)):
            if number % 2:
                pieces.append(piece.decode())
            elif name == SHEET_PART:
                pieces += self._around_blanks(piece)
            else:
                pieces.append(piece)
        return pieces

    def _around_blanks(self, content: bytes) -> list[Piece]:
        pieces: list[Piece] = []
        done = 0
        for found in BLANK.finditer(content):
            cell = found[1].decode()
            if cell in self._last_cells:
                pieces += [content[done : found.start()], (cell, found[2])]
                done = found.end()
        return [*pieces, content[done:]]

    def _written(self, piece: Piece, texts: Mapping[str, bytes], last: LastFigures) -> bytes:
        if isinstance(piece, bytes):
            return piece
        if isinstance(piece, str):
            return texts[piece]
        cell, look = piece
        number = last.get(self._last_cells[cell])
        value = b"" if number is None else f"<v>{Decimal(number):f}</v>".encode()
        return b'<c r="%b" s="%b">%b</c>' % (cell.encode(), look, value)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, FIXED_DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member
