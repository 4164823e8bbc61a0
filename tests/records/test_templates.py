"""Templates of records（記録のひな形）: given once, the office's own, filling what is empty."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    edit_template,
    give_templates,
    keep_template,
    offer_template_again,
    retire_template,
    set_topics,
)
from banso.records.models import ContactKind, RecordTemplate, Topic
from banso.records.queries.templates import templates_offered
from banso.records.rules.templates import default_templates

LIST = "/records/templates/"
NAMES = [
    "巡回（近況確認）",
    "窓口相談",
    "金融・資金繰り相談",
    "創業相談",
    "補助金相談",
    "記帳・税務相談",
    "事業承継の話",
    "クレーム・苦情",
    "電話",
]


def test_the_shipped_templates_are_readable_and_whole() -> None:
    shipped = default_templates()
    assert [template.name for template in shipped] == NAMES
    for template in shipped:
        assert template.kind in {"", *ContactKind.values}, template.name
        assert template.minutes is None or 1 <= template.minutes <= 1440
        assert template.heard, template.name
        assert template.heard == template.heard.strip()


def test_an_office_is_given_the_templates_once_with_the_topics_it_has(gunma: Organisation) -> None:
    set_topics(gunma, [Topic(key="financing", name="資金繰り・金融", kind="theme")])
    give_templates(gunma)
    give_templates(gunma)
    assert list(gunma.record_templates.values_list("name", flat=True)) == NAMES
    loans = gunma.record_templates.get(name="金融・資金繰り相談")
    assert [topic.key for topic in loans.topics.all()] == ["financing"]
    assert not gunma.record_templates.get(name="創業相談").topics.exists()


def test_an_office_that_retired_them_all_is_given_none_again(
    gunma: Organisation, sato: Staff
) -> None:
    give_templates(gunma)
    for template in gunma.record_templates.all():
        retire_template(template, by=sato)
    give_templates(gunma)
    assert templates_offered(sato) == []
    assert gunma.record_templates.count() == len(NAMES)


def test_the_record_form_offers_what_the_office_has(as_sato: Client, sato: Staff) -> None:
    page = as_sato.get("/records/new/")
    assert [template.name for template in page.context["templates"]] == NAMES
    retire_template(RecordTemplate.objects.get(name="電話"), by=sato)
    page = as_sato.get("/records/new/")
    assert [template.name for template in page.context["templates"]] == NAMES[:-1]


def test_without_a_script_a_template_opens_the_form_filled(as_sato: Client, sato: Staff) -> None:
    topic = Topic.objects.get(key="cash")
    template = keep_template(
        RecordTemplate(name="資金繰り", kind="counter", minutes=45, heard="残高："),
        [topic],
        by=sato,
    )
    form = as_sato.get("/records/new/", {"template": str(template.public_id)}).context["form"]
    filled = {name: form[name].value() for name in ("kind", "minutes", "topics", "heard", "advice")}
    assert filled == {
        "kind": "counter",
        "minutes": 45,
        "topics": ["cash"],
        "heard": "残高：",
        "advice": None,
    }


@pytest.mark.parametrize("asked", ["", "zzz", "00000000-0000-4000-8000-000000000000"])
def test_a_template_that_is_not_there_fills_nothing(asked: str, as_sato: Client) -> None:
    form = as_sato.get("/records/new/", {"template": asked}).context["form"]
    assert form["heard"].value() is None
    assert form["kind"].value() == "visit"


def test_a_retired_topic_is_not_offered_with_its_template(gunma: Organisation, sato: Staff) -> None:
    keep_template(RecordTemplate(name="資金"), [gunma.topics.get(key="cash")], by=sato)
    set_topics(gunma, [])
    assert [template.topics for template in templates_offered(sato)] == [()]


def test_a_template_is_added_mended_retired_and_offered_again_on_its_pages(
    as_sato: Client,
) -> None:
    typed = {
        "name": "決算の話",
        "kind": "visit",
        "minutes": "1時間30分",
        "topics": ["cash"],
        "heard": "前期：",
    }
    assert as_sato.post(f"{LIST}new/", typed).status_code == 302
    template = RecordTemplate.objects.get(name="決算の話")
    assert (template.kind, template.minutes, template.position) == ("visit", 90, 0)
    page = reverse("records:template-edit", args=[template.public_id])
    assert 'value="決算の話"' in as_sato.get(page).content.decode()
    changed = {**typed, "name": "決算説明", "seen_version": "1"}
    assert as_sato.post(page, changed).status_code == 302
    template.refresh_from_db()
    assert (template.name, template.version) == ("決算説明", 2)

    retire = reverse("records:template-retire", args=[template.public_id])
    said = as_sato.post(retire, follow=True).content.decode()
    offer = reverse("records:template-offer", args=[template.public_id])
    assert "ひな形「決算説明」を休止しました。" in said
    assert f'action="{offer}"' in said
    assert not RecordTemplate.objects.offered().filter(pk=template.pk).exists()
    assert "また使えます。" in as_sato.post(offer, follow=True).content.decode()
    assert RecordTemplate.objects.offered().filter(pk=template.pk).exists()


def test_an_empty_or_taken_name_is_refused_at_its_field(as_sato: Client, sato: Staff) -> None:
    keep_template(RecordTemplate(name="電話"), [], by=sato)
    for name, words in (
        ("", "名前を入力してください。"),
        ("電話", "同じ名前のひな形があります（休止したものも含みます）。別の名前にしてください。"),
    ):
        answer = as_sato.post(f"{LIST}new/", {"name": name, "heard": "消えない文"})
        assert answer.status_code == 422
        assert answer.context["form"].errors["name"] == [words]
        assert "消えない文" in answer.content.decode()
    assert RecordTemplate.objects.count() == 1


def test_the_second_of_two_editors_sees_what_the_first_saved(
    as_sato: Client, sato: Staff, suzuki: Staff
) -> None:
    template = keep_template(RecordTemplate(name="電話", heard="用件："), [], by=sato)
    page = reverse("records:template-edit", args=[template.public_id])
    opened = as_sato.get(page).context["opened"]
    theirs = RecordTemplate.objects.get()
    theirs.heard = "用件と期限："
    edit_template(theirs, [], seen_version=1)
    mine = {"name": "電話", "heard": "用件と相手：", "seen_version": "1", "opened": opened}
    answer = as_sato.post(page, mine)
    assert answer.status_code == 422
    (difference,) = answer.context["conflict"]["differences"]
    assert (difference.label, difference.theirs, difference.yours) == (
        "聞いたこと",
        "用件と期限：",
        "用件と相手：",
    )
    again = {**mine, "seen_version": str(answer.context["seen_version"])}
    assert as_sato.post(page, again).status_code == 302
    assert RecordTemplate.objects.get().heard == "用件と相手："


def test_an_edit_over_an_old_version_is_refused(sato: Staff) -> None:
    template = keep_template(RecordTemplate(name="電話"), [], by=sato)
    edit_template(template, [], seen_version=1)
    with pytest.raises(EditConflict):
        edit_template(template, [], seen_version=1)


def test_a_name_is_taken_only_within_the_office(sato: Staff, tanaka: Staff) -> None:
    keep_template(RecordTemplate(name="電話"), [], by=sato)
    keep_template(RecordTemplate(name="電話"), [], by=tanaka)
    with pytest.raises(RuleViolation) as refusal:
        keep_template(RecordTemplate(name="電話"), [], by=sato)
    assert (refusal.value.code, refusal.value.field) == ("name-taken", "name")


def test_a_template_remembers_its_changes_as_one_entry_each(
    gunma: Organisation, sato: Staff
) -> None:
    template = keep_template(RecordTemplate(name="電話"), [gunma.topics.get(key="sns")], by=sato)
    template.name = "電話相談"
    edit_template(template, [gunma.topics.get(key="cash")], seen_version=1)
    changes = changes_of(template)
    assert [change.what for change in changes] == ["変更", "登録"]
    told = [(field.label, field.before, field.after) for field in changes[0].fields]
    assert told == [
        ("名前", "電話", "電話相談"),
        ("支援テーマ", "SNS活用支援", "資金繰り・金融"),
    ]


def test_retired_twice_is_retired_once_and_back_at_once(sato: Staff) -> None:
    template = keep_template(RecordTemplate(name="電話"), [], by=sato)
    assert retire_template(template, by=sato) == retire_template(template, by=sato)
    assert templates_offered(sato) == []
    offer_template_again(template)
    assert [row.name for row in templates_offered(sato)] == ["電話"]


def test_only_the_office_may_change_templates(gunma: Organisation, sato: Staff) -> None:
    member = staff_of(gunma, "委員 花", "member@example.jp", Role.COUNCIL_MEMBER)
    assert signed_in(member).get(LIST).status_code == 403
    support = staff_of(gunma, "支援 太", "support@example.jp", Role.SUPPORT_STAFF)
    assert signed_in(support).get(LIST).status_code == 200
