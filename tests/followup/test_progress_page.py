"""計画と実績 on its page and its paper: one reading first, and what is unknown is said."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.figures.cast import a_kept_period
from tests.followup.kept_cast import (
    a_kept_kpi,
    a_kept_measure,
    a_visit_by_sheet,
    an_adopted_plan,
    sold,
)
from tests.records.cast import told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.followup.actions import notice_drifts, review_drift
from banso.followup.models import DriftCase
from banso.followup.queries import course_of
from banso.followup.rules.answers import Answers
from banso.plans.actions import drop_measure, finish_measure
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business

from tests.followup.kept_cast import a_review  # isort: skip


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """A plan from April 2026 with 4,000千円 of sales a month."""
    with clock.fixed(date(2026, 4, 1)):
        a_kept_period(sakura, 2026)  # 48,000千円 a year
    return an_adopted_plan(sakura, sato)


@pytest.fixture
def under_way(plan: BusinessPlan, sakura: Business, sato: Staff) -> BusinessPlan:
    """Sales of four months of seven, a KPI told twice and missed, a late measure."""
    for month, thousand in ((4, 4_080), (5, 3_560), (6, None), (8, 3_200), (9, 3_000)):
        amount = None if thousand is None else thousand * 1_000
        sold(sakura, sato, date(2026, month, 1), amount)
    kpi = str(a_kept_kpi(plan).public_id)
    a_kept_kpi(plan, "紹介の数")
    done = a_kept_measure(plan, "看板を直す", date(2026, 9, 1))
    finish_measure(done, on=date(2026, 8, 20), by=sato, note="夜も見える")
    dropped = a_kept_measure(plan, "朝市に出る", date(2026, 9, 1))
    drop_measure(dropped, on=date(2026, 9, 10), reason="雨", by=sato)
    a_kept_measure(plan, "ちらしを配る", date(2026, 10, 6))
    for day, number in ((date(2026, 8, 5), 1000), (date(2026, 11, 5), 1150)):
        a_visit_by_sheet(plan, sato, day, answers=Answers(kpis={kpi: Decimal(number)}))
    return plan


def url(plan: BusinessPlan, name: str = "progress") -> str:
    return reverse(f"followup:{name}", args=[plan.public_id])


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def words_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_the_whole_is_read_in_one_breath_and_the_next_step_is_offered(
    under_way: BusinessPlan, as_sato: Client
) -> None:
    shown = text_of(as_sato.get(url(under_way)))
    assert (
        "売上は計画の86%（4〜10月、7か月のうち4か月がわかる）。"
        "KPI 2つのうち1つは目安に届かない、1つはわからない。施策1つが45日遅れ。"
    ) in shown
    assert "次にすること： ズレ3件を、第三者の視点を入れて検討する" in shown
    assert "令和8年6月・7月・10月の売上がわかりません。" in shown
    assert "令和8年6月 4,000 不明 「わからない」と答えた — 95%" in shown
    assert "令和8年7月 4,000 不明 まだ入っていない — 95%" in shown
    assert "令和8年9月 4,000 3,000 75% 下回る 86%" in shown
    assert "令和8年11月 4,000 これから — —" in shown
    assert "R8.11.5 1,150人 届かない 目安 1,218人" in shown
    assert "ちらしを配る — R8.10.6 遅れ45日 —" in shown
    assert "看板を直す — R8.9.1 完了 R8.8.20 夜も見える" in shown
    assert "朝市に出る — R8.9.1 取りやめ R8.9.10 雨" in shown
    assert "売上が計画の90%未満の月が、直近2か月続く" in shown


def test_every_number_opens_what_it_comes_from(under_way: BusinessPlan, as_sato: Client) -> None:
    page = as_sato.get(url(under_way)).content.decode()
    business = under_way.business.public_id
    record = under_way.check_sheets.earliest("number").closing.record
    for name, of in (
        ("figures:monthly", business),
        ("figures:periods", business),
        ("plans:kpis", under_way.public_id),
        ("plans:measures", under_way.public_id),
        ("records:detail", record.public_id),
        ("followup:review", under_way.public_id),
    ):
        assert f'href="{reverse(name, args=[of])}"' in page, name
    months = f"{reverse('figures:monthly', args=[business])}?to=2026-10"
    assert f'href="{months}"' in page
    assert f'href="{months}#link-heading"' in page
    grid = as_sato.get(months).content.decode()
    assert 'id="link-heading"' in grid
    assert "令和8年6月" in grid


def test_the_next_step_goes_on_when_the_drift_is_reviewed(
    under_way: BusinessPlan, as_sato: Client, sato: Staff
) -> None:
    review_drift(a_review(under_way, TODAY), by=sato)
    assert "次にすること： 令和8年6月・7月・10月の売上を聞いて入れる" in text_of(
        as_sato.get(url(under_way))
    )


def test_reading_the_page_keeps_no_drift(under_way: BusinessPlan, as_sato: Client) -> None:
    DriftCase.objects.all().delete()
    shown = text_of(as_sato.get(url(under_way)))
    assert "次にすること： 新しいズレ3件を、チェックシートで事業者と確かめる" in shown
    as_sato.get(url(under_way, "reviews"))
    assert not DriftCase.objects.exists()
    notice_drifts(under_way, on=TODAY)
    assert DriftCase.objects.count() == 3


def test_a_plan_without_figures_says_so(sakura: Business, sato: Staff, as_sato: Client) -> None:
    bare = an_adopted_plan(sakura, sato)
    sold(sakura, sato, date(2026, 10, 1), 1_234_567)
    shown = text_of(as_sato.get(url(bare)))
    assert "売上の計画がないので、実績と比べられない。" in shown
    assert "次にすること： 数値計画を書く（売上を比べられるようになる）" in shown
    assert "数値計画がないので、計画と比べられません。実績だけを出しています。" in shown
    assert "令和8年10月 — 1,235 — —" in shown
    assert "計画（千円） 実績（千円）" in shown
    assert "この計画にはKPIがありません。" in shown
    assert "この計画には施策がありません。" in shown
    drawn = [
        re.search(
            r'<svg[^>]* width="(\d+)',
            as_sato.get(url(bare, "progress-chart") + of).content.decode(),
        )
        for of in ("", "?narrow")
    ]
    assert [int(one[1]) > 350 for one in drawn if one] == [True, False], "a phone has its own"
    (paper,) = words_of(as_sato.get(url(bare, "progress-pdf")).content)
    assert "数値計画がないので、実績だけを載せています。" in paper
    assert "割合\r\n" not in paper


def test_no_chart_is_drawn_where_neither_plan_nor_sales_are_known(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    bare = an_adopted_plan(sakura, sato)
    page = as_sato.get(url(bare)).content.decode()
    assert "course-chart" not in page
    assert f'href="{reverse("plans:numbers", args=[bare.public_id])}"' in page
    assert "売上（千円）" not in words_of(as_sato.get(url(bare, "progress-pdf")).content)[0]


def test_the_accounts_of_a_year_stand_beside_its_plan(
    plan: BusinessPlan, sakura: Business, as_sato: Client
) -> None:
    with clock.fixed(date(2027, 5, 20)):
        a_kept_period(sakura, 2027, {"sales": 45_000_000, "other_selling_and_admin": 46_000_000})
        course = course_of(plan, clock.today())
        (year,) = course.closed
        assert year.fits == "計画の年と同じ期間の決算"
        assert (year.rows[0].ja, year.rows[0].shown_planned, year.rows[0].shown_real) == (
            "売上高", "48,000", "45,000",
        )  # fmt: skip
        assert [one.number for one in course.to_come] == [2, 3]
        shown = text_of(as_sato.get(url(plan)))
    assert "売上高 48,000 45,000 △3,000 93%" in shown
    assert "経常利益" in shown
    assert "2年目（令和10年3月まで）：売上高 48,000" in shown


def test_the_paper_for_the_owner_is_one_page_and_judges_nobody(
    under_way: BusinessPlan, as_sato: Client, sato: Staff
) -> None:
    for number in range(18):
        what = f"とても長い名前の施策で、紙の幅に入りきらないもの その{number}" * 2
        a_kept_measure(under_way, what, date(2026, 9, 1))
        a_kept_kpi(under_way, f"数えるもの{number}")
    answer = as_sato.get(url(under_way, "progress-pdf"))
    (page,) = words_of(answer.content)
    assert "売上は計画の86%" in page
    assert "まだお聞きしていません" in page
    assert "ほか15つ" in page
    assert "不明" in page
    for word in ("ズレ", "第三者", "注意", "順調"):
        assert word not in page
    assert "%E8%A8%88%E7%94%BB%E3%81%A8%E5%AE%9F%E7%B8%BE" in answer.headers["Content-Disposition"]


def test_a_closed_firm_and_an_ended_plan_can_still_be_read(
    under_way: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    close_business(sakura, on=date(2026, 11, 10), reason="", by=sato)
    shown = text_of(as_sato.get(url(under_way)))
    assert "この計画は、いまフォローアップしていません" in shown
    with clock.fixed(date(2031, 1, 10)):
        assert "売上はまだ1か月もわからない（4〜3月、12か月）" in text_of(
            as_sato.get(url(under_way))
        )
        assert as_sato.get(url(under_way, "progress-pdf")).status_code == 200


def test_who_may_not_see_it(
    under_way: BusinessPlan, gunma: Organisation, as_tanaka: Client
) -> None:
    expert = signed_in(staff_of(gunma, "外部 太郎", "expert@example.jp", Role.EXPERT))
    for name in ("progress", "progress-chart", "progress-pdf", "reviews", "review"):
        assert as_tanaka.get(url(under_way, name)).status_code == 404
        assert expert.get(url(under_way, name)).status_code == 403
