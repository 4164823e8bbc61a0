"""Two entries made one, and made two again: row by row, with everything that hangs on them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from django.apps import apps
from django.db import models
from tests.architecture.world import PLAN
from tests.conftest import TODAY, staff_of
from tests.figures.cast import a_kept_period
from tests.plans.cast import MANAGEMENT

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import hold_seminar, join_seminar, open_diagnosis
from banso.diagnosis.models import Diagnosis, SeminarSession, Workbook
from banso.figures.actions import Change, enter_monthly_figures, issue_link
from banso.figures.models import (
    FigureLink,
    FinancialStatement,
    MonthlyFigure,
    StatementImport,
)
from banso.figures.rules.monthly import Answer
from banso.followup.models import HandedBusiness, Handover, KeptOutcome
from banso.plans.actions import open_plan
from banso.plans.models import BusinessPlan
from banso.programme.actions import agree_definition, enter_result, load_programme
from banso.programme.models import Result
from banso.records.actions import RecordParts, arrange_dispatch, record_support, write_case
from banso.records.models import (
    CaseKind,
    ContactKind,
    ExpertDispatch,
    Promise,
    SupportCase,
    SupportRecord,
)
from banso.registry.actions import (
    Basis,
    Merging,
    ask_erasure,
    close_business,
    edit_business,
    give_consent,
    grant_access,
    keep_contact,
    merge_businesses,
    register_business,
    undo_merge,
    withdraw_consent,
)
from banso.registry.models import (
    AccessGrant,
    Business,
    Closure,
    Consent,
    ConsentScope,
    ContactPerson,
    Distinction,
    ErasureRequest,
    LegalForm,
    Merge,
)
from banso.registry.queries import history_of
from banso.registry.queries.hanging import keys_to_business
from banso.registry.rules.merging import Chosen

NOT_COMPARED = {"version", "search_text"}
OF_MERGING = {"merge", "mergewithdrawal"}
STAYED = "まとめた後に変えられたため、そのままにしました。"
Rows = dict[str, list[dict[str, Any]]]


def every_row() -> Rows:
    """Every row of every table of ours but histories, as it stands."""
    tables = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("banso.")
        and not model.__name__.startswith("Historical")
        and model._meta.model_name not in OF_MERGING
    ]
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in NOT_COMPARED}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in tables
    }


@pytest.fixture
def double(gunma: Organisation) -> Business:
    """さくら製麺 once more, entered by someone who did not find it."""
    return register_business(
        Business(
            name="サクラ製麺（有）",
            name_kana="サクラセイメン",
            legal_form=LegalForm.CORPORATION,
            street="棟高町9001-2",
            city="高崎市",
            phone="027-373-0000",
            fax="027-373-0001",
            full_time=6,
            owner_name="桜井 太郎",
            note="水曜定休。",
        ),
        tags=["青年部", "持続化補助金"],
        organisation=gunma,
    )


@pytest.fixture
def expert(gunma: Organisation) -> Staff:
    return staff_of(gunma, "外山 専門", "expert@example.jp", Role.EXPERT)


@pytest.fixture
def full(sakura: Business, double: Business, sato: Staff, suzuki: Staff, expert: Staff) -> None:
    """Everything that can hang on a business, on both."""
    load_programme(PLAN.read_text(), organisation=sakura.organisation, by=None)
    edit_business(sakura, tags=["青年部"], seen_version=sakura.version)
    for number, business in enumerate((sakura, double)):
        kept = record(business, sato, number)
        write_case(
            SupportCase(kind=CaseKind.values[0], title="値付け", happened="話", done="助言"),
            records=[kept],
            topics=[],
            by=sato,
        )
        arrange_dispatch(
            ExpertDispatch(
                business=business, theme="値付け", asked_on=TODAY, expert_name="外山", expert=expert
            ),
            by=suzuki,
            basis=Basis("owner-request", "電話で頼まれた"),
        )
        keep_contact(ContactPerson(business=business, name="桜井 実", phone="027-373-0000"))
        keep_contact(ContactPerson(business=business, name=f"経理 {number}"))
        for scope in (ConsentScope.SUPPORT, ConsentScope.values[number + 1]):
            give_consent(Consent(business=business, scope=scope, given_on=TODAY), by=sato)
        result(business, suzuki, number)
        figures(business, sato, number)
        handed_over(business, sato, suzuki)
    asked = ErasureRequest(
        business=double, asked_on=TODAY, asked_by="桜井 花子", ground="own-wish", identity="免許証"
    )
    ask_erasure(asked, by=sato)
    close_business(double, on=TODAY, reason="移転", by=suzuki)
    other = register_business(
        Business(name="さくら製粉", legal_form=LegalForm.CORPORATION),
        organisation=sakura.organisation,
    )
    Distinction.objects.create(
        organisation=sakura.organisation, one=double, other=other, one_seen="", other_seen="",
        at=date(2026, 4, 1).strftime("%Y-%m-%dT00:00+09:00"), by=sato,
    )  # fmt: skip


def record(business: Business, by: Staff, number: int) -> SupportRecord:
    return record_support(
        SupportRecord(
            business=business, on=date(2026, 10, 1 + number), kind=ContactKind.VISIT, heard="話"
        ),
        RecordParts(
            [by],
            list(by.organisation.topics.filter(key="plan-followup")),
            [Promise(side=Promise.Side.OURS, what=f"約束{number}", due_on=TODAY)],
        ),
        by=by,
    )


def result(business: Business, by: Staff, number: int) -> Result:
    programme = by.organisation.programmes.get()
    if not number:
        agree_definition(programme, line="listed-businesses", text="策定した", on=TODAY, by=by)
    row = Result(
        programme=programme, line="listed-businesses", on=TODAY, business=business, value=Decimal(1)
    )
    return enter_result(row, evidence=None, by=by)


def figures(business: Business, by: Staff, number: int) -> None:
    """A year's accounts, a month's figure by the owner's link, and a file that waits."""
    a_kept_period(business, 2025 + number)
    open_diagnosis(business, by=by)
    open_plan(business, MANAGEMENT, by=by)
    cells = {(date(2026, 9 + number, 1), "ad_cost"): Change(Answer(Decimal(number)))}
    enter_monthly_figures(business, cells, link=issue_link(business, by=by).link)
    a_workbook(business, number, by)
    StatementImport.objects.create(
        organisation=business.organisation, business=business, kind="journal", file_name="仕訳.csv",
        uploaded_by=by, uploaded_at=clock.now(),
    )  # fmt: skip


