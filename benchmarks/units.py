"""The Phong Thổ report for made-up units: the sample's figures with counts moved a little, as JSON."""

from __future__ import annotations

import copy
import json
import random
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.load.yaml_json import read_yaml

SAMPLE = Path(__file__).parents[1] / "samples" / "phong-tho"
DEFINITION, FIGURES = SAMPLE / "bao-cao.yaml", SAMPLE / "so-lieu.yaml"


def unit_json(seed: int, fewer_rows: int = 0) -> bytes:
    """Return the figures of one unit, with so many rows less in its first list; a seed gives one unit."""
    data = copy.deepcopy(_sample())
    chance = random.Random(seed)
    assert isinstance(data, dict)
    for group in data.values():
        for indicator in group.get("chi_tieu", {}).values() if isinstance(group, dict) else ():
            _move(indicator, chance)
    del data["dan_toc"]["danh_sach"][1 : 1 + fewer_rows]
    return json.dumps(data, ensure_ascii=False, default=_number).encode()


@cache
def _sample() -> Any:
    return read_yaml(FIGURES.read_bytes(), FIGURES.name).data


def _move(indicator: Any, chance: random.Random) -> None:
    counts = indicator.get("so_luong") if isinstance(indicator, dict) else None
    if isinstance(counts, dict):
        for period, count in counts.items():
            counts[period] = max(1, count - chance.randrange(3)) if count else count


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)
