"""Numbers of sections and items: gaps, doubles, steps back, wrong parents, signs that differ among equals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from reportgen.errors import Finding, Severity, Where
from reportgen.model.checking import Checked
from reportgen.model.word_document import Area, Paragraph, WordDocument, where
from reportgen.vietnamese import LETTERS, ORDINAL_WORDS, roman


class Sign(Enum):
    """The kind of a number before a paragraph."""

    PART = "Phần"
    ROMAN = "I."
    UPPER = "A."
    ARABIC = "1."
    CLOSED = "1)"
    SLASHED = "1/"
    BRACKETED = "(1)"
    LOWER = "a)"
    WORD = "Thứ nhất"
    DOTTED = "1.1."


ROMANS = {roman(number): number for number in range(1, 40)}
WORD_NUMBERS = {word: number for number, word in enumerate(ORDINAL_WORDS, start=1)}
_WORDS = "|".join(sorted(WORD_NUMBERS, key=len, reverse=True))
_PATTERNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (
        Sign.PART,
        re.compile(rf"(?:phần|chương)\s+(?:thứ\s+)?({_WORDS}|[ivxl]+|\d{{1,2}})\b[.:\s]*$", re.IGNORECASE),
    ),
    (Sign.DOTTED, re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?:\.|\)|:|(?=\s))\s*(?=[^\d\s%])")),
    (Sign.ROMAN, re.compile(r"([IVXL]+)\s*[-.–:)]\s*(?=[^\W\d_“\"(])")),
    (Sign.BRACKETED, re.compile(r"\((\d{1,2})\)\s*[-.–:]?\s*(?=[^\W\d_“\"])")),
    (Sign.ARABIC, re.compile(r"(\d{1,2})\s?[.](?!\d)\s*(?=[^\W\d_“\"(])")),
    (Sign.CLOSED, re.compile(r"(\d{1,2})\)\s*(?=[^\W\d_“\"(])")),
    (Sign.SLASHED, re.compile(r"(\d{1,2})/\s+(?=[^\W\d_“\"(])")),
    (Sign.LOWER, re.compile(r"([a-zđ])\)\s*(?=\S)|([a-zđ])\.\s+(?=\S)")),
    (Sign.UPPER, re.compile(r"([A-ZĐ])\s*[.)-]\s+(?=[A-ZÀ-ỸĐ])")),
    (Sign.WORD, re.compile(rf"(?:[-+*]\s*)?thứ\s+({_WORDS})\s*(?:[,:]|là\b)(?!\s*ngày)", re.IGNORECASE)),
)
BULLET = re.compile(r"([-+*•–])\s*(?=[^\W_])")
RESTART = re.compile(
    r"(?:phụ lục|biểu|bảng|mẫu)(?:\s+(?:số\s+)?[\dIVX.]+)?[.:\s]*$"
    r"|nơi nhận\s*:|kính gửi\s*:|điều\s+\d+\s*[.:]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that begins with a number; `numbers` has one part, or several for 2.2.1."""

    paragraph: Paragraph
    sign: Sign
    numbers: tuple[int, ...]
    text: str


def read_number(printed: str) -> tuple[Sign, tuple[int, ...], str] | None:
    """Return the kind of number a text begins with, its parts and how it is printed."""
    text = printed.lstrip(" \t\u00a0*_#")
    for sign, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is None:
            continue
        core = next(group for group in found.groups() if group)
        numbers = _numbers(sign, core)
        if numbers and 0 not in numbers:
            return sign, numbers, text[: found.end(found.lastindex or 0)].strip("-+* ")
    return None


def _numbers(sign: Sign, core: str) -> tuple[int, ...]:
    lower = core.lower()
    match sign:
        case Sign.DOTTED:
            return tuple(map(int, core.split(".")))
        case Sign.ROMAN:
            return (ROMANS[core],) if core in ROMANS else ()
        case Sign.LOWER | Sign.UPPER:
            return (LETTERS.index(lower) + 1,) if lower in LETTERS else ()
        case Sign.WORD | Sign.PART:
            number = (
                WORD_NUMBERS.get(lower) or ROMANS.get(core.upper()) or (int(core) if core.isdecimal() else 0)
            )
            return (number,) if number else ()
        case _:
            return (int(core),)


