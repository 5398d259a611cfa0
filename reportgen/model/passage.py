"""Straight stretches of a document: static XML, and between it what the figures give."""

from __future__ import annotations

from typing import Any, NamedTuple


class Hole(NamedTuple):
    """A place in a passage: static XML, then a value printed through a gate at a site.

    `value` counts the paths of the passage, then the values that it is called with. `asked` is the measure
    of that value which is printed, as name and arguments; None prints the value itself. Without a gate it is
    XML already.
    """

    before: bytes = b""
    value: int = 0
    gate: str = ""
    site: int = 0
    asked: tuple[Any, ...] | None = None
    is_called: bool = False


class Passage(NamedTuple):
    """A stretch of a part without control tags; `after` is the static XML behind its last hole.

    `paths` are expressions that mean the same wherever they stand: a name that no tag sets, then attributes
    and numbers of members.
    """

    holes: tuple[Hole, ...]
    after: bytes
    paths: tuple[tuple[str | int, ...], ...] = ()
    noted: tuple[int, ...] = ()
    """Numerals of the author's in it that a condition or loop lets be printed, by number."""


class Choice(NamedTuple):
    """What a round of a loop prints when its row answers yes to `test` (empty: always).

    The passage is called with these of the row's names; an empty one is the row itself.
    """

    test: str
    passage: int
    names: tuple[str, ...]


class RowTest(NamedTuple):
    """What a row is asked before it is printed: a question, or with a sign how a measure stands to a number.

    `asked` is the name of the question or the measure and its arguments.
    """

    asked: tuple[Any, ...]
    is_called: bool = False
    sign: str = ""
    number: int = 0


class Rounds(NamedTuple):
    """A loop of which each round prints one passage, the first whose test holds: the rows of a table.

    What a loop of shape prints but for numbers is the same in all units that differ in numbers only. With
    `tests` it prints the rows that pass them all, and of those what a loop of shape would. One that
    `says_rows` prints nothing but the rows themselves, which mostly are lines of text.
    """

    choices: tuple[Choice, ...]
    is_of_shape: bool = False
    tests: tuple[RowTest, ...] = ()
    says_rows: bool = False
