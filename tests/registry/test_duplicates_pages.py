"""The queue of suspected duplicates, telling apart, merging and taking back: as people do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.conftest import TODAY, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.registry.actions import (
    Merging,
    compare_businesses,
    edit_business,
    merge_businesses,
    register_business,
    tell_apart,
)
from banso.registry.models import Business, Comparison, Distinction, LegalForm, Merge, Suspicion
from banso.registry.queries import duplicates, undecided_pairs
from banso.registry.queries.comparing import compare_all
from banso.registry.tasks.comparing import compare

QUEUE = "/businesses/duplicates/"


@pytest.fixture
def double(gunma: Organisation, sato: Staff) -> Business:
    return entered(gunma, "サクラ製麺㈱", phone="０２７（３７３）００００")


def entered(organisation: Organisation, name: str, **facts: object) -> Business:
    return register_business(
        Business(name=name, legal_form=LegalForm.CORPORATION, **facts), organisation=organisation
    )


def pairs_on(page: object) -> list[tuple[str, str]]:
    return [
        (each.kept.business.name, each.other.business.name)
        for each in page.context["queue"].suspects
    ]


def address(name: str, one: Business, other: Business) -> str:
    return reverse(f"registry:{name}", args=[one.public_id, other.public_id])


def test_the_queue_shows_both_side_by_side_with_what_speaks_for_and_against(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    page = as_sato.get(QUEUE)
    (suspect,) = page.context["queue"].suspects
    assert (suspect.kept.business, suspect.other.business) == (sakura, double)
    assert suspect.likeness.speaks_for == (
        "屋号が法人格や書き方を除いて同じ",
        "電話・FAX・携帯のどれかが同じ",
    )
    html = page.content.decode()
    assert "いまの2者を見比べた結果です。" in html
    assert "1組" in html
    assert address("merge", sakura, double) in html


def test_the_strongest_suspicion_comes_first(
    as_sato: Client, sakura: Business, double: Business, gunma: Organisation
) -> None:
    entered(gunma, "うめ製麺")
    entered(gunma, "㈲うめ製麺")
    assert pairs_on(as_sato.get(QUEUE)) == [
        ("株式会社さくら製麺", "サクラ製麺㈱"),
        ("うめ製麺", "㈲うめ製麺"),
    ]


def test_what_hangs_on_each_is_counted_with_promises_of_its_records(
    as_sato: Client, sakura: Business, double: Business, sato: Staff
) -> None:
    from tests.records.cast import a_promise, a_visit

    a_visit(sakura, sato, promises=(a_promise("見積り", TODAY), a_promise("値札", TODAY)))
    (suspect,) = as_sato.get(QUEUE).context["queue"].suspects
    assert [(kind.label, kind.count) for kind in suspect.kept.hanging] == [
        ("約束", 2),
        ("支援記録", 1),
    ]
    assert suspect.other.hanging == ()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("?verdict=likely", 1),
        ("?verdict=same", 0),
        ("?q=サクラ", 1),
        ("?q=うめ", 0),
        ("?district=first", 1),
        ("?district=second", 0),
        ("?adviser=none", 1),
        ("?state=apart", 0),
        ("?state=nonsense&page=9", 1),
    ],
)
def test_the_queue_is_narrowed_and_says_so(
    as_sato: Client, sakura: Business, double: Business, asked: str, shown: int
) -> None:
    assert len(pairs_on(as_sato.get(QUEUE + asked))) == shown


def test_two_told_apart_leave_the_queue_until_someone_takes_it_back(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    back = f"{QUEUE}?verdict=likely"
    answer = as_sato.post(
        address("tell-apart", double, sakura), {"reason": "親戚の店", "back": back}
    )
    assert answer["Location"] == back
    assert pairs_on(as_sato.get(QUEUE)) == []
    (suspect,) = as_sato.get(f"{QUEUE}?state=apart").context["queue"].suspects
    assert (suspect.distinction.reason, str(suspect.distinction.by)) == ("親戚の店", "佐藤 さくら")
    as_sato.post(address("suspect-again", sakura, double), {"back": "https://example.jp/"})
    assert len(pairs_on(as_sato.get(QUEUE))) == 1
    assert [entry.history_type for entry in Distinction.history.all()] == ["-", "+"]


@pytest.mark.parametrize(
    ("field", "value", "stays_apart"),
    [
        ("name", "さくら製麺所", False),
        ("street", "棟高町1-2", False),
        ("phone", "027-373-0001", False),
        ("corporate_number", "", False),
        ("note", "値上げを検討", True),
        ("owner_name", "桜井 実", True),
    ],
)
def test_two_told_apart_are_suspected_anew_when_what_was_seen_changes(
    sakura: Business, double: Business, sato: Staff, field: str, value: str, stays_apart: bool
) -> None:
    tell_apart(sakura, double, by=sato)
    setattr(sakura, field, value)
    edit_business(sakura, tags=[], seen_version=sakura.version)
    assert Distinction.objects.in_force().exists() == stays_apart


def test_a_reason_too_long_is_refused_and_kept(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    answer = as_sato.post(address("tell-apart", sakura, double), {"reason": "長" * 201})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "理由は200字までで入力してください。" in html
    assert "長" * 201 in html
    assert not Distinction.objects.exists()


def test_a_business_is_not_told_apart_from_itself(as_sato: Client, sakura: Business) -> None:
    as_sato.post(address("tell-apart", sakura, sakura), {"reason": ""})
    assert not Distinction.objects.exists()


def chosen(page: object, **choices: str) -> dict[str, object]:
    """The merge form as it stands on the page, with these choices."""
    form = page.context["form"]
    return {field.html_name: field.value() for field in form} | choices


def test_merging_on_the_page_and_taking_it_back(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    page = as_sato.get(address("merge", sakura, double))
    assert [field.name for field in page.context["form"].choices] == ["name", "phone"]
    answer = as_sato.post(
        address("merge", sakura, double), chosen(page, name="absorbed"), follow=True
    )
    merge = Merge.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("registry:merged", args=[merge.public_id])
    sakura.refresh_from_db()
    assert (sakura.name, sakura.phone) == ("サクラ製麺㈱", "027-373-0000")
    assert "事業者名（屋号）" in answer.content.decode()
    assert "株式会社さくら製麺 → サクラ製麺㈱" in answer.content.decode()
    undone = as_sato.post(reverse("registry:merge-undo", args=[merge.public_id]), follow=True)
    assert "このまとめは取り消されています" in undone.content.decode()
    assert sorted(Business.objects.values_list("name", flat=True)) == [
        "サクラ製麺㈱",
        "株式会社さくら製麺",
    ]
    again = as_sato.post(reverse("registry:merge-undo", args=[merge.public_id]), follow=True)
    assert "すでに取り消されています" in again.content.decode()


def test_a_colleagues_edit_in_between_is_told_and_nothing_is_merged(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    page = as_sato.get(address("merge", sakura, double))
    double.note = "電話は夕方に"
    edit_business(double, tags=[], seen_version=double.version)
    typed = chosen(page, name="absorbed")
    refused = as_sato.post(address("merge", sakura, double), typed)
    assert refused.status_code == 422
    assert "ほかの職員がこの内容を変更しました" in refused.content.decode()
    assert refused.context["form"]["name"].value() == "absorbed"
    assert not Merge.objects.exists()
    sent_again = {**typed, "seen_absorbed": refused.context["form"]["seen_absorbed"].value()}
    assert as_sato.post(address("merge", sakura, double), sent_again).status_code == 302
    sakura.refresh_from_db()
    assert (sakura.name, sakura.note) == ("サクラ製麺㈱", "電話は夕方に")


def test_a_choice_nobody_offered_is_refused(
    as_sato: Client, sakura: Business, double: Business
) -> None:
    page = as_sato.get(address("merge", sakura, double))
    refused = as_sato.post(address("merge", sakura, double), chosen(page, name="both"))
    assert refused.status_code == 422
    assert not Merge.objects.exists()


@pytest.fixture
def merge(sakura: Business, double: Business, sato: Staff) -> Merge:
    return merge_businesses(Merging(sakura, double, (1, 1)), by=sato)


@pytest.mark.parametrize(
    "page", ["registry:detail", "registry:history", "registry:edit", "web:business"]
)
def test_the_old_address_leads_to_the_business_that_stayed(
    as_sato: Client, merge: Merge, page: str
) -> None:
    answer = as_sato.get(reverse(page, args=[merge.absorbed_public_id]), follow=True)
    assert answer.redirect_chain == [(reverse(page, args=[merge.kept.public_id]), 302)]
    assert (
        "「サクラ製麺㈱」は「株式会社さくら製麺」にまとめられています。" in answer.content.decode()
    )


def test_a_record_begun_from_an_old_address_is_of_the_business_that_stayed(
    as_sato: Client, as_tanaka: Client, merge: Merge
) -> None:
    old = {"business": str(merge.absorbed_public_id)}
    page = as_sato.get(reverse("records:new"), old)
    assert page.context["picker"].chosen.public_id == merge.kept.public_id
    assert as_tanaka.get(reverse("records:new"), old).status_code == 404


def test_the_old_address_leads_nobody_of_another_office(as_tanaka: Client, merge: Merge) -> None:
    old = reverse("web:business", args=[merge.absorbed_public_id])
    assert as_tanaka.get(old).status_code == 404
    assert as_tanaka.get(reverse("registry:merged", args=[merge.public_id])).status_code == 404
    undo = reverse("registry:merge-undo", args=[merge.public_id])
    assert as_tanaka.post(undo).status_code == 404


def test_what_is_posted_to_an_old_address_is_not_sent_on(as_sato: Client, merge: Merge) -> None:
    answer = as_sato.post(reverse("registry:edit", args=[merge.absorbed_public_id]))
    assert answer.status_code == 404


def test_the_merge_is_told_on_the_business_and_in_its_history(
    as_sato: Client, merge: Merge
) -> None:
    for page in ("registry:detail", "web:business", "registry:history"):
        html = as_sato.get(reverse(page, args=[merge.kept.public_id])).content.decode()
        assert "「サクラ製麺㈱」をまとめました" in html, page


def test_an_outside_expert_may_not_merge(gunma: Organisation, client: Client) -> None:
    expert = staff_of(gunma, "外山 専門", "expert@example.jp", Role.EXPERT)
    client.force_login(expert.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(QUEUE).status_code == 403
    assert QUEUE not in client.get("/").content.decode()


def test_the_home_page_counts_what_the_last_comparison_found_and_nobody_decided(
    as_sato: Client, sakura: Business, double: Business, sato: Staff, elsewhere: Organisation
) -> None:
    compare_businesses(sakura.organisation)
    compare_businesses(elsewhere)
    assert undecided_pairs(sakura.organisation) == 1
    assert [(each.label, each.count) for each in as_sato.get("/").context["day"].notices] == [
        ("重複の疑い", 1)
    ]
    tell_apart(sakura, double, by=sato)
    assert undecided_pairs(sakura.organisation) == 0


def test_a_merge_takes_its_pair_out_of_the_count(
    sakura: Business, double: Business, sato: Staff
) -> None:
    compare_businesses(sakura.organisation)
    merge_businesses(Merging(sakura, double, (1, 1)), by=sato)
    assert undecided_pairs(sakura.organisation) == 0


def test_comparing_again_takes_the_place_of_what_was_found(
    sakura: Business, double: Business
) -> None:
    compare_businesses(sakura.organisation)
    Business.objects.filter(pk=double.pk).update(name="うめ製麺", phone="")
    with clock.fixed(TODAY + timedelta(days=1)):
        comparison = compare_businesses(sakura.organisation)
    assert (Comparison.objects.get(), comparison.businesses) == (comparison, 2)
    assert not Suspicion.objects.exists()


class TestInALargeOffice:
    """More businesses than are compared while someone waits."""

    @pytest.fixture(autouse=True)
    def large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(duplicates, "MOST_COMPARED_AT_ONCE", 1)

    def test_the_queue_waits_for_a_first_comparison(
        self, as_sato: Client, sakura: Business, double: Business
    ) -> None:
        assert "まだ見比べていません" in as_sato.get(QUEUE).content.decode()

    def test_a_comparison_is_booked_once_and_its_result_shown_with_its_moment(
        self, as_sato: Client, sakura: Business, double: Business
    ) -> None:
        for said in ("見比べを始めます", "見比べはすでに始まっています"):
            answer = as_sato.post(reverse("registry:compare"), follow=True)
            assert said in answer.content.decode()
        assert "いま見比べています" in as_sato.get(QUEUE).content.decode()
        assert DBTaskResult.objects.count() == 1
        assert compare.func(sakura.organisation_id) == 1
        page = as_sato.get(QUEUE)
        assert pairs_on(page) == [("株式会社さくら製麺", "サクラ製麺㈱")]
        assert "に2者を見比べた結果です。そのあとの登録と修正は入っていません。" in (
            page.content.decode()
        )


def test_a_number_that_very_many_have_is_no_clue(
    gunma: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banso.registry.queries.comparing.MOST_BEHIND_ONE_KEY", 2)
    for name in ("うめ", "もも", "くり"):
        entered(gunma, name, phone="027-000-0000")
    entered(gunma, "うめ", street="棟高町9001")
    compared = compare_all(gunma)
    assert compared.left_out == 1
    assert len(compared.found) == 1
