"""Names that do not belong: another office's name left over, and titles one letter off the usual words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.audit.passages import Passage, read_passages
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.word_document import WordDocument

_NAME = r"(?P<name>[A-ZÀ-ỴĐ][a-zà-ỹđ]+(?:\s+[A-ZÀ-ỴĐ][a-zà-ỹđ]+){1,3})"
LEVELS: dict[str, re.Pattern[str]] = {
    "huyện": re.compile(rf"\b(?:[Hh]uyện(?: [uủ][ỷy])?|HUYỆN)\s+{_NAME}"),
    "thành phố": re.compile(rf"\b(?:[Tt]hành phố|[Tt]hành [uủ][ỷy])\s+{_NAME}"),
    "thị xã": re.compile(rf"\b[Tt]hị xã\s+{_NAME}"),
    "tỉnh": re.compile(rf"\b(?:[Tt]ỉnh(?: [uủ][ỷy])?)\s+{_NAME}"),
    "xã": re.compile(rf"\b(?:UBND|HĐND|Đảng ủy|Đảng uỷ|địa bàn|Công an|Đảng bộ)\s+(?:xã|phường)\s+{_NAME}"),
}
# Words before a name that say that the report speaks of its own place.
CLAIMS = re.compile(
    r"(?:địa bàn|toàn|đảng bộ|ubnd|hđnd|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|của|ban thường vụ)\s*$",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"giáp|bạn|học tập|kinh nghiệm|phối hợp|với|chuyển đến|từ|tại|liên huyện|kết nghĩa|hỗ trợ|các huyện|như",
    re.IGNORECASE,
)
LEAST_OWN, MOST_OTHER = 3, 2
NOT_PLACES = {"Ủy", "Uỷ", "Đoàn", "Hội", "Ban", "Bí Thư", "Đảng Ủy"}


def audit_names(document: WordDocument) -> Checked:
    """Report other places' names that stand where the report speaks of its own, and misspelt titles."""
    passages = read_passages(document)
    findings: list[Finding] = []
    skipped: list[NotEvaluated] = []
    passed = 0
    for level, pattern in LEVELS.items():
        found = [(passage, match) for passage in passages for match in pattern.finditer(passage.text)]
        counts = Counter(_plain(match["name"]) for _, match in found)
        own = _own(counts)
        if own is None:
            if counts:
                skipped.append(NotEvaluated("foreign-name", f"không rõ {level} nào là đơn vị báo cáo"))
            continue
        passed += counts[own]
        findings += _left_over(level, own, counts, found)
    findings += _titles(passages)
    return Checked(tuple(findings), tuple(skipped), {"foreign-name": passed})


def _plain(name: str) -> str:
    return " ".join(name.split()[:2])


def _own(counts: Counter[str]) -> str | None:
    """Return the name that is used three times and far more than any other."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < LEAST_OWN:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1] else None


def _left_over(
    level: str, own: str, counts: Counter[str], found: Sequence[tuple[Passage, re.Match[str]]]
) -> Iterator[Finding]:
    for passage, match in found:
        name = _plain(match["name"])
        if name == own or counts[name] > MOST_OTHER or name in NOT_PLACES:
            continue
        start, _ = passage.sentence_of(match.start())
        before = passage.text[max(start, match.start() - 40) : match.start("name")]
        before = (
            before[: len(before) - len(before.split()[-1])] if level == "xã" and before.split() else before
        )
        claim = passage.text[max(0, match.start() - 25) : match.start()]
        if not (CLAIMS.search(claim) or level == "xã") or OTHERS.search(before):
            continue
        span = match.span("name")
        yield Finding(
            rule="foreign-name",
            message=(
                f"Nêu {level} {match['name']} trong khi báo cáo là của {level} {own}: "
                "có thể còn sót khi chép từ báo cáo khác"
            ),
            where=passage.where(*span),
            remedy=f"Nếu là đơn vị mình thì sửa thành {own}",
            quote=passage.quote(*span),
            expected=own,
            severity=Severity.WARNING,
        )


LEAST_USES = 5
SYLLABLE = re.compile(r"[^\W\d_]+")


def _titles(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report a pair of words in a capital title that is one letter off a pair used all over the text."""
    pairs: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        pairs.update(pairwise(SYLLABLE.findall(passage.lowered)))
    common = [pair for pair, times in pairs.items() if times >= LEAST_USES]
    for passage in passages:
        if not passage.text.strip().isupper() or passage.is_in_table:
            continue
        found = list(SYLLABLE.finditer(passage.lowered))
        for left, right in pairwise(found):
            pair = (left[0], right[0])
            usual = (
                next((other for other in common if _is_slip(pair, other)), None) if pairs[pair] == 1 else None
            )
            if usual:
                yield _title(passage, (left.start(), right.end()), " ".join(usual).upper())


def _is_slip(pair: tuple[str, str], usual: tuple[str, str]) -> bool:
    """Say whether a pair differs from the usual one by one letter of one word of three letters or more."""
    differing = [(a, b) for a, b in zip(pair, usual, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return len(a) >= 3 and len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _title(passage: Passage, span: tuple[int, int], usual: str) -> Finding:
    quote = passage.quote(*span)
    return Finding(
        rule="title-slip",
        message=f"Tiêu đề ghi “{quote}”, cả văn bản dùng “{usual.lower()}”",
        where=passage.where(*span),
        remedy=f"Sửa thành {usual}",
        quote=quote,
        expected=usual,
        severity=Severity.WARNING,
    )
