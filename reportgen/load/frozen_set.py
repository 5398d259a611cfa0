"""Frozen sets of figures: the seal is looked at first, and every value says where it was typed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load.yaml_json import Reading
from reportgen.model.frozen import CONTENT, HEAD, HEAD_KEYS, SEAL, FrozenSet, content_id, seal_of
from reportgen.model.source import Source, Spot

REMEDY = "bộ số liệu đã chốt không được sửa: lấy lại bản gốc, hoặc sửa tệp số liệu rồi chốt lại"
PLACES = "cho"


def is_frozen(data: object) -> bool:
    """Tell whether plain data is a frozen set, sound or not."""
    return isinstance(data, Mapping) and HEAD in data and CONTENT in data


def open_frozen(reading: Reading) -> tuple[Reading, FrozenSet]:
    """Return the figures of a frozen set as if read from the file they were typed in, and which set it is.

    Raises InputRefused when anything in it was changed since.
    """
    data: Any = reading.data
    head = data[HEAD] if isinstance(data[HEAD], Mapping) else {}
    known = FrozenSet(*(str(head.get(key, "")) for key in HEAD_KEYS))
    if data.get(SEAL) != seal_of(data) or known.id != content_id(data[CONTENT]):
        message = f"bộ số liệu chốt {known.short or '(không có mã)'} đã bị sửa sau khi chốt"
        where = Where(reading.source.file)
        raise InputRefused([Finding("frozen-changed", message, where, REMEDY)])
    places = head.get(PLACES)
    source = _source(reading.source, known, places if isinstance(places, Mapping) else {})
    return replace(reading, data=data[CONTENT], source=source), known


def _source(own: Source, known: FrozenSet, places: Mapping[str, object]) -> Source:
    """Return the source whose places are those in the file that was frozen."""
    spots = {
        path[1:]: Spot(cell=_place(known.file, places.get(".".join(path[1:])), own.where(path)))
        for path in own.spots
        if path[:1] == (CONTENT,)
    }
    return Source.of_text(own.file, own.text, spots, sha256=own.sha256)


def _place(file: str, written: object, own: Where) -> Where:
    """Read `12:20` or `Số liệu!B5`; a value without a place of its own stands in the frozen file."""
    if not isinstance(written, str):
        return own
    sheet, _, cell = written.rpartition("!")
    if sheet:
        return Where(file, sheet=sheet, cell=cell)
    line, _, column = written.partition(":")
    return Where(file, int(line), int(column)) if line.isdecimal() and column.isdecimal() else own
