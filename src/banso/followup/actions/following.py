"""What every decision of the room asks of a plan first."""

from __future__ import annotations

from datetime import date

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan

LONGEST_REASON = 200


def followable(plan: BusinessPlan, by: Staff) -> BusinessPlan:
    """The plan, locked. Refuses another office's, one never adopted, thrown away or erased."""
    locked = editable(plan)
    if locked.business.organisation_id != by.organisation_id:
        raise RuleViolation("other-office", "この事業計画は登録されていません。")
    if not locked.is_adopted:
        words = "まだ策定していない計画です。策定してからフォローアップします。"
        raise RuleViolation("not-adopted", words)
    return locked


def refuse_day(plan: BusinessPlan, on: date, what: str) -> None:
    """Refuse a day to come, before the adoption, after the plan's end or the firm's closing."""
    if on > clock.today():
        words = (
            f"{what}（{in_era_day(on)}）が未来の日付です。端末の日付が進んでいないか確かめて、"
            "直してください。"
        )
        raise RuleViolation("future", words, field="on")
    if on < plan.adoption.on:
        words = f"{what}は、計画の策定日（{in_era_day(plan.adoption.on)}）以後にしてください。"
        raise RuleViolation("too-early", words, field="on")
    if on > plan.ends_on:
        words = f"この計画は{in_era_day(plan.ends_on)}に終わっています。"
        raise RuleViolation("ended", words, field="on")
    closure = getattr(plan.business, "closure", None)
    if closure is not None and on > closure.on:
        words = f"この事業者は{in_era_day(closure.on)}に廃業しています。"
        raise RuleViolation("closed", words, field="on")


def worded(text: str, name: str, *, field: str, most: int = LONGEST_REASON) -> str:
    """The text without blanks around it. Refuses nothing, and too much."""
    text = text.strip()
    if not text or len(text) > most:
        words = f"{name}を{most}字までで書いてください。"
        raise RuleViolation("no-reason" if not text else "too-long", words, field=field)
    return text
