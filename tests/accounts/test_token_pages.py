"""Keys for programs: issued for one purpose, shown once, taken back with one press."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import staff_of

from banso.accounts.actions import deactivate, hash_token
from banso.accounts.models import ApiToken, Organisation, Staff
from banso.accounts.rules import Role
from banso.accounts.tokens import issue_token, token_of
from banso.core import clock
from banso.core.refusals import RuleViolation

LIST, NEW = "accounts:tokens", "accounts:token-new"


def asked(person: Staff, **change: object) -> dict[str, object]:
    return {
        "name": "会計ソフトとの連携",
        "staff": str(person.public_id),
        "scopes": ["businesses:read", "records:read"],
        "ends_on": "令和9年3月31日",
        **change,
    }


def test_a_key_is_shown_once_and_only_its_digest_is_kept(
    as_suzuki: Client, sato: Staff, suzuki: Staff
) -> None:
    answer = as_suzuki.post(reverse(NEW), asked(sato))
    page = answer.content.decode()
    found = re.search(r'value="(banso_[\w-]{43})"', page)
    assert found is not None
    key = found[1]
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    token = ApiToken.objects.get()
    assert (token.staff, token.issued_by, token.ends_on) == (sato, suzuki, date(2027, 3, 31))
    assert token.scopes == ["businesses:read", "records:read"]
    assert token.token_hash == hash_token(key)
    assert token_of(key) == token
    assert key not in as_suzuki.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "入力してください。"),
        ({"scopes": []}, "scopes", "できることを1つ以上選んでください。"),
        ({"ends_on": "令和8年11月19日"}, "ends_on", "今日以後の日付にしてください。"),
        ({"ends_on": "令和10年1月1日"}, "ends_on", "使える期間は1年までです。"),
        ({"ends_on": "いつか"}, "ends_on", "「いつか」は日付として読めません。"),
        (
            {"staff": "00000000-0000-4000-8000-000000000000"},
            "staff",
            "この職員は選べません。選び直してください。",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    as_suzuki: Client, sato: Staff, change: dict[str, object], field: str, words: str
) -> None:
    answer = as_suzuki.post(reverse(NEW), asked(sato, **change))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field][0].startswith(words)
    if "name" not in change:
        assert "会計ソフトとの連携" in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_key_never_reaches_beyond_the_role_of_its_person(
    suzuki: Staff, gunma: Organisation
) -> None:
    expert = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    with pytest.raises(RuleViolation) as refusal:
        issue_token(
            name="x", staff=expert, scopes=["records:write"], ends_on=clock.today(), by=suzuki
        )
    assert refusal.value.code == "beyond-role"
    assert refusal.value.message == (
        "藤井 健さんの役割では「支援を記録し、約束を完了にする」はできません。"
    )


def test_nobody_gets_a_key_for_someone_of_another_office_or_gone(
    suzuki: Staff, sato: Staff, tanaka: Staff
) -> None:
    deactivate(sato, on=clock.today(), reason="", by=suzuki)
    for staff in (tanaka, Staff.objects.get(pk=sato.pk)):
        with pytest.raises(RuleViolation, match="利用できる職員を選んでください"):
            issue_token(
                name="x", staff=staff, scopes=["records:read"], ends_on=clock.today(), by=suzuki
            )


def test_a_key_taken_back_opens_nothing_and_stays_in_the_list(
    as_suzuki: Client, sato: Staff, suzuki: Staff
) -> None:
    kept = issue_token(
        name="集計", staff=sato, scopes=["records:read"], ends_on=clock.today(), by=suzuki
    )
    path = reverse("accounts:token-revoke", args=[kept.token.public_id])
    for _ in range(2):
        answer = as_suzuki.post(path, follow=True)
        assert "「集計」を失効させました。もう使えません。" in answer.content.decode()
    assert token_of(kept.key) is None
    (line,) = answer.context["lines"]
    assert (line["state"], line["scopes"]) == ("失効", ["支援記録と約束を読む"])
    assert line["token"].revocation.confirmed_by == suzuki


def test_the_list_says_why_a_key_opens_nothing(
    as_suzuki: Client, sato: Staff, suzuki: Staff, gunma: Organisation
) -> None:
    leaver = staff_of(gunma, "木村 直", "kimura@example.jp", Role.ADVISER)
    ahead = clock.today() + timedelta(days=30)
    for name, staff, ends_on in (
        ("期限が来る", sato, clock.today()),
        ("人がいなくなる", leaver, ahead),
        ("使える", sato, ahead),
    ):
        issue_token(name=name, staff=staff, scopes=["records:read"], ends_on=ends_on, by=suzuki)
    deactivate(leaver, on=clock.today(), reason="", by=suzuki)
    with clock.fixed(clock.today() + timedelta(days=1)):
        lines = as_suzuki.get(reverse(LIST)).context["lines"]
    assert [(line["token"].name, line["state"]) for line in lines] == [
        ("使える", "使えます"),
        ("人がいなくなる", "職員が利用停止中"),
        ("期限が来る", "期限切れ"),
    ]


def test_an_adviser_may_not_see_or_issue_keys(as_sato: Client, sato: Staff) -> None:
    assert as_sato.get(reverse(LIST)).status_code == 403
    assert as_sato.post(reverse(NEW), asked(sato)).status_code == 403
