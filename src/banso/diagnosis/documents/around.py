"""What stands around every document of an analysis: whose, about whom, of which periods."""

from __future__ import annotations

from dataclasses import dataclass

from banso.core import clock
from banso.core.documents.blocks import Block, Cover, Heading, Paper, Span, Table, TableColumn, Text
from banso.core.era import in_era, in_era_day
from banso.diagnosis.models import Finding
from banso.diagnosis.queries.gathering import PapersOf
from banso.diagnosis.rules.editions import Edition
from banso.diagnosis.rules.terms import Term

CONFIDENTIAL = (
    "この書類には事業者の経営の情報が載っています。"
    "商工会の外に渡すときは、事業者の同意を確かめ、提供を記録してください。"
)
HANDED_OUT = "この書類は、事業者の了解のもとにお渡しするものです。目的の外には使わないでください。"
NO_FINDINGS = "取り上げた課題は、まだありません。"


@dataclass(frozen=True, slots=True)
class Making:
    """One document being made: of what, in which edition."""

    of: PapersOf
    edition: Edition

    @property
    def terms(self) -> tuple[Term, ...]:
        """All periods, oldest first."""
        return self.of.found.analysis.table.terms

    @property
    def business_name(self) -> str:
        """The business's name."""
        return self.of.diagnosis.business.name

    @property
    def organisation(self) -> str:
        """Whose document it is."""
        return self.of.diagnosis.business.organisation.name

    @property
    def period(self) -> str:
        """The accounts it rests on, in words: 「令和6年3月期〜令和8年3月期（3期）」."""
        if not self.terms:
            return "決算なし"
        first, last = self.terms[0].label, self.terms[-1].label
        return last if first == last else f"{first}〜{last}（{len(self.terms)}期）"


def paper_of(
    making: Making, title: str, blocks: list[Block], *, cover: bool = False, landscape: bool = False
) -> Paper:
    """The document with its head and foot; the cover only for what is read as a booklet."""
    left_out = [Text(making.edition.in_words, quiet=True)] if making.edition.hidden else []
    return Paper(
        title=title if cover else f"{title}　{making.business_name}",
        organisation=making.organisation,
        printed_on=in_era(clock.today()),
        period=f"決算：{making.period}",
        filters=making.edition.in_short,
        blocks=tuple(blocks if cover else [*left_out, *blocks]),
        cover=_cover(making) if cover else None,
        landscape=landscape,
    )


def lines_of(making: Making) -> tuple[str, ...]:
    """The lines above a workbook: whose, about whom, when, of which accounts, in which edition."""
    paper = paper_of(making, "", [])
    day = f"{paper.printed_on} 作成"
    return (making.organisation, making.business_name, day, paper.period, making.edition.in_words)


def _cover(making: Making) -> Cover:
    edition = making.edition
    return Cover(
        edition.mark,
        making.business_name,
        made_facts(making),
        HANDED_OUT if edition.is_handout else CONFIDENTIAL,
    )


def made_facts(making: Making) -> tuple[tuple[str, str], ...]:
    """When it was made, of which accounts, by whom."""
    diagnosis = making.of.diagnosis
    facts = [
        ("作成日", in_era(clock.today())),
        ("もとにした決算", making.period),
        ("分析", f"{diagnosis.name}（{diagnosis.opened_by.person.name}）"),
    ]
    if diagnosis.is_completed:
        done = diagnosis.completion
        facts.append(("完了", f"{in_era_day(done.on)}（{done.confirmed_by.person.name}）"))
    else:
        facts.append(("完了", "作業中の分析です。数字と課題は変わることがあります。"))
    if making.edition.hidden:
        facts.append(("伏せたもの", making.edition.in_words.partition("：")[2]))
    return tuple(facts)


def remedies_by(finding: Finding, horizon: str, edition: Edition) -> str:
    """What is to be done about a finding within a horizon, a line for each."""
    remedies = (one for one in finding.remedies.all() if one.horizon == horizon)
    return "\n".join(f"・{edition.of_finding(finding.title, one.what)}" for one in remedies)


def horizons_table(making: Making) -> Block:
    """The findings taken up with what is to be done soon, later and in the long run."""
    if not making.of.accepted:
        return Text(NO_FINDINGS)
    edition = making.edition
    rows: list[tuple[str, ...] | Span] = []
    for at, one in enumerate(making.of.accepted, start=1):
        soon, later, long = (remedies_by(one, each, edition) for each in ("短期", "中期", "長期"))
        rows.append((f"{at}. {edition.words(one.title)}", soon or "—", later or "—", long or "—"))
    columns = (
        TableColumn("課題", 1.1),
        TableColumn("短期（資金繰りなど）", 1.2),
        TableColumn("中期（販路など）", 1.2),
        TableColumn("長期（設備・承継など）", 1.2),
    )
    return Table(columns, tuple(rows))


def headed(text: str, *blocks: Block, on_new_page: bool = False) -> list[Block]:
    """A section."""
    return [Heading(text, 2, on_new_page), *blocks]
