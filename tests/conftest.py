"""The cast every test shares: 佐藤 (adviser), 鈴木 (manager), 田中 (elsewhere), さくら製麺."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from datetime import date

import pytest
from django import conf
from django.test import Client, override_settings
from pytest_django import Settings

from banso.accounts.models import Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.records.actions import set_topics
from banso.records.models import Topic
from banso.registry.actions import register_business, set_districts
from banso.registry.models import Business, LegalForm

TODAY = date(2026, 11, 20)


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what was imported, and come by less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def uploads_out_of_the_way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests upload away from the uploads of the installation."""
    kept = conf.settings.STORAGES["default"]
    options = {**kept["OPTIONS"], "location": tmp_path_factory.getbasetemp() / "uploads"}
    storages = {**conf.settings.STORAGES, "default": {**kept, "OPTIONS": options}}
    with override_settings(STORAGES=storages):
        yield


@pytest.fixture(autouse=True)
def quick_and_quiet(settings: Settings) -> None:
    """Hash passwords quickly and serve static files without a manifest or a collected folder."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond loopback: the product must work with no internet."""
    reach = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        assert host in {"localhost", "127.0.0.1", "::1"}, f"a test tried to reach {host}"
        reach(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def fixed_day() -> Iterator[date]:
    """Every test happens on 令和8年11月20日（金）."""
    with clock.fixed(TODAY):
        yield TODAY


@pytest.fixture
def gunma(db: None) -> Organisation:
    """Our office."""
    organisation = Organisation.objects.create(name="高崎市群馬商工会")
    set_districts(organisation, [("first", "第1地区"), ("second", "第2地区")])
    set_topics(
        organisation,
        [
            Topic(key="plan-followup", name="計画フォローアップ", section="7", kind="section"),
            Topic(key="sns", name="SNS活用支援", section="8", kind="section"),
            Topic(key="cash", name="資金繰り・金融", section="", kind="theme"),
        ],
    )
    return organisation


@pytest.fixture
def elsewhere(db: None) -> Organisation:
    """Another office in the same installation."""
    return Organisation.objects.create(name="山の向こう商工会")


def staff_of(organisation: Organisation, name: str, email: str, role: Role) -> Staff:
    """A new person as staff of the organisation."""
    person = Person.objects.create_user(email, name, "banso-no-shiken-2026")
    return Staff.objects.create(organisation=organisation, person=person, role=role)


@pytest.fixture
def sato(gunma: Organisation) -> Staff:
    """佐藤, adviser."""
    return staff_of(gunma, "佐藤 さくら", "sato@example.jp", Role.ADVISER)


@pytest.fixture
def suzuki(gunma: Organisation) -> Staff:
    """鈴木, her manager: administrator."""
    return staff_of(gunma, "鈴木 一郎", "suzuki@example.jp", Role.ADMINISTRATOR)


@pytest.fixture
def tanaka(elsewhere: Organisation) -> Staff:
    """田中, administrator of another office: must see nothing of ours."""
    return staff_of(elsewhere, "田中 実", "tanaka@example.jp", Role.ADMINISTRATOR)


@pytest.fixture
def sakura(gunma: Organisation, sato: Staff) -> Business:
    """さくら製麺, the business."""
    return register_business(
        Business(
            name="株式会社さくら製麺",
            name_kana="サクラセイメン",
            legal_form=LegalForm.CORPORATION,
            corporate_number="8070005002894",
            industry_code="09",
            full_time=4,
            officers=2,
            owner_name="桜井 花子",
            phone="027-373-0000",
            adviser=sato,
            district=gunma.districts.first(),
        ),
        organisation=gunma,
    )


def signed_in(staff: Staff) -> Client:
    """A browser in which the staff member has signed in."""
    client = Client()
    client.force_login(staff.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_sato(sato: Staff) -> Client:
    """佐藤's browser."""
    return signed_in(sato)


@pytest.fixture
def as_suzuki(suzuki: Staff) -> Client:
    """鈴木's browser."""
    return signed_in(suzuki)


@pytest.fixture
def as_tanaka(tanaka: Staff) -> Client:
    """田中's browser."""
    return signed_in(tanaka)
