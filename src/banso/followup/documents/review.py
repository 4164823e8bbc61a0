"""第三者の視点: one look with a third party as one page, for the file and for a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core import clock
from banso.core.documents.blocks import Block, Facts, Heading, Paper, Points, Text
from banso.core.era import in_era, in_era_day
from banso.followup.models import GateReview
from banso.followup.rules.gate import NAMES, PARTS

TITLE = "第三者の視点による検討"
_CONFIDENTIAL = "社外秘"


def review_paper(review: GateReview) -> Paper:
    """The drift, (a)(b)(c), the view, causes, response, and what it led to."""
    plan = review.plan
    return Paper(
        title=f"{TITLE}　{plan.business.name}",
        organisation=plan.business.organisation.name,
        printed_on=in_era(clock.today()),
        period=f"{plan.title}　{plan.period_words}",
        filters=_CONFIDENTIAL,
        blocks=tuple(_blocks(review)),
    )


def _blocks(review: GateReview) -> Iterator[Block]:
    if review.is_withdrawn:
        yield Text(
            f"この検討は{in_era_day(review.withdrawal.at.astimezone(clock.TOKYO).date())}に取り消されました。"
        )
    yield Facts(
        (
            ("検討した日", in_era(review.on)),
            ("第三者", f"{review.third_party}（{review.third_party_role}）"),
            ("書いた職員", review.written_by.person.name),
        )
    )
    drifts = tuple(
        f"{case.words}（{in_era_day(case.opened_on)}に気づいた）" for case in review.drift_cases.all()
    )
    if drifts:
        yield Heading("検討したズレ")
        yield Points(drifts)
    for key, ja in PARTS.items():
        if key not in NAMES:
            yield Heading(ja)
            yield Text(getattr(review, key))
    yield Heading("計画の見直し案")
    yield Text(review.proposal or "なし（計画はそのまま続ける）")
    if review.revision is not None:
        revision = review.revision
        told = f"{in_era_day(revision.on)}に第{revision.version.number}版へ改訂：{revision.reason}"
        yield Text(f"この検討から、{told}")
