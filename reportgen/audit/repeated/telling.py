"""What is said of a number that contradicts another place."""

from __future__ import annotations

from reportgen.audit.repeated.mentions import Mention
from reportgen.audit.statements import Statement
from reportgen.audit.verdict import Verdict, show
from reportgen.errors import Severity

RULE = "same-fact-differs"
LONGEST_TOLD = 60


def contradiction(odd: Mention, known: Mention) -> Statement:
    """Return the statement on a number with the other place that tells its fact."""
    number, right = odd.number, known.number
    passage = known.said.passage
    told = passage.text[max(0, right.start - LONGEST_TOLD) : right.unit_end].strip()
    return Statement(
        RULE,
        odd.said.passage,
        number.start,
        number.end,
        Verdict.WRONG,
        f"chỗ này ghi {number.text}, chỗ khác ghi {right.text} về cùng một nội dung: “…{told}”",
        show(right.quantity, number),
        "Đối chiếu hai chỗ và thống nhất một số.",
        Severity.WARNING,
        (passage.where(right.start, right.end),),
    )
