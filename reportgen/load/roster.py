"""The units of a programme from a table (CSV, workbook), as the plain data that the YAML file gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from reportgen.errors import Finding, Where
from reportgen.load.delimited import TextCell, read_header
from reportgen.load.text import MAX_BYTES_OF_LINES, decode
from reportgen.load.yaml_json import Reading
from reportgen.model.source import Source, Spot

HEADINGS = {
    "ma": "ma",
    "mã": "ma",
    "mã đơn vị": "ma",
    "ten": "ten",
    "tên": "ten",
    "tên đơn vị": "ten",
    "cap": "cap",
    "cấp": "cap",
    "cha": "cha",
    "cấp trên": "cha",
    "mã cấp trên": "cha",
    "tu": "tu",
    "từ ngày": "tu",
    "den": "den",
    "đến ngày": "den",
}
FACT = re.compile(r"thong_tin\.[a-z][a-z0-9_]{0,39}")
NEEDED = ("ma", "ten", "cap")
ROOT = "don_vi"


def read_roster_csv(raw: bytes, file: str) -> Reading:
    """Read a roster with one unit a line; `thong_tin.x` is a column of facts."""
    text = decode(raw, file, most=MAX_BYTES_OF_LINES)
    lines = text.splitlines()
    header, findings = read_header(lines[0], file, HEADINGS, NEEDED, FACT)
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            findings += header.surplus(line, number)
            rows.append(header.row(line, number))
    return roster_reading(rows, file, hashlib.sha256(raw).hexdigest(), findings)


def roster_reading(
    rows: Iterable[Mapping[str, TextCell]], file: str, sha256: str, findings: list[Finding]
) -> Reading:
    """Return rows of cells by column as the plain data of a roster file, each value with its place."""
    spots: dict[tuple[str, ...], Spot] = {(): _spot(Where(file, 1, 1)), (ROOT,): _spot(Where(file, 1, 1))}
    units: list[dict[str, object]] = []
    for number, cells in enumerate(row for row in rows if row):
        path = (ROOT, str(number))
        spots[path] = _spot(next(iter(cells.values())).where)
        for key, cell in cells.items():
            holder, _, fact = key.partition(".")
            if fact:
                spots.setdefault((*path, holder), _spot(cell.where))
            spots[(*path, *key.split("."))] = _spot(cell.where)
        units.append(entry_of((key, cell.text) for key, cell in cells.items()))
    return Reading({ROOT: units}, Source(file, "", spots, sha256), tuple(findings))


def entry_of(cells: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return cells by column as the entry of a roster file."""
    entry: dict[str, object] = {}
    facts: dict[str, str] = {}
    for key, text in cells:
        holder, _, fact = key.partition(".")
        if fact:
            facts[fact] = text
            entry[holder] = facts
        else:
            entry[key] = text
    return entry


def _spot(where: Where) -> Spot:
    return Spot(cell=where)
