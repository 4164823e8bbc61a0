"""A real Chromium, the live product, and axe: what every browser story is told with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python import sync_playwright as axe_playwright
from django.conf import LazySettings
from django.contrib.staticfiles import handlers
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer
from tests.conftest import TODAY, signed_in
from tests.programme.conftest import CERTIFIED, loaded

from banso.accounts.models import Organisation, Staff
from banso.programme.queries import Plan

# Chromium looks for its maker's services unless told not to; a story may reach only our server.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 10_000
expect.set_options(timeout=PATIENCE_MS)
AXE = "axe.min.js"
# Rows after the fourth of a table or list are built like the ones before; styles are not fetched
# again for the one rule that wants them, since none of ours asks how the screen is turned.
AXE_FAULTS = """({contrast, frame}) => axe.run({
  include: [["html"]],
  exclude: [
    ["tbody > tr:nth-child(n+5)"], ["main li:nth-child(n+5)"],
    ...(frame ? [] : [[".bar"], [".side"]]),
  ],
}, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  rules: {"color-contrast": {enabled: contrast}, "css-orientation-lock": {enabled: false}},
  resultTypes: ["violations"], preload: false, iframes: false,
})"""
# What a page itself is answered with is the story's own matter: a 404, a form with refusals.
ANSWERS_TO_PEOPLE = {"document", "fetch", "xhr"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything told in this folder is a browser story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in production: in memory the server's threads would share one door."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "banso.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    # Playwright runs its own event loop; Django would take our database calls for async ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = shutil.which("chromium")
    assert program, "Chromium がありません。bin/test browser が入れます。"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files, served and cached as the product does it rather than by Django's tests."""
    from django.conf import settings

    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.WHITENOISE_MAX_AGE = 3600
    call_command("collectstatic", interactive=False, verbosity=0)
    (settings.STATIC_ROOT / AXE).write_text(axe_playwright.Axe().axe_script)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        yield Path(settings.STATIC_ROOT)


@pytest.fixture
def product(
    transactional_db: None,
    collected_static: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    live_server: LiveServer,
    tmp_path: Path,
) -> str:
    """The address of the running product, whose server's threads live on the cast's day too."""
    settings.STATIC_ROOT = collected_static
    uploads = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": uploads}
    monkeypatch.setenv("BANSO_TODAY", TODAY.isoformat())
    return live_server.url


@pytest.fixture
def plan(gunma: Organisation, sato: Staff) -> Plan:
    """The certified plan, in force in our office."""
    return loaded(CERTIFIED, gunma, sato)


class Strays(list[str]):
    """Requests that left for another address, and what the console complained of."""


@pytest.fixture
def strays() -> Strays:
    return Strays()


OpenBrowser = Callable[..., Page]


@pytest.fixture
def browser_of(chromium: Browser, product: str, strays: Strays) -> Iterator[OpenBrowser]:
    """Opens a browser for a member of staff who has signed in, or for a stranger.

    When the story ends, no page may have asked another server for anything, missed a file of
    its own, or complained in the console, of the CSP or of anything else.
    """
    opened: list[BrowserContext] = []

    def open_browser(
        staff: Staff | None = None, viewport: dict[str, int] | None = None, *, touch: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=product,
            viewport=viewport or DESK,
            has_touch=touch,
            is_mobile=touch,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        if staff is not None:
            session = signed_in(staff).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": product}])
        context.on("request", lambda request: note_stray(request.url, product, strays))
        context.on("response", lambda response: note_missing(response, strays))
        context.on("weberror", lambda error: strays.append(f"script error: {error.error}"))
        context.on("console", lambda said: note_complaint(said, strays))
        return context.new_page()

    yield open_browser
    for context in opened:
        context.close()
    assert not strays


def note_stray(url: str, product: str, strays: Strays) -> None:
    """Note a request that went to another address than the product's."""
    if not url.startswith((product, "data:", "blob:", "about:")):
        strays.append(url)


def note_missing(response: Response, strays: Strays) -> None:
    """Note a file of a page that isn't there, and a page that broke."""
    wanted_by_page = response.request.resource_type not in ANSWERS_TO_PEOPLE
    if response.status >= 500 or (wanted_by_page and response.status >= 400):
        strays.append(f"{response.status} {response.url}")


# A fragment still on its way when its page is left: the browser breaks it off, and htmx says so
# with these two words. A fragment that fails is told by others: sendError, responseError.
LEFT_BEHIND = ("htmx:afterRequest", "htmx:sendAbort")


def note_complaint(said: ConsoleMessage, strays: Strays) -> None:
    """Note what the browser complains of; an answer of 4xx is noted by ``note_missing``."""
    is_answer = said.text.startswith(("Failed to load resource", *LEFT_BEHIND))
    if said.type in {"error", "warning"} and not is_answer:
        strays.append(f"{said.type}: {said.text}")


FaultsOf = Callable[..., list[str]]


@pytest.fixture
def faults_of() -> FaultsOf:
    """What axe finds wrong with the page as it stands（WCAG 2.1 A and AA, best practice）.

    Colours, and the bar and menu around the page, can be left out where they were judged before.
    """

    def find(page: Page, *, contrast: bool = True, frame: bool = True) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.add_script_tag(url=f"/static/{AXE}")
        rules: list[dict[str, object]] = page.evaluate(
            AXE_FAULTS, {"contrast": contrast, "frame": frame}
        )["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in rules for node in rule["nodes"]]

    return find


@pytest.fixture
def assert_accessible(faults_of: FaultsOf) -> Callable[[Page], None]:
    """Fails with what axe finds on the page."""

    def check(page: Page) -> None:
        assert faults_of(page) == []

    return check
