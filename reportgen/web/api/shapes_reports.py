"""What the API says of reports: their values, their words, signatures, history and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from reportgen.errors import Severity
from reportgen.model.office.approvals import Step
from reportgen.model.office.reports import ReportState
from reportgen.web.api.shapes import FindingShape, Order, Shape, of

CELL, UNIT = "can_bo.dai_hoc@2023", "10608"
Text = Annotated[str, Field(max_length=200_000)]
Why = Annotated[str, Field(max_length=1000)]


class LineShape(Shape):
    """Một báo cáo trong danh sách."""

    id: int = of("Số của báo cáo", 12)
    cycle_id: int = of("Số của kỳ", 1)
    programme: str = of("Mã chương trình", "doi-ngu-cap-xa-2023")
    title: str = of("Tên chương trình", "Đội ngũ cấp xã năm 2023")
    period: str = of("Kỳ", "2023")
    period_text: str = of("Kỳ viết bằng chữ", "năm 2023")
    unit_code: str = of("Mã đơn vị", UNIT)
    unit_name: str = of("Tên đơn vị", "xã Nậm Xe")
    level: str = of("Cấp", "xa")
    state: ReportState = of("missing, entered, prepared, reviewed, approved", "entered")
    revision: int = of("Lần sửa hiện nay; 0: chưa ai nhập", 3)
    due: dt.date = of("Hạn gửi", "2024-01-05")
    is_open: bool = of("Kỳ còn mở", True)
    may_edit: bool = of("Mình được nhập, sửa", True)
    changed_at: dt.datetime | None = of("Sửa lần cuối lúc nào")


class CellShape(Shape):
    """Một ô của bảng số liệu."""

    id: str = of("Mã ô", CELL)
    period: int = of("Năm", 2023)
    raw: str = of("Số viết theo máy; để trống: chưa có số liệu", "12.5")
    shown: str = of("Số viết kiểu Việt Nam", "12,5")
    is_shared: bool = of("Số chung do chương trình cho", False)
    is_summed: bool = of("Số tổng hợp từ cấp dưới", False)
    note: str = of("Điều cần biết về ô này", "")


class GridRowShape(Shape):
    """Một chỉ tiêu với các ô theo năm."""

    group: str = of("Nhóm", "can_bo")
    key: str = of("Chỉ tiêu", "dai_hoc")
    label: str = of("Tên chỉ tiêu", "Có trình độ đại học")
    measure_unit: str = of("Đơn vị tính", "người")
    depth: int = of("Mức thụt vào", 1)
    is_total: bool = of("Là dòng tổng", False)
    cells: Mapping[int, CellShape] = of("Các ô theo năm")
    last: str = of("Số của kỳ trước", "11")


class GridSectionShape(Shape):
    """Các chỉ tiêu của một nhóm."""

    key: str = of("Nhóm", "can_bo")
    label: str = of("Tên nhóm", "Cán bộ")
    rows: tuple[GridRowShape, ...] = of("Các chỉ tiêu")


class ListColumnShape(Shape):
    """Một cột của danh sách."""

    key: str = of("Cột", "so_nguoi")
    label: str = of("Tên cột", "Số người")
    measure_unit: str = of("Đơn vị tính", "người")
    is_number: bool = of("Là số", True)


class ListShape(Shape):
    """Một danh sách với các hàng."""

    key: str = of("Danh sách", "dan_toc")
    label: str = of("Tên danh sách", "Dân tộc")
    columns: tuple[ListColumnShape, ...] = of("Các cột")
    rows: tuple[Mapping[str, Any], ...] = of("Các hàng", [{"ten": "Mông", "so_nguoi": 1200}])
    is_summed: bool = of("Tổng hợp từ cấp dưới", False)


class SectionShape(Shape):
    """Một mục của phần lời."""

    path: str = of("Tên của mục trong tệp", "noi_dung.1.muc.0")
    title: str = of("Tiêu đề", "Kết quả đạt được")
    number: str = of("Số thứ tự", "1.2")
    depth: int = of("Mức", 1)
    text: str = of("Lời, với {{ tên số liệu }}", "Có {{ can_bo.dai_hoc }} cán bộ…")
    is_own: bool = of("Lời riêng của đơn vị, không phải của chương trình", False)
    has_text: bool = of("Mục có lời", True)


class ReportShape(Shape):
    """Một báo cáo đầy đủ."""

    line: LineShape = of("Báo cáo")
    revision: int = of("Lần sửa hiện nay, đưa vào If-Match khi sửa", 3)
    content_hash: str = of("Hàm băm của nội dung, để ký", "9f86d08…")
    years: tuple[int, ...] = of("Các năm có ô", [2022, 2023])
    current: int = of("Năm của kỳ này", 2023)
    sections: tuple[GridSectionShape, ...] = of("Bảng số liệu")
    lists: tuple[ListShape, ...] = of("Các danh sách")
    narrative: tuple[SectionShape, ...] = of("Phần lời")
    texts: Mapping[str, Any] = of("Số, ngày, nơi nhận, người ký… của đơn vị", {"so": "12/BC-UBND"})
    is_parent: bool = of("Có đơn vị cấp dưới", False)
    may: frozenset[str] = of("Mình được làm gì lúc này", ["xem", "nhap"])


# --- changing ----------------------------------------------------------------------------------------


class CellsChange(Order):
    """Các ô sẽ lưu, viết kiểu Việt Nam như gõ trên trang."""

    cells: dict[Annotated[str, Field(max_length=200)], Annotated[str, Field(max_length=200)]] = Field(
        min_length=1, max_length=5000, description="Số theo ô; “” là bỏ số", examples=[{CELL: "1.234,5"}]
    )
    why: Why = Field("", description="Vì sao sửa")


class RowsChange(Order):
    """Các hàng của một danh sách, thay cho tất cả hàng đang có."""

    rows: list[dict[str, str | int | None]] = Field(
        max_length=5000,
        description="Các hàng; số viết kiểu Việt Nam",
        examples=[[{"ten": "Mông", "so_nguoi": "1.200"}]],
    )
    why: Why = Field("", description="Vì sao sửa")


class SectionChange(Order):
    """Lời của một mục."""

    text: Text | None = Field(description="Lời mới; null: dùng lại lời của chương trình")


class TextsChange(Order):
    """Số, ngày, nơi nhận, người ký của văn bản."""

    texts: dict[Annotated[str, Field(max_length=100)], Text] = Field(
        min_length=1, max_length=50, description="Theo tên; “” là bỏ", examples=[{"so": "12/BC-UBND"}]
    )


class CellFindingShape(Shape):
    """Điều phải nói về một ô đã gửi."""

    cell: str = of("Mã ô", CELL)
    message: str = of("Điều sai", "“12a” không phải số")
    remedy: str = of("Cách sửa", "ghi số, ví dụ 1.234,5")
    rule: str = of("Mã quy tắc", "number")
    severity: Severity = of("error: không lưu; info: đã hiểu là", "error")
    sent: str = of("Điều đã gửi", "12a")


class ConflictShape(Shape):
    """Một chỗ mà người khác vừa sửa."""

    cell: str = of("Chỗ", CELL)
    base: str | None = of("Lúc mở", "11")
    mine: str | None = of("Mình gửi", "12")
    theirs: str | None = of("Người khác đã lưu", "13")
    by: str = of("Ai", "Lò Văn B")
    at: dt.datetime = of("Lúc nào")


class SavedShape(Shape):
    """Đã lưu gì; phần từ chối thì không lưu."""

    revision: int = of("Lần sửa mới", 4)
    accepted: Mapping[str, str] = of("Đã lưu, viết kiểu Việt Nam", {CELL: "1.234,5"})
    refused: tuple[CellFindingShape, ...] = of("Không lưu, vì sao")
    understood: tuple[CellFindingShape, ...] = of("Đã hiểu theo cách nào")
    merged: tuple[ConflictShape, ...] = of("Chỗ khác mà người khác vừa sửa, đã gộp")
    voided: tuple[str, ...] = of("Chữ ký hết hiệu lực vì lần sửa này", ["người lập"])


class TakenCellShape(Shape):
    """Một ô của biểu đã gửi."""

    cell: str = of("Mã ô", CELL)
    state: str = of("ok, understood, refused, blank", "ok")
    shown: str = of("Đã hiểu là", "1.234,5")
    place: str = of("Ô trong tệp", "Số liệu!C7")
    message: str = of("Điều sai", "")
    remedy: str = of("Cách sửa", "")


class TakenShape(Shape):
    """Đã đọc gì ở một biểu; saved null: không lấy gì cả."""

    cells: tuple[TakenCellShape, ...] = of("Các ô")
    findings: tuple[FindingShape, ...] = of("Các phát hiện")
    counts: Mapping[str, int] = of("Bao nhiêu ô theo trạng thái", {"ok": 40})
    saved: SavedShape | None = of("Đã lưu gì")


# --- findings, files ---------------------------------------------------------------------------------


class CheckedShape(Shape):
    """Kết quả kiểm tra một báo cáo."""

    findings: tuple[FindingShape, ...] = of("Các phát hiện")
    passed: int = of("Bao nhiêu điều đã kiểm và đạt", 210)


class ArtefactShape(Shape):
    """Một tệp đã lập."""

    id: int = of("Số của tệp", 40)
    report_id: int = of("Số của báo cáo", 12)
    revision: int = of("Lập từ lần sửa", 3)
    kind: str = of("docx, pdf, phu-luc, doi-chieu, json, bieu-…", "docx")
    name: str = of("Tên tệp", "10608-nam-xe.docx")
    sha256: str = of("sha256 của tệp", "9f86d08…")
    size: int = of("Độ lớn", 40123)
    at: dt.datetime = of("Lập lúc nào")
    content_hash: str = of("Hàm băm nội dung", "ab12…")


class ArtefactsShape(Shape):
    """Các tệp vừa lập."""

    items: list[ArtefactShape] = of("Các tệp")


class NewBuild(Order):
    """Các tệp sẽ lập."""

    kinds: list[Annotated[str, Field(pattern=r"^(docx|pdf|phu-luc|doi-chieu|json)$")]] = Field(
        default=["docx", "phu-luc", "doi-chieu", "json"],
        min_length=1,
        max_length=5,
        description="docx, pdf, phu-luc, doi-chieu, json",
    )


# --- signatures and history --------------------------------------------------------------------------


class SignOffShape(Shape):
    """Một chữ ký dưới báo cáo."""

    id: int = of("Số", 8)
    step: Step = of("lap, kiem_tra, duyet", "lap")
    revision: int = of("Ký lần sửa nào", 3)
    content_hash: str = of("Ký nội dung nào", "9f86d08…")
    by: str = of("Ai", "Nguyễn Thị Lan")
    at: dt.datetime = of("Lúc nào")
    note: str = of("Ghi chú", "")
    voided_at: dt.datetime | None = of("Hết hiệu lực lúc nào")
    voided_by: str = of("Vì ai sửa", "")
    voided_why: str = of("Vì sửa gì", "")


class NewSignOff(Order):
    """Ký một bước."""

    step: Step = of("lap (người lập), kiem_tra, duyet", "lap")
    content_hash: str = Field(
        max_length=64, description="content_hash của nội dung đã xem", examples=["9f86d08…"]
    )
    note: Why = Field("", description="Ghi chú")


class Reason(Order):
    """Lý do."""

    why: Annotated[str, Field(min_length=1, max_length=1000)] = of("Vì sao", "số liệu mục 2 chưa khớp")


class ImpactFigureShape(Shape):
    """Một số khác với số đã ký."""

    figure: str = of("Số liệu", "can_bo.dai_hoc")
    period: int = of("Năm", 2023)
    label: str = of("Tên", "Có trình độ đại học")
    old: str | None = of("Số cũ", "11")
    new: str | None = of("Số mới", "12")
    places: tuple[str, ...] = of("In ở đâu", ["mục 1.2"])


class ImpactShape(Shape):
    """Từ chữ ký cuối đã đổi gì, và sửa nữa thì mất hiệu lực gì."""

    since_revision: int = of("Từ lần sửa nào", 2)
    figures: tuple[ImpactFigureShape, ...] = of("Các số đã đổi")
    texts: tuple[str, ...] = of("Các phần lời đã đổi")
    places: int = of("Bao nhiêu chỗ in", 5)
    lapsing: tuple[SignOffShape, ...] = of("Chữ ký sẽ hết hiệu lực")
    parents: tuple[str, ...] = of("Cấp trên có chữ ký sẽ hết hiệu lực")


class RevisionShape(Shape):
    """Một lần sửa."""

    number: int = of("Lần sửa", 3)
    by: str = of("Ai", "Nguyễn Thị Lan")
    at: dt.datetime = of("Lúc nào")
    why: str = of("Vì sao", "")
    via: str = of("Bằng cách nào", "page")
    restored_from: int | None = of("Khôi phục từ lần nào")
    figures: int = of("Đổi bao nhiêu số", 4)
    texts: int = of("Đổi bao nhiêu phần lời", 0)


class FigureChangeShape(Shape):
    """Một lần đổi của một số."""

    revision: int = of("Lần sửa", 3)
    figure: str = of("Số liệu", "can_bo.dai_hoc")
    period: int = of("Năm", 2023)
    label: str = of("Tên", "Có trình độ đại học")
    old: str | None = of("Số cũ", "11")
    new: str | None = of("Số mới", "12")
    by: str = of("Ai", "Nguyễn Thị Lan")
    at: dt.datetime = of("Lúc nào")
    why: str = of("Vì sao", "")
    via: str = of("Bằng cách nào", "page")
    file: str = of("Từ tệp nào", "")
    cell: str = of("Từ ô nào", "")


class TextDifferenceShape(Shape):
    """Một phần lời khác nhau."""

    section: str = of("Mục", "noi_dung.0")
    title: str = of("Tiêu đề", "Kết quả")
    old: str = of("Trước", "")
    new: str = of("Sau", "")


class ComparisonShape(Shape):
    """Hai lần sửa khác nhau gì."""

    a: int = of("Lần sửa", 1)
    b: int = of("Lần sửa", 3)
    figures: tuple[FigureChangeShape, ...] = of("Các số khác nhau")
    texts: tuple[TextDifferenceShape, ...] = of("Các phần lời khác nhau")
