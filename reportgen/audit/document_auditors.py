"""The auditors of a whole document: tables, section numbers, references, dates, periods, names."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.audit.annexes import audit_annexes, audit_notes, audit_section_references
from reportgen.audit.dates import audit_dates
from reportgen.audit.own_papers import audit_papers
from reportgen.audit.place_names import audit_names
from reportgen.audit.section_numbers import audit_section_numbers
from reportgen.audit.stale_periods import audit_periods
from reportgen.audit.strange_text import audit_strange_text
from reportgen.audit.tables.audit import audit_tables
from reportgen.model.checking import Checked
from reportgen.model.word_document import WordDocument

DOCUMENT_AUDITORS: tuple[Callable[[WordDocument], Checked], ...] = (
    audit_tables,
    audit_section_numbers,
    audit_annexes,
    audit_section_references,
    audit_notes,
    audit_papers,
    audit_dates,
    audit_periods,
    audit_strange_text,
    audit_names,
)
