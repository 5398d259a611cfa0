"""Annexes and sections that a text refers to, against those that the document has; notes and their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.passages import Passage, read_passages
from reportgen.audit.section_numbers import ROMANS, Sign, read_number
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked
from reportgen.model.word_document import Area, Table, WordDocument, paragraphs

_NUMBER = r"\d{1,2}[A-Za-z]?(?![\d.,/]*\d)|[IVX]+(?!\w)"
_KIND = r"phụ lục|biểu đồ|biểu mẫu|biểu|bảng|hình|sơ đồ"
LABEL = re.compile(rf"({_KIND})\s*(?:số|biểu)?\s*[:.]?\s*({_NUMBER})\s*[:.\-–]?(?:\s|$)", re.IGNORECASE)
MENTION = re.compile(
    rf"\b(?P<kind>{_KIND})\s*(?:số\s*|kèm theo số\s*)?(?P<numbers>(?:{_NUMBER})"
    rf"(?:\s*(?:,|;|và|-|–|đến)\s*(?:(?:{_KIND})\s*(?:số\s*)?)?(?:{_NUMBER}))*)",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(
    r"\(\s*(?:có|chi tiết|kèm theo)[^()]{0,40}(?:phụ lục|biểu)[^()\d]{0,30}\)", re.IGNORECASE
)
ATTACHED = re.compile(
    r"kèm theo|đính kèm|chi tiết (?:tại|theo|ở)|xem|\((?:có|tại|theo)|như (?:tại|trong)?", re.IGNORECASE
)
POINTS = re.compile(r"\b(?:tại|ở|trong|theo|qua|xem|thể hiện|tổng hợp)\s+(?:các\s+)?$", re.IGNORECASE)
OTHER_PAPER = re.compile(
    r"(?:nghị định|nghị quyết|quyết định|thông tư|quy định|hướng dẫn|luật|công văn|đề án|quy chuẩn)\b[^;]*$",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"^\s*(?:,|-)?\s*(?:[/\-][A-ZĐ]|ban hành|(?:của|tại|theo|thuộc|kèm theo)?\s*"
    r"(?:nghị|quyết định|thông tư|quy định|hướng dẫn|luật|công văn|kế hoạch|chương trình|đề án|chỉ thị"
    r"|tờ trình|phụ lục(?! [\dIVX])|quy chuẩn|tiêu chuẩn|bộ tiêu chí|qcvn|tcvn|sổ tay|công điện|kết luận"
    r"|báo cáo số))",
    re.IGNORECASE,
)
CAPTION = re.compile(r"\(?\s*(?:ban hành )?kèm theo", re.IGNORECASE)
UNNUMBERED_LABEL = re.compile(r"(phụ lục|biểu)\s*[:.]?", re.IGNORECASE)
LABEL_IN_TABLE = re.compile(r"(?:phụ lục|biểu)\s", re.IGNORECASE)
LONGEST_LABEL = 160
COUNTED = re.compile(r"\b(\d{1,2})\s+(phụ lục|biểu(?: mẫu)?)\s+(?:kèm theo|đính kèm|chi tiết)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """An annex named by kind and number, and where."""

    kind: str
    number: str
    passage: Passage
    start: int
    end: int

    @property
    def key(self) -> str:
        """Kind and number without padding, so that Biểu 01 and BIỂU SỐ 1 are the same."""
        return f"{_plain_kind(self.kind)} {_plain_number(self.number)}"


def _plain_kind(kind: str) -> str:
    lower = " ".join(kind.lower().split())
    return "biểu" if lower == "biểu mẫu" else lower


def _plain_number(number: str) -> str:
    upper = number.upper()
    if upper in ROMANS:
        return str(ROMANS[upper])
    return upper.lstrip("0") or "0"


def audit_annexes(document: WordDocument) -> Checked:
    """Check that each annex referred to is there, that each annex is referred to, and how many there are."""
    passages = read_passages(document)
    labels = _labels(passages)
    own = _Own(
        frozenset(id(label.passage) for label in labels),
        frozenset(_plain_kind(label.kind) for label in labels),
        _without_number(passages),
        sum(1 for block in document.blocks if isinstance(block, Table) and block.has_borders),
    )
    mentions = [mention for passage in passages for mention in _mentions(passage, own)]
    findings = [
        *_dangling(mentions, labels, own),
        *_bare(passages, labels, document),
        *_unused(mentions, labels, passages),
        *_counted(passages, labels),
    ]
    known = {label.key for label in labels}
    right = sum(1 for mention in mentions if mention.key in known)
    return Checked(findings=tuple(findings), passed={"annex-reference": right})


def _labels(passages: Sequence[Passage]) -> list[Label]:
    found = []
    for passage in passages:
        text = passage.text.strip()
        match = LABEL.match(text)
        rest = text[match.end() :].strip() if match else ""
        is_title = (
            not rest
            or rest.isupper()
            or rest[:1] in "(:"
            or (rest[:1].isupper() and len(rest) < LONGEST_LABEL)
        )
        in_table = passage.is_in_table and (rest or LABEL_IN_TABLE.match(text) is None)
        if match and is_title and not rest.endswith((";", ",")) and not in_table:
            start = passage.text.index(match[0][:4])
            found.append(Label(match[1], match[2], passage, start, start + len(match[0].rstrip())))
    return found


@dataclass(frozen=True, slots=True)
class _Own:
    """What a document has: passages that are labels, kinds with numbers and without, how many tables."""

    labels: frozenset[int]
    kinds: frozenset[str]
    unnumbered: frozenset[str]
    tables: int

    def may_hold(self, mention: Label) -> bool:
        """Say whether a mention may mean an annex without a number, or a table without a caption."""
        kind, number = mention.key.rsplit(" ", 1)
        if kind in self.unnumbered and kind not in self.kinds:
            return number == "1"
        is_counted = kind == "bảng" and kind not in self.kinds and number.isdecimal()
        return is_counted and int(number) <= self.tables


def _without_number(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the kinds of labels without a number: «PHỤ LỤC» alone on its line."""
    found = (UNNUMBERED_LABEL.fullmatch(passage.text.strip()) for passage in passages)
    return frozenset(_plain_kind(match[1]) for match in found if match)


