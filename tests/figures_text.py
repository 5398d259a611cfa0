"""Definitions and figures written as YAML inside a test, read as files are."""

from __future__ import annotations

from typing import TypeVar

from reportgen.compute import compute
from reportgen.load.yaml_json import read_yaml
from reportgen.model.base import Value
from reportgen.model.definition import Definition
from reportgen.model.figure import PROSE, TABLE, Blank, Figure, Figures, View
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source

Model = TypeVar("Model", bound=Value)


def read(text: str, model: type[Model], file: str) -> tuple[Model, Source]:
    reading = read_yaml(text.encode(), file)
    assert reading.is_sound, reading.findings
    return model.model_validate(reading.data), reading.source


def read_definition(text: str) -> tuple[Definition, Source]:
    return read(text, Definition, "bao-cao.yaml")


def read_figures(text: str) -> tuple[FiguresInput, Source]:
    return read(text, FiguresInput, "so-lieu.yaml")


def computed(text: str, **formulas: str) -> Figures:
    return compute(read_figures(text)[0], formulas={f"b.{key}": value for key, value in formulas.items()})


def asked(figures: Figures, name: str, *args: int | str) -> object:
    """`a.x.ty_le` and what stands in its brackets, as a template would ask."""
    first, *rest = name.split(".")
    value = figures.names[first]
    for part in rest:
        value = value.look(part)
    return value(*args) if args else value


def figure(figures: Figures, name: str, *args: int | str) -> Figure:
    value = asked(figures, name, *args)
    value = value.printed() if isinstance(value, View) else value
    assert isinstance(value, Figure), value
    return value


def prose(figures: Figures, name: str, *args: int | str) -> str:
    return figure(figures, name, *args).text(PROSE)


def cell(figures: Figures, name: str, *args: int | str) -> str:
    value = asked(figures, name, *args)
    value = value.printed() if isinstance(value, View) else value
    return "" if isinstance(value, Blank) else value.text(TABLE)  # type: ignore[attr-defined]
