"""The manifest inside a document: what was printed when it was made, and the parts as they were made."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.model.chart_data import ChartData
from reportgen.model.manifest import NAMESPACE, TAG_PREFIX, bookmark_stem, control_tag
from reportgen.refresh.wordml import parse

LARGEST_BASE = 40_000_000
"""Bytes of one part; a manifest that claims more was not made by us."""


@dataclass(frozen=True, slots=True)
class RememberedChart:
    """The numbers of a chart as made, and checksums of its part and its workbook."""

    data: ChartData
    chart_mark: str = ""
    workbook_mark: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Part name of the manifest, texts by figure id, and the text parts as they were made."""

    part: str = ""
    texts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bases: Mapping[str, bytes] = field(default_factory=dict)
    frozen_id: str = ""
    """The frozen set of figures it was made of."""
    charts: Mapping[str, RememberedChart] = field(default_factory=dict)


NO_MANIFEST = Manifest()


def read_manifest(parts: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of a package, found by its namespace; NO_MANIFEST when there is none."""
    for name, data in parts.items():
        if name.startswith("customXml/") and NAMESPACE.encode() in data and "itemProps" not in name:
            try:
                return _read(name, parse(data))
            except (etree.XMLSyntaxError, zlib.error, ValueError):
                return NO_MANIFEST
    return NO_MANIFEST


def _read(name: str, root: etree._Element) -> Manifest:
    texts = {
        line.get("id") or "": frozenset((line.text or "").split("|"))
        for line in root.iter(f"{{{NAMESPACE}}}s")
    }
    bases = {line.get("phan") or "": _unpacked(line.text or "") for line in root.iter(f"{{{NAMESPACE}}}goc")}
    charts = {chart.data.key: chart for chart in map(_chart, root.iter(f"{{{NAMESPACE}}}bd"))}
    return Manifest(name, texts, bases, root.get("chot") or "", charts)


def _chart(line: etree._Element) -> RememberedChart:
    data = ChartData.from_json(line.get("ma") or "", line.text or "")
    return RememberedChart(data, line.get("bieu_do") or "", line.get("bang_tinh") or "")


def _unpacked(text: str) -> bytes:
    unpacker = zlib.decompressobj(-15)
    data = unpacker.decompress(base64.b64decode(text, validate=True), LARGEST_BASE)
    if unpacker.unconsumed_tail:
        raise ValueError("the base is larger than any document of ours")
    return data


def figure_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the figure id of each bookmark stem, and of each control tag that had to be cut."""
    names: dict[str, str] = {}
    for figure in ids:
        names[bookmark_stem(figure)] = figure
        tag = control_tag(figure)
        if tag != TAG_PREFIX + figure:
            names[tag] = figure
    return names
