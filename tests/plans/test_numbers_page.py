"""The page of the figures, and the 事業承継計画表: typed, reckoned at once, refused at the cell."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.diagnosis.cast import an_analysis
from tests.plans.cast import a_plan
from tests.records.cast import told

from banso.accounts.models import Staff
from banso.plans.actions import PlanFacts, keep_plan_facts, open_plan
from banso.plans.forms.numbers import NumbersForm
from banso.plans.models import BusinessPlan
from banso.plans.queries import numbers_of
from banso.plans.queries.numbers import assumptions_of
from banso.registry.models import Business

APRIL = date(2026, 4, 1)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """A plan with the figures of the newest accounts."""
    an_analysis(sakura, sato)
    return a_plan(sakura, sato, PlanFacts("innovation", "新しいめん", APRIL))


def text_of(answer: HttpResponse) -> str:
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def page_of(plan: BusinessPlan, name: str = "numbers") -> str:
    return reverse(f"plans:{name}", args=[plan.public_id])


def typed_in(plan: BusinessPlan, **change: str) -> dict[str, object]:
    """What the form sends when nothing is touched but ``change``（underscores for hyphens）."""
    form = NumbersForm(None, given=assumptions_of(plan), version=plan.version)
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value or "" if value is None else value for name, value in shown.items()}
    sent = {name: value for name, value in sent.items() if value is not False}
    return {**sent, **{name.replace("__", "-"): value for name, value in change.items()}}


def test_what_is_sent_untouched_is_what_was_kept(plan: BusinessPlan, as_sato: Client) -> None:
    before = numbers_of(plan)
    assert before is not None
    answer = as_sato.post(page_of(plan), typed_in(plan))
    assert answer.headers["Location"] == page_of(plan)
    after = numbers_of(BusinessPlan.objects.get(pk=plan.pk))
    assert after is not None
    assert after.years == before.years
    assert [one.loan for one in after.loans] == [one.loan for one in before.loans]
    assert (after.base, after.weights) == (before.base, before.weights)


def test_a_plan_whose_first_day_moved_is_kept_untouched_with_the_loan_there_is(
    plan: BusinessPlan, as_sato: Client
) -> None:
    facts = PlanFacts("innovation", "新しいめん", date(2027, 4, 1))
    moved = keep_plan_facts(plan, facts, seen_version=plan.version)
    answer = as_sato.post(page_of(moved), typed_in(moved))
    assert answer.headers["Location"] == page_of(moved)
    kept = numbers_of(BusinessPlan.objects.get(pk=plan.pk))
    assert kept is not None
    (owed,) = kept.loans
    told = (owed.name, owed.loan.drawn_on, owed.loan.first_repayment, owed.loan.instalments)
    assert told == ("いまの借入", None, date(2027, 4, 1), 60)


def test_a_loan_already_paid_back_needs_no_first_month_and_a_new_one_does(
    plan: BusinessPlan, as_sato: Client
) -> None:
    owed = {"l1__name": "マル経", "l1__principal": "300万円", "l1__instalments": "30"}
    answer = as_sato.post(page_of(plan), typed_in(plan, **owed))
    assert answer.status_code == 302
    kept = numbers_of(BusinessPlan.objects.get(pk=plan.pk))
    assert kept is not None
    assert [one.loan.first_repayment for one in kept.loans] == [APRIL, APRIL]
    again = BusinessPlan.objects.get(pk=plan.pk)
    new = {**owed, "l1__drawn_on": "2026-07-01", "l1__first_repayment": ""}
    answer = as_sato.post(page_of(again), typed_in(again, **new))
    assert answer.status_code == 422
    assert "借入2行目の最初の返済の月を選んでください。" in text_of(answer)


def test_a_new_loan_that_now_lies_before_the_plan_is_named_with_its_month(
    plan: BusinessPlan, as_sato: Client
) -> None:
    new = {"l1__name": "設備資金", "l1__principal": "300万円", "l1__instalments": "30"}
    new |= {"l1__drawn_on": "2026-07-01", "l1__first_repayment": "2026-08-01"}
    as_sato.post(page_of(plan), typed_in(plan, **new))
    kept = BusinessPlan.objects.get(pk=plan.pk)
    facts = PlanFacts("innovation", "新しいめん", date(2027, 4, 1))
    moved = keep_plan_facts(kept, facts, seen_version=kept.version)
    answer = as_sato.post(page_of(moved), typed_in(moved))
    assert answer.status_code == 422
    assert (
        "借入「設備資金」を借りる月（令和8年7月）が、計画の始まる月（令和9年4月）より前です。"
        "もう借りているときは、借りる月を「いまある借入」にしてください。"
    ) in text_of(answer)


def test_customers_and_price_make_the_sales_of_a_year(plan: BusinessPlan, as_sato: Client) -> None:
    change = {"s1__ja": "店頭", "s1__how": "customers"}
    for year in range(3):
        change |= {f"s1__quantity__{year}": "12,000", f"s1__price__{year}": "９５０"}
    as_sato.post(page_of(plan), typed_in(plan, **change))
    kept = numbers_of(BusinessPlan.objects.get(pk=plan.pk))
    assert kept is not None
    assert [line.sales for line in kept.years[0].sales][1] == 11_400_000
    assert "店頭" in as_sato.get(page_of(plan)).content.decode()


def test_results_come_at_once_and_nothing_is_kept(plan: BusinessPlan, as_sato: Client) -> None:
    before = BusinessPlan.objects.get(pk=plan.pk).numbers
    change = {f"s0__amount__{year}": "1,000万円" for year in range(3)}
    answer = as_sato.post(page_of(plan, "numbers-try"), typed_in(plan, **change))
    shown = text_of(answer)
    assert answer.status_code == 200
    assert "まだ保存していません" in shown
    assert "売上高 48,000 10,000 10,000 10,000" in shown
    assert "足りない月が" in shown
    assert "付加価値額（または1人当たり）は未達成" in shown
    assert BusinessPlan.objects.get(pk=plan.pk).numbers == before


def test_a_box_that_cannot_be_read_is_named_where_the_figures_stand(
    plan: BusinessPlan, as_sato: Client
) -> None:
    unread = typed_in(plan, s0__amount__0="たくさん", margin__1="六割")
    shown = text_of(as_sato.post(page_of(plan, "numbers-try"), unread))
    assert "まだ計算できません。読めない欄：1年目の売上1行目の金額、2年目の" in shown


def test_what_is_not_filled_in_is_not_reckoned_and_says_why(
    plan: BusinessPlan, as_sato: Client
) -> None:
    answer = as_sato.post(page_of(plan, "numbers-try"), typed_in(plan, s0__amount__1=""))
    shown = text_of(answer)
    assert shown.count("算出不可のわけ（2年目）：「売上」の金額が未入力") == 1
    assert "算出不可（" not in shown.split("予想損益計算書")[1].split("月ごとの見通し")[0]


def test_the_one_button_that_saves_stands_after_the_results(
    plan: BusinessPlan, as_sato: Client
) -> None:
    page = as_sato.get(page_of(plan)).content.decode()
    buttons = [one.start() for one in re.finditer(r">\s*保存する\s*</button>", page)]
    assert len(buttons) == 1
    outside = re.search(r'type="submit"\s+form="numbers-form"', page)
    assert outside is not None
    assert page.index('id="results-body"') < outside.start() < buttons[0]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("s0__amount__0", "たくさん", "「たくさん」は金額として読めません。"),
        ("s0__amount__0", "9" * 100, "金額が大きすぎます（15桁まで）。"),
        ("margin__1", "半分", "「半分」は数として読めません。"),
        ("collection_days__2", "400", "0以上360以下の数を入力してください。"),
        ("e0__name", "めん機", "設備1行目の金額を入力してください。"),
        ("s1__amount__0", "100", "1年目の売上の行に、60字までの名前を付けてください。"),
    ],
)
def test_a_cell_that_cannot_be_read_is_said_and_stays_as_typed(
    plan: BusinessPlan, as_sato: Client, name: str, typed: str, words: str
) -> None:
    for address in ("numbers", "numbers-try"):
        answer = as_sato.post(page_of(plan, address), typed_in(plan, **{name: typed}))
        assert words in text_of(answer)
    whole = as_sato.post(page_of(plan), typed_in(plan, **{name: typed}))
    assert whole.status_code == 422
    assert f'value="{typed}"' in whole.content.decode()


def test_months_that_do_not_add_up_say_by_how_much(plan: BusinessPlan, as_sato: Client) -> None:
    months = {f"month-0-{at}": "400万円" for at in range(12)}
    change = {**months, "month-0-11": "300万円"}
    answer = as_sato.post(page_of(plan), {**typed_in(plan), **change})
    words = (
        "1年目の月別の売上の合計（47,000,000円）が、年の売上（48,000,000円）より"
        "1,000,000円少ないです。"
    )
    assert answer.status_code == 422
    assert text_of(answer).count(words) >= 2
    assert as_sato.post(page_of(plan), {**typed_in(plan), **months}).status_code == 302


def test_who_saves_second_sees_which_results_differ_and_may_save_over(
    plan: BusinessPlan, as_sato: Client, as_suzuki: Client
) -> None:
    as_sato.post(page_of(plan), typed_in(plan, s0__amount__0="50,000,000"))
    mine = typed_in(plan, s0__amount__0="60,000,000")
    answer = as_suzuki.post(page_of(plan), mine)
    assert answer.status_code == 422
    assert "1年目の売上高" in text_of(answer)
    assert 'value="60,000,000"' in answer.content.decode()
    newer = str(BusinessPlan.objects.get(pk=plan.pk).version)
    assert as_suzuki.post(page_of(plan), {**mine, "seen_version": newer}).status_code == 302


def test_without_accounts_the_form_begins_empty(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    plan = a_plan(sakura, sato)
    shown = text_of(as_sato.get(page_of(plan)))
    assert "まだ数値計画を保存していません。" in shown
    assert "算出不可" in shown
    assert as_sato.post(page_of(plan, "numbers-anew"), {"seen_version": "1"}).status_code == 422


def test_the_succession_table_is_kept_and_refused_at_its_cell(
    sakura: Business, sato: Staff, as_sato: Client, plan: BusinessPlan
) -> None:
    facts = PlanFacts("succession", "次の代へ", APRIL)
    handing_on = open_plan(sakura, facts, by=sato)
    page = page_of(handing_on, "succession")
    typed = {"successor": "桜井 次郎", "route": "family", "seen_version": "1"}
    answer = as_sato.post(page, {**typed, "owner_age-0": "68", "owner_age-1": "不明です"})
    assert answer.status_code == 422
    assert "現経営者の年齢（2年目）は0から120までの数で入力してください（歳）。" in text_of(answer)
    assert 'value="不明です"' in answer.content.decode()
    as_sato.post(page, {**typed, "owner_age-0": "68", "owner_age-1": "70"})
    assert "68歳から2年目の70歳" in text_of(as_sato.get(page))
    assert as_sato.get(page_of(plan, "succession")).status_code == 404


# ── drafts ──


@pytest.mark.parametrize("name", ["numbers", "succession"])
def test_what_is_typed_is_kept_on_the_device_until_it_is_saved(
    sakura: Business, sato: Staff, as_sato: Client, name: str
) -> None:
    kind = "succession" if name == "succession" else "innovation"
    plan = a_plan(sakura, sato, PlanFacts(kind, "つぎの代へ", APRIL))
    shown = as_sato.get(page_of(plan, name)).content.decode()
    assert f'data-draft="plan-{name}-{plan.public_id}"' in shown
    assert f'data-drafts-list="plan-{name}-{plan.public_id}"' in shown
    assert '<input type="hidden" name="entry_key" value="">' in shown
    assert "data-draft-typed" not in shown
    refused = as_sato.post(page_of(plan, name), {"entry_key": "k1", "seen_version": "1"})
    assert refused.status_code == 422
    assert "data-draft-typed" in refused.content.decode()
    assert '<input type="hidden" name="entry_key" value="k1">' in refused.content.decode()


def test_figures_that_arrive_twice_are_kept_once_and_meet_nobody(
    plan: BusinessPlan, as_sato: Client, as_suzuki: Client
) -> None:
    sent = typed_in(plan, tax_rate__0="31")
    for _ in range(2):
        assert as_sato.post(page_of(plan), sent).status_code == 302
    kept = BusinessPlan.objects.get(pk=plan.pk)
    assert kept.version == plan.version + 1
    other = as_suzuki.post(page_of(plan), {**sent, "tax_rate-0": "32"})
    assert other.status_code == 422
    assert "ほかの人が先に保存しています" in text_of(other)


def test_a_succession_table_that_arrives_twice_is_kept_once(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    plan = a_plan(sakura, sato, PlanFacts("succession", "つぎの代へ", APRIL))
    sent = {"successor": "桜井 実", "route": "family", "seen_version": "1", "owner_age-0": "68"}
    for _ in range(2):
        assert as_sato.post(page_of(plan, "succession"), sent).status_code == 302
    assert BusinessPlan.objects.get(pk=plan.pk).version == 2


def test_on_a_phone_one_year_is_in_sight_and_every_box_says_which(
    plan: BusinessPlan, as_sato: Client
) -> None:
    shown = as_sato.get(page_of(plan)).content.decode()
    years = plan.years
    assert [f'id="shown-{year}"' in shown for year in range(1, years + 1)] == [True] * years
    boxes = re.findall(r'<td\s[^>]*id="id_tax_rate-\d_field"[^>]*>', shown)
    told_of = [re.findall(r'data-(?:year|label)="([^"]*)"', box) for box in boxes]
    assert told_of == [[str(year), f"{year}年目"] for year in range(1, years + 1)]
