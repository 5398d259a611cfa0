"""Check the lines (đường kẻ) under components, whichever legal way they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.check.form.components import Component
from reportgen.check.form.measures import mm, text_width
from reportgen.check.form.rules import NAMES, Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.model import layout
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import DrawnLine, LineMeans, Paragraph, paragraphs

UNDER = (Component.TIEU_NGU, Component.TIEU_DE_DANG, Component.CO_QUAN, Component.TRICH_YEU)
MOST_BLANK_PARAGRAPHS = 4
# Shares of the length allowed beside the bounds: letters of other fonts, underscores not measured exactly.
TOLERANCE = 15
TOLERANCE_OF_TYPED = 25
ANCHORED = frozenset((LineMeans.SHAPE, LineMeans.CELL_BORDER))
ROUGH = frozenset((LineMeans.UNDERSCORES, LineMeans.TYPED))


def lines_below(form: Form) -> dict[Component, DrawnLine]:
    """Return the line under each component that has one; a shape may be anchored in a paragraph near by."""
    head = _head_paragraphs(form)
    present = [component for component in UNDER if component in form.components.lines]
    direct = {each: _directly_below(form.found(each)[-1].paragraph, head) for each in present}
    found = {
        each: lines[0] for each, lines in direct.items() if lines and lines[0].means is not LineMeans.SHAPE
    }
    shapes = [line for each in head for line in each.lines if line.means in ANCHORED]
    matches = sorted(
        (not any(line is each for each in direct[component]), _misfit(form, component, line), order, number)
        for order, component in enumerate(present)
        for number, line in enumerate(shapes)
    )
    taken = {id(line) for line in found.values()}
    for _, _, order, number in matches:
        component, line = present[order], shapes[number]
        if component not in found and id(line) not in taken:
            found[component] = line
            taken.add(id(line))
    return found


def _misfit(form: Form, component: Component, line: DrawnLine) -> int:
    """Return by how much a line is too long or too short for a component."""
    wanted = _usual_length(form, component)
    return abs((line.length or wanted) - wanted)


def _directly_below(last: Paragraph, head: Sequence[Paragraph]) -> list[DrawnLine]:
    """Return the lines in the paragraph itself and in those down to the next text in the same cell."""
    here = next((number for number, each in enumerate(head) if each is last), None)
    if here is None:
        return []
    lines = [line for line in last.lines if line.means is not LineMeans.BORDER_ABOVE]
    for paragraph in head[here + 1 : here + 2 + MOST_BLANK_PARAGRAPHS]:
        if not _same_cell(paragraph, last):
            break
        if any(map(str.isalnum, paragraph.text)):
            lines += (line for line in paragraph.lines if line.means is LineMeans.BORDER_ABOVE)
            break
        lines += paragraph.lines
    return lines


def _usual_length(form: Form, component: Component) -> int:
    line = form.layout.roles[component.value].line_below
    width = line_widths(form.found(component))[0]
    return round(width * (line.least_share + line.most_share) / 2) if line else width


def _same_cell(one: Paragraph, other: Paragraph) -> bool:
    a, b = one.place, other.place
    return (a.table, a.row, a.column, a.is_in_text_box) == (b.table, b.row, b.column, b.is_in_text_box)


@kind("duong_ke")
def line_below(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the line under a component: that there is one, drawn as a line, of the right length."""
    component = Component(rule.parameters["vai_tro"])
    lines = form.found(component)
    role = form.layout.roles[component.value]
    if role.line_below is None:
        raise NotMeasurable(f"{form.layout.title} không đặt đường kẻ dưới {NAMES[component]}")
    if component is Component.CO_QUAN and Component.SAO in form.components.lines:
        return  # MIX-02 says it
    found = lines_below(form).get(component)
    name = NAMES[component]
    if found is None and _is_underlined(lines[-1]):
        message = f"dưới {name} dùng gạch chân (Underline), phải kẻ đường kẻ riêng"
        yield Fault(message, form.where(lines[-1]), quote=lines[-1].plain, expected="đường kẻ nét liền")
    elif found is None:
        message = f"thiếu đường kẻ dưới {name}"
        yield Fault(message, form.where(lines[-1]), quote=lines[-1].plain, expected="đường kẻ nét liền")
    else:
        yield from _length(form, lines, found, role.line_below, name)


def _length(
    form: Form, lines: Sequence[TextLine], found: DrawnLine, wanted: layout.DrawnLine, name: str
) -> Iterator[Fault]:
    last = lines[-1]
    if not found.is_solid:
        yield Fault(f"đường kẻ dưới {name} không phải nét liền", form.where(last), quote=last.plain)
    if found.means is LineMeans.TYPED:
        message = f"đường kẻ dưới {name} gõ bằng dấu gạch, phải kẻ đường kẻ nét liền"
        yield Fault(message, form.where(last), quote=last.plain, expected="đường kẻ nét liền")
    if found.length is None:
        return
    tolerance = TOLERANCE_OF_TYPED if found.means in ROUGH else TOLERANCE
    widths = line_widths(lines)
    if any(_fits(found.length, width, wanted, tolerance) for width in widths):
        return
    share = (
        f"từ {mm(round(widths[0] * wanted.least_share))} đến {mm(round(widths[0] * wanted.most_share))} mm"
    )
    if wanted.least_share == wanted.most_share:
        share = f"bằng dòng chữ ({mm(widths[0])} mm)"
    message = f"đường kẻ dưới {name} dài {mm(found.length)} mm, phải {share}"
    yield Fault(message, form.where(last), quote=last.plain, expected=share)


def _fits(length: int, width: int, wanted: layout.DrawnLine, tolerance: int) -> bool:
    least = round(width * wanted.least_share) * (100 - tolerance) // 100
    return least <= length <= round(width * wanted.most_share) * (100 + tolerance) // 100


def line_widths(lines: Sequence[TextLine]) -> list[int]:
    """Return the widths in twips that a rule may mean: the longest printed line, the last, the whole."""
    printed = [width for line in lines for width in _printed_widths(line)]
    return [max(printed), printed[-1], max(_width(line) for line in lines)]


def _printed_widths(line: TextLine) -> list[int]:
    """Return the widths of the lines on which a text is printed in the room it has."""
    width = _width(line)
    look = line.paragraph.look
    room = look.room - max(look.left, 0) - max(look.right, 0)
    if room <= 0 or width <= room:
        return [width]
    count, rest = divmod(width, room)
    return [*([room] * count), *([rest] if rest else [])]


def _width(line: TextLine) -> int:
    return sum(text_width(run.text, run.look) for run in line.runs)


def _is_underlined(line: TextLine) -> bool:
    return any(look.is_underlined for look, _ in line.looks)


def _head_paragraphs(form: Form) -> list[Paragraph]:
    """Return the paragraphs of the head, blank ones among them."""
    last = max((line.place.paragraph for line in form.components.head), default=0)
    found = []
    for paragraph in paragraphs(form.components.main):
        if paragraph.place.paragraph > last + MOST_BLANK_PARAGRAPHS and not paragraph.place.table:
            break
        found.append(paragraph)
    return found
