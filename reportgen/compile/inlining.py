"""Phrases written out where they are called: `{{ dat(x, 2025) }}` becomes the phrase's own runs and tags.

A report calls the same few phrases hundreds of times, and a macro that returns text with figure tokens costs
more than the figures in it. Only plain phrases are written out: words without numerals, outputs, no control
tags and no calls of other phrases; everything else stays a macro, which prints the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from reportgen.compile.guards import MEASURES
from reportgen.compile.phrases import Phrase, Phrases
from reportgen.compile.plain_expressions import plain_expression
from reportgen.compile.tags import TAG, Tag, Tags

CALL = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\((?P<arguments>[^()]*)\)")
ARGUMENT = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*|\d+|'[^'\\]*'|\"[^\"\\]*\"")
DIGIT = re.compile(r"\d")
LEXER = Environment()  # noqa: S701 — splits expressions into words, renders nothing
OPEN, CLOSE = "{{ ", " }}"
QUOTED_OTHERWISE = re.compile(r"['\\{}]")
"""What could not stand as it is in a text between quotes."""


class Piece(NamedTuple):
    """A part of a phrase written out: words, or a tag with the arguments in place of the parameters."""

    words: str = ""
    tag: Tag | None = None
    inner: str = ""

    @property
    def has_numeral(self) -> bool:
        """Whether it is words with a numeral in them."""
        return DIGIT.search(self.words) is not None


class Inliner:
    """Writes out the phrases of one form."""

    def __init__(self, phrases: Phrases, tags: Tags) -> None:
        self.phrases, self.tags = phrases, tags

    def pieces(self, tag: Tag) -> list[Piece] | None:
        """Return what a tag prints, piece by piece, if it is a call of a plain phrase; else None."""
        found = CALL.fullmatch(tag.inner) if tag.is_output else None
        phrase = self.phrases.by_name.get(found["name"]) if found else None
        if found is None or phrase is None or not self._is_plain(phrase):
            return None
        arguments = [argument.strip() for argument in found["arguments"].split(",") if argument.strip()]
        if len(arguments) != len(phrase.parameters) or not all(map(ARGUMENT.fullmatch, arguments)):
            return None
        return list(self._written_out(phrase, dict(zip(phrase.parameters, arguments, strict=True))))

    def _is_plain(self, phrase: Phrase) -> bool:
        tags = [self.tags[char] for char in TAG.findall(phrase.text)]
        if self.phrases.calls(phrase.name) or not all(tag.is_output for tag in tags):
            return False
        words = TAG.sub("", phrase.text)
        if DIGIT.search(words) is None:
            return True
        return not QUOTED_OTHERWISE.search(words) and all(_is_measure(tag.inner) for tag in tags)

    def _written_out(self, phrase: Phrase, arguments: dict[str, str]) -> Iterator[Piece]:
        for text in re.split(f"({TAG.pattern})", phrase.text):
            if not TAG.match(text):
                yield Piece(words=text)
            else:
                tag = self.tags[text]
                yield Piece(tag=tag, inner=replace_names(tag.inner, arguments))


def _is_measure(expression: str) -> bool:
    read = plain_expression(expression)
    return read is not None and read.path.rpartition(".")[2] in MEASURES


def replace_names(expression: str, arguments: dict[str, str]) -> str:
    """Return the expression with names replaced; what follows a dot is no name of its own.

    A mistake of syntax leaves it as it is: it is told where the phrase is defined.
    """
    try:
        words = _words(expression)
    except TemplateSyntaxError:
        return expression
    out, previous = [], ""
    for _, kind, word in words:
        out.append(arguments[word] if kind == "name" and previous != "." and word in arguments else word)
        previous = word if kind != "whitespace" else previous
    return "".join(out).removeprefix(OPEN).removesuffix(CLOSE)


@lru_cache(maxsize=256)  # a phrase is called hundreds of times
def _words(expression: str) -> tuple[tuple[int, str, str], ...]:
    return tuple(LEXER.lexer.tokeniter(f"{OPEN}{expression}{CLOSE}", None))
