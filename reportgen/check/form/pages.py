"""Check the pages: paper, orientation, margins, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.check.form.components import Component, Kind
from reportgen.check.form.measures import TWIPS_PER_MM, mm, points, span_text
from reportgen.check.form.rules import Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine, whole_line
from reportgen.errors import Severity, Where
from reportgen.model.form_rule import FormRule
from reportgen.model.layout import Margins
from reportgen.model.word_document import Block, HeaderKind, Paragraph, Row, Section, Table, paragraphs, where

SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
WIDE_TABLE = 4
LINES_ON_A_PAGE, LETTERS_ON_A_LINE = 36, 75
PAGE = "PAGE"


def section_where(form: Form, section: Section) -> Where:
    """Return the place of a section: its first paragraph."""
    first = next(paragraphs(section.blocks), None)
    if first is None:
        return Where(file=form.document.file)
    return where(form.document.file, first.place._replace(table=0, row=0, column=0))


def is_of_annex(form: Form, section: Section) -> bool:
    """Tell whether a section holds annexes only."""
    return any(annex.section is section and annex.starts_section for annex in form.components.annexes)


@kind("kho_giay")
def paper(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the paper, either way up; annexes for wide tables are known to use other sizes."""
    tolerance = rule.parameters["sai_so_twip"]
    wanted = sorted(
        round(side * TWIPS_PER_MM) for side in (form.layout.page.width_mm, form.layout.page.height_mm)
    )
    for section in form.document.sections:
        found = sorted((section.width, section.height))
        if any(abs(a - b) > tolerance for a, b in zip(found, wanted, strict=True)):
            yield Fault(
                f"khổ giấy {mm(found[0])} x {mm(found[1])} mm, phải là A4 (210 x 297 mm)",
                section_where(form, section),
                expected="210 x 297 mm",
                severity=Severity.INFO if is_of_annex(form, section) else None,
            )


