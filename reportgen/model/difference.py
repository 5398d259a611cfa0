"""How two versions of a report differ: figures by id, wording by paragraph, and the look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.errors import NOWHERE, Finding, Where


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure printed otherwise: its texts before and after (empty: not printed), where it stands now.

    `sources` are the lines or cells that the new value comes from, as far as they are known.
    """

    figure: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    places: tuple[Where, ...] = ()
    label: str = ""
    sources: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A paragraph or row worded otherwise, put in (`before` empty) or left out (`after` empty)."""

    before: str
    after: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class InputDifference:
    """A value of a figures file that is not the same in two of them; None: not there."""

    path: str
    before: str | None
    after: str | None
    where_before: Where = NOWHERE
    where_after: Where = NOWHERE


class SignOff(NamedTuple):
    """Who signed a document off, and the sha256 of the document that was signed."""

    name: str
    content: str


def lapsed(sign_offs: Iterable[SignOff], document: bytes) -> tuple[str, ...]:
    """Return who signed something else than this document."""
    content = hashlib.sha256(document).hexdigest()
    return tuple(each.name for each in sign_offs if each.content != content)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which two versions differ; `layout` names the parts of the file that hold its look."""

    figures: tuple[FigureDifference, ...] = ()
    texts: tuple[TextDifference, ...] = ()
    layout: tuple[str, ...] = ()
    inputs: tuple[InputDifference, ...] = ()
    lapsed: tuple[str, ...] = ()
    """Whose sign-offs of the old version do not hold for the new one."""

    @property
    def place_count(self) -> int:
        """How many printed numbers the changed figures reach."""
        return sum(len(figure.places) for figure in self.figures)

    @property
    def is_empty(self) -> bool:
        """Whether the two versions are the same."""
        return not (self.figures or self.texts or self.layout or self.inputs)


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """How the document of one unit of a programme differs; `findings` say why one of two cannot be made."""

    code: str
    name: str
    difference: Difference = Difference()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeDifference:
    """What a change of a programme reaches, children before their parents; units that stay are not told."""

    units: tuple[UnitDifference, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Codes of units that only one of the two programmes has."""

    @property
    def input_count(self) -> int:
        """How many values that units gave are not the same."""
        return sum(len(unit.difference.inputs) for unit in self.units)

    @property
    def document_count(self) -> int:
        """How many documents say something else."""
        return sum(not unit.difference.is_empty for unit in self.units)

    @property
    def place_count(self) -> int:
        """How many printed numbers change in all of them."""
        return sum(unit.difference.place_count for unit in self.units)

    @property
    def lapsed_count(self) -> int:
        """How many sign-offs no longer hold."""
        return sum(len(unit.difference.lapsed) for unit in self.units)

    @property
    def is_empty(self) -> bool:
        """Whether no document changes."""
        return not (self.units or self.added or self.removed)
