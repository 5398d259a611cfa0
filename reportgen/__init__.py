"""Vietnamese official reports (báo cáo) from data: Word, Excel, and a trace of every printed figure.

`build` makes the files of one report; `open_report` compiles one for many units (docs/library.md).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.service import Built, Report, build, open_report

__version__ = "0.1.0"
__all__ = ["Built", "Report", "__version__", "build", "open_report"]


def __getattr__(name: str) -> Any:
    """Import the service when it is first used: neither `reportgen --help` nor filling needs it."""
    if name in __all__:
        return getattr(importlib.import_module("reportgen.service"), name)
    raise AttributeError(name)
