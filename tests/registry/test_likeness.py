"""The labelled pairs（500組）: how many doubles are found, and how many false alarms are raised.

The first 350（調整）set the points. The other 150（検証）were made afterwards, in other ways and
with other names. Every name, number and address is made up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.registry.rules.likeness import (
    Entered,
    Likeness,
    Sameness,
    Traits,
    blocking_keys,
    likeness,
    traits_of,
)

PAIRS = Path(__file__).parent / "pairs.tsv"
PAGE = Path(__file__).parents[2] / "docs/rules/likeness.md"
SAME, DIFFERENT = "同", "別"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, whether they are one business, and what makes it hard to tell."""

    part: str
    answer: str
    awkward: str
    one: Traits
    other: Traits

    @property
    def likeness(self) -> Likeness:
        return likeness(self.one, self.other)


def read(cells: list[str]) -> Traits:
    name, kana, number, phone, fax, address, owner, owner_kana = cells
    return traits_of(Entered(name, kana, number, (phone, fax), "", address, owner, owner_kana))


def pairs() -> list[Pair]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [Pair(row[0], row[1], row[2], read(row[3:11]), read(row[11:])) for row in rows]


LABELLED = pairs()


def test_the_labelled_set_holds_five_hundred_different_pairs_half_of_them_doubles() -> None:
    assert Counter((pair.part, pair.answer) for pair in LABELLED) == {
        ("調整", SAME): 175,
        ("調整", DIFFERENT): 175,
        ("検証", SAME): 75,
        ("検証", DIFFERENT): 75,
    }
    assert len({(pair.one, pair.other) for pair in LABELLED}) == len(LABELLED)
    assert len({pair.awkward for pair in LABELLED}) > 150


@pytest.mark.parametrize(
    ("part", "found", "false_alarms"),
    [("調整", 171, 0), ("検証", 73, 0)],
    ids=["tuned", "held out"],
)
def test_so_many_doubles_are_found_and_so_many_false_alarms_raised(
    part: str, found: int, false_alarms: int
) -> None:
    suspected = Counter(
        pair.answer for pair in LABELLED if pair.part == part and pair.likeness.is_suspected
    )
    assert (suspected[SAME], suspected[DIFFERENT]) == (found, false_alarms)


def test_at_least_ninety_five_in_a_hundred_are_found_and_at_most_three_are_false() -> None:
    suspected = Counter(pair.answer for pair in LABELLED if pair.likeness.is_suspected)
    assert suspected[SAME] >= 0.95 * 250
    assert suspected[DIFFERENT] <= 0.03 * 250


def test_the_doubles_that_are_missed_are_these() -> None:
    missed = [
        pair.awkward for pair in LABELLED if pair.answer == SAME and not pair.likeness.is_suspected
    ]
    assert missed == [
        "ローマ字とカタカナ、住所は途中まで",
        "住所が本人の自宅、代表者は同じ",
        "二字の打ち間違い、電話と住所は同じ",
        "二字の打ち間違い、電話と住所は同じ",
        "法人の名だけ変わり代表者・電話・住所が同じ",
        "表札が妻の名",
    ]


def test_every_suspected_pair_is_found_by_a_key() -> None:
    unfound = [
        pair.awkward
        for pair in LABELLED
        if pair.likeness.is_suspected and not blocking_keys(pair.one) & blocking_keys(pair.other)
    ]
    assert not unfound


def test_it_does_not_matter_which_of_the_two_comes_first() -> None:
    for pair in LABELLED:
        turned = likeness(pair.other, pair.one)
        assert (turned.points, turned.sameness) == (pair.likeness.points, pair.likeness.sameness)


def few(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *values])


entered = st.builds(
    Entered,
    name=st.text("さくら製麺第一二店 ㈱AB", min_size=1, max_size=8),
    kana=few("サクラ", "サクラセイメン"),
    corporate_number=few("8070005002894", "7000012050002"),
    phones=st.tuples(few("027-373-0237", "373-0237", "027-373-0238")),
    address=few(
        "棟高町", "棟高町1-2", "棟高町1丁目2番3号", "棟高町1234", "高崎市棟高町1234-5", "前橋市"
    ),
    owner=few("桜井 花子", "桜井花子", "桜井 太郎", "桜井"),
    owner_kana=few("サクライ ハナコ"),
    member_number=few("1", "2"),
).map(traits_of)


@given(entered, entered)
def test_whatever_two_entries_hold_a_suspicion_is_found_by_a_key(
    one: Traits, other: Traits
) -> None:
    if likeness(one, other).is_suspected:
        assert blocking_keys(one) & blocking_keys(other)


@given(entered)
def test_an_entry_compared_with_itself_is_never_another_business(one: Traits) -> None:
    assert likeness(one, one).is_suspected
    assert not likeness(one, one).speaks_against


def test_different_corporate_numbers_are_never_one_business_whatever_else_agrees() -> None:
    one = Entered("株式会社さくら製麺", corporate_number="8070005002894", phones=("027-373-0237",))
    other = Entered("株式会社さくら製麺", corporate_number="7000012050002", phones=one.phones)
    assert likeness(traits_of(one), traits_of(other)) == Likeness(
        points=0, speaks_for=(), speaks_against=("法人番号が違う",), is_settled=True
    )


def test_the_reasons_are_sentences_a_person_can_weigh() -> None:
    one = Entered(
        "㈱さくら製麺", phones=("027-373-0237",), address="棟高町1-2-3", owner="桜井 花子"
    )
    other = Entered(
        "株式会社さくら製麺",
        phones=("090-0123-4567",),
        address="高崎市大字棟高一丁目二番三号",
        owner="桜井 太郎",
    )
    assert likeness(traits_of(one), traits_of(other)) == Likeness(
        points=45 - 5 + 30 - 10,
        speaks_for=("屋号が法人格や書き方を除いて同じ", "住所が同じ"),
        speaks_against=("電話が違う", "代表者の姓は同じで、名が違う"),
    )


def test_a_person_who_is_no_corporation_is_one_business_under_two_names() -> None:
    one = Entered("狩野農園", phones=("027-100-0001",), address="棟高町9001", owner="狩野 楓")
    other = Entered("民宿しおさい", phones=one.phones, address=one.address, owner=one.owner)
    incorporated = Entered(
        "株式会社しおさい", phones=one.phones, address=one.address, owner="狩野 楓"
    )
    assert likeness(traits_of(one), traits_of(other)).sameness == Sameness.LIKELY
    assert likeness(traits_of(one), traits_of(incorporated)).sameness == Sameness.DIFFERENT


def test_each_sameness_has_its_word() -> None:
    assert [each.label for each in Sameness] == ["同じ", "疑い", "別"]


def worked_examples() -> list[list[str]]:
    """The rows of the table under 計算例."""
    section = PAGE.read_text(encoding="utf-8").split("## 計算例")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


@pytest.mark.parametrize("row", worked_examples(), ids="·".join)
def test_the_worked_examples_on_the_page_are_what_we_judge(row: list[str]) -> None:
    names, phones, addresses, owners = (cell.split("／") for cell in row[:4])
    one, other = (
        traits_of(Entered(name, phones=(phone,), address=address, owner=owner))
        for name, phone, address, owner in zip(names, phones, addresses, owners, strict=True)
    )
    found = likeness(one, other)
    assert (str(found.points).replace("-", "−"), found.sameness.label) == (row[4], row[5])


def test_the_page_has_its_ten_examples_and_says_what_the_pairs_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(worked_examples()) == 10
    assert "| 171／175 | 0／175 |" in page
    assert "| 73／75 | 0／75 |" in page
