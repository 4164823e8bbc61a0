"""What one record did to the targets: which moved, which stood still, and why."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.programme.moves import Move, moves_of
from banso.programme.queries import Plan
from banso.records.actions import withdraw_record
from banso.registry.models import Business

FOLLOW_UP = ("plan-followup",)


def said(moves: tuple[Move, ...]) -> list[tuple[str, int, int, object]]:
    return [(move.line.key, move.before, move.after, move.target) for move in moves]


def test_the_sixty_fourth_visit_moves_section_seven_from_63_to_64_of_80(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    firms = [sakura, *(a_firm(f"事業者{number}", sakura) for number in range(19))]
    for number in range(63):
        day = date(2026, 4, 1) + timedelta(days=3 * number)
        a_visit(firms[number % 20], sato, day, topics=FOLLOW_UP)
    record = a_visit(sakura, sato, topics=FOLLOW_UP)
    moves = moves_of(plan, record)
    assert said(moves.moved) == [("follow-up-visits", 63, 64, 80)]
    assert said(moves.still) == [("followed-up-businesses", 20, 20, 20)]
    assert moves.moved[0].reason == "支援テーマ「計画フォローアップ」の記録として数えました。"
    assert moves.still[0].reason == (
        "実数のため増えません。この事業者は令和8年4月1日（水）の記録ですでに数えています。"
    )


def test_a_kind_that_does_not_count_moves_nothing_and_says_so(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    moves = moves_of(plan, a_visit(sakura, sato, topics=FOLLOW_UP, kind="phone"))
    assert moves.moved == ()
    assert said(moves.still) == [
        ("followed-up-businesses", 0, 0, 20),
        ("follow-up-visits", 0, 0, 80),
    ]
    assert {move.reason for move in moves.still} == {
        "数えるのは巡回・窓口・オンライン・派遣の記録です（この記録は電話）。"
    }


def test_a_record_without_a_topic_moves_nothing(plan: Plan, sakura: Business, sato: Staff) -> None:
    moves = moves_of(plan, a_visit(sakura, sato))
    assert (moves.moved, moves.still) == ((), ())
    assert moves.reason == "支援テーマが選ばれていないため、どの目標の数にも入りません。"
    assert len(moves.untouched) == 8


def test_a_theme_that_no_target_counts_is_said_to_stay_as_support(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    moves = moves_of(plan, a_visit(sakura, sato, topics=("financing",)))
    assert moves.reason == (
        "選ばれた支援テーマは、目標の数には入らないものです（支援の実績としては残ります）。"
    )


def test_a_record_before_the_plan_moves_nothing(plan: Plan, sakura: Business, sato: Staff) -> None:
    moves = moves_of(plan, a_visit(sakura, sato, date(2026, 3, 31), topics=FOLLOW_UP))
    assert (moves.moved, moves.still) == ((), ())
    assert moves.reason == "令和7年度は計画の期間の外なので、目標の数には入りません。"


def test_a_withdrawn_record_moves_nothing(plan: Plan, sakura: Business, sato: Staff) -> None:
    record = a_visit(sakura, sato, topics=FOLLOW_UP)
    withdraw_record(record, reason="別の事業者でした", by=sato)
    moves = moves_of(plan, record)
    assert (moves.moved, moves.still) == ((), ())
    assert moves.reason == "取り消した記録なので、目標の数には入りません。"


def test_the_fragment_says_the_move_and_opens_the_number(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    record = a_visit(sakura, sato, topics=FOLLOW_UP)
    page = as_sato.get(reverse("programme:moves", args=[record.public_id])).content.decode()
    assert "§7 頻度（延べ回数）" in page
    assert reverse("programme:evidence", args=["follow-up-visits", "R8", "year"]) in page


def test_another_office_cannot_ask_what_a_record_moved(
    plan: Plan, sakura: Business, sato: Staff, as_tanaka: Client
) -> None:
    record = a_visit(sakura, sato, topics=FOLLOW_UP)
    assert as_tanaka.get(reverse("programme:moves", args=[record.public_id])).status_code == 404
