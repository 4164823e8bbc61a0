"""The third-party gate（第三者の視点）: what must be written before a drifting plan goes on.

With a drift open, a check sheet cannot be closed as 順調 and the rhythm cannot be relaxed until
(a) the KPI check, (b) hypotheses on the bottleneck, (c) the effect of the plan, and a named third
party with their view are recorded. Source: 経営発達支援計画 7.(2)・(4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PARTS: Mapping[str, str] = {
    "kpi_check": "(a) 目標・KPI達成度の点検",
    "hypotheses": "(b) ボトルネックの仮説検証",
    "effect": "(c) 事業計画の効果・検証",
    "third_party": "第三者の氏名",
    "third_party_role": "第三者の立場",
    "view": "第三者の見方",
    "causes": "ズレの原因",
    "response": "これからの対応",
}
FEWEST_LETTERS = 5
NOTHING_WRITTEN = "まだ書いていません（「特になし」などは、書いたことになりません）。"
_BLANK = frozenset({"なし", "特になし", "とくになし", "無し", "-", "ー", "未定", "同上"})
NAMES = frozenset({"third_party", "third_party_role"})
LONGEST_NAME, LONGEST_PART = 60, 2_000


@dataclass(frozen=True, slots=True)
class Review:
    """What was written at the gate, by the keys of ``PARTS``."""

    written: Mapping[str, str]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys of what is still missing; 「特になし」 is nothing."""
        return tuple(key for key in PARTS if not self._says(key))

    def _says(self, key: str) -> bool:
        text = self.written.get(key, "").strip()
        fewest = 1 if key in NAMES else FEWEST_LETTERS
        return len(text) >= fewest and text not in _BLANK

    def why_lacking(self, key: str) -> str:
        """Why what was written there is not enough: nothing said, or said too shortly."""
        text = self.written.get(key, "").strip()
        if not text or text in _BLANK or key in NAMES:
            return NOTHING_WRITTEN
        return (
            f"「{text}」だけでは、あとで読む人に伝わりません。"
            f"{FEWEST_LETTERS}字以上で書いてください（いま{len(text)}字）。"
        )

    @property
    def words(self) -> str:
        """「次がまだです：(b) ボトルネックの仮説検証、第三者の見方。」 or nothing."""
        if not self.lacking:
            return ""
        return f"次がまだです：{'、'.join(PARTS[key] for key in self.lacking)}。"
