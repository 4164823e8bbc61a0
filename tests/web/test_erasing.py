"""Erasing a business on request（消去）: it is nowhere any more; no count of the past changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.architecture.world import brought_accounts
from tests.conftest import TODAY, signed_in, staff_of
from tests.diagnosis.cast import said_everything
from tests.figures.cast import a_kept_period

from banso.accounts.history import acting
from banso.accounts.models import Deactivation, GivenAnswer, Organisation, Staff
from banso.accounts.rules import Role
from banso.accounts.tokens import issue_token
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.diagnosis.actions import (
    FindingWords,
    complete_diagnosis,
    keep_step,
    open_diagnosis,
    write_finding,
)
from banso.diagnosis.models import (
    ActionStep,
    Completion,
    Diagnosis,
    Finding,
    Remedy,
    SheetEntry,
    Verdict,
)
from banso.diagnosis.queries import examined
from banso.figures.actions import Change, enter_monthly_figures, issue_link
from banso.figures.models import (
    FigureLink,
    FigureLinkRevocation,
    FinancialStatement,
    MonthlyFigure,
    StatementImport,
)
from banso.figures.rules.monthly import Answer
from banso.programme.actions import enter_result, load_programme
from banso.programme.evidence import evidence_of
from banso.programme.measures import tallies
from banso.programme.models import Result
from banso.programme.queries import Plan, plan_of
from banso.records.actions import (
    RecordParts,
    arrange_dispatch,
    check_case,
    edit_support,
    fulfil_promise,
    record_support,
    report_dispatch,
    withdraw_record,
    write_case,
)
from banso.records.models import (
    ContactKind,
    DispatchReport,
    ExpertDispatch,
    Look,
    Promise,
    SupportCase,
    SupportRecord,
)
from banso.records.queries import due_promises, planned_contacts
from banso.registry.actions import (
    Basis,
    ask_erasure,
    close_business,
    disclose,
    drop_erasure,
    edit_business,
    give_consent,
    keep_contact,
    register_business,
    remove_contact,
    withdraw_consent,
)
from banso.registry.models import (
    AccessGrant,
    Business,
    Consent,
    ContactPerson,
    Disclosure,
    Erasure,
    ErasureRequest,
    LegalForm,
    Tag,
)
from banso.web.actions import erasing
from banso.web.actions.erasing import erase_business
from banso.web.queries.hanging import hanging_on

GONE = "消す印"
NUMBERED = "0906666123"  # a telephone number
YEAR = FiscalYear(2026)


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of the test's own for what is attached."""
    options = {"location": tmp_path, "file_permissions_mode": 0o600}
    kept = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path


@pytest.fixture
def plan(gunma: Organisation, sato: Staff) -> Plan:
    """Our plan, loaded."""
    source = (settings.PROGRAMMES_DIR / "takasaki-gunma.json").read_text(encoding="utf-8")
    load_programme(source, organisation=gunma, by=sato)
    found = plan_of(gunma)
    assert found is not None
    return found


@pytest.fixture
def mari(gunma: Organisation) -> Staff:
    """真理, the secretary-general: the second person who may erase."""
    return staff_of(gunma, "小林 真理", "mari@example.jp", Role.SECRETARY_GENERAL)


@pytest.fixture
def firm(plan: Plan, sato: Staff, suzuki: Staff, sakura: Business) -> Business:
    """A business of which every text there is carries the mark, and much of it was changed."""
    with acting(sato.person):
        firm = a_business(sato)
        contacts_and_consents(firm, sato)
        records(firm, sato)
        sent(firm, sato)
        results(plan, firm, sato)
    return firm


