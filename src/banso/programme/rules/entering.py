"""What may be entered by hand（手入力の決まり）for a line of the plan: number, words or 不明."""

from decimal import Decimal

from banso.core.refusals import RuleViolation
from banso.programme.rules.document import Counting

LARGEST = Decimal("999999999.99")
HUNDREDTH = Decimal("0.01")
PERCENT = "%"


def check_answer(
    *, counting: Counting, unit: str, value: Decimal | None, has_business: bool
) -> None:
    """Refuse a number that the line cannot have; ``None`` is words or 不明 and always passes.

    Counts are whole and not negative; 実数 with a business named is 0 or 1, because the business
    counts once; only percentages（%）may be negative; at most two decimals.
    """
    if value is None:
        return
    if abs(value) > LARGEST:
        raise _refusal("too-large", "数が大きすぎます。単位を確かめてください。")
    if value != value.quantize(HUNDREDTH):
        raise _refusal("too-fine", "小数は2けたまでにしてください。")
    if counting != "率" and value != value.to_integral_value():
        raise _refusal("not-whole", f"{unit or '数'}は整数で入力してください。")
    if value < 0 and not (counting == "率" and unit == PERCENT):
        raise _refusal(
            "negative", "0以上の数を入力してください。分からないときは「不明」を選びます。"
        )
    if counting == "実数" and has_business and value > 1:
        raise _refusal(
            "counts-once",
            "実数では、1つの事業者は1だけ数えます（当てはまらないときは0）。"
            "まとめて入力するときは、事業者を選ばずに数を入れてください。",
        )


def default_number(counting: Counting, *, has_business: bool) -> Decimal | None:
    """The number meant when none is typed: 1 where one business is named in 実数, else none."""
    return Decimal(1) if counting == "実数" and has_business else None


def _refusal(code: str, message: str) -> RuleViolation:
    return RuleViolation(code, message, field="value")
