"""Shares over many businesses: the page's example, and that nothing hidden can be computed."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import example_rows, sakura

from banso.diagnosis.rules.analysis import Circumstances, analyse
from banso.diagnosis.rules.findings.rulebook import shipped_rulebook
from banso.diagnosis.rules.regional import (
    BY_DISTRICT,
    BY_INDUSTRY,
    NO_SUCH_GROUP,
    NOBODY_KNOWN,
    PROBLEMS,
    SUPPRESSED,
    Observed,
    problems_of,
    regional_table,
    year_on_year,
)
from banso.diagnosis.rules.suppression import SMALLEST, Counts, hidden_groups, together


def observed(groups: Mapping[str, tuple[int, int]], *, district: str = "東") -> list[Observed]:
    """So many businesses of each group, and so many of them insolvent."""
    return [
        Observed(name, district, {"insolvent": at < having})
        for name, (known, having) in groups.items()
        for at in range(known)
    ]


def page() -> list[list[str]]:
    return example_rows("regional-shares.md")


def test_the_example_of_the_page_is_what_is_given_out() -> None:
    groups = {row[0]: (int(row[1]), int(row[2])) for row in page()[:-1]}
    empty = [Observed("飲食店・宿泊業", "東", {"insolvent": None})]
    table = regional_table([*observed(groups), *empty], "insolvent", BY_INDUSTRY)
    words = {SUPPRESSED: "秘匿", NOBODY_KNOWN: "該当なし"}
    shown = [
        [line.name, words.get(line.proportion.reason, line.proportion.words)]
        for line in (*table.lines, table.total)
    ]
    assert shown == [[row[0], row[3]] for row in page()]
    assert table.not_known == 1


def test_one_small_group_alone_would_be_found_by_subtraction() -> None:
    groups = {"a": Counts(4, 1), "b": Counts(20, 8), "c": Counts(9, 4)}
    assert hidden_groups(groups) == {"a", "c"}


def test_hidden_groups_that_are_small_together_take_another_with_them() -> None:
    groups = {"a": Counts(2, 1), "b": Counts(2, 1), "c": Counts(9, 4), "d": Counts(30, 9)}
    assert hidden_groups(groups) == {"a", "b", "c"}


def test_a_total_that_is_small_itself_is_hidden() -> None:
    table = regional_table(observed({"a": (9, 1), "b": (8, 1)}), "insolvent", BY_INDUSTRY)
    assert table.total.having is None
    assert {line.proportion.reason for line in table.lines} == {SUPPRESSED}


def test_large_groups_are_all_shown() -> None:
    assert hidden_groups({"a": Counts(9, 3), "b": Counts(6, 3)}) == frozenset()
    assert hidden_groups({}) == frozenset()


def test_year_on_year_in_words() -> None:
    before = regional_table(observed({"a": (20, 4), "b": (10, 5)}), "insolvent", BY_INDUSTRY)
    now = regional_table(
        observed({"a": (20, 5), "b": (10, 5), "c": (10, 3)}), "insolvent", BY_INDUSTRY
    )
    assert [one.words for one in year_on_year(before, now)] == [
        "aは25.0%で、前の年の20.0%から5.0ポイント増えました。",
        "bは50.0%で、前の年の50.0%から変わりません。",
        "cは30.0%です。前の年とは比べられません。",
        "合計は32.5%で、前の年の30.0%から2.5ポイント増えました。",
    ]
    assert year_on_year(before, now)[2].before.reason == NO_SUCH_GROUP
    assert year_on_year(now, before)[0].words.endswith("5.0ポイント減りました。")


def test_districts_are_another_way_to_group() -> None:
    both = [*observed({"a": (8, 4)}), *observed({"a": (6, 3)}, district="西")]
    table = regional_table(both, "insolvent", BY_DISTRICT)
    assert [(line.name, line.known, line.having) for line in table.lines] == [
        ("東", 8, 4),
        ("西", 6, 3),
    ]


def test_every_problem_is_said_by_findings_that_exist() -> None:
    keys = {rule.key for rule in shipped_rulebook().rules}
    assert all(problem.findings <= keys for problem in PROBLEMS.values())


def test_what_was_not_asked_or_not_known_is_no_problem_and_no_health() -> None:
    around = Circumstances("09", small=True, answers={"online_sales": "している"})
    found = problems_of(analyse(sakura(), around).proposal)
    assert found == {
        "cash-worse": False,
        "insolvent": False,
        "no-online-channel": False,
        "succession-risk": None,
        "losses": False,
        "too-much-debt": True,
        "sales-down": True,
    }


counts = st.integers(0, 12).flatmap(
    lambda known: st.integers(0, known).map(lambda having: Counts(known, having))
)
groups = st.dictionaries(st.sampled_from("abcdefg"), counts, max_size=7)


@given(groups)
def test_nothing_hidden_can_be_computed_even_by_one_who_knows_the_sizes(
    every: dict[str, Counts],
) -> None:
    hidden = hidden_groups(every)
    if hidden is None:
        return
    secret = {name: every[name] for name in hidden}
    whole = together(secret.values())
    for name, one in secret.items():
        others = sum(other.known for key, other in secret.items() if key != name)
        least, most = max(0, whole.having - others), min(one.known, whole.having)
        assert least < most


@given(groups)
def test_every_small_cell_is_hidden_and_what_is_hidden_is_not_small_together(
    every: dict[str, Counts],
) -> None:
    hidden = hidden_groups(every)
    small = {name for name, one in every.items() if one.known and one.is_small}
    if hidden is None:
        assert together(every.values()).is_small or len(small) == 1
        return
    assert small <= hidden
    if hidden:
        whole = together([every[name] for name in hidden])
        assert len(hidden) >= 2
        assert min(whole.having, whole.known - whole.having) >= SMALLEST


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.none() | st.booleans()),
        max_size=60,
    )
)
def test_both_tables_show_the_total_or_neither(rows: list[tuple[str, str, bool | None]]) -> None:
    every = [Observed(one, other, {"insolvent": has}) for one, other, has in rows]
    tables = [regional_table(every, "insolvent", by) for by in (BY_INDUSTRY, BY_DISTRICT)]
    assert tables[0].total == tables[1].total
    assert tables[0].not_known == tables[1].not_known
