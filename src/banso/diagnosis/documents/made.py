"""Every document of an analysis: what it is for, and in which files it can be had."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from banso.core.documents.blocks import Paper, pdf_of
from banso.core.documents.word import word_of
from banso.diagnosis.documents import (
    break_even_book,
    findings,
    ninety_days,
    plan_draft,
    report,
)
from banso.diagnosis.documents.around import Making

PDF, WORD, EXCEL = "pdf", "docx", "xlsx"
SUFFIXES = {PDF: "PDF", WORD: "Word", EXCEL: "Excel"}
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')

Writer = Callable[[Making], bytes]


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its name, what it is for, and a writer for each kind of file."""

    key: str
    ja: str
    purpose: str
    writers: Mapping[str, Writer]

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
        "report",
        "経営分析レポート",
        "事業者と一緒に読む冊子です。まとめ、業種との比較、指標、損益分岐点、SWOT、課題、90日までを1冊にします。",
        _both(report.report_of),
    ),
    Document(
        "findings",
        "課題抽出シート",
        "挙がった課題を、根拠・時間軸・取り上げるかどうか・対応策とともに一覧にします。",
        {
            PDF: lambda making: pdf_of(findings.findings_paper_of(making)),
            EXCEL: findings.findings_book_of,
        },
    ),
    Document(
        "ninety-days",
        "90日アクションプラン",
        "壁に貼って使う1枚です。空いた行には、打合せでペンで書き込めます。",
        _both(ninety_days.ninety_days_of),
    ),
    Document(
        "break-even",
        "損益分岐点分析シート",
        "価格・数量・費用を変えると結果と図が変わる、計算式の入った表です。",
        {EXCEL: break_even_book.break_even_book_of},
    ),
    Document(
        "plan-draft",
        "中期経営計画素案",
        "分析の結果を3年計画の枠に並べた下書きです。空いた欄は事業者と話し合って決めます。",
        _both(plan_draft.plan_draft_of),
    ),
)
DOCUMENTS: Mapping[str, Document] = {document.key: document for document in _ALL}


def file_name(document: Document, making: Making) -> str:
    """「経営分析レポート_さくら製麺_お渡し用」, as any computer takes it, without the day."""
    firm = _UNSAFE.sub("・", making.business_name).strip(". ")[:_LONGEST_NAME]
    mark = f"_{making.edition.mark}" if making.edition.is_handout else ""
    return f"{document.ja}_{firm}{mark}"
