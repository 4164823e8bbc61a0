"""An office with so many of everything: the rows that every page is tried with.

All text of the office carries a mark, by which a page of another office shows that it leaked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from tests.conftest import TODAY, staff_of

from banso.accounts.actions import IssuedLink, change_role, invite
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.accounts.tokens import IssuedToken, issue_token, revoke_token
from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.diagnosis.actions import (
    FindingWords,
    Wishes,
    agree_steps,
    ask_for_analysis,
    begin_paper,
    choose_priorities,
    decide_finding,
    decline_request,
    hold_seminar,
    join_seminar,
    keep_entry,
    keep_step,
    keep_step_of_workbook,
    mark_of,
    open_diagnosis,
    undo_verdict,
    write_finding,
)
from banso.diagnosis.models import (
    ActionStep,
    AnalysisRequest,
    Completion,
    Diagnosis,
    Finding,
    PriorityChoice,
    Remedy,
    SeminarSession,
    SheetEntry,
    Workbook,
)
from banso.diagnosis.queries.analysing import frozen
from banso.diagnosis.rules.priorities import PriorityField
from banso.diagnosis.rules.swot import swot_cells
from banso.figures.actions import (
    Change,
    Entry,
    IssuedFigureLink,
    enter_monthly_figures,
    issue_link,
    save_statements,
)
from banso.figures.models import FinancialStatement, StatementImport
from banso.figures.rules.drafts import Draft
from banso.figures.rules.monthly import Answer, monthly_items
from banso.followup.actions import (
    Visit,
    change_rhythm,
    close_check_sheet,
    make_feed,
    open_check_sheet,
    review_drift,
    select_plan,
    take_call,
    write_handover,
)
from banso.followup.models import (
    CheckSheet,
    CheckSheetClosing,
    DriftCase,
    GateReview,
    HandedBusiness,
    Handover,
    OwnerCall,
    RhythmChange,
    Selection,
)
from banso.followup.rules.answers import Answers, NextPromise
from banso.followup.rules.gate import PARTS
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    keep_kpi,
    keep_measure,
    keep_point,
    keep_section,
    open_plan,
    revise_plan,
)
from banso.plans.actions.kpis import MOST_KPIS
from banso.plans.actions.measures import MOST_MEASURES
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanPoint
from banso.plans.rules.versions import PLACES
from banso.programme.actions import agree_definition, enter_result, load_programme
from banso.programme.models import Programme, Result
from banso.records.actions import (
    RecordParts,
    arrange_dispatch,
    attach_files,
    confide,
    keep_template,
    mark_batch,
    open_text,
    record_support,
    remove_attachment,
    retire_template,
    stage_file,
    write_case,
)
from banso.records.models import (
    Attachment,
    CaseCheck,
    CaseKind,
    ContactKind,
    ExpertDispatch,
    Promise,
    RecordTemplate,
    StagedFile,
    SupportCase,
    SupportRecord,
    TransferBatch,
)
from banso.registry.actions import (
    Basis,
    Merging,
    ask_erasure,
    disclose,
    edit_business,
    keep_contact,
    merge_businesses,
    receive_file,
    register_business,
    tell_apart,
)
from banso.registry.actions.import_reading import read_import
from banso.registry.models import (
    Business,
    Consent,
    ConsentScope,
    ContactPerson,
    Disclosure,
    DisclosureKind,
    Erasure,
    ErasureRequest,
    LedgerImport,
    LegalForm,
    Merge,
    RecipientKind,
    RowDecision,
)
from banso.registry.tasks.ledgers import progress_of

MARK = "ひみつ印"
PLAN = Path(settings.PROGRAMMES_DIR) / "takasaki-gunma.json"
COUNTED_LINE = "follow-up-visits"
HAND_LINE = "listed-businesses"
YEAR = "R8"


def office_with_plan(name: str) -> Organisation:
    """An organisation that has loaded the plan."""
    organisation = Organisation.objects.create(name=name)
    outcome = load_programme(PLAN.read_text(), organisation=organisation, by=None)
    assert outcome.edition is not None
    return organisation


@dataclass(slots=True)
class World:
    """Our office, its people, and the first of everything it has."""

    office: Organisation
    manager: Staff
    colleague: Staff
    business: Business
    contact: ContactPerson
    consent: Consent
    record: SupportRecord
    attachment: Attachment
    staged: StagedFile
    promise: Promise
    dispatch: ExpertDispatch
    template: RecordTemplate
    result: Result
    case: SupportCase
    batch: TransferBatch
    link: IssuedLink
    token: IssuedToken
    erasure_request: ErasureRequest
    ledger_import: LedgerImport
    twin: Business
    merge: Merge
    statement: FinancialStatement
    brought: StatementImport
    figure_link: IssuedFigureLink
    diagnosis: Diagnosis
    finding: Finding
    entry: SheetEntry
    step: ActionStep
    remedy: Remedy
    choice: PriorityChoice
    seminar: SeminarSession
    workbook: Workbook
    workbook_token: str
    calendar_token: str
    analysis_request: AnalysisRequest
    plan: BusinessPlan
    review: GateReview
    point: PlanPoint
    measure: PlanMeasure
    kpi: PlanKpi
    rhythm_change: RhythmChange
    owner_call: OwnerCall
    selection: Selection
    handover: Handover
    handed_business: HandedBusiness
    closing: CheckSheetClosing
    sheet: CheckSheet

    def grow(self, rows: int) -> None:
        """Have ``rows`` of everything, most of them around the first business."""
        for number in range(1, rows):
            add_one(self, number)


def new_world() -> World:
    """An office with one of everything."""
    office = office_with_plan(f"{MARK}商工会")
    manager = staff_of(office, f"{MARK} 鈴木", "manager@example.jp", Role.ADMINISTRATOR)
    colleague = staff_of(office, f"{MARK} 佐藤", "colleague@example.jp", Role.ADVISER)
    business = a_business(office, colleague, 0)
    record = a_record(business, colleague, 0, [a_promise(0), a_promise(2)])
    record.promises.update(keeper=manager)
    a_confidence(business, colleague, 1)
    a_case(record, colleague, manager, 1)
    a_disclosure(business, colleague, 0)
    gone = a_business(office, colleague, 100)
    an_erasure(an_erasure_request(gone, colleague, 1), manager, 100)
    tell_apart(a_twin(business, 0), business, by=manager)
    statement = a_statement(business, 0)
    diagnosis = open_diagnosis(business, by=colleague)
    seminar = a_seminar(colleague, 0)
    workbook, token = a_workbook(seminar, 0)
    return World(
        office=office,
        manager=manager,
        colleague=colleague,
        business=business,
        contact=a_contact(business, 0),
        consent=a_consent(business, colleague, 0),
        record=record,
        attachment=an_attachment(record, colleague, 0),
        staged=stage_file(a_photo(0), by=manager),
        promise=record.promises.earliest("due_on"),
        dispatch=a_dispatch(business, manager, 0),
        template=a_template(manager, 0),
        result=a_result(office.programmes.get(), business, manager, 0),
        case=a_case(record, colleague, manager, 0),
        batch=a_batch(a_record(business, colleague, 0, []), manager),
        link=an_invitation(manager, 0),
        token=a_token(manager, 0),
        erasure_request=an_erasure_request(business, colleague, 0),
        ledger_import=an_import(manager, 0),
        twin=a_twin(business, 0),
        merge=a_merge(office, manager, 0),
        statement=statement,
        brought=brought_accounts([business], manager, 0),
        figure_link=a_figure_link(business, colleague),
        diagnosis=diagnosis,
        finding=one_of_each_finding(diagnosis, colleague),
        entry=an_entry(diagnosis, colleague, 0),
        step=a_step(diagnosis, record, 0),
        remedy=a_remedy(diagnosis, colleague, 0),
        choice=a_choice(business, colleague),
        seminar=seminar,
        workbook=workbook,
        workbook_token=token,
        calendar_token=make_feed(colleague, with_names=True, with_promises=True).token,
        analysis_request=a_wish(workbook, 0),
        **parts_of_a_plan(business, diagnosis, colleague),
    )


def add_one(world: World, number: int) -> None:
    """One more of everything."""
    colleague = staff_of(
        world.office, f"{MARK} 職員{number}", f"s{number}@example.jp", Role.ADVISER
    )
    an_invitation(world.manager, number)
    a_token(world.manager, number)
    business = a_business(world.office, colleague, number)
    if number % 2:
        a_confidence(world.business, colleague, number)
    else:
        a_record(business, colleague, number, [])
        promise = a_promise(number)
        promise.record, promise.keeper = world.record, world.manager
        promise.save()
    world.record.supporters.add(colleague)
    a_statement(world.business, number)
    add_accounts(world, business, number)
    add_findings(world, colleague, number)
    add_talk(world, business, colleague, number)
    add_plans(world, business, colleague, number)
    add_papers(world, business, colleague, number)
    add_entries(world, business, number)
    add_workbooks(world, number)
    leave_history(world, number)


def add_papers(world: World, business: Business, colleague: Staff, number: int) -> None:
    """One more of what hangs on businesses and records."""
    a_contact(world.business, number)
    a_consent(world.business, world.colleague, number)
    asked = an_erasure_request(business, colleague, number)
    if number % 3 == 0:
        an_erasure(asked, world.manager, number)
    a_disclosure(world.business, world.colleague, number)
    a_dispatch(world.business, world.manager, number)
    a_template(world.manager, number)
    a_result(world.office.programmes.get(), business, colleague, number)
    a_case(world.record, world.colleague, world.manager, number)
    add_to_batch(world, number)
    attachment = an_attachment(world.record, world.colleague, number)
    if number % 2:
        remove_attachment(attachment, by=world.manager)


def add_talk(world: World, business: Business, colleague: Staff, number: int) -> None:
    """One more of what is said and decided in an analysis, and one more analysis."""
    an_entry(world.diagnosis, colleague, number)
    a_step(world.diagnosis, world.record, number)
    a_remedy(world.diagnosis, colleague, number)
    a_statement(business, 0)
    open_diagnosis(business, by=colleague)
    a_finished_analysis(business, colleague)


def parts_of_a_plan(
    business: Business, diagnosis: Diagnosis | None, by: Staff
) -> dict[str, object]:
    """An adopted plan, revised once, with every part but 事業承継計画表 and one row of each."""
    facts = PlanFacts("management", f"{MARK}の計画", TODAY.replace(day=1))
    plan = open_plan(business, facts, by=by, diagnosis=diagnosis)
    keep_section(plan, plan.kind_of.sections[0].key, f"{MARK}の理念")
    kpi = a_kpi(plan, 0)
    parts = {"point": a_point(plan, 0), "measure": a_plan_measure(plan, 0), "kpi": kpi}
    adopt_plan(plan, on=TODAY, by=by)
    keep_section(plan, plan.kind_of.sections[1].key, f"{MARK}の概要")
    revise_plan(plan, on=TODAY, reason=f"{MARK}の見直し", by=by)
    plan = BusinessPlan.objects.get(pk=plan.pk)
    sheets = sheets_of(plan, by)
    a_drift(plan, 0)
    review = a_review(plan, 0, by)
    followed = {**sheets, **a_follow_up(plan, by, 0), **parts_of_a_year(plan, by)}
    a_drift(plan, 1)  # one that waits
    return {"plan": plan, "review": review, **parts, **followed}


def a_follow_up(plan: BusinessPlan, by: Staff, number: int) -> dict[str, object]:
    """What is decided and known of one plan followed up: a rhythm, a call, the choice, a sheet."""
    until = TODAY + timedelta(days=number)
    change = change_rhythm(plan, key="monthly", reason=f"{MARK}の理由{number}", until=until, by=by)
    call = take_call(plan, on=TODAY, what=f"{MARK}の声{number}", by=by)
    if not Selection.objects.filter(plan__business=plan.business_id).exists():
        select_plan(plan, year=FiscalYear.of(TODAY), reason=f"{MARK}の対象", by=by)
    open_check_sheet(plan, planned_on=TODAY, by=by)
    return {"rhythm_change": change, "owner_call": call}


def a_drift(plan: BusinessPlan, number: int) -> DriftCase:
    """A drift that waits for a third party."""
    return DriftCase.objects.create(
        plan=plan,
        kind="measure-late",
        key=f"drift-{plan.drift_cases.count()}",
        of=f"{MARK}の施策{number}",
        words=f"{MARK}の施策{number}が遅れている",
        opened_on=TODAY,
    )


def a_review(plan: BusinessPlan, number: int, by: Staff) -> GateReview:
    """A look with a third party at the drift that waits."""
    written = dict.fromkeys(PARTS, f"{MARK}の検討{number}")
    return review_drift(GateReview(plan=plan, on=TODAY, **written), by=by)


def parts_of_a_year(plan: BusinessPlan, by: Staff) -> dict[str, object]:
    """Its place in the year's choice, and the firm handed over to a colleague from tomorrow."""
    selection = plan.selections.get()
    handed = a_handover([plan.business], by)
    return {"selection": selection, "handover": handed, "handed_business": handed.firms.get()}


