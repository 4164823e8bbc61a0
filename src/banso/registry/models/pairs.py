"""Two businesses that look like one（重複の疑い）, and those told apart（別の事業者の確認）."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.registry.models.businesses import Business

_PAIR_ONCE = ["one", "other"]


# What two entries are told apart by. When one of these changes, the two are suspected anew.
SEEN = ("name", "corporate_number", "postcode", "prefecture", "city", "street", "building", "phone")


def as_seen(business: Business) -> str:
    """What a person saw of a business when telling it apart from another, one line a field."""
    return "\n".join(getattr(business, name) for name in SEEN)


def _as_seen_now(side: str) -> Func:
    """The same in SQL; not by ``Concat``, whose nesting is too deep for SQLite's parser."""
    fields = [F(f"{side}__{name}") for name in SEEN]
    lines = [part for field in fields for part in (Value("\n"), field)][1:]
    return Func(
        *lines, template="(%(expressions)s)", arg_joiner=" || ", output_field=models.TextField()
    )


class DistinctionQuerySet(models.QuerySet["Distinction"]):
    """What can be asked of distinctions."""

    def of(self, organisation: Organisation) -> DistinctionQuerySet:
        """The organisation's distinctions."""
        return self.filter(organisation=organisation)

    def in_force(self) -> DistinctionQuerySet:
        """Those both of whose entries still read as they were seen."""
        return self.filter(one_seen=_as_seen_now("one"), other_seen=_as_seen_now("other"))


class Distinction(models.Model):
    """The fact that two entries alike are two businesses（別の事業者の確認）.

    It holds as long as both are entered as they were then: ``one_seen`` and ``other_seen``.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="distinctions", verbose_name="商工会"
    )
    one = models.ForeignKey(Business, models.CASCADE, related_name="+", verbose_name="一方")
    other = models.ForeignKey(Business, models.CASCADE, related_name="+", verbose_name="他方")
    one_seen = models.TextField("一方の内容", editable=False)
    other_seen = models.TextField("他方の内容", editable=False)
    reason = models.CharField("理由", max_length=200, blank=True)
    at = models.DateTimeField("確認日時")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="確認した職員")
    history = HistoricalRecords()

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = "別の事業者の確認"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=_PAIR_ONCE, name="distinction_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinction_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one}と{self.other}"


class Comparison(models.Model):
    """When all businesses of an organisation were last compared（事業者の見比べ）.

    ``left_out`` counts keys that so many businesses have that they tell nothing.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="comparison", verbose_name="商工会"
    )
    at = models.DateTimeField("見比べた日時")
    businesses = models.PositiveIntegerField("見比べた事業者数")
    left_out = models.PositiveIntegerField("比べなかった項目数", default=0)

    class Meta:
        verbose_name = "事業者の見比べ"

    def __str__(self) -> str:
        return f"{self.organisation} {self.at}"


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    """What can be asked of suspicions."""

    def of(self, organisation: Organisation) -> SuspicionQuerySet:
        """What the organisation's last comparison found."""
        return self.filter(comparison__organisation=organisation)

    def undecided(self) -> SuspicionQuerySet:
        """Pairs that nobody has told apart（別の事業者）since they read as they do."""
        told_apart = Distinction.objects.in_force().filter(
            one=OuterRef("one"), other=OuterRef("other")
        )
        return self.exclude(Exists(told_apart))


class Suspicion(models.Model):
    """Two businesses that may be one（重複の疑い）, as the last comparison found them.

    Kept only so that the count needs no comparing; each comparison writes all of them anew.
    """

    comparison = models.ForeignKey(
        Comparison, models.CASCADE, related_name="suspicions", verbose_name="事業者の見比べ"
    )
    one = models.ForeignKey(Business, models.CASCADE, related_name="+", verbose_name="一方")
    other = models.ForeignKey(Business, models.CASCADE, related_name="+", verbose_name="他方")
    points = models.IntegerField("点数")

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        verbose_name = "重複の疑い"
        ordering: ClassVar = ["-points", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=_PAIR_ONCE, name="suspicion_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="suspicion_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one}と{self.other}"