def handed_over(business: Business, giver: Staff, receiver: Staff) -> None:
    """A place in a handover, and an outcome kept from accounts that are gone."""
    handover = Handover.objects.create(
        organisation=business.organisation, giver=giver, receiver=receiver, starts_on=TODAY,
        written_by=giver, at=clock.now(),
    )  # fmt: skip
    HandedBusiness.objects.create(handover=handover, business=business)
    outcomes = dict.fromkeys(("sales", "margin_points", "margin_ratio"), "unknown")
    KeptOutcome.objects.create(
        business=business, fiscal_year=2024, ends_on=date(2025, 3, 31), at=clock.now(), **outcomes
    )


def merging(kept: Business, absorbed: Business, **choices: object) -> Merging:
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    return Merging(kept, absorbed, (kept.version, absorbed.version), **cast("Any", choices))


def a_workbook(business: Business, number: int, by: Staff) -> None:
    """What the owner wrote at a seminar, found to be the business's."""
    seminar = hold_seminar(SeminarSession(title=f"回{number}", held_on=date(2026, 11, 10)), by=by)
    book = Workbook(
        session=seminar,
        business_name=business.name,
        owner_name="桜井 花子",
        legal_form=business.legal_form,
        bucket="製造業",
    )
    book, _ = join_seminar(book, entry_key=book.public_id)
    Workbook.objects.filter(pk=book.pk).update(business=business)


