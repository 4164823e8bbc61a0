"""A ledger never brings back what was erased, and follows an entry that was merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.conftest import TODAY, staff_of
from tests.registry.bringing import brought, counts, planned_rows

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.registry.actions import (
    Merging,
    ask_erasure,
    merge_businesses,
    register_business,
    undo_merge,
)
from banso.registry.models import Business, ErasureRequest, LedgerImport, LegalForm, Merge
from banso.web.actions.erasing import erase_business


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """Files of a test lie in the test's own folder."""
    place = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def ume_of(gunma: Organisation) -> Business:
    """うめ商店, a sole proprietor's."""
    business = Business(name="うめ商店", legal_form=LegalForm.SOLE_PROPRIETOR, phone="027-371-0000")
    return register_business(business, organisation=gunma)


def erase(business: Business, gunma: Organisation, suzuki: Staff) -> None:
    """Erase the business, by two people as it must be."""
    mari = staff_of(gunma, "小林 真理", "mari@example.jp", Role.SECRETARY_GENERAL)
    request = ErasureRequest(
        business=business,
        asked_on=TODAY,
        asked_by="梅田 太郎",
        ground="own-wish",
        identity="免許証",
    )
    erase_business(ask_erasure(request, by=suzuki), typed_name=business.name, by=mari)


def test_an_erased_business_is_neither_matched_nor_filled_again(
    gunma: Organisation, suzuki: Staff
) -> None:
    ume = ume_of(gunma)
    number = str(ume.public_id)
    erase(ume, gunma, suzuki)
    rows = (("管理番号", "事業所名", "電話"), (number, "うめ商店", "027-371-0000"))
    ledger_import = brought(rows, suzuki)
    assert counts(ledger_import) == {"refused": 1}
    assert planned_rows(ledger_import)[0].reasons == [
        "この管理番号の事業者は、台帳にいません。新しい事業者なら空けてください。"
    ]
    ume.refresh_from_db()
    assert "うめ" not in ume.name
    assert ume.phone == ""


def test_a_ledger_that_still_waits_goes_with_what_is_erased(
    gunma: Organisation,
    suzuki: Staff,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ume = ume_of(gunma)
    ledger_import = brought((("管理番号", "電話"), (str(ume.public_id), "027-371-9999")), suzuki)
    with django_capture_on_commit_callbacks(execute=True):
        erase(ume, gunma, suzuki)
    assert not LedgerImport.objects.exists()
    assert not ledger_import.folder.exists()


def test_the_number_of_a_merged_entry_leads_to_the_one_it_is_part_of(
    gunma: Organisation, sakura: Business, suzuki: Staff
) -> None:
    ume = ume_of(gunma)
    rows = (("管理番号", "従業員数"), (str(ume.public_id), "9"))
    merge_businesses(Merging(kept=sakura, absorbed=ume, seen=(1, 1)), by=suzuki)
    ledger_import = brought(rows, suzuki)
    [row] = planned_rows(ledger_import)
    assert (row.target, row.changes) == (sakura.pk, [("full_time", "4人", "9人")])
    undo_merge(Merge.objects.get(), by=suzuki)
    assert planned_rows(brought(rows, suzuki))[0].target_name == "うめ商店"
