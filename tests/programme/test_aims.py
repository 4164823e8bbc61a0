"""The targets of follow-up beside what a page of follow-up foresees or chose."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.diagnosis.cast import example_rows
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
    answer: HttpResponse = client.get(reverse("programme:aims", args=[year]), asked)
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


@pytest.mark.usefixtures("plan")
def test_what_is_foreseen_is_held_against_the_targets(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_visit(sakura, sato, topics=("plan-followup",))
    assert text_of(as_sato, "R8", visits=84, businesses=18) == (
        "フォローアップ対象事業者数 目標 20者 いままで 1者 見通し 18者 目標に2者足りない "
        "頻度（延べ回数） 目標 80回 いままで 1回 見通し 84回 目標を4回上回る"
    )
    assert "見通し" not in text_of(as_sato, "R8", visits="x", businesses="-3")


@pytest.mark.usefixtures("plan")
def test_the_number_chosen_is_held_against_the_firms_wanted(as_sato: Client) -> None:
    shown = text_of(as_sato, "R8", chosen=20)
    assert shown == "フォローアップ対象事業者数 20者を選択／目標20者 目標どおり"
    (chosen, words), _ = example_rows("choice.md")
    assert words == "17者（目標に3者足りない）", chosen
    assert text_of(as_sato, "R8", chosen=17).endswith("17者を選択／目標20者 目標に3者足りない")


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("R7", "令和7年度は計画の期間の外なので、目標がありません。"),
        ("いつか", "この年度はありません。"),
    ],
)
def test_a_year_outside_the_plan_says_so(as_sato: Client, year: str, words: str) -> None:
    assert text_of(as_sato, year) == words


def test_without_a_plan_nothing_is_known(as_sato: Client) -> None:
    assert text_of(as_sato, "R8") == "計画がまだ読み込まれていないので、目標がわかりません。"


@pytest.mark.usefixtures("plan")
def test_an_observer_sees_the_numbers_and_opens_none(gunma: Organisation) -> None:
    observer = signed_in(staff_of(gunma, "高崎市", "city@example.jp", Role.OBSERVER))
    answer = observer.get(reverse("programme:aims", args=["R8"]))
    assert "目標 80回" in told(answer.content.decode())
    assert "<a" not in answer.content.decode()
