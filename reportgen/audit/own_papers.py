"""The document's own number and date wherever repeated, and the documents cited: do their places agree."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.audit.cited import (
    ABBREVIATIONS,
    Citation,
    captions,
    own_date,
    own_symbol,
    read_citations,
)
from reportgen.audit.passages import Passage, read_passages
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked
from reportgen.model.word_document import WordDocument


def audit_papers(document: WordDocument) -> Checked:
    """Check the document's own number and date, and those of the documents it cites."""
    passages = read_passages(document)
    own = captions(passages)
    cited = [citation for citation in read_citations(passages) if not _is_caption(citation, own)]
    mistaken = list(_own(passages, own))
    told = {finding.quote for finding in mistaken}
    rest = [citation for citation in (*own, *cited) if citation.symbol not in told]
    findings = [*mistaken, *_symbols(rest), *_dates(cited), *_variants(cited)]
    groups = {(citation.type, _key(citation)) for citation in cited}
    return Checked(findings=tuple(findings), passed={"cited-document": len(groups)})


def _is_caption(citation: Citation, own: list[Citation]) -> bool:
    return any(citation.passage is caption.passage for caption in own)


def _key(citation: Citation) -> str:
    return citation.symbol.upper().replace("–", "-")


def _own(passages: Sequence[Passage], own: list[Citation]) -> Iterator[Finding]:
    """Report captions whose number or date is not that of the letterhead or of most captions."""
    head = own_symbol(passages)
    number = (
        "".join((head[1]["number"], head[1]["join"], head[1]["letters"]))
        if head and head[1]["number"]
        else ""
    )
    usual = number or _most(citation.symbol for citation in own)
    for citation in own:
        if usual and not _same_symbol(citation.symbol, usual) and (number or len(own) > 1):
            yield _at_symbol(
                citation,
                "own-number",
                f"Phụ lục ghi kèm theo {citation.type} số {citation.symbol}, nơi khác ghi số {usual}",
                usual,
            )
    line = own_date(passages)
    day = f"{line.day}/{line.month}/{line.year}" if line and line.day and line.month else ""
    wanted = day or _most(_plain_date(citation) for citation in own if citation.date)
    for citation in own:
        if citation.date and wanted and _plain_date(citation) != wanted and (day or len(own) > 1):
            yield _at_date(
                citation,
                "own-date",
                f"Phụ lục ghi báo cáo ngày {citation.date_text}, nơi khác ghi ngày {wanted}",
                wanted,
            )


def _same_symbol(left: str, right: str) -> bool:
    return left.upper().lstrip("0") == right.upper().lstrip("0")


def _plain_date(citation: Citation) -> str:
    date = citation.date
    return f"{date.day}/{date.month}/{date.year}" if date else ""


def _most(texts: Iterator[str]) -> str:
    counted = Counter(texts)
    if not counted:
        return ""
    ranked = counted.most_common()
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= ranked[1][1] else ""


def _symbols(citations: Sequence[Citation]) -> Iterator[Finding]:
    """Report symbols with accents, with another type's abbreviation, or with another year than the date."""
    seen: set[str] = set()
    for citation in citations:
        letters = citation.letters
        if any(_is_accented(char) for char in letters.replace("T.Ư", "TW")):
            if _key(citation) not in seen:
                yield _at_symbol(
                    citation,
                    "symbol-malformed",
                    f"Ký hiệu “{citation.symbol}” có chữ mang dấu: có thể đọc sai hoặc gõ nhầm",
                    "",
                )
            seen.add(_key(citation))
            continue
        known, first = ABBREVIATIONS.get(citation.type), letters.replace("/", "-").split("-")[0].upper()
        all_known = set().union(*ABBREVIATIONS.values())
        if known and first in all_known and first not in known:
            yield _at_symbol(
                citation,
                "symbol-type",
                f"{citation.type.capitalize()} mang ký hiệu “{citation.symbol}” của loại văn bản khác",
                "",
            )
        if citation.printed_year and citation.date and citation.printed_year != citation.date.year:
            yield _at_date(
                citation,
                "symbol-year",
                f"{citation.type.capitalize()} số {citation.symbol} ghi ngày {citation.date_text}: "
                "năm trong số và năm ban hành khác nhau",
                "",
            )


