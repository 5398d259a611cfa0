"""Two versions of a document side by side: changed figures, changed wording, changed look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.errors import Where
from reportgen.model.difference import Difference, FigureDifference, TextDifference
from reportgen.model.word_document import Place, where
from reportgen.refresh.align import align
from reportgen.refresh.drawings import DOCUMENT, drawings
from reportgen.refresh.manifest import Manifest, figure_names, read_manifest
from reportgen.refresh.merger import Item, text_of
from reportgen.refresh.paragraph import Paragraph
from reportgen.refresh.story import Block, Row, Table, paragraphs
from reportgen.refresh.versions import Version
from reportgen.refresh.word_package import read_parts
from reportgen.refresh.wordml import Element, w

LOOKS = ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml", "word/settings.xml")


def compare(old: bytes, new: bytes, *, file: str = "") -> Difference:
    """Return how two documents differ; places are those of the new one, in the file of the given name.

    Figures are told apart by their anchors, so a number that changed is no change of wording.
    """
    before, after = Version(read_parts(old)), Version(read_parts(new))
    made = read_manifest(before.parts), read_manifest(after.parts)
    names = figure_names({*made[0].texts, *made[1].texts})
    for version in (before, after):
        version.read(names)
    places = _Places(after, file)
    texts = [
        difference
        for name in before.blocks.keys() & after.blocks.keys()
        for pair in zip(_stories(before, name), _stories(after, name), strict=False)
        for difference in _texts(*pair, places)
    ]
    points = [list(_points(*pair)) for pair in zip((before, after), made, strict=True)]
    figures = tuple(_figures(before, after, places, points))
    return Difference(figures, tuple(texts), tuple(_layout(before, after)))


def _stories(version: Version, name: str) -> Iterator[Sequence[Block]]:
    """Yield the text of a part, and that of each of its text boxes."""
    yield version.blocks[name]
    yield from (box.blocks for box in version.boxes[name] if not box.is_copy)


class _Point(NamedTuple):
    """A figure that a chart shows, and the paragraph of the chart."""

    figure: str
    text: str
    paragraph: Element


def _points(version: Version, made: Manifest) -> Iterator[_Point]:
    for drawing in drawings(version.roots.get(DOCUMENT)):
        chart, paragraph = made.charts.get(drawing.key), drawing.paragraph
        if chart is not None and paragraph is not None:
            for series in chart.data.series:
                yield from (_Point(p.figure_id, p.text, paragraph) for p in series.points if p.figure_id)


class _Places:
    """Where the paragraphs of the new version stand."""

    def __init__(self, version: Version, file: str) -> None:
        self._numbers, self._file = version.paragraph_numbers(), file

    def of(self, paragraph: Paragraph, start: int = 0, end: int = 0) -> Where:
        """Return the place of a paragraph or of some of its characters."""
        part, number = self._numbers[paragraph.element]
        return where(self._file, Place(part=part, paragraph=number), start, end)

    def of_element(self, paragraph: Element) -> Where:
        """Return the place of a paragraph by its element."""
        part, number = self._numbers[paragraph]
        return where(self._file, Place(part=part, paragraph=number))

    def of_block(self, block: Block | Row) -> Where:
        """Return the place of the first paragraph of a block or row."""
        inside = [block] if not isinstance(block, Row) else [b for cell in block.cells for b in cell.blocks]
        return next((self.of(paragraph) for paragraph in paragraphs(inside)), Where(self._file))


def _figures(
    before: Version, after: Version, places: _Places, points: Sequence[Sequence[_Point]]
) -> Iterator[FigureDifference]:
    old: dict[str, list[str]] = defaultdict(list)
    new: dict[str, list[str]] = defaultdict(list)
    stand: dict[str, list[Where]] = defaultdict(list)
    for paragraph, anchor in before.anchors:
        old[anchor.figure].append(paragraph.shown(anchor))
    for paragraph, anchor in after.anchors:
        new[anchor.figure].append(paragraph.shown(anchor))
        stand[anchor.figure].append(places.of(paragraph, anchor.start, anchor.end))
    for point in points[0]:
        old[point.figure].append(point.text)
    for point in points[1]:
        new[point.figure].append(point.text)
        stand[point.figure].append(places.of_element(point.paragraph))
    for figure in dict.fromkeys([*old, *new]):
        texts = tuple(dict.fromkeys(old[figure])), tuple(dict.fromkeys(new[figure]))
        if set(texts[0]) != set(texts[1]):
            yield FigureDifference(figure, *texts, tuple(stand[figure]))


def _texts(before: Sequence[Block], after: Sequence[Block], places: _Places) -> Iterator[TextDifference]:
    for old, new in _pairs(before, after):
        if isinstance(old, Table) and isinstance(new, Table):
            for row in _pairs(old.rows, new.rows):
                yield from _difference(*row, places)
        else:
            yield from _difference(old, new, places)


def _difference(
    old: Block | Row | None, new: Block | Row | None, places: _Places
) -> Iterator[TextDifference]:
    if (old and old.key) != (new and new.key):
        where_new = Where() if new is None else places.of_block(new)
        yield TextDifference(
            "" if old is None else text_of(old), "" if new is None else text_of(new), where_new
        )


def _pairs(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Yield what belongs together, in the order of the new version; what was left out comes last."""
    found = align(before, after)
    for index, item in enumerate(after):
        partner = found.to_left.get(index)
        yield (None if partner is None else before[partner]), item
    yield from ((item, None) for index, item in enumerate(before) if index not in found.to_right)


def _layout(before: Version, after: Version) -> Iterator[str]:
    """Yield the parts with the look that differ, and the main part when its page set-up does."""
    for name in LOOKS:
        if before.parts.get(name) != after.parts.get(name):
            yield name
    if _page_setups(before, DOCUMENT) != _page_setups(after, DOCUMENT):
        yield DOCUMENT


def _page_setups(version: Version, name: str) -> list[dict[str, str]]:
    setups = version.roots[name].iter(w("pgSz"), w("pgMar"), w("pgNumType"))
    return [{str(key): str(value) for key, value in setup.attrib.items()} for setup in setups]
