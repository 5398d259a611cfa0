"""What pydantic refused, told to the person who wrote the file: one finding for each cause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from reportgen.errors import Finding, Where
from reportgen.load.known_keys import Titles, keys_at
from reportgen.load.messages import message_of, shown
from reportgen.model.source import Source
from reportgen.vietnamese import parse_number, suggest

KEY_MARK = "[key]"
"""What pydantic appends to the path of a mapping whose key, not value, is wrong."""
NUMBER_ERRORS = frozenset(
    {
        "int_type",
        "int_parsing",
        "int_from_float",
        "is_instance_of",
        "decimal_type",
        "decimal_parsing",
        "model_type",
    }
)
MACHINE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?")
NUMBER_LIKE = re.compile(r"[-+]?\d[\d._, ]*%?")
THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
Errors = list[dict[str, Any]]


def explain(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Finding]:
    """Return one finding for every cause in `error`, in order of place."""
    causes: dict[tuple[tuple[str, ...], str], Errors] = {}
    for each in error.errors(include_url=False):
        loc = each["loc"]
        is_about_key = each["type"] in ("missing", "extra_forbidden") or _is_about_key(dict(each))
        # members of a union fail one by one, at the same value
        causes.setdefault((source.existing(loc), str(loc[-2:]) if is_about_key else ""), []).append(
            dict(each)
        )
    findings = [_finding(path, errors, source, model) for (path, _), errors in causes.items()]
    return sorted(findings, key=lambda finding: by_place(finding.where))


def by_place(where: Where) -> tuple[str, str, int, int]:
    """Return the sort key of findings: lines in order; cells as they come."""
    return (where.file, where.part, where.line, where.column)


def _is_about_key(error: dict[str, Any]) -> bool:
    """Whether the name of an entry is refused; the names of groups come without the mark."""
    last = error["loc"][-1:]
    is_name: bool = error["type"] == "string_pattern_mismatch" and last == (error["input"],)
    return is_name or bool(last == (KEY_MARK,))


def _finding(path: tuple[str, ...], errors: Errors, source: Source, model: type[BaseModel]) -> Finding:
    first = errors[0]
    if first["type"] == "missing":
        return _missing(first["loc"], source, keys_at(model, first["loc"][:-1]))
    if first["type"] == "extra_forbidden":
        return _unknown(first["loc"], source, keys_at(model, first["loc"][:-1]))
    if _is_about_key(first):
        return _bad_key(path, first, source)
    if not path and first["type"] == "model_type":
        remedy = "viết mỗi mục một dòng “tên: giá trị”"
        return Finding("wrong-value", "tệp phải gồm các mục “tên: giá trị”", source.where(()), remedy)
    return _wrong_value(path, errors, source)


def _missing(loc: tuple[str | int, ...], source: Source, known: Titles) -> Finding:
    name, parent = str(loc[-1]), source.existing(loc[:-1])
    title = f" ({known[name]})" if known.get(name) else ""
    inside = f" trong “{_dotted(parent)}”" if parent else ""
    remedy = f"ghi thêm {name}" if source.is_workbook else f"thêm dòng “{name}: …”"
    return Finding(
        "missing-key", f"thiếu mục “{name}”{title}{inside}", source.where(parent, key=True), remedy
    )


def _unknown(loc: tuple[str | int, ...], source: Source, known: Titles) -> Finding:
    name, parent = str(loc[-1]), source.existing(loc[:-1])
    inside = f" trong “{_dotted(parent)}”" if parent else ""
    message = f"không có mục “{name}”{inside}{suggest(name, known)}"
    return Finding(
        "unknown-key", message, source.where(loc, key=True), "các mục dùng được: " + ", ".join(known)
    )


def _bad_key(path: tuple[str, ...], error: dict[str, Any], source: Source) -> Finding:
    where = source.where(path, key=True)
    if error["type"] == "string_pattern_mismatch":
        name = str(error["input"])
        return Finding("wrong-name", _name_message(name), where, _name_remedy(name))
    message = message_of(error["type"], error.get("ctx", {}))
    return Finding("wrong-name", f"tên mục “{_dotted(path)}”: {message}", where)


def _wrong_value(path: tuple[str, ...], errors: Errors, source: Source) -> Finding:
    first = errors[0]
    value = first["input"]
    where = source.where(path, key=isinstance(value, dict | list))
    if first["type"] == "string_pattern_mismatch":
        return Finding("wrong-name", f"“{_dotted(path)}”: {_name_message(value)}", where, _name_remedy(value))
    message = _join_kinds(message_of(each["type"], each.get("ctx", {})) for each in errors)
    is_container = isinstance(value, dict | list)
    if message.startswith("phải là ") if is_container else not message.endswith(str(value)):
        message += f", {shown(value, decimal_comma=source.is_workbook)}"
    return Finding("wrong-value", f"“{_dotted(path)}”: {message}", where, _remedy(errors, value, source))


def _join_kinds(messages: Iterable[str]) -> str:
    """`phải là số nguyên`, `phải là chữ` become `phải là số nguyên hoặc chữ`; a number includes integers."""
    distinct = list(dict.fromkeys(messages))
    if "phải là số" in distinct and "phải là số nguyên" in distinct:
        distinct.remove("phải là số nguyên")
    return " hoặc ".join([distinct[0], *(each.removeprefix("phải là ") for each in distinct[1:])])


def _remedy(errors: Errors, value: object, source: Source) -> str:
    types = {each["type"] for each in errors}
    if isinstance(value, str) and types & NUMBER_ERRORS:
        return "gõ lại ô này bằng số" if source.is_workbook else number_remedy(value)
    if isinstance(value, int | Decimal) and "string_type" in types and not source.is_workbook:
        return f'để trong ngoặc kép: "{str(value).lower()}"'
    if isinstance(value, Decimal) and "int_type" in types:
        return _count_remedy(value)
    if "expected" in errors[0].get("ctx", {}):
        return suggest(str(value), re.findall(r"'([^']*)'", errors[0]["ctx"]["expected"])).removeprefix("; ")
    if types & {"tuple_type", "list_type"}:
        return "viết mỗi phần một dòng, bắt đầu bằng “- ”"
    return ""


def _count_remedy(value: Decimal) -> str:
    if THOUSANDS.fullmatch(str(value)):
        return f"dấu chấm là dấu thập phân; nếu là số {str(value).replace('.', '')} thì viết liền"
    return "số đếm không có phần thập phân; số đo thì dùng gia_tri"


def number_remedy(text: str) -> str:
    """Return how to write in a YAML file what a person took for a number; nothing when it is not one."""
    text = text.strip()
    if THOUSANDS.fullmatch(text):
        return f"bỏ ngoặc kép và dấu chấm: {text.replace('.', '')}"
    if MACHINE_NUMBER.fullmatch(text):
        return f"bỏ ngoặc kép: {text}"
    if not NUMBER_LIKE.fullmatch(text):
        return ""
    bare = text.removesuffix("%").replace("_", "").lstrip("+")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", bare):
        return f"dấu phẩy không dùng trong số: viết {bare.replace(',', '')}, hoặc {bare.replace(',', '.', 1)}"
    number = parse_number(bare)
    if number is None:
        return "trong YAML viết số theo kiểu máy, ví dụ 1029.31"
    return f"trong YAML viết số theo kiểu máy: {number}"


def _name_message(name: object) -> str:
    return f"“{name}” không dùng làm mã được: chỉ gồm chữ thường không dấu, chữ số và _, bắt đầu bằng chữ"


def _name_remedy(name: object) -> str:
    plain = "".join(_without_marks(str(name).lower()))
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"ví dụ: {code}" if re.match("[a-z]", code) else ""


def _without_marks(text: str) -> Iterator[str]:
    for char in unicodedata.normalize("NFD", text.replace("đ", "d")):
        if not unicodedata.combining(char):
            yield char


def _dotted(path: tuple[str, ...]) -> str:
    """noi_dung.0.muc.1 as `noi_dung[1].muc[2]`: people count from one. Years stay as they are."""
    parts = (f"[{int(part) + 1}]" if part.isdigit() and len(part) < 4 else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
