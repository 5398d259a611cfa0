"""Check a document's form (thể thức): its components are found by position and looks, then measured."""

from __future__ import annotations

# Each module of checks registers its kinds when it is imported.
from reportgen.check.form import (
    letters,
    looks,
    pages,
    positions,
    rule_lines,
    text_set_up,
    words_of_annexes,
    words_of_closing,
    words_of_content,
    words_of_head,
    words_of_text,
)
from reportgen.check.form.engine import apply_rules, check_form, take_apart

__all__ = [
    "apply_rules",
    "check_form",
    "letters",
    "looks",
    "pages",
    "positions",
    "rule_lines",
    "take_apart",
    "text_set_up",
    "words_of_annexes",
    "words_of_closing",
    "words_of_content",
    "words_of_head",
    "words_of_text",
]
