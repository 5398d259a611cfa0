"""Số và ký hiệu: the line under the issuer, State `Số: 05/BC-UBND` and Party `Số 05-BC/ĐU`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from reportgen.check.wording.slip import Slip, Slips, blanks_alike
from reportgen.errors import Severity

WORD = r"^(?P<word>[Ss][ốỐ])(?P<colon>\s*:)?\s*"
STATE_SHAPE = re.compile(WORD + r"(?P<number>[^/–—-]*?)(?P<gap>\s*)/(?P<symbol>.*\S)\s*$")
PARTY_SHAPE = re.compile(
    WORD + r"(?P<number>[^/–—-]*?)(?P<gap>\s*)(?P<dash>[-–—])\s*(?P<type>[^/–—-]*?)\s*/\s*(?P<body>.*\S)\s*$"
)
NO_NUMBER = re.compile(r"[\s.…_]*")
GROUP = re.compile(r"[^\W\d_][\w&.]*")
DASHES = re.compile(r"\s*[–—-]\s*")
YEAR = re.compile(r"\s*(\d{4})\s*/\s*")
# A year in the number marks a legal-normative text, which follows another law; these two types may be one.
MAY_BE_NORMATIVE = ("NGHỊ QUYẾT", "QUYẾT ĐỊNH")


def state_number_line(
    text: str, type_name: str | None, abbreviations: Mapping[str, str], *, is_draft: bool = False
) -> Slips:
    """Yield what is wrong in the number line of a State document; `type_name` None means a công văn."""
    text = blanks_alike(text).rstrip()
    shape = STATE_SHAPE.match(text)
    if shape is None:
        yield _not_the_shape(text)
        return
    yield from _word_and_colon(shape, "ND30-SO-02")
    yield from _number(shape, "ND30-SO-01", "ND30-SO-03")
    if not is_draft and NO_NUMBER.fullmatch(shape["number"]):
        yield _slip("ND30-SO-09", f"chưa có số: “{text}”", shape, "number", "Số: 05/…")
    if shape["gap"] and shape["number"]:  # the decree's own sample forms print this blank
        message = f"có dấu cách trước dấu “/”: “{text}”"
        yield _slip("ND30-SO-04", message, shape, "gap", "Số: 05/BC-…", Severity.WARNING)
    yield from _state_symbol(shape, type_name, abbreviations)


def _not_the_shape(text: str) -> Slip:
    party = PARTY_SHAPE.match(text)
    if party is None:
        return Slip("ND30-SO-01", f"số, ký hiệu “{text}” không theo mẫu", "Số: {số}/{loại}-{cơ quan}")
    number, kind, body = (party[name].strip() for name in ("number", "type", "body"))
    message = f"“{text}” là cách ghi số, ký hiệu văn bản của Đảng"
    return Slip("MIX-03", message, f"Số: {number}/{kind}-{body}", end=len(text))


def _slip(
    rule: str,
    message: str,
    shape: re.Match[str],
    group: str,
    expected: str = "",
    at_most: Severity | None = None,
) -> Slip:
    return Slip(rule, message, expected, 0, shape.start(group), shape.end(group), at_most)


def _word_and_colon(shape: re.Match[str], rule: str) -> Slips:
    if shape["word"] != "Số":
        yield _slip(rule, f"chữ “{shape['word']}” phải viết là “Số”", shape, "word", "Số")
    if shape["colon"] is None:
        yield _slip(rule, f"thiếu dấu hai chấm sau chữ “Số”: “{shape.string}”", shape, "word", "Số:")
    elif shape["colon"] != ":":
        yield _slip(rule, "có dấu cách trước dấu hai chấm sau chữ “Số”", shape, "colon", "Số:")


def _number(shape: re.Match[str], shape_rule: str, padding_rule: str) -> Slips:
    number = shape["number"].strip()
    if NO_NUMBER.fullmatch(number):
        return
    if not number.isdecimal():
        yield _slip(shape_rule, f"số “{number}” phải ghi bằng chữ số Ả Rập", shape, "number")
    elif len(number) == 1:
        yield _slip(
            padding_rule, f"số “{number}” dưới 10 mà không có số 0 đứng trước", shape, "number", f"0{number}"
        )
    elif len(number) > 2 and number[0] == "0":
        yield _slip(
            padding_rule, f"số “{number}” thừa số 0 đứng trước", shape, "number", str(int(number)).zfill(2)
        )


def _state_symbol(shape: re.Match[str], type_name: str | None, abbreviations: Mapping[str, str]) -> Slips:
    symbol = shape["symbol"]
    year = YEAR.match(symbol)
    if year:
        symbol = symbol[year.end() :]
        if type_name not in MAY_BE_NORMATIVE:
            message = f"ký hiệu có năm “{year[1]}”: cách ghi của văn bản quy phạm pháp luật"
            yield _slip("ND30-SO-07", message, shape, "symbol", f"Số: {shape['number'].strip()}/{symbol}")
    groups = DASHES.split(symbol.strip())
    proper = "-".join("".join(group.split()) for group in groups).replace("/", "-")
    if proper != symbol:
        yield _slip(
            "ND30-SO-04",
            f"ký hiệu “{symbol}” có dấu cách, dấu “–” hoặc thêm dấu “/”",
            shape,
            "symbol",
            proper,
        )
        groups = proper.split("-")
    if len(groups) < 2 or not all(GROUP.fullmatch(group) for group in groups):
        yield _slip("ND30-SO-01", f"ký hiệu “{symbol}” không theo mẫu", shape, "symbol", "{loại}-{cơ quan}")
        return
    yield from _capitals(shape, groups, type_name, abbreviations)
    yield from _type(shape, groups[0], type_name, abbreviations)


def _capitals(
    shape: re.Match[str], groups: list[str], type_name: str | None, abbreviations: Mapping[str, str]
) -> Slips:
    wanted = abbreviations.get(type_name or "", groups[0])
    if wanted.casefold() == groups[0].casefold() and wanted != groups[0]:
        message = f"chữ viết tắt “{groups[0]}” của tên loại phải viết là “{wanted}”"
        yield _slip("ND30-SO-05", message, shape, "symbol", "-".join([wanted, *groups[1:]]))
    small = [group for group in groups[1:] if group[0].islower()]
    if small:
        message = f"ký hiệu có chữ thường: “{'-'.join(small)}”"
        yield _slip("ND30-SO-05", message, shape, "symbol", "-".join(groups).upper())


def _type(shape: re.Match[str], first: str, type_name: str | None, abbreviations: Mapping[str, str]) -> Slips:
    if type_name is None:
        if first.upper() == "CV":
            message = f"công văn không ghi chữ viết tắt tên loại “{first}” trong ký hiệu"
            yield _slip("ND30-SO-08", message, shape, "symbol", "Số: {số}/{cơ quan}-{đơn vị}")
        return
    wanted = abbreviations.get(type_name)
    if wanted is not None and wanted.casefold() != first.casefold():
        message = f"ký hiệu ghi “{first}” mà tên loại là {type_name} ({wanted})"
        yield _slip("ND30-SO-06", message, shape, "symbol", wanted)


# --- Party ---------------------------------------------------------------------------------------------


def party_number_line(
    text: str,
    type_name: str | None,
    abbreviations: Mapping[str, str],
    *,
    dated: dt.date | None = None,
    ended_bodies: tuple[str, ...] = (),
    ended_on: dt.date = dt.date.max,
) -> Slips:
    """Yield what is wrong in the number line of a Party document; `ended_bodies` ceased on `ended_on`."""
    text = blanks_alike(text).rstrip()
    shape = PARTY_SHAPE.match(text)
    if shape is None:
        yield _not_the_party_shape(text)
        return
    if shape["word"] != "Số":
        yield _slip("DG-SO-01", f"chữ “{shape['word']}” phải viết là “Số”", shape, "word", "Số")
    if shape["colon"] is not None:
        yield _slip(
            "DG-SO-01", f"thừa dấu hai chấm sau chữ “Số”: “{text}”", shape, "colon", text.replace(":", "", 1)
        )
    yield from _number(shape, "DG-SO-01", "DG-SO-01")
    yield from _party_symbol(shape)
    yield from _party_type(shape, type_name, abbreviations)
    if dated is not None and dated >= ended_on and shape["body"] in ended_bodies:
        since = f"{ended_on.day:02d}/{ended_on.month}/{ended_on.year}"
        message = f"ký hiệu cơ quan “{shape['body']}” đã thôi dùng từ ngày {since}"
        yield _slip("DG-SO-04", message, shape, "body", "ĐU, TU, CB …")


def _not_the_party_shape(text: str) -> Slip:
    state = STATE_SHAPE.match(text)
    if state is None:
        return Slip("DG-SO-01", f"số, ký hiệu “{text}” không theo mẫu", "Số {số}-{loại}/{cơ quan}")
    kind, _, body = state["symbol"].partition("-")
    message = f"“{text}” là cách ghi số, ký hiệu văn bản của cơ quan nhà nước"
    return Slip("MIX-03", message, f"Số {state['number'].strip()}-{kind}/{body}", end=len(text))


def _party_symbol(shape: re.Match[str]) -> Slips:
    written = shape.string[shape.end("number") :]
    proper = f"-{''.join(shape['type'].split())}/{''.join(shape['body'].split())}"
    if NO_NUMBER.fullmatch(shape["number"]):
        written = written.lstrip(" ")
    if written != proper:
        message = f"ký hiệu “{written}” có dấu cách hoặc dấu “–”"
        yield _slip("DG-SO-01", message, shape, "type", proper)
    small = [part for part in (shape["type"], shape["body"]) if part[:1].islower()]
    if small or not shape["type"]:
        message = f"ký hiệu “{shape['type']}/{shape['body']}” phải viết hoa"
        yield _slip("DG-SO-01", message, shape, "type", proper.upper())


def _party_type(shape: re.Match[str], type_name: str | None, abbreviations: Mapping[str, str]) -> Slips:
    wanted, written = abbreviations.get(type_name or ""), shape["type"]
    if wanted is None or written == wanted:
        return
    if type_name == "QUY ĐỊNH" and written in ("QĐ", "QĐi"):  # HD36 1.3.1b against 66-QĐ/TW and 399-QĐ/TW
        return
    message = f"ký hiệu ghi “{written}” mà tên loại là {type_name} ({wanted})"
    yield _slip("DG-SO-03", message, shape, "type", wanted)
