"""The kinds of plans and their headings, and what a file of kinds is refused for."""

from __future__ import annotations

import pytest

from banso.core.refusals import RuleViolation
from banso.plans.rules.kinds import PARTS, characters, kinds, read_kinds

ONE = """
[[kind]]
key = "k"
ja = "種類"
about = "いつ"
source = "出典（未確認）"
official = false
uses = ["numbers"]
[[kind.section]]
key = "s"
ja = "見出し"
ask = "聞くこと"
"""


def test_there_are_six_kinds_each_with_sections_and_parts() -> None:
    assert {key: (kind.ja, len(kind.sections)) for key, kind in kinds().items()} == {
        "management": ("経営計画", 8),
        "founding": ("創業計画", 8),
        "succession": ("事業承継計画", 7),
        "innovation": ("経営革新計画", 7),
        "sustainability": ("小規模事業者持続化補助金の計画", 8),
        "equipment": ("設備投資計画", 6),
    }
    assert [key for key, kind in kinds().items() if kind.has("succession")] == ["succession"]
    assert all(kind.has("numbers") and kind.has("measures") for kind in kinds().values())
    assert {part for kind in kinds().values() for part in kind.uses} == set(PARTS)


def test_what_is_not_an_official_form_says_that_it_is_unchecked() -> None:
    assert [kind.key for kind in kinds().values() if not kind.is_official] == list(kinds())
    assert all("未確認" in kind.whole_source for kind in kinds().values() if not kind.is_official)


def test_a_section_asks_the_owner_and_may_have_a_limit_or_be_left_blank() -> None:
    grant = kinds()["sustainability"]
    assert {one.key: one.limit for one in grant.sections} == {
        "overview": 1000,
        "market": 1000,
        "strengths": 1000,
        "direction": 1000,
        "project": 30,
        "expansion": 2000,
        "efficiency": 1000,
        "effects": 1000,
    }
    assert [one.key for one in grant.sections if not one.is_needed] == ["efficiency"]
    assert all(one.ask.endswith(("。", "）")) for kind in kinds().values() for one in kind.sections)
    section = grant.section("project")
    assert section is not None
    assert section.ja == "補助事業計画1 補助事業の名前"
    assert grant.section("nowhere") is None


def test_line_breaks_are_no_characters() -> None:
    assert (characters("一行\r\n二 行\n"), characters("")) == (5, 0)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[[kind]]", "[[kind", "kinds.toml：書き方の誤り"),
        ('ja = "種類"', 'ja = ""', "「k」に ja がありません。"),
        ('uses = ["numbers"]', 'uses = ["dreams"]', "「k」の uses に dreams は使えません。"),
        ('about = "いつ"', 'about = "いつ"\nwhen = "x"', "「k」の when は使えません。"),
        ('ask = "聞くこと"', 'ask = "聞くこと"\nlimit = 0', "「s」の limit は1以上の整数"),
        ('ask = "聞くこと"', 'asks = "聞くこと"', "「s」に ask がありません。"),
        ('ask = "聞くこと"', 'ask = "x"\nlimits = 3', "「s」の limits は使えません。"),
        (ONE, ONE + ONE, "「k」が2度あります。"),
        (ONE, "", "種類が1つもありません。"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_place(
    before: str, after: str, said: str
) -> None:
    assert read_kinds(ONE)["k"].sections[0].is_needed
    with pytest.raises(RuleViolation) as refusal:
        read_kinds(ONE.replace(before, after))
    assert (refusal.value.code, said in refusal.value.message) == ("unreadable-rules", True)
