"""The traces of one unit's figures, each worked out once, however many tables and workbooks ask for it."""

from __future__ import annotations

from reportgen.model.figure import Figure
from reportgen.model.wording import Trace

UNTRACED = Trace()


class Traces:
    """Traces by figure id, which names a number within its unit."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, Trace] = {}

    def of(self, figure: Figure) -> Trace:
        """Return formula and inputs of a figure; an empty trace for one that comes from nowhere."""
        trace = self._known.get(figure.id)
        if trace is None:
            trace = UNTRACED if figure.origin is None else figure.origin.trace(figure)
            self._known[figure.id] = trace
        return trace
