"""Plain values and their places out of the parser's events, in one pass that needs no recursion.

libyaml's composer crashes the process on deep nesting; events never do, and the depth is watched here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

import yaml

from reportgen.errors import Finding, Where
from reportgen.load.text import FORBIDDEN_IN_VALUE, forbidden_character
from reportgen.model.source import Source, Spot
from reportgen.vietnamese import nfc

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_DIGITS = 30
YAML_TAGS = "tag:yaml.org,2002:"
WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
DECIMAL_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\.[0-9]{1,30}")
NUMBER_AND_COMMA = re.compile(r"[0-9.]*[0-9],\Z")
WORDS: dict[str, object] = {"": None, "null": None, "~": None, "true": True, "false": False}
WRITE_OUT = "viết giá trị ra đầy đủ; nếu là lời văn thì để trong ngoặc kép"
QUOTE_TAGS = "nếu là lời văn có {{ }} thì để cả giá trị trong ngoặc kép, hoặc viết sau dấu |"

Event: TypeAlias = Any
"""An event of the parser; the stubs hold its marks for optional, the parser always sets them."""
Path: TypeAlias = tuple[str, ...]
Container: TypeAlias = "dict[str, Any] | list[Any]"


class TooMuch(Exception):
    """The file cannot be read further; the finding that says why is already noted."""


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is being filled."""

    container: Container
    path: Path
    is_flow: bool
    key: str | None = None
    key_start: int = 0
    key_starts: dict[str, int] = field(default_factory=dict)

    @property
    def wants_key(self) -> bool:
        """Whether the next node is a key rather than a value."""
        return self.key is None and type(self.container) is dict


