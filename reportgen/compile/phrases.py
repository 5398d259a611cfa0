"""Reusable phrases (`cum_tu`): their signatures, what they call, and which of them a part needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportgen.compile.tags import TAG, Tags, in_source, one_line
from reportgen.errors import Finding, Severity, Where
from reportgen.model.base import Path
from reportgen.model.source import Source

NAME = r"[a-z][a-z0-9_]*"
SIGNATURE = re.compile(rf"(?P<name>{NAME})\s*\(\s*(?P<parameters>(?:{NAME}(?:\s*,\s*{NAME})*)?)\s*\)")
JINJA_WORDS = (
    *("and", "or", "not", "in", "is", "if", "elif", "else", "endif", "for", "endfor", "set", "true", "false"),
    *("none", "import", "recursive", "loop", "caller", "varargs", "kwargs"),
)
DOCUMENT_NAMES = (
    *(
        "ky",
        "thong_tin",
        "phu_luc",
        "bieu_do",
        "co_quan",
        "so_ky_hieu",
        "dia_danh_ngay",
        "du_thao",
        "ten_loai",
        "trich_yeu",
    ),
    *("kinh_gui", "can_cu", "noi_nhan", "ky_ten"),
)
RESERVED = frozenset({*JINJA_WORDS, *DOCUMENT_NAMES})
"""Words of jinja, and names that templates know already."""


class Phrase(NamedTuple):
    """One phrase; `text` is protected, on one line."""

    name: str
    parameters: tuple[str, ...]
    text: str
    where: Where

    @property
    def signature(self) -> str:
        """As its author calls it: `dat(x, nam)`."""
        return f"{self.name}({', '.join(self.parameters)})"


class Phrases:
    """All phrases of a definition by name; mistakes in them are in `findings`."""

    def __init__(self, definitions: Mapping[str, str], source: Source, tags: Tags) -> None:
        self.by_name: dict[str, Phrase] = {}
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []
        self._tags = tags
        for signature, text in definitions.items():
            self._add(signature, text, source)
        self._calls = {name: self._called(phrase.text) for name, phrase in self.by_name.items()}
        self.findings += self._circles()

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self.by_name.values())

    def calls(self, name: str) -> list[str]:
        """Return the phrases that a phrase calls itself."""
        return self._calls[name]

    def needed(self, xml: str) -> list[Phrase]:
        """Return the phrases that the tags in a text use, directly or through others; the innermost first."""
        found: dict[str, None] = {}

        def visit(name: str) -> None:
            if name not in found:
                for inner in self._calls[name]:
                    visit(inner)
                found[name] = None

        for name in self._called(xml):
            visit(name)
        return [self.by_name[name] for name in found]

    def _add(self, signature: str, text: str, source: Source) -> None:
        path: Path = ("cum_tu", signature)
        where = source.where(path, key=True)
        protected = self._tags.protect(one_line(text), in_source(source, path))
        found = SIGNATURE.fullmatch(signature.strip())
        if found is None:
            remedy = "viết không dấu, ví dụ dat(x, nam)"
            self._report("phrase-name", f"tên cụm từ “{signature}” viết chưa đúng", where, remedy)
            return
        phrase = Phrase(found["name"], tuple(re.findall(NAME, found["parameters"])), protected, where)
        self._check(phrase)
        if re.search(r"\*\*|\^\[", protected):
            message = f"dấu đậm, nghiêng hay chú thích trong cụm từ {phrase.signature} sẽ in nguyên ra"
            remedy = "đặt dấu quanh chỗ gọi cụm từ"
            self.notes.append(Finding("loose-mark", message, where, remedy, severity=Severity.WARNING))
        self.by_name[phrase.name] = phrase

    def _check(self, phrase: Phrase) -> None:
        names = (phrase.name, *phrase.parameters)
        if reserved := sorted(RESERVED.intersection(names)):
            message = f"“{reserved[0]}” là tên dành riêng, không đặt cho cụm từ được"
            self._report("phrase-name", message, phrase.where, "đổi tên")
        if len(set(phrase.parameters)) < len(phrase.parameters):
            message = f"cụm từ {phrase.signature} có hai tham số cùng tên"
            self._report("phrase-name", message, phrase.where, "đổi tên một tham số")
        if phrase.name in self.by_name:
            message = f"cụm từ “{phrase.name}” khai hai lần"
            self._report("phrase-name", message, phrase.where, "đổi tên một cụm từ")

    def _report(self, rule: str, message: str, where: Where, remedy: str) -> None:
        self.findings.append(Finding(rule, message, where, remedy))

    def _called(self, text: str) -> list[str]:
        """Names of the phrases that the tags in a text call."""
        inner = " ".join(self._tags[char].inner for char in dict.fromkeys(TAG.findall(text)))
        called = dict.fromkeys(re.findall(rf"(?<![\w.])({NAME})\s*\(", inner))
        return [name for name in called if name in self.by_name]

    def _circles(self) -> Iterator[Finding]:
        """Yield findings for phrases that call themselves; nobody calls what is in a circle afterwards."""
        in_circle = {name: trail for name in self.by_name if (trail := self._way_back(name))}
        for name, trail in in_circle.items():
            message = "cụm từ gọi vòng về chính nó: " + " → ".join(trail)
            yield Finding("phrase-circle", message, self.by_name[name].where, "bỏ một lời gọi")
        for name in in_circle:
            self._calls[name] = []

    def _way_back(self, start: str) -> list[str]:
        """Return the trail of calls from a phrase back to itself; empty when there is none."""
        trails = [[start, called] for called in self._calls[start]]
        seen: set[str] = set()
        for trail in trails:  # grows while it is read
            last = trail[-1]
            if last == start:
                return trail
            if last not in seen:
                seen.add(last)
                trails += [[*trail, called] for called in self._calls[last]]
        return []
