"""What the API says of a period at one glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reportgen.model.office.boards import BoardState
from reportgen.web.api.shapes import Shape, of
from reportgen.web.api.shapes_reports import UNIT, GridSectionShape, ListShape


class BoardRowShape(Shape):
    """Một đơn vị trong kỳ."""

    report_id: int = of("Số của báo cáo", 12)
    unit_code: str = of("Mã đơn vị", UNIT)
    unit_name: str = of("Tên đơn vị", "xã Nậm Xe")
    level: str = of("Cấp", "xa")
    parent: str | None = of("Mã cấp trên", "109")
    depth: int = of("Mức", 2)
    state: BoardState = of("missing, late, wrong, entered, prepared, reviewed, approved", "late")
    due: dt.date = of("Hạn gửi", "2024-01-05")
    is_late: bool = of("Quá hạn", True)
    errors: int = of("Số lỗi", 0)
    warnings: int = of("Số chú ý", 2)
    revision: int = of("Lần sửa", 3)
    changed_at: dt.datetime | None = of("Sửa lần cuối lúc nào")


class BoardShape(Shape):
    """Cả kỳ trong một bảng."""

    cycle_id: int = of("Số của kỳ", 1)
    title: str = of("Tên chương trình", "Đội ngũ cấp xã năm 2023")
    period_text: str = of("Kỳ viết bằng chữ", "năm 2023")
    rows: tuple[BoardRowShape, ...] = of("Các đơn vị, theo thứ tự của danh sách")
    totals: Mapping[BoardState, int] = of("Bao nhiêu đơn vị theo trạng thái", {"late": 3})
    today: dt.date = of("Tính đến ngày", "2024-01-06")


class ReminderShape(Shape):
    """Một đơn vị cần nhắc."""

    unit_code: str = of("Mã đơn vị", UNIT)
    unit_name: str = of("Tên đơn vị", "xã Nậm Xe")
    state: BoardState = of("Trạng thái", "late")
    due: dt.date = of("Hạn gửi", "2024-01-05")
    days_late: int = of("Trễ mấy ngày", 1)
    text: str = of("Câu nhắc", "Đề nghị xã Nậm Xe…")


class RemindersShape(Shape):
    """Các đơn vị cần nhắc, trễ nhất trước."""

    items: list[ReminderShape] = of("Các đơn vị")


class ConsolidatedShape(Shape):
    """Số của các đơn vị cấp dưới cộng lại."""

    sections: tuple[GridSectionShape, ...] = of("Bảng số liệu")
    lists: tuple[ListShape, ...] = of("Các danh sách")


class ChartSeriesShape(Shape):
    """Một dãy số của biểu đồ."""

    name: str = of("Tên", "2023")
    values: tuple[str | None, ...] = of("Các số; null: chưa có số liệu", ["12", None])


class ChartShape(Shape):
    """Số liệu của một biểu đồ."""

    title: str = of("Tên", "Có trình độ đại học")
    measure_unit: str = of("Đơn vị tính", "người")
    labels: tuple[str, ...] = of("Các nhãn", ["xã Nậm Xe"])
    series: tuple[ChartSeriesShape, ...] = of("Các dãy số")
