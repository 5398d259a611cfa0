"""Each defect breaks its own rule and no other; the same file without it breaks none."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from reportgen.check.package_lint import RULES, lint_package
from reportgen.errors import Finding
from tests.defect_files import DEFECTS, DOCUMENT, GOOD_PARTS, HEADER, Defect, good_file, packed

DIRECTORY_ENTRY = b"PK\x01\x02\x14\x03\x14\x00"  # of a zip archive; flags and packing follow


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def changed(part: str, old: str, new: str) -> bytes:
    return Defect("", "", part, old, new).file()


def with_second_copy(name: str, of: str) -> bytes:
    target = BytesIO(good_file())
    with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile's "Duplicate name"
        archive.writestr(name, GOOD_PARTS[of])
    return target.getvalue()


def test_good_file_breaks_no_rule() -> None:
    assert lint_package(good_file()) == []


def test_good_file_is_valid_for_the_format(tmp_path: Path) -> None:
    file = tmp_path / "good.docx"
    file.write_bytes(good_file())
    errors = OpenXmlValidator().validate(file).errors
    # It asks for settings, fonts and theme, which the standard makes optional.
    assert [error for error in errors if error.id != "Sem_MissingRelationshipType"] == []


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_defect_breaks_exactly_its_rule(defect: Defect) -> None:
    findings = lint_package(defect.file(), file="bao-cao.docx")
    assert set(rules(findings)) == {defect.rule}


def test_part_stored_twice_is_found() -> None:
    assert rules(lint_package(with_second_copy(HEADER, of=HEADER))) == ["duplicate-part"]


def test_part_stored_again_in_other_letter_case_is_found() -> None:
    assert rules(lint_package(with_second_copy("docProps/Core.xml", of="docProps/core.xml"))) == [
        "duplicate-part"
    ]


def test_every_rule_has_a_defect_file() -> None:
    assert {defect.rule for defect in DEFECTS} | {"duplicate-part"} == set(RULES)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip archive",
        good_file()[:900],
        good_file().replace(DIRECTORY_ENTRY + b"\0\0", DIRECTORY_ENTRY + b"\1\0"),  # locked by a password
        good_file().replace(DIRECTORY_ENTRY + b"\0\0\x08", DIRECTORY_ENTRY + b"\0\0\x63"),  # unknown packing
    ],
    ids=["empty", "text", "cut off", "password", "packing"],
)
def test_unreadable_file_is_one_finding(data: bytes) -> None:
    assert rules(lint_package(data, file="hong.docx")) == ["unreadable-package"]


def test_finding_says_part_and_text() -> None:
    [finding] = lint_package(changed(DOCUMENT, "91,80%", "{{ can_bo.nu }}"), file="bao-cao.docx")
    assert str(finding.where) == "bao-cao.docx!word/document.xml"
    assert finding.quote == "Tổng số đạt {{ can_bo.nu }}"
    assert finding.remedy


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, '"so_1"', f'"{"s" * 40}"'),  # at the limit
        (DOCUMENT, "can_bo.nu", "t" * 64),  # at the limit
        (DOCUMENT, "Biểu 01", "Nonet, x &lt; 5 và {a}"),  # words and braces that only resemble
        (DOCUMENT, "Biểu 01", "\uf0b7"),  # a bullet of a symbol font
        # a control around a whole cell, and a mark after the last paragraph
        (
            DOCUMENT,
            "<w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>",
            "<w:p/><w:proofErr w:type='gramEnd'/></w:tc>",
        ),
        # an empty last section that starts on the same page prints no blank page
        (
            DOCUMENT,
            f"<w:p/>{GOOD_PARTS[DOCUMENT][GOOD_PARTS[DOCUMENT].rindex('<w:sectPr>') :]}",
            "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr><w:type w:val='continuous'/></w:sectPr>"
            "</w:body></w:document>",
        ),
    ],
)
def test_what_only_resembles_a_defect_breaks_no_rule(part: str, old: str, new: str) -> None:
    assert lint_package(changed(part, old, new)) == []


def test_copy_for_old_programs_does_not_count_twice() -> None:
    choice = '<w:p><w:bookmarkStart w:id="5" w:name="x"/><w:bookmarkEnd w:id="5"/></w:p>'
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{choice}</mc:Fallback></mc:AlternateContent>"
    )
    assert lint_package(changed(DOCUMENT, "</w:tbl><w:p/>", f"</w:tbl>{both}<w:p/>")) == []


def test_every_defect_is_told_at_once() -> None:
    parts = {
        **GOOD_PARTS,
        DOCUMENT: GOOD_PARTS[DOCUMENT].replace("91,80%", "None {{ x }}").replace('"VBDoan"', '"Mat"'),
    }
    assert rules(lint_package(packed(parts))) == ["leftover-tag", "missing-value", "missing-style"]
