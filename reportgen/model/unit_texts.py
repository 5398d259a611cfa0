"""Letterhead texts of a level as patterns: `{ten}`, `{TEN}`, `{cha.ten}` stand for the unit's own names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.model.base import Path, Value
from reportgen.model.figures_input import UnitTexts
from reportgen.model.unit import Unit

PLACE = re.compile(r"\{([^{}]*)\}")
OWN_NAMES = ("ten", "TEN", "ten_rieng", "TEN_RIENG", "ma")
PLAIN_NAMES = (*OWN_NAMES, *(f"cha.{name}" for name in OWN_NAMES))
KIND = re.compile(r"(?i:(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+)(?=\S)")
"""What kind of place it is, before its own name: `xã Sin Suối Hồ` is called Sin Suối Hồ."""
FACT_PREFIX = "thong_tin."
NO_TEXTS = UnitTexts()


def pattern_names(texts: UnitTexts) -> Iterator[tuple[Path, str]]:
    """Yield the places in a level's texts that a unit fills in: path of the text, name in braces."""
    for path, text in _strings(texts, ()):
        yield from ((path, found[1]) for found in PLACE.finditer(text))


def is_known(name: str) -> bool:
    """Whether a unit can fill in a name."""
    return name in PLAIN_NAMES or name.startswith(FACT_PREFIX)


def names_of(unit: Unit, parent: Unit | None, facts: Mapping[str, str | int]) -> dict[str, str]:
    """Return what a unit puts in for each name."""
    names = dict(_names(unit))
    if parent is not None:
        names |= {f"cha.{key}": name for key, name in _names(parent)}
    return names | {FACT_PREFIX + key: str(value) for key, value in facts.items()}


def _names(unit: Unit) -> Iterator[tuple[str, str]]:
    own = KIND.sub("", unit.name, count=1) if KIND.match(unit.name) else unit.name
    yield from (("ten", unit.name), ("TEN", unit.name.upper()), ("ma", unit.code))
    yield from (("ten_rieng", own), ("TEN_RIENG", own.upper()))


def texts_of_unit(patterns: UnitTexts, names: Mapping[str, str], *own: UnitTexts) -> UnitTexts:
    """Return the patterns filled in, and over them the unit's own texts, the last first.

    Raises KeyError for a name that the unit does not have.
    """
    given = {name: _filled(getattr(patterns, name), names) for name in patterns.model_fields_set}
    for texts in own:
        given |= {name: getattr(texts, name) for name in texts.model_fields_set}
    return NO_TEXTS.model_copy(update=given) if given else NO_TEXTS


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return PLACE.sub(lambda found: names[found[1]], value) if "{" in value else value
    if isinstance(value, tuple):
        return tuple(_filled(each, names) for each in value)
    if isinstance(value, Value):
        update = {name: _filled(getattr(value, name), names) for name in value.model_fields_set}
        return value.model_copy(update=update)
    return value


def _strings(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _strings(each, (*path, index))
    elif isinstance(value, Value):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                yield from _strings(getattr(value, name), (*path, field.alias or name))
