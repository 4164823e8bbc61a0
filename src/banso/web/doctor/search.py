"""The index of search: built, in today's manner, and in step with the rows."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.search.keeping import is_stale
from banso.web.doctor.findings import Finding, good, remark
from banso.web.search.sources import index_differences

_REMEDY = "bin/banso search rebuild を実行してください。"


def index() -> Iterator[Finding]:
    """Whether everything is found, and nothing that is no more."""
    if is_stale():
        yield remark("検索の索引がまだないか、古い版のものです。", _REMEDY)
    elif found := index_differences():
        yield remark(f"検索の索引が{len(found):,}件ずれています。", _REMEDY)
    else:
        yield good("検索の索引は、いまの内容と合っています。")
