"""The pages of an import: bringing the file, looking through it, agreeing."""

from __future__ import annotations

import errno
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.conftest import signed_in, staff_of
from tests.registry.bringing import brought, planned_rows, read
from tests.registry.ledgers import csv_text, workbook
from tests.registry.test_importing import LEDGER, suspects

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.progress import Progress, Reached
from banso.core.tables import lay_out, read_sheets
from banso.registry.actions import register_business
from banso.registry.models import Business, ImportApplication, LedgerImport
from banso.registry.rules.columns import is_heading
from banso.registry.tasks import ledgers as tasks
from banso.registry.tasks.ledgers import apply_ledger, read_ledger

PAGE = "/businesses/imports/"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Files of a test lie in the test's own folder."""
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    return tmp_path / "uploads" / "imports"


def sent(client: Client, content: bytes, name: str = "台帳.csv") -> HttpResponse:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


def run_tasks() -> None:
    """What the worker would do, in the test's own transaction."""
    for row in DBTaskResult.objects.ready():
        task = {"read_ledger": read_ledger, "apply_ledger": apply_ledger}
        name = row.task_path.rpartition(".")[2]
        task[name].func(*row.args_kwargs["args"])
        row.claim("test")
        row.set_successful(None)


def url_of(ledger_import: LedgerImport, step: str = "") -> str:
    return f"{PAGE}{ledger_import.public_id}/{step}"


def test_a_ledger_goes_from_file_to_register_in_two_presses(as_sato: Client) -> None:
    answer = sent(as_sato, csv_text(LEDGER).encode("cp932"))
    ledger_import = LedgerImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url_of(ledger_import))
    waiting = body(as_sato.get(url_of(ledger_import)))
    assert "順番を待っています" in waiting
    assert "hx-get" in waiting
    run_tasks()
    preview = body(as_sato.get(url_of(ledger_import)))
    assert "取り込むと、こうなります" in preview
    assert "3件を取り込む" in preview
    assert "文字コードは Shift_JIS（cp932） として読みました。" in preview
    assert not Business.objects.exists()
    answer = as_sato.post(url_of(ledger_import, "apply/"))
    assert answer.status_code == 302
    assert "作業しています" in body(as_sato.get(url_of(ledger_import)))
    run_tasks()
    done = body(as_sato.get(url_of(ledger_import)))
    assert "登録 3件、変更 0件" in done
    assert Business.objects.count() == 3
    assert "佐藤 さくら" in body(as_sato.get(PAGE))


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_work(as_sato: Client) -> None:
    sent(as_sato, csv_text(LEDGER).encode())
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    ledger_import = LedgerImport.objects.get()
    as_sato.post(url_of(ledger_import, "apply/"))
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert Business.objects.count() == 3
    assert DBTaskResult.objects.successful().count() == 2
    assert apply_ledger.func(ledger_import.pk, 1) == "gone"


def test_the_first_step_of_a_new_office_is_its_ledger(as_sato: Client) -> None:
    page = body(as_sato.get("/businesses/"))
    assert "台帳を取り込む" in page
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ファイルが空です（0バイト）。"),
        (b"%PDF-1.7", "中身がPDFです。"),
        (b"MZ\x90", "中身がプログラムです。"),
    ],
)
def test_a_refused_file_is_explained_at_its_field(
    as_sato: Client, content: bytes, said: str, own_folder: Path
) -> None:
    answer = sent(as_sato, content, "台帳.xlsx")
    assert answer.status_code == 422
    assert body(answer).count(said) == 2  # in the summary and at the field
    assert not LedgerImport.objects.exists()
    assert not own_folder.exists() or not list(own_folder.iterdir())


def test_nothing_chosen_is_said(as_sato: Client) -> None:
    answer = as_sato.post(PAGE)
    assert answer.status_code == 422
    assert "台帳のファイルを選んでください。" in body(answer)


class Endless(BytesIO):
    """A body of 200 MB that is never held at once, and notes the largest piece asked for."""

    largest = 0
    left = 200 * 1024 * 1024

    def read(self, size: int | None = -1) -> bytes:
        """At most ``size`` bytes of nothing."""
        asked = self.left if size is None or size < 0 else min(size, self.left)
        Endless.largest = max(Endless.largest, asked)
        self.left -= asked
        return b"\0" * asked


