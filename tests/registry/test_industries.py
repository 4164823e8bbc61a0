import pytest

from banso.core.refusals import RuleViolation
from banso.registry.rules.industries import (
    BUCKETS,
    LegalClass,
    bucket_of,
    divisions,
    exception_for,
    industries,
    industry,
    revision,
)


def test_the_table_holds_every_division_and_group() -> None:
    assert "".join(divisions()) == "ABCDEFGHIJKLMNOPQRST"
    assert [row.code for row in industries()] == [f"{number:02}" for number in range(1, 100)]
    assert revision() == "日本標準産業分類 第13回改定（平成25年10月）"


def test_names_and_codes_are_each_used_once() -> None:
    assert len({row.name for row in industries()}) == len(industries())


def test_every_division_has_groups_in_order() -> None:
    letters = [row.division for row in industries()]
    assert letters == sorted(letters)
    assert set(letters) == set(divisions())


def test_the_seven_buckets_of_the_plan_are_all_used() -> None:
    assert {row.bucket for row in industries()} == set(BUCKETS)


@pytest.mark.parametrize(
    ("code", "bucket"),
    [
        *(("06", "建設業"), ("08", "建設業"), ("09", "製造業"), ("32", "製造業"), ("50", "卸売業")),
        *(("58", "小売業"), ("61", "小売業"), ("75", "飲食店・宿泊業"), ("76", "飲食店・宿泊業")),
        *(("78", "サービス業"), ("80", "サービス業"), ("89", "サービス業"), ("39", "サービス業")),
        *(("01", "その他"), ("44", "その他"), ("68", "その他"), ("99", "その他")),
    ],
)
def test_the_bucket_follows_from_the_group(code: str, bucket: str) -> None:
    assert bucket_of(code) == bucket


@pytest.mark.parametrize(
    ("code", "legal_class"),
    [
        *(("06", LegalClass.OTHER), ("09", LegalClass.OTHER), ("40", LegalClass.OTHER)),
        *(("44", LegalClass.OTHER), ("68", LegalClass.OTHER), ("55", LegalClass.WHOLESALE)),
        *(("56", LegalClass.RETAIL), ("76", LegalClass.RETAIL), ("77", LegalClass.RETAIL)),
        *(("75", LegalClass.LODGING), ("80", LegalClass.AMUSEMENT), ("39", LegalClass.SERVICE)),
        *(("70", LegalClass.SERVICE), ("74", LegalClass.SERVICE), ("96", LegalClass.SERVICE)),
        *(("97", None), ("99", None)),
    ],
)
def test_the_class_in_law_follows_from_the_group(code: str, legal_class: LegalClass | None) -> None:
    assert industry(code).legal_class is legal_class


def test_groups_that_the_law_splits_name_their_exceptions() -> None:
    split = {row.code: [part.code for part in row.exceptions] for row in industries()}
    assert {code: parts for code, parts in split.items() if parts} == {
        "41": ["413", "414"],
        "69": ["693"],
        "79": ["791"],
    }


def test_longer_codes_lead_to_their_group() -> None:
    assert industry("5861") == industry("５８") == industry("58")
    assert industry("58").label == "58 飲食料品小売業"
    exception = exception_for("6931")
    assert exception is not None
    assert (exception.name, exception.legal_class) == ("駐車場業", LegalClass.SERVICE)
    assert exception_for("69") is None


@pytest.mark.parametrize("code", ["", "5", "00", "58x", "E09", "58611", "-1"])
def test_a_code_that_is_not_in_the_classification_is_refused(code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        industry(code, field="industry_code")
    assert (refusal.value.message, refusal.value.field) == (
        (
            f"業種コード「{code}」は日本標準産業分類にありません。"
            "01から99までの中分類から選んでください。"
        ),
        "industry_code",
    )
