"""A report as a flat table of named places, so that changes of two people are merged place by place.

Names: `can_bo.dai_hoc@2023` a figure, `ds.dan_toc` a list, `vb.ky_ten.ho_ten` a text of the letterhead,
`tt.chu_tich` a fact, `muc.noi_dung.0` a section of the narrative.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reportgen.model.frozen import canonical
from reportgen.service.office.unit_document import UnitDocument, cell_id, cell_of, machine_text

LIST, TEXT, SECTION, FACT = "ds.", "vb.", "muc.", "tt."
Flat = dict[str, Any]


def flat(document: UnitDocument, narrative: str) -> Flat:
    """Return all places of a report that say something."""
    places: Flat = {cell_id(cell): value for cell, value in document.cells.items() if value is not None}
    places |= {LIST + name: rows for name, rows in document.lists.items()}
    places |= {TEXT + name: value for name, value in texts_of(document)}
    places |= {FACT + name: value for name, value in document.facts.items()}
    places |= {SECTION + path: text for path, text in json.loads(narrative).items()}
    return places


class Places:
    """The same by name, for whoever asks of a few only."""

    def __init__(self, document: UnitDocument, narrative: str) -> None:
        self._document, self._narrative = document, narrative

    def get(self, name: str) -> Any:
        """Return what a place says, not to be changed; None when it says nothing."""
        document, (kind, _, key) = self._document, name.partition(".")
        if (cell := cell_of(name)) is not None:
            return document.cells.get(cell)
        if f"{kind}." == TEXT:
            return dict(texts_of(document)).get(key)
        if f"{kind}." == SECTION:
            return self._sections.get(key)
        return {LIST: document.lists, FACT: document.facts}.get(f"{kind}.", {}).get(key)

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        sections: dict[str, str] = json.loads(self._narrative)
        return sections


def texts_of(document: UnitDocument) -> Iterator[tuple[str, Any]]:
    """Yield the texts of the letterhead by dotted name."""
    return _texts(document.texts, "")


def _texts(texts: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in texts.items():
        if isinstance(value, Mapping):
            yield from _texts(value, f"{before}{name}.")
        elif value is not None:
            yield before + name, value


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be changed, and the places that somebody else changed meanwhile."""

    changes: Flat
    conflicts: tuple[str, ...]


def merge(base: Places, now: Places, wanted: Flat) -> Merge:
    """Return which of the wanted values are changes; one wanted over another's change is a conflict.

    A form sends every place it shows: what stands there as it was read is nobody's wish.
    """
    changes: Flat = {}
    conflicts = []
    for name, mine in wanted.items():
        present = now.get(name)
        if mine in (present, base.get(name)):
            continue
        if present != base.get(name):
            conflicts.append(name)
        else:
            changes[name] = mine
    return Merge(changes, tuple(conflicts))


def apply(changes: Flat, document: UnitDocument, narrative: str) -> str:
    """Put changes into a document, and return the narrative with them."""
    sections = json.loads(narrative)
    for name, value in changes.items():
        if (cell := cell_of(name)) is not None:
            _put(document.cells, cell, value)
        elif name.startswith(LIST):
            _put(document.lists, name.removeprefix(LIST), value)
        elif name.startswith(FACT):
            _put(document.facts, name.removeprefix(FACT), value)
        elif name.startswith(TEXT):
            _put_text(document.texts, name.removeprefix(TEXT).split("."), value)
        else:
            _put(sections, name.removeprefix(SECTION), value)
    return canonical(dict(sorted(sections.items())))


def _put(into: dict[Any, Any], key: Any, value: Any) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value


def _put_text(into: dict[str, Any], path: list[str], value: Any) -> None:
    name, *rest = path
    if not rest:
        _put(into, name, value)
        return
    inner = dict(into.get(name) or {})
    _put_text(inner, rest, value)
    _put(into, name, inner or None)


def is_figure(name: str) -> bool:
    """Whether a place is a cell of the grid."""
    return "@" in name


def told(value: Any) -> str | None:
    """Return the value of a place as it is written down; None when it says nothing."""
    return canonical(value) if isinstance(value, list | dict) else machine_text(value)
