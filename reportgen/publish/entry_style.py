"""The looks of a data-entry workbook: yellow where one types, grey what is only shown."""

from __future__ import annotations

from typing import Any

from reportgen.model.entry_form import EntryKind
from reportgen.publish.workbook_style import FONT, number_format

YELLOW, GREY, BLUE = "#FFF9C4", "#EDEDED", "#D9E2EC"
RED = "#C00000"
LOOKS: dict[str, dict[str, Any]] = {
    "small": {"font_size": 10, "font_color": "#595959"},
    "title": {"bold": True, "font_size": 14},
    "unit": {"bold": True, "font_size": 12},
    "plain": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "guide_title": {"bold": True, "font_size": 14},
    "guide_heading": {"bold": True, "valign": "top"},
    "heading": {"bold": True, "bg_color": BLUE, "align": "center", "border": 1, "text_wrap": True},
    "section": {"bold": True, "bg_color": BLUE, "border": 1, "text_wrap": True},
    "ordinal": {"border": 1, "align": "center"},
    "centre": {"border": 1, "align": "center", "text_wrap": True},
    "label": {"border": 1, "text_wrap": True},
    "locked": {"border": 1, "bg_color": GREY},
    "subtotal": {"border": 1, "bg_color": GREY, "italic": True, "num_format": "#,##0"},
    "note": {"border": 1, "bg_color": YELLOW, "locked": False, "text_wrap": True},
    "text_input": {"border": 1, "bg_color": YELLOW, "locked": False, "text_wrap": True, "num_format": "@"},
    "check": {"border": 1, "font_color": RED, "bold": True, "text_wrap": True, "font_size": 10},
}
MIDDLE = {"valign": "vcenter"}


class EntryStyle:
    """Cell formats, each made once per workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[str, Any] = {}

    def look(self, name: str) -> Any:
        """Return one of the named looks."""
        return self._made(name, LOOKS[name])

    def label(self, depth: int, *, is_total: bool) -> Any:
        """Return the look of a row's label, moved in under the row that it is a part of."""
        look = LOOKS["label"] | {"indent": depth, "italic": depth > 0, "bold": is_total}
        return self._made(f"label {depth} {is_total}", look)

    def input(self, kind: EntryKind, decimals: int | None) -> Any:
        """Return the look of a cell to type into; a measured value shows what was typed."""
        shown = number_format(decimals or 0) if kind is EntryKind.COUNT or decimals else "General"
        look = {"border": 1, "bg_color": YELLOW, "locked": False, "num_format": shown}
        return self._made(f"input {shown}", look)

    def given(self, kind: EntryKind, decimals: int | None) -> Any:
        """Return the look of a number that is only shown."""
        shown = number_format(decimals or 0) if kind is EntryKind.COUNT or decimals else "General"
        return self._made(f"given {shown}", LOOKS["locked"] | {"num_format": shown})

    def _made(self, name: str, look: dict[str, Any]) -> Any:
        if name not in self._formats:
            self._formats[name] = self.book.add_format(MIDDLE | look)
        return self._formats[name]


def footer(text: str) -> str:
    """Return the footer: whose form it is, and which sheet; the header has the page number."""
    return f'&L&"{FONT},Regular"&10{text}&R&"{FONT},Regular"&10&A'
