"""What people typed that looks like a leftover of ours (`{{`, `&amp;`, `None`): it is printed as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.check.document_lint import SIGN_OF_OURS
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput

BREAK = re.compile(r"[\n\t]")
BREAK_IN_NARRATIVE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[\n\t*]|\^\[|\]", re.DOTALL)
"""Tags are worked out; emphasis and notes cut a paragraph into pieces."""


def typed_signs(definition: Definition, given: FiguresInput) -> list[str]:
    """Return the pieces of both files that hold such a sign, the longest first."""
    pieces = [
        *(piece for text in _texts(given.model_dump()) for piece in BREAK.split(text)),
        *(piece for text in _texts(definition.model_dump()) for piece in BREAK_IN_NARRATIVE.split(text)),
    ]
    found = {piece.strip(" -+") for piece in pieces if SIGN_OF_OURS.search(piece)}
    return sorted(found, key=lambda piece: (-len(piece), piece))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
