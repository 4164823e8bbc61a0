"""What was told in confidence（内密）and what was handed out（提供）in the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from banso.accounts.models import Staff
from banso.core.workdays import next_working_day
from banso.records.actions import SHOWN_TO_EXPERTS
from banso.records.models import Confidence, ContactKind, ExpertDispatch, Look, SupportRecord
from banso.registry.models import Consent, ConsentScope, Disclosure, DisclosureKind, RecipientKind
from banso.registry.queries import consent_for
from banso.web.demo.businesses import Enrolled
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.people import Office
from banso.web.demo.records import Written, save_written
from banso.web.demo.scale import Span

# Days ago, how, what was heard, what was advised.
_TOLD = (
    (
        12,
        ContactKind.COUNTER,
        "先月から家族の介護が始まり、店を続けるか迷っている。従業員には話していない。",
        "介護の相談の窓口と、営業時間を短くした場合の試算を案内した。",
    ),
    (
        33,
        ContactKind.PHONE,
        "取引先から支払を待ってほしいと言われた。来月の資金が足りない。",
        "セーフティネット保証と返済の相談の順を説明した。専門家に話す前に本人の同意を取る。",
    ),
    (
        58,
        ContactKind.VISIT,
        "後継者と考えていた長男が継がないと言った。第三者への承継も考えたい。",
        "まず家族で話す場を持つことを勧めた。支援センターの相談は名前を出さずにできる。",
    ),
    (
        96,
        ContactKind.VISIT,
        "代表者の体調がよくない。検査の結果が出るまで外には言わないでほしい。",
        "しばらくは電話を控え、月に1度、こちらから訪ねることにした。",
    ),
)
_PAPERS = (
    (
        RecipientKind.BANK,
        "架空銀行 群馬町支店 融資係",
        "事業計画書の写しと直近2期の決算書",
        "設備資金の融資の相談",
    ),
    (
        RecipientKind.BANK,
        "見本信用金庫 箕郷支店",
        "資金繰り表（6か月分）",
        "返済条件の見直しの相談",
    ),
    (
        RecipientKind.MUNICIPALITY,
        "高崎市 産業の担当課",
        "補助金の実績報告の写し",
        "補助金の完了検査",
    ),
    (
        RecipientKind.FEDERATION,
        "県商工会連合会",
        "専門家派遣の申込書",
        "専門家派遣の申込み",
    ),
)


def keep_confidences(rng: Random, entries: list[Enrolled], office: Office, span: Span) -> None:
    """Record what was told in confidence, who has looked since, and what was handed out."""
    open_now = [e for e in entries if e.closed_on is None and not e.is_new and e.business.adviser]
    chosen = rng.sample(open_now, min(len(_TOLD), len(open_now)))
    told = [
        _told(rng, entry, each, office, span) for entry, each in zip(chosen, _TOLD, strict=False)
    ]
    save_written([written for written, _ in told], office)
    keep(Confidence, [signed for _, signed in told])
    Look.objects.bulk_create(_looks([written.record.row for written, _ in told], office, span))
    keep(Disclosure, [*_opened(rng, office, span), *_papers(rng, office, span)])


def _told(
    rng: Random, entry: Enrolled, each: tuple[int, str, str, str], office: Office, span: Span
) -> tuple[Written, Signed[Confidence]]:
    ago, kind, heard, advice = each
    on = max(next_working_day(span.until - timedelta(days=ago)), entry.registered_on)
    by: Staff = entry.business.adviser or office.advisers[0]
    record = SupportRecord(
        public_id=new_id(rng),
        entry_key=new_id(rng),
        organisation=office.organisation,
        business=entry.business,
        on=min(on, span.until),
        kind=kind,
        minutes=rng.choice((30, 45, 60)),
        recorded_by=by,
        heard=heard,
        advice=advice,
        recorded_at=written_at(min(on, span.until), rng, span.until),
    )
    confidence = Confidence(record=record, at=record.recorded_at, marked_by=by)
    signed = Signed(record, by.person, record.recorded_at)
    return Written(signed, [by], ("consultation",)), Signed(
        confidence, by.person, record.recorded_at
    )


def _looks(records: list[SupportRecord], office: Office, span: Span) -> Iterator[Look]:
    """The secretary-general has read the first two, an hour and a day after they were written."""
    lead = office.secretary
    for hours, record in zip((1, 25), records, strict=False):
        at = record.recorded_at + timedelta(hours=hours)
        if at.date() <= span.until:
            yield Look(record=record, staff=lead, at=at)


def _opened(rng: Random, office: Office, span: Span) -> Iterator[Signed[Disclosure]]:
    """What an expert who uses the product was let see, under the consent there was."""
    rows = ExpertDispatch.objects.filter(organisation=office.organisation, expert__isnull=False)
    for dispatch in rows.select_related("business", "arranged_by__person").order_by("pk"):
        facts = {
            "kind": DisclosureKind.ACCESS,
            "what": SHOWN_TO_EXPERTS,
            "recipient": dispatch.expert_name,
            "purpose": f"専門家派遣：{dispatch.theme}",
        }
        consent = consent_for(dispatch.business, ConsentScope.EXPERT, dispatch.asked_on)
        yield _signed(
            rng,
            Disclosure(
                business=dispatch.business,
                recipient_kind=RecipientKind.EXPERT,
                consent=consent,
                disclosed_by=dispatch.arranged_by,
                on=dispatch.asked_on,
                **facts,
            ),
            span,
        )


def _papers(rng: Random, office: Office, span: Span) -> Iterator[Signed[Disclosure]]:
    """Papers handed to a bank, the city and the federation, each under its consent."""
    used: set[int] = set()
    for kind, recipient, what, purpose in _PAPERS:
        rows = Consent.objects.filter(
            business__organisation=office.organisation, scope=kind, withdrawn_on__isnull=True
        )
        consent = (
            rows.exclude(pk__in=used).select_related("business__adviser").order_by("pk").first()
        )
        if consent is None:
            continue
        used.add(consent.pk)
        yield _signed(
            rng,
            Disclosure(
                business=consent.business,
                kind=DisclosureKind.DOCUMENTS,
                what=what,
                recipient_kind=kind,
                recipient=recipient,
                purpose=purpose,
                consent=consent,
                disclosed_by=consent.business.adviser or office.advisers[0],
                on=_some_day(rng, consent.given_on, span),
            ),
            span,
        )


def _some_day(rng: Random, first: date, span: Span) -> date:
    """A working day from the first day on, at most two months back."""
    days = min(60, (span.until - first).days)
    return min(next_working_day(span.until - timedelta(days=rng.randint(0, days))), span.until)


def _signed(rng: Random, row: Disclosure, span: Span) -> Signed[Disclosure]:
    """The disclosure with its ground, as entered on its day."""
    row.public_id = new_id(rng)
    row.organisation_id = row.business.organisation_id
    row.ground = "consent" if row.consent else "owner-request"
    row.ground_reason = "" if row.consent else "代表者から電話で派遣を頼まれた"
    at: datetime = written_at(row.on, rng, span.until)
    row.recorded_at = at
    return Signed(row, row.disclosed_by.person, at)
