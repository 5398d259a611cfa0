"""The short way from JSON to groups and indicators of the everyday kind: the values the model would give.

A unit's figures are mostly groups of indicators with a label, counts by period and perhaps targets. For these
a look at the types is enough; validating them by the rules of the model takes most of the time of reading a
unit. What is in any way unusual is left as it came: the model reads it, and explains what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from reportgen.model.base import Value
from reportgen.model.figures_input import (
    CURRENT,
    UNNAMED,
    WHOLE_NUMBER,
    GroupInput,
    IndicatorInput,
    read_target,
)

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_KNOWN = 10_000
Reader = Callable[[Any], Any]


class _Unusual(Exception):
    """Something that the model has to judge."""


class _Known(dict[str, Any]):
    """What short texts stand for, each read once; those that stand for nothing are unusual."""

    def __init__(self, pattern: re.Pattern[str], read: Callable[[str], Any]) -> None:
        super().__init__()
        self.pattern, self.read = pattern, read

    def __missing__(self, text: object) -> Any:
        if type(text) is not str or not self.pattern.fullmatch(text):
            raise _Unusual
        if len(self) >= MOST_KNOWN:
            self.clear()
        known = self[text] = self.read(text)
        return known


PERIODS, IDENTIFIERS = _Known(WHOLE_NUMBER, int), _Known(IDENTIFIER, str)


def with_everyday_indicators(value: object) -> object:
    """Return figures as read from JSON with their everyday parts read; the figures themselves change."""
    if not isinstance(value, dict):
        return value
    for key, group in value.items():
        if type(group) is dict and type(group.get("chi_tieu")) is dict:
            indicators = group["chi_tieu"]
            for name, raw in indicators.items():
                indicators[name] = everyday_indicator(raw)
            value[key] = _read(GROUPS, group)
    return value


def everyday_indicator(raw: object) -> object:
    """Return the indicator that a JSON value stands for, or the value itself when it is unusual."""
    return _read(INDICATORS, raw)


# --- one value -----------------------------------------------------------------------------------------


class _Shape:
    """Mappings with the same keys: what each key is called in the model, and how its value is read."""

    __slots__ = ("fields", "fresh", "given", "names", "readers")

    def __init__(self, model: type[Value], steps: list[tuple[str, Reader]]) -> None:
        self.names, self.readers = [name for name, _ in steps], [read for _, read in steps]
        self.given = set(self.names)
        self.fields: dict[str, Any] = {
            name: field.get_default(call_default_factory=True) for name, field in model.model_fields.items()
        }
        self.fresh = [name for name, value in self.fields.items() if value == {} and name not in self.given]
        """Mappings that each value has for itself."""


class _Shapes(dict[tuple[str, ...], _Shape | None]):
    """The shapes of one model by their keys, each worked out once; None for those left to the model."""

    def __init__(
        self, model: type[Value], readers: Mapping[str, tuple[str, Reader]], origins: set[str]
    ) -> None:
        super().__init__()
        self.model, self.readers, self.origins = model, readers, origins

    def __missing__(self, keys: tuple[str, ...]) -> _Shape | None:
        if len(self) >= MOST_KNOWN:
            self.clear()
        is_everyday = self.readers.keys() >= set(keys) and len(self.origins.intersection(keys)) == 1
        shape = _Shape(self.model, [self.readers[key] for key in keys]) if is_everyday else None
        self[keys] = shape
        return shape


def _read(shapes: _Shapes, raw: object) -> object:
    """Return the value of a mapping, or the mapping itself when it is unusual."""
    shape = shapes[tuple(raw)] if type(raw) is dict else None
    if shape is None:
        return raw
    assert isinstance(raw, dict)
    fields = shape.fields.copy()
    try:
        for name, read, value in zip(shape.names, shape.readers, raw.values(), strict=True):
            fields[name] = value if read is _text and type(value) is str else read(value)
    except (ValueError, _Unusual):
        return raw
    for name in shape.fresh:
        fields[name] = {}
    made = shapes.model.__new__(shapes.model)  # as the model leaves a value that it has validated
    set_fields(made, fields)
    set_given(made, shape.given)
    set_extra(made, None)
    set_private(made, None)
    return made


set_fields = BaseModel.__dict__["__dict__"].__set__
set_given = BaseModel.__dict__["__pydantic_fields_set__"].__set__
set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
set_private = BaseModel.__dict__["__pydantic_private__"].__set__


# --- the readers, one for each key ---------------------------------------------------------------------


def _text(value: object) -> str:
    if type(value) is str:
        return value
    raise _Unusual


def _truth(value: object) -> bool:
    if type(value) is bool:
        return value
    raise _Unusual


def _decimals(value: object) -> int:
    if type(value) is int and 0 <= value <= 6:
        return value
    raise _Unusual


def _identifier(value: object) -> str:
    if type(value) is str:
        return str(IDENTIFIERS[value])
    raise _Unusual


def _identifiers(value: object) -> tuple[str, ...]:
    if type(value) is list:
        return tuple(map(_identifier, value))
    raise _Unusual


def _by_period(*kinds: type) -> Reader:
    """Return the reader of numbers by period, or of one for the current period, of these types."""
    allowed = frozenset(kinds)

    def read(value: object) -> dict[int, Any]:
        if type(value) is dict:
            if allowed.issuperset(map(type, value.values())):
                return {PERIODS[period]: number for period, number in value.items()}
        elif type(value) in allowed and value is not None:
            return {CURRENT: value}
        raise _Unusual

    return read


def _targets(value: object) -> dict[str, dict[int, Any]]:
    if type(value) is not dict:
        raise _Unusual
    kinds = set(map(type, value.values()))
    if kinds == {int}:
        return {UNNAMED: {PERIODS[year]: ((number, 1),) for year, number in value.items()}}
    if kinds <= {dict}:
        return {name: _target_years(years) for name, years in value.items()}
    return {UNNAMED: _target_years(value)}


def _target_years(years: dict[str, Any]) -> dict[int, Any]:
    return {PERIODS[year]: _target(value) for year, value in years.items()}


def _target(value: object) -> tuple[tuple[int, int], ...]:
    if type(value) is int:
        return ((value, 1),)
    if type(value) is Decimal or type(value) is str:
        return read_target(value)
    raise _Unusual


def _indicators(value: dict[str, object]) -> dict[str, object]:
    """Accept indicators that have all been read; a group without any is left to the model."""
    if set(map(type, value.values())) != {IndicatorInput}:
        raise _Unusual
    if not IDENTIFIERS.keys() >= value.keys():
        _identifiers(list(value))
    return value


COUNTS = _by_period(int, type(None))
INDICATORS = _Shapes(
    IndicatorInput,
    {
        "nhan": ("label", _text),
        "don_vi_tinh": ("measure_unit", _text),
        "ghi_chu": ("note", _text),
        "so_luong": ("counts", COUNTS),
        "gia_tri": ("values", _by_period(int, Decimal, type(None))),
        "cong_thuc": ("expression", _text),
        "mau_so": ("denominators", _by_period(int, str, type(None))),
        "muc_tieu": ("targets", _targets),
        "so_le": ("decimals", _decimals),
        "trong_do_cua": ("part_of", _identifier),
        "co_tt": ("has_ordinal", _truth),
        "gom": ("parts", _identifiers),
        "kiem_nhiem": ("is_concurrent", _truth),
    },
    {"so_luong", "gia_tri", "cong_thuc"},
)
GROUPS = _Shapes(
    GroupInput,
    {
        "nhan": ("label", _text),
        "don_vi_tinh": ("measure_unit", _text),
        "tong_so": ("totals", COUNTS),
        "gom": ("parts", _identifiers),
        "can_bang_100": ("balanced", _identifiers),
        "chi_tieu": ("indicators", _indicators),
    },
    {"chi_tieu"},
)
"""Readers by key; exactly one of the last ones named is given."""
