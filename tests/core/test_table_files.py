"""Files people bring as tables: told by content, read as text, refused in words."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.core.old_office import container, old_workbook

from banso.core.refusals import RuleViolation
from banso.core.tables import LARGEST, FileKind, SheetFile, check_size, kind_of, read_sheets

ROWS = (("事業所名", "電話"), ("㈱さくら製麺", "027-373-0000"))
CSV = "事業所名,電話\r\n㈱さくら製麺,027-373-0000\r\n"


def kept(folder: Path, content: bytes, name: str = "台帳.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells_of(found: SheetFile) -> list[tuple[str, ...]]:
    return [row.cells for row in found.sheets[0].rows]


def refusal_of(path: Path) -> tuple[str, str]:
    with pytest.raises(RuleViolation) as refusal:
        read_sheets(path)
    assert refusal.value.field == "file"
    return refusal.value.code, refusal.value.message


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "中身がPDFです。"),
        (b"\x89PNG\r\n\x1a\n....", "中身が画像です。"),
        (b"\xff\xd8\xff\xe0....", "中身が画像です。"),
        (b"\x00\x00\x00\x18ftypheic", "中身が画像か動画です。"),
        (b"MZ\x90\x00\x03", "中身がプログラムです。"),
        (b"\x7fELF\x02\x01", "中身がプログラムです。"),
        (b"\x1f\x8b\x08\x00", "中身が圧縮ファイルです。"),
        (b"<html><table>", "中身が Web ページ（HTML・XML）です。"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "中身が Web ページ（HTML・XML）です。"),
        (b"{\\rtf1", "中身が文書です。"),
        (zipped({"word/document.xml": b"<w/>"}), "中身が Word の文書です。"),
        (zipped({"ppt/presentation.xml": b"<p/>"}), "中身が PowerPoint です。"),
        (zipped({"名簿.csv": b"a,b"}), "中身が zip（圧縮ファイル）です。"),
        (zipped({"content.xml": b"<o/>"}), "この形式（.xlsb・.ods）は読めません。"),
        (b"PK\x03\x04 cut off", "Excel のファイルが途中で壊れています。"),
        (container("WordDocument", b"."), "中身が Word の文書です。"),
        (container("Something", b"."), "Excel のブックではない Office のファイルです。"),
        (b"\x01\x00\x02\x00\x03", "Excel でも CSV でもないファイルです。"),
    ],
)
def test_a_file_of_another_kind_is_refused_whatever_its_name(
    tmp_path: Path, content: bytes, said: str
) -> None:
    assert refusal_of(kept(tmp_path, content))[1].startswith(said)


def test_a_locked_workbook_says_how_to_take_the_password_off(tmp_path: Path) -> None:
    for content in (container("EncryptedPackage", b"."), old_workbook(ROWS, is_locked=True)):
        code, said = refusal_of(kept(tmp_path, content))
        assert code == "locked"
        assert "「パスワードを使用して暗号化」でパスワードを空にして" in said


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"xl/workbook.xml": b"<x/>"}))
    place = content.index(b"PK\x01\x02") + 8
    content[place] |= 1
    assert refusal_of(kept(tmp_path, bytes(content)))[0] == "locked"


def test_the_size_is_asked_before_a_byte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台帳.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # 200 MB that take no room
    assert refusal_of(path) == (
        "too-large",
        (
            "ファイルが大きすぎます（200MB）。30MBまでです。"
            "写真や使わないシートを除いて保存し直してください。"
        ),
    )
    check_size(LARGEST)
    with pytest.raises(RuleViolation):
        check_size(LARGEST + 1)


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b" , ,\r\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal_of(kept(tmp_path, content, "台帳.csv"))[0] == "empty"


def test_a_workbook_without_a_word_is_refused(tmp_path: Path) -> None:
    xlsxwriter.Workbook(str(tmp_path / "空.xlsx")).close()
    assert refusal_of(tmp_path / "空.xlsx")[0] == "empty"


@pytest.mark.parametrize(
    ("charset", "bom", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8（BOM付き）"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("cp932", b"", "Shift_JIS（cp932）"),
    ],
)
def test_the_charset_is_tried_in_order(tmp_path: Path, charset: str, bom: bytes, name: str) -> None:
    found = read_sheets(kept(tmp_path, bom + CSV.encode(charset), "台帳.csv"))
    assert cells_of(found) == list(ROWS)
    assert found.remarks == (f"文字コードは {name} として読みました。",)


def test_euc_jp_that_would_pass_for_half_width_kana_is_read_as_euc_jp(tmp_path: Path) -> None:
    content = "事業所名,住所\nさくら製麺,高崎市金古町\n".encode("euc_jp")
    assert "ｻｶ" not in content.decode("cp932", errors="ignore")[:2]
    found = read_sheets(kept(tmp_path, content, "台帳.csv"))
    assert cells_of(found) == [("事業所名", "住所"), ("さくら製麺", "高崎市金古町")]
    half_width = "ﾌﾘｶﾞﾅ,ｶﾅ\nｻｸﾗｾｲﾒﾝ,ｶﾌﾞ\n".encode("cp932")
    found = read_sheets(kept(tmp_path, half_width, "カナ.csv"))
    assert cells_of(found) == [("ﾌﾘｶﾞﾅ", "ｶﾅ"), ("ｻｸﾗｾｲﾒﾝ", "ｶﾌﾞ")]


def test_what_no_charset_reads_is_refused(tmp_path: Path) -> None:
    code, said = refusal_of(kept(tmp_path, b"a,b\n\xff\xff\x80\x80,1\n", "台帳.csv"))
    assert code == "undecodable"
    assert "UTF-8・Shift_JIS・EUC-JP のどれでも読めません" in said


def test_0x5c_is_a_yen_sign_in_japanese_charsets_only(tmp_path: Path) -> None:
    text = "品,金額\n饂飩,\\1234\n"
    assert cells_of(read_sheets(kept(tmp_path, text.encode("cp932"), "a.csv")))[1][1] == "¥1234"
    assert cells_of(read_sheets(kept(tmp_path, text.encode(), "b.csv")))[1][1] == "\\1234"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = "".join(separator.join(row) + "\n" for row in ROWS)
    assert cells_of(read_sheets(kept(tmp_path, text.encode(), "台帳.csv"))) == list(ROWS)


def test_a_cell_keeps_its_line_breaks_and_separators(tmp_path: Path) -> None:
    text = '名,備考\nさくら,"1行目\r\n2行目, 続き"\n'
    found = read_sheets(kept(tmp_path, text.encode(), "台帳.csv"))
    assert cells_of(found)[1] == ("さくら", "1行目\n2行目, 続き")


def test_a_quote_that_never_closes_is_refused(tmp_path: Path) -> None:
    text = '名,備考\nさくら,"' + "あ" * 1_000_001
    assert refusal_of(kept(tmp_path, text.encode(), "台帳.csv"))[0] == "broken-csv"


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    rows = (("事業所名", "人数"), ("さくら製麺", 4.0))
    found = read_sheets(kept(tmp_path, old_workbook(rows), "台帳.xls"))
    assert found.kind == FileKind.XLS
    assert cells_of(found) == [("事業所名", "人数"), ("さくら製麺", "4")]


def test_cells_come_as_a_person_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "台帳.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("名簿")
    day = book.add_format({"num_format": "[$-411]ge.m.d"})
    sheet.write_string(0, 0, "00123")
    sheet.write_number(0, 1, 8070005002894)
    sheet.write_number(0, 2, 0.1)
    sheet.write_datetime(0, 3, date(2025, 4, 1), day)
    sheet.write_string(0, 4, "=1+1")
    sheet.write_formula(0, 5, "=1/0", None, "#DIV/0!")
    sheet.write_boolean(0, 6, True)
    sheet.write_string(0, 7, " 前後 \n中 ")
    book.close()
    found = read_sheets(path)
    assert cells_of(found) == [
        ("00123", "8070005002894", "0.1", "2025-04-01", "=1+1", "", "TRUE", "前後 \n中")
    ]
    assert [row.errors for row in found.sheets[0].rows] == [{5}]


def test_hidden_sheets_and_rows_are_read_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "台帳.xlsx"
    book = xlsxwriter.Workbook(str(path))
    old = book.add_worksheet("旧")
    old.write_string(0, 0, "昔")
    sheet = book.add_worksheet("名簿")
    for at in range(3):
        sheet.write_string(at, 0, f"{at}")
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.activate()
    sheet.set_first_sheet()
    old.hide()
    book.close()
    found = read_sheets(path)
    assert [(one.name, one.is_hidden) for one in found.sheets] == [("旧", True), ("名簿", False)]
    assert found.sheet("").name == "名簿"
    assert [row.is_hidden for row in found.sheet("名簿").rows] == [False, True, False]
    assert found.sheet("旧").name == "旧"
    assert found.remarks == ("隠れたシート「旧」があります。選ばないかぎり読みません。",)


def bomb(claimed: int | None = None) -> bytes:
    """A workbook whose sheet unpacks to 500 MB, whatever its directory claims."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = b" " * (1024 * 1024)
    packed = b"".join(packer.compress(piece) for _ in range(500)) + packer.flush()
    size = claimed or 500 * len(piece)
    book = zipped({"xl/workbook.xml": b"<x/>"})
    name = b"xl/worksheets/sheet1.xml"
    sizes = struct.pack("<IIIHH", 0, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + name + packed
    start = book.index(b"PK\x01\x02")
    end = book.index(b"PK\x05\x06")
    entry = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HHHII", 0, 0, 0, 0, start)
        + name
    )
    directory = book[start:end] + entry
    tail = b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, 2, 2, len(directory), start + len(local), 0
    )
    return book[:start] + local + directory + tail


@pytest.mark.parametrize("claimed", [None, 1000])
def test_a_zip_bomb_is_refused_by_what_it_claims_and_by_what_it_is(
    tmp_path: Path, claimed: int | None
) -> None:
    path = kept(tmp_path, bomb(claimed))
    assert path.stat().st_size < 1024 * 1024
    assert refusal_of(path)[0] == "zip-bomb"


def test_a_cell_far_outside_the_table_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "台帳.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "事業所名")
    sheet.write_string(1_048_575, 16_383, "x")
    book.close()
    code, said = refusal_of(path)
    assert code == "too-far-out"
    assert "1,048,576行・16,384列のあたり" in said


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "台帳.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_string(0, 0, "事業所名")
    book.close()
    rng = random.Random(seed)  # noqa: S311 - the same damage in every run
    content = bytearray(path.read_bytes())
    for _ in range(rng.randrange(1, 30)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    path.write_bytes(bytes(content[: rng.randrange(len(content) // 2, len(content) + 1)]))
    assert refused_or_read(path)


def refused_or_read(path: Path) -> bool:
    try:
        kind_of(path)
        return bool(read_sheets(path).sheets)
    except RuleViolation as refusal:
        return refusal.field == "file"
