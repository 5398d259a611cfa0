"""Pieces of pages that show the same again and again: laid out once, and kept by all that they show."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_PIECES = 2048
"""Some 2 MB of markup."""
PIECES = "parts/pieces.html"


class KeptMarkup:
    """Lays out pieces with the macros of one template, which see nothing but what they are given."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._kept = lru_cache(MOST_PIECES)(self._laid_out)

    def __call__(self, macro: str, *shown: Hashable) -> Markup:
        """Return a piece; what it shows is compared by value."""
        return self._kept(macro, *shown)

    def each(self, macro: str, things: Iterable[Hashable], *more: Hashable) -> Markup:
        """Return a piece for each of some things, one behind the other."""
        return Markup("".join([self._kept(macro, each, *more) for each in things]))  # noqa: S704 - all markup

    def _laid_out(self, macro: str, *shown: Hashable) -> Markup:
        made: Markup = getattr(self._environment.get_template(PIECES).module, macro)(*shown)
        return made
