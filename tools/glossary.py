"""Write docs/tu-dien.md: every key of the users' files, with its label and its name in the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from reportgen.model import (
    chart,
    consolidation,
    definition,
    figures_input,
    programme,
    reporting_period,
    unit_values,
)

TARGET = Path(__file__).parents[1] / "docs" / "tu-dien.md"
HEAD = """# Từ điển

Mỗi mục của các tệp người dùng viết: tên mục, nhãn, và tên trong mã nguồn.
Bảng này do `python -m tools.glossary` lập từ mã nguồn.

| Mục | Nhãn | Tên trong mã |
|---|---|---|
"""


MODULES = (definition, chart, figures_input, programme, reporting_period, consolidation, unit_values)


def models_of(module: ModuleType) -> list[type[BaseModel]]:
    """Return the models that a module defines itself."""
    own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    return [value for value in own if isinstance(value, type) and issubclass(value, BaseModel)]


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield key, label and name of every field of the models, ordered by key."""
    found = set()
    for module in MODULES:
        for model in models_of(module):
            for name, field in model.model_fields.items():
                if field.alias:
                    found.add((field.alias, field.title or "", f"{model.__name__}.{name}"))
    yield from sorted(found)


def glossary() -> str:
    """Return the whole page."""
    return HEAD + "".join(f"| `{key}` | {label} | `{name}` |\n" for key, label, name in rows())


if __name__ == "__main__":
    TARGET.write_text(glossary(), encoding="utf-8")
