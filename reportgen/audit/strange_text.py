"""Traces of broken conversion: foreign letters, lost characters, open brackets, markup, doubled phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reportgen.audit.passages import Passage, read_passages
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked
from reportgen.model.word_document import WordDocument

FOREIGN = re.compile(
    "[\u0400-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af№]+"
)
LOST = re.compile("[\ufffd\ue000-\uf8ff]")
ETH = re.compile("[^\\W\\d_]*[\u00d0\u00f0][^\\W\\d_]*")
MARKDOWN = re.compile(
    r"\*\*+[^*\n]*\*|(?<![\w*])\*(?=[^\s*])[^*\n]{2,200}(?<=\S)\*(?![\w*])|^\s*\*\*(?=\S)|\*\*\s*$|</?(?:b|i|u|br|p|span|div|sup|sub)\b[^>]*>|&(?:nbsp|amp|lt|gt);"
    r"|\{\{|\}\}|\{%|^#{1,6}\s|\[[^\]\n]+\]\(https?:|^```"
)
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
LIST_CLOSER = re.compile(r"(?:(?<=^)|(?<=[\s;,.:“\"]))(?:[a-zđA-ZĐ]|\d{1,2}|[ivxIVX]{1,4})\)")
LEGAL_LIST = re.compile(r"\b(?:điểm|khoản|mục)\s+[a-zđ\d]{1,2}\)", re.IGNORECASE)
SMILEY = re.compile(r"[:;]-?\)")
DOUBLED = re.compile(r"\b((?:[^\W\d_]+[, ]+){4,7}[^\W\d_]+)([, ]{1,3})\1\b(?![-\w])", re.IGNORECASE)
REPEATS = re.compile(r"^(?:\w+[, ]+)?(\w+)(?:[, ]+\1)+$", re.IGNORECASE)


RULE_LINE = re.compile(r"[*\s]+")


def audit_strange_text(document: WordDocument) -> Checked:
    """Report traces of broken conversion, one finding a cause."""
    passages = read_passages(document)
    findings = [
        *_foreign(passages),
        *_everywhere(
            passages, LOST, "lost-character", "Ký tự bị mất khi chuyển đổi (“{}”)", "Gõ lại ký tự bị mất"
        ),
        *_everywhere(
            passages,
            ETH,
            "wrong-letter",
            "“{}” dùng chữ Ð (U+00D0) của tiếng Iceland thay cho chữ Đ",
            "Gõ lại bằng chữ Đ",
        ),
        *_everywhere(
            passages,
            MARKDOWN,
            "leftover-markup",
            "Còn sót dấu định dạng “{}”",
            "Xoá dấu và định dạng bằng Word",
            Severity.WARNING,
        ),
        *_brackets(passages),
        *(finding for passage in passages for finding in _quotes(passage)),
        *(finding for passage in passages for finding in _doubled(passage)),
    ]
    right = sum(1 for passage in passages if "(" in passage.text)
    open_ones = sum(1 for finding in findings if finding.rule == "open-bracket")
    return Checked(findings=tuple(findings), passed={"open-bracket": max(0, right - open_ones)})


def _foreign(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report each run of passages with letters of another script once."""
    run: list[tuple[Passage, re.Match[str]]] = []
    gap = 0
    for passage in passages:
        found = FOREIGN.search(passage.text)
        same_table = (
            run and passage.is_in_table and passage.pieces[0].place.table == run[0][0].pieces[0].place.table
        )
        if found:
            run.append((passage, found))
            gap = 0
        elif run and not same_table:
            gap += 1
            if gap > 2:
                yield _foreign_finding(run)
                run, gap = [], 0
    if run:
        yield _foreign_finding(run)


def _foreign_finding(run: list[tuple[Passage, re.Match[str]]]) -> Finding:
    passage, found = run[0]
    script = unicodedata.name(found[0][0], "").split()[0].capitalize()
    is_table = any(each.is_in_table for each, _ in run)
    return Finding(
        rule="foreign-script",
        message=f"Chữ lạ ({script}) “{found[0]}”"
        + (": cả bảng không phải tiếng Việt" if is_table and len(run) > 2 else ""),
        where=passage.where(*found.span()),
        remedy="Xoá phần không thuộc văn bản",
        quote=passage.quote(*found.span()),
        severity=Severity.WARNING,
        also=tuple(each.where(*match.span()) for each, match in run[1:]),
    )


