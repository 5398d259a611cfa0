"""Hand edits of a document written back into its definition, with tags, emphasis and layout kept."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.model.base import Path
from reportgen.model.narrative_piece import (
    PLAIN,
    HandEdit,
    HandEditKind,
    Look,
    MadeParagraph,
    NewWords,
    Piece,
    as_called,
)
from reportgen.revise.edits import CannotPull, Edit, Layout
from reportgen.revise.letterhead import LetterheadLines
from reportgen.revise.printed_piece import PrintedPiece, printed_piece
from reportgen.revise.scalar_text import ScalarText, scalar_text

SPECIAL = re.compile(r"[\\*_]|\^(?=\[)")
LEADS = re.compile(r"^[-+*](?=\s)")
DIGIT = re.compile(r"\d")
BULLETS = {"VBGach": "- ", "VBCong": "+ ", "VBSao": "* "}
DASH, END_MARK = re.compile(r"^[-–]\s*"), re.compile(r"[;.,]$")
OBJECTS = re.compile("[\ue100-\ue104]")


@dataclass(slots=True)
class Puller:
    """Writes hand edits into one definition: its layout, its plain data, the pieces and what they print."""

    layout: Layout
    data: Mapping[str, Any]
    pieces: Sequence[Piece]
    made: Sequence[MadeParagraph]
    lines: LetterheadLines
    _times: Counter[int] = field(default_factory=Counter)
    """How often each piece is printed."""

    inner: Sequence[MadeParagraph] = field(init=False)
    """The paragraphs with the words of phrases where they come from; `made` knows the tags that call them."""

    def __post_init__(self) -> None:
        self.inner = self.made
        self.made = [replace(each, origins=as_called(each.origins)) for each in self.made]
        for called, inner in zip(self.made, self.inner, strict=True):
            of_phrases = (each for each in inner.origins if each is not None and each.caller is not None)
            found = [*(each for each in called.origins if each is not None), *of_phrases]
            self._times.update(each.piece for each in found if not each.offset)

    def edits(self, edits: Iterable[HandEdit]) -> list[Edit]:
        """Return the edits of the file; raises CannotPull for the first one that cannot be written."""
        found = []
        inserted: dict[int, list[HandEdit]] = {}
        composed: dict[int, list[HandEdit]] = {}
        for edit in edits:
            if edit.kind is HandEditKind.INSERTED:
                inserted.setdefault(edit.number, []).append(edit)
            elif edit.kind is HandEditKind.REPLACED and self.is_composed(edit.number):
                composed.setdefault(edit.number, []).append(edit)
            elif edit.kind is HandEditKind.REMOVED:
                found.append(self._remove(edit))
            else:
                found.append(self._replace(edit))
        found += [self._insert(number, group) for number, group in inserted.items()]
        for number, group in composed.items():
            before = self.made[number].text
            after = _with_changes(self.made[number], group)
            found += self.lines.edits(before, after, self.layout)
        return found

    def is_composed(self, number: int) -> bool:
        """Tell whether a paragraph is a line of the letterhead made of several entries."""
        return self.lines.is_one(self.made[number].text)

    # --- words ---------------------------------------------------------------------------------------

    def _replace(self, edit: HandEdit) -> Edit:
        paragraph = self._paragraph(edit.number)
        gone = paragraph.tokens[edit.start : edit.end]
        has_typed_number = any(DIGIT.search(each.text) for each in edit.new if not each.figure)
        if any(token.figure for token in gone) and has_typed_number:
            raise CannotPull("người sửa gõ số thay cho số liệu; số phải sửa ở tệp số liệu hoặc khai ở ghi_de")
        first = gone[0].start if gone else self._gap(paragraph, edit.start)
        last = gone[-1].end if gone else first
        if self._is_inside_phrase(edit.number, first, last):
            paragraph = self.inner[edit.number]
        if first < last:
            path, start, end = self._range(paragraph, first, last)
        else:
            path, start = self._point(paragraph, first, edit.new)
            end = start
        around = paragraph.looks[first if first < last else max(0, first - 1)]
        text = self._text(path)
        words = text.written(self._written(edit.new, around))
        return Edit(_start(text, start, end), _end(text, start, end), words)

    def _is_inside_phrase(self, number: int, first: int, last: int) -> bool:
        """Tell whether characters, or a place between two, belong to a phrase without being all of it."""
        origins = self.inner[number].origins
        around = origins[first:last] if first < last else origins[max(0, first - 1) : first + 1]
        callers = {None if each is None else each.caller for each in around}
        if len(callers) != 1 or callers == {None} or (first == last and len(around) < 2):
            return False
        whole = [at for at, each in enumerate(origins) if each is not None and each.caller in callers]
        return not (first <= whole[0] and whole[-1] < last)

    @staticmethod
    def _gap(paragraph: MadeParagraph, token: int) -> int:
        """Return the character before which words were inserted."""
        if token < len(paragraph.tokens):
            return paragraph.tokens[token].start
        return paragraph.tokens[-1].end if paragraph.tokens else 0

    def _range(self, paragraph: MadeParagraph, first: int, last: int) -> tuple[Path, int, int]:
        """Return the text, and in it the stretch, that prints some characters; tags only as a whole."""
        spans = [
            self._span(paragraph, piece, at, end) for piece, at, end in self._runs(paragraph, first, last)
        ]
        numbers = [piece for piece, _, _ in self._runs(paragraph, first, last)]
        for number, following in itertools.pairwise(numbers):
            between = self.pieces[number + 1 : following + 1]
            if following < number or any(piece.after_control for piece in between):
                raise CannotPull("chỗ sửa vắt qua {% … %}")
        paths = {self.pieces[number].path for number in numbers}
        if len(paths) != 1:
            raise CannotPull("chỗ sửa vắt qua tiêu đề và lời văn")
        return paths.pop(), spans[0][0], spans[-1][1]

    def _runs(self, paragraph: MadeParagraph, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return the pieces that print some characters, each with its first and last one."""
        runs: list[tuple[int, int, int]] = []
        for at in range(first, last):
            origin = paragraph.origins[at]
            if origin is None:
                raise CannotPull("chữ ở đây do chương trình đánh số hoặc lập ra")
            if runs and runs[-1][0] == origin.piece:
                runs[-1] = (origin.piece, runs[-1][1], at + 1)
            else:
                runs.append((origin.piece, at, at + 1))
        return runs

    def _span(self, paragraph: MadeParagraph, number: int, first: int, last: int) -> tuple[int, int]:
        """Return the stretch of its text that a piece prints as these characters."""
        piece = self._usable(number)
        if not piece.is_tag:
            printed = self._printed(paragraph, number)
            at, end = (_offset(paragraph, each) for each in (first, last - 1))
            return printed.starts[at], printed.ends[end]
        if last - first != sum(1 for each in paragraph.origins if each is not None and each.piece == number):
            raise CannotPull("chữ ở đây do một biểu thức hoặc cụm từ in ra")
        return piece.start, piece.end

    def _point(self, paragraph: MadeParagraph, at: int, new: Sequence[NewWords]) -> tuple[Path, int]:
        """Return where words are inserted: behind the character before, unless the next looks more alike."""
        sides = [(at - 1, True), (at, False)]
        if (
            new
            and 0 < at < len(paragraph.looks)
            and new[0].look == paragraph.looks[at] != paragraph.looks[at - 1]
        ):
            sides.reverse()
        for side, is_behind in sides:
            origin = paragraph.origins[side] if 0 <= side < len(paragraph.origins) else None
            if origin is None:
                continue
            piece = self._usable(origin.piece)
            if piece.is_tag:
                if self._is_edge(paragraph, side, is_behind=is_behind):
                    return piece.path, piece.end if is_behind else piece.start
                continue
            printed, offset = self._printed(paragraph, origin.piece), origin.offset
            return piece.path, printed.ends[offset] if is_behind else printed.starts[offset]
        raise CannotPull("chữ ở đây do một biểu thức, cụm từ hoặc chương trình in ra")

    @staticmethod
    def _is_edge(paragraph: MadeParagraph, at: int, *, is_behind: bool) -> bool:
        """Tell whether a character is the last (or the first) one that its piece prints."""
        beside = at + 1 if is_behind else at - 1
        here, there = paragraph.origins[at], None
        if 0 <= beside < len(paragraph.origins):
            there = paragraph.origins[beside]
        return there is None or here is None or there.piece != here.piece

    def _printed(self, paragraph: MadeParagraph, number: int) -> PrintedPiece:
        """Return which characters of a piece of words print which characters of a paragraph."""
        piece = self.pieces[number]
        shown = "".join(
            char
            for char, origin in zip(paragraph.text, paragraph.origins, strict=True)
            if origin is not None and origin.piece == number
        )
        found = printed_piece(self._value(piece.path), piece.start, piece.end, shown)
        if found is None:
            raise CannotPull("không dò được chữ này trong bao-cao.yaml")
        return found

    def _usable(self, number: int) -> Piece:
        piece = self.pieces[number]
        if piece.path[0] == "cum_tu" and self._times[number] > 1:
            raise CannotPull("chữ ở đây do cụm từ in ra ở nhiều chỗ; sửa ở cum_tu là sửa mọi chỗ")
        if piece.in_loop or self._times[number] > 1:
            raise CannotPull("chữ ở đây in ra nhiều lần từ một vòng lặp")
        return piece

    # --- new words -----------------------------------------------------------------------------------

    def _written(self, words: Sequence[NewWords], around: Look) -> str:
        return "".join(self._one(each, around) for each in words)

    def _one(self, words: NewWords, around: Look) -> str:
        if words.figure:
            return self._tag_of(words.figure)
        if OBJECTS.search(words.text):
            raise CannotPull("chỗ mới có hình, chú thích hoặc thứ không phải là chữ")
        text = SPECIAL.sub(lambda sign: "\\" + sign[0], " ".join(words.text.split("\n")))
        if around == PLAIN and words.look != PLAIN and text.strip():
            sign = "*" * (2 * words.look.bold + words.look.italic)
            bare = text.strip()
            return text.replace(bare, f"{sign}{bare}{sign}", 1)
        return text

    def _tag_of(self, figure: str) -> str:
        """Return the tag that prints a figure alone, as the author wrote it."""
        for paragraph in self.made:
            for token in paragraph.tokens:
                if token.figure == figure and paragraph.origins:
                    origin = paragraph.origins[token.start]
                    if origin is not None and self._prints_alone(
                        paragraph, origin.piece, token.end - token.start
                    ):
                        piece = self.pieces[origin.piece]
                        return self._value(piece.path)[piece.start : piece.end]
        raise CannotPull(f"số {figure} chuyển đến đây không có thẻ riêng để chép")

    def _prints_alone(self, paragraph: MadeParagraph, number: int, length: int) -> bool:
        piece = self.pieces[number]
        count = sum(1 for each in paragraph.origins if each is not None and each.piece == number)
        return piece.is_tag and not piece.in_loop and count == length

    # --- paragraphs ----------------------------------------------------------------------------------

    def _remove(self, edit: HandEdit) -> Edit:
        piece = self._piece_of(edit.number)
        if isinstance(piece.path[-1], int):
            return self._remove_item(piece.path)
        text, value = self._text(piece.path), self._value(piece.path)
        if not text.is_block:
            raise CannotPull("đoạn bị xoá là cả một tiêu đề hoặc một lời văn viết trên một dòng")
        rest = value[piece.block_end :]
        following = piece.block_end + len(rest) - len(rest.lstrip())
        if following < len(value):
            start = text.starts[piece.block_start]
            return Edit(start, text.starts[following], "")
        before = len(value[: piece.block_start].rstrip())
        if not before:
            return self._remove_text(piece.path)
        return Edit(text.ends[before - 1], text.ends[piece.block_end - 1], "")

    def _remove_text(self, path: Path) -> Edit:
        """Take the only paragraph of a section out with its key."""
        has_title = (*path[:-1], "tieu_de") in {piece.path for piece in self.pieces}
        edit = self.layout.without(path) if has_title or len(path) == 1 else None
        if edit is None:
            raise CannotPull("đoạn bị xoá là đoạn duy nhất của mục")
        return edit

    def _remove_item(self, path: Path) -> Edit:
        edit = self.layout.without_item(path)
        if edit is None:
            raise CannotPull("dòng bị xoá là dòng duy nhất của danh sách")
        return edit

    def _insert_items(self, path: Path, group: Sequence[HandEdit]) -> Edit:
        """Put lines into a list of recipients and the like; dash and end mark are the program's."""
        if any(words.figure for edit in group for words in edit.new):
            raise CannotPull("dòng thêm có số liệu; tự thêm vào danh sách trong bao-cao.yaml")
        texts = ["".join(words.text for words in edit.new).strip() for edit in group]
        values = [json.dumps(END_MARK.sub("", DASH.sub("", text)), ensure_ascii=False) for text in texts]
        first, *rest = (self.layout.item_after(path, value) for value in values)
        return Edit(first.start, first.end, "".join(each.text for each in (first, *rest)))

    def _insert(self, number: int, group: Sequence[HandEdit]) -> Edit:
        piece = self._piece_of(number)
        if isinstance(piece.path[-1], int):
            return self._insert_items(piece.path, group)
        if piece.path[-1] in ("tieu_de", "noi_lien"):
            return self._insert_first((*piece.path[:-1], "van_ban"), group)
        text = self._text(piece.path)
        if not text.is_block:
            raise CannotPull("lời văn này viết trên một dòng, không thêm đoạn được; viết lại sau dấu |")
        at = text.ends[piece.block_end - 1]
        between = self.layout.newline * 2 + self._indent(at)
        return Edit(at, at, "".join(f"{between}{self._paragraph_text(edit)}" for edit in group))

    def _insert_first(self, path: Path, group: Sequence[HandEdit]) -> Edit:
        starts = [piece.block_start for piece in self.pieces if piece.path == path]
        text = self._text(path) if starts else None
        if text is None or not text.is_block:
            raise CannotPull("mục này chưa có van_ban viết sau dấu | để thêm đoạn")
        at = text.starts[min(starts)]
        between = self.layout.newline * 2 + self._indent(at)
        return Edit(at, at, "".join(f"{self._paragraph_text(edit)}{between}" for edit in group))

    def _paragraph_text(self, edit: HandEdit) -> str:
        words = self._written(edit.new, PLAIN).strip()
        return BULLETS.get(edit.style, "") + LEADS.sub(lambda sign: "\\" + sign[0], words)

    def _indent(self, offset: int) -> str:
        """Return the blanks at the start of the line of an offset."""
        text = self.layout.source.text
        start = text.rfind("\n", 0, offset) + 1
        return text[start : start + len(text[start:]) - len(text[start:].lstrip(" "))]

    # --- places --------------------------------------------------------------------------------------

    def _paragraph(self, number: int) -> MadeParagraph:
        paragraph = self.made[number]
        if not paragraph.origins:
            raise CannotPull("chữ này lấy từ tệp số liệu, từ mẫu Word hoặc do chương trình lập ra")
        return paragraph

    def _piece_of(self, number: int) -> Piece:
        """Return a piece of the paragraph of the definition that a paragraph comes from."""
        found = (origin for origin in self._paragraph(number).origins if origin is not None)
        piece = self._usable(next(found).piece)
        if piece.in_note:
            raise CannotPull("thêm, bớt cả đoạn trong chú thích; tự sửa ở ^[…]")
        return piece

    def _text(self, path: Path) -> ScalarText:
        found = scalar_text(self.layout.source, path, self._value(path))
        if found is None:
            raise CannotPull("lời văn này viết bằng ký hiệu riêng trong bao-cao.yaml")
        return found

    def _value(self, path: Path) -> str:
        value: Any = self.data
        for part in path:
            value = value[part]
        return str(value)


def _with_changes(paragraph: MadeParagraph, edits: Sequence[HandEdit]) -> str:
    """Return the text of a paragraph after some changes."""
    out, at = [], 0
    for edit in sorted(edits, key=lambda each: each.start):
        out += [token.key for token in paragraph.tokens[at : edit.start]]
        out += [words.text for words in edit.new]
        at = edit.end
    return "".join([*out, *(token.key for token in paragraph.tokens[at:])])


def _offset(paragraph: MadeParagraph, at: int) -> int:
    origin = paragraph.origins[at]
    assert origin is not None, "asked only for characters of a piece"
    return origin.offset


def _start(text: ScalarText, start: int, end: int) -> int:
    """Return where a stretch of a value begins in the file; an empty one follows the character before."""
    if start < end:
        return text.starts[start]
    return text.ends[start - 1] if start else text.starts[0]


def _end(text: ScalarText, start: int, end: int) -> int:
    return text.ends[end - 1] if start < end else _start(text, start, end)
