"""Reads that take in several rooms."""

from banso.web.queries.before_visit import BeforeVisit, Round, before_visit_of, round_of
from banso.web.queries.chart import Chart, chart_of
from banso.web.queries.day import Day, day_of

__all__ = [
    "BeforeVisit",
    "Chart",
    "Day",
    "Round",
    "before_visit_of",
    "chart_of",
    "day_of",
    "round_of",
]
