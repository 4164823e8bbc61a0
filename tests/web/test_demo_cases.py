"""The demonstration's case bank says nothing that the rules would take out."""

from __future__ import annotations

from banso.records.models import CaseKind
from banso.records.rules.anonymising import Known, anonymise
from banso.registry.rules.industries import BUCKETS
from banso.web.demo.cases import Told, told_cases
from banso.web.demo.stories import topic_keys


def texts_of(case: Told) -> tuple[str, ...]:
    return case.title, case.happened, case.done, case.outcome, case.lesson


def test_no_case_of_the_demonstration_names_anybody() -> None:
    known = Known(cities=("高崎市",), districts=("群馬", "箕郷"))
    for case in told_cases():
        assert [anonymise(text, known).changed for text in texts_of(case)] == [()] * 5, case.title


def test_every_case_is_of_a_kind_a_trade_and_a_topic_that_exist() -> None:
    cases = told_cases()
    assert {case.kind for case in cases} == set(CaseKind.values)
    assert {case.bucket for case in cases} <= set(BUCKETS)
    assert {case.topic for case in cases} <= topic_keys()
    assert [case.draft for case in cases].count(True) == 2
    assert len({case.title for case in cases}) == len(cases) == 11
