"""A part's tree -> its jinja source, in which tag k stands on line k + 2.

Each tag begins with a newline inside its braces, which is not printed; so the line of any jinja error is the number of
the tag, and an error needs no bookkeeping of ours to be placed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.compile.tags import TAG, Tag, Tags, in_source
from reportgen.compile.wordml import AUTOMATIC, DECLARATIONS, PLACE, w
from reportgen.model.base import Path
from reportgen.model.form import Place, Site
from reportgen.model.source import Source

FOOTNOTES = "word/footnotes.xml"
SIGNATURE = re.compile(r"([a-z_]\w*)\(([\w\s,]*)\)")
MARK = re.compile(r"m(?P<section>\d+)(?:\.(?P<in_section>\d+))?|p(?P<annex>\d+)(?:\.(?P<in_annex>\d+))?(?:\.(?P<column>\d+))?|\w+(?:\.(?P<loose>\d+))?")


@dataclass(slots=True)
class PartSource:
    """What is written for one part: its source, and the site of every tag in order."""

    name: str
    text: str = ""
    sites: list[int] = field(default_factory=list)


class SourceWriter:
    """Writes parts; `sites` grows over all parts of a form."""

    def __init__(self, tags: Tags, source: Source, phrases: Mapping[str, str]) -> None:
        self.tags, self.source, self.phrases = tags, source, phrases
        self.sites: list[Site] = []

    def write(self, name: str, root: etree._Element, properties: Mapping[str, str]) -> PartSource:
        """The source of one part. `properties` holds the look of every tag that stands in a run."""
        part = PartSource(name)
        places = self._places(name, root)
        xml = _whole(root)
        head = self._macros(part, xml)

        def back(match: re.Match[str]) -> str:
            tag = self.tags[match[0]]
            place = places.get(match[0], Place(name))
            index = self._site(part, tag, place, properties.get(match[0], ""))
            return _written(tag, index, match[0] in properties)

        part.text = head + TAG.sub(back, xml)
        return part

    def write_text(self, path: Path, text: str) -> tuple[Path, PartSource]:
        """The source of a text outside the narrative: it yields plain text with tokens for figures."""
        part = PartSource(".".join(map(str, path)))
        protected = self.tags.protect(text, in_source(self.source, path))
        head = self._macros(part, protected)
        part.text = head + TAG.sub(lambda match: self._phrase_tag(part, self.tags[match[0]]), protected)
        return path, part

    def _site(self, part: PartSource, tag: Tag, place: Place = Place(), properties: str = "") -> int:
        part.sites.append(len(self.sites))
        self.sites.append(Site(tag.where, tag.source, place, tag.style, properties))
        return part.sites[-1]

    def _places(self, name: str, root: etree._Element) -> dict[str, Place]:
        """Place of every tag; strips the marks that compile left on paragraphs."""
        places: dict[str, Place] = {}
        for node in root.iter(w("p")):
            mark = node.attrib.pop(PLACE, "")
            is_note = node.getparent() is not None and node.getparent().tag == w("p")  # type: ignore[union-attr]
            place = read_place(str(mark), FOOTNOTES if is_note else name)
            for char in TAG.findall("".join(node.itertext())):
                if is_note or char not in places:
                    places[char] = place
        return places

    # --- phrases ---------------------------------------------------------------------------------

    def _macros(self, part: PartSource, xml: str) -> str:
        """Phrases the part needs, as macros of plain text, with what they call themselves first."""
        calls = " ".join(self.tags[char].inner for char in set(TAG.findall(xml)))
        return "".join(self._macro(part, signature) for signature in needed_phrases(self.phrases, calls))

    def _macro(self, part: PartSource, signature: str) -> str:
        path: Path = ("cum_tu", signature)
        body = " ".join(self.phrases[signature].split())
        protected = self.tags.protect(body, in_source(self.source, path))
        start = Tag(f"cum_tu {signature}", f"macro {signature}", False, self.source.where(path, key=True))
        end = dataclasses.replace(start, inner="endmacro")
        return self._phrase_tag(part, start) + TAG.sub(lambda m: self._phrase_tag(part, self.tags[m[0]]), protected) + self._phrase_tag(part, end)

    def _phrase_tag(self, part: PartSource, tag: Tag) -> str:
        self._site(part, tag)
        return "{{\n(%s)|_cau }}" % tag.inner if tag.is_output else "{%%\n%s %%}" % tag.inner


def _written(tag: Tag, index: int, is_in_run: bool) -> str:
    """A tag as jinja source: outputs end in the one gate that escapes, anchors and records."""
    if not tag.is_output:
        return "{%%\n%s %%}" % tag.inner
    if tag.inner.endswith("|_go") or tag.inner == "_ghi_chu_cuoi":
        return "{{\n%s }}" % tag.inner
    inner, automatic = (tag.inner[:-3], True) if tag.inner.endswith("|so") else (tag.inner, False)
    gate = "_so" if automatic else "_neo" if is_in_run else "_chu"
    return "{{\n(%s)|%s(%d) }}" % (inner, gate, index)


def _whole(root: etree._Element) -> str:
    """The part as XML, declarations on the root only."""
    xml = etree.tostring(root, encoding="unicode")
    if not xml.startswith("<w:"):
        return xml
    end = xml.index(">")
    return xml[: end + 1] + DECLARATIONS.sub("", xml[end + 1 :])


def needed_phrases(phrases: Mapping[str, str], calls: str) -> list[str]:
    """Signatures of the phrases that `calls` uses, directly or through others; the innermost first."""
    by_name = {name_of(signature): signature for signature in phrases}
    found: dict[str, None] = {}

    def visit(text: str, trail: tuple[str, ...]) -> None:
        for name, signature in by_name.items():
            if name not in trail and signature not in found and re.search(rf"\b{name}\(", text):
                visit(phrases[signature], (*trail, name))
                found[signature] = None

    visit(calls, ())
    return list(found)


def name_of(signature: str) -> str:
    """`dat` of `dat(x, nam)`."""
    return signature.partition("(")[0].strip()


def read_place(mark: str, part: str) -> Place:
    """The place that a paragraph's mark stands for: `m3.2` section 3, paragraph 2; `p1.0.7` annex 1, column 7."""
    found = MARK.fullmatch(mark)
    if not found or mark == AUTOMATIC:
        return Place(part)
    number = {key: int(value) for key, value in found.groupdict().items() if value is not None}
    paragraph = number.get("in_section", number.get("in_annex", number.get("loose", 0)))
    return Place(part, number.get("section"), number.get("annex"), paragraph, number.get("column", 0))


def bound_names(signatures: Iterable[str]) -> set[str]:
    """Names of phrases."""
    return {name_of(signature) for signature in signatures}
