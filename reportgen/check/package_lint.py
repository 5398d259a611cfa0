"""Find what breaks a Word file and what validators of the format let pass, each defect by a rule of its name.

The rules of the package itself are here, those of its text in `document_lint`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree

from reportgen.check.document_lint import DOCUMENT_RULES
from reportgen.check.package import CONTENT_TYPES_PART, Package, Rule, UnreadablePackage, Violation
from reportgen.errors import Finding, Where

relationship_ids_used = etree.XPath(
    "//@r:*[string()]",
    namespaces={"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
)
REMEDY = (
    "mở mẫu bằng Word, lưu lại thành .docx rồi lập lại báo cáo; "
    "nếu vẫn còn lỗi, gửi tệp này cho người phụ trách phần mềm"
)


def lint_package(data: bytes, *, file: str = "", typed: Sequence[str] = ()) -> list[Finding]:
    """Return every defect of a Word file, by part; `file` is the name to show.

    What looks like a leftover is none where it stands in one of the texts that people `typed`.
    """
    try:
        package = Package(data, typed)
    except UnreadablePackage as error:
        message = f"không đọc được tệp Word: {error}"
        return [Finding("unreadable-package", message, Where(file=file), remedy=REMEDY)]
    return [
        Finding(
            rule,
            violation.message,
            Where(file=file, part=violation.part),
            remedy=REMEDY,
            quote=violation.quote,
        )
        for rule, check in RULES.items()
        for violation in check(package)
    ]


def duplicate_parts(package: Package) -> Iterator[Violation]:
    """Yield each part name that the archive stores more than once; letter case does not count."""
    counts = Counter(name.lower() for name in package.names)
    for name in dict.fromkeys(package.names):
        if counts.pop(name.lower(), 0) > 1:
            yield Violation(name, "phần này có hai bản trong tệp")


def malformed_parts(package: Package) -> Iterator[Violation]:
    """Yield each XML part that is not well-formed."""
    for name, problem in package.malformed.items():
        yield Violation(name, f"XML hỏng: {problem}")


def document_types(package: Package) -> Iterator[Violation]:
    """Yield each part with a document type declaration, which Word refuses and attackers use."""
    for name in package.with_dtd:
        yield Violation(name, "có khai báo DOCTYPE, không được phép trong tệp Word")


def undeclared_parts(package: Package) -> Iterator[Violation]:
    """Yield each part without a content type."""
    for name in package.parts:
        if name != CONTENT_TYPES_PART and not package.content_type(name):
            yield Violation(name, f"không có kiểu nội dung trong {CONTENT_TYPES_PART}")


def missing_targets(package: Package) -> Iterator[Violation]:
    """Yield each relationship that leads to a part which is not there."""
    present = {name.lower() for name in package.parts}
    for source, relationships in package.relationships.items():
        for relationship in relationships:
            if relationship.target and relationship.target.lower() not in present:
                message = f"liên kết {relationship.id} trỏ tới phần không có: {relationship.target}"
                yield Violation(source, message)


def duplicate_relationships(package: Package) -> Iterator[Violation]:
    """Yield each relationship id that one part uses twice."""
    for source, relationships in package.relationships.items():
        counts = Counter(relationship.id for relationship in relationships)
        for identity in (identity for identity, count in counts.items() if count > 1):
            yield Violation(source, f"mã liên kết {identity} bị dùng {counts[identity]} lần")


def unknown_relationships(package: Package) -> Iterator[Violation]:
    """Yield each relationship id that a part uses without having it."""
    for name, tree in package.trees.items():
        known = {relationship.id for relationship in package.relationships.get(name, [])}
        used = cast("list[str]", relationship_ids_used(tree))
        for identity in sorted(set(used) - known):
            yield Violation(name, f"dùng mã liên kết {identity} nhưng không có liên kết ấy")


RULES: dict[str, Rule] = {
    "duplicate-part": duplicate_parts,
    "malformed-part": malformed_parts,
    "document-type": document_types,
    "undeclared-part": undeclared_parts,
    "missing-target": missing_targets,
    "duplicate-relationship": duplicate_relationships,
    "unknown-relationship": unknown_relationships,
    **DOCUMENT_RULES,
}
