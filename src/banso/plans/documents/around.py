"""What stands around every paper of a plan: whose, which version of it, of what standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from banso.core import clock
from banso.core.documents.blocks import Block, Cover, Heading, Paper
from banso.core.era import in_era, in_era_day, in_era_month
from banso.plans.models import PlanVersion
from banso.plans.queries.sheet import PlanSheet
from banso.plans.rules.content import Content, reckoned, results_of
from banso.plans.rules.innovation import Standing, goals, standings
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.reckoning import Reckoned

CONFIDENTIAL = (
    "この書類には事業者の経営の情報が載っています。"
    "商工会の外に渡すときは、事業者の同意を確かめ、提供を記録してください。"
)
OWNERS = (
    "この計画書は、事業者ご本人の控えです。経営の情報が載っています。人に渡すときは、"
    "見せたくないところがないか確かめてください。"
)
MARK, OWNERS_MARK = "社外秘", "本人控え"
DRAFT = "draft"  # in an address, in place of the number of a version
NO_FIGURES = "数値計画は、まだ書かれていません。"
_UNWRITTEN = "（まだ書かれていません）"


@dataclass(frozen=True, slots=True)
class Making:
    """One paper being made: of a version as it was kept, or of the plan as it is written now."""

    sheet: PlanSheet
    version: PlanVersion | None
    content: Content
    figures: Reckoned | None

    @classmethod
    def of(cls, sheet: PlanSheet, version: PlanVersion | None) -> Making:
        """A paper of a version, or with ``None`` of the plan as it stands now."""
        if version is None:
            return cls(sheet, None, sheet.content, sheet.figures)
        content = version.content
        return cls(sheet, version, content, reckoned(content))

    @property
    def business_name(self) -> str:
        """The business's name."""
        return self.sheet.plan.business.name

    @property
    def organisation(self) -> str:
        """Whose paper it is."""
        return self.sheet.plan.business.organisation.name

    @property
    def key(self) -> str:
        """The version as an address carries it."""
        return DRAFT if self.version is None else str(self.version.number)

    @property
    def printed_on(self) -> date:
        """The day it is made."""
        return clock.today()

    @property
    def edition(self) -> str:
        """「第2版」, a draft 「案」, what is written since a version 「第3版の案」."""
        if self.version is not None:
            return f"第{self.version.number}版"
        versions = self.sheet.versions
        return f"第{versions[0].number + 1}版の案" if versions else "案"

    @property
    def state(self) -> str:
        """「策定済み」「作成中」; of an old version which one is in force."""
        if self.sheet.plan.is_discarded:
            return "破棄した計画"
        if self.version is None:
            return "改訂の作成中" if self.sheet.versions else "作成中"
        newest = self.sheet.versions[0].number
        return f"前の版（いまは第{newest}版）" if self.version.number < newest else "策定済み"

    @property
    def day(self) -> str:
        """「令和8年11月20日 策定」; a draft has only the day it is printed."""
        if self.version is None or self.version.on is None:
            return f"{in_era_day(self.printed_on)} 現在"
        made = "策定" if self.version.number == 1 else "改訂"
        return f"{in_era_day(self.version.on)} {made}"

    @property
    def period(self) -> str:
        """「令和9年4月1日〜令和12年3月31日（3年）」."""
        days = f"{in_era_day(self.content.starts_on)}〜{in_era_day(self.content.ends_on)}"
        return f"{days}（{self.content.years}年）"

    @property
    def edition_words(self) -> str:
        """「第2版（令和8年11月20日 改訂）・策定済み」."""
        return f"{self.edition}（{self.day}）・{self.state}"

    @property
    def assumptions(self) -> Assumptions | None:
        """What its figures are made of."""
        return self.content.numbers

    @property
    def goals(self) -> tuple[Standing, ...]:
        """The goals of 経営革新 held against its figures; empty for other kinds."""
        is_innovation = self.content.kind_key == "innovation"
        return standings(self.figures) if is_innovation and self.figures else ()

    @property
    def is_reckoned_otherwise(self) -> bool:
        """Whether the rules of today give other figures than those the version kept."""
        if self.version is None or self.figures is None:
            return False
        kept = tuple(map(dict, self.content.results))
        return kept != tuple(map(dict, results_of(self.figures)))

    @property
    def origin(self) -> str:
        """Whence the headings come, without what the office has yet to check."""
        return f"見出しの出典：{self.content.kind.source}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Whence headings and figures come, and what is not checked."""
        lines = [f"見出しの出典：{self.content.kind.whole_source}"]
        base = self.assumptions.base if self.assumptions else None
        if base is not None:
            lines.append(
                f"基準の決算：{in_era_month(base.ends_on)}期（事業者の決算から。当システムに保存）"
            )
        if self.content.kind_key == "innovation":
            lines += [f"経営革新の伸び率：{goals().source}"]
        return tuple(lines)


def paper_of(
    making: Making,
    title: str,
    blocks: list[Block],
    *,
    cover: bool = False,
    landscape: bool = False,
    size: Literal["a4", "a3"] = "a4",
) -> Paper:
    """The paper with its head and foot; the cover only for what is read as a booklet."""
    return Paper(
        title=title if cover else f"{title}　{making.business_name}",
        organisation=making.organisation,
        printed_on=in_era(making.printed_on),
        period=f"計画期間：{making.period}",
        filters=f"{making.edition}・{making.state}　{MARK}",
        blocks=tuple(blocks),
        cover=_cover(making) if cover else None,
        landscape=landscape,
        size=size,
    )


def owners_copy(paper: Paper) -> Paper:
    """The same paper for the owner's own hands（本人控え）."""
    cover = paper.cover and replace(paper.cover, mark=OWNERS_MARK, note=OWNERS)
    return replace(paper, filters=paper.filters.replace(MARK, OWNERS_MARK), cover=cover)


def _cover(making: Making) -> Cover:
    plan = making.sheet.plan
    facts = (
        ("題名", making.content.title),
        ("種類", making.content.kind.ja),
        ("計画期間", making.period),
        ("版", making.edition_words),
        ("作成", f"{in_era(making.printed_on)}（始めた職員 {plan.opened_by.person.name}）"),
    )
    return Cover(MARK, making.business_name, facts, CONFIDENTIAL)


def headed(text: str, *blocks: Block, on_new_page: bool = False) -> list[Block]:
    """A section."""
    return [Heading(text, 2, on_new_page), *blocks]


def written(text: str) -> str:
    """What is written, or that nothing is."""
    return text.strip() or _UNWRITTEN