def _is_accented(char: str) -> bool:
    return char not in "Đđ" and len(unicodedata.normalize("NFD", char)) > 1


def _dates(citations: Sequence[Citation]) -> Iterator[Finding]:
    """Report one document cited with several dates."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        if citation.date:
            groups.setdefault((citation.type, _key(citation)), []).append(citation)
    for group in groups.values():
        counted = Counter(citation.date for citation in group)
        if len(counted) < 2:
            continue
        usual = max(counted, key=lambda date: (counted[date], date == group[0].date))
        odd = [citation for citation in group if citation.date != usual]
        agreed = next(citation for citation in group if citation.date == usual)
        yield _at_date(
            odd[0],
            "cited-date",
            f"{odd[0].type.capitalize()} số {odd[0].symbol} ghi ngày {odd[0].date_text}, "
            f"nơi khác ghi ngày {agreed.date_text}",
            agreed.date_text if counted[usual] > counted[odd[0].date] else "",
            also=[*odd[1:], agreed],
        )


def _variants(citations: Sequence[Citation]) -> Iterator[Finding]:
    """Report one number and date with several symbols, and look-alike symbols of one type and number."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.type, citation.number), []).append(citation)
    for group in groups.values():
        first_of: dict[str, Citation] = {}
        for citation in group:
            first_of.setdefault(_key(citation).lstrip("0"), citation)
        variants = list(first_of.values())
        for index, citation in enumerate(variants):
            for other in variants[index + 1 :]:
                yield from _variant(citation, other)


def _variant(citation: Citation, other: Citation) -> Iterator[Finding]:
    same_date = citation.date is not None and citation.date == other.date
    if citation.printed_year != other.printed_year and not same_date:
        return
    is_near = _distance_is_small(citation.letters, other.letters)
    if not same_date and not (is_near and citation.date is not None and other.date is not None):
        return
    yield _at_symbol(
        other,
        "cited-symbol",
        f"{other.type.capitalize()} số {_dated(other)} và số {_dated(citation)}: "
        "hai văn bản khác nhau hay một văn bản ghi hai cách?",
        "",
        Severity.WARNING if same_date else Severity.INFO,
        also=[citation],
    )


def _dated(citation: Citation) -> str:
    return f"{citation.symbol} ngày {citation.date_text}" if citation.date_text else citation.symbol


def _distance_is_small(left: str, right: str) -> bool:
    """Say whether two symbols differ by letters added at one end or by one letter."""
    if abs(len(left) - len(right)) > 2 or left.upper() == right.upper():
        return False
    shorter, longer = sorted((left.upper(), right.upper()), key=len)
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(shorter, longer, strict=True)) == 1
    return longer.replace("H", "").replace(".", "") == shorter.replace("H", "").replace(".", "")


def _at_symbol(
    citation: Citation,
    rule: str,
    message: str,
    expected: str,
    severity: Severity = Severity.WARNING,
    also: Sequence[Citation] = (),
) -> Finding:
    return _finding(
        citation, (citation.symbol_start, citation.symbol_end), rule, message, expected, severity, also
    )


def _at_date(
    citation: Citation,
    rule: str,
    message: str,
    expected: str,
    severity: Severity = Severity.WARNING,
    also: Sequence[Citation] = (),
) -> Finding:
    return _finding(
        citation, (citation.date_start, citation.date_end), rule, message, expected, severity, also
    )


def _finding(
    citation: Citation,
    span: tuple[int, int],
    rule: str,
    message: str,
    expected: str,
    severity: Severity,
    also: Sequence[Citation],
) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        where=citation.passage.where(*span),
        remedy=f"Đối chiếu văn bản gốc; nếu đúng thì ghi {expected}" if expected else "Đối chiếu văn bản gốc",
        quote=citation.passage.quote(*span),
        expected=expected,
        severity=severity,
        also=tuple(other.passage.where(other.start, other.end) for other in also),
    )
