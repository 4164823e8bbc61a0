"""The five walls（5つの壁）at which a business gets stuck, in the same words for every office."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wall:
    """One wall: its key as a topic, its name, and what it means in one line."""

    key: str
    name: str
    means: str


WALLS = (
    Wall("wall-unseen", "見えない壁", "何が課題か、数字や言葉になっていない"),
    Wall("wall-unfaced", "向き合わない壁", "課題は知っているが、後回しにしている"),
    Wall("wall-undone", "実行できない壁", "することは決めたが、手が動かない"),
    Wall("wall-unfollowed", "付いてこない壁", "従業員や家族が付いてきていない"),
    Wall("wall-lacking", "足りない壁", "人手・資金・知識・時間が足りない"),
)
WALL_MEANS = {wall.key: wall.means for wall in WALLS}
