"""How the filters write days, money and ratios; unknown is a dash and never zero."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from banso.core.templatetags import banso

DAY = date(2026, 11, 20)
LATE_IN_LONDON = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (banso.era(DAY), "令和8年11月20日（金）"),
        (banso.era(LATE_IN_LONDON), "令和8年11月20日（金）"),
        (banso.era_day(DAY), "令和8年11月20日"),
        (banso.era_short(DAY), "R8.11.20"),
        (banso.era_month(DAY), "令和8年11月"),
        (banso.era_moment(LATE_IN_LONDON), "令和8年11月20日 00:30"),
        (banso.era(None), ""),
        (banso.era_moment(None), ""),
        (banso.yen(-1234), "△1,234円"),
        (banso.yen(None), "—"),
        (banso.thousand_yen(6_200_000), "6,200千円"),
        (banso.comma(1338), "1,338"),
        (banso.comma(0), "0"),
        (banso.comma(None), "—"),
        (banso.decimal_percent(Decimal("0.7875")), "78.8%"),
        (banso.decimal_percent(Decimal("0.7875"), 0), "79%"),
        (banso.decimal_percent(Decimal(0)), "0.0%"),
        (banso.decimal_percent(None), "—"),
    ],
)
def test_a_filter_writes(written: str, words: str) -> None:
    assert written == words
