"""An Office package read for checking: its parts, XML trees and relationships; nothing is judged here."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

CONTENT_TYPES_PART = "[Content_Types].xml"
CORE_PROPERTIES_PART = "docProps/core.xml"
STORIES = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")
ENCRYPTED = 0x1


@cache
def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


STORY_ROOTS = frozenset(map(w, STORIES))


class UnreadablePackage(Exception):
    """The bytes are no zip archive, or one of its members cannot be read."""


class Violation(NamedTuple):
    """One place where a rule is broken; `quote` is the text it is about."""

    part: str
    message: str
    quote: str = ""


Rule = Callable[["Package"], Iterator[Violation]]


class Relationship(NamedTuple):
    """One line of a part's relationships; `target` is a part name, empty when it lies outside the package."""

    id: str
    target: str


class Package:
    """The parts of a package by name, in archive order; a name stored twice is listed twice in `names`.

    `typed` are texts that people typed: `printed_texts` shows `…` in their place, in any letter case.
    """

    def __init__(self, data: bytes, typed: Sequence[str] = ()) -> None:
        self._typed = re.compile("|".join(map(re.escape, typed)), re.IGNORECASE) if typed else None
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if any(member.flag_bits & ENCRYPTED for member in members):
                    raise UnreadablePackage("tệp đặt mật khẩu")
                self.names = [member.filename for member in members]
                self.parts = {member.filename: archive.read(member) for member in members}
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadablePackage(str(error)) from error
        self.malformed: dict[str, str] = {}
        self.with_dtd: list[str] = []
        self.trees: dict[str, etree._Element] = {}
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                self._parse(name, content)

    def _parse(self, name: str, content: bytes) -> None:
        if b"<!DOCTYPE" in content:
            self.with_dtd.append(name)
            return
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            self.trees[name] = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            self.malformed[name] = str(error)

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold a document's text, without the copies kept for old programs."""
        found = {
            name: tree
            for name, tree in self.trees.items()
            if tree.tag in STORY_ROOTS and "/glossary/" not in name
        }
        for tree in found.values():
            etree.strip_elements(tree, FALLBACK, with_tail=False)
        return found

    @cached_property
    def printed_texts(self) -> dict[str, list[str]]:
        """The texts of each story by paragraph, and the document's properties, which PDF readers show."""
        texts = {part: _paragraphs(tree) for part, tree in self.stories.items()}
        if CORE_PROPERTIES_PART in self.trees:
            properties = self.trees[CORE_PROPERTIES_PART]
            texts[CORE_PROPERTIES_PART] = [element.text or "" for element in properties]
        if self._typed is None:
            return texts
        return {part: [self._typed.sub("…", text) for text in found] for part, found in texts.items()}

    @cached_property
    def relationships(self) -> dict[str, list[Relationship]]:
        """Relationships by the part they start from; those of the whole package under the empty name."""
        return {
            _source_part(name): [_relationship(_source_part(name), line) for line in tree]
            for name, tree in self.trees.items()
            if name.endswith(".rels")
        }

    def content_type(self, name: str) -> str | None:
        """Return the declared content type of a part."""
        declared = self._content_types
        return declared.get(f"/{name}".lower()) or declared.get(name.rpartition(".")[2].lower())

    @cached_property
    def _content_types(self) -> dict[str, str]:
        tree = self.trees.get(CONTENT_TYPES_PART)
        lines = [] if tree is None else list(tree)
        return {
            (line.get("PartName") or line.get("Extension") or "").lower(): line.get("ContentType") or ""
            for line in lines
        }


def _paragraphs(story: etree._Element) -> list[str]:
    """Return the text of each paragraph that has any; a text box in a paragraph is a text apart."""
    pieces: dict[etree._Element, list[str]] = {}
    for piece in story.iter(w("t")):
        paragraph = next(piece.iterancestors(w("p")), piece)
        pieces.setdefault(paragraph, []).append(piece.text or "")
    return ["".join(texts) for texts in pieces.values()]


def _source_part(rels_name: str) -> str:
    folder, file = posixpath.split(rels_name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relationship(source: str, line: etree._Element) -> Relationship:
    target = line.get("Target") or ""
    is_outside = line.get("TargetMode") == "External" or target.startswith("#")
    return Relationship(line.get("Id") or "", "" if is_outside else _resolve(source, target))


def _resolve(source: str, target: str) -> str:
    path = posixpath.join("/", posixpath.dirname(source), unquote(re.split("[?#]", target)[0]))
    return posixpath.normpath(path).lstrip("/")