def test_two_hundred_megabytes_are_refused_by_their_length_and_never_held(
    sato: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the body was taken apart")

    monkeypatch.setattr("django.http.request.MultiPartParser.parse", never)
    client = signed_in(sato)
    client.handler.enforce_csrf_checks = True
    answer = client.generic(
        "POST",
        PAGE,
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Endless(), "CONTENT_LENGTH": str(Endless.left)},
    )
    assert answer.status_code == 413
    assert "一度に送れるのは、合わせて" in body(answer)
    assert Endless.largest <= 64 * 1024


def test_a_file_without_the_forms_token_is_refused(sato: Staff) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert sent(client, b"a,b").status_code == 403
    assert not LedgerImport.objects.exists()


def test_a_disk_that_is_full_while_the_file_arrives_is_said(
    as_sato: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    answer = sent(as_sato, b"a,b")
    assert answer.status_code == 422
    assert "この機械のディスクがいっぱいで、保存できません。" in body(answer)
    assert not LedgerImport.objects.exists()


def test_progress_is_shown_and_leads_on_when_done(as_sato: Client, sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    tasks.book_reading(ledger_import)
    tasks.progress_of(ledger_import).step("1行ずつ確かめています", 30, 120)
    answer = as_sato.get(url_of(ledger_import, "progress/"))
    assert "1行ずつ確かめています（30 / 120行）" in " ".join(body(answer).split())
    assert 'value="25"' in body(answer)
    assert "HX-Redirect" not in answer
    run_tasks()
    answer = as_sato.get(url_of(ledger_import, "progress/"))
    assert answer["HX-Redirect"] == url_of(ledger_import)


def test_reading_can_be_stopped_and_begun_again(as_sato: Client) -> None:
    sent(as_sato, csv_text(LEDGER).encode())
    ledger_import = LedgerImport.objects.get()
    as_sato.post(url_of(ledger_import, "call-off/"))
    run_tasks()
    assert "止めました。台帳は何も変わっていません。" in body(as_sato.get(url_of(ledger_import)))
    as_sato.post(url_of(ledger_import, "read-again/"))
    run_tasks()
    assert "3件を取り込む" in body(as_sato.get(url_of(ledger_import)))


def test_carrying_out_can_be_stopped(as_sato: Client, sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    as_sato.post(url_of(ledger_import, "apply/"))
    as_sato.post(url_of(ledger_import, "call-off/"))
    run_tasks()
    assert not Business.objects.exists()
    assert not ImportApplication.objects.exists()
    assert "3件を取り込む" in body(as_sato.get(url_of(ledger_import)))


def test_a_change_meanwhile_is_told_and_the_file_can_be_read_again(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = brought((("法人番号", "従業員数"), (sakura.corporate_number, "9")), sato)
    as_sato.post(url_of(ledger_import, "apply/"))
    Business.objects.update(version=2)
    run_tasks()
    page = body(as_sato.get(url_of(ledger_import)))
    assert (
        "確かめている間に、「株式会社さくら製麺」が変更されました。何も取り込んでいません。" in page
    )
    as_sato.post(url_of(ledger_import, "read-again/"))
    run_tasks()
    assert "1件を取り込む" in body(as_sato.get(url_of(ledger_import)))


def test_rows_are_shown_by_outcome_and_page_by_page(as_sato: Client, sato: Staff) -> None:
    rows = [("事業所名", "法人番号"), *((f"店{n}あ{n}", "") for n in range(120)), ("うめ", "1")]
    ledger_import = brought(rows, sato)
    every = body(as_sato.get(url_of(ledger_import)))
    assert "121行中" in every
    assert "1〜50行" in every
    refused = body(as_sato.get(url_of(ledger_import), {"show": "refused"}))
    assert "法人番号は13桁です（入力は1桁）。" in refused
    assert "店0あ0" not in refused
    last = body(as_sato.get(url_of(ledger_import), {"show": "created", "page": "3"}))
    assert "店119あ119" in last


def test_what_changes_or_is_refused_is_shown_before_what_stays(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ume = {"name": "うめ商店", "legal_form": "sole-proprietor", "member_number": "2"}
    register_business(Business(**ume), organisation=sato.organisation)
    rows = (
        ("会員番号", "法人番号", "事業所名", "従業員数"),
        ("2", "", "うめ商店", ""),
        ("", "1", "もも", ""),
        ("", sakura.corporate_number, "", "9"),
        ("", "", "かえで", ""),
    )
    page = body(as_sato.get(url_of(brought(rows, sato)), {"show": "all"}))
    shown = re.findall(r'data-label="行">(\d+)<', page)
    assert shown == ["3", "4", "5", "2"]


def test_a_closing_line_is_left_out_and_said_with_the_rows_to_look_at(
    as_sato: Client, sato: Staff
) -> None:
    rows = (
        ("会員番号", "事業所名", "TEL", "住所"),
        ("1", "うめ", "", ""),
        ("", "以上 8件", "", ""),
    )
    ledger_import = brought(rows, sato)
    assert [row.name for row in planned_rows(ledger_import)] == ["うめ"]
    page = body(as_sato.get(url_of(ledger_import), {"show": "remarked"}))
    said = page.split('aria-label="ファイル全体で気をつけること"')[1].split("</ul>")[0]
    assert "合計などの行を除きました（3行目）。" in said


def test_suspected_rows_are_decided_on_the_page(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = suspects(sakura, sato)
    page = body(as_sato.get(url_of(ledger_import)))
    assert "株式会社さくら製麺</a>と同じかもしれません。" in " ".join(page.split())
    assert "残りの" in page
    as_sato.post(url_of(ledger_import, "decide/"), {"row_2": "same", "row_4": "left-out"})
    assert dict(ledger_import.decisions.values_list("row_number", "decision")) == {
        2: "same",
        4: "left-out",
    }
    page = body(as_sato.get(url_of(ledger_import)))
    assert "2件を取り込む" in page


def told(page: str) -> list[str]:
    """The counts of a preview as a person reads them, the button last."""
    top = page.split('<section class="card stack"')[1].split("</section>", maxsplit=1)[0]
    words = " ".join(re.sub(r"<[^>]+>", "", top).split())
    counted = re.findall(r"(?:登録|変更|変わらない|受け付けない|重複の疑い) [\d,]+ ?件", words)
    return [*(one.replace(" 件", "件") for one in counted), *re.findall(r"\d+件を取り込む", words)]


def test_the_counts_the_button_the_tabs_and_the_result_are_one_truth(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = suspects(sakura, sato)
    before = body(as_sato.get(url_of(ledger_import)))
    assert told(before) == [
        "登録 1件", "変更 0件", "変わらない 0件", "受け付けない 0件", "重複の疑い 2件",
        "重複の疑い 2件", "1件を取り込む",
    ]  # fmt: skip
    answer = as_sato.post(
        url_of(ledger_import, "decide/"), {"row_2": "same", "row_4": "same"}, follow=True
    )
    page = body(answer)
    assert "2行の判断を残しました" in page
    assert told(page) == [
        "登録 1件", "変更 1件", "変わらない 0件", "受け付けない 0件", "重複の疑い 0件",
        "重複の疑い 2件", "2件を取り込む",
    ]  # fmt: skip
    said = " ".join(page.split())
    assert "重複の疑い 2件のうち、判断したのは 2件です。前の行に合わせる行は 1件。" in said
    assert re.findall(r">([^<>]+ \d+)</a\s*>", page)[-7:] == [
        "すべて 3", "登録 1", "変更 1", "変わらない 0", "受け付けない 0", "重複の疑い 2",
        "気をつける行 1",
    ]  # fmt: skip
    assert "Excel で受け取る" in page
    changed = body(as_sato.get(url_of(ledger_import), {"show": "changed"}))
    assert re.findall(r'data-label="行">(\d+)<', changed) == ["2"]
    as_sato.post(url_of(ledger_import, "apply/"))
    run_tasks()
    assert "登録 1件、変更 1件。取り込まなかった行 0件。" in " ".join(
        body(as_sato.get(url_of(ledger_import))).split()
    )


def test_a_number_of_a_double_is_shown_before_and_after(as_sato: Client, sato: Staff) -> None:
    rows = (
        ("会員番号", "事業所名", "TEL"),
        ("E001", "㈱目玉商店", "027-373-9901"),
        ("E002", "(株)目玉商店", "０２７－３７３－９９０１"),
    )
    page = " ".join(body(as_sato.get(url_of(brought(rows, sato)))).split())
    assert (
        '<dt>会員番号</dt> <dd> E001 → E002 <span class="tag tag-warn">番号が変わります</span>'
    ) in page
    assert "会員番号が違います（「E001」→「E002」）。同じ事業者か確かめてください。" in page
    changes = page.split('<dl class="import-changes">')[1].split("</dl>", maxsplit=1)[0]
    assert re.findall("<dt>(.+?)</dt>", changes) == ["会員番号"]


def test_only_what_stays_out_is_offered_as_excel(as_sato: Client, sato: Staff) -> None:
    clean = brought((("事業所名", "法人・個人"), ("うめ", "個人")), sato)
    assert "Excel で受け取る" not in body(as_sato.get(url_of(clean)))
    remarked = brought((("事業所名", "電話"), ("うめ", "03")), sato)
    assert "気をつける行を Excel で受け取る" in body(as_sato.get(url_of(remarked)))
    refused = brought((("事業所名", "法人番号"), ("うめ", "1")), sato)
    assert "受け付けない行を Excel で受け取る" in body(as_sato.get(url_of(refused)))


def test_a_ledger_of_headings_alone_says_so(as_sato: Client, sato: Staff) -> None:
    page = body(as_sato.get(url_of(brought((("事業所名", "代表者"),), sato))))
    assert "データの行がありません" in page
    assert "変わるところはありません" not in page


def test_all_that_is_still_open_can_be_decided_at_once(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = suspects(sakura, sato)
    as_sato.post(url_of(ledger_import, "decide/"), {"row_2": "same"})
    as_sato.post(url_of(ledger_import, "decide/"), {"all": "separate"})
    assert dict(ledger_import.decisions.values_list("row_number", "decision")) == {
        2: "same",
        4: "separate",
    }


def test_a_decision_nobody_offered_is_not_taken(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = suspects(sakura, sato)
    as_sato.post(url_of(ledger_import, "decide/"), {"row_2": "delete", "row_3": "same"})
    assert not ledger_import.decisions.exists()


def test_a_columns_meaning_can_be_changed(as_sato: Client, sato: Staff) -> None:
    ledger_import = brought((("事業所名", "連絡網"), ("うめ商店", "027-373-1111")), sato)
    page = body(as_sato.get(url_of(ledger_import, "columns/")))
    assert "027-373-1111" in page
    answer = as_sato.post(
        url_of(ledger_import, "columns/"),
        {"sheet": "台帳.csv", "column_0": "name", "column_1": "phone"},
    )
    assert answer.status_code == 302
    run_tasks()
    as_sato.post(url_of(ledger_import, "apply/"))
    run_tasks()
    assert Business.objects.get().phone == "027-373-1111"


def test_a_mapping_without_a_name_is_refused_and_kept_as_chosen(
    as_sato: Client, sato: Staff
) -> None:
    ledger_import = brought((("事業所名", "電話"), ("うめ商店", "027-373-1111")), sato)
    answer = as_sato.post(
        url_of(ledger_import, "columns/"), {"sheet": "台帳.csv", "column_0": "", "column_1": "fax"}
    )
    assert answer.status_code == 422
    assert "どの列が「事業者名」か" in body(answer)
    assert '<option value="fax" selected>' in body(answer)


def test_another_sheet_can_be_chosen(as_sato: Client, sato: Staff, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "台帳.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, business in (("今年", "うめ商店"), ("去年", "もも農園")):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, "事業所名")
        sheet.write_string(0, 1, "電話")
        sheet.write_string(1, 0, business)
    book.close()
    sent(as_sato, path.read_bytes(), "台帳.xlsx")
    run_tasks()
    ledger_import = LedgerImport.objects.get()
    as_sato.post(url_of(ledger_import, "columns/"), {"sheet": "去年", "column_0": "name"})
    run_tasks()
    page = body(as_sato.get(url_of(ledger_import)))
    assert "もも農園" in page
    assert "うめ商店" not in page


def test_a_missing_column_is_said(as_sato: Client, sato: Staff) -> None:
    first = brought(LEDGER, sato)
    as_sato.post(url_of(first, "apply/"))
    run_tasks()
    again = brought([[*row[:5], *row[6:]] for row in LEDGER], sato)
    page = body(as_sato.get(url_of(again)))
    assert "前回あった列が、今回はありません：TEL" in page
    assert "前回と同じ列の意味で読みました" in page
    assert "変わるところはありません" in page


def test_rows_that_stay_out_come_back_as_excel(
    as_sato: Client, sato: Staff, tmp_path: Path
) -> None:
    rows = (("事業所名", "法人番号", "備考"), ("うめ", "1", "=1+1"), ("もも", "", ""))
    ledger_import = brought(rows, sato)
    path = tmp_path / "戻り.xlsx"
    path.write_bytes(as_sato.get(url_of(ledger_import, "returned/")).content)
    refused, remarked = read_sheets(path).sheets
    table = lay_out(refused, is_heading)
    assert table.headings == ("行", "事業所名", "法人番号", "備考", "受け付けなかった理由")
    assert [row.cells for row in table.rows] == [
        ("2", "うめ", "1", "=1+1",
         "法人番号：法人番号は13桁です（入力は1桁）。国税庁の法人番号公表サイトで確かめてください。")
    ]  # fmt: skip
    assert [row.cells[1] for row in lay_out(remarked, is_heading).rows] == ["もも"]
    mended = [list(row.cells) for row in table.rows]
    mended[0][2] = "8070005002894"
    again = tmp_path / "直した.xlsx"
    workbook(again, [table.headings, *mended])
    sent(as_sato, again.read_bytes(), "直した.xlsx")
    run_tasks()
    assert LedgerImport.objects.latest("pk").preview.created == 1


def test_a_waiting_import_is_named_on_the_home_page(as_sato: Client, sato: Staff) -> None:
    assert "確かめるのを待っている台帳の取込" not in body(as_sato.get("/"))
    brought(LEDGER, sato)
    assert "確かめるのを待っている台帳の取込" in body(as_sato.get("/"))


def test_discarding_leaves_nothing(as_sato: Client, sato: Staff, own_folder: Path) -> None:
    ledger_import = brought(LEDGER, sato)
    answer = as_sato.post(url_of(ledger_import, "discard/"))
    assert answer["Location"] == PAGE
    assert not LedgerImport.objects.exists()
    assert not list(own_folder.iterdir())


@pytest.fixture
def outsiders(gunma: Organisation) -> list[Client]:
    """People who may not bring a ledger in."""
    roles = (Role.COUNCIL_MEMBER, Role.EXPERT, Role.OBSERVER)
    return [signed_in(staff_of(gunma, f"人{r}", f"{r}@example.jp", r)) for r in roles]


def test_only_the_office_may_import_and_export(
    outsiders: list[Client], as_tanaka: Client, sato: Staff
) -> None:
    ledger_import = brought(LEDGER, sato)
    for client in outsiders:
        assert client.get(PAGE).status_code == 403
        assert client.get("/businesses/export/").status_code == 403
        assert sent(client, b"a,b").status_code == 403
    steps = ("", "progress/", "columns/", "returned/")
    assert [as_tanaka.get(url_of(ledger_import, step)).status_code for step in steps] == [404] * 4
    posts = ("apply/", "decide/", "discard/", "call-off/", "read-again/")
    assert [as_tanaka.post(url_of(ledger_import, step)).status_code for step in posts] == [404] * 5


def test_a_file_that_was_cleared_away_says_so(as_sato: Client, sato: Staff) -> None:
    ledger_import = brought(LEDGER, sato)
    for path in ledger_import.folder.iterdir():
        path.unlink()
    page = body(as_sato.get(url_of(ledger_import)))
    assert "保管の期限（2週間）を過ぎたので捨てました" in page
    assert as_sato.get(url_of(ledger_import, "columns/")).status_code == 302
    assert as_sato.get(url_of(ledger_import, "returned/")).status_code == 404


def test_reading_again_takes_back_what_was_decided(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    ledger_import = suspects(sakura, sato)
    as_sato.post(url_of(ledger_import, "decide/"), {"all": "left-out"})
    as_sato.post(url_of(ledger_import, "read-again/"))
    assert not ledger_import.decisions.exists()
    read(ledger_import)


def test_progress_forgets_what_an_earlier_run_left() -> None:
    progress = Progress("again")
    progress.step("読んでいます", 1, 4)
    progress.call_off()
    assert progress.reached == Reached("読んでいます", 1, 4)
    assert (progress.reached.percent, Reached().percent) == (25, None)
    progress.begin()
    assert progress.reached == Reached()
    progress.look()


def test_the_card_takes_a_member_number_once(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    applied_rows = brought((("会員番号", "法人番号"), ("77", sakura.corporate_number)), sato)
    as_sato.post(url_of(applied_rows, "apply/"))
    run_tasks()
    new = {"name": "うめ", "legal_form": "sole-proprietor", "member_number": "７７"}
    answer = as_sato.post("/businesses/new/", new)
    assert answer.status_code == 422
    assert "この会員番号は「株式会社さくら製麺」で登録されています。" in body(answer)
    found = body(as_sato.get("/businesses/", {"q": "77"}))
    assert "株式会社さくら製麺" in found
    assert "会員番号" in body(as_sato.get(f"/businesses/{sakura.public_id}/"))
