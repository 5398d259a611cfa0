"""Right statements of many domains raise no alarm; beside them, wrong ones of the same wording still do."""

from __future__ import annotations

import pytest

from reportgen.audit.audit import audit_document
from reportgen.errors import Finding, Severity
from tests.audit_pairs import right, wrong
from tests.audit_right_lines import LINES, STILL_FOUND
from tests.word_text import document


def serious(text: str) -> list[Finding]:
    """Errors and warnings."""
    return [f for f in audit_document(document(text)).findings if f.severity is not Severity.INFO]


@pytest.mark.parametrize("text", LINES)
def test_a_right_statement_raises_no_alarm(text: str) -> None:
    assert serious(text) == []


@pytest.mark.parametrize("pair", STILL_FOUND)
def test_only_the_wrong_one_of_two_statements_is_blamed(pair: str) -> None:
    assert serious(right(pair)) == []
    assert serious(wrong(pair)) != []


def test_a_share_told_right_by_its_gap_is_no_slip_of_other_lines() -> None:
    above = "Dư nợ hộ nghèo 124,5 tỷ đồng, hộ cận nghèo 98,6 tỷ đồng, hộ mới thoát nghèo 86,2 tỷ đồng."
    share = "Giải ngân 40,6 tỷ đồng (65,1%), cao hơn bình quân toàn tỉnh 3,9 điểm phần trăm (61,2%)."
    assert serious(f"{above}\nPhân bổ 62,4 tỷ đồng cho 10 dự án. {share}") == []
