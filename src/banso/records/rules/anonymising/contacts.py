"""Telephone, mail, addresses of pages and official numbers: taken out whatever they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banso.core.japanese import digits
from banso.records.rules.anonymising.parts import Found, Known, Rule, narrow

_PHONE_DIGITS = range(10, 12)
_PHONE = re.compile(r"(?<![\d,.])\+?0\d{1,4}[-( ]?\d{1,4}[-) ]?\d{3,4}(?!\d)")
_PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII), "（メール）"),
    (re.compile(r"(?:https?://|www\.)[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII), "（ウェブサイト）"),
    (re.compile(r"(?<![\w.])@[A-Za-z0-9_.]{3,}"), "（アカウント）"),
    (re.compile(r"(?<!\d)T?\d{13}(?!\d)"), "（法人番号）"),
    (re.compile(r"〒\s?\d{3}-?\d{4}(?!\d)"), "（郵便番号）"),
)


def _contacts(text: str, _: Known) -> Iterator[Found]:
    plain = narrow(text)
    for pattern, words in _PATTERNS:
        for match in pattern.finditer(plain):
            yield Found(*match.span(), words)
    for match in _PHONE.finditer(plain):
        if len(digits(match[0])) in _PHONE_DIGITS:
            yield Found(*match.span(), "（電話番号）")


CONTACTS = Rule(
    "contacts",
    "連絡先・番号",
    "電話・メール・ウェブサイト・SNSのアカウント・法人番号・郵便番号は、種類だけを残して消す。",
    _contacts,
    must=True,
)
