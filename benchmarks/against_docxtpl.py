"""Filling a form against plain docxtpl rendering an equal document, in one run, interleaved.

The document docxtpl gets is the form's own expanded parts written back as an ordinary template, with the same figures
computed beforehand; tests/test_docxtpl_equivalence.py proves that both give the same text and XML.
"""

from __future__ import annotations

from benchmarks.chain import Chain
from tests.docxtpl_reference import Reference


class AgainstDocxtpl:
    """One unit, its figures computed, ready for both."""

    def __init__(self, chain: Chain) -> None:
        self.report = chain.report
        self.given = chain.given[0]
        self.figures = self.report.compute(self.given)
        self.reference = Reference(self.report.form, self.report.template)

    def ours(self, _: int) -> bytes:
        """Fill with every anchor."""
        return self.report.fill_computed(self.figures, self.given.texts).bytes()

    def ours_plain(self, _: int) -> bytes:
        """Fill without anchors."""
        return self.report.fill_computed(self.figures, self.given.texts, anchored=False).bytes()

    def docxtpl(self, _: int) -> bytes:
        """Render by docxtpl."""
        return self.reference.render(self.figures, self.given.texts)
