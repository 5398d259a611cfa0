"""Straight lines as Word files draw them: shapes, VML, borders, underscores, underlined blanks, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.properties import ParagraphProperties, whole
from reportgen.model.word_document import DrawnLine, LineMeans, Run

SHAPES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

EMU_PER_TWIP = 635
THINNEST_BOX = 3 * 12_700
"""A box no higher than three points is drawn for a line."""
STRAIGHT = frozenset(("line", "lineInv", "straightConnector1", "flowChartConnector"))
BOXES = frozenset(("rect", "roundRect"))
STRAIGHT_VML = frozenset(("#_x0000_t20", "#_x0000_t32"))
TWIPS_OF = {"pt": 20, "in": 1440, "cm": 567, "mm": 57, "px": 15, "pc": 240, "": 15}

UNDERSCORES = re.compile(r"[_\s]+")
LEAST_UNDERSCORES = 3
TYPED_LINE = re.compile(r"[\s]*(?:[-‐-―─━═‾¯][\s]*){3,}")
VML_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*([a-z]*)")
RAISED_SHARE = (13, 20)
"""A raised letter is printed at about two thirds of its size."""


def shape_lines(drawing: etree._Element) -> Iterator[DrawnLine]:
    """Yield the lines of a w:drawing or w:pict, not those inside its text boxes."""
    for shape in drawing.iter(f"{SHAPES}wsp", f"{VML}line", f"{VML}shape", f"{VML}rect"):
        line = _drawing_line(shape) if shape.tag.startswith(SHAPES) else _vml_line(shape)
        if line is not None:
            yield line


def border_lines(properties: ParagraphProperties, room: int) -> Iterator[DrawnLine]:
    """Yield the borders above and below a paragraph that stands in the given width."""
    if properties.get("boxed"):
        return
    length = room - max(properties.get("left", 0), 0) - max(properties.get("right", 0), 0) if room else None
    for side, means in (("above", LineMeans.BORDER_ABOVE), ("below", LineMeans.BORDER_BELOW)):
        if properties.get(side):
            yield DrawnLine(means, length)


def typed_lines(runs: Sequence[Run]) -> Iterator[DrawnLine]:
    """Yield the lines of a text that consist of underscores, underlined blanks or dashes and nothing else."""
    for pieces in split_lines(runs):
        text = "".join(run.text for run in pieces)
        if text.count("_") >= LEAST_UNDERSCORES and UNDERSCORES.fullmatch(text):
            yield DrawnLine(LineMeans.UNDERSCORES, _underscores_length(pieces))
        elif TYPED_LINE.fullmatch(text):
            yield DrawnLine(LineMeans.TYPED, _dashes_length(pieces))
        elif text and not text.strip() and all(run.look.is_underlined for run in pieces):
            yield DrawnLine(LineMeans.UNDERLINE)


def split_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Part runs at their line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Run(text, run.look, run.field))
    return lines


def _drawing_line(shape: etree._Element) -> DrawnLine | None:
    geometry = shape.find(f"{SHAPES}spPr/{DRAWING}prstGeom")
    kind = "" if geometry is None else geometry.get("prst") or ""
    width, height = _extent(shape)
    is_thin_box = kind in BOXES and 0 <= height <= THINNEST_BOX < width
    if not (is_thin_box or (kind in STRAIGHT and width > height)):
        return None
    dash = shape.find(f"{SHAPES}spPr/{DRAWING}ln/{DRAWING}prstDash")
    is_solid = dash is None or dash.get("val") == "solid"
    return DrawnLine(LineMeans.SHAPE, width // EMU_PER_TWIP or None, is_solid)


def _extent(shape: etree._Element) -> tuple[int, int]:
    """Width and height in EMU: of the shape itself, else of the drawing that holds it."""
    extent = shape.find(f"{SHAPES}spPr/{DRAWING}xfrm/{DRAWING}ext")
    if extent is None:
        holder = next(shape.iterancestors(f"{PLACING}anchor", f"{PLACING}inline"), None)
        extent = None if holder is None else holder.find(f"{PLACING}extent")
    return (0, 0) if extent is None else (whole(extent.get("cx")), whole(extent.get("cy")))


def _vml_line(shape: etree._Element) -> DrawnLine | None:
    style = _style(shape)
    dash = shape.find(f"{VML}stroke")
    is_solid = dash is None or (dash.get("dashstyle") or "solid") == "solid"
    if shape.tag == f"{VML}line":
        (x1, y1), (x2, y2) = (_point(shape.get(end) or "") for end in ("from", "to"))
        return (
            DrawnLine(LineMeans.SHAPE, abs(x2 - x1) or None, is_solid)
            if abs(x2 - x1) > abs(y2 - y1)
            else None
        )
    width, height = _twips(style.get("width", "")), _twips(style.get("height", ""))
    is_rule = shape.get(f"{OFFICE}hr") is not None
    is_straight = shape.get("type") in STRAIGHT_VML or shape.get(f"{OFFICE}connectortype") == "straight"
    is_thin_box = shape.tag == f"{VML}rect" and 0 <= height * EMU_PER_TWIP <= THINNEST_BOX and width > height
    if is_rule or is_thin_box or (is_straight and width > height):
        return DrawnLine(LineMeans.SHAPE, width or None, is_solid)
    return None


def _style(shape: etree._Element) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in (shape.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _point(text: str) -> tuple[int, int]:
    across, _, down = text.partition(",")
    return _twips(across), _twips(down)


def _twips(length: str) -> int:
    found = VML_LENGTH.match(length.strip().lower())
    if found is None:
        return 0
    whole_part, _, fraction = found[1].partition(".")
    hundredths = int(f"{whole_part or '0'}{fraction[:2]:0<2}".replace("-0", "-") or "0")
    return hundredths * TWIPS_OF.get(found[2], 15) // 100


def _underscores_length(runs: Sequence[Run]) -> int:
    """Each underscore is half as wide as the letters are high: five twips to the half-point."""
    total = 0
    for run in runs:
        width = run.text.count("_") * run.look.size_half_points * 5
        total += width * RAISED_SHARE[0] // RAISED_SHARE[1] if run.look.is_raised else width
    return total


def _dashes_length(runs: Sequence[Run]) -> int | None:
    """Count a third of the size for each hyphen; wider dashes differ by font."""
    text = "".join(run.text for run in runs)
    if set(text) - set("- "):
        return None
    return sum(run.text.count("-") * run.look.size_half_points * 10 // 3 for run in runs)


def text_box_contents(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield the content of each text box of a w:drawing or w:pict, none that stands inside another."""
    for content in drawing.iter(w("txbxContent")):
        outer = next(content.iterancestors(w("txbxContent"), drawing.tag), None)
        if outer is drawing:
            yield content


def has_outline(content: etree._Element) -> bool:
    """Tell whether the text box that holds a content is drawn with a border."""
    shape = next(content.iterancestors(f"{SHAPES}wsp", f"{VML}shape", f"{VML}rect", f"{VML}roundrect"), None)
    if shape is None:
        return False
    if not shape.tag.startswith(SHAPES):
        return shape.get("stroked") not in ("f", "false")
    line = shape.find(f"{SHAPES}spPr/{DRAWING}ln")
    return line is not None and line.find(f"{DRAWING}noFill") is None
