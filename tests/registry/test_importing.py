"""A ledger brought in: previewed, agreed to, written whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from pytest_django import Settings
from tests.registry.bringing import applied, brought, brought_file, counts, planned_rows, read
from tests.registry.ledgers import csv_file, workbook

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.progress import CalledOff, Progress
from banso.core.refusals import RuleViolation
from banso.registry.actions import (
    decide_rows,
    discard_import,
    edit_business,
    forget_old_files,
    keep_contact,
    receive_file,
    register_business,
    settle_columns,
)
from banso.registry.actions.import_applying import apply_import
from banso.registry.actions.import_reading import read_import
from banso.registry.models import (
    Business,
    ContactPerson,
    ImportApplication,
    ImportPreview,
    LedgerImport,
    LedgerLayout,
    LegalForm,
    RowDecision,
)
from banso.registry.queries import history_of
from banso.registry.queries.imports import returned_rows
from banso.registry.rules.preview_file import read_layout
from banso.web.bench.ledgers import corporate_number

LEDGER = (
    ("会員番号", "事業所名", "代表者", "〒", "住所", "TEL", "業種", "従業員数", "担当"),
    ("1", "㈱さくら製麺", "桜井", "370-3511", "群馬県金古町1-2", "027-373-0000", "09", "4", ""),
    ("2", "うめ商店", "梅田 太郎", "3703511", "高崎市金古町3", "027-373-1111", "58", "", "佐藤"),
    ("3", "もも美容室", "", "", "", "", "ビューティー", "2人", "だれか"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Files of a test lie in the test's own folder."""
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    return tmp_path / "uploads" / "imports"


