"""The five walls（5つの壁）: every office's own tags, shown and found, and counted by no target."""

from __future__ import annotations

from django.test import Client
from tests.architecture.world import PLAN
from tests.records.cast import a_visit
from tests.records.test_new_page import NEW, typed

from banso.accounts.models import Organisation, Staff
from banso.programme.actions import load_programme
from banso.programme.moves import moves_of
from banso.programme.queries import plan_of
from banso.records.actions import set_topics
from banso.records.models import SupportRecord, Topic
from banso.records.queries import facts_of, for_transfer, missing_codes
from banso.records.rules.transfer import Column
from banso.records.rules.walls import WALLS
from banso.registry.models import Business

COLUMNS = (Column("分野", "支援テーマ（すべて）", codes=(("計画フォローアップ", "7"),)),)
KEYS = [wall.key for wall in WALLS]
NAMES = ["見えない壁", "向き合わない壁", "実行できない壁", "付いてこない壁", "足りない壁"]


def walls_of(organisation: Organisation) -> list[tuple[str, str, bool]]:
    rows = organisation.topics.filter(kind=Topic.Kind.WALL)
    return list(rows.values_list("key", "name", "is_retired"))


def test_every_set_of_topics_ends_with_the_five_walls(elsewhere: Organisation) -> None:
    set_topics(elsewhere, [Topic(key="sns", name="SNS活用", kind="theme")])
    in_use = elsewhere.topics.filter(is_retired=False)
    assert list(in_use.values_list("key", flat=True)) == ["sns", *KEYS]
    assert [name for _, name, _ in walls_of(elsewhere)] == NAMES


def test_loading_another_plan_retires_no_wall(elsewhere: Organisation) -> None:
    set_topics(elsewhere, [])
    load_programme(PLAN.read_text(), organisation=elsewhere, by=None)
    set_topics(elsewhere, [])
    assert [retired for _, _, retired in walls_of(elsewhere)] == [False] * 5
    assert not elsewhere.topics.filter(is_retired=False).exclude(kind="wall").exists()


def test_a_wall_alone_is_enough_to_record_and_is_shown_everywhere(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    form = {**typed(sakura, sato), "topics": ["wall-unfaced"], "heard": ""}
    assert as_sato.post(NEW, form).status_code == 302
    record = SupportRecord.objects.get()
    for page in (f"/records/{record.public_id}/", f"/karte/{sakura.public_id}/", "/records/"):
        assert "向き合わない壁" in as_sato.get(page).content.decode()


def test_the_form_explains_each_wall_in_one_line(as_sato: Client) -> None:
    html = as_sato.get(NEW).content.decode()
    for wall in WALLS:
        assert html.count(f'value="{wall.key}"') == 1
        assert html.count(wall.means) == 1


def test_the_list_is_narrowed_to_a_wall(as_sato: Client, sato: Staff, sakura: Business) -> None:
    a_visit(sakura, sato, topics=("wall-lacking",), heard="人が足りない")
    a_visit(sakura, sato, topics=("sns",), heard="写真を撮った")
    page = as_sato.get("/records/", {"topic": "wall-lacking", "year": "all"})
    assert [record.heard for record in page.context["page"].object_list] == ["人が足りない"]
    assert "支援テーマ：足りない壁" in page.context["words"]
    assert '<optgroup label="5つの壁">' in page.content.decode()


def test_no_target_counts_a_wall(elsewhere: Organisation, tanaka: Staff, sakura: Business) -> None:
    load_programme(PLAN.read_text(), organisation=elsewhere, by=None)
    Business.objects.update(organisation=elsewhere, adviser=None, district=None)
    sakura.refresh_from_db()
    record = a_visit(sakura, tanaka, topics=tuple(KEYS))
    plan = plan_of(elsewhere)
    assert plan is not None
    moves = moves_of(plan, record)
    assert (moves.moved, moves.still) == ((), ())
    assert moves.reason.startswith("選ばれた支援テーマは、目標の数には入らないものです")


def test_a_wall_is_not_carried_over_to_the_national_system(
    sato: Staff, sakura: Business, gunma: Organisation
) -> None:
    record = a_visit(sakura, sato, topics=("wall-unseen", "sns"))
    [row] = for_transfer(SupportRecord.objects.filter(pk=record.pk))
    words = facts_of(row).words
    assert words["支援テーマ（1つ目）"] == words["支援テーマ（すべて）"] == ("SNS活用支援",)
    assert not any("壁" in said for said in missing_codes(gunma, COLUMNS))
