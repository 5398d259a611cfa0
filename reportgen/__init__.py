"""Vietnamese official reports (báo cáo) from data: Word, Excel, and a trace of every printed figure.

    import reportgen

    built = reportgen.build("samples/phong-tho/bao-cao.yaml", "out")     # the files of one report
    report = reportgen.open_report("samples/phong-tho/bao-cao.yaml")     # compiled once …
    docx = report.fill(report.read_figures("so-lieu-xa-khac.json")).bytes()   # … filled for many units
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.service import Built, Report, build, open_report

__version__ = "0.1.0"
__all__ = ["Built", "Report", "__version__", "build", "open_report"]


def __getattr__(name: str) -> Any:
    """Import the service when it is first used: `reportgen --help` needs none of it."""
    if name in __all__:
        from reportgen import service

        return getattr(service, name)
    raise AttributeError(name)
