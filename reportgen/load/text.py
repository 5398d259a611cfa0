"""The door for text files: bytes become one NFC text, and characters that no report may hold are refused."""

from __future__ import annotations

import re
from collections import defaultdict

from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.source import Source, count_lines
from reportgen.vietnamese import nfc

MAX_BYTES = 8_000_000
MAX_BYTES_OF_LINES = 100_000_000
"""Of a file that is read line by line."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SAVE_AS_UTF8 = "mở tệp bằng Notepad, chọn Lưu thành (Save As), ở ô Mã hoá (Encoding) chọn UTF-8 rồi lưu lại"

# Line ends and tabs have rules of their own. Private-use characters are markers inside this package;
# direction marks make a reader see another text than the one that is stored.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_LOST = "\ud800-\udfff\ufffd"
FORBIDDEN = re.compile(f"[{_CONTROL}{_PRIVATE}{_LOST}]")
FORBIDDEN_IN_VALUE = re.compile(f"[\t\r{_CONTROL}{_PRIVATE}{_LOST}]")
_IS_PRIVATE = re.compile(f"[{_PRIVATE}]")
_IS_LOST = re.compile(f"[{_LOST}]")


def decode(raw: bytes, file: str, *, most: int = MAX_BYTES) -> str:
    """Return the NFC text of a UTF-8 file, without byte order mark.

    Raises InputRefused when the file is too big, empty, or in another encoding.
    """
    if len(raw) > most:
        raise InputRefused([too_big(file, len(raw), most)])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
        message = "tệp không phải chữ UTF-8: là UTF-16 hoặc không phải tệp chữ"
        raise InputRefused([Finding("encoding", message, Where(file), SAVE_AS_UTF8)])
    try:
        text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused([_bad_byte(raw.removeprefix(BYTE_ORDER_MARK), error.start, file)]) from None
    if not text.strip():
        raise InputRefused([empty(file)])
    return nfc(text)


def too_big(file: str, size: int, most: int = MAX_BYTES) -> Finding:
    """Report a file over the limit; nothing of it is read."""
    shown = f"{size / 1_000_000:.1f}".replace(".", ",")
    message = f"tệp lớn {shown} MB, quá mức {most // 1_000_000} MB"
    return Finding("file-too-big", message, Where(file), "kiểm tra lại có chọn đúng tệp không")


def empty(file: str) -> Finding:
    """Report a file that says nothing."""
    return Finding("file-empty", "tệp rỗng", Where(file), "kiểm tra lại tệp đã được lưu chưa")


def _bad_byte(raw: bytes, offset: int, file: str) -> Finding:
    before = raw[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    message = f"tệp không phải chữ UTF-8 (gặp byte 0x{raw[offset]:02X})"
    return Finding("encoding", message, Where(file, line, column), SAVE_AS_UTF8)


def character_findings(text: str, file: str) -> list[Finding]:
    """Return one finding for each forbidden character, with all its places."""
    places: dict[str, list[int]] = defaultdict(list)
    for found in FORBIDDEN.finditer(text):
        places[found[0]].append(found.start())
    if not places:
        return []
    source = Source(file, text, {}, line_starts=count_lines(text))
    return [
        forbidden_character(char, [source.at_offset(offset) for offset in offsets])
        for char, offsets in places.items()
    ]


def forbidden_character(char: str, places: list[Where]) -> Finding:
    """Report one character that no report may hold."""
    rule, kind = _kind(char)
    message = f"ký tự U+{ord(char):04X} không dùng được ({kind})"
    remedy = "xóa ký tự này (có thể không nhìn thấy) rồi gõ lại"
    return Finding(rule, message, places[0], remedy, also=tuple(places[1:]))


def _kind(char: str) -> tuple[str, str]:
    if _IS_PRIVATE.match(char):
        return "private-use-character", "ký tự dùng riêng của một phông chữ"
    if _IS_LOST.match(char):
        return "lost-character", "dấu vết của một chữ đã mất khi chuyển mã"
    return "control-character", "ký tự điều khiển"


def tab_findings(text: str, file: str) -> list[Finding]:
    """Return one finding about all the tabs of a YAML file, whose indentation may only be blanks."""
    if "\t" not in text:
        return []
    source = Source(file, text, {}, line_starts=count_lines(text))
    places = [source.at_offset(found.start()) for found in re.finditer("\t+", text)]
    remedy = "thay mỗi Tab bằng dấu cách (thụt lề mỗi cấp hai dấu cách)"
    return [Finding("tab", "có ký tự Tab", places[0], remedy, also=tuple(places[1:]))]
