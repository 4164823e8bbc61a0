"""What people send is judged by its content: kept, redrawn, put right, or refused in words."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from tests.sample_files import (
    ORIENTATION,
    huge_picture,
    locked_pdf,
    moving_picture,
    office,
    old_excel,
    old_office,
    pdf,
    photo_with_place,
    picture,
    sent,
    zipped,
)

from banso.core.refusals import RuleViolation
from banso.core.uploads import confined
from banso.core.uploads.checking import LARGEST, check_upload, in_megabytes
from banso.core.uploads.confined import draw
from banso.core.uploads.kinds import FileKind
from banso.core.uploads.naming import LONGEST_NAME, named_as, tidy_name

WORD = bytes(10) + b"\x00\x00" + bytes(40)
LOCKED_WORD = bytes(10) + b"\x00\x01" + bytes(40)
DAMAGED_WORD = office("docx")[:80] + b"\xff\xff\xff" + office("docx")[83:]
VBA = {"word/vbaProject.bin": b"macro"}


def refusal_of(name: str, content: bytes) -> tuple[str, str]:
    """Code and words with which a file is refused."""
    with pytest.raises(RuleViolation) as refused:
        check_upload(sent(name, content), field="files")
    assert refused.value.field == "files"
    return refused.value.code, refused.value.message


@pytest.mark.parametrize(
    ("name", "content", "kind", "shown"),
    [
        ("店先.jpg", picture(), FileKind.PICTURE, "店先.jpg"),
        ("店先.PNG", picture(form="PNG"), FileKind.PICTURE, "店先.jpg"),
        ("店先.webp", picture(form="WEBP"), FileKind.PICTURE, "店先.jpg"),
        ("店先.gif", picture(form="GIF"), FileKind.PICTURE, "店先.jpg"),
        ("IMG_0001.HEIC", picture(form="HEIF"), FileKind.PICTURE, "IMG_0001.jpg"),
        ("見積.pdf", pdf(), FileKind.PDF, "見積.pdf"),
        ("計画.docx", office("docx"), FileKind.WORD, "計画.docx"),
        ("売上.xlsx", office("xlsx"), FileKind.EXCEL, "売上.xlsx"),
        ("説明.pptx", office("pptx"), FileKind.POWERPOINT, "説明.pptx"),
        ("計画.doc", old_office({"WordDocument": WORD}), FileKind.OLD_WORD, "計画.doc"),
        ("売上.xls", old_excel(), FileKind.OLD_EXCEL, "売上.xls"),
        (
            "説明.ppt",
            old_office({"PowerPoint Document": b"\0", "Current User": bytes(20)}),
            FileKind.OLD_POWERPOINT,
            "説明.ppt",
        ),
        ("売上.csv", "月,売上\n4,100".encode("cp932"), FileKind.CSV, "売上.csv"),
        ("メモ.txt", "値上げの相談".encode(), FileKind.TEXT, "メモ.txt"),
        ("メモ.txt", "値上げの相談".encode("euc_jp"), FileKind.TEXT, "メモ.txt"),
        ("メモ.txt", "値上げの相談".encode("utf-16"), FileKind.TEXT, "メモ.txt"),
    ],
)
def test_the_kinds_of_files_of_an_office_are_kept(
    name: str, content: bytes, kind: FileKind, shown: str
) -> None:
    kept = check_upload(sent(name, content), field="files")
    assert (kept.kind, kept.name, kept.remark) == (kind, shown, "")
    if kind is FileKind.PICTURE:
        assert Image.open(io.BytesIO(kept.content)).format == "JPEG"
        assert (kept.width, kept.height) == (64, 48)
    else:
        assert kept.content == content
    assert bool(kept.preview) == (kind in {FileKind.PICTURE, FileKind.PDF})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("請求書.pdf", b"MZ\x90\x00\x03 program", "program"),
        ("請求書.pdf", b"\x7fELF\x02\x01", "program"),
        ("請求書.txt", b"#!/bin/sh\nrm -rf /", "program"),
        ("請求書.pdf.exe", pdf(), "program"),
        ("請求書.js", b"alert(1)", "program"),
        ("店.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "program"),
        ("店.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "script"),
        ("店.txt", b"\xef\xbb\xbf  <!DOCTYPE html><p>", "script"),
        ("店.csv", "名前,\n<script>alert(1)</script>".encode(), "script"),
        ("店.txt", "<html>".encode("utf-16"), "script"),
        ("店.txt", b"@echo off\r\ndel *", "script"),
        ("メモ.txt", b"\x00\x01\x02\x03", "unknown-kind"),
        ("メモ.md.dat", b"plain words", "unknown-kind"),
        ("動画.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(50), "film"),
        ("空.pdf", b"", "empty"),
        ("写真.zip", zipped({"a.jpg": picture()}), "zip"),
        ("写真.docx", zipped({"a.jpg": picture()}), "zip"),
        ("計画.docx", office("docx", **VBA), "macro"),
        ("計画.docm", office("docx", **VBA), "program"),
        ("売上.xlsx", office("xlsx", **{"xl/macrosheets/sheet1.xml": "<x/>"}), "macro"),
        ("計画.docx", office("docx", **{"word/embeddings/tool.exe": b"MZ"}), "program-inside"),
        ("計画.docx", office("docx")[:-30], "broken"),
        ("計画.docx", DAMAGED_WORD, "broken"),
        ("計画.docx", old_office({"EncryptedPackage": b"x"}), "password"),
        ("計画.doc", old_office({"WordDocument": LOCKED_WORD}), "password"),
        ("売上.xls", old_excel((0x002F, bytes(6))), "password"),
        ("売上.xls", old_excel((0x0085, bytes(5) + b"\x01ab")), "macro"),
        ("計画.doc", old_office({"WordDocument": WORD, "VBA": b"x"}), "macro"),
        ("設定.msi.doc", old_office({"!Setup": b"x"}), "unknown-kind"),
        ("売上.xls", old_excel()[:700], "broken"),
        ("見積.pdf", pdf()[: len(pdf()) // 3], "broken"),
        ("見積.pdf", b"%PDF-1.7 no more than that", "broken"),
        ("見積.pdf", locked_pdf(), "password"),
        ("店.gif", moving_picture("GIF"), "moving-picture"),
        ("店.webp", moving_picture("WEBP"), "moving-picture"),
        ("店.png", moving_picture("PNG"), "moving-picture"),
        ("店.jpg", picture((400, 300))[:-900], "broken"),
        ("店.png", picture(form="PNG")[:90], "broken"),
        ("店.heic", picture(form="HEIF")[:200], "broken"),
        ("店.png", huge_picture(), "too-many-pixels"),
    ],
)
def test_what_may_not_be_kept_is_refused_in_words_naming_the_file(
    name: str, content: bytes, code: str
) -> None:
    told, words = refusal_of(name, content)
    assert told == code
    assert words.startswith(f"「{name}」は添付できません。")
    assert words.endswith("。")


@pytest.mark.parametrize(
    ("catalog", "further", "what"),
    [
        ("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", (), "JavaScript"),
        ("/OpenAction << /S /J#61vaScript /JS (x) >>", (), "JavaScript"),
        ("/OpenAction 6 0 R", ("<< /S /Launch /F (calc.exe) >>",), "起動"),
        ("/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>", ("<< /F (a) >>",), "別のファイル"),
        ("/AcroForm << /XFA (x) /Fields [] >>", (), "JavaScript"),
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused_with_the_way_out(
    catalog: str, further: tuple[str, ...], what: str
) -> None:
    code, words = refusal_of("申請書.pdf", pdf(catalog=catalog, further=further))
    assert code == "acting"
    assert what in words
    assert "「PDFに保存」で作り直すと、添付できます。" in words


def test_a_pdf_that_only_speaks_of_scripts_is_kept() -> None:
    written = pdf(author="JavaScript no hon")
    assert check_upload(sent("本.pdf", written), field="files").content == written


def test_a_zip_that_unpacks_a_hundredfold_is_refused_without_unpacking_it() -> None:
    bomb = office("xlsx", **{"xl/sheet.xml": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refusal_of("売上.xlsx", bomb)[0] == "zip-bomb"
    many = zipped({f"{number}.xml": b"" for number in range(6000)}, zipfile.ZIP_STORED)
    assert refusal_of("売上.xlsx", many)[0] == "zip-bomb"


def test_a_zip_that_lies_about_its_sizes_is_damaged() -> None:
    honest = office("xlsx", **{"xl/sheet.xml": bytes(5_000_000)})
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != honest
    assert refusal_of("売上.xlsx", lying)[0] == "broken"


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    class Unreadable(SimpleUploadedFile):
        def read(self, *_: object) -> bytes:
            raise AssertionError

    upload = Unreadable("大.pdf", b"x")
    upload.size = LARGEST + 1
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload, field="files")
    assert refused.value.message == (
        "「大.pdf」は添付できません。大きすぎます（20MB。1つ20MBまで）。"
    )


def test_the_place_and_all_else_the_camera_wrote_is_gone() -> None:
    photo = photo_with_place()
    assert all(word in photo for word in (b"Himitsu", b"himitsu-xmp", b"himitsu-comment"))
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(0x8825), "the sample has a place"
    kept = check_upload(sent("IMG.jpg", photo), field="files")
    for content in (kept.content, kept.preview):
        image = Image.open(io.BytesIO(content))
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"imitsu" not in content
        assert b"Exif" not in content


def test_heic_loses_its_place_too_and_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 22.0, 5.0)})
    photo = picture((80, 40), "HEIF", exif=exif.tobytes())
    kept = check_upload(sent("IMG.HEIC", photo), field="files")
    assert (kept.width, kept.height) == (40, 80)
    assert dict(Image.open(io.BytesIO(kept.content)).getexif()) == {}


def test_a_picture_is_turned_as_it_was_held() -> None:
    kept = check_upload(sent("IMG.jpg", photo_with_place((80, 40))), field="files")
    assert (kept.width, kept.height) == (40, 80)
    image = Image.open(io.BytesIO(kept.content)).convert("L")
    assert image.getpixel((20, 5)) < 60, "what was left is now above"
    assert image.getpixel((20, 75)) > 190


def test_a_large_picture_becomes_bearable_and_has_a_small_one_beside_it() -> None:
    kept = check_upload(sent("大.png", picture((4000, 1000), "PNG")), field="files")
    assert (kept.width, kept.height) == (3000, 750)
    assert Image.open(io.BytesIO(kept.preview)).size == (480, 120)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_come_out_in_plain_colours(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("L", (10, 10), 255)
    image = Image.new("I;16", (10, 10), 65535) if mode == "I;16" else source.convert(mode)
    file = io.BytesIO()
    image.save(file, form)
    kept = check_upload(sent("白.png", file.getvalue()), field="files")
    redrawn = Image.open(io.BytesIO(kept.content))
    assert redrawn.mode == "RGB"
    assert min(redrawn.getpixel((5, 5))) > 250


def test_what_was_transparent_is_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    kept = check_upload(sent("印.png", file.getvalue()), field="files")
    assert Image.open(io.BytesIO(kept.content)).getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_another_profile_are_translated_and_the_profile_dropped() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = check_upload(sent("色.png", picture(form="PNG", icc_profile=lab)), field="files")
    assert "icc_profile" not in Image.open(io.BytesIO(kept.content)).info
    broken = picture(form="PNG", icc_profile=b"no profile at all")
    assert check_upload(sent("色.png", broken), field="files").kind is FileKind.PICTURE


def test_an_unreadable_note_of_the_camera_costs_nothing_but_the_note() -> None:
    photo = picture(exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert check_upload(sent("IMG.jpg", photo), field="files").width == 64


def test_a_picture_of_nine_hundred_megapixels_is_refused_in_little_memory() -> None:
    small = 120 * 1024 * 1024  # of its own; decoding would take 2,700 MB

    def tightly() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (small, small))

    command = [sys.executable, "-m", "banso.core.uploads.drawing", "picture"]
    ended = subprocess.run(
        command,
        input=huge_picture(),
        capture_output=True,
        check=True,
        preexec_fn=tightly,
        env={"PYTHONPATH": "src"},
    )
    assert b"too-many-pixels" in ended.stdout


def test_what_fills_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(content: bytes) -> object:
        raise MemoryError

    monkeypatch.setattr("banso.core.uploads.pictures.redraw", starve)
    from banso.core.uploads.drawing import main

    answer = io.BytesIO()
    main("picture", io.BytesIO(b"x"), answer)
    assert b"too-large" in answer.getvalue()


def test_a_decoder_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.001)
    with pytest.raises(RuleViolation) as refused:
        draw("picture", picture())
    assert refused.value.code == "too-slow"


def test_a_page_too_slow_to_draw_costs_only_its_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        answer = b'{"pages": 2, "author": "", "picture": 0}\n'
        raise subprocess.TimeoutExpired("draw", 1, output=answer)

    monkeypatch.setattr(subprocess, "run", late)
    drawn = draw("paper", pdf())
    assert (drawn.pages, drawn.preview) == (2, b"")


def test_who_wrote_a_document_stays_in_it_and_is_remarked() -> None:
    told = "作成者「{}」の名前がファイルの中に残っています。"
    word = check_upload(sent("計画.docx", office(author="山田 &amp; 佐藤")), field="files")
    paper = check_upload(sent("見積.pdf", pdf(author="Yamada")), field="files")
    assert word.remark == told.format("山田 & 佐藤")
    assert (paper.remark, paper.pages) == (told.format("Yamada"), 1)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("写真.pdf", picture(), "写真.jpg"),
        ("計画.pdf", office("docx"), "計画.docx"),
        ("売上.doc", old_excel(), "売上.xls"),
    ],
)
def test_a_name_that_claims_another_kind_is_put_right_and_said(
    name: str, content: bytes, shown: str
) -> None:
    kept = check_upload(sent(name, content), field="files")
    assert kept.name == shown
    assert kept.remark == f"中身に合わせて、名前を「{shown}」に直しました。"


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\sato\\店先.jpg", "店先.jpg"),
        ("請求書\u202efdp.exe", "請求書fdp.exe"),
        ("店\x00先\n写真\t.jpg", "店先 写真.jpg"),
        ("か\u3099ぞう.jpg", "がぞう.jpg"),
        ("①㈱さくら髙橋.pdf", "①㈱さくら髙橋.pdf"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        (" .. ", "名前のないファイル"),
        ("", "名前のないファイル"),
        (None, "名前のないファイル"),
        (".hidden", "hidden"),
        ("あ" * 300 + ".pdf", "あ" * (LONGEST_NAME - 4) + ".pdf"),
        ("長い拡張子." + "x" * 200, ("長い拡張子." + "x" * 200)[:LONGEST_NAME]),
    ],
)
def test_a_name_is_tidied(name: str | None, tidy: str) -> None:
    assert tidy_name(name) == tidy
    assert len(tidy_name(name)) <= LONGEST_NAME


def test_a_nameless_picture_gets_its_ending() -> None:
    assert named_as(FileKind.PICTURE, "image") == ("image.jpg", False)
    assert named_as(FileKind.PDF, "令和8.11月.分") == ("令和8.11月.分.pdf", False)


def test_sizes_are_said_as_people_say_them() -> None:
    said = [in_megabytes(size) for size in (1, 340 * 1024, 1024 * 1024, 2_621_440, LARGEST)]
    assert said == ["1KB", "340KB", "1MB", "2.5MB", "20MB"]
