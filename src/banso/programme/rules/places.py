"""Places in a plan file（場所）and what is wrong there."""

from dataclasses import dataclass

LABEL_KEYS = ("name", "line", "title", "heading", "text", "post", "key")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a plan file cannot be read: the place, a stable code, and a Japanese sentence."""

    place: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the file, written 「indicators[3]（フォローアップ対象事業者数）の targets.R9」."""

    text: str = ""
    is_labelled: bool = False

    def key(self, name: str) -> "Place":
        """The value under a key."""
        if not self.text:
            return Place(name)
        return Place(f"{self.text}の {name}" if self.is_labelled else f"{self.text}.{name}")

    def item(self, index: int, raw: object) -> "Place":
        """An entry of a list, counted from 0 as in JSON, with its own name where it has one."""
        label = label_of(raw)
        shown = f"（{label}）" if label else ""
        return Place(f"{self.text}[{index}]{shown}", is_labelled=bool(label))


def label_of(raw: object) -> str:
    """The name by which a person knows an entry; empty when it has none."""
    if not isinstance(raw, dict):
        return ""
    names = (raw.get(key) for key in LABEL_KEYS)
    return next((name for name in names if isinstance(name, str) and name), "")[:40]
