"""One change told as a rise and as a fall: `tăng 7,9% so với cùng kỳ, số tuyệt đối giảm 63,7 tỷ đồng`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.meant.around import Said
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.gap_reading import Way
from reportgen.audit.repeated.mentions import Mention
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "change"
_AGAIN = re.compile(
    r"[^;]*\b(?:số tuyệt đối|giá trị tuyệt đối|tương ứng|tương đương|tức(?: là)?|hay(?: là)?)\s+"
    r"(?:đã\s+|với\s+)?(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)\b[^;]*"
)
_UP_OR_DOWN = (Way.UP, Way.DOWN)
MOST_BACK = 3


def two_ways(figures: OpenFigures, place: int) -> Iterator[Statement]:
    """Yield changes that the same sentence has told the other way, by their share or their amount."""
    own = figures.around.of(place)
    for at, said in enumerate(own):
        if not said.is_change or not _AGAIN.fullmatch(said.passage.before(said.index)):
            continue
        first = next(
            (one for one in own[max(0, at - MOST_BACK) : at][::-1] if _is_same_change(one, said)), None
        )
        ways = (Mention(first).way, Mention(said).way) if first else ()
        if first and set(ways) == set(_UP_OR_DOWN):
            yield _statement(first, said)


def _is_same_change(one: Said, said: Said) -> bool:
    """Whether one is the share and the other the amount of a change; rates may fall while amounts rise."""
    measures = {one.measure, said.measure}
    is_pair = Measure.PERCENT in measures and len(measures) == 2 and Measure.POINTS not in measures
    return is_pair and one.is_with(said) and one.is_change


def _statement(first: Said, said: Said) -> Statement:
    passage = said.passage
    return Statement(
        RULE,
        passage,
        first.number.start,
        said.number.end,
        Verdict.WRONG,
        f"cùng một thay đổi mà một chỗ ghi tăng, một chỗ ghi giảm: {first.number.text} và {said.number.text}",
        "",
        "Kiểm tra lại chiều tăng, giảm rồi thống nhất.",
        Severity.WARNING,
    )
