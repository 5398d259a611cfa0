"""Filling a form against plain docxtpl rendering an equal document, in one run, interleaved.

docxtpl gets the form's own expanded parts, written back as an ordinary template, and the same figures,
computed beforehand; tests/test_docxtpl_equivalence.py proves that both give the same text and XML.
"""

from __future__ import annotations

from benchmarks.chain import Chain
from reportgen.fill import fill
from reportgen.settings import templates_folder
from tests.docxtpl_reference import Reference


class AgainstDocxtpl:
    """One unit, its figures computed, ready for both."""

    def __init__(self, chain: Chain) -> None:
        self.report = chain.report
        self.given = chain.given[0]
        self.figures = self.report.compute(self.given)
        name = self.report.form.rules.template
        template = (templates_folder() / "docx" / f"{name}.docx").read_bytes()
        self.reference = Reference(self.report.form, template)

    def ours(self, _: int) -> bytes:
        """Fill with every anchor."""
        return fill(self.report.form, self.figures, self.given.texts).bytes()

    def ours_plain(self, _: int) -> bytes:
        """Fill without anchors."""
        return fill(self.report.form, self.figures, self.given.texts, anchored=False).bytes()

    def docxtpl(self, _: int) -> bytes:
        """Render by docxtpl."""
        return self.reference.render(self.figures, self.given.texts)
