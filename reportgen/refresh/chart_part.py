"""The XML of a chart in an edited document: its numbers read, and replaced while its look stays."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from lxml import etree

from reportgen.model.chart_data import ChartData, Point, PointSeries, cells
from reportgen.refresh.align import opcodes
from reportgen.refresh.wordml import Element
from reportgen.vietnamese import nfc

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
Places = Mapping[int, int]
"""Where each old category or series is now; those that are gone are missing."""


def c(name: str) -> str:
    """Return the full name of a chart's element."""
    return f"{{{CHART}}}{name}"


# --- reading -----------------------------------------------------------------------------------------


def read_data(root: Element, key: str) -> ChartData:
    """Return the numbers that a chart shows, with the texts of its labels."""
    series = list(root.iter(c("ser")))
    categories = _texts(series[0].find(c("cat"))) if series else ()
    return ChartData(key, categories, tuple(_series(each, len(categories)) for each in series))


def _series(element: Element, count: int) -> PointSeries:
    name = _texts(element.find(c("tx")))
    numbers = dict(_points(element.find(c("val"))))
    labels = {index: _label_text(label) for index, label in _labels(element)}
    points = (Point(labels.get(n, ""), _plain(numbers.get(n, ""))) for n in range(count))
    return PointSeries(name[0] if name else "", tuple(points))


def _points(parent: Element | None) -> Iterator[tuple[int, str]]:
    for point in () if parent is None else parent.iter(c("pt")):
        yield int(point.get("idx") or 0), nfc(point.findtext(c("v")) or "")


def _texts(parent: Element | None) -> tuple[str, ...]:
    """Return cached texts in order, empty ones in place of those that are missing."""
    found = dict(_points(parent))
    count = None if parent is None else next(parent.iter(c("ptCount")), None)
    length = int(count.get("val") or 0) if count is not None else len(found)
    return tuple(found.get(n, "") for n in range(max(length, *[0, *(i + 1 for i in found)])))


def _plain(number: str) -> str:
    """Return a number as we write it: other programs know 63.68 as 63.680000000000007."""
    try:
        value = round(Decimal(number), 9)
    except InvalidOperation:
        return ""
    return format(value.normalize(), "f") if value else "0"


def _labels(series: Element) -> Iterator[tuple[int, Element]]:
    for label in series.iterfind(f"{c('dLbls')}/{c('dLbl')}"):
        yield _index(label), label


def _index(element: Element) -> int:
    index = element.find(c("idx"))
    return -1 if index is None else int(index.get("val") or 0)


def _label_text(label: Element) -> str:
    return nfc("".join(text.text or "" for text in label.iter(f"{{{DRAWING}}}t")))


def same_number(one: Point, other: Point) -> bool:
    """Tell whether two points show the same number, however it is written."""
    return _plain(one.number) == _plain(other.number)


def has_same_names(one: ChartData, other: ChartData) -> bool:
    """Tell whether two charts have the same series and categories, whatever the numbers."""
    names = [[series.name for series in data.series] for data in (one, other)]
    return names[0] == names[1] and one.categories == other.categories


def has_other_numbers(one: ChartData, other: ChartData) -> bool:
    """Tell whether two charts differ in names or numbers."""
    return not has_same_names(one, other) or not all(
        same_number(left, right)
        for pair in zip(one.series, other.series, strict=True)
        for left, right in zip(pair[0].points, pair[1].points, strict=True)
    )


# --- writing -----------------------------------------------------------------------------------------