def _everywhere(
    passages: Sequence[Passage],
    pattern: re.Pattern[str],
    rule: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.WARNING,
) -> Iterator[Finding]:
    """Report the first place of a pattern, with all further ones as the same cause."""
    lines = (passage for passage in passages if not RULE_LINE.fullmatch(passage.text))  # «***» under a title
    places = [(passage, found) for passage in lines for found in pattern.finditer(passage.text)]
    if places:
        passage, found = places[0]
        yield Finding(
            rule=rule,
            message=message.format(found[0].strip()[:60])
            + (f" ({len(places)} chỗ)" if len(places) > 1 else ""),
            where=passage.where(*found.span()),
            remedy=remedy,
            quote=passage.quote(*found.span()),
            severity=severity,
            also=tuple(each.where(*match.span()) for each, match in places[1:]),
        )


def _brackets(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report brackets without partner and brackets without content, also when a line break parts them."""
    for index, passage in enumerate(passages):
        for found in EMPTY_BRACKETS.finditer(passage.text):
            yield _bracket(
                passage, found.span(), "Ngoặc rỗng: nội dung hoặc số chú thích bị mất", "empty-bracket"
            )
        following = passages[index + 1].text.lstrip() if index + 1 < len(passages) else ""
        opened, closed = _unpaired(passage.text)
        for position in opened:
            if following.startswith(")") and not passage.text[position + 1 :].strip():
                yield _bracket(
                    passage,
                    (position, position + 1),
                    "Ngoặc rỗng: nội dung hoặc số chú thích bị mất",
                    "empty-bracket",
                )
            else:
                yield _bracket(
                    passage, (position, min(len(passage.text), position + 40)), "Ngoặc mở không có ngoặc đóng"
                )
        before = passages[index - 1].text.rstrip() if index else ""
        for position in closed:
            if not (before.endswith("(") and not passage.text[:position].strip()):
                yield _bracket(passage, (max(0, position - 20), position + 1), "Ngoặc đóng không có ngoặc mở")


def _unpaired(text: str) -> tuple[list[int], list[int]]:
    """Return brackets without partner; empty when they pair once list marks such as «a)» are left out."""
    if not any(_pair(_without_marks(text))):
        return [], []
    opened, closed = _pair(text)
    marks = {found.end() - 1 for found in LIST_CLOSER.finditer(text)}
    return opened, [position for position in closed if position not in marks]


def _without_marks(text: str) -> str:
    for pattern in (LEGAL_LIST, LIST_CLOSER, SMILEY):
        text = pattern.sub(lambda found: found[0].replace(")", " "), text)
    return text


def _pair(text: str) -> tuple[list[int], list[int]]:
    opened: list[int] = []
    closed: list[int] = []
    for position, char in enumerate(text):
        if char == "(":
            opened.append(position)
        elif char == ")":
            if opened:
                opened.pop()
            else:
                closed.append(position)
    return opened, closed


def _bracket(passage: Passage, span: tuple[int, int], message: str, rule: str = "open-bracket") -> Finding:
    quote = passage.quote(*span)
    return Finding(
        rule=rule,
        message=f"{message}: “{quote.strip()}…”",
        where=passage.where(*span),
        remedy="Thêm ngoặc còn thiếu; xem có mất đoạn liệt kê không"
        if rule == "open-bracket"
        else "Bổ sung nội dung trong ngoặc",
        quote=quote,
        severity=Severity.WARNING,
    )


def _quotes(passage: Passage) -> Iterator[Finding]:
    """Report a paragraph whose curly quotes do not pair."""
    depth, last = 0, 0
    for position, char in enumerate(passage.text):
        if char == "“":
            depth, last = depth + 1, position
        elif char == "”":
            depth -= 1
            if depth < 0:
                last = position
                break
    straight = passage.text.count('"')
    if depth and not straight:
        span = (last, min(len(passage.text), last + 40)) if depth > 0 else (max(0, last - 30), last + 1)
        yield Finding(
            rule="open-quote",
            message=f"Dấu ngoặc kép không khép: “{passage.quote(*span).strip()}…”",
            where=passage.where(*span),
            remedy="Thêm dấu ngoặc kép còn thiếu",
            quote=passage.quote(*span),
            severity=Severity.INFO,
        )


def _doubled(passage: Passage) -> Iterator[Finding]:
    for found in DOUBLED.finditer(passage.text):
        if len(found[1]) >= 12 and not REPEATS.match(found[1]):
            yield Finding(
                rule="doubled-phrase",
                message=f"Cụm từ lặp lại: “{found[1].strip()}”",
                where=passage.where(*found.span()),
                remedy="Xoá cụm từ thừa; xem có mất nội dung giữa hai lần không",
                quote=passage.quote(*found.span()),
                severity=Severity.WARNING,
            )
