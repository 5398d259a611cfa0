"""Jinja tags taken out of text: each becomes one private-use character, a letter to markdown and XML.

The character's number is the tag's index; the tag comes back when the jinja source of a part is written.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.base import Path
from reportgen.model.figure import PROSE, NumberStyle
from reportgen.model.source import Source

FIRST_TAG, MOST_TAGS = 0xF0000, 0xFFFE
TAG = re.compile("[\U000f0000-\U000ffffd]")

# Quoted strings may hold anything but braces, so that a forgotten quote cannot swallow the tags after it. The
# groups are atomic: an unclosed tag before a long text with many quotes must not take exponential time.
_INSIDE = r"""(?>"[^"{{}}]*"|'[^'{{}}]*'|(?!{end}|\{{\{{|\{{%).)*+"""
_OUTPUT = r"\{\{" + _INSIDE.format(end=r"\}\}") + r"\}\}"
_CONTROL = r"\{%" + _INSIDE.format(end=r"%\}") + r"%\}"
JINJA_TAG = re.compile(rf"{_OUTPUT}|{_CONTROL}|\{{\#.*?\#\}}", re.DOTALL)
LOOSE_MARK = re.compile(r"\{\{|\{%|\{\#|\}\}|%\}")
_ANY_MARK = re.compile(rf"{JINJA_TAG.pattern}|(?P<loose>{LOOSE_MARK.pattern})", re.DOTALL)

OUTER_SPACE = re.compile(r"[-+]?\s*(.*?)\s*", re.DOTALL)
SIGNED_END = re.compile(r"[-+]?\s*(.*?)\s*[-+]", re.DOTALL)
LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
BLANKS = re.compile(r"[ \t\r\n]+")
LONGEST_QUOTE = 60

BODY, ANNEXES = "noi_dung", "phu_luc"
MARKERS = (BODY, ANNEXES)
"""Tags of a Word template in whose place come the narrative and the annexes."""

Locate = Callable[[list[str]], list[Where]]
"""Places of pieces of one text, given in order."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One jinja tag: as written, and what stands between its braces on one line.

    `context` is the text of the paragraph around a tag of a Word template, which has no line to point at;
    `shown` is what the author wrote where the tag itself is the program's.
    """

    source: str
    inner: str
    is_output: bool
    where: Where
    style: NumberStyle = PROSE
    is_by_author: bool = False
    context: str = ""
    shown: str = ""

    @property
    def keyword(self) -> str:
        """`if`, `for`, … of a control tag; empty for an output."""
        found = re.match(r"\w*", self.inner)
        return "" if self.is_output or found is None else found[0]

    @property
    def quote(self) -> str:
        """What to show to a person who looks for the tag."""
        if self.shown:
            return self.shown
        return f"{self.source} trong đoạn “{self.context}”" if self.context else self.source


class Tags:
    """All tags of one form, by their characters; `prose` is how figures look unless a tag says otherwise."""

    def __init__(self, prose: NumberStyle = PROSE) -> None:
        self.prose = prose
        self.findings: list[Finding] = []
        self._items: list[Tag] = []

    def __getitem__(self, char: str) -> Tag:
        return self._items[ord(char) - FIRST_TAG]

    def by_authors(self) -> list[Tag]:
        """Return the tags that people wrote, in definition and template."""
        return [tag for tag in self._items if tag.is_by_author]

    def add(
        self,
        source: str,
        where: Where,
        style: NumberStyle | None = None,
        *,
        is_by_author: bool = False,
        shown: str = "",
    ) -> str:
        """Remember a tag and return its character.

        Raises InputRefused when there are more tags than characters for them.
        """
        if len(self._items) == MOST_TAGS:
            message = f"báo cáo có quá nhiều thẻ (tối đa {MOST_TAGS})"
            raise InputRefused([Finding("too-many-tags", message, where, "tách thành nhiều báo cáo")])
        pattern = SIGNED_END if source[-3] in "-+" else OUTER_SPACE
        found = pattern.fullmatch(source[2:-2])
        inner = LINE_BREAK.sub(" ", found[1]) if found else ""
        is_output = source.startswith("{{")
        tag = Tag(source, inner, is_output, where, style or self.prose, is_by_author, shown=shown)
        self._items.append(tag)
        return chr(FIRST_TAG + len(self._items) - 1)

    def note_context(self, char: str, text: str) -> None:
        """Remember the paragraph in which a tag of a Word template stands."""
        self._items[ord(char) - FIRST_TAG] = dataclasses.replace(self[char], context=text)

    def protect(self, text: str, locate: Locate, *, unescape: Callable[[str], str] = str) -> str:
        """Replace every tag of an author's text by its character; comments vanish, `{%-` eats blanks.

        Marks that belong to no tag are findings, and dropped. `unescape` turns tags into what people typed.
        """
        found = list(_ANY_MARK.finditer(text))
        places = locate([match[0] for match in found])
        out, end = [], 0
        for match, where in zip(found, places, strict=True):
            before, source = text[end : match.start()], match[0]
            end = match.end()
            if match["loose"]:
                out.append(before)
                quote = one_line(text[match.start() : match.start() + LONGEST_QUOTE])
                self.findings.append(loose_mark(source, where, quote))
                continue
            out.append(before.rstrip() if source[2] == "-" else before)
            if source[-3] == "-":
                end += len(text[end:]) - len(text[end:].lstrip())
            if not source.startswith("{#"):
                out.append(self.add(unescape(source), where, is_by_author=True))
        out.append(text[end:])
        return "".join(out)

    def restore(self, text: str, show: Callable[[Tag], str]) -> str:
        """Return the text with every character replaced by what `show` makes of its tag."""
        return TAG.sub(lambda match: show(self[match[0]]), text)


def loose_mark(mark: str, where: Where, quote: str) -> Finding:
    """Report an opening or closing mark that belongs to no tag."""
    if mark.startswith("{"):
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[mark]
        return Finding("tag-unclosed-mark", f"thẻ mở bằng {mark} chưa đóng", where, f"thêm {closing}", quote)
    opening = {"}}": "{{", "%}": "{%"}[mark]
    return Finding("tag-unopened-mark", f"thừa dấu {mark}", where, f"xoá dấu này hoặc thêm {opening}", quote)


def one_line(text: str) -> str:
    """Return the text on one line; non-breaking spaces stay as they are."""
    return BLANKS.sub(" ", text).strip(" ")


def in_source(source: Source, path: Path) -> Locate:
    """Return the places inside the scalar at `path` of a definition."""
    return lambda pieces: list(source.place_in_text(path, pieces))


def all_at(where: Where) -> Locate:
    """Return one place for every tag: parts of a Word template know no better."""
    return lambda pieces: [where] * len(pieces)
