"""Arithmetic and judgement of an analysis, in plain Python."""
