"""The whole demonstration office, as ``bin/banso demo`` builds it: the plan's own figures."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import monotonic

import pytest
from django.core.management import call_command
from django.test import TestCase, override_settings

from banso.accounts.models import Organisation, Person, Staff
from banso.core.fiscal_year import FiscalYear
from banso.records.models import ContactKind, SupportRecord
from banso.registry.models import Business, Closure, MembershipStatus
from banso.registry.rules.industries import bucket_of


def judged(answer: bool | None) -> int:
    return Business.objects.judged_small(answer).count()


@pytest.mark.xdist_group("WholeDemonstrationTests")
class WholeDemonstrationTests(TestCase):
    """The whole office, built once by the command; the tests only read."""

    @classmethod
    def setUpTestData(cls) -> None:
        folder, said, started = Path(mkdtemp()), StringIO(), monotonic()
        cls.addClassCleanup(rmtree, folder)
        quick = override_settings(
            DATA_DIR=folder, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        with quick:
            call_command("demo", seed=7, until="2026-11-20", stdout=said)
        cls.seconds = monotonic() - started
        cls.said, cls.password = said.getvalue(), folder / "demo-password.txt"

    def test_there_are_1338_businesses_930_of_them_small_in_law(self) -> None:
        assert (Business.objects.count(), judged(True), judged(False), judged(None)) == (
            1338, 930, 399, 9,
        )  # fmt: skip

    def test_the_industries_are_shaped_like_the_plan(self) -> None:
        codes = Business.objects.values_list("industry_code", flat=True)
        assert Counter(map(bucket_of, codes)) == {
            "小売業": 332,
            "サービス業": 326,
            "その他": 181,
            "製造業": 170,
            "建設業": 167,
            "飲食店・宿泊業": 115,
            "卸売業": 47,
        }

    def test_three_advisers_two_districts_members_and_closures(self) -> None:
        assert Staff.objects.advisers().count() == 3
        assert Organisation.objects.get().districts.count() == 2
        members = Business.objects.filter(membership=MembershipStatus.MEMBER).count()
        assert 0.50 < members / 1338 < 0.60
        assert Closure.objects.count() == 25

    def test_follow_ups_stand_where_the_plan_would_have_them(self) -> None:
        for year, contacts, calls, businesses in (
            (2026, 63, 5, 20),
            (2025, 30, 2, 10),
            (2024, 18, 0, 8),
        ):
            during = SupportRecord.objects.standing().during(FiscalYear(year).whole)
            rows = during.about(("plan-followup",))
            by_phone = rows.filter(kind=ContactKind.PHONE).count()
            assert (rows.count() - by_phone, by_phone) == (contacts, calls)
            assert rows.values("business").distinct().count() == businesses

    def test_the_two_years_before_are_lighter(self) -> None:
        counts = [
            SupportRecord.objects.standing().during(FiscalYear(year).whole).count()
            for year in (2024, 2025, 2026)
        ]
        assert counts == [561, 722, 1190]

    def test_the_names_are_hard_enough_for_the_search(self) -> None:
        names = " ".join(
            Business.objects.values_list("name", "owner_name").values_list("name", flat=True)
        )
        for hard in ("髙", "﨑", "㈱", "㈲", "(有)", "𠮷", "ー"):
            assert hard in names
        namesakes = Counter(
            name.split()[0] for name in Business.objects.values_list("owner_name", flat=True)
        )
        assert namesakes.most_common(1)[0][1] > 10

    def test_the_command_prints_how_to_sign_in_and_keeps_the_password(self) -> None:
        password = self.password.read_text(encoding="utf-8").strip()
        assert f"パスワード: {password}" in self.said
        assert self.password.stat().st_mode & 0o777 == 0o600
        assert "suzuki@example.jp　管理者　鈴木 一郎" in self.said
        assert "事業者 1,338件" in self.said
        assert Person.objects.get(email="suzuki@example.jp").check_password(password)

    def test_it_takes_less_than_a_minute(self) -> None:
        assert self.seconds < 60
