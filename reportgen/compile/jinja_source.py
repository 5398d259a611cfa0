"""A part's tree -> its jinja source, in which tag k stands on line k + 2.

Each tag begins with a newline inside its braces, which is not printed, and no other newline is in the source;
so the line of any jinja error is the number of the tag, and errors need no bookkeeping of ours to be placed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.compile.inlining import Inliner, Piece
from reportgen.compile.phrases import Phrase, Phrases
from reportgen.compile.tags import TAG, Tag, Tags
from reportgen.compile.wordml import AUTOMATIC, DECLARATIONS, MC, PLACE, escape, w
from reportgen.model.form import COPY, TABLE_HEAD, Place, Site

FOOTNOTES = "word/footnotes.xml"
FALLBACK = f"{{{MC}}}Fallback"
NO_PLACE = Place()
MARK = re.compile(
    r"m(?P<section>\d+)(?:\.(?P<in_section>\d+))?"
    r"|p(?P<annex>\d+)(?:\.(?P<in_annex>\d+))?(?:\.(?P<column>\d+))?"
    r"|(?P<block>[a-z_]+)(?:\.(?P<loose>\d+))?"
    r"|d(?P<headed>\d+)\.(?P<head>\d+)"
)
LITERALS = {"{_{": "{{ '{{' }}", "}_}": "{{ '}}' }}", "{_%": "{{ '{%' }}", "%_}": "{{ '%}' }}"}
"""How docxtpl writes braces that shall be printed."""


@dataclass(slots=True)
class PartSource:
    """What is written for one part: its source, and the site of every tag in order."""

    name: str
    text: str = ""
    sites: list[int] = field(default_factory=list)


class SourceWriter:
    """Writes parts; `sites` grows over all parts of a form."""

    def __init__(self, tags: Tags, phrases: Phrases) -> None:
        self.tags, self.phrases, self.inliner = tags, phrases, Inliner(phrases, tags)
        self.sites: list[Site] = []

    def write(self, name: str, root: etree._Element, properties: Mapping[str, str]) -> PartSource:
        """Write one part. `properties` holds the look of every tag that stands in a run."""
        part = PartSource(name)
        places = self._places(name, root)
        xml = _whole(root)
        chars = TAG.findall(xml)
        inlined = {char: self.inliner.pieces(self.tags[char]) for char in chars if char in properties}
        head = self._macros(part, "".join(char for char in chars if not inlined.get(char)))

        def back(match: re.Match[str]) -> str:
            char = match[0]
            tag, place, look = self.tags[char], places.get(char, Place(name)), properties.get(char, "")
            pieces = inlined.get(char)
            if pieces:
                caller = Site(tag.where, tag.quote, place, tag.style, look)
                return "".join(self._piece(part, piece, caller) for piece in pieces)
            return _written(tag, self._site(part, tag, place, look), char in properties)

        part.text = head + TAG.sub(back, xml)
        return part

    def _piece(self, part: PartSource, piece: Piece, caller: Site) -> str:
        """Write a piece of a phrase with the look of the run that calls it."""
        if piece.tag is None and not piece.has_numeral:
            words = f'<w:t xml:space="preserve">{escape(piece.words)}</w:t>'
            return f"<w:r>{caller.properties}{words}</w:r>" if piece.words else ""
        part.sites.append(len(self.sites))
        if piece.tag is None:
            self.sites.append(caller)
            return f"{{{{\n('{piece.words}')|_neo({part.sites[-1]}) }}}}"
        own = caller._replace(where=piece.tag.where, source=piece.tag.quote, caller=caller)
        self.sites.append(own)
        return f"{{{{\n({piece.inner})|_neo({part.sites[-1]}) }}}}"

    def write_text(self, name: str, protected: str) -> PartSource:
        """Write a text outside the narrative: it yields plain text with tokens for figures."""
        part = PartSource(name)
        text = protected.replace("\r\n", "\n").replace("\n", "{{ '\\n' }}")
        part.text = self._macros(part, text) + self._plain(part, text)
        return part

    def _site(self, part: PartSource, tag: Tag, place: Place = NO_PLACE, properties: str = "") -> int:
        part.sites.append(len(self.sites))
        self.sites.append(Site(tag.where, tag.quote, place, tag.style, properties))
        return part.sites[-1]

    def _places(self, name: str, root: etree._Element) -> dict[str, Place]:
        """Place of every tag; strips the marks that compile left on paragraphs."""
        places: dict[str, Place] = {}
        for node in root.iter(w("p")):
            mark, parent = str(node.attrib.pop(PLACE, "")), node.getparent()
            is_note = parent is not None and parent.tag == w("p")
            place = read_place(mark, FOOTNOTES if is_note else name)
            is_copy = next(node.iterancestors(FALLBACK), None) is not None
            if is_copy:
                place = place._replace(block=COPY)
            for char in TAG.findall("".join(map(str, node.itertext()))):
                if is_note or is_copy or char not in places:
                    places[char] = place
        return places

    def _macros(self, part: PartSource, xml: str) -> str:
        """Phrases the part needs, as macros of plain text."""
        return "".join(self._macro(part, phrase) for phrase in self.phrases.needed(xml))

    def _macro(self, part: PartSource, phrase: Phrase) -> str:
        quote = f"cum_tu {phrase.signature}"
        start = Tag(quote, f"macro {phrase.signature}", False, phrase.where)
        end = Tag(quote, "endmacro", False, phrase.where)
        return self._plain_tag(part, start) + self._plain(part, phrase.text) + self._plain_tag(part, end)

    def _plain(self, part: PartSource, text: str) -> str:
        return TAG.sub(lambda match: self._plain_tag(part, self.tags[match[0]]), text)

    def _plain_tag(self, part: PartSource, tag: Tag) -> str:
        self._site(part, tag)
        return f"{{{{\n({tag.inner})|_cau }}}}" if tag.is_output else f"{{%\n{tag.inner} %}}"


def _written(tag: Tag, index: int, is_in_run: bool) -> str:
    """Return a tag as jinja source: outputs end in the one gate that escapes, anchors and records."""
    if not tag.is_output:
        return f"{{%\n{tag.inner} %}}"
    if tag.inner.endswith("|_go") or tag.inner == "_ghi_chu_cuoi":
        return f"{{{{\n{tag.inner} }}}}"
    is_automatic = tag.inner.endswith("|so")
    gate = "_so" if is_automatic else "_neo" if is_in_run else "_chu"
    return f"{{{{\n({tag.inner.removesuffix('|so')})|{gate}({index}) }}}}"


def _whole(root: etree._Element) -> str:
    """Return the part as XML on one line, declarations on the root only."""
    xml = etree.tostring(root, encoding="unicode").replace("\n", "&#10;")
    for literal, written in LITERALS.items():
        xml = xml.replace(literal, written)
    if not xml.startswith("<w:"):
        return xml
    end = xml.index(">")
    return xml[: end + 1] + DECLARATIONS.sub("", xml[end + 1 :])


def read_place(mark: str, part: str) -> Place:
    """Return the place of a paragraph's mark.

    `m3.2` is section 3, paragraph 2; `p1.0.7` annex 1, column 7; `d1.7` the head of that column; `ket.2` the
    second paragraph of the block `ket`.
    """
    found = MARK.fullmatch(mark)
    if not found or mark == AUTOMATIC:
        return Place(part)
    block = TABLE_HEAD if found["head"] else found["block"] or ""
    number = {key: int(value) for key, value in found.groupdict().items() if value and key != "block"}
    paragraph = number.get("in_section", number.get("in_annex", number.get("loose", 0)))
    annex, column = number.get("annex", number.get("headed")), number.get("column", number.get("head", 0))
    return Place(part, number.get("section"), annex, paragraph, column, block)
