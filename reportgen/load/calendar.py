"""Read from `data/lich/` which days offices work."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from reportgen.load.layout_rules import LOADER
from reportgen.model.working_days import WorkingCalendar
from reportgen.settings import data_folder

FILE = Path("lich") / "viet-nam.yaml"


@cache
def load_calendar() -> WorkingCalendar:
    """Return the calendar of the Vietnamese offices.

    The file is ours: a mistake in it is a bug and raises as it is.
    """
    content = yaml.load((data_folder() / FILE).read_bytes(), Loader=LOADER)  # noqa: S506 — LOADER is a safe one
    return WorkingCalendar.model_validate(content)
