"""What people changed in the wording of a document since it was made, told by its paragraphs as built now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.errors import Finding, Severity, Where
from reportgen.model.narrative_piece import HandEdit, HandEditKind, MadeParagraph
from reportgen.model.word_document import Place, where
from reportgen.refresh.align import Alignment, align, opcodes, pairs_of_equals
from reportgen.refresh.figures import common_anchors
from reportgen.refresh.made import (
    DOCUMENT,
    STORIES,
    has_words,
    key_of,
    made_paragraphs,
    paragraphs_of,
    printed,
    story_of,
    stripped,
    words_of,
)
from reportgen.refresh.manifest import figure_names, read_manifest
from reportgen.refresh.paragraph import Paragraph, Token
from reportgen.refresh.story import Block, Cell, Table, paragraphs
from reportgen.refresh.versions import Version
from reportgen.refresh.word_package import read_parts
from reportgen.refresh.wordml import Element, w

LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class HandEdits:
    """The paragraphs of the build, the changes of wording in them, and what a person must see to."""

    made: tuple[MadeParagraph, ...]
    edits: tuple[HandEdit, ...]
    findings: tuple[Finding, ...]


def hand_edits(edited: bytes, fresh: Version, marked: Version, *, file: str) -> HandEdits:
    """Return how the wording of an edited document differs from the document as it was made.

    Tracked changes count as accepted. A document that does not remember how it was made is compared with the
    build of now.
    """
    theirs = Version(read_parts(edited))
    manifest = read_manifest(theirs.parts)
    base = Version(manifest.bases) if manifest.bases else fresh
    names = figure_names({*manifest.texts, *read_manifest(fresh.parts).texts})
    for version in (theirs, base):
        version.read(names)
    return _Comparison(base, fresh, theirs, file).outcome(tuple(made_paragraphs(fresh, marked)))


@dataclass(slots=True)
class _Comparison:
    """The three versions, and what was found."""

    base: Version
    fresh: Version
    theirs: Version
    file: str
    edits: list[HandEdit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: Mapping[Element, tuple[str, int]] = field(default_factory=dict)
    """Part and number of every paragraph of the edited document."""
    numbers: dict[Element, int] = field(default_factory=dict)
    """Which paragraph of the build each one of the document as made is, where both say the same."""

    def outcome(self, made: tuple[MadeParagraph, ...]) -> HandEdits:
        """Compare everything."""
        self.places = self.theirs.paragraph_numbers()
        order = {paragraph.element: n for n, paragraph in enumerate(paragraphs_of(self.fresh))}
        for part in STORIES:
            base, fresh = story_of(self.base, part), story_of(self.fresh, part)
            for one, other in pairs_of_equals(base, fresh, key_of):
                for left, right in zip(paragraphs([one]), paragraphs([other]), strict=True):
                    if right.element in order:
                        self.numbers[left.element] = order[right.element]
            self._blocks(base, story_of(self.theirs, part))
        return HandEdits(made, tuple(self.edits), tuple(self.findings))

    def _blocks(self, base: Sequence[Block], theirs: Sequence[Block]) -> None:
        """Compare what a body, a cell or the footnotes print."""
        pairs = align(base, theirs)
        _pair_rewritten(pairs, base, theirs)
        for i, block in enumerate(base):
            partner = pairs.to_right.get(i)
            if partner is None:
                self._removed(block)
            else:
                self._compare(block, theirs[partner])
        place: int | None = None
        for j, block in enumerate(theirs):
            if j in pairs.to_left:
                last = [each for each in paragraphs([base[pairs.to_left[j]]]) if has_words(each)]
                place = self.numbers.get(last[-1].element) if last else None
            else:
                self._inserted(block, place)

    def _compare(self, block: Block, now: Block) -> None:
        if isinstance(block, Table) and isinstance(now, Table) and _have_same_cells(block, now):
            if block.key != now.key or block.figures:
                for made, edited in zip(_cells(block), _cells(now), strict=True):
                    self._blocks(printed(made.blocks), printed(edited.blocks))
            return
        for before, after in _matching(block, now):
            self._figures(before, after)
        if block.key == now.key:
            return
        if not isinstance(block, Paragraph) or not isinstance(now, Paragraph):
            message = "bảng đã được sửa tay (thêm, bớt hàng hoặc cột)"
            self._note("pull-elsewhere", message, now, "sửa ở số liệu hoặc ở bang")
        elif block.element not in self.numbers:
            message = "định nghĩa đã viết khác ở đoạn này từ khi lập văn bản, không đưa chỗ sửa về được"
            self._note("pull-conflict", message, now, "tự sửa trong bao-cao.yaml")
        else:
            self.edits += self._changed(block, now, self.numbers[block.element])

    def _changed(self, block: Paragraph, now: Paragraph, number: int) -> Iterator[HandEdit]:
        old, new = stripped(block.tokens), stripped(now.tokens)
        for i0, i1, j0, j1 in _changes(old, new):
            yield HandEdit(
                HandEditKind.REPLACED,
                number,
                i0,
                i1,
                words_of(now, new[j0:j1]),
                _shown("".join(token.text for token in old[i0:i1])),
                _shown("".join(token.text for token in new[j0:j1])),
                self._where(now),
            )

    def _removed(self, block: Block) -> None:
        number = self.numbers.get(block.element) if isinstance(block, Paragraph) else None
        if number is not None and isinstance(block, Paragraph):
            self.edits.append(
                HandEdit(HandEditKind.REMOVED, number, before=_shown(block.text), where=Where(self.file))
            )
        else:
            what = "bảng" if isinstance(block, Table) else "đoạn"
            self._note("pull-elsewhere", f"{what} đã bị xoá trong Word", block, "tự sửa trong bao-cao.yaml")

    def _inserted(self, block: Block, number: int | None) -> None:
        if number is None or not isinstance(block, Paragraph):
            what = "bảng" if isinstance(block, Table) else "đoạn"
            self._note(
                "pull-elsewhere", f"{what} thêm tay ở ngoài lời văn", block, "tự thêm vào bao-cao.yaml"
            )
            return
        words = words_of(block, stripped(block.tokens))
        style = block.element.find(f"{w('pPr')}/{w('pStyle')}")
        name = "" if style is None else style.get(w("val")) or ""
        text = _shown(block.text.strip())
        self.edits.append(
            HandEdit(
                HandEditKind.INSERTED, number, new=words, after=text, where=self._where(block), style=name
            )
        )

    def _figures(self, before: Paragraph, after: Paragraph) -> None:
        for old, new in common_anchors(before, after):
            was, now = before.shown(old), after.shown(new)
            if was != now:
                message = (
                    f"số “{now}” ({new.figure}) do người sửa gõ, khi lập là {was}; số không đưa vào lời văn"
                )
                self._note("hand-changed-figure", message, after, "sửa ở số liệu, hoặc khai ở ghi_de", now)

    def _note(self, rule: str, message: str, block: Block, remedy: str, quote: str = "") -> None:
        first = next(paragraphs([block]), None)
        shown = quote or (_shown(first.text) if first is not None else "")
        place = Where(self.file) if first is None else self._where(first)
        self.findings.append(Finding(rule, message, place, remedy, shown, severity=Severity.WARNING))

    def _where(self, paragraph: Paragraph) -> Where:
        part, number = self.places.get(paragraph.element, (DOCUMENT, 0))
        return where(self.file, Place(part=part, paragraph=number)) if number else Where(self.file)


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def _have_same_cells(one: Table, other: Table) -> bool:
    return [len(row.cells) for row in one.rows] == [len(row.cells) for row in other.rows]


def _changes(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ; two with only a blank between them are one, unless figures are in."""
    waiting: tuple[int, int, int, int] | None = None
    for tag, i0, i1, j0, j1 in opcodes([t.key for t in old], [t.key for t in new]):
        if tag == "equal":
            continue
        if waiting is not None and _is_one_change(old[waiting[0] : i1], old[waiting[1] : i0]):
            waiting = (waiting[0], i1, waiting[2], j1)
            continue
        if waiting is not None:
            yield waiting
        waiting = (i0, i1, j0, j1)
    if waiting is not None:
        yield waiting


def _is_one_change(whole: Sequence[Token], between: Sequence[Token]) -> bool:
    return all(token.anchor is None for token in whole) and all(token.key == " " for token in between)


def _pair_rewritten(pairs: Alignment[Block], base: Sequence[Block], theirs: Sequence[Block]) -> None:
    """Take as many new paragraphs as stand in the place of old ones for those, written anew."""
    i = j = 0
    while i < len(base) or j < len(theirs):
        gone, come = [], []
        while i < len(base) and i not in pairs.to_right:
            gone.append(i)
            i += 1
        while j < len(theirs) and j not in pairs.to_left:
            come.append(j)
            j += 1
        blocks = [*(base[each] for each in gone), *(theirs[each] for each in come)]
        if len(gone) == len(come) and all(isinstance(block, Paragraph) for block in blocks):
            for left, right in zip(gone, come, strict=True):
                pairs.add(left, right)
        i, j = i + 1, j + 1


def _matching(block: Block, now: Block) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Yield the paragraphs of two blocks, as long as a table has the same cells."""
    before, after = list(paragraphs([block])), list(paragraphs([now]))
    if len(before) == len(after):
        yield from zip(before, after, strict=True)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
