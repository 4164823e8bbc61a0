"""Loading a plan file in the product: what would change is said first, and nothing is lost."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.programme.cast import a_result
from tests.programme.samples import TAKASAKI, read, read_edited

from banso.accounts.models import Organisation, Staff
from banso.programme.models import ProgrammeEdition
from banso.programme.queries import Plan, plan_of
from banso.programme.rules.comparing import changes_between
from banso.programme.rules.document import ProgrammeDocument

SOURCE = Path(TAKASAKI).read_text(encoding="utf-8")


def a_file(text: str | bytes, name: str = "plan.json") -> dict[str, SimpleUploadedFile]:
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile(name, content)}


def test_a_first_plan_is_shown_and_loaded_only_once_agreed(
    gunma: Organisation, as_suzuki: Client
) -> None:
    shown = as_suzuki.post("/programme/load/", a_file(SOURCE))
    assert (shown.status_code, ProgrammeEdition.objects.count()) == (200, 0)
    assert "はじめての計画です。指標28件、柱の目標19件を読み込みます。" in shown.content.decode()
    loaded = as_suzuki.post("/programme/load/", {"text": SOURCE, "agreed": "1"}, follow=True)
    assert "第1版として読み込みました。" in loaded.content.decode()
    assert plan_of(gunma) is not None


def test_a_new_edition_says_which_targets_change_and_what_goes_out_of_sight(
    plan: Plan, sato: Staff, as_suzuki: Client
) -> None:
    a_result(plan, "exhibition-negotiations", "2", sato)
    changed = SOURCE.replace('"R8": 80', '"R8": 90', 1).replace(
        '"key": "exhibition-negotiations"', '"key": "negotiations-held"'
    )
    page = as_suzuki.post("/programme/load/", a_file(changed)).content.decode()
    assert "「頻度（延べ回数）」の令和8年度の目標が 80 から 90 に変わります。" in page
    assert "入力済みの実績1件は残りますが、どの表にも出なくなります。" in page
    assert ProgrammeEdition.objects.count() == 1


def test_a_broken_file_names_every_place_and_a_workbook_is_known_for_one(
    plan: Plan, as_suzuki: Client
) -> None:
    broken = SOURCE.replace('"hand-entered"', '"by-magic"', 1)
    answer = as_suzuki.post("/programme/load/", a_file(broken))
    assert answer.status_code == 422
    assert "読み込めません（1か所）。何も変えていません。" in answer.content.decode()
    book = as_suzuki.post("/programme/load/", a_file(b"PK\x03\x04rest", "plan.xlsx"))
    assert (
        "Excel などのファイルです。計画ファイル（JSON）を選んでください。" in book.content.decode()
    )
    nothing = as_suzuki.post("/programme/load/", {})
    assert "計画ファイルを選んでください。" in nothing.content.decode()
    assert ProgrammeEdition.objects.count() == 1


def documents() -> tuple[ProgrammeDocument, ProgrammeDocument]:
    return read(TAKASAKI), read_edited(TAKASAKI, goals__0__target=12)


def test_goals_and_nothing_are_told_too() -> None:
    before, after = documents()
    assert changes_between(before, after, results={}) == [
        "「承継完了」の目標が 10 から 12 に変わります。"
    ]
    assert changes_between(before, before, results={}) == []
