"""Files as accounting software and ministries write them, made here so that nobody's are kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

# 日付、借方、貸方、金額、摘要
Entry = tuple[str, str, str, int, str]
A_YEAR: Sequence[Entry] = (
    ("2025/04/10", "普通預金", "売上高", 1_200_000, "4月分"),
    ("2025/05/10", "仕入高", "買掛金", 500_000, "小麦粉"),
    ("2025/06/25", "給料手当", "普通預金", 300_000, "6月分"),
    ("2026/03/31", "減価償却費", "機械装置", 100_000, "製麺機"),
    ("2026/03/31", "商品", "期末商品棚卸高", 80_000, "棚卸"),
)
OPENING: Sequence[Entry] = (
    ("2025/04/01", "普通預金", "開始残高", 900_000, "開始残高"),
    ("2025/04/01", "機械装置", "開始残高", 400_000, "開始残高"),
    ("2025/04/01", "開始残高", "資本金", 1_300_000, "開始残高"),
)


def yayoi(entries: Sequence[Entry], *, flag: str = "2000") -> bytes:
    """弥生の仕訳日記帳: 25 columns, no heading, cp932."""
    rows = []
    for number, (on, debit, credit, amount, words) in enumerate(entries, start=1):
        row = [""] * 25
        row[0], row[1], row[3] = flag, str(number), on
        row[4], row[10], row[16] = debit, credit, words
        row[8], row[14] = (
            str(amount) if name or not debit + credit else "" for name in (debit, credit)
        )
        rows.append(row)
    return _csv(rows).encode("cp932")


def money_forward(entries: Sequence[Entry]) -> bytes:
    """マネーフォワードの仕訳帳: by name of its headings, UTF-8 with BOM."""
    head = [
        *("取引No", "取引日", "借方勘定科目", "借方補助科目", "借方部門", "借方取引先"),
        *("借方税区分", "借方インボイス", "借方金額(円)", "借方税額", "貸方勘定科目"),
        *("貸方補助科目", "貸方部門", "貸方取引先", "貸方税区分", "貸方インボイス"),
        *("貸方金額(円)", "貸方税額", "摘要", "仕訳メモ", "タグ", "MF仕訳タイプ", "決算整理仕訳"),
    ]
    rows = [
        [str(n), on, debit, "", "", "", "", "", str(yen), "10", credit, "", "", "", "", "",
         str(yen), "0", words, "", "", "", ""]
        for n, (on, debit, credit, yen, words) in enumerate(entries, start=1)
    ]  # fmt: skip
    return _csv([head, *rows]).encode("utf-8-sig")


def freee(entries: Sequence[Entry]) -> bytes:
    """freee の仕訳帳: 21 columns, BOM."""
    head = ["日付", "伝票番号", "決算整理仕訳", "借方勘定科目", "借方科目コード", "借方補助科目",
            "借方取引先", "借方部門", "借方税区分", "借方金額", "借方税金額", "貸方勘定科目",
            "貸方科目コード", "貸方補助科目", "貸方取引先", "貸方部門", "貸方税区分", "貸方金額",
            "貸方税金額", "摘要", "メモタグ"]  # fmt: skip
    rows = [
        [on, str(n), "", debit, "", "", "", "", "", f"{yen:,}", "", credit, "", "", "", "", "",
         f"{yen:,}", "", words, ""]
        for n, (on, debit, credit, yen, words) in enumerate(entries, start=1)
    ]  # fmt: skip
    return _csv([head, *rows]).encode("utf-8-sig")


def local_benchmark(folder: Path) -> bytes:
    """The ministry's input sheet, with its labels at places of our choice."""
    path = folder / "locaben.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("財務分析入力シート")
    rows: list[Sequence[object]] = [
        ("■財務情報（単位：千円）",),
        (),
        ("", "項目", "2024年3月", "2025年3月", "2026年3月"),
        ("", "①売上高", 45_000, 46_000, 48_000),
        ("", "営業利益", 900, -200, 1_700),
        ("", "減価償却費", 1_000, 1_100, 1_100),
        ("", "現金・預金", 5_000, 5_500, 6_000),
        ("", "売掛金", 2_800, 2_900, 3_000),
        ("", "棚卸資産", 1_200, 1_500, 1_500),
        ("", "借入金", 11_000, 10_500, 10_000),
        ("", "負債合計", 13_000, 12_800, 12_500),
        ("", "純資産合計", 5_000, 5_400, 6_000),
        ("", "総資産", 18_000, 18_200, 18_500),
        ("", "従業員数（人）", 6, 6, 5),
    ]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(at, column, cell)
    book.close()
    return path.read_bytes()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """The content as a browser sends it."""
    return SimpleUploadedFile(name, content)


def _csv(rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()
