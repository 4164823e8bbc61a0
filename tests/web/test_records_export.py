"""The support records as a file: every one of the period, and nothing told in confidence."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from banso.accounts.models import Organisation, Staff
from banso.records.actions import (
    RecordParts,
    confide,
    fulfil_promise,
    record_support,
    withdraw_record,
)
from banso.records.models import ContactKind, Promise, SupportRecord, Topic
from banso.registry.models import Business


@pytest.fixture
def records(sakura: Business, sato: Staff) -> list[SupportRecord]:
    """A visit with a promise kept, one told in confidence, and one taken back."""
    promise = Promise(side="ours", what="資料を送る", due_on=date(2026, 11, 27))
    kept = recorded(sakura, sato, date(2026, 11, 19), "=SUM(A1)と書いてあった", [promise])
    fulfil_promise(kept.promises.get(), on=date(2026, 11, 20), by=sato)
    confided = recorded(sakura, sato, date(2026, 11, 10), "離婚の相談", [])
    confide(confided, by=sato)
    withdrawn = recorded(sakura, sato, date(2026, 10, 1), "別の事業者の話", [])
    withdraw_record(withdrawn, reason="事業者の誤り", by=sato)
    return [withdrawn, confided, kept]


def recorded(
    business: Business, by: Staff, on: date, heard: str, promises: list[Promise]
) -> SupportRecord:
    record = SupportRecord(
        business=business, on=on, kind=ContactKind.VISIT, heard=heard, next_contact_reason="決算"
    )
    topics = list(Topic.objects.filter(key="cash"))
    return record_support(record, RecordParts([by], topics, promises), by=by)


def exported(tmp_path: Path, kind: str, *more: str) -> Path:
    path = tmp_path / f"out.{kind}"
    call_command("records", "export", "--format", kind, "-o", str(path), *more)
    return path


def test_every_record_of_the_period_is_a_line_and_unknown_is_null(
    records: list[SupportRecord], tmp_path: Path
) -> None:
    path = exported(tmp_path, "jsonl", "--from", "令和8年11月1日")
    confided, kept = map(json.loads, path.read_text().splitlines())
    assert kept == {
        "日付": "2026-11-19",
        "事業者": "株式会社さくら製麺",
        "法人番号": "8070005002894",
        "方法": "巡回",
        "時間（分）": None,
        "対応した職員": "佐藤 さくら",
        "支援テーマ": "資金繰り・金融",
        "聞いたこと": "=SUM(A1)と書いてあった",
        "助言したこと": "",
        "次回の予定日": None,
        "次回の用件": "決算",
        "約束": "商工会：資料を送る（令和8年11月27日まで）　完了",
        "状態": "",
        "記録ID": str(records[2].public_id),
    }
    texts = ("聞いたこと", "助言したこと", "次回の用件", "約束")
    assert {confided[name] for name in texts} == {"内密"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_workbook_says_whose_and_of_when_it_is_and_keeps_formulas_as_text(
    records: list[SupportRecord], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del records
    path = exported(tmp_path, "xlsx")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    words = {str(cell) for row in rows for cell in row}
    assert {"支援記録", "高崎市群馬商工会　令和8年11月20日 作成　すべての期間"} & words
    assert "=SUM(A1)と書いてあった" in words
    assert "離婚の相談" not in words
    assert sum(1 for row in rows if row[1] == "株式会社さくら製麺") == 3
    assert capsys.readouterr().out == f"支援記録 3件を書き出しました：{path}\n"


def test_a_csv_is_read_by_excel_and_runs_no_formula(
    records: list[SupportRecord], tmp_path: Path
) -> None:
    del records
    content = exported(tmp_path, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["状態"] for row in rows] == ["取消", "", ""]
    assert rows[2]["聞いたこと"] == "'=SUM(A1)と書いてあった"
    assert rows[2]["日付"] == "2026-11-19"


def test_a_period_without_records_is_an_empty_table(
    records: list[SupportRecord], tmp_path: Path
) -> None:
    del records
    path = exported(tmp_path, "csv", "--to", "R8.4.1")
    assert len(path.read_text("utf-8-sig").splitlines()) == 1


def test_what_cannot_be_done_is_said_and_leaves_no_file(
    records: list[SupportRecord], tmp_path: Path
) -> None:
    del records
    with pytest.raises(CommandError, match="最初の日が最後の日より後です"):
        exported(tmp_path, "csv", "--from", "R8.11.2", "--to", "R8.11.1")
    with pytest.raises(CommandError, match="「きのう」は日付として読めません"):
        exported(tmp_path, "csv", "--from", "きのう")
    with pytest.raises(CommandError, match="に書けません"):
        call_command("records", "export", "-o", str(tmp_path / "none" / "out.xlsx"))
    Organisation.objects.create(name="山の向こう商工会")
    with pytest.raises(CommandError, match="どの商工会か決まりません"):
        exported(tmp_path, "csv")
    assert list(tmp_path.iterdir()) == []


def test_another_office_keeps_its_records(records: list[SupportRecord], tmp_path: Path) -> None:
    del records
    Organisation.objects.create(name="山の向こう商工会", corporate_number="1010001034730")
    path = exported(tmp_path, "csv", "--organisation", "1010001034730")
    assert len(path.read_text("utf-8-sig").splitlines()) == 1


def test_the_list_gives_what_it_shows_as_a_workbook(
    records: list[SupportRecord], as_sato: Client
) -> None:
    del records
    page = as_sato.get(reverse("records:list"), {"span": "m11", "sort": "on"})
    answer = as_sato.get(page.context["excel_url"])
    assert "filename*=utf-8''%E6%94%AF%E6%8F%B4" in answer.headers["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    cells = rows.to_python()
    days = [row[0] for row in cells if isinstance(row[0], date)]
    assert days == [date(2026, 11, 10), date(2026, 11, 19)]
    assert "期間：令和8年度 11月" in str(cells)
    assert "離婚の相談" not in str(cells)
