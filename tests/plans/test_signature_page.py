"""A signature photographed: sent with the adoption, handed out, or refused at its box."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.plans.cast import a_plan, an_adopted_plan
from tests.sample_files import huge_picture, pdf, photo_with_place, sent

from banso.accounts.models import Staff
from banso.core.uploads import checking
from banso.plans.models import Adoption, BusinessPlan, PlanConfirmation
from banso.registry.models import Business

TYPED = {"on": "令和8年11月20日", "how": "in-person", "name": "桜井 花子"}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return a_plan(sakura, sato)


def url(name: str, plan: BusinessPlan, *more: object) -> str:
    return reverse(f"plans:{name}", args=[plan.public_id, *more])


def test_a_signature_photographed_at_the_adoption_is_handed_out_to_the_office_alone(
    plan: BusinessPlan, as_sato: Client, as_tanaka: Client, client: Client
) -> None:
    picture = sent("署名.jpg", photo_with_place())
    answer = as_sato.post(url("adopt", plan), {**TYPED, "signature": picture})
    assert answer.status_code == 302
    yes = PlanConfirmation.objects.get()
    assert (yes.how, yes.name, bool(yes.signature)) == ("in-person", "桜井 花子", True)
    page = url("signature", plan, 1)
    versions = as_sato.get(url("versions", plan)).content.decode()
    assert page in versions
    assert "桜井 花子さん　対面の署名" in versions
    shown = as_sato.get(page)
    content = b"".join(shown.streaming_content) if shown.streaming else shown.content
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert content[:2] == b"\xff\xd8"
    assert b"GPS" not in content  # where it was taken is nobody's business
    assert as_tanaka.get(page).status_code == 404
    assert client.get(page).status_code == 302
    assert as_sato.get(url("signature", plan, 2)).status_code == 404


def test_a_yes_in_person_without_a_signature_is_not_called_one(
    plan: BusinessPlan, as_sato: Client
) -> None:
    as_sato.post(url("adopt", plan), TYPED)
    versions = as_sato.get(url("versions", plan)).content.decode()
    assert "桜井 花子さん　対面で確認　令和8年11月20日" in versions
    assert "対面の署名" not in versions


def test_a_version_without_a_signature_has_no_picture(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    plan = an_adopted_plan(sakura, sato, TODAY)
    assert as_sato.get(url("signature", plan, 1)).status_code == 404


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (sent("署名.pdf", pdf()), "署名は画像にしてください。"),
        (sent("署名.jpg", b"no picture at all"), "添付できません"),
        (sent("署名.jpg", b""), "添付できません"),
        (sent("署名.png", huge_picture()), "添付できません"),
    ],
)
def test_what_is_no_picture_is_refused_at_its_box_and_nothing_is_adopted(
    plan: BusinessPlan, as_sato: Client, upload: SimpleUploadedFile, words: str
) -> None:
    upload.seek(0)
    answer = as_sato.post(url("adopt", plan), {**TYPED, "signature": upload})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.partition('id="id_signature_field"')[2].partition("</form>")[0]
    assert 'value="桜井 花子"' in page
    assert not Adoption.objects.exists()
    assert not PlanConfirmation.objects.exists()


def test_a_picture_too_large_is_refused_with_its_size(
    plan: BusinessPlan, as_sato: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "LARGEST", 100)
    picture = sent("署名.jpg", photo_with_place())
    answer = as_sato.post(url("adopt", plan), {**TYPED, "signature": picture})
    assert answer.status_code == 422
    assert "大きすぎます" in answer.content.decode()
    assert not Adoption.objects.exists()
