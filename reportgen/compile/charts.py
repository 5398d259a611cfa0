"""Charts -> their place in the document, and their expressions compiled; fill draws them.

A chart stands in a paragraph of its own, its caption and what it has no numbers for below it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lxml import etree

from reportgen.compile.inline_text import inline_text
from reportgen.compile.narrative import KEEP_NEXT
from reportgen.compile.wordml import R, paragraph, run
from reportgen.model.base import Path
from reportgen.model.chart import Chart
from reportgen.model.chart_data import CHART_STYLE, object_name, relationship_id
from reportgen.model.figure import NumberStyle
from reportgen.model.form import ChartEntry, Site

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

DRAWING, CHART = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("main", "chart"))
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
NAMESPACES = {"a": DRAWING, "c": CHART, "wp": PLACED, "r": R}
DRAWN_IDS = f"{{{PLACED}}}docPr"
EMU_PER_TWIP, EMU_PER_CM = 635, 360_000
OUT_OF_REACH = 1_000_000_000


def charts(compiler: Compiler, declared: tuple[Chart, ...], path: Path, width: int, **owner: int) -> str:
    """Return the paragraphs of the charts at `path`; `owner` is their section or annex, `width` in twips."""
    return "".join(
        _chart(compiler, chart, (*path, "bieu_do", n), width, **owner) for n, chart in enumerate(declared)
    )


def _chart(compiler: Compiler, chart: Chart, path: Path, width: int, **owner: int) -> str:
    number = len(compiler.charts) + 1
    compiler.charts.append(_entry(compiler, chart, path, owner.get("section"), owner.get("annex")))
    here = compiler.source.where(path)
    add = compiler.tags.add
    drawing = paragraph(CHART_STYLE, _drawing(compiler, chart, path, number, width), properties=KEEP_NEXT)
    label = run(add(f"{{{{ _bd[{number}].nhan|so }}}}", here), bold=True)
    title = inline_text(compiler, chart.title, (*path, "tieu_de"))
    note = run(add(f"{{{{ _bd[{number}].ghi_chu|so }}}}", here), italic=True)
    return "".join(
        [
            add(f"{{% if _in_bd[{number}] %}}", here),
            drawing,
            paragraph(CHART_STYLE, label + title, place=f"bieu_do.{number}"),
            add(f"{{% if _bd[{number}].co_ghi_chu %}}", here),
            paragraph(CHART_STYLE, note, place=f"bieu_do.{number}"),
            add("{% endif %}", here),
            add("{% endif %}", here),
        ]
    )


def _drawing(compiler: Compiler, chart: Chart, path: Path, number: int, width: int) -> str:
    alt = compiler.tags.add(f"{{{{ _bd[{number}].mo_ta }}}}", compiler.source.where(path))
    identity = compiler.first_drawing + number
    size = f'cx="{width * EMU_PER_TWIP}" cy="{chart.height * EMU_PER_CM}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{identity}" name="{object_name(chart.key)}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart r:id="{relationship_id(chart.key)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def first_free_drawing(document: etree._Element) -> int:
    """Return the largest id of a template's drawings, above which those of charts begin."""
    ids = (str(each.get("id")) for each in document.iter(DRAWN_IDS))
    numbers = (int(each) for each in ids if each.isdecimal())
    return max((number for number in numbers if number < OUT_OF_REACH), default=0)


def _entry(
    compiler: Compiler, chart: Chart, path: Path, section: int | None, annex: int | None
) -> ChartEntry:
    style = NumberStyle(
        is_table=True, zeros="giu", missing=compiler.definition.missing.prose, undefined="-",
        decimals=chart.decimals,
    )  # fmt: skip
    series, sites = [], []
    for n, each in enumerate(chart.series):
        below = (*path, "chuoi", n, "gia_tri")
        paths = [below] if isinstance(each.values, str) else [(*below, i) for i in range(len(each.values))]
        found = [_expression(compiler, *pair, style) for pair in zip(each.expressions, paths, strict=True)]
        series.append(tuple(test for test, _ in found))
        sites.append(tuple(site for _, site in found))
    over = [
        None if text is None else _expression(compiler, text, (*path, key), style)
        for text, key in ((chart.label, "nhan"), (chart.row_condition, "khi_hang"))
    ]
    return ChartEntry(
        chart=chart,
        path=path,
        condition=compiler.condition(chart.condition, (*path, "khi")),
        section=section,
        annex=annex,
        series=tuple(series),
        sites=tuple(sites),
        label=over[0] and over[0][0],
        row_condition=over[1] and over[1][0],
        overs=tuple(found[1] for found in over if found is not None),
    )


def _expression(
    compiler: Compiler, text: str, path: Path, style: NumberStyle
) -> tuple[Callable[..., Any], Site]:
    where = compiler.source.where(path)
    compiled = compiler.environment.expression(text if compiler.is_sound(text, where) else "''")
    return compiled, Site(where, text, style=style)
