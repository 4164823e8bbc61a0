"""Every paper of a plan: what it is for, and in which files it can be had."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from banso.core.documents.blocks import Paper, pdf_of
from banso.core.documents.word import word_of
from banso.plans.documents import forms, wall, whole
from banso.plans.documents.around import Making
from banso.plans.documents.book import figure_book_of
from banso.plans.rules.content import Content

PDF, WORD, EXCEL, PLAIN = "pdf", "docx", "xlsx", "txt"
SUFFIXES = {PDF: "PDF", WORD: "Word", EXCEL: "Excel", PLAIN: "テキスト"}
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')

Writer = Callable[[Making], bytes]


def _always(content: Content) -> bool:
    return content is not None


def _has_limits(content: Content) -> bool:
    """Whether the form it is written for limits what is written."""
    return content.kind_key == "sustainability"


def _has_numbers(content: Content) -> bool:
    return content.kind.has("numbers")


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its name, what it is for, a writer for each kind of file, for which plans."""

    key: str
    ja: str
    purpose: str
    writers: Mapping[str, Writer]
    is_for: Callable[[Content], bool] = _always

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The kinds of file by suffix, with the word for each."""
        return tuple((suffix, SUFFIXES[suffix]) for suffix in self.writers)


def _both(paper: Callable[[Making], Paper]) -> Mapping[str, Writer]:
    """A paper as PDF and as Word."""
    return {
        PDF: lambda making: pdf_of(paper(making)),
        WORD: lambda making: word_of(paper(making)),
    }


_ALL = (
    Document(
        "wall",
        "1枚版（A3）",
        "壁に貼る1枚です。理念・SWOT・3年の数字・施策の予定・KPI・約束を、A3横にまとめます。",
        {PDF: wall.wall_pdf_of, WORD: lambda making: word_of(wall.wall_paper_of(making))},
    ),
    Document(
        "whole",
        "完全版",
        "見出しごとの本文、SWOT、施策とお金、KPI、数値計画と前提、策定と版までの冊子です。",
        _both(whole.whole_of),
    ),
    Document(
        "form",
        "様式用テキスト",
        "申請書の様式に写すための本文と字数です。様式は、申請する回のものを必ず確かめてください。",
        {
            WORD: lambda making: word_of(forms.form_paper_of(making)),
            PLAIN: forms.form_text_of,
            PDF: lambda making: pdf_of(forms.form_paper_of(making)),
        },
        _has_limits,
    ),
    Document(
        "figures",
        "数値計画（Excel）",
        "前提を変えると年・月の損益、貸借、資金が計算し直される、計算式の入った表です。",
        {EXCEL: figure_book_of},
        _has_numbers,
    ),
)
DOCUMENTS: Mapping[str, Document] = {document.key: document for document in _ALL}


def documents_for(content: Content) -> tuple[Document, ...]:
    """The papers that a plan like this has."""
    return tuple(one for one in DOCUMENTS.values() if one.is_for(content))


def file_name(document: Document, making: Making) -> str:
    """「事業計画_完全版_さくら製麺_第2版」, as any computer takes it, without the day."""
    firm = _UNSAFE.sub("・", making.business_name).strip(". ")[:_LONGEST_NAME]
    name = document.ja.partition("（")[0]
    return f"事業計画_{name}_{firm}_{making.edition}"
