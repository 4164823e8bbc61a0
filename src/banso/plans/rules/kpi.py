"""KPI: the usual ones with where their actual comes from, and how far one has come（達成率）.

The usual ones are data: ``kpi.toml``. Explained with examples in docs/rules/kpi.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from pathlib import Path

from banso.diagnosis.rules.ratios import ratios
from banso.diagnosis.rules.reading import Reading, Unit, rounded, unknown
from banso.figures.rules.monthly import monthly_items
from banso.plans.rules.tables import Row, keyed, read_table, refuse_strangers, unreadable

UNITS: Mapping[str, int] = {"円": 0, "%": 1, "日": 1, "人": 1, "件": 0, "回": 1, "点": 1, "個": 0}
_AIMED: Mapping[str, int] = {"%": 1, "回": 1, "点": 1}  # the others are counted in whole ones
BETTER: Mapping[str, str] = {"up": "大きいほどよい", "down": "小さいほどよい"}
_FILE = "kpi.toml"
_FIELDS = ("key", "ja", "unit", "better", "ask")
_ITEMS = ("top", "bottom", "minus")
_TIMES = {"", "days"}
_OF = {"年": "年", "月": "か月"}
_PER = {"", *_OF}
NO_CHANGE = "現状と目標が同じ"
NOTHING_BELOW = "割る数が0以下"
NOT_FROM_MONTHS = "月次数値から出せない（手で入れるか、決算から見る）"

MonthOf = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class KpiKind:
    """One usual KPI. ``ratio`` names a ratio of the accounts; without items it is typed by hand.

    ``per`` is 「年」 where its number is a whole year's, so that nobody tells a month's.
    """

    key: str
    ja: str
    unit: str
    better: str
    ask: str
    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    times: str = ""
    latest: bool = False
    ratio: str = ""
    per: str = ""

    @property
    def items(self) -> frozenset[str]:
        """The monthly items that it is made of."""
        return frozenset({*self.top, *self.bottom, *self.minus})

    @property
    def is_by_hand(self) -> bool:
        """Whether neither months nor accounts tell the actual."""
        return not self.top and not self.ratio

    @property
    def source(self) -> str:
        """Whence the actual comes, in words: 「月次数値（粗利益÷売上（店頭）…）」."""
        if self.ratio:
            return f"決算（{ratios()[self.ratio].ja}）"
        if not self.top:
            return "手で入れる"
        names = [monthly_items()[key].ja for key in (*self.top, *self.bottom, *self.minus)]
        return f"月次数値（{'・'.join(names)}）"


@cache
def kpi_kinds() -> Mapping[str, KpiKind]:
    """The usual KPI by key, in the order of the file."""
    return read_kpi(Path(__file__).with_name(_FILE).read_text("utf-8"))


def read_kpi(text: str) -> Mapping[str, KpiKind]:
    """KPI as a file has them. Refuses blanks, unknown units, directions, items and ratios."""
    rows = keyed(read_table(text, _FILE).get("kpi", []), _FILE, _FIELDS)
    return {key: _kind(row) for key, row in rows.items()}


def _kind(row: Row) -> KpiKind:
    refuse_strangers(row, (*_FIELDS, *_ITEMS, "times", "latest", "ratio", "per"), _FILE)
    faults = {
        "unit": row["unit"] not in UNITS,
        "better": row["better"] not in BETTER,
        "times": row.get("times", "") not in _TIMES,
        "per": row.get("per", "") not in _PER,
        "ratio": row.get("ratio", "") not in {"", *ratios()},
        **{name: not set(row.get(name, [])) <= set(monthly_items()) for name in _ITEMS},
    }
    wrong = next((name for name, is_wrong in faults.items() if is_wrong), None)
    if wrong:
        raise unreadable(_FILE, f"「{row['key']}」の {wrong} に {row[wrong]} は使えません。")
    if row.get("bottom") and not row.get("top"):
        raise unreadable(_FILE, f"「{row['key']}」に top がありません。")
    return KpiKind(**{**row, **{name: tuple(row.get(name, [])) for name in _ITEMS}})


def whole_name(name: str, key: str) -> str:
    """A KPI's name with what its number is of, where that is known: 「売上高（1年）」."""
    kind = kpi_kinds().get(key)
    return f"{name}（1{_OF[kind.per]}）" if kind and kind.per else name