def a_business(by: Staff) -> Business:
    firm = register_business(
        Business(
            name=f"{GONE}商店",
            name_kana=f"{GONE}カナ",
            legal_form=LegalForm.CORPORATION,
            corporate_number="7000012050002",
            member_number=NUMBERED,
            postcode="370-3511",
            prefecture="群馬県",
            city=f"{GONE}市",
            street=f"{GONE}町1",
            building=f"{GONE}ビル",
            phone=NUMBERED,
            fax=NUMBERED,
            email=f"{NUMBERED}@example.jp",
            website=f"https://{NUMBERED}.example.jp",
            district=by.organisation.districts.first(),
            adviser=by,
            industry_code="09",
            line_of_business=f"{GONE}の事業",
            capital_yen=12_345_678,
            founded_year=1961,
            full_time=7,
            family_workers=1,
            part_time=2,
            on_leave=0,
            owner_name=f"{GONE} 太郎",
            owner_kana=f"{GONE}タロウ",
            owner_title=f"{GONE}長",
            owner_birth_year=1955,
            membership="member",
            successor="agreed",
            caution=f"{GONE}の注意",
            note=f"{GONE}の備考",
        ),
        tags=[f"{GONE}タグ", "共通"],
        organisation=by.organisation,
    )
    firm.name, firm.note = f"{GONE}商会", f"{GONE}の新しい備考"
    return edit_business(firm, tags=[f"{GONE}タグ2", "共通"], seen_version=1)


def contacts_and_consents(firm: Business, by: Staff) -> None:
    keep_contact(ContactPerson(business=firm, name=f"{GONE} 花子", phone=NUMBERED, note=GONE))
    left = keep_contact(ContactPerson(business=firm, name=f"{GONE} 次郎", email="a@example.jp"))
    remove_contact(left)
    bank = give_consent(
        Consent(business=firm, scope="bank", given_on=TODAY, given_by=f"{GONE} 太郎", note=GONE),
        by=by,
    )
    told = {"kind": "documents", "purpose": f"{GONE}の相談", "on": TODAY}
    disclose(
        Disclosure(
            business=firm, what=f"{GONE}の書類", recipient_kind="bank", recipient="架空銀行", **told
        ),
        by=by,
    )
    disclose(
        Disclosure(
            business=firm,
            what=f"{GONE}の一式",
            recipient_kind="owner",
            recipient=f"{GONE} 太郎",
            **told,
        ),
        basis=Basis(reason=f"{GONE}の免許証"),
        by=by,
    )
    withdraw_consent(bank, on=TODAY)


def records(firm: Business, by: Staff) -> None:
    topics = list(by.organisation.topics.filter(key="plan-followup"))
    promises = [a_promise("一"), a_promise("二"), a_promise("三")]
    record = record_support(a_record(firm), RecordParts([by], topics, promises), by=by)
    fulfil_promise(promises[0], on=TODAY, by=by)
    record.heard = f"{GONE}の直した話"
    edit_support(record, RecordParts([by], topics, promises[:2]), seen_version=1)
    told = RecordParts([by], topics, in_confidence=True)
    confided = record_support(a_record(firm), told, by=by)
    Look.objects.create(record=confided, staff=by, at=confided.recorded_at)
    wrong = record_support(a_record(firm), RecordParts([by], topics), by=by)
    withdraw_record(wrong, reason=f"{GONE}の取消", by=by)


def a_record(firm: Business) -> SupportRecord:
    return SupportRecord(
        business=firm,
        on=TODAY,
        kind=ContactKind.VISIT,
        minutes=45,
        attendees=f"{GONE} 太郎",
        heard=f"{GONE}の話",
        advice=f"{GONE}の助言",
        next_contact_on=TODAY,
        next_contact_reason=f"{GONE}の用件",
    )


def a_promise(number: str) -> Promise:
    return Promise(side=Promise.Side.OURS, what=f"{GONE}の約束{number}", due_on=TODAY)


def sent(firm: Business, by: Staff) -> None:
    expert = staff_of(by.organisation, "高橋 健", "takahashi@example.jp", Role.EXPERT)
    dispatch = arrange_dispatch(
        ExpertDispatch(
            business=firm,
            theme=f"{GONE}の相談",
            asked_on=TODAY,
            planned_on=TODAY,
            expert=expert,
            expert_name="高橋 健",
            cost_yen=30_000,
            funding="経営発達支援事業費",
        ),
        basis=Basis("owner-request", f"{GONE}に頼まれた"),
        by=by,
    )
    report = DispatchReport(on=TODAY, minutes=120, findings=f"{GONE}の見立て")
    report_dispatch(report, dispatch=dispatch, topics=[], by=by)


def results(plan: Plan, firm: Business, by: Staff) -> None:
    evidence = CheckedFile(f"{GONE}.txt", FileKind.TEXT, GONE.encode())
    enter_result(
        Result(
            programme=plan.programme,
            line="plans-made",
            on=TODAY,
            business=firm,
            value=Decimal(1),
            note=f"{GONE}の備考",
        ),
        evidence=evidence,
        by=by,
    )


