"""What the page of an adoption tells the adviser about the owner's link is what the owner sees."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.plans.cast import a_plan, an_adopted_plan

from banso.accounts.models import Staff
from banso.figures.actions import issue_link
from banso.registry.models import Business

PRESS = "計画の確認"


def test_the_adviser_is_told_the_words_that_the_owner_will_press(
    sakura: Business, sato: Staff, as_sato: Client, client: Client
) -> None:
    issued = issue_link(sakura, by=sato)
    an_adopted_plan(sakura, sato, TODAY)
    owner = client.get(reverse("web:owner-plan", args=[issued.token])).content.decode()
    assert f">{PRESS}</a>" in owner
    draft = a_plan(sakura, sato)
    told = as_sato.get(reverse("plans:adopt", args=[draft.public_id])).content.decode()
    assert f"「{PRESS}」を押すと、名前を書いて確認できます。" in told
