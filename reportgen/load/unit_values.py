"""One unit's values: read fast where nothing is unusual, else strictly, with a place for every mistake."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load.fast_json import read_plain_json
from reportgen.load.fast_unit_values import FastReader
from reportgen.load.frozen_set import is_frozen
from reportgen.load.json_memory import JsonMemory
from reportgen.load.json_places import PathsOf, json_source
from reportgen.load.later_source import later_source
from reportgen.load.load import LoadedFigures, parse_figures, validated
from reportgen.load.strict_unit_values import StrictReader
from reportgen.load.yaml_json import Reading, read_json
from reportgen.model.figures_input import FiguresInput, UnitTexts
from reportgen.model.skeleton import Skeleton, Slot, SlotKind
from reportgen.model.source import Source
from reportgen.model.unit_values import DENOMINATOR, NO_TEXTS, Row, UnitHead, UnitValues

WHOLE_FILE = "ky"
HEAD_KEYS = {"don_vi", "van_ban", "thong_tin", "so_lieu"}
READERS: dict[str, Callable[[bytes, str], Reading]] = {".json": read_json}


class UnitReader:
    """Reads the values of units of one skeleton; without `positions` places are paths, which is quicker."""

    def __init__(self, slots: Skeleton, *, positions: bool = True) -> None:
        self.slots, self._positions = slots, positions
        self._fast = FastReader(slots)

    def read_json(
        self,
        raw: bytes,
        file: str,
        code: str,
        places: Callable[[Source], Source] | None = None,
        memory: JsonMemory | None = None,
    ) -> UnitValues:
        """Read JSON, the fast way when nothing about it is unusual; `places` shifts the places of a line.

        `memory` is that of the unit's earlier revisions. Raises InputRefused with everything wrong in it.
        """
        data = read_plain_json(raw) if memory is None else memory.read(raw)
        if isinstance(data, dict) and not is_frozen(data) and WHOLE_FILE not in data:
            values = self._plain(data, raw, file, code, places, memory)
            if values is not None:
                return values
        reading = read_json(raw, file)
        if places is not None:
            reading = Reading(reading.data, places(reading.source), reading.findings, reading.is_sound)
        return self.read(reading, code, raw, ".json")

    def _plain(
        self,
        data: dict[str, Any],
        raw: bytes,
        file: str,
        code: str,
        places: Callable[[Source], Source] | None,
        memory: JsonMemory | None,
    ) -> UnitValues | None:
        texts, facts = data.get("van_ban"), data.get("thong_tin", {})
        if texts or not data.keys() <= HEAD_KEYS or data.get("don_vi", code) != code or facts:
            head = _head(data)
            if head is None or head.code not in (code, None):
                return None
            texts, facts = head.texts, head.facts
        figures = data.get("so_lieu", {})
        read = self._fast.read(figures, memory.made) if memory is not None else self._fast.read(figures)
        if read is None:
            return None

        def with_places() -> Source:
            source = json_source(raw, file) if self._positions else Source(file, "", PathsOf(data), sha256)
            return places(source) if places is not None else source

        sha256 = hashlib.sha256(raw).hexdigest()
        source = later_source(file, sha256, with_places)
        return UnitValues(code, *read, texts or NO_TEXTS, facts, source)

    def read(self, reading: Reading, code: str, raw: bytes, suffix: str) -> UnitValues:
        """Read plain data with its places; a file with `ky` is a figures file of its own.

        Raises InputRefused with everything wrong in it.
        """
        if isinstance(reading.data, dict) and (WHOLE_FILE in reading.data or is_frozen(reading.data)):
            given = parse_figures(raw, reading.source.file, suffix) if raw else _as_figures(reading)
            return self._whole(given, code)
        head, notes = validated(reading, UnitHead)
        findings = list(_wrong_code(head, code, reading.source))
        strict = StrictReader(self.slots, reading.source)
        values, lists = strict.read(head.values)
        if findings or strict.findings:
            raise InputRefused([*findings, *strict.findings])
        told = tuple(note for note in notes if note.severity is not Severity.ERROR)
        return UnitValues(code, values, lists, head.texts, head.facts, reading.source, notes=told)

    def read_part(self, data: dict[str, Any], source: Source, key: str, code: str) -> UnitValues:
        """Read one entry of a file that holds several units.

        Raises InputRefused with everything wrong in it.
        """
        inner = {path[1:]: spot for path, spot in source.spots.items() if path[:1] == (key,)}
        own = Source(source.file, source.text, inner, source.sha256, source.line_starts)
        return self.read(Reading(data, own), code, b"", ".json")

    def whole(self, raw: bytes, file: str, code: str, suffix: str) -> UnitValues:
        """Read a figures file of its own.

        Raises InputRefused with everything wrong in it.
        """
        return self._whole(parse_figures(raw, file, suffix), code)

    def _whole(self, given: LoadedFigures, code: str) -> UnitValues:
        figures = given.figures
        values, lists = values_of(figures, self.slots)
        return UnitValues(
            code, values, lists, figures.texts, figures.facts, given.source, whole=figures, notes=given.notes
        )


def _as_figures(reading: Reading) -> LoadedFigures:
    figures, notes = validated(reading, FiguresInput)
    return LoadedFigures(figures, reading.source, notes)


def _head(data: dict[str, Any]) -> UnitHead | None:
    try:
        return UnitHead.model_validate({**data, "so_lieu": {}})
    except ValidationError:
        return None


def _wrong_code(head: UnitHead, code: str, source: Source) -> list[Finding]:
    if head.code in (None, code):
        return []
    message = f"tệp của đơn vị {code} ghi don_vi: {head.code}"
    remedy = "sửa don_vi, hoặc đặt lại tên tệp theo mã đơn vị"
    return [Finding("unit-code-differs", message, source.where(("don_vi",)), remedy)]


# --- a figures file of its own, seen as values -----------------------------------------------------------


def values_of(
    figures: FiguresInput, slots: Skeleton
) -> tuple[dict[str, dict[str, dict[int, Any]]], dict[str, tuple[Row, ...]]]:
    """Return the numbers and rows of a figures file that a skeleton asks for."""
    values: dict[str, dict[str, dict[int, Any]]] = {}
    for slot in slots:
        numbers = _numbers(figures, slot)
        if numbers:
            current = figures.periods.current
            by_year = {period or current: number for period, number in numbers.items()}
            values.setdefault(slot.key[0], {})[slot.key[1]] = by_year
    groups = figures.groups
    lists = {name: rows for name in slots.lists if name in groups and (rows := groups[name].rows) is not None}
    return values, lists


def _numbers(figures: FiguresInput, slot: Slot) -> dict[int, Any] | None:
    group, member = slot.key
    if group not in figures.groups:
        return None
    if slot.kind is SlotKind.TOTAL:
        return figures.groups[group].totals
    indicator = figures.groups[group].indicators.get(member.removesuffix(DENOMINATOR))
    if indicator is None:
        return None
    if slot.kind is SlotKind.DENOMINATOR:
        own = indicator.denominators
        return {period: number for period, number in own.items() if not isinstance(number, str)}
    return indicator.counts if slot.kind is SlotKind.COUNT else indicator.values


__all__ = ["UnitReader", "UnitTexts", "UnitValues", "values_of"]
