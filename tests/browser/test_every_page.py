"""Every page in a real browser, at the desk and on the phone: sound, in its frame, at home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.architecture.pages import Kind
from tests.architecture.test_every_page import asked_in
from tests.architecture.world import (
    PLAN,
    World,
    a_batch,
    a_choice,
    a_figure_link,
    a_finding,
    a_merge,
    a_photo,
    a_record,
    a_remedy,
    a_seminar,
    a_step,
    a_template,
    a_token,
    a_twin,
    a_wish,
    a_workbook,
    an_entry,
    an_erasure_request,
    an_import,
    an_invitation,
    brought_accounts,
    parts_of_a_plan,
)
from tests.browser.conftest import DESK, PHONE, FaultsOf
from tests.browser.hands import PASSWORD, heading, sign_in
from tests.conftest import TODAY

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.diagnosis.actions import open_diagnosis
from banso.diagnosis.models import Diagnosis
from banso.figures.models import FinancialStatement
from banso.programme.models import Result
from banso.records.actions import stage_file
from banso.records.models import Attachment, ExpertDispatch, Promise, SupportCase
from banso.registry.models import Business, Consent, ContactPerson
from banso.web.demo.build import Order, build_demonstration
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import SMALL_OFFICE

WALL = {"width": 1920, "height": 1080}
# Whether a table scrolls in its box is settled in the frame after the window changed.
AFTER_A_FRAME = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
WITHOUT_SECOND_FACTOR = (
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
)
WITH_SECOND_FACTOR = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
)


@pytest.fixture
def office(product: str) -> World:
    """The demonstration office, small, and one of each of its rows to open."""
    del product  # the office's files are kept where the running product looks for them
    build_demonstration(Order(TODAY, PLAN, scale=SMALL_OFFICE), password=PASSWORD)
    manager = Staff.objects.get(role=Role.ADMINISTRATOR)
    business = Business.objects.get(name=STAR)
    promise = Promise.objects.unkept().filter(record__business=business).earliest("pk")
    colleague = Staff.objects.filter(role=Role.ADVISER).earliest("pk")
    twin = a_twin(business, 0)
    begun = Diagnosis.objects.under_way().filter(business=business).first()
    diagnosis = begun or open_diagnosis(business, by=colleague)
    seminar = a_seminar(colleague, 0)
    workbook, token = a_workbook(seminar, 0)
    return World(
        office=manager.organisation,
        manager=manager,
        colleague=colleague,
        business=business,
        contact=ContactPerson.objects.filter(business=business).earliest("pk"),
        consent=Consent.objects.filter(business=business, withdrawn_on=None).earliest("pk"),
        record=promise.record,
        attachment=Attachment.objects.filter(record__business=business).earliest("pk"),
        staged=stage_file(a_photo(0), by=manager),
        promise=promise,
        template=a_template(manager, 0),
        dispatch=ExpertDispatch.objects.filter(business=business).earliest("pk"),
        result=Result.objects.filter(withdrawal=None).earliest("pk"),
        case=SupportCase.objects.checked().earliest("pk"),
        batch=a_batch(a_record(business, colleague, 0, []), manager),
        link=an_invitation(manager, 0),
        token=a_token(manager, 0),
        erasure_request=an_erasure_request(twin, colleague, 0),
        ledger_import=an_import(manager, 0),
        twin=twin,
        merge=a_merge(manager.organisation, manager, 0),
        statement=FinancialStatement.objects.of_business(business).latest("ends_on"),
        brought=brought_accounts([business], manager, 0),
        figure_link=a_figure_link(business, colleague),
        diagnosis=diagnosis,
        finding=a_finding(diagnosis, colleague, 0),
        entry=an_entry(diagnosis, colleague, 0),
        step=a_step(diagnosis, promise.record, 0),
        remedy=a_remedy(diagnosis, colleague, 0),
        choice=a_choice(business, colleague),
        seminar=seminar,
        workbook=workbook,
        workbook_token=token,
        calendar_token="unused",  # a file, no page
        analysis_request=a_wish(workbook, 0),
        **parts_of_a_plan(business, diagnosis, colleague),
    )


def addresses_of(office: World, *, of_the_plan: bool) -> Iterator[str]:
    """Every page of ours in every way it is asked for: those of the plan, or all others."""
    for asked in asked_in(office):
        room, _, page = asked.address.name.partition(":")
        is_asked = (room == "programme") == of_the_plan and page != "accept"
        if is_asked and asked.recipe.kind is Kind.PAGE:
            query = "&".join(f"{key}={value}" for key, value in asked.query.items())
            yield f"{asked.url}?{query}" if query else asked.url


class Walk:
    """Opens pages and notes what is wrong with them."""

    def __init__(self, page: Page, faults_of: FaultsOf) -> None:
        self.page = page
        self.faults_of = faults_of
        self.notes: list[str] = []

    def open(self, address: str, *viewports: dict[str, int], frame: bool = True) -> None:
        """Look at one page in each window; colours are judged in the first, being the same."""
        self.page.set_viewport_size(viewports[0])
        answer = self.page.goto(address)
        assert answer is not None
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        if answer.status != 200 or not unquote(answer.url).endswith(address):
            self.notes.append(f"{address}: {answer.status} {answer.url}")
        for viewport in viewports:
            self.page.set_viewport_size(viewport)
            self.page.wait_for_function("width => innerWidth === width", arg=viewport["width"])
            self.page.evaluate(AFTER_A_FRAME)
            over = self.page.evaluate(OVERFLOW)
            faults = self.faults_of(self.page, contrast=viewport is viewports[0], frame=frame)
            if over > 0:
                faults.append(f"{over}px too wide")
            self.notes += [f"{address} at {viewport['width']}: {fault}" for fault in faults]


@pytest.mark.parametrize("of_the_plan", [True, False], ids=["plan", "daily-work"])
def test_every_page_is_sound_at_the_desk_and_on_the_phone(
    office: World, browser_of: Callable[..., Page], faults_of: FaultsOf, *, of_the_plan: bool
) -> None:
    walk = Walk(browser_of(office.manager), faults_of)
    for address in addresses_of(office, of_the_plan=of_the_plan):
        walk.open(address, DESK, PHONE, frame=False)
    assert not walk.notes, "\n".join(walk.notes)


def test_the_pages_seen_most_are_sound_on_the_wall_with_all_around_them(
    office: World, browser_of: Callable[..., Page], faults_of: FaultsOf
) -> None:
    walk = Walk(browser_of(office.manager), faults_of)
    for name in ("web:home", "programme:targets", "registry:list"):
        walk.open(reverse(name), WALL, PHONE)
    assert not walk.notes, "\n".join(walk.notes)


def test_the_doors_of_the_house_are_sound_too(
    suzuki: Staff, browser_of: Callable[..., Page], faults_of: FaultsOf
) -> None:
    walk = Walk(browser_of(), faults_of)
    walk.open(reverse("accounts:accept", args=[an_invitation(suzuki, 0).token]), PHONE, DESK)
    walk.open(reverse("account_login"), PHONE, DESK)
    sign_in(walk.page, suzuki)
    expect(heading(walk.page)).to_contain_text("今日")
    walk.page.goto(reverse("mfa_activate_totp"))
    walk.page.get_by_label("パスワード").fill(PASSWORD)
    walk.page.locator("main .button-primary").click()
    expect(heading(walk.page)).to_contain_text("認証アプリ")
    for name in WITHOUT_SECOND_FACTOR:
        walk.open(reverse(name), PHONE, frame=False)
    TOTP.activate(suzuki.person, generate_totp_secret())
    RecoveryCodes.activate(suzuki.person)
    for name in WITH_SECOND_FACTOR:
        walk.open(reverse(name), PHONE, frame=False)
    assert not walk.notes, "\n".join(walk.notes)
