"""Messages to other systems: where they may go, signed, no further than the address that was checked."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from reportgen import __version__
from reportgen.errors import Finding, InputRefused

SECONDS = 10
MOST_READ = 2000
PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


REASONS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "không tìm thấy máy nhận theo tên này"),
    (ConnectionRefusedError, "máy nhận không mở cổng này"),
    (TimeoutError, "máy nhận không trả lời kịp"),
    (ssl.SSLError, "chứng thư https của máy nhận không tin được"),
)
"""What people can do something about; the rest is told by its kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said; `status` 0 when there was no answer."""

    status: int
    text: str

    @property
    def told(self) -> str:
        """What people read of it: what the other side said, or why there was nothing."""
        return f"{self.status} {self.text}" if self.status else self.text

    @property
    def is_good(self) -> bool:
        """Whether the message was taken."""
        return 200 <= self.status < 300


def require_target(url: str, *, allows_private: bool) -> None:
    """Raise InputRefused for an address that no message may be sent to, as far as can be told by looking."""
    if problem := _problem(url):
        raise _refused(problem)
    host = urlsplit(url).hostname or ""
    literal = _literal(host)
    is_private = host == "localhost" or (literal is not None and not _is_public(literal))
    if is_private and not allows_private:
        raise _refused(f"“{host}” là địa chỉ nội bộ")


def _problem(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "địa chỉ viết sai"
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        return "địa chỉ phải bắt đầu bằng https:// hoặc http:// và có tên máy"
    if parts.username is not None or parts.fragment or len(url) > 500 or not url.isascii() or " " in url:
        return "địa chỉ không được có tên người dùng, dấu #, dấu cách, chữ có dấu"
    return "" if url.isprintable() else "địa chỉ có ký tự lạ"


def _refused(problem: str) -> InputRefused:
    remedy = "ghi địa chỉ https của hệ thống nhận; máy nội bộ thì chạy serve với --private-webhooks"
    return InputRefused([Finding("webhook-target", f"không gửi tới địa chỉ này: {problem}", remedy=remedy)])


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(address: Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return bool(address.is_global and not address.is_multicast and (mapped is None or mapped.is_global))


def send(url: str, body: bytes, headers: dict[str, str], *, allows_private: bool) -> Answer:
    """Post a message to the very address that was looked up and checked; no redirection is followed."""
    parts = urlsplit(url)
    port = parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(each[4][0]) for each in found]
        if not allows_private and not all(map(_is_public, addresses)):
            return Answer(0, "tên máy dẫn tới địa chỉ nội bộ")
        return _post(parts, str(addresses[0]), port, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = next((text for kind, text in REASONS if isinstance(error, kind)), type(error).__name__)
        return Answer(0, f"không gửi được: {reason}")


def _post(parts: SplitResult, address: str, port: int, body: bytes, headers: dict[str, str]) -> Answer:
    assert parts.hostname is not None, "checked when the webhook was made"
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=SECONDS)
    connection.sock = socket.create_connection((address, port), SECONDS)
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=parts.hostname)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        own = {"User-Agent": f"reportgen/{__version__}", "Content-Type": "application/json"}
        connection.request("POST", path, body, {**own, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(MOST_READ).decode(errors="replace")[:200])
    finally:
        connection.close()


def signature(secret: str, moment: int, body: bytes) -> str:
    """Return what proves that a message is ours and of that moment (seconds since 1970)."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={signed}"
