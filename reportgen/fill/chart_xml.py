"""The chart part in DrawingML: the fonts and colours of the theme, fills that differ in black and white.

Labels are the very texts that are traced: Word and Excel would write decimal points on an English machine.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.fill.printer import escape
from reportgen.model.chart import ChartKind
from reportgen.model.chart_data import ChartData, DrawnChart, Point, PointSeries, cells

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
CATEGORY_AXIS, VALUE_AXIS = 111, 112
WORKBOOK_LINK = "rId1"
LABEL_SIZE, TEXT_SIZE = 1000, 1100
"""Hundredths of a point."""
THIN, THICK = 9525, 25400
"""Line widths in EMU: 0.75 and 2 points."""

FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
BLACK = '<a:schemeClr val="tx1"/>'
OUTLINE = f'<a:ln w="{THIN}"><a:solidFill>{BLACK}</a:solidFill></a:ln>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"
TINTS = (
    '<a:lumMod val="65000"/><a:lumOff val="35000"/>',
    None,
    '<a:lumMod val="25000"/><a:lumOff val="75000"/>',
    None,
    None,
    None,
)
PATTERNS = ("", "wdUpDiag", "", "lgGrid", "pct20", "wdDnDiag")
"""Fill of each series: a tint of its accent colour, or a pattern in it on the background."""
MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "lgDashDot")


def chart_xml(chart: DrawnChart) -> bytes:
    """Return the part of one chart."""
    data = chart.data
    legend = _legend() if len(data.series) > 1 else ""
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{PLOTS[chart.kind](data)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{_text_look(TEXT_SIZE)}"
        f'<c:externalData r:id="{WORKBOOK_LINK}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


# --- kinds -------------------------------------------------------------------------------------------


def _columns(data: ChartData) -> str:
    return _bars(data, "col", "b", "l", "minMax")


def _lying_bars(data: ChartData) -> str:
    return _bars(data, "bar", "l", "t", "maxMin")  # else the first category would stand at the bottom


def _bars(data: ChartData, direction: str, at: str, across: str, order: str) -> str:
    series = "".join(
        _series(data, n, _fill(n), '<c:invertIfNegative val="0"/>', "outEnd") for n in range(len(data.series))
    )
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
        f"</c:barChart>{_axes(data, at, across, order)}"
    )


def _lines(data: ChartData) -> str:
    series = "".join(
        _series(data, n, _line(n), _marker(n), "t", after='<c:smooth val="0"/>')
        for n in range(len(data.series))
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:lineChart>'
        f"{_axes(data, 'b', 'l', 'minMax')}"
    )


def _pie(data: ChartData) -> str:
    slices = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/><c:spPr>{_fill(n)}</c:spPr></c:dPt>'
        for n in range(len(data.categories))
    )
    series = _series(data, 0, OUTLINE, slices, "outEnd", with_category=True)
    return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'


PLOTS = {
    ChartKind.COLUMNS: _columns,
    ChartKind.BARS: _lying_bars,
    ChartKind.LINES: _lines,
    ChartKind.PIE: _pie,
}


# --- series ------------------------------------------------------------------------------------------


def _series(
    data: ChartData,
    number: int,
    look: str,
    before_labels: str,
    position: str,
    *,
    after: str = "",
    with_category: bool = False,
) -> str:
    """Return one series; the order of its elements is the schema's."""
    series = data.series[number]
    last = len(data.categories) + 1
    name = f"<c:strRef><c:f>{cells(number + 1, 1, 1)}</c:f>{_strings([series.name])}</c:strRef>"
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{name}</c:tx><c:spPr>{look}</c:spPr>'
        f"{before_labels}{_labels(data, series, position, with_category)}"
        f"<c:cat><c:strRef><c:f>{cells(0, 2, last)}</c:f>{_strings(data.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{cells(number + 1, 2, last)}</c:f>{_numbers(series)}</c:numRef></c:val>"
        f"{after}</c:ser>"
    )


