"""The first page of an empty installation. Closed for good once an organisation exists."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.accounts.access import open_to_all
from banso.accounts.models import Organisation
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.web.first_run.actions import found_first_organisation
from banso.web.first_run.forms import FirstRunForm


@open_to_all
def first_run(request: HttpRequest) -> HttpResponse:
    """Found the organisation with its administrator and plan, then sign in."""
    if Organisation.objects.exists():
        raise Http404
    form = FirstRunForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = found_first_organisation(
                form.organisation(),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                plan=form.plan_source(),
            )
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{staff.organisation.name}を始める準備ができました。")
            answer: HttpResponse = perform_login(
                request, staff.person, redirect_url=reverse("accounts:own")
            )
            return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "web/first_run.html", {"form": form}, status=status)
