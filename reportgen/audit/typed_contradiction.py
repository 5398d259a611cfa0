"""A typed number at odds with the figure that its sentence speaks of, where nothing else can be meant."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.audit.known_figures import ATTAINED, BASE, OWN, RATE_OF, TARGET, KnownFigure, Subject
from reportgen.audit.typed_context import TextContext
from reportgen.audit.typed_meaning import OF_CHANGE, OF_TARGET, Item, Meaning

NEUTRAL_WORDS = (
    "hiện nay đến tính toàn huyện tỉnh thành phố xã địa bàn trên tổng số gồm bao đạt chiếm tỉ lệ đồng chí "
    "người trong đó ta thì lại còn khi cả nước thị trấn phường này"
)
NEUTRAL = frozenset(NEUTRAL_WORDS.split())
"""Words that do not narrow down what is counted."""
ELSEWHEN = (
    *(
        "trước",
        "cùng kỳ",
        "nhiệm kỳ",
        "giai đoạn",
        "dự kiến",
        "quy định",
        "tối thiểu",
        "tối đa",
        "mỗi",
        "bình quân",
    ),
    *("trung bình", "ít nhất", "nhiều nhất", *OF_TARGET, *OF_CHANGE),
)
"""Words that say the sentence is not about what there is now."""
LEAST_COUNT = 10
"""Small counts are of this and that."""


def contradicted(item: Item, meaning: Meaning) -> KnownFigure | None:
    """Return the figure that the number should be, by the tag before it or by its name; None when unsure."""
    beside = [subject for mention, subject in meaning.adjacent if mention.end <= item.start]
    for subject in beside:
        expected = [known for known in _expected(item, meaning, subject) if meaning.fits(known)]
        best = max((meaning.rank(known) for known in expected), default=None)
        likeliest = [known for known in expected if meaning.rank(known) == best]
        if likeliest:
            return likeliest[0] if len(likeliest) == 1 else None
    return None if beside else _named(item, meaning)


def _expected(item: Item, meaning: Meaning, subject: Subject) -> Iterable[KnownFigure]:
    """Return what has to stand here after a tag: «…, chiếm 15%», «63%/50%», «đạt 127% mục tiêu»."""
    own = [known for known in meaning.context.known.of(subject) if known.is_current]
    measure = _expected_measure(item, meaning)
    if measure in (TARGET, ATTAINED):
        year = meaning.year or meaning.context.lead_year(item.figure)
        own = [known for known in own if known.year == year]
    return [known for known in own if known.measure == measure]


def _expected_measure(item: Item, meaning: Meaning) -> str:
    if meaning.is_below:
        return TARGET if item.number.is_percent else BASE
    if not item.number.is_percent:
        return ""
    before = meaning.before.rstrip()
    if before.endswith("chiếm"):
        return RATE_OF
    is_attained = meaning.clause_only_links and before.endswith("đạt")
    return ATTAINED if is_attained and "mục tiêu" in meaning.clause_text else ""


def _named(item: Item, meaning: Meaning) -> KnownFigure | None:
    """Return the figure of the same name with another value."""
    if item.figure.is_ratio or meaning.is_below or item.number.quantity < LEAST_COUNT:
        return None
    if any(word in meaning.sentence_text for word in ELSEWHEN):
        return None
    wanted = RATE_OF if item.number.is_percent else OWN
    for subject in _named_alone(meaning.context, item):
        for known in meaning.context.known.of(subject):
            is_wanted = known.measure == wanted or (known.measure == OWN and known.is_percent)
            if is_wanted and known.is_current and meaning.year in (0, known.year) and meaning.fits(known):
                return known
    return None


def _named_alone(context: TextContext, item: Item) -> list[Subject]:
    """Return the one subject whose label makes up the clause of the number, which says nothing else."""
    clause = context.clause(item.figure)
    if context.numbers_in(clause) > 1:
        return []
    words = set(context.words(clause).items) - NEUTRAL
    found = [
        subject
        for subject in context.known.subjects.values()
        if words <= {*subject.words, *subject.unit_words, *subject.group_words}
        and context.names(item.figure, subject)
        and context.is_about(item.figure, subject)
    ]
    longest = max((len(subject.words) for subject in found), default=0)
    likeliest = [subject for subject in found if len(subject.words) == longest > 1]
    return likeliest if len(likeliest) == 1 else []
