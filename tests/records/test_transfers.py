"""Records carried over: marked once, changed since, taken back, a period at once, the template."""

from __future__ import annotations

from datetime import date

import pytest
from tests.records.cast import a_firm, a_promise, a_visit

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import Period
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    RecordParts,
    TransferredBefore,
    confide,
    edit_support,
    mark_batch,
    mark_transferred,
    restore_record,
    set_template,
    undo_batch,
    undo_transfer,
    withdraw_record,
)
from banso.records.models import SupportRecord, Topic, Transfer, TransferBatch, TransferTemplate
from banso.records.queries import (
    TransferChoice,
    card_of,
    facts_of,
    for_transfer,
    missing_codes,
    records_to_transfer,
    template_of,
    waiting_of,
)
from banso.records.rules.transfer import INITIAL_NAME, Column, initial_columns
from banso.registry.models import Business

AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))


def waiting(staff: Staff, **facts: object) -> list[SupportRecord]:
    return list(records_to_transfer(staff, TransferChoice(AUTUMN, **facts)))


def state_of(record: SupportRecord) -> str:
    [fresh] = for_transfer(SupportRecord.objects.filter(pk=record.pk))
    return card_of(fresh, ()).state


def edited(record: SupportRecord, by: Staff, advice: str) -> SupportRecord:
    fresh = SupportRecord.objects.get(pk=record.pk)
    fresh.advice = advice
    return edit_support(fresh, RecordParts([by], []), seen_version=fresh.version)


