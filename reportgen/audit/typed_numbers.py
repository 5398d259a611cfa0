"""Numbers that a person typed in a definition although the figures know them: equal, nearly so, or at odds.

Precision comes first: a number is told of only when its digits or the words around it point to one figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from reportgen.audit.definition_texts import DefinitionText, definition_texts
from reportgen.audit.known_figures import KnownFigure, KnownFigures, Subject, known_figures
from reportgen.audit.numbers import Bound
from reportgen.audit.typed_context import Mention, TextContext
from reportgen.audit.typed_contradiction import contradicted
from reportgen.audit.typed_likeness import slip
from reportgen.audit.typed_meaning import (
    ADJACENT,
    HINTED,
    NAMED,
    STRONG,
    Candidate,
    Item,
    Meaning,
    items_of,
)
from reportgen.errors import Finding, Severity, Where
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.definition import Definition
from reportgen.model.figure import RATE, Figures, NumberStyle
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source

EQUAL, NEAR, CONTRADICTS, AMBIGUOUS = (
    "typed-figure",
    "typed-figure-near",
    "typed-figure-contradicts",
    "typed-figure-ambiguous",
)
MOST_CANDIDATES, SHORTEST_ANCHOR = 4, 32


def check_typed_numbers(
    definition: Definition, source: Source, given: FiguresInput, figures: Figures
) -> Checked:
    """Compare every number typed in the texts of a definition with the figures of one unit.

    `source` places the findings at file:line:column. A figure that nothing points to is no finding;
    `passed` counts the numbers looked at that are nobody's figure.
    """
    known = known_figures(given, figures)
    if not known.items:
        reason = "tệp số liệu chưa có số nào để so"
        return Checked(not_evaluated=tuple(NotEvaluated(rule, reason) for rule in (EQUAL, NEAR, CONTRADICTS)))
    style = NumberStyle(zeros=definition.trailing_zeros, missing=definition.missing.prose)
    findings: list[Finding] = []
    passed: Counter[str] = Counter()
    for text in definition_texts(definition):
        check = _TextCheck(TextContext(text, known), source, style)
        findings += check.findings()
        passed[EQUAL] += check.untouched
    return Checked(tuple(findings), passed={rule: count for rule, count in passed.items() if count})


class _TextCheck:
    """The check of one text: what is found near a number helps with the next one."""

    def __init__(self, context: TextContext, source: Source, style: NumberStyle) -> None:
        self.context, self.source, self.style = context, source, style
        self.known: KnownFigures = context.known
        self.found: dict[Item, Finding] = {}
        self.untouched = 0

    @property
    def text(self) -> DefinitionText:
        """The text that is checked."""
        return self.context.text

    def findings(self) -> list[Finding]:
        """Return what is found, in order of place; numbers known late explain those before them."""
        items = list(items_of(self.context.figures))
        for _ in range(2):
            for item in items:
                if item not in self.found:
                    self._look_for_equal(item, least=ADJACENT)
        for item in items:
            for look in (self._look_for_slip, self._look_for_equal, self._look_for_contradiction):
                if item not in self.found:
                    look(item)
            if item not in self.found:
                self._look_for_equal(item, least=HINTED)
        self.untouched = len(items) - len(self.found)
        return [self.found[item] for item in sorted(self.found, key=lambda each: each.start)]

    # --- equal -----------------------------------------------------------------------------------

    def _look_for_equal(self, item: Item, least: int = NAMED) -> None:
        """Look for an equal figure; beside a tag, which may tell more, only `least` evidence will do."""
        meaning = Meaning(self.context, item)
        candidates = meaning.candidates(self._equal(item))
        best = [each for each in candidates if each.rank == candidates[0].rank]
        if not best or (meaning.adjacent and best[0].evidence < least):
            return
        if len({each.known.subject.path for each in best}) == 1:
            self._note(item, best[0].known, self._equal_finding(item, best[0].known))
        elif best[0].evidence >= NAMED:
            self.found[item] = self._ambiguous(item, best)

    def _equal(self, item: Item) -> list[KnownFigure]:
        number = item.number
        is_percent = item.numbers[-1].unit.text in ("%", "phần trăm") or item.numbers[-1].is_percent
        if len(item.numbers) == 2:
            ends = [each.value for each in item.numbers]
            return [known for known in self.known.ranges() if _ends(known) == ends]
        return self.known.equal_to(number.value, number.decimals, is_percent=is_percent)

    def _note(self, item: Item, known: KnownFigure, finding: Finding) -> None:
        self.found[item] = finding
        self.context.add(Mention(item.start, item.end, (known.subject,), frozenset({known.expression})))

    def _equal_finding(self, item: Item, known: KnownFigure) -> Finding:
        expression, printed = self._written(item, known)
        message = f"“{self._quote(item)}” gõ tay, đúng bằng {expression} ({_label(known)})"
        return self._finding(EQUAL, item, message, expression, printed)

    def _ambiguous(self, item: Item, candidates: Iterable[Candidate]) -> Finding:
        names = list(dict.fromkeys(each.known.expression for each in candidates))
        listed = ", ".join(names[:MOST_CANDIDATES]) + (" …" if len(names) > MOST_CANDIDATES else "")
        message = f"“{self._quote(item)}” gõ tay, có thể là {listed}"
        remedy = "nếu là một trong các số ấy thì thay bằng thẻ {{ … }} của nó"
        return Finding(
            AMBIGUOUS, message, self._where(item), remedy, self._quote(item), severity=Severity.INFO
        )

    # --- not equal -------------------------------------------------------------------------------

    def _look_for_slip(self, item: Item) -> None:
        near = self._near(item, Meaning(self.context, item)) if self._is_exact(item) else None
        if near is not None:
            known, how = near
            expression, printed = self._written(item, known)
            message = f"“{self._quote(item)}” gõ tay, gần bằng {expression} = {printed}: {how}"
            self._note(item, known, self._finding(NEAR, item, message, expression, printed))

    def _look_for_contradiction(self, item: Item) -> None:
        other = contradicted(item, Meaning(self.context, item)) if self._is_exact(item) else None
        if other is not None:
            expression, printed = other.expression, other.printed(self.style)
            message = (
                f"“{self._quote(item)}” gõ tay, mâu thuẫn với {expression} = {printed} ({_label(other)})"
            )
            self._note(item, other, self._finding(CONTRADICTS, item, message, expression, printed))

    def _is_exact(self, item: Item) -> bool:
        return len(item.numbers) == 1 and item.number.bound is Bound.EXACT

    def _near(self, item: Item, meaning: Meaning) -> tuple[KnownFigure, str] | None:
        """Return the figure of which the number is a slip, and which slip."""
        found = []
        for subject in self.known.subjects.values():
            if not self._is_worth_a_look(item, meaning, subject):
                continue
            for known in self.known.of(subject):
                evidence = meaning.evidence_of(known)
                if len(known.figure.pairs) == 1 and evidence >= HINTED and meaning.fits(known):
                    how = slip(item.number, known)
                    found += [(meaning.rank(known, evidence), known, how)] if how else []
        if not found:
            return None
        best = max(rank for rank, _, _ in found)
        likeliest = [(known, how) for rank, known, how in found if rank == best]
        return likeliest[0] if len({known.subject.path for known, _ in likeliest}) == 1 else None

    def _is_worth_a_look(self, item: Item, meaning: Meaning, subject: Subject) -> bool:
        if self.context.names(item.figure, subject) or any(subject is each for _, each in meaning.adjacent):
            return True
        return item.digits >= STRONG and 2 * self.context.hint(item.figure, subject) > 1

    # --- telling ---------------------------------------------------------------------------------

    def _quote(self, item: Item) -> str:
        return self.text.text[item.start : item.end]

    def _where(self, item: Item) -> Where:
        """Return the place in the file: the text before the number tells, as much of it as is unique."""
        text, size = self.text.text, SHORTEST_ANCHOR
        while size < item.start and text.count(text[item.start - size : item.start]) > 1:
            size *= 2
        pieces = [text[max(0, item.start - size) : item.start], text[item.start : item.end]]
        *_, where = self.source.place_in_text(self.text.path, pieces)
        return where

    def _finding(self, rule: str, item: Item, message: str, expression: str, printed: str) -> Finding:
        remedy = f"thay bằng {{{{ {expression} }}}} để số luôn theo tệp số liệu"
        return Finding(
            rule,
            message,
            self._where(item),
            remedy,
            self._quote(item),
            expected=printed,
            severity=Severity.WARNING,
        )

    def _written(self, item: Item, known: KnownFigure) -> tuple[str, str]:
        """Return the expression that prints the figure as it was typed, and what it prints."""
        number, figure = item.number, known.figure
        typed = self._quote(item).replace(" ", "")
        decimals = number.decimals
        shapes = [("", figure), (f"|le({decimals})", figure.shown(decimals=decimals))]
        shapes += [("|tron", figure.shown(plain=True))]
        shapes += [(f"|le({decimals})|tron", figure.shown(decimals=decimals, plain=True))]
        for ending, shown in shapes:
            if shown.text(self.style).replace(" ", "") == typed:
                return known.expression + ending, shown.text(self.style)
        is_rounded = len(figure.pairs) == 1 and known.at(figure.decimals) != known.at(decimals) is not None
        ending, shown = shapes[1] if is_rounded and figure.kind is RATE else shapes[0]
        return known.expression + ending, shown.text(self.style)


def _ends(known: KnownFigure) -> list[Fraction]:
    scale = 100 if known.figure.kind is RATE else 1
    return [Fraction(*pair) * scale for pair in known.figure.pairs]


def _label(known: KnownFigure) -> str:
    origin = known.figure.origin
    return origin.label_of(known.figure) if origin is not None else known.figure.id
