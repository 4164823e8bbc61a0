"""Analyses（経営分析）by the clock: the rules alone, the pages, and the report on paper."""

from __future__ import annotations

import gc
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.test import Client
from django.urls import reverse

from banso.accounts.models import Staff
from banso.core.documents.blocks import Figure, Paper, pdf_of
from banso.core.documents.charts import as_svg
from banso.diagnosis.documents.around import Making
from banso.diagnosis.documents.report import report_of
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries.gathering import papers_of
from banso.diagnosis.rules.analysis import analyse
from banso.diagnosis.rules.editions import WHOLE
from banso.web.bench.analyses_grown import finished_so_far, grow_analyses
from banso.web.bench.as_html import html_of
from banso.web.bench.made_up_accounts import made_up
from banso.web.bench.spreadsheet import recalculated
from banso.web.bench.timing import median_of

_MEGABYTE = 1_000_000
_IN_THE_WORKBOOK = 1_000
_OTHER_TYPESETTER = """
import sys, time
from statistics import median
from weasyprint import HTML
def once():
    begun = time.perf_counter()
    content = HTML(sys.argv[1]).write_pdf()
    return (time.perf_counter() - begun) * 1000, content
first, content = once()
print(first, median(once()[0] for _ in range(int(sys.argv[3]))))
open(sys.argv[2], "wb").write(content)
"""


def rules_alone(count: int) -> Iterator[str]:
    """So many businesses, three periods each, through every rule, one after the other."""
    analyse(next(made_up(1)).statements)  # the tables are read once
    gc.collect()
    begun, processor, found = time.perf_counter(), time.process_time(), 0
    for firm in made_up(count):
        found += len(analyse(firm.statements, firm.around).proposal.findings)
    took, processor = time.perf_counter() - begun, time.process_time() - processor
    yield (
        f"規則だけ　{count:,}者（3期）　{took:.1f}秒＝{count / took:,.0f}者/秒"
        f"（処理装置 {processor:.1f}秒、課題 {found:,}件）"
    )


def beside_a_spreadsheet(program: str) -> Iterator[str]:
    """The ratios, points and break-even of the same businesses by a spreadsheet program."""
    if shutil.which(program) is None:
        yield f"表計算との比較　{program} がないので計っていません"
        return
    firms = list(made_up(_IN_THE_WORKBOOK))
    begun = time.perf_counter()
    analyses = [analyse(firm.statements, firm.around) for firm in firms]
    ours = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        theirs = recalculated(firms, analyses, program, Path(folder))
    yield (
        f"表計算との比較　{len(firms):,}者　この製品 {ours:.2f}秒（課題も出す）／"
        f"表計算 {theirs.whole:.1f}秒、うち式のない同じ表 {theirs.plain:.1f}秒"
        f"（式 {theirs.formulas:,}）　答え {theirs.compared:,}のうち"
        f"違うもの {theirs.different:,}"
    )


def pages(client: Client, pattern: Diagnosis, counts: list[int], runs: int) -> Iterator[str]:
    """The server's time for the pages of an analysis, while the office has more and more."""
    addresses = {
        "一覧": reverse("diagnosis:list"),
        "地域": reverse("diagnosis:region"),
        "まとめ": reverse("diagnosis:detail", args=[pattern.public_id]),
        "経営指標": reverse("diagnosis:ratios", args=[pattern.public_id]),
        "損益分岐点": reverse("diagnosis:break-even", args=[pattern.public_id]),
        "課題": reverse("diagnosis:findings", args=[pattern.public_id]),
    }
    for count in counts:
        grow_analyses(pattern, to=count)
        took = (
            f"{name} {median_of(partial(client.get, address), runs=runs):.0f} ms"
            for name, address in addresses.items()
        )
        yield f"完了した分析 {finished_so_far():,}件　{'、'.join(took)}"


def report(pattern: Diagnosis, staff: Staff, runs: int, other: str) -> Iterator[str]:
    """The report as PDF, and by the WeasyPrint of the Python ``other`` with the same charts."""
    paper = report_of(Making(papers_of(pattern, staff), WHOLE))
    begun = time.perf_counter()
    content = pdf_of(paper)
    first = (time.perf_counter() - begun) * 1000
    charts = median_of(lambda: _draw(paper), runs=runs)
    whole = median_of(lambda: pdf_of(paper), runs=runs)
    yield (
        f"分析レポート　{_size_of(content)}　初回 {first:.0f} ms、"
        f"2回目から {whole:.0f} ms（うち図 {charts:.0f} ms、組版 {whole - charts:.0f} ms）"
    )
    if not other:
        yield "WeasyPrint との比較　--weasyprint に、それが入った Python を指定すると計ります"
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(html_of(paper), "utf-8")
        order = [other, "-c", _OTHER_TYPESETTER, str(source), str(target), str(runs)]
        said = subprocess.run(  # noqa: S603 - the interpreter is named on the command line
            order, check=True, capture_output=True, text=True, timeout=600
        ).stdout.split()
        made = target.read_bytes()
    yield (
        f"WeasyPrint　{_size_of(made)}　初回 {float(said[0]):.0f} ms、"
        f"2回目から {float(said[1]):.0f} ms（図は描いてあるものを渡す）"
    )


def _draw(paper: Paper) -> None:
    for block in paper.blocks:
        if isinstance(block, Figure):
            as_svg(block.spec)


def _size_of(content: bytes) -> str:
    import pypdfium2  # heavy

    document = pypdfium2.PdfDocument(content)
    try:
        return f"{len(document)}頁 {len(content) / _MEGABYTE:.2f} MB"
    finally:
        document.close()
