"""``bin/banso search check|rebuild``: the index of search from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.core.search.keeping import is_stale
from banso.web.search.sources import SOURCES, build_index, index_differences

_WORDS = {
    "missing": "さがしても出ない",
    "left over": "もうないのに出る",
    "changed": "古い内容のまま出る",
}


class Command(BaseCommand):
    """Compare the index with the rows it was made from, or build it anew."""

    help = "検索の索引を確かめる・作り直す"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``check`` changes nothing; ``rebuild`` takes about a second for 2,000 rows."""
        parser.add_argument("step", choices=("check", "rebuild"), help="check＝確かめる")

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the step named."""
        if options["step"] == "rebuild":
            built = build_index()
            self.stdout.write(f"検索の索引を作り直しました（{built.entries:,}件）。")
            return
        if is_stale():
            raise CommandError(
                "検索の索引がまだないか、古い版のものです。bin/banso search rebuild で作れます。"
            )
        found = index_differences()
        if found:
            raise CommandError(
                f"検索の索引が{len(found):,}件ずれています（{_summed(found)}）。"
                "bin/banso search rebuild で直ります。"
            )
        self.stdout.write("検索の索引は、いまの内容と合っています。")


def _summed(found: list[Any]) -> str:
    labels = {source.kind.key: source.kind.label for source in SOURCES}
    counts = Counter((labels.get(one.kind, one.kind), _WORDS[one.what]) for one in found)
    return "、".join(f"{kind} {what} {number:,}件" for (kind, what), number in counts.items())
