"""Businesses of the district（事業者）, districts and tags."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.japanese import digits, fold, search_terms
from banso.core.models import Kept
from banso.registry.models.grants import AccessGrant
from banso.registry.rules.industries import industries
from banso.registry.rules.size import small_limit


class District(models.Model):
    """A part of the organisation's area（地区） that an adviser looks after."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="districts", verbose_name="商工会"
    )
    key = models.SlugField("記号", max_length=40)
    name = models.CharField("地区名", max_length=40)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "地区"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="district_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word of the office's own to group businesses by（タグ）."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="tags", verbose_name="商工会"
    )
    name = models.CharField("タグ", max_length=30)

    class Meta:
        verbose_name = "タグ"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="tag_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class LegalForm(models.TextChoices):
    """Whether a business is incorporated（法人・個人の別）."""

    CORPORATION = "corporation", "法人"
    SOLE_PROPRIETOR = "sole-proprietor", "個人"


class SuccessorStatus(models.TextChoices):
    """How the next generation stands（後継者の状況）."""

    UNKNOWN = "unknown", "未確認"
    AGREED = "agreed", "候補者がいて了承済み"
    NOT_AGREED = "not-agreed", "候補者はいるが未了承"
    NONE = "none", "候補者がいない"
    NOT_NEEDED = "not-needed", "当面必要なし"
    CLOSING = "closing", "廃業の意向"


class MembershipStatus(models.TextChoices):
    """Whether a business is a member of the society（会員の別）."""

    MEMBER = "member", "会員"
    NON_MEMBER = "non-member", "非会員"
    UNKNOWN = "unknown", "未確認"


def _small_limits() -> Case:
    """The law's limit for a row's industry, as ``rules.size`` has it; null where it has none."""
    codes = {row.code: small_limit(row.code) for row in industries()}
    return Case(
        *(
            When(industry_code__in=[c for c in codes if codes[c] == limit], then=Value(limit))
            for limit in sorted({limit for limit in codes.values() if limit})
        ),
        output_field=models.IntegerField(),
    )


class BusinessQuerySet(models.QuerySet["Business"]):
    """What can be asked of businesses."""

    def of(self, organisation: Organisation) -> BusinessQuerySet:
        """The organisation's businesses."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> BusinessQuerySet:
        """The office sees all of its businesses; an expert those open to them now; others none."""
        own = self.filter(organisation_id=staff.organisation_id)
        if staff.role in Role.office():
            return own
        if staff.role == Role.EXPERT:
            granted = AccessGrant.objects.in_force().filter(staff=staff)
            return own.filter(pk__in=granted.values("business"))
        return self.none()

    def open(self) -> BusinessQuerySet:
        """Businesses that have not closed（営業中）."""
        return self.filter(closure__isnull=True)

    def closed(self) -> BusinessQuerySet:
        """Businesses that have closed（廃業）."""
        return self.filter(closure__isnull=False)

    def unerased(self) -> BusinessQuerySet:
        """Businesses whose particulars were not erased on request（消去済みでない）."""
        return self.filter(erasure__isnull=True)

    def in_charge(self, adviser: Staff) -> BusinessQuerySet:
        """Businesses one adviser is in charge of（担当）."""
        return self.filter(adviser=adviser)

    def in_bucket(self, bucket: str) -> BusinessQuerySet:
        """Businesses in one of the plan's seven industry buckets（業種区分）."""
        codes = [row.code for row in industries() if row.bucket == bucket]
        return self.filter(industry_code__in=codes)

    def judged_small(self, answer: bool | None) -> BusinessQuerySet:  # noqa: FBT001 - the verdict
        """Businesses that ``judge_size`` calls 小規模 (or not; ``None``: cannot be told)."""
        counted = ("full_time", "part_time", "family_workers", "on_leave")
        judged = self.alias(
            regular_employees=reduce(add, (F(group) for group in counted)),
            known_employees=reduce(add, (Coalesce(F(group), 0) for group in counted)),
            small_limit=_small_limits(),
        )
        too_many = Q(known_employees__gt=F("small_limit"))
        if answer is None:
            blank_decides = Q(regular_employees__isnull=True) & ~too_many
            return judged.filter(Q(small_limit__isnull=True) | blank_decides)
        if answer:
            return judged.filter(regular_employees__lte=F("small_limit"))
        return judged.filter(too_many)

    def matching(self, words: str) -> BusinessQuerySet:
        """Businesses in whose names, kana, address, phone or number every word occurs."""
        found = self
        for term in search_terms(words):
            found = found.filter(search_text__contains=term)
        return found


