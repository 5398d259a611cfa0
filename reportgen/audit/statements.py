"""What a recogniser says about one statement of the text, and how that becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.verdict import Verdict
from reportgen.errors import Finding, Severity, Where

SEVERITIES = {
    Verdict.WRONG: Severity.ERROR,
    Verdict.TRUNCATED: Severity.WARNING,
    Verdict.RAISED: Severity.WARNING,
    Verdict.FROM_ROUNDED: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was verified: from the first to the last number it is about.

    `message` says what is wrong with the actual values, `expected` the right value as it should be printed.
    """

    rule: str
    passage: Passage
    start: int
    end: int
    verdict: Verdict
    message: str = ""
    expected: str = ""
    remedy: str = ""
    severity: Severity | None = None
    also: tuple[Where, ...] = ()

    def as_finding(self) -> Finding:
        """Return the finding of a statement that is not right."""
        return Finding(
            rule=self.rule,
            message=self.message,
            where=self.passage.where(self.start, self.end),
            remedy=self.remedy,
            quote=self.passage.quote(self.start, self.end),
            expected=self.expected,
            severity=self.severity or SEVERITIES[self.verdict],
            also=self.also,
        )


@dataclass(frozen=True, slots=True)
class Unknown:
    """A statement that was understood but could not be verified, and why."""

    rule: str
    passage: Passage
    start: int
    end: int
    reason: str


Outcome = Statement | Unknown
Recogniser = Callable[[Outline], Iterator[Outcome]]

_WAYS = {
    Verdict.TRUNCATED: "bị cắt bớt chữ số thay vì làm tròn",
    Verdict.RAISED: "bị làm tròn lên",
    Verdict.FROM_ROUNDED: "được tính từ số đã làm tròn",
    Verdict.WRONG: "không đúng",
}


def say_computed(printed: str, formula: str, expected: str, verdict: Verdict) -> str:
    """Return the message on a number that should follow from others."""
    if verdict is Verdict.RIGHT:
        return ""
    return f"{printed} {_WAYS[verdict]}: {formula} = {expected}"


def say_remedy(printed: str, expected: str, verdict: Verdict) -> str:
    """Return how to mend a number that should follow from others."""
    if verdict is Verdict.RIGHT:
        return ""
    if verdict is Verdict.FROM_ROUNDED:
        return f"Tính từ số lượng gốc và chỉ làm tròn khi in: {expected}."
    if verdict.is_rounding:
        return f"Ghi {expected}."
    return f"Kiểm tra lại các số; nếu các số gốc đúng thì sửa {printed} thành {expected}."