def _mentions(passage: Passage, own: _Own) -> Iterator[Label]:
    if id(passage) in own.labels or CAPTION.match(passage.text):
        return
    for found in MENTION.finditer(passage.text):
        after = passage.text[found.end() : found.end() + 60]
        if OTHERS.match(after) or not _is_own(passage, found, own):
            continue
        for number in re.finditer(_NUMBER, found["numbers"]):
            start = found.start("numbers") + number.start()
            first = found.start() if number.start() == 0 else start
            yield Label(found["kind"], number[0], passage, first, start + len(number[0]))


def _is_own(passage: Passage, found: re.Match[str], own: _Own) -> bool:
    """Say whether a mention means an annex, table or picture of this document."""
    before = passage.text[max(0, found.start() - 40) : found.start()]
    after = passage.text[found.end() : found.end() + 60].lstrip(" ,")
    if ATTACHED.search(before) or ATTACHED.match(after):
        return True
    sentence = passage.text[max(found.start() - 120, passage.sentence_of(found.start())[0]) : found.start()]
    is_name = found["kind"][0].isupper() and not OTHER_PAPER.search(sentence)
    kind = _plain_kind(found["kind"])
    points = POINTS.search(before) or before.rstrip().endswith("(")
    return is_name and bool(kind in own.kinds or (points and kind in ("bảng", "hình", "biểu đồ", "sơ đồ")))


def _dangling(mentions: list[Label], labels: list[Label], own: _Own) -> Iterator[Finding]:
    known = {label.key for label in labels}
    missing: dict[tuple[int, str], list[Label]] = {}
    for mention in mentions:
        if mention.key not in known and not own.may_hold(mention):
            missing.setdefault((id(mention.passage), mention.kind.lower()), []).append(mention)
    for group in missing.values():
        skipped = _never_named(mentions) if not labels else ""
        names = ", ".join(mention.number for mention in group)
        has = "văn bản không có phụ lục nào" if not labels else "các phụ lục hiện có: " + _names(labels)
        first, last = group[0], group[-1]
        yield Finding(
            rule="annex-missing",
            message=f"Dẫn đến {first.kind} {names} nhưng không có trong văn bản ({has}{skipped})",
            where=first.passage.where(first.start, last.end),
            remedy="Bổ sung phụ lục còn thiếu hoặc sửa chỗ dẫn",
            quote=first.passage.quote(first.start, last.end),
            severity=Severity.WARNING,
        )