class Business(Kept):
    """A business in our district（事業者）, incorporated or sole-proprietor."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="businesses", verbose_name="商工会"
    )
    name = models.CharField("事業者名（屋号）", max_length=120)
    name_kana = models.CharField("フリガナ", max_length=160, blank=True)
    legal_form = models.CharField("法人・個人", max_length=20, choices=LegalForm.choices)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    member_number = models.CharField("会員番号", max_length=40, blank=True)

    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    prefecture = models.CharField("都道府県", max_length=10, blank=True)
    city = models.CharField("市区町村", max_length=40, blank=True)
    street = models.CharField("町名・番地", max_length=120, blank=True)
    building = models.CharField("建物名", max_length=80, blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    fax = models.CharField("FAX", max_length=40, blank=True)
    email = models.EmailField("メール", blank=True)
    website = models.URLField("ウェブサイト", blank=True)

    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="businesses",
        verbose_name="地区",
    )  # fmt: skip
    adviser = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="businesses",
        verbose_name="担当指導員",
    )  # fmt: skip
    membership = models.CharField(
        "会員", max_length=20, choices=MembershipStatus.choices, default=MembershipStatus.UNKNOWN
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="businesses", verbose_name="タグ")

    industry_code = models.CharField("業種（日本標準産業分類 中分類）", max_length=2, blank=True)
    line_of_business = models.CharField("事業の内容", max_length=200, blank=True)
    capital_yen = models.BigIntegerField("資本金（円）", null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField("創業年（西暦）", null=True, blank=True)

    officers = models.PositiveIntegerField("役員・個人事業主", null=True, blank=True)
    family_workers = models.PositiveIntegerField("同居の親族従業員", null=True, blank=True)
    full_time = models.PositiveIntegerField("常用の従業員", null=True, blank=True)
    part_time = models.PositiveIntegerField("短時間の従業員", null=True, blank=True)
    on_leave = models.PositiveIntegerField("休業中の従業員", null=True, blank=True)
    day_labourers = models.PositiveIntegerField("日雇い", null=True, blank=True)
    up_to_two_months = models.PositiveIntegerField("2か月以内の雇用", null=True, blank=True)
    seasonal = models.PositiveIntegerField("季節雇用（4か月以内）", null=True, blank=True)
    probation = models.PositiveIntegerField("試用期間（14日以内）", null=True, blank=True)

    owner_name = models.CharField("代表者名", max_length=60, blank=True)
    owner_kana = models.CharField("代表者フリガナ", max_length=80, blank=True)
    owner_title = models.CharField("役職", max_length=30, blank=True)
    owner_birth_year = models.PositiveSmallIntegerField(
        "代表者の生年（西暦）", null=True, blank=True
    )
    successor = models.CharField(
        "後継者",
        max_length=20,
        choices=SuccessorStatus.choices,
        default=SuccessorStatus.UNKNOWN,
    )
    caution = models.CharField("注意", max_length=300, blank=True)
    note = models.TextField("備考", max_length=4000, blank=True)
    search_text = models.TextField("検索用", blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["search_text"], m2m_fields=[tags])

    objects = BusinessQuerySet.as_manager()

    class Meta:
        verbose_name = "事業者"
        ordering: ClassVar = ["name_kana", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "corporate_number"],
                condition=~Q(corporate_number=""),
                name="business_corporate_number_once",
                violation_error_message="この法人番号の事業者はすでに登録されています。",
            ),
            models.UniqueConstraint(
                fields=["organisation", "member_number"],
                condition=~Q(member_number=""),
                name="business_member_number_once",
                violation_error_message="この会員番号の事業者はすでに登録されています。",
            ),
            models.CheckConstraint(
                condition=Q(legal_form="corporation") | Q(corporate_number=""),
                name="business_number_only_for_corporations",
                violation_error_message="個人事業主に法人番号はありません。",
            ),
            models.CheckConstraint(
                condition=Q(capital_yen__isnull=True) | Q(capital_yen__gte=0),
                name="business_capital_not_negative",
                violation_error_message="資本金は0以上の金額にしてください。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="business_has_a_name",
                violation_error_message="事業者名を入力してください。",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "name_kana", "name"], name="business_by_kana"),
            models.Index(fields=["organisation", "adviser"], name="business_by_adviser"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address in one line."""
        return f"{self.prefecture}{self.city}{self.street} {self.building}".strip()

    @property
    def is_closed(self) -> bool:
        """Whether the business has closed（廃業）."""
        return hasattr(self, "closure")

    def words_to_find_it_by(self) -> str:
        """Everything a person may look the business up by, folded for matching."""
        people = self.contact_people.all() if self.pk else ()
        merges = self.merges.all() if self.pk else ()
        merged = [merge for merge in merges if not hasattr(merge, "withdrawal")]
        texts = (
            self.name,
            self.name_kana,
            self.owner_name,
            self.owner_kana,
            self.address,
            self.phone,
            digits(self.phone),
            self.corporate_number,
            self.member_number,
            self.line_of_business,
            *(text for person in people for text in person.ways_to_find()),
        )
        own = [fold(text) for text in texts if text]
        return " ".join((*own, *(merge.absorbed_words for merge in merged)))
