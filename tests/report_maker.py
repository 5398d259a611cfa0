"""Small reports made of YAML texts: read, compiled and filled as the program does it."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.check.package_lint import lint_package
from reportgen.compile import check_names, compile_form
from reportgen.compute import compute
from reportgen.errors import Finding, InputRefused
from reportgen.fill import GATE, Filled, diagnose, fill, names_of
from reportgen.load.layout_rules import choose_rules, load_layout_rules
from reportgen.load.load import load_definition, load_figures
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.form import Form
from reportgen.model.layout import LayoutRules
from reportgen.settings import templates_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE_NAME = "mau.docx"

HEAD = """\
the_thuc: nha_nuoc
co_quan: {ban_hanh: UBND XÃ A}
ky_hieu: BC-UBND
dia_danh: Xã A
ngay: 2026-07-02
trich_yeu: Kết quả công tác
ky_ten: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn A}
"""
DUE_HEAD = HEAD.replace("UBND XÃ A", "ỦY BAN NHÂN DÂN XÃ A")
"""The letterhead in due form, for reports that are published."""
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
thong_tin: {ten: "Xã A & B"}
can_bo:
  nhan: Cán bộ
  don_vi_tinh: đồng chí
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    nu: {nhan: Cán bộ nữ, so_luong: {2020: 25, 2023: 30}, muc_tieu: {2025: 15}}
    dai_hoc: {nhan: Trình độ đại học, so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 35 - 40}}
    tre: {nhan: Trong đó dưới 30 tuổi, so_luong: {2023: 6}, trong_do_cua: nu}
trong:
  tong_so: {2023: 0}
  chi_tieu:
    nu: {so_luong: {2023: 0}}
    moi: {so_luong: null}
dia_ban:
  chi_tieu: {xa: 5, thon: 1717}
dan_toc:
  danh_sach:
    - {ma: dao, ten: Dao, so: 3}
    - {ma: mong, ten: Mông, so: 12}
"""


@cache
def all_rules() -> tuple[LayoutRules, ...]:
    return load_layout_rules()


def built_in_template(name: str = "bao-cao-nha-nuoc") -> bytes:
    return (templates_folder() / "docx" / f"{name}.docx").read_bytes()


@dataclass
class Case:
    """A compiled report with figures to fill it."""

    form: Form
    figures: Figures
    given: FiguresInput

    def fill(self, *, anchored: bool = True) -> Filled:
        return fill(self.form, self.figures, self.given.texts, anchored=anchored)

    def findings(self) -> list[Finding]:
        """What a user is told: unknown names, then what filling meets."""
        try:
            names, _ = names_of(self.form, self.figures, self.given.texts)
        except InputRefused as refused:
            found = [*refused.findings, *diagnose(self.form, self.figures, self.given.texts)]
            return list(dict.fromkeys(found))
        found = check_names(self.form, names)
        places = {place for each in found for place in (each.where, *each.also)}
        found += [
            each
            for each in diagnose(self.form, self.figures, self.given.texts)
            if each.rule != "unknown-name" or not places
        ]
        return found


def make(definition: str, figures: str = FIGURES, template: bytes | None = None, *, head: str = HEAD) -> Case:
    """Compile a definition whose letterhead is `head`; raises InputRefused as the program does."""
    with tempfile.TemporaryDirectory() as folder:
        path, figures_path = Path(folder, "bao-cao.yaml"), Path(folder, "so-lieu.yaml")
        path.write_text(head + definition, encoding="utf-8")
        figures_path.write_text(figures, encoding="utf-8")
        loaded = load_definition(path, shown_as="bao-cao.yaml")
        given = load_figures(figures_path, shown_as="so-lieu.yaml").figures
    issued_on = loaded.definition.issued_on
    rules = choose_rules(all_rules(), loaded.definition.regime, issued_on.as_date() if issued_on else None)
    form = compile_form(
        loaded.definition,
        loaded.source,
        template or built_in_template(rules.template),
        template_name=TEMPLATE_NAME,
        rules=rules,
        gate=GATE,
    )
    values = compute(given, decimals=loaded.definition.decimals, formulas=form.formulas)
    return Case(form, values, given)


def body(text: str) -> str:
    """A definition of one section with this text."""
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    return f"noi_dung:\n  - tieu_de: MỤC\n    van_ban: |\n{lines}"


def office_template(*paragraphs: str, source: bytes | None = None) -> bytes:
    """A built-in template whose body is these paragraphs; a list of lists would be a table."""
    document = docx.Document(io.BytesIO(source or built_in_template()))
    clear_body(document)
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def clear_body(document: Document) -> None:
    """Remove everything from the body but its page set-up, and the tags of the properties."""
    for child in list(document.element.body):
        if child.tag != f"{W}sectPr":
            document.element.body.remove(child)
    document.core_properties.title = ""


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, change: dict[str, str] | bytes) -> bytes:
    """The package with texts of one part replaced, or with the part as given."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            if member != name or not isinstance(change, bytes):
                data = old.read(member)
                if member == name and isinstance(change, dict):
                    for before, after in change.items():
                        assert before.encode() in data, before
                        data = data.replace(before.encode(), after.encode())
                new.writestr(member, data)
        if isinstance(change, bytes):
            new.writestr(name, change)
    return out.getvalue()


def part(filled: Filled, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(filled.parts[name].encode())


def text_of(node: etree._Element) -> str:
    """What a reader sees of an element: breaks and tabs as characters."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    pieces = []
    for each in node.iter(f"{W}t", f"{W}br", f"{W}tab"):
        is_shown = each.getparent() is not None and each.getparent().tag == f"{W}r"  # type: ignore[union-attr]
        pieces.append((each.text or "") if each.tag == f"{W}t" else signs[str(each.tag)] if is_shown else "")
    return "".join(pieces)


def paragraphs(filled: Filled, name: str = "word/document.xml") -> list[str]:
    """Texts of the paragraphs that have any."""
    return [text for node in part(filled, name).iter(f"{W}p") if (text := text_of(node))]


def narrative(filled: Filled) -> list[str]:
    """Paragraphs between title and signature: those in styles of the narrative."""
    styles = re.compile(r"VB(?:Muc\d|Doan|Gach|Cong|Sao)")
    found = []
    for node in part(filled).iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        if style is not None and styles.fullmatch(str(style.get(f"{W}val"))):
            found.append(text_of(node))
    return found


def refused(definition: str, figures: str = FIGURES, template: bytes | None = None) -> list[Finding]:
    """All findings of a report that cannot be made."""
    try:
        return make(definition, figures, template).findings()
    except InputRefused as error:
        return list(error.findings)


def assert_sound(filled: Filled) -> None:
    """No validator has anything to say about the file."""
    data = filled.bytes()
    assert lint_package(data) == []
    assert validator_errors(data) == []


def validator_errors(docx: bytes) -> list[object]:
    """What the OOXML validator says of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bao-cao.docx")
        path.write_bytes(docx)
        return list(OpenXmlValidator().validate(path).errors)