def audit_section_numbers(document: WordDocument) -> Checked:
    """Check the numbers of sections and items, typed or automatic, and the signs of parallel items."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph) and block.printed.strip()]
    counting = _Counting(document.file)
    for line in lines:
        if line.place.area is Area.BODY:
            counting.take(line)
    findings = [*counting.findings, *_uneven_signs(document.file, lines)]
    return Checked(findings=tuple(findings), passed={"section-number": counting.right})


@dataclass
class _Level:
    sign: Sign
    stem: tuple[int, ...]
    last: int
    text: str
    missing: int | None = None
    """Index of the finding that told of a gap just before `last`."""


@dataclass
class _Counting:
    """Open levels of numbering from the outermost in, and what was found wrong."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    right: int = 0
    _open: list[_Level] = field(default_factory=list)
    _closed: dict[Sign, int] = field(default_factory=dict)

    def take(self, line: Paragraph) -> None:
        """Check the number of one paragraph."""
        if RESTART.match(line.printed.strip()):
            self._open, self._closed = [], {}
            return
        read = read_number(line.printed)
        if read is None:
            return
        numbered = Numbered(line, *read)
        if numbered.sign is Sign.DOTTED:
            self._check_stem(numbered)
        self._count(numbered)

    def _count(self, numbered: Numbered) -> None:
        *stem, number = numbered.numbers
        same = [level for level in self._open if level.sign is numbered.sign and len(level.stem) == len(stem)]
        if numbered.sign is Sign.DOTTED:
            same = [level for level in same if level.stem == tuple(stem)]
        follows = next((level for level in reversed(same) if level.last + 1 == number), None)
        if follows is not None:
            self._close_above(follows)
            follows.last, follows.text, follows.missing = number, numbered.text, None
            self.right += 1
        elif number == 1:
            self._open_level(numbered)
            self.right += 1
        elif same:
            self._report(numbered, same[-1])
        else:
            self._report_start(numbered)

    def _open_level(self, numbered: Numbered) -> None:
        *stem, number = numbered.numbers
        if numbered.sign is Sign.DOTTED:
            while self._open and self._open[-1].sign is Sign.DOTTED and len(self._open[-1].stem) >= len(stem):
                self._close(self._open.pop())
        self._open.append(_Level(numbered.sign, tuple(stem), number, numbered.text))

    def _close_above(self, level: _Level) -> None:
        while self._open[-1] is not level:
            self._close(self._open.pop())

    def _close(self, level: _Level) -> None:
        self._closed[level.sign] = level.last

    def _check_stem(self, numbered: Numbered) -> None:
        """Report a section 3.1 that stands under section 2."""
        stem = numbered.numbers[:-1]
        above = self._numbers_above(len(stem))
        if above is None or above == stem:
            return
        expected = ".".join(map(str, (*above, numbered.numbers[-1])))
        self._add(
            numbered,
            "section-number-parent",
            f"Mục {numbered.text} đứng trong mục {'.'.join(map(str, above))}",
            expected,
        )

    def _numbers_above(self, depth: int) -> tuple[int, ...] | None:
        """Return the numbers of the sections that hold a dotted number of this depth."""
        dotted = [level for level in self._open if level.sign is Sign.DOTTED and len(level.stem) + 1 == depth]
        if depth > 1:
            return (*dotted[-1].stem, dotted[-1].last) if dotted else None
        arabic = [level for level in self._open if level.sign in (Sign.ARABIC, Sign.ROMAN)]
        plain = next((level for level in reversed(arabic) if level.sign is Sign.ARABIC), None)
        level = plain or (arabic[-1] if arabic else None)
        return (level.last,) if level else None

    def _report_start(self, numbered: Numbered) -> None:
        """Report a list that does not begin with 1, unless it goes on from an earlier list."""
        if numbered.sign is Sign.DOTTED and not self._open and not self._closed:
            self._open_excerpt(numbered)
            return
        number = numbered.numbers[-1]
        is_continued = self._closed.get(numbered.sign) == number - 1
        self._open_level(numbered)
        if is_continued or numbered.sign in (Sign.UPPER, Sign.WORD):
            return
        self._add(
            numbered,
            "section-number",
            f"Mục {numbered.text} là mục đầu tiên ở bậc này, trước nó không có mục 1",
            "",
        )

    def _open_excerpt(self, numbered: Numbered) -> None:
        """Go on from `2.1.3` where a document begins with it: 2 and 2.1 stand in what is left out."""
        first, *inner = numbered.numbers
        self._open.append(_Level(Sign.ARABIC, (), first, str(first)))
        for depth, number in enumerate(inner, start=1):
            stem = numbered.numbers[:depth]
            text = ".".join(map(str, (*stem, number)))
            self._open.append(_Level(Sign.DOTTED, stem, number, text))

    def _report(self, numbered: Numbered, level: _Level) -> None:
        number, last = numbered.numbers[-1], level.last
        self._close_above(level)
        if number == last and level.missing is not None:
            earlier = self.findings[level.missing]
            self.findings[level.missing] = _as_one(earlier, level, numbered, self._where(numbered))
            level.missing = None
            return
        what = "trùng số" if number == last else "thiếu số ở giữa" if number > last else "lùi số"
        expected = number_text(numbered.sign, (*numbered.numbers[:-1], last + 1))
        self._add(
            numbered, "section-number", f"Sau mục {level.text} là mục {numbered.text}: {what}", expected
        )
        level.missing = len(self.findings) - 1 if number == last + 2 else None
        level.last, level.text = number, numbered.text

    def _where(self, numbered: Numbered) -> Where:
        text, place = numbered.paragraph.text, numbered.paragraph.place
        start = text.find(numbered.text)
        return where(self.file, place, max(start, 0), start + len(numbered.text) if start >= 0 else len(text))

    def _add(self, numbered: Numbered, rule: str, message: str, expected: str) -> None:
        text = numbered.paragraph.text
        self.findings.append(
            Finding(
                rule=rule,
                message=message,
                where=self._where(numbered),
                remedy=f"Đánh số là {expected}" if expected else "Đánh lại số mục, hoặc xem có sót mục không",
                quote=numbered.text if numbered.text in text else text[:80],
                expected=expected,
                severity=Severity.WARNING,
            )
        )


