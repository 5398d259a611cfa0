"""Figures as the file that a person would have typed: YAML with the keys of `so-lieu.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import yaml

from reportgen.model.base import Value
from reportgen.model.definition import IssueDate
from reportgen.model.figures_input import CURRENT, UNNAMED, FiguresInput
from reportgen.vietnamese import Ratio

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes decimals as typed, and short mappings on one line."""


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = f"{number:f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float", text if "." in text else f"{text}.0")


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    looks_like_number = text[:1].isdigit() or text[:1] in "-+"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if looks_like_number else None)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)


def figures_yaml(figures: FiguresInput, remarks: Iterable[str] = ()) -> bytes:
    """Return the bytes of a figures file that reads as these figures; `remarks` stand above it."""
    head = "".join(f"# {line}\n" for line in remarks)
    text = yaml.dump(figures_data(figures), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return (head + text).encode()


def figures_data(figures: FiguresInput) -> dict[str, Any]:
    """Return figures as plain data with the keys of the file, without what says nothing."""
    data = _plain(figures)
    for name, group in figures.groups.items():
        data[name] = _plain(group)
        indicators = {key: _plain(each) for key, each in group.indicators.items()}
        if indicators:
            data[name]["chi_tieu"] = indicators
        if group.rows is not None:
            data[name]["danh_sach"] = [dict(row) for row in group.rows]
    return data


def _plain(value: Value) -> dict[str, Any]:
    """Return the fields of a value that its author has set, by their names in files."""
    plain: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        given = getattr(value, name)
        if given == field.get_default(call_default_factory=True) or name in ("indicators", "rows"):
            continue
        plain[field.alias or name] = _targets(given) if name == "targets" else _simple(given)
    return plain


def _simple(given: Any) -> Any:
    if isinstance(given, IssueDate):
        parts = (f"{given.year:04d}", *(f"{part:02d}" for part in (given.month, given.day) if part))
        return "-".join(parts)
    if isinstance(given, Value):
        return _plain(given)
    if isinstance(given, dict):
        return (
            {key: _simple(each) for key, each in given.items()} if set(given) != {CURRENT} else given[CURRENT]
        )
    if isinstance(given, tuple | list):
        return [_simple(each) for each in given]
    return given if given is None or isinstance(given, bool | int | Decimal) else str(given)


def _targets(targets: dict[str, dict[int, tuple[Ratio, ...]]]) -> dict[Any, Any]:
    named = {name: {year: _target(ends) for year, ends in years.items()} for name, years in targets.items()}
    return named[UNNAMED] if set(named) == {UNNAMED} else named


def _target(ends: tuple[Ratio, ...]) -> object:
    """Return a target as typed: a number, or a range in Vietnamese digits."""
    numbers = [Decimal(numerator) / Decimal(denominator) for numerator, denominator in ends]
    if len(numbers) == 1:
        number = numbers[0]
        return int(number) if number == int(number) else number
    return " - ".join(f"{number:f}".replace(".", ",") for number in numbers)