def a_handover(businesses: list[Business], by: Staff) -> Handover:
    """Firms that go to a new adviser from tomorrow."""
    number = Staff.objects.count()
    office = by.organisation
    heir = staff_of(office, f"{MARK} 後任{number}", f"heir{number}@example.jp", Role.ADVISER)
    handover = Handover(
        organisation=office, giver=businesses[0].adviser, receiver=heir, note=f"{MARK}の引き継ぎ",
        starts_on=clock.today() + timedelta(days=1), written_by=by,
    )  # fmt: skip
    firms = [HandedBusiness(business=one, known=f"{MARK}の様子", note=MARK) for one in businesses]
    return write_handover(handover, firms)


def sheets_of(plan: BusinessPlan, by: Staff) -> dict[str, object]:
    """A visit made by a check sheet, judged ズレ, and the sheet of the next one."""
    answers = Answers(heard=f"{MARK}の話", promises=(NextPromise("ours", f"{MARK}の表"),))
    first = open_check_sheet(plan, planned_on=TODAY, by=by)
    closing = close_check_sheet(first, Visit(TODAY, "drift", answers, uuid4()), by=by)
    return {"closing": closing, "sheet": open_check_sheet(plan, planned_on=TODAY, by=by)}


def a_kpi(plan: BusinessPlan, number: int) -> PlanKpi:
    return keep_kpi(PlanKpi(plan=plan, name=f"{MARK}の数{number}", unit="件", target=number))


