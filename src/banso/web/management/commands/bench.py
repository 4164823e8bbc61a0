"""``bin/bench``: the product's figures, as ratios taken in one run, on a data folder of its own."""

from __future__ import annotations

import gzip
import re
import time
from argparse import ArgumentParser
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.diagnosis.models import Diagnosis
from banso.programme.queries import Plan, period_table, plan_of
from banso.records.actions import RecordParts, record_support
from banso.records.models import ContactKind, SupportRecord
from banso.registry.models import Business
from banso.web.bench import analysing, following
from banso.web.bench.growing import grow_businesses, grow_records, records_so_far
from banso.web.bench.importing import brought_in
from banso.web.bench.many_records import ManyRecords
from banso.web.bench.searching import measured
from banso.web.bench.timing import in_turn, median_of
from banso.web.bench.yardsticks import (
    commit_one_row,
    prepare_bare_table,
    raw_businesses,
    raw_counts,
)

_RESOURCE = re.compile(r"(?:href|src)=\"(/static/[^\"]+)\"")


class Command(BaseCommand):
    """Measure the product on the demonstration office, grown step by step."""

    help = "性能を計測する（同じ実行の中の比で示す）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How far to grow, so that a quick run is possible."""
        parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
        parser.add_argument("--businesses", type=int, default=100_000)
        parser.add_argument(
            "--search-records", type=int, nargs="+", help="検索だけを、この件数の記録で計る"
        )
        parser.add_argument(
            "--imports", type=int, nargs="+", help="台帳の取込だけを、この行数で計る"
        )
        parser.add_argument(
            "--analyses", type=int, nargs="+", help="経営分析だけを、この件数で計る"
        )
        parser.add_argument(
            "--prefecture", type=int, default=100_000, help="規則だけで計る事業者の数"
        )
        parser.add_argument(
            "--follow-up", type=int, help="フォローアップだけを、この数の事業者で計る"
        )
        parser.add_argument("--soffice", default="soffice", help="比べる表計算の命令")
        parser.add_argument("--weasyprint", default="", help="WeasyPrint が入った Python")
        parser.add_argument("--runs", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the demonstration office in this data folder and measure."""
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        call_command("migrate", verbosity=0)
        if Organisation.objects.exists():
            message = "計測は空のデータベースで行います。bin/bench から始めてください。"
            raise CommandError(message)
        call_command("demo", seed=7, until="2026-11-20", verbosity=0)
        self.runs = options["runs"]
        self.organisation = Organisation.objects.get(is_demonstration=True)
        self.adviser = Staff.objects.of(self.organisation).filter(role=Role.ADVISER)[0]
        self.client = Client()
        self.client.force_login(
            self.adviser.person, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        if options["search_records"]:
            self._searches(options["search_records"])
            return
        if options["imports"]:
            self._imports(options["imports"])
            return
        if options["analyses"]:
            self._analyses(options)
            return
        if options["follow_up"]:
            self._follow_up(options["follow_up"])
            return
        prepare_bare_table()
        self.stdout.write(f"データベース　{connection.vendor}　　中央値（{self.runs}回）\n")
        self._home()
        self._saving()
        self._tables(options["times"])
        self._businesses(options["businesses"])

    def _follow_up(self, count: int) -> None:
        self.stdout.write(f"フォローアップ　{connection.vendor}　　中央値（{self.runs}回）")
        for line in chain(
            following.rules_alone(self.organisation, count),
            following.visits_due(self.adviser, self.client, self.runs),
        ):
            self.stdout.write(f"  {line}")

    def _imports(self, counts: list[int]) -> None:
        self.stdout.write(f"台帳の取込　{connection.vendor}　（CSV、読む＋書き込む）")
        for one in chain.from_iterable(map(brought_in, counts)):
            self.stdout.write(
                f"  {one.rows:,}行 {one.megabytes:.2f}MB　{one.what}（{one.found}）　"
                f"読む {one.reading:.1f}秒＋書き込む {one.carrying_out:.1f}秒　"
                f"{one.rows_a_second:,.0f}行/秒　（処理装置 {one.processor:.1f}秒）"
            )

    def _analyses(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"経営分析　{connection.vendor}　　中央値（{self.runs}回）")
        pattern = Diagnosis.objects.completed().order_by("pk")[0]
        counts, other = options["analyses"], options["weasyprint"]
        for line in chain(
            analysing.rules_alone(options["prefecture"]),
            analysing.beside_a_spreadsheet(options["soffice"]),
            analysing.report(pattern, self.adviser, self.runs, other),
            analysing.pages(self.client, pattern, counts, self.runs),
        ):
            self.stdout.write(f"  {line}")

    def _searches(self, counts: list[int]) -> None:
        """On a database of its own: what else is measured grows other rows."""
        self.stdout.write(
            f"検索　{connection.vendor}　p50 / p95（{self.runs * 3}回、ミリ秒）　事業者＋記録など"
        )
        records = ManyRecords(self.organisation)
        for count in counts:
            begun = time.perf_counter()
            records.write(count)
            rows = time.perf_counter() - begun
            built = records.build_index()
            index = time.perf_counter() - begun - rows
            self._analyse()
            self.stdout.write(
                f"記録 {count:,}件　行 {rows:.0f}秒、索引 {built.entries:,}件 {index:.0f}秒"
            )
            for one in measured(self.adviser, runs=self.runs * 3):
                self.stdout.write(
                    f"  {one.name}　{one.found}　索引 {one.index}　答え全体 {one.answer}"
                    f"　LIKE {one.like}　＝ {one.like.p50 / one.index.p50:.0f}倍"
                )
            page = median_of(
                lambda: self.client.get(reverse("web:search"), {"q": "補助金"}), runs=self.runs
            )
            self.stdout.write(f"  ページ全体「補助金」 {page:.1f} ms")

    def _home(self) -> None:
        page = self.client.get("/", headers={"accept-encoding": "gzip"})
        names = _RESOURCE.findall(gzip.decompress(page.content).decode())
        sizes = [_compressed(name.removeprefix("/static/")) for name in dict.fromkeys(names)]
        with CaptureQueriesContext(connection) as queries:
            self.client.get("/")
        asked = len(queries)
        took = median_of(lambda: self.client.get("/"), runs=self.runs)
        self.stdout.write(
            f"今日　HTML {len(page.content):,} B＋部品 {sum(sizes):,} B（圧縮後）、"
            f"要求 {1 + len(sizes)}回、SQL {asked}回、{took:.1f} ms"
        )

    def _saving(self) -> None:
        business = Business.objects.of(self.organisation).open()[0]
        topic = self.organisation.topics.get(key="plan-followup")
        parts = RecordParts([self.adviser], [topic])

        def save() -> None:
            record = SupportRecord(business=business, on=clock.today(), kind=ContactKind.VISIT)
            record_support(record, parts, by=self.adviser)

        pair = in_turn(save, commit_one_row, runs=max(self.runs, 15))
        self.stdout.write(
            f"記録の保存 {pair.ours:.1f} ms ／ 1行だけの書き込み {pair.yardstick:.1f} ms"
            f" ＝ {pair.ratio:.1f}倍"
        )

    def _tables(self, times: list[int]) -> None:
        plan = plan_of(self.organisation)
        if plan is None:
            return
        patterns, already = records_so_far(self.organisation), 1
        for step in times:
            grow_records(patterns, times=step, already=already)
            already = step
            self._analyse()
            self._table(plan, step)

    def _analyse(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _table(self, plan: Plan, step: int) -> None:
        years = plan.document.years
        count = SupportRecord.objects.aggregate(n=Count("pk"))["n"]
        pair = in_turn(lambda: period_table(plan), lambda: raw_counts(plan, years), runs=self.runs)
        page = median_of(lambda: self.client.get(reverse("programme:five-years")), runs=self.runs)
        year = median_of(lambda: self.client.get(reverse("programme:targets")), runs=self.runs)
        self.stdout.write(
            f"5年間の表　記録 {count:,}件（{step}倍）　集計 {pair.ours:.1f} ms ／ 生の SQL"
            f" {pair.yardstick:.1f} ms ＝ {pair.ratio:.2f}倍、"
            f"ページ全体 {page:.1f} ms、1年の表 {year:.1f} ms"
        )

    def _businesses(self, most: int) -> None:
        self._register()
        grow_businesses(self.organisation, to=most)
        self._analyse()
        self._register()

    def _register(self) -> None:
        count = Business.objects.of(self.organisation).count()
        address = reverse("registry:list")
        number = self.organisation.pk
        pair = in_turn(
            lambda: self.client.get(address), lambda: raw_businesses(number), runs=self.runs
        )
        found = [self._searched(address, words) for words in ("製麺", "サクラ", "027")]
        self.stdout.write(
            f"事業者 {count:,}者　一覧 {pair.ours:.1f} ms ／ 生の SQL {pair.yardstick:.1f} ms"
            f" ＝ {pair.ratio:.1f}倍、検索 {'、'.join(found)}"
        )

    def _searched(self, address: str, words: str) -> str:
        took = median_of(lambda: self.client.get(address, {"q": words}), runs=self.runs)
        return f"「{words}」{took:.1f} ms"


def _compressed(name: str) -> int:
    """The size in bytes at which a static file travels."""
    path = finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", name))
    if not isinstance(path, str):
        return 0
    return len(gzip.compress(Path(path).read_bytes()))