def value_now(kind: KpiKind, months: Sequence[MonthOf], days: int) -> Reading:
    """The actual of these months（the oldest first）, rates as parts of 1; ``days`` their length.

    ``None`` in a month is 不明: then the actual is 算出不可, and never made of the other months.
    """
    unit = unit_of(kind.unit)
    if not kind.top or not months:
        return unknown(NOT_FROM_MONTHS if not kind.top else "月次数値がない", unit)
    sums = (
        _added(kind.top, months[-1:] if kind.latest else months),
        _added(kind.bottom, months),
        _added(kind.minus, months),
    )
    reason = next((one for one in sums if isinstance(one, str)), "")
    top, bottom, minus = (Decimal(0) if isinstance(one, str) else one for one in sums)
    if not kind.bottom or reason:
        return unknown(reason, unit) if reason else Reading(top, unit)
    if bottom - minus <= 0:
        return unknown(NOTHING_BELOW, unit)
    return Reading(top / (bottom - minus) * (days if kind.times == "days" else 1), unit)


def as_kept(reading: Reading) -> Decimal | None:
    """A reading as bases and targets are kept: percent as 12.5, not as 0.125."""
    if reading.value is None:
        return None
    return rounded(reading.value * reading.unit.factor, reading.unit.places)


def unit_of(word: str) -> Unit:
    """The unit readings are written in; percent are kept as parts of 1."""
    named = {"円": Unit.YEN, "%": Unit.RATE, "日": Unit.DAYS, "人": Unit.PEOPLE, "回": Unit.TIMES}
    return {**named, "点": Unit.POINTS}.get(word, Unit.PIECES)


def _added(items: Sequence[str], months: Sequence[MonthOf]) -> Decimal | str:
    """The sum over the months, or why there is none; an item asked in no month is nothing."""
    asked = [key for key in items if any(key in month for month in months)]
    if items and not asked:
        return f"「{monthly_items()[items[0]].ja}」の月次数値がない"
    total = Decimal(0)
    for key in asked:
        for month in months:
            value = month.get(key)
            if value is None:
                return f"「{monthly_items()[key].ja}」のわからない月がある"
            total += value
    return total


def reached(base: Decimal | None, target: Decimal | None, now: Decimal | None) -> Reading:
    """達成率 =（実績 − 現状）÷（目標 − 現状）, as a part of 1; all in the KPI's unit.

    Below 0 it has gone the wrong way, above 1 beyond the target. Without a base it is 算出不可.
    """
    lacking = {"現状": base, "目標": target, "実績": now}
    blank = next((ja for ja, value in lacking.items() if value is None), "")
    if base is None or target is None or now is None:
        return unknown(f"{blank}がわからない", Unit.RATE)
    if base == target:
        return unknown(NO_CHANGE, Unit.RATE)
    made_of = (("現状", base), ("目標", target), ("実績", now))
    return Reading((now - base) / (target - base), Unit.RATE, "", (), made_of)


def in_words(value: Decimal | None, unit: str) -> str:
    """A KPI's value as people write it: 「12.5%」「1,200円」; 「未定」 where there is none."""
    if value is None:
        return "未定"
    places = UNITS.get(unit, 1)
    whole = value == value.to_integral_value()
    number = f"{abs(value):,.{0 if whole else max(places, 1)}f}"
    return f"{'△' if value < 0 else ''}{number}{unit}"


def aim_in_words(value: Decimal | None, unit: str, better: str) -> str:
    """Where a KPI should stand, as a number one can reach: 「1,233人」 of 1,232.88, 「6.7%」.

    Rounded to the harder side（up where larger is better）, so that it is reached by the same
    numbers as ``value`` itself.
    """
    if value is None:
        return in_words(None, unit)
    step = Decimal(1).scaleb(-_AIMED.get(unit, 0))
    harder = ROUND_FLOOR if better == "down" else ROUND_CEILING
    return in_words(value.quantize(step, harder), unit)