def test_a_first_ledger_is_previewed_and_nothing_is_saved(sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    assert counts(ledger_import) == {"created": 3, "remarked": 2}
    assert [row.name for row in planned_rows(ledger_import)] == [
        "㈱さくら製麺", "うめ商店", "もも美容室",
    ]  # fmt: skip
    assert planned_rows(ledger_import, "remarked")[1].remarks == [
        "業種：「ビューティー」は取り込みません。日本標準産業分類の中分類（番号か名前）に決められません。",
        "担当指導員：「だれか」は取り込みません。この名前の経営指導員はいません（姓だけなら一人に決まるとき）。",
        "業種の言葉は「事業の内容」に入れました。",
        "法人か個人か分からないので、個人としました。",
    ]
    assert not Business.objects.exists()


def test_agreeing_enters_every_business_with_its_history(sato: Staff) -> None:
    done = applied(brought(LEDGER, sato), sato)
    assert (done.created, done.changed, done.left_out, done.applied_by) == (3, 0, 0, sato)
    ume = Business.objects.get(member_number="2")
    assert (ume.name, ume.postcode, ume.prefecture, ume.city, ume.street) == (
        "うめ商店", "370-3511", "群馬県", "高崎市", "金古町3",
    )  # fmt: skip
    assert (ume.adviser, ume.full_time, ume.industry_code) == (sato, None, "58")
    assert Business.objects.get(member_number="1").legal_form == LegalForm.CORPORATION
    assert [found.name for found in Business.objects.matching("ウメ商店 3731111")] == ["うめ商店"]
    [entry] = history_of(ume)
    assert (entry.what, entry.who) == ("登録（台帳の取込：台帳.csv）", "佐藤 さくら")
    assert ("事業者名（屋号）", "", "うめ商店") in [
        (change.label, change.before, change.after) for change in entry.fields
    ]


def test_the_same_ledger_again_changes_nothing(sato: Staff) -> None:
    applied(brought(LEDGER, sato), sato)
    again = brought(LEDGER, sato)
    assert counts(again) == {"unchanged": 3, "remarked": 1}
    assert applied(again, sato).changed == 0
    assert Business.objects.count() == 3


def test_a_change_is_shown_before_and_after_and_kept_in_the_history(sato: Staff) -> None:
    applied(brought(LEDGER, sato), sato)
    row = Business.objects.get(member_number="1")
    keep_contact(ContactPerson(business=row, name="桜井 次郎", phone="090-1111-2222"))
    edit_business(row, tags=["麺"], seen_version=row.version)
    head, first = LEDGER[0], list(LEDGER[1])
    first[7] = "5"
    ledger_import = brought((head, first), sato)
    [planned] = planned_rows(ledger_import, "changed")
    assert planned.changes == [("full_time", "4人", "5人")]
    assert applied(ledger_import, sato).changed == 1
    row.refresh_from_db()
    assert (row.full_time, row.version) == (5, 3)
    assert [found.pk for found in Business.objects.matching("09011112222")] == [row.pk]
    latest = changes_of(row)[0]
    assert (latest.what, latest.who) == ("変更（台帳の取込：台帳.csv）", "佐藤 さくら")
    assert [(change.label, change.before, change.after) for change in latest.fields] == [
        ("常用の従業員", "4", "5")
    ]
    row.note = "あとで"
    edit_business(row, tags=["麺"], seen_version=3)
    assert [change.label for change in changes_of(row)[0].fields] == ["備考"]


def test_blank_cells_keep_what_is_stored_unless_the_box_is_ticked(sato: Staff) -> None:
    applied(brought(LEDGER, sato), sato)
    rows = (("会員番号", "TEL", "従業員数"), ("1", "", ""))
    ledger_import = brought(rows, sato)
    assert counts(ledger_import) == {"unchanged": 1}
    settle_columns(
        ledger_import,
        columns={0: "member_number", 1: "phone", 2: "full_time"},
        empties_blank=True,
    )
    read(ledger_import)
    applied(ledger_import, sato)
    row = Business.objects.get(member_number="1")
    assert (row.phone, row.full_time, row.name) == ("", None, "㈱さくら製麺")


def test_a_refused_row_stays_out_and_the_others_come_in(sato: Staff) -> None:
    rows = (("事業所名", "法人番号"), ("うめ商店", "12345"), ("もも", ""), ("", ""), ("", "1"))
    ledger_import = brought(rows, sato)
    assert counts(ledger_import) == {"created": 1, "refused": 2, "remarked": 1}
    done = applied(ledger_import, sato)
    assert (done.created, done.left_out) == (1, 2)
    assert [row.name for row in Business.objects.all()] == ["もも"]


def suspects(sakura: Business, by: Staff) -> LedgerImport:
    """A ledger with さくら製麺 written differently, and うめ twice."""
    del sakura
    return brought(
        (
            ("事業所名", "TEL", "代表者"),
            ("さくら製麺", "027-373-0000", "櫻井花子"),
            ("うめ商店", "027-371-0000", "梅田 太郎"),
            ("うめ商店", "027-371-0000", "梅田 花子"),
        ),
        by,
    )


def test_suspected_rows_wait_for_a_person(sakura: Business, sato: Staff) -> None:
    ledger_import = suspects(sakura, sato)
    assert counts(ledger_import) == {"created": 1, "suspected": 2, "remarked": 1}
    done = applied(ledger_import, sato)
    assert (done.created, done.changed, done.left_out) == (1, 0, 2)


def test_a_suspected_row_may_be_the_same_another_or_left_out(sakura: Business, sato: Staff) -> None:
    first = suspects(sakura, sato)
    decide_rows(first, {2: RowDecision.SAME, 4: RowDecision.SAME}, by=sato)
    done = applied(first, sato)
    assert (done.created, done.changed, done.left_out) == (1, 1, 0)
    sakura.refresh_from_db()
    assert (sakura.name, sakura.owner_name, sakura.legal_form) == (
        "株式会社さくら製麺", "櫻井花子", "corporation",
    )  # fmt: skip
    assert Business.objects.get(name="うめ商店").owner_name == "梅田 花子"
    second = suspects(sakura, sato)
    decide_rows(second, {4: RowDecision.SEPARATE}, by=sato)
    decide_rows(second, {4: RowDecision.LEFT_OUT}, by=sato)
    assert applied(second, sato).created == 0


def test_a_row_decided_to_be_another_business_is_entered(sakura: Business, sato: Staff) -> None:
    ledger_import = suspects(sakura, sato)
    decide_rows(ledger_import, {2: RowDecision.SEPARATE, 4: RowDecision.SEPARATE}, by=sato)
    assert applied(ledger_import, sato).created == 3
    assert Business.objects.filter(phone="027-373-0000").count() == 2


def test_the_same_business_of_the_register_twice_in_a_file_is_one_edit(
    sakura: Business, sato: Staff
) -> None:
    rows = (
        ("法人番号", "従業員数", "TEL"),
        ("8070005002894", "5", ""),
        ("8070005002894", "", "027-373-9999"),
    )
    ledger_import = brought(rows, sato)  # fmt: skip
    assert counts(ledger_import) == {"changed": 1, "suspected": 1}
    decide_rows(ledger_import, {3: RowDecision.SAME}, by=sato)
    applied(ledger_import, sato)
    sakura.refresh_from_db()
    assert (sakura.full_time, sakura.phone, sakura.version) == (5, "027-373-9999", 2)


def test_a_change_made_meanwhile_stops_everything(sakura: Business, sato: Staff) -> None:
    rows = (("法人番号", "事業所名", "従業員数"), ("8070005002894", "", "9"), ("", "うめ商店", "1"))
    ledger_import = brought(rows, sato)
    sakura.note = "同僚の修正"
    edit_business(sakura, tags=[], seen_version=1)
    with pytest.raises(RuleViolation, match="「株式会社さくら製麺」が変更されました") as refusal:
        applied(ledger_import, sato)
    assert refusal.value.code == "changed-meanwhile"
    assert Business.objects.count() == 1
    assert not ImportApplication.objects.exists()
    read(ledger_import)
    assert applied(ledger_import, sato).changed == 1


def test_a_contact_added_meanwhile_is_not_lost_from_the_search(
    sakura: Business, sato: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger_import = brought((("法人番号", "従業員数"), ("8070005002894", "9")), sato)
    from banso.registry.actions import import_applying

    refuse = import_applying._refuse_moved

    def add_contact_first(*args: object) -> None:
        keep_contact(ContactPerson(business=sakura, name="桜井 次郎"))
        refuse(*args)

    monkeypatch.setattr(import_applying, "_refuse_moved", add_contact_first)
    with pytest.raises(RuleViolation, match="変更されました"):
        applied(ledger_import, sato)


def test_a_namesake_entered_meanwhile_stops_everything(
    gunma: Organisation, elsewhere: Organisation, sato: Staff
) -> None:
    ledger_import = brought(LEDGER, sato)
    ume = {"name": "梅商店", "legal_form": LegalForm.SOLE_PROPRIETOR}
    register_business(Business(**ume), organisation=gunma)
    register_business(Business(**{**ume, "name": "うめ商店"}), organisation=elsewhere)
    register_business(Business(**{**ume, "name": "有限会社うめ商店"}), organisation=gunma)
    with pytest.raises(RuleViolation, match="「有限会社うめ商店」が登録されました"):
        applied(ledger_import, sato)
    assert Business.objects.of(gunma).count() == 2


def test_a_number_taken_meanwhile_stops_everything(gunma: Organisation, sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    taken = Business(name="別", member_number="1", legal_form=LegalForm.SOLE_PROPRIETOR)
    register_business(taken, organisation=gunma)
    with pytest.raises(RuleViolation, match="同じ会員番号") as refusal:
        applied(ledger_import, sato)
    assert refusal.value.code == "number-taken"
    assert Business.objects.count() == 1


def test_carrying_out_twice_changes_nothing_the_second_time(sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    first = applied(ledger_import, sato)
    row = Business.objects.get(member_number="1")
    row.full_time = 9
    edit_business(row, tags=[], seen_version=1)
    assert applied(ledger_import, sato) == first
    row.refresh_from_db()
    assert (row.full_time, Business.objects.count()) == (9, 3)


class StopsAfter(Progress):
    """Progress that calls the work off at its n-th step in the transaction."""

    def __init__(self, steps: int) -> None:
        super().__init__("stops")
        self.left = steps

    def look(self) -> None:
        """Count down, then stop."""
        self.left -= 1
        if self.left < 0:
            raise CalledOff


@pytest.mark.parametrize("steps", range(6))
def test_called_off_at_any_step_nothing_is_written(
    sakura: Business, sato: Staff, steps: int
) -> None:
    rows = (("法人番号", "事業所名", "従業員数"), ("8070005002894", "", "9"), ("", "うめ商店", "1"))
    ledger_import = brought(rows, sato)
    fresh = LedgerImport.objects.get(pk=ledger_import.pk)
    with pytest.raises(CalledOff):
        apply_import(fresh, by=sato, progress=StopsAfter(steps))
    sakura.refresh_from_db()
    assert (sakura.full_time, sakura.version, Business.objects.count()) == (4, 1, 1)
    assert Business.history.count() == 1
    assert not ImportApplication.objects.exists()
    assert applied(ledger_import, sato).created == 1


def test_reading_called_off_leaves_no_preview(sato: Staff, own_folder: Path) -> None:
    ledger_import = brought(LEDGER, sato)
    ImportPreview.objects.all().delete()
    before = (ledger_import.folder / "rows.jsonl").read_bytes()
    progress = Progress("called")
    progress.call_off()
    with pytest.raises(CalledOff):
        read_import(ledger_import, progress)
    assert not ImportPreview.objects.exists()
    assert (ledger_import.folder / "rows.jsonl").read_bytes() == before
    assert not list(own_folder.rglob("*.new"))


def test_a_file_that_cannot_be_read_says_why(sato: Staff, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [("甲", "乙"), ("あ", "い")])
    ledger_import = brought_file(path, sato)
    assert "どの列が事業者名か分かりませんでした" in ledger_import.preview.problem
    with pytest.raises(RuleViolation, match="先にファイルを読み"):
        applied(ledger_import, sato)
    settle_columns(ledger_import, columns={0: "name", 1: "note"})
    read(ledger_import)
    assert counts(ledger_import) == {"created": 2, "remarked": 2}


def test_columns_must_tell_who_a_row_is_and_mean_one_thing_each(sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    with pytest.raises(RuleViolation, match="どの列が「事業者名」か"):
        settle_columns(ledger_import, columns={0: "phone"})
    with pytest.raises(RuleViolation, match="同じ意味の列が2つ"):
        settle_columns(ledger_import, columns={0: "name", 1: "name"})
    assert counts(ledger_import) == {"created": 3, "remarked": 2}


def test_what_columns_meant_is_remembered_for_the_office(sato: Staff, tanaka: Staff) -> None:
    head = ("店の呼び名", "でんわ", "印")
    ledger_import = brought((head, ("うめ商店", "027-373-1111", "済")), sato)
    settle_columns(ledger_import, columns={0: "name", 1: "phone", 2: ""})
    read(ledger_import)
    applied(ledger_import, sato)
    assert LedgerLayout.objects.get().columns == {"店の呼び名": "name", "でんわ": "phone", "印": ""}
    again = brought((("印", "店の呼び名"), ("済", "もも")), sato)
    layout = read_layout(again.folder)
    assert layout
    assert (layout.columns, layout.is_recalled, layout.missing) == ({1: "name"}, True, ("でんわ",))
    assert "どの列" in brought((head, ("うめ商店", "027-373-1111", "済")), tanaka).preview.problem


def test_a_ledger_of_many_shapes_is_read(sato: Staff, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["令和8年度 会員名簿"],
        [],
        [None, None, "代表者", None, "従業員", None],
        ["会員No", "事業所名", "氏名", "フリガナ", "常用", "パート"],
        [1, "㈱さくら製麺", "桜井 花子", "ｻｸﾗｲ ﾊﾅｺ", 4, 2],
        [None, None, "桜井 次郎", None, None, None],
        [2, "=うめ商店", "梅田", None, 0, None],
        ["", "合計", None, None, 4, 2],
    ]
    ledger_import = brought_file(workbook(tmp_path / "名簿.xlsx", rows), sato)
    first, nameless, second = planned_rows(ledger_import)
    assert (nameless.number, nameless.reasons) == (6, ["事業者名がありません。"])
    assert first.values == {
        "member_number": "1", "name": "㈱さくら製麺", "legal_form": "corporation",
        "owner_name": "桜井 花子", "owner_kana": "サクライ ハナコ",
        "full_time": 4, "part_time": 2,
    }  # fmt: skip
    assert (second.values["name"], second.values["full_time"]) == ("=うめ商店", 0)


def test_two_businesses_never_become_one_where_a_formula_of_a_name_failed(
    sato: Staff, tmp_path: Path
) -> None:
    path = tmp_path / "数式.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, heading in enumerate(("事業所名", "代表者", "電話")):
        sheet.write_string(0, at, heading)
    for at, (formula, shown, owner, phone) in enumerate(
        (
            ('="数式"&"商店"', "数式商店", "数式太郎", "027-373-9911"),
            ("=1/0", "#DIV/0!", "ゼロ割子", "027-373-9912"),
        ),
        start=1,
    ):
        sheet.write_formula(at, 0, formula, None, shown)
        sheet.write_string(at, 1, owner)
        sheet.write_string(at, 2, phone)
    book.close()
    ledger_import = brought_file(path, sato)
    first, second = planned_rows(ledger_import)
    assert (first.values["owner_name"], first.values["phone"]) == ("数式太郎", "027-373-9911")
    assert second.reasons == ["事業者名がありません（Excel のエラーになっています）。"]
    assert returned_rows(ledger_import) == ([second], [first])
    assert second.cells == ("", "ゼロ割子", "027-373-9912")


def test_a_corporate_number_file_fills_in_and_proposes_closures(
    sakura: Business, sato: Staff, tmp_path: Path
) -> None:
    def line(number: str, name: str, closed: str = "") -> list[str]:
        cells = [""] * 30
        cells[1], cells[6] = number, name
        cells[9:12] = ["群馬県", "高崎市", "金古町１番地"]
        cells[18], cells[19], cells[23] = closed, "01" if closed else "", "1"
        return cells

    lines = [line("8070005002894", "株式会社さくら製麺", "2026-01-05")]
    lines += [line(corporate_number(n), f"よその会社{n}") for n in range(30)]
    ledger_import = brought_file(csv_file(tmp_path / "10_gunma.csv", lines, charset="utf-8"), sato)
    assert LedgerImport.objects.get().kind == "corporate-numbers"
    assert counts(ledger_import) == {"suspected": 1}
    decide_rows(ledger_import, {1: RowDecision.SAME}, by=sato)
    done = applied(ledger_import, sato)
    assert (done.created, done.changed, done.closed) == (0, 1, 1)
    sakura = Business.objects.get()
    assert sakura.address == "群馬県高崎市金古町１番地"
    assert (str(sakura.closure.on), sakura.closure.confirmed_by) == ("2026-01-05", sato)
    assert {entry.who for entry in history_of(sakura)[:2]} == {"佐藤 さくら"}
    assert not LedgerLayout.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"%PDF-1.7", "wrong-kind"), (b"a" * 100, "")]
)
def test_nothing_is_left_of_a_refused_file(
    sato: Staff, own_folder: Path, content: bytes, code: str
) -> None:
    if not code:
        receive_file("a.csv", len(content), [content], by=sato)
        assert len(list(own_folder.iterdir())) == 1
        return
    with pytest.raises(RuleViolation) as refusal:
        receive_file("台帳.xlsx", len(content), [content], by=sato)
    assert refusal.value.code == code
    assert not LedgerImport.objects.exists()
    assert not own_folder.exists() or not list(own_folder.iterdir())


def test_a_full_disk_is_said_and_nothing_is_left(sato: Staff, own_folder: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"a,b\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(RuleViolation, match="がいっぱいで"):
        receive_file("台帳.csv", 100, chunks(), by=sato)
    assert not list(own_folder.iterdir())
    assert not LedgerImport.objects.exists()


def test_a_disk_that_fills_up_while_reading_is_said(
    sato: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    ledger_import = brought(LEDGER, sato)
    monkeypatch.setattr("banso.registry.actions.import_reading.PreviewWriter.add", full)
    assert "がいっぱいで" in read(ledger_import).problem


def test_a_waiting_import_can_be_thrown_away_but_not_one_carried_out(sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    folder = ledger_import.folder
    discard_import(ledger_import)
    assert not folder.exists()
    assert not LedgerImport.objects.exists()
    done = brought(LEDGER, sato)
    applied(done, sato)
    with pytest.raises(RuleViolation, match="すでに取り込まれています"):
        discard_import(done)
    assert done.folder.exists()


def test_files_go_after_two_weeks_and_the_history_stays(sato: Staff, own_folder: Path) -> None:
    done, waiting, fresh = (brought(LEDGER, sato, name=f"{n}.csv") for n in "abc")
    applied(done, sato)
    old = clock.now() - timedelta(days=15)
    LedgerImport.objects.exclude(pk=fresh.pk).update(uploaded_at=old)
    assert forget_old_files() == 2
    assert list(LedgerImport.objects.values_list("file_name", flat=True)) == ["c.csv", "a.csv"]
    assert [folder.name for folder in own_folder.iterdir()] == [str(fresh.public_id)]
    assert not waiting.folder.exists()


def test_another_offices_businesses_are_never_matched(sakura: Business, tanaka: Staff) -> None:
    rows = (("法人番号", "事業所名"), (sakura.corporate_number, "さくら製麺"))
    ledger_import = brought(rows, tanaka)
    assert counts(ledger_import) == {"created": 1}
    applied(ledger_import, tanaka)
    assert Business.objects.of(tanaka.organisation).count() == 1
    sakura.refresh_from_db()
    assert sakura.version == 1
