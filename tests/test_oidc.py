"""Signing in through the accounts of a province: who has an account here comes in, nobody else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from joserfc.jwk import RSAKey

from reportgen.cli import main
from reportgen.service.office import accounts
from reportgen.service.office.office import Office, OidcSettings
from tests.live_office import settings_in
from tests.oidc_provider import CLIENT, SECRET, Provider, provider
from tests.web_office import admin_of, served


@dataclass
class Signing:
    """An office that knows a provider, and a browser."""

    provider: Provider
    office: Office
    browser: httpx.Client

    def sign_in(self) -> httpx.Response:
        return self.browser.get("/dang-nhap/tinh")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Provider, Office, str]]:
    with provider() as made:
        known = OidcSettings(made.issuer, CLIENT, SECRET)
        settings = dataclasses.replace(settings_in(tmp_path_factory.mktemp("oidc")), oidc=known)
        office = Office.open(settings)
        admin = admin_of(office)
        accounts.create_user(office, admin, "lan.nt", "Nguyễn Thị Lan", "tre xanh soi bóng")
        with served(office) as url:
            yield made, office, url
        office.close()


@pytest.fixture
def signing(scene: tuple[Provider, Office, str]) -> Iterator[Signing]:
    made, office, url = scene
    made.login, made.changes, made.signing_key = "lan.nt", {}, None
    with httpx.Client(base_url=url, follow_redirects=True, timeout=60) as browser:
        yield Signing(made, office, browser)


def test_a_person_with_an_account_comes_in(signing: Signing) -> None:
    assert "Đăng nhập bằng tài khoản của tỉnh" in signing.browser.get("/dang-nhap").text
    page = signing.sign_in()
    assert page.status_code == 200
    assert page.url.path == "/"
    assert "Nguyễn Thị Lan" in page.text
    assert signing.provider.asked["scope"] == "openid profile email"
    assert signing.provider.asked["code_challenge_method"] == "S256"


def test_a_person_without_an_account_stays_out(signing: Signing) -> None:
    signing.provider.login = "ai.do"
    page = signing.sign_in()
    assert page.status_code == 422
    assert "chưa có tài khoản “ai.do” ở đây" in page.text.casefold()


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "khac"},
        {"aud": "phan-mem-khac"},
        {"iss": "https://khac.example"},
        {"exp": 1_000_000},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_token_that_was_made_for_something_else_is_refused(
    signing: Signing, changes: dict[str, object]
) -> None:
    signing.provider.changes = changes
    page = signing.sign_in()
    assert page.status_code == 422
    assert "thẻ của máy chủ tài khoản tỉnh không đúng" in page.text.casefold()


def test_a_token_with_another_signature_is_refused(signing: Signing) -> None:
    signing.provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    assert "thẻ của máy chủ tài khoản tỉnh không đúng" in signing.sign_in().text.casefold()


def test_an_answer_to_somebody_elses_question_is_refused(signing: Signing) -> None:
    back = signing.sign_in().history[-1]
    assert back.url.path == "/dang-nhap/tinh/tro-ve"
    with httpx.Client(base_url=signing.browser.base_url, timeout=60) as other:
        assert other.get(str(back.url)).status_code == 422
        other.get("/dang-nhap/tinh")
        assert "không phải của trình duyệt này" in other.get(str(back.url)).text.casefold()


def test_an_office_without_a_province_shows_no_such_way(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office.open(settings_in(tmp_path_factory.mktemp("khong")))
    admin_of(office)
    with served(office) as url, httpx.Client(base_url=url, timeout=60) as browser:
        assert "tài khoản của tỉnh" not in browser.get("/dang-nhap").text
        assert browser.get("/dang-nhap/tinh").status_code == 404
    office.close()


def test_half_a_configuration_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setenv("REPORTGEN_OIDC_ISSUER", "https://tinh.example")
    assert main(["doctor", "--data", str(tmp_path_factory.mktemp("nua"))]) == 2
    assert "REPORTGEN_OIDC_CLIENT_ID" in capsys.readouterr().err
