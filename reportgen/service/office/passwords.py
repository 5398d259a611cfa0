"""Passwords and secrets: what is good enough, how it is kept."""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reportgen.errors import Finding, InputRefused
from reportgen.service.office.office import OfficeSettings

SHORTEST, LONGEST = 10, 200


def new_secret() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """Return what is kept of a token: it has 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(settings: OfficeSettings, password: str) -> str:
    """Return what is kept of a password."""
    return _hasher(settings.password_memory, settings.password_rounds).hash(password)


def fits(settings: OfficeSettings, password: str, kept: str) -> bool:
    """Whether a password is the one that is kept; takes as long when nothing is kept."""
    hasher = _hasher(settings.password_memory, settings.password_rounds)
    against = kept or _nobodys(settings.password_memory, settings.password_rounds)
    try:
        return hasher.verify(against, password[:LONGEST]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def require_good(password: str, login: str) -> None:
    """Raise InputRefused for a password that is easily guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"mật khẩu có {len(password)} ký tự, phải có từ {SHORTEST} đến {LONGEST}"
    elif len(set(password)) < 4 or (login and login in password.casefold()):
        message = "mật khẩu dễ đoán: chứa tên đăng nhập, hoặc chỉ lặp vài ký tự"
    else:
        return
    remedy = "đặt mật khẩu dài, ví dụ ghép vài từ không liên quan với nhau"
    raise InputRefused([Finding("password-weak", message, remedy=remedy)])


@lru_cache(maxsize=4)
def _hasher(memory: int, rounds: int) -> PasswordHasher:
    return PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=1)


@lru_cache(maxsize=4)
def _nobodys(memory: int, rounds: int) -> str:
    return _hasher(memory, rounds).hash(new_secret())
