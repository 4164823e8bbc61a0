"""The list of businesses: found by words, narrowed, sorted, counted, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.registry.actions import close_business, grant_access, register_business
from banso.registry.models import Business, LegalForm, SuccessorStatus
from banso.registry.queries import BusinessList, businesses_for, size_of
from banso.registry.rules.industries import industries

Register = Callable[..., Business]


@pytest.fixture
def register(gunma: Organisation) -> Register:
    """Enter a sole proprietor in our office's register."""

    def enter(name: str, *, tags: tuple[str, ...] = (), **fields: object) -> Business:
        row = Business(name=name, **{"legal_form": LegalForm.SOLE_PROPRIETOR, **fields})
        return register_business(row, tags=tags, organisation=gunma)

    return enter


@pytest.fixture
def street(sakura: Business, suzuki: Staff, register: Register) -> None:
    """Four more businesses, each different in everything that the list can be narrowed by."""
    second = suzuki.organisation.districts.last()
    register(
        "金井美容室",
        name_kana="カナイビヨウシツ",
        industry_code="78",
        full_time=9,
        part_time=0,
        family_workers=0,
        on_leave=0,
        owner_name="金井 恵",
        owner_birth_year=1961,
        district=second,
        membership="member",
        successor=SuccessorStatus.NONE,
        tags=("承継",),
    )
    register("新井工務店", name_kana="アライコウムテン", industry_code="06", owner_birth_year=1980)
    register("無名堂", name_kana="ムメイドウ")
    closed = register("矢島酒店", name_kana="ヤジマサケテン", industry_code="58")
    close_business(closed, on=TODAY, reason="高齢", by=suzuki)


def listed(staff: Staff, **asked: str) -> list[str]:
    return [row.name for row in businesses_for(staff, asked).rows]


def words(found: BusinessList) -> list[str]:
    return [one.words for one in found.narrowed_by]


@pytest.mark.usefixtures("street")
def test_the_list_opens_with_businesses_still_open_in_order_of_kana(sato: Staff) -> None:
    found = businesses_for(sato, {})

    assert [row.name for row in found.rows] == [
        "新井工務店",
        "金井美容室",
        "株式会社さくら製麺",
        "無名堂",
    ]
    assert (found.count, words(found), found.is_asked) == (4, ["状態：営業中"], False)
    kanai = found.rows[1]
    assert (kanai.industry, kanai.bucket, kanai.size) == (
        "洗濯・理容・美容・浴場業",
        "サービス業",
        "対象外",
    )
    assert (kanai.owner, kanai.age, kanai.district) == ("金井 恵", 65, "第2地区")


@pytest.mark.usefixtures("street")
@pytest.mark.parametrize(
    ("asked", "expected", "said"),
    [
        ({"q": "美容"}, ["金井美容室"], []),
        ({"q": "さくら 製麺"}, ["株式会社さくら製麺"], []),
        ({"q": "こうむてん"}, ["新井工務店"], []),
        ({"q": "０２７−３７３"}, ["株式会社さくら製麺"], []),
        ({"q": "8070005002894"}, ["株式会社さくら製麺"], []),
        ({"adviser": "none", "q": "堂"}, ["無名堂"], ["担当：担当なし"]),
        ({"district": "second"}, ["金井美容室"], ["地区：第2地区"]),
        ({"industry": "建設業"}, ["新井工務店"], ["業種：建設業"]),
        ({"industry": "none"}, ["無名堂"], ["業種：未入力"]),
        ({"form": "corporation"}, ["株式会社さくら製麺"], ["法人・個人：法人"]),
        ({"size": "not-small"}, ["金井美容室"], ["小規模：いいえ"]),
        ({"member": "member"}, ["金井美容室"], ["会員：会員"]),
        ({"successor": "none"}, ["金井美容室"], ["後継者：候補者がいない"]),
        ({"age": "65"}, ["金井美容室"], ["代表者の年齢：65歳以上"]),
        ({"tag": "承継"}, ["金井美容室"], ["タグ：承継"]),
        ({"state": "closed"}, ["矢島酒店"], ["状態：廃業"]),
    ],
)
def test_every_filter_narrows_the_list_and_is_said_in_words(
    sato: Staff, asked: dict[str, str], expected: list[str], said: list[str]
) -> None:
    found = businesses_for(sato, asked)

    assert [row.name for row in found.rows] == expected
    assert [word for word in words(found) if word != "状態：営業中"] == said
    assert found.is_asked


@pytest.mark.usefixtures("street")
def test_filters_join_and_each_can_be_taken_off_alone(sato: Staff) -> None:
    found = businesses_for(
        sato, {"adviser": str(sato.public_id), "form": "corporation", "q": "製麺", "page": "2"}
    )

    assert [row.name for row in found.rows] == ["株式会社さくら製麺"]
    assert {one.words: one.without for one in found.narrowed_by} == {
        "担当：佐藤 さくら": "form=corporation&q=%E8%A3%BD%E9%BA%BA",
        "法人・個人：法人": f"adviser={sato.public_id}&q=%E8%A3%BD%E9%BA%BA",
        "状態：営業中": (
            f"adviser={sato.public_id}&form=corporation&q=%E8%A3%BD%E9%BA%BA&state=all"
        ),
    }


