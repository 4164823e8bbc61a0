"""What became of a hand-entered result, for its page: its edits, and when it was taken back."""

from __future__ import annotations

from dataclasses import replace

from banso.accounts.history import Change, FieldChange, changes_of, described, named, past_of
from banso.programme.models import Result, ResultWithdrawal

# Where a file lies and which line a result is of are no news to a reader; the file's name is.
_NO_NEWS = frozenset({"添付（証憑）", "指標の記号", "計画", "実績", "取消日時", "入力日時"})
_WITHDRAWN = {"登録": "取消", "削除": "取消を戻す"}


def history_of(result: Result) -> list[Change]:
    """The result's history and that of its withdrawals, latest first."""
    every = [*changes_of(result), *_withdrawals_of(result)]
    telling = [replace(change, fields=_news(change)) for change in every]
    return sorted(telling, key=lambda change: change.at, reverse=True)


def _withdrawals_of(result: Result) -> list[Change]:
    entries = named(past_of(ResultWithdrawal).filter(result_id=result.pk))
    found = (described(entry, None, {}) for entry in entries)
    return [replace(change, what=_WITHDRAWN.get(change.what, change.what)) for change in found]


def _news(change: Change) -> tuple[FieldChange, ...]:
    return tuple(each for each in change.fields if each.label not in _NO_NEWS)