def _never_named(mentions: list[Label]) -> str:
    """Return a remark on the first annexes when the references begin with a later one."""
    numbers = [int(number) for mention in mentions if (number := _plain_number(mention.number)).isdecimal()]
    before = range(1, min(numbers, default=1))
    return f"; cũng không nhắc đến số {', '.join(map(str, before))}" if before else ""


def _names(labels: list[Label]) -> str:
    return ", ".join(dict.fromkeys(f"{label.kind.capitalize()} {label.number}" for label in labels))


def _bare(passages: Sequence[Passage], labels: list[Label], document: WordDocument) -> Iterator[Finding]:
    """Report «(có phụ lục kèm theo)» in a document without annex and without table after the reference."""
    if labels or any(isinstance(block, Table) and block.has_borders for block in document.blocks):
        return
    is_there = any(re.match(r"(?:phụ lục|biểu)\s*[:.]?$", p.text.strip(), re.IGNORECASE) for p in passages)
    for passage in passages:
        found = UNNUMBERED.search(passage.text)
        if found and not is_there and not any(char.isdigit() for char in found[0]):
            yield Finding(
                rule="annex-missing",
                message="Dẫn đến phụ lục kèm theo nhưng văn bản không có phụ lục nào",
                where=passage.where(found.start(), found.end()),
                remedy="Bổ sung phụ lục hoặc bỏ chỗ dẫn",
                quote=passage.quote(found.start(), found.end()),
                severity=Severity.WARNING,
            )


