"""The load stage: files that users write become validated values, each knowing its place in its file."""

from __future__ import annotations

from reportgen.load.alike_json import AlikeJson
from reportgen.load.load import (
    LoadedDefinition,
    LoadedFigures,
    LoadedWaivers,
    figures_from_json,
    load_definition,
    load_figures,
    load_waivers,
    parse_definition,
    parse_figures,
    read_file,
)

__all__ = [
    "AlikeJson",
    "LoadedDefinition",
    "LoadedFigures",
    "LoadedWaivers",
    "figures_from_json",
    "load_definition",
    "load_figures",
    "load_waivers",
    "parse_definition",
    "parse_figures",
    "read_file",
]
