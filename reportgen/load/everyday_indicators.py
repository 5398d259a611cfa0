"""The short way from JSON to indicators of the everyday kind: the value that the model would give.

A unit's figures are mostly indicators with a label, counts by period and perhaps targets. For these a look at
the types is enough; validating them by the rules of the model takes most of the time of reading a unit. What
is in any way unusual is left as it came: the model reads it, and explains what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from reportgen.model.figures_input import CURRENT, UNNAMED, WHOLE_NUMBER, IndicatorInput, read_target

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")
DEFAULTS: dict[str, Any] = {
    **{name: field.default for name, field in IndicatorInput.model_fields.items()},
}


class _Unusual(Exception):
    """Something that the model has to judge."""


def with_everyday_indicators(value: object) -> object:
    """Return figures as read from JSON with their everyday indicators read; the figures themselves change."""
    for group in value.values() if isinstance(value, dict) else ():
        indicators = group.get("chi_tieu") if isinstance(group, dict) else None
        if isinstance(indicators, dict):
            for key, raw in indicators.items():
                indicators[key] = everyday_indicator(raw)
    return value


def everyday_indicator(raw: object) -> object:
    """Return the indicator that a JSON value stands for, or the value itself when it is unusual."""
    if type(raw) is not dict:
        return raw
    fields = {**DEFAULTS, "denominators": {}, "targets": {}}
    given: set[str] = set()
    try:
        for key, value in raw.items():
            name, read = READERS[key]
            fields[name] = read(value)
            given.add(name)
    except (KeyError, ValueError, _Unusual):
        return raw
    return _made(fields, given) if len(ORIGINS & given) == 1 else raw


def _made(fields: dict[str, Any], given: set[str]) -> IndicatorInput:
    """Return an indicator with these fields, as the model leaves it when it has validated them."""
    made = IndicatorInput.__new__(IndicatorInput)
    put = object.__setattr__
    put(made, "__dict__", fields)
    put(made, "__pydantic_fields_set__", given)
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


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
    if type(value) is str and IDENTIFIER.fullmatch(value):
        return value
    raise _Unusual


def _identifiers(value: object) -> tuple[str, ...]:
    if type(value) is list:
        return tuple(map(_identifier, value))
    raise _Unusual


@lru_cache(maxsize=1000)
def _period(text: str) -> int:
    if WHOLE_NUMBER.fullmatch(text):
        return int(text)
    raise _Unusual


def _by_period(*kinds: type) -> Callable[[object], dict[int, Any]]:
    """Return the reader of numbers by period, or of one for the current period, of these types."""

    def read(value: object) -> dict[int, Any]:
        if type(value) is not dict:
            if type(value) in kinds and value is not None:
                return {CURRENT: value}
            raise _Unusual
        numbers = {}
        for period, number in value.items():
            if type(number) not in kinds:
                raise _Unusual
            numbers[_period(period)] = number
        return numbers

    return read


def _targets(value: object) -> dict[str, dict[int, Any]]:
    if type(value) is not dict:
        raise _Unusual
    if all(type(each) is dict for each in value.values()):
        return {name: _target_years(years) for name, years in value.items()}
    return {UNNAMED: _target_years(value)}


def _target_years(years: dict[str, Any]) -> dict[int, Any]:
    return {_period(year): _target(value) for year, value in years.items()}


def _target(value: object) -> tuple[tuple[int, int], ...]:
    if type(value) is int:
        return ((value, 1),)
    if type(value) is Decimal or type(value) is str:
        return read_target(value)
    raise _Unusual


READERS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "nhan": ("label", _text),
    "don_vi_tinh": ("measure_unit", _text),
    "ghi_chu": ("note", _text),
    "so_luong": ("counts", _by_period(int, type(None))),
    "gia_tri": ("values", _by_period(int, Decimal, type(None))),
    "cong_thuc": ("expression", _text),
    "mau_so": ("denominators", _by_period(int, str, type(None))),
    "muc_tieu": ("targets", _targets),
    "so_le": ("decimals", _decimals),
    "trong_do_cua": ("part_of", _identifier),
    "co_tt": ("has_ordinal", _truth),
    "gom": ("parts", _identifiers),
    "kiem_nhiem": ("is_concurrent", _truth),
}
ORIGINS = {"counts", "values", "expression"}
