"""Photos and papers in a real browser: chosen, dropped, pasted, taken back, never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import find_business, heading, save, sign_in
from tests.sample_files import pdf, photo_with_place, picture

from banso.accounts.models import Staff
from banso.core.uploads.checking import LARGEST
from banso.records.models import Attachment
from banso.registry.models import Business

# A picture from the clipboard, or dropped from the desktop, as a browser tells a page of it.
_GIVE = """([kind, name]) => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 30});
  return new Promise(done => canvas.toBlob(blob => {
    const held = new DataTransfer();
    held.items.add(new File([blob], name, {type: "image/png"}));
    const told = kind === "paste"
      ? new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true})
      : new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true});
    document.getElementById("id_files_field").dispatchEvent(told);
    done();
  }));
}"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Files on the disk of whoever sits at the browser."""
    kept = {
        "店先.jpg": photo_with_place(),
        "見積.pdf": pdf(),
        "巨大.pdf": b"%PDF-" + bytes(LARGEST),
        "偽物.pdf": b"MZ\x90\x00",
        "棚.png": picture(form="PNG"),
    }
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in kept}


def names_in(page: Page) -> list[str]:
    """What would be sent."""
    return page.evaluate("[...document.getElementById('id_files').files].map(file => file.name)")


def test_sato_adds_photos_on_her_phone_and_a_refused_form_keeps_them(
    sato: Staff, sakura: Business, files: dict[str, Path], browser_of: Callable[..., Page]
) -> None:
    page = browser_of(viewport=PHONE, touch=True)
    page.goto("/records/new/")
    sign_in(page, sato)
    chooser = page.get_by_label("写真・書類")
    chooser.set_input_files([files["店先.jpg"], files["巨大.pdf"]])
    told = "「巨大.pdf」は大きすぎます（20MB。1つ20MBまで）。外しました。"
    expect(page.locator("#id_files_field [role=alert]")).to_have_text(told)
    chooser.set_input_files([files["見積.pdf"], files["棚.png"]])
    assert names_in(page) == ["店先.jpg", "見積.pdf", "棚.png"]
    page.get_by_role("button", name="棚.pngを外す").tap()
    chooser.set_input_files(files["偽物.pdf"])
    assert names_in(page) == ["店先.jpg", "見積.pdf", "偽物.pdf"]
    save(page)

    expect(page.locator("#id_files_error")).to_contain_text("「偽物.pdf」は添付できません。")
    waiting = page.get_by_role("list", name="次のファイルは受け取りました").get_by_role("listitem")
    expect(waiting).to_have_count(2)
    find_business(page, "さく", "株式会社さくら製麺")
    page.get_by_label("聞いたこと").fill("包装の見積を見せてもらった。")
    save(page)

    expect(heading(page)).to_have_text("記録しました")
    expect(page.get_by_text("写真・書類を2件添付しました。")).to_be_visible()
    page.get_by_role("link", name="保存した記録を見る・直す").tap()
    shown = page.locator(".file-tile img")
    expect(shown).to_have_count(2)
    shown.first.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.file-tile img').naturalWidth > 0")


def test_a_picture_is_dropped_and_pasted_and_a_photo_opens_without_a_complaint(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of()
    page.goto("/records/new/")
    sign_in(page, sato)
    expect(page.locator("#id_files")).to_be_attached()
    page.wait_for_load_state()  # the scripts that take what is dropped have run
    for number, given in enumerate((["drop", "棚.png"], *[["paste", "image.png"]] * 2), start=1):
        page.evaluate(_GIVE, given)
        page.wait_for_function(
            "count => document.getElementById('id_files').files.length === count", arg=number
        )
    assert names_in(page) == ["棚.png", "貼り付けた画像1.png", "貼り付けた画像2.png"]
    find_business(page, "さく", "株式会社さくら製麺")
    page.get_by_label("聞いたこと").fill("棚の写真をもらった。")
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    assert Attachment.objects.count() == 1, "the three pictures are the same"
    page.get_by_role("link", name="保存した記録を見る・直す").click()
    page.get_by_role("button", name="外す").click()
    expect(page.get_by_text("「棚.jpg」を外しました。")).to_be_visible()
    page.get_by_role("button", name="戻す").click()
    expect(page.get_by_text("「棚.jpg」を戻しました。")).to_be_visible()
