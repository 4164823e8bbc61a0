"""The pages of the conversation: what is said is kept thing by thing, and nothing is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.diagnosis.cast import an_analysis, said_everything
from tests.records.cast import a_dispatch, a_firm, a_visit, told

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.diagnosis.actions import FindingWords, complete_diagnosis, keep_entry, write_finding
from banso.diagnosis.models import Diagnosis, SheetEntry
from banso.diagnosis.queries.crossing import crossings_of
from banso.diagnosis.queries.quoting import Quote, quotes_for
from banso.diagnosis.queries.talking import parts_of
from banso.records.actions import confide
from banso.registry.models import Business

HTMX = {"HX-Request": "true"}


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    return an_analysis(sakura, sato)


def page_of(analysis: Diagnosis, sheet: str = "swot") -> str:
    return reverse("diagnosis:sheet", args=[analysis.public_id, sheet])


def say(client: Client, analysis: Diagnosis, text: str, **other: object) -> HttpResponse:
    """What the line under a cell sends."""
    typed = {"sheet": "swot", "cell": "S-products", "text": text, **other}
    headers = HTMX if typed.pop("htmx", False) else {}
    url = reverse("diagnosis:say", args=[analysis.public_id])
    return client.post(url, typed, headers=headers)


def kept(analysis: Diagnosis) -> list[tuple[str, str, str, str, int]]:
    rows = analysis.entries.order_by("pk")
    return list(rows.values_list("sheet", "cell", "text", "said_by", "weight"))


def text_of(answer: HttpResponse) -> str:
    return told(answer.content.decode()).strip()


def test_what_is_said_is_kept_in_its_cell_with_who_said_it(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    answer = say(as_sato, analysis, " 手打ち麺ﾃﾞｽ ", said_by="expert", weight="5")
    assert answer.headers["Location"] == f"{page_of(analysis)}#cell-swot_S-products"
    assert kept(analysis) == [("swot", "S-products", "手打ち麺デス", "expert", 5)]
    say(as_sato, analysis, "県外からも来る")
    assert kept(analysis)[1:] == [("swot", "S-products", "県外からも来る", "owner", 3)]
    entry = analysis.entries.earliest("pk")
    assert (entry.written_by, entry.version) == (sato, 1)
    shown = text_of(as_sato.get(page_of(analysis)))
    assert "強み 2件（空き6欄）" in shown
    assert "弱みはまだ空です。" in shown
    assert "重さ5　佐藤 さくら　R8.11.20" in shown
    assert "話した日：R8.11.20 佐藤 さくら 2件" in shown
    assert "事業者の言葉は1件です。" in shown


def test_a_press_of_enter_is_answered_with_the_cell_and_the_counts(
    analysis: Diagnosis, as_sato: Client
) -> None:
    answer = text_of(say(as_sato, analysis, "手打ち麺", htmx=True))
    assert answer.startswith('<div class="said" id="said-swot_S-products">')
    assert "手打ち麺" in answer
    assert 'id="overview" hx-swap-oob="true"' in answer
    assert "<html" not in answer


def test_the_same_text_sent_three_times_is_kept_once(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    for _ in range(2):
        say(as_sato, analysis, "手打ち麺", htmx=True)
    url = reverse("diagnosis:say", args=[analysis.public_id])
    typed = {"sheet": "swot", "cell": "S-products", "text": "手打ち麺", "entry_key": "1"}
    answer = as_sato.post(url, typed, headers={"X-Draft-Writer": str(sato.public_id)})
    assert (answer.status_code, answer.headers["X-Draft-Location"]) == (
        204,
        f"{page_of(analysis)}#cell-swot_S-products",
    )
    assert kept(analysis) == [("swot", "S-products", "手打ち麺", "owner", 3)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "　"}, "内容を書いてください。"),
        ({"text": "あ" * 601}, "内容は600字までにしてください（いま601字）。"),
        ({"cell": "S-area"}, "この欄はありません。"),
        ({"sheet": "rumours"}, "この欄はありません。"),
        ({"sheet": "four-views", "cell": "S-products"}, "この欄はありません。"),
        ({"weight": "6"}, "正しく選択してください。"),
        ({"said_by": "neighbour"}, "正しく選択してください。"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_why(
    analysis: Diagnosis, as_sato: Client, typed: dict[str, str], words: str
) -> None:
    typed = {"text": "手打ち麺", **typed}
    for answer in (
        say(as_sato, analysis, **typed),
        say(as_sato, analysis, **typed, htmx=True),
    ):
        assert answer.status_code == 422
        assert words in text_of(answer)
    whole = text_of(say(as_sato, analysis, **typed))
    assert typed["text"].strip() in whole, "nothing typed is lost"
    assert 'class="error-summary' in whole
    assert kept(analysis) == []


def test_an_edit_over_a_colleague_s_shows_both_and_keeps_what_was_typed(
    analysis: Diagnosis, as_sato: Client, suzuki: Staff
) -> None:
    say(as_sato, analysis, "手打ち麺")
    entry = analysis.entries.get()
    theirs = analysis.entries.get()
    theirs.text = "手打ちの麺"
    keep_entry(theirs, by=suzuki, seen_version=1)
    url = reverse("diagnosis:entry-edit", args=[entry.public_id])
    typed = {"text": "打ちたての麺", "said_by": "owner", "weight": "5", "seen_version": "1"}
    answer = as_sato.post(url, typed, headers=HTMX)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == f"#entry-{entry.public_id}"
    assert "鈴木 一郎さんが" in shown
    assert "相手（保存済み）：手打ちの麺" in shown
    assert "自分（まだ）：打ちたての麺" in shown
    [fresh] = re.findall(r'name="seen_version" value="(\d+)"', shown)
    assert as_sato.post(url, {**typed, "seen_version": fresh}).status_code == 302
    assert kept(analysis) == [("swot", "S-products", "打ちたての麺", "owner", 5)]


def test_an_entry_edited_after_a_colleague_removed_it_is_written_anew(
    analysis: Diagnosis, as_sato: Client, as_suzuki: Client
) -> None:
    say(as_sato, analysis, "手打ち麺")
    entry = analysis.entries.get()
    url = reverse("diagnosis:entry-edit", args=[entry.public_id])
    assert "手打ち麺" in text_of(as_sato.get(url, headers=HTMX))
    as_suzuki.post(reverse("diagnosis:entry-drop", args=[entry.public_id]))
    assert as_sato.get(url).status_code == 404
    typed = {"text": "打ちたて\nの麺", "said_by": "owner", "weight": "4", "seen_version": "1"}
    as_sato.post(url, typed)
    assert kept(analysis) == [("swot", "S-products", "打ちたて の麺", "owner", 4)]


def test_what_is_removed_is_put_back_by_one_press(analysis: Diagnosis, as_sato: Client) -> None:
    say(as_sato, analysis, "手打ち麺", said_by="adviser", weight="4")
    before = kept(analysis)
    drop = reverse("diagnosis:entry-drop", args=[analysis.entries.get().public_id])
    back = drop.replace("/drop/", "/put-back/")
    shown = text_of(as_sato.post(drop, headers=HTMX))
    assert kept(analysis) == []
    assert back in shown
    assert "「手打ち麺」を消しました。" in shown
    as_sato.post(back, headers=HTMX)
    assert kept(analysis) == before
    plain = reverse("diagnosis:entry-drop", args=[analysis.entries.get().public_id])
    assert "「手打ち麺」を消しました。" in text_of(as_sato.post(plain, follow=True))
    as_sato.post(plain.replace("/drop/", "/put-back/"))
    assert kept(analysis) == before


def test_past_records_speak_beside_their_headings_and_never_the_confidential(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    visit = a_visit(sakura, sato, heard="新しい商品が人気だ。天気の話。\n予約は電話だけ！")
    shut = a_visit(sakura, sato, heard="商品の売れ残りは秘密だ。")
    confide(shut, readers=[], by=sato)
    a_visit(a_firm("もみじ堂", sakura), sato, heard="よその商品の話。")
    for staff in (sato, suzuki):
        quotes = {key: found for key, found in quotes_for(sakura, staff).items() if found}
        assert quotes == {
            "products": (Quote(visit.on, "新しい商品が人気だ。", visit.public_id),),
            "digital": (Quote(visit.on, "予約は電話だけ！", visit.public_id),),
        }


def test_a_past_record_is_quoted_with_one_press_as_the_owner_s_words(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_visit(sakura, sato, heard="新しい商品が人気だ。")
    shown = text_of(as_sato.get(page_of(analysis)))
    assert shown.count('name="text" value="新しい商品が人気だ。"') == 2, "for and against"
    say(as_sato, analysis, "新しい商品が人気だ。", htmx=True)
    assert kept(analysis) == [("swot", "S-products", "新しい商品が人気だ。", "owner", 3)]


def test_the_heaviest_are_crossed_and_a_strategy_keeps_what_it_rests_on(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    assert [one.lacking for one in crossings_of(analysis)] == [
        ("強み", "機会"),
        ("弱み", "機会"),
        ("強み", "脅威"),
        ("弱み", "脅威"),
    ]
    said_everything(analysis, sato, only="SO")
    for number in range(7):
        say(as_sato, analysis, f"強み{number}", weight="4")
    first = crossings_of(analysis)[0]
    assert (len(first.pairs), first.is_cut) == (6, True)
    assert first.pairs[0].words == "強み0 × Oの話"
    typed = {"sheet": "cross", "cell": "SO", "pair": [first.pairs[0].words]}
    answer = say(as_sato, analysis, "若い家族に売る", **typed, said_by="adviser")
    assert answer.headers["Location"] == f"{page_of(analysis, 'cross')}#cell-cross_SO"
    assert kept(analysis)[-1] == (
        "cross",
        "SO",
        "若い家族に売る（強み0 × Oの話）",
        "adviser",
        3,
    )
    assert "若い家族に売る" in text_of(as_sato.get(page_of(analysis, "cross")))


def test_every_sheet_has_its_cells_with_their_questions(
    analysis: Diagnosis, as_sato: Client
) -> None:
    for sheet, groups, cells in (
        ("four-views", 4, 15),
        ("trade-flow", 3, 5),
        ("work-flow", 2, 6),
        ("now-and-then", 4, 4),
        ("design-sheet", 5, 11),
        ("kbf-ksf", 2, 5),
    ):
        parts = parts_of(analysis, sheet)
        assert (len(parts), sum(len(part.cells) for part in parts)) == (groups, cells)
        shown = text_of(as_sato.get(page_of(analysis, sheet)))
        asked = [words for part in parts for cell in part.cells for words in cell.questions]
        assert all(words in shown for words in asked)
    assert as_sato.get(page_of(analysis, "ninety-days")).status_code == 404
    assert as_sato.get(page_of(analysis, "rumours")).status_code == 404


def test_a_finished_analysis_is_read_and_not_written(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    said_everything(analysis, sato)
    write_finding(analysis, FindingWords("原価", "収益性", "短期", []), by=sato)
    complete_diagnosis(analysis, on=TODAY, by=sato)
    before = kept(analysis)
    assert "data-say=" not in text_of(as_sato.get(page_of(analysis)))
    words = "完了した分析は変えられません。"
    entry = analysis.entries.earliest("pk")
    drop = reverse("diagnosis:entry-drop", args=[entry.public_id])
    edit = reverse("diagnosis:entry-edit", args=[entry.public_id])
    typed = {"text": "x", "said_by": "owner", "weight": "3", "seen_version": entry.version}
    for answer in (
        say(as_sato, analysis, "手打ち麺"),
        say(as_sato, analysis, "手打ち麺", htmx=True),
        as_sato.post(drop),
        as_sato.post(drop, headers=HTMX),
        as_sato.post(edit, typed),
    ):
        assert answer.status_code == 422
        assert words in text_of(answer)
    assert kept(analysis) == before


def test_another_office_finds_nothing_and_can_change_nothing(
    analysis: Diagnosis, as_sato: Client, as_tanaka: Client
) -> None:
    say(as_sato, analysis, "手打ち麺")
    entry = analysis.entries.get()
    assert say(as_tanaka, analysis, "よその言葉").status_code == 404
    assert as_tanaka.get(page_of(analysis)).status_code == 404
    for name in ("entry-edit", "entry-drop", "entry-put-back"):
        url = reverse(f"diagnosis:{name}", args=[entry.public_id])
        assert as_tanaka.post(url, {"text": "x"}).status_code == 404
    assert [row[2] for row in kept(analysis)] == ["手打ち麺"]


def test_an_expert_reads_the_firm_she_was_sent_to_and_writes_nothing(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    expert = staff_of(sakura.organisation, "高橋 健", "expert@example.jp", Role.EXPERT)
    client = signed_in(expert)
    assert client.get(page_of(analysis)).status_code == 404
    a_dispatch(sakura, sato, expert=expert, planned_on=date(2026, 11, 24))
    say(as_sato, analysis, "手打ち麺")
    shown = text_of(client.get(page_of(analysis)))
    assert "手打ち麺" in shown
    assert "data-say=" not in shown
    assert say(client, analysis, "専門家の言葉").status_code == 403
    assert len(kept(analysis)) == 1


def test_a_sheet_costs_the_same_queries_for_one_entry_and_for_thirty(
    analysis: Diagnosis, sato: Staff, as_sato: Client
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_sato.get(page_of(analysis))
        return len(queries)

    said_everything(analysis, sato)
    cost()
    before = cost()
    for number in range(26):
        said = SheetEntry(diagnosis=analysis, sheet="swot", cell="S-products", text=f"{number}")
        keep_entry(said, by=sato)
    assert cost() == before
