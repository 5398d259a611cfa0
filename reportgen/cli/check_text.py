"""The outcome of a check as text: worst first, then in order of place, and a verdict as the last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from reportgen.errors import Finding, Severity, Where
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.service.check_values import FileChecked, FileKind, UnitVerdict

KINDS = {
    FileKind.WORD: "văn bản Word",
    FileKind.DEFINITION: "định nghĩa báo cáo",
    FileKind.FIGURES: "tệp số liệu",
    FileKind.PROGRAMME: "chương trình",
}
TITLES = {Severity.ERROR: "LỖI", Severity.WARNING: "CHÚ Ý", Severity.INFO: "GHI NHẬN"}
MOST_PLACES, MOST_RULES, MOST_REASONS = 6, 6, 5
LONGEST_HEADING = 44
INDENT = "      "


def told(results: Iterable[FileChecked], *, in_detail: bool = False) -> Iterator[str]:
    """Yield the lines that tell the outcome of every file."""
    for number, result in enumerate(results):
        if number:
            yield ""
        yield _head(result)
        checked = result.checked
        for severity in Severity:
            yield from _of_severity(severity, checked.findings, result.file)
        yield from _waived(checked)
        yield from _not_evaluated(checked.not_evaluated, in_detail=in_detail)
        yield from _units(result.units)
        yield ""
        yield f"Kết luận: {verdict(checked)}"


def _head(result: FileChecked) -> str:
    said = KINDS[result.kind] if result.kind is not None else "không kiểm tra được"
    rules = f", bộ thể thức {result.rule_set.upper()}" if result.rule_set else ""
    return f"{result.file} ({said}{rules})"


def verdict(checked: Checked) -> str:
    """Say in one line how the file stands; what could not be checked is never a pass."""
    count = Counter(finding.severity for finding in checked.findings)
    weighty = [f"{count[each]} {each.label}" for each in (Severity.ERROR, Severity.WARNING) if count[each]]
    said = [
        ", ".join(weighty) or "không thấy lỗi",
        f"{sum(checked.passed.values())} chỗ kiểm tra thấy đúng",
        f"{len(checked.waived)} phát hiện được bỏ qua" if checked.waived else "",
        f"{len(checked.not_evaluated)} quy tắc chưa kiểm tra được" if checked.not_evaluated else "",
    ]
    end = "Phải sửa các lỗi." if checked.is_blocking else "Xem lại các chỗ chú ý." if weighty else ""
    return f"{'; '.join(filter(None, said))}. {end}".rstrip()


# --- findings ----------------------------------------------------------------------------------------


def _of_severity(severity: Severity, findings: Iterable[Finding], file: str) -> Iterator[str]:
    found = sorted(
        (each for each in findings if each.severity is severity), key=lambda each: _order(each, file)
    )
    if not found:
        return
    yield ""
    yield f"{TITLES[severity]} ({len(found)})"
    number = 0
    for area, group in groupby(found, key=lambda each: _area(each.where, file)):
        yield f"  {area}"
        for finding in group:
            number += 1
            yield from _finding(number, finding)


UNIT_VERDICTS = {"error": "có lỗi", "missing": "chưa có số liệu", "warning": "cần xem lại", "ok": "đạt"}


def _units(units: tuple[UnitVerdict, ...]) -> Iterator[str]:
    """Yield the verdict of every unit that does not simply pass, and how many do."""
    if not units:
        return
    count = Counter(unit.verdict for unit in units)
    shown = ", ".join(f"{count[each]} {said}" for each, said in UNIT_VERDICTS.items() if count[each])
    yield ""
    yield f"ĐƠN VỊ ({len(units)}): {shown}"
    for verdict in ("error", "missing", "warning"):
        for unit in units:
            if unit.verdict == verdict:
                found = [
                    f"{unit.errors} lỗi" if unit.errors else "",
                    f"{unit.warnings} chú ý" if unit.warnings else "",
                ]
                detail = f" ({', '.join(filter(None, found))})" if any(found) else ""
                yield f"  {unit.code} {unit.name}: {UNIT_VERDICTS[verdict]}{detail}"


def _order(finding: Finding, file: str) -> tuple[object, ...]:
    """Sort by place: the file itself first, its body before its headers and notes."""
    where = finding.where
    is_in_body = where.part in ("", "word/document.xml")
    # in a document `column` is that of a table
    place = (where.paragraph, where.start) if where.paragraph else (where.line, where.column)
    return (where.file != file, where.file, not is_in_body, where.part, place)


def _area(where: Where, file: str) -> str:
    """Return the headings above a place, none of them longer than what tells it from others."""
    if where.heading:
        return " › ".join(shortened(heading) for heading in where.heading.split(" › ") if heading)
    is_elsewhere = where.file not in ("", file)
    return where.file if is_elsewhere else "Phần đầu, phần cuối và toàn văn bản" if where.paragraph else file


def shortened(text: str) -> str:
    """Return the beginning of a long heading."""
    if len(text) <= LONGEST_HEADING:
        return text
    return text[:LONGEST_HEADING].rsplit(" ", 1)[0] + " …"


def _finding(number: int, finding: Finding) -> Iterator[str]:
    place = _place(finding.where)
    yield f"  {number:>2}. {place}{': ' if place else ''}{finding.message}"
    said = (
        ("tại", finding.quote),
        ("đúng ra", finding.expected),
        ("cùng nguyên nhân", _places(finding.also)),
        ("cách sửa", finding.remedy),
        ("căn cứ", finding.clause),
    )
    yield from (f"{INDENT}{name}: {text}" for name, text in said if text)
    yield f"{INDENT}quy tắc: {finding.rule}"


def _places(places: tuple[Where, ...]) -> str:
    shown = ", ".join(_place(place) for place in places[:MOST_PLACES])
    rest = len(places) - MOST_PLACES
    return shown + (f" và {rest} chỗ nữa" if rest > 0 else "")


PARTS = {
    "header": "đầu trang",
    "footer": "chân trang",
    "footnote": "chú thích",
    "endnote": "chú thích cuối",
}


def _place(where: Where) -> str:
    """Say where without what the lines above say already: the heading, and the file unless a line is told."""
    if not where.paragraph:
        return str(where) if where.line or where.sheet or where.part else ""
    part = next((said for name, said in PARTS.items() if f"/{name}" in where.part), "")
    cell = f"bảng {where.table}, hàng {where.row}, cột {where.column}" if where.table else ""
    return ", ".join(filter(None, (part, cell or f"đoạn {where.paragraph}")))


# --- what is no finding ------------------------------------------------------------------------------


def _waived(checked: Checked) -> Iterator[str]:
    if checked.waived:
        yield ""
        yield f"ĐƯỢC BỎ QUA ({len(checked.waived)})"
        for each in checked.waived:
            yield from (f"  {line}" for line in str(each).splitlines())


def _not_evaluated(cases: tuple[NotEvaluated, ...], *, in_detail: bool) -> Iterator[str]:
    if not cases:
        return
    yield ""
    yield f"CHƯA KIỂM TRA ĐƯỢC ({len(cases)})"
    reasons: dict[str, list[str]] = {}
    for case in cases:
        reasons.setdefault(case.reason, []).append(case.rule)
    by_weight = sorted(reasons.items(), key=lambda pair: -len(pair[1]))
    for reason, rules in by_weight if in_detail else by_weight[:MOST_REASONS]:
        yield f"  {reason}: {_rules(rules, in_detail=in_detail)}"
    if not in_detail and len(by_weight) > MOST_REASONS:
        yield f"  và {len(by_weight) - MOST_REASONS} lý do nữa (xem với --chi-tiet)"


def _rules(rules: list[str], *, in_detail: bool) -> str:
    if in_detail or len(rules) <= MOST_RULES:
        return ", ".join(rules)
    return ", ".join(rules[:MOST_RULES]) + f" và {len(rules) - MOST_RULES} quy tắc nữa"
