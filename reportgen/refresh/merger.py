"""Three versions of a story brought together: as it was made, as people edited it, as it is made now."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reportgen.model.refreshed import FigureChange, FigureStatus, WordingChange, WordingStatus
from reportgen.refresh.align import Alignment, align
from reportgen.refresh.blocks import delete_block, delete_row, insert_block, insert_row
from reportgen.refresh.editor import Editor
from reportgen.refresh.figures import Texts, common_anchors, decide
from reportgen.refresh.paragraph import Anchor, Paragraph
from reportgen.refresh.sections import Partners, behind_additions
from reportgen.refresh.story import Block, Row, Table, paragraphs
from reportgen.refresh.three_way import merge
from reportgen.refresh.versions import is_copy
from reportgen.refresh.wordml import Element, Tracking

Item = TypeVar("Item", Paragraph | Table, Row)
Place = tuple[Element, bool]
Insert = Callable[[Element, Place, Tracking | None], None]


@dataclass(slots=True)
class Account:
    """What was done, each with the paragraph element where it was done (None: nowhere in particular)."""

    figures: list[tuple[FigureChange, Element | None]] = field(default_factory=list)
    wordings: list[tuple[WordingChange, Element | None]] = field(default_factory=list)

    def without_copies(self) -> Account:
        """Return the account without what was done to the copies of text boxes for old programs."""
        return Account(
            [each for each in self.figures if not is_copy(each[1])],
            [each for each in self.wordings if not is_copy(each[1])],
        )

    def wording(self, status: WordingStatus, before: str, after: str, place: Element | None) -> None:
        """Note a change of wording."""
        self.wordings.append((WordingChange(status, before.strip(), after.strip()), place))


@dataclass(slots=True)
class Merger:
    """Brings one story up to date; `overwrite` names the figures whose hand-typed text gives way."""

    editor: Editor
    texts: Texts
    account: Account
    overwrite: frozenset[str] = frozenset()
    overwrites_all: bool = False
    kept_charts: frozenset[str] = frozenset()
    """Charts in which people typed numbers, by the names of their drawings."""
    partners: Partners = field(default_factory=Partners)
    seen: set[Element] = field(default_factory=set)
    """Anchors of the edited document that have been dealt with at their place in the base."""
    met: set[Element] = field(default_factory=set)
    """Anchors of the base that the edited document still has at their place."""

    # --- wording ---------------------------------------------------------------------------------------

    def blocks(self, base: list[Block], ours: list[Block], theirs: list[Block]) -> None:
        """Merge the blocks of a body, cell or note."""
        new, edited = align(base, ours), align(base, theirs)
        for index, block in enumerate(base):
            o, t = new.to_right.get(index), edited.to_right.get(index)
            self._note_partners(block, None if o is None else ours[o], None if t is None else theirs[t])
            if o is not None and t is not None:
                self._block(block, ours[o], theirs[t])
            elif t is not None:
                self._dropped(block, theirs[t])
            elif o is not None:
                self._removed_by_hand(block, ours[o])
        places = _Places(ours, theirs, new, edited)
        for index in places.missing():
            self._insert(ours[index], places, index, insert_block)

    def _note_partners(self, base: Block, ours: Block | None, theirs: Block | None) -> None:
        if ours is not None:
            self.partners.renewed.append((base.element, ours.element))
        if theirs is not None:
            self.partners.made[theirs.element] = base.element
            if ours is not None:
                self.partners.now[theirs.element] = ours.element

    def matched(self, base: list[Block], ours: list[Block], theirs: list[Block]) -> None:
        """Merge the blocks that all three versions have; nothing is put in or taken out."""
        new, edited = align(base, ours), align(base, theirs)
        for index, block in enumerate(base):
            o, t = new.to_right.get(index), edited.to_right.get(index)
            if o is not None and t is not None:
                self._block(block, ours[o], theirs[t])

    def _block(self, base: Block, ours: Block, theirs: Block) -> None:
        if isinstance(base, Paragraph) and isinstance(ours, Paragraph) and isinstance(theirs, Paragraph):
            self._paragraph(base, ours, theirs)
        elif isinstance(base, Table) and isinstance(ours, Table) and isinstance(theirs, Table):
            self._rows(base, ours, theirs)

    def _paragraph(self, base: Paragraph, ours: Paragraph, theirs: Paragraph) -> None:
        self._figures_in_place(base, ours, theirs)
        if ours.key == base.key:
            return
        fresh = self.editor.read(theirs.element)
        edits = merge(base.tokens, ours.tokens, fresh.tokens)
        if not edits:
            return
        before = fresh.text
        self.editor.replace(fresh, edits)
        is_conflict = any(edit.is_conflict for edit in edits)
        status = WordingStatus.CONFLICT if is_conflict else WordingStatus.APPLIED
        self.account.wording(status, before, ours.text, theirs.element)

    def _dropped(self, base: Block, theirs: Block) -> None:
        """Take out what the new build no longer has, unless a person changed it."""
        if base.key == theirs.key and not self._has_hand_changes(theirs):
            self._note_removed(theirs)
            delete_block(theirs, self.editor.marks)
        else:
            self.account.wording(WordingStatus.KEPT, text_of(theirs), "", theirs.element)

    def _note_removed(self, theirs: Block | Row) -> None:
        self.editor.touch(theirs.element)
        self.account.wording(WordingStatus.REMOVED, text_of(theirs), "", theirs.element)
        gone = [theirs] if not isinstance(theirs, Row) else [b for cell in theirs.cells for b in cell.blocks]
        self.seen.update(anchor.element for text in paragraphs(gone) for anchor in text.anchors)

    def _removed_by_hand(self, base: Block, ours: Block) -> None:
        if base.key != ours.key:
            self.account.wording(WordingStatus.KEPT, "", text_of(ours), None)

    def _insert(self, item: Item, places: _Places[Item], index: int, insert: Insert) -> None:
        place = places.of(index)
        if place is None:
            self.account.wording(WordingStatus.KEPT, "", text_of(item), None)
            return
        element = places.placed[index] = self.editor.adopt(copy.deepcopy(item.element))
        self.partners.now[element] = item.element
        if isinstance(item, Paragraph) and item.ends_section and place[1]:
            place = (behind_additions(place[0], self._is_known), True)
        self.editor.touch(place[0])
        insert(element, place, self.editor.marks)
        self.account.wording(WordingStatus.INSERTED, "", text_of(item), element)

    def _is_known(self, element: Element) -> bool:
        return element in self.partners.made or element in self.partners.now

    def _has_hand_changes(self, block: Block) -> bool:
        return any(
            not self.kept_charts.isdisjoint(text.charts.values())
            or any(text.shown(anchor) not in self.texts.base[anchor.figure] for anchor in text.anchors)
            for text in paragraphs([block])
        )

    # --- tables ----------------------------------------------------------------------------------------

    def _rows(self, base: Table, ours: Table, theirs: Table) -> None:
        new, edited = align(base.rows, ours.rows), align(base.rows, theirs.rows)
        for index, row in enumerate(base.rows):
            o, t = new.to_right.get(index), edited.to_right.get(index)
            if o is not None and t is not None:
                self._cells(row, ours.rows[o], theirs.rows[t])
            elif t is not None:
                self._dropped_row(row, theirs.rows[t])
            elif o is not None and row.key != ours.rows[o].key:
                self.account.wording(WordingStatus.KEPT, "", text_of(ours.rows[o]), None)
        places = _Places(ours.rows, theirs.rows, new, edited)
        for index in places.missing():
            self._insert(ours.rows[index], places, index, insert_row)

    def _cells(self, base: Row, ours: Row, theirs: Row) -> None:
        if len(base.cells) == len(ours.cells) == len(theirs.cells):
            for cells in zip(base.cells, ours.cells, theirs.cells, strict=True):
                self._cell(*(cell.blocks for cell in cells))
        elif base.key != ours.key:
            self.account.wording(WordingStatus.KEPT, text_of(theirs), text_of(ours), theirs.element)

    def _cell(self, base: list[Block], ours: list[Block], theirs: list[Block]) -> None:
        """Merge one cell; its blocks belong together by place as long as nobody added or removed one."""
        if len(base) == len(ours) == len(theirs):
            for blocks in zip(base, ours, theirs, strict=True):
                self._block(*blocks)
        else:
            self.blocks(base, ours, theirs)

    def _dropped_row(self, base: Row, theirs: Row) -> None:
        changed = any(self._has_hand_changes(block) for cell in theirs.cells for block in cell.blocks)
        if base.key == theirs.key and not changed:
            self._note_removed(theirs)
            delete_row(theirs, self.editor.marks)
        else:
            self.account.wording(WordingStatus.KEPT, text_of(theirs), "", theirs.element)

    # --- figures ---------------------------------------------------------------------------------------

    def _figures_in_place(self, base: Paragraph, ours: Paragraph, theirs: Paragraph) -> None:
        """Bring the figures of a paragraph up to date that all three versions have at the same place."""
        made = {right.element: left for left, right in common_anchors(base, theirs)}
        now = {left.element: ours.shown(right) for left, right in common_anchors(base, ours)}
        for left in base.anchors:
            if left.element in now:
                self.texts.note_pair(left.figure, base.shown(left), now[left.element])
        for anchor in reversed(theirs.anchors):
            partner = made.get(anchor.element)
            if partner is not None:
                self.met.add(partner.element)
                if partner.element in now:
                    self._figure(theirs, anchor, base.shown(partner), now[partner.element])

    def elsewhere(self, theirs: list[Block]) -> None:
        """Bring the figures up to date that were not met at a place of the base: moved, copied, pasted."""
        for text in paragraphs(theirs):
            if self._is_done(text):
                continue
            fresh = self.editor.read(text.element)
            for anchor in reversed(fresh.anchors):
                if anchor.element not in self.seen and anchor.element not in self.editor.made:
                    current = fresh.shown(anchor)
                    self._figure(fresh, anchor, None, self.texts.new_text(anchor.figure, current))

    def _is_done(self, text: Paragraph) -> bool:
        """Tell whether a paragraph is gone by now, or has no figure that has not been dealt with."""
        is_met = all(anchor.element in self.seen for anchor in text.anchors)
        return is_met or text.element.getparent() is None

    def _figure(self, paragraph: Paragraph, anchor: Anchor, made: str | None, new: str | None) -> None:
        self.seen.add(anchor.element)
        current = paragraph.shown(anchor)
        status = decide(current, made, self.texts.base[anchor.figure], new)
        if status is FigureStatus.HAND_CHANGED and (self.overwrites_all or anchor.figure in self.overwrite):
            status = FigureStatus.OVERWRITTEN
        if status in (FigureStatus.UPDATED, FigureStatus.OVERWRITTEN) and new is not None:
            self.editor.set_figure(paragraph, anchor, new)
        change = FigureChange(anchor.figure, status, current, new or "")
        self.account.figures.append((change, paragraph.element))


@dataclass(slots=True)
class _Places(Generic[Item]):
    """Where in the edited document an item belongs that only the new build has."""

    ours: Sequence[Item]
    theirs: Sequence[Item]
    new: Alignment[Item]
    edited: Alignment[Item]
    placed: dict[int, Element] = field(default_factory=dict)

    def missing(self) -> Iterator[int]:
        """Yield the items that only the new build has, in order."""
        return (index for index in range(len(self.ours)) if index not in self.new.to_left)

    def of(self, index: int) -> Place | None:
        """Return the element to stand next to, and whether after it; None when nothing is left around."""
        for previous in reversed(range(index)):
            if (element := self._element(previous)) is not None:
                return element, True
        for following in range(index + 1, len(self.ours)):
            if (element := self._element(following)) is not None:
                return element, False
        return None

    def _element(self, index: int) -> Element | None:
        if index in self.placed:
            return self.placed[index]
        base = self.new.to_left.get(index)
        partner = None if base is None else self.edited.to_right.get(base)
        return None if partner is None else self.theirs[partner].element


def text_of(item: Block | Row) -> str:
    """Return the text of a paragraph or table; the cells of a row are parted by bars."""
    if isinstance(item, Row):
        return " | ".join(" ".join(text_of(block) for block in cell.blocks) for cell in item.cells)
    return " ".join(text.text for text in paragraphs([item]))
