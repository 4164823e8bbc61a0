"""An analysis with everything in it, and documents read back as a person would read them."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pypdfium2
from python_calamine import CalamineWorkbook
from tests.diagnosis.cast import an_analysis, said_everything

from banso.accounts.models import Staff
from banso.diagnosis.actions import (
    FindingWords,
    decide_finding,
    keep_entry,
    keep_step,
    propose_findings,
    write_finding,
)
from banso.diagnosis.documents.around import Making
from banso.diagnosis.documents.made import DOCUMENTS
from banso.diagnosis.models import ActionStep, Diagnosis, SheetEntry
from banso.diagnosis.queries.gathering import papers_of
from banso.diagnosis.rules.editions import Edition, Part
from banso.registry.models import Business

OWN = FindingWords("原価を知らない", "収益性", "短期", ("品目ごとに原価を出す",))
AIM, NOT_DOING = "手元のお金を月商1か月分に戻す", "新しい設備は買わない"
PURPOSE = "地元の小麦で、毎日の食卓に麺を届ける"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def a_full_analysis(business: Business, by: Staff) -> Diagnosis:
    """An analysis with findings, SWOT, aims and a step in each thirty days."""
    diagnosis = an_analysis(business, by)
    Diagnosis.objects.filter(pk=diagnosis.pk).update(is_small=True)
    said_everything(diagnosis, by)
    said = (("ninety-days", "aim", AIM), ("ninety-days", "not-doing", NOT_DOING))
    for sheet, cell, text in (*said, ("design-sheet", "purpose", PURPOSE)):
        keep_entry(SheetEntry(diagnosis=diagnosis, sheet=sheet, cell=cell, text=text), by=by)
    proposed = propose_findings(diagnosis)
    for finding in proposed[:2]:
        decide_finding(finding, is_accepted=True, by=by)
    decide_finding(proposed[2], is_accepted=False, reason="いまは急がない", by=by)
    write_finding(diagnosis, OWN, by=by)
    for day, what in ((10, "原価表を作る"), (45, "値上げを申し入れる"), (90, "道の駅に置く")):
        due = diagnosis.started_on + timedelta(days=day)
        keep_step(ActionStep(diagnosis=diagnosis, what=what, due_on=due, doer="社長", kpi="3件"))
    return diagnosis


def making(diagnosis: Diagnosis, staff: Staff, *hidden: Part, handout: bool = False) -> Making:
    """The documents as they are now, without what is hidden."""
    fresh = Diagnosis.objects.select_related("business__organisation").get(pk=diagnosis.pk)
    edition = Edition(handout or bool(hidden), frozenset(hidden))
    return Making(papers_of(fresh, staff), edition)


def made(of: Making, name: str, suffix: str) -> bytes:
    """One document as a file."""
    return DOCUMENTS[name].writers[suffix](of)


def pages(content: bytes) -> list[str]:
    """The text of every page of a PDF, without any space: where lines break says nothing."""
    pdf = pypdfium2.PdfDocument(content)
    return [re.sub(r"\s+", "", page.get_textpage().get_text_bounded()) for page in pdf]


def word(content: bytes) -> docx.document.Document:
    """A Word file, read back."""
    return docx.Document(BytesIO(content))


def word_text(content: bytes) -> str:
    """Everything a Word file says, in its body, head, foot and alt texts."""
    with ZipFile(BytesIO(content)) as parts:
        names = [
            name for name in parts.namelist() if re.match(r"word/\w+\.xml|docProps/\w+\.xml", name)
        ]
        return "\n".join(parts.read(name).decode() for name in names)


def rows(content: bytes) -> list[list[object]]:
    """The cells of a workbook's first sheet."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def formulas(content: bytes) -> dict[str, str]:
    """Every formula of the first sheet by its cell."""
    with ZipFile(BytesIO(content)) as parts:
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    found = {}
    for cell in sheet.iter(f"{_MAIN}c"):
        formula = cell.find(f"{_MAIN}f")
        if formula is not None and formula.text:
            found[cell.attrib["r"]] = formula.text
    return found


def whole_text(of: Making) -> str:
    """Every word of every file of an analysis."""
    said = []
    for document in DOCUMENTS.values():
        for suffix in document.writers:
            content = made(of, document.key, suffix)
            if suffix == "pdf":
                said.append("".join(pages(content)))
            elif suffix == "docx":
                said.append(word_text(content))
            else:
                said += [str(cell) for row in rows(content) for cell in row]
    return "\n".join(said)
