"""The texts of a definition in which a person may have typed a number, with the headings above each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.base import Path
from reportgen.model.definition import Annex, Definition, Section


@dataclass(frozen=True, slots=True)
class DefinitionText:
    """One text as written, tags included; `above` are the headings over it, the nearest last."""

    path: Path
    text: str
    above: tuple[str, ...] = ()


def definition_texts(definition: Definition) -> Iterator[DefinitionText]:
    """Yield narrative, headings, phrases and annex texts in the order in which they are printed."""
    yield DefinitionText(("trich_yeu",), definition.subject)
    for signature, text in definition.phrases.items():
        yield DefinitionText(("cum_tu", signature), text)
    yield from _given(("mo_dau",), definition.opening, ())
    yield from _sections(definition.sections, ("noi_dung",), ())
    yield from _given(("ket",), definition.closing, ())
    for number, annex in enumerate(definition.annexes):
        yield from _annex(annex, ("phu_luc", number))


def _sections(sections: Iterable[Section], path: Path, above: tuple[str, ...]) -> Iterator[DefinitionText]:
    for number, section in enumerate(sections):
        here = (*path, number)
        yield from _given((*here, "tieu_de"), section.title, above)
        inside = (*above, section.title) if section.title else above
        yield from _given((*here, "noi_lien"), section.inline, inside)
        yield from _given((*here, "van_ban"), section.text, inside)
        yield from _sections(section.sections, (*here, "muc"), inside)


def _annex(annex: Annex, path: Path) -> Iterator[DefinitionText]:
    yield from _given((*path, "tieu_de"), annex.title, ())
    above = (annex.title,) if annex.title else ()
    yield from _given((*path, "van_ban"), annex.text, above)
    yield from _given((*path, "van_ban_sau"), annex.text_after, above)


def _given(path: Path, text: str | None, above: tuple[str, ...]) -> Iterator[DefinitionText]:
    if text and any(char.isdigit() for char in text):
        yield DefinitionText(path, text, above)