def _as_one(earlier: Finding, level: _Level, numbered: Numbered, place: Where) -> Finding:
    return Finding(
        rule=earlier.rule,
        message=f"{earlier.message}; rồi lại đến {numbered.text}: số {level.text} bị dùng hai lần",
        where=earlier.where,
        remedy=earlier.remedy,
        quote=earlier.quote,
        expected=earlier.expected,
        severity=earlier.severity,
        also=(place,),
    )


def number_text(sign: Sign, numbers: tuple[int, ...]) -> str:
    """Return a number as its kind prints it, without the signs round it."""
    number = numbers[-1]
    match sign:
        case Sign.ROMAN:
            return roman(number)
        case Sign.LOWER if number <= len(LETTERS):
            return LETTERS[number - 1]
        case Sign.UPPER if number <= len(LETTERS):
            return LETTERS[number - 1].upper()
        case Sign.WORD if number <= len(ORDINAL_WORDS):
            return f"Thứ {ORDINAL_WORDS[number - 1]}"
        case Sign.DOTTED:
            return ".".join(map(str, numbers))
    return str(number)


@dataclass(frozen=True, slots=True)
class _Lead:
    paragraph: Paragraph
    bullet: str
    phrase: str
    parent: tuple[Sign, int] | None
    """Kind and depth of the section that holds it; None for an item with text behind its colon."""

    @property
    def length(self) -> int:
        """How many characters of the paragraph the sign and the opening words take."""
        return (
            self.paragraph.text.index(self.phrase) + len(self.phrase)
            if self.phrase in self.paragraph.text
            else 0
        )


def _uneven_signs(file: str, lines: list[Paragraph]) -> Iterator[Finding]:
    """Report items with the same opening words whose signs differ under parents of the same kind."""
    for phrase, leads in _leads(lines):
        signs = Counter(lead.bullet for lead in leads)
        if len(signs) < 2:
            continue
        usual = max(signs, key=lambda sign: (signs[sign], sign == leads[0].bullet))
        odd = [lead for lead in leads if lead.bullet != usual]
        first, *others = [where(file, lead.paragraph.place, 0, lead.length) for lead in odd]
        yield Finding(
            rule="item-sign",
            message=f"Mục “{phrase}” dùng dấu “{odd[0].bullet}”, các mục tương ứng dùng dấu “{usual}”",
            where=first,
            remedy=f"Dùng dấu “{usual}” như các mục cùng bậc, hoặc sửa các mục kia cho thống nhất",
            quote=odd[0].paragraph.text[: odd[0].length],
            expected=usual,
            severity=Severity.WARNING if _are_parallel(leads) else Severity.INFO,
            also=tuple(others),
        )


def _are_parallel(leads: list[_Lead]) -> bool:
    parents = {lead.parent for lead in leads}
    return len(parents) == 1 and None not in parents


LEAD = re.compile(r"([-+*•–])\s*([^:]{3,70}):(.*)")


def _leads(lines: list[Paragraph]) -> list[tuple[str, list[_Lead]]]:
    """Return items by opening words, kind of parent, and whether text follows the colon."""
    found: dict[tuple[str, str, bool], list[_Lead]] = {}
    parent: tuple[Sign, int] | None = None
    section = ""
    for line in lines:
        text = line.printed.strip()
        if number := read_number(text):
            parent, section = (number[0], len(number[1])), number[2] + str(line.place.paragraph)
        match = LEAD.match(text)
        if match and not number:
            is_open = not match[3].strip()
            key = (match[2].strip().lower(), "" if is_open else section, is_open)
            found.setdefault(key, []).append(
                _Lead(line, match[1], match[2].strip(), parent if is_open else None)
            )
    return [(leads[0].phrase, leads) for leads in found.values()]