def a_point(plan: BusinessPlan, number: int) -> PlanPoint:
    """A line in ever other fields of SWOT."""
    place = list(PLACES)[number % len(PLACES)]
    return keep_point(PlanPoint(plan=plan, place=place, text=f"{MARK}の点{number}"))


def a_plan_measure(plan: BusinessPlan, number: int) -> PlanMeasure:
    """A measure of an odd number of days that moves a KPI."""
    day = TODAY + timedelta(days=number)
    what = f"{MARK}の施策{number}"
    kpi = plan.kpis.first()
    measure = PlanMeasure(plan=plan, horizon="短期", what=what, ends_on=day, kpi=kpi)
    return keep_measure(measure)


def add_plans(world: World, business: Business, colleague: Staff, number: int) -> None:
    """One more of what is in a plan, one more version of it, and one more plan; some adopted."""
    a_point(world.plan, number)
    if world.plan.measures.count() < MOST_MEASURES:
        a_plan_measure(world.plan, number)
    if world.plan.kpis.count() < MOST_KPIS:
        a_kpi(world.plan, number)
    revise_plan(world.plan, on=TODAY, reason=f"{MARK}の見直し{number}", by=colleague)
    a_review(world.plan, number, colleague)
    a_drift(world.plan, number + 1)
    facts = PlanFacts("founding", f"{MARK}の計画{number}", TODAY.replace(day=1))
    plan = open_plan(world.business if number % 2 else business, facts, by=colleague)
    if number % 3:
        adopt_plan(plan, on=TODAY, by=colleague)
    if number % 3 and not number % 2:
        sheets_of(BusinessPlan.objects.get(pk=plan.pk), colleague)
        a_follow_up(BusinessPlan.objects.get(pk=plan.pk), colleague, number)
        a_handover([business], colleague)
    followed = BusinessPlan.objects.filter(business=world.business, adoption__isnull=False)
    a_follow_up(followed.latest("adoption__on", "pk"), colleague, number)


