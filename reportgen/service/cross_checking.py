"""What the units of a programme say about each other: differences, outliers, jumps, copies, missing units."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.consolidate import Siblings
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.unit_values import UnitValues, figure_key
from reportgen.service.programme import OpenProgramme
from reportgen.vietnamese import suggest

LACKING = frozenset({"partial-sum", "missing-from-sum"})
ABOUT_SUMS = LACKING | {"child-sum-differs"}


def cross_check(programme: OpenProgramme, code: str | None = None) -> Checked:
    """Return what the children of a unit say about each other and about it; without a code, of all units.

    Mistakes inside a unit's file are findings too.
    """
    findings: list[Finding] = []
    if code is not None:
        programme.unit(code)
        parents: Iterable[str] = [code]
    else:
        parents = filter(programme.roster.is_parent, programme.codes)
        findings += [*_strangers(programme), *_alone(programme)]
    compared: Counter[str] = Counter()
    for parent in parents:
        family = Family(programme, parent)
        findings += family.findings(is_all=code is None)
        compared.update(family.compared)
    told = Counter(finding.rule for finding in findings)
    passed = {rule: count - told[rule] for rule, count in compared.items() if count > told[rule]}
    idle = tuple(_idle(programme, compared))
    return Checked(tuple(dict.fromkeys(findings)), idle, dict(sorted(passed.items())))


def _idle(programme: OpenProgramme, compared: Counter[str]) -> Iterator[NotEvaluated]:
    if not compared["unit-jump"]:
        has_last = programme.loaded.programme.last_values is not None
        why = "không đơn vị nào có số kỳ trước" if has_last else "chương trình không ghi so_lieu_ky_truoc"
        yield NotEvaluated("unit-jump", why)
    if not compared["unit-outlier"]:
        yield NotEvaluated("unit-outlier", "không có sáu đơn vị cùng cấp trên để so")


class Family:
    """One parent with its children, looked at in one pass over their values."""

    def __init__(self, programme: OpenProgramme, parent: str) -> None:
        self.programme, self.parent = programme, parent
        self.children = programme.roster.children(parent)
        self.compared: dict[str, int] = {}
        self._found: list[Finding] = []
        per_head = programme.loaded.programme.per_head
        self._siblings = Siblings(
            programme.loaded.slots,
            programme.rules(parent),
            programme.names,
            figure_key(per_head) if per_head is not None else None,
        )

    def findings(self, *, is_all: bool) -> list[Finding]:
        """Return everything about the family; with `is_all`, what sums lack is told where it is lacking."""
        taken = map(self._take, self.children)
        made = self.programme.consolidated(self.parent, taken)
        deque(taken, maxlen=0)  # those that nobody asked for, because the sums were there already
        checked = self._siblings.checked()
        self.compared = dict(checked.compared)
        lacking = {unit for units in made.missing.values() for unit in units}
        lacks_own = not is_all or bool(lacking.intersection(self.children))
        sums = [each for each in self._sums() if lacks_own or each.rule not in LACKING]
        return [*self._found, *checked.findings, *sums]

    def _take(self, child: str) -> UnitValues:
        try:
            values = self.programme.unit_values(child)
            self._siblings.take(values, self.programme.last_values(child))
        except InputRefused as refused:
            self._found += refused.findings
            return UnitValues(child)
        self._found += _missing(self.programme, child)
        return values

    def _sums(self) -> Iterator[Finding]:
        """Yield where the parent's own figures differ from those of its children, and who is missing."""
        try:
            both = self.programme.with_own(self.parent, self.programme.own_values(self.parent))
        except InputRefused as refused:
            yield from refused.findings if self.parent in self.programme.roster.roots else ()
            return
        who, place = f"{self.programme.names[self.parent]} ({self.parent})", self.programme.place(self.parent)
        for note in both.notes:
            if note.rule in ABOUT_SUMS:
                where = note.where if str(note.where) else place
                yield replace(note, message=f"{who}: {note.message}", where=where)


def _missing(programme: OpenProgramme, code: str) -> Iterator[Finding]:
    if not programme.has_figures(code):
        yield programme.missing(code, Severity.WARNING)


def _alone(programme: OpenProgramme) -> Iterator[Finding]:
    """Yield what is wrong with units that report to nobody and have nobody below."""
    for code in programme.roster.roots:
        if not programme.roster.is_parent(code):
            try:
                programme.unit_values(code)
            except InputRefused as refused:
                yield from refused.findings
            else:
                yield from _missing(programme, code)


def _strangers(programme: OpenProgramme) -> Iterator[Finding]:
    """Yield what is wrong with the files as a whole, and values of units that are not in the roster."""
    yield from programme.given.findings
    names = dict.fromkeys(unit.code for unit in programme.loaded.all_units)
    for code, where in programme.given.codes.items():
        if code in programme.roster:
            continue
        if code in names:
            message = f"có số liệu của {code} nhưng đơn vị không có hiệu lực vào ngày chốt"
            remedy = "sửa tu, den của đơn vị, hoặc khai bien_dong rồi bỏ tệp này"
        else:
            message = f"có số liệu của {code} nhưng danh sách không có đơn vị ấy{suggest(code, names)}"
            remedy = "sửa tên tệp hoặc don_vi theo mã trong danh sách"
        yield Finding("unit-not-in-roster", message, where, remedy, severity=Severity.WARNING)
