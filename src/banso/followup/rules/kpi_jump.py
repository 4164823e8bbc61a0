"""Whether a KPI told on a visit jumped so far that it may be a slip of the pen.

A question, never a refusal: explained with examples in docs/rules/kpi-jump.md.
"""

from __future__ import annotations

from decimal import Decimal

from banso.plans.rules.kpi import in_words

_TIMES, _TIMES_OF_RATIO = 5, 2
_WHOLE = 100  # percent: more than all of it is asked about
_FEW = 10  # counts below this jump by nature


def is_jump(last: Decimal | None, now: Decimal, unit: str) -> bool:
    """Whether ``now`` is to be asked about once, beside what was told ``last``; both in ``unit``.

    Five times as much or a fifth; of percent, beyond 100 for the first time, more than twice as
    much, or a fifth. Nothing is asked of numbers below 10, nor where the last was 0 or less.
    """
    is_ratio = unit == "%"
    if is_ratio and now > _WHOLE and (last is None or last <= _WHOLE):
        return True
    if last is None or last <= 0 or (not is_ratio and max(last, now) < _FEW):
        return False
    grew = now > last * _TIMES_OF_RATIO if is_ratio else now >= last * _TIMES
    return grew or now * _TIMES <= last


def asked_of_jump(last: Decimal | None, now: Decimal, unit: str) -> str:
    """「前回6.7%、今回100%です。このままでよければ、もう一度…」; nothing where it is no jump."""
    if not is_jump(last, now, unit):
        return ""
    before = "" if last is None else f"前回{in_words(last, unit)}、"
    told = f"{before}今回{in_words(now, unit)}です。"
    return f"{told}このままでよければ、もう一度押してください。"
