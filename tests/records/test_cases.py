"""A case from draft to review: written, checked by another, changed, kept, withdrawn, outliving."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY, staff_of
from tests.records.cast import a_firm, a_visit

from banso.accounts.actions import deactivate
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    bring_back_case,
    check_case,
    confide,
    edit_case,
    keep_case_in_use,
    lift_confidence,
    retire_case,
    uncheck_case,
    undo_review,
    write_case,
)
from banso.records.models import CaseCheck, CaseKind, SupportCase, SupportRecord, Topic
from banso.records.queries import (
    CaseChoice,
    cases_due,
    cases_for,
    cases_to_check,
    reading_of,
    records_to_draw_from,
    similar_cases,
    tell_cases,
    with_all_shown,
)
from banso.records.rules.similarity import Written
from banso.registry.models import Business

HEARD = "さくら製麺の桜井代表から、80万円足りないとの話。"


@pytest.fixture
def record(sakura: Business, sato: Staff) -> SupportRecord:
    return a_visit(sakura, sato, topics=("cash",), heard=HEARD, advice="資金繰り表を作った。")


def a_case(record: SupportRecord, by: Staff, **facts: object) -> SupportCase:
    told: dict[str, object] = {
        "kind": CaseKind.FAILURE,
        "title": "借入を急いだ",
        "happened": "お金が足りなくなった。",
        "done": "資金繰り表を作った。",
        **facts,
    }
    topics = Topic.objects.filter(organisation=by.organisation, key="cash")
    return write_case(SupportCase(**told), records=[record], topics=topics, by=by)


def changed(case: SupportCase, by: Staff, **facts: object) -> SupportCase:
    fresh = SupportCase.objects.get(pk=case.pk)
    for name, value in facts.items():
        setattr(fresh, name, value)
    return edit_case(fresh, topics=fresh.topics.all(), seen_version=case.version, by=by)


def titles(staff: Staff, state: str = "in-use", **facts: object) -> list[str]:
    return [case.title for case in cases_for(staff, CaseChoice(state, **facts))]


def test_a_case_is_a_draft_until_another_person_has_checked_it(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    assert (case.business, case.industry_code, case.written_by) == (record.business, "09", sato)
    assert list(case.records.all()) == [record]
    assert (titles(suzuki), titles(suzuki, "drafts")) == ([], ["借入を急いだ"])
    assert (cases_to_check(suzuki), cases_to_check(sato)) == (1, 0)
    check = check_case(case, seen_text=1, by=suzuki)
    assert (check.checked_by, check.review_due_on) == (suzuki, date(2027, 11, 20))
    assert (titles(suzuki), titles(suzuki, "drafts")) == (["借入を急いだ"], [])
    assert check_case(case, seen_text=1, by=suzuki) == check
    assert CaseCheck.history.count() == 1
    record.refresh_from_db()
    assert record.heard == HEARD


def test_one_does_not_check_ones_own_text_unless_nobody_else_can(
    record: SupportRecord, sato: Staff, gunma: Organisation
) -> None:
    nakajima = staff_of(gunma, "中島 拓海", "nakajima@example.jp", Role.ADVISER)
    case = a_case(record, sato)
    with pytest.raises(RuleViolation, match="ほかの職員に読んで") as refusal:
        check_case(case, seen_text=1, by=sato)
    assert refusal.value.code == "own-text"
    deactivate(nakajima, on=TODAY, reason="", by=sato)
    assert check_case(case, seen_text=1, by=sato).checked_by == sato


def test_a_case_from_a_record_confided_since_is_not_confirmed(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    confide(record, by=sato)
    with pytest.raises(RuleViolation, match="もとの記録が内密") as refusal:
        check_case(case, seen_text=case.text_version, by=suzuki)
    assert refusal.value.code == "confided"
    lift_confidence(SupportRecord.objects.get(pk=record.pk), by=sato)
    assert check_case(case, seen_text=case.text_version, by=suzuki).checked_by == suzuki


def test_support_staff_do_not_count_as_someone_who_could_check(
    record: SupportRecord, sato: Staff, gunma: Organisation
) -> None:
    staff_of(gunma, "青木 美咲", "aoki@example.jp", Role.SUPPORT_STAFF)
    assert check_case(a_case(record, sato), seen_text=1, by=sato).checked_by == sato


def test_a_changed_text_loses_its_check_and_another_topic_does_not(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    check_case(case, seen_text=1, by=suzuki)
    case = changed(case, suzuki, kind=CaseKind.CAUTION)
    assert (titles(sato), case.text_by) == (["借入を急いだ"], sato)
    case = changed(case, suzuki, lesson="先に表を作る。")
    assert (titles(sato), titles(sato, "drafts")) == ([], ["借入を急いだ"])
    assert (case.text_by, case.written_by, case.text_version) == (suzuki, sato, 2)
    with pytest.raises(RuleViolation, match="読んでいる間に文が直されました"):
        check_case(case, seen_text=1, by=sato)
    check_case(case, seen_text=2, by=sato)
    assert titles(sato) == ["借入を急いだ"]


def test_two_people_do_not_overwrite_each_other(record: SupportRecord, sato: Staff) -> None:
    case = a_case(record, sato)
    changed(case, sato, title="先に直した")
    with pytest.raises(EditConflict):
        changed(case, sato, title="後から直した")
    assert SupportCase.objects.get().title == "先に直した"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("さくらせいめんの話", None),
        ("㈱さくら製麺の話", "「㈱さくら製麺」（事業者名）"),
        ("桜井さんの話", "「桜井さん」（代表者名）"),
        ("美容室はなの話", "「美容室はな」（ほかの事業者名）"),
        ("027-373-0000にかけた", "「027-373-0000」（連絡先・番号）"),
        ("80万円、11月20日、12人", None),
    ],
)
def test_a_case_that_still_names_somebody_for_certain_is_not_checked(
    record: SupportRecord, sato: Staff, suzuki: Staff, text: str, told: str | None
) -> None:
    a_firm("美容室はな", record.business)
    case = a_case(record, sato, outcome=text)
    if told is None:
        assert check_case(case, seen_text=1, by=suzuki)
        return
    with pytest.raises(RuleViolation) as refusal:
        check_case(case, seen_text=1, by=suzuki)
    assert refusal.value.message == f"まだ{told}が残っています。直してから確認してください。"
    assert not CaseCheck.objects.exists()


def test_whoever_checks_is_shown_what_was_replaced_and_what_is_rare(
    record: SupportRecord, sato: Staff
) -> None:
    Business.objects.filter(pk=record.business.pk).update(line_of_business="手延べうどんの製造")
    case = a_case(record, sato, outcome="手延べうどんが12人に売れた。")
    case = SupportCase.objects.select_related("business", "organisation").get(pk=case.pk)
    reading = reading_of(case, [record])
    assert [(one.before, one.after) for one in reading.found] == [("12人", "十数名")]
    assert [(one.before, one.after) for one in reading.replaced] == [
        ("さくら製麺", "この事業者"),
        ("桜井代表", "代表者"),
        ("80万円", "約80万円"),
    ]
    assert [words[:12] for words in reading.cautions] == [
        "「食料品製造業」は台帳に",
        "「手延べうどん」は、台帳"[:12],
    ]


def test_a_trade_is_named_only_when_three_businesses_have_it(
    record: SupportRecord, sato: Staff, sakura: Business
) -> None:
    a_case(record, sato)

    def told() -> str:
        [line] = tell_cases(list(with_all_shown(SupportCase.objects.all())), sato.organisation)
        return line.trade

    assert told() == "業種は伏せています"
    for name, code in (("鉄工所", "24"), ("木工所", "12")):
        Business.objects.filter(pk=a_firm(name, sakura).pk).update(industry_code=code)
    assert told() == "製造業"
    Business.objects.exclude(pk=sakura.pk).update(industry_code="09")
    assert told() == "食料品製造業"


def test_a_year_later_it_comes_to_its_review_and_one_press_keeps_it(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    check_case(case, seen_text=1, by=suzuki)
    with clock.fixed(date(2027, 11, 19)):
        assert (cases_due(sato), titles(sato, "due")) == (0, [])
    with clock.fixed(date(2027, 11, 20)):
        assert (cases_due(sato), titles(sato, "due")) == (1, ["借入を急いだ"])
        review = keep_case_in_use(case, by=sato)
        assert (review.reviewed_by, review.next_due_on) == (sato, date(2028, 11, 20))
        assert keep_case_in_use(case, by=suzuki) == review
        assert (cases_due(sato), titles(sato)) == (0, ["借入を急いだ"])
        undo_review(case)
        assert cases_due(sato) == 1
    with clock.fixed(date(2028, 2, 29)):
        assert keep_case_in_use(case, by=sato).next_due_on == date(2029, 2, 28)


def test_a_draft_cannot_be_reviewed_and_a_check_can_be_taken_back(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    with pytest.raises(RuleViolation, match="先に確認してください"):
        keep_case_in_use(case, by=sato)
    check_case(case, seen_text=1, by=suzuki)
    keep_case_in_use(case, by=sato)
    uncheck_case(case)
    assert titles(sato, "drafts") == ["借入を急いだ"]
    assert check_case(case, seen_text=1, by=suzuki).review_due_on == date(2027, 11, 20)


def test_a_withdrawn_case_is_shown_nowhere_and_comes_back_checked(
    record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    case = a_case(record, sato)
    check_case(case, seen_text=1, by=suzuki)
    retirement = retire_case(case, reason=" 古くなった ", by=sato)
    assert retirement.reason == "古くなった"
    assert retire_case(case, reason="もう一度", by=suzuki) == retirement
    assert (titles(sato), titles(sato, "retired")) == ([], ["借入を急いだ"])
    assert similar_cases(sato, Written(industry_code="09")) == []
    fresh = SupportCase.objects.get(pk=case.pk)
    with pytest.raises(RuleViolation, match="先に戻してください"):
        check_case(fresh, seen_text=1, by=suzuki)
    bring_back_case(case)
    assert titles(sato) == ["借入を急いだ"]
    with pytest.raises(RuleViolation, match="200字まで"):
        retire_case(case, reason="あ" * 201, by=sato)


def test_similar_cases_are_checked_ones_of_ones_own_office(
    record: SupportRecord, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    case = a_case(record, sato)
    written = Written("09", "製造業", frozenset({"cash"}), "資金繰りに困る")
    assert similar_cases(sato, written) == []
    check_case(case, seen_text=1, by=suzuki)
    [found] = similar_cases(sato, written)
    assert (found.line.case, found.reason) == (
        case,
        "同じ業種・テーマ：資金繰り・金融・ことば：資金繰",
    )
    assert similar_cases(tanaka, written) == []
    assert similar_cases(sato, Written()) == []


def test_only_the_office_sees_cases(
    record: SupportRecord, sato: Staff, gunma: Organisation
) -> None:
    a_case(record, sato)
    for role in (Role.EXPERT, Role.COUNCIL_MEMBER, Role.OBSERVER):
        outside = staff_of(gunma, role.label, f"{role.value}@example.jp", role)
        assert titles(outside, "drafts") == []
    assert titles(sato, "drafts") == ["借入を急いだ"]


def test_a_case_outlives_its_writer_its_records_and_its_business(
    record: SupportRecord, sato: Staff, suzuki: Staff, gunma: Organisation
) -> None:
    case = a_case(record, sato)
    check_case(case, seen_text=1, by=suzuki)
    another = staff_of(gunma, "高山 和也", "takayama@example.jp", Role.ADMINISTRATOR)
    for left in (sato, suzuki):
        deactivate(left, on=TODAY, reason="退職", by=another)
    record.delete()
    Business.objects.filter(pk=case.business_id).delete()
    [line] = tell_cases(list(with_all_shown(cases_for(another, CaseChoice()))), gunma)
    assert (line.case.business, list(line.case.records.all())) == (None, [])
    assert line.case.written_by.person.name == "佐藤 さくら"
    assert line.check is not None
    assert line.check.checked_by == suzuki
    assert [one.before for one in reading_of(line.case, []).found] == []
    assert keep_case_in_use(line.case, by=another)


def test_a_case_is_drawn_from_records_of_one_business(
    record: SupportRecord, sato: Staff, sakura: Business
) -> None:
    other = a_visit(a_firm("美容室はな", sakura), sato)
    for records in ([], [record, other]):
        with pytest.raises(RuleViolation, match="1つの事業者から"):
            write_case(
                SupportCase(kind="success", title="題", happened="あ", done="い"),
                records=records,
                topics=[],
                by=sato,
            )
    assert not SupportCase.objects.exists()


def test_cases_are_narrowed_by_kind_bucket_topic_and_words(
    record: SupportRecord, sato: Staff
) -> None:
    a_case(record, sato)
    a_case(record, sato, kind=CaseKind.SUCCESS, title="値上げが通った", lesson="表を見せた")
    cash = Topic.objects.get(key="cash")
    drafts = {"state": "drafts"}
    assert titles(sato, **drafts, kind="success") == ["値上げが通った"]
    assert titles(sato, **drafts, bucket="小売業") == []
    assert titles(sato, **drafts, bucket="製造業") == ["値上げが通った", "借入を急いだ"]
    assert titles(sato, **drafts, topic=cash, words="表 見せた") == ["値上げが通った"]
    assert titles(sato, **drafts, topic=Topic.objects.get(key="sns")) == []


def test_no_case_is_drawn_from_what_was_told_in_confidence(
    record: SupportRecord, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    case = a_case(record, sato)
    assert records_to_draw_from(sato, sakura, most=5) == [record]
    confide(record, by=sato)
    record = SupportRecord.objects.get(pk=record.pk)
    assert records_to_draw_from(sato, sakura, most=5) == []
    with pytest.raises(RuleViolation, match="内密の記録は、事例のもとにできません"):
        a_case(record, sato)
    case = SupportCase.objects.select_related("business", "organisation").get(pk=case.pk)
    assert reading_of(case, [record]).replaced == ()


def test_an_old_record_that_is_named_is_offered_beside_the_latest(
    record: SupportRecord, sato: Staff, sakura: Business
) -> None:
    newer = a_visit(sakura, sato, TODAY)
    assert records_to_draw_from(sato, sakura, most=1) == [newer]
    named = records_to_draw_from(sato, sakura, most=1, named=[record.public_id])
    assert named == [newer, record]
