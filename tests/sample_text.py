"""Words of an original report and of the generated one, and how the two differ."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CORRECTION = "Sửa lỗi"
ADDED_ANNEXES = "…(phụ lục)"
"""What a list writes for annexes that the original refers to but does not hold."""
REASONS = (CORRECTION, "Tính lại", "Thể thức", "Thống nhất")

# A page read in by mistake: a Russian heading, then rows «1 1 2010.01.10», then a date alone. No Vietnamese
# report holds Cyrillic letters, the sign № or dates written that way.
FOREIGN_LINE = re.compile(r"[\u0400-\u04ff№]|^\s*(?:\d+\t\d+\t)?\d{4}\.\d\d\.\d\d\s*$")
ITEM_STAR = re.compile(r"^\s*\*{1,2}\s")
ITALIC_TAG = re.compile(r"</?i>")

Hunk = tuple[str, str]
"""Words of one place in the first text and in the second, joined by blanks; either may be empty."""


class Difference(NamedTuple):
    """One row of the table in `khac-biet.md`."""

    place: str
    original: str
    regenerated: str
    reason: str

    @property
    def hunk(self) -> Hunk:
        return self.original, self.regenerated


def seed_words(path: Path) -> list[str]:
    """Words of an original report after cleaning that needs no judgement.

    Lines of a foreign page are dropped. Emphasis marks (`*`, `**`, `<i>`) are dropped, but a star and a blank
    that open a line are an item sign, and stay as the word `*`. Table cells are words like any others, and a
    paragraph broken by the end of a page needs no joining, since words know no lines.
    """
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return [word for line in text.splitlines() if not FOREIGN_LINE.search(line) for word in _line_words(line)]


def _line_words(line: str) -> list[str]:
    sign = "* " if ITEM_STAR.match(line) else ""
    return (sign + ITALIC_TAG.sub("", line).replace("*", "")).split()


def document_words(docx: bytes, *, with_annexes: bool = True) -> list[str]:
    """Words of a Word document in reading order: body with its tables row by row, then the footnotes.

    An annex is whatever follows the first section of the body.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = ["word/document.xml", "word/footnotes.xml"]
        texts = [_part_text(package.read(part), with_annexes) for part in parts if part in package.namelist()]
    return unicodedata.normalize("NFC", " ".join(texts)).split()


def _part_text(xml: bytes, with_annexes: bool) -> str:
    root = etree.fromstring(xml)
    if not with_annexes:
        _drop_annexes(root)
    etree.strip_elements(root, FALLBACK)  # repeats the text of the drawing beside it
    return "".join(_element_text(element) for element in root.iter(f"{WORD}*"))


def _drop_annexes(root: etree._Element) -> None:
    end = root.find(f"{WORD}body/{WORD}p/{WORD}pPr/{WORD}sectPr/../..")
    for later in list(end.itersiblings()) if end is not None else []:
        later.getparent().remove(later)  # type: ignore[union-attr]  # siblings have a parent


def _element_text(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name == "t":
        return element.text or ""
    if name == "noBreakHyphen":
        return "-"
    return " " if name in {"p", "tab", "br", "cr"} else ""


def hunks(first: list[str], second: list[str]) -> list[Hunk]:
    """Places where the two differ, word by word, in order."""
    return [
        (" ".join(first[a:b]), " ".join(second[c:d]))
        for tag, a, b, c, d in _matcher(first, second).get_opcodes()
        if tag != "equal"
    ]


def _matcher(first: list[str], second: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, first, second, autojunk=False)


def listed_differences(markdown: str) -> list[Difference]:
    """Rows of the table `| Chỗ | Bản gốc | Bản tạo lại | Lý do |`; `\\*`, `\\|` stand for the bare sign."""
    rows = [_cells(line) for line in markdown.splitlines() if line.startswith("|")]
    return [Difference(*cells) for cells in rows[2:]]


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    return [" ".join(re.sub(r"\\([*|])", r"\1", cell).split()) for cell in cells]


def corrected_words(original: list[str], document: list[str], listed: list[Difference]) -> list[str]:
    """The original with its listed corrections of slips made, and nothing else changed.

    A row of the list names words but no position: it is applied where the document shows that very change.
    """
    corrections = Counter(row.hunk for row in listed if row.reason.startswith(CORRECTION))
    words: list[str] = []
    for _, a, b, c, d in _matcher(original, document).get_opcodes():
        hunk = (" ".join(original[a:b]), " ".join(document[c:d]))
        is_correction = hunk[0] != hunk[1] and corrections[hunk] > 0
        corrections[hunk] -= is_correction
        words += document[c:d] if is_correction else original[a:b]
    return words


def share_in_order(words: list[str], document: list[str]) -> float:
    """Which part of the words the document holds in the same order."""
    matched = sum(block.size for block in _matcher(words, document).get_matching_blocks())
    return matched / len(words)
