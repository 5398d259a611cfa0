"""Signs of percentages: missing where their likes have one, and values that no share can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.nouns import family
from reportgen.audit.numbers import Figure, Style
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure, read_unit
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import AGAINST_TARGET, TARGET, any_of
from reportgen.errors import Severity

MISSING = "missing-percent-sign"
IMPOSSIBLE = "impossible-percent"
STYLE = "number-style"

SHARE = re.compile(r"\b(?:chiếm|chiếm tỷ lệ|chiếm tỉ lệ)\s*(?:khoảng|gần|trên|hơn|tới)?\s*$")
RATE = re.compile(r"\b(?:tỷ lệ|tỉ lệ)\b[^.;,()0-9]{0,80}(?:\bđạt|\blà|\bchiếm|\bcòn|:)\s*$")
REACHED_DIRECTLY = re.compile(r"\b(?:đạt|bằng)\s*$")
# «100% thôn, bản có điện»: a share of things.
_OF_THINGS = re.compile(r"\s+(?:các\s+|số\s+|tổng\s+số\s+)?[^\W\d]")
_AIMED = re.compile(r"\b(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết)\b")
_REACHED = re.compile(r"\b(?:đạt|bằng|lên|tới|đến|từ)\s*$")
# What may well exceed 100%: attainment, growth, collection of revenue, occupancy ….
MAY_EXCEED = any_of(
    "kế hoạch|mục tiêu|chỉ tiêu|dự toán|công suất|thu ngân sách|cùng kỳ|năm trước|lạm phát|chỉ số|nghị quyết|"
    "so với|vốn|lấp đầy|sử dụng giường|tăng|bồi thường|tổng mức|giá trị|sản lượng|diện tích"
)


def signs(outline: Outline) -> Iterator[Outcome]:
    """Find percentages without sign, and shares above a hundred."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if _lacks_sign(passage, index):
                yield missing_sign(passage, figure)
            elif figure.number.is_percent:
                yield from _impossible(passage, index)