@kind("huong_giay")
def orientation(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find landscape pages without a table that would need them."""
    least = rule.parameters.get("so_cot", WIDE_TABLE)
    for section in form.document.sections:
        if _is_landscape(section) and not is_of_annex(form, section) and not _has_wide_table(section, least):
            message = f"trang đặt ngang mà không có bảng biểu nào từ {least} cột trở lên"
            yield Fault(message, section_where(form, section), expected="trang đặt dọc")


@kind("le_trang")
def margins(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the margins of upright or of landscape sections (`huong`: doc, ngang, ca_hai)."""
    direction = rule.parameters.get("huong", "ca_hai")
    sections = [each for each in form.document.sections if direction == "ca_hai" or _is(each, direction)]
    if not sections:
        raise NotMeasurable("văn bản không có trang nào đặt ngang")
    for section in sections:
        sides = {side: getattr(section, side) for side in SIDES}
        sides["left"] += section.gutter
        for side, message, expected in wrong_margins(sides, form.layout.page.margins_mm, rule):
            if not (
                form.document.mirrors_margins
                and side in ("left", "right")
                and _is_mirrored(sides, form, rule)
            ):
                yield Fault(message, section_where(form, section), expected=expected)


def wrong_margins(sides: dict[str, int], allowed: Margins, rule: FormRule) -> Iterator[tuple[str, str, str]]:
    """Yield each margin out of bounds with the message and what it must be."""
    tolerance = Decimal(rule.parameters["sai_so_twip"]) / TWIPS_PER_MM
    for side, name in SIDES.items():
        span = getattr(allowed, side)
        if not span.allows(Decimal(sides[side]) / TWIPS_PER_MM, tolerance):
            expected = span_text(span, "mm")
            yield side, f"{name} {mm(sides[side])} mm, phải {expected}", expected


def _is_mirrored(sides: dict[str, int], form: Form, rule: FormRule) -> bool:
    swapped = sides | {"left": sides["right"], "right": sides["left"]}
    return not any(wrong_margins(swapped, form.layout.page.margins_mm, rule))


@kind("le_trang_lan_lon")
def margins_of_other_regime(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find margins that are wrong here but right by the ranges of the other regime (`le_mm`)."""
    other = Margins.model_validate(rule.parameters["le_mm"])
    for section in form.document.sections:
        sides = {side: getattr(section, side) for side in SIDES}
        wrong = list(wrong_margins(sides, form.layout.page.margins_mm, rule))
        if wrong and not any(wrong_margins(sides, other, rule)):
            listed = "; ".join(message for _, message, _ in wrong)
            yield Fault(f"lề theo mức của văn bản hành chính: {listed}", section_where(form, section))


@kind("so_trang")
def page_number(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check where the page number stands, how it looks, and that the first page has none."""
    first = form.document.sections[0]
    main = [section for section in form.document.sections if not is_of_annex(form, section)] or [first]
    if not any(_page_lines(_all(section)) for section in form.document.sections):
        if estimated_lines(form.document.blocks) <= LINES_ON_A_PAGE:
            raise NotMeasurable("văn bản không đánh số trang và có thể chỉ có một trang")
        yield Fault("văn bản không đánh số trang", section_where(form, first), expected="số trang ở lề trên")
        return
    for section in main:
        yield from _number_at_top(form, section)
    yield from _first_page(form, first)
    if form.components.kind is not Kind.ANNEX and first.number_start not in (None, 0, 1):
        message = f"số trang bắt đầu từ {first.number_start}, phải từ 1"
        yield Fault(message, section_where(form, first), expected="1")


def _number_at_top(form: Form, section: Section) -> Iterator[Fault]:
    kinds = [HeaderKind.DEFAULT, *([HeaderKind.EVEN] if form.document.has_even_headers else [])]
    for line in _page_lines(section.footers.get(each, ()) for each in (*kinds, HeaderKind.FIRST)):
        yield Fault("số trang đặt ở lề dưới, phải ở lề trên", form.where(line), expected="lề trên")
    if estimated_lines(section.blocks) > LINES_ON_A_PAGE and not _page_lines(section.footers.values()):
        for each in kinds:
            if not _page_lines([section.headers.get(each, ())]):
                pages = "trang chẵn của phần này" if each is HeaderKind.EVEN else "phần này"
                message = f"{pages} không đánh số trang"
                yield Fault(message, section_where(form, section), expected="số trang ở lề trên")
    for line in _page_lines(section.headers.get(each, ()) for each in kinds):
        yield from _number_looks(form, line)
    if section.number_format != "decimal":
        message = f"số trang viết kiểu {section.number_format}, phải là chữ số Ả Rập"
        yield Fault(message, section_where(form, section), expected="1, 2, 3")


def _number_looks(form: Form, line: TextLine) -> Iterator[Fault]:
    role = form.layout.roles["so_trang"]
    looks = [run.look for run in line.paragraph.runs if run.field == PAGE]
    if line.paragraph.look.alignment != "center" and not line.place.is_in_text_box:
        yield Fault("số trang không canh giữa", form.where(line), expected="canh giữa")
    for look in looks[:1]:
        if not role.size_pt.allows(Decimal(look.size_half_points) / 2):
            expected = span_text(role.size_pt)
            message = f"số trang cỡ chữ {points(look.size_half_points)}, phải {expected}"
            yield Fault(message, form.where(line), expected=expected)
        if look.is_bold or look.is_italic:
            yield Fault(
                "số trang in đậm hoặc nghiêng, phải là chữ đứng", form.where(line), expected="chữ đứng"
            )


def _first_page(form: Form, first: Section) -> Iterator[Fault]:
    if form.layout.page.number_on_first_page or form.components.kind is Kind.ANNEX:
        return
    if not first.has_first_page and _page_lines(first.headers.values()):
        message = "trang đầu cũng in số trang: chưa chọn trang đầu khác các trang sau"
        yield Fault(message, section_where(form, first), expected="trang đầu không có số trang")
    elif first.has_first_page and _page_lines([first.headers.get(HeaderKind.FIRST, ())]):
        yield Fault(
            "trang đầu có in số trang", section_where(form, first), expected="trang đầu không có số trang"
        )


@kind("chi_so_trang")
def page_number_alone(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find words, dashes or totals beside the page number."""
    lines = [line for section in form.document.sections for line in _page_lines(_all(section))]
    if not lines:
        raise NotMeasurable("văn bản không đánh số trang")
    for line in {line.place: line for line in lines}.values():
        beside = "".join(run.text for run in line.paragraph.runs if run.field != PAGE).strip()
        if beside:
            yield Fault(f"bên số trang còn có “{beside}”, chỉ được ghi số", form.where(line), quote=beside)


@kind("vi_tri_so_trang")
def page_number_distance(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the distance from the upper edge to the page number."""
    span = form.layout.page.header_distance_mm
    tolerance = Decimal(rule.parameters["sai_so_mm"])
    for section in form.document.sections:
        if not _page_lines(section.headers.values()):
            continue
        if not span.allows(Decimal(section.header_distance) / TWIPS_PER_MM, tolerance):
            expected = span_text(span, "mm")
            message = f"số trang cách mép trên {mm(section.header_distance)} mm, phải {expected}"
            yield Fault(message, section_where(form, section), expected=expected)


@kind("so_trang_phu_luc")
def annex_numbers(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find annexes whose page numbers go on from what is before them."""
    annexes = form.components.annexes
    if not annexes or (form.components.kind is Kind.ANNEX and len(annexes) == 1):
        raise NotMeasurable("văn bản không có phụ lục kèm trong tệp")
    for number, annex in enumerate(annexes):
        if form.components.kind is Kind.ANNEX and number == 0:
            continue
        line = (annex.label or annex.title or annex.lines)[0]
        if not annex.starts_section:
            message = "số trang của phụ lục nối tiếp phần trước: phụ lục chưa nằm trong phần (section) riêng"
            yield Fault(message, form.where(line), quote=line.plain, expected="số trang phụ lục từ 1")
        elif annex.section.number_start != 1:
            message = "số trang của phụ lục nối tiếp phần trước, phải bắt đầu lại từ 1"
            yield Fault(message, form.where(line), quote=line.plain, expected="số trang phụ lục từ 1")


@kind("bo_co_chu")
def size_set(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the sizes of three lines of the head, which go together in sets."""
    wanted = [Component(name) for name in rule.parameters["vai_tro"]]
    found = tuple(form.found(each)[0].looks[0][0].size_half_points for each in wanted)
    sets = [tuple(2 * size for size in each) for each in rule.parameters["bo"]]
    if found not in sets:
        listed = ", ".join(points(each) for each in found)
        wanted_text = " hoặc ".join(", ".join(map(str, each)) for each in rule.parameters["bo"])
        message = f"cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh là {listed}, thường đi theo bộ {wanted_text}"
        yield Fault(message, form.where(form.found(wanted[0])[0]), expected=wanted_text)


def estimated_lines(blocks: Iterable[Block]) -> int:
    """Return about how many lines a text takes; enough to tell one page from several."""
    total = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            is_blank = not block.text.strip()
            total += 1 if is_blank else -(-len(block.printed) // LETTERS_ON_A_LINE)
        else:
            total += sum(_row_lines(row) for row in block.rows)
    return total


def _row_lines(row: Row) -> int:
    return max((estimated_lines(cell.blocks) for cell in row.cells), default=1)


def _all(section: Section) -> list[tuple[Block, ...]]:
    return [*section.headers.values(), *section.footers.values()]


def _page_lines(stories: Iterable[tuple[Block, ...]]) -> list[TextLine]:
    """Return the paragraphs with a PAGE field, also in text boxes and frames."""
    return [
        whole_line(paragraph)
        for story in stories
        for paragraph in paragraphs(story)
        if any(run.field == PAGE for run in paragraph.runs)
    ]


def _is_landscape(section: Section) -> bool:
    return section.is_landscape or section.width > section.height


def _is(section: Section, direction: str) -> bool:
    return _is_landscape(section) is (direction == "ngang")


def _has_wide_table(section: Section, least: int) -> bool:
    tables = (block for block in section.blocks if not isinstance(block, Paragraph))
    return any(len(table.widths) >= least or _most_cells(table) >= least for table in tables)


def _most_cells(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)