def _strings(texts: Iterable[str]) -> str:
    shown = list(texts)
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(text)}</c:v></c:pt>' for n, text in enumerate(shown))
    return f'<c:strCache><c:ptCount val="{len(shown)}"/>{points}</c:strCache>'


def _numbers(series: PointSeries) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{point.number}</c:v></c:pt>'
        for n, point in enumerate(series.points)
        if point.number
    )
    count = f'<c:ptCount val="{len(series.points)}"/>'
    return f"<c:numCache><c:formatCode>General</c:formatCode>{count}{points}</c:numCache>"


def _labels(data: ChartData, series: PointSeries, position: str, with_category: bool) -> str:
    shown = "".join(
        _label(n, _label_text(data.categories[n], point, with_category), position)
        for n, point in enumerate(series.points)
        if point.number
    )
    return f"<c:dLbls>{shown}{_label_shape(position)}</c:dLbls>"


def _label_text(category: str, point: Point, with_category: bool) -> str:
    return f"{category}: {point.text}" if with_category else point.text


def _label(number: int, text: str, position: str) -> str:
    look = f'<a:defRPr sz="{LABEL_SIZE}"/>'
    rich = f'<a:bodyPr/><a:p><a:pPr>{look}</a:pPr><a:r><a:rPr lang="vi-VN" sz="{LABEL_SIZE}"/>'
    rich += f"<a:t>{escape(text)}</a:t></a:r></a:p>"
    placed = f'<c:idx val="{number}"/><c:tx><c:rich>{rich}</c:rich></c:tx>'
    return f'<c:dLbl>{placed}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbl>'


def _label_shape(position: str) -> str:
    text = _text_look(LABEL_SIZE)
    return f'<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{text}<c:dLblPos val="{position}"/>{SHOWN}'


SHOWN = "".join(
    f'<c:show{what} val="{int(what == "Val")}"/>'
    for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


# --- looks -------------------------------------------------------------------------------------------


def _colour(number: int, tint: str | None = None) -> str:
    accent = f"accent{number % 6 + 1}"
    return f'<a:schemeClr val="{accent}">{tint}</a:schemeClr>' if tint else f'<a:schemeClr val="{accent}"/>'


def _fill(number: int) -> str:
    kind = number % len(PATTERNS)
    if not PATTERNS[kind]:
        return f"<a:solidFill>{_colour(number, TINTS[kind])}</a:solidFill>{OUTLINE}"
    return (
        f'<a:pattFill prst="{PATTERNS[kind]}"><a:fgClr>{_colour(number)}</a:fgClr>'
        f'<a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>{OUTLINE}'
    )


def _line(number: int) -> str:
    fill = f"<a:solidFill>{_colour(number)}</a:solidFill>"
    return f'<a:ln w="{THICK}">{fill}<a:prstDash val="{DASHES[number % len(DASHES)]}"/></a:ln>'


def _marker(number: int) -> str:
    shape = f"<c:spPr><a:solidFill>{_colour(number)}</a:solidFill>{OUTLINE}</c:spPr>"
    return f'<c:marker><c:symbol val="{MARKERS[number % len(MARKERS)]}"/><c:size val="7"/>{shape}</c:marker>'


def _text_look(size: int) -> str:
    look = f'<a:defRPr sz="{size}"><a:solidFill>{BLACK}</a:solidFill>{FONTS}</a:defRPr>'
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'


def _legend() -> str:
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text_look(TEXT_SIZE)}</c:legend>'


def _axes(data: ChartData, at: str, across: str, order: str) -> str:
    """Return the axes; that of values is not drawn, since every value stands beside its point."""
    numbers = [point.number for series in data.series for point in series.points if point.number]
    from_zero = "" if any(number.startswith("-") for number in numbers) else '<c:min val="0"/>'
    scaling = f'<c:scaling><c:orientation val="minMax"/>{from_zero}</c:scaling>'
    line = f"<c:spPr>{OUTLINE}</c:spPr>"
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{at}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        f'{_text_look(TEXT_SIZE)}<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/>{scaling}'
        f'<c:delete val="1"/><c:axPos val="{across}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
