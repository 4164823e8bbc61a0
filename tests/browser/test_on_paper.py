"""What comes out of the printer: no menu, whose it is and as of when, and every row."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.programme.queries import Plan
from banso.registry.models import Business

EVIDENCE = "/programme/lines/follow-up-visits/rows/R8/year/"
FIRMS = 30


def text_of(pdf: bytes) -> str:
    """All text of a PDF, without the spaces and line ends that typesetting puts in."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "".join("".join(pages).split())


@pytest.mark.usefixtures("plan")
def test_table_evidence_and_karte_come_out_of_the_printer_whole(
    sato: Staff, sakura: Business, plan: Plan, browser_of: Callable[..., Page]
) -> None:
    firms = [a_firm(f"群馬町工房{number:02}", like=sakura) for number in range(FIRMS)]
    for firm in (*firms, sakura):
        a_visit(firm, sato, topics=("plan-followup",), heard="試作が終わった。")
    lines = [line.printed_name for line in plan.document.indicators if line.printed_name]
    expected = {
        "/programme/": lines,
        EVIDENCE: [firm.name for firm in firms],
        f"/karte/{sakura.public_id}/": [sakura.name, "試作が終わった。", "027-373-0000"],
    }
    page = browser_of(sato)
    page.emulate_media(media="print")
    for address, words in expected.items():
        page.goto(address)
        expect(page.get_by_role("navigation", name="メニュー")).to_have_count(0)
        expect(page.locator(".bar")).to_be_hidden()
        expect(page.locator(".button:visible")).to_have_count(0)
        head = page.locator(".print-head")
        expect(head).to_contain_text("高崎市群馬商工会")
        expect(head).to_contain_text("令和8年11月20日（金） 印刷")
        expect(head).to_be_visible()
        printed = text_of(page.pdf(format="A4", landscape=True))
        assert [word for word in words if "".join(word.split()) not in printed] == []
