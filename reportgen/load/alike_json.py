"""Figures in JSON that differ from those read before in numbers only: nearly always those of the next unit.

A text read before is remembered with gaps where its numbers stood, and where among the figures each of them
belongs. A text that fits needs neither to be parsed nor to be validated; any other is read as usual.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from reportgen.load.fast_json import LONGEST_KEY, REPLACEMENT
from reportgen.load.json_places import json_source
from reportgen.load.text import BYTE_ORDER_MARK
from reportgen.model.figures_input import CURRENT, FiguresInput, GroupInput, IndicatorInput
from reportgen.model.mould import At, Cast, Mould, MouldedGroups
from reportgen.model.skeleton import as_validated

WHOLE = rb"-?(?:0|[1-9][0-9]{0,29})"
FRACTION = WHOLE + rb"\.[0-9]{1,30}"
ONE_WHOLE, ONE_FRACTION = re.compile(WHOLE), re.compile(FRACTION)
COUNT, MEASURED = re.compile(WHOLE + b"|null"), re.compile(FRACTION + b"|" + WHOLE + b"|null")
FACT = re.compile(rb'"[^"\\]*"')
FIELDS = {"so_luong": "counts", "gia_tri": "values", "mau_so": "denominators"}
TOTALS, OWN, ROWS, FACTS = "tong_so", "chi_tieu", "danh_sach", "thong_tin"
MOST_BYTES, MOST_PATIENCE, MOST_VALUES, MOST_TEXTS = 1_000_000, 64, 20_000, 8


class _Place(NamedTuple):
    """Where a value belongs: a period of an indicator's field, a cell of a row, or a fact of the unit."""

    group: str
    member: str | int
    field: str
    key: Any
    pattern: re.Pattern[bytes]


class AlikeJson:
    """A few texts, one of each build; replaced as a whole, so that threads may share them."""

    def __init__(self) -> None:
        self._texts: dict[_Build, _Text] = {}
        self._misses, self._patience = 0, 1

    def read(self, raw: bytes) -> FiguresInput | None:
        """Return the figures of a text that is like one remembered; None when it is not."""
        alike = self._texts.get(_build(raw))
        return alike.read(raw) if alike is not None else None

    def learn(self, raw: bytes, figures: FiguresInput) -> FiguresInput:
        """Remember a text that was read otherwise, and return its figures as those of texts like it.

        Where all texts differ this is done ever less often, as it takes time.
        """
        self._misses += 1
        if self._misses >= self._patience and len(raw) <= MOST_BYTES:
            self._misses, self._patience = 0, min(2 * self._patience, MOST_PATIENCE)
            text = _Text(raw, figures)
            made = text.read(raw)
            if made is not None and made == figures:
                others = list(self._texts.items())[1 - MOST_TEXTS :]
                self._texts = {**dict(others), _build(raw): text}
                return made
        return figures


_Build = tuple[int, ...]


def _build(raw: bytes) -> _Build:
    """Return what texts of one shape have in common, and those of others hardly ever."""
    return raw.count(b'"'), raw.count(b":"), raw.count(b",")


class _Text:
    """A text with gaps."""

    def __init__(self, raw: bytes, figures: FiguresInput) -> None:
        self.steps: list[tuple[bytes, Callable[[bytes, int], re.Match[bytes] | None]]] = []
        places, end = [], 0
        for start, stop, place in _gaps(raw, figures):
            self.steps.append((raw[end:start], place.pattern.match))
            places.append(place)
            end = stop
        self.rest = raw[end:]
        self.figures, self.fillings = figures, dict(_fillings(figures, places))
        self.facts = [(place.key, n) for n, place in enumerate(places) if place.group == FACTS]
        self.mould = Mould(self._groups([At(n) for n in range(len(places))]))

    def read(self, raw: bytes) -> FiguresInput | None:
        """Return the figures of a text that differs in the gaps only; None for another one."""
        end, found = 0, list[bytes]()
        for static, match in self.steps:
            given = match(raw, end + len(static)) if raw.startswith(static, end) else None
            if given is None:
                return None
            end = given.end()
            found.append(given[0])
        if len(raw) != end + len(self.rest) or not raw.endswith(self.rest):
            return None
        values = list(map(VALUES.__getitem__, found))
        facts = {key: values[number] for key, number in self.facts}
        return self._filled(values, facts) if all(map(_is_plain, facts.values())) else None

    def _filled(self, values: Sequence[Any], facts: Mapping[str, Any]) -> FiguresInput:
        own = self.figures
        made = own.model_copy(update={"facts": {**own.facts, **facts}} if facts else None)
        groups = MouldedGroups(self._groups(values), partial(Cast, self.mould, values))
        object.__setattr__(made, "__pydantic_extra__", groups)
        return made

    def _groups(self, values: Sequence[Any]) -> dict[str, GroupInput]:
        filled = {name: filling.filled(values) for name, filling in self.fillings.items()}
        return {**self.figures.groups, **filled}


class _Values(dict[bytes, Any]):
    """What stands in gaps, each worked out once."""

    def __missing__(self, given: bytes) -> Any:
        if given[:1] == b'"':
            return given[1:-1].decode("utf-8", "replace")
        if len(self) >= MOST_VALUES:
            self.clear()
        value: Any = None
        if given != b"null":
            value = Decimal(given.decode()) if b"." in given else int(given)
        self[given] = value
        return value


