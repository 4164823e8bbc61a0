"""Analysis seminars as staff see them: the sessions, how far each workbook is, who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.models import (
    AnalysisRequest,
    AnalysisRequestQuerySet,
    SeminarSession,
    SeminarSessionQuerySet,
    Workbook,
)
from banso.diagnosis.rules.seminar.pages import (
    CROSS_KEYS,
    FIGURES,
    NINETY_DAYS,
    PARTS,
    STEPS,
    SUMMARY,
    SWOT,
    THIRDS,
    cross_words,
    quadrants,
    said_lines,
)
from banso.diagnosis.rules.seminar.sheet import YEARS, sheet_lines
from banso.diagnosis.rules.swot import Quarter


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one step of a workbook is, in words that a person reads at a glance."""

    step: str
    ja: str
    is_begun: bool
    words: str


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """One workbook in the list of its session."""

    workbook: Workbook
    standings: tuple[Standing, ...]
    request: AnalysisRequest | None


@dataclass(frozen=True, slots=True)
class SaidBox:
    """One box of SWOT as it was written: the headings and what was said under each."""

    quarter: Quarter
    said: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        """How many things were said in it."""
        return sum(len(lines) for _, lines in self.said)


@dataclass(frozen=True, slots=True)
class Third:
    """One row of the ninety days: 0〜30日, and what was written in each part of it."""

    ja: str
    what: str
    who: str
    due: str
    success: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written in it."""
        return not (self.what or self.who or self.due or self.success)


def sessions_for(staff: Staff) -> SeminarSessionQuerySet:
    """The sessions of the asker's office, the latest first, with their counts. One query."""
    asked = Q(workbooks__request__isnull=False)
    waiting = asked & Q(workbooks__request__answer__isnull=True)
    rows = SeminarSession.objects.visible_to(staff).order_by("-held_on", "-pk")
    return rows.annotate(
        joined=Count("workbooks", distinct=True),
        asked=Count("workbooks__request", filter=asked, distinct=True),
        waiting=Count("workbooks__request", filter=waiting, distinct=True),
    )


def workbooks_of(session: SeminarSession) -> list[WorkbookRow]:
    """The workbooks of a session, those who asked first. One query."""
    rows = Workbook.objects.filter(session=session).asking_first()
    rows = rows.select_related("session", "request__answer", "business", "typed_by__person")
    return [WorkbookRow(row, standings_of(row), request_of(row)) for row in rows]


def request_of(workbook: Workbook) -> AnalysisRequest | None:
    """What the participant asked for; ``None`` when nothing."""
    return getattr(workbook, "request", None)


def requests_for(staff: Staff) -> AnalysisRequestQuerySet:
    """Requests of the office, the unanswered first, the longest waiting on top."""
    rows = AnalysisRequest.objects.visible_to(staff).select_related(
        "workbook__session", "workbook__business", "answer__answered_by__person"
    )
    return rows.order_by("answer__at", "asked_at", "pk")


def waiting_requests(staff: Staff) -> int:
    """How many requests nobody has answered. One query."""
    return AnalysisRequest.objects.visible_to(staff).waiting().count()


def workbook_by_hash(token_hash: str) -> Workbook | None:
    """The workbook whose own page still opens under that hash."""
    rows = Workbook.objects.readable_on(clock.today()).filter(token_hash=token_hash)
    return rows.exclude(token_hash="").select_related(*_AROUND).first()


_AROUND = ("session__organisation", "request__answer__answered_by__person", "business")


def session_by_hash(token_hash: str) -> SeminarSession | None:
    """The session that people join under that hash, open or not."""
    rows = SeminarSession.objects.filter(token_hash=token_hash)
    return rows.select_related("organisation").first()


# ── how far, and what was written ──


def standings_of(workbook: Workbook) -> tuple[Standing, ...]:
    """How far the three steps and the request are. No query beyond the row's own relations."""
    figures, swot = figures_filled(workbook), said_things(workbook)
    rows = thirds_filled(workbook)
    request = request_of(workbook)
    words = {
        FIGURES: (figures > 0, f"{figures}か所" if figures else "まだ"),
        SWOT: (swot > 0, f"{swot}件" if swot else "まだ"),
        NINETY_DAYS: (rows > 0, f"{rows}件" if rows else "まだ"),
        SUMMARY: (request is not None, "申込済" if request else "見る"),
    }
    return tuple(Standing(step, ja, *words[step]) for step, ja in STEPS.items())


def figures_filled(workbook: Workbook) -> int:
    """How many cells of the short sheet were filled in."""
    return sum(len(workbook.figures.get(which, {})) for which in YEARS)


def said_things(workbook: Workbook) -> int:
    """How many things were said in SWOT."""
    return sum(box.count for box in boxes_of(workbook))


def thirds_filled(workbook: Workbook) -> int:
    """In how many of the three thirds something is to be done."""
    return sum(not third.is_blank for third in thirds_of(workbook))


def boxes_of(workbook: Workbook) -> tuple[SaidBox, ...]:
    """The four boxes with what was said, headings without words left out."""
    found = []
    for quadrant in quadrants():
        lines = (
            (cell.ja, said_lines(workbook.swot.get(cell.place, ""))) for cell in quadrant.cells
        )
        said = tuple((ja, tuple(words)) for ja, words in lines if words)
        found.append(SaidBox(quadrant.quarter, said))
    return tuple(found)


def crossed(workbook: Workbook) -> str:
    """The combination that promises most, in one line; nothing when none was written."""
    return cross_words({key: workbook.swot.get(key, "") for key in CROSS_KEYS})


def thirds_of(workbook: Workbook) -> tuple[Third, ...]:
    """The three rows of the ninety days."""
    return tuple(
        Third(ja, **{part: str(workbook.ninety_days.get(f"{part}{key}", "")) for part in PARTS})
        for key, ja in THIRDS.items()
    )


def blank_lines(workbook: Workbook) -> Iterable[str]:
    """The lines of the sheet that nobody filled in, by their names."""
    sheet = workbook.sheet()
    return (line.ja for line in sheet_lines() if not sheet.knows(line.key))