def places_of(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return where old names are in the new list; as many as changed in one place are taken for renamed."""
    found: dict[int, int] = {}
    for tag, i0, i1, j0, j1 in opcodes(old, new):
        if tag == "equal" or (tag == "replace" and i1 - i0 == j1 - j0):
            found |= dict(zip(range(i0, i1), range(j0, j1), strict=True))
    return found


def write_data(root: Element, fresh: Element, old: ChartData, new: ChartData) -> None:
    """Give a chart other numbers; new series and labels come from `fresh`, the chart as built now."""
    elements, models = list(root.iter(c("ser"))), list(fresh.iter(c("ser")))
    series = places_of([each.name for each in old.series], [each.name for each in new.series])
    categories = places_of(old.categories, new.categories)
    kept = {to: n for n, to in series.items()}
    moves = [kept.get(n) for n in range(len(new.series))] != list(range(len(elements)))
    place = elements[0].getprevious()
    assert place is not None, "what kind of chart it is stands before its series"
    for number, values in enumerate(new.series):
        was = kept.get(number)
        if was is None:
            element = copy.deepcopy(models[number])
        else:
            element = elements[was]
            _move_points(element, models[number], categories, len(new.categories))
            _write_labels(element, models[number], old.series[was], values, categories, old)
        _write_caches(element, models[number], number, values, new)
        if moves:  # else a line that a person put among columns stays in its own plot
            place.addnext(element)
            place = element
    for n, element in enumerate(elements):
        if n not in series:
            element.getparent().remove(element)  # type: ignore[union-attr]


def _move_points(element: Element, model: Element, places: Places, count: int) -> None:
    """Let hand-made looks of single points follow their categories; new points take those of the build."""
    looks = element.findall(c("dPt"))
    taken = set()
    for look in looks:
        to = places.get(_index(look))
        if to is None:
            element.remove(look)
        else:
            _set_index(look, to)
            taken.add(to)
    fresh = [look for look in model.findall(c("dPt")) if _index(look) < count and _index(look) not in taken]
    before = element.find(c("dPt"))
    for look in fresh if looks else ():
        twin = copy.deepcopy(look)
        if before is not None:
            before.addnext(twin)
        else:
            _insert_before_labels(element, twin)
    _sort(element, "dPt")


def _insert_before_labels(element: Element, look: Element) -> None:
    following = next(element.find(c(name)) for name in ("dLbls", "cat") if element.find(c(name)) is not None)
    if following is not None:
        following.addprevious(look)


def _set_index(element: Element, number: int) -> None:
    index = element.find(c("idx"))
    if index is not None:
        index.set("val", str(number))


def _sort(parent: Element, name: str) -> None:
    found = sorted(parent.findall(c(name)), key=_index)
    if found:
        at = min(parent.index(each) for each in found)
        for offset, each in enumerate(found):
            parent.insert(at + offset, each)


def _write_labels(
    element: Element,
    model: Element,
    was: PointSeries,
    now: PointSeries,
    places: Places,
    old: ChartData,
) -> None:
    """Move, retype, drop and add the labels of points; a label that a person typed or removed stays so."""
    holder, fresh = element.find(c("dLbls")), dict(_labels(model))
    if holder is None:
        return
    for index, label in list(_labels(element)):
        to = places.get(index)
        if to is None or not now.points[to].number:
            holder.remove(label)
            continue
        _set_index(label, to)
        made = was.points[index].text
        if _label_text(label) in (made, f"{old.categories[index]}: {made}") and to in fresh:
            _retype(label, _label_text(fresh[to]))
    moved = set(places.values())
    back = {to for index, to in places.items() if not was.points[index].number}
    for number in (n for n in fresh if n not in moved or n in back):
        holder.insert(0, copy.deepcopy(fresh[number]))
    _sort(holder, "dLbl")


def _retype(label: Element, text: str) -> None:
    pieces = list(label.iter(f"{{{DRAWING}}}t"))
    for piece, shown in zip(pieces, [text, *[""] * len(pieces)], strict=False):
        piece.text = shown


def _write_caches(
    element: Element, model: Element, number: int, values: PointSeries, data: ChartData
) -> None:
    last = len(data.categories) + 1
    _write_index(element, number)
    _write_cache(element, model, "tx", cells(number + 1, 1, 1), [values.name])
    _write_cache(element, model, "cat", cells(0, 2, last), data.categories)
    _write_cache(element, model, "val", cells(number + 1, 2, last), [p.number for p in values.points])


def _write_index(element: Element, number: int) -> None:
    for name in ("idx", "order"):
        index = element.find(c(name))
        if index is not None:
            index.set("val", str(number))


def _write_cache(element: Element, model: Element, name: str, reference: str, values: Sequence[str]) -> None:
    """Replace what a chart remembers of its workbook; an empty value is a gap."""
    holder, like = element.find(c(name)), model.find(c(name))
    if holder is None or like is None:
        return
    code = next(holder.iter(c("formatCode")), None)
    holder[:] = [copy.deepcopy(each) for each in like]
    formula, cache = next(holder.iter(c("f"))), next(holder.iter(c("ptCount"))).getparent()
    formula.text = reference
    assert cache is not None, "it is the parent of its count"
    if code is not None and code.text:
        for own in cache.iter(c("formatCode")):
            own.text = code.text
    for point in cache.findall(c("pt")):
        cache.remove(point)
    for count in cache.iter(c("ptCount")):
        count.set("val", str(len(values)))
    for index, value in enumerate(values):
        if value:
            point = etree.SubElement(cache, c("pt"), {"idx": str(index)})
            etree.SubElement(point, c("v")).text = value
