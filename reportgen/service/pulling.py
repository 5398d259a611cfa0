"""Hand edits of a document brought back into its definition, if a new build then says the same."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.compile.marking import mark_pieces
from reportgen.errors import Finding, InputRefused, Severity, UsageProblem
from reportgen.load import LoadedDefinition, parse_definition
from reportgen.model.narrative_piece import HandEdit
from reportgen.publish.files import write_files
from reportgen.refresh.hand_edits import HandEdits, hand_edits
from reportgen.refresh.made import made_keys, read_made
from reportgen.refresh.wording import expected_keys
from reportgen.revise.edits import CannotPull, Layout, apply_edits
from reportgen.revise.letterhead import LetterheadLines
from reportgen.revise.pull import Puller
from reportgen.service.making import Made, made_of
from reportgen.service.reading import load_both
from reportgen.service.refreshing import read_word

REMEDY = "tự sửa chỗ này trong bao-cao.yaml nếu muốn giữ"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was brought back: the edits, what stays to people, the patch, and the files written."""

    edits: tuple[HandEdit, ...]
    findings: tuple[Finding, ...]
    patch: str
    files: tuple[Path, ...] = ()


def pull(
    edited: Path,
    definition: Path,
    *,
    figures: Path | None = None,
    patch_file: Path | None = None,
    write: bool = False,
) -> Pulled:
    """Find the hand edits of a document and write them into its definition, or as a patch into a file.

    With neither, nothing is written. Figures are never pulled into text. Raises InputRefused for what cannot
    be read or built, UsageProblem when the patch would overwrite one of the two files.
    """
    if patch_file is not None and any(_is_same(patch_file, each) for each in (edited, definition)):
        raise UsageProblem("--out phải là tệp khác: nơi ghi bản vá")
    data = read_word(edited)
    work = _Work.on(definition, figures, data, edited.as_posix())
    accepted, refused = work.accepted(work.found.edits)
    text = work.rewritten(accepted)
    patch = _patch(work.loaded.source.text, text, definition)
    files: dict[Path, bytes] = {}
    if write and text != work.loaded.source.text:
        files[definition] = _as_before(definition, text)
    if patch_file is not None:
        files[patch_file] = patch.encode()
    if files:
        write_files(files)
    return Pulled(tuple(accepted), (*work.found.findings, *refused), patch, tuple(files))


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _patch(before: str, after: str, path: Path) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, f"a/{path.name}", f"b/{path.name}"))


def _as_before(path: Path, text: str) -> bytes:
    """Return the text with the byte order mark that the file had, if it had one."""
    mark = b"\xef\xbb\xbf"
    return (mark if path.read_bytes().startswith(mark) else b"") + text.encode()


@dataclass(slots=True)
class _Work:
    """One pull: the report as it is built now, and the hand edits of the document."""

    made: Made
    found: HandEdits
    puller: Puller

    @classmethod
    def on(cls, definition: Path, figures: Path | None, edited: bytes, file: str) -> _Work:
        loaded, given = load_both(definition, figures)
        made = made_of(loaded, given, definition)
        traced, pieces = mark_pieces(loaded.definition, loaded.data)
        marked = made_of(LoadedDefinition(traced, loaded.source, loaded.data), given, definition)
        found = hand_edits(
            edited, read_made(made.filled.bytes()), read_made(marked.filled.bytes()), file=file
        )
        lines = LetterheadLines.of(made.form.rules, made.filled.names, given.figures.texts)
        puller = Puller(Layout(loaded.source), loaded.data, pieces, found.made, lines)
        return cls(made, found, puller)

    @property
    def loaded(self) -> LoadedDefinition:
        return self.made.loaded

    def rewritten(self, edits: Sequence[HandEdit]) -> str:
        """Return the text of the definition with some of the edits."""
        return apply_edits(self.loaded.source.text, self.puller.edits(edits))

    def accepted(self, edits: Sequence[HandEdit]) -> tuple[list[HandEdit], list[Finding]]:
        """Return the edits that can be written so that a build says the same, and why the others cannot."""
        possible: list[HandEdit] = []
        refused: list[Finding] = []
        for edit in edits:
            try:
                self.puller.edits([edit])
                possible.append(edit)
            except CannotPull as reason:
                refused.append(_not_pulled(edit, str(reason)))
        kept: list[HandEdit] = []
        for group in self._sound(possible, kept):
            refused.append(
                _not_pulled(group, "viết vào bao-cao.yaml thì văn bản lập lại không giống chỗ đã sửa")
            )
        return kept, refused

    def _sound(self, edits: Sequence[HandEdit], kept: list[HandEdit]) -> list[HandEdit]:
        """Add to `kept` the edits that prove right together with those there; return the others."""
        if not edits or self._proves([*kept, *edits]):
            kept += edits
            return []
        if len(edits) == 1:
            return [*edits]
        middle = len(edits) // 2
        return self._sound(edits[:middle], kept) + self._sound(edits[middle:], kept)

    def _proves(self, edits: Sequence[HandEdit]) -> bool:
        """Tell whether a build of the rewritten definition says exactly what the edits ask for."""
        try:
            path = Path(self.loaded.source.file)
            loaded = parse_definition(self.rewritten(edits).encode(), path.as_posix(), path.suffix)
            built = made_of(loaded, self.made.given, path)
        except (InputRefused, CannotPull):
            return False
        says = made_keys(built.filled.bytes())
        asked = expected_keys(self.found.made, edits)
        if not any(self.puller.is_composed(edit.number) for edit in edits):
            return says == asked
        composed = {each.key for each in self.found.made if not each.origins}
        return len(says) == len(asked) and all(
            # lines that name the report follow its number and date
            one == other or other in composed or self.puller.lines.say_same(one, other)
            for one, other in zip(says, asked, strict=True)
        )


def _not_pulled(edit: HandEdit, reason: str) -> Finding:
    message = f"không đưa về được: {reason}"
    quote, expected = edit.before, edit.after
    return Finding("not-pulled", message, edit.where, REMEDY, quote, expected, severity=Severity.WARNING)
