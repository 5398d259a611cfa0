"""Tables as text (CSV): rows under a header, each cell with its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.errors import Finding, Where
from reportgen.load.text import FORBIDDEN_IN_VALUE, forbidden_character
from reportgen.vietnamese import nfc, suggest

DELIMITERS = (";", "\t", ",")
QUOTE_OPEN = "một dấu ngoặc kép không đóng trên cùng dòng"


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell as written, blanks around it taken away."""

    text: str
    where: Where


@dataclass(slots=True)
class Delimited:
    """The header of a delimited file: which column holds which key."""

    file: str
    delimiter: str
    keys: tuple[str, ...]

    def row(self, line: str, number: int) -> dict[str, TextCell]:
        """Return the cells of a line by key; empty cells and those beyond the header are left out."""
        texts = split_line(line, self.delimiter)
        return {
            key: TextCell(text.strip(), Where(self.file, number, column))
            for column, (key, text) in enumerate(zip(self.keys, texts, strict=False), 1)
            if key and text.strip()
        }

    def surplus(self, line: str, number: int) -> Iterator[Finding]:
        """Tell of cells beyond the header, of open quotes and of characters that may not stand in a value."""
        texts = split_line(line, self.delimiter)
        if any(text.strip() for text in texts[len(self.keys) :]):
            message = f"dòng có {len(texts)} ô, tiêu đề chỉ có {len(self.keys)} cột"
            remedy = (
                f"kiểm tra dấu ngăn “{shown(self.delimiter)}”; số thập phân có dấu phẩy thì dùng dấu ngăn “;”"
            )
            yield Finding("csv-row", message, Where(self.file, number, 1), remedy)
        if line.count('"') % 2:
            yield Finding(
                "csv-quote", QUOTE_OPEN, Where(self.file, number, 1), "đóng ngoặc kép, hoặc bỏ xuống dòng"
            )
        for char in dict.fromkeys(FORBIDDEN_IN_VALUE.findall(line.replace("\t", " "))):
            yield forbidden_character(char, [Where(self.file, number, line.index(char) + 1)])


def split_line(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line; quotes may hold the delimiter."""
    if '"' not in line:
        return line.split(delimiter)
    return next(csv.reader([line], delimiter=delimiter), [])


def shown(delimiter: str) -> str:
    """Return a delimiter as people call it."""
    return "Tab" if delimiter == "\t" else delimiter


def read_header(
    line: str,
    file: str,
    headings: Mapping[str, str],
    needed: tuple[str, ...],
    free: re.Pattern[str] | None = None,
) -> tuple[Delimited, list[Finding]]:
    """Return the header that the first line is; `headings` maps what people write to keys.

    Columns that match `free` are kept under their own name; other unknown ones are findings.
    """
    delimiter = max(DELIMITERS, key=lambda each: len(split_line(line, each)))
    findings: list[Finding] = []
    keys: list[str] = []
    for column, text in enumerate(split_line(line, delimiter), 1):
        name = " ".join(nfc(text).split())
        key = headings.get(name.casefold(), name if free is not None and free.fullmatch(name) else "")
        where = Where(file, 1, column)
        if name and not key:
            message = f"không có cột “{name}”{suggest(name.casefold(), headings)}"
            findings.append(
                Finding(
                    "unknown-column",
                    message,
                    where,
                    f"các cột: {', '.join(dict.fromkeys(headings.values()))}",
                )
            )
        elif key and key in keys:
            findings.append(Finding("duplicate-column", f"cột “{name}” bị lặp", where, "bỏ một cột"))
        keys.append(key)
    findings += [
        Finding("missing-column", f"thiếu cột “{key}”", Where(file, 1, 1), f"thêm cột {key} ở dòng đầu")
        for key in needed
        if key not in keys
    ]
    return Delimited(file, delimiter, tuple(keys)), findings
