"""How the tests of this room read its pages."""

from __future__ import annotations

import re

from django.http import HttpResponse
from tests.records.cast import told


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def headings_of(answer: HttpResponse) -> list[str]:
    """The headings and folds of the page in their order, those of its frame left out."""
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    found = re.findall(r"<(?:h2|summary)\b[^>]*>(.*?)</(?:h2|summary)>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]
