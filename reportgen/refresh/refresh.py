"""The refresh of an edited document: figures everywhere, wording where the base is known, an account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from reportgen.errors import Finding, Where
from reportgen.model.refreshed import SILENTLY, Choices, FigureChange, FigureStatus, Refreshed, WordingChange
from reportgen.refresh.account import findings_of, without_base
from reportgen.refresh.charts import Charts
from reportgen.refresh.drawings import are_untouched, name_charts
from reportgen.refresh.editor import Editor, Names
from reportgen.refresh.figures import Texts
from reportgen.refresh.links import Links
from reportgen.refresh.manifest import Manifest, figure_names, read_manifest
from reportgen.refresh.merger import Account, Merger
from reportgen.refresh.notes import Notes
from reportgen.refresh.paragraph import BOOKMARK, MARK_OPENS, NAME
from reportgen.refresh.patching import patched
from reportgen.refresh.sections import Sections
from reportgen.refresh.versions import Version
from reportgen.refresh.word_package import read_parts, replace_parts
from reportgen.refresh.wordml import Element, FreeIds, Tracking, serialize, w

DOCUMENT, FOOTNOTES = "word/document.xml", "word/footnotes.xml"
Change = TypeVar("Change", FigureChange, WordingChange)


def refresh(edited: bytes, fresh: bytes, *, file: str = "", choices: Choices = SILENTLY) -> Refreshed:
    """Return the edited document with the figures and wording of a fresh build; all else stays as it was.

    Both are sound packages. What a person typed is never changed but by their choice; new wording that meets
    an edit stands beside it as a tracked change. `file` is the name to show in places.
    """
    return _Refresh(edited, fresh, file, choices).run()


class _Refresh:
    """One refresh, from the two packages to the account."""

    def __init__(self, edited: bytes, fresh: bytes, file: str, choices: Choices) -> None:
        self._edited, self._fresh, self._file, self._choices = edited, fresh, file, choices
        self._theirs, self._ours = Version(read_parts(edited)), Version(read_parts(fresh))
        self._made: Manifest = read_manifest(self._theirs.parts)
        self._now: Manifest = read_manifest(self._ours.parts)
        self._base = Version(self._made.bases)
        self._links, ours = Links(self._theirs.parts), Links(self._ours.parts)
        name_charts(self._theirs.roots.get(DOCUMENT), self._links, self._made)
        ids = figure_names({*self._made.texts, *self._now.texts})
        for version in (self._theirs, self._ours, self._base):
            version.read(ids)
        self._texts, self._account = Texts(), Account()
        self._merger = Merger(
            self._new_editor(ids), self._texts, self._account, choices.overwrite, choices.overwrites_all
        )
        roots = self._theirs.roots.get(DOCUMENT), self._ours.roots.get(DOCUMENT)
        self._sections = Sections(roots[0], self._base.roots.get(DOCUMENT), roots[1])
        self._charts = Charts(*roots, self._links, ours, self._made, self._now, choices, self._account, file)
        self._charts.learn(self._base.roots.get(DOCUMENT))
        self._merger.kept_charts = self._charts.typed_over()

    def _new_editor(self, ids: Mapping[str, str]) -> Editor:
        roots = self._theirs.roots.values()
        stems = {figure: stem for stem, figure in ids.items() if BOOKMARK.fullmatch(f"{stem}1")}
        tracking = Tracking(self._choices.author, self._choices.date, FreeIds.above(roots))
        theirs, ours = self._theirs.roots.get(FOOTNOTES), self._ours.roots.get(FOOTNOTES)
        shelf = None if theirs is None or ours is None else Notes(theirs, ours)
        names = Names(ids, stems, _occurrences(roots))
        return Editor(names, tracking, tracks_all=self._choices.tracks_all, notes=shelf)

    def run(self) -> Refreshed:
        """Do everything and tell what was done."""
        self._learn_texts()
        found = Counter(anchor.figure for _, anchor in self._theirs.anchors)
        for name, theirs in self._theirs.blocks.items():
            if name in self._base.blocks and name in self._ours.blocks:
                merge = self._merger.blocks if name == DOCUMENT else self._merger.matched
                merge(self._base.blocks[name], self._ours.blocks[name], theirs)
        self._merge_boxes()
        for theirs in self._theirs.blocks.values():
            self._merger.elsewhere(theirs)
        for changed in self._sections.settle(self._merger.partners, self._merger.editor.marks):
            self._merger.editor.touch(changed)
        self._charts.refresh()
        numbers = self._theirs.paragraph_numbers()
        done = self._account.without_copies()
        figures = tuple(self._placed(change, place, numbers) for change, place in done.figures)
        wordings = tuple(self._placed(change, place, numbers) for change, place in done.wordings)
        figures += tuple(self._lost(found))
        findings = [*self._unknown_base(), *findings_of(figures, wordings), *self._charts.findings]
        return Refreshed(self._data(), figures, wordings, tuple(findings))

    def _merge_boxes(self) -> None:
        """Merge text boxes, in order as long as nobody added or removed one; else only their figures."""
        for name, theirs in self._theirs.boxes.items():
            base, ours = self._base.boxes.get(name, []), self._ours.boxes.get(name, [])
            if len(base) == len(ours) == len(theirs):
                for three in zip(base, ours, theirs, strict=True):
                    self._merger.matched(*(box.blocks for box in three))
            for box in theirs:
                self._merger.elsewhere(box.blocks)

    def _unknown_base(self) -> Iterator[Finding]:
        """Tell when the document no longer says how it was made: only its figures can be refreshed then."""
        if DOCUMENT not in self._base.roots:
            yield without_base(self._file)

    def _learn_texts(self) -> None:
        for figure, printed in self._made.texts.items():
            for text in printed:
                self._texts.note_base(figure, text)
        for paragraph, anchor in self._base.anchors:
            self._texts.note_base(anchor.figure, paragraph.shown(anchor))
        for paragraph, anchor in self._ours.anchors:
            self._texts.note_new(anchor.figure, paragraph.shown(anchor))

    def _lost(self, found: Mapping[str, int]) -> Iterator[FigureChange]:
        """Yield the figures that the document had when it was made and has no longer."""
        missing = Counter(anchor.figure for _, anchor in self._base.anchors)
        missing.subtract(found)
        for paragraph, anchor in self._base.anchors:
            if missing[anchor.figure] > 0 and anchor.element not in self._merger.met:
                missing[anchor.figure] -= 1
                new = self._texts.new_text(anchor.figure, paragraph.shown(anchor)) or ""
                yield FigureChange(anchor.figure, FigureStatus.LOST, paragraph.shown(anchor), new)

    # --- writing ---------------------------------------------------------------------------------------

    def _data(self) -> bytes:
        """Return the refreshed file: that of the fresh build itself when nobody touched the old one."""
        bases = self._made.bases
        if (
            bases
            and not self._choices.tracks_all
            and all(self._theirs.parts.get(name) == data for name, data in bases.items())
            and are_untouched(self._made, self._links)
        ):
            return self._fresh
        changed = {**self._links.changed, **dict(self._changed_parts())}
        if self._made.part and self._now.part:
            changed[self._made.part] = self._ours.parts[self._now.part]
        return replace_parts(self._edited, changed) if changed else self._edited

    def _changed_parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the text parts that differ; where only texts do, every other byte is as it was."""
        editor = self._merger.editor
        retyped = {element.getroottree().getroot() for element in editor.retyped}
        for element in self._charts.redrawn:
            editor.touch(element)
        for name, root in self._theirs.roots.items():
            if root in editor.touched:
                yield name, serialize(root)
            elif root in retyped:
                yield name, patched(self._theirs.parts[name], root, editor.retyped) or serialize(root)

    def _placed(
        self, change: Change, place: Element | None, numbers: Mapping[Element, tuple[str, int]]
    ) -> Change:
        paragraph = place if place is None or place.tag == w("p") else next(place.iter(w("p")), None)
        if paragraph is None or paragraph not in numbers:
            return change
        part, number = numbers[paragraph]
        return replace(change, where=Where(self._file, part=part, paragraph=number))


def _occurrences(roots: Iterable[Element]) -> dict[str, int]:
    """Return the highest occurrence of each bookmark stem."""
    highest: dict[str, int] = {}
    for root in roots:
        for mark in root.iter(MARK_OPENS):
            found = BOOKMARK.fullmatch(mark.get(NAME) or "")
            if found:
                highest[found[1]] = max(highest.get(found[1], 0), int(found[2]))
    return highest
