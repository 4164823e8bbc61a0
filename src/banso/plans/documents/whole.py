"""完全版: the whole plan as a booklet, in the order in which it is talked through."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.documents.blocks import Block, Heading, Paper, Points, Table, TableColumn, Text
from banso.core.era import in_era, in_era_day
from banso.plans.documents.around import NO_FIGURES, Making, headed, owners_copy, paper_of, written
from banso.plans.documents.assumed import assumed_blocks
from banso.plans.documents.deeds import (
    NO_KPI,
    NO_MEASURES,
    NO_SWOT,
    NO_TABLE,
    funding_blocks,
    goal_blocks,
    kpi_blocks,
    measure_blocks,
    succession_blocks,
    swot_blocks,
)
from banso.plans.documents.figures import figure_blocks, month_blocks
from banso.plans.models import PlanConfirmation, PlanVersion
from banso.plans.rules.versions import SAID_BY

TITLE = "事業計画書"

Part = tuple[str, list[Block], bool]
_BLANKS = tuple(map(Text, (NO_TABLE, NO_SWOT, NO_MEASURES, NO_KPI, NO_FIGURES)))


def whole_of(making: Making) -> Paper:
    """Sections, SWOT, measures, KPI, figures, what was assumed, and who said yes when."""
    return _booklet(making, [*_parts(making), ("策定と版", list(_versions(making)), False)])


def owners_whole_of(making: Making) -> Paper:
    """The same for the owner's own hands（本人控え）: without what the office keeps beside it."""
    sources = (making.origin, *making.sources[1:])
    return owners_copy(_booklet(making, _parts(making), sources))


def _parts(making: Making) -> list[Part]:
    """What is the plan itself: each part by its name, and whether it begins a page."""
    kind = making.content.kind
    parts: list[Part] = [("計画の本文", list(_sections(making)), False)]
    if kind.has("succession"):
        parts.append(("事業承継計画表", list(succession_blocks(making)), True))
    if kind.has("swot"):
        parts.append(("SWOT・クロスSWOT", list(swot_blocks(making)), True))
    if kind.has("measures"):
        parts.append(("施策と予定", list(measure_blocks(making)), True))
        parts.append(("必要なお金と調達", list(funding_blocks(making)), False))
    if kind.has("kpi"):
        parts.append(("KPI（数字の目標）", list(kpi_blocks(making)), False))
    if kind.has("numbers"):
        parts.append(("数値計画", list(figure_blocks(making)), True))
        parts.append(("1年目の月別", list(month_blocks(making)), True))
        parts.append(("数値計画の前提", list(_assumed(making)), False))
    if kind.key == "innovation":
        parts.append(("経営革新の目標", list(goal_blocks(making)), False))
    return parts


def _booklet(making: Making, parts: list[Part], sources: tuple[str, ...] = ()) -> Paper:
    """The parts that have anything, numbered, behind a cover; what is not written yet together."""
    blocks: list[Block] = []
    told = [part for part in parts if part[1] and not _is_blank(part[1])]
    for at, (name, of_part, on_new_page) in enumerate(told, start=1):
        blocks += headed(f"{at}. {name}", *of_part, on_new_page=on_new_page)
    blank = dict.fromkeys(one.text for _, of_part, _ in parts for one in of_part if one in _BLANKS)
    if blank:
        blocks += headed("まだ書かれていないところ", Points(tuple(blank)))
    blocks += [Text(line, quiet=True) for line in sources or making.sources]
    return paper_of(making, TITLE, blocks, cover=True)


def _is_blank(blocks: list[Block]) -> bool:
    """Whether a part says only that it is not written yet: it gets no page of its own."""
    return len(blocks) == 1 and blocks[0] in _BLANKS


def _sections(making: Making) -> Iterator[Block]:
    """Every heading of the kind with what the owner was asked, and the answer."""
    said = {one.key: one for one in making.content.sections}
    for at, section in enumerate(making.content.kind.sections, start=1):
        yield Heading(f"({at}) {section.ja}", 3)
        yield Text(f"問い：{section.ask}", quiet=True)
        kept = said.pop(section.key, None)
        yield Text(written(kept.text if kept else ""))
        if kept and kept.text.strip():
            yield Text(f"{SAID_BY.get(kept.said_by, kept.said_by)}の言葉", quiet=True)
    for kept in said.values():  # written under a heading that the kind of today does not have
        yield Heading(f"（いまの様式にない見出し：{kept.key}）", 3)
        yield Text(written(kept.text))


def _assumed(making: Making) -> Iterator[Block]:
    given = making.assumptions
    if given is None:
        yield Text(NO_FIGURES)
    else:
        yield from assumed_blocks(given)


def _versions(making: Making) -> Iterator[Block]:
    """When it was adopted and revised, who said yes and how, and what changed each time."""
    versions = making.sheet.versions
    if not versions:
        yield Text("まだ策定していません。この書類は案です。")
        return
    columns = (
        TableColumn("版", 0.6),
        TableColumn("日", 1.2),
        TableColumn("事業者の確認", 1.7),
        TableColumn("立ち会った職員", 1.2),
        TableColumn("理由", 1.6),
    )
    upto = versions[0].number if making.version is None else making.version.number
    shown = [one for one in reversed(versions) if one.number <= upto]
    yield Table(columns, tuple(_version_row(one) for one in shown))
    for one in shown:
        if one.changes:
            yield Heading(f"第{one.number}版で変わったこと", 3)
            yield Points(tuple(one.changes))
    if making.version is None and making.sheet.changes:
        yield Heading(f"第{versions[0].number}版のあとに変わったこと（まだ版になっていません）", 3)
        yield Points(making.sheet.changes)


def _version_row(one: PlanVersion) -> tuple[str, ...]:
    adoption, revision = getattr(one, "adoption", None), getattr(one, "revision", None)
    given = getattr(one, "confirmation", None)
    made = "策定" if adoption else "改訂"
    day = f"{in_era(one.on)}\n{made}" if one.on else "—"
    witness = given.witnessed_by if given else None
    return (
        f"第{one.number}版",
        day,
        _confirmed(given),
        witness.person.name if witness else "—",
        revision.reason if revision else "—",
    )


def _confirmed(given: PlanConfirmation | None) -> str:
    if given is None:
        return "まだ確認していません"
    return f"{given.name}さん\n{given.way}（{in_era_day(given.on)}）"