VALUES = _Values()


def _is_plain(fact: str) -> bool:
    """Tell whether a text is one that any reader would take as it is."""
    is_clean = fact.isprintable() and REPLACEMENT not in fact and len(fact) <= LONGEST_KEY
    return is_clean and unicodedata.is_normalized("NFC", fact)


# --- where the gaps are ---------------------------------------------------------------------------------


def _gaps(raw: bytes, figures: FiguresInput) -> Iterator[tuple[int, int, _Place]]:
    """Yield start and end of every value that may be another in the next text, and what it is."""
    source = json_source(raw, "")
    text, offset, before = source.text, len(raw) - len(raw.removeprefix(BYTE_ORDER_MARK)), 0
    for path, spot in sorted(source.spots.items(), key=lambda item: item[1]):
        place = _place(path, figures)
        written = text[spot.start : spot.end].encode()
        if place is not None and place.pattern.fullmatch(written):
            offset += len(text[before : spot.start].encode())
            yield offset, offset + len(written), place
            offset, before = offset + len(written), spot.end


def _place(path: tuple[str, ...], figures: FiguresInput) -> _Place | None:
    """Return what stands at a path of the data, if it is a value that fills a gap."""
    match path:
        case ("thong_tin", key):
            return _Place(FACTS, "", "", key, FACT)
        case (group, "tong_so", *period) if _is_group(group, figures):
            return _by_period(group, "", "totals", period)
        case (group, "chi_tieu", name, ("so_luong" | "gia_tri" | "mau_so") as field, *period):
            return _by_period(group, name, FIELDS[field], period) if _is_group(group, figures) else None
        case (group, "chi_tieu", name) if _is_group(group, figures):
            is_count = figures.groups[group].indicators[name].counts is not None
            field, pattern = ("counts", ONE_WHOLE) if is_count else ("values", ONE_FRACTION)
            return _Place(group, name, field, CURRENT, pattern)
        case (group, "danh_sach", row, field) if _is_group(group, figures):
            return _Place(group, int(row), ROWS, field, MEASURED)
    return None


def _is_group(name: str, figures: FiguresInput) -> bool:
    return name in figures.groups


def _by_period(group: str, member: str, field: str, period: Sequence[str]) -> _Place | None:
    """Return a number of a period, or the only one, which is never missing."""
    if len(period) > 1:
        return None
    several, one = (MEASURED, ONE_WHOLE) if field == "values" else (COUNT, ONE_WHOLE)
    return _Place(group, member, field, int(period[0]) if period else CURRENT, several if period else one)


# --- filling them ---------------------------------------------------------------------------------------

Numbers = tuple[str, Mapping[int, Any], list[tuple[int, int]]]
"""A field, its numbers as they were, and for each period that has a gap which of the values it takes."""


class _Indicator(NamedTuple):
    """How one indicator takes its values."""

    name: str
    fields: dict[str, Any]
    given: set[str]
    numbers: list[Numbers]


@dataclass(frozen=True, slots=True)
class _Filling:
    """How one group takes its values."""

    group: GroupInput
    totals: list[Numbers]
    indicators: dict[str, _Indicator]
    cells: dict[int, list[tuple[str, int]]]

    def filled(self, values: Sequence[Any]) -> GroupInput:
        """Return the group with other values."""
        group = self.group
        fields = _with_numbers(group.__dict__, self.totals, values)
        if self.indicators:
            fields["indicators"] = made = group.indicators.copy()
            for name, own, given, numbers in self.indicators.values():
                made[name] = as_validated(IndicatorInput, _with_numbers(own, numbers, values), given)
        if self.cells:
            fields["rows"] = tuple(self._rows(values))
        filled: GroupInput = as_validated(GroupInput, fields, group.model_fields_set)
        return filled

    def _rows(self, values: Sequence[Any]) -> Iterator[dict[str, Any]]:
        for number, row in enumerate(self.group.rows or ()):
            yield {**row, **{field: values[place] for field, place in self.cells.get(number, ())}}


def _with_numbers(own: dict[str, Any], numbers: list[Numbers], values: Sequence[Any]) -> dict[str, Any]:
    fields = own.copy()
    for field, before, places in numbers:
        made = {period: values[place] for period, place in places}
        fields[field] = made if len(made) == len(before) else {**before, **made}
    return fields


def _fillings(figures: FiguresInput, places: Sequence[_Place]) -> Iterator[tuple[str, _Filling]]:
    """Yield the groups with gaps, and how each takes its values."""
    fillings: dict[str, _Filling] = {}
    for number, place in enumerate(places):
        if place.group == FACTS:
            continue
        group = figures.groups[place.group]
        filling = fillings.setdefault(place.group, _Filling(group, [], {}, {}))
        if isinstance(place.member, int):
            filling.cells.setdefault(place.member, []).append((place.key, number))
            continue
        known = filling.totals
        own: GroupInput | IndicatorInput = group
        if place.member:
            own = group.indicators[place.member]
            fresh = _Indicator(place.member, own.__dict__, own.model_fields_set, [])
            known = filling.indicators.setdefault(place.member, fresh).numbers
        if not known or known[-1][0] != place.field:
            known.append((place.field, getattr(own, place.field), []))
        known[-1][2].append((place.key, number))
    yield from fillings.items()
