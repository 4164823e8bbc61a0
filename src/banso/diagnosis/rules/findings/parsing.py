"""Reading a condition（条件）from its text: words, then brackets, then meaning. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.findings.conditions import (
    COMPARED,
    MOMENTS,
    NOW,
    Claim,
    Condition,
    Joined,
    Literal,
    Named,
    Not,
    number,
    percent,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<percent>-?\d[\d_]*(?:\.\d+)?%)|(?P<number>-?\d[\d_]*(?:\.\d+)?)"
    r'|(?P<text>"[^"]*")|(?P<sign><=|>=|!=|<|>|=)|(?P<bracket>[()])'
    r"|(?P<word>[a-z][a-z0-9_]*(?:\.[a-z_]+)?))"
)
_JOINING = ("and", "or", "not")
_DEEPEST = 20  # brackets and nots within one another


def parse(text: str) -> Condition:
    """The condition that a text says. Refuses, in Japanese, what is not in the language."""
    reader = _Reader(list(_tokens(text)))
    condition = reader.either()
    if reader.kind:
        raise _refusal(f"「{reader.text}」から先が読めません。and か or でつないでください")
    return condition


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise _refusal(f"「{text[at:].strip()}」が読めません")
        yield found.lastgroup or "", found.group().strip()
        at = found.end()


def _refusal(words: str) -> RuleViolation:
    return RuleViolation("bad-condition", f"{words}。", field="when")


class _Reader:
    """Reads tokens from left to right: or is weakest, then and, then not."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [*tokens, ("", "")]
        self._at = 0
        self._depth = 0

    @property
    def kind(self) -> str:
        """What the token at hand is; empty at the end."""
        return self._tokens[self._at][0]

    @property
    def text(self) -> str:
        """How the token at hand is written."""
        return self._tokens[self._at][1]

    def either(self) -> Condition:
        """Conditions joined with or."""
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), is_any=True)

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), is_any=False)

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _refusal("かっこが深すぎます")
        condition = self._alone()
        self._depth -= 1
        return condition

    def _alone(self) -> Condition:
        if self._take("not"):
            return Not(self._one())
        if not self._take("("):
            return self._claim()
        condition = self.either()
        if not self._take(")"):
            raise _refusal("かっこが閉じていません")
        return condition

    def _claim(self) -> Claim:
        left = self._operand()
        if not isinstance(left, Named):
            raise _refusal("左には名前を書いてください")
        if self.kind != "sign" or self.text not in COMPARED:
            raise _refusal(f"「{left.name}」のあとに < <= > >= = != のどれかが要ります")
        return Claim(left, self._next()[1], self._operand())

    def _operand(self) -> Named | Literal:
        kind, text = self._next()
        if kind == "word" and text not in _JOINING:
            return _named(text)
        if kind in {"percent", "number"}:
            return percent(text) if kind == "percent" else number(text)
        if kind == "text":
            return Literal(text.strip('"'), text.strip('"'))
        raise _refusal(
            f"「{text}」のところに名前か数が要ります" if text else "途中で終わっています"
        )

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _take(self, text: str) -> bool:
        if self.kind not in {"word", "bracket"} or self.text != text:
            return False
        self._next()
        return True


def _named(text: str) -> Named:
    name, _, moment = text.partition(".")
    if moment not in MOMENTS or text.endswith("."):
        raise _refusal(f"「{text}」の .{moment} は使えません")
    return Named(name, moment or NOW)
