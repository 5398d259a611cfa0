"""Check where components stand: close together, side by side, wide enough, in tables that do not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.check.form.components import HEADINGS, Component
from reportgen.check.form.measures import mm, text_width
from reportgen.check.form.rule_lines import lines_below
from reportgen.check.form.rules import NAMES, Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import Block, LineMeans, LineRule, Paragraph, Table, paragraphs, where

MOST_GAP, MOST_LINE = 80, 276
LONG_TABLE = 15
NARROW_FONT_SHARE = 95
"""A text that overflows by less than this share of rounding may still fit: percent of its width."""


@kind("sat_nhau")
def close_together(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find a gap, wide spacing or a blank paragraph between the lines of components."""
    wanted = [Component(name) for name in rule.parameters["vai_tro"]]
    lines = form.found(*wanted)
    name = " và ".join(NAMES[each] for each in wanted if each in form.components.lines)
    for above, below in pairwise(lines):
        if not _follow(above, below):
            continue
        if _blank_between(form, above, below):
            yield Fault(f"có dòng trống giữa các dòng của {name}", form.where(below), quote=below.plain)
        elif rule.parameters.get("xet_cach_dong", True) and _is_loose(above, below):
            message = f"các dòng của {name} không cách nhau dòng đơn"
            yield Fault(message, form.where(below), quote=below.plain, expected="cách dòng đơn")


def _follow(above: TextLine, below: TextLine) -> bool:
    a, b = above.place, below.place
    return (a.table, a.row, a.column) == (b.table, b.row, b.column) and b.paragraph > a.paragraph


def _blank_between(form: Form, above: TextLine, below: TextLine) -> bool:
    """Tell whether a paragraph without text or line stands between two."""
    between = [
        each
        for each in paragraphs(form.components.main)
        if above.place.paragraph < each.place.paragraph < below.place.paragraph
    ]
    return any(not each.text.strip() and not each.lines and not each.place.is_in_text_box for each in between)


def _is_loose(above: TextLine, below: TextLine) -> bool:
    a, b = above.paragraph.look, below.paragraph.look
    is_wide = b.line_rule is LineRule.MULTIPLE and b.line > MOST_LINE
    return is_wide or a.after + b.before > MOST_GAP


@kind("mot_dong")
def on_one_line(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find a line of the head that is too wide for its cell."""
    component = Component(rule.parameters["vai_tro"])
    for line in form.found(component):
        width = sum(text_width(run.text, run.look) for run in line.runs)
        look = line.paragraph.look
        room = look.room - max(look.left, 0) - max(look.right, 0)
        if not line.place.table or not look.room:
            raise NotMeasurable(f"không biết bề rộng dành cho {NAMES[component]}")
        if width * NARROW_FONT_SHARE // 100 > room:
            message = f"{NAMES[component]} cần {mm(width)} mm nhưng ô chỉ rộng {mm(room)} mm nên bị ngắt dòng"
            yield Fault(
                message, form.where(line), quote=line.plain, expected=f"ô rộng ít nhất {mm(width)} mm"
            )


@kind("bang_khong_vien")
def layout_tables_without_borders(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find visible borders of the tables that only lay out head and signature."""
    found = [
        each for each in _tables(form.components.main) if each.place.table in form.components.layout_tables
    ]
    if not found:
        raise NotMeasurable("phần đầu và phần ký không trình bày bằng bảng")
    for table in found:
        if table.has_borders and len(table.rows) <= LONG_TABLE:
            message = "bảng trình bày phần đầu hoặc phần ký hiện đường viền"
            yield Fault(message, where(form.document.file, table.place), expected="bảng không viền")


@kind("ngang_hang")
def same_row(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find two components of the head that do not stand side by side."""
    left, right = (form.found(Component(name))[0] for name in rule.parameters["vai_tro"])
    a, b = left.place, right.place
    if not a.table or a.table != b.table:
        raise NotMeasurable("phần đầu không trình bày bằng bảng nên không đo được vị trí ngang hàng")
    if a.row != b.row and a.column != b.column:
        names = " và ".join(NAMES[Component(name)] for name in rule.parameters["vai_tro"])
        yield Fault(f"{names} không nằm trên cùng một hàng", form.where(right), quote=right.plain)


@kind("dong_khung")
def boxed(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find a stamp without its frame."""
    component = Component(rule.parameters["vai_tro"])
    for line in form.found(component):
        table = next(
            (each for each in _tables(form.components.main) if each.place.table == line.place.table), None
        )
        in_frame = table is not None and table.has_borders
        if not line.paragraph.look.is_boxed and not in_frame:
            yield Fault(f"{NAMES[component]} chưa đóng khung", form.where(line), quote=line.plain)


@kind("dau_duoi")
def mark_below(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find a component without the mark under it; a line drawn in its place is another rule's matter."""
    component, mark = Component(rule.parameters["vai_tro"]), Component(rule.parameters["dau"])
    line = form.found(component)[-1]
    if mark in form.components.lines:
        return
    drawn = lines_below(form).get(component)
    if rule.parameters.get("thay_bang_ke") == "lan_lon" and drawn is not None:
        return
    message = f"thiếu {NAMES[mark]}"
    if drawn is not None:
        message = f"dưới {NAMES[component]} kẻ đường kẻ, phải gõ {rule.parameters['chu']}"
    yield Fault(message, form.where(line), quote=line.plain, expected=rule.parameters["chu"])


@kind("ke_thay_dau")
def line_instead_of_mark(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find the other regime's sign under the issuer: a line where a star belongs, or the reverse."""
    line = form.found(Component.CO_QUAN)[-1]
    star = form.components.first(Component.SAO)
    if rule.parameters["cam"] == "sao" and star is not None:
        yield Fault(
            "dưới tên cơ quan có dấu sao (*) như văn bản của Đảng", form.where(star), quote=star.plain
        )
    drawn = lines_below(form).get(Component.CO_QUAN)
    is_line = drawn is not None and drawn.means is not LineMeans.TYPED
    if rule.parameters["cam"] == "ke" and star is None and is_line:
        message = "dưới tên cơ quan kẻ đường kẻ như văn bản hành chính"
        yield Fault(message, form.where(line), quote=line.plain, expected="dấu sao (*)")


@kind("bang_dai")
def long_tables(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find long tables whose head row is not repeated or whose rows may break over pages."""
    tables = [
        each for each in _tables(form.document.blocks) if len(each.rows) > LONG_TABLE and each.has_borders
    ]
    if not tables:
        raise NotMeasurable("văn bản không có bảng dài quá một trang")
    for table in tables:
        if not table.rows[0].is_header:
            message = "bảng dài chưa đặt lặp lại hàng tiêu đề ở mỗi trang"
            yield Fault(message, where(form.document.file, table.place))


@kind("giu_tieu_de")
def headings_kept(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find headings that may stay behind at the foot of a page."""
    for line in sorted(form.found(*HEADINGS), key=lambda each: each.place.paragraph):
        if not line.paragraph.look.keeps_with_next and line.end == len(line.paragraph.text):
            message = "tiêu đề có thể nằm lẻ cuối trang: chưa đặt đi liền đoạn sau (Keep with next)"
            yield Fault(message, form.where(line), quote=line.plain)


@kind("khong_do_duoc")
def cannot_be_told(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Say why a rule cannot be checked in a Word file at all."""
    raise NotMeasurable(rule.parameters["ly_do"])
    yield


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)
