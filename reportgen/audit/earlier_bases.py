"""Changes whose base an earlier paragraph states: `Đầu nhiệm kỳ có 52 tổ chức. … Hiện còn 47, giảm 05`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from reportgen.audit.comparison import sure_pairs
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin, compared_by_time
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.then_and_now import Time, Value, read_values
from reportgen.audit.verdict import Verdict, exactly, finely, is_count, judge, show
from reportgen.audit.words import AGAINST_TARGET, CHANGE

RULE = "change"
PASSAGES_BACK = 3
WORDS_ALIKE = 3  # words after a number that name the same things


def earlier_bases(outline: Outline) -> Iterator[Outcome]:
    """Verify changes of counts against the value of then in one of the paragraphs before."""
    before: deque[Passage] = deque(maxlen=PASSAGES_BACK)
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(1, len(passage.figures)):
            told = CHANGE.search(passage.before(index))
            if told and before and _is_open(passage, index):
                yield from _judged(passage, index, _bases(before), is_up=bool(told["up"]))
        before.append(passage)


def _bases(before: Iterable[Passage]) -> list[tuple[Passage, Value]]:
    known = ((passage, read_values(passage, range(len(passage.figures)))) for passage in before)
    return [(passage, value) for passage, values in known for value in values if value.time is Time.THEN]


def _is_open(passage: Passage, index: int) -> bool:
    """Whether a figure is an exact count of things whose base its own paragraph does not give."""
    figure = passage.figures[index]
    if not figure.is_plain or not is_count(figure.number) or not figure.unit.noun:
        return False
    return figure.number.bound is Bound.EXACT and not _has_base(passage, index)


def _has_base(passage: Passage, index: int) -> bool:
    if AGAINST_TARGET.match(passage.rest(index)) or compared_by_time(passage, index, planned=False):
        return True
    return bool(sure_pairs(passage, index, planned=False))


def _judged(
    passage: Passage, index: int, bases: list[tuple[Passage, Value]], *, is_up: bool
) -> Iterator[Statement]:
    printed = passage.figures[index].number
    own = read_values(passage, range(passage.in_sentence(index).start, index))
    nows = [v for v in own if v.time is Time.NOW and are_kin(v.number, printed) and v.number.unit.noun]
    if not nows:
        return
    now = nows[-1]
    words = _words_after(passage, now.number)
    alike = [value for other, value in bases if _words_after(other, value.number) == words]
    if len(alike) != 1:
        return
    one, other = finely(now.number, alike[0].number)
    exact = one - other if is_up else other - one
    verdict = judge(printed, exact)
    if verdict is not Verdict.RIGHT and exact.best <= 0:
        return
    expected = show(exactly(exact.best).best, printed)
    formula = f"{now.number.text} so với {alike[0].number.text}"
    message = say_computed(printed.text, formula, expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield Statement(RULE, passage, now.number.start, printed.end, verdict, message, expected, remedy)


def _words_after(passage: Passage, number: Number) -> list[str]:
    """Return the words that tell what a number counts, up to the next sign."""
    follows = passage.lowered[number.end : number.end + 40]
    for sign in ",;.()":
        follows = follows.split(sign)[0]
    return follows.split()[:WORDS_ALIKE]
