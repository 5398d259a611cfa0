"""Read any Word file as its reader sees it: a `WordDocument` of effective looks, whatever made the file."""

from __future__ import annotations

from reportgen.check.word.inline import text_pieces
from reportgen.check.word.paragraph_numbers import paragraph_elements
from reportgen.check.word.reader import MOST_NESTED_TABLES, read_word

__all__ = ["MOST_NESTED_TABLES", "paragraph_elements", "read_word", "text_pieces"]
