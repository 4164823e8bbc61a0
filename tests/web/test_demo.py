"""The demonstration office, small: what bulk saving must not break, and what must not leak."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core.clock import TOKYO
from banso.core.fiscal_year import FiscalYear
from banso.core.uploads.checking import check_upload
from banso.core.workdays import is_working_day
from banso.diagnosis.models import AnalysisRequest, Diagnosis, SeminarSession
from banso.diagnosis.queries.region import region_of
from banso.figures.models import FinancialStatement
from banso.figures.rules.checking import remarks_on
from banso.followup.models import (
    CheckSheet,
    CheckSheetClosing,
    DriftCase,
    OwnerCall,
    RhythmChange,
    Selection,
)
from banso.followup.queries import due_visits
from banso.plans.models import BusinessPlan, PlanMeasure, Revision
from banso.plans.queries import analysed_without_plan, plan_sheet
from banso.plans.rules.kinds import kinds
from banso.plans.rules.measures import standing_on
from banso.programme.models import Programme, Result, ResultWithdrawal
from banso.programme.queries import plan_from
from banso.records.models import (
    Attachment,
    CaseCheck,
    ContactKind,
    DispatchReport,
    ExpertDispatch,
    Fulfilment,
    Promise,
    SupportCase,
    SupportRecord,
    Topic,
    Transfer,
    Withdrawal,
)
from banso.records.rules.walls import WALL_MEANS
from banso.registry.models import AccessGrant, Business, Closure, Consent, ContactPerson, Tag
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.owner import check_birth_year
from banso.registry.rules.phone import parse_phone
from banso.registry.rules.postcodes import look_up
from banso.web.demo.build import Order, build_demonstration
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import SMALL_OFFICE
from banso.web.demo.stories import topic_keys

UNTIL = date(2026, 11, 20)
PLAN = settings.PROGRAMMES_DIR / "takasaki-gunma.json"
PASSWORD = "kaku-no-nai-kotoba"
SIGNED = (
    Organisation, Person, Staff, Business, Closure, Consent, ContactPerson, AccessGrant,
    SupportRecord, Attachment, Promise, Fulfilment, Withdrawal, ExpertDispatch, DispatchReport,
    Programme, Result, ResultWithdrawal, FinancialStatement, SupportCase, CaseCheck, Transfer,
)  # fmt: skip


def star() -> Business:
    return Business.objects.get(name=STAR)


def quick_passwords() -> override_settings:
    return override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


@pytest.mark.xdist_group("SmallDemonstrationTests")
class SmallDemonstrationTests(TestCase):
    """One small office, built once; the tests only read."""

    @classmethod
    def setUpTestData(cls) -> None:
        with quick_passwords():
            build_demonstration(Order(UNTIL, PLAN, scale=SMALL_OFFICE), password=PASSWORD)

    def test_everyone_signs_in_with_the_one_password(self) -> None:
        people = Person.objects.all()
        assert {person.check_password(PASSWORD) for person in people} == {True}
        assert sorted(Staff.objects.values_list("role", flat=True)) == sorted(
            [*Role, Role.ADVISER, Role.SUPPORT_STAFF]
        )

    def test_nineteen_businesses_and_those_visited_have_made_up_accounts(self) -> None:
        every = FinancialStatement.objects.filter(is_outline=False).order_by("business", "ends_on")
        analysed = Diagnosis.objects.values("business")
        others = {row.business_id for row in every.exclude(business__in=analysed)}
        followed = BusinessPlan.objects.adopted().filter(business__in=others)
        assert (len(others), {plan.business_id for plan in followed}) == (8, others)
        rows = every.filter(business__in=analysed)
        statements = [row.as_statement() for row in rows]
        assert (len(rows), len({row.business_id for row in rows})) == (60, 19)
        assert [one.balance_gap for one in statements if one.balance_gap] == []
        assert {row.typed_in for row in rows} == {"yen", "thousand-yen"}
        insolvent = [one for one in statements if (one.net_assets or 0) < 0]
        without = [one for one in statements if not one.has_balance_sheet]
        short = [one for one in statements if not one.is_whole_year]
        trial = [one for one in statements if not one.is_closed]
        assert (len(insolvent), len(without), len(short), len(trial)) == (9, 3, 1, 1)
        said = {remark.code for row in rows for remark in remarks_on([row.as_statement()])}
        assert said == {"not-a-year", "not-closed"}

    def test_as_many_analyses_are_finished_as_the_plan_aims_at_and_something_can_be_shown(
        self,
    ) -> None:
        regions = [region_of(Organisation.objects.get(), FiscalYear(year)) for year in (2026, 2025)]
        assert [len(one.subjects) for one in regions] == [12, 8]
        assert not regions[0].turnover.is_too_small
        shown = [one.ja for one in regions[0].spreads if one.because]
        assert {"デジタル販路未整備", "承継リスク"} <= {*shown}

    def test_a_seminar_was_held_with_eight_guests_and_another_is_to_come(self) -> None:
        coming, past = SeminarSession.objects.all()
        assert (past.held_on, coming.held_on) == (date(2026, 11, 10), date(2026, 12, 10))
        assert (past.workbooks.count(), coming.workbooks.count()) == (8, 0)
        assert past.workbooks.filter(typed_by__isnull=False).count() == 1
        answered, waiting = AnalysisRequest.objects.order_by("answer__at")
        if not hasattr(answered, "answer"):
            answered, waiting = waiting, answered
        assert answered.answer.record.heard.startswith("経営分析セミナー（令和8年11月10日）の")
        assert answered.workbook.business.statements.filter(is_outline=True).count() == 2
        assert not hasattr(waiting, "answer")

    def test_plans_are_of_every_kind_and_at_every_stage(self) -> None:
        plans = BusinessPlan.objects.all()
        assert {plan.kind for plan in plans} == set(kinds())
        assert (plans.count(), plans.drafts().count(), plans.adopted().count()) == (25, 3, 22)
        counted = [
            plans.adopted_during(year.whole).count()
            for year in (FiscalYear(2026), FiscalYear(2025), FiscalYear(2024))
        ]
        assert counted == [7, 9, 6]
        on = {plan.adoption.on for plan in plans.adopted()}
        assert (len(on), max(on) <= UNTIL) == (21, True)
        assert [one.version.number for one in Revision.objects.all()] == [2]
        states = {
            standing_on(one.dates, UNTIL).phase.ja for one in PlanMeasure.objects.all().told()
        }
        assert states == {"これから", "進行中", "遅れ", "完了", "取りやめ"}
        sheets = [plan_sheet(plan) for plan in plans]
        assert all(sheet.figures.years[0].income.sales for sheet in sheets if sheet.figures)
        assert sum(sheet.figures is not None for sheet in sheets) == 18
        changed = [sheet.plan.title for sheet in sheets if sheet.changes]
        assert changed == ["工事の波に左右されない仕事を持つ"], "dropped since, not yet revised"
        adviser = Staff.objects.filter(role=Role.ADVISER).first()
        assert analysed_without_plan(adviser).count() == 10

    def test_each_visit_has_its_sheet_and_something_of_follow_up_is_in_every_state(self) -> None:
        closings = CheckSheetClosing.objects.all()
        assert (CheckSheet.objects.count(), closings.count(), closings.standing().count()) == (
            85,
            83,
            83,
        )
        assert {one.judgement for one in closings} == {"on-course", "watch"}
        assert all(one.record.on == one.on > one.sheet.plan.adoption.on for one in closings)
        kept = {model: model.objects.count() for model in (Selection, RhythmChange, OwnerCall)}
        assert kept == {Selection: 15, RhythmChange: 7, OwnerCall: 1}
        drifts = DriftCase.objects
        assert (drifts.open().count(), drifts.filter(review__isnull=False).count()) == (3, 1)
        adviser = Staff.objects.filter(role=Role.ADVISER).first()
        due = due_visits(adviser, UNTIL)
        assert {one.decision.rhythm.key for one in due} == {"monthly", "quarterly", "twice-a-year"}
        assert sum(one.sheet is not None for one in due) == 2

    def test_it_is_marked_as_a_demonstration(self) -> None:
        organisation = Organisation.objects.get()
        assert (organisation.is_demonstration, organisation.name) == (
            True,
            "高崎市群馬商工会（実演）",
        )

    def test_no_address_leads_to_anybody_real(self) -> None:
        mailboxes = [
            *Person.objects.values_list("email", flat=True),
            *Business.objects.exclude(email="").values_list("email", flat=True),
            *ContactPerson.objects.exclude(email="").values_list("email", flat=True),
        ]
        assert {mailbox.rpartition("@")[2] for mailbox in mailboxes} == {"example.jp"}
        sites = Business.objects.exclude(website="").values_list("website", flat=True)
        assert all(site.split("/")[2].endswith("example.jp") for site in sites)

    def test_telephone_numbers_can_be_read_and_belong_to_no_exchange(self) -> None:
        typed = {phone for row in Business.objects.all() for phone in (row.phone, row.fax) if phone}
        typed |= set(ContactPerson.objects.exclude(phone="").values_list("phone", flat=True))
        numbers = [parse_phone(phone).digits for phone in typed]
        assert {number[:4] for number in numbers} <= {"0271", "0900", "0800", "0700"}

    def test_corporate_numbers_check_but_name_no_registry_office(self) -> None:
        numbers = Business.objects.exclude(corporate_number="").values_list(
            "corporate_number", flat=True
        )
        assert {check_corporate_number(number)[1:5] for number in numbers} == {"9999"}

    def test_postcodes_are_those_of_the_towns(self) -> None:
        towns = {
            (row.postcode, row.street.partition("町")[0] + "町") for row in Business.objects.all()
        }
        for postcode, town in towns:
            assert {"群馬県高崎市" + town} == {place.address for place in look_up(postcode)}

    def test_owners_are_of_a_believable_age_and_many_are_old(self) -> None:
        born = Business.objects.exclude(owner_birth_year=None).values_list(
            "owner_birth_year", flat=True
        )
        ages = [UNTIL.year - check_birth_year(year, UNTIL) for year in born]
        assert 25 <= min(ages) < max(ages) <= 90
        assert sum(age >= 60 for age in ages) > len(ages) / 2

    def test_every_row_is_one_a_form_would_take(self) -> None:
        for model in (Business, SupportRecord, Attachment, Promise, ExpertDispatch, Result):
            for row in model.objects.all():
                row.full_clean()

    def test_the_star_has_photos_and_papers_that_a_page_would_take(self) -> None:
        rows = list(Attachment.objects.select_related("record__business"))
        assert [row.kind for row in rows].count("picture") == 3
        assert {row.kind for row in rows} == {"picture", "pdf", "xlsx", "csv"}
        assert len(rows) == 6
        assert {row.record.business for row in rows} == {star()}
        for row in rows:
            with row.file.open("rb") as file:
                content = file.read()
            assert hashlib.sha256(content).hexdigest() == row.sha256
            checked = check_upload(SimpleUploadedFile(row.name, content), field="files")
            assert (checked.name, checked.kind, checked.pages) == (row.name, row.kind, row.pages)
            assert bool(row.preview) == (row.kind in {"picture", "pdf"})

    def test_businesses_are_found_by_what_people_know_of_them(self) -> None:
        assert [row.pk for row in Business.objects.all()
                if row.search_text != row.words_to_find_it_by()] == []  # fmt: skip
        assert list(Business.objects.matching("つむぎの せいめん 高橋")) == [star()]

    def test_nothing_happens_after_the_last_day_or_on_a_closed_day(self) -> None:
        days = list(SupportRecord.objects.values_list("on", flat=True))
        assert max(days) == UNTIL
        assert [day for day in days if not is_working_day(day)] == []
        for model, field in ((Fulfilment, "on"), (Consent, "given_on"), (Closure, "on"),
                             (DispatchReport, "on"), (ExpertDispatch, "asked_on"), (Result, "on"),
                             (AccessGrant, "granted_on")):  # fmt: skip
            assert model.objects.filter(**{f"{field}__gt": UNTIL}).count() == 0

    def test_no_business_is_met_after_it_closed_or_before_it_was_entered(self) -> None:
        for closure in Closure.objects.all():
            assert closure.business.support_records.filter(on__gt=closure.on).count() == 0
            assert closure.business.consents.filter(given_on__gt=closure.on).count() == 0
        for record in SupportRecord.objects.select_related("business"):
            entered = record.business.history.earliest().history_date.astimezone(TOKYO).date()
            assert record.on >= entered

    def test_every_record_says_who_what_and_when(self) -> None:
        keys = set(Topic.objects.filter(is_retired=False).values_list("key", flat=True))
        assert keys == {*topic_keys(), *WALL_MEANS}
        for record in SupportRecord.objects.prefetch_related("topics", "supporters"):
            assert record.topics.all()
            assert record.supporters.all()
            assert record.advice
            assert record.heard or record.kind == ContactKind.DISPATCH
            assert "{" not in record.heard + record.advice
            assert record.on <= record.recorded_at.astimezone(TOKYO).date() <= UNTIL
            assert record.next_contact_on is None or record.next_contact_on >= record.on

    def test_promises_of_ours_have_a_keeper_and_those_of_businesses_none(self) -> None:
        assert Promise.objects.filter(side="ours", keeper=None).count() == 0
        assert Promise.objects.filter(side="theirs").exclude(keeper=None).count() == 0
        kept = Fulfilment.objects.select_related("promise__record")
        assert [row for row in kept if row.on < row.promise.record.on] == []

    def test_promises_are_kept_open_overdue_and_without_a_day(self) -> None:
        unkept = Promise.objects.unkept()
        assert Fulfilment.objects.exists()
        assert unkept.filter(due_on__lt=UNTIL).exists()
        assert unkept.filter(due_on__gt=UNTIL).exists()
        assert unkept.filter(due_on=None).exists()

    def test_withdrawn_records_say_why_and_count_nowhere(self) -> None:
        withdrawals = Withdrawal.objects.select_related("record")
        assert len(withdrawals) >= 2
        for row in withdrawals:
            assert row.reason
            assert row.at >= row.record.recorded_at
            assert row.record not in SupportRecord.objects.standing()

    def test_the_outside_expert_sees_exactly_the_two_businesses_sent_to(self) -> None:
        expert = Staff.objects.get(role=Role.EXPERT)
        sent_to = set(ExpertDispatch.objects.visible_to(expert).values_list("business", flat=True))
        assert len(sent_to) == 2
        assert set(Business.objects.visible_to(expert).values_list("pk", flat=True)) == sent_to

    def test_reported_dispatches_are_contacts_and_some_are_still_to_come(self) -> None:
        for report in DispatchReport.objects.select_related("record", "dispatch"):
            record = report.record
            assert (record.kind, record.on) == (ContactKind.DISPATCH, report.on)
            assert (record.advice, record.business_id) == (
                report.findings,
                report.dispatch.business_id,
            )
            assert report.on >= report.dispatch.asked_on
        waiting = ExpertDispatch.objects.unreported()
        assert waiting.filter(planned_on__lt=UNTIL).exists()
        assert waiting.filter(planned_on__gt=UNTIL).exists()
        assert waiting.filter(planned_on=None).exists()

    def test_results_belong_to_lines_of_the_plan_and_some_are_unknown(self) -> None:
        programme = Programme.objects.get()
        by_hand = {
            line.key for line in plan_from(programme).lines if line.measure == "hand-entered"
        }
        results = Result.objects.of(programme)
        assert set(results.values_list("line", flat=True)) <= by_hand
        assert results.filter(value=None, text="").exists()
        assert ResultWithdrawal.objects.count() == 1
        assert all(programme.period.contains(row.on) for row in results)

    def test_every_row_is_signed_in_its_history_by_a_person_on_a_day_it_could_be(self) -> None:
        for row in (row for model in SIGNED for row in model.objects.all()):
            entries = list(row.history.select_related("history_user"))
            changed = (
                getattr(row, "version", 1) == 2 or getattr(row, "withdrawn_on", None) is not None
            )
            assert [entry.history_type for entry in entries] == ["~"] * changed + ["+"]
            assert all(entry.history_user for entry in entries)
            assert all(entry.history_date.astimezone(TOKYO).date() <= UNTIL for entry in entries)

    def test_a_record_put_right_later_shows_what_it_was(self) -> None:
        record = SupportRecord.objects.filter(version=2).first()
        latest, first = changes_of(record)
        assert (latest.what, first.what) == ("変更", "登録")
        assert {change.label for change in latest.fields} <= {"助言したこと", "時間（分）"}

    def test_the_history_of_a_record_names_topics_and_colleagues(self) -> None:
        record = star().support_records.filter(kind=ContactKind.VISIT).first()
        named = {change.label: change.after for change in changes_of(record)[-1].fields}
        assert named["支援テーマ"] == "、".join(sorted(map(str, record.topics.all())))
        assert named["対応した職員"] == "、".join(sorted(map(str, record.supporters.all())))

    def test_of_one_business_everything_is_known(self) -> None:
        business = star()
        assert business.tags.count() == 4
        assert Tag.objects.filter(businesses=business, name="国府白菜").exists()
        assert business.contact_people.count() == 3
        assert business.consents.count() == 6
        assert business.expert_dispatches.get().report.record in business.support_records.all()
        assert business.support_records.filter(next_contact_on=UNTIL).exists()
        assert Result.objects.filter(business=business).exists()
        topics = set(business.support_records.values_list("topics__key", flat=True))
        assert {"plan-followup", "diagnosis", "exhibition", "ec", "survey-btob"} <= topics
