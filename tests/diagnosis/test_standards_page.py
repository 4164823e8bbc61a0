"""A newer table of standards: loaded for analyses to come, refused line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.diagnosis.cast import an_analysis

from banso.accounts.models import Staff
from banso.diagnosis.actions import open_diagnosis
from banso.diagnosis.models import Diagnosis, StandardsTable
from banso.diagnosis.queries import examined
from banso.diagnosis.rules.local_benchmark import standards
from banso.registry.models import Business

URL = "/diagnoses/standards/"
SHIPPED = Path(standards.__file__).with_name("standards.csv").read_text("utf-8-sig")


def sent(content: bytes, **typed: str) -> dict[str, object]:
    file = SimpleUploadedFile("kijunchi.csv", content, "text/csv")
    return {"file": file, "edition": "令和8年度版", "source": "出典：経済産業省", **typed}


def test_a_newer_table_is_for_analyses_to_come(
    as_suzuki: Client, sakura: Business, sato: Staff
) -> None:
    old = an_analysis(sakura, sato)
    Diagnosis.objects.update(is_small=True)
    lines = SHIPPED.splitlines()
    answer = as_suzuki.post(URL, sent("\n".join(lines).encode("cp932")))
    assert answer.status_code == 302
    table = StandardsTable.objects.get()
    assert (table.edition, table.loaded_by.person.name) == ("令和8年度版", "鈴木 一郎")
    old.refresh_from_db()
    assert old.standards is None
    old.business.diagnoses.all().delete()
    fresh = open_diagnosis(sakura, by=sato)
    assert fresh.standards == table
    assert len(examined(fresh).analysis.table.terms) == 3
    page = as_suzuki.get(URL).content.decode()
    assert "令和8年度版" in page
    assert "1件" in page


@pytest.mark.parametrize(
    ("content", "typed", "field", "words"),
    [
        (b"", {}, "file", "ファイルに何も書かれていません。"),
        ("あ,い\n1,2".encode(), {}, "file", "列が足りません"),
        (SHIPPED.replace("0.0226824245254778", "多い").encode(), {}, "file", "数でないところ"),
        (SHIPPED.encode(), {"edition": " "}, "edition", "版（年度など）"),
        (SHIPPED.encode(), {"source": ""}, "source", "出典"),
        (b"\x00\xff\xfe" * 50, {}, "file", ""),
        (b"a" * 1_000_001, {}, "file", "1MBまで"),
    ],
)
def test_a_table_that_cannot_be_used_changes_nothing(
    as_suzuki: Client, content: bytes, typed: dict[str, str], field: str, words: str
) -> None:
    answer = as_suzuki.post(URL, sent(content, **typed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert words in answer.content.decode()
    assert not StandardsTable.objects.exists()


def test_the_same_edition_is_loaded_once_and_only_by_leads(
    as_suzuki: Client, as_sato: Client
) -> None:
    assert as_sato.get(URL).status_code == 403
    assert as_suzuki.post(URL, sent(SHIPPED.encode())).status_code == 302
    again = as_suzuki.post(URL, sent(SHIPPED.encode()))
    assert "この版は、すでに読み込まれています。" in again.content.decode()
    assert StandardsTable.objects.count() == 1