class Tree:
    """Builds the value of one document from parser events.

    `is_sound` tells whether `value` is what the person meant, so that validating it makes sense.
    """

    def __init__(self, file: str, text: str, *, is_json: bool = False, keeps_spots: bool = True) -> None:
        self.file, self.text, self.is_json, self.keeps_spots = file, text, is_json, keeps_spots
        self.value: object = None
        self.spots: dict[Path, Spot] = {}
        self.findings: list[Finding] = []
        self.is_sound = True
        self._frames: list[_Frame] = []
        self._documents = self._nodes = 0
        self._places: Source | None = None

    def feed(self, event: Event) -> None:
        """Take in the next event; raise TooMuch when the rest is not worth reading."""
        if handle := HANDLERS.get(type(event)):
            handle(self, event)

    def _alias(self, event: Event) -> None:
        self._refuse("alias", f"không dùng bí danh *{event.anchor}", event.start_mark.index, WRITE_OUT)
        self._add("*", None, event)

    def _start_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            remedy = "mỗi tệp chỉ một nội dung: bỏ dòng --- hoặc tách thành hai tệp"
            self._stop(
                "several-documents",
                "tệp có nhiều nội dung, ngăn bằng dòng ---",
                event.start_mark.index,
                remedy,
            )

    def _open(self, event: Event) -> None:
        self._check_node(event)
        if len(self._frames) >= MAX_DEPTH:
            self._stop("too-deep", f"lồng quá {MAX_DEPTH} cấp", event.start_mark.index, "bớt cấp lồng nhau")
        container: Container = {} if type(event) is yaml.MappingStartEvent else []
        if self._frames and self._frames[-1].wants_key:
            self._refuse("key-not-text", "tên mục phải là chữ", event.start_mark.index, QUOTE_TAGS)
        path = self._add(f"[{event.start_mark.index}]", container, event)
        self._frames.append(_Frame(container, path, bool(event.flow_style)))

    def _close(self, _: Event) -> None:
        self._frames.pop()

    def _scalar(self, event: Event) -> None:
        self._check_node(event)
        text: str = event.value
        if event.style == '"':
            text = nfc(text)
            self._check_escapes(text, event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.wants_key:
            self._start_entry(frame, text, event)
        elif event.style:
            self._put(text, event)
        else:
            self._put(self._plain(text, frame, event), event)

    def _plain(self, text: str, frame: _Frame | None, event: Event) -> object:
        value = read_plain(text)
        if not text and frame is not None and frame.is_flow:
            self._check_comma(frame)
        elif self.is_json and isinstance(value, str):
            remedy = "viết số đầy đủ, ví dụ 1029.31; chưa có số liệu thì ghi null"
            self._refuse(
                "json-number", f"“{text}” không phải là số viết đầy đủ", event.start_mark.index, remedy
            )
        return value

    def _start_entry(self, frame: _Frame, name: str, event: Event) -> None:
        start: int = event.start_mark.index
        if name in frame.key_starts:
            first = self._where(frame.key_starts[name])
            message = f"mục “{name}” bị lặp; đã có ở dòng {first.line}, cột {first.column}"
            self._note("duplicate-key", message, start, "bỏ hoặc đổi tên một trong hai mục")
        elif not event.style and name == "<<":
            self._refuse("merge-key", "không dùng mục gộp “<<”", start, WRITE_OUT)
        elif not event.style and not name:
            self._refuse("key-missing", "thiếu tên mục trước dấu “:”", start, "thêm tên mục")
        frame.key_starts.setdefault(name, start)
        frame.key, frame.key_start = name, start

    def _add(self, name_if_key: str, value: Any, event: Event) -> Path:
        """Put the value, or when a key is due, take the name in its place."""
        frame = self._frames[-1] if self._frames else None
        if frame is None or not frame.wants_key:
            return self._put(value, event)
        frame.key, frame.key_start = name_if_key, event.start_mark.index
        return (*frame.path, name_if_key)

    def _put(self, value: Any, event: Event) -> Path:
        """Store a value where it belongs and note its spot."""
        start = key_start = event.start_mark.index
        path: Path = ()
        if not self._frames:
            self.value = value
        elif isinstance(container := (frame := self._frames[-1]).container, list):
            path = (*frame.path, str(len(container)))
            container.append(value)
        else:
            assert frame.key is not None
            path, key_start = (*frame.path, frame.key), frame.key_start
            container[frame.key] = value
            frame.key = None
        if self.keeps_spots:
            self.spots[path] = Spot(start, event.end_mark.index, key_start)
        return path

    def _check_node(self, event: Event) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(
                "too-many-values",
                f"tệp có quá {MAX_NODES} giá trị",
                event.start_mark.index,
                "tách thành nhiều tệp",
            )
        if event.anchor:
            self._refuse("anchor", f"không dùng neo &{event.anchor}", event.start_mark.index, WRITE_OUT)
        if event.tag:
            self._refuse(
                "tag", f"không dùng thẻ kiểu {_shown_tag(event.tag)}", event.start_mark.index, WRITE_OUT
            )

    def _check_escapes(self, text: str, event: Event) -> None:
        """Escapes of a double-quoted scalar may bring in what the file's own text may not hold."""
        for char in dict.fromkeys(FORBIDDEN_IN_VALUE.findall(text)):
            self.findings.append(forbidden_character(char, [self._where(event.start_mark.index)]))

    def _check_comma(self, frame: _Frame) -> None:
        """`{2023: 12,5}` reads as 12 and an empty `5`: a decimal comma splits entries in braces."""
        key = frame.key or ""
        before = self.text[max(0, frame.key_start - MAX_DIGITS) : frame.key_start]
        if key.isdigit() and (number := NUMBER_AND_COMMA.search(before)):
            message = f"trong ngoặc {{ }} dấu phẩy ngăn các mục, nên “{number[0]}{key}” bị cắt làm hai"
            remedy = f"phần thập phân viết sau dấu chấm: {number[0][:-1].replace('.', '')}.{key}"
            self._refuse("comma-in-number", message, frame.key_starts[key], remedy)

    def _note(self, rule: str, message: str, start: int, remedy: str) -> None:
        self.findings.append(Finding(rule, message, self._where(start), remedy))

    def _refuse(self, rule: str, message: str, start: int, remedy: str) -> None:
        self.is_sound = False
        self._note(rule, message, start, remedy)

    def _stop(self, rule: str, message: str, start: int, remedy: str) -> NoReturn:
        self._refuse(rule, message, start, remedy)
        raise TooMuch

    def _where(self, start: int) -> Where:
        if self._places is None:
            self._places = Source.of_text(self.file, self.text, {})
        return self._places.at_offset(start)


HANDLERS: dict[type, Callable[[Tree, Event], None]] = {
    yaml.ScalarEvent: Tree._scalar,
    yaml.MappingStartEvent: Tree._open,
    yaml.SequenceStartEvent: Tree._open,
    yaml.MappingEndEvent: Tree._close,
    yaml.SequenceEndEvent: Tree._close,
    yaml.AliasEvent: Tree._alias,
    yaml.DocumentStartEvent: Tree._start_document,
}


def read_plain(text: str) -> object:
    """Type an unquoted scalar: `05`, `12:30`, `no`, `1_000`, `1.029,31` and dates stay text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "-0123456789":
        if WHOLE_NUMBER.fullmatch(text):
            return int(text)
        if DECIMAL_NUMBER.fullmatch(text):
            return Decimal(text)
    return text


def _shown_tag(tag: str) -> str:
    return "!!" + tag.removeprefix(YAML_TAGS) if tag.startswith(YAML_TAGS) else tag
