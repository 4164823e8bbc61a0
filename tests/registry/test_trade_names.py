import pytest

from banso.registry.rules.trade_names import (
    TradeName,
    added,
    is_branch,
    person_key,
    read_trade_name,
    reading_key,
)


@pytest.mark.parametrize(
    "written",
    [
        "㈱さくら製麺",
        "サクラ製麵 株式会社",
        "さくら製麺　本店",
        "さくら製麺 桜井花子",
        "さくら製麺　代表　桜井 花子",
        "さくら製麺（休業中）",
        "（特非）さくら製麺",
    ],
)
def test_one_name_however_it_is_written(written: str) -> None:
    assert read_trade_name(written, owner="桜井 花子").key in {"サクラ製麺", "サクラ製麺代表"}


def test_a_branch_is_told_apart_from_the_name() -> None:
    assert read_trade_name("㈱さくら製麺　高崎支店") == TradeName(
        "サクラ製麺", "株式会社", "高崎支店"
    )
    assert read_trade_name("さくら製麺（前橋店）").branch == "前橋店"
    assert read_trade_name("焼肉まんぷく 2号店").branch == "2号店"
    assert not read_trade_name("萬屋 渋谷商店").branch


def test_a_name_that_is_the_owners_stays() -> None:
    assert read_trade_name("桜井 花子", owner="桜井花子").key == "桜井花子"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾌｫﾄ・ヴィオラ", "フオトヴイオラ"),
        ("ショウワ", "シヨーワ"),
        ("カブシキガイシャ　サクラ", "さくら"),
        ("ユ）サクラ", "(ユ)サクラ"),
        ("オオサワ", "オーサワ"),
    ],
)
def test_two_readings_that_sound_alike_agree(one: str, other: str) -> None:
    assert reading_key(one) == reading_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NK電機", "エヌケー電機"),
        ("hair ハル", "ヘアハル"),
        ("カナリア", "力ナリア"),
        ("ニコニコ", "二コニコ"),
    ],
)
def test_letters_and_lookalikes_are_read_as_what_they_stand_for(one: str, other: str) -> None:
    assert read_trade_name(one).key == read_trade_name(other).key


def test_only_a_name_in_kana_is_read_from_itself() -> None:
    assert read_trade_name("サクラセイメン（有）").as_read == "サクラセイメン"
    assert read_trade_name("さくら製麺", "サクラセイメン") == TradeName(
        "サクラ製麺", reading="サクラセイメン"
    )


def test_an_owner_is_called_by_the_name_alone() -> None:
    assert person_key("代表取締役　桜井 花子 様") == "桜井花子"


def test_what_a_longer_name_adds() -> None:
    assert added("手打チソバ山茶花", "山茶花") == "手打チソバ"
    assert added("サクラ製麺高崎支店", "サクラ製麺") == "高崎支店"
    assert added("サクラ", "サ") is None
    assert added("サクラ", "ウメ") is None
    assert is_branch("高崎支店")
    assert not is_branch("販売")
