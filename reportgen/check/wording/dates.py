"""Địa danh và thời gian ban hành, and dates wherever they stand in a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from reportgen.check.wording.slip import Slip, Slips, Span, blanks_alike, comparable, one_slip
from reportgen.vietnamese import day_text, month_text

BLANK = r"[\s.…_]*"
WORDS = re.compile(
    rf"(?P<ngay>ngày)(?:\s*(?P<d>\d{{1,2}})\s*|{BLANK})(?P<thang>tháng)(?:\s*(?P<m>\d{{1,2}})\s*|{BLANK})"
    rf"(?P<nam>năm)(?:\s*(?P<y>\d{{4}})|{BLANK})",
    re.IGNORECASE,
)
SLASHES = re.compile(r"(?<![\d/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/]|-[A-ZĐ])")
NUMERIC = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}")
PLACE_BEFORE = re.compile(r"^\s*(?P<place>.*?)\s*(?P<comma>,?)\s*$")
LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thôn|ấp|khu phố"
ONLY_LEVEL = re.compile(rf"(?:{LEVELS}|ủy ban nhân dân|ubnd)(?:\s+\.*)?", re.IGNORECASE)
SHORT_CITY = re.compile(r"T\.?\s?P\.?[\s.]", re.IGNORECASE)
ENDED_LEVEL = re.compile(r"(?:huyện|quận|thị xã|thị trấn)\s", re.IGNORECASE)


def place_date_line(
    text: str, *, is_party: bool = False, is_draft: bool = False, dated: dt.date | None = None
) -> Slips:
    """Yield what is wrong in `Công Hải, ngày 02 tháng 7 năm 2026`; blanks are right in a draft only."""
    text = blanks_alike(text)
    found = WORDS.search(text)
    shape_rule = "DG-DD-01" if is_party else "ND30-DD-01"
    if found is None:
        yield _not_in_words(text, shape_rule, is_party)
        return
    yield from _shape(text, found, shape_rule)
    yield from _digits(found, "DG-DD-01" if is_party else "ND30-DD-02", shape_rule)
    if not is_draft and not is_party and not (found["d"] and found["m"]):
        yield Slip(
            "ND30-DD-07",
            f"ngày tháng còn để trống: “{text.strip()}”",
            "ngày … tháng … năm …",
            0,
            *found.span(),
        )
    yield from _place(text[: found.start()], is_party, dated)


def _not_in_words(text: str, shape_rule: str, is_party: bool) -> Slip:
    numeric = NUMERIC.search(text)
    expected = "Địa danh, ngày dd tháng mm năm yyyy"
    if numeric is None:
        return Slip(shape_rule, f"địa danh, thời gian “{text.strip()}” không theo mẫu", expected)
    message = f"ngày viết bằng dấu phân cách “{numeric[0]}”, phải viết đủ chữ ngày, tháng, năm"
    return Slip("DG-DD-01" if is_party else "ND30-DD-03", message, expected, 0, *numeric.span())


def _shape(text: str, found: re.Match[str], rule: str) -> Slips:
    before = PLACE_BEFORE.match(text[: found.start()])
    if before and before["place"] and not before["comma"]:
        yield Slip(
            rule,
            f"thiếu dấu phẩy sau địa danh “{before['place']}”",
            before["place"] + ",",
            0,
            *before.span("place"),
        )
    wrong = [found[name] for name in ("ngay", "thang", "nam") if not found[name].islower()]
    if wrong:
        yield Slip(rule, f"chữ “{wrong[0]}” phải viết thường", wrong[0].lower(), 0, *found.span())
    rest = text[found.end() :].strip()
    if rest:
        yield Slip(rule, f"thừa “{rest}” sau năm", found[0], 0, found.end(), len(text.rstrip()))


def _digits(found: re.Match[str], padding_rule: str, date_rule: str) -> Slips:
    day, month, year = (found[name] for name in "dmy")
    for written, name, proper in ((day, "d", day_text), (month, "m", month_text)):
        if written and written != proper(int(written)):
            label = "ngày" if name == "d" else "tháng"
            message = f"“{label} {written}” phải viết là “{label} {proper(int(written))}”"
            yield Slip(padding_rule, message, f"{label} {proper(int(written))}", 0, *found.span(name))
    if all((day, month, year)) and not _exists(day, month, year):
        yield Slip(date_rule, f"“{found[0]}” không có trong lịch", "", 0, *found.span())


def _exists(day: str, month: str, year: str) -> bool:
    if not (1 <= int(month) <= 12 and int(day) >= 1 and int(year) >= 1):
        return False
    following = dt.date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return int(day) <= (following - dt.timedelta(days=1)).day


def _place(before: str, is_party: bool, dated: dt.date | None) -> Slips:
    place = before.strip().rstrip(",").strip()
    start = len(before) - len(before.lstrip())
    span = (0, start, start + len(place))
    if not is_party:
        yield from _state_place(place, span)
    if dated is not None and dated >= dt.date(2025, 7, 1) and ENDED_LEVEL.match(place):
        rule = "DG-DD-02" if is_party else "ND30-DD-08"
        yield Slip(
            rule, f"địa danh “{place}” là đơn vị hành chính đã thôi tổ chức từ ngày 01/7/2025", "", *span
        )


def _state_place(place: str, span: tuple[int, int, int]) -> Slips:
    if not place or ONLY_LEVEL.fullmatch(comparable(place)):
        yield Slip("ND30-DD-04", f"địa danh “{place}” không có tên riêng", "Công Hải, ngày …", *span)
    elif SHORT_CITY.match(place):
        yield Slip("ND30-DD-05", f"địa danh viết tắt “{place}”", "Thành phố …", *span)
    else:
        small = [word for word in re.findall(r"[^\W\d_]+", place)[:1] if word[0].islower()]
        small += [word for word in re.findall(r"[^\W\d_]+", place)[-1:] if word[0].islower()]
        if small:
            yield Slip(
                "ND30-DD-04",
                f"địa danh “{place}” phải viết hoa chữ cái đầu",
                place[0].upper() + place[1:],
                *span,
            )


def dates_in_text(texts: Sequence[str]) -> Slips:
    """Yield one slip for all dates with a wrong zero, one for each day that no calendar has (TYP-07)."""
    wrong_zero: list[Span] = []
    for line, text in enumerate(texts):
        for span, day, month, year in _whole_dates(blanks_alike(text)):
            quote = text[slice(*span)]
            if not _exists(day, month, year):
                yield Slip("TYP-07", f"ngày “{quote}” không có trong lịch", "", line, *span)
            elif (day, month) != (day_text(int(day)), month_text(int(month))):
                wrong_zero.append((line, *span))
    yield from one_slip("TYP-07", texts, wrong_zero, "ngày “{}” viết sai số 0".format, _with_proper_zeros)


def _whole_dates(text: str) -> Iterator[tuple[tuple[int, int], str, str, str]]:
    for found in SLASHES.finditer(text):
        if int(found["m"]) <= 12 and int(found["d"]) <= 31:  # else it is no date at all
            yield found.span(), found["d"], found["m"], found["y"]
    for found in WORDS.finditer(text):
        if all(found[name] for name in "dmy"):
            yield found.span(), found["d"], found["m"], found["y"]


def _with_proper_zeros(quote: str) -> str:
    day, month, year = re.findall(r"\d+", quote)
    if "/" in quote:
        return f"{day_text(int(day))}/{month_text(int(month))}/{year}"
    return f"ngày {day_text(int(day))} tháng {month_text(int(month))} năm {year}"
