"""ORDER: the stages one after the other; everything that a door (command line, library) offers."""

from reportgen.publish.json_schema import json_schema
from reportgen.service.publishing import Built, Counts
from reportgen.service.report import Report, build, open_report
from reportgen.service.starting import start_report

__all__ = ["Built", "Counts", "Report", "build", "json_schema", "open_report", "start_report"]
