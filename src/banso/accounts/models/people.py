"""Organisations, the people who sign in, and the staff they are in each organisation."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from banso.accounts.rules import Role
from banso.core.models import Kept


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """What can be asked of organisations."""

    def served_by(self, person: Person) -> OrganisationQuerySet:
        """Organisations in which the person is active staff."""
        active = Staff.objects.active().filter(person=person)
        return self.filter(staff__in=active).distinct()


class Organisation(Kept):
    """A society of commerce and industry（商工会）, or a body like one, that carries out a plan."""

    name = models.CharField("名称", max_length=100)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    municipality = models.CharField("市町村", max_length=50, blank=True)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    phone = models.CharField("電話", max_length=20, blank=True)
    website = models.URLField("ウェブサイト", blank=True)
    is_demonstration = models.BooleanField("実演用", default=False)
    history = HistoricalRecords()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "商工会"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
                name="organisation_corporate_number_once",
                violation_error_message="この法人番号の商工会はすでに登録されています。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people; passwords are always hashed."""

    def create_user(self, email: str, name: str, password: str | None = None) -> Person:
        """Create a person who signs in with this e-mail address."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who signs in（利用者）; what they may do hangs on their staff rows."""

    email = models.EmailField("メールアドレス")
    name = models.CharField("氏名", max_length=60)
    is_active = models.BooleanField("利用できる", default=True)
    last_login = None  # axes keeps when people sign in; here each sign-in would be a history entry
    history = HistoricalRecords(excluded_fields=["password"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = "利用者"
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                violation_error_message="このメールアドレスはすでに使われています。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class StaffQuerySet(models.QuerySet["Staff"]):
    """What can be asked of staff."""

    def of(self, organisation: Organisation) -> StaffQuerySet:
        """Staff of one organisation, active or not."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> StaffQuerySet:
        """Staff of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def active(self) -> StaffQuerySet:
        """Staff who have not been deactivated."""
        return self.filter(deactivation__isnull=True, person__is_active=True)

    def advisers(self) -> StaffQuerySet:
        """Those who may be in charge of a business（担当になれる指導員）."""
        return self.filter(role__in=[Role.STATUTORY_ADVISER, Role.ADVISER])

    def supporters(self) -> StaffQuerySet:
        """Those who take part in support: advisers, support staff and the secretary-general."""
        return self.filter(role__in=Role.office())


class Staff(Kept):
    """One person in one organisation with one role（職員）."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="staff", verbose_name="商工会"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="staff", verbose_name="利用者")
    role = models.CharField("役割", max_length=20, choices=Role.choices())
    history = HistoricalRecords()

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "職員"
        ordering: ClassVar = ["organisation_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                name="staff_once_per_organisation",
                violation_error_message="この人はすでにこの商工会の職員です。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="staff_role_is_known",
                violation_error_message="役割を選んでください。",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def is_active(self) -> bool:
        """Whether this staff row still opens doors."""
        return self.person.is_active and not hasattr(self, "deactivation")


class Deactivation(models.Model):
    """The fact that someone stopped being staff（利用停止）: their rows and history stay."""

    staff = models.OneToOneField(
        Staff, models.CASCADE, related_name="deactivation", verbose_name="職員"
    )
    on = models.DateField("停止日")
    reason = models.CharField("理由", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "利用停止"

    def __str__(self) -> str:
        return f"{self.staff} {self.on}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """What can be asked of invitations."""

    def visible_to(self, staff: Staff) -> InvitationQuerySet:
        """Invitations of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def open_at(self, moment: datetime) -> InvitationQuerySet:
        """Invitations that can still be taken up."""
        return self.filter(accepted_at__isnull=True, expires_at__gt=moment)


class Invitation(Kept):
    """A link by which someone becomes staff, or sets a forgotten password anew（招待）.

    Only the SHA-256 of the link's token is kept; the link itself is shown once.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations", verbose_name="商工会"
    )
    email = models.EmailField("メールアドレス")
    name = models.CharField("氏名", max_length=60)
    role = models.CharField("役割", max_length=20, choices=Role.choices())
    resets = models.ForeignKey(
        Staff,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="password_links",
        verbose_name="再設定する職員",
    )
    token_hash = models.CharField("照合値", max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="招待した職員"
    )
    expires_at = models.DateTimeField("期限")
    accepted_at = models.DateTimeField("受けた日時", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash"])

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "招待"
        ordering: ClassVar = ["-expires_at"]

    def __str__(self) -> str:
        return f"{self.name}（{self.email}）"

    def is_open_at(self, moment: datetime) -> bool:
        """Whether it can still be taken up."""
        return self.accepted_at is None and moment < self.expires_at
