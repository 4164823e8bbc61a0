"""What the promised numbers mean in visits and places（計画の量）."""

from collections.abc import Iterator
from itertools import accumulate

from banso.programme.rules.activities import ExhibitionLine, FollowUp, Seminar
from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import folded, place_of
from banso.programme.rules.document import IndicatorLine, Number, ProgrammeDocument


def check_workload(document: ProgrammeDocument) -> Iterator[Finding]:
    """Visits against firms, plans made against plans followed up, booths against exhibitors."""
    follow_up = document.follow_up
    if follow_up is not None:
        yield from _visits(document, follow_up)
        yield from _plans_piling_up(document, follow_up)
    for seminar in document.seminars:
        yield from _capacity(document, seminar)
    for exhibition in document.exhibitions:
        yield from _booths(exhibition)


def _line(document: ProgrammeDocument, section: str, counting: str) -> IndicatorLine | None:
    """The section's first activity counted in this way."""
    wanted = (section, counting, "activity")
    lines = (
        line
        for line in document.indicators
        if (line.section, line.counting, line.purpose) == wanted
    )
    return next(lines, None)


def _visits(document: ProgrammeDocument, follow_up: FollowUp) -> Iterator[Finding]:
    firms = _line(document, follow_up.section, "実数")
    visits = _line(document, follow_up.section, "延べ")
    usual = next((one.visits_per_year for one in follow_up.rhythms if one.is_default), None)
    if firms is None or visits is None or usual is None:
        return
    places = (place_of(document, firms), place_of(document, visits))
    about = (firms.key, visits.key)
    for year in document.years:
        firm_count, visit_count = firms.target_for(year), visits.target_for(year)
        if not (isinstance(firm_count, Number) and isinstance(visit_count, Number)):
            continue
        needed = firm_count * usual
        reckoning = f"{firm_count}{firms.unit}×年{usual}回＝{needed}回"
        if needed > visit_count:
            sentence = f"{year.label}は{reckoning}で、目標の{visit_count}回では足りません。"
            yield Finding("矛盾", "visits-too-few", places, sentence, about)
        elif needed == visit_count:
            room = _room_for_monthly(follow_up, usual)
            sentence = f"{reckoning}で、訪問の目標{visit_count}回に余りがありません。{room}"
            yield Finding("参考", "visits-exactly-enough", places, sentence, about)


def _room_for_monthly(follow_up: FollowUp, usual: int) -> str:
    rates = [one.visits_per_year for one in follow_up.rhythms if one.visits_per_year]
    most, least = max(rates), min(rates)
    if not least < usual < most:
        return ""
    freed = -(-(most - usual) // (usual - least))
    return f"年{most}回の訪問を1者増やすには、年{least}回の訪問を{freed}者に増やすことになります。"


def _plans_piling_up(document: ProgrammeDocument, follow_up: FollowUp) -> Iterator[Finding]:
    """Plans made, year upon year, beside the firms followed up in one year."""
    firms = _line(document, follow_up.section, "実数")
    made = next(
        (line for line in document.indicators if "計画策定事業者数" in folded(line.name)), None
    )
    if firms is None or made is None:
        return
    yearly = [made.target_for(year) for year in document.years]
    numbers = [target for target in yearly if isinstance(target, Number)]
    last = firms.target_for(document.years[-1])
    total = list(accumulate(numbers))[-1] if numbers else 0
    if isinstance(last, Number) and total > last:
        sentence = (
            f"計画を策定する事業者は期間の累計で{total}{made.unit}になり、"
            f"フォローアップの目標は年{last}{firms.unit}です。毎年どの者を選ぶか、理由とともに決めます。"
        )
        places = (place_of(document, made), place_of(document, firms))
        yield Finding("参考", "plans-pile-up", places, sentence, (made.key, firms.key))


def _capacity(document: ProgrammeDocument, seminar: Seminar) -> Iterator[Finding]:
    """More participants promised than the seminar's places in a year."""
    held = document.indicator(seminar.indicator) if seminar.indicator else None
    if held is None or seminar.capacity is None:
        return
    coming = [one for one in document.indicators if one.parent == held.key and one.unit == "者"]
    for line in coming:
        for year, wanted in sorted(line.targets.items()):
            times = held.target_for(year)
            if not (isinstance(times, Number) and isinstance(wanted, Number)):
                continue
            if wanted > times * seminar.capacity:
                sentence = (
                    f"{year.label}の「{line.name}」{wanted}{line.unit}は、「{seminar.name}」の"
                    f"定員{seminar.capacity}名×{times}回を超えています。"
                )
                places = (place_of(document, line), f"{seminar.section}. {seminar.name}【定員】")
                yield Finding("矛盾", "over-capacity", places, sentence, (line.key,))


def _booths(exhibition: ExhibitionLine) -> Iterator[Finding]:
    exhibitors = next((one.value for one in exhibition.figures if "出展" in one.name), None)
    booths = next((one.value for one in exhibition.figures if "小間" in one.name), None)
    if exhibitors is not None and booths is not None and booths < exhibitors:
        sentence = (
            f"「{exhibition.name}」は出展者数{exhibitors:,}に対し小間数が{booths:,}で、"
            "出展者より少なくなっています。"
        )
        place = f"8. 想定する展示会・商談会「{exhibition.name}」"
        yield Finding("参考", "booths-fewer-than-exhibitors", (place,), sentence)
