"""Decisions about templates of records（記録のひな形）; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.models import RecordTemplate, TemplateRetirement, Topic
from banso.records.rules.templates import default_templates


def give_templates(organisation: Organisation) -> None:
    """Give an office that never had a template the shipped ones; nothing to any other.

    Topics that the office's plan does not have are passed over.
    """
    if RecordTemplate.objects.of(organisation).exists():
        return
    with transaction.atomic():
        # Two people may open their first form at once: the second waits here, and finds them.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = {topic.key: topic for topic in Topic.objects.filter(organisation=organisation)}
        for position, default in enumerate(default_templates()):
            template, is_new = RecordTemplate.objects.get_or_create(
                organisation=organisation,
                name=default.name,
                defaults={
                    "kind": default.kind,
                    "minutes": default.minutes,
                    "heard": default.heard,
                    "advice": default.advice,
                    "position": position,
                },
            )
            if is_new:
                template.topics.set([known[key] for key in default.topics if key in known])


@transaction.atomic
def keep_template(
    template: RecordTemplate, topics: Sequence[Topic], *, by: Staff
) -> RecordTemplate:
    """Add a template of the office's own, after the others; refuses a name already taken."""
    template.organisation = by.organisation
    last = RecordTemplate.objects.of(by.organisation).aggregate(last=Max("position"))["last"]
    template.position = 0 if last is None else last + 1
    return _keep(template, topics)


@transaction.atomic
def edit_template(
    template: RecordTemplate, topics: Sequence[Topic], *, seen_version: int
) -> RecordTemplate:
    """Save an edited template; refuses with ``EditConflict`` when a colleague saved it first."""
    current = RecordTemplate.objects.select_for_update().get(pk=template.pk)
    if current.version != seen_version:
        raise EditConflict
    template.version = seen_version + 1
    return _keep(template, topics)


def _keep(template: RecordTemplate, topics: Sequence[Topic]) -> RecordTemplate:
    """Save row and topics with one history entry."""
    same = RecordTemplate.objects.of(template.organisation).filter(name=template.name)
    if same.exclude(pk=template.pk).exists():
        words = "同じ名前のひな形があります（休止したものも含みます）。別の名前にしてください。"
        raise RuleViolation("name-taken", words, field="name")
    template.skip_history_when_saving = True
    if template.pk is None:
        template.save()
    template.topics.set(topics)
    del template.skip_history_when_saving
    template.save()
    return template


@transaction.atomic
def retire_template(template: RecordTemplate, *, by: Staff) -> TemplateRetirement:
    """Offer a template no longer（ひな形の休止）; pressed twice, it is retired once."""
    retirement, _ = TemplateRetirement.objects.get_or_create(
        template=template, defaults={"at": clock.now(), "confirmed_by": by}
    )
    return retirement


@transaction.atomic
def offer_template_again(template: RecordTemplate) -> RecordTemplate:
    """Take a retirement back."""
    for retirement in TemplateRetirement.objects.filter(template=template):
        retirement.delete()
    return template
