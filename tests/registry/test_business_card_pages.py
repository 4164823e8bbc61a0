"""Entering and editing a business's card: what is refused, what is kept, what is warned about."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation
from banso.registry.actions import register_business
from banso.registry.forms import BusinessForm
from banso.registry.models import Business

NEW = "/businesses/new/"


def card(**changes: str) -> dict[str, str]:
    """A card as a browser sends it, with every field an adviser would fill in."""
    return {
        "public_id": str(uuid4()),
        "name": "きりん食堂",
        "name_kana": "きりんしょくどう",
        "legal_form": "sole-proprietor",
        "postcode": "３７０ー３５１１",
        "prefecture": "群馬県",
        "city": "高崎市",
        "street": "金古町1－2",
        "phone": "０２７（３７３）０２３７",
        "industry_code": "76",
        "capital_yen": "",
        "full_time": "２",
        "part_time": "1",
        "family_workers": "1",
        "on_leave": "0",
        "owner_name": "木村 凛",
        "owner_birth_year": "昭和43年",
        "successor": "not-agreed",
        "membership": "member",
        "tag_names": "承継、 老舗,承継",
        **changes,
    }


def sent(client: Client, form: Mapping[str, str], address: str = NEW) -> HttpResponse:
    return client.post(address, form)


def errors(answer: HttpResponse) -> dict[str, list[str]]:
    assert answer.status_code == 422
    form: BusinessForm = answer.context["form"]
    return {name: list(found) for name, found in form.errors.items()}


def edit_of(business: Business) -> str:
    return reverse("registry:edit", args=[business.public_id])


def retyped(client: Client, business: Business, **changes: str) -> dict[str, str]:
    """The edit form as it was opened, with some fields typed over."""
    form: BusinessForm = client.get(edit_of(business)).context["form"]
    opened = {bound.name: bound.value() for bound in form}
    shown = {name: "" if value is None else str(value) for name, value in opened.items()}
    return {**shown, **changes}


def test_a_card_is_entered_as_typed_and_tidied_once(as_sato: Client, gunma: Organisation) -> None:
    answer = sent(as_sato, card())

    business = Business.objects.get(name="きりん食堂")
    assert answer.headers["Location"] == reverse("registry:detail", args=[business.public_id])
    assert business.organisation == gunma
    assert (business.name_kana, business.postcode, business.phone) == (
        "キリンショクドウ",
        "370-3511",
        "027-373-0237",
    )
    assert (business.full_time, business.officers, business.owner_birth_year) == (2, None, 1968)
    assert [tag.name for tag in business.tags.all()] == ["承継", "老舗"]
    entry = changes_of(business)[0]
    assert (entry.who, entry.what) == ("佐藤 さくら", "登録")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "事業者名を入力してください。"),
        ("legal_form", "", "法人か個人かを選んでください。"),
        ("legal_form", "cat", "正しく選択してください。 cat は候補にありません。"),
        ("postcode", "370", "郵便番号は7桁の数字で、370-3511 のように入力してください。"),
        ("phone", "373-0237", "市外局番から、027-373-0237 のように入力してください。"),
        ("full_time", "-3", "人数を数字で入力してください（例：3）。"),
        ("full_time", "2.5", "人数を数字で入力してください（例：3）。"),
        ("part_time", "100000", "0以上99,999以下の数を入力してください。"),
        ("capital_yen", "2.5", "「2.5」には1円より細かい端数があります。整数で入力してください。"),
        ("owner_birth_year", "1900", "生年が1900年だと126歳になります。"),
        ("owner_birth_year", "1826", "1826年は扱えません。"),
        ("owner_birth_year", "令和20年", "生年が先の年（令和20年）になっています。"),
        ("owner_birth_year", "昭和70年", "昭和70年はありません"),
        ("founded_year", "令和20年", "創業の年が先の年になっています。"),
        ("email", "kirin@", "有効なメールアドレスを入力してください。"),
        ("note", "あ" * 4001, "4000 文字以下"),
        ("tag_names", "あ" * 31, "タグは30文字までです"),
        ("adviser", "999999", "正しく選択してください。"),
        ("industry_code", "00", "正しく選択してください。 00 は候補にありません。"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_what_was_typed_stays(
    as_sato: Client, field: str, typed: str, message: str
) -> None:
    answer = sent(as_sato, card(**{field: typed}))

    found = errors(answer)
    assert list(found) == [field]
    assert message in found[field][0]
    assert answer.context["form"][field].value() == typed
    assert "木村 凛" in answer.content.decode()
    assert Business.objects.count() == 0


@pytest.mark.parametrize(
    ("legal_form", "number", "message"),
    [
        ("corporation", "8070005002895", "先頭が8ですが、残り12桁から計算すると7になります。"),
        ("corporation", "070005002894", "法人番号は13桁です（入力は12桁）。"),
        ("sole-proprietor", "8070005002894", "個人事業主に法人番号はありません。"),
    ],
)
def test_a_corporate_number_is_checked(
    as_sato: Client, legal_form: str, number: str, message: str
) -> None:
    found = errors(sent(as_sato, card(legal_form=legal_form, corporate_number=number)))

    assert list(found) == ["corporate_number"]
    assert message in found["corporate_number"][0]


def test_four_thousand_characters_and_emoji_are_kept(as_sato: Client) -> None:
    note = "🍜𠮷" * 1999 + "\r\n髙"

    assert sent(as_sato, card(note=note, name="𠮷野🍜家")).status_code == 302
    business = Business.objects.get()
    assert (business.name, business.note) == ("𠮷野🍜家", "🍜𠮷" * 1999 + "\n髙")


def test_another_offices_people_and_districts_cannot_be_chosen(
    as_sato: Client, tanaka: Staff, elsewhere: Organisation
) -> None:
    district = elsewhere.districts.create(key="there", name="向こう")

    found = errors(sent(as_sato, card(adviser=str(tanaka.pk), district=str(district.pk))))

    assert set(found) == {"adviser", "district"}


def test_a_number_already_entered_is_refused_with_a_link_to_its_business(
    as_sato: Client, sakura: Business
) -> None:
    number = sakura.corporate_number
    refused = sent(as_sato, card(legal_form="corporation", corporate_number=f"T{number}"))
    fragment = as_sato.get(reverse("registry:corporate-number"), {"corporate_number": number})

    assert errors(refused) == {
        "corporate_number": ["この法人番号は「株式会社さくら製麺」で登録されています。"]
    }
    for page in (refused, fragment):
        assert reverse("registry:detail", args=[sakura.public_id]) in page.content.decode()


@pytest.mark.parametrize("is_edit", [False, True])
def test_a_number_a_colleague_enters_at_the_same_moment_is_refused_in_words(
    as_sato: Client, sakura: Business, monkeypatch: pytest.MonkeyPatch, is_edit: bool
) -> None:
    sent(as_sato, card())
    number = {"legal_form": "corporation", "corporate_number": sakura.corporate_number}
    kirin = Business.objects.get(name="きりん食堂")
    form = retyped(as_sato, kirin, **number) if is_edit else card(name="象印堂", **number)
    # neither the form nor the warning saw the colleague's row yet
    monkeypatch.setattr(
        BusinessForm, "clean_corporate_number", lambda form: form.cleaned_data["corporate_number"]
    )
    monkeypatch.setattr("banso.registry.views.card.similar_to", lambda *_: ())

    found = errors(sent(as_sato, form, edit_of(kirin) if is_edit else NEW))

    assert found == {
        "corporate_number": ["この法人番号の事業者が、いま登録されました。一覧で確かめてください。"]
    }
    assert Business.objects.count() == 2


def test_the_same_card_sent_twice_at_the_same_moment_is_entered_once(sakura: Business) -> None:
    twin = Business(name="双子", legal_form="sole-proprietor", public_id=sakura.public_id)

    with pytest.raises(RuleViolation, match="この登録はすでに保存されています。"):
        register_business(twin, organisation=sakura.organisation)


def test_counts_and_years_are_read_as_people_write_them(as_sato: Client) -> None:
    typed = card(full_time="２人", part_time="3名", owner_birth_year="昭和40年生まれ")
    sent(as_sato, typed)
    born = BusinessForm.base_fields["owner_birth_year"]

    business = Business.objects.get()
    assert (business.full_time, business.part_time, business.owner_birth_year) == (2, 3, 1965)
    assert [born.clean(text) for text in ("S40生", "Ｓ40年生 ", "1965")] == [1965] * 3


def test_a_business_that_may_be_entered_already_is_shown_first_and_saved_at_the_second_press(
    as_sato: Client, sakura: Business
) -> None:
    twin = card(name="㈲さくら製麺", phone="027-373-0000")

    warned = sent(as_sato, twin)

    assert warned.status_code == 422
    assert warned.context["similar"] == (sakura,)
    assert reverse("registry:detail", args=[sakura.public_id]) in warned.content.decode()
    assert Business.objects.count() == 1
    again = {**twin, "seen_similar": warned.context["form"]["seen_similar"].value()}
    assert sent(as_sato, again).status_code == 302
    assert Business.objects.count() == 2


@pytest.mark.usefixtures("sakura")
def test_a_namesake_elsewhere_is_another_business(as_sato: Client, sakura: Business) -> None:
    Business.objects.filter(pk=sakura.pk).update(city="前橋市", street="本町1")

    assert sent(as_sato, card(name="さくら製麺")).status_code == 302


def test_the_same_card_sent_twice_is_entered_once(as_sato: Client) -> None:
    form = card()

    first, second = sent(as_sato, form), sent(as_sato, form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Business.objects.count() == 1


def test_what_was_typed_while_the_session_ended_comes_back_after_signing_in(
    as_sato: Client, sato: Staff
) -> None:
    as_sato.logout()
    as_sato.post(
        NEW,
        {**card(), "typed_by": str(sato.person.pk)},
        headers={"referer": f"http://testserver{NEW}"},
    )
    as_sato.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = as_sato.get(NEW)

    assert page.context["form"]["name"].value() == "きりん食堂"
    assert "まだ保存していません" in page.content.decode()
    assert Business.objects.count() == 0


def test_an_edit_is_saved_with_its_history(as_sato: Client, sakura: Business) -> None:
    form = retyped(as_sato, sakura, full_time="5", owner_birth_year="S35", tag_names="麺")

    assert sent(as_sato, form, edit_of(sakura)).status_code == 302
    sakura.refresh_from_db()
    assert (sakura.full_time, sakura.owner_birth_year, sakura.version) == (5, 1960, 2)
    entry = changes_of(sakura)[0]
    assert {(row.label, row.before, row.after) for row in entry.fields} == {
        ("常用の従業員", "4", "5"),
        ("代表者の生年（西暦）", "", "1960"),
        ("タグ", "", "麺"),
    }


def test_the_second_of_two_editors_sees_the_first_ones_change_and_keeps_the_own_text(
    as_sato: Client, as_suzuki: Client, sakura: Business
) -> None:
    satos, suzukis = retyped(as_sato, sakura, phone="027-373-1111"), retyped(as_suzuki, sakura)
    suzukis |= {"phone": "027-373-2222", "industry_code": "58"}
    sent(as_sato, satos, edit_of(sakura))

    refused = sent(as_suzuki, suzukis, edit_of(sakura))

    assert refused.status_code == 422
    conflict = refused.context["conflict"]
    assert conflict.by == "佐藤 さくら"
    assert {(row.label, row.theirs, row.yours) for row in conflict.differences} == {
        ("電話", "027-373-1111", "027-373-2222"),
        (
            "業種（日本標準産業分類 中分類）",
            "09 食料品製造業 ［製造業］",
            "58 飲食料品小売業 ［小売業］",
        ),
    }
    assert refused.context["form"]["phone"].value() == "027-373-2222"
    sakura.refresh_from_db()
    assert sakura.phone == "027-373-1111"
    suzukis["seen_version"] = refused.context["form"]["seen_version"].value()
    assert sent(as_suzuki, suzukis, edit_of(sakura)).status_code == 302
    sakura.refresh_from_db()
    assert (sakura.phone, sakura.industry_code) == ("027-373-2222", "58")


def test_another_office_an_expert_and_a_stranger_may_not_edit(
    as_tanaka: Client, gunma: Organisation, sakura: Business
) -> None:
    expert = signed_in(staff_of(gunma, "専門 家子", "expert@example.jp", Role.EXPERT))

    assert as_tanaka.get(edit_of(sakura)).status_code == 404
    assert sent(as_tanaka, card(), edit_of(sakura)).status_code == 404
    assert expert.get(edit_of(sakura)).status_code == 403
    assert Client().get(edit_of(sakura)).status_code == 302


def test_a_postcode_fills_the_address_in_and_a_typed_street_stays(as_sato: Client) -> None:
    address = reverse("registry:postcode")

    filled = as_sato.get(address, {"postcode": "3703511"}).context["address"]
    kept = as_sato.get(address, {"postcode": "370-3511", "street": "金古町2"}).context["address"]
    moved = as_sato.get(
        address, {"postcode": "370-0829", "street": "金古町", "filled": "金古町"}
    ).context["address"]
    wrong = as_sato.get(address, {"postcode": "370", "city": "高崎市"}).context["address"]

    assert (filled.prefecture, filled.city, filled.street) == ("群馬県", "高崎市", "金古町")
    assert filled.said == "群馬県高崎市金古町が入りました。"
    assert (kept.city, kept.street) == ("高崎市", "金古町2")
    assert moved.street == "高松町"
    assert (wrong.city, wrong.problem) == (
        "高崎市",
        "郵便番号は7桁の数字で、370-3511 のように入力してください。",
    )


def test_the_size_is_judged_while_it_is_typed(as_sato: Client) -> None:
    address = reverse("registry:size")
    typed = {
        "legal_form": "sole-proprietor",
        "industry_code": "76",
        "full_time": "3",
        "part_time": "2",
        "family_workers": "1",
        "on_leave": "0",
    }

    size = as_sato.get(address, typed).context["size"]
    unknown = as_sato.get(address, {**typed, "on_leave": ""}).context["size"]
    mistaken = as_sato.get(address, {**typed, "full_time": "-1"})

    assert (size.small, size.regular_employees) == ("小規模事業者ではない", "6人")
    assert size.reasons[0] == (
        "飲食店（商業・サービス業の基準 5人以下）・常時使用する従業員6人"
        " → 小規模事業者ではありません"
    )
    assert (unknown.small, unknown.regular_employees) == (
        "小規模事業者ではない",
        "6人以上（未入力の区分があります）",
    )
    assert "常用の従業員：人数を数字で入力してください（例：3）。" in mistaken.content.decode()
