"""After everything anyone does, the index of search is what building it anew would make it."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.conftest import TODAY, staff_of
from tests.diagnosis.cast import an_analysis, said_everything
from tests.plans.cast import a_measure, a_plan
from tests.records.cast import a_dispatch, a_promise, a_visit, an_attachment
from tests.registry.bringing import applied, brought

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.japanese import fold
from banso.core.search.models import IndexBuild, IndexEntry
from banso.diagnosis.actions import (
    FindingWords,
    discard_diagnosis,
    drop_entry,
    drop_step,
    forget_analyses,
    keep_entry,
    keep_step,
    propose_findings,
    reword_finding,
    tell_result,
    write_finding,
)
from banso.diagnosis.models import ActionStep
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    bring_back_plan,
    discard_plan,
    drop_kpi,
    drop_point,
    forget_plans,
    keep_kpi,
    keep_measure,
    keep_plan_facts,
    keep_point,
    keep_section,
    remove_measure,
    revise_plan,
)
from banso.plans.models import PlanKpi, PlanPoint
from banso.records.actions import (
    RecordParts,
    bring_back_case,
    confide,
    drop_promise,
    edit_case,
    edit_dispatch,
    edit_support,
    fulfil_promise,
    lift_confidence,
    move_promise,
    remove_attachment,
    reopen_promise,
    report_dispatch,
    restore_attachment,
    restore_record,
    retire_case,
    set_topics,
    withdraw_record,
    write_case,
)
from banso.records.actions.handover import HandoverParts, hand_over
from banso.records.models import Attachment, DispatchReport, SupportCase, SupportRecord, Topic
from banso.registry.actions import (
    Merging,
    close_business,
    edit_business,
    keep_contact,
    merge_businesses,
    register_business,
    remove_contact,
    reopen_business,
    set_districts,
    undo_merge,
)
from banso.registry.models import Business, ContactPerson, LegalForm, Merge
from banso.web.search.asking import Question
from banso.web.search.looking import look
from banso.web.search.sources import SOURCES, build_index, index_differences
from banso.web.tasks import housekeeping

Row = tuple[Any, ...]


def kept() -> list[Row]:
    """Every row of the index with all its columns."""
    return list(IndexEntry.objects.order_by("place").values_list())


def assert_in_step(done: str) -> list[Row]:
    """The index as the actions left it is, row for row, the index built anew."""
    assert index_differences() == [], done
    before = kept()
    build_index()
    assert kept() == before, done
    return before


def texts() -> str:
    return "\n".join(IndexEntry.objects.values_list("texts", flat=True))


def names_found(staff: Staff, typed: str) -> list[tuple[str, str, str]]:
    """What search tells of whatever is no business: its kind, the business, the text."""
    told = (line.told for line in look(Question(staff, typed)).rest.lines)
    return [(one.label, one.title, "".join(text for _, text in one.texts)) for one in told]


def edited(business: Business, **facts: object) -> Business:
    row = Business.objects.get(pk=business.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    return edit_business(row, tags=["朝市"], seen_version=row.version)


@pytest.fixture
def momiji(gunma: Organisation) -> Business:
    """もみじ堂, another firm of ours."""
    row = Business(name="もみじ堂", legal_form=LegalForm.SOLE_PROPRIETOR, note="夜は留守")
    return register_business(row, organisation=gunma)


def test_the_register_keeps_the_index_in_step(sakura: Business, momiji: Business) -> None:
    assert len(assert_in_step("登録")) == 3, "two firms and one note"
    edited(sakura, name="さくら麺業", caution="電話は午前", phone="027-999-0000")
    assert_in_step("修正")
    assert "027ー9990000" not in texts()
    assert "027ー999ー0000" in texts()
    assert IndexEntry.objects.get(kind="business-note", row=sakura.pk).texts == "電話ハ午前"
    edited(sakura, name="さくら麺業", caution="", note="")
    edited(momiji, note="")
    assert_in_step("備考を消す")
    assert not IndexEntry.objects.filter(kind="business-note").exists()
    person = keep_contact(ContactPerson(business=sakura, name="経理の森", phone="090-1111-2222"))
    assert_in_step("連絡先")
    assert "09011112222" in texts()
    person.name = "営業の林"
    keep_contact(person)
    assert_in_step("連絡先の修正")
    remove_contact(person)
    assert_in_step("連絡先の削除")
    assert "営業" not in texts()


def test_closing_and_other_decisions_keep_it_in_step(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    before = assert_in_step("登録")
    close_business(sakura, on=TODAY, reason="廃業", by=sato)
    reopen_business(Business.objects.get(pk=sakura.pk))
    set_districts(gunma, [("third", "第3地区")])
    set_topics(gunma, [Topic(key="sns", name="SNSの活用", section="9", kind="section")])
    assert assert_in_step("廃業と取消") == before


def test_records_and_promises_keep_the_index_in_step(
    sakura: Business, momiji: Business, sato: Staff, suzuki: Staff
) -> None:
    ours, theirs = a_promise("見積りを取る", TODAY), a_promise("写真を送る", None, "theirs")
    record = a_visit(sakura, sato, topics=("sns",), promises=(ours, theirs), heard="補助金の話")
    assert_in_step("記録")
    assert IndexEntry.objects.filter(kind="promise").count() == 2
    ours.what = "見積りを2社から取る"
    record.on, record.heard, record.business = date(2026, 10, 1), "資金繰りの話", momiji
    parts = RecordParts([suzuki], [], [ours, a_promise("資料を渡す", None)])
    edit_support(record, parts, seen_version=record.version)
    assert_in_step("記録の修正")
    assert "写真" not in texts()
    fulfil_promise(ours, on=TODAY, by=sato)
    reopen_promise(ours)
    assert_in_step("約束の完了")
    edited(momiji, name="もみじ屋")
    assert_in_step("名前の変更")
    names = IndexEntry.objects.exclude(names="").filter(business=momiji.pk)
    assert set(names.values_list("names", flat=True)) == {"モミジ屋"}
    record = SupportRecord.objects.get(pk=record.pk)
    withdraw_record(record, reason="二重の入力", by=sato)
    assert_in_step("取消")
    assert not IndexEntry.objects.filter(kind__in=["record", "promise"]).exists()
    restore_record(SupportRecord.objects.get(pk=record.pk))
    assert_in_step("取消を戻す")
    assert IndexEntry.objects.filter(kind__in=["record", "promise"]).count() == 3


def test_photos_and_papers_keep_the_index_in_step(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    record = a_visit(sakura, sato, date(2026, 11, 1))
    paper = an_attachment(record, sato, "釜の見積書.pdf")
    assert_in_step("添付")
    assert "釜ノ見積書" in texts()
    assert names_found(sato, "見積書") == [("添付", "株式会社さくら製麺", "釜の見積書.pdf")]
    row = SupportRecord.objects.get(pk=record.pk)
    row.on = date(2026, 11, 2)
    edit_support(row, RecordParts([sato, suzuki], []), seen_version=row.version)
    assert_in_step("記録の修正")
    remove_attachment(Attachment.objects.get(pk=paper.pk), by=sato)
    assert_in_step("外す")
    assert names_found(sato, "見積書") == []
    restore_attachment(Attachment.objects.get(pk=paper.pk))
    assert_in_step("戻す")
    withdraw_record(SupportRecord.objects.get(pk=record.pk), reason="誤記", by=sato)
    assert_in_step("記録の取消")
    assert names_found(sato, "見積書") == []
    restore_record(SupportRecord.objects.get(pk=record.pk))
    confide(SupportRecord.objects.get(pk=record.pk), readers=[], by=sato)
    assert_in_step("内密")
    assert names_found(sato, "見積書") == [("添付", "株式会社さくら製麺", "")]
    other = staff_of(sakura.organisation, "高山 実", "minoru@example.jp", Role.ADVISER)
    assert names_found(other, "見積書") == []


def test_dispatches_and_their_reports_keep_the_index_in_step(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    expert = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    dispatch = a_dispatch(sakura, sato, expert=expert)
    assert_in_step("派遣")
    dispatch.theme, dispatch.expert = "動線の見直し", None
    edit_dispatch(dispatch, seen_version=dispatch.version, by=sato)
    assert_in_step("派遣の修正")
    report = DispatchReport(on=date(2026, 11, 10), minutes=60, findings="売り場の入口に生うどん")
    report_dispatch(report, dispatch=dispatch, topics=[], by=sato)
    assert_in_step("派遣報告")
    assert "売リ場ノ入口ニ生ウドン" in texts()


def test_cases_keep_the_index_in_step(sakura: Business, sato: Staff, suzuki: Staff) -> None:
    record = a_visit(sakura, sato, heard="話", topics=("sns",))
    case = SupportCase(
        kind="success", title="値上げの伝え方", happened="原価割れ", done="表を作った"
    )
    write_case(case, records=[record], topics=record.topics.all(), by=sato)
    assert_in_step("事例")
    assert IndexEntry.objects.get(kind="case").texts == "値上ゲノ伝エ方\n原価割レ\n表ヲ作ッタ"
    case.lesson = "数字で話す"
    edit_case(case, topics=[], seen_version=case.version, by=suzuki)
    assert_in_step("事例の修正")
    retire_case(case, reason="古い", by=sato)
    assert_in_step("取り下げ")
    assert not IndexEntry.objects.filter(kind="case").exists()
    edit_case(case, topics=[], seen_version=case.version, by=suzuki)
    assert_in_step("取り下げた事例の修正")
    bring_back_case(case)
    assert_in_step("取り下げを戻す")
    assert IndexEntry.objects.filter(kind="case").exists()


def test_handing_over_and_confiding_keep_the_index_in_step(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    takayama = staff_of(gunma, "高山 和也", "takayama@example.jp", Role.ADVISER)
    edited(sakura, note="夜は留守")
    promise = a_promise("見積りを取る", TODAY)
    record = a_visit(sakura, sato, promises=(promise, a_promise("資料", TODAY)), heard="話")
    move_promise(promise, to=date(2026, 12, 1))
    drop_promise(promise, reason="不要になった", by=sato)
    reopen_promise(promise)
    confide(record, by=sato)
    lift_confidence(record, by=sato)
    assert_in_step("約束の移動と内密")
    hand_over(sato, takayama, HandoverParts(promises=True, districts={"first"}))
    assert_in_step("担当を移す")
    kinds = IndexEntry.objects.filter(marks__contains=f" person={takayama.pk} ")
    assert set(kinds.values_list("kind", flat=True)) == {"business", "business-note", "promise"}


def test_analyses_are_found_by_what_was_said_found_and_done(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    diagnosis = an_analysis(sakura, sato)
    assert_in_step("分析を始める")
    entry = said_everything(diagnosis, sato)[0]
    entry.text = "粉にこだわる"
    keep_entry(entry, by=sato, seen_version=entry.version)
    proposed = propose_findings(diagnosis)
    assert_in_step("話と課題")
    words = FindingWords("原価を知らない", "収益性", "短期", ("品目ごとに出す",))
    mine = write_finding(diagnosis, words, by=sato)
    reword_finding(mine, FindingWords("品目別の原価がない", "収益性", "短期"), seen_version=1)
    step = ActionStep(diagnosis=diagnosis, what="原価表を作る", due_on=TODAY)
    tell_result(keep_step(step), "10品できた", seen_version=1)
    assert_in_step("課題と行動")
    texts = IndexEntry.objects.get(kind="diagnosis", row=diagnosis.pk).texts
    for written in ("粉にこだわる", proposed[0].title, "品目別の原価がない", "10品できた"):
        assert fold(written) in texts
    for gone in ("原価を知らない", "品目ごとに出す"):
        assert fold(gone) not in texts
    drop_entry(entry)
    drop_step(keep_step(ActionStep(diagnosis=diagnosis, what="やめる", due_on=TODAY)))
    assert_in_step("外す")
    forget_analyses(sakura)
    assert_in_step("消去")
    assert IndexEntry.objects.get(kind="diagnosis").texts == ""


def test_an_analysis_thrown_away_is_found_no_more(sakura: Business, sato: Staff) -> None:
    discard_diagnosis(an_analysis(sakura, sato))
    assert_in_step("捨てる")
    assert not IndexEntry.objects.filter(kind="diagnosis").exists()


def test_plans_are_found_by_what_is_written_in_them(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    plan = a_plan(sakura, sato)
    section = keep_section(plan, "goals", "隣町の家に届ける")
    point = keep_point(PlanPoint(plan=plan, place="S", text="手打ちの生めん"))
    kpi = keep_kpi(PlanKpi(plan=plan, name="届けた家の数", unit="件"))
    measure = keep_measure(a_measure(plan, "保冷の箱を買う", kpi=kpi))
    assert_in_step("計画を書く")
    texts = IndexEntry.objects.get(kind="plan").texts
    for written in (plan.title, section.text, point.text, kpi.name, measure.what):
        assert fold(written) in texts
    assert names_found(suzuki, "保冷の箱")[0][:2] == ("事業計画", sakura.name)
    measure.what = "保冷の袋を買う"
    keep_measure(measure, seen_version=1)
    drop_point(point)
    drop_kpi(kpi)
    keep_plan_facts(plan, PlanFacts("management", "県の外へ", plan.starts_on), seen_version=1)
    assert_in_step("計画を直す")
    for gone in ("保冷の箱", "手打ち", "生めんを隣町まで"):
        assert names_found(sato, gone) == []
    remove_measure(measure)
    adopt_plan(plan, on=TODAY, by=sato)
    keep_section(plan, "goals", "県の外に届ける", seen_version=1)
    revise_plan(plan, on=TODAY, reason="見直し", by=sato)
    assert_in_step("策定と改訂")
    thrown = a_plan(sakura, suzuki)
    discard_plan(thrown, by=suzuki)
    assert_in_step("破棄")
    assert IndexEntry.objects.filter(kind="plan").count() == 1
    bring_back_plan(thrown)
    assert_in_step("破棄の取消")
    forget_plans(sakura)
    assert_in_step("消去")


def test_kinds_are_told_apart_for_ever() -> None:
    numbers = {source.kind.key: source.kind.number for source in SOURCES}
    assert numbers == {
        "business": 1, "business-note": 2, "record": 3, "promise": 4, "dispatch": 5, "case": 6,
        "attachment": 7, "diagnosis": 8, "plan": 9,
    }  # fmt: skip


def told(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_command_says_what_is_out_of_step_and_puts_it_right(
    sakura: Business, sato: Staff
) -> None:
    with pytest.raises(CommandError, match="まだないか、古い版"):
        told("search", "check")
    assert told("search", "rebuild") == "検索の索引を作り直しました（1件）。\n"
    assert told("search", "check") == "検索の索引は、いまの内容と合っています。\n"
    record = a_visit(sakura, sato, heard="話")
    SupportRecord.objects.filter(pk=record.pk).update(heard="別の話")
    Business.objects.create(
        name="後から", legal_form="sole-proprietor", organisation=sakura.organisation
    )
    with pytest.raises(CommandError) as refusal:
        told("search", "check")
    assert str(refusal.value) == (
        "検索の索引が2件ずれています"
        "（事業者 さがしても出ない 1件、支援記録 古い内容のまま出る 1件）。"
        "bin/banso search rebuild で直ります。"
    )
    told("search", "rebuild")
    assert told("search", "check") == "検索の索引は、いまの内容と合っています。\n"
    assert IndexBuild.objects.get().entries == 3


def merged(sakura: Business, by: Staff) -> Merge:
    """さくら製麺 and a second entry of it with a record and a note of its own, made one."""
    twin = register_business(
        Business(
            name="サクラ麺工房",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            phone="027-373-9999",
            note="直売所の分",
        ),
        organisation=sakura.organisation,
    )
    a_visit(twin, by, heard="二重に登録されていた", promises=(a_promise("台帳を直す", TODAY),))
    return merge_businesses(Merging(sakura, twin, (sakura.version, twin.version)), by=by)


def test_merging_two_entries_and_making_them_two_again_keeps_in_step(
    sakura: Business, sato: Staff
) -> None:
    merge = merged(sakura, sato)
    assert_in_step("merge")
    assert set(IndexEntry.objects.values_list("business", flat=True)) == {sakura.pk}
    kept_one = IndexEntry.objects.get(kind="business")
    assert fold("サクラ麺工房") in kept_one.texts
    undo_merge(merge, by=sato)
    assert_in_step("undo")
    assert IndexEntry.objects.filter(kind="business").count() == 2
    assert fold("サクラ麺工房") not in IndexEntry.objects.get(kind="business", row=sakura.pk).texts


def test_a_ledger_brought_in_is_found_at_once(gunma: Organisation, suzuki: Staff) -> None:
    rows = [["事業所名", "電話番号", "備考"], ["つばき食堂", "027-371-0001", "創業60年"]]
    ledger = brought(rows, suzuki)
    applied(ledger, suzuki)
    assert_in_step("import")
    assert fold("つばき食堂") in IndexEntry.objects.get(kind="business").names
    row = Business.objects.of(gunma).get()
    a_visit(row, suzuki, heard="味がよい")
    changed = [
        ["管理番号", "事業所名", "電話番号"],
        [str(row.public_id), "つばき亭", "027-371-0001"],
    ]
    applied(brought(changed, suzuki), suzuki)
    assert_in_step("import again")
    names = set(IndexEntry.objects.exclude(names="").values_list("names", flat=True))
    assert all(fold("つばき亭") in each for each in names)
    for heading, value in (
        ("従業員数", "3"),
        ("代表者", "椿 花"),
        ("備考", "二代目"),
        ("創業", "S43"),
    ):
        again = [["管理番号", heading], [str(row.public_id), value]]
        applied(brought(again, suzuki), suzuki)
        assert_in_step(f"import {heading}")


def test_the_night_mends_an_index_left_behind(sakura: Business) -> None:
    Business.objects.filter(pk=sakura.pk).update(name="さくら製麺本舗")
    assert index_differences()
    housekeeping.func()
    assert index_differences() == []
