"""Dates that cannot be: no such day, from later than to, past events after the document's own date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from reportgen.audit.cited import CITATION, DATE, latest_date, to_date
from reportgen.audit.passages import Passage, read_passages
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.word_document import WordDocument

DAY_AND_MONTH = re.compile(r"\bngày\s+(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?![\d/.]|\s+năm)")
MONTH = re.compile(r"\btháng\s+(\d{1,2})\s*(?:/|\s+năm\s+)((?:19|20)\d\d)")
_D = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
SPAN = re.compile(
    rf"\btừ\s+(?:ngày\s+)?(?P<from>{_D})\s*(?:-|–|đến)\s*(?:hết\s+)?(?:ngày\s+)?(?P<to>{_D})", re.IGNORECASE
)
YEARS = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|niên khóa|năm học|từ năm|thời kỳ)\s+((?:19|20)\d\d)"
    r"\s*(?:-|–|đến(?:\s+năm)?)\s*((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:đã|tính đến|số liệu đến|có hiệu lực từ)\b", re.IGNORECASE)
LIMIT = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|hết)\s*(?:vào\s+)?(?:ngày\s+)?$")
FUTURE = re.compile(
    r"\b(?:sẽ|dự kiến|phấn đấu|ước|trước ngày|chậm nhất|hoàn thành trước|đến hết|hạn|từ nay|tiếp tục)\b",
    re.IGNORECASE,
)


def audit_dates(document: WordDocument) -> Checked:
    """Check every date of the document."""
    passages = read_passages(document)
    findings: list[Finding] = []
    count = 0
    for passage in passages:
        found = [*_impossible(passage), *_spans(passage)]
        findings += found
        count += len(DATE.findall(passage.text)) - len(found)
    own = latest_date(passages)
    if own is None:
        reason = "không thấy ngày của văn bản nên không biết ngày nào ở sau"
        return Checked(tuple(findings), (NotEvaluated("date-after-report", reason),), {"date": max(0, count)})
    findings += _later(passages, own)
    return Checked(findings=tuple(findings), passed={"date": max(0, count)})


def _impossible(passage: Passage) -> Iterator[Finding]:
    spans: list[tuple[int, int]] = []
    for found in DATE.finditer(passage.text):
        if to_date(found) is None:
            spans.append(found.span())
            yield _finding(
                passage,
                found.span(),
                "date-impossible",
                f"Không có ngày {_bare(found[0])}",
            )
    for found in DAY_AND_MONTH.finditer(passage.text):
        if not any(start <= found.start() < end for start, end in spans) and not _exists(
            int(found[1]), int(found[2])
        ):
            yield _finding(passage, found.span(), "date-impossible", f"Không có {found[0]}")
    for found in MONTH.finditer(passage.text):
        is_told = any(start <= found.start() < end for start, end in spans)
        if not 1 <= int(found[1]) <= 12 and not is_told:
            yield _finding(passage, found.span(), "date-impossible", f"Không có {found[0]}")


def _bare(text: str) -> str:
    return re.sub(r"^ngày\s+", "", text, flags=re.IGNORECASE)


def _exists(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]


def _spans(passage: Passage) -> Iterator[Finding]:
    for found in SPAN.finditer(passage.text):
        ends = [DATE.fullmatch(found[end]) for end in ("from", "to")]
        dates = [to_date(end) if end else None for end in ends]
        if dates[0] and dates[1] and dates[0] > dates[1]:
            yield _finding(
                passage,
                found.span(),
                "date-order",
                f"Khoảng thời gian ghi ngược: từ {found['from']} đến {found['to']}",
            )
    for found in YEARS.finditer(passage.text):
        if int(found[1]) > int(found[2]):
            yield _finding(passage, found.span(), "date-order", f"Giai đoạn ghi ngược: {found[0]}")


def _later(passages: Sequence[Passage], own: dt.date) -> Iterator[Finding]:
    """Report past events and cited documents dated after the document itself."""
    for passage in passages:
        cited = [found.span() for found in CITATION.finditer(passage.text) if found["day"]]
        for found in DATE.finditer(passage.text):
            date = to_date(found)
            if date is None or date <= own:
                continue
            is_cited = any(start <= found.start() < end for start, end in cited)
            if is_cited or _is_past(passage, found.start()):
                text = _bare(found[0])
                what = "Văn bản được dẫn" if is_cited else "Việc đã qua"
                yield _finding(
                    passage,
                    found.span(),
                    "date-after-report",
                    f"{what} ghi ngày {text}, sau ngày của báo cáo ({own.day}/{own.month}/{own.year})",
                    Severity.WARNING,
                )


def _is_past(passage: Passage, position: int) -> bool:
    start, end = passage.sentence_of(position)
    clause = passage.text[start:end]
    if LIMIT.search(passage.lowered, start, position):
        return False
    return bool(PAST.search(passage.text[start:position])) and not FUTURE.search(clause)


def _finding(
    passage: Passage, span: tuple[int, int], rule: str, message: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        where=passage.where(*span),
        remedy="Đối chiếu và sửa ngày tháng",
        quote=passage.quote(*span),
        severity=severity,
    )
