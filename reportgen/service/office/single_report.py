"""A programme of one unit made of a single report: its figures become what the unit types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import LoadedDefinition, LoadedFigures, load_definition, load_figures
from reportgen.model.definition import EARLIEST_YEAR, LATEST_YEAR
from reportgen.model.figures_input import RESERVED
from reportgen.model.frozen import canonical
from reportgen.service.office.bundles import within
from reportgen.service.office.unit_document import TEXTS

PROGRAMME, SKELETON, VALUES = "chuong-trinh.json", "khung-so-lieu.json", "so-lieu.jsonl"
LEVEL, UNIT = "don_vi", "don-vi"
NUMBERS = ("so_luong", "gia_tri", "mau_so")
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def made_programme(folder: Path, report: str, name: str) -> dict[str, bytes]:
    """Return the files that make a programme of a report in a folder, beside those that are there.

    Raises InputRefused with the mistakes of the report or its figures.
    """
    path = folder / report
    loaded = load_definition(path, shown_as=report)
    figures = _figures(loaded, path, report)
    beside = PurePosixPath(report).parent
    data = _plain(figures.data)
    parts = {
        PROGRAMME: _programme(loaded, data, path.name, name),
        SKELETON: blanked(data),
        VALUES: {"don_vi": UNIT, **_own(data), "so_lieu": _values(data)},
    }
    return {str(beside / part): (canonical(content) + "\n").encode() for part, content in parts.items()}


def _figures(loaded: LoadedDefinition, path: Path, report: str) -> LoadedFigures:
    name = loaded.definition.figures
    if name is None:
        remedy = "thêm dòng so_lieu: so-lieu.yaml vào báo cáo, và để tệp ấy vào gói"
        raise InputRefused([Finding("no-figures", "chưa cho biết tệp số liệu", Where(report), remedy)])
    return load_figures(within(path.parent, name, report), shown_as=name)


def _plain(data: Any) -> dict[str, Any]:
    """Return figures as data with texts for keys."""
    return {str(key): _texts(each) for key, each in data.items()}


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(each) for key, each in value.items()}
    return [_texts(each) for each in value] if isinstance(value, list | tuple) else value


def _programme(loaded: LoadedDefinition, data: dict[str, Any], report: str, name: str) -> dict[str, Any]:
    definition = loaded.definition
    unit_name = " ".join(definition.agency.issuer)
    return {
        "ma": slug(name),
        "ten": definition.subject,
        "ky": _period(data["ky"]["hien_tai"], loaded),
        "khung": SKELETON,
        "don_vi": [{"ma": UNIT, "ten": unit_name, "cap": LEVEL}],
        "so_lieu": VALUES,
        "cap": {LEVEL: {"bao_cao": report}},
    }


def _period(current: Any, loaded: LoadedDefinition) -> dict[str, Any]:
    year = int(current)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        issued = loaded.definition.issued_on
        year = issued.year if issued is not None else LATEST_YEAR
    return {"loai": "nam", "nam": year}


def slug(name: str) -> str:
    """Return a name as programmes are called: `Phong Thổ.zip` becomes `phong-tho`."""
    plain = unicodedata.normalize("NFD", PurePosixPath(name).stem.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return NOT_SLUG.sub("-", letters.casefold()).strip("-")[:40].strip("-") or "bao-cao"


# --- the skeleton: everything but the numbers --------------------------------------------------------------


def blanked(data: dict[str, Any]) -> dict[str, Any]:
    """Return figures with nothing in the place of each number that a person types; lists keep their rows."""
    return {name: each if name in RESERVED else _blank_group(each) for name, each in data.items()}


def _blank_group(group: dict[str, Any]) -> dict[str, Any]:
    made = dict(group)
    if "tong_so" in group:
        made["tong_so"] = _blank(group["tong_so"])
    if "chi_tieu" in group:
        made["chi_tieu"] = {name: _blank_indicator(each) for name, each in group["chi_tieu"].items()}
    return made


def _blank_indicator(indicator: Any) -> Any:
    if isinstance(indicator, Mapping):
        return {key: _blank(each) if key in NUMBERS else each for key, each in indicator.items()}
    return {"gia_tri": None} if isinstance(indicator, Decimal) else None


def _blank(numbers: Any) -> Any:
    """Return nothing for each number; expressions are the skeleton's own."""
    if isinstance(numbers, Mapping):
        return {period: _blank(each) for period, each in numbers.items()}
    return numbers if isinstance(numbers, str) else None


# --- the values: nothing but the numbers -------------------------------------------------------------------


def _own(data: dict[str, Any]) -> dict[str, Any]:
    return {TEXTS: data[TEXTS]} if data.get(TEXTS) else {}


def _values(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, group in data.items():
        if name in RESERVED:
            continue
        if "danh_sach" in group:
            found[name] = group["danh_sach"]
        else:
            total = {"tong_so": group["tong_so"]} if "tong_so" in group else {}
            found[name] = {**total, **_typed(group.get("chi_tieu", {}))}
    return found


def _typed(indicators: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, indicator in indicators.items():
        if not isinstance(indicator, Mapping):
            found[name] = indicator
            continue
        parts = {part: _numbers(indicator[part]) for part in NUMBERS if part in indicator}
        parts = {part: numbers for part, numbers in parts.items() if numbers != {}}
        if parts:
            found[name] = parts if "mau_so" in parts else next(iter(parts.values()))
    return found


def _numbers(numbers: Any) -> Any:
    if isinstance(numbers, Mapping):
        return {period: each for period, each in numbers.items() if not isinstance(each, str)}
    return {} if isinstance(numbers, str) else numbers