def test_a_record_waits_until_it_is_marked_and_the_mark_can_be_taken_back(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(sakura, sato)
    assert (waiting(sato), state_of(record)) == ([record], "未転記")
    transfer = mark_transferred(record, seen_version=1, by=sato)
    assert (transfer.number, transfer.record_version, transfer.made_by) == (1, 1, sato)
    assert (waiting(sato), waiting(sato, state="done")) == ([], [record])
    assert state_of(record) == "転記済"
    undo_transfer(record)
    assert (waiting(sato), state_of(record)) == ([record], "未転記")
    undo_transfer(record)
    assert [entry.history_type for entry in Transfer.history.all()] == ["-", "+"]


def test_two_people_marking_the_same_record_mark_it_once(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    record = a_visit(sakura, sato)
    mark_transferred(record, seen_version=1, by=suzuki)
    with pytest.raises(TransferredBefore) as refusal:
        mark_transferred(record, seen_version=1, by=sato)
    assert refusal.value.message == "この記録は、鈴木 一郎さんがすでに転記済にしています。"
    assert refusal.value.transfer == Transfer.objects.get()


def test_a_record_edited_after_transfer_comes_back_and_is_marked_again(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(sakura, sato)
    mark_transferred(record, seen_version=1, by=sato)
    edited(record, sato, "あとで直した")
    assert (waiting(sato), state_of(record)) == ([record], "転記後に変更あり")
    with pytest.raises(RuleViolation, match="読んでいる間に記録が直されました"):
        mark_transferred(record, seen_version=1, by=sato)
    assert mark_transferred(record, seen_version=2, by=sato).number == 2
    assert state_of(record) == "転記済"
    undo_transfer(record)
    assert state_of(record) == "転記後に変更あり"


def test_a_record_withdrawn_after_transfer_has_its_withdrawal_carried_over(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(sakura, sato)
    mark_transferred(record, seen_version=1, by=sato)
    withdraw_record(record, reason="二重", by=sato)
    assert (waiting(sato), state_of(record)) == ([record], "取消の転記が必要")
    assert mark_transferred(record, seen_version=1, by=sato).told_withdrawal is True
    assert (waiting(sato), state_of(record)) == ([], "転記済")
    restore_record(record)
    assert (waiting(sato), state_of(record)) == ([record], "取消を戻した記録")
    assert mark_transferred(record, seen_version=1, by=sato).number == 3
    assert waiting(sato) == []


def test_a_record_withdrawn_before_it_was_carried_over_never_waits(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(sakura, sato)
    withdraw_record(record, reason="二重", by=sato)
    assert (waiting(sato), waiting(sato, state="all")) == ([], [])
    assert state_of(record) == "転記しない（取消）"
    with pytest.raises(RuleViolation, match="転記する必要がありません"):
        mark_transferred(record, seen_version=1, by=sato)


def test_records_are_narrowed_by_period_person_and_kind(
    sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    first = a_visit(sakura, sato, date(2026, 9, 1))
    last = a_visit(sakura, suzuki, date(2026, 11, 19), kind="phone")
    a_visit(sakura, sato, date(2026, 8, 31))
    assert waiting(sato) == [first, last]
    assert waiting(sato, mine=True) == [first]
    assert waiting(sato, kind="phone") == [last]
    assert waiting(tanaka) == []
    assert (waiting_of(sato), waiting_of(tanaka)) == ((2, 3), (0, 0))


def test_a_period_is_carried_over_at_once_and_undone_at_once(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    rows = [a_visit(sakura, sato, date(2026, 11, day)) for day in (2, 3, 4)]
    mark_transferred(rows[0], seen_version=1, by=sato)
    batch = mark_batch(
        records_to_transfer(suzuki, TransferChoice(AUTUMN, state="all")),
        period=AUTUMN,
        encoding="cp932",
        by=suzuki,
    )
    assert [row.record for row in batch.transfers.all()] == rows[1:]
    assert Transfer.history.filter(history_type="+").count() == 3
    assert waiting(sato) == []
    edited(rows[2], sato, "書き出したあとに直した")
    mark_transferred(rows[2], seen_version=2, by=sato)
    assert undo_batch(batch) == 1
    assert not TransferBatch.objects.exists()
    assert (waiting(sato), state_of(rows[2])) == ([rows[1]], "転記済")


def test_a_period_without_waiting_records_is_refused(sato: Staff) -> None:
    with pytest.raises(RuleViolation, match="転記を待つ記録はありません"):
        mark_batch(SupportRecord.objects.none(), period=AUTUMN, encoding="cp932", by=sato)


def test_a_batch_never_takes_in_another_office(
    sakura: Business, sato: Staff, tanaka: Staff
) -> None:
    a_visit(sakura, sato)
    with pytest.raises(RuleViolation):
        mark_batch(SupportRecord.objects.all(), period=AUTUMN, encoding="cp932", by=tanaka)


def test_the_initial_template_is_used_until_the_office_keeps_its_own(
    gunma: Organisation, sato: Staff, suzuki: Staff
) -> None:
    first = template_of(gunma)
    assert (first.name, first.columns, first.version) == (INITIAL_NAME, initial_columns(), 0)
    own = (Column("方法", "方法", codes=(("巡回", "01"),)), Column("古い欄", "組合員番号"))
    set_template(own, seen_version=0, by=sato)
    kept = template_of(gunma)
    assert (kept.name, kept.columns, kept.version) == ("この商工会のひな形", own, 1)
    assert [column.heading for column in kept.unknown] == ["古い欄"]
    set_template(own[:1], seen_version=1, by=suzuki)
    with pytest.raises(EditConflict):
        set_template(own, seen_version=1, by=sato)
    with pytest.raises(RuleViolation, match="1つ以上"):
        set_template((), seen_version=2, by=sato)
    [latest, _] = changes_of(TransferTemplate.objects.get())
    told = {field.label: (field.before, field.after) for field in latest.fields}
    assert told["項目の並び"] == (
        "方法｜方法｜｜｜空白にする｜｜巡回＝01\n古い欄｜組合員番号｜｜｜空白にする",
        "方法｜方法｜｜｜空白にする｜｜巡回＝01",
    )


def test_two_first_templates_are_not_both_kept(sato: Staff, suzuki: Staff) -> None:
    own = (Column("方法", "方法"),)
    set_template(own, seen_version=0, by=sato)
    with pytest.raises(EditConflict):
        set_template(own, seen_version=0, by=suzuki)


def test_a_record_tells_all_that_a_template_can_ask_for(sakura: Business, sato: Staff) -> None:
    promise = a_promise("見本を送る", date(2026, 12, 1))
    record = a_visit(
        sakura, sato, topics=("cash", "sns"), promises=(promise,),
        heard="聞いた", advice="助言した", attendees="桜井代表", next_contact_reason="確認",
        next_contact_on=date(2026, 12, 10),
    )  # fmt: skip
    [row] = for_transfer(SupportRecord.objects.filter(pk=record.pk))
    facts = facts_of(row)
    assert facts.days == {
        "日付": date(2026, 11, 19),
        "記録した日": date(2026, 11, 20),
        "次回の予定日": date(2026, 12, 10),
    }
    assert facts.words == {
        "方法": ("巡回",),
        "支援テーマ（1つ目）": ("SNS活用支援",),
        "支援テーマ（すべて）": ("SNS活用支援", "資金繰り・金融"),
        "対応した職員": ("佐藤 さくら",),
        "記録した職員": ("佐藤 さくら",),
    }
    assert facts.texts == {
        "時間（分）": "60",
        "事業者側の出席者": "桜井代表",
        "聞いたこと": "聞いた",
        "助言したこと": "助言した",
        "聞いたことと助言したこと": "聞いた\n助言した",
        "約束": "商工会：見本を送る（令和8年12月1日まで）",
        "次回の用件": "確認",
        "事業者名": "株式会社さくら製麺",
        "フリガナ": "サクラセイメン",
        "会員番号": "",
        "法人番号": "8070005002894",
        "代表者名": "桜井 花子",
        "会員の別": "未確認",
        "業種コード": "09",
        "業種名": "食料品製造業",
        "担当指導員": "佐藤 さくら",
    }


def test_what_is_not_known_is_left_empty(sakura: Business, sato: Staff) -> None:
    record = a_visit(a_firm("美容室はな", sakura), sato, minutes=None)
    [row] = for_transfer(SupportRecord.objects.filter(pk=record.pk))
    texts = facts_of(row).texts
    assert (texts["時間（分）"], texts["法人番号"], texts["業種名"]) == ("", "", "")


def test_a_topic_in_use_without_a_code_is_told_and_a_retired_one_is_not(
    gunma: Organisation,
) -> None:
    columns = (Column("分野", "支援テーマ（1つ目）", codes=(("SNS活用支援", "8"),)),)
    Topic.objects.filter(key="cash").update(is_retired=True)
    assert missing_codes(gunma, columns) == (
        "「分野」：「計画フォローアップ」のコードがありません。",
    )


def test_of_what_was_told_in_confidence_only_the_contact_is_carried_over(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(sakura, sato, heard="ひみつ", advice="ひみつ", attendees="ひみつ")
    confide(record, by=sato)
    [row] = for_transfer(SupportRecord.objects.filter(pk=record.pk))
    facts = facts_of(row)
    assert "ひみつ" not in str(facts)
    assert (facts.texts["時間（分）"], facts.texts["聞いたこと"]) == ("60", "内密")
