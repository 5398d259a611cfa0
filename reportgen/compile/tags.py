"""Jinja tags taken out of text: each becomes one private-use character, so that markdown and XML see a letter.

The character's number is the tag's index; the tag comes back when the jinja source of a part is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.errors import Where
from reportgen.model.base import Path
from reportgen.model.figure import PROSE, NumberStyle
from reportgen.model.source import Source

FIRST_TAG = 0xF0000
TAG = re.compile("[\U000f0000-\U000ffffd]")
JINJA_TAG = re.compile(
    r"""\{\{(?:"[^"]*"|'[^']*'|(?!\}\}).)*\}\}|\{%(?:"[^"]*"|'[^']*'|(?!%\}).)*%\}|\{\#.*?\#\}""", re.DOTALL
)
OUTER_SPACE = re.compile(r"[-+]?\s*(.*?)\s*", re.DOTALL)
SIGNED_END = re.compile(r"[-+]?\s*(.*?)\s*[-+]", re.DOTALL)

Locate = Callable[[list[str]], list[Where]]
"""Places of the tags of one text, given their sources in order."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One jinja tag: as written, and what stands between its braces on one line."""

    source: str
    inner: str
    is_output: bool
    where: Where
    style: NumberStyle = PROSE
    is_by_author: bool = False

    @property
    def keyword(self) -> str:
        """`if`, `for`, … of a control tag; empty for an output."""
        return "" if self.is_output or not self.inner else self.inner.split(None, 1)[0]


class Tags:
    """All tags of one form, by their characters."""

    def __init__(self) -> None:
        self._items: list[Tag] = []

    def __getitem__(self, char: str) -> Tag:
        return self._items[ord(char) - FIRST_TAG]

    def by_authors(self) -> list[Tag]:
        """The tags that people wrote, in definition and template."""
        return [tag for tag in self._items if tag.is_by_author]

    def add(self, source: str, where: Where, style: NumberStyle = PROSE, *, is_by_author: bool = False) -> str:
        """Remember a tag and return its character."""
        pattern = SIGNED_END if source[-3] in "-+" else OUTER_SPACE
        found = pattern.fullmatch(source[2:-2])
        inner = re.sub(r"\s+", " ", found[1]) if found else ""
        self._items.append(Tag(source, inner, source.startswith("{{"), where, style, is_by_author))
        return chr(FIRST_TAG + len(self._items) - 1)

    def protect(self, text: str, locate: Locate) -> str:
        """An author's text with every tag replaced by its character; comments vanish, `{%-` eats blanks as in jinja."""
        found = list(JINJA_TAG.finditer(text))
        places = locate([match[0] for match in found])
        out, end = [], 0
        for match, where in zip(found, places, strict=True):
            before = text[end : match.start()]
            source, end = match[0], match.end()
            out.append(before.rstrip() if source[2] == "-" else before)
            if source[-3] == "-":
                end += len(text[end:]) - len(text[end:].lstrip())
            if not source.startswith("{#"):
                out.append(self.add(source, where, is_by_author=True))
        out.append(text[end:])
        return "".join(out)

    def restore(self, text: str, show: Callable[[Tag], str]) -> str:
        """The text with every character replaced by what `show` makes of its tag."""
        return TAG.sub(lambda match: show(self[match[0]]), text)


def in_source(source: Source, path: Path) -> Locate:
    """Places inside the scalar at `path` of a definition."""
    return lambda pieces: list(source.place_in_text(path, pieces))


def all_at(where: Where) -> Locate:
    """One place for every tag: parts of a Word template know no better."""
    return lambda pieces: [where] * len(pieces)
