"""Rules on relations between figures: sums, parts of a whole, shares that make 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.figures_input import GroupInput, Period
from reportgen.validate.case import FiguresCase, Numbers, shown
from reportgen.vietnamese import Ratio, suggest

MEND_SUM = "sửa số sai, hoặc bỏ gom nếu các phần không cộng thành tổng"


def names_of_relations_exist(case: FiguresCase) -> Iterator[Finding]:
    """Check that `gom`, `trong_do_cua` and `can_bang_100` name indicators of their own group, each once."""
    for name, group in case.groups.items():
        yield from _listed(case, group, (name, "gom"), group.parts, "")
        yield from _listed(case, group, (name, "can_bang_100"), group.balanced, "")
        for key, data in group.indicators.items():
            if data.parts:
                yield from _listed(case, group, (name, "chi_tieu", key, "gom"), data.parts, key)
            if data.part_of is not None:
                path = (name, "chi_tieu", key, "trong_do_cua")
                yield from _listed(case, group, path, (data.part_of,), key)


def _listed(
    case: FiguresCase, group: GroupInput, path: Path, names: tuple[str, ...], own: str
) -> Iterator[Finding]:
    what = path[-1]
    for index, name in enumerate(names):
        if name in group.indicators and name != own and name not in names[:index]:
            continue
        where = case.given(*path, index)
        if name not in group.indicators:
            message = f"{what}: nhóm “{path[0]}” không có chỉ tiêu “{name}”{suggest(name, group.indicators)}"
            yield Finding("relation-name", message, where, "ghi mã một chỉ tiêu trong cùng nhóm")
        elif name == own:
            yield Finding(
                "relation-self", f"{what}: “{name}” kể cả chính nó", where, f"bỏ “{name}” khỏi {what}"
            )
        else:
            yield Finding("relation-twice", f"{what}: “{name}” ghi hai lần", where, "bỏ một lần")


def sums_add_up(case: FiguresCase) -> Iterator[Finding]:
    """Check that a figure with `gom` is the sum of its parts in every period in which all are known."""
    for name, group in case.groups.items():
        if group.parts:
            for period, problem in _wrong_sums(case, name, group, group.parts, case.totals(name)):
                message = f"tổng số của “{name}” {problem}"
                yield Finding("sum", message, case.given(name, "tong_so", period), MEND_SUM)
        for key, data in group.indicators.items():
            if data.parts and key not in data.parts:
                for period, problem in _wrong_sums(case, name, group, data.parts, case.own(name, key)):
                    message = f"“{name}.{key}” {problem}"
                    yield Finding("sum", message, case.of_number(name, key, period), MEND_SUM)


def _wrong_sums(
    case: FiguresCase, name: str, group: GroupInput, parts: Iterable[str], totals: Numbers
) -> Iterator[tuple[Period, str]]:
    added = [
        key
        for key in dict.fromkeys(parts)
        if key in group.indicators and not group.indicators[key].is_concurrent
    ]
    numbers = [case.own(name, key) for key in added]
    for period, total in totals.items():
        if numbers and all(period in each for each in numbers):
            values = [each[period] for each in numbers]
            found = _sum(values)
            if found != total:
                yield period, _sum_message(period, total, added, values, Fraction(*found))


def _sum(values: list[Ratio]) -> Ratio:
    """Return the exact sum in lowest terms; of whole numbers, as nearly always, in one go."""
    if {denominator for _, denominator in values} == {1}:
        return sum([numerator for numerator, _ in values]), 1
    return sum((Fraction(*value) for value in values), Fraction(0)).as_integer_ratio()


def _sum_message(period: Period, total: Ratio, keys: list[str], values: list[Ratio], found: Fraction) -> str:
    terms = " + ".join(map(shown, values))
    gap = shown(abs(found - Fraction(*total)).as_integer_ratio())
    result = shown(found.as_integer_ratio())
    return f"kỳ {period} là {shown(total)}, nhưng {' + '.join(keys)} = {terms} = {result} (lệch {gap})"


def parts_are_not_greater(case: FiguresCase) -> Iterator[Finding]:
    """Check that a part (`trong_do_cua`) is at most its whole in every period that both have."""
    for name, group, key, data in case.indicators():
        if data.part_of not in group.indicators or data.part_of == key:
            continue
        whole = case.own(name, data.part_of)
        for period, part in case.own(name, key).items():
            above = whole.get(period)
            if above is not None and part[0] * above[1] > above[0] * part[1]:
                message = (
                    f"“{name}.{key}” kỳ {period} là {shown(part)}, lớn hơn “{name}.{data.part_of}” "
                    f"mà nó là một phần ({shown(above)})"
                )
                where = case.of_number(name, key, period)
                yield Finding("part-above-whole", message, where, "sửa số sai, hoặc bỏ trong_do_cua")


def parts_do_not_circle(case: FiguresCase) -> Iterator[Finding]:
    """Check that nothing is a part of itself by way of others; a circle is told once, at its first member."""
    for name, group in case.groups.items():
        told: set[str] = set()
        for key in group.indicators:
            circle = _circle(group, key)
            if len(circle) > 1 and key not in told:
                told |= set(circle)
                message = f"trong_do_cua quay vòng: {' → '.join((*circle, key))}"
                where = case.given(name, "chi_tieu", key, "trong_do_cua")
                yield Finding("part-circle", message, where, "bỏ một trong_do_cua trong vòng này")


def _circle(group: GroupInput, start: str) -> list[str]:
    """Return the wholes from `start` round to itself; empty when the way ends elsewhere."""
    way = [start]
    while (above := group.indicators[way[-1]].part_of) in group.indicators and above is not None:
        if above == start:
            return way
        if above in way:
            return []
        way.append(above)
    return []


def shares_make_a_whole(case: FiguresCase) -> Iterator[Finding]:
    """Check that indicators of `can_bang_100` are counts of one denominator and sum to it."""
    for name, group in case.groups.items():
        if not group.balanced:
            continue
        where = case.given(name, "can_bang_100", key=True)
        names = [key for key in dict.fromkeys(group.balanced) if key in group.indicators]
        measured = [key for key in names if group.indicators[key].values is not None]
        if measured:
            message = f"can_bang_100: “{measured[0]}” là số đo (gia_tri), không có tỷ lệ"
            yield Finding(
                "balance-kind", message, where, "chỉ ghi các chỉ tiêu có so_luong hoặc cong_thuc đếm"
            )
        elif names:
            for period, message in _wrong_wholes(case, name, group, names):
                yield Finding(
                    "balance", f"can_bang_100 của “{name}” kỳ {period}: {message}", where, MEND_BALANCE
                )


MEND_BALANCE = "sửa số sai; các chỉ tiêu phải đếm đủ mẫu số, không trùng nhau"


def _wrong_wholes(
    case: FiguresCase, name: str, group: GroupInput, names: list[str]
) -> Iterator[tuple[Period, str]]:
    numbers = [case.own(name, key) for key in names]
    for period in sorted(set.intersection(*map(set, numbers))):
        bases = [_base(case, name, group, key, period) for key in names]
        if None in bases:
            continue
        if len(set(bases)) > 1:
            yield (
                period,
                f"các mẫu số khác nhau: {', '.join(shown((base, 1)) for base in bases if base is not None)}",
            )
            continue
        found = sum((Fraction(*each[period]) for each in numbers), Fraction(0))
        base = bases[0]
        if base and found != base:
            gap = shown(abs(found - base).as_integer_ratio())
            yield (
                period,
                f"cộng lại được {shown(found.as_integer_ratio())}, mẫu số là {shown((base, 1))} (lệch {gap})",
            )


def _base(case: FiguresCase, name: str, group: GroupInput, key: str, period: Period) -> int | None:
    own = case.by_period(group.indicators[key].denominators)
    if period in own:
        typed = own[period]
        return typed if isinstance(typed, int) else None
    total = case.totals(name).get(period)
    return total[0] if total is not None else None


RULES = (
    names_of_relations_exist,
    sums_add_up,
    parts_are_not_greater,
    parts_do_not_circle,
    shares_make_a_whole,
)
