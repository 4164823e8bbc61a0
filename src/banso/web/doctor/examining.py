"""The examination: every check in turn; a check that fails is itself a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banso.web.doctor import database, files, installation, people, search, work
from banso.web.doctor.findings import Finding, Level, bad, remark

Check = Callable[[], Iterator[Finding]]
Checks = tuple[tuple[str, Check], ...]
GROUND: Checks = (
    ("置き場所", installation.data_folder),
    ("置き場所", installation.closed_to_others),
    ("画面の部品", installation.pages),
    ("データベース", database.form),
    ("データベース", database.wholeness),
    ("データベース", database.safety),
)
HOUSEHOLD: Checks = (
    ("設定", installation.environment),
    ("職員", people.administrators),
    ("添付", files.uploads),
    ("検索", search.index),
    ("仕事係", work.worker),
    ("仕事係", work.failures),
    ("メール", work.mail),
    ("控え", work.backups),
)


def examine(
    ground: Checks = GROUND, household: Checks = HOUSEHOLD
) -> Iterator[tuple[str, Finding]]:
    """The findings of every check, each under its heading.

    What lives on the ground is looked at only where the ground is sound.
    """
    found = list(_findings(ground))
    yield from found
    if any(finding.level is Level.BAD for _, finding in found):
        words = f"残りの{len(household)}項目は、まだ調べていません。"
        yield (
            "点検",
            remark(words, "異常を直してから、もう一度 bin/banso doctor を実行してください。"),
        )
    else:
        yield from _findings(household)


def _findings(checks: Checks) -> Iterator[tuple[str, Finding]]:
    for heading, check in checks:
        try:
            found = list(check())
        except Exception as error:  # whatever stops a check is what we came to hear
            words = f"調べられませんでした（{type(error).__name__}: {error}）。"
            found = [bad(words, "この行を添えて、保守の担当に知らせてください。")]
        yield from ((heading, finding) for finding in found)
