"""The guide inside a data-entry workbook: what to type where, in plain Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.entry_form import EntryForm
from reportgen.publish.entry_checks import FALL, RISE

Line = tuple[str, str, str]
"""Mark, text, look."""

TYPING = (
    "Chỉ gõ vào ô nền vàng. Ô khác đã khóa để không gõ nhầm; khóa không có mật khẩu (Review > Unprotect).",
    "Không có thì gõ 0. Chưa có số liệu thì để trống, hoặc gõ dấu ba chấm (…) để báo là đã xem mà chưa có.",
    "Không gõ dấu gạch ngang (-): người đọc không biết là 0 hay chưa có số liệu, ô đó sẽ bị trả lại.",
    "Chỉ gõ số, không gõ kèm đơn vị tính. Số người, số hộ là số nguyên. Số đo có thể có phần thập phân.",
    "Đơn vị tính là % thì gõ 36,83 (không gõ 0,3683).",
    "Không gõ ngày tháng vào ô số. Dán số từ nơi khác thì dùng Dán giá trị (Paste Special > Values).",
    "Không gộp ô, không ẩn hàng có số. Không sửa mã đơn vị, không dùng biểu của đơn vị khác.",
    "Cần nói thêm về một số thì ghi ở cột Ghi chú, không ghi vào ô số.",
)
LISTS = (
    "Mỗi hàng một mục. Hết hàng vàng thì chèn thêm hàng vào giữa bảng.",
    "Cột Mã: chữ thường không dấu, ví dụ ha_noi; để trống thì chương trình lấy từ tên và báo lại.",
    "Không thêm hàng tổng, hàng cộng.",
)
SENDING = (
    "Lưu kiểu Excel Workbook (*.xlsx), không đặt mật khẩu, rồi gửi tệp đi. Tên tệp đổi được.",
    "Mỗi đơn vị gửi một tệp. Sửa lại thì gửi tệp mới thay tệp cũ, đừng để hai tệp khác số cùng lúc.",
)


def guide(form: EntryForm, *, has_last: bool) -> Iterator[Line]:
    """Yield the lines of the guide sheet."""
    yield "", f"Cách nhập số liệu: {form.title}", "guide_title"
    yield "", form.period_text, "wrapped"
    yield from _part("Nhập số", TYPING)
    yield from _part("Cột Kiểm tra", _checks(form, has_last=has_last))
    if form.lists:
        yield from _part("Trang danh sách", LISTS)
    yield from _part("Gửi biểu", SENDING)


def _checks(form: EntryForm, *, has_last: bool) -> Iterator[str]:
    yield "Cột Kiểm tra hiện chữ đỏ khi số không khớp: tổng khác các phần, phần lớn hơn tổng, không phải số."
    yield "Chữ đỏ là để xem lại. Số đúng thực tế thì để nguyên và ghi lý do ở cột Ghi chú."
    if has_last:
        rise, fall = form.rise or RISE, form.fall or FALL
        yield (
            "Cột Kỳ trước (nền xám) là số đã báo cáo kỳ trước, để so sánh. "
            f"Tăng hơn {rise}% hoặc giảm hơn {fall}% thì cột Kiểm tra nhắc xem lại."
        )


def _part(heading: str, texts: Iterator[str] | tuple[str, ...]) -> Iterator[Line]:
    yield "", "", "plain"
    yield "", heading, "guide_heading"
    for number, text in enumerate(texts, start=1):
        yield f"{number}.", text, "wrapped"
