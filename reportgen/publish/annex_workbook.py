"""Publish the annexes as one workbook: the look of the paper form, live formulas, and our values in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.figure import TABLE
from reportgen.model.traces import Traces
from reportgen.publish.annex_writer import AnnexWriter
from reportgen.publish.sheet_cells import Texts, entries_of, text_table
from reportgen.publish.workbook_frame import Looks, workbook
from reportgen.publish.workbook_style import sheet_names

TITLE = "Phụ lục"


def annex_workbook(
    sheets: Sequence[AnnexSheet],
    names: Mapping[str, Any] | None = None,
    *,
    missing: str = TABLE.missing,
    traces: Traces | None = None,
) -> bytes:
    """Return the .xlsx with one worksheet per annex; the same annexes give the same bytes.

    `names` is `Figures.names`, which formulas of derived columns may need; `missing` is the sign for a number
    that is not there yet, `traces` those of the unit's figures that are known already.
    """
    looks, texts, known = Looks(), Texts(), traces or Traces()
    names_of_sheets = sheet_names(sheet.label for sheet in sheets)
    writers = [
        AnnexWriter(sheet, name, names or {}, missing, known, looks, texts)
        for sheet, name in zip(sheets, names_of_sheets, strict=True)
    ]
    made = [writer.write() for writer in writers]
    count = sum(writer.cells.text_count for writer in writers)
    return workbook(TITLE, made, looks, text_table(entries_of(texts), len(texts), count))
