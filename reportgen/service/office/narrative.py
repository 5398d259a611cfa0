"""The narrative of one unit: the programme's texts with those of its own in their place."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.errors import Where
from reportgen.load import LoadedDefinition
from reportgen.load.load import parse_definition
from reportgen.model.definition import Definition, Section
from reportgen.model.form import Form
from reportgen.model.frozen import canonical
from reportgen.model.office.reports import SectionView
from reportgen.model.outline import make_outline
from reportgen.service.batching import LevelReport
from reportgen.service.office.opened import OpenedCycle
from reportgen.service.reading import compile_definition

WHOLE = ("mo_dau", "ket")
"""Texts that are no sections."""
SECTIONS, INNER, TEXT = "noi_dung", "muc", "van_ban"
OPENING_TITLE, CLOSING_TITLE = "Mở đầu", "Kết"


def sections(report: LevelReport, narrative: str) -> tuple[SectionView, ...]:
    """Return the sections of a report in their order, each with the text that holds."""
    definition, own = report.loaded.definition, json.loads(narrative)
    views = [_whole("mo_dau", OPENING_TITLE, definition.opening, own)]
    numbers = _numbers(report.form)
    for index, (path, depth, section) in enumerate(walk(definition)):
        text = own.get(path, section.text or "")
        has_text = section.text is not None or not section.sections
        number = numbers.get(index, "").strip()
        views.append(SectionView(path, section.title or "", number, depth, text, path in own, has_text))
    views.append(_whole("ket", CLOSING_TITLE, definition.closing, own))
    return tuple(views)


def _whole(path: str, title: str, text: str | None, own: Mapping[str, str]) -> SectionView:
    return SectionView(path, title, "", 0, own.get(path, text or ""), path in own)


def _numbers(form: Form) -> dict[int, str]:
    """Return the numbers of all sections, as if every condition held."""
    return make_outline(form.sections, form.annexes, form.only_annex_pattern, lambda _: True).numbers


def walk(definition: Definition) -> Iterator[tuple[str, int, Section]]:
    """Yield path, depth and value of every section, those inside after the one they are in."""
    yield from _walk(definition.sections, SECTIONS, 0)


def _walk(inner: tuple[Section, ...], path: str, depth: int) -> Iterator[tuple[str, int, Section]]:
    for index, section in enumerate(inner):
        own = f"{path}.{index}"
        yield own, depth, section
        yield from _walk(section.sections, f"{own}.{INNER}", depth + 1)


def programme_text(definition: Definition, path: str) -> str | None:
    """Return the programme's text of a section; None when there is no such section."""
    if path in WHOLE:
        return (definition.opening if path == "mo_dau" else definition.closing) or ""
    return next((section.text or "" for own, _, section in walk(definition) if own == path), None)


def level_report(opened: OpenedCycle, code: str, narrative: str) -> LevelReport:
    """Return what a unit's document is made with; one with texts of its own is compiled and kept a while.

    Raises InputRefused with every mistake in the definition and in the unit's texts. Its caller is at work
    with the period.
    """
    shared = opened.reports.level_report(code)
    own = json.loads(narrative)
    if not own:
        return shared
    level = opened.roster[code].level
    key = hashlib.sha256(f"{level} {narrative}".encode()).hexdigest()
    return opened.own_forms.get(key, lambda: _compiled(opened, level, shared, own))


def _compiled(opened: OpenedCycle, level: str, shared: LevelReport, own: Mapping[str, str]) -> LevelReport:
    loaded = with_texts(shared.loaded, own)
    texts = opened.loaded.programme.levels[level].texts
    given = opened.loaded.skeleton.figures.model_copy(update={"texts": texts})
    return LevelReport(loaded, compile_definition(loaded, shared.folder, given), shared.folder)


def with_texts(loaded: LoadedDefinition, own: Mapping[str, str]) -> LoadedDefinition:
    """Return a definition with a unit's texts in their sections; places are those of the new whole."""
    data = copy.deepcopy(loaded.data)
    for path, text in own.items():
        _put(data, path, text)
    return parse_definition(canonical(data).encode(), "noi-dung.json", ".json")


def _put(data: Any, path: str, text: str) -> None:
    """Put the text of a section in its place; sections that the programme no longer has are passed over."""
    if path in WHOLE:
        data[path] = text
        return
    section = data
    for part in path.split("."):
        try:
            section = section[int(part)] if part.isdigit() else section[part]
        except (KeyError, IndexError):
            return
    section[TEXT] = text


def section_at(loaded: LoadedDefinition, where: Where) -> str:
    """Return the section in whose text a place of a definition lies; empty for none."""
    source = loaded.source
    if not 0 < where.line <= len(source.line_starts):
        return ""
    offset = source.line_starts[where.line - 1] + where.column - 1
    inside = [
        (spot.end - spot.start, path)
        for path, spot in source.spots.items()
        if path and path[0] in (SECTIONS, *WHOLE) and spot.key_start <= offset < max(spot.end, spot.start + 1)
    ]
    path = min(inside, default=(0, ()))[1]
    return ".".join(path[:-1] if path and not path[-1].isdigit() and path[0] == SECTIONS else path)
