"""What both printed tables share: context, numbered notes, reasons for every 「−」, and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from string import ascii_lowercase

from banso.core import clock
from banso.core.documents import Column
from banso.core.documents.workbooks import Cell
from banso.core.era import in_era, in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.programme.line_page import measured_in_words
from banso.programme.measures import is_counted
from banso.programme.models import AgreedDefinition
from banso.programme.queries import Plan, agreed_definitions, definition_in_force
from banso.programme.rules.achievement import Achievement
from banso.programme.rules.document import IndicatorLine, ProgrammeDocument, Section, Target
from banso.programme.rules.tallies import Tally

PERMILLE = Decimal("0.001")
EVERYTHING = "絞り込みなし（すべての指標）"
HOW_TO_READ = (
    "実数は同じ事業者を期間に1回だけ、延べは支援記録1件ごとに数えます。",
    "上期と下期の実数を足しても、年間の実数にはなりません。",
    "不明は「分からない」という入力の件数で、実績の数には入れていません。0ではありません。",
    "達成率は年間の実績÷目標です。四捨五入せず切り捨てるので、100%は達成を意味します。",
    "このままいくとは、延べは今日までのペース、実数は直近90日に新しく加わったペースが年度末まで続くとした見込みです。",
)
NOTE_COLUMNS = (
    Column("番号", 6, "number"),
    Column("指標", 34),
    Column("定義（分子・分母・対象・時点・証憑）", 60),
    Column("取り決めた日", 14, "day"),
    Column("測り方", 48),
    Column("曖昧（計画に書かれていないこと）", 48),
)
Paper = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """The definition of one line, numbered as the table's lines point to it."""

    number: int
    line: IndicatorLine
    name: str
    definition: str
    agreed: AgreedDefinition | None
    measured: str

    @property
    def ambiguity(self) -> str:
        """What the plan leaves open; nothing once the office has agreed."""
        return "" if self.agreed else self.line.ambiguity or ""


@dataclass(slots=True)
class Reasons:
    """Reasons for the 「−」 of a table, each with its letter, in the order they come up."""

    found: dict[str, str] = field(default_factory=dict)

    def cell(self, reason: str) -> Paper:
        """A 「−」 that points to its reason."""
        if not reason:
            return "−"
        mark = self.found.setdefault(reason, _letter(len(self.found)))
        return {"text": "−", "mark": mark}

    def listed(self) -> list[dict[str, str]]:
        """Every reason with its letter."""
        return [{"mark": mark, "text": text} for text, mark in self.found.items()]


def _letter(at: int) -> str:
    """a, b, … z, aa, ab, …"""
    before, last = divmod(at, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


def notes_of(plan: Plan, lines: Iterable[IndicatorLine]) -> dict[str, Note]:
    """A numbered note for each line, by its key."""
    agreed = agreed_definitions(plan.programme)
    return {
        line.key: Note(
            number=number,
            line=line,
            name=sheet_name(plan.document, line),
            definition=definition_in_force(line, agreed.get(line.key)),
            agreed=agreed.get(line.key),
            measured=measured_in_words(plan.document, line),
        )
        for number, line in enumerate(lines, start=1)
    }


def around(plan: Plan, period: str, as_of: date) -> dict[str, object]:
    """What the head and foot of each page say."""
    return {
        "organisation": f"{plan.programme.organisation}　{plan.document.title}",
        "printed_on": in_era(clock.today()),
        "period": period,
        "filters": f"{EVERYTHING}　{in_era_day(as_of)}現在の記録による",
    }


def context_lines(plan: Plan, period: str, as_of: date) -> list[str]:
    """The same for a workbook, line by line."""
    return [
        f"{plan.programme.organisation}　{plan.document.title}",
        f"期間：{period}",
        f"{in_era(clock.today())}作成（{in_era_day(as_of)}現在の記録による）",
        f"条件：{EVERYTHING}",
    ]


def year_span(year: FiscalYear) -> str:
    """「令和8年度（令和8年4月1日〜令和9年3月31日）」."""
    whole = year.whole
    return f"{year.label}（{whole.span}）"


def name_cell(line: IndicatorLine, note: Note) -> dict[str, object]:
    """The printed name with the number of its note and its marks."""
    marks = [] if is_counted(line) else ["手入力"]
    if note.ambiguity:
        marks.append("曖昧")
    return {
        "name": line.printed_name,
        "note": str(note.number),
        "marks": marks,
        "below": bool(line.parent),
    }


def paper_notes(notes: Mapping[str, Note]) -> list[dict[str, str]]:
    """The notes as the printed table of definitions shows them."""
    return [
        {
            "number": str(note.number),
            "name": note.name,
            "definition": note.definition or "（定義がありません）",
            "agreed": f"{in_era_day(note.agreed.agreed_on)} 取り決め" if note.agreed else "",
            "measured": note.measured,
            "ambiguity": note.ambiguity,
        }
        for note in notes.values()
    ]


def note_rows(notes: Mapping[str, Note]) -> list[list[Cell]]:
    """The notes as a worksheet's rows, and how to read the table below them."""
    rows: list[list[Cell]] = [
        [
            note.number,
            note.name,
            note.definition or None,
            note.agreed.agreed_on if note.agreed else None,
            note.measured,
            note.ambiguity or None,
        ]
        for note in notes.values()
    ]
    return rows + [[None, "この表の読み方", words, None, None, None] for words in HOW_TO_READ]


def paper_rows(
    section: Section, rows: Iterable[tuple[IndicatorLine, dict[str, object]]]
) -> Iterator[dict[str, object]]:
    """A section's printed rows under its title; a line's heading stands once above its lines."""
    yield {"group": f"{section.number}．{section.title}"}
    last = None
    for line, row in rows:
        if line.heading and line.heading != last:
            yield {"heading": line.heading}
        last = line.heading
        yield row


def sheet_name(document: ProgrammeDocument, line: IndicatorLine) -> str:
    """The name for a row that may be sorted away from its table: with its parent and heading."""
    name = document.full_name(line)
    return f"{line.heading}　{name}" if line.heading else name


def baseline_value(line: IndicatorLine) -> Target | None:
    """現状 as a number, or as printed where its unit differs or it is words."""
    if line.baseline.unit and line.baseline.unit != line.unit:
        return line.baseline.printed
    return line.baseline.known


def paper_reading(tally: Tally, reasons: Reasons) -> Paper:
    """A number as printed; 「−」 with its reason where there is none."""
    return reasons.cell(tally.reason) if tally.value is None else tally.shown


def paper_target(target: Target | None) -> str:
    """A target as printed."""
    if target is None:
        return "なし"
    return target if isinstance(target, str) else f"{target:,}"


def other_way(tally: Tally, line: IndicatorLine) -> str:
    """実数 beside 延べ and 延べ beside 実数, where records know both."""
    if tally.contacts is None or tally.businesses is None:
        return ""
    return f"延べ{tally.contacts:,}" if line.counting == "実数" else f"実{tally.businesses:,}者"


def sheet_rate(achieved: Achievement) -> Decimal | None:
    """The rate cut at a tenth of a percent, so that a sheet's 100.0% means reached too."""
    return None if achieved.rate is None else achieved.rate.quantize(PERMILLE, ROUND_FLOOR)


def why_empty(parts: Sequence[tuple[str, str]]) -> str | None:
    """「達成率：…／このままいくと：…」 for the cells left empty."""
    return "／".join(f"{label}：{reason}" for label, reason in parts if reason) or None
