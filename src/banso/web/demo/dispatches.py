"""Outside experts sent to businesses（専門家派遣）: reported, still to come, and overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from banso.accounts.models import Staff
from banso.core.workdays import next_working_day, working_days
from banso.records.actions import READING_AFTER_REPORT
from banso.records.models import ContactKind, DispatchReport, ExpertDispatch, SupportRecord
from banso.registry.models import AccessGrant
from banso.web.demo.businesses import Enrolled
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.particulars import STAR
from banso.web.demo.people import Office
from banso.web.demo.records import Written, save_written
from banso.web.demo.scale import Span

_FUNDING = ("専門家派遣事業（県連合会）", "経営発達支援事業費", "よろず支援拠点（無料）")
_FREE = _FUNDING[-1]


@dataclass(frozen=True, slots=True)
class Sending:
    """A theme, who is sent, what was found, and how many days ago it was asked for.

    ``planned_after`` and ``reported`` say how far it has come; ``None`` leaves the day open.
    """

    theme: str
    expert: str
    topic: str
    findings: str
    asked_ago: int
    planned_after: int | None
    reported: bool = True
    by_user: bool = False


_SENDINGS = (
    Sending(
        "直売所の動線と品ぞろえの見直し", "藤井 健（中小企業診断士）", "product-development",
        "売り場の入口に生うどん、奥に乾麺の贈答品を置き、通る順に試食を置く案を示した。"
        "商品は18品から12品に絞り、粗利の高い3品に説明札を付ける。3か月後に数を確かめる。",
        40, 14, by_user=True,
    ),
    Sending(
        "会計ソフトと請求書の連携", "藤井 健（中小企業診断士）", "digital",
        "請求書の発行から入金の確認までの手順を書き出した。二度入力が3か所あり、"
        "取り込みの設定で2か所をなくせる。残る1か所は得意先の様式によるため当面続ける。",
        75, 20, by_user=True,
    ),
    Sending(
        "事業承継に伴う株式の整理", "架空 太郎（税理士）", "succession",
        "株主名簿を確かめ、分散した株を買い取る順番と税の負担を試算した。"
        "まず先代の兄弟と話し、来春までに方針を決める。",
        140, 21,
    ),
    Sending(
        "就業規則の見直し", "見本 花子（社会保険労務士）", "labour",
        "有給休暇の時季指定と残業の上限を説明し、条文の案を示した。従業員への説明は来月とする。",
        95, 10,
    ),
    Sending(
        "予約の仕組みの選び方", "架空 次郎（ITコーディネータ）", "digital",
        "無料と有料の2案を比べ、電話の件数から有料は見合わないと判断した。"
        "1か月試し、取りこぼしの数で決める。",
        60, 12,
    ),
    Sending(
        "省エネ設備の投資判断", "藤井 健（中小企業診断士）", "productivity",
        "", 48, 20, reported=False, by_user=True,
    ),
    Sending(
        "新商品のパッケージ", "架空 三郎（デザイナー）", "product-development",
        "", 20, 32, reported=False,
    ),
    Sending(
        "知的財産の出願の相談", "未定（弁理士を調整中）", "consultation",
        "", 9, None, reported=False,
    ),
    Sending(
        "原価計算の導入", "見本 一郎（中小企業診断士）", "price-pass-through",
        "製品別の時間を1週間測り、加工賃の下限を出した。2品目が原価割れと分かり、値上げの資料を作る。",
        430, 15,
    ),
    Sending(
        "ホームページの構成", "架空 次郎（ITコーディネータ）", "digital",
        "載せる実績を5件選び、問い合わせの欄を一番上に置く構成とした。",
        510, 18,
    ),
    Sending(
        "5Sと工程の見直し", "見本 一郎（中小企業診断士）", "productivity",
        "工具の置き場を決め、段取り替えの時間を測る表を作った。",
        790, 15,
    ),
)  # fmt: skip


def send_experts(rng: Random, entries: list[Enrolled], office: Office, span: Span) -> None:
    """Save every dispatch; the expert who signs in still sees two of the businesses sent to."""
    steady = [
        entry for entry in entries
        if entry.small and entry.closed_on is None and not entry.is_new
    ]  # fmt: skip
    star = next(entry for entry in steady if entry.business.name == STAR)
    others = rng.sample([entry for entry in steady if entry is not star], len(_SENDINGS) - 1)
    pairs = list(zip(_SENDINGS, [star, *others], strict=True))
    sent = [(sending, _dispatch(rng, sending, entry, office, span)) for sending, entry in pairs]
    keep(ExpertDispatch, [_asked(rng, row, span) for _, row in sent])
    grants = [_grant(rng, row, span) for _, row in sent if row.expert]
    reported = [(sending, row) for sending, row in sent if sending.reported]
    reports = _report(rng, reported, office, span)
    keep(AccessGrant, _ended(grants, reports))


def _dispatch(
    rng: Random, sending: Sending, entry: Enrolled, office: Office, span: Span
) -> ExpertDispatch:
    asked_on = max(
        next_working_day(span.until - timedelta(days=sending.asked_ago)), entry.registered_on
    )
    after = sending.planned_after
    funding = rng.choice(_FUNDING)
    return ExpertDispatch(
        public_id=new_id(rng),
        organisation=office.organisation,
        business=entry.business,
        theme=sending.theme,
        asked_on=asked_on,
        planned_on=None if after is None else next_working_day(asked_on + timedelta(days=after)),
        expert=office.expert if sending.by_user else None,
        expert_name=sending.expert,
        cost_yen=0 if funding == _FREE else rng.choice((22_000, 30_000, 33_000, 44_000)),
        funding=funding,
        arranged_by=entry.business.adviser or office.advisers[0],
    )


def _asked(rng: Random, row: ExpertDispatch, span: Span) -> Signed[ExpertDispatch]:
    return Signed(row, row.arranged_by.person, written_at(row.asked_on, rng, span.until))


def _grant(rng: Random, row: ExpertDispatch, span: Span) -> Signed[AccessGrant]:
    grant = AccessGrant(
        business=row.business,
        staff=row.expert,
        granted_on=row.asked_on,
        granted_by=row.arranged_by,
    )
    return Signed(grant, row.arranged_by.person, written_at(row.asked_on, rng, span.until))


def _ended(
    grants: list[Signed[AccessGrant]], reports: list[Signed[DispatchReport]]
) -> list[Signed[AccessGrant]]:
    """The grants, those of reported dispatches ending as they do when an expert reports."""
    reported_at = {report.row.dispatch.business: report.at for report in reports}
    for grant in grants:
        if grant.row.business in reported_at:
            reported_on = reported_at[grant.row.business].date()
            grant.row.ends_on = reported_on + READING_AFTER_REPORT
    return grants


def _report(
    rng: Random, reported: list[tuple[Sending, ExpertDispatch]], office: Office, span: Span
) -> list[Signed[DispatchReport]]:
    """The reports, each with the record of the contact it was."""
    written, reports = [], []
    for sending, dispatch in reported:
        on = _held_on(dispatch, span)
        reporter: Staff = dispatch.expert or dispatch.arranged_by
        noted = working_days(on, span.until)[:3][-1]
        record = SupportRecord(
            public_id=new_id(rng),
            entry_key=new_id(rng),
            organisation=office.organisation,
            business=dispatch.business,
            on=on,
            kind=ContactKind.DISPATCH,
            minutes=rng.choice((90, 120, 120, 180)),
            recorded_by=reporter,
            advice=sending.findings,
            recorded_at=written_at(noted, rng, span.until),
        )
        signed = Signed(record, reporter.person, record.recorded_at)
        written.append(Written(signed, [dispatch.arranged_by], (sending.topic,)))
        report = DispatchReport(
            dispatch=dispatch,
            on=on,
            minutes=record.minutes,
            findings=sending.findings,
            reported_by=reporter,
            record=record,
        )
        reports.append(Signed(report, reporter.person, record.recorded_at))
    save_written(written, office)
    keep(DispatchReport, reports)
    return reports


def _held_on(dispatch: ExpertDispatch, span: Span) -> date:
    return min(dispatch.planned_on or dispatch.asked_on, span.until)
