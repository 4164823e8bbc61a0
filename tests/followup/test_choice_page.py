"""The firms of a year: chosen several at once, taken over, taken out, refused at their row."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.conftest import TODAY
from tests.followup.kept_cast import a_drift, a_visit_by_sheet, an_adopted_plan, the_rules
from tests.records.cast import a_firm, told

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.actions import select_plan, select_plans
from banso.followup.actions.choosing import Chosen
from banso.followup.models import Selection
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business

R8 = FiscalYear(2026)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


@pytest.fixture
def other(plan: BusinessPlan, sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(a_firm("もみじ堂", sakura), sato, on=date(2025, 4, 1))


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def test_several_firms_are_chosen_at_once_with_one_reason(
    plan: BusinessPlan, other: BusinessPlan, as_sato: Client
) -> None:
    shown = text_of(as_sato.get(url("choice")))
    assert "選べる事業者（2者）" in shown
    assert "訪問の予定は、選ばなかった事業者にも頻度のとおりに出ます。" in shown
    both = [str(plan.public_id), str(other.public_id)]
    answer = as_sato.post(url("choose"), {"plan": both, "usual": "計画1年目のため"})
    assert answer.headers["Location"] == f"{url('choice')}?year=R8"
    assert {row.reason for row in Selection.objects.all()} == {"計画1年目のため"}
    shown = text_of(as_sato.get(url("choice")))
    assert "2者を令和8年度の対象に選びました。" in shown
    assert "選んだ事業者（2者）" in shown
    assert "選べる事業者（0者）" in shown


def test_what_was_chosen_is_taken_back_by_one_press(
    plan: BusinessPlan, other: BusinessPlan, as_sato: Client, as_suzuki: Client
) -> None:
    both = [str(plan.public_id), str(other.public_id)]
    typed = {"plan": both, "usual": "計画1年目のため"}
    shown = as_sato.post(url("choose"), typed, follow=True)
    chosen = "&".join(
        f"selection={key}" for key in Selection.objects.values_list("public_id", flat=True)
    )
    back = f"{url('choice-undo')}?{chosen}"
    assert f'action="{back.replace("&", "&amp;")}"' in shown.content.decode()
    assert as_suzuki.post(back).status_code == 404
    assert as_sato.post(f"{url('choice-undo')}?selection=x").status_code == 404
    undone = as_sato.post(back, follow=True)
    assert "2者を令和8年度の対象に選ぶ前に戻しました。" in text_of(undone)
    assert not Selection.objects.exists()
    assert as_sato.post(back).status_code == 404


def test_ones_own_words_come_before_a_usual_reason(plan: BusinessPlan, as_sato: Client) -> None:
    typed = {"plan": str(plan.public_id), "usual": "計画1年目のため", "reason": "後継者が入った"}
    as_sato.post(url("choose"), typed)
    assert Selection.objects.get().reason == "後継者が入った"


def test_what_is_lacking_is_said_and_the_ticks_stay(plan: BusinessPlan, as_sato: Client) -> None:
    key = str(plan.public_id)
    answer = as_sato.post(url("choose"), {"plan": key})
    assert answer.status_code == 422
    assert "選んだ理由を、1つ選ぶか書いてください。" in text_of(answer)
    assert re.search(rf'value="{key}"\s+checked', answer.content.decode())
    answer = as_sato.post(url("choose"), {"reason": "債務が重い"})
    assert answer.status_code == 422
    assert "選ぶ事業者に印を付けてください。" in text_of(answer)
    assert 'value="債務が重い"' in answer.content.decode()
    too_long = as_sato.post(url("choose"), {"plan": key, "reason": "あ" * 201})
    assert too_long.status_code == 422
    assert "選んだ理由を200字までで書いてください。" in text_of(too_long)
    assert not Selection.objects.exists()


def test_where_one_is_refused_nobody_is_chosen_and_it_is_said_at_its_row(
    plan: BusinessPlan, other: BusinessPlan, sato: Staff
) -> None:
    close_business(other.business, on=TODAY, reason="retirement", by=sato)
    other = BusinessPlan.objects.get(pk=other.pk)
    rows = [Chosen(plan, "重い"), Chosen(other, "重い")]
    refused = select_plans(rows, year=R8, by=sato)
    assert {key: row.message for key, row in refused.items()} == {
        other.pk: "この事業者は令和8年11月20日に廃業しています。"
    }
    assert not Selection.objects.exists()
    with pytest.raises(RuleViolation, match="選ぶ事業者に印を付けてください。"):
        select_plans([], year=R8, by=sato)


def test_a_firm_is_taken_out_and_put_back_by_one_press(
    plan: BusinessPlan, sato: Staff, as_sato: Client, as_tanaka: Client
) -> None:
    selection = select_plan(plan, year=R8, reason="重い", by=sato)
    out = url("choice-drop", selection.public_id)
    assert as_tanaka.post(out).status_code == 404
    shown = as_sato.post(out, follow=True)
    assert "株式会社さくら製麺を令和8年度の対象から外しました。" in text_of(shown)
    back = url("choice-put-back", selection.public_id)
    assert back in shown.content.decode()
    assert as_tanaka.post(back).status_code == 404
    put_back = as_sato.post(back, follow=True)
    assert "株式会社さくら製麺を令和8年度の対象に戻しました。" in text_of(put_back)
    as_sato.post(back)
    assert [(row.reason, row.chosen_by) for row in Selection.objects.all()] == [("重い", sato)]


def test_last_years_firms_are_taken_over_with_their_reasons_looked_at_again(
    plan: BusinessPlan, other: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for one in (plan, other):
        select_plan(one, year=R8, reason="計画1年目", by=sato)
    page = url("carry-over") + "?year=R9"
    first = as_sato.get(page)
    assert first.content.decode().count('value="計画1年目"') == 2
    mine, theirs = str(plan.public_id), str(other.public_id)
    typed = {"plan": [mine, theirs], f"reason-{mine}": "2年目の設備投資", f"reason-{theirs}": ""}
    refused = as_sato.post(page, typed)
    assert refused.status_code == 422
    assert "選んだ理由を200字までで書いてください。" in text_of(refused)
    assert 'value="2年目の設備投資"' in refused.content.decode()
    assert not Selection.objects.of_year(R8.next).exists()
    answer = as_sato.post(page, {**typed, "plan": [mine]})
    assert answer.headers["Location"] == f"{url('choice')}?year=R9"
    (kept,) = Selection.objects.of_year(R8.next)
    assert (kept.plan, kept.reason) == (plan, "2年目の設備投資")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "もみじ"}, ["もみじ堂"]),
        ({"only": "drift"}, ["もみじ堂"]),
        ({"only": "first-year"}, ["株式会社さくら製麺"]),
        ({"only": "unvisited"}, ["もみじ堂"]),
        ({"only": "visited"}, ["株式会社さくら製麺"]),
        ({"sort": "new"}, ["株式会社さくら製麺", "もみじ堂"]),
        ({"sort": "visited"}, ["もみじ堂", "株式会社さくら製麺"]),
        ({"adviser": "担当なし"}, []),
        ({"rhythm": "quarterly", "district": "first", "q": "さくら"}, ["株式会社さくら製麺"]),
        ({"rhythm": "monthly"}, []),
        ({"district": "second"}, []),
        ({"sort": "?", "only": "x"}, ["もみじ堂", "株式会社さくら製麺"]),
    ],
)
def test_the_firms_to_choose_from_can_be_narrowed_and_sorted(
    asked: dict[str, str],
    names: list[str],
    plan: BusinessPlan,
    other: BusinessPlan,
    sato: Staff,
    as_sato: Client,
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 9, 1))
    a_drift(other, date(2026, 10, 1))
    answer = as_sato.get(url("choice"), asked)
    assert [one.follow.business.name for one in answer.context["rows"]] == names


def test_the_firms_chosen_and_the_firms_visited_are_told_apart_and_brought_together(
    plan: BusinessPlan, other: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    select_plan(other, year=R8, reason="重い", by=sato)
    a_visit_by_sheet(plan, sato, date(2026, 9, 1))
    shown = text_of(as_sato.get(url("choice")))
    assert (
        "選んだ事業者は 1者 、令和8年度に訪問した事業者は 1者 （うち選んでいない1者）、"
        "選んだがまだ訪問していない事業者は 1者 です。"
    ) in shown
    assert "株式会社さくら製麺 訪問 1回" in shown
    page = as_sato.get(url("choice"), {"year": "R8", "only": "visited", "tick": "all"})
    key = str(plan.public_id)
    assert re.search(rf'value="{key}"\s+checked', page.content.decode())
    assert not re.search(rf'value="{key}"\s+checked', as_sato.get(url("choice")).content.decode())
    as_sato.post(url("choose"), {"plan": key, "usual": "計画1年目のため"})
    assert "訪問した事業者は 1者 （うち選んでいない0者）" in text_of(as_sato.get(url("choice")))
    ahead = text_of(as_sato.get(url("choice"), {"year": "R9"}))
    assert "選んだ事業者と、訪問した事業者" not in ahead, "nobody is visited yet"


def test_a_year_that_is_over_is_only_read(plan: BusinessPlan, sato: Staff, as_sato: Client) -> None:
    select_plan(plan, year=R8, reason="重い", by=sato)
    with clock.fixed(date(2027, 4, 2)):
        shown = text_of(as_sato.get(url("choice"), {"year": "R8"}))
    assert "令和8年度は終わったので、対象は変えられません。" in shown
    assert "選んだ事業者（1者）" in shown
    assert "外す" not in shown


def test_the_list_goes_out_as_a_workbook_and_on_paper(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    select_plan(plan, year=R8, reason="=1+1 債務が重い", by=sato)
    book = as_sato.get(url("choice-excel"))
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if "株式会社さくら製麺" in row)
    both = (
        "選んだ事業者 1者　訪問した事業者 0者（うち選んでいない 0者）　"
        "選んだがまだ訪問していない 1者"
    )
    assert any(both in str(cell) for line in rows for cell in line)
    assert row[1:5] == ["株式会社さくら製麺", "第1地区", "佐藤 さくら", "2026-04-01の計画"]
    assert row[7:9] == ["=1+1 債務が重い", "佐藤 さくら"]
    paper = as_sato.get(url("choice-pdf"))
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_another_office_is_shown_nobody_of_ours(plan: BusinessPlan, as_tanaka: Client) -> None:
    assert "さくら製麺" not in text_of(as_tanaka.get(url("choice")))
    answer = as_tanaka.post(url("choose"), {"plan": str(plan.public_id), "reason": "重い"})
    assert answer.status_code == 422
    assert not Selection.objects.exists()
