"""The region on the page: what is shown, what is hidden, and the fields chosen for next year."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import signed_in, staff_of
from tests.diagnosis.region_cast import (
    BEFORE,
    INSOLVENT,
    NOT_ONLINE,
    a_district_of_firms,
    a_firm,
    finished,
    set_aside,
)
from tests.records.cast import told

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.diagnosis.models import PriorityChoice
from banso.registry.models import Business

URL = "/diagnoses/region/"
FIRMS, CHOOSE = f"{URL}businesses/", f"{URL}priorities/"
PAPER = f"{URL}paper.pdf"


def html(answer: HttpResponse) -> str:
    return told(answer.content.decode())


def names(answer: HttpResponse) -> list[str]:
    return [line.subject.business.name for line in answer.context["page"].object_list]


def typed(*fields: tuple[str, str], seen: int = 0) -> dict[str, str]:
    """The form as it is sent, the fields in its places from the first."""
    sent = {"seen_version": str(seen)}
    for place, (problem, reason) in enumerate(fields, start=1):
        sent |= {f"problem_{place}": problem, f"reason_{place}": reason}
    return sent


def test_the_list_of_analyses_leads_to_it(as_sato: Client) -> None:
    assert f'href="{URL}"' in as_sato.get("/diagnoses/").content.decode()


def test_without_analyses_it_says_what_to_do(as_sato: Client, sakura: Business) -> None:
    page = html(as_sato.get(URL))
    assert "この年度に完了した分析は、まだありません" in page
    assert "経営分析の一覧" in page
    assert as_sato.get(f"{URL}charts/shares.svg").status_code == 404
    assert names(as_sato.get(FIRMS)) == []


def test_the_shares_of_a_year_stand_beside_the_year_before(
    as_sato: Client, sakura: Business
) -> None:
    a_district_of_firms(sakura)
    page = as_sato.get(URL, {"problem": "insolvent"})
    spread = page.context["region"].spread("insolvent")
    assert (spread.total.known, spread.total.having) == (15, 8)
    assert spread.move.words in html(page)
    assert "債務超過は53.3%で、前の年の50.0%から3.3ポイント増えました。" in html(page)
    looked = page.context["looked"]
    assert [[row.line.name for row in table.rows] for table in looked.tables] == [
        ["建設業", "製造業", "小売業", "合計"],
        ["第1地区", "第2地区", "合計"],
    ]
    assert "純資産が0円を下回っています。" in html(page)
    assert "債務超過になっています" in html(page)
    assert "加わった 3者・抜けた 0者・どちらにもいる 12者" in html(page)


def test_a_small_group_and_the_one_that_would_tell_it_are_hidden(
    as_sato: Client, sakura: Business
) -> None:
    a_district_of_firms(sakura)
    looked = as_sato.get(URL, {"problem": "insolvent"}).context["looked"]
    rows = {row.line.name: row.move.now_in_short for row in looked.tables[0].rows}
    assert (rows["建設業"], rows["小売業"], rows["合計"]) == ("秘匿", "秘匿", "53.3%")
    assert rows["製造業"] == "50.0%"


def test_one_or_two_who_joined_are_warned_of(as_sato: Client, sakura: Business) -> None:
    for at in range(4):
        firm = a_firm(sakura, f"店{at}")
        finished(firm)
        if at:
            finished(firm, BEFORE)
    page = html(as_sato.get(URL))
    assert "加わった 1者・抜けた 0者・どちらにもいる 3者" in page
    assert "個別の事業者のことが分かるおそれがあります" in page


@pytest.mark.parametrize("url", [URL, FIRMS, CHOOSE, PAPER, f"{URL}charts/shares.svg"])
@pytest.mark.parametrize("year", ["abc", "1999", "2028", "99999", "-1", "R99", "２０２６.5", "\0"])
def test_a_year_that_cannot_be_is_not_found(as_sato: Client, url: str, year: str) -> None:
    assert as_sato.get(url, {"year": year}).status_code == 404


@pytest.mark.parametrize("year", ["2026", "R8", "令和8年度", "２０２６", "2000", "2027", ""])
def test_a_year_is_read_as_people_write_it(as_sato: Client, year: str) -> None:
    assert as_sato.get(URL, {"year": year}).status_code == 200


def test_what_is_no_problem_chart_or_answer_is_not_found(as_sato: Client, sakura: Business) -> None:
    finished(sakura)
    for url, asked in (
        (URL, {"problem": "rain"}),
        (FIRMS, {"problem": "rain"}),
        (FIRMS, {"problem": "insolvent", "answer": "たぶん"}),
        (FIRMS, {"answer": "不明"}),
        (f"{URL}charts/rain.svg", {}),
        (f"{URL}charts/industry.svg", {}),
        (f"{URL}paper.exe", {}),
        (PAPER, {"recipient": "となりの人"}),
    ):
        assert as_sato.get(url, asked).status_code == 404, (url, asked)


def test_the_charts_are_drawn_and_say_nothing_hidden(as_sato: Client, sakura: Business) -> None:
    a_district_of_firms(sakura)
    whole = as_sato.get(f"{URL}charts/shares.svg").content.decode()
    assert "53.3%" in whole
    drawn = as_sato.get(f"{URL}charts/industry.svg", {"problem": "insolvent"}).content.decode()
    assert "50.0%" in drawn
    assert "秘匿" in drawn
    assert "100.0%" not in drawn  # 建設業


def test_the_businesses_behind_a_share_open_with_their_answers(
    as_sato: Client, sakura: Business
) -> None:
    has = finished(a_firm(sakura, "借金商店"), amounts=INSOLVENT)
    aside = finished(a_firm(sakura, "見送り商店"), amounts=INSOLVENT)
    set_aside(aside, "insolvent", "役員からの借入")
    finished(a_firm(sakura, "健全商店"), answers=NOT_ONLINE)
    asked = {"problem": "insolvent"}
    assert sorted(names(as_sato.get(FIRMS))) == ["借金商店", "健全商店", "見送り商店"]
    assert names(as_sato.get(FIRMS, {**asked, "answer": "当てはまる"})) == [has.business.name]
    assert names(as_sato.get(FIRMS, {**asked, "answer": "見送り（理由あり）"})) == ["見送り商店"]
    assert names(as_sato.get(FIRMS, {**asked, "answer": "当てはまらない"})) == ["健全商店"]
    assert names(as_sato.get(FIRMS, {"problem": "succession-risk", "answer": "不明"})) == [
        "健全商店"
    ]


def test_another_office_sees_none_of_it(
    as_tanaka: Client, as_sato: Client, sakura: Business
) -> None:
    finished(sakura)
    as_sato.post(CHOOSE, typed(("insolvent", "多い。")))
    choice = PriorityChoice.objects.get()
    assert names(as_tanaka.get(FIRMS)) == []
    assert as_tanaka.get(URL).context["next_choice"] is None
    undo = f"{CHOOSE}{choice.public_id}/undo/{choice.version}/"
    assert as_tanaka.post(undo).status_code == 404
    assert PriorityChoice.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "sees", "chooses"),
    [
        (Role.SUPPORT_STAFF, 200, 403),
        (Role.STATUTORY_ADVISER, 200, 200),
        (Role.EXPERT, 403, 403),
        (Role.OBSERVER, 403, 403),
        (Role.COUNCIL_MEMBER, 403, 403),
    ],
)
def test_the_office_sees_it_and_advisers_choose(
    gunma: Organisation, role: Role, sees: int, chooses: int
) -> None:
    browser = signed_in(staff_of(gunma, "試し", "tameshi@example.jp", role))
    assert [browser.get(url).status_code for url in (URL, FIRMS, PAPER, CHOOSE)] == [
        *[sees] * 3,
        chooses,
    ]


def test_the_same_queries_for_one_business_and_for_thirty(
    as_sato: Client, sakura: Business
) -> None:
    def costs() -> list[int]:
        found = []
        for url in (URL, FIRMS, CHOOSE, PAPER, f"{URL}paper.xlsx", f"{URL}charts/shares.svg"):
            with CaptureQueriesContext(connection) as queries:
                assert as_sato.get(url).status_code == 200
            found.append(len(queries))
        return found

    finished(sakura)
    costs()
    for_one = costs()
    a_district_of_firms(sakura)
    assert costs() == for_one


# ── 重点分野 ──


def test_the_first_three_proposals_stand_ready_with_their_reasons(
    as_sato: Client, sakura: Business
) -> None:
    a_district_of_firms(sakura)
    page = as_sato.get(CHOOSE)
    chosen = page.context["form"].initial
    assert chosen["problem_1"] == "insolvent"
    assert chosen["reason_1"].startswith(
        "分かっている15者のうち8者（53.3%）で、前の年より3.3ポイント"
    )
    assert not PriorityChoice.objects.exists()


def test_fields_are_chosen_for_the_next_year_shown_there_and_taken_back(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    a_district_of_firms(sakura)
    answer = as_sato.post(
        CHOOSE, typed(("insolvent", "多い。"), ("losses", "増えた。")), follow=True
    )
    choice = PriorityChoice.objects.get()
    assert (choice.year.label, choice.decided_by) == ("令和9年度", sato)
    assert [(one.ja, one.reason) for one in choice.fields] == [
        ("債務超過", "多い。"),
        ("経常赤字が2期続く", "増えた。"),
    ]
    assert "令和9年度の重点分野を決めました。" in html(answer)
    following = html(as_sato.get(URL, {"year": "R9"}))
    assert "前年度に決めた重点分野（令和9年度の重点）" in following
    assert "決めた理由：多い。" in following
    as_sato.post(CHOOSE, typed(("sales-down", "変えた。"), seen=choice.version))
    changed = PriorityChoice.objects.get()
    assert [one.problem for one in changed.fields] == ["sales-down"]
    undo = f"{CHOOSE}{choice.public_id}/undo/"
    assert as_sato.post(f"{undo}{choice.version}/", follow=True).status_code == 200
    assert PriorityChoice.objects.get().fields == changed.fields  # an undo of long ago
    as_sato.post(f"{undo}{changed.version}/")
    assert PriorityChoice.objects.get().fields == choice.fields


def test_the_first_choice_taken_back_leaves_none(as_sato: Client, sakura: Business) -> None:
    as_sato.post(CHOOSE, typed(("insolvent", "多い。")))
    choice = PriorityChoice.objects.get()
    as_sato.post(f"{CHOOSE}{choice.public_id}/undo/{choice.version}/")
    assert not PriorityChoice.objects.exists()


def test_the_share_of_a_chosen_field_is_shown_with_how_it_moved(
    as_sato: Client, sakura: Business
) -> None:
    a_district_of_firms(sakura)
    as_sato.post(f"{CHOOSE}?year=R7", typed(("insolvent", "半分が債務超過。")))
    page = html(as_sato.get(URL))
    assert "前年度に決めた重点分野（令和8年度の重点）" in page
    assert page.count("債務超過は53.3%で、前の年の50.0%から3.3ポイント増えました。") == 2


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ([], "problem_1", "1つ以上選んでください"),
        ([("insolvent", "")], "reason_1", "理由を1文で"),
        ([("", "多い。")], "problem_1", "表にある課題から"),
        ([("rain", "多い。")], "problem_1", ""),
        ([("", ""), ("losses", "多い。"), ("losses", "また。")], "problem_3", "2つあります"),
        ([("", ""), ("losses", "あ" * 201)], "reason_2", "200字まで"),
        ([("insolvent", "㈱サクラ製麺など")], "reason_1", "事業者の名前です"),
    ],
)
def test_a_choice_that_cannot_be_kept_says_where_and_keeps_what_was_typed(
    as_sato: Client,
    sakura: Business,
    fields: Iterable[tuple[str, str]],
    field: str,
    words: str,
) -> None:
    finished(a_firm(sakura, "株式会社さくら製麺"))
    sent = typed(*fields)
    answer = as_sato.post(CHOOSE, sent)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert [*errors] == [field]
    assert words in errors[field][0]
    assert all(answer.context["form"][name].value() == value for name, value in sent.items())
    assert not PriorityChoice.objects.exists()


def test_a_colleagues_choice_is_not_overwritten_unseen(
    as_sato: Client, as_suzuki: Client, sakura: Business
) -> None:
    as_suzuki.post(CHOOSE, typed(("losses", "鈴木が先に。")))
    answer = as_sato.post(CHOOSE, typed(("insolvent", "佐藤の理由。")))
    page = html(answer)
    assert answer.status_code == 422
    assert "ほかの職員がこの内容を変更しました" in page
    assert "鈴木が先に。" in page
    assert "佐藤の理由。" in page
    assert [one.problem for one in PriorityChoice.objects.get().fields] == ["losses"]
    again = answer.context["form"]["seen_version"].value()
    as_sato.post(CHOOSE, typed(("insolvent", "佐藤の理由。"), seen=int(again)))
    assert [one.problem for one in PriorityChoice.objects.get().fields] == ["insolvent"]


def test_a_choice_taken_back_meanwhile_is_not_changed_unseen(
    as_sato: Client, sakura: Business
) -> None:
    answer = as_sato.post(CHOOSE, typed(("losses", "多い。"), seen=1))
    assert answer.status_code == 422
    assert not PriorityChoice.objects.exists()


def test_the_history_tells_each_field(as_sato: Client, sakura: Business) -> None:
    as_sato.post(CHOOSE, typed(("losses", "多い。")))
    as_sato.post(CHOOSE, typed(("insolvent", "もっと多い。"), seen=1))
    last, first = changes_of(PriorityChoice.objects.get())
    assert [(one.label, one.before, one.after) for one in first.fields if "番目" in one.label] == [
        ("1番目", "", "経常赤字が2期続く：多い。")
    ]
    changed = [(one.before, one.after) for one in last.fields if "番目" in one.label]
    assert changed == [("経常赤字が2期続く：多い。", "債務超過：もっと多い。")]
