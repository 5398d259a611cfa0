"""Check anything: a definition with its figures, figures alone, or anybody's Word file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reportgen.check.comments import annotate
from reportgen.check.waivers import cover, idle_waivers, place_waivers
from reportgen.errors import Finding, InputRefused, Severity, UsageProblem, Where
from reportgen.load import load_waivers, read_file
from reportgen.model.checking import Checked, NotEvaluated, Waiver, merge
from reportgen.model.frozen import NAME_LENGTH
from reportgen.publish.files import write_files
from reportgen.refresh.manifest import read_manifest
from reportgen.refresh.word_package import read_parts
from reportgen.service.check_values import CheckOptions, FileChecked, FileKind
from reportgen.service.document_checks import check_document, read_document

AS_IS = CheckOptions()
MOST_BYTES_OF_WORD = 50_000_000
DEFINITION_KEY = re.compile(r"""(?m)(?:^|[{,]\s*)["']?(?:the_thuc|noi_dung|ky_hieu)["']?\s*:""")
PROGRAMME_KEYS = tuple(
    re.compile(rf"""(?m)^\s{{0,4}}["']?{key}["']?\s*:""")
    for key in ("khung", "don_vi", "cap", "phien_ban|ky")
)
FROZEN_SET = re.compile(r'\s*\{\s*"chot"\s*:')
OTHER_KINDS = {
    ".doc": "mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (*.docx)",
    ".docm": "mở bằng Word, lưu thành Word Document (*.docx) là kiểu không có macro",
    ".dotx": "mở mẫu bằng Word, lưu thành Word Document (*.docx)",
    ".odt": "mở bằng LibreOffice hoặc Word, lưu thành Word (*.docx)",
    ".rtf": "mở bằng Word, lưu thành Word Document (*.docx)",
    ".pdf": "cần bản Word của văn bản: PDF không giữ kiểu chữ, lề, bảng như đã gõ",
    ".xls": "mở bằng Excel, lưu thành Excel Workbook (*.xlsx)",
}
READABLE = "dùng tệp .docx, bao-cao.yaml (.json), so-lieu.yaml (.json, .xlsx)"


def check_files(
    paths: Iterable[Path], options: CheckOptions = AS_IS, *, annotated: Path | None = None
) -> list[FileChecked]:
    """Check files one after the other; write the document with its findings as comments when asked.

    A file that cannot be read is a finding, not an end. Raises UsageProblem when the call makes no sense,
    InputRefused when the waivers cannot be read.
    """
    paths = list(paths)
    if annotated is not None:
        _refuse_to_overwrite(paths, annotated)
    waivers = _waivers_of_file(options.waivers)
    results = [check_file(path, options, waivers) for path in paths]
    idle = idle_waivers(waivers, (result.checked for result in results), options.day)
    results[-1] = results[-1].with_findings(idle)
    if annotated is not None and (document := results[0].document) is not None:
        write_files({annotated: annotate(document, results[0].in_document)})
    return results


def _refuse_to_overwrite(paths: list[Path], annotated: Path) -> None:
    if len(paths) > 1:
        raise UsageProblem("--annotate chỉ dùng khi kiểm tra một tệp")
    if annotated.suffix.lower() != ".docx":
        raise UsageProblem(f"--annotate cần tên tệp .docx (đang là “{annotated.name}”)")
    if annotated.exists() and any(path.exists() and path.samefile(annotated) for path in paths):
        raise UsageProblem("--annotate phải ghi ra tệp khác: tệp gốc không bao giờ bị sửa")


def check_file(path: Path, options: CheckOptions = AS_IS, waivers: tuple[Waiver, ...] = ()) -> FileChecked:
    """Check one file of any kind; what cannot be read at all is a finding."""
    kind: FileKind | None = None
    try:
        kind = kind_of(path)
        return CHECKS[kind](path, options, waivers)
    except InputRefused as refused:
        reason = "tệp không đọc được" if kind is not FileKind.DEFINITION else "chưa lập được văn bản"
        unchecked = (NotEvaluated("*", f"{reason}: chưa kiểm tra gì khác"),)
        return FileChecked(path.as_posix(), kind, Checked(refused.findings, unchecked))


def kind_of(path: Path) -> FileKind:
    """Tell what a file is, by its ending and by what it says.

    Raises InputRefused when it is nothing that can be checked.
    """
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return FileKind.WORD
    if suffix == ".xlsx":
        return FileKind.FIGURES
    if suffix in (".yaml", ".yml", ".json"):
        text = read_file(path, path.as_posix()).decode("utf-8", "replace")
        if all(key.search(text) for key in PROGRAMME_KEYS):
            return FileKind.PROGRAMME
        is_definition = DEFINITION_KEY.search(text) and not FROZEN_SET.match(text)
        return FileKind.DEFINITION if is_definition else FileKind.FIGURES
    read_file(path, path.as_posix(), most=MOST_BYTES_OF_WORD)  # a file that is not there is told first
    message = f"không kiểm tra được tệp đuôi “{suffix}”" if suffix else "tên tệp không có đuôi"
    raise InputRefused(
        [Finding("file-kind", message, Where(path.as_posix()), OTHER_KINDS.get(suffix, READABLE))]
    )


def _waivers_of_file(path: Path | None) -> tuple[Waiver, ...]:
    if path is None:
        return ()
    loaded = load_waivers(path)
    return place_waivers(loaded.file.waivers, loaded.source)


# --- the three kinds ---------------------------------------------------------------------------------


def check_word(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Check any Word file: form, figures, wording, and the file itself.

    Raises InputRefused when it cannot be read safely.
    """
    data = read_file(path, path.as_posix(), most=MOST_BYTES_OF_WORD)
    found = check_document(read_document(data, path.as_posix()), data, rule_set=options.rule_set)
    checked = merge([found.checked, Checked(tuple(_frozen_set(data, path.as_posix())))])
    checked = cover(checked, waivers, options.day)
    return FileChecked(
        path.as_posix(), FileKind.WORD, checked, found.rule_set, data, in_document=checked.findings
    )


def _frozen_set(data: bytes, file: str) -> Iterator[Finding]:
    """Tell which frozen set of figures a document was built from, if it names one."""
    known = read_manifest(read_parts(data)).frozen_id
    if known:
        message = f"văn bản lập từ bộ số liệu chốt {known[:NAME_LENGTH]} (mã đầy đủ {known})"
        yield Finding("frozen-set", message, Where(file), severity=Severity.INFO)


def check_definition(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Build a report in memory and check it."""
    from reportgen.service import data_checks  # who checks a Word file needs no compiler

    return data_checks.check_definition(path, options, waivers)


def check_figures(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Check figures alone."""
    from reportgen.service import data_checks

    return data_checks.check_figures(path, options, waivers)


def check_programme(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Check a programme: its roster, the figures of all units, and what they say about each other."""
    from reportgen.service import programme_checks

    return programme_checks.check_programme(path, options, waivers)


CHECKS: dict[FileKind, Callable[[Path, CheckOptions, tuple[Waiver, ...]], FileChecked]] = {
    FileKind.WORD: check_word,
    FileKind.DEFINITION: check_definition,
    FileKind.FIGURES: check_figures,
    FileKind.PROGRAMME: check_programme,
}