def _lacks_sign(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    if figure.is_ratio:
        return _lacks_sign_in_ratio(figure)
    unit = figure.unit
    is_bare = (
        figure.is_plain and unit.measure is Measure.COUNT and unit.factor == 1 and not figure.number.other
    )
    if not is_bare or figure.number.value > 200:
        return False
    before, after = passage.before(index), passage.after(index)
    if AGAINST_TARGET.match(after) and REACHED_DIRECTLY.search(before):
        return figure.number.decimals > 0
    is_closed = not unit.noun and re.match(r"\s*(?:[;,.)]|$|so với|trong tổng|tổng)", after)
    return bool(is_closed and (SHARE.search(before) or RATE.search(before)))


def _lacks_sign_in_ratio(figure: Figure) -> bool:
    """`63,68/50%`: the share without the sign of its target."""
    top = figure.top[-1]
    return figure.unit.measure is Measure.PERCENT and "%" not in top.text and top.decimals > 0


def missing_sign(passage: Passage, figure: Figure) -> Statement:
    """Return the finding on a percentage printed without its sign."""
    number = figure.top[-1]
    return Statement(
        MISSING,
        passage,
        number.start,
        number.end,
        Verdict.WRONG,
        f"{number.text} thiếu dấu %",
        f"{number.text}%",
        f"Ghi {number.text}%.",
        Severity.WARNING,
    )


def _impossible(passage: Passage, index: int) -> Iterator[Statement]:
    figure = passage.figures[index]
    if figure.is_ratio:
        yield from _impossible_ratio(passage, index)
        return
    if figure.number.value <= 100 or role_of(passage, index) is not Role.SHARE:
        return
    before = passage.before(index)
    of_things = _OF_THINGS.match(passage.after(index)) and not _REACHED.search(before)
    start, end = passage.sentence_of(figure.start)
    of_counted = read_unit(passage.lowered, figure.end)[0].noun
    words = _AIMED.sub("", passage.lowered[start:end]) if of_counted else passage.lowered[start:end]
    if MAY_EXCEED.search(words):
        of_things = None
    if SHARE.search(before) or of_things or (RATE.search(before) and not MAY_EXCEED.search(before)):
        yield _above(passage, index, figure.number.text, "tỷ lệ")


def _impossible_ratio(passage: Passage, index: int) -> Iterator[Statement]:
    """`100%/110% có trình độ …`: no share is above a hundred, achieved or aimed at."""
    figure = passage.figures[index]
    start, end = passage.sentence_of(figure.start)
    above = next((number for number in figure.numbers if number.is_percent and number.value > 100), None)
    both = all(number.value > 100 for number in figure.numbers)
    words = _ATTAINED.sub("", passage.lowered[start:end])
    if above and not both and not MAY_EXCEED.search(words):
        what = "mục tiêu về tỷ lệ" if above in figure.bottom else "tỷ lệ"
        yield _above(passage, index, above.text, what)


# «… mục tiêu đề ra» after each attainment tells nothing of what is measured.
_ATTAINED = re.compile(r"(?:so\s+)?(?:với\s+)?(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết)(?:[^;.]{0,40}đề ra)?")


def _above(passage: Passage, index: int, text: str, what: str) -> Statement:
    figure = passage.figures[index]
    return Statement(
        IMPOSSIBLE,
        passage,
        figure.start,
        figure.end,
        Verdict.WRONG,
        f"{what} {text} lớn hơn 100%",
        "",
        "Kiểm tra lại tỷ lệ này.",
        Severity.ERROR,
    )


def ratios_above_one(outline: Outline) -> Iterator[Outcome]:
    """Find `19/17 xã`: more than there are, where no plan explains it."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if _is_beyond_tasks(passage, index):
                yield _more_than_all(passage, index)
            if len(figure.numbers) != 2 or not figure.is_ratio or family(figure.unit) not in _WHOLES:
                continue
            start, end = passage.sentence_of(figure.start)
            if figure.top[0].unit.text not in ("", figure.unit.text):  # «120 cán bộ/10 xã» are twelve each
                continue
            if figure.top[0].value > figure.bottom[0].value and not TARGET.search(
                passage.lowered, start, end
            ):
                yield _more_than_all(passage, index)


_WHOLES = {"place", "school", "household", "person", "party"}


_TASKS = {"chỉ tiêu", "tiêu chí", "nhiệm vụ", "nội dung", "giải pháp", "mục tiêu"}
_FULFILS = re.compile(r"\b(?:hoàn thành|đạt|thực hiện|vượt|xong)\s*(?:được\s+|và\s+vượt\s+)?$")
_ADMITS = re.compile(r"\s*(?:\S+\s+){0,2}?(?:tuyển|kết nạp|biên chế|giao quân|đào tạo)\b")
MOST_TASKS = 60


def _is_beyond_tasks(passage: Passage, index: int) -> bool:
    """`hoàn thành 16/15 chỉ tiêu thi đua`: there are no more tasks than there are."""
    figure = passage.figures[index]
    if len(figure.numbers) != 2 or not figure.is_ratio or figure.unit.noun not in _TASKS:
        return False
    top, bottom = figure.numbers
    is_more = bottom.value < top.value <= MOST_TASKS and not top.unit.text.replace(figure.unit.text, "")
    is_said = _FULFILS.search(passage.before(index)) and not _ADMITS.match(passage.rest(index))
    return is_more and bool(is_said)


def _more_than_all(passage: Passage, index: int) -> Statement:
    figure = passage.figures[index]
    return Statement(
        "part-exceeds-whole",
        passage,
        figure.start,
        figure.end,
        Verdict.WRONG,
        f"{passage.text[figure.start : figure.end]}: phần lớn hơn tổng số",
        "",
        "Kiểm tra lại hai số.",
        Severity.WARNING,
    )


def number_styles(outline: Outline) -> Iterator[Outcome]:
    """Find numbers grouped another way than Vietnamese texts do, where the reading may go wrong."""
    for _, passage in outline:
        if passage.is_in_table:  # cells of years and codes look the same
            continue
        for figure in passage.figures:
            for number in figure.numbers:
                if number.style is not Style.VIETNAMESE:
                    yield _style(passage, number.start, number.end, number.text, number.style)


def _style(passage: Passage, start: int, end: int, text: str, style: Style) -> Statement:
    why = "thiếu dấu chấm hàng nghìn" if style is Style.UNGROUPED else "viết theo kiểu tiếng Anh"
    return Statement(
        STYLE,
        passage,
        start,
        end,
        Verdict.WRONG,
        f"{text} {why}",
        "",
        "Dùng dấu chấm ngăn hàng nghìn và dấu phẩy trước phần thập phân (1.234,5).",
        Severity.INFO,
    )
