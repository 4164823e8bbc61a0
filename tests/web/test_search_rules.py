"""The worked examples of docs/rules/search.md are found as the page says."""

from __future__ import annotations

import re

from tests.architecture.house import REPOSITORY
from tests.records.cast import a_visit

from banso.accounts.models import Staff
from banso.registry.models import Business
from banso.web.search.asking import Question
from banso.web.search.looking import look

PAGE = REPOSITORY / "docs" / "rules" / "search.md"


def examples() -> list[tuple[str, str, str]]:
    """Words, whether the firm is found, whether the record is."""
    table = PAGE.read_text().partition("## 計算例")[2]
    rows = re.findall(r"^\| (.+?) \| (出る|−) \| (出る|−) \|$", table, re.MULTILINE)
    return [(words, firm, record) for words, firm, record in rows]


def test_every_example_is_found_as_it_says(sakura: Business, sato: Staff) -> None:
    a_visit(sakura, sato, heard="初回。製麺機の補助金を考えている。")
    told = []
    for words, _, _ in examples():
        found = look(Question(sato, words))
        counts = (found.leading.count.number, found.rest.count.number)
        told.append((words, *("出る" if count else "−" for count in counts)))
    assert told == examples()
    assert len(told) == 18
