"""Terms of office of an odd length: `nhiệm kỳ 2018 - 2028` where others say `nhiệm kỳ 2023 - 2028`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.audit.outline import Outline
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "stale-period"
_TERM = re.compile(
    r"\bnhiệm\s+kỳ\s+(?:[^\W\d]+\s+){0,3}?(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)(?!\d)"
)
USUAL = 5
"""Years of a term of the Party, the councils and the mass organisations."""


def terms(outline: Outline) -> Iterator[Outcome]:
    """Compare each term of office with those of the usual length that begin or end with it."""
    found = [
        (p, m, int(m["first"]), int(m["last"])) for p in outline.passages for m in _TERM.finditer(p.lowered)
    ]
    often = Counter((first, last) for _, _, first, last in found)
    usual = [term for term in often if term[1] - term[0] == USUAL]
    for passage, match, first, last in found:
        like = [term for term in usual if term[0] == first or term[1] == last]
        if last - first == USUAL or not like or often[first, last] > 1:
            continue
        expected = f"{like[0][0]} - {like[0][1]}"
        yield Statement(
            RULE,
            passage,
            match.start("first"),
            match.end("last"),
            Verdict.WRONG,
            f"nhiệm kỳ {first} - {last} dài {last - first} năm, nơi khác ghi nhiệm kỳ {expected}",
            expected,
            f"Nếu cùng một nhiệm kỳ thì sửa thành {expected}.",
            Severity.WARNING,
        )
