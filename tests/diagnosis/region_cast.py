"""Many businesses with finished analyses, kept in the fewest steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.diagnosis.cast import FIRST, statement

from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.models import Completion, Diagnosis, Finding, Verdict
from banso.diagnosis.queries.analysing import frozen
from banso.registry.models import Business, LegalForm

# 資金も純資産も足りている1期と、債務超過の1期。円。
SOUND = FIRST
INSOLVENT = FIRST | {"retained_earnings": -5_000_000, "long_term_loans": 19_600_000}
ASKED = {"online_sales": "している", "successor": "決まっている"}
NOT_ONLINE = {"online_sales": "していない"}
NOW, BEFORE = date(2026, 10, 1), date(2025, 10, 1)


def a_firm(like: Business, name: str, **facts: object) -> Business:
    """Another business of the same office."""
    given = {"organisation": like.organisation, "adviser": like.adviser, "name": name}
    form = {"legal_form": LegalForm.CORPORATION, "industry_code": "09", "district": like.district}
    return Business.objects.create(**{**given, **form, **facts})


def finished(
    business: Business,
    on: date = NOW,
    *,
    amounts: Mapping[str, int] = SOUND,
    answers: Mapping[str, str] = ASKED,
    industry: str = "09",
    by: Staff | None = None,
) -> Diagnosis:
    """An analysis of one period, finished on the day."""
    staff = by or business.adviser
    diagnosis = Diagnosis.objects.create(
        business=business,
        started_on=on,
        opened_by=staff,
        industry_code=industry,
        answers=dict(answers),
    )
    kept = [frozen(statement(amounts, date(on.year, 3, 31)))]
    Completion.objects.create(diagnosis=diagnosis, on=on, confirmed_by=staff, frozen=kept)
    return diagnosis


def set_aside(diagnosis: Diagnosis, rule: str, reason: str) -> None:
    """A finding of the analysis, set aside."""
    finding = Finding.objects.create(
        diagnosis=diagnosis, rule=rule, title=rule, kind="安全性", horizon="短期"
    )
    facts = {"at": clock.now(), "decided_by": diagnosis.opened_by}
    Verdict.objects.create(finding=finding, is_accepted=False, reason=reason, **facts)


def a_district_of_firms(like: Business) -> list[Business]:
    """14 businesses of two industries and two districts this year, 12 of them last year too.

    製造業: 4 of 8 insolvent. 小売業: 3 of 6. Last year 6 of 12. 建設業: one business, insolvent.
    """
    districts = [*like.organisation.districts.all()]
    made = []
    for at in range(15):
        name, code = f"ひみつ商店{at:02}", ("06" if at == 14 else "09" if at < 8 else "58")
        firm = a_firm(like, name, industry_code=code, district=districts[at % 2])
        amounts = INSOLVENT if at % 2 == at // 2 % 2 or at == 14 else SOUND
        finished(firm, amounts=amounts, industry=code)
        made.append(firm)
    for at, firm in enumerate(made[3:]):
        finished(firm, BEFORE, amounts=INSOLVENT if at % 2 else SOUND, industry="09")
    return made