def a_finished_analysis(business: Business, by: Staff) -> Completion:
    """An analysis finished today, beside the one that is under way."""
    today = clock.today()
    diagnosis = Diagnosis.objects.create(business=business, started_on=today, opened_by=by)
    kept = [frozen(row.as_statement()) for row in business.statements.all()]
    a_finding_set_aside(diagnosis, by)
    return Completion.objects.create(diagnosis=diagnosis, on=today, confirmed_by=by, frozen=kept)


def a_finding_set_aside(diagnosis: Diagnosis, by: Staff) -> Finding:
    """A finding of a problem of the region, set aside with a reason."""
    finding = Finding.objects.create(
        diagnosis=diagnosis, rule="insolvent", title=MARK, kind="安全性", horizon="短期"
    )
    decide_finding(finding, is_accepted=False, reason=MARK, by=by)
    return finding


def a_choice(business: Business, by: Staff) -> PriorityChoice:
    """The fields chosen for next year, from an analysis finished this year."""
    a_finished_analysis(business, by)
    next_year = FiscalYear.of(clock.today()).next
    return choose_priorities(next_year, [PriorityField("insolvent", f"{MARK}が多い。")], by=by)


def a_seminar(by: Staff, number: int) -> SeminarSession:
    """An analysis seminar held today, open for two weeks."""
    return hold_seminar(SeminarSession(title=f"{MARK}の回{number}", held_on=TODAY), by=by)