@pytest.mark.usefixtures("full")
def test_a_merge_taken_back_leaves_every_row_as_it_was(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    before = every_row()
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    assert every_row() != before
    withdrawal = undo_merge(merge, by=suzuki)
    assert withdrawal.left == []
    assert every_row() == before


@pytest.mark.usefixtures("full")
def test_everything_that_hung_on_the_entry_hangs_on_the_one_that_stays(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    kinds = {key.model._meta.label: key for key in keys_to_business()}
    hanging = {
        label: key.model._base_manager.filter(**{key.name: double.pk}).count()
        for label, key in kinds.items()
    }
    empty = {label for label, count in hanging.items() if not count}
    assert empty == {"registry.Merge", "registry.Erasure"}, (
        "every other relation must be tried here"
    )
    gone = double.pk
    merge_businesses(merging(sakura, double), by=suzuki)
    assert not Business.objects.filter(pk=gone).exists()
    for key in kinds.values():
        assert not key.model._base_manager.filter(**{key.name: gone}).exists()
    assert {
        "records": sakura_has(SupportRecord),
        "promises": Promise.objects.filter(record__business=sakura).count(),
        "dispatches": sakura_has(ExpertDispatch),
        "results": sakura_has(Result),
        "contacts": sorted(sakura.contact_people.values_list("name", flat=True)),
        "tags": sorted(sakura.tags.values_list("name", flat=True)),
        "grants": sakura_has(AccessGrant),
        "consents": sorted(Consent.objects.values_list("scope", flat=True)),
        "closures": sakura_has(Closure),
        "statements": sakura_has(FinancialStatement),
        "analyses": sakura_has(Diagnosis),
        "plans": sakura_has(BusinessPlan),
        "figures": sakura_has(MonthlyFigure),
        "links": sakura_has(FigureLink),
    } == {
        "records": 2,
        "promises": 2,
        "dispatches": 2,
        "results": 2,
        "contacts": ["桜井 実", "経理 0", "経理 1"],
        "tags": ["持続化補助金", "青年部"],
        "grants": 1,
        "consents": ["expert", "federation", "support"],
        "closures": 0,
        "statements": 2,
        "analyses": 2,
        "plans": 2,
        "figures": 2,
        "links": 2,
    }


def sakura_has(model: type[models.Model]) -> int:
    return model._base_manager.filter(business__name="株式会社さくら製麺").count()


def test_blanks_are_filled_and_what_differs_is_chosen(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    Business.objects.filter(pk=sakura.pk).update(note="直売所あり。")
    chosen = {"officers": Chosen.ABSORBED, "note": Chosen.BOTH}
    merge = merge_businesses(merging(sakura, double, chosen=chosen), by=suzuki)
    sakura.refresh_from_db()
    assert (sakura.name, sakura.corporate_number) == ("株式会社さくら製麺", "8070005002894")
    assert (sakura.fax, sakura.address) == ("027-373-0001", "高崎市棟高町9001-2")
    assert (sakura.officers, sakura.full_time) == (None, 6)
    assert (sakura.owner_name, sakura.note) == ("桜井 花子", "直売所あり。\n水曜定休。")
    undo_merge(merge, by=suzuki)
    sakura.refresh_from_db()
    assert (sakura.officers, sakura.full_time, sakura.fax) == (2, 4, "")
    assert sakura.note == "直売所あり。"


def test_the_history_of_both_says_what_the_merge_did_and_undid(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    undo_merge(merge, by=suzuki)
    assert Counter(change.what for change in history_of(sakura)) == {
        "登録": 1,
        "変更": 2,
        "「サクラ製麺（有）」をまとめました": 1,
        "「サクラ製麺（有）」のまとめを取り消しました": 1,
    }
    tags = [
        field for change in changes_of(sakura) for field in change.fields if "タグ" in field.label
    ]
    assert [(tag.before, tag.after) for tag in tags] == [
        ("持続化補助金、青年部", ""),
        ("", "持続化補助金、青年部"),
    ]


def test_the_number_of_the_entry_that_goes_can_stay(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    merge = merge_businesses(merging(double, sakura), by=suzuki)
    double.refresh_from_db()
    assert double.corporate_number == "8070005002894"
    undo_merge(merge, by=suzuki)
    double.refresh_from_db()
    assert double.corporate_number == ""
    assert Business.objects.get(corporate_number="8070005002894").name == "株式会社さくら製麺"


def test_the_names_of_the_entry_that_went_find_the_one_that_stays(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    found = Business.objects.of(sakura.organisation)
    assert [row.pk for row in found.matching("桜井太郎")] == [sakura.pk]
    sakura.refresh_from_db()
    edit_business(sakura, tags=[], seen_version=sakura.version)
    assert [row.pk for row in found.matching("サクラ製麺有限会社")] == [sakura.pk]
    undo_merge(merge, by=suzuki)
    assert [row.name for row in found.matching("桜井太郎")] == ["サクラ製麺（有）"]


def test_a_business_that_takes_in_another_that_took_in_a_third_is_found_by_all(
    sakura: Business, double: Business, suzuki: Staff, gunma: Organisation
) -> None:
    third = register_business(
        Business(name="うめ製麺", legal_form="corporation"), organisation=gunma
    )
    first = merge_businesses(merging(double, third), by=suzuki)
    merge_businesses(merging(sakura, double), by=suzuki)
    assert [row.pk for row in Business.objects.all().matching("うめ製麺")] == [sakura.pk]
    with pytest.raises(RuleViolation) as refused:
        undo_merge(Merge.objects.get(pk=first.pk), by=suzuki)
    assert refused.value.code == "merged-on"
    for merge in Merge.objects.order_by("-pk"):
        undo_merge(merge, by=suzuki)
    assert sorted(Business.objects.values_list("name", flat=True)) == [
        "うめ製麺", "サクラ製麺（有）", "株式会社さくら製麺",
    ]  # fmt: skip


def test_what_was_changed_since_stays_and_is_told(
    sakura: Business, double: Business, sato: Staff, suzuki: Staff, gunma: Organisation
) -> None:
    moved = record(double, sato, 0)
    kept = keep_contact(ContactPerson(business=double, name="桜井 実"))
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    elsewhere = register_business(
        Business(name="うめ製麺", legal_form="corporation"), organisation=gunma
    )
    SupportRecord.objects.filter(pk=moved.pk).update(business=elsewhere)
    Business.objects.filter(pk=sakura.pk).update(fax="027-373-0009")
    kept.delete()
    since = record(sakura, sato, 1)
    withdrawal = undo_merge(merge, by=suzuki)
    since.refresh_from_db()
    assert since.business == sakura
    assert sorted(withdrawal.left) == [
        f"事業者「株式会社さくら製麺」の「FAX」は、{STAYED}",
        f"支援記録「令和8年10月1日 うめ製麺 巡回」の「事業者」は、{STAYED}",
        "連絡先は、まとめた後に削除されたため戻していません。",
    ]


@pytest.mark.parametrize("refusal", ["same", "office", "version", "twice"])
def test_a_merge_that_makes_no_sense_is_refused_and_changes_nothing(
    sakura: Business, double: Business, suzuki: Staff, elsewhere: Organisation, refusal: str
) -> None:
    theirs = register_business(
        Business(name="さくら製麺", legal_form="corporation"), organisation=elsewhere
    )
    asked = {
        "same": merging(sakura, sakura),
        "office": merging(sakura, theirs),
        "version": Merging(sakura, double, (sakura.version, double.version + 1)),
        "twice": merging(sakura, double),
    }[refusal]
    codes = {"same": "same-business", "office": "other-office", "twice": "gone"}
    if refusal == "twice":
        merge_businesses(asked, by=suzuki)
    before = every_row()
    with pytest.raises(RuleViolation) as refused:
        merge_businesses(asked, by=suzuki)
    assert refused.value.code == codes.get(refusal, "edited-meanwhile")
    assert isinstance(refused.value, EditConflict) == (refusal == "version")
    assert every_row() == before


def test_a_merge_is_taken_back_once(sakura: Business, double: Business, suzuki: Staff) -> None:
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    undo_merge(merge, by=suzuki)
    with pytest.raises(RuleViolation, match="すでに取り消されています"):
        undo_merge(merge, by=suzuki)


def test_a_number_given_to_another_meanwhile_stops_the_undoing(
    sakura: Business, double: Business, suzuki: Staff, gunma: Organisation
) -> None:
    merge = merge_businesses(merging(double, sakura, chosen={"legal_form": Chosen.KEPT}), by=suzuki)
    Business.objects.update(corporate_number="")
    register_business(
        Business(name="株式会社よそ", legal_form="corporation", corporate_number="8070005002894"),
        organisation=gunma,
    )
    before = every_row()
    with pytest.raises(RuleViolation, match="法人番号が、いまは別の事業者に"):
        undo_merge(merge, by=suzuki)
    assert every_row() == before


def test_of_two_consents_in_force_the_one_given_first_stays(
    sakura: Business, double: Business, sato: Staff, suzuki: Staff
) -> None:
    for business, day in ((sakura, date(2026, 6, 1)), (double, date(2025, 6, 1))):
        give_consent(Consent(business=business, scope="bank", given_on=day), by=sato)
    merge_businesses(merging(sakura, double), by=suzuki)
    (consent,) = sakura.consents.all()
    assert (consent.given_on, consent.withdrawn_on) == (date(2025, 6, 1), None)


def test_a_withdrawal_on_one_entry_ends_the_older_consent_on_the_other(
    sakura: Business, double: Business, sato: Staff, suzuki: Staff
) -> None:
    old = give_consent(Consent(business=double, scope="bank", given_on=date(2025, 6, 1)), by=sato)
    said_no = give_consent(
        Consent(business=sakura, scope="bank", given_on=date(2026, 1, 1)), by=sato
    )
    withdraw_consent(said_no, on=date(2026, 5, 1))
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    old.refresh_from_db()
    assert (old.business, old.withdrawn_on) == (sakura, date(2026, 5, 1))
    undo_merge(merge, by=suzuki)
    old.refresh_from_db()
    assert (old.business_id, old.withdrawn_on) == (merge.absorbed_id, None)


def test_an_expert_who_may_see_both_keeps_the_longer_leave(
    sakura: Business, double: Business, suzuki: Staff, expert: Staff
) -> None:
    ours = grant_access(sakura, expert, by=suzuki)
    AccessGrant.objects.filter(pk=ours.pk).update(ends_on=TODAY)
    grant_access(double, expert, by=suzuki)
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    assert list(AccessGrant.objects.values_list("business", "ends_on")) == [(sakura.pk, None)]
    undo_merge(merge, by=suzuki)
    assert sorted(AccessGrant.objects.values_list("ends_on", flat=True), key=str) == [TODAY, None]


def test_the_one_that_stays_is_closed_only_if_that_was_chosen(
    sakura: Business, double: Business, suzuki: Staff
) -> None:
    close_business(double, on=TODAY, reason="", by=suzuki)
    merge = merge_businesses(merging(sakura, double), by=suzuki)
    assert not Closure.objects.exists()
    undo_merge(merge, by=suzuki)
    double = Business.objects.get(pk=merge.absorbed_id)
    assert double.is_closed
    merge_businesses(merging(sakura, double, closure=Chosen.ABSORBED), by=suzuki)
    assert Closure.objects.get().business == sakura


def test_a_colleague_with_the_card_or_a_record_open_learns_of_the_merge(
    sakura: Business, double: Business, sato: Staff, suzuki: Staff
) -> None:
    opened = record(double, sato, 0)
    card = Business.objects.get(pk=sakura.pk)
    merge_businesses(merging(sakura, double), by=suzuki)
    with pytest.raises(EditConflict):
        edit_business(card, tags=[], seen_version=card.version)
    with pytest.raises(EditConflict):
        opened.save_edit(seen_version=opened.version)
