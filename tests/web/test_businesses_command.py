"""``bin/banso businesses import|export``: a ledger from the command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings
from tests.conftest import staff_of
from tests.registry.ledgers import csv_file
from tests.registry.test_importing import LEDGER

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.tables import lay_out, read_sheets
from banso.registry.models import Business, LedgerImport
from banso.registry.rules.columns import is_heading


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """Files of a test lie in the test's own folder."""
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def said(*words: object) -> str:
    """What the command says."""
    target = StringIO()
    call_command("businesses", *map(str, words), stdout=target)
    return target.getvalue()


def test_a_dry_run_says_what_would_change_and_changes_nothing(sato: Staff, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "台帳.csv", [*LEDGER, ("4", "うめ", *[""] * 7)])
    words = said("import", path, "--by", sato.person.email, "--dry-run")
    assert "登録 4件、変更 0件、変わらない 0件、受け付けない 0件、重複の疑い 0件" in words
    assert "文字コードは Shift_JIS（cp932） として読みました。" in words
    assert words.endswith("確かめただけです。何も変えていません。\n")
    assert not Business.objects.exists()
    assert not LedgerImport.objects.exists()


def test_without_it_the_ledger_comes_in_and_what_stays_out_is_written(
    sato: Staff, tmp_path: Path
) -> None:
    rows = (("事業所名", "法人番号"), ("うめ商店", ""), ("もも", "1"))
    path = csv_file(tmp_path / "台帳.csv", rows)
    words = said("import", path, "--by", "SATO@example.jp")
    assert "取り込みました：登録 1件、変更 0件。取り込まなかった行 1件。" in words
    back = tmp_path / "台帳_取り込まなかった行.xlsx"
    assert f"取り込まない行と理由を {back} に書きました。" in words
    [row] = lay_out(read_sheets(back).sheets[0], is_heading).rows
    assert row.cells[:3] == ("3", "もも", "1")
    assert Business.objects.get().name == "うめ商店"
    assert LedgerImport.objects.get().application.applied_by == sato


def test_the_same_ledger_again_says_that_nothing_changes(sato: Staff, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "台帳.csv", LEDGER)
    said("import", path, "--by", sato.person.email)
    assert "変わるところはありません。" in said("import", path, "--by", sato.person.email)


def test_an_export_comes_back_unchanged(sakura: Business, sato: Staff, tmp_path: Path) -> None:
    for kind in ("xlsx", "csv"):
        path = tmp_path / f"台帳.{kind}"
        words = said("export", "--format", kind, "-o", path)
        assert words == f"高崎市群馬商工会の事業者 1者を {path} に書き出しました。\n"
        assert "変わるところはありません。" in said("import", path, "--by", sato.person.email)
    sakura.refresh_from_db()
    assert sakura.version == 1


def test_what_cannot_be_done_is_said_and_changes_nothing(
    sato: Staff, gunma: Organisation, elsewhere: Organisation, tmp_path: Path
) -> None:
    path = csv_file(tmp_path / "台帳.csv", LEDGER)
    observer = staff_of(gunma, "見る人", "see@example.jp", Role.OBSERVER)
    ours = ("--organisation", gunma.name)
    pdf = tmp_path / "台帳.xlsx"
    pdf.write_bytes(b"%PDF-1.7")
    nameless = csv_file(tmp_path / "甲.csv", [("甲", "乙"), ("1", "2")])
    tried = {
        "どの商工会か決まりません。": ("import", path, "--by", sato.person.email),
        "台帳を取り込める職員ではありません。": (
            "import", path, "--by", observer.person.email, *ours,
        ),
        "を開けません": ("import", tmp_path / "ない.csv", "--by", sato.person.email, *ours),
        "中身がPDFです。": ("import", pdf, "--by", sato.person.email, *ours),
        "どの列が事業者名か": ("import", nameless, "--by", sato.person.email, *ours),
        "に書けません": ("export", "-o", tmp_path / "ない" / "台帳.xlsx", *ours),
    }  # fmt: skip
    assert elsewhere
    for message, words in tried.items():
        with pytest.raises(CommandError, match=message):
            said(*words)
    assert not Business.objects.exists()
    assert not LedgerImport.objects.exists()