def a_workbook(
    seminar: SeminarSession, number: int, by: Staff | None = None
) -> tuple[Workbook, str]:
    """A participant's workbook with every step written; by staff, one from paper."""
    book, token = (
        Workbook(
            session=seminar,
            business_name=f"{MARK}商店{number}",
            owner_name=f"{MARK} 参加者{number}",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            bucket="小売業",
        ),
        "",
    )
    if by:
        book = begin_paper(book, by=by)
    else:
        book, token = join_seminar(book, entry_key=book.public_id)
    year = dict.fromkeys(("sales", "loans", "cash"), 9_000_000)
    costs = dict.fromkeys(("cost_of_sales", "personnel", "depreciation", "other_costs"), 2_000_000)
    figures = {"unit": "yen", "ends_on": "2019-12-31", "now": year | costs, "before": year}
    words = {"S-products": f"{MARK}の強み", "cross_how": f"{MARK}の使い方"}
    for step, content in (("figures", figures), ("swot", words), ("ninety-days", {"aim": MARK})):
        book = keep_step_of_workbook(book, step, content, opened=mark_of(book, step), by=by)
    return book, token


def a_wish(workbook: Workbook, number: int) -> AnalysisRequest:
    """A request for an individual analysis."""
    return ask_for_analysis(workbook, Wishes(f"{MARK}の相談{number}", MARK, "027-373-0000"))


def add_workbooks(world: World, number: int) -> None:
    """One more session, one more workbook of the first, from paper by turns, asking by turns."""
    a_seminar(world.colleague, number)
    by = world.colleague if number % 2 else None
    workbook, _ = a_workbook(world.seminar, number, by)
    if number % 3:
        request = a_wish(workbook, number)
        if number % 2:
            decline_request(request, reason=f"{MARK}の理由", by=world.manager)


def an_entry(diagnosis: Diagnosis, by: Staff, number: int) -> SheetEntry:
    """Something said, in ever other cells of SWOT, and in each sheet besides."""
    text = f"{MARK}の言葉{number}"
    for sheet, cell in (("cross", "SO"), ("design-sheet", "purpose"), ("ninety-days", "aim")):
        keep_entry(SheetEntry(diagnosis=diagnosis, sheet=sheet, cell=cell, text=text), by=by)
    places = [cell.place for cell in swot_cells()]
    place = places[number % len(places)]
    said = SheetEntry(diagnosis=diagnosis, sheet="swot", cell=place, text=text)
    return keep_entry(said, by=by)


def a_step(diagnosis: Diagnosis, record: SupportRecord, number: int) -> ActionStep:
    """A step of the ninety days; every other is a promise."""
    day = diagnosis.started_on + timedelta(days=number * 3)
    step = keep_step(ActionStep(diagnosis=diagnosis, what=f"{MARK}の行動{number}", due_on=day))
    if number % 2:
        agree_steps(diagnosis, record)
        step.refresh_from_db()
    return step


def a_remedy(diagnosis: Diagnosis, by: Staff, number: int) -> Remedy:
    """What is to be done about a finding that was taken up."""
    words = FindingWords(f"{MARK}の課題{number}", "収益性", "短期", [f"{MARK}の対応{number}"])
    return write_finding(diagnosis, words, by=by).remedies.get()


def add_entries(world: World, business: Business, number: int) -> None:
    """One more of what concerns entries of the register themselves."""
    an_import(world.manager, number)
    world.ledger_import.decisions.create(
        row_number=number,
        decision=RowDecision.LEFT_OUT,
        decided_by=world.colleague,
        decided_at=clock.now(),
    )
    a_twin(business, number)
    tell_apart(a_twin(business, number), business, by=world.manager)
    a_merge_into(world.merge, world.colleague, number)


