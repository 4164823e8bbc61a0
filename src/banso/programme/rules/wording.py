"""How a number came about（数え方）, in words that add up to the number shown."""

from collections.abc import Sequence
from decimal import Decimal

from banso.programme.rules.document import Counting
from banso.programme.rules.tallies import Entry, Tally, tally_of_entries

_HAND_ENTERED_WAYS: dict[Counting, str] = {
    "延べ": "入力した数を足します。",
    "実数": "事業者を選んだ入力は同じ事業者を1回だけ、選ばない入力は入れた数をそのまま足します。",
    "率": "事業者ごとのいちばん新しい値の平均です。「不明」は平均に入れません。",
    "文言": "いちばん新しい入力の内容です。",
}


def hand_entered_way(counting: Counting) -> str:
    """How entries of a line become its number."""
    return _HAND_ENTERED_WAYS[counting]


def counted_words(tally: Tally, unit: str, *, distinct: bool) -> str:
    """From support records: 「20者（延べ63件）」 or 「63回（実20者）」."""
    if distinct:
        return f"{tally.shown}{unit}（延べ{tally.contacts or 0:,}件）"
    return f"{tally.shown}{unit}（実{tally.businesses or 0:,}者）"


def entered_words(entries: Sequence[Entry], counting: Counting, unit: str) -> str:
    """From results entered by hand: the parts, the number they come to, and 不明 apart."""
    if not entries:
        return "まだ入力がありません。"
    known = [entry for entry in entries if not entry.is_unknown]
    unknown = len(entries) - len(known)
    apart = f"。ほかに不明{unknown}件（数に入れていません）" if unknown else ""
    if not known:
        return f"入力{unknown}件はすべて「不明」です"
    shown = tally_of_entries(entries, counting).shown
    return f"{_parts(known, counting, unit)}{shown}{unit}{apart}"


def _parts(known: Sequence[Entry], counting: Counting, unit: str) -> str:
    if counting == "文言":
        return f"入力{len(known)}件のうち、いちばん新しいもの："
    if counting == "率":
        return f"事業者ごとの最新の値{len({entry.business for entry in known})}件の平均："
    if counting == "延べ":
        return f"入力{len(known)}件の合計："
    return _distinct_parts(known, unit)


def _distinct_parts(known: Sequence[Entry], unit: str) -> str:
    """「事業者を選んだ入力 4者＋選ばない入力 3者＝」, with what the zeros and repeats were."""
    named = [entry for entry in known if entry.business is not None and entry.value]
    businesses = len({entry.business for entry in named})
    loose = [entry.value for entry in known if entry.business is None and entry.value is not None]
    repeats = len(named) - businesses
    again = f"（同じ事業者の入力がほかに{repeats}件）" if repeats else ""
    first = f"事業者を選んだ入力 {businesses}{unit}{again}"
    return f"{first}＋選ばない入力 {sum(loose, Decimal()):,.0f}{unit}＝" if loose else f"{first}："
