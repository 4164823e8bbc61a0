"""The register written out and brought back: changes, and never doubles."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.conftest import signed_in
from tests.registry.bringing import applied, brought, brought_file, counts, planned_rows
from tests.registry.ledgers import workbook

from banso.accounts.models import Organisation, Staff
from banso.core.tables import lay_out, read_sheets
from banso.registry.actions import close_business, edit_business, register_business
from banso.registry.models import Business, LegalForm, MembershipStatus
from banso.registry.rules.columns import exported_columns, is_heading

EXPORT = "/businesses/export/"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """Files of a test lie in the test's own folder."""
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


@pytest.fixture
def ume(gunma: Organisation, suzuki: Staff) -> Business:
    """A business whose every field holds something awkward."""
    return register_business(
        Business(
            name="=うめ商店",
            name_kana="ウメショウテン",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            member_number="0012",
            postcode="370-3511",
            prefecture="群馬県",
            city="高崎市",
            street="-1番地",
            building="@ビル",
            phone="027-371-0000 内線3",
            fax="027-371-0001",
            email="ume@example.jp",
            website="https://example.jp/ume",
            district=gunma.districts.first(),
            adviser=suzuki,  # no adviser any more, but in charge
            membership=MembershipStatus.MEMBER,
            industry_code="58",
            line_of_business="'=1+1",
            capital_yen=0,
            founded_year=1968,
            owner_name="梅田  太郎",
            owner_birth_year=1950,
            full_time=0,
            part_time=1,
            caution="+81",
            note="1行目\n=2行目, 続き",
        ),
        organisation=gunma,
    )


def written(staff: Staff, tmp_path: Path, kind: str, query: str = "") -> Path:
    """What the page gives as a file."""
    answer = signed_in(staff).get(f"{EXPORT}?format={kind}{query}")
    assert answer.status_code == 200
    path = tmp_path / f"書出し.{kind}"
    path.write_bytes(answer.content)
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_written_out_comes_back_without_a_change(
    sakura: Business, ume: Business, sato: Staff, tmp_path: Path, kind: str
) -> None:
    del sakura, ume
    ledger_import = brought_file(written(sato, tmp_path, kind), sato)
    assert counts(ledger_import) == {"unchanged": 2}
    done = applied(ledger_import, sato)
    assert (done.created, done.changed) == (0, 0)
    assert sorted(Business.objects.values_list("version", flat=True)) == [1, 1]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_edited_export_changes_what_was_edited_and_adds_what_was_added(
    sakura: Business, ume: Business, sato: Staff, tmp_path: Path, kind: str
) -> None:
    table = lay_out(read_sheets(written(sato, tmp_path, kind)).sheets[0], is_heading)
    rows = [list(row.cells) for row in table.rows]
    name = table.headings.index("事業者名")
    place = next(at for at, row in enumerate(rows) if "うめ商店" in row[name])
    rows[place][name] = "うめ商店 本店"
    new = ["" for _ in table.headings]
    new[name] = "もも農園"
    path = workbook(tmp_path / "直した.xlsx", [table.headings, *rows, new])
    ledger_import = brought_file(path, sato)
    assert [row.changes[0] for row in planned_rows(ledger_import, "changed")] == [
        ("name", "=うめ商店", "うめ商店 本店")
    ]
    done = applied(ledger_import, sato)
    assert (done.created, done.changed, Business.objects.count()) == (1, 1, 3)
    ume.refresh_from_db()
    sakura.refresh_from_db()
    assert (ume.name, ume.version, sakura.version) == ("うめ商店 本店", 2, 1)


def test_a_register_kept_in_other_forms_comes_back_with_only_what_was_edited(
    sakura: Business, ume: Business, sato: Staff, tmp_path: Path
) -> None:
    forms = {"street": "金古町１２３４", "phone": "0273730000", "owner_name": "桜井　花子"}
    Business.objects.filter(pk=sakura.pk).update(**forms)
    table = lay_out(read_sheets(written(sato, tmp_path, "xlsx")).sheets[0], is_heading)
    rows = [list(row.cells) for row in table.rows]
    place = next(row for row in rows if "うめ商店" in row[table.headings.index("事業者名")])
    place[table.headings.index("常用の従業員")] = "7"
    ledger_import = brought_file(workbook(tmp_path / "直した.xlsx", [table.headings, *rows]), sato)
    assert counts(ledger_import) == {"changed": 1, "unchanged": 1}
    assert [row.changes for row in planned_rows(ledger_import, "changed")] == [
        [("full_time", "0人", "7人")]
    ]
    applied(ledger_import, sato)
    sakura.refresh_from_db()
    ume.refresh_from_db()
    assert (sakura.street, sakura.phone, sakura.version) == ("金古町１２３４", "0273730000", 1)
    assert ume.full_time == 7


def test_text_like_a_formula_stays_text(ume: Business, sato: Staff, tmp_path: Path) -> None:
    del ume
    content = written(sato, tmp_path, "csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    cells = dict(zip(*rows, strict=True))
    assert cells["事業者名"] == "'=うめ商店"
    assert cells["事業の内容"] == "''=1+1"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    sheet = read_sheets(written(sato, tmp_path, "xlsx")).sheets[0]
    assert "=うめ商店" in sheet.rows[-1].cells


def test_the_export_follows_the_filters_of_the_list(
    sakura: Business, ume: Business, sato: Staff, suzuki: Staff, tmp_path: Path
) -> None:
    assert names(written(sato, tmp_path, "csv", "&q=サクラ")) == [sakura.name]
    assert names(written(sato, tmp_path, "csv", f"&adviser={suzuki.public_id}")) == ["'=うめ商店"]
    close_business(sakura, on=sakura.history.first().history_date.date(), reason="", by=sato)
    assert names(written(sato, tmp_path, "csv")) == ["'=うめ商店"]
    assert names(written(sato, tmp_path, "csv", "&state=all")) == ["'=うめ商店", sakura.name]
    del ume


def names(path: Path) -> list[str]:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    return sorted(row[rows[0].index("事業者名")] for row in rows[1:])


def test_the_export_has_every_column_and_no_zero_for_unknown(
    sakura: Business, sato: Staff, tmp_path: Path
) -> None:
    content = written(sato, tmp_path, "csv").read_text("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(content)))
    cells = dict(zip(head, row, strict=True))
    assert head == [column.label for column in exported_columns()]
    assert cells["管理番号"] == str(sakura.public_id)
    assert (cells["常用の従業員"], cells["短時間の従業員"], cells["資本金（円）"]) == ("4", "", "")
    assert (cells["業種"], cells["担当指導員"]) == ("09 食料品製造業", "佐藤 さくら")


def test_another_office_gets_nothing_of_ours(
    sakura: Business, tanaka: Staff, tmp_path: Path
) -> None:
    assert sakura.name
    assert names(written(tanaka, tmp_path, "csv")) == []


def test_a_conflict_between_export_and_import_is_told(
    sakura: Business, sato: Staff, tmp_path: Path
) -> None:
    path = written(sato, tmp_path, "xlsx")
    sakura.phone = "027-373-9999"
    edit_business(sakura, tags=[], seen_version=1)
    [row] = planned_rows(brought_file(path, sato), "changed")
    assert row.changes == [("phone", "027-373-9999", "027-373-0000")]


def test_a_foreign_csv_keeps_its_apostrophes(sato: Staff) -> None:
    [row] = planned_rows(brought((("事業所名", "備考"), ("'=うめ", "'+1")), sato))
    assert (row.values["name"], row.values["note"]) == ("'=うめ", "'+1")
