"""Find the whole of which a printed percentage is a share: by words, by labels, by the other shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from reportgen.audit.nouns import are_alike, may_share
from reportgen.audit.numbers import Number
from reportgen.audit.parts import OF_THESE, can_be_total
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, is_cut_within, judge, total
from reportgen.audit.words import AMONG, CONSISTS, SHARE_VERB, TOTAL, WEAK_VERB, any_of

HUNDREDS = {Measure.PERCENT: 100, Measure.PER_MILLE: 1000}
LONGEST_GAP = 160


def is_base(passage: Passage, base: int, index: int) -> bool:
    """Tell whether the percentage at `index` may be said of the number at `base`."""
    if not can_be_total(passage.figures[base].unit):
        return False
    if base > index:
        words, bracket, opening = passage.between(index, base).partition("(")
        is_near = not words.strip() or (
            passage.figures[base].is_ratio and len(words) < 40 and "," not in words
        )
        is_opened = opening.strip() in _BRACKET_OPENS or _IS_DONE.match(opening)
        return bool(bracket) and is_near and bool(is_opened)
    gap = passage.between(base, index)
    if len(gap) > LONGEST_GAP or ";" in gap or passage.depths[index] < passage.depths[base]:
        return False
    return bool(SHARE_VERB.search(gap) or WEAK_VERB.search(gap))


_IS_DONE = re.compile(
    r"\s*(?:đã\s+)?(?:thu gom|xử lý|giải quyết|thu|tiêm|thực hiện|cấp|có|hoàn thành|giải ngân|làm)"
    r"(?:\s+được)?\s*$"
)
_BRACKET_OPENS = {"", "với", "tức", "tương đương", "gồm", "là", "có", "tương ứng"}


def percent_of(top: Estimate, bottom: Estimate, percent: Number) -> Estimate | None:
    """In the base of the printed percentage, in which 5% counts 5."""
    quotient = top.over(bottom)
    return quotient.times(HUNDREDS[percent.unit.measure]) if quotient else None


def fitting_whole(
    passage: Passage, base: int, share: tuple[Number, Number], lead: Passage | None
) -> Number | None:
    """Return a number of which the part is the printed share, one that fits without cut digits first."""
    part, percent = share
    cut = None
    for whole in _candidates(passage, base, part, lead):
        exact = percent_of(estimate(part), estimate(whole), percent)
        if exact is None or judge(percent, exact) is not Verdict.RIGHT:
            continue
        if not is_cut_within(percent, exact):
            return whole
        cut = cut or whole
    return cut


MOST_PAIRS = 8  # counts and candidates looked at on each side


def shared_whole(passage: Passage, base: int, part: Number) -> Number | None:
    """Return the number of which at least two other counts of the sentence are the printed shares."""
    near = range(base - 2 * MOST_PAIRS, base + 2 * MOST_PAIRS)
    others = [pair for pair in _pairs(passage, base, near) if pair[0] is not part]
    if not others:
        return None
    for place in range(max(0, base - MOST_PAIRS), base):
        whole = passage.figures[place].number
        if not passage.figures[place].is_plain or not _same_measure(part, whole):
            continue
        if whole.quantity < part.quantity:
            continue
        fits = (pair for pair in others if pair[0] is not whole and _is_share(*pair, whole))
        fewest = 1 if TOTAL.search(passage.before(place)) else 2
        if len(list(islice(fits, fewest))) == fewest:
            return whole
    return None


CLOSEST = Fraction(1, 50)  # how well the other shares have to agree about the whole


def implied_whole(passage: Passage, base: int, part: Number) -> Estimate | None:
    """Return the whole that the other shares of a sentence tell, when all of them make a hundred."""
    pairs = _pairs(passage, base, range(base - 2 * MOST_PAIRS, base + 2 * MOST_PAIRS))
    shares = sum((percent.value for _, percent in pairs), Fraction(0))
    others = [pair for pair in pairs if pair[0] is not part]
    if len(others) < 2 or len(others) == len(pairs):
        return None
    if not all(_same_measure(part, other) for other, _ in others):
        return None
    whole = total(estimate(number) for number, _ in pairs)
    if all(
        judge(share, percent_of(estimate(n), whole, share) or whole) is Verdict.RIGHT for n, share in others
    ):
        return whole
    if abs(shares - 100) > 1:
        return None
    wholes = [w for other, percent in others if (w := estimate(other).over(estimate(percent)))]
    if len(wholes) < len(others):
        return None
    low, high = max(w.low for w in wholes) * 100, min(w.high for w in wholes) * 100
    if low > high or (high - low) > low * CLOSEST:
        return None
    return Estimate((low + high) / 2, low, high)


def summed_whole(passage: Passage, base: int, part: Number) -> Number | None:
    """`có 24 điểm, 19 điểm đạt quy chuẩn, 05 điểm vượt quy chuẩn (chiếm 20,8%)`: the parts make the whole."""
    if not part.unit.noun:
        return None
    same = [
        passage.figures[place].number
        for place in passage.in_sentence(base)
        if place <= base and passage.figures[place].is_plain and passage.figures[place].unit == part.unit
    ]
    for place in range(len(same) - 2):
        if same[place].quantity == sum(number.quantity for number in same[place + 1 :]):
            return same[place]
    return None


def labelled_whole(passage: Passage, base: int, index: int, part: Number) -> Number | None:
    """`đô thị 148,6 tấn, nông thôn 67,3 tấn. Tỷ lệ thu gom ở đô thị đạt 97,5% (144,9 tấn)`: by the words."""
    if base < index:
        return None
    about = subject_words(re.split(r"[,;:()]", passage.before(index))[-1])
    found: list[tuple[int, Number]] = []
    for place in range(max(0, index - FARTHEST // 2), index):
        figure = passage.figures[place]
        if figure.is_plain and figure.unit == part.unit and figure.number.quantity >= part.quantity:
            own = subject_words(re.split(r"[,;:()]", passage.before(place))[-1])
            found.append((len(own & about), figure.number))
    best = max((score for score, _ in found), default=0)
    fitting = [number for score, number in found if score == best]
    return fitting[0] if best >= 2 and len(fitting) == 1 else None


def _pairs(passage: Passage, base: int, near: range) -> list[tuple[Number, Number]]:
    """Return the counts of the sentence with the shares printed after them: `310 người (89,9%)`."""
    sentence = passage.in_sentence(base)
    inside = (place for place in sentence if place in near and place + 1 in sentence)
    places = [place for place in inside if passage.figures[place].is_plain]
    return [
        (passage.figures[place].number, passage.figures[place + 1].number)
        for place in places
        if passage.figures[place + 1].number.is_percent and is_base(passage, place, place + 1)
    ]


def _is_share(part: Number, percent: Number, whole: Number) -> bool:
    exact = percent_of(estimate(part), estimate(whole), percent)
    return exact is not None and judge(percent, exact) is Verdict.RIGHT


def total_after(passage: Passage, index: int, part: Number) -> Number | None:
    """`chiếm 0,46% trong tổng số 3.456 đảng viên`, said once for all shares of the sentence."""
    for place in passage.in_sentence(index):
        number = passage.figures[place].number
        is_whole = _same_measure(part, number) and number.quantity >= part.quantity
        if place > index and is_whole and OF_TOTAL.search(passage.before(place)):
            return number
    return None


_RIGHT_AFTER = re.compile(r"\s*(?:trong|trên|của)\s+(?:tổng\s+)?(?:số\s+)?")


def whole_right_after(passage: Passage, index: int, part: Number) -> Number | None:
    """`134 dự án, chiếm 65,7% trong 204 dự án`."""
    following = index + 1
    if following not in passage.in_sentence(index) or not passage.figures[following].is_plain:
        return None
    whole, gap = passage.figures[following].number, passage.between(index, following)
    is_told = _RIGHT_AFTER.fullmatch(gap) and whole.unit == part.unit and whole.unit.noun
    return whole if is_told and whole.quantity >= part.quantity else None


def whole_in_bracket(passage: Passage, base: int, index: int) -> Number | None:
    """`2.340 ha, bằng 97,5% diện tích thiết kế (2.400 ha)`: the whole stands behind its name."""
    part, following = passage.figures[base], index + 1
    if base > index or following not in passage.in_sentence(index):
        return None
    whole, gap = passage.figures[following], passage.between(index, following)
    is_named = re.fullmatch(r"\s*[^\W\d][^;,.()0-9]{3,50}\(\s*", gap)
    is_like = whole.is_plain and whole.unit == part.unit and whole.number.quantity >= part.number.quantity
    return whole.number if is_named and is_like else None


OF_TOTAL = re.compile(r"(?:\b(?:trong|trên)\s+|\(\s*)tổng\s+số\b[^.;,0-9]*$")


def leading_total(part: Number, lead: Passage | None) -> Number | None:
    """Return the total of the line that opens the list: its first number of the same kind."""
    numbers = (figure.number for figure in lead.figures if figure.is_plain) if lead else ()
    return next((n for n in numbers if _same_measure(part, n) and n.quantity >= part.quantity), None)


def _candidates(passage: Passage, base: int, part: Number, lead: Passage | None) -> Iterator[Number]:
    """Every number of the paragraph that may be the whole, the nearest before the part first."""
    near = passage.figures[max(0, base - FARTHEST) : base][::-1], passage.figures[base + 1 : base + FARTHEST]
    figures = [*near[0], *near[1], *(lead.figures if lead else ())]
    for figure in figures:
        whole = figure.numbers[-1]
        is_single = figure.is_plain or figure.is_ratio
        if is_single and _same_measure(part, whole) and whole.quantity >= part.quantity > 0:
            yield whole


def _same_measure(part: Number, whole: Number) -> bool:
    return part.unit.measure is whole.unit.measure and may_share(part.unit, whole.unit)


def governing_total(passage: Passage, base: int, part: Number) -> Number | None:
    """Return the total that is broken down where the part stands; None when none is said clearly."""
    start = passage.sentence_of(passage.figures[base].start)[0]
    for index in range(base - 1, max(-1, base - FARTHEST), -1):
        figure = passage.figures[index]
        if not figure.is_plain or not _same_measure(part, figure.number):
            continue
        if passage.depths[index] > passage.depths[base]:  # «đạt 53% kế hoạch (118.000 lượt), trong đó»
            continue
        after = passage.after(index)
        is_opened = bool(AMONG.search(after) or CONSISTS.search(after) or _LISTS.match(after))
        is_opened = is_opened or bool(OF_THESE.search(passage.before(index)) and " có " in after)
        is_total = figure.start >= start and TOTAL.search(passage.before(index))
        if (is_opened or is_total) and are_alike(part.unit, figure.unit):
            return figure.number
        if figure.start >= start and _is_taken_in(passage, index, base):
            return figure.number
    return None


_LISTS = re.compile(
    r"[^;,.():0-9]{0,80}(?:,\s*(?:kết quả\s+)?(?:xếp loại|phân loại|chia)[^;,.():0-9]{0,30})?:"
)
_TAKEN_IN = any_of(
    "tiếp nhận|thụ lý|phát sinh|nhận|phải giải quyết|phải nộp|đăng ký|được giao|kiến nghị thu hồi|phải thu|"
    "phát hiện|xảy ra|khởi tố|có|tổng số|kiểm tra|thẩm định|kê khai"
)
_DONE = re.compile(r"\b(?:đã|giải quyết|xử lý|hoàn thành|thực hiện|thu|làm rõ|khắc phục|thi hành)\b")


def _is_taken_in(passage: Passage, index: int, base: int) -> bool:
    """`tiếp nhận 89 đơn …, đã giải quyết 85 đơn, đạt 95,5%`."""
    whole, part = passage.figures[index].number, passage.figures[base].number
    same_noun = whole.unit == part.unit and whole.quantity >= part.quantity
    said = _TAKEN_IN.search(passage.before(index)) and _DONE.search(passage.before(base))
    return bool(same_noun and said and passage.depths[index] == passage.depths[base])


_NAMED = re.compile(
    r"\s*(?:so với|của|trong|trên)?\s*(?:tổng\s+)?(?:số\s+)?(?P<name>[^\W\d]+(?:\s+[^\W\d]+){1,6})"
)


def named_whole(passage: Passage, base: int, index: int, part: Number) -> Number | None:
    """`chiếm 0,2% tổng dư nợ`, `đạt 90% so với số hộ đăng ký`: the number beside most of the same words."""
    named = _NAMED.match(passage.after(index))
    if not named:
        return None
    words = named["name"].split()
    best, found = 1, None
    for place in range(max(0, base - FARTHEST), base):
        number = passage.figures[place].number
        fits = passage.figures[place].is_plain and _same_measure(part, number)
        if not fits or number.quantity < part.quantity:
            continue
        said = _common_start(words, passage.before(place) + passage.after(place).split(",")[0])
        if said > best:
            best, found = said, number
    return found


FEWEST_NAMED = 4


def fully_named_whole(passage: Passage, base: int, index: int, part: Number) -> Number | None:
    """Return the one number that the words after a percentage name in full: `số đảng viên có vi phạm`."""
    named = _NAMED.match(passage.after(index))
    words = named["name"].split() if named else []
    if len(words) < FEWEST_NAMED or part.unit.measure is not Measure.COUNT:
        return None
    found = [
        passage.figures[place].number
        for place in range(max(0, base - FARTHEST), base)
        if passage.figures[place].is_plain and _same_measure(part, passage.figures[place].number)
        if passage.after(place).lstrip().startswith(" ".join(words))
    ]
    wholes = [number for number in found if number.quantity >= part.quantity]
    return wholes[0] if len({number.value for number in wholes}) == 1 else None


def _common_start(words: list[str], text: str) -> int:
    """Return how many words of a name, from its first on, stand together in a text."""
    return next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in text), 0)


def names_no_other_whole(passage: Passage, index: int) -> bool:
    """Whether the words after the percentage leave the total open: no «chiếm 12% diện tích tự nhiên»."""
    after = passage.after(index).strip()
    return not after or after[0] in ",;.:)("