def _unused(mentions: list[Label], labels: list[Label], passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report annexes that no text refers to, unless the text refers to its annexes without numbers."""
    if any(UNNUMBERED.search(passage.text) for passage in passages):
        return
    spoken = _all_mentioned(passages, labels) | {mention.key for mention in mentions}
    seen: set[str] = set()
    for label in labels:
        if label.key in spoken or label.key in seen or not _is_annex(label):
            continue
        seen.add(label.key)
        yield Finding(
            rule="annex-unused",
            message=f"{label.kind.capitalize()} {label.number} không được nhắc đến trong phần lời",
            where=label.passage.where(label.start, label.end),
            remedy=f"Thêm “(có {label.kind.capitalize()} {label.number} kèm theo)” ở chỗ nêu số liệu này",
            quote=label.passage.quote(label.start, label.end),
            severity=Severity.WARNING,
        )


def _is_annex(label: Label) -> bool:
    return _plain_kind(label.kind) in ("phụ lục", "biểu")


def _all_mentioned(passages: Sequence[Passage], labels: list[Label]) -> set[str]:
    own = {id(label.passage) for label in labels}
    return {
        f"{_plain_kind(found['kind'])} {_plain_number(number)}"
        for passage in passages
        if id(passage) not in own
        for found in MENTION.finditer(passage.text)
        for number in _expanded(found["numbers"])
    }


def _expanded(numbers: str) -> list[str]:
    """Return the numbers of a list, a span such as «01 - 05» written out."""
    found = re.findall(_NUMBER, numbers)
    if re.search(r"-|–|đến", numbers) and len(found) == 2 and all(number.isdecimal() for number in found):
        return [str(number) for number in range(int(found[0]), int(found[1]) + 1)]
    return found


def _counted(passages: Sequence[Passage], labels: list[Label]) -> Iterator[Finding]:
    for passage in passages:
        for found in COUNTED.finditer(passage.text):
            kind = _plain_kind(found[2])
            number = len({label.key for label in labels if _plain_kind(label.kind) == kind})
            if number and number != int(found[1]):
                yield Finding(
                    rule="annex-count",
                    message=f"Ghi {found[1]} {found[2]} kèm theo, văn bản có {number}",
                    where=passage.where(found.start(), found.end()),
                    remedy="Sửa số phụ lục hoặc bổ sung phụ lục",
                    quote=passage.quote(found.start(), found.end()),
                    expected=f"{number:02d}",
                    severity=Severity.WARNING,
                )


SECTION = re.compile(
    r"\b(?:nêu tại|tại|ở|theo|xem|như)\s+(?:[Mm]ục|[Pp]hần)\s+"
    r"(?P<number>[IVX]+(?![\w.])|\d{1,2}(?:\.\d{1,2})+(?!\d))\.?"
    r"(?P<after>[^.;]{0,60})",
)
OWN_SECTION = re.compile(
    r"\s*(?:,?\s*(?:[Pp]hần|[Mm]ục)\s+[IVX]+)?"
    r"\s*(?:nêu trên|ở trên|trên đây|báo cáo này|của báo cáo|\)|\.|;|$|,\s+(?![^,]*\bsố\s+\d))"
)


def audit_section_references(document: WordDocument) -> Checked:
    """Check that sections which the text refers to as its own are there."""
    passages = read_passages(document)
    read = [read_number(passage.text) for passage in passages]
    read += [
        read_number(paragraph.printed)
        for paragraph in paragraphs(document.blocks)
        if paragraph.label and paragraph.place.area is Area.BODY
    ]
    known = {key for each in read if each and (key := _section_key(each[0], each[1]))}
    findings, right = [], 0
    for passage in passages:
        for found in SECTION.finditer(passage.text):
            number = found["number"]
            key = f"roman {ROMANS[number]}" if number in ROMANS else number
            if not OWN_SECTION.match(found["after"]):
                continue
            if key in known:
                right += 1
                continue
            findings.append(
                Finding(
                    rule="section-missing",
                    message=f"Dẫn đến mục {number} nhưng văn bản không có mục này",
                    where=passage.where(found.start(), found.end("number")),
                    remedy="Sửa số mục được dẫn",
                    quote=passage.quote(found.start(), found.end("number")),
                    severity=Severity.WARNING,
                )
            )
    return Checked(findings=tuple(findings), passed={"section-reference": right})


def _section_key(sign: Sign, numbers: tuple[int, ...]) -> str:
    """Return how a reference names a section: by its roman or by its dotted number."""
    if sign in (Sign.ROMAN, Sign.PART):
        return f"roman {numbers[0]}"
    return ".".join(map(str, numbers)) if sign is Sign.DOTTED else ""


NOTE = re.compile(r"\s*\((\d{1,2})\)\s*(?=\S)")
MARK = re.compile(r"(?<=[^\W\d_])\s?\((\d{1,2})\)(?=[\s,.;:]|$)")
CLOSING = re.compile(r"nơi nhận\s*:|./.\s*$|trên đây,? là báo cáo", re.IGNORECASE)


def audit_notes(document: WordDocument) -> Checked:
    """Check that each note mark has its note and each note its mark, typed or real."""
    passages = [passage for passage in read_passages(document) if not passage.is_in_table]
    findings = [*_typed_notes(passages), *_real_notes(document)]
    return Checked(findings=tuple(findings))


def _typed_notes(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Compare marks such as «thực hiện(1)» with notes typed after the end of the text."""
    end = next((at for at, passage in enumerate(passages) if CLOSING.search(passage.text)), len(passages))
    notes = {found[1]: passage for passage in passages[end + 1 :] if (found := NOTE.match(passage.text))}
    if not notes:
        return
    marks = {found[1] for passage in passages[:end] for found in MARK.finditer(passage.text)}
    for number, passage in notes.items():
        if number not in marks:
            yield Finding(
                rule="note-unused",
                message=f"Chú thích ({number}) không có dấu chú thích nào trong bài",
                where=passage.where(0, len(number) + 2),
                remedy="Đặt lại dấu chú thích vào chỗ được chú thích",
                quote=passage.quote(0, len(number) + 2),
                severity=Severity.WARNING,
            )


def _real_notes(document: WordDocument) -> Iterator[Finding]:
    used = {note for paragraph in paragraphs(document.blocks) for note in paragraph.notes}
    for note, blocks in document.footnotes.items():
        text = next((p for p in paragraphs(blocks) if p.text.strip()), None)
        if note not in used and text is not None and used:
            yield Finding(
                rule="note-unused",
                message=f"Chú thích “{text.text.strip()[:60]}” không được dẫn trong bài",
                remedy="Xoá chú thích thừa hoặc đặt lại dấu chú thích",
                quote=text.text.strip()[:60],
                severity=Severity.INFO,
            )
