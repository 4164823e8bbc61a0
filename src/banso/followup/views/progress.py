"""Plan against reality（計画と実績）: the page, its chart, and the paper for the owner."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.documents.blocks import pdf_of
from banso.core.documents.charts import as_svg
from banso.core.documents.downloads import download
from banso.followup.documents.charts import chart_words, sales_chart
from banso.followup.documents.progress import progress_paper
from banso.followup.queries import course_of, follow_of
from banso.followup.queries.course import Course
from banso.followup.rules.course import rule_words
from banso.followup.views.asked import asked_followed, frame

_KEPT_FOR = 60  # seconds a browser may show the chart again


@require_GET
@staff_may("see-follow-up")
def progress(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show plan and reality side by side, in one sentence first."""
    plan = asked_followed(request, plan_id)
    course = course_of(plan, clock.today())
    around = frame(request, plan, "progress")
    context = {
        **around,
        "course": course,
        "rule_lines": rule_words(course.rules),
        "chart_words": chart_words(course.shown) if course.shown else "",
        "figures_url": figures_url(course),
        "next_url": next_url(course, may_write=bool(around["may_write"])),
        "may_enter": may(request.staff.role, "enter-figures"),
    }
    return render(request, "followup/progress.html", context)


def next_url(course: Course, *, may_write: bool) -> str:
    """Where the one thing to do now is done."""
    plan, key = course.plan, course.next.key
    if key == "review" and not may_write:
        key = "reviews"
    if key == "figures":
        return figures_url(course)
    if key == "numbers":
        return reverse("plans:numbers", args=[plan.public_id])
    return reverse(f"followup:{key}", args=[plan.public_id])


def figures_url(course: Course) -> str:
    """The grid of months that ends with the last one shown; the months to ask for are on it."""
    address = reverse("figures:monthly", args=[course.plan.business.public_id])
    last = course.shown.over[-1].month if course.shown and course.shown.over else None
    return f"{address}?to={last:%Y-%m}" if last else address


@require_GET
@staff_may("see-follow-up")
def chart(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """The chart of the plan year as SVG; 「?narrow」 as a phone shows it."""
    course = course_of(asked_followed(request, plan_id), clock.today())
    if course.shown is None:
        raise Http404
    drawn = sales_chart(course.shown, is_narrow="narrow" in request.GET)
    answer = HttpResponse(as_svg(drawn), content_type="image/svg+xml")
    answer["Cache-Control"] = f"private, max-age={_KEPT_FOR}"
    return answer


@require_GET
@staff_may("see-follow-up")
def paper(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """One page for the owner as PDF."""
    plan = asked_followed(request, plan_id)
    today = clock.today()
    follow = follow_of(plan, today)
    due = follow.due if follow else None
    next_on = due.on if due and due.on >= today else None
    made = progress_paper(course_of(plan, today), next_on)
    return download(pdf_of(made), f"計画と実績_{plan.business.name}", "pdf")
