"""Statements of many domains: none is blamed as it should be, each is once a number or a word is changed."""

from __future__ import annotations

import pytest

from reportgen.audit.audit import audit_document
from reportgen.check.word import read_word
from reportgen.errors import Finding, Severity
from tests.audit_pairs import PAIRS, UNDISPUTED, right, wrong
from tests.audit_pairs_changes import CHANGE_PAIRS, CHANGE_UNDISPUTED
from tests.audit_pairs_clear import CLEAR_PAIRS, CLEAR_UNDISPUTED
from tests.audit_pairs_differences import DIFFERENCE_PAIRS, DIFFERENCE_RIGHT
from tests.audit_pairs_gaps import (
    COUNT_PAIRS,
    GAP_PAIRS,
    GAP_UNDISPUTED,
    SUM_PAIRS,
    TWIN_PAIRS,
    TWIN_UNDISPUTED,
)
from tests.audit_pairs_general import GENERAL_PAIRS, GENERAL_RIGHT
from tests.audit_pairs_listed import LISTED_PAIRS
from tests.audit_pairs_lists import LIST_PAIRS, LIST_UNDISPUTED
from tests.audit_pairs_meant import MEANT_PAIRS, MEANT_UNDISPUTED, TABLE_PAIRS
from tests.audit_pairs_named import NAMED_PAIRS, NAMED_UNDISPUTED
from tests.audit_pairs_ranked import RANKED_PAIRS, RANKED_UNDISPUTED
from tests.audit_pairs_rated import RATED_PAIRS, RATED_RIGHT
from tests.audit_pairs_repeated import (
    AGAIN_PAIRS,
    AGAIN_UNDISPUTED,
    EXCEEDED_PAIRS,
    EXCEEDED_UNDISPUTED,
    HEADLINE_PAIRS,
    HEADLINE_UNDISPUTED,
    RATIO_PAIRS,
    RATIO_UNDISPUTED,
    SHORTCOMING_PAIRS,
    TWO_WAYS_PAIRS,
    TWO_WAYS_RIGHT,
    UNIVERSAL_PAIRS,
)
from tests.audit_pairs_told import TOLD_PAIRS, TOLD_UNDISPUTED
from tests.audit_pairs_wording import ALSO_UNDISPUTED, MORE_PAIRS
from tests.audit_phrasings import PHRASINGS, RIGHT_BUT_ODD
from tests.plain_word import plain_file
from tests.word_text import document

each_pair = pytest.mark.parametrize(
    "pair",
    [
        *PAIRS,
        *MORE_PAIRS,
        *PHRASINGS,
        *NAMED_PAIRS,
        *TOLD_PAIRS,
        *CHANGE_PAIRS,
        *CLEAR_PAIRS,
        *MEANT_PAIRS,
        *GAP_PAIRS,
        *SUM_PAIRS,
        *COUNT_PAIRS,
        *TWIN_PAIRS,
        *GENERAL_PAIRS,
        *AGAIN_PAIRS,
        *SHORTCOMING_PAIRS,
        *HEADLINE_PAIRS,
        *RATIO_PAIRS,
        *EXCEEDED_PAIRS,
        *RANKED_PAIRS,
        *LISTED_PAIRS,
        *DIFFERENCE_PAIRS,
        *LIST_PAIRS,
        *UNIVERSAL_PAIRS,
        *TWO_WAYS_PAIRS,
        *RATED_PAIRS,
    ],
)


def serious(text: str) -> list[Finding]:
    """Errors and warnings."""
    return [f for f in audit_document(document(text)).findings if f.severity is not Severity.INFO]


@each_pair
def test_the_right_statement_raises_no_alarm(pair: str) -> None:
    assert right(pair) != wrong(pair)
    assert serious(right(pair)) == []


@each_pair
def test_its_wrong_twin_is_found(pair: str) -> None:
    assert serious(wrong(pair)) != []


@pytest.mark.parametrize(
    "text",
    [
        *UNDISPUTED,
        *ALSO_UNDISPUTED,
        *RIGHT_BUT_ODD,
        *NAMED_UNDISPUTED,
        *TOLD_UNDISPUTED,
        *GAP_UNDISPUTED,
        *TWIN_UNDISPUTED,
        *CHANGE_UNDISPUTED,
        *CLEAR_UNDISPUTED,
        *MEANT_UNDISPUTED,
        *GENERAL_RIGHT,
        *AGAIN_UNDISPUTED,
        *HEADLINE_UNDISPUTED,
        *RATIO_UNDISPUTED,
        *EXCEEDED_UNDISPUTED,
        *TWO_WAYS_RIGHT,
        *RANKED_UNDISPUTED,
        *DIFFERENCE_RIGHT,
        *LIST_UNDISPUTED,
        *RATED_RIGHT,
    ],
)
def test_a_right_statement_that_looks_like_others_raises_no_alarm(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize("pair", TABLE_PAIRS)
def test_what_the_text_says_of_a_table_is_compared_with_it(pair: str) -> None:
    rules = [
        [f.rule for f in audit_document(read_word(plain_file(text), file="van-ban.docx")).findings]
        for text in (right(pair), wrong(pair))
    ]
    assert rules[0] == [] != rules[1]
