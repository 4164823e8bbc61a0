"""What a check found（点検の結果）: how grave, where, and one sentence about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["矛盾", "曖昧", "参考"]
SEVERITIES: tuple[Severity, ...] = ("矛盾", "曖昧", "参考")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: 矛盾 (two statements cannot both hold), 曖昧 (left open), 参考 (worth knowing).

    ``kind`` is a stable code; ``places`` are where to look in the plan; ``about`` are the keys of
    the indicators, goals or tables concerned, for pages that mark them.
    """

    severity: Severity
    kind: str
    places: tuple[str, ...]
    sentence: str
    about: tuple[str, ...] = ()
