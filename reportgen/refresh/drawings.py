"""The charts of ours in a document: where they are drawn, and whether they are still as they were made."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.chart_data import NAME_PREFIX, chart_part, object_name, workbook_part
from reportgen.refresh.chart_part import CHART
from reportgen.refresh.links import Links
from reportgen.refresh.manifest import Manifest
from reportgen.refresh.wordml import RELATIONSHIPS, Element, w

DOCUMENT = "word/document.xml"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWN, PROPERTIES, LINK = f"{{{CHART}}}chart", f"{{{PLACED}}}docPr", f"{{{RELATIONSHIPS}}}id"
FRAMES = (f"{{{PLACED}}}inline", f"{{{PLACED}}}anchor")
OUT_OF_REACH = 1_000_000_000
"""Word's own random ids lie beyond."""
WORKBOOK = re.compile(rf"word/embeddings/{NAME_PREFIX}(\w+)\.xlsx")


def checksum(data: bytes | None) -> str:
    """Return what a document remembers of a part."""
    return f"{zlib.crc32(data or b''):08x}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in the text: its key, the relationship to its part, the element that names it."""

    key: str
    link: str
    properties: Element
    element: Element

    @property
    def paragraph(self) -> Element | None:
        """Return the paragraph it stands in."""
        return next(self.element.iterancestors(w("p")), None)

    @property
    def is_deleted(self) -> bool:
        """Tell whether a tracked change takes it out."""
        return next(self.element.iterancestors(w("del")), None) is not None


def drawings(document: Element | None) -> Iterator[Drawing]:
    """Yield the charts of ours in a document part."""
    for element, properties in _charts(document):
        name = properties.get("name") or ""
        if name.startswith(NAME_PREFIX):
            yield Drawing(name.removeprefix(NAME_PREFIX), element.get(LINK) or "", properties, element)


def _charts(document: Element | None) -> Iterator[tuple[Element, Element]]:
    for element in () if document is None else document.iter(DRAWN):
        frame = next(element.iterancestors(*FRAMES), None)
        properties = None if frame is None else frame.find(PROPERTIES)
        if properties is not None:
            yield element, properties


def name_charts(document: Element | None, links: Links, made: Manifest) -> None:
    """Give charts back the names that LibreOffice replaces; the names of their workbooks tell them apart."""
    for element, properties in _charts(document):
        if (properties.get("name") or "").startswith(NAME_PREFIX):
            continue
        part = links.targets(DOCUMENT).get(element.get(LINK) or "")
        for target in links.targets(part).values() if part else ():
            found = WORKBOOK.fullmatch(target)
            if found and found[1] in made.charts:
                properties.set("name", object_name(found[1]))


def free_drawing_id(document: Element | None) -> int:
    """Return a number above the ids of all drawings, or above those in reach if a program used huge ones."""
    ids = () if document is None else (int(each.get("id") or 0) for each in document.iter(PROPERTIES))
    return 1 + max((number for number in ids if number < OUT_OF_REACH), default=0)


def are_untouched(made: Manifest, links: Links) -> bool:
    """Tell whether all charts are as they were made."""
    return all(
        checksum(links.parts.get(chart_part(key))) == chart.chart_mark
        and checksum(links.parts.get(workbook_part(key))) == chart.workbook_mark
        for key, chart in made.charts.items()
    )
