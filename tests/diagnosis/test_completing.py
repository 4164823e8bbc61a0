"""When an analysis is finished: the page's own example."""

from __future__ import annotations

from tests.diagnosis.cast import example_rows

from banso.diagnosis.rules.completing import Standing, still_lacking
from banso.diagnosis.rules.swot import Quarter


def test_the_example_on_the_page_is_what_the_rule_says() -> None:
    by_name = {quarter.ja: quarter.value for quarter in Quarter}
    rows = example_rows("completing.md")
    assert len(rows) == 6
    for periods, quarters, owners_words, accepted, undecided, lacking in rows:
        standing = Standing(
            periods=int(periods),
            quarters=frozenset(by_name[name] for name in quarters.split("・")),
            owners_words=int(owners_words),
            accepted=int(accepted),
            undecided=int(undecided),
        )
        said = [one.words for one in still_lacking(standing)]
        assert said == ([] if lacking == "なし" else [lacking])
