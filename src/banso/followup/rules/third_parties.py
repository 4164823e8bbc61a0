"""Who may look at a drifting plan from outside（第三者）: another district's adviser, an expert."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

USUAL_ROLES = (
    "他地区の経営指導員",
    "中小企業診断士",
    "税理士",
    "よろず支援拠点",
    "金融機関",
)


_TITLE = re.compile(r"(さん|様|氏|先生|(経営)?指導員)$")


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Someone who could be asked: a name, what they are, and why they are suggested."""

    name: str
    role: str
    because: str


def expert(told: str, because: str) -> ThirdParty:
    """An expert as a dispatch names them: 「高橋 健（中小企業診断士）」."""
    name, _, rest = told.partition("（")
    role = rest.strip().removesuffix("）").strip()
    return ThirdParty(name.strip(), role or "外部専門家", because)


def role_of(suggested: Iterable[ThirdParty], name: str) -> str:
    """The role of a suggested person; nothing where the name is not suggested."""
    wanted = _bare(name)
    return next((one.role for one in suggested if wanted and _bare(one.name) == wanted), "")


def is_one_of(name: str, insiders: Iterable[str]) -> bool:
    """Whether the name is that of someone who cannot be the third party."""
    return _bare(name) in {_bare(one) for one in insiders}


def namesake(name: str, insiders: Iterable[str]) -> str:
    """The insider whose surname alone is written（「高山」「高山さん」）; empty when none is."""
    written = _TITLE.sub("", _bare(name))
    parts = ((one, one.split()) for one in insiders)
    # a name kept without a space between has no surname to be told from the whole
    return next((one for one, words in parts if len(words) > 1 and words[0] == written), "")


def _bare(name: str) -> str:
    return "".join(name.split())