def leave_history(world: World, number: int) -> None:
    """One more entry in each history."""
    roles = (Role.SUPPORT_STAFF, Role.ADVISER)
    world.colleague.refresh_from_db()
    change_role(
        world.colleague,
        roles[number % 2],
        by=world.manager,
        seen_version=world.colleague.version,
    )
    world.business.refresh_from_db()
    world.business.note = f"{MARK}{number}"
    edit_business(world.business, tags=[f"{MARK}{number}"], seen_version=world.business.version)
    for row in (world.record, world.dispatch, world.result, world.statement):
        row.refresh_from_db()
        row.save()


def a_business(office: Organisation, adviser: Staff, number: int) -> Business:
    return register_business(
        Business(
            name=f"{MARK}製麺{number}",
            name_kana=f"ヒミツ{number:02}",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            industry_code="09",
            full_time=number,
            owner_birth_year=1950 + number,
            adviser=adviser,
            district=office.districts.first(),
            phone=f"027-373-{number:04}",
        ),
        tags=[f"{MARK}{number}"],
        organisation=office,
    )


def a_statement(business: Business, number: int) -> FinancialStatement:
    """A year's accounts, ever earlier ones, with something odd in each."""
    year = TODAY.year - number
    statement = FinancialStatement(
        business=business,
        starts_on=date(year - 1, 4, 1),
        ends_on=date(year, 3, 31),
        form="corporation",
        amounts={"sales": 1_000 + number, "purchases": 2_000},
        is_closed=False,
        note=f"{MARK}の決算{number}",
    )
    return save_statements(business, [Entry(statement)])[0]


def a_draft(business: Business, number: int) -> Draft:
    """A year's accounts as a file has them."""
    return Draft(
        date(2026 + number, 4, 1),
        date(2027 + number, 3, 31),
        amounts={"sales": 1_000 + number},
        business=str(business.public_id),
        business_name=business.name,
    )


def brought_accounts(businesses: list[Business], by: Staff, number: int) -> StatementImport:
    """A file of accounts that was read, and that nobody agreed to yet."""
    return StatementImport.objects.create(
        organisation=by.organisation,
        kind=StatementImport.Kind.TEMPLATE,
        file_name=f"{MARK}{number}.xlsx",
        contents={"drafts": [a_draft(business, number).as_json() for business in businesses]},
        uploaded_by=by,
        uploaded_at=clock.now(),
    )


def a_figure_link(business: Business, by: Staff) -> IssuedFigureLink:
    """An owner's link, with a figure that came by it."""
    issued = issue_link(business, by=by)
    cells = {(date(2026, 10, 1), "employees"): Change(Answer(Decimal(1)))}
    enter_monthly_figures(business, cells, link=issued.link)
    return issued


def a_monthly_figure(business: Business, by: Staff, number: int) -> None:
    """One more figure of ever other items, month by month back."""
    item = list(monthly_items())[number % len(monthly_items())]
    month = date(2026, 11 - number % 11, 1)
    enter_monthly_figures(business, {(month, item): Change(Answer(is_unknown=True))}, by=by)


def add_accounts(world: World, business: Business, number: int) -> None:
    """One more file that waits, and one more business in the first one."""
    a_monthly_figure(world.business, world.manager, number)
    brought_accounts([business], world.manager, number)
    world.brought.contents["drafts"].append(a_draft(business, number).as_json())
    world.brought.save()


def a_finding(diagnosis: Diagnosis, by: Staff, number: int) -> Finding:
    """A finding of the adviser's own, and something said."""
    words = FindingWords(f"{MARK} 課題{number}", "収益性", "短期", [f"{MARK} 対応策{number}"])
    finding = write_finding(diagnosis, words, by=by)
    cell = swot_cells()[number % len(swot_cells())]
    said = SheetEntry(diagnosis=diagnosis, sheet="swot", cell=cell.place, text=f"{MARK}{number}")
    keep_entry(said, by=by)
    return finding


def one_of_each_finding(diagnosis: Diagnosis, by: Staff) -> Finding:
    """One taken up, one set aside and one undecided; the one taken up."""
    undo_verdict(a_finding(diagnosis, by, 101))
    decide_finding(a_finding(diagnosis, by, 102), is_accepted=False, by=by)
    return a_finding(diagnosis, by, 0)


