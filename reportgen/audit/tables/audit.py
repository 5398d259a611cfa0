"""Audit every table of a document: formulas over its cells, and its single entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.audit.agreement import compare_with_tables
from reportgen.audit.counted_rows import compare_counts
from reportgen.audit.named_rows import compare_named_rows
from reportgen.audit.passages import read_passages
from reportgen.audit.quoted_cells import compare_quotes
from reportgen.audit.tables.constraints import Explained, explain
from reportgen.audit.tables.entries import audit_entries
from reportgen.audit.tables.figures import TableFigures, read_figures
from reportgen.audit.tables.findings import audit_figures
from reportgen.audit.tables.indicators import indicator_table
from reportgen.audit.tables.transposed import explain_rate_rows, transposed
from reportgen.audit.told_rows import compare_told_rows
from reportgen.audit.total_agreement import compare_with_rows
from reportgen.errors import Finding
from reportgen.model.checking import Checked
from reportgen.model.word_document import Block, Paragraph, Table, WordDocument

CAPTION_LINES = 6


def audit_tables(document: WordDocument) -> Checked:
    """Check the figures of all tables."""
    findings: list[Finding] = []
    passed: Counter[str] = Counter()
    examined = [(figures, explain(figures)) for figures in read_tables(document)]
    for figures, explained in examined:
        for checked in _audit_one(document.file, figures, explained):
            findings += checked.findings
            passed.update(checked.passed)
    compared = _compare(document, examined)
    passed.update(compared.passed)
    return Checked(findings=(*findings, *compared.findings), passed=dict(passed))


def _audit_one(file: str, figures: TableFigures, explained: Explained) -> Iterator[Checked]:
    yield audit_figures(file, figures, explained)
    yield Checked(findings=tuple(audit_entries(file, figures)))
    exchanged = transposed(figures) if not explained.shares else None
    if exchanged is not None:
        yield audit_figures(file, exchanged, explain_rate_rows(exchanged))


def _compare(document: WordDocument, examined: list[tuple[TableFigures, Explained]]) -> Checked:
    """Compare running text with the indicators and the rows of the tables."""
    passages = read_passages(document)
    tables = [table for each in examined if (table := indicator_table(*each)) is not None]
    compared = compare_with_tables(document.file, passages, tables)
    others, right = compare_with_rows(document.file, passages, examined)
    quoted, quoted_right = compare_quotes(document.file, passages, [each[0] for each in examined])
    named, named_right = compare_named_rows(document.file, passages, [each[0] for each in examined])
    counted = compare_counts(document.file, passages, [each[0] for each in examined])
    changed, _ = compare_told_rows(document.file, passages, [each[0] for each in examined])
    told = {
        (each.where, each.quote): each for each in (*changed, *named, *quoted, *others, *compared.findings)
    }
    count = compared.passed["body-annex"] + max(right, quoted_right, named_right)
    findings = (*told.values(), *counted.findings)
    return Checked(findings=findings, passed={"body-annex": count, **counted.passed})


def read_tables(document: WordDocument) -> tuple[TableFigures, ...]:
    """Return the figures of all tables of a document that hold any, each with the text above it."""
    found: list[TableFigures] = []
    for number, (table, caption) in enumerate(_captioned(document.blocks), start=1):
        found += read_figures(table, number, caption)
    return tuple(found)


def _captioned(blocks: tuple[Block, ...]) -> Iterator[tuple[Table, str]]:
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.printed.strip():
                above = [*above, block.printed.strip()][-CAPTION_LINES:]
            continue
        yield block, "\n".join(above)
        above = []
        for row in block.rows:
            for cell in row.cells:
                yield from _captioned(cell.blocks)
