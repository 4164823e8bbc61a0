import pytest

from banso.registry.rules.sites import Site, is_within, read_site


@pytest.mark.parametrize(
    "written",
    [
        "群馬県高崎市棟高町1丁目2番3号",
        "高崎市棟高町１－２－３",
        "高崎市大字棟高一丁目二番３",
        "〒370-3521 群馬県高崎市棟高町1の2の3",
        "370-3521高崎市棟高町 1-2-3",
        "高崎市棟高町一丁目2番地の3",
        "高崎市棟高町1ｰ2‐3",
    ],
)
def test_one_site_however_it_is_written(written: str) -> None:
    assert read_site(written) == Site("高崎市", "棟高", (1, 2, 3))


@pytest.mark.parametrize(
    ("written", "town", "numbers"),
    [
        ("群馬郡群馬町大字棟高字西裏1234番地の5", "棟高", (1234, 5)),
        ("高崎市三ツ寺町９０１２番地", "三ツ寺", (9012,)),
        ("三ッ寺町9012", "三ツ寺", (9012,)),
        ("高崎市八千代町二丁目十二番", "八千代", (2, 12)),
        ("前橋市表町2の29の1", "表", (2, 29, 1)),
        ("高崎市末広町 二ノ三", "末広", (2, 3)),
        ("高崎市旭が丘二十三", "旭ケ丘", (23,)),
        ("東京都千代田区五番町3の2", "五番", (3, 2)),
        ("高崎市十文字町百二番地", "十文字", (102,)),
        ("高崎市棟高町二三番地", "棟高", (23,)),
        ("高崎市町屋町12", "屋", (12,)),
        ("高崎市", "", ()),
        ("9442-14", "", (9442, 14)),
        ("", "", ()),
    ],
)
def test_towns_and_house_numbers_are_told_apart(
    written: str, town: str, numbers: tuple[int, ...]
) -> None:
    site = read_site(written)
    assert (site.town, site.numbers) == (town, numbers)


def test_the_building_is_what_follows_the_number() -> None:
    site = read_site("高崎市棟高町1234－5 つむじ風ビル202号室")
    assert (site.numbers, site.building) == ((1234, 5), "ツムジ風ビル202号室")


def test_a_house_number_may_only_add_to_another() -> None:
    assert is_within((1, 2), (1, 2, 3))
    assert not is_within((1, 2, 3), (1, 2, 3))
    assert not is_within((1, 3), (1, 2, 3))


def test_a_lot_is_the_town_with_as_many_numbers_as_tell_it_apart() -> None:
    assert read_site("棟高町1234-5").lot == read_site("棟高町1234").lot == "棟高(1234,)"
    assert read_site("棟高町1丁目2番3号").lot == read_site("棟高町1-2").lot == "棟高(1, 2)"
    assert not read_site("棟高町").lot
    assert not read_site("9442-14").lot