def add_findings(world: World, colleague: Staff, number: int) -> None:
    """One more finding, of ever other standings."""
    finding = a_finding(world.diagnosis, colleague, number)
    if number % 3 == 0:
        undo_verdict(finding)
    elif number % 3 == 1:
        decide_finding(finding, is_accepted=False, by=colleague)


def a_twin(business: Business, number: int) -> Business:
    """The same business, entered once more."""
    return register_business(
        Business(
            name=f"{business.name}　本店",
            legal_form=LegalForm.SOLE_PROPRIETOR,
            phone=business.phone,
            owner_name=f"{MARK} 代表{number}",
        ),
        organisation=business.organisation,
    )


def a_merge(office: Organisation, by: Staff, number: int) -> Merge:
    """Two entries of one business, made one."""
    kept = register_business(
        Business(name=f"{MARK}商店", legal_form=LegalForm.SOLE_PROPRIETOR), organisation=office
    )
    twin = a_twin(kept, number)
    return merge_businesses(Merging(kept, twin, (kept.version, twin.version)), by=by)


def a_merge_into(merge: Merge, by: Staff, number: int) -> None:
    """One more entry merged into the same business, with a record and a contact of its own."""
    kept = Business.objects.get(pk=merge.kept_id)
    twin = a_twin(kept, number)
    a_record(twin, by, number, [a_promise(number)])
    a_contact(twin, number)
    merge_businesses(Merging(kept, twin, (kept.version, twin.version)), by=by)


def a_promise(number: int) -> Promise:
    """A promise of either side, by turns, some of them late."""
    return Promise(
        side=Promise.Side.OURS if number % 4 < 2 else Promise.Side.THEIRS,
        what=f"{MARK}の約束{number}",
        due_on=TODAY + timedelta(days=number % 7 - 3),
    )


def a_record(business: Business, by: Staff, number: int, promises: list[Promise]) -> SupportRecord:
    return record_support(
        SupportRecord(
            business=business,
            on=TODAY - timedelta(days=number),
            kind=ContactKind.VISIT,
            minutes=60,
            heard=f"{MARK}の話{number}",
            advice=f"{MARK}の助言{number}",
            next_contact_on=TODAY + timedelta(days=number),
            next_contact_reason=f"{MARK}の用件{number}",
        ),
        RecordParts([by], list(by.organisation.topics.filter(key="plan-followup")), promises),
        by=by,
    )


def a_confidence(business: Business, by: Staff, number: int) -> SupportRecord:
    """A record told in confidence, open to a colleague besides, into which its recorder looked."""
    record = a_record(business, by, number, [a_promise(number)])
    confide(record, readers=[by], by=by)
    open_text(record, by=by)
    return record


def a_contact(business: Business, number: int) -> ContactPerson:
    return keep_contact(ContactPerson(business=business, name=f"{MARK} 担当{number}"))


def a_consent(business: Business, by: Staff, number: int) -> Consent:
    return Consent.objects.create(
        business=business,
        scope=ConsentScope.values[number % len(ConsentScope.values)],
        given_on=TODAY,
        given_by=f"{MARK} 代表",
        withdrawn_on=TODAY if number else None,
        recorded_by=by,
    )


def a_disclosure(business: Business, by: Staff, number: int) -> Disclosure:
    """Something handed out by turns under a consent given then, and at the owner's request."""
    kinds = RecipientKind.values
    told = Disclosure(
        business=business,
        kind=DisclosureKind.DOCUMENTS,
        what=f"{MARK}の書類{number}",
        recipient_kind=kinds[number % len(kinds)],
        recipient=f"{MARK}銀行{number}",
        purpose=f"{MARK}の目的{number}",
        on=TODAY,
    )
    basis = Basis(ground="owner-request", reason=f"{MARK}の依頼{number}")
    return disclose(told, basis=basis, by=by)


def an_erasure_request(business: Business, by: Staff, number: int) -> ErasureRequest:
    """A request to erase, by the owner."""
    asked = ErasureRequest(
        business=business,
        asked_on=TODAY,
        asked_by=f"{MARK} 代表{number}",
        ground="own-wish",
        identity=f"{MARK}の免許証",
    )
    return ask_erasure(asked, by=by)


def an_erasure(request: ErasureRequest, by: Staff, number: int) -> Erasure:
    """That it was carried out, of a business whose marks stay: pages show the row alike."""
    return Erasure.objects.create(
        organisation=request.organisation,
        business=request.business,
        request=request,
        number=number,
        at=clock.now(),
        carried_out_by=by,
        extent=f"{MARK}の記録{number}件",
    )