def asked(firm: Business, by: Staff) -> ErasureRequest:
    return ask_erasure(
        ErasureRequest(
            business=firm,
            asked_on=TODAY,
            asked_by=f"{GONE} 太郎",
            ground="own-wish",
            identity=f"{GONE}の免許証",
            note=GONE,
        ),
        by=by,
    )


def erased(firm: Business, suzuki: Staff, mari: Staff) -> Erasure:
    name = Business.objects.get(pk=firm.pk).name
    return erase_business(asked(firm, suzuki), typed_name=name, by=mari)


def dump() -> Iterator[tuple[str, str]]:
    """Every value of every row of every table of the database, with the table's name."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield from ((table, str(value)) for value in row)


def tables_with(*marks: str) -> set[str]:
    return {table for table, value in dump() if any(mark in value for mark in marks)}


# ── nothing is left of it ──


def test_nothing_of_it_is_left_in_any_table(firm: Business, suzuki: Staff, mari: Staff) -> None:
    marks = (GONE, NUMBERED, "7000012050002", "12345678", "370-3511")
    before = tables_with(*marks)
    assert {
        "registry_business", "registry_historicalbusiness", "registry_contactperson",
        "registry_historicalcontactperson", "registry_consent", "registry_disclosure",
        "registry_historicaldisclosure", "registry_tag", "records_supportrecord",
        "records_historicalsupportrecord", "records_promise", "records_historicalpromise",
        "records_withdrawal", "records_expertdispatch", "records_dispatchreport",
        "programme_result", "programme_historicalresult",
    } <= before  # fmt: skip
    erased(firm, suzuki, mari)
    assert tables_with(*marks) == set()
    firm.refresh_from_db()
    years = (firm.owner_birth_year, firm.founded_year, firm.capital_yen)
    assert (firm.name, years) == ("消去済みの事業者 1", (None, None, None))
    assert (firm.membership, firm.successor) == ("unknown", "unknown")


def test_every_kind_of_text_that_hangs_on_a_business_carried_the_mark(firm: Business) -> None:
    """So that the test before would see a text that is not erased."""
    unmarked = [
        f"{model._meta.label}.{item.name}"
        for model, ids in hanging_on(firm).items()
        for item in erasing.texts_erased(model)
        if item.name not in {"search_text", "prefecture", "text", "attachment"}
        and not model._default_manager.filter(
            models.Q(**{f"{item.name}__contains": GONE})
            | models.Q(**{f"{item.name}__contains": NUMBERED})
            | models.Q(**{f"{item.name}__contains": "example.jp"})
            | models.Q(**{item.name: "7000012050002"})
            | models.Q(**{item.name: "370-3511"}),
            pk__in=ids,
        ).exists()
    ]
    assert unmarked == ["registry.ContactPerson.position", "registry.ContactPerson.email"]


def test_rows_that_went_before_are_found_by_their_history(firm: Business) -> None:
    hanging = hanging_on(firm)
    assert (len(hanging[ContactPerson]), ContactPerson.objects.count()) == (2, 1)
    assert (len(hanging[Promise]), Promise.objects.count()) == (3, 2)


def test_its_figures_go_with_their_history_their_links_and_what_waits_of_files(
    firm: Business, sakura: Business, suzuki: Staff, mari: Staff
) -> None:
    stays = a_kept_period(sakura, 2026)
    a_kept_period(firm, 2026, note=GONE)
    for _ in range(2):
        link = issue_link(firm, by=suzuki).link
    cells = {(date(2026, 10, 1), "ad_cost"): Change(Answer(Decimal(5)))}
    enter_monthly_figures(firm, cells, link=link)
    brought_accounts([firm], suzuki, 1)
    erased(firm, suzuki, mari)
    kinds = (FinancialStatement, MonthlyFigure, FigureLink, FigureLinkRevocation)
    assert [row for kind in kinds for row in kind.objects.all()] == [stays]
    assert [row.id for kind in kinds for row in kind.history.all()] == [stays.pk]
    assert not StatementImport.objects.exists()


def test_its_analyses_go_but_that_they_were_finished_stays(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    a_kept_period(firm, 2026)
    analysis = open_diagnosis(firm, by=suzuki)
    said_everything(analysis, suzuki)
    words = FindingWords(f"{GONE}の課題", "収益性", "短期", [f"{GONE}の策"])
    write_finding(analysis, words, by=suzuki)
    keep_step(ActionStep(diagnosis=analysis, what=GONE, due_on=TODAY))
    complete_diagnosis(analysis, on=TODAY, by=suzuki)
    erased(firm, suzuki, mari)
    kept = Diagnosis.objects.get()
    assert (kept.pk, kept.completion.on, kept.completion.frozen) == (analysis.pk, TODAY, [])
    assert Completion.history.get().frozen == []
    for kind in (SheetEntry, Finding, Remedy, Verdict, ActionStep):
        assert not kind.objects.exists()
        assert not kind.history.exists()
    assert examined(kept).statements == ()


def test_its_files_go_when_the_transaction_stands(
    firm: Business,
    suzuki: Staff,
    mari: Staff,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    stored = Result.objects.get().attachment.name
    with django_capture_on_commit_callbacks() as waiting:
        erased(firm, suzuki, mari)
        assert default_storage.exists(stored)
    for step in waiting:
        if "checkpoint" not in getattr(step, "__name__", "") and step is not erasing._empty_the_log:
            step()
    assert not default_storage.exists(stored)


def test_another_business_keeps_all_of_its_own(
    firm: Business, sakura: Business, sato: Staff, suzuki: Staff, mari: Staff
) -> None:
    record = record_support(
        SupportRecord(business=sakura, on=TODAY, kind=ContactKind.PHONE, heard="さくらの話"),
        RecordParts([sato], []),
        by=sato,
    )
    sakura.tags.add(Tag.objects.get(name="共通"))
    before = [(t, v) for t, v in dump() if "さくら" in v or "サクラ" in v or v == "共通"]
    erased(firm, suzuki, mari)
    after = [(t, v) for t, v in dump() if "さくら" in v or "サクラ" in v or v == "共通"]
    assert after == before
    record.refresh_from_db()
    assert record.heard == "さくらの話"
    assert [tag.name for tag in Tag.objects.all()] == ["共通"]


def test_a_case_found_to_name_nobody_stays_and_a_draft_goes(
    firm: Business, sato: Staff, suzuki: Staff, mari: Staff
) -> None:
    record = SupportRecord.objects.filter(business=firm, confidence=None, withdrawal=None)[0]
    for title in ("確認した事例", f"{GONE}の下書き"):
        write_case(
            SupportCase(kind="success", title=title, happened=title, done=title),
            records=[record],
            topics=[],
            by=sato,
        )
    checked = SupportCase.objects.get(title="確認した事例")
    check_case(checked, seen_text=1, by=suzuki)
    erased(firm, suzuki, mari)
    assert sorted(SupportCase.objects.values_list("title", "happened")) == [
        ("消去済み", "消去済み"), ("確認した事例", "確認した事例"),
    ]  # fmt: skip


def test_answers_kept_for_calls_sent_twice_are_forgotten(
    firm: Business, sato: Staff, suzuki: Staff, mari: Staff
) -> None:
    issued = issue_token(
        name="別の仕組み", staff=sato, scopes=["businesses:read"], ends_on=TODAY, by=suzuki
    )
    GivenAnswer.objects.create(
        token=issued.token, key="k", request_hash="h", status=200, body=GONE, given_at=clock.now()
    )
    erased(firm, suzuki, mari)
    assert tables_with(GONE) == set()


# ── the counts of the past stay ──


def test_every_measure_gives_the_same_numbers_before_and_after(
    plan: Plan, firm: Business, suzuki: Staff, mari: Staff
) -> None:
    def measured() -> tuple[object, object]:
        periods = [YEAR.whole, YEAR.first_half, YEAR.second_half, *YEAR.months]
        numbers = tallies(plan.programme, plan.lines, periods)
        found = [evidence_of(plan.programme, line, YEAR.whole) for line in plan.lines]
        rows = [(each.tally, each.counted, each.businesses, len(each.rows)) for each in found]
        return numbers, rows

    before = measured()
    assert any(tally.value for tally in before[0].values())
    erased(firm, suzuki, mari)
    assert measured() == before


def test_the_verdict_of_size_the_industry_and_the_district_stay(
    firm: Business, suzuki: Staff, mari: Staff, gunma: Organisation
) -> None:
    erased(firm, suzuki, mari)
    assert list(Business.objects.all().judged_small(answer=True).filter(pk=firm.pk)) == [firm]
    firm.refresh_from_db()
    assert (firm.industry_code, firm.district, firm.full_time) == (
        "09", gunma.districts.first(), 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "is_small"),
    [({"full_time": 21}, False), ({"full_time": None}, None), ({"full_time": 3}, True)],
)
def test_each_verdict_of_size_is_kept_with_a_coarser_count(
    gunma: Organisation, suzuki: Staff, mari: Staff, heads: dict[str, int | None], *, is_small: bool
) -> None:
    known = {"family_workers": 0, "part_time": 0, "on_leave": 0, **heads}
    firm = register_business(
        Business(name="規模", legal_form=LegalForm.SOLE_PROPRIETOR, industry_code="09", **known),
        organisation=gunma,
    )
    erased(firm, suzuki, mari)
    assert Business.objects.all().judged_small(is_small).get() == firm
    kept = {False: 21, None: None, True: 0}[is_small]
    assert Business.objects.get().full_time == kept


def test_days_kinds_minutes_topics_and_supporters_of_records_stay(
    firm: Business, sato: Staff, suzuki: Staff, mari: Staff
) -> None:
    def told() -> list[tuple[object, ...]]:
        return [
            (r.on, r.kind, r.minutes, [*r.topics.all()], [*r.supporters.all()], r.recorded_by)
            for r in SupportRecord.objects.order_by("pk")
        ]

    before = told()
    erased(firm, suzuki, mari)
    assert told() == before
    assert len(before) == 4


# ── nothing waits for it any more ──


def test_nobody_is_reminded_of_it_and_no_expert_sees_it(
    firm: Business, sato: Staff, suzuki: Staff, mari: Staff, as_sato: Client
) -> None:
    assert due_promises(sato, by=TODAY)
    assert AccessGrant.objects.exists()
    erased(firm, suzuki, mari)
    assert due_promises(sato, by=TODAY) == []
    assert planned_contacts(sato, by=TODAY, everyone=True) == []
    assert not AccessGrant.objects.exists()
    assert "消去済みの事業者" not in as_sato.get("/businesses/?state=all").content.decode()


def test_nothing_is_written_about_it_any_more(
    firm: Business, sato: Staff, suzuki: Staff, mari: Staff
) -> None:
    request = asked(firm, suzuki)
    erase_business(request, typed_name=firm.name, by=mari)
    gone = Business.objects.get(pk=firm.pk)
    attempts = (
        lambda: edit_business(gone, tags=[], seen_version=gone.version),
        lambda: keep_contact(ContactPerson(business=gone, name="新しい人")),
        lambda: give_consent(Consent(business=gone, scope="bank", given_on=TODAY), by=sato),
        lambda: record_support(a_record(gone), RecordParts([sato], []), by=sato),
        lambda: asked(gone, suzuki),
        lambda: drop_erasure(request, reason="間違い", by=suzuki),
    )
    for attempt in attempts:
        with pytest.raises(RuleViolation) as refusal:
            attempt()
        assert refusal.value.code == "erased"


def test_its_pages_say_that_it_was_erased(
    firm: Business, as_sato: Client, suzuki: Staff, mari: Staff
) -> None:
    erased(firm, suzuki, mari)
    for url in (f"/businesses/{firm.public_id}/", f"/karte/{firm.public_id}/"):
        page = as_sato.get(url).content.decode()
        assert "消去済みの事業者 1" in page
        assert "求めに応じて、この事業者の情報を消去しました" in page
        assert "支援を記録する</a>" not in page.split("<main", 1)[1]


# ── who, and how ──


def test_who_recorded_the_request_does_not_carry_it_out_where_there_is_another(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    request = asked(firm, suzuki)
    with pytest.raises(RuleViolation) as refusal:
        erase_business(request, typed_name=firm.name, by=suzuki)
    assert refusal.value.code == "needs-another"
    assert not Erasure.objects.exists()
    Deactivation.objects.create(staff=mari, on=TODAY, confirmed_by=suzuki)
    assert erase_business(request, typed_name=firm.name, by=suzuki).number == 1


def test_the_name_is_typed_out_as_it_is_registered(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    request = asked(firm, suzuki)
    url = f"/erasures/{request.public_id}/"
    answer = signed_in(mari).post(url, {"typed_name": "ちがう名前", "kept_elsewhere": "on"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["typed_name"]
    assert not Erasure.objects.exists()
    answer = signed_in(mari).post(url, {"typed_name": f"{GONE}商会", "kept_elsewhere": "on"})
    assert (answer.status_code, answer.url) == (302, "/erasures/")
    assert Erasure.objects.get().carried_out_by == mari


def test_what_must_be_kept_is_named_and_has_to_be_confirmed(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    request = asked(firm, suzuki)
    url = f"/erasures/{request.public_id}/"
    page = signed_in(mari).get(url).content.decode()
    for words in (
        "補助事業の帳簿と証拠書類", "令和14年3月31日まで", "第三者に提供した記録",
        "令和11年11月20日まで", "未確認", "夜ごとのバックアップには",
        "支援記録 4件", "元に戻せません",
    ):  # fmt: skip
        assert words in page
    answer = signed_in(mari).post(url, {"typed_name": f"{GONE}商会"})
    assert list(answer.context["form"].errors) == ["kept_elsewhere"]
    assert not Erasure.objects.exists()


def test_months_without_a_word_are_counted_among_what_goes(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    cells = {(date(2026, 10, 1), "ad_cost"): Change(Answer(Decimal(5)))}
    url = f"/erasures/{asked(firm, suzuki).public_id}/"
    assert "月次数値" not in signed_in(mari).get(url).content.decode()
    enter_monthly_figures(firm, cells, by=suzuki)
    assert "月次数値 1件" in signed_in(mari).get(url).content.decode()


def test_the_erasure_is_logged_without_particulars(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    done = erased(firm, suzuki, mari)
    assert (done.number, done.carried_out_by, done.at.date(), str(done)) == (
        1, mari, TODAY, "消去済みの事業者 1",
    )  # fmt: skip
    assert "支援記録 4件" in done.extent
    assert "約束 2件" in done.extent
    page = signed_in(mari).get("/erasures/").content.decode()
    assert "消去したもの　1者" in page
    assert "本人の求め" in page


def test_one_request_waits_at_a_time_and_may_be_dropped(
    firm: Business, suzuki: Staff, mari: Staff
) -> None:
    request = asked(firm, suzuki)
    with pytest.raises(RuleViolation) as refusal:
        asked(firm, mari)
    assert refusal.value.code == "already-asked"
    url = f"/erasures/{request.public_id}/"
    assert "消去の求め" in signed_in(mari).get("/").content.decode()
    signed_in(mari).post(url + "drop/", {"reason": "本人が取り下げた"})
    assert not ErasureRequest.objects.waiting().exists()
    with pytest.raises(RuleViolation) as refusal:
        erase_business(request, typed_name=firm.name, by=mari)
    assert refusal.value.code == "dropped"
    assert asked(firm, suzuki).pk


def test_a_closed_business_is_proposed_once_its_time_has_passed(
    gunma: Organisation, suzuki: Staff, as_suzuki: Client
) -> None:
    for name, closed_on in (("古い店", date(2020, 5, 1)), ("新しい店", date(2021, 4, 1))):
        firm = register_business(
            Business(name=name, legal_form=LegalForm.SOLE_PROPRIETOR), organisation=gunma
        )
        close_business(firm, on=closed_on, reason="", by=suzuki)
    found = as_suzuki.get("/erasures/").context["found"]
    assert [(each.business.name, each.until) for each in found.proposals] == [
        ("古い店", date(2026, 3, 31))
    ]


def test_only_leads_may(firm: Business, as_sato: Client, suzuki: Staff) -> None:
    request = asked(firm, suzuki)
    urls = ("/erasures/", f"/erasures/ask/{firm.public_id}/", f"/erasures/{request.public_id}/")
    assert [as_sato.get(url).status_code for url in urls] == [403, 403, 403]
    assert as_sato.post(urls[-1], {"typed_name": firm.name}).status_code == 403
