"""Syntax errors of YAML and JSON in the words of a person who has to mend them."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import yaml

from reportgen.errors import Finding
from reportgen.model.source import Source

IN_QUOTES = "để cả giá trị trong ngoặc kép, hoặc viết sau dấu | ở các dòng dưới"
MOST_QUOTED = 80
INDENT = "các mục cùng cấp phải thụt lề bằng nhau; mỗi mục một dòng “tên: giá trị”"


class Explained(NamedTuple):
    """A syntax error in Vietnamese; `at_start` when the place to mend is where the construct begins."""

    pattern: str
    message: str
    remedy: str
    at_start: bool = False


# Problems as libyaml words them ("context | problem"); the first pattern that is found explains.
YAML_ERRORS = (
    Explained(
        r"mapping values are not allowed",
        "dấu “:” ở chỗ không được phép",
        "giá trị có dấu “:” phải để trong ngoặc kép; mục con phải xuống dòng và thụt lề",
    ),
    Explained(
        r"quoted scalar .*(end of stream|document indicator)",
        "ngoặc kép mở ra mà không đóng",
        "thêm dấu ngoặc đóng",
        True,
    ),
    Explained(
        r"quoted scalar .*document indicator", "ngoặc kép mở ra mà không đóng", "thêm dấu ngoặc đóng", True
    ),
    Explained(
        r"escape",
        "dấu \\ trong ngoặc kép đi với ký tự không hiểu được",
        "viết \\\\ nếu muốn có dấu \\, hoặc dùng ngoặc đơn",
    ),
    Explained(r"could not find expected ':'", "dòng này thiếu dấu “:” sau tên mục", INDENT, True),
    Explained(r"flow sequence", "danh sách trong [ ] thiếu dấu phẩy hoặc dấu ]", "thêm dấu còn thiếu", True),
    Explained(r"flow mapping", "nhóm mục trong { } thiếu dấu phẩy hoặc dấu }", "thêm dấu còn thiếu", True),
    Explained(
        r"scanning an (alias|anchor)",
        "giá trị không được bắt đầu bằng dấu * hoặc &",
        IN_QUOTES,
        True,
    ),
    Explained(
        r"did not find expected node content",
        "thiếu giá trị, hoặc thừa dấu đóng ] }",
        "thêm giá trị hoặc bỏ dấu thừa",
    ),
    Explained(r"tag|%", "giá trị không được bắt đầu bằng dấu !", IN_QUOTES, True),
    Explained(r"directive", "dòng không được bắt đầu bằng dấu %", IN_QUOTES, True),
    Explained(
        r"expected comment or line break",
        "sau dấu | hoặc > phải xuống dòng",
        "chuyển lời văn xuống dòng dưới",
    ),
    Explained(
        r"block scalar", "lời văn sau dấu | hoặc > thụt lề sai", "thụt lề các dòng bằng nhau, bằng dấu cách"
    ),
    Explained(
        r"block sequence entries are not allowed",
        "dấu “-” ở chỗ không được phép",
        "mỗi phần của danh sách ở một dòng riêng, bắt đầu bằng “- ”",
    ),
    Explained(
        r"expected '-' indicator", "thụt lề sai trong danh sách", "các dấu “-” cùng danh sách phải thẳng cột"
    ),
    Explained(r"expected key", "thụt lề sai, hoặc thiếu tên mục", INDENT),
    Explained(r"expected <document start>", "có chữ thừa sau khi nội dung đã hết", INDENT),
    Explained(r"incompatible YAML", "phiên bản YAML khai ở dòng %YAML không dùng được", "bỏ dòng %YAML"),
)
UNKNOWN_YAML = Explained("", "sai cú pháp YAML", INDENT)

JSON_ERRORS = (
    Explained(
        r"property name", "thiếu tên mục trong ngoặc kép", "bỏ dấu phẩy thừa trước }, hoặc thêm ngoặc kép"
    ),
    Explained(r"':' delimiter", "thiếu dấu “:” sau tên mục", "thêm dấu “:”"),
    Explained(r"',' delimiter", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng", "thêm dấu còn thiếu"),
    Explained(r"trailing comma", "dấu phẩy thừa trước dấu đóng", "bỏ dấu phẩy"),
    Explained(
        r"Expecting value", "thiếu giá trị", "thêm giá trị; chữ phải để trong ngoặc kép; chưa có thì ghi null"
    ),
    Explained(r"Unterminated string", "ngoặc kép mở ra mà không đóng", "thêm dấu ngoặc đóng"),
    Explained(r"control character", "xuống dòng hoặc Tab trong ngoặc kép", "viết \\n ở chỗ muốn xuống dòng"),
    Explained(r"escape", "dấu \\ đi với ký tự không hiểu được", "viết \\\\ nếu muốn có dấu \\"),
    Explained(r"Extra data", "có chữ thừa sau khi nội dung đã hết", "bỏ phần thừa"),
)
UNKNOWN_JSON = Explained("", "sai cú pháp JSON", "mở tệp bằng trình soạn JSON để xem chỗ sai")


def explain_yaml_error(error: yaml.MarkedYAMLError, source: Source) -> Finding:
    """Report the one syntax error at which the YAML parser stopped."""
    raw = f"{error.context or ''} | {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(source.text)) if mark else 0
    if "cannot start any token" in raw:
        sign = source.text[offset : offset + 1]
        sign = "{%" if source.text[offset - 1 : offset + 1] == "{%" else sign
        explained = Explained("", f"giá trị không được bắt đầu bằng dấu {sign}", IN_QUOTES)
    else:
        explained = _choose(YAML_ERRORS, raw, UNKNOWN_YAML)
    if explained.at_start and error.context_mark:
        offset = error.context_mark.index
    return _finding("yaml-syntax", explained, source, offset)


def explain_json_error(error: json.JSONDecodeError, source: Source) -> Finding:
    """Report the one syntax error at which the JSON parser stopped."""
    return _finding("json-syntax", _choose(JSON_ERRORS, error.msg, UNKNOWN_JSON), source, error.pos)


def _choose(table: tuple[Explained, ...], raw: str, otherwise: Explained) -> Explained:
    return next((each for each in table if re.search(each.pattern, raw)), otherwise)


def _finding(rule: str, explained: Explained, source: Source, offset: int) -> Finding:
    where = source.at_offset(offset)
    line = source.text[source.line_starts[where.line - 1] :].partition("\n")[0]
    return Finding(rule, explained.message, where, explained.remedy, quote=line.strip()[:MOST_QUOTED])
