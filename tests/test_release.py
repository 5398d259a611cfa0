"""A filled report gives its memory back without the garbage collector, so that a batch can let it rest."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from reportgen.compute import compute
from tests.report_maker import Case, body, make

TEXT = (
    "{% for h in can_bo %}{{ h.nhan }} {{ h.so_luong }}^[{{ h.nhan }}] {{ cum(h) }}; {% endfor %}\n\n"
    "**{{ can_bo.nu.ty_le }}** {{ dan_toc.dao.so }} {% if dia_ban.xa > 3 %}5{% endif %} {{ can_bo.tong_so }}"
)
COLUMNS = "[{loai: nhan}, {loai: so_luong}, {loai: cong_thuc, cong_thuc: h.so_luong - h.ty_le}]"
ANNEX = f"phu_luc: [{{ma: a, tieu_de: T, bang: {{nguon: can_bo, cot: {COLUMNS}}}}}]\n"


@pytest.fixture(autouse=True)
def _collector_at_rest() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def test_nothing_is_left_for_the_collector_after_a_release() -> None:
    first = make('cum_tu: {"cum(x)": "có {{ x.so_luong }}"}\n' + ANNEX + body(TEXT))
    first.fill().release()  # jinja keeps some things from the first time on
    figures = compute(first.given, formulas=first.form.formulas)
    case = Case(first.form, figures, first.given)
    gc.collect()
    filled = case.fill()
    data = filled.bytes()
    filled.release()
    del figures, case, filled
    assert gc.collect() == 0
    assert data.startswith(b"PK")
