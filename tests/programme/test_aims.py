"""The targets of follow-up beside what is foreseen by pace or rhythm, and what is chosen."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.diagnosis.cast import example_rows
from tests.followup.kept_cast import an_adopted_plan
from tests.records.cast import a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.programme.actions import load_programme
from banso.registry.models import Business


@pytest.fixture
def plan(gunma: Organisation) -> None:
    source = (settings.PROGRAMMES_DIR / "takasaki-gunma.json").read_text()
    load_programme(source, organisation=gunma, by=None)


def text_of(client: Client, year: str, **asked: object) -> str:
    """The words of the fragment, without its tags."""
    answer: HttpResponse = client.get(reverse("programme:follow-up-of", args=[year]), asked)
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


@pytest.mark.usefixtures("plan")
def test_what_is_foreseen_is_held_against_the_targets_beside_the_pace(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    for _ in range(3):
        a_visit(sakura, sato, topics=("plan-followup",))
    shown = text_of(as_sato, "R8", visits=84, businesses=18)
    assert (
        "フォローアップ対象事業者数（訪問した数） 1 ／ 20者 遅れ "
        "頻度どおりに訪問すると 18者 目標に2者足りない "
        "いままでの速さが続くと 2者 （目標と実績の「このままいくと」） "
        "頻度（延べ回数） 3 ／ 80回 遅れ 頻度どおりに訪問すると 84回 目標を4回上回る "
        "いままでの速さが続くと 4回 （目標と実績の「このままいくと」） "
        "売上増加事業者数 − ／ 5者"
    ) in shown
    assert "頻度どおり" not in text_of(as_sato, "R8", visits="x", businesses="-3")


@pytest.mark.usefixtures("plan")
def test_the_number_chosen_stands_apart_from_the_firms_visited(as_sato: Client) -> None:
    shown = text_of(as_sato, "R8", chosen=20)
    assert (
        "フォローアップ対象事業者数（訪問した数） 0 ／ 20者 遅れ 選んだ数は 20者（目標と同じ数）"
    ) in shown
    (chosen, words), *_ = example_rows("choice.md")
    assert words == "17者（目標の数に3者足りない）", chosen
    assert "選んだ数は 17者（目標の数に3者足りない）" in text_of(as_sato, "R8", chosen=17)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("R7", "令和7年度は、計画の期間の外か、フォローアップの目標がありません。"),
        ("いつか", "この年度はありません。"),
    ],
)
def test_a_year_outside_the_plan_says_so(as_sato: Client, year: str, words: str) -> None:
    assert words in text_of(as_sato, year)


def test_without_a_plan_nothing_is_known(as_sato: Client) -> None:
    assert "計画がまだ読み込まれていません。" in text_of(as_sato, "R8")


@pytest.mark.usefixtures("plan")
def test_the_table_names_the_outlook_by_rhythms_beside_its_pace(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    an_adopted_plan(sakura, sato)
    page = as_sato.get(reverse("programme:targets"))
    rows = {row.line.key: row.foreseen for row in page.context["table"].rows if row.foreseen}
    assert rows == {"followed-up-businesses": 1, "follow-up-visits": 2}
    assert "頻度どおりなら" in page.content.decode()
    assert f'href="{reverse("followup:year")}?year=R8"' in page.content.decode()
    ahead = as_sato.get(reverse("programme:targets"), {"year": "R9"})
    assert "頻度どおりなら <" not in ahead.content.decode()


@pytest.mark.usefixtures("plan")
def test_an_observer_reads_the_outlook_and_opens_none(gunma: Organisation) -> None:
    observer = signed_in(staff_of(gunma, "高崎市", "city@example.jp", Role.OBSERVER))
    page = told(observer.get(reverse("programme:targets")).content.decode())
    assert "頻度どおりなら 0" in page
    assert reverse("followup:year") not in page
