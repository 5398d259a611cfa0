"""ORDER: the stages one after the other; everything that a door (command line, library) offers.

Names are imported when they are first used: who only checks needs no compiler, who only builds no audit.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.publish.json_schema import json_schema
    from reportgen.service.programme import OpenProgramme, open_programme
    from reportgen.service.publishing import Built, Counts
    from reportgen.service.report import Report, build, open_report
    from reportgen.service.starting import start_report

__all__ = [
    "Built",
    "Counts",
    "OpenProgramme",
    "Report",
    "build",
    "json_schema",
    "open_programme",
    "open_report",
    "start_report",
]

HOMES = {
    "Built": "reportgen.service.publishing",
    "Counts": "reportgen.service.publishing",
    "OpenProgramme": "reportgen.service.programme",
    "Report": "reportgen.service.report",
    "build": "reportgen.service.report",
    "json_schema": "reportgen.publish.json_schema",
    "open_programme": "reportgen.service.programme",
    "open_report": "reportgen.service.report",
    "start_report": "reportgen.service.starting",
}


def __getattr__(name: str) -> Any:
    if name in HOMES:
        return getattr(importlib.import_module(HOMES[name]), name)
    raise AttributeError(name)
