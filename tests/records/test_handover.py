"""Handing over: what someone leaves behind goes to a colleague in one go."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import signed_in, staff_of
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit, told

from banso.accounts.actions import deactivate
from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation
from banso.records.actions import HandedOver, HandoverParts, fulfil_promise, hand_over
from banso.records.models import Promise
from banso.records.queries import due_promises, left_behind
from banso.registry.actions import close_business
from banso.registry.models import Business

ALL = HandoverParts(promises=True, districts={"first", ""})


@pytest.fixture
def takagi(gunma: Organisation) -> Staff:
    """高木, another adviser."""
    return staff_of(gunma, "高木 進", "takagi@example.jp", Role.ADVISER)


@pytest.fixture
def left(sato: Staff, sakura: Business) -> list[Promise]:
    """What 佐藤 leaves: two firms, a closed one, one without a district, and three promises."""
    a_firm("美容室はな", sakura)
    closed = a_firm("閉じた店", sakura)
    close_business(closed, on=date(2026, 11, 1), reason="", by=sato)
    Business.objects.filter(name="美容室はな").update(district=None)
    a_visit(
        sakura,
        sato,
        promises=(
            a_promise("送る", date(2026, 11, 18)),
            a_promise("済んだ", date(2026, 11, 18)),
            a_promise("先方が送る", date(2026, 11, 19), THEIRS),
        ),
    )
    fulfil_promise(Promise.objects.get(what="済んだ"), on=date(2026, 11, 19), by=sato)
    return list(Promise.objects.all())


@pytest.mark.usefixtures("left")
def test_promises_and_firms_change_hands_with_one_history_entry_each(
    sato: Staff, takagi: Staff, sakura: Business
) -> None:
    found = left_behind(sato)
    assert (found.promises, [(each.name, each.businesses) for each in found.districts]) == (
        1,
        [("第1地区", 1), ("地区なし", 1)],
    )
    version, entries = sakura.version, sakura.history.count()
    assert hand_over(sato, takagi, ALL) == HandedOver(promises=1, businesses=2)
    assert {row.name: row.adviser for row in Business.objects.all()} == {
        "株式会社さくら製麺": takagi,
        "美容室はな": takagi,
        "閉じた店": sato,
    }
    assert {row.what: row.keeper for row in Promise.objects.all()} == {
        "送る": takagi,
        "済んだ": sato,
        "先方が送る": None,
    }
    sakura.refresh_from_db()
    assert (sakura.version, sakura.history.count()) == (version + 1, entries + 1)
    assert [(each.label, each.after) for each in changes_of(sakura)[0].fields] == [
        ("担当指導員", "高木 進")
    ]
    assert Promise.history.filter(what="送る").count() == 2
    seen = [each.what for each in due_promises(takagi, by=date(2026, 12, 1))]
    assert seen == ["送る", "先方が送る"]
    assert hand_over(sato, takagi, ALL) == HandedOver(promises=0, businesses=0)


@pytest.mark.usefixtures("left")
def test_only_what_was_chosen_changes_hands(sato: Staff, takagi: Staff) -> None:
    parts = HandoverParts(promises=False, districts={"first"})
    assert hand_over(sato, takagi, parts) == HandedOver(promises=0, businesses=1)
    assert list(Business.objects.filter(adviser=takagi).values_list("name", flat=True)) == [
        "株式会社さくら製麺"
    ]


@pytest.mark.usefixtures("left")
def test_it_goes_to_no_one_who_cannot_take_it(
    gunma: Organisation, sato: Staff, suzuki: Staff, takagi: Staff, tanaka: Staff
) -> None:
    deactivate(takagi, on=date(2026, 11, 20), reason="", by=suzuki)
    council = staff_of(gunma, "委員", "iin@example.jp", Role.COUNCIL_MEMBER)
    codes = []
    for to, parts in (
        (sato, ALL),
        (tanaka, ALL),
        (takagi, ALL),
        (council, ALL),
        (suzuki, ALL),
        (suzuki, HandoverParts(promises=False, districts=())),
    ):
        with pytest.raises(RuleViolation) as refused:
            hand_over(sato, to, parts)
        codes.append(refused.value.code)
    assert codes == ["not-usable"] * 4 + ["no-adviser", "nothing"]
    assert Business.objects.exclude(adviser=sato).count() == 0
    promises_alone = HandoverParts(promises=True, districts=())
    assert hand_over(sato, suzuki, promises_alone) == HandedOver(promises=1, businesses=0)


@pytest.mark.usefixtures("left")
def test_the_staff_page_leads_from_someone_stopped_to_the_handover(
    as_suzuki: Client, sato: Staff, suzuki: Staff, takagi: Staff
) -> None:
    page = f"/records/handover/{sato.public_id}/"
    staff_page = "/office/staff/"
    assert f"{page}left/" not in as_suzuki.get(staff_page).content.decode()
    deactivate(sato, on=date(2026, 11, 20), reason="退職", by=suzuki)
    assert f'hx-get="{page}left/"' in as_suzuki.get(staff_page).content.decode()
    home = told(as_suzuki.get("/").content.decode())
    assert "停止した職員が担当のままの約束・事業者" in home
    notices = as_suzuki.get("/").context["day"].notices
    assert [notice.count for notice in notices if "停止" in notice.label] == [3]
    said = told(as_suzuki.get(f"{page}left/").content.decode())
    assert "残っているもの：未了の約束 1件、担当事業者 2者" in said
    form = as_suzuki.get(page).context["form"]
    assert form["districts"].value() == ["first", "-"]
    typed = {"to": str(takagi.public_id), "promises": "on", "districts": ["first", "-"]}
    answer = as_suzuki.post(page, typed, follow=True)
    assert (
        "未了の約束1件と、事業者2者の担当を、高木 進さんに移しました。" in answer.content.decode()
    )
    assert "移すものはありません" in answer.content.decode()
    said = as_suzuki.get(f"{page}left/").content.decode()
    assert "残っている約束・担当事業者はありません。" in said
    notices = as_suzuki.get("/").context["day"].notices
    assert not [notice for notice in notices if "停止" in notice.label]


@pytest.mark.usefixtures("left")
def test_a_handover_without_someone_to_take_it_is_refused_at_its_field(
    as_sato: Client, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    page = f"/records/handover/{sato.public_id}/"
    for to, said in (
        ("", "移す相手を選んでください。"),
        (str(tanaka.public_id), "この職員には移せません。選び直してください。"),
        (str(suzuki.public_id), "事業者の担当になれるのは経営指導員です。約束だけなら移せます。"),
    ):
        answer = as_sato.post(page, {"to": to, "promises": "on", "districts": ["first"]})
        assert answer.status_code == 422
        assert answer.context["form"].errors["to"] == [said]
    assert Business.objects.exclude(adviser=sato).count() == 0
    assert signed_in(tanaka).get(page).status_code == 404
