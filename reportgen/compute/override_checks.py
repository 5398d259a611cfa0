"""What every check says of overrides (`ghi_de`) and rounding adjustments: mistakes, and each one in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportgen.compute.book import Book
from reportgen.compute.group import Group
from reportgen.compute.overrides import overridden
from reportgen.errors import Finding, Severity
from reportgen.model.figure import COUNT, PROSE, CannotCompute, Figure
from reportgen.model.figures_input import FiguresInput
from reportgen.model.override import Override, OverrideLine
from reportgen.model.source import Source

CHECK_NAME = (
    "chép mã ở bảng đối chiếu (can_bo.nu.ty_le.2023), hoặc viết tên như trong lời văn (can_bo.nu.ty_le)"
)


def check_overrides(
    given: FiguresInput,
    source: Source,
    *,
    decimals: int = 2,
    tells_infos: bool = True,
    at_hand: Book | None = None,
) -> list[Finding]:
    """Return what to know of overrides and rounding adjustments: mistakes, and each one in force.

    `decimals` is that of rates; a book of these figures `at_hand` has the same. Adjustments are mere notes,
    not looked for without `tells_infos`. Ask only when `check_expressions` has found nothing.
    """
    findings: list[Finding] = []
    are_adjusted = tells_infos and any(group.balanced for group in given.groups.values())
    if not given.overrides and not are_adjusted:
        return findings
    book = at_hand or Book(given, decimals)
    seen: dict[tuple[str, int | None], int] = {}
    for number, line in enumerate(given.overrides):
        where = source.where(("ghi_de", number, "so"))
        figure = overridden(book, line.figure)
        if isinstance(figure, CannotCompute):
            message = f"ghi đè “{line.figure}”: {figure.problem}"
            findings.append(Finding("override-name", message, where, CHECK_NAME, line.figure))
        elif (first := seen.setdefault((figure.id, line.decimals), number)) != number:
            message = f"{figure.id} đã được ghi đè ở {source.where(('ghi_de', first))}"
            findings.append(Finding("override-twice", message, where, "bỏ một trong hai dòng", line.figure))
        elif figure.kind is COUNT and line.value is not None and line.value != int(line.value):
            message = f"{figure.id} là số đếm, không ghi đè bằng {line.value} được"
            findings.append(Finding("override-value", message, where, "ghi một số nguyên", line.figure))
        else:
            findings.append(_listed(figure, line, source, number))
    if are_adjusted:
        findings += _adjusted(book, source)
    if at_hand is None:
        book.release()
    return findings


def check_override_days(given: FiguresInput, source: Source, today: dt.date) -> list[Finding]:
    """Return an error for each override that is over: somebody has to decide again what is printed."""
    return [
        Finding(
            "override-expired",
            f"ghi đè “{line.figure}” đã hết hiệu lực từ {line.until:%d/%m/%Y}",
            source.where(("ghi_de", number, "den")),
            "bỏ dòng ghi đè để in số tính được, hoặc quyết định lại và ghi ngày mới ở den",
            line.figure,
        )
        for number, line in enumerate(given.overrides)
        if line.until is not None and line.until < today
    ]


def figure_ids(given: FiguresInput) -> list[str | None]:
    """Return the figure that each line of `ghi_de` is about, by id; None where it names none."""
    book = Book(given)
    found = [overridden(book, line.figure) for line in given.overrides]
    book.release()
    return [figure.id if isinstance(figure, Figure) else None for figure in found]


def _listed(figure: Figure, line: OverrideLine, source: Source, number: int) -> Finding:
    figure = figure.shown(decimals=line.decimals) if line.decimals is not None else figure.shown()
    computed = figure.text(PROSE)
    figure.override = Override((line,))
    printed = figure.text(PROSE)
    message = f"{figure.id} in {printed} thay cho {computed} tính được ({line.decision})"
    remedy = "" if printed != computed else "hai số như nhau: bỏ dòng ghi đè này"
    where = source.where(("ghi_de", number))
    return Finding("override", message, where, remedy, line.figure, severity=Severity.WARNING)


def _adjusted(book: Book, source: Source) -> Iterator[Finding]:
    """Yield one finding for each group whose shares are rounded otherwise so that they add up to 100."""
    for group in book.groups.values():
        if isinstance(group, Group) and group.data.balanced:
            changed = list(_changed_shares(group, book))
            if changed:
                message = f"làm tròn để các tỷ lệ cộng đúng 100 (phần dư lớn nhất): {'; '.join(changed)}"
                where = source.where((group.key, "can_bang_100"))
                yield Finding("rounding-adjusted", message, where, severity=Severity.INFO)


def _changed_shares(group: Group, book: Book) -> Iterator[str]:
    for period in sorted({book.current, book.base or book.current}):
        for name in group.data.balanced:
            figure = group.rows[name].measure("ty_le", period)
            if not isinstance(figure, Figure) or figure.adjusted is None:
                continue
            alone = figure.shown()
            alone.adjusted = None
            if figure.text(PROSE) != alone.text(PROSE):
                yield f"{figure.id} in {figure.text(PROSE)} thay cho {alone.text(PROSE)}"
