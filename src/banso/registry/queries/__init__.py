"""Reads of the register, each for one page."""

from banso.registry.queries.choosing import Choice, Picker, pick

__all__ = ["Choice", "Picker", "pick"]
