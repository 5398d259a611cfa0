"""Read from `data/the-thuc/` how documents are laid out, one set per regime and period."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reportgen.kept import kept
from reportgen.model.layout import LayoutRules, choose_rules
from reportgen.settings import data_folder

__all__ = ["choose_rules", "load_layout_rules"]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INHERITS = "ke_thua"
CLAUSE = "dieu"


def load_layout_rules(folder: Path | None = None) -> tuple[LayoutRules, ...]:
    """Return every rule set, the oldest of each regime first.

    The files are ours: a mistake in one is a bug and raises as it is.
    """
    return _load(folder or data_folder() / "the-thuc")


@cache  # compiling and checking ask for the same
def _load(folder: Path) -> tuple[LayoutRules, ...]:
    raw = {path.stem: read_ours(path) for path in folder.glob("*.yaml")}
    rules = [LayoutRules.model_validate(_with_inherited(raw, name)) for name in raw]
    return tuple(sorted(rules, key=lambda each: (each.regime, each.valid_from)))


def read_ours(path: Path) -> Any:
    """Return what a YAML file of ours holds; kept for the next run."""
    data = path.read_bytes()
    return kept("yaml", data, lambda: yaml.load(data, Loader=LOADER))  # noqa: S506 — LOADER is a safe one


def _with_inherited(raw: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    own = dict(raw[name])
    parent = own.pop(INHERITS, None)
    return own if parent is None else _merge(_with_inherited(raw, parent), own)


def _merge(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Own values win; clause numbers are never inherited, since they belong to the text that has them."""
    merged = {key: value for key, value in inherited.items() if key != CLAUSE}
    for key, value in inherited.items():
        if isinstance(value, dict):
            override = own.get(key, {})
            merged[key] = _merge(value, override) if isinstance(override, dict) else override
    return merged | {key: value for key, value in own.items() if not isinstance(merged.get(key), dict)}
