"""How people call what happened: actions of events, and the ways by which changes came."""

from __future__ import annotations

ACTIONS = {
    "set-up": "lập văn phòng, tài khoản đầu tiên",
    "sign-in": "đăng nhập",
    "sign-in-failed": "đăng nhập không được",
    "sign-in-barred": "bị khoá đăng nhập tạm thời",
    "password-set": "đặt mật khẩu",
    "user-created": "lập tài khoản",
    "user-deactivated": "ngừng tài khoản",
    "user-reactivated": "mở lại tài khoản",
    "role-granted": "giao quyền",
    "role-revoked": "thu quyền",
    "token-created": "lập thẻ truy cập",
    "token-revoked": "thu hồi thẻ truy cập",
    "webhook-created": "thêm địa chỉ nhận tin",
    "webhook-removed": "bỏ địa chỉ nhận tin",
    "programme-published": "đưa chương trình lên",
    "cycle-opened": "mở lại kỳ báo cáo",
    "cycle-closed": "đóng kỳ báo cáo",
    "report-changed": "sửa báo cáo",
    "report-built": "lập văn bản",
    "report-signed": "ký báo cáo",
    "report-sent-back": "trả lại báo cáo",
    "sign-offs-voided": "chữ ký hết hiệu lực",
    "job-started": "bắt đầu lập hàng loạt",
    "job-stopped": "dừng lập hàng loạt",
    "job-ended": "xong lập hàng loạt",
}
WAYS = {
    "page": "nhập trên trang",
    "api": "phần mềm khác gửi (API)",
    "job": "việc chạy nền",
    "bundle": "kèm theo chương trình",
    "workbook": "biểu Excel",
}
SUBJECTS = {
    "report": "báo cáo",
    "cycle": "kỳ báo cáo",
    "user": "tài khoản",
    "token": "thẻ truy cập",
    "webhook": "địa chỉ nhận tin",
    "job": "việc",
}
DETAILS = {
    "revision": "lần sửa",
    "changes": "số chỗ đổi",
    "via": "cách nhập",
    "voided": "chữ ký hết hiệu lực",
    "step": "bước",
    "content": "mã nội dung",
    "note": "ghi chú",
    "why": "lý do",
    "files": "tệp",
    "version": "phiên bản",
    "bundle": "mã bộ tệp",
    "period": "kỳ",
    "login": "tên đăng nhập",
    "is_admin": "được quản trị tài khoản",
    "role": "vai trò",
    "where": "ở đâu",
    "name": "tên",
    "days": "số ngày",
    "url": "địa chỉ",
    "cycle": "kỳ số",
    "client": "từ máy",
}


def detail_label(name: str) -> str:
    """Return what people call a detail of an event."""
    return DETAILS.get(name, name)


def action_label(action: str) -> str:
    """Return what people call an action; one that is new here by its own name."""
    return ACTIONS.get(action, action)


def way_label(via: str) -> str:
    """Return by which way a change came."""
    return WAYS.get(via, via)


def subject_label(subject: str) -> str:
    """Return what something happened to: `report:7` is `báo cáo số 7`."""
    kind, _, number = subject.partition(":")
    return f"{SUBJECTS.get(kind, kind)} số {number}" if number else subject
