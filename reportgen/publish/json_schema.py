"""JSON Schema of the files users write, for editors that suggest and check while one types."""

from __future__ import annotations

from typing import Any

from reportgen.model.base import Value
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.programme import Programme, RosterFile
from reportgen.model.unit_values import UnitValuesFile
from reportgen.model.waiver import WaiverFile

SCHEMAS: dict[str, tuple[type[Value], str]] = {
    "bao-cao": (Definition, "Định nghĩa báo cáo (bao-cao.yaml)"),
    "so-lieu": (FiguresInput, "Số liệu của một đơn vị (so-lieu.yaml)"),
    "bo-qua": (WaiverFile, "Các phát hiện được bỏ qua (bo-qua.yaml)"),
    "chuong-trinh": (Programme, "Chương trình báo cáo của nhiều đơn vị (chuong-trinh.yaml)"),
    "don-vi": (RosterFile, "Danh sách đơn vị (don-vi.yaml)"),
    "so-lieu-don-vi": (UnitValuesFile, "Số liệu của một đơn vị theo khung chung"),
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(which: str) -> dict[str, Any]:
    """Return the schema of one kind of files; its titles are the labels messages use."""
    model, title = SCHEMAS[which]
    schema = model.model_json_schema(by_alias=True, mode="validation")
    _drop_descriptions(schema)
    _allow_shorthand(schema)
    return {"$schema": DIALECT, **schema, "title": title}


def _drop_descriptions(node: Any) -> None:
    """Drop the docstrings: they speak English to programmers. A property may well be called `description`."""
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            del node["description"]
        for value in node.values():
            _drop_descriptions(value)
    elif isinstance(node, list):
        for value in node:
            _drop_descriptions(value)


def _allow_shorthand(schema: dict[str, Any]) -> None:
    """Let an indicator be its bare number, or null while there is none."""
    group = schema.get("$defs", {}).get("GroupInput")
    if group is None:
        return
    indicators = group["properties"]["chi_tieu"]
    patterns = indicators.get("patternProperties", {})
    for pattern, indicator in patterns.items():
        patterns[pattern] = {"anyOf": [indicator, {"type": ["number", "null"]}]}
