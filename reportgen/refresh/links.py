"""Relationships and content types of a package, looked up and changed while parts come and go."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.refresh.wordml import Element, parse, serialize

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LINK = f"{{{PACKAGE}/relationships}}Relationship"
OVERRIDE, DEFAULT = (f"{{{PACKAGE}/content-types}}{name}" for name in ("Override", "Default"))
CONTENT_TYPES = "[Content_Types].xml"


def links_of(part: str) -> str:
    """Return the name of the part that holds another part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


@dataclass(slots=True)
class Links:
    """The parts of an edited document with what changes in them: replaced, added, or None when taken out."""

    parts: Mapping[str, bytes]
    changed: dict[str, bytes | None] = field(default_factory=dict)
    _trees: dict[str, Element] = field(default_factory=dict)

    def get(self, part: str) -> bytes | None:
        """Return a part as it is by now."""
        return self.changed[part] if part in self.changed else self.parts.get(part)

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that a part is related to, by relationship id."""
        root = self._tree(links_of(part))
        if root is None:
            return {}
        base = posixpath.dirname(part)
        return {
            link.get("Id") or "": posixpath.normpath(posixpath.join("/", base, link.get("Target") or ""))[1:]
            for link in root
            if link.get("TargetMode") != "External"
        }

    def _tree(self, name: str) -> Element | None:
        if name not in self._trees:
            data = self.get(name)
            if data is None:
                return None
            self._trees[name] = parse(data)
        return self._trees[name]

    def adopt(self, part: str, link: str, kind: str, other: Links, added: tuple[str, ...]) -> None:
        """Take parts of another package over, the first of them as a relationship of `part`."""
        for name in added:
            self.changed[name] = other.parts[name]
            self._declare(name, other)
        root = self._tree(links_of(part))
        if root is not None and link not in self.targets(part):
            target = posixpath.relpath(added[0], posixpath.dirname(part))
            etree.SubElement(root, LINK, {"Id": link, "Type": kind, "Target": target})
            self._keep(links_of(part))

    def _declare(self, name: str, other: Links) -> None:
        """Give a part the content type that it has in the package it comes from."""
        types, theirs = self._tree(CONTENT_TYPES), other._tree(CONTENT_TYPES)
        if types is None or theirs is None:
            return
        ending = name.rpartition(".")[2]
        for line in theirs:
            wanted = ("PartName", f"/{name}") if line.tag == OVERRIDE else ("Extension", ending)
            known = any(each.get(wanted[0]) == wanted[1] for each in types)
            if line.get(wanted[0]) == wanted[1] and not known:
                types.insert(0 if line.tag == DEFAULT else len(types), parse(etree.tostring(line)))
        self._keep(CONTENT_TYPES)

    def drop(self, part: str, link: str) -> None:
        """Take out a relationship with the parts that only it leads to."""
        root, target = self._tree(links_of(part)), self.targets(part).get(link)
        if root is None or target is None:
            return
        for each in [each for each in root if each.get("Id") == link]:
            root.remove(each)
        self._keep(links_of(part))
        if target not in self.targets(part).values():
            for name in (*self.targets(target).values(), links_of(target), target):
                self._take_out(name)

    def _take_out(self, name: str) -> None:
        if self.get(name) is None:
            return
        self.changed[name] = None
        types = self._tree(CONTENT_TYPES)
        for line in list(types if types is not None else ()):
            if line.get("PartName") == f"/{name}":
                line.getparent().remove(line)  # type: ignore[union-attr]
                self._keep(CONTENT_TYPES)

    def _keep(self, name: str) -> None:
        self.changed[name] = serialize(self._trees[name])
