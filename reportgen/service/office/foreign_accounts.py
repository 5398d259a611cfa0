"""Signing in through the accounts of a province: OpenID Connect, the code flow with PKCE. Extra [oidc]."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from reportgen.errors import EnvironmentProblem
from reportgen.model.office.people import Ticket
from reportgen.model.office.refusals import Denied
from reportgen.service.office.accounts import begin_foreign_session
from reportgen.service.office.office import Office, OidcSettings

SECONDS = 10
SIGNED_WITH = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures that only the province's server can make; `none` and shared secrets are not among them."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
UNREACHABLE = "Máy chủ tài khoản của tỉnh không trả lời đúng"
TRY_AGAIN = "thử lại sau, hoặc đăng nhập bằng tài khoản của phần mềm này"


@dataclass(frozen=True, slots=True)
class Journey:
    """What the browser remembers while its owner signs in elsewhere."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begin(cls) -> Journey:
        """Return a new one; nobody can guess it."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    def as_json(self) -> dict[str, str]:
        """Return it as plain data."""
        return asdict(self)


def address_of(settings: OidcSettings, journey: Journey, back: str) -> str:
    """Return where the browser is sent to; `back` is where it comes back to.

    Raises EnvironmentProblem when the province's server does not answer.
    """
    asked = {
        "response_type": "code",
        "client_id": settings.client_id,
        "redirect_uri": back,
        "scope": "openid profile email",
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": create_s256_code_challenge(journey.verifier),
        "code_challenge_method": "S256",
    }
    return f"{_endpoints(settings)['authorization_endpoint']}?{urlencode(asked)}"


def come_back(office: Office, journey: Journey, state: str, code: str, back: str, client: str = "") -> Ticket:
    """Begin a session for whoever the province's server says it is.

    Raises Denied when the answer is not to our question, or the person has no account here: accounts are
    made by those who manage them, never by somebody else's server.
    """
    settings = office.settings.oidc
    assert settings is not None, "only then is there a way here"
    if not code or not secrets.compare_digest(state.encode(), journey.state.encode()):
        raise Denied("lượt đăng nhập này đã cũ hoặc không phải của trình duyệt này", remedy="đăng nhập lại")
    claims = _claims(settings, journey, code, back)
    login = str(claims.get(settings.claim) or "")
    if not login or (settings.claim == "email" and claims.get("email_verified") is False):
        raise Denied(
            f"tài khoản của tỉnh không cho biết {settings.claim}", remedy="hỏi người quản trị của tỉnh"
        )
    return begin_foreign_session(office, login, client)


def _claims(settings: OidcSettings, journey: Journey, code: str, back: str) -> dict[str, Any]:
    endpoints = _endpoints(settings)
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": journey.verifier,
    }
    answer = _ask("POST", endpoints["token_endpoint"], given, (settings.client_id, settings.client_secret))
    keys: Any = _ask("GET", endpoints["jwks_uri"])
    try:
        token = jwt.decode(answer["id_token"], KeySet.import_key_set(keys), algorithms=SIGNED_WITH)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={"iss": {"value": settings.issuer}, "aud": {"value": settings.client_id}},
            params={"nonce": journey.nonce, "client_id": settings.client_id},
        )
        claims.validate(leeway=60)
    except (JoseError, OAuth2Error, KeyError, ValueError) as error:
        raise Denied("thẻ của máy chủ tài khoản tỉnh không đúng", remedy="báo người quản trị") from error
    return dict(claims)


def _endpoints(settings: OidcSettings) -> dict[str, Any]:
    found = _ask("GET", f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != settings.issuer:
        raise EnvironmentProblem(
            f"{UNREACHABLE}: tên máy chủ khác với cấu hình", remedy="sửa REPORTGEN_OIDC_ISSUER"
        )
    return found


def _ask(
    method: str, address: str, data: dict[str, str] | None = None, auth: tuple[str, str] | None = None
) -> dict[str, Any]:
    _require_safe(address)
    try:
        answer = httpx.request(method, address, data=data, auth=auth, timeout=SECONDS)
        answer.raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise EnvironmentProblem(f"{UNREACHABLE} ({type(error).__name__})", remedy=TRY_AGAIN) from error
    if not isinstance(said, dict):
        raise EnvironmentProblem(UNREACHABLE, remedy=TRY_AGAIN)
    return said


def _require_safe(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise EnvironmentProblem(
            f"{UNREACHABLE}: địa chỉ không phải https", remedy="sửa REPORTGEN_OIDC_ISSUER"
        )
