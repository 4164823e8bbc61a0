"""Building the demonstration office, all or nothing; refusing where it might do harm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from random import Random

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, models, transaction

from banso.accounts.history import acting
from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.bulk import count_rows
from banso.core.clock import TOKYO
from banso.core.refusals import RuleViolation
from banso.core.workdays import next_working_day
from banso.programme.actions import load_programme
from banso.programme.models import Programme, Result
from banso.records.models import ExpertDispatch, Promise, SupportRecord
from banso.registry.actions import compare_businesses
from banso.registry.models import Business, District
from banso.web.demo.accounts import enter_accounts
from banso.web.demo.agenda import FOLLOW_UP, draw_up
from banso.web.demo.analyses import make_analyses
from banso.web.demo.attachments import attach_samples, forget_attachments
from banso.web.demo.cases import fill_case_bank
from banso.web.demo.confidences import keep_confidences
from banso.web.demo.dispatches import send_experts
from banso.web.demo.followups import follow_up
from banso.web.demo.keeping import new_id
from banso.web.demo.people import Office, open_office
from banso.web.demo.plans import make_plans
from banso.web.demo.records import write_records
from banso.web.demo.register import fill_register
from banso.web.demo.results import enter_results
from banso.web.demo.scale import WHOLE, Scale, Span
from banso.web.demo.seminars import hold_seminars
from banso.web.demo.transfers import carry_over
from banso.web.search.sources import build_index


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: the seed, the last day, the plan file, the size, and whether to rebuild."""

    until: date
    plan: Path
    seed: int = 7
    scale: Scale = WHOLE
    again: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What was built, in numbers."""

    organisation: Organisation
    businesses: int
    records: int
    promises: int
    dispatches: int
    results: int
    mailboxes: tuple[tuple[str, str, str], ...]


@transaction.atomic
def build_demonstration(order: Order, *, password: str) -> Built:
    """Build the whole office. Refuses beside an office in earnest, and beside another demo.

    With ``order.again`` an earlier demonstration is cleared away first, with all that was added.
    """
    _refuse_where_it_might_harm(again=order.again)
    if order.again:
        _clear_away()
    rng = Random(order.seed)  # noqa: S311 - the same seed must give the same office; no secret
    span = Span(order.until)
    source = order.plan.read_text(encoding="utf-8")
    opened_at = datetime.combine(next_working_day(span.opened_on), time(8, 40), TOKYO)
    number = json.loads(source)["organisation"]["corporate_number"]
    office = open_office(rng, password=password, number=number, at=opened_at)
    programme = _load_plan(rng, source, office, span)
    entries = fill_register(rng, office, order.scale, span)
    agenda = draw_up(rng, entries, office, order.scale, span)
    write_records(rng, agenda, office, span)
    send_experts(rng, entries, office, span)
    enter_results(rng, programme, agenda, office, span)
    count_rows()
    fill_case_bank(rng, office, span)
    carry_over(office, span)
    attach_samples(rng, order.until)
    keep_confidences(rng, entries, office, span)
    make_analyses(rng, span, enter_accounts(rng, entries, span))
    hold_seminars(rng, office, span)
    visited = {entry.business.pk for entry in agenda.met.get(FOLLOW_UP, ())}
    make_plans(rng, span, visited)
    follow_up(rng, agenda, office, span)
    build_index()  # the rows came in bulk, past the actions that keep the index in step
    compare_businesses(office.organisation)
    return _counted(office, programme)


def _refuse_where_it_might_harm(*, again: bool) -> None:
    if Organisation.objects.filter(is_demonstration=False).exists():
        raise RuleViolation(
            "real-office",
            "実際の商工会が登録されています。架空の実演データは、実際の運用には入れません。"
            "実演を見るときは、BANSO_DATA_DIR を別の場所にして始めてください。",
        )
    if Organisation.objects.exists() and not again:
        raise RuleViolation(
            "demonstration-exists",
            "実演用の商工会はすでにあります。作り直すときは --again を付けてください"
            "（実演中に入力した内容は消えます）。",
        )


def _clear_away() -> None:
    """Empty every table of ours; only called when every organisation is a demonstration."""
    for attachment in (row.attachment for row in Result.objects.exclude(attachment="")):
        transaction.on_commit(partial(attachment.storage.delete, str(attachment)))
    forget_attachments()
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("banso.")
    ]
    connection.check_constraints()
    statements = connection.ops.sql_flush(
        no_style(), sorted(tables), reset_sequences=True, allow_cascade=True
    )
    connection.ops.execute_sql_flush(statements)
    Session.objects.all().delete()


def _load_plan(rng: Random, source: str, office: Office, span: Span) -> Programme:
    """Load the plan file as the statutory adviser did, on the first day of the year in progress."""
    by = office.advisers[0]
    day = min(next_working_day(span.year.first_day), span.until)
    at = datetime.combine(day, time(8, 50), TOKYO)
    with clock.fixed(at), acting(by.person):
        outcome = load_programme(source, organisation=office.organisation, by=by)
    if outcome.edition is None:
        places = "、".join(problem.place for problem in outcome.problems[:3])
        raise RuleViolation("plan-unreadable", f"計画ファイルを読み込めません（{places}）。")
    programme = outcome.edition.programme
    programme.public_id = new_id(rng)
    Programme.objects.filter(pk=programme.pk).update(public_id=programme.public_id)
    _date_back(Programme, at, public_id=programme.public_id)
    _date_back(District, at)
    return programme


def _date_back(model: type[models.Model], at: datetime, **values: object) -> None:
    """Date what an action has just written in the history as of the demonstration's own day."""
    model.history.update(history_date=at, **values)  # type: ignore[attr-defined]


def _counted(office: Office, programme: Programme) -> Built:
    return Built(
        organisation=office.organisation,
        businesses=Business.objects.of(office.organisation).count(),
        records=SupportRecord.objects.of(office.organisation).count(),
        promises=Promise.objects.standing().count(),
        dispatches=ExpertDispatch.objects.filter(organisation=office.organisation).count(),
        results=programme.results.count(),
        mailboxes=tuple(_mailboxes(office)),
    )


def _mailboxes(office: Office) -> Iterator[tuple[str, str, str]]:
    for staff in office.everyone:
        yield staff.get_role_display(), staff.person.name, staff.person.email
