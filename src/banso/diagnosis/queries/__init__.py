"""Reads of the room, each for one page or paper."""

from banso.diagnosis.queries.analysing import Examined, examined, statements_of
from banso.diagnosis.queries.standing import standing_of

__all__ = ["Examined", "examined", "standing_of", "statements_of"]