@pytest.mark.usefixtures("street")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-name", ["無名堂", "株式会社さくら製麺", "金井美容室", "新井工務店"]),
        ("industry", ["無名堂", "新井工務店", "株式会社さくら製麺", "金井美容室"]),
        ("adviser", ["株式会社さくら製麺", "新井工務店", "金井美容室", "無名堂"]),
        ("district", ["株式会社さくら製麺", "金井美容室", "新井工務店", "無名堂"]),
        ("-district", ["金井美容室", "株式会社さくら製麺", "新井工務店", "無名堂"]),
        ("-age", ["金井美容室", "新井工務店", "株式会社さくら製麺", "無名堂"]),
        ("age", ["新井工務店", "金井美容室", "株式会社さくら製麺", "無名堂"]),
        ("no-such-order", ["新井工務店", "金井美容室", "株式会社さくら製麺", "無名堂"]),
    ],
)
def test_the_list_is_sorted_by_its_headings_with_the_unknown_last(
    sato: Staff, sort: str, expected: list[str]
) -> None:
    assert listed(sato, sort=sort) == expected


@pytest.mark.parametrize(
    ("sort", "last"), [("name", ("adviser", "担当順")), ("-district", ("-district", "地区の逆順"))]
)
def test_the_order_can_be_chosen_where_there_are_no_headings(
    as_sato: Client, sort: str, last: tuple[str, str]
) -> None:
    answer = as_sato.get(reverse("registry:list"), {"sort": sort})

    assert answer.context["found"].orders[-1] == last
    assert f'<option value="{sort}" selected>' in text(answer)


@pytest.mark.usefixtures("street")
def test_unknown_filters_and_pages_count_for_nothing(sato: Staff) -> None:
    nonsense = {"adviser": "1 OR 1=1", "age": "abc", "size": "?", "page": "-3", "x": "y"}

    assert len(listed(sato, **nonsense)) == 4


@pytest.mark.usefixtures("street")
def test_the_page_shows_links_count_telephone_and_what_was_asked(
    as_sato: Client, sakura: Business
) -> None:
    page = text(as_sato.get(reverse("registry:list"), {"q": "製麺", "form": "corporation"}))

    assert '<p class="count" role="status">1件</p>' in page
    assert f'href="{reverse("web:business", args=[sakura.public_id])}"' in page
    assert '<a href="tel:0273730000">027-373-0000</a>' in page
    assert "ことば：製麺" in page
    assert 'href="?q=%E8%A3%BD%E9%BA%BA"' in page  # takes 法人 off, keeps the word
    assert 'aria-sort="ascending"' in page


def test_a_search_in_vain_offers_to_enter_what_was_searched_for(as_sato: Client) -> None:
    page = text(as_sato.get(reverse("registry:list"), {"q": "鯨亭"}))

    assert "当てはまる事業者はありません" in page
    assert f'href="{reverse("registry:new")}?name=%E9%AF%A8%E4%BA%AD"' in page
    assert "「鯨亭」を登録する" in page


def test_a_list_of_thirty_costs_as_many_queries_as_a_list_of_one(
    as_sato: Client, sakura: Business, sato: Staff, register: Register
) -> None:
    as_sato.get(reverse("registry:list"))  # the session is renewed once
    with CaptureQueriesContext(connection) as for_one:
        as_sato.get(reverse("registry:list"))
    for number in range(29):
        register(f"山田商店{number}", adviser=sato, district=sakura.district, tags=("老舗",))
    with CaptureQueriesContext(connection) as for_thirty:
        page = text(as_sato.get(reverse("registry:list")))

    assert page.count('<th scope="row">') == 30
    assert len(for_thirty) == len(for_one)


def test_fifty_stand_on_a_page_and_all_on_one_for_printing(sato: Staff, register: Register) -> None:
    for number in range(51):
        register(f"山田商店{number}")

    assert (len(listed(sato)), len(listed(sato, page="2"))) == (50, 1)
    assert len(listed(sato, rows="all")) == 51


def test_an_expert_sees_only_businesses_sent_to_and_needs_no_filters(
    gunma: Organisation, suzuki: Staff, sakura: Business, register: Register
) -> None:
    register("無名堂")
    expert = staff_of(gunma, "専門 家子", "expert@example.jp", Role.EXPERT)
    grant_access(sakura, expert, by=suzuki)

    found = businesses_for(expert, {"state": "all"})

    assert [row.name for row in found.rows] == [sakura.name]
    assert found.filters == ()
    assert "登録する" not in text(signed_in(expert).get(reverse("registry:list")))


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_council_members_and_observers_are_refused(
    gunma: Organisation, sakura: Business, role: Role
) -> None:
    member = signed_in(staff_of(gunma, "委員 太郎", "member@example.jp", role))

    for address in (reverse("registry:list"), reverse("registry:detail", args=[sakura.public_id])):
        assert member.get(address).status_code == 403


@pytest.mark.usefixtures("sakura")
def test_another_office_sees_nothing_of_ours(tanaka: Staff, as_tanaka: Client) -> None:
    assert listed(tanaka, state="all") == []
    assert "さくら" not in text(as_tanaka.get(reverse("registry:list")))


def test_the_size_asked_of_the_database_is_the_size_judged_by_the_rule(
    gunma: Organisation,
) -> None:
    rows = [
        Business(
            organisation=gunma,
            name=f"{code} {full} {part} {family}",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            industry_code=code,
            full_time=full,
            part_time=part,
            family_workers=family,
            on_leave=family,
            officers=50,
        )
        for code in ["", *(row.code for row in industries())]
        for full in [None, 0, 3, 5, 6, 18, 20, 21]
        for part in [None, 0, 2]
        for family in [None, 0, 1]
    ]
    Business.objects.bulk_create(rows)

    for verdict in (True, False, None):
        by_rule = {row.name for row in rows if size_of(row).small is verdict}
        by_database = Business.objects.judged_small(verdict).values_list("name", flat=True)
        assert set(by_database) == by_rule


def text(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return answer.content.decode()
