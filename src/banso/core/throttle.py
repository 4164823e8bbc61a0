"""How often an address that is open to all may be asked for in an hour（使いすぎの歯止め）."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

_HOUR = 60 * 60


def asks_too_often(kind: str, who: object, *, most: int) -> bool:
    """Whether ``who``, a link or the address that guesses, has asked more than ``most`` times.

    Counted by the hour, for each ``kind`` of page by itself, for all server processes together.
    """
    key = f"{kind}:{hashlib.sha256(str(who).encode()).hexdigest()}"
    if cache.add(key, 1, _HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False