def a_dispatch(business: Business, by: Staff, number: int) -> ExpertDispatch:
    return arrange_dispatch(
        ExpertDispatch(
            business=business,
            theme=f"{MARK}の相談{number}",
            asked_on=TODAY - timedelta(days=number),
            planned_on=TODAY,
            expert_name=f"{MARK} 診断士",
        ),
        by=by,
    )


def a_template(by: Staff, number: int) -> RecordTemplate:
    """A template of the office's own; every other one is retired."""
    topics = list(by.organisation.topics.filter(key="plan-followup"))
    named = f"{MARK}のひな形{number}"
    template = keep_template(RecordTemplate(name=named, heard=MARK), topics, by=by)
    if number % 2:
        retire_template(template, by=by)
    return template


def a_result(programme: Programme, business: Business, by: Staff, number: int) -> Result:
    agree_definition(programme, line=HAND_LINE, text=f"{MARK}の定義{number}", on=TODAY, by=by)
    return enter_result(
        Result(
            programme=programme,
            line=HAND_LINE,
            on=date(2026, 4, 1) + timedelta(days=number),
            business=business,
            value=Decimal(1),
            note=f"{MARK}の備考{number}",
        ),
        evidence=CheckedFile(f"{MARK}.txt", FileKind.TEXT, MARK.encode()),
        by=by,
    )


def a_case(record: SupportRecord, by: Staff, checker: Staff, number: int) -> SupportCase:
    """A case; every third is still a draft, every other confirmed one due for its review."""
    case = write_case(
        SupportCase(
            kind=CaseKind.values[number % len(CaseKind.values)],
            title=f"{MARK}の事例{number}",
            happened=f"{MARK}の出来事{number}",
            done=f"{MARK}の対応{number}",
        ),
        records=[record],
        topics=record.topics.all(),
        by=by,
    )
    if number % 3 == 0:
        CaseCheck.objects.create(
            case=case,
            text_version=1,
            at=case.written_at,
            checked_by=checker,
            review_due_on=TODAY + timedelta(days=number % 2),
        )
    return case


def a_batch(record: SupportRecord, by: Staff) -> TransferBatch:
    """The record carried over by a file of its own."""
    rows = SupportRecord.objects.filter(pk=record.pk)
    return mark_batch(rows, period=Period(record.on, record.on), encoding="cp932", by=by)


def add_to_batch(world: World, number: int) -> None:
    """One more record carried over by the first file; every other was edited since."""
    record = a_record(world.business, world.colleague, number, [])
    world.batch.transfers.create(
        record=record,
        number=1,
        record_version=1,
        at=world.batch.at,
        made_by=world.manager,
    )
    if number % 2:
        record.save_edit(seen_version=1)


def a_photo(number: int) -> CheckedFile:
    """A file as checking gives it; its bytes are told apart by the number."""
    content = f"{MARK}{number}".encode()
    return CheckedFile(f"{MARK}{number}.jpg", FileKind.PICTURE, content, content, 640, 480)


def an_attachment(record: SupportRecord, by: Staff, number: int) -> Attachment:
    return attach_files(record, [stage_file(a_photo(number), by=by)], by=by)[0]


def an_import(by: Staff, number: int) -> LedgerImport:
    """A ledger that was brought and read, and that nobody agreed to yet."""
    rows = ("事業所名,電話", *(f"{MARK}商店{number}の{row},027-373-{row:04}" for row in range(3)))
    content = "\n".join(rows).encode()
    ledger_import = receive_file(f"{MARK}{number}.csv", len(content), [content], by=by)
    read_import(ledger_import, progress_of(ledger_import))
    return ledger_import


_emails = count()


def an_invitation(by: Staff, number: int) -> IssuedLink:
    email = f"invited{next(_emails)}@example.jp"
    return invite(email=email, name=f"{MARK} 招待{number}", role=Role.ADVISER, by=by)


def a_token(manager: Staff, number: int) -> IssuedToken:
    """A key for a program; every second one is revoked."""
    issued = issue_token(
        name=f"{MARK} 連携{number}",
        staff=manager,
        scopes=["businesses:read"],
        ends_on=TODAY,
        by=manager,
    )
    if number % 2:
        revoke_token(issued.token, by=manager)
    return issued
