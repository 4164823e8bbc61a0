"""The index: what is put in is found, in its order, by its filters; the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banso.core.fiscal_year import Period
from banso.core.japanese import fold
from banso.core.search import finding, keeping, postgresql
from banso.core.search.entries import (
    HIGHEST,
    Asked,
    Entry,
    Hit,
    Kind,
    business_mark,
    day_at,
    kind_mark,
    person_mark,
    topic_mark,
)
from banso.core.search.keeping import Difference, differences, drop, is_stale, put, rebuild, rename
from banso.core.search.models import IndexBuild, IndexEntry
from banso.core.search.words import words_of

FIRM = Kind("firm", "店", 1, leads=True)
NOTE = Kind("note", "メモ", 2)
VISIT = Kind("visit", "訪問", 3)
DAY = date(2026, 11, 20)
US, THEM = 7, 70

pytestmark = pytest.mark.django_db


def visit(row: int, *texts: str, on: date = DAY, **facts: object) -> Entry:
    """A visit to the firm さくら製麺, number 1, of our office."""
    told: dict[str, object] = {
        "organisation": US,
        "business": 1,
        "names": ("さくら製麺", "サクラセイメン"),
        **facts,
    }
    return Entry(kind=VISIT, row=row, day=on, texts=texts, **told)


def firm(row: int, *names: str, texts: tuple[str, ...] = (), organisation: int = US) -> Entry:
    return Entry(FIRM, organisation, row, row, None, names, texts)


def found(typed: str, **filters: object) -> list[tuple[str, int]]:
    """Kind and row of what is found, newest first; counted and listed alike."""
    question = Asked(filters.pop("office", US), words_of(typed), **filters)
    hits = finding.newest(question, limit=1000)
    counted = finding.some(question, limit=1000)
    assert sorted(counted, key=attrgetter("place"), reverse=True) == hits
    return [(hit.kind, hit.row) for hit in hits]


def test_two_characters_one_character_and_a_sentence_are_found() -> None:
    put([visit(1, "補助金の申請について、見積りをもらう約束をした。"), visit(2, "補聴器の助成")])
    for typed in ("補助", "補助金", "見積", "補助金の申請について", "約", "申 請"):
        assert found(typed) == [("visit", 1)], typed
    assert found("補") == [("visit", 2), ("visit", 1)]
    assert found("助金の見積") == []
    assert found("") == found("・") == []


def test_pairs_that_occur_but_do_not_adjoin_are_no_hit() -> None:
    put([visit(1, "製麺と麺類と類似"), visit(2, "製麺類"), visit(3, "製麺", "麺類")])
    assert found("製麺類") == [("visit", 2)]
    assert found("製麺と類") == []


def test_every_word_must_occur_wherever_it_stands() -> None:
    put([visit(1, "補助金", "写真"), visit(2, "補助金"), visit(3, "写真")])
    assert found("写真 補助金") == [("visit", 1)]
    assert found("さくら 写真") == [("visit", 3), ("visit", 1)]


def test_spellings_of_one_thing_are_one() -> None:
    put([visit(1, "㈱さくらの電話は０２７－３７３－００００", names=())])
    for typed in ("ｻｸﾗ", "サクラ", "さくら", "株式会社さくら", "027-373", "(株)さくら"):
        assert found(typed) == [("visit", 1)], typed


def test_the_newest_come_first_and_what_has_no_day_last() -> None:
    days = [DAY, DAY - timedelta(days=400), DAY - timedelta(days=1)]
    put([visit(row, "話", on=day) for row, day in enumerate(days, 1)])
    put([Entry(NOTE, US, 5, 1, None, (), ("話",)), firm(9, "話店")])
    order = [("visit", 1), ("visit", 3), ("visit", 2), ("note", 5), ("firm", 9)]
    assert found("話") == order
    assert found("話", leads=False) == order[:-1]
    assert found("話", leads=True) == order[-1:]


def test_they_come_in_portions() -> None:
    put([visit(row, "話", on=DAY - timedelta(days=row % 7)) for row in range(1, 31)])
    question = Asked(US, ("話",))
    whole = finding.newest(question, limit=100)
    portions: list[Hit] = []
    while portion := finding.newest(
        question, limit=7, before=portions[-1].place if portions else HIGHEST
    ):
        portions += portion
    assert portions == whole
    assert len(whole) == 30


def test_filters_narrow_together() -> None:
    put(
        [
            visit(1, "話", people=(1, 2), topics=(5,)),
            visit(2, "話", people=(12,), topics=(6,), on=DAY - timedelta(days=1)),
            visit(3, "話", people=(1,), business=2),
        ]
    )
    assert found("話", any_of=((person_mark(1),),)) == [("visit", 3), ("visit", 1)]
    assert found("話", any_of=((topic_mark(5), topic_mark(6)),)) == [("visit", 1), ("visit", 2)]
    assert found("話", any_of=((person_mark(1),), (topic_mark(5),))) == [("visit", 1)]
    assert found("話", any_of=((business_mark(2),),)) == [("visit", 3)]
    assert found("話", any_of=((kind_mark("note"),),)) == []
    assert found("話", any_of=((),)) == [], "of no alternatives, none fits"
    many = tuple(business_mark(number) for number in range(1000))
    assert len(found("話", any_of=(many,))) == 3


def test_a_period_has_both_its_ends() -> None:
    put([visit(day, "話", on=date(2026, 11, day)) for day in (1, 2, 3, 4)])
    put([firm(1, "話店")])
    period = Period(date(2026, 11, 2), date(2026, 11, 3))
    assert found("話", period=period) == [("visit", 3), ("visit", 2)]
    assert found("話", period=Period(date.min, date(9998, 12, 31)))[-1] == ("visit", 1)


def test_names_can_be_searched_apart() -> None:
    put([firm(1, "さくら製麺", texts=("桜町",)), firm(2, "もみじ", texts=("さくら製麺の隣",))])
    assert found("さくら製麺", leads=True) == [("firm", 1), ("firm", 2)]
    assert found("さくら製麺", leads=True, in_name=True) == [("firm", 1)]
    assert found("桜", leads=True, in_name=True) == []


def test_another_office_is_never_met() -> None:
    put([visit(1, "話", organisation=US), visit(2, "話", organisation=THEM)])
    assert found("話") == [("visit", 1)]
    assert found("話", office=THEM) == [("visit", 2)]


def test_what_is_put_again_is_found_by_what_it_holds_now() -> None:
    put([visit(1, "古い話"), visit(2, "話")])
    put([visit(1, "新しい話", on=DAY - timedelta(days=3), people=(4,))])
    assert found("古い") == []
    assert found("新しい") == [("visit", 1)]
    assert found("話") == [("visit", 2), ("visit", 1)]
    assert [day_at(entry.place) for entry in IndexEntry.objects.order_by("row")] == [
        DAY - timedelta(days=3),
        DAY,
    ]


def test_what_is_put_again_as_it_is_stays_where_it_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put([visit(1, "話"), visit(2, "話")])
    written: list[int] = []
    engine = keeping.engine()
    add = engine.add

    def noted(entries: Sequence[IndexEntry], words: Sequence[Sequence[str]]) -> None:
        written.extend(entry.row for entry in entries)
        add(entries, words)

    monkeypatch.setattr(engine, "add", noted)
    put([visit(1, "話"), visit(2, "別の話")])
    assert written == [2]
    assert found("話") == [("visit", 2), ("visit", 1)]


def test_what_is_dropped_is_found_no_more() -> None:
    put([visit(1, "話"), visit(2, "話"), Entry(NOTE, US, 1, 1, None, (), ("話",))])
    drop(VISIT, [1, 99])
    assert found("話") == [("visit", 2), ("note", 1)]


def test_a_new_name_reaches_all_that_is_found_by_it() -> None:
    put([firm(1, "さくら製麺"), visit(1, "話"), Entry(NOTE, US, 1, 1, None, (), ("話",))])
    put([visit(2, "話", business=2)])
    rename(1, ("もみじ製麺", "モミジセイメン"))
    assert found("もみじ") == [("visit", 1), ("firm", 1)]
    assert found("さくら") == [("visit", 2)]
    assert found("もみじ", leads=True, in_name=True) == [("firm", 1)]


def test_rows_that_fall_on_one_place_move_to_the_next() -> None:
    twins = [visit(row, "話") for row in (5, 5 + (1 << 22), 5 + (2 << 22))]
    assert len({entry.place for entry in twins}) == 1
    put(twins[:2])
    put(twins[2:])
    assert sorted(row for _, row in found("話")) == [entry.row for entry in twins]
    assert {day_at(entry.place) for entry in IndexEntry.objects.all()} == {DAY}
    assert differences(twins) == []


def test_an_index_built_anew_holds_these_entries_and_no_others() -> None:
    put([visit(1, "話"), visit(2, "話")])
    assert is_stale()
    built = rebuild([visit(3, "話"), firm(1, "話店")])
    assert (built.entries, is_stale()) == (2, False)
    assert found("話") == [("visit", 3), ("firm", 1)]
    IndexBuild.objects.update(manner=0)
    assert is_stale()


def test_differences_are_named() -> None:
    put([visit(1, "話"), visit(2, "話"), visit(3, "話")])
    assert differences([visit(1, "話"), visit(2, "話"), visit(3, "話")]) == []
    moved = visit(3, "話", on=DAY - timedelta(days=1))
    assert differences([visit(2, "別の話"), moved, visit(4, "話")]) == [
        Difference("visit", 1, "left over"),
        Difference("visit", 2, "changed"),
        Difference("visit", 3, "changed"),
        Difference("visit", 4, "missing"),
    ]


def test_an_emptied_table_takes_its_words_with_it() -> None:
    put([visit(1, "古い話")])
    IndexEntry.objects.all().delete()
    put([visit(1, "新しい話")])
    assert found("古い") == []
    assert found("新しい") == [("visit", 1)]


def test_a_frequent_word_is_met_by_reading_and_a_rare_one_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgresql, "_READ_ON", 5)
    put([visit(row, "まれ" if row == 1 else "話") for row in range(1, 30)])
    question = Asked(US, ("話",))
    assert [hit.row for hit in finding.newest(question, limit=3)] == [29, 28, 27]
    assert [hit.row for hit in finding.newest(question, limit=20)] == list(range(29, 9, -1))
    assert found("まれ") == [("visit", 1)]


SIGNS = st.sampled_from("さくらサｸﾗ製麺補助金ー-ab12🍜𠮷é。 　")
WORDS = st.text(SIGNS, max_size=6)
ENTRIES = st.lists(
    st.builds(
        lambda kind, office, day, name, texts, people: (kind, office, day, name, texts, people),
        st.sampled_from([FIRM, NOTE, VISIT]),
        st.sampled_from([US, THEM]),
        st.dates(date(2025, 1, 1), date(2025, 1, 9)),
        WORDS,
        st.lists(WORDS, max_size=3).map(tuple),
        st.sets(st.integers(1, 3)).map(tuple),
    ),
    max_size=12,
)


def made(drawn: list[tuple[Kind, int, date, str, tuple[str, ...], tuple[int, ...]]]) -> list[Entry]:
    return [
        Entry(kind, office, row, None, day if kind is VISIT else None, (name,), texts, people)
        for row, (kind, office, day, name, texts, people) in enumerate(drawn, 1)
    ]


def naive(entries: list[Entry], typed: str, person: int | None, period: Period | None) -> set[int]:
    """The same by looking at every text of every entry."""
    words = words_of(typed)
    return {
        entry.row
        for entry in entries
        if words
        and entry.organisation == US
        and all(any(w in fold(t) for t in (*entry.names, *entry.texts)) for w in words)
        and (person is None or person in entry.people)
        and (period is None or (entry.day is not None and period.contains(entry.day)))
    }


@pytest.fixture
def clean(db: None) -> Iterator[None]:
    """Hypothesis runs many examples in one test: each leaves an empty index."""
    yield
    assert not IndexEntry.objects.exists()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ENTRIES, WORDS, st.none() | st.integers(1, 3), st.booleans())
def test_what_is_found_is_what_a_look_at_every_text_finds(
    clean: None,
    drawn: list[tuple[Kind, int, date, str, tuple[str, ...], tuple[int, ...]]],
    typed: str,
    person: int | None,
    narrowed: bool,
) -> None:
    entries = made(drawn)
    period = Period(date(2025, 1, 3), date(2025, 1, 6)) if narrowed else None
    marks = () if person is None else ((person_mark(person),),)
    try:
        put(entries)
        rows = [row for _, row in found(typed, any_of=marks, period=period)]
        assert len(rows) == len(set(rows))
        assert set(rows) == naive(entries, typed, person, period)
    finally:
        keeping.engine().remove(
            list(IndexEntry.objects.all()),
            [keeping._words(entry) for entry in IndexEntry.objects.all()],
        )


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "a OR b", "a AND b", "NOT a", "NEAR(a b)", "a*", "^a", "a:b", "words:a", "(", "a)",
     "'; DROP TABLE x; --", "%", "_", "a%b", "\\", "a & b | !c", "<->", "a:*", "\x00", "{a}", "+a"],
)  # fmt: skip
def test_signs_of_query_languages_are_plain_text(typed: str) -> None:
    put([visit(1, "a b c words near or and not x")])
    assert isinstance(found(typed), list)


def test_the_words_in_the_database_are_exactly_those_of_the_entries() -> None:
    put([visit(1, "話"), visit(2, "別の話"), firm(1, "話店")])
    put([visit(1, "新しい話")])
    drop(VISIT, [2])
    wanted = {entry.place: sorted(keeping._words(entry)) for entry in IndexEntry.objects.all()}
    assert words_kept() == {
        place: sorted(set(words) if connection.vendor == "postgresql" else words)
        for place, words in wanted.items()
    }


def words_kept() -> dict[int, list[str]]:
    """Every token in the database, by the place of its entry."""
    kept: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT place, tsvector_to_array(words) FROM core_indexentry")
            return {place: sorted(words) for place, words in cursor.fetchall()}
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, core_indexwords, 'instance')"
        )
        cursor.execute("SELECT doc, term FROM temp.terms")
        for place, word in cursor.fetchall():
            kept.setdefault(place, []).append(word)
        cursor.execute("DROP TABLE temp.terms")
    return {place: sorted(words) for place, words in kept.items()}
